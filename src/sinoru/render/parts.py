"""Dates as a reader sees them: in words, with their doubts; text that is no date as it stands.

Where a fact is written, shown the same way everywhere: `[yu-1999q2, Chronology, May 10]`.

How a claim or a conflict fared, always as a word, with a mark and a colour beside it.

Offices held: from when to when, which, and by whose word.

Statements that disagree, side by side: each with its source, then the verdict.

One event as lines: the same wherever an event is shown.

One claim as lines: what is said, by whom, how sure, and what became of it.

Records that refer to another one, a row each.
"""

from collections.abc import Iterable, Iterator, Mapping

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.model.records import Assessment, Conflict, Evidence, Figure, Statement
from sinoru.query.answers import ClaimAnswer, EventAnswer, OfficeHeld, Participation, Ref, Reference
from sinoru.render.document import (
    INDENT,
    Cells,
    Column,
    Glyphs,
    Grid,
    Line,
    Role,
    Span,
    Spans,
    joined,
    with_gutter,
    with_gutters,
)

Day = tuple[int, int, int]
"""Year, month, day."""


WIDE = 120
"""From this width on, sources have a column of their own; below it, they stand under their row."""


def words_of(edtf: str, glyphs: Glyphs) -> str:
    """Put an EDTF date in words."""
    try:
        words = in_words(parse_edtf(edtf))
    except DateError:
        return edtf
    return words.replace("\u2013", glyphs.dash)


def when(edtf: str, glyphs: Glyphs) -> Span:
    """Return a date as a span."""
    return Span(words_of(edtf, glyphs), "date")


def time_in_office(start: str, end: str, glyphs: Glyphs) -> Span:
    """Word the days of taking and leaving an office, where either may not be known."""
    if start and end:
        return when(f"{start}/{end}", glyphs)
    if start:
        return Span(f"from {words_of(start, glyphs)}", "date")
    if end:
        return Span(f"until {words_of(end, glyphs)}", "date")
    return Span("dates not known", "doubt")


def day_bounds(edtf: str) -> tuple[int | None, int | None]:
    """Return the first and last possible day (days since 1970-01-01); None where open, unknown or no date."""
    try:
        date = parse_edtf(edtf)
    except DateError:
        return None, None
    return date.earliest, date.latest


def calendar_bounds(edtf: str) -> tuple[Day, Day] | None:
    """Return the first and last possible day in the calendar, where both are known."""
    first, last = day_bounds(edtf)
    return None if first is None or last is None else (civil_of_day(first), civil_of_day(last))


NO_SOURCE = Span("[no source]", "warn")
"""Stands where a fact has no evidence, so that nobody quotes it unawares."""


def citations(evidence: Iterable[Evidence]) -> Spans:
    """Cite each source once, in brackets: `[yu-1999q2, Chronology, May 10; Implications, 2] [imf]`."""
    places: dict[str, list[str]] = {}
    for passage in evidence:
        places.setdefault(passage.source, []).append(passage.at)
    brackets = (
        f"[{', '.join(filter(None, (source, '; '.join(filter(None, at)))))}]" for source, at in places.items()
    )
    return joined(((Span(bracket, "source"),) for bracket in brackets), Span(" ")) or (NO_SOURCE,)


def cited(spans: Iterable[Span], evidence: Iterable[Evidence]) -> Spans:
    """Put the citation of a statement behind it."""
    return (*spans, Span(" "), *citations(evidence))


def traced(record_id: str, evidence: Iterable[Evidence]) -> Line:
    """Return the last line of an entry: the id to ask for, and what the entry rests on."""
    return Line(cited((Span(record_id, "id"),), evidence))


_ROLES: dict[str, Role] = {
    "supported": "good",
    "reconciled": "good",
    "partly": "warn",
    "superseded": "warn",
    "contradicted": "bad",
}
_WORDS = {"partly": "partly supported"}


def verdict_mark(verdict: str, glyphs: Glyphs) -> Span:
    """Return the mark of a verdict; a claim without one has a bullet."""
    mark: str = getattr(glyphs, verdict, glyphs.unverified) if verdict else glyphs.bullet
    return Span(mark, _ROLES.get(verdict, "faint"))


def verdict_word(verdict: str) -> Span:
    """Return the verdict in words."""
    return Span(_WORDS.get(verdict, verdict), _ROLES.get(verdict, "doubt"))


def assessment_line(assessment: Assessment) -> Line:
    """Say what became of a claim, why, and on what evidence."""
    why: Spans = (Span(f": {assessment.why}"),) if assessment.why else ()
    sources: Spans = (Span(" "), *citations(assessment.evidence)) if assessment.evidence else ()
    return Line((verdict_word(assessment.verdict), *why, *sources))


