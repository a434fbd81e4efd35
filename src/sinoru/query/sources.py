"""`sinoru sources`: the bibliography, and the records that cite a source."""

from collections.abc import Callable, Iterator
from typing import cast

from sinoru.index.index import Index, Scope
from sinoru.locators.contents import Contents
from sinoru.model.errors import UnknownId
from sinoru.model.records import RECORD_OF_KIND, Source
from sinoru.query.answers import Passage, Reference, SourceDetail, Sources, SourceUse
from sinoru.query.credits import credited
from sinoru.query.fetch import by_ids, living_id, living_ids, load, smallest
from sinoru.query.filters import NO_FILTERS, Filters, check_honoured
from sinoru.query.read_query import read_query
from sinoru.query.scope import resolve_scope
from sinoru.query.select import first_numbers, links_to
from sinoru.query.show import nearest_ids, refer_to
from sinoru.query.source_words import every_source, is_described_by

_VERSION = "version of"
"""The relation of a version to the source that it is a version of, as declared."""
MANY = 500
"""The number of citing records of one kind returned at most, the earliest ones."""


def list_sources(index: Index, filters: Filters, words: str = "") -> Sources:
    """Return the sources, each with the number of records that cite it: the most cited first, then by author.

    The filter `kind` takes a kind of source: `article`. `words`, read as in a search, choose sources by what
    describes them (query/source_words.py). Raises what resolve_scope and read_query raise.
    """
    check_honoured(filters, "sources")
    scope = resolve_scope(index, filters, ("source",))
    is_described = describes(index, words) if words else None
    total = 0

    def passing() -> Iterator[Source]:
        nonlocal total
        for one in every_source(index, scope):
            if is_described is None or is_described(one):
                total += 1
                yield one

    sources = smallest(passing(), filters.limit, most_cited_first(index))
    return Sources(sources=tuple(_use(index, source) for source in sources), total=total, query=words)


def find_source(index: Index, text: str, filters: Filters = NO_FILTERS) -> SourceDetail | Sources:
    """Return the source with this id, or the one that these words describe; several, or none, as a list.

    Raises UnknownId where no source fits, whatever the filters, and what list_sources raises.
    """
    if by_ids(index, "source", [text]) or _living_source(index, text):
        return ask_source(index, text, filters)
    found = list_sources(index, filters, text)
    if found.total == 1:
        return ask_source(index, found.sources[0].source.id, Filters(limit=filters.limit))
    if not found.total and not list_sources(index, Filters(limit=1), text).total:
        raise UnknownId(text, nearest_ids(index, text))
    return found


def _living_source(index: Index, former: str) -> bool:
    return bool(by_ids(index, "source", living_ids(index, former)))


def describes(index: Index, words: str) -> Callable[[Source], bool]:
    """Return the condition that a source has the words of a query. Raises what read_query raises."""
    return is_described_by(read_query(words, index, fields={}).query)


def most_cited_first(index: Index) -> Callable[[Source], tuple[object, ...]]:
    """Return a key that orders sources by the number of records that cite them, then by author."""
    query = (
        "SELECT term.id, sum(tally.records) FROM record JOIN term ON term.id = record.id"
        " JOIN tally ON tally.target = term.number AND tally.how = 'source'"
        " WHERE record.kind = 'source' GROUP BY term.id"
    )
    citing = {id_: int(records) for id_, records in index.rows(query)}
    return lambda source: (-citing.get(source.id, 0), *_by_author(source))


def _by_author(source: Source) -> tuple[str, str, str, str]:
    """Return a key that orders sources by author, editor or publisher, then by date and title."""
    author = next(iter(source.authors or source.editors), "") or source.publisher or source.container
    return author.casefold(), source.published, source.title, source.id


def _use(index: Index, source: Source) -> SourceUse:
    query = (
        "SELECT tally.kind, tally.records FROM term JOIN tally ON tally.target = term.number"
        " WHERE term.id = ? AND tally.how = 'source' AND tally.records > 0"
    )
    by_kind = dict(index.rows(query, (source.id,)))
    return SourceUse(source=source, records=sum(by_kind.values()), by_kind=by_kind)


def ask_source(index: Index, id_: str, filters: Filters = NO_FILTERS) -> SourceDetail:
    """Return one source and the records that cite it, by section and paragraph of the source.

    A limit bounds the records of each passage. Raises UnknownId, and NotHonoured for other filters.
    """
    check_honoured(filters, "sources ID")
    found = by_ids(index, "source", [id_]) or by_ids(index, "source", [living_id(index, id_)])
    if not found:
        raise UnknownId(id_, nearest_ids(index, id_))
    (source,) = credited(index, cast("list[Source]", found[:1]))
    use = _use(index, source)
    return SourceDetail(
        use=use,
        passages=_passages(index, source, filters.limit),
        is_complete=max(use.by_kind.values(), default=0) <= MANY,
        versions=tuple(_versions(index, source)),
    )


def _versions(index: Index, source: Source) -> Iterator[Reference]:
    """Yield the source that a source is a version of, then those that are versions of it, at most MANY."""
    naming = Scope(kinds=("source",), links=(links_to(index, source.id, _VERSION),))
    original = by_ids(index, "source", filter(None, [source.version_of]))
    versions = (one for _, _, _, one in load(index, first_numbers(index, naming, MANY)))
    for records, how in ((original, _VERSION), (versions, "has version")):
        yield from (refer_to(one, how) for one in records)


def _passages(index: Index, source: Source, limit: int | None) -> tuple[Passage, ...]:
    links = (links_to(index, source.id, "source"),)
    scopes = [Scope(kinds=(kind,), links=links) for kind in RECORD_OF_KIND]
    numbers = sorted(number for scope in scopes for number in first_numbers(index, scope, MANY))
    by_locator: dict[str, dict[str, Reference]] = {}
    for _, _, _, record in load(index, numbers):
        reference = refer_to(record, "evidence")
        for evidence in index.fields.evidence(record):
            if evidence.source == source.id:
                by_locator.setdefault(evidence.at, {}).setdefault(record.id, reference)
    return tuple(
        Passage(at=at, records=tuple(by_locator[at].values())[:limit], total=len(by_locator[at]))
        for at in Contents(source).in_order(by_locator)
    )
