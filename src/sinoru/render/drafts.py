"""The view of `sinoru import --dry-run`: each draft in one line with its doubts below, or complete drafts."""

from collections.abc import Iterator

from sinoru.draft.answers import Draft, Drafts
from sinoru.render.document import (
    BLANK,
    DEEP_INDENT,
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
    joined,
    line,
    plural,
)
from sinoru.render.listing import next_steps, opening

_COLUMNS = (Column(wraps=False), Column(wraps=False), Column(cuts=True))
"""Line of the file, date, text."""


def drafts_document(answer: Drafts, look: Look = PIPE) -> Document:
    """Show the drafts in one line each, and how many lines were skipped; or everything."""
    if look.full:
        yield from _complete(answer, look.glyphs)
        return
    uncertain = sum(bool(draft.doubts) for draft in answer.drafts)
    counted = Span(f"{answer.path}: {plural(len(answer.drafts), 'draft')}", "heading")
    doubtful = (Span(f"{look.glyphs.unverified} {uncertain:,} uncertain", "warn"),) if uncertain else ()
    yield from opening(look, joined(((counted,), doubtful), Span("    ")))
    if answer.drafts:
        yield BLANK
        yield Grid(_COLUMNS, tuple(row for draft in answer.drafts for row in _rows(draft, look.glyphs)))
    if answer.left_out:
        yield line(Span(f"{plural(len(answer.left_out), 'line')} skipped", "faint"))
    more = ("names",) * bool(answer.drafts) + ("the skipped lines",) * bool(answer.left_out)
    if more:
        yield from next_steps(look, f"--full: {' and '.join(more)}")


def _rows(draft: Draft, glyphs: Glyphs) -> Iterator[Cells | Line]:
    """Yield the line of a draft, then one for each doubt.

    It is not an entry, which has a number for `sinoru show`: no draft is a record yet.
    """
    yield (
        (Span(f"line {draft.line}", "faint"),),
        (Span(draft.date, "date"),),
        (Span(draft.summary, "title"),),
    )
    for doubt in draft.doubts:
        yield Line((Span(f"{glyphs.unverified} ", "warn"), Span(doubt, "doubt")), DEEP_INDENT, fit="cut")


def _complete(answer: Drafts, glyphs: Glyphs) -> Document:
    """Show the date, line, id, text, names and doubts of each draft, then the lines that were skipped."""
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
    if draft.ids:
        yield Line((Span(", ".join(draft.ids), "id"),), INDENT, DEEP_INDENT)
    for doubt in draft.doubts:
        yield Line((Span(f"{glyphs.unverified} ", "warn"), Span(doubt, "doubt")), INDENT, DEEP_INDENT)
