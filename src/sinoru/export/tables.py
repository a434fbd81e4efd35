"""Answers as flat tables of text, for CSV and Markdown: one row for each event, claim, hit or record."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from sinoru.check.finding import Checked
from sinoru.cite.cited_text import Bibliography
from sinoru.draft.answers import Drafts
from sinoru.edit.difference import Difference
from sinoru.export.cells import cite, figure_words, listed, name_all, speaker_of, verdict_of, who_took_part
from sinoru.export.reports import (
    CITATIONS,
    CONFLICTS,
    DIFFERENCES,
    DRAFTS,
    FACTS,
    FAULTS,
    LINKS,
    SETTINGS,
    STATS,
    VERIFICATION,
    chain_rows,
    citation_rows,
    conflict_rows,
    diff_rows,
    draft_rows,
    fact_rows,
    fault_rows,
    link_rows,
    setting_rows,
    stats_rows,
    verification_rows,
)
from sinoru.model.records import Evidence, Record
from sinoru.query.analyses import Chain, Conflicts, Links, Stats
from sinoru.query.answers import (
    Acquaintance,
    Candidates,
    Card,
    ClaimAnswer,
    Claims,
    EventAnswer,
    Everyone,
    NobodyFound,
    OfficeHeld,
    OnDay,
    Search,
    Shown,
    SourceDetail,
    Sources,
    Timeline,
)
from sinoru.verify.verification import Verification

Row = tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """Rows under columns. All tables of one answer have the same columns."""

    title: str
    """Empty where an answer is one table."""
    columns: Row
    rows: Iterable[Row]


def tables(answer: Any) -> Iterator[Table]:
    """Yield the tables of an answer, or of a list of shown records."""
    return _TABLES.get(type(answer), _TABLES[msgspec.Struct])(answer)


_EVENT = (
    "id", "date", "title", "kind", "people", "organisations", "places", "countries", "topics", "summary",
    "evidence",
)  # fmt: skip


def _timeline(answer: Timeline) -> Iterator[Table]:
    yield Table("", _EVENT, map(_event, answer.events))


def _event(answer: EventAnswer) -> Row:
    event = answer.event
    who = (who_took_part(answer.people), who_took_part(answer.organisations), name_all(answer.places))
    words = (listed(event.countries), listed(event.topics))
    return (event.id, event.date, event.title, event.kind, *who, *words, event.summary, cite(event.evidence))


_CLAIM = (
    "id", "text", "kind", "by", "said", "holds", "certainty", "figure", "verdict", "why", "about", "evidence",
)  # fmt: skip


def _claims(answer: Claims) -> Iterator[Table]:
    yield Table("", _CLAIM, map(_claim, answer.claims))


def _claim(answer: ClaimAnswer) -> Row:
    claim = answer.claim
    said = (speaker_of(answer), claim.said, claim.holds, claim.certainty, figure_words(claim.figure))
    why = claim.assessment.why if claim.assessment else ""
    return (claim.id, claim.text, claim.kind, *said, verdict_of(answer), why, name_all(answer.about),
            cite(claim.evidence))  # fmt: skip


def _search(answer: Search) -> Iterator[Table]:
    columns = ("kind", "id", "date", "title", "score", "matched", "where", "snippet", "verdict", "evidence")
    rows = (
        (hit.kind, hit.id, hit.date, hit.title, f"{hit.score}", listed(hit.matched), listed(hit.where),
         hit.snippet, hit.verdict, cite(hit.evidence))
        for hit in answer.hits
    )  # fmt: skip
    yield Table("", columns, rows)


_LINE = ("id", "date", "title", "detail", "evidence")
"""The columns of answers that hold several kinds of thing."""


def _on(answer: OnDay) -> Iterator[Table]:
    yield Table("happened", _LINE, map(_event_line, answer.happened))
    yield Table("under way", _LINE, map(_event_line, answer.under_way))
    yield Table("offices", _LINE, map(_office_line, answer.offices))
    yield Table("claims", _LINE, map(_claim_line, answer.claims))


def _card(answer: Card) -> Iterator[Table]:
    name = getattr(answer.record, "name", answer.record.id)
    detail = getattr(answer.record, "summary", "")
    yield Table(
        answer.record.KIND, _LINE, [(answer.record.id, "", name, detail, cite(answer.record.evidence))]
    )
    yield Table("names", _LINE, _name_lines(answer.record))
    yield Table("offices", _LINE, map(_office_line, answer.offices))
    yield Table("events", _LINE, map(_event_line, answer.events))
    yield Table("claims by", _LINE, map(_claim_line, answer.claims_by))
    yield Table("claims about", _LINE, map(_claim_line, answer.claims_about))
    yield Table("met", _LINE, map(_met_line, answer.met))


def _name_lines(record: Record) -> Iterator[Row]:
    for name in getattr(record, "names", ()):
        yield record.id, "", name.text, listed((name.kind, name.lang)), name.source


def _event_line(answer: EventAnswer) -> Row:
    event = answer.event
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations), name_all(answer.places)))
    return event.id, event.date, event.title, who, cite(event.evidence)


def _office_line(held: OfficeHeld) -> Row:
    time = f"{held.start}/{held.end}" if held.start or held.end else ""
    org = f", {held.org.name}" if held.org else ""
    return held.person.id, time, f"{held.title}{org}", held.person.name, cite(held.evidence)


def _claim_line(answer: ClaimAnswer) -> Row:
    claim = answer.claim
    detail = listed((speaker_of(answer), claim.certainty, verdict_of(answer)))
    return claim.id, claim.said or claim.holds, claim.text, detail, cite(claim.evidence)


def _met_line(met: Acquaintance) -> Row:
    return met.id, "", met.name, f"{met.times} times" if met.times > 1 else "once", listed(met.events)


def _candidates(answer: Candidates) -> Iterator[Table]:
    rows = (
        (one.id, one.kind, one.name, one.summary, one.matched.name, one.matched.rule)
        for one in answer.candidates
    )
    yield Table("", ("id", "kind", "name", "summary", "matched", "rule"), rows)


def _nobody(answer: NobodyFound) -> Iterator[Table]:
    yield Table("", ("id", "kind", "name"), ((ref.id, ref.kind, ref.name) for ref in answer.suggestions))


def _everyone(answer: Everyone) -> Iterator[Table]:
    rows = (
        (one.id, one.kind, one.name, one.country, one.office, f"{one.events}", f"{one.claims}")
        for one in answer.listed
    )
    yield Table("", ("id", "kind", "name", "country", "office", "events", "claims"), rows)


def _sources(answer: Sources) -> Iterator[Table]:
    columns = ("id", "title", "authors", "container", "publisher", "published", "pages", "url", "records")
    rows = (
        (use.source.id, use.source.title, listed(use.source.authors), use.source.container,
         use.source.publisher, use.source.published, use.source.pages, use.source.url, f"{use.records}")
        for use in answer.sources
    )  # fmt: skip
    yield Table("", columns, rows)


def _source_detail(answer: SourceDetail) -> Iterator[Table]:
    rows = (
        (answer.use.source.id, passage.at, one.id, one.kind, one.date, one.title)
        for passage in answer.passages
        for one in passage.records
    )
    yield Table("", ("source", "at", "id", "kind", "date", "title"), rows)


def _records(answers: list[Shown]) -> Iterator[Table]:
    yield Table("", ("id", "kind", "field", "value"), (row for answer in answers for row in _fields(answer)))


def _fields(answer: Shown) -> Iterator[Row]:
    """Yield a row for each field that is not empty, then one for each record that refers to this one."""
    record = answer.record
    for key, name in zip(record.__struct_encode_fields__, record.__struct_fields__, strict=True):
        for value in _values(getattr(record, name)):
            yield record.id, answer.kind, key, value
    for one in answer.referred_by:
        yield record.id, answer.kind, f"referred to by: {one.how}", f"{one.id}: {one.title}"


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _values(one)
    elif isinstance(value, Evidence):
        yield cite((value,))
    elif isinstance(value, msgspec.Struct):
        pairs = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        parts = ((key, listed(_values(getattr(value, name)))) for key, name in pairs)
        yield listed(f"{key}: {text}" for key, text in parts if text)
    elif value not in ("", None):
        yield f"{value}"


_TABLES: dict[type, Callable[[Any], Iterator[Table]]] = {
    Timeline: _timeline,
    Drafts: lambda answer: iter((Table("", DRAFTS, draft_rows(answer)),)),
    Claims: _claims,
    Search: _search,
    OnDay: _on,
    Card: _card,
    Candidates: _candidates,
    NobodyFound: _nobody,
    Everyone: _everyone,
    Sources: _sources,
    SourceDetail: _source_detail,
    Conflicts: lambda answer: iter((Table("", CONFLICTS, conflict_rows(answer)),)),
    Links: lambda answer: iter((Table("", LINKS, link_rows(answer)),)),
    Chain: lambda answer: iter((Table("", LINKS, chain_rows(answer)),)),
    Verification: lambda answer: iter((Table("", VERIFICATION, verification_rows(answer)),)),
    Difference: lambda answer: iter((Table("", DIFFERENCES, diff_rows(answer)),)),
    Checked: lambda answer: iter((Table("", FAULTS, fault_rows(answer)),)),
    Bibliography: lambda answer: iter((Table("", CITATIONS, citation_rows(answer)),)),
    Stats: lambda answer: iter((Table("", STATS, stats_rows(answer)),)),
    dict: lambda answer: iter((Table("", SETTINGS, setting_rows(answer)),)),
    list: _records,
    msgspec.Struct: lambda answer: iter((Table("", FACTS, fact_rows(answer)),)),  # any other
}
