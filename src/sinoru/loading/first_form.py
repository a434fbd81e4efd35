"""Records of the first form of corpus files, read as those of the second (docs/format.md, "Formats").

In the first form a disagreement is written in four places: conflicts with a verdict (`on`, `says`, `verdict`), claims
that list others as contradicted (`contradicts`), claims with the verdict `contradicted`, and the certainty
`implied`. The second has conflicts only. Nodes are rewritten rather than records, so that every fault still has its
location.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.loading.yaml import Entry, MappingNode, Node, ScalarNode, SequenceNode, text_of
from sinoru.model.records import RECORDS

_DATES = ("date", "born", "died", "published", "said", "holds")
"""Fields whose value is a date, which a statement may have in words."""
_OF_CONFLICTS = {"on": "field"}
_OF_STATEMENTS = {"says": "value"}

Pairs = list[tuple[Node, Node]]


def in_second_form(entry: Entry) -> tuple[Entry, Node | None]:
    """Return an entry in the second form, and the first node that is in the first form; None if none is."""
    if not entry.is_item or text_of(entry.key) not in RECORDS or not isinstance(entry.value, MappingNode):
        return entry, None
    old = _first_old(entry.value, text_of(entry.key))
    if old is None:
        return entry, None
    return entry._replace(value=_record(entry.value)), old


def _first_old(record: MappingNode, list_name: str) -> Node | None:
    """Return the first node that only the first form has."""
    for key, value in record.pairs:
        match text_of(key):
            case "conflicts":
                found = next(_old_in_conflicts(value), None)
                if found is not None:
                    return found
            case "contradicts" if list_name == "claims":
                return key
            case "certainty" if list_name == "claims" and text_of(value) == "implied":
                return value
            case "assessment" if list_name == "claims":
                verdict = _value(value, "verdict")
                if text_of(verdict) == "contradicted":
                    return verdict
    return None


def _old_in_conflicts(conflicts: Node) -> Iterator[Node]:
    for conflict in _items(conflicts):
        for key, value in _pairs(conflict):
            if text_of(key) in ("on", "verdict"):
                yield key
            elif text_of(key) == "statements":
                for key_, value_ in (pair for said in _items(value) for pair in _pairs(said)):
                    if text_of(key_) == "says":
                        yield key_
                    elif text_of(key_) == "certainty" and text_of(value_) == "implied":
                        yield value_


def _record(record: MappingNode) -> MappingNode:
    """Return a record in the second form."""
    pairs: Pairs = []
    conflicts: list[Node] = []
    at = len(record.pairs)
    for key, value in record.pairs:
        match text_of(key):
            case "conflicts" if isinstance(value, SequenceNode):
                at = len(pairs)
                pairs.append((key, value))
                conflicts += [_conflict(each, record, number) for each, number in _numbered(value.items)]
            case "certainty":
                pairs.append((key, _certainty(value)))
            case "contradicts" if isinstance(value, SequenceNode):
                own = text_of(_value(record, "id"))
                conflicts += [_between(record, key, one) for one in value.items if text_of(one) != own]
            case "assessment" if text_of(_value(value, "verdict")) == "contradicted":
                conflicts.append(_against(record, key, value))
            case _:
                pairs.append((key, value))
    if conflicts:
        first = conflicts[0]
        key = pairs[at][0] if at < len(pairs) else _scalar(first, "conflicts")
        pairs[at : at + 1] = [(key, _sequence(first, conflicts))]
    return _mapping(record, pairs)


def _numbered(conflicts: Iterable[Node]) -> Iterator[tuple[Node, int]]:
    """Yield conflicts with their numbers among those on the same field."""
    seen: Counter[str] = Counter()
    for conflict in conflicts:
        field = text_of(_value(conflict, "on"))
        seen[field] += 1
        yield conflict, seen[field]


def _conflict(conflict: Node, record: MappingNode, number: int) -> Node:
    """Return a conflict in the second form: a verdict becomes the statements that stand."""
    verdict = _value(conflict, "verdict")
    own = text_of(_value(conflict, "on"))
    is_own = _same_as(text_of(_value(record, own)), own)
    stands = _standing(text_of(verdict), is_own)
    pairs: Pairs = []
    for key, value in _pairs(conflict):
        name = text_of(key)
        if name == "statements" and isinstance(value, SequenceNode):
            pairs.append((key, _sequence(value, [_statement(each, stands) for each in value.items])))
        elif name == "why" and text_of(verdict) == "superseded":
            pairs.append((key, _scalar(value, f"superseded: {text_of(value)}", like=value)))
        elif name != "verdict":
            pairs.append((_renamed(key, _OF_CONFLICTS), value))
            if name == "on" and number > 1:
                pairs.append((_scalar(key, "key"), _scalar(key, f"{'-'.join(own.split())}-{number}")))
    return _mapping(conflict, pairs) if isinstance(conflict, MappingNode) else conflict


def _standing(verdict: str, is_own: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return whether a value stands: all that are reconciled; the record's own where the others are wrong."""
    if verdict == "reconciled":
        return lambda _: True
    return is_own if verdict in ("contradicted", "superseded") else lambda _: False


