"""The browser's screen, and what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Input, OptionList, Static, Tab, Tabs
from textual.widgets.option_list import Option

from sinoru.model.errors import SinoruError
from sinoru.render.glyphs import UNICODE
from sinoru.render.theme import STYLES
from sinoru.render.visible import visible
from sinoru.tui.document_view import DocumentView
from sinoru.tui.record import citation_of, leads_from, record_document
from sinoru.tui.views import VIEWS, Entry, Listing
from sinoru.tui.wanted import Wanted, read_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from sinoru.library.corpus import Corpus
    from sinoru.query.answers import Shown

_TAKES_WORDS = ("Search", "People", "Claims", "Conflicts", "Sources")
_PAUSE = 0.12
"""Seconds without a key before a search is put."""
_HINT = 'words, "a phrase", person:Yeltsin from:1999-05 kind:visit'


class Browser(App[None]):
    """Lists on the left, the record chosen on the right, where it leads to below it."""

    CSS_PATH = "browser.tcss"
    TITLE = "sinoru"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012  Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+f", "search", "Search"),
        *(Binding(str(n), f"view('{name}')", name, show=False) for n, name in enumerate(VIEWS, 1)),
        Binding("left_square_bracket,h", "previous_view", "View", key_display="1-6", priority=False),
        Binding("right_square_bracket,l", "next_view", show=False),
        Binding("backspace,b", "retrace", "Back"),
        Binding("w", "whole", "Card/whole"),
        Binding("c", "copy", "Copy citation"),
        Binding("escape", "leave", show=False),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, corpus: Corpus, line: str = "", id_: str = "") -> None:
        super().__init__()
        self.corpus = corpus
        self.line = line
        self.id_to_open = id_
        self.view = "Search" if read_wanted(line).words else "Timeline"
        self.shown: Shown | None = None
        self.is_whole = False
        self.trail: list[str] = []
        self.pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Input(self.line, placeholder=f"/ {_HINT}", id="line", compact=True)
        yield Tabs(
            *(Tab(f"{n} {name}", id=name) for n, name in enumerate(VIEWS, 1)), id="views", active=self.view
        )
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield OptionList(id="list", compact=True)
                yield Static(id="told", markup=False)
            with Vertical(id="right"):
                yield DocumentView(id="record")
                yield OptionList(id="leads", compact=True)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin in the list, which the view fills once it is chosen."""
        self.query_one("#list").focus()

    # --- the list --------------------------------------------------------------------------------------------------

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Search as one types: soon after the last key."""
        if self.pause:
            self.pause.stop()
        self.pause = self.set_timer(_PAUSE, self.ask)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to the first of what was found."""
        self.ask()
        self.query_one("#list").focus()

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show another list."""
        self.view = event.tab.id or self.view
        self.ask()

    def ask(self) -> None:
        """List what is wanted in the view; words alone are searched for."""
        wanted = read_wanted(self.query_one("#line", Input).value)
        if wanted.words and self.view not in _TAKES_WORDS:
            self.query_one("#views", Tabs).active = "Search"  # which asks again
            return
        self._list(self._found(wanted))

    def _found(self, wanted: Wanted) -> Listing:
        if self.view == "Search" and not wanted.words:
            return Listing((), "type words after /")
        try:
            return VIEWS[self.view](self.corpus, wanted, UNICODE)
        except SinoruError as error:  # a filter that is only half typed names nothing
            return Listing((), str(error))

    def _list(self, listing: Listing) -> None:
        listed = self.query_one("#list", OptionList)
        listed.clear_options()
        listed.add_options(_options(listing.entries))
        self.query_one("#told", Static).update(Text(visible(listing.told), style="dim"))
        opened = self.id_to_open or next((entry.id for entry in listing.entries), "")
        self.id_to_open = ""
        if listing.entries:
            with self.prevent(OptionList.OptionHighlighted):  # it would come after what is opened here
                listed.highlighted = 0
        if opened:
            self.trail.clear()
            self._show(opened)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the record that the bar is on."""
        if event.option_list.id == "list" and isinstance(event.option, _EntryOption):
            self.trail.clear()
            self._show(event.option.record)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go into a record, or along where one leads."""
        if event.option_list.id == "list":
            self.query_one("#record").focus()
        elif isinstance(event.option, _EntryOption):
            self.open(event.option.record)

    # --- the record ------------------------------------------------------------------------------------------------

    def open(self, id_: str) -> None:
        """Go to a record; `back` comes back from it."""
        if self.shown:
            self.trail.append(self.shown.record.id)
        self._show(id_)
        self.query_one("#record").focus()

    def _show(self, id_: str) -> None:
        try:
            self.shown = self.corpus.show(id_)
            document = tuple(record_document(self.corpus, self.shown, UNICODE, whole=self.is_whole))
        except SinoruError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return
        self.query_one("#record", DocumentView).show(document)
        leads = self.query_one("#leads", OptionList)
        leads.clear_options()
        leads.add_options(_options(leads_from(self.shown, UNICODE)))
        leads.highlighted = 0 if leads.option_count else None

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Go to the search line, at once: the next key may be waiting already."""
        self.set_focus(self.query_one("#line"))

    def action_leave(self) -> None:
        """Leave the search line, or the record, for the list."""
        self.query_one("#list").focus()

    def action_view(self, name: str) -> None:
        """Show a list."""
        self.query_one("#views", Tabs).active = name
        self.query_one("#list").focus()

    def action_next_view(self) -> None:
        """Show the list to the right."""
        self.query_one("#views", Tabs).action_next_tab()

    def action_previous_view(self) -> None:
        """Show the list to the left."""
        self.query_one("#views", Tabs).action_previous_tab()

    def action_retrace(self) -> None:
        """Go back to the record one came from."""
        if self.trail:
            self._show(self.trail.pop())

    def action_whole(self) -> None:
        """Change between the card and the whole record."""
        self.is_whole = not self.is_whole
        if self.shown:
            self._show(self.shown.record.id)

    def action_copy(self) -> None:
        """Put the citation of the record on the clipboard."""
        if self.shown is None:
            return
        try:
            citation = citation_of(self.corpus, self.shown.record.id)
        except SinoruError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
            return
        self.copy_to_clipboard(citation)
        self.notify(visible(citation) or "It names no source.", title="Copied", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Let Down leave the search line."""
        if event.key == "down" and self.query_one("#line").has_focus:
            self.query_one("#list").focus()
            event.stop()


class _EntryOption(Option):
    """An entry of a list. Its record is no id of the option's: a list may name a record twice."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(_text(entry))
        self.record = entry.id


def _options(entries: Iterable[Entry]) -> list[_EntryOption]:
    return [_EntryOption(entry) for entry in entries]


def _text(entry: Entry) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis", end="")
    for span in entry.label.spans:
        text.append(visible(span.text), Style.parse(STYLES[span.role]))
    return text
