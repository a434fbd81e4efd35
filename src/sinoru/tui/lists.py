"""The search line, and the left side of the screen: a list of rows with a status line.

A list has one line for each record and any number of records. Only the pages near the visible rows are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from sinoru.render.document import UNICODE, Span
from sinoru.render.layout import escape_controls
from sinoru.tui.rows import Entry, Widths, fit_row
from sinoru.tui.views import PAGE, Listing

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from sinoru.query.lists import Asked, Page
    from sinoru.render.document import Spans
    from sinoru.render.terminal import Styles


MOST_TYPED = 1_000
"""Characters of a line that is typed or pasted."""
_PAGES_KEPT = 40
"""Pages of a list that are kept: the others are read again when they are looked at."""
_NOT_READ_YET = (Span(UNICODE.ellipsis, "faint"),)


class LimitedInput(Input):
    """A line that takes no more than MOST_TYPED characters, whatever is pasted."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, max_length=MOST_TYPED, compact=True, **options)

    def restricted(self) -> None:
        """Report that what was typed or pasted is too long."""
        super().restricted()
        self.app.notify(
            f"This line takes at most {MOST_TYPED:,} characters.", severity="warning", markup=False
        )


class SearchLine(LimitedInput):
    """The input for words and filters."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,down", "submit", "Results")]


class Rows(ScrollView, can_focus=True):
    """A list of records to choose from, one line each; rows that are not read yet are asked for when visible."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar"}
    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; }
    Rows > .rows--bar { color: $foreground; background: $panel-lighten-2; }
    Rows:focus > .rows--bar { color: $block-cursor-foreground; background: $block-cursor-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end,G", "go(-1)", show=False),
        Binding("pagedown,space,ctrl+d", "turn(1)", show=False),
        Binding("pageup,ctrl+u", "turn(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Highlighted(Message):
        """The bar is on another row."""

        def __init__(self, rows: Rows, entry: Entry) -> None:
            super().__init__()
            self.rows, self.entry = rows, entry

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    class Chosen(Highlighted):
        """Enter was pressed, or a row clicked."""

    class PageRequested(Message):
        """Rows are visible that are not read yet."""

        def __init__(self, skip: int) -> None:
            super().__init__()
            self.skip = skip

    def __init__(self, styles: Styles, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._styles_by_role = styles
        self._pages: OrderedDict[int, tuple[Entry, ...]] = OrderedDict()
        self._widths = Widths()
        self.total = 0
        self.highlighted: int | None = None
        """The row of the bar, from 0."""

    @property
    def place(self) -> int:
        """The position of the bar, from 1; 0 without one."""
        return 0 if self.highlighted is None else self.highlighted + 1

    @property
    def chosen(self) -> Entry | None:
        """The entry of the bar's row, if it is read."""
        return None if self.highlighted is None else self.entry_at(self.highlighted)

    def entry_at(self, row: int) -> Entry | None:
        """Return a row; None if it is not read."""
        page = self._pages.get(row // PAGE, ())
        return page[row % PAGE] if row % PAGE < len(page) else None

    def loaded(self) -> list[Entry]:
        """Return the rows that are read, in their order."""
        return [entry for number in sorted(self._pages) for entry in self._pages[number]]

    def fill(self, entries: tuple[Entry, ...], total: int, position: int | None, skipped: int = 0) -> None:
        """Replace the rows; `entries` are those after the first `skipped`. Put the bar on the row at `position`."""
        self._pages.clear()
        self._widths = Widths()
        self.highlighted = None  # what is opened here is not announced
        self.add(entries, total, skipped)
        self.highlighted = position
        self.call_after_refresh(self._show_bar)
        self._show_bar()

    def add(self, entries: tuple[Entry, ...], total: int, skipped: int) -> None:
        """Add rows that were asked for."""
        for start in range(0, len(entries), PAGE):
            self._pages[(skipped + start) // PAGE] = entries[start : start + PAGE]
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        self.total = total
        self._widths = self._widths.with_rows(entries)
        self.virtual_size = Size(max(self.size.width, 1), total)
        self.refresh()
        if self.highlighted is not None and self.highlighted >= total:
            self.go_to(total - 1, -1)
        elif self.highlighted is not None and 0 <= self.highlighted - skipped < len(entries):
            self._announce()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the bar in sight."""
        self.virtual_size = Size(max(self.size.width, 1), self.total)
        self._show_bar()

    def render_line(self, y: int) -> Strip:
        """Return a visible row; `y` counts from the top of the view."""
        row, width = y + int(self.scroll_offset.y), self.size.width
        if row >= self.total:
            return Strip.blank(width, self.rich_style)
        entry = self.entry_at(row)
        if entry is None:
            self.call_later(
                self._want, row
            )  # a message made here, where the screen draws, would not leave it
        else:
            self._pages.move_to_end(row // PAGE)
        spans = fit_row(entry, self._widths, max(width - 1, 1)) if entry else _NOT_READ_YET
        base = self.rich_style
        if row == self.highlighted:
            base += self.get_component_rich_style("rows--bar", partial=True)
        return self._strip(spans, base).adjust_cell_length(width, base)

    def _strip(self, spans: Spans, base: Style) -> Strip:
        styles = self._styles_by_role
        return Strip([Segment(span.text, base + Style.parse(styles[span.role])) for span in spans])

    def on_click(self, event: events.Click) -> None:
        """Put the bar on a row, and choose it."""
        row = event.y + int(self.scroll_offset.y)
        if row < self.total:
            self.go_to(row)
            self.action_choose()

    def action_choose(self) -> None:
        """Choose the row of the bar."""
        if entry := self.chosen:
            self.post_message(self.Chosen(self, entry))

    def action_move(self, step: int) -> None:
        """Move the bar; without one, to the first row."""
        self.go_to(0 if self.highlighted is None else self.highlighted + step, step)

    def action_go(self, row: int) -> None:
        """Move the bar to a row, counted from the end if it is negative."""
        self.go_to(row if row >= 0 else self.total + row, -1 if row < 0 else 1)

    def action_turn(self, pages: int) -> None:
        """Move the bar by pages of the screen."""
        self.go_to((self.highlighted or 0) + pages * max(self.size.height - 1, 1), pages)

    def go_to(self, row: int, step: int = 1) -> None:
        """Move the bar to the nearest row that can be chosen, first in the direction of `step`."""
        row = max(0, min(row, self.total - 1))
        row = self._free_row(row, step)
        if not self.total or row == self.highlighted:
            return
        self.highlighted = row
        self._show_bar()
        self.refresh()
        self._announce()

    def _announce(self) -> None:
        """Send the record of the bar, or have it read."""
        if entry := self.chosen:
            self.post_message(self.Highlighted(self, entry))
        elif self.highlighted is not None:
            self._want(self.highlighted)

    def _want(self, row: int) -> None:
        if self.entry_at(row) is None:
            self.post_message(self.PageRequested(row // PAGE * PAGE))

    def _free_row(self, row: int, step: int) -> int:
        """Return the next row in a direction that is not a heading, or else the last one in the other."""
        for direction in (1 if step > 0 else -1, -1 if step > 0 else 1):
            free = row
            while 0 <= free < self.total and (entry := self.entry_at(free)) and entry.is_heading:
                free += direction
            if 0 <= free < self.total:
                return free
        return row

    def _show_bar(self) -> None:
        """Scroll until the bar is visible."""
        if self.highlighted is None:
            self.scroll_to(y=0, animate=False, immediate=True)
        elif self.size.height:
            row = Region(0, self.highlighted, max(self.size.width, 1), 1)
            self.scroll_to_region(row, animate=False, immediate=True, force=True)


class ListPane(Vertical):
    """The list of a view, and below it the number of records and the position of the bar."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(id="left")
        self._styles_by_role = styles
        self._listing = Listing()

    def compose(self) -> ComposeResult:
        """Lay out the list above the status line."""
        yield Rows(self._styles_by_role, id="list")
        yield Static(id="told", markup=False)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    @property
    def asked(self) -> Asked | None:
        """What the list was asked with; None if it has no further rows."""
        return self._listing.asked

    @property
    def is_empty(self) -> bool:
        """Whether nothing is listed."""
        return not self._listing.total

    def show(self, listing: Listing) -> Entry | None:
        """List the rows, with the bar on one of them; return the entry of that one."""
        self._listing = listing
        self.rows.fill(listing.entries, listing.rows, listing.position, listing.skipped)
        self.show_position()
        return self.rows.chosen

    def add(self, page: Page, entries: tuple[Entry, ...]) -> bool:
        """Add rows that were asked for; return False if the list is no longer the same."""
        listing = self._listing
        is_other = page.total_is_exact and listing.is_exact and page.total != listing.total
        if is_other or (not entries and page.total_is_exact and page.skipped < page.total):
            return False
        self._listing = listing.with_total(page.total, is_exact=page.total_is_exact)
        self.rows.add(entries, self._listing.rows, page.skipped)
        self.show_position()
        return True

    def show_position(self) -> None:
        """Show the number of records and the position of the bar."""
        position = self.rows.place
        is_counted = position and self._listing.asked
        of = f"{position:,} of {self._listing.status}" if is_counted else self._listing.status
        self._set_status(f" {UNICODE.bullet} ".join(filter(None, (of, *self._listing.notes))))

    def show_waiting(self) -> None:
        """Show that the answer is still to come."""
        self._set_status("searching ...")

    def _set_status(self, text: str) -> None:
        self.query_one(Static).update(Text(escape_controls(text), style="dim"))
