"""Resolve filters as typed to a scope; a value that the corpus does not have is an error with the nearest values."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sinoru.index.database import placeholders
from sinoru.index.fields import BY_AUTHOR
from sinoru.index.index import Index, LinkFilter, Scope, TextCondition
from sinoru.messages import command, count, quoted, refused, use_one_of
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate, WrongValue
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.filters import (
    FILTERS,
    Country,
    Filters,
    Grade,
    Kind,
    Named,
    Party,
    Speaker,
    Value,
    Word,
    declaration,
    given_filters,
    option_of,
)
from sinoru.query.select import links_to, terms_of

if TYPE_CHECKING:
    from sinoru.query.names import Found

_MOST_SOURCES = 5
"""Sources with the same words that an error lists."""
_SELECTIVE_FIRST: tuple[type[Value], ...] = (Party, Speaker, Named, Word, Country, Kind, Grade)
"""What a filter may name, that which fewest records have first: an engine begins with the first link of a scope."""


def resolve_scope(
    index: Index,
    filters: Filters,
    kinds: Sequence[str],
    match: TextCondition | None = None,
    *,
    beside: Sequence[str] = (),
    question: str = "",
) -> Scope:
    """Return the scope of a listing of these kinds of record, with `match` as its condition on the text.

    `beside` has the kinds of record that an answer lists beside these, whose own kinds are accepted too. `question`
    is the one asked, if a filter means something else in it. Raises UnknownValue, AmbiguousValue, WrongDate,
    WrongValue or WrongUsage.
    """
    first, last = resolve_days(filters)
    listed = tuple(kinds)
    kinds, event_kinds = _split_kinds(filters.kind, kinds)
    links = [
        _link_to_kinds(index, event_kinds, listed, beside)
        if isinstance(value, Kind)
        else _link_to(index, option_of(name), value, getattr(filters, name))
        for name, value in _most_selective_first(filters, question)
    ]
    return Scope(
        kinds=tuple(kinds),
        first=first,
        last=last,
        links=tuple(link for link in links if link),
        match=match,
    )


def _most_selective_first(filters: Filters, question: str) -> list[tuple[str, Value]]:
    """Return the given filters that are resolved to links, each with what its values name."""
    declared = ((name, declaration(name, (question,)) or FILTERS[name][0]) for name in given_filters(filters))
    named = [(name, filter_.value) for name, filter_ in declared]
    linked = [each for each in named if type(each[1]) in _SELECTIVE_FIRST]
    return sorted(linked, key=lambda each: _SELECTIVE_FIRST.index(type(each[1])))


def _link_to(index: Index, option: str, value: Value, typed: Sequence[str]) -> LinkFilter | None:
    """Return the link to what the typed values name; to any of several."""
    match value:
        case Party(kind=kind):
            return _link_to_parties(index, option, typed, kind)
        case Speaker(in_disputes=in_disputes):
            return _link_to_speakers(index, option, typed, in_disputes=in_disputes)
        case Named(kinds=kinds, relations=relations):
            return _link_to_named(index, option, typed, kinds, relations or index.fields.involving(kinds[0]))
        case Word(space=space):
            return _link_to_words(
                index, option, space, typed, value.words if isinstance(value, Grade) else ()
            )
        case Country():
            return _link_to_countries(index, typed)
    return None


def resolve_days(filters: Filters) -> tuple[int | None, int | None]:
    """Return the first and last day requested, None without a bound. Raises WrongDate."""
    start, end = _parse_date("--from", filters.start), _parse_date("--to", filters.end)
    first = start[0] if start else None
    last = end[1] if end else None
    if first is not None and last is not None and first > last:
        raise WrongDate(
            "--from",
            f"{quoted(filters.start)} is later than the end, {quoted(filters.end)}. Swap them, or change one.",
        )
    return first, last


def _parse_date(option: str, text: str) -> tuple[int | None, int | None] | None:
    if not text:
        return None
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        date = parse_typed(text)
    except DateError as error:
        raise WrongDate(option, error.message(text)) from None
    if date.earliest is None and date.latest is None:
        raise WrongDate(option, f"{quoted(text)} has no year. Add one.")
    return date.earliest, date.latest


def _split_kinds(requested: Sequence[str], kinds: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Separate kinds of record (`claim`) from kinds of event or claim (`visit`, `forecast`)."""
    if len(kinds) == 1:
        return kinds, [] if kinds[0] in requested else requested
    records = [kind for kind in requested if kind in (kinds or RECORD_OF_KIND)]
    return (records or kinds), [kind for kind in requested if kind not in records]


