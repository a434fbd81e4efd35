"""The view of `sinoru import --dry-run`: each draft with its doubts, then the lines that became none."""

from collections.abc import Iterator

from sinoru.draft.answers import Draft, Drafts
from sinoru.render.document import BLANK, INDENT, UNICODE, Document, Glyphs, Line, Span, joined, line, plural

_DEEPER = (*INDENT, *INDENT)


def drafts_document(answer: Drafts, *, glyphs: Glyphs = UNICODE) -> Document:
    """Show each draft: its date, where it stands, its text, whom it names, and what is doubtful."""
    yield line(Span(answer.path, "title"), ": ", Span(plural(len(answer.drafts), "draft"), "good"))
    for draft in answer.drafts:
        yield BLANK
        yield from _draft_lines(draft, glyphs)
    if answer.left_out:
        yield BLANK
        yield line(Span(f"{plural(len(answer.left_out), 'line')} became no draft", "heading"))
    for one in answer.left_out:
        place = Span(f"line {one.line}", "faint")
        yield Line((place, Span("  "), Span(one.text), Span(f" ({one.why})", "faint")), INDENT, _DEEPER)


def _draft_lines(draft: Draft, glyphs: Glyphs) -> Iterator[Line]:
    yield line(
        Span(draft.date, "date"), "  ", Span(f"line {draft.line}", "faint"), "  ", Span(draft.id, "id")
    )
    yield Line((Span(draft.summary),), INDENT, INDENT)
    named = [(Span(id_, "name"),) for id_ in (*draft.people, *draft.organisations)]
    named += [(Span(id_, "place"),) for id_ in draft.places]
    if named:
        yield Line(joined(named, Span(f" {glyphs.bullet} ", "faint")), INDENT, _DEEPER)
    for doubt in draft.doubts:
        yield Line((Span(f"{glyphs.unverified} ", "warn"), Span(doubt, "doubt")), INDENT, _DEEPER)
