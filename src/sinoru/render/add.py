"""The view of `sinoru add`: what would change in the file."""

from sinoru.edit.add import Addition
from sinoru.edit.difference import diff_lines
from sinoru.render.document import Document
from sinoru.render.glyphs import UNICODE, Glyphs
from sinoru.render.unified import unified_lines


def add_document(answer: Addition, *, glyphs: Glyphs = UNICODE) -> Document:  # noqa: ARG001  all views are called the same
    """Show the file's change as a unified diff."""
    yield from unified_lines(diff_lines(answer.file.text, answer.after, answer.file.shown))
