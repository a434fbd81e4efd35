"""An event in a few lines for people: what happened, who was there, who says so, who says otherwise."""

from collections.abc import Iterator

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.cells import listed, who_took_part
from sinoru.export.kinds.rows import conflict_words
from sinoru.model.records import Evidence, Source
from sinoru.query.answers import EventAnswer
from sinoru.query.selection import Selection


def description_of(answer: EventAnswer, selection: Selection) -> str:
    """Give the lines of an event, after its title."""
    return "\n".join(filter(None, lines_of(answer, selection)))


def lines_of(answer: EventAnswer, selection: Selection) -> Iterator[str]:
    """Give what is known of an event, a line each; empty ones where something is not."""
    event = answer.event
    yield event.summary
    yield f"Date: {in_words(parse_edtf(event.date))} ({event.date})"
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations)))
    yield f"With: {who}" if who else ""
    for evidence in event.evidence:
        source = selection.find(evidence.source)
        title = f"{source.title} " if isinstance(source, Source) else ""
        yield f"Source: {title}[{evidence_words(evidence)}]"
    for conflict in event.conflicts:
        yield f"Sources disagree on {conflict_words(conflict)}"


def evidence_words(evidence: Evidence) -> str:
    """Name the source and the place in it: `yu-1999q2: Chronology, May 10`."""
    return f"{evidence.source}: {evidence.at}" if evidence.at else evidence.source
