"""Parts that several views share, so that a fact looks the same wherever it is shown.

Dates are put in words, with their doubts; citations are brackets as `[yu-1999q2, Chronology, May 10]`; a verdict is
always a word, next to its mark and colour. Then offices, conflicts, events, claims and references to a record.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import OPEN_END, day_bounds, parse_edtf, parse_end
from sinoru.dates.wording import EN_DASH, date_words
from sinoru.model.records import (
    Assessment,
    Claim,
    Conflict,
    ConflictRecord,
    Event,
    Evidence,
    Figure,
    Office,
    Place,
    Record,
    Statement,
)
from sinoru.query.answers import (
    Candidate,
    ClaimAnswer,
    EventAnswer,
    Further,
    Judgement,
    OfficeHeld,
    Participation,
    Reference,
    Shown,
)
from sinoru.query.verdicts import (
    DATE_FIELDS,
    VERDICT_WORDS,
    is_differing,
    label_of,
    standings,
    verdict_on_statement,
    verdict_phrase,
)
from sinoru.render.document import (
    INDENT,
    SOURCE,
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

if TYPE_CHECKING:
    from sinoru.model.registers import OtherEntry
    from sinoru.query.analysis_answers import ConflictAnswer, Unread

Day = tuple[int, int, int]
"""Year, month, day."""
Days = tuple[int | None, int | None]
"""The first and the last day of something (days since 1970-01-01); None: open or unknown."""
AnyOffice = TypeVar("AnyOffice", bound=OfficeHeld)
Names = Mapping[str, str]
"""Names of speakers by id."""

WIDE = 120
"""From this width on, sources have a column of their own; in narrower output, they appear under their row."""
NO_SOURCE = Span("[no source]", "warn")
"""Appears where a fact has no evidence, so that it is not quoted unawares."""
COMMA = Span(", ")

_VERDICT_ROLES: dict[str, Role] = {
    "supported": "good",
    "settled": "good",
    "reconciled": "good",
    "partly": "warn",
    "superseded": "warn",
    "contradicted": "bad",
}
_FULL_STOP = re.compile(r"(?<=\w\w)\.$")
"""The full stop at the end of a sentence, not of an abbreviation such as U.S."""
_REFERENCE_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(), Column(), Column())


def words_of(edtf: str, glyphs: Glyphs) -> str:
    """Put an EDTF date in words; return other text unchanged."""
    words = date_words(edtf)
    return edtf if words == edtf else words.replace(EN_DASH, glyphs.dash)


def when(edtf: str, glyphs: Glyphs) -> Span:
    """Return an EDTF date in words, as a span."""
    return Span(words_of(edtf, glyphs), "date")


def at_time(edtf: str, glyphs: Glyphs) -> str:
    """Return a date with its preposition: `on 8 May 1999`, `in June 1999`, `during 7–17 June 1999`."""
    precision = parse_edtf(edtf).precision
    word = "on" if precision in ("day", "time") else "during" if precision == "interval" else "in"
    return f"{word} {words_of(edtf, glyphs)}"


def time_in_office(start: str, end: str, glyphs: Glyphs) -> Span:
    """Put the time in office in words; both are EDTF text, empty where unknown; `end` is `..` if it lasts."""
    if end == OPEN_END:
        return Span(f"since {words_of(start, glyphs)}" if start else "still in office", "date")
    if start and end:
        return when(f"{start}/{end}", glyphs)
    if start:
        return Span(f"from {words_of(start, glyphs)}", "date")
    if end:
        return Span(f"until {words_of(end, glyphs)}", "date")
    return Span("dates not known", "doubt")


def calendar_bounds(edtf: str) -> tuple[Day, Day] | None:
    """Return the first and last possible day as calendar days; None unless both are known."""
    first, last = day_bounds(edtf)
    return None if first is None or last is None else (civil_of_day(first), civil_of_day(last))


def passages_by_source(evidence: Iterable[Evidence]) -> dict[str, list[str]]:
    """Return the passages that are cited in each source, by its id; a passage is empty for the source as a whole."""
    passages: dict[str, list[str]] = {}
    for one in evidence:
        passages.setdefault(one.source, []).append(one.at)
    return passages


def citations(evidence: Iterable[Evidence]) -> Spans:
    """Cite each source once, in brackets: `[yu-1999q2, Chronology, May 10; Implications, 2] [imf]`."""
    brackets = (
        (source, f"[{', '.join(filter(None, (source, '; '.join(filter(None, at)))))}]")
        for source, at in passages_by_source(evidence).items()
    )
    spans = ((Span(bracket, "source", f"{SOURCE}{source}"),) for source, bracket in brackets)
    return joined(spans, Span(" ")) or (NO_SOURCE,)


def cited(spans: Iterable[Span], evidence: Iterable[Evidence]) -> Spans:
    """Append the citations of a statement."""
    return (*spans, Span(" "), *citations(evidence))


def traced(record_id: str, evidence: Iterable[Evidence]) -> Line:
    """Return the last line of an entry: the id of the record, and the sources that it cites."""
    return Line(cited((Span(record_id, "id"),), evidence))


def verdict_mark(verdict: str, glyphs: Glyphs) -> Span:
    """Return the mark of a verdict, which goes directly before the sentence that it judges; a bullet without one."""
    is_judged = verdict not in ("", "unverified")
    mark: str = getattr(glyphs, verdict, glyphs.unverified) if is_judged else glyphs.bullet
    return Span(mark, _VERDICT_ROLES.get(verdict, "faint"))


def mark_before(verdict: str, glyphs: Glyphs) -> Spans:
    """Return the mark of a verdict, to go before what it judges, and a space; nothing where it was not judged."""
    return () if verdict in ("", "unverified") else (verdict_mark(verdict, glyphs), Span(" "))


def verdict_word(verdict: str) -> Span:
    """Return a verdict in words."""
    return Span(VERDICT_WORDS.get(verdict, verdict), _VERDICT_ROLES.get(verdict, "doubt"))


def assessment_line(assessment: Assessment | Judgement) -> Line:
    """Return the verdict on a claim with its reason and evidence, and the conflict that it comes from."""
    question, conflict = (
        (assessment.question, assessment.conflict) if isinstance(assessment, Judgement) else ("", "")
    )
    why: Spans = (Span(f": {assessment.why or question}"),) if assessment.why or question else ()
    sources: Spans = (Span(" "), *citations(assessment.evidence)) if assessment.evidence else ()
    origin: Spans = (Span(" in "), Span(conflict, "id")) if conflict else ()
    return Line((verdict_word(assessment.verdict), *origin, *why, *sources))


def office_words(office: OfficeHeld) -> Spans:
    """Return the title, what it is held for, the party, the organisation, and how the term began and ended."""
    org = (Span(", "), Span(office.org.name)) if office.org else ()
    return *held_for(office), *of_party(office), *org, *own_after(office.own), *began_and_ended(office)


def held_for(office: OfficeHeld) -> Spans:
    """Return the title, and what the office is held for if the title does not say it: `Deputy for Bath`."""
    title = Span(office.called, "title")
    if not office.held_for or says(office.title, office.held_for.name):
        return (title,)
    return title, Span(f" for {office.held_for.name}")


def says(title: str, name: str) -> bool:
    """Return whether a title contains a name: a senator for OR is not one whose title says `or`."""
    whole = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)  # Chinese has no spaces
    return re.search(whole, title, re.IGNORECASE) is not None


def title_for(office: OfficeHeld) -> str:
    """Return the same as text."""
    return "".join(span.text for span in held_for(office))


def of_party(office: OfficeHeld, parties: str = "") -> Spans:
    """Return the party in brackets, or several parties in words."""
    named = parties or (office.party.name if office.party else "")
    return (Span(f" ({named})"),) if named else ()


def began_and_ended(office: OfficeHeld | Office) -> Spans:
    """Return how a term began and ended as it follows what the office is: `; elected; lost the election`."""
    return (Span(f"; {office.manner}", "faint"),) if office.manner else ()


def match_words(candidate: Candidate, glyphs: Glyphs) -> str:
    """Return how a name matched, after the name that matched if it is another: `“Zhang X”, typing error`."""
    from sinoru.names.spelling import rule_in_words

    matched = candidate.matched
    how = "by that name" if matched.rule == "exact" else rule_in_words(matched.rule)
    return how if matched.name in ("", candidate.name) else f"{glyphs.quoted(matched.name)}, {how}"


def by_certainty(offices: Iterable[AnyOffice]) -> tuple[list[AnyOffice], list[AnyOffice]]:
    """Part offices into those that were held for certain and those that were perhaps held."""
    parted: tuple[list[AnyOffice], list[AnyOffice]] = ([], [])
    for office in offices:
        parted[office.in_office == "perhaps"].append(office)
    return parted


def office_time(office: OfficeHeld, glyphs: Glyphs, day: str = "") -> Spans:
    """Return the time in office; for a day asked for, also what is not known, or who left or took it that day."""
    time = time_in_office(office.start, office.end, glyphs)
    if office.in_office == "perhaps" and (office.start or office.end):
        why = unknown_bounds(office) or "the dates of the holder's life are not known to the day"
        return time, Span(f" ({why})", "doubt")
    if not day or parse_end(day).precision != "day":
        return (time,)
    if day == office.end:
        return time, Span(" (left that day)", "faint")
    return (time, Span(" (took it that day)", "faint")) if day == office.start else (time,)


def unknown_bounds(office: OfficeHeld) -> str:
    """Return the bounds of an office that are not known to the day: `first day not known`; empty if both are."""
    return ", ".join(filter(None, (_unknown("first", office.start), _unknown("last", office.end))))


def _unknown(which: str, edtf: str) -> str:
    if not edtf:
        return f"{which} day not known"
    date = parse_end(edtf)
    if edtf == OPEN_END or date.precision in ("day", "time"):
        return f"{which} day uncertain" if date.approximate or date.uncertain else ""
    if date.precision == "interval":
        return f"{which} day known only roughly"
    return f"{which} day known only to the {date.precision}"


def office_cited(office: OfficeHeld, glyphs: Glyphs) -> Spans:
    """Return an office on one line, with its time and source."""
    time = time_in_office(office.start, office.end, glyphs)
    return cited((*office_words(office), Span(" ("), time, Span(")")), office.evidence)


def offices_grid(offices: Iterable[OfficeHeld], glyphs: Glyphs, *, holders: bool, day: str = "") -> Grid:
    """Return offices as a table: time, title and sources; with `holders`, also the person in each office."""
    columns = (Column(wraps=False), *([Column()] * (3 if holders else 2)))
    return Grid(
        columns, tuple(_office_row(office, glyphs, day, holders=holders) for office in offices), INDENT
    )


def _office_row(office: OfficeHeld, glyphs: Glyphs, day: str, *, holders: bool) -> Cells:
    time = office_time(office, glyphs, day)
    holder: Cells = ((Span(office.person.name, "name"),),) if holders else ()
    return (time, *holder, office_words(office), citations(office.evidence))


def conflict_lines(record: Record, glyphs: Glyphs, names: Names) -> Iterator[Line]:
    """Yield a line for each statement of the conflicts of a record, and one for each verdict."""
    mark, below = marks(glyphs)
    for conflict in record.conflicts:
        label = Span(f"{label_of(conflict)} ", "label")
        for says in statement_spans(conflict, glyphs, names):
            yield with_gutter(Line((label, *says)), mark if is_differing(conflict) else below, below)
        yield with_gutter(Line(conflict_words(conflict, glyphs)), below, below)


def marked_values(conflict: Conflict | ConflictRecord, glyphs: Glyphs) -> Iterator[Spans]:
    """Yield the value of each statement of a conflict after its mark."""
    for statement, stands in zip(conflict.statements, standings(conflict), strict=True):
        mark = verdict_mark(verdict_on_statement(stands), glyphs)
        yield mark, Span(" "), Span(statement_words(conflict.field, statement.value, glyphs), "figure")


def statement_spans(conflict: Conflict | ConflictRecord, glyphs: Glyphs, names: Names) -> Iterator[Spans]:
    """Yield each statement of a conflict after its mark, with its speaker and evidence."""
    for statement, spans in zip(conflict.statements, marked_values(conflict, glyphs), strict=True):
        yield _attributed(spans, statement, names)


def conflict_summaries(record: Record, glyphs: Glyphs, names: Names) -> Iterator[Line]:
    """Yield a line for each conflict, `≠ date: ✗ March 1999 [a] ≠ ✓ April 1999 [b]`, without the reason."""
    mark, below = marks(glyphs)
    for conflict in record.conflicts:
        label = Span(f"{label_of(conflict)} ", "label")
        between = f" {glyphs.differs if is_differing(conflict) else glyphs.bullet} "
        role: Role = "warn" if is_differing(conflict) else "faint"
        said = joined(statement_spans(conflict, glyphs, names), Span(between, role))
        first = mark if is_differing(conflict) else below
        yield with_gutter(Line((label, *said, *state_after(conflict, glyphs))), first, below)


def state_after(conflict: Conflict, glyphs: Glyphs) -> Spans:
    """Return the state of a conflict, to go after its statements; nothing of a settled one: the marks tell it."""
    if conflict.state == "settled":
        return ()
    return Span(f" {glyphs.long_dash} "), verdict_words(verdict_phrase(conflict.state), conflict.state)


def verdict_words(phrase: str, verdict: str) -> Span:
    """Return a clause with a verdict, in its colour."""
    return Span(phrase, _VERDICT_ROLES.get(verdict, "doubt"))


def unread_note(rule: "Unread") -> str:
    """Say that not all conflicts could be compared with the filters."""
    return (
        f"Only the first {rule.read:,} of {rule.total:,} conflicts were compared with the words and filters."
    )


def marks(glyphs: Glyphs) -> tuple[Spans, Spans]:
    """Return the gutters of a line that disagrees with another: the first, and the one below it."""
    mark = f"{glyphs.differs} "
    return (Span(mark, "warn"),), (Span(" " * len(mark)),)


def _attributed(spans: Spans, statement: Statement, names: Names) -> Spans:
    """Return the value of a statement with its speaker and evidence after it."""
    if statement.by:
        spans = (*spans, Span(", according to "), Span(names.get(statement.by, statement.by), "name"))
    if statement.certainty != "stated":
        spans = (*spans, Span(f" ({statement.certainty})", "doubt"))
    if statement.claim:
        spans = (*spans, Span(f" {statement.claim}", "id"))
    return cited(spans, statement.evidence)


def statement_words(field: str, says: str, glyphs: Glyphs) -> str:
    """Return what a statement says about a field of a record, a date in words."""
    text = _FULL_STOP.sub("", says)
    return words_of(text, glyphs) if field in DATE_FIELDS else text


def conflict_words(conflict: Conflict | ConflictRecord, glyphs: Glyphs) -> Spans:
    """Return what becomes of the statements of a conflict, with the reason and its evidence."""
    spans: Spans = (conflict_outcome(conflict, glyphs), Span(f": {conflict.why}" if conflict.why else ""))
    return (*spans, Span(" "), *citations(conflict.evidence)) if conflict.evidence else spans


def conflict_outcome(conflict: "Conflict | ConflictRecord | ConflictAnswer", glyphs: Glyphs) -> Span:
    """Return what becomes of the statements of a conflict, with the words of those that stand."""
    texts = [
        glyphs.quoted(statement_words(conflict.field, said.value, glyphs))
        for said in conflict.statements
        if said.stands
    ]
    return verdict_words(verdict_phrase(conflict.state, texts), conflict.state)


def event_lines(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield an event in full: date and title, people and places, summary, disagreements, sources."""
    event = answer.event
    yield headline(event.date, event_title(answer, glyphs), event.kind, glyphs)
    yield from circumstances(answer, people(answer), glyphs)
    yield from disagreements(answer, glyphs)
    yield traced(event.id, event.evidence)