def _link_to_kinds(
    index: Index, values: Sequence[str], kinds: Sequence[str], beside: Sequence[str]
) -> LinkFilter | None:
    """Resolve kinds of event or claim; one that none of these kinds of record has is refused."""
    if not values:
        return None
    listed = [*kinds, *beside] or list(RECORD_OF_KIND)
    query = (
        "SELECT t.id, t.number FROM term t JOIN tally c ON c.target = t.number AND c.how = 'kind'"
        f" WHERE c.kind IN ({placeholders(listed)}) GROUP BY t.id, t.number ORDER BY t.id"
    )
    numbers = {id_.partition(":")[2]: number for id_, number in index.rows(query, listed)}
    known = {word: number for word, number in numbers.items() if word}
    for value in values:
        if value.casefold() not in known:
            raise _wrong_kind(index, value, list(known), kinds)
    return LinkFilter(tuple(known[value.casefold()] for value in values), in_refs=True)


def _wrong_kind(index: Index, value: str, words: Sequence[str], kinds: Sequence[str]) -> WrongValue:
    """Return the error for a kind that the corpus does not have, or that a list of these kinds of record has not."""
    known = [*(kinds if len(kinds) > 1 or not words else ()), *words]
    if not words or value in RECORD_OF_KIND or _has_term(index, f"kind:{value.casefold()}"):
        return WrongValue("--kind", refused(quoted(value), "cannot be used here", use_one_of(known)))
    from sinoru.names.nearest import nearest

    return UnknownValue("--kind", value, nearest(value, known), known)


def check_kinds(
    index: Index, values: Sequence[str], words: Sequence[str], kinds: Sequence[str]
) -> frozenset[str]:
    """Return the values in lower case; `words` are the kinds that these kinds of record have.

    Raises UnknownValue for a kind that the corpus does not have, and WrongValue for that of other records.
    """
    for value in values:
        if value.casefold() not in (*kinds, *words):
            raise _wrong_kind(index, value, words, kinds)
    return frozenset(value.casefold() for value in values)


def _has_term(index: Index, id_: str) -> bool:
    return index.value("SELECT 1 FROM term WHERE id = ?", (id_,)) is not None


def _link_to_words(
    index: Index, option: str, space: str, values: Sequence[str], allowed: Sequence[str]
) -> LinkFilter:
    """Resolve words that records have, such as topics; they match exactly, but in any case of letters.

    `allowed` has the words that any corpus may have; it is empty where the corpus decides.
    """
    terms = []
    for value in values:
        term = index.value("SELECT number FROM term WHERE id = ?", (f"{space}:{value.casefold()}",))
        if term is None:
            if allowed and value.casefold() not in allowed:
                raise UnknownValue(option, value, [], allowed=allowed)
            raise UnknownValue(option, value, *_nearest_words(index, space, value))
        terms.append(term)
    return LinkFilter(tuple(terms), in_refs=space != "verdict")  # a conflict may have given it


def _link_to_countries(index: Index, values: Sequence[str]) -> LinkFilter:
    """Resolve countries: a word of the corpus, or any name or code of the state."""
    from sinoru.query.countries import countries_called

    words = [f"country:{word}" for value in values for word in countries_called(index, value)]
    return LinkFilter(tuple(dict.fromkeys(terms_of(index, words).values())), in_refs=True)


def _nearest_words(index: Index, space: str, value: str) -> tuple[list[str], list[str]]:
    """Return the words that may have been meant, and all known words."""
    from sinoru.names.nearest import nearest

    query = "SELECT substr(id, ?) FROM term WHERE id >= ? AND id < ? ORDER BY id"
    known = [word for (word,) in index.rows(query, (len(space) + 2, f"{space}:", f"{space};"))]
    return nearest(value, known), known