def office_words(office: OfficeHeld) -> Spans:
    """Return the title and the organisation."""
    title = Span(office.title, "title")
    return (title, Span(", "), Span(office.org.name)) if office.org else (title,)


def office_cited(office: OfficeHeld, glyphs: Glyphs) -> Spans:
    """Return an office on one line, with its time and source."""
    time = time_in_office(office.start, office.end, glyphs)
    return cited((*office_words(office), Span(" ("), time, Span(")")), office.evidence)


def offices_grid(offices: Iterable[OfficeHeld], glyphs: Glyphs, *, holders: bool) -> Grid:
    """Lay offices out as a table; with `holders`, who held each."""
    columns = (Column(wraps=False), *([Column()] * (3 if holders else 2)))
    return Grid(columns, tuple(_office_row(office, glyphs, holders=holders) for office in offices), INDENT)


def _office_row(office: OfficeHeld, glyphs: Glyphs, *, holders: bool) -> Cells:
    time = (time_in_office(office.start, office.end, glyphs),)
    holder: Cells = ((Span(office.person.name, "name"),),) if holders else ()
    return (time, *holder, office_words(office), citations(office.evidence))


Names = Mapping[str, str]
"""Names of those who may say so, by id."""


def conflict_lines(conflicts: Iterable[Conflict], glyphs: Glyphs, names: Names) -> Iterator[Line]:
    """Yield a line for each statement and one for the verdict."""
    mark, below = marks(glyphs)
    for conflict in conflicts:
        label = Span(f"{conflict.on}: ", "label")
        for statement in conflict.statements:
            says = _said(conflict.on, statement, glyphs, names)
            yield with_gutter(Line((label, *says)), mark, below)
        yield with_gutter(Line(_verdict(conflict)), below, below)


def conflict_summaries(conflicts: Iterable[Conflict], glyphs: Glyphs, names: Names) -> Iterator[Line]:
    """Yield a line for each conflict, `≠ date: 8 May 1999 [a] ≠ 7 May 1999 [b] — reconciled`; `show` says why."""
    mark, below = marks(glyphs)
    for conflict in conflicts:
        label = Span(f"{conflict.on}: ", "label")
        statements = (_said(conflict.on, statement, glyphs, names) for statement in conflict.statements)
        said = joined(statements, Span(f" {glyphs.differs} ", "warn"))
        verdict = (Span(f" {glyphs.long_dash} "), verdict_word(conflict.verdict))
        yield with_gutter(Line((label, *said, *verdict)), mark, below)


def marks(glyphs: Glyphs) -> tuple[Spans, Spans]:
    """Return the gutter of a line that disagrees with another, and the one below it."""
    mark = f"{glyphs.differs} "
    return (Span(mark, "warn"),), (Span(" " * len(mark)),)


def _said(field: str, statement: Statement, glyphs: Glyphs, names: Names) -> Spans:
    says = words_of(statement.says, glyphs) if field in ("date", "born", "died") else statement.says
    spans = [Span(says, "figure")]
    if statement.by:
        spans += (Span(", says "), Span(names.get(statement.by, statement.by), "name"))
    if statement.certainty != "stated":
        spans.append(Span(f" ({statement.certainty})", "doubt"))
    return cited(spans, statement.evidence)


def _verdict(conflict: Conflict) -> Spans:
    spans: Spans = (verdict_word(conflict.verdict), Span(f": {conflict.why}" if conflict.why else ""))
    return (*spans, Span(" "), *citations(conflict.evidence)) if conflict.evidence else spans


COMMA = Span(", ")


