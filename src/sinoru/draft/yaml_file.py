"""Drafts as a corpus file in the standard layout, with the lines of the source and all doubts as comments."""

from collections.abc import Iterator
from functools import lru_cache, partial

from msgspec.structs import replace

from sinoru.draft.answers import Draft, Drafts
from sinoru.edit.yaml_text import record_lines, scalar
from sinoru.messages import as_text
from sinoru.model.records import Event, Evidence, Participant, Source
from sinoru.text.hidden import one_line

_INDENT = 2
_REMEMBERED = 4_096
"""Drafts that are written once, if others differ from them only by line and id."""
_LONGEST_COMMENT = 400
"""The most characters of a line that its comment keeps."""


def yaml_lines(answer: Drafts) -> Iterator[str]:
    """Yield the lines of a corpus file, each with its line end."""
    yield f"# Drafted from {_comment(answer.path)} by `sinoru import`. Each comment quotes the line of the source.\n"
    yield "# Rewrite titles and summaries in your own words, decide what is uncertain, then delete the comments.\n"
    if not answer.source.is_known:
        yield "sources:\n"
        yield from _record_lines(Source(id=answer.source.id, title=answer.source.title))
        yield "\n"
    yield "events:\n"
    around_id = lru_cache(_REMEMBERED)(partial(_around_id, answer.source.id))
    for number, draft in enumerate(answer.drafts):
        before, after = around_id(replace(draft, line=0, id=""))
        blank = "\n" if number else ""
        yield f"{blank}  # line {draft.line}: {before}{scalar(draft.id)}{after}"


def _around_id(source: str, draft: Draft) -> tuple[str, str]:
    """Return what is written of a draft after its line and before its id, and after its id."""
    doubts = (f"  # uncertain: {_comment(doubt)}\n" for doubt in draft.doubts)
    _, *others = _record_lines(event_of(draft, source))
    return f"{_comment(draft.text)}\n{''.join(doubts)}{' ' * _INDENT}- id: ", "".join(("\n", *others))


def event_of(draft: Draft, source: str) -> Event:
    """Return the record of a draft."""
    people = [Participant(person=id_, role="participant") for id_ in draft.people]
    organisations = [Participant(org=id_, role="participant") for id_ in draft.organisations]
    return Event(
        id=draft.id,
        date=draft.date,
        title=draft.title,
        summary=draft.summary if draft.summary.rstrip(". ") != draft.title.rstrip(". ") else "",
        kind=draft.kind,
        participants=(*people, *organisations),
        places=draft.places,
        topics=draft.topics,
        evidence=(Evidence(source=source, at=draft.at, terms=draft.terms),),
        own=dict(draft.own) or None,
        ids=draft.ids,
    )


def _record_lines(record: Event | Source) -> Iterator[str]:
    for line in record_lines(record, _INDENT):
        yield f"{line}\n"


def _comment(text: str) -> str:
    """Return a text for a comment: shortened, on one line, without characters that are invisible or YAML refuses."""
    plain = one_line(as_text(text[: 2 * _LONGEST_COMMENT]))
    return plain if len(plain) <= _LONGEST_COMMENT else f"{plain[:_LONGEST_COMMENT]} ..."
