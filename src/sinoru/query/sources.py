"""The bibliography, and what rests on a source."""

from typing import cast

from sinoru.index.fields import all_evidence, date_of
from sinoru.index.index import Index, read_body
from sinoru.model.errors import UnknownId
from sinoru.model.records import Source
from sinoru.query.answers import Passage, Reference, SourceDetail, Sources, SourceUse
from sinoru.query.filters import Filters
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import select_numbers
from sinoru.query.show import nearest_ids


def list_sources(index: Index, filters: Filters) -> Sources:
    """Give the sources with how much rests on each, by author or publisher, then date, then title."""
    numbers = select_numbers(index, resolve_scope(index, filters, ("source",)), None)
    query = "SELECT kind, body FROM record WHERE number IN (SELECT value FROM json_each(?))"
    records = [read_body(kind, body) for kind, body in index.rows(query, [str(numbers)])]
    uses = [_use(index, record) for record in records if isinstance(record, Source)]
    return Sources(sources=tuple(sorted(uses, key=_by_author)[: filters.limit]))


def _by_author(use: SourceUse) -> tuple[str, str, str]:
    source = use.source
    author = source.authors[0] if source.authors else source.publisher or source.container
    return author.casefold(), source.published, source.title


def _use(index: Index, source: Source) -> SourceUse:
    query = (
        "SELECT l.kind, count(DISTINCT l.record) FROM link l JOIN term t ON t.number = l.target"
        " WHERE t.id = ? AND l.how = 'source' GROUP BY l.kind"
    )
    by_kind = dict(index.rows(query, (source.id,)))
    return SourceUse(source=source, records=sum(by_kind.values()), by_kind=by_kind)


def ask_source(index: Index, wanted: str) -> SourceDetail:
    """Give one source, and what rests on it passage by passage in the order of the locators' first use."""
    row = next(index.rows("SELECT body FROM record WHERE kind = 'source' AND id = ?", (wanted,)), None)
    if row is None:
        raise UnknownId(wanted, nearest_ids(index, wanted))
    source = cast("Source", read_body("source", row[0]))
    return SourceDetail(use=_use(index, source), passages=_passages(index, source))


def _passages(index: Index, source: Source) -> tuple[Passage, ...]:
    query = (
        "SELECT DISTINCT r.id, r.kind, r.title, r.body FROM link l JOIN term t ON t.number = l.target"
        " JOIN record r ON r.number = l.record WHERE t.id = ? AND l.how = 'source' ORDER BY r.number"
    )
    resting: dict[str, dict[str, Reference]] = {}
    for id_, kind, title, body in index.rows(query, (source.id,)):
        record = read_body(kind, body)
        for evidence in all_evidence(record):
            if evidence.source == source.id:
                reference = Reference(id=id_, kind=kind, title=title, date=date_of(record), how="evidence")
                resting.setdefault(evidence.at, {}).setdefault(id_, reference)
    sections = [section.title for section in source.sections]
    return tuple(
        Passage(at=at, records=tuple(records.values()))
        for at, records in sorted(resting.items(), key=lambda item: _place_in(sections, item[0]))
    )


def _place_in(sections: list[str], at: str) -> tuple[int, int]:
    """Give section and paragraph of a locator; entries without a number keep the order of first use."""
    section, _, rest = at.rpartition(", ")
    number = int(rest) if rest.isdecimal() and len(rest) < 9 else 0  # noqa: PLR2004 - no source is longer
    return (sections.index(section) if section in sections else len(sections)), number
