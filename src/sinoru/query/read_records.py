"""Conditions that only records show: words near each other, a spelling, several conditions on one part of a record.

The records that may meet one are found by what engines know of it, and are read. So such a condition becomes one on
their numbers, which may be anywhere in a query.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sinoru.index.fields import headline_of, office_days
from sinoru.index.index import Condition, Index, Phrase, Scope
from sinoru.messages import quoted
from sinoru.model.errors import UnknownValue, WrongUsage
from sinoru.model.records import Event, Office, Part, Participant, Person, Record
from sinoru.query import resolve
from sinoru.query.names import ids_called
from sinoru.query.office_filters import country_names, office_title, states_of
from sinoru.query.parties import parties_called
from sinoru.query.passing import records_passing
from sinoru.text.highlight import has_term
from sinoru.text.query import (
    Field,
    Inside,
    Node,
    Range,
    Term,
    all_of,
    conjuncts,
    holds,
    in_words,
    map_leaves,
)
from sinoru.text.terms import phrase_of

if TYPE_CHECKING:
    from sinoru.query.conditions import Conditions

_RECORDS = {"office": "person", "participant": "event"}
"""The kinds of record that have these parts."""
_PARTS: dict[str, type[Part]] = {"office": Office, "participant": Participant}
"""The types of these parts."""

_ATTRIBUTES = {"as": "printed", "for": "held_for"}
"""The attributes of parts by the names that the language has for them, where these differ."""

Test = Callable[[Part], bool]


def records_with(conditions: "Conditions", term: Term) -> Condition:
    """Return the records with words near each other, or with a spelling. Raises WrongUsage if too many may be."""
    may_have = all_of(*(Phrase((token,)) for token in dict.fromkeys(term.tokens)))
    scope = Scope(kinds=conditions.kinds, match=may_have, where=conditions.beyond)
    found = records_passing(conditions.index, scope, in_words(term), lambda one: _has(conditions, one, term))
    return all_of(may_have, found)  # its words count in the order of matches


def _has(conditions: "Conditions", record: Record, term: Term) -> bool:
    texts = (headline_of(record), conditions.index.fields.texts(record))
    return any(has_term(" · ".join(text for _, text in each if text), term) for each in texts)


def records_inside(conditions: "Conditions", asked: Inside) -> Condition:
    """Return the records of which one part meets all conditions. Raises WrongUsage, and as Conditions.of."""
    index, kind = conditions.index, _RECORDS[asked.name]
    is_such = test_of_part(conditions, asked)
    of_own = [conditions.of(own) for own in _own_required(conditions, asked)]
    scope = Scope(kinds=(kind,), match=_words_required(asked.query), where=(*conditions.beyond, *of_own))
    return records_passing(
        index, scope, in_words(asked), lambda one: any(is_such(one, part) for part in _parts(one))
    )


def test_of_part(conditions: "Conditions", asked: Inside) -> Callable[[Record, Part], bool]:
    """Return whether a part of a record meets all conditions. Raises as Conditions.of."""
    tests: dict[Node, Callable[[Record, Part], bool]] = {}

    def resolved(leaf: Node, _: bool) -> Node:  # noqa: FBT001  the signature of map_leaves
        tests[leaf] = _test(conditions, asked.name, leaf)
        return leaf

    map_leaves(asked.query, resolved)
    return lambda record, part: holds(asked.query, lambda leaf: tests[leaf](record, part))


def _parts(record: Record) -> Iterable[Part]:
    match record:
        case Person(offices=offices):
            return offices
        case Event(participants=participants):
            return participants
    return ()


def _own_required(conditions: "Conditions", asked: Inside) -> Iterator[Node]:
    """Yield the conditions on fields of the corpus's own that every such record meets in some part."""
    own = conditions.index.fields.own_by_name(_PARTS[asked.name])
    for item in conjuncts(asked.query):
        if isinstance(item, Field | Range) and item.name in own:
            yield replace(item, name=own[item.name].own, given=f"{item.name}:")


