"""How an answer looks outside of the command line: as a dictionary, as text, and as HTML for a notebook.

`sinoru.corpus` registers these functions (PRESENTERS); they are loaded when an answer is first shown so.
"""

from typing import Any

from sinoru.cite import STYLES
from sinoru.export.shapes import Shape, part_shape, shape
from sinoru.query.answers import Answer
from sinoru.query.cite import Citations
from sinoru.render.document import Document, Look
from sinoru.render.html import WIDTH as HTML_WIDTH
from sinoru.render.html import html
from sinoru.render.layout import plain_lines
from sinoru.render.listing import with_ids
from sinoru.render.marked import marked
from sinoru.render.read_as import readings_first
from sinoru.render.views import VIEWS, document_of


def shape_of(answer: Answer) -> Shape:
    """Return an answer as `--format json` has it; a part of an answer as it is there, without the version."""
    return shape(answer) if type(answer).__name__ in VIEWS else part_shape(answer)


def text(answer: Answer, width: int | None = None, *, full: bool = False) -> str:
    """Return an answer as the command line prints it; a part of an answer as its `repr`."""
    document = _document(answer, Look(width=width, full=full, suggests=width is None))
    if document is None:
        return repr(answer)
    return "\n".join(plain_lines(with_ids(document) if width is None else document, width))


def rich_text(answer: Answer) -> str:
    """Return an answer as HTML for a notebook."""
    from sinoru.render.document import line

    return html(_document(answer, Look(width=HTML_WIDTH, suggests=False)) or iter((line(repr(answer)),)))


def _document(answer: Answer, look: Look) -> Document | None:
    if type(answer).__name__ not in VIEWS:
        return None
    shown: Any = answer
    if isinstance(answer, Citations):
        from sinoru.cite.typeset import bibliography_of

        shown = bibliography_of(answer, STYLES[0])  # the default style of `sinoru cite`
    document = marked(document_of(answer, look, shown), getattr(answer, "marks", {}))
    return readings_first(answer, document)