def event_title(answer: EventAnswer, glyphs: Glyphs) -> Spans:
    """Return the title of an event, with a mark where it only names those that were asked for."""
    title = Span(answer.event.title, "title")
    return (title, Span(f" {glyphs.named}", "faint")) if answer.only_named else (title,)


def disagreements(answer: EventAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line for each conflict about an event, and for each title that a source prints otherwise."""
    yield from conflict_summaries(answer.event, glyphs, names_in(answer))
    for took in answer.people:
        if took.printed:
            yield with_gutter(other_title(took, took.name, glyphs), *marks(glyphs))


def headline(date: str, title: Spans, kind: str, glyphs: Glyphs) -> Line:
    """Return the first line of an entry; date and kind may be empty."""
    spans = (when(date, glyphs), Span("  "), *title) if date else title
    return Line((*spans, Span(f" {glyphs.bullet} ", "faint"), Span(kind, "kind")) if kind else spans)


def circumstances(answer: EventAnswer, company: Spans, glyphs: Glyphs) -> Iterator[Line]:
    """Yield the people (`company`), the places and the larger event on one line, then the summary."""
    part_of = (Span("part of ", "faint"), Span(answer.part_of.name)) if answer.part_of else ()
    parts = (company, places(answer), point(answer.event), part_of, *further_spans(answer))
    if around := joined(parts, Span(f" {glyphs.bullet} ", "faint")):
        yield Line(around)
    if answer.event.summary:
        yield Line((Span(answer.event.summary),))


def further_spans(answer: EventAnswer | Shown) -> Iterator[Spans]:
    """Yield each further field of an event: what it is, and what it says."""
    return own_spans(answer.further)


def elsewhere_spans(entries: "Iterable[OtherEntry]") -> Iterator[Spans]:
    """Yield the entries of a record in other registers, each with its address: `VIAF 12345`."""
    return ((Span(f"{one.label} {one.id}", "id", one.address),) for one in entries)


def own_spans(further: Iterable[Further]) -> Iterator[Spans]:
    """Yield each of these fields that says something: what it is, and what it says."""
    return ((Span(f"{one.label} ", "faint"), Span(one.prose)) for one in further if one.text)


def own_after(further: Iterable[Further]) -> Spans:
    """Return these fields as they follow what they are fields of, such as an office."""
    return tuple(span for spans in own_spans(further) for span in (Span("; "), *spans))


def people(answer: EventAnswer, *, without: str = "") -> Spans:
    """Return the participants with their roles; `without` is an id to leave out."""
    took = (*answer.people, *answer.organisations)
    return joined((_participant_spans(one) for one in took if one.id != without), COMMA)


def _participant_spans(took: Participation) -> Spans:
    if not took.own:
        return name_with(*took.called_with(took.role))
    from sinoru.query.further import with_role

    return name_with(*took.called_with(with_role(took.role, took.own)))


def name_with(name: str, details: str) -> Spans:
    """Return a name, with details in brackets where there are any."""
    return (Span(name, "name"), *((Span(f" ({details})", "faint"),) if details else ()))


def places(answer: EventAnswer) -> Spans:
    """Return the names of the places of an event."""
    return joined(((Span(place.called, "place"),) for place in answer.places), COMMA)


def point(one: Event | Place) -> Spans:
    """Return the point of an event or a place as it is written in a file: `55.75, 37.62`."""
    return (Span(f"{one.lat}, {one.lon}", "figure"),) if one.lat and one.lon else ()


def names_in(answer: EventAnswer) -> dict[str, str]:
    """Return the names of the participants and of the speakers in conflicts, by id."""
    return {took.id: took.name for took in (*answer.people, *answer.organisations)} | answer.speakers


def other_title(took: Participation, name: str, glyphs: Glyphs) -> Line:
    """Compare the title that a source prints with the offices held on that day."""
    said = Span(f"the source calls {name} {glyphs.quoted(took.printed)}; ")
    if not took.held:
        return Line((said, Span("no office on record for that day", "doubt")))
    offices = joined((office_cited(office, glyphs) for office in took.held), Span("; "))
    return Line((said, Span("on record for that day: "), *offices))


def claim_lines(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a claim in full, indented below the mark of its verdict."""
    verdict = answer.verdict
    mark = verdict_mark(verdict, glyphs)
    below = (Span(" " * (len(mark.text) + 1)),)
    return with_gutters(_claim_lines(answer, glyphs), (mark, Span(" ")), below)


def _claim_lines(answer: ClaimAnswer, glyphs: Glyphs) -> Iterator[Line]:
    claim = answer.claim
    yield Line((Span(claim.text, "title"),))
    if claim.quote:
        yield Line((Span(glyphs.quoted(claim.quote)),))
    said = (*attribution(claim, speaker(answer), glyphs, time="time: "), (Span(claim.kind, "kind"),))
    yield Line(joined(said, Span(f" {glyphs.bullet} ", "faint")))
    if claim.figure:
        yield Line((Span("figure: ", "label"), Span(figure_words(claim.figure), "figure")))
    if answer.about:
        subjects = joined(((Span(ref.name),) for ref in answer.about), Span("; "))
        yield Line((Span("about: ", "label"), *subjects))
    if answer.assessment:
        yield assessment_line(answer.assessment)
    names = {ref.id: ref.name for ref in (answer.by, answer.reported_by, *answer.about) if ref}
    yield from conflict_lines(claim, glyphs, names)
    yield traced(claim.id, claim.evidence)


def attribution(claim: Claim, speaker: Spans, glyphs: Glyphs, *, time: str) -> Iterator[Spans]:
    """Yield who makes a claim, how certainly and when, and after the word `time` what time it is about."""
    yield speaker
    if claim.certainty != "stated":
        yield (Span(claim.certainty, "doubt"),)
    if claim.said:
        yield Span("said "), when(claim.said, glyphs)
    if claim.holds:
        yield Span(time), when(claim.holds, glyphs)


def speaker(answer: ClaimAnswer) -> Spans:
    """Return the speaker of a claim, or the authors of its source; then the person who reports it."""
    if answer.by:
        spans: Spans = (Span(answer.by.name, "name"),)
    elif answer.authors:
        spans = (Span("; ".join(answer.authors), "name"), Span(" (author)", "faint"))
    else:
        spans = (Span("speaker not named", "doubt"),)
    if answer.reported_by and (answer.by or answer.authors != (answer.reported_by.name,)):
        spans = (*spans, Span(", as reported by "), Span(answer.reported_by.name, "name"))
    return spans


def figure_words(figure: Figure) -> str:
    """Put a figure in words: `US exports: about 5.48 billion dollars`."""
    number = " ".join(filter(None, (figure.comparison, figure.value, figure.unit)))
    return f"{figure.of}: {number}" if figure.of else number


def references_grid(references: Iterable[Reference], glyphs: Glyphs) -> Grid:
    """Return a row for each record that refers to another one: kind, date, title, field that refers, id."""
    return Grid(_REFERENCE_COLUMNS, tuple(_reference_row(one, glyphs) for one in references), INDENT)


def _reference_row(one: Reference, glyphs: Glyphs) -> Cells:
    return (
        (Span(one.kind, "kind"),),
        (when(one.date, glyphs),) if one.date else (),
        (Span(one.title),),
        (Span(one.how, "faint"),),
        (Span(one.id, "id"),),
    )
