"""`sinoru sources`: the bibliography, and the records that cite a source."""

from itertools import chain
from typing import cast

from sinoru.index.fields import all_evidence, date_of, title_of
from sinoru.index.index import Index, Scope
from sinoru.model.errors import UnknownId
from sinoru.model.records import RECORD_OF_KIND, Source
from sinoru.query.answers import Passage, Reference, SourceDetail, Sources, SourceUse
from sinoru.query.assemble import by_ids, in_batches, load, smallest
from sinoru.query.filters import Filters
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import first_numbers, links_to, select_numbers
from sinoru.query.show import nearest_ids

MANY = 500
"""The number of citing records of one kind returned at most, the earliest ones."""


def list_sources(index: Index, filters: Filters) -> Sources:
    """Return the sources, each with the number of records that cite it, by author or publisher, date and title."""
    numbers = select_numbers(index, resolve_scope(index, filters, ("source",)), None)
    records = chain.from_iterable(in_batches(index, numbers))
    sources = smallest((one for one in records if isinstance(one, Source)), filters.limit, _by_author)
    return Sources(sources=tuple(_use(index, source) for source in sources), total=len(numbers))


def _by_author(source: Source) -> tuple[str, str, str]:
    author = source.authors[0] if source.authors else source.publisher or source.container
    return author.casefold(), source.published, source.title


def _use(index: Index, source: Source) -> SourceUse:
    query = (
        "SELECT tally.kind, tally.records FROM term JOIN tally ON tally.target = term.number"
        " WHERE term.id = ? AND tally.how = 'source' AND tally.records > 0"
    )
    by_kind = dict(index.rows(query, (source.id,)))
    return SourceUse(source=source, records=sum(by_kind.values()), by_kind=by_kind)


def ask_source(index: Index, id_: str) -> SourceDetail:
    """Return one source and the records that cite it, by section and paragraph of the source. Raises UnknownId."""
    found = by_ids(index, "source", [id_])
    if not found:
        raise UnknownId(id_, nearest_ids(index, id_))
    source = cast("Source", found[0])
    use = _use(index, source)
    return SourceDetail(
        use=use, passages=_passages(index, source), is_complete=max(use.by_kind.values(), default=0) <= MANY
    )


def _passages(index: Index, source: Source) -> tuple[Passage, ...]:
    links = (links_to(index, source.id, "source"),)
    scopes = [Scope(kinds=(kind,), links=links) for kind in RECORD_OF_KIND]
    numbers = sorted(number for scope in scopes for number in first_numbers(index, scope, MANY))
    by_locator: dict[str, dict[str, Reference]] = {}
    for _, _, _, record in load(index, numbers):
        reference = Reference(
            id=record.id, kind=record.KIND, title=title_of(record), date=date_of(record), how="evidence"
        )
        for evidence in all_evidence(record):
            if evidence.source == source.id:
                by_locator.setdefault(evidence.at, {}).setdefault(record.id, reference)
    sections = [section.title for section in source.sections]
    return tuple(
        Passage(at=at, records=tuple(records.values()))
        for at, records in sorted(by_locator.items(), key=lambda item: _position(sections, item[0]))
    )


def _position(sections: list[str], at: str) -> tuple[int, int]:
    """Return the section and paragraph of a locator; for an entry without a number, 0."""
    section, _, rest = at.rpartition(", ")
    number = int(rest) if rest.isdecimal() and len(rest) < 9 else 0  # noqa: PLR2004 - no source is longer
    return (sections.index(section) if section in sections else len(sections)), number
