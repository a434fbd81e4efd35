"""The view of `sinoru show`: a record on one screen, its sources in short, and what refers to it in numbers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from sinoru.dates.edtf import day_bounds
from sinoru.index.fields import Named, conflict_id, holds_for_a_time, title_of
from sinoru.loading.files import shown_path
from sinoru.messages import command
from sinoru.model.records import (
    Claim,
    ConflictRecord,
    Event,
    Evidence,
    Office,
    Organisation,
    Participant,
    Person,
    Place,
    Record,
    Source,
)
from sinoru.query.answers import Further, Shown
from sinoru.query.further import with_role
from sinoru.query.particulars import addresses_of, archive_words, publication_words
from sinoru.query.verdicts import standings
from sinoru.render.brief import disagreement, source_line
from sinoru.render.document import (
    BLANK,
    INDENT,
    PIPE,
    Cells,
    Column,
    Document,
    Glyphs,
    Grid,
    Line,
    Look,
    Span,
    Spans,
    joined,
    line,
    plural,
    with_gutter,
)
from sinoru.render.layout import spans_width
from sinoru.render.life import life_dates, name_spans
from sinoru.render.listing import fits, next_steps
from sinoru.render.parts import (
    COMMA,
    NO_SOURCE,
    attribution,
    began_and_ended,
    figure_words,
    further_spans,
    mark_before,
    marks,
    name_with,
    own_after,
    passages_by_source,
    point,
    time_in_office,
    verdict_word,
    when,
)

_MOST_NAMES = 2
"""Spellings of a name that are shown."""
_MOST_LINES = 8
"""Offices, sources or sections that are shown."""
_MOST_WORDS = 4
"""Words of a name that a command repeats; a longer one is replaced by the id."""
_LISTING: dict[tuple[str, str], tuple[str, ...]] = {
    ("event", "claim"): ("claims", "--about"),
    ("claim", "claim"): ("conflicts",),
    ("place", "event"): ("timeline", "--place"),
    ("place", "claim"): ("claims", "--about"),
}
"""The command that lists the records of the second kind that refer to a record of the first kind."""


def show_document(answer: Shown, look: Look = PIPE) -> Document:
    """Show a record on one screen, or all of its fields."""
    return records_document((answer,), look)


def records_document(answers: Sequence[Shown], look: Look = PIPE) -> Document:
    """Show records one after another."""
    for number, answer in enumerate(answers):
        if number:
            yield BLANK
        yield from record_document(answer, look)
    if not look.full:
        yield from (BLANK,) if len(answers) > 1 else ()
        yield from next_steps(look, *_steps(answers, look), "--full")


def record_document(answer: Shown, look: Look) -> Document:
    """Show a record on one screen, or all of its fields, without the commands that show more."""
    if look.full:
        from sinoru.render.full.show import show_document as complete

        return complete(answer, glyphs=look.glyphs)
    return _record_blocks(answer, look)


def _steps(answers: Sequence[Shown], look: Look) -> Iterator[str]:
    """Yield the commands that show more of the records."""
    if len(answers) == 1 and (listing := _who_or_sources(answers[0].record)):
        yield command(*listing, *look.options)
    if ids := [one.record.id for one in answers if one.cited]:
        yield command("cite", *ids, *look.options)


def _who_or_sources(record: Record) -> tuple[str, ...]:
    match record:
        case Person() | Organisation():
            words = record.name.split()
            return ("who", *(words if len(words) <= _MOST_WORDS else (record.id,)))
        case Source():
            return ("sources", record.id)
    return ()


def _record_blocks(answer: Shown, look: Look) -> Document:
    """Show a record on one screen: what it says first, then where that is written and what refers to it."""
    record, glyphs = answer.record, look.glyphs
    yield _title(answer, glyphs)
    between = Span(f" {glyphs.bullet} ", "faint")
    if isinstance(record, Person | Organisation | Place) and (
        names := joined(_spellings(record, glyphs), between)
    ):
        yield Line(names, fit="wide")
    if facts := joined(_facts(answer, glyphs), between):
        yield Line(facts, fit="wide")
    if summary := getattr(record, "summary", "") or getattr(record, "reliability", ""):
        yield line(summary)
    yield from _contents(record, answer, look)
    if answer.relations:
        from sinoru.render.relations import relations_by_kind

        yield from relations_by_kind(answer.relations, len(answer.relations), glyphs)
    yield from _differences(record, answer, glyphs)
    yield from _sources(record, answer)
    if record.note:
        yield line(Span("Note: ", "label"), record.note)
    yield from _referring(answer, look)
    location = f"{shown_path(answer.path)}:{answer.line}"
    yield Line((Span(record.id, "id"), Span(f"  {location}", "faint")), fit="cut")


def _contents(record: Record, answer: Shown, look: Look) -> Document:
    """Yield what only records of this kind have."""
    match record:
        case Person():
            yield from _offices(record, answer, look.glyphs)
        case Claim():
            yield from _claim_lines(record, answer, look.glyphs)
        case ConflictRecord():
            yield from _statements(record, answer, look)
        case Source():
            yield from _sections(record)


def _title(answer: Shown, glyphs: Glyphs) -> Line:
    record = answer.record
    text = title_of(record) or record.id
    sort = getattr(record, "kind", "")
    kind: Spans = (
        Span(f" {glyphs.bullet} ", "faint"),
        Span(", ".join(filter(None, (answer.kind, sort))), "kind"),
    )
    if record.private:
        kind = (*kind, Span(f" {glyphs.bullet} ", "faint"), Span("private", "warn"))
    verdict = answer.assessment.verdict if answer.assessment else ""
    mark = mark_before(verdict, glyphs)
    fit: Literal["prose", "wide"] = "prose" if isinstance(record, Claim) else "wide"  # a claim is a sentence
    return Line((Span(text, "title"), *kind), mark, (Span(" " * spans_width(mark)),), fit)


def _facts(answer: Shown, glyphs: Glyphs) -> Iterator[Spans]:
    """Yield what goes on one line below the title."""
    record = answer.record
    match record:
        case Event():
            yield (when(record.date, glyphs),)
            own = answer.own_of_parts.get("participants", ((),) * len(record.participants))
            took_part = zip(record.participants, own, strict=True)
            yield joined((_participant(took, one, answer) for took, one in took_part), COMMA)
            yield joined(((Span(_name_of(id_, answer), "place"),) for id_ in record.places), COMMA)
            yield point(record)
            yield from _part_of(record.part_of, answer)
        case Claim():
            yield from attribution(record, _speaker(record, answer), glyphs, time="time: ")
        case Person():
            yield from _life(record, answer, glyphs)
        case Organisation() | Place():
            yield (Span(record.country),) if record.country else ()
            yield from (point(record),) if isinstance(record, Place) else _history(record, answer, glyphs)
            yield from _part_of(record.part_of, answer)
        case ConflictRecord():
            yield Span("about: ", "label"), Span("; ".join(_name_of(id_, answer) for id_ in record.about))
        case Source():
            yield from _imprint(answer.credited or record, answer, glyphs)
    yield from further_spans(answer)


def _name_of(id_: str, answer: Shown) -> str:
    return answer.refs[id_].called if id_ in answer.refs else id_


def _history(record: Organisation, answer: Shown, glyphs: Glyphs) -> Iterator[Spans]:
    """Yield when an organisation was founded and dissolved, and where its seat is."""
    yield from life_dates(record, glyphs)
    if record.seat:
        yield Span("seat "), Span(_name_of(record.seat, answer), "place")


def _part_of(id_: str, answer: Shown) -> Iterator[Spans]:
    if id_:
        yield Span("part of ", "faint"), Span(_name_of(id_, answer))


def _participant(took: Participant, own: Sequence[Further], answer: Shown) -> Spans:
    id_, details = took.person or took.org, with_role(took.role, own)
    return name_with(*(answer.refs[id_].called_with(details) if id_ in answer.refs else (id_, details)))


def _differences(record: Record, answer: Shown, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line for each conflict, and for each title that a source prints otherwise."""
    told = answer.assessment.conflict if answer.assessment else ""  # its reason is that of the verdict
    lines = [
        one
        for conflict in record.conflicts
        for one in disagreement(conflict, glyphs, with_why=conflict_id(record, conflict) != told)
    ]
    if isinstance(record, Event):
        lines += (_printed(took, answer, glyphs) for took in record.participants if took.printed)
    if lines:
        yield line(Span("Where sources differ", "heading"))
        yield from map(with_gutter, lines)


