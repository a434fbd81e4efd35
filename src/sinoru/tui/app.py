"""The browser's screen, and what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Input, OptionList, Static, Tab, Tabs

from sinoru.model.errors import SinoruError
from sinoru.render.glyphs import UNICODE
from sinoru.render.theme import THEMES
from sinoru.render.visible import visible
from sinoru.tui.asking import Asking
from sinoru.tui.document_view import DocumentView
from sinoru.tui.in_turn import KeysInTurn
from sinoru.tui.key_help import key_help
from sinoru.tui.panes import Entries, EntryOption, SearchLine
from sinoru.tui.record import citation_of, leads_from, record_document
from sinoru.tui.views import VIEWS, Listing, list_view
from sinoru.tui.wanted import read_wanted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from sinoru.library.corpus import Corpus
    from sinoru.query.answers import Shown

_PAUSE = 0.12
"""Seconds without a key before a search is put."""
_LONG = 0.4
"""Seconds after which one is told that an answer is still to come."""
_HINT = 'words, "a phrase", person:Yeltsin from:1999-05 kind:visit'


class Browser(KeysInTurn):
    """Lists on the left, the record chosen on the right, where it leads to below it."""

    CSS_PATH = "browser.tcss"
    TITLE = "sinoru"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012  Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Find"),
        Binding("ctrl+f", "search", show=False),
        *(Binding(str(n), f"view('{name}')", name, show=False) for n, name in enumerate(VIEWS, 1)),
        Binding("left_square_bracket,h", "beside(-1)", "View", key_display="1-6"),
        Binding("right_square_bracket,l", "beside(1)", show=False),
        Binding("backspace,b", "retrace", "Back"),
        Binding("w", "whole", "Whole"),
        Binding("c", "copy", "Cite"),
        Binding("escape", "leave", "List"),
        Binding("question_mark", "keys", "Keys"),
        Binding("ctrl+z", "suspend_process", show=False),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, corpus: Corpus, line: str = "", id_: str = "", theme: str = "default") -> None:
        super().__init__()
        self.corpus = corpus
        self.line = line
        self.id_to_open = id_
        self.styles_by_role = THEMES[theme]
        self.theme = "textual-light" if theme == "light" else "textual-dark"
        self.view = "Search" if read_wanted(line).words else "Timeline"
        self.shown: Shown | None = None
        self.is_led_away = False
        self.is_whole = False
        self.trail: list[str] = []
        self.pause: Timer | None = None
        self.asking: Asking[Listing] = Asking(self._list)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield SearchLine(self.line, placeholder=f"/ {_HINT}", id="line", compact=True, select_on_focus=False)
        yield Tabs(
            *(Tab(f"{n} {name}", id=name) for n, name in enumerate(VIEWS, 1)), id="views", active=self.view
        )
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Entries(self.styles_by_role, id="list")
                yield Static(id="told", markup=False)
            with Vertical(id="right"):
                yield DocumentView(self.styles_by_role, id="record")
                yield Entries(self.styles_by_role, id="leads")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#list").focus()
        self.ask()

    # --- the list --------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types: soon after the last key.

        Words leave the timeline for the search; where they turn out to be the beginning of a filter, it comes back.
        """
        has_words = bool(read_wanted(event.value).words)
        if self.view == ("Timeline" if has_words else "Search") and (has_words or self.is_led_away):
            self._mark_view("Search" if has_words else "Timeline")
            self.is_led_away = has_words
        if self.pause:
            self.pause.stop()
        self.pause = self.set_timer(_PAUSE, self.ask)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to what was found."""
        self.action_leave()

    def on_input_blurred(self, _event: Input.Blurred) -> None:
        """Leave the search line with the answer to all of it."""
        if self.pause:
            self.ask()

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show the list of the tab that was clicked."""
        if event.tab.id and event.tabs.active == event.tab.id != self.view:
            self.action_view(event.tab.id)

    def ask(self) -> None:
        """List what is wanted in the view."""
        if self.pause:
            self.pause.stop()
        self.pause = None
        wanted, view = read_wanted(self.query_one("#line", Input).value), self.view
        if self.asking.put(lambda: list_view(view, self.corpus, wanted, UNICODE)):
            self.run_worker(self.asking.answer())
            self.set_timer(_LONG, self._tell_of_waiting)

    def _tell_of_waiting(self) -> None:
        if self.asking.is_busy:
            self.query_one("#told", Static).update(Text("looking ...", style="dim"))

    async def done(self) -> None:
        """Let the next key wait for the list, unless one is still typing what to list."""
        if not self.query_one("#line").has_focus:
            await self.asking.finished()

    def _list(self, listing: Listing) -> None:
        opened = self.id_to_open or next((entry.id for entry in listing.entries), "")
        self.id_to_open = ""
        self.query_one("#list", Entries).fill(listing.entries, opened)
        self.query_one("#told", Static).update(Text(visible(listing.told), style="dim"))
        self.trail.clear()
        if opened:
            self._show(opened)
        else:
            self.shown = None
            self.query_one("#record", DocumentView).show(())
            self.query_one("#leads", Entries).fill(())

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the record that the bar is on."""
        if event.option_list.id == "list" and isinstance(event.option, EntryOption):
            self.trail.clear()
            self._show(event.option.record)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go into a record, or along where one leads."""
        if event.option_list.id == "list":
            self.query_one("#record").focus()
        elif isinstance(event.option, EntryOption):
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
            self._tell(error)
            return
        self.query_one("#record", DocumentView).show(document)
        self.query_one("#leads", Entries).fill(leads_from(self.shown, UNICODE))

    def _tell(self, error: SinoruError) -> None:
        self.notify(visible(str(error)), severity="error", markup=False)

    # --- keys ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Offer to leave only where there is something to leave, and the search line where one is not in it."""
        here = {"leave": "#list", "search": "#line"}.get(action)
        return here is None or not self.query_one(here).has_focus

    def action_search(self) -> None:
        """Go to the search line, at once: the next key may be waiting already."""
        self.set_focus(self.query_one("#line"))

    def action_leave(self) -> None:
        """Leave the search line, or the record, for the list."""
        self.set_focus(self.query_one("#list"))

    def action_view(self, name: str) -> None:
        """Show a list."""
        self._mark_view(name)
        self.is_led_away = False
        self.action_leave()
        self.ask()

    def action_beside(self, step: int) -> None:
        """Show the list to the left or to the right, round and round."""
        names = list(VIEWS)
        self.action_view(names[(names.index(self.view) + step) % len(names)])

    def _mark_view(self, name: str) -> None:
        self.view = name
        with self.prevent(Tabs.TabActivated):
            self.query_one("#views", Tabs).active = name

    def action_retrace(self) -> None:
        """Go back to the record one came from."""
        if self.trail:
            self._show(self.trail.pop())

    def action_whole(self) -> None:
        """Change between the card and the whole record."""
        self.is_whole = not self.is_whole
        if self.shown:
            self._show(self.shown.record.id)

    def action_keys(self) -> None:
        """Show what the keys do, in place of the record."""
        self.query_one("#record", DocumentView).show(key_help())
        self.set_focus(self.query_one("#record"))

    def action_copy(self) -> None:
        """Put the citation of the record on the clipboard."""
        if self.shown is None:
            return
        try:
            citation = citation_of(self.corpus, self.shown.record.id)
        except SinoruError as error:
            self._tell(error)
            return
        if citation:
            self.copy_to_clipboard(citation)
        self.notify(visible(citation) or "It names no source.", title="Copied" * bool(citation), markup=False)