def _link_to_named(
    index: Index, option: str, values: Iterable[str], kinds: tuple[str, ...], relations: tuple[str, ...]
) -> LinkFilter:
    """Resolve the names of records, or words that describe only one source."""
    if kinds == ("source",):
        ids = [source_id(index, option, value) for value in values]
    else:
        ids = [resolve_id(index, option, value, kinds) for value in values]
    terms = [term for id_ in ids for term in links_to(index, id_).terms]
    # The full text has a word for every link but those to the sources that a record cites.
    return LinkFilter(tuple(terms), relations, in_refs="source" not in relations)


def source_id(index: Index, option: str, value: str) -> str:
    """Return the id of a source, by its id or by words that describe no other, which is reported."""
    try:
        return resolve_id(index, option, value, ("source",))
    except UnknownValue:
        from sinoru.query.read_as import report
        from sinoru.query.source_words import sources_described

        found = sources_described(index, value)
        if not found:
            raise
        if len(found) > _MOST_SOURCES:
            listing = f"{quoted(command('sources', *value.split()))} lists them"
            why = f"{quoted(value)} matches {count(len(found), 'source')}. Use the id of one; {listing}."
            raise WrongValue(option, why) from None
        if len(found) > 1:
            labels = [f"{one.title} ({one.id})" for one in found]
            raise AmbiguousValue(option, value, labels) from None
        report(option, value, found[0].title, "words", found[0].id)
        return found[0].id


def _link_to_parties(index: Index, option: str, values: Iterable[str], kind: str) -> LinkFilter:
    """Resolve people or organisations, also as authors of the sources of claims that name no speaker."""
    ids = [resolve_id(index, option, value, (kind,)) for value in values]
    from sinoru.query.speakers import sources_by

    terms = [term for id_ in ids for term in links_to(index, id_).terms]
    written = sources_by(index, ids)
    relations = index.fields.involving(kind)
    return LinkFilter((*terms, *written), (*relations, *([BY_AUTHOR] if written else [])), in_refs=True)


def _link_to_speakers(index: Index, option: str, values: Sequence[str], *, in_disputes: bool) -> LinkFilter:
    """Resolve those who make claims: people and organisations, and authors of sources who have no record."""
    from sinoru.query.speakers import speaker_links

    speakers = [_speaker(index, option, value) for value in values]
    return speaker_links(index, speakers, in_disputes=in_disputes)


def _speaker(index: Index, option: str, value: str) -> str:
    """Return the id of a speaker, or the name of an author who has no record.

    Raises UnknownValue with the nearest names of both, or AmbiguousValue.
    """
    from sinoru.query.speaker_names import KINDS, author_named, nearest_speakers

    try:
        return author_named(index, value) or resolve_id(index, option, value, KINDS)
    except UnknownValue:
        raise UnknownValue(option, value, nearest_speakers(index, value)) from None


def resolve_id(index: Index, option: str, value: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one record of these kinds (empty: any) that the value names.

    Raises UnknownValue or AmbiguousValue.
    """
    from sinoru.query.names import find_named, take

    found = find_named(index, value, kinds)
    labels = {one.id: one.label for one in found}
    if len(labels) > 1:
        raise AmbiguousValue(option, value, list(labels.values()))
    if not found or not take(index, option, value, found[0]):
        raise UnknownValue(option, value, _nearest_records(index, value, kinds, found))
    return found[0].id


def _nearest_records(index: Index, value: str, kinds: tuple[str, ...], found: "list[Found]") -> list[str]:
    """Return the records of these kinds that may be meant: with name and id, or for sources only the id."""
    from sinoru.query.names import NAMED_KINDS, nearest_to
    from sinoru.query.show import nearest_ids

    if not kinds or set(kinds) & set(NAMED_KINDS):
        return [f"{ref.name} ({ref.id})" for ref in nearest_to(index, value, kinds, found)]
    query = "SELECT kind FROM record WHERE id = ?"
    return [id_ for id_ in nearest_ids(index, value) if index.value(query, (id_,)) in kinds]
