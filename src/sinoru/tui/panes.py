"""The search line and the lists, with keys of their own."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from sinoru.render.terminal import Styles
from sinoru.tui.entry_lines import EntryLines
from sinoru.tui.views import Entry


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
