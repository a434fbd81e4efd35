"""Answers as flat tables: one row for each event, claim, hit or record, and the tables as CSV or Markdown.

CSV follows RFC 4180: a header row, lines that end in CR LF, quotes doubled. In GitHub-flavoured Markdown, nothing of
a corpus is read as markup, HTML or a link.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import msgspec

from sinoru.export.cells import (
    Row,
    Table,
    cite,
    figure_words,
    listed,
    name_all,
    speaker_of,
    who_took_part,
)
from sinoru.export.report_tables import FACTS, ID_COLUMNS, ROWS, fact_rows
from sinoru.messages import count, unknown
from sinoru.model.amounts import OPEN
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import OWN, Field, Fields
from sinoru.model.records import Claim, Evidence, Record
from sinoru.query.analysis_answers import Stats, Sum, Tally
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
    OfficeHolders,
    OnDay,
    Related,
    Search,
    Shown,
    SourceDetail,
    Sources,
    Timeline,
)
from sinoru.query.further import further_fields
from sinoru.text.hidden import escape_hidden

_EVENT_COLUMNS = (
    "id", "date", "title", "kind", "people", "organisations", "places", "countries", "topics", "summary",
    "evidence",
)  # fmt: skip
_CLAIM_COLUMNS = (
    "id", "text", "kind", "by", "said", "holds", "certainty", "figure", "verdict", "why", "conflict", "about",
    "evidence",
)  # fmt: skip
_BRIEF_COLUMNS = ("id", "date", "title", "detail", "evidence")
"""Of answers that hold several kinds of item."""


def tables(answer: Any) -> Iterator[Table]:
    """Yield the tables of an answer, or of a list of shown records."""
    make = _TABLES.get(type(answer))
    if make:
        return make(answer)
    columns, rows = ROWS.get(type(answer), (FACTS, fact_rows))
    return iter((Table("", columns, rows(answer)),))


def _timeline(answer: Timeline) -> Iterator[Table]:
    further: Sequence[Any] = answer.events[0].further if answer.events else further_fields(Fields())
    columns = (*_EVENT_COLUMNS, *(one.key for one in further))
    rows = ((*_event_row(one), *(each.text for each in one.further)) for one in answer.events)
    yield Table("", columns, rows)


def _cells(record: Record, fields: Sequence[Field]) -> Row:
    values = (field.of(record) for field in fields)
    return tuple(listed(value) if isinstance(value, tuple) else value for value in values)


def _event_row(answer: EventAnswer) -> Row:
    event = answer.event
    who = (who_took_part(answer.people), who_took_part(answer.organisations), name_all(answer.places))
    words = (listed(event.countries), listed(event.topics))
    return (event.id, event.date, event.title, event.kind, *who, *words, event.summary, cite(event.evidence))


def _claims(answer: Claims) -> Iterator[Table]:
    known = {*Record.__struct_fields__, *_CLAIM_COLUMNS, "reported_by", "quote", "topics"}
    more = [field for field in Fields().of(Claim) if field.key not in known and not field.part]
    rows = ((*_claim_row(one), *_cells(one.claim, more)) for one in answer.claims)
    yield Table("", (*_CLAIM_COLUMNS, *(field.key for field in more)), rows)


def _claim_row(answer: ClaimAnswer) -> Row:
    claim = answer.claim
    said = (speaker_of(answer), claim.said, claim.holds, claim.certainty, figure_words(claim.figure))
    assessment = answer.assessment
    verdict = (assessment.verdict, assessment.why, assessment.conflict) if assessment else ("", "", "")
    return (claim.id, claim.text, claim.kind, *said, *verdict, name_all(answer.about), cite(claim.evidence))


def _search(answer: Search) -> Iterator[Table]:
    columns = ("kind", "id", "date", "title", "verdict", "score", "matched", "where", "snippet", "evidence")
    rows = (
        (hit.kind, hit.id, hit.date, hit.title, hit.verdict, f"{hit.score}", listed(hit.matched),
         listed(hit.where), hit.snippet, cite(hit.evidence))
        for hit in answer.hits
    )  # fmt: skip
    yield Table("", columns, rows)


def _day(answer: OnDay) -> Iterator[Table]:
    yield Table("happened", _BRIEF_COLUMNS, map(_brief_event, answer.happened))
    yield Table("under way", _BRIEF_COLUMNS, map(_brief_event, answer.under_way))
    yield Table("offices", _BRIEF_COLUMNS, map(_brief_office, answer.offices))
    yield Table("claims", _BRIEF_COLUMNS, map(_brief_claim, answer.claims))


def _card(answer: Card) -> Iterator[Table]:
    record = answer.record
    title, detail = getattr(record, "name", record.id), getattr(record, "summary", "")
    rows: dict[str, Iterable[Row]] = {
        record.KIND: [(record.id, "", title, detail, cite(record.evidence))],
        "names": _brief_names(record),
        "offices": map(_brief_office, answer.offices),
        "relations": map(_brief_relation, answer.relations),
        "events": map(_brief_event, answer.events),
        "claims by": map(_brief_claim, answer.claims_by),
        "claims passed on by": map(_brief_claim, answer.claims_via),
        "claims about": map(_brief_claim, answer.claims_about),
        "sources made": ((one.id, one.date, one.title, one.how, "") for one in answer.works),
        "speaks in disputes": ((one.id, one.date, one.title, one.kind, "") for one in answer.disputes),
        "met": map(_brief_acquaintance, answer.met),
        "spoke by telephone": map(_brief_acquaintance, answer.spoke),
    }
    return (Table(name, _BRIEF_COLUMNS, each) for name, each in rows.items())


def _brief_names(record: Record) -> Iterator[Row]:
    for name in getattr(record, "names", ()):
        yield record.id, "", name.text, listed((name.kind, name.lang)), name.source


def _brief_event(answer: EventAnswer) -> Row:
    event = answer.event
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations), name_all(answer.places)))
    return event.id, event.date, event.title, who, cite(event.evidence)


def _brief_office(office: OfficeHeld) -> Row:
    period = f"{office.start}/{office.end}" if office.start or office.end else ""
    org = f", {office.org.name}" if office.org else ""
    return office.person.id, period, f"{office.called}{org}", office.person.name, cite(office.evidence)


def _brief_relation(one: Related) -> Row:
    period = f"{one.start}/{one.end}" if one.start or one.end else ""
    return one.to.id, period, one.to.name, listed((one.kind, one.certainty)), cite(one.evidence)


def _brief_claim(answer: ClaimAnswer) -> Row:
    claim = answer.claim
    detail = listed((speaker_of(answer), claim.certainty, answer.verdict))
    return claim.id, claim.said or claim.holds, claim.text, detail, cite(claim.evidence)


def _brief_acquaintance(met: Acquaintance) -> Row:
    return met.id, "", met.name, count(met.times, "event"), listed(met.events)


def _candidates(answer: Candidates) -> Iterator[Table]:
    rows = (
        (one.id, one.kind, one.name, one.summary, one.matched.name, one.matched.rule)
        for one in answer.candidates
    )
    yield Table("", ("id", "kind", "name", "summary", "matched", "rule"), rows)


def _office_holders(answer: OfficeHolders) -> Iterator[Table]:
    rows = [(one.in_office or "holder", one) for one in answer.holders]
    rows += [("near", one) for one in answer.near]
    rows += [("undated", one) for one in answer.undated]
    rows += [(how, one) for how, one in (("before", answer.before), ("after", answer.after)) if one]
    yield Table(
        "",
        ("id", "name", "country", "title", "org", "for", "party", "from", "to", "began", "ended", "how", "evidence"),
        (
            (one.person.id, one.person.name, answer.countries.get(one.person.id, ""), one.title,
             *(ref.name if ref else "" for ref in (one.org, one.held_for, one.party)),
             one.start, one.end, one.began, one.ended, how, cite(one.evidence))
            for how, one in rows
        ),
    )  # fmt: skip


def _everyone(answer: Everyone) -> Iterator[Table]:
    rows = (
        (one.id, one.kind, one.name, one.country, one.office, f"{one.events}", f"{one.claims}")
        for one in answer.listed
    )
    yield Table("", ("id", "kind", "name", "country", "office", "events", "claims"), rows)


def _sources(answer: Sources) -> Iterator[Table]:
    columns = ("id", "title", "authors", "container", "publisher", "published", "pages", "url", "records")
    rows = (
        (use.source.id, use.source.cited_title, listed(use.source.authors), use.source.container,
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
    yield Table(
        "", ("id", "kind", "field", "value"), (row for answer in answers for row in _field_rows(answer))
    )


def _field_rows(answer: Shown) -> Iterator[Row]:
    """Yield a row for each field that is not empty, then one for each record that refers to this one."""
    record = answer.record
    for key, value in _pairs(record):
        for text in _field_texts(value):
            yield record.id, answer.kind, key, text
    for one in answer.referred_by:
        yield record.id, answer.kind, f"referred to by: {one.how}", f"{one.id}: {one.title}"


def _pairs(one: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of a record or part, those of the corpus's own fields as if they were ours."""
    for key, name in zip(one.__struct_encode_fields__, one.__struct_fields__, strict=True):
        if name == OWN:
            yield from (getattr(one, OWN) or {}).items()
        else:
            yield key, getattr(one, name)


