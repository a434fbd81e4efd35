"""Filters as typed into a scope: a value that the corpus does not have is an error with the nearest ones."""

from collections.abc import Iterable, Sequence

from sinoru.index.index import Index, LinkFilter, Scope, TextCondition
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.filters import Filters
from sinoru.query.select import links_to

_LISTED = 12
"""Words that are listed where none is near."""
_CLAIM_PARTIES = ("about", "by", "reported by")


def resolve_scope(
    index: Index, filters: Filters, kinds: Sequence[str], match: TextCondition | None = None
) -> Scope:
    """Resolve all filters for a listing of these kinds of record.

    Raises UnknownValue, AmbiguousValue, WrongDate or WrongUsage.
    """
    first, last = resolve_days(filters)
    kinds, event_kinds = _split_kinds(filters.kind, kinds)
    links = [
        _named(index, "--person", filters.person, ("person",), ("took part", *_CLAIM_PARTIES)),
        _named(index, "--by", filters.by, ("person", "organisation"), ("by", "reported by")),
        _named(index, "--about", filters.about, (), ("about",)),
        _named(index, "--org", filters.org, ("organisation",), ("took part", *_CLAIM_PARTIES, "office in")),
        _named(index, "--place", filters.place, ("place",), ("place", "about")),
        _named(index, "--source", filters.source, ("source",), ("source",)),
        _word(index, "--topic", "topic", filters.topic),
        _word(index, "--country", "country", filters.country),
        _word(index, "--kind", "kind", event_kinds),
        _word(index, "--verdict", "verdict", filters.verdict),
        _word(index, "--certainty", "certainty", filters.certainty),
    ]
    return Scope(
        kinds=tuple(kinds),
        first=first,
        last=last,
        links=tuple(link for link in links if link),
        match=match,
    )


def resolve_days(filters: Filters) -> tuple[int | None, int | None]:
    """Return the first and last day asked for."""
    start, end = _days("--from", filters.start), _days("--to", filters.end)
    first = start[0] if start else None
    last = end[1] if end else None
    if first is not None and last is not None and first > last:
        raise WrongDate("--from", f"{filters.start} lies after {filters.end}, where it is to end")
    return first, last


def _days(option: str, text: str) -> tuple[int | None, int | None] | None:
    if not text:
        return None
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        date = parse_typed(text)
    except DateError as error:
        raise WrongDate(option, str(error)) from None
    if date.earliest is None and date.latest is None:
        raise WrongDate(option, f"'{text}' names no year")
    return date.earliest, date.latest


def _split_kinds(wanted: Sequence[str], kinds: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Tell kinds of record (`claim`) from kinds of event or claim (`visit`, `forecast`)."""
    if len(kinds) == 1:
        return kinds, [] if kinds[0] in wanted else wanted
    records = [kind for kind in wanted if kind in RECORD_OF_KIND]
    return (records or kinds), [kind for kind in wanted if kind not in records]


def _word(index: Index, option: str, space: str, wanted: Sequence[str]) -> LinkFilter | None:
    """Find words that records carry, such as topics: exactly, whatever the case."""
    if not wanted:
        return None
    terms = []
    for value in wanted:
        term = index.value("SELECT number FROM term WHERE id = ?", (f"{space}:{value.casefold()}",))
        if term is None:
            raise UnknownValue(option, value, *_nearest_words(index, space, value))
        terms.append(term)
    return LinkFilter(tuple(terms), in_refs=True)


def _nearest_words(index: Index, space: str, value: str) -> tuple[list[str], list[str]]:
    """Return the words that the value was perhaps meant to be, and the first of those that there are."""
    from sinoru.names.nearest import nearest

    query = "SELECT substr(id, ?) FROM term WHERE id >= ? AND id < ? ORDER BY id"
    known = [word for (word,) in index.rows(query, (len(space) + 2, f"{space}:", f"{space};"))]
    near = [known[place] for place, _ in nearest(value, known, limit=3)]
    return near, [*known[:_LISTED], *(["and others"] if known[_LISTED:] else [])]


def _named(
    index: Index, option: str, wanted: Iterable[str], kinds: tuple[str, ...], relations: tuple[str, ...]
) -> LinkFilter | None:
    terms = [term for value in wanted for term in _terms_of(index, option, value, kinds)]
    # What something rests on is no word of its text; all other links are.
    return LinkFilter(tuple(terms), relations, in_refs="source" not in relations) if terms else None


def _terms_of(index: Index, option: str, value: str, kinds: tuple[str, ...]) -> list[int]:
    """Return the term of the one record that the value names; -1 where nothing refers to it."""
    return [*links_to(index, resolve_id(index, option, value, kinds)).terms]


def resolve_id(index: Index, option: str, value: str, kinds: tuple[str, ...]) -> str:
    """Find the id of the one record of these kinds (none given: any) that the value names."""
    from sinoru.query.names import find_named, nearest_named

    found = find_named(index, value, kinds)
    if not found:
        raise UnknownValue(
            option, value, [f"{ref.name} ({ref.id})" for ref in nearest_named(index, value, kinds)]
        )
    ids = list(dict.fromkeys(one.id for one in found))
    if len(ids) > 1:
        raise AmbiguousValue(option, value, ids)
    return ids[0]