def _printed(took: Participant, answer: Shown, glyphs: Glyphs) -> Line:
    """Return the title that a source prints, which is not the office held that day."""
    title = f"{took.printed}, {_name_of(took.printed_org, answer)}" if took.printed_org else took.printed
    name = _name_of(took.person or took.org, answer)
    says = Span("the source calls "), Span(name, "name"), Span(f" {glyphs.quoted(title)}")
    return Line((*says, Span("; not the office held that day", "doubt")), *marks(glyphs))


def _spellings(record: Named, glyphs: Glyphs) -> Iterator[Spans]:
    """Yield the names that held for a time and the first other spellings, native script first; count the others."""
    dated = [name for name in record.names if name.kind == "variant" and holds_for_a_time(name)]
    yield from (name_spans(name, glyphs) for name in dated)
    others = [name for name in record.names if name.text != record.name and name not in dated]
    native_first = sorted(others, key=lambda name: name.kind != "native")
    yield from (name_spans(name, glyphs) for name in native_first[:_MOST_NAMES])
    if more := len(others) - _MOST_NAMES:
        yield from ((Span(f"{plural(more, 'more spelling')}", "faint"),) if more > 0 else (),)


def _life(person: Person, answer: Shown, glyphs: Glyphs) -> Iterator[Spans]:
    birthplace = (Span(_name_of(person.birthplace, answer), "place"),) if person.birthplace else ()
    if person.born or birthplace:
        born = (when(person.born, glyphs),) if person.born else ()
        yield Span("born "), *joined((born, birthplace), COMMA)
    if person.died:
        yield Span("died "), when(person.died, glyphs)
    yield (Span(person.country),) if person.country else ()


