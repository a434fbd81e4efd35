"""A document to scroll through, laid out for the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sinoru.render.layout import fit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from sinoru.render.document import Block, Spans
    from sinoru.render.terminal import Styles


class DocumentView(ScrollView, can_focus=True):
    """Shows the blocks of a document; only the lines in sight are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("space,ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
    ]

    def __init__(self, styles: Styles, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._styles_by_role = styles
        self._blocks: tuple[Block, ...] = ()
        self._strips: list[Strip] = []

    def show(self, document: Iterable[Block]) -> None:
        """Show a document from its top."""
        self._blocks = tuple(document)
        self._lay_out()
        self.scroll_home(animate=False)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the document out anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Give one line of what is in sight."""
        row = y + int(self.scroll_offset.y)
        strip = self._strips[row] if row < len(self._strips) else Strip.blank(self.size.width)
        return strip.adjust_cell_length(self.size.width, self.rich_style).apply_style(self.rich_style)

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width - 1, 1)
        self._strips = [_strip(spans, self._styles_by_role) for spans in fit(self._blocks, width)]
        self.virtual_size = Size(width, len(self._strips))
        self.refresh()


def _strip(spans: Spans, styles: Styles) -> Strip:
    return Strip([Segment(span.text, Style.parse(styles[span.role])) for span in spans])