def event_lines(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield an event whole: when and what, who and where, summary, contradictions, sources."""
    event = answer.event
    yield headline(event.date, (Span(event.title, "title"),), event.kind, glyphs)
    yield from circumstances(answer, people(answer), glyphs)
    yield from disagreements(answer, glyphs)
    yield traced(event.id, event.evidence)


def disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield all that does not agree about an event, a line each."""
    yield from conflict_summaries(answer.event.conflicts, glyphs, names_in(answer))
    yield from _other_titles(answer, glyphs)


def headline(date: str, title: Spans, kind: str, glyphs: Glyphs) -> Line:
    """Return the first line of an entry; each part may be missing."""
    spans = (when(date, glyphs), Span("  "), *title) if date else title
    return Line((*spans, Span(f" {glyphs.bullet} ", "faint"), Span(kind, "kind")) if kind else spans)


def circumstances(answer: EventAnswer, company: Spans, glyphs: Glyphs) -> Iterator[Line]:
    """Say who (`company`), where, as a part of what, and how it went."""
    part_of = (Span("part of ", "faint"), Span(answer.part_of.name)) if answer.part_of else ()
    if around := joined((company, places(answer), part_of), Span(f" {glyphs.bullet} ", "faint")):
        yield Line(around)
    if answer.event.summary:
        yield Line((Span(answer.event.summary),))


def people(answer: EventAnswer, *, without: str = "") -> Spans:
    """Name who took part, with the part taken; `without` is an id to leave out."""
    took = (*answer.people, *answer.organisations)
    return joined((_taking_part(one) for one in took if one.id != without), COMMA)


def _taking_part(took: Participation) -> Spans:
    name = Span(took.name, "name")
    return (name, Span(f" ({took.role})", "faint")) if took.role else (name,)


def places(answer: EventAnswer) -> Spans:
    """Name where it happened."""
    return joined(((Span(place.name, "place"),) for place in answer.places), COMMA)


def names_in(answer: EventAnswer) -> dict[str, str]:
    """Return the names of those who took part or disagree, by id."""
    return {took.id: took.name for took in (*answer.people, *answer.organisations)} | answer.speakers


def _other_titles(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    for took in answer.people:
        if took.printed:
            yield with_gutter(other_title(took, took.name, glyphs), *marks(glyphs))


def other_title(took: Participation, name: str, glyphs: Glyphs) -> Line:
    """Hold the title that a source prints against the offices of that day."""
    said = Span(f"the source calls {name} {glyphs.quoted(took.printed)}; ")
    if not took.held:
        return Line((said, Span("no office on record for that day", "doubt")))
    offices = joined((office_cited(office, glyphs) for office in took.held), Span("; "))
    return Line((said, Span("that day: "), *offices))


def claim_lines(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a claim whole, hanging from the mark of its verdict."""
    verdict = answer.claim.assessment.verdict if answer.claim.assessment else ""
    mark = verdict_mark(verdict, glyphs)
    below = (Span(" " * (len(mark.text) + 1)),)
    return with_gutters(_lines(answer, glyphs), (mark, Span(" ")), below)


def _lines(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Line]:
    claim = answer.claim
    yield Line((Span(claim.text, "title"),))
    if claim.quote:
        yield Line((Span(glyphs.quoted(claim.quote)),))
    yield Line(joined(_circumstances(answer, glyphs), Span(f" {glyphs.bullet} ", "faint")))
    if claim.figure:
        yield Line((Span("figure: ", "label"), Span(figure_words(claim.figure), "figure")))
    if answer.about:
        yield Line((Span("about: ", "label"), *_names(answer.about)))
    if claim.assessment:
        yield assessment_line(claim.assessment)
    for other in answer.contradicts:
        text = Span(f"contradicts: {other.name} "), Span(other.id, "id")
        yield with_gutter(Line(text), *marks(glyphs))
    yield from conflict_lines(claim.conflicts, glyphs, _names_in(answer))
    yield traced(claim.id, claim.evidence)


def _circumstances(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Spans]:
    claim = answer.claim
    yield speaker(answer)
    if claim.certainty != "stated":
        yield (Span(claim.certainty, "doubt"),)
    if claim.said:
        yield Span("said "), when(claim.said, glyphs)
    if claim.holds:
        yield Span("holds for "), when(claim.holds, glyphs)
    yield (Span(claim.kind, "kind"),)


def speaker(answer: ClaimAnswer) -> Spans:
    """Name who says so, or the author of the source; and who passes it on."""
    if answer.by:
        spans: Spans = (Span(answer.by.name, "name"),)
    elif answer.authors:
        spans = (Span("; ".join(answer.authors), "name"), Span(" (author)", "faint"))
    else:
        spans = (Span("speaker not named", "doubt"),)
    if answer.reported_by:
        spans = (*spans, Span(", as reported by "), Span(answer.reported_by.name, "name"))
    return spans


def figure_words(figure: Figure) -> str:
    """Word a figure: `US exports: about 5.48 billion dollars`."""
    number = " ".join(filter(None, (figure.comparison, figure.value, figure.unit)))
    return f"{figure.of}: {number}" if figure.of else number


def _names_in(answer: ClaimAnswer) -> dict[str, str]:
    return {ref.id: ref.name for ref in (answer.by, answer.reported_by, *answer.about) if ref}


def _names(refs: tuple[Ref, ...]) -> Spans:
    return joined(((Span(ref.name),) for ref in refs), Span("; "))


_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(), Column(), Column())


def references_grid(references: Iterable[Reference], glyphs: Glyphs) -> Grid:
    """Return kind, date, title, in which field it refers, and id."""
    return Grid(_COLUMNS, tuple(_reference_row(one, glyphs) for one in references), INDENT)


def _reference_row(one: Reference, glyphs: Glyphs) -> tuple[Spans, ...]:
    date = (when(one.date, glyphs),) if one.date else ()
    return (
        (Span(one.kind, "kind"),),
        date,
        (Span(one.title),),
        (Span(one.how, "faint"),),
        (Span(one.id, "id"),),
    )