def _speaker(claim: Claim, answer: Shown) -> Spans:
    """Return who makes the claim, or whose text it is in; then the person who reports it."""
    source = answer.cited.get(claim.evidence[0].source) if claim.evidence else None
    if claim.by:
        spans: Spans = (Span(_name_of(claim.by, answer), "name"),)
    elif source:
        spans = (Span("according to "), Span(source.by or source.title, "name"))
    else:
        spans = (Span("speaker not named", "doubt"),)
    reporter = _name_of(claim.reported_by, answer)
    if reporter and (claim.by or not source or source.by != reporter):
        spans = (*spans, Span(", as reported by "), Span(reporter, "name"))
    return spans


def _claim_lines(claim: Claim, answer: Shown, glyphs: Glyphs) -> Iterator[Line]:
    if claim.quote:
        yield line(glyphs.quoted(claim.quote))
    if claim.figure:
        yield line(Span("figure: ", "label"), Span(figure_words(claim.figure), "figure"))
    if one := answer.assessment:
        why = one.why or one.question
        is_one_of_several = bool(one.conflict) and len(claim.conflicts) > 1
        origin: Spans = (Span(" in "), Span(one.conflict, "id")) if is_one_of_several else ()
        yield Line((verdict_word(one.verdict), *origin, Span(f": {why}" if why else "")))
    if claim.about:
        yield line(Span("about: ", "label"), "; ".join(_name_of(id_, answer) for id_ in claim.about))


def _statements(record: ConflictRecord, answer: Shown, look: Look) -> Document:
    from sinoru.query.analysis_answers import StatementBy  # few records are conflicts
    from sinoru.render.conflicts import statements_grid, why_spans

    statements = [
        StatementBy(
            value=said.value,
            by=answer.refs.get(said.by),
            certainty=said.certainty,
            evidence=said.evidence,
            claim=said.claim,
            stands=stands,
        )
        for said, stands in zip(record.statements, standings(record), strict=True)
    ]
    yield statements_grid(record.field, statements, answer.cited, look)
    if why := why_spans(record.state, record.why):
        yield Line(why, INDENT, INDENT)


def _imprint(source: Source, answer: Shown, glyphs: Glyphs) -> Iterator[Spans]:
    by = answer.cited[source.id].by if source.id in answer.cited else "; ".join(source.authors)
    yield (Span(by, "name"),) if source.authors else ()
    issue = ", ".join(filter(None, (source.volume, source.issue and f"no. {source.issue}", source.pages)))
    if source.container or issue:
        yield Span(source.container, "work"), Span(f" {issue}" if source.container and issue else issue)
    yield from ((Span(words),) for words in publication_words(source))
    yield (when(source.published, glyphs),) if source.published else ()
    yield (Span(archive_words(source)),) if archive_words(source) else ()
    yield (Span(source.language, "faint"),) if source.language else ()
    if source.version_of:
        yield Span("version of ", "faint"), Span(_name_of(source.version_of, answer), "title")
    yield from ((Span(address, "source", address),) for address in addresses_of(source))


