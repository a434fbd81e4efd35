"""The search line, and the left side of the screen: a list of entries with a status line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.strip import Strip
from textual.visual import RenderOptions, Visual
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from sinoru.render.document import INDENT, UNICODE, Line, Span, Spans
from sinoru.render.layout import escape_controls, lay_out_line, spans_width, wrap_escaped
from sinoru.tui.views import Entry, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.css.styles import RulesMap
    from textual.style import Style

    from sinoru.render.terminal import Styles


MOST = 3
"""Lines of an entry at most: the record itself shows the rest."""
_ELLIPSIS = Span(" …")


class EntryLines(Visual):
    """A line whose wrapped lines are indented, so that the beginning of the next entry can be seen."""

    def __init__(self, line: Line, styles: Styles) -> None:
        self._line = line if line.gutter_below else Line(line.spans, line.gutter, INDENT)
        self._styles_by_role = styles

    def __str__(self) -> str:
        return escape_controls("".join(span.text for span in (*self._line.gutter, *self._line.spans)))

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: Style,
        options: RenderOptions,  # noqa: ARG002  all visuals are called the same
    ) -> list[Strip]:
        """Return the lines in the style of the list."""
        base = style.rich_style
        return [
            Strip(
                [
                    Segment(span.text, base + RichStyle.parse(self._styles_by_role[span.role]))
                    for span in spans
                ]
            )
            for spans in self._lines(width)[:height]
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Return the cells that the entry takes on one line."""
        return spans_width((*self._line.gutter, *self._line.spans))

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Count the lines."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Spans]:
        lines = list(islice(lay_out_line(self._line, max(width, 1)), MOST + 1))
        if len(lines) > MOST:
            del lines[MOST:]
            lines[-1] = (*next(wrap_escaped(lines[-1], max(width - 2, 1))), _ELLIPSIS)
        return lines


class SearchLine(Input):
    """The input for words and filters."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,down", "submit", "Results")]


class Entries(OptionList):
    """A list of records to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
        Binding("space,ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
    ]

    def __init__(self, styles: Styles, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, compact=True)
        self._styles_by_role = styles

    @property
    def place(self) -> int:
        """The position of the highlighted entry, from 1; 0 in an empty list."""
        return 0 if self.highlighted is None else self.highlighted + 1

    def fill(self, entries: Iterable[Entry], opened: str = "") -> Entry | None:
        """Replace the entries. Highlight the record `opened`, or the first entry if that is empty, and return it."""
        options = [EntryOption(entry, self._styles_by_role) for entry in entries]
        positions = (at for at, option in enumerate(options) if option.entry.id == opened)
        first = 0 if options and not opened else None
        with self.prevent(OptionList.OptionHighlighted):  # its handler would run after what is opened here
            self.clear_options()
            self.add_options(options)
            self.highlighted = next(positions, first)
        return options[self.highlighted].entry if self.highlighted is not None else None


class EntryOption(Option):
    """An entry. The id of its record is not the id of the option: a list may name a record twice."""

    def __init__(self, entry: Entry, styles: Styles) -> None:
        super().__init__(EntryLines(entry.label, styles))
        self.entry = entry


class ListPane(Vertical):
    """The list of a view, and below it the number of entries and the position of the highlighted one."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(id="left")
        self._styles_by_role = styles
        self._listing = Listing()

    def compose(self) -> ComposeResult:
        """Lay out the list above the status line."""
        yield Entries(self._styles_by_role, id="list")
        yield Static(id="told", markup=False)

    def show(self, listing: Listing, opened: str = "") -> Entry | None:
        """List the entries with the record `opened` highlighted; return the highlighted entry."""
        self._listing = listing
        entry = self.query_one(Entries).fill(listing.entries, opened)
        self.show_position()
        return entry

    def show_position(self) -> None:
        """Show the number of entries and the position of the highlighted one."""
        position = self.query_one(Entries).place
        of = f"{position:,} of {self._listing.status}" if position else self._listing.status
        self._set_status(f" {UNICODE.bullet} ".join((of, *self._listing.notes)))

    def show_waiting(self) -> None:
        """Show that the answer is still to come."""
        self._set_status("searching ...")

    def _set_status(self, text: str) -> None:
        self.query_one(Static).update(Text(escape_controls(text), style="dim"))
