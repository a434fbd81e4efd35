"""An entry of a list, laid out for the width there is.

The search line and the lists, with keys of their own.

The left side of the screen: a list, and how much there is of it.
"""

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
from sinoru.render.layout import escape_controls, lay_out_line, spans_width, wrap
from sinoru.tui.views import Entry, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.css.styles import RulesMap
    from textual.style import Style

    from sinoru.render.terminal import Styles


MOST = 3
"""Lines of an entry: the record itself says the rest."""
_CUT = Span(" …")


class EntryLines(Visual):
    """A line that wraps under itself, so that one sees where the next entry begins."""

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
        options: RenderOptions,  # noqa: ARG002  as all visuals
    ) -> list[Strip]:
        """Return the lines, over the style of the list."""
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
        """Return the cells that it takes on one line."""
        return spans_width((*self._line.gutter, *self._line.spans))

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Count its lines."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Spans]:
        first = list(islice(lay_out_line(self._line, max(width, 1)), MOST + 1))
        if len(first) > MOST:
            del first[MOST:]
            first[-1] = (*next(wrap(first[-1], max(width - 2, 1))), _CUT)
        return first


class SearchLine(Input):
    """What is wanted: words and filters."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,down", "submit", "First found")]


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
        """Which entry the bar is on, from 1; 0 in an empty list."""
        return 0 if self.highlighted is None else self.highlighted + 1

    def fill(self, entries: Iterable[Entry], opened: str = "") -> Entry | None:
        """List these instead, and give what the bar is on: the one that is open if there is one, else the first."""
        options = [EntryOption(entry, self._styles_by_role) for entry in entries]
        at = (place for place, option in enumerate(options) if option.entry.id == opened)
        first = 0 if options and not opened else None
        with self.prevent(OptionList.OptionHighlighted):  # it would come after what is opened here
            self.clear_options()
            self.add_options(options)
            self.highlighted = next(at, first)
        return options[self.highlighted].entry if self.highlighted is not None else None


class EntryOption(Option):
    """An entry. Its record is no id of the option's: a list may name a record twice."""

    def __init__(self, entry: Entry, styles: Styles) -> None:
        super().__init__(EntryLines(entry.label, styles))
        self.entry = entry


class ListPane(Vertical):
    """Lists what was asked for, and says which of them the bar is on."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(id="left")
        self._styles_by_role = styles
        self._listing = Listing()

    def compose(self) -> ComposeResult:
        """Put the one below the other."""
        yield Entries(self._styles_by_role, id="list")
        yield Static(id="told", markup=False)

    def show(self, listing: Listing, opened: str = "") -> Entry | None:
        """List these, with the bar on the record that is open; give what the bar is on."""
        self._listing = listing
        entry = self.query_one(Entries).fill(listing.entries, opened)
        self.tell_place()
        return entry

    def tell_place(self) -> None:
        """Say how many there are, and which of them the bar is on."""
        place = self.query_one(Entries).place
        of = f"{place:,} of {self._listing.told}" if place else self._listing.told
        self._tell(f" {UNICODE.bullet} ".join((of, *self._listing.notes)))

    def tell_of_waiting(self) -> None:
        """Say that the answer is still to come."""
        self._tell("looking ...")

    def _tell(self, text: str) -> None:
        self.query_one(Static).update(Text(escape_controls(text), style="dim"))