def _sections(source: Source) -> Iterator[Line]:
    if source.sections:
        shown = source.sections[:_MOST_LINES]
        words = [f"{one.title} ({plural(one.paragraphs, 'passage')})" for one in shown]
        if more := len(source.sections) - len(shown):
            words.append(f"{more:,} more")
        yield line(Span("sections: ", "label"), "; ".join(words))


def _offices(person: Person, answer: Shown, glyphs: Glyphs) -> Document:
    if not person.offices:
        return
    yield line(Span("Offices", "heading"))
    own = answer.own_of_parts.get("offices", ((),) * len(person.offices))
    newest_first = sorted(
        zip(person.offices, own, strict=True), key=lambda one: _beginning(one[0]), reverse=True
    )
    rows = tuple(_office_cells(*one, answer, glyphs) for one in newest_first[:_MOST_LINES])
    yield Grid(
        (Column(wraps=False), Column(cuts=not any(own))), rows, INDENT
    )  # what a corpus declares is not cut
    yield from _more(len(newest_first), "office")


def _beginning(office: Office) -> float:
    """Return the first day on which an office may have been held; a very early one without dates."""
    known = (day_bounds(office.start)[0] if office.start else None, day_bounds(office.end)[1])
    return next((day for day in known if day is not None), float("-inf"))


def _office_cells(office: Office, own: Sequence[Further], answer: Shown, glyphs: Glyphs) -> Cells:
    what = (Span(f" for {_name_of(office.held_for, answer)}"),) if office.held_for else ()
    org = (Span(f", {_name_of(office.org, answer)}", "faint"),) if office.org else ()
    party = (Span(f" ({_name_of(office.party, answer)})"),) if office.party else ()
    title = (Span(office.called, "title"), *what, *party, *org)
    time = time_in_office(office.start, office.end, glyphs)
    return (time,), (*title, *own_after(own), *began_and_ended(office))


def _more(total: int, thing: str) -> Iterator[Line]:
    if total > _MOST_LINES:
        yield Line((Span(f"and {plural(total - _MOST_LINES, f'more {thing}')}", "faint"),), INDENT)


def _sources(record: Record, answer: Shown) -> Iterator[Line]:
    """Yield a line for each source of the record, then of the verdict on it."""
    if isinstance(record, ConflictRecord):  # each statement has its own
        yield from _source_lines("Sources of the reason", record.evidence, answer)
        return
    yield from _source_lines("Sources", record.evidence, answer)
    of_verdict = answer.assessment.evidence if answer.assessment else ()
    yield from _source_lines("Sources of the verdict", of_verdict, answer)
    others = answer.cited.keys() - {record.id, *(one.source for one in (*record.evidence, *of_verdict))}
    if others:
        of = "offices and statements" if isinstance(record, Person) else "statements"
        yield Line((Span(f"and {plural(len(others), 'more source')} of {of}", "faint"),), INDENT)
    if not record.evidence and not isinstance(record, Source):
        yield Line((NO_SOURCE,))


def _source_lines(heading: str, evidence: Iterable[Evidence], answer: Shown) -> Iterator[Line]:
    passages = passages_by_source(evidence)
    if passages:
        yield line(Span(heading, "heading"))
    for id_, at in list(passages.items())[:_MOST_LINES]:
        yield source_line(answer.cited.get(id_), id_, at)
    yield from _more(len(passages), "source")


def _referring(answer: Shown, look: Look) -> Iterator[Line]:
    """Yield the numbers of records that refer to this one, with the commands that list them.

    The commands are in brackets, or where these do not fit, on lines of their own.
    """
    counts = {kind: Span(plural(number, kind)) for kind, number in answer.referred_by_kind.items()}
    if not counts:
        return
    steps = {
        kind: Span(command(*listing, answer.record.id, *look.options), "label")
        for kind in counts
        if look.suggests and (listing := _LISTING.get((answer.kind, kind), ()))
    }
    label, between = Span("Referred to by ", "label"), Span(f" {look.glyphs.bullet} ", "faint")
    parts = ((counted, *_in_brackets(steps.get(kind))) for kind, counted in counts.items())
    together = (label, *joined(parts, between))
    if not steps or fits(together, look):
        yield Line(together, fit="wide")
        return
    yield Line((label, *joined(((counted,) for counted in counts.values()), between)), fit="wide")
    yield from (Line((step,), INDENT, fit="whole") for step in steps.values())


def _in_brackets(step: Span | None) -> Spans:
    return (Span(" (", step.role), step, Span(")", step.role)) if step else ()