def _field_texts(value: Any) -> Iterator[str]:
    """Yield the value as text, each item of a list on its own; nothing where it is empty."""
    if isinstance(value, tuple):
        for one in value:
            yield from _field_texts(one)
    elif isinstance(value, Evidence):
        yield cite((value,))
    elif isinstance(value, msgspec.Struct):
        parts = ((key, listed(_field_texts(one))) for key, one in _pairs(value))
        yield listed(f"{key}: {text}" for key, text in parts if text)
    elif isinstance(value, bool):
        yield from ("true",) if value else ()
    elif value not in ("", None):
        yield f"{value}"


def _stats(answer: Stats) -> Iterator[Table]:
    """Yield the total, then each period, then each value of each facet, with three columns for each sum."""
    names = (f"{one.field}_{what}" for one in answer.sums for what in ("low", "high", "without"))
    counted = (("all", Tally(name="", count=answer.total, sums=answer.sums)),)
    periods = ((answer.unit, one) for one in answer.periods)
    values = ((facet.by, one) for facet in answer.facets for one in facet.tallies)
    rows = (
        (by, one.id, one.name, f"{one.count}", *chain.from_iterable(map(_sum_cells, one.sums)))
        for by, one in chain(counted, periods, values)
    )
    yield Table("", ("by", "id", "value", "count", *names), rows)