def _same_as(own: str, field: str) -> Callable[[str], bool]:
    """Return whether a value is that of the record, which may be a date in words."""
    if not own:
        return lambda _: False
    spellings = {own}
    if field in _DATES:
        from sinoru.dates.wording import in_words

        with suppress(DateError):
            spellings.add(in_words(parse_edtf(own)))
    return spellings.__contains__


def _statement(statement: Node, stands: Callable[[str], bool]) -> Node:
    if not isinstance(statement, MappingNode):
        return statement
    pairs: Pairs = []
    for key, value in statement.pairs:
        name = text_of(key)
        pairs.append((_renamed(key, _OF_STATEMENTS), _certainty(value) if name == "certainty" else value))
        if name == "says" and stands(text_of(value)):
            pairs.append((_scalar(value, "stands"), _scalar(value, "true")))
    return _mapping(statement, pairs)


def _between(claim: MappingNode, at: Node, other: Node) -> Node:
    """Return the open conflict of a claim with one that it contradicts."""
    return _mapping(
        at,
        [
            (_scalar(at, "field"), _scalar(at, "text")),
            (_scalar(at, "key"), _scalar(other, text_of(other), like=other)),
            (
                _scalar(at, "statements"),
                _sequence(at, [_said_by(claim, at), _mapping(other, [(_scalar(other, "claim"), other)])]),
            ),
        ],
    )


def _against(claim: MappingNode, at: Node, assessment: Node) -> Node:
    """Return the settled conflict of a claim with the reason why it is contradicted."""
    why = _value(assessment, "why")
    told = text_of(why) or "something else, for which no reason is recorded"
    said: Pairs = [
        (_scalar(at, "value"), _scalar(why if why is not None else at, told, like=why)),
        (_scalar(at, "stands"), _scalar(at, "true")),
    ]
    said += [pair for pair in _pairs(assessment) if text_of(pair[0]) == "evidence"]
    return _mapping(
        at,
        [
            (_scalar(at, "field"), _scalar(at, "text")),
            (_scalar(at, "statements"), _sequence(at, [_said_by(claim, at), _mapping(assessment, said)])),
        ],
    )


def _said_by(claim: MappingNode, at: Node) -> Node:
    return _mapping(at, [(_scalar(at, "claim"), _scalar(at, text_of(_value(claim, "id"))))])


def _certainty(value: Node) -> Node:
    return _scalar(value, "inferred", like=value) if text_of(value) == "implied" else value


def _renamed(key: Node, names: dict[str, str]) -> Node:
    new = names.get(text_of(key))
    return _scalar(key, new, like=key) if new else key


def _value(node: Node, name: str) -> Any:
    return next((value for key, value in _pairs(node) if text_of(key) == name), None)


def _pairs(node: Node) -> Pairs:
    return node.pairs if isinstance(node, MappingNode) else []


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, SequenceNode) else []


def _scalar(at: Node, text: str, *, like: Node | None = None) -> Node:
    """Return a scalar that is located where another node is."""
    style = like.style if type(like) is ScalarNode else None
    return ScalarNode(None, None, (True, False), text, at.start_mark, at.start_mark, style)


def _sequence(at: Node, items: Iterable[Node]) -> SequenceNode:
    node = SequenceNode(at)
    node.items = list(items)
    return node


def _mapping(at: Node, pairs: Pairs) -> MappingNode:
    node = MappingNode(at)
    node.pairs = pairs
    return node
