"""The left side of the screen: a list, and how much there is of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from sinoru.render.document import UNICODE
from sinoru.render.layout import visible
from sinoru.tui.panes import Entries
from sinoru.tui.views import Listing

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from sinoru.render.terminal import Styles
    from sinoru.tui.views import Entry


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
        self.query_one(Static).update(Text(visible(text), style="dim"))