def _sum_cells(one: Sum) -> Row:
    """Return the lowest and the highest sum, empty without a bound, and how many have no value."""
    low, high = (f"{bound:.15g}" if abs(bound) < OPEN else "" for bound in (one.low, one.high))
    return low, high, f"{one.without}"


_TABLES: dict[type, Callable[[Any], Iterator[Table]]] = {
    Stats: _stats,
    Timeline: _timeline,
    Claims: _claims,
    Search: _search,
    OnDay: _day,
    Card: _card,
    Candidates: _candidates,
    OfficeHolders: _office_holders,
    NobodyFound: lambda answer: iter(
        (Table("", ("id", "kind", "name"), ((ref.id, ref.kind, ref.name) for ref in answer.suggestions)),)
    ),
    Everyone: _everyone,
    Sources: _sources,
    SourceDetail: _source_detail,
    list: _records,
    Table: lambda answer: iter((answer,)),
}


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that make a spreadsheet compute a cell (OWASP, CSV injection)."""

_MARKDOWN_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>&|~$#@"} | {"\n": " "})


def export_csv(answer: Any) -> Iterator[str]:
    """Yield the tables of the answer as one; where it has several, the first column tells them apart."""
    table = _as_one(answer)
    yield csv_line(table.columns)
    yield from map(csv_line, table.rows)


def _as_one(answer: Any) -> Table:
    """Return the tables of an answer as one; where it has several, with the column `section`."""
    found = list(tables(answer))
    if not found[0].title:
        return found[0]
    rows = ((table.title, *row) for table in found for row in table.rows)
    return Table("", ("section", *found[0].columns), rows)


def choose_columns(answer: Any, names: Sequence[str]) -> Table:
    """Return these columns of what `export_csv` writes; `id` also where the column of ids has another name.

    Raises WrongUsage for a name that it does not have.
    """
    table = _as_one(answer)
    ids = ID_COLUMNS.get(type(answer), "id")
    columns = [ids if name == "id" and name not in table.columns else name for name in names]
    for name in columns:
        if name not in table.columns:
            raise WrongUsage(unknown("field", name, table.columns))
    places = [table.columns.index(name) for name in columns]
    return Table("", tuple(names), [tuple(row[place] for place in places) for row in table.rows])


def export_ids(answer: Any) -> Iterator[str]:
    """Yield the id of each record in an answer once, on a line of its own; for a card, that of its subject."""
    if isinstance(answer, Card):
        ids = [answer.record.id]
    else:
        table = _as_one(answer)
        place = table.columns.index(ID_COLUMNS.get(type(answer), "id"))
        ids = [row[place] for row in table.rows]
    yield from (f"{escape_hidden(id_)}\n" for id_ in dict.fromkeys(filter(None, ids)))


def csv_line(cells: Row) -> str:
    """Return a row of cells as a line, with nothing in it that a spreadsheet would compute."""
    return ",".join(map(_csv_cell, cells)) + "\r\n"


def _csv_cell(text: str) -> str:
    if text.startswith(_FORMULA_STARTS) and not _is_number(text):
        text = f"'{text}"
    text = escape_hidden(text)
    if any(char in text for char in ',"\n'):
        return f'"{text.replace(chr(34), chr(34) * 2)}"'
    return text


def _is_number(text: str) -> bool:
    """Return whether this is a signed decimal number: `-10.5`."""
    whole, _, fraction = text[1:].partition(".")
    return text[0] in "+-" and text.isascii() and whole.isdecimal() and (not fraction or fraction.isdecimal())


def export_markdown(answer: Any) -> Iterator[str]:
    """Yield each table of the answer that has rows, under its title; an untitled one also without rows."""
    is_first = True
    for table in tables(answer):
        rows = list(table.rows)
        if table.title and not rows:
            continue
        if not is_first:
            yield "\n"
        if table.title:
            yield f"## {table.title.capitalize()}\n\n"
        yield _markdown_line(table.columns) + _markdown_line(("---",) * len(table.columns))
        yield from map(_markdown_line, (tuple(map(escape_markdown, row)) for row in rows))
        is_first = False


def _markdown_line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |\n"


def escape_markdown(text: str) -> str:
    """Return Markdown that shows as this text, also within a table.

    Besides CommonMark's marks this undoes the links that GitHub makes of bare addresses (GFM, section 6.9).
    """
    text = escape_hidden(text).translate(_MARKDOWN_ESCAPES)
    return text.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")
