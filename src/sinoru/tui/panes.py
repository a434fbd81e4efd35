"""The search line and the lists, with keys of their own."""

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from sinoru.render.theme import Styles
from sinoru.render.visible import visible
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

    def fill(self, entries: Iterable[Entry], opened: str = "") -> None:
        """List these instead, with the bar on the one that is open, else on the first."""
        options = [EntryOption(entry, self._styles_by_role) for entry in entries]
        at = (place for place, option in enumerate(options) if option.record == opened)
        with self.prevent(OptionList.OptionHighlighted):  # it would come after what is opened here
            self.clear_options()
            self.add_options(options)
            self.highlighted = next(at, 0) if options else None


class EntryOption(Option):
    """An entry. Its record is no id of the option's: a list may name a record twice."""

    def __init__(self, entry: Entry, styles: Styles) -> None:
        super().__init__(_text(entry, styles))
        self.record = entry.id


def _text(entry: Entry, styles: Styles) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis", end="")
    for span in entry.label.spans:
        text.append(visible(span.text), Style.parse(styles[span.role]))
    return text
