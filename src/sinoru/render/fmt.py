"""The view of `sinoru fmt`: the files that are in another layout now, or would be."""

from sinoru.edit.difference import diff_lines
from sinoru.edit.fmt import Layout
from sinoru.render.document import Document, Span, line
from sinoru.render.glyphs import UNICODE, Glyphs
from sinoru.render.unified import unified_lines


def fmt_document(answer: Layout, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  all views are called the same
    """Name each file that has a new layout."""
    for one in answer.in_state("formatted"):
        yield line(Span(one.path, "title"))


def fmt_diff_document(answer: Layout, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  likewise
    """Show what is different in each file."""
    for one in answer.in_state("formatted"):
        yield from unified_lines(diff_lines(one.before, one.after, one.path))
