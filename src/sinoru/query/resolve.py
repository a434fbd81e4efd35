"""Resolve filters as typed to a scope; a value that the corpus does not have is an error with the nearest values."""

from collections.abc import Iterable, Sequence
from typing import get_args

from sinoru.index.index import Index, LinkFilter, Scope, TextCondition
from sinoru.messages import quoted
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate
from sinoru.model.records import RECORD_OF_KIND, AssessmentVerdict, Certainty
from sinoru.query.filters import Filters
from sinoru.query.select import links_to

_ALLOWED = {"--certainty": get_args(Certainty), "--verdict": get_args(AssessmentVerdict)}
"""The values of those options that have the same ones in every corpus."""
_CLAIM_PARTIES = ("about", "by", "reported by")


def resolve_scope(
    index: Index, filters: Filters, kinds: Sequence[str], match: TextCondition | None = None
) -> Scope:
    """Return the scope of a listing of these kinds of record, with `match` as its condition on the text.

    Raises UnknownValue, AmbiguousValue, WrongDate or WrongUsage.
    """
    first, last = resolve_days(filters)
    kinds, event_kinds = _split_kinds(filters.kind, kinds)
    links = [
        _link_to_named(index, "--person", filters.person, ("person",), ("took part", *_CLAIM_PARTIES)),
        _link_to_named(index, "--by", filters.by, ("person", "organisation"), ("by", "reported by")),
        _link_to_named(index, "--about", filters.about, (), ("about",)),
        _link_to_named(
            index, "--org", filters.org, ("organisation",), ("took part", *_CLAIM_PARTIES, "office in")
        ),
        _link_to_named(index, "--place", filters.place, ("place",), ("place", "about")),
        _link_to_named(index, "--source", filters.source, ("source",), ("source",)),
        _link_to_words(index, "--topic", "topic", filters.topic),
        _link_to_words(index, "--country", "country", filters.country),
        _link_to_words(index, "--kind", "kind", event_kinds),
        _link_to_words(index, "--verdict", "verdict", filters.verdict),
        _link_to_words(index, "--certainty", "certainty", filters.certainty),
    ]
    return Scope(
        kinds=tuple(kinds),
        first=first,
        last=last,
        links=tuple(link for link in links if link),
        match=match,
    )


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
    records = [kind for kind in requested if kind in RECORD_OF_KIND]
    return (records or kinds), [kind for kind in requested if kind not in records]


def _link_to_words(index: Index, option: str, space: str, values: Sequence[str]) -> LinkFilter | None:
    """Resolve words that records carry, such as topics; they match exactly, but in any case of letters."""
    if not values:
        return None
    terms = []
    for value in values:
        term = index.value("SELECT number FROM term WHERE id = ?", (f"{space}:{value.casefold()}",))
        if term is None:
            allowed = _ALLOWED.get(option, ())
            if allowed and value.casefold() not in allowed:
                raise UnknownValue(option, value, [], allowed=allowed)
            raise UnknownValue(option, value, *_nearest_words(index, space, value))
        terms.append(term)
    return LinkFilter(tuple(terms), in_refs=True)


def _nearest_words(index: Index, space: str, value: str) -> tuple[list[str], list[str]]:
    """Return the words that may have been meant, and all known words."""
    from sinoru.names.nearest import nearest

    query = "SELECT substr(id, ?) FROM term WHERE id >= ? AND id < ? ORDER BY id"
    known = [word for (word,) in index.rows(query, (len(space) + 2, f"{space}:", f"{space};"))]
    return nearest(value, known), known


def _link_to_named(
    index: Index, option: str, values: Iterable[str], kinds: tuple[str, ...], relations: tuple[str, ...]
) -> LinkFilter | None:
    """Resolve the names of records."""
    ids = [resolve_id(index, option, value, kinds) for value in values]
    terms = [term for id_ in ids for term in links_to(index, id_).terms]
    # The full text has a word for every link but those to the sources that a record cites.
    return LinkFilter(tuple(terms), relations, in_refs="source" not in relations) if terms else None


def resolve_id(index: Index, option: str, value: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one record of these kinds (empty: any) that the value names.

    Raises UnknownValue or AmbiguousValue.
    """
    from sinoru.query.names import find_named

    found = find_named(index, value, kinds)
    if not found:
        raise UnknownValue(option, value, _nearest_records(index, value, kinds))
    labels = {one.id: one.label for one in found}
    if len(labels) > 1:
        raise AmbiguousValue(option, value, list(labels.values()))
    return found[0].id


def _nearest_records(index: Index, value: str, kinds: tuple[str, ...]) -> list[str]:
    """Return the records of these kinds that may be meant: with name and id, or for sources only the id."""
    from sinoru.query.names import NAMED_KINDS, nearest_named
    from sinoru.query.show import nearest_ids

    if not kinds or set(kinds) & set(NAMED_KINDS):
        return [f"{ref.name} ({ref.id})" for ref in nearest_named(index, value, kinds)]
    query = "SELECT kind FROM record WHERE id = ?"
    return [id_ for id_ in nearest_ids(index, value) if index.value(query, (id_,)) in kinds]
