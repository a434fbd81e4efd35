"""The view of `sinoru import --dry-run`: each draft with its doubts, then the lines that were skipped."""

from collections.abc import Iterator

from sinoru.draft.answers import Draft, Drafts
from sinoru.render.document import (
    BLANK,
    DEEP_INDENT,
    INDENT,
    PIPE,
    Document,
    Glyphs,
    Line,
    Look,
    Span,
    joined,
    line,
    plural,
)


def drafts_document(answer: Drafts, look: Look = PIPE) -> Document:
    """Show the date, line, id, text, names and doubts of each draft."""
    glyphs = look.glyphs
    yield line(Span(answer.path, "title"), ": ", Span(plural(len(answer.drafts), "draft"), "good"))
    for draft in answer.drafts:
        yield BLANK
        yield from _draft_lines(draft, glyphs)
    if answer.left_out:
        yield BLANK
        yield line(Span(f"{plural(len(answer.left_out), 'line')} skipped", "heading"))
    for one in answer.left_out:
        location = Span(f"line {one.line}", "faint")
        yield Line(
            (location, Span("  "), Span(one.text), Span(f" ({one.why})", "faint")), INDENT, DEEP_INDENT
        )


def _draft_lines(draft: Draft, glyphs: Glyphs) -> Iterator[Line]:
    yield line(
        Span(draft.date, "date"), "  ", Span(f"line {draft.line}", "faint"), "  ", Span(draft.id, "id")
    )
    yield Line((Span(draft.summary),), INDENT, INDENT)
    named = [(Span(id_, "name"),) for id_ in (*draft.people, *draft.organisations)]
    named += [(Span(id_, "place"),) for id_ in draft.places]
    if named:
        yield Line(joined(named, Span(f" {glyphs.bullet} ", "faint")), INDENT, DEEP_INDENT)
    for doubt in draft.doubts:
        yield Line((Span(f"{glyphs.unverified} ", "warn"), Span(doubt, "doubt")), INDENT, DEEP_INDENT)