def _words_required(query: Node) -> Condition | None:
    """Return the words that every such record has in its text; None without any."""
    words = []
    for item in conjuncts(query):
        leaf = phrase_of(item.value) if isinstance(item, Field) and item.name in ("title", "as") else item
        if isinstance(leaf, Term) and leaf.tokens and not (leaf.prefix or leaf.pattern):
            words += [Phrase((token,)) for token in leaf.tokens]
    return all_of(*words) if words else None


def _test(conditions: "Conditions", part: str, leaf: Node) -> Callable[[Record, Part], bool]:
    """Return the test of one condition on a part. Raises UnknownValue, AmbiguousValue, WrongDate or WrongUsage."""
    index = conditions.index
    own = index.fields.own_by_name(_PARTS[part])
    match leaf:
        case Term():
            return lambda _, one: has_term(_text(one), leaf)
        case Field(name=name) | Range(name=name) if name in own:
            from sinoru.query.own_fields import own_test, report_asked

            report_asked(index, part, name, own[name])
            test = own_test(index, own[name], leaf)
            return lambda _, one: test(one)
        case Field(name="date", value=value):
            days = resolve.parse_date(f"{part}:(date:)", value)
            return lambda record, one: _covers(record, one, days)
        case Field(name="country", value=value):
            names = country_names(index, (value,))
            return lambda record, one: bool(names & _states(record, one))
        case Field():
            is_such = _part_test(index, leaf)
            return lambda _, one: is_such(one)
    raise WrongUsage(f"{quoted(in_words(leaf))} cannot be used in the brackets of {part}:. Use words there.")


def _part_test(index: Index, asked: Field) -> Test:
    """Return the test of a condition on what a part says itself. Raises UnknownValue or AmbiguousValue."""
    name, value = asked.name, asked.value
    phrase = phrase_of(value)
    match name:
        case "person" | "org":
            kind = "person" if name == "person" else "organisation"
            id_ = resolve.resolve_id(index, f"--{name}", value, (kind,))
            return lambda one: _attribute(one, name) == id_
        case "party":
            parties = parties_called(index, "party:", value)
            return lambda one: _attribute(one, name).casefold() in parties
        case "for":
            ids = ids_called(index, value)
            return lambda one: _attribute(one, name) in ids or has_term(_attribute(one, name), phrase)
        case "began" | "ended":
            choice = _choice(index, name, value)
            return lambda one: _attribute(one, name) == choice
    return lambda one: has_term(_attribute(one, name), phrase)


def _attribute(part: Part, name: str) -> str:
    """Return the text of a part under a name of the language."""
    return str(getattr(part, _ATTRIBUTES.get(name, name)))


def _choice(index: Index, name: str, typed: str) -> str:
    """Return how a term began or ended, as files have it. Raises UnknownValue for what no term does."""
    field = next(one for one in index.fields.of(Office) if one.name == name)
    choice = field.choice_called(typed)
    if not choice:
        raise UnknownValue(f"{name}:", typed, [], allowed=field.choices)
    return choice


def _states(record: Record, part: Part) -> frozenset[str]:
    """Return the names of the state of an office: that of its title, else of the person."""
    if not (isinstance(record, Person) and isinstance(part, Office)):
        return frozenset()
    return states_of(office_title(part.title), record.country)


def _text(part: Part) -> str:
    match part:
        case Office(title=title):
            return title
        case Participant(role=role, printed=printed):
            return f"{role} · {printed}"
    return ""


def _covers(record: Record, part: Part, days: tuple[int | None, int | None]) -> bool:
    """Return whether an office may have been held on one of these days, as its bounds say."""
    if not (isinstance(record, Person) and isinstance(part, Office)):
        return False
    start, end = office_days(record, part)
    first, last = days
    return (start is None or last is None or start <= last) and (end is None or first is None or end >= first)
