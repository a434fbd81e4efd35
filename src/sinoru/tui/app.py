"""The browser's screen, and the actions of its keys.

The index is queried in a thread, so that keys are handled meanwhile.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Footer, Input, OptionList, Tab, Tabs

from sinoru.model.errors import GivenUp
from sinoru.render.document import UNICODE, Line
from sinoru.render.terminal import THEMES
from sinoru.tui.keys import KeyQueue, key_help, restore_terminal
from sinoru.tui.lists import EntryOption, ListPane, SearchLine
from sinoru.tui.record import RecordPane
from sinoru.tui.views import VIEWS, Entry, Listing, first_view, list_view, nothing_page, parse_search

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.timer import Timer

    from sinoru.corpus import Corpus


T = TypeVar("T")
_POLL = 0.05
"""Seconds between two checks whether the answer is still needed."""
_SEARCH_DELAY = 0.12
"""Seconds without a key before a search starts."""
_NOTICE_DELAY = 0.4
"""Seconds after which the user is notified that an answer is still to come."""
_HINT = 'words, "a phrase", person:Yeltsin from:1999-05 kind:visit'
_EXIT_INTERRUPTED = 130
"""The exit code of a program that SIGINT ends."""


class Asking(Generic[T]):
    """Answers one question at a time; only the last of those put meanwhile is answered.

    `give_up` ends the running question, which then raises GivenUp.
    """

    def __init__(self, answered: Callable[[T], None], give_up: Callable[[], None]) -> None:
        self._on_answer = answered
        self._give_up = give_up
        self._next: Callable[[], T] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return not self._idle.is_set()

    def put(self, question: Callable[[], T]) -> bool:
        """Take a question. Return whether the caller has to run `answer`: it is not running yet."""
        self._next = question
        is_first = self._idle.is_set()
        self._idle.clear()
        return is_first

    async def answer(self) -> None:
        """Answer until no question is left."""
        try:
            while question := self._next:
                self._next = None
                try:
                    answer = await self._answer_to(question)
                except GivenUp:
                    continue
                if self._next is None:
                    self._on_answer(answer)
        finally:
            self._idle.set()

    async def _answer_to(self, question: Callable[[], T]) -> T:
        """Answer one question. Raise GivenUp if another one was put meanwhile."""
        answering = asyncio.ensure_future(asyncio.to_thread(question))
        while not (await asyncio.wait({answering}, timeout=_POLL))[0]:
            if self._next:  # on every turn: between two queries it has no effect
                self._give_up()
        return answering.result()

    async def finished(self) -> None:
        """Wait until no question is open."""
        await self._idle.wait()


class Browser(KeyQueue):
    """Lists on the left, the chosen record on the right, the records it leads to below it."""

    CSS_PATH = "browser.tcss"
    TITLE = "sinoru"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012  Textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Find"),
        Binding("ctrl+f", "search", show=False),
        *(Binding(str(n), f"view('{name}')", name, show=False) for n, name in enumerate(VIEWS, 1)),
        Binding("left_square_bracket,h", "beside(-1)", "View", key_display="1-6"),
        Binding("right_square_bracket,l", "beside(1)", show=False),
        Binding("tab", "app.focus_next", "Pane", key_display="\u21e5", priority=True),
        Binding("c", "copy", "Cite"),
        Binding("question_mark", "keys", "Keys"),
        Binding("q", "leave_keys", show=False),
        Binding("q", "quit", "Quit"),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
        Binding("backspace,b", "retrace", "Back"),
        Binding("w", "whole", "Full"),
        Binding("escape", "leave", "List"),
        Binding("escape", "empty", "Clear"),
    ]

    def __init__(self, corpus: Corpus, line: str = "", id_: str = "", theme: str = "default") -> None:
        super().__init__()
        self.corpus = self.lists = corpus
        """`lists` may be the same corpus opened again, so that no record waits for a list that is queried."""
        self.line = line
        self.id_to_open = id_
        self.styles_by_role = THEMES[theme]
        self.theme = "textual-light" if theme == "light" else "textual-dark"
        self.view = "Search" if parse_search(line).words else first_view(corpus)
        self.is_led_away = False
        self.pause: Timer | None = None
        self.asking: Asking[Listing] = Asking(self._show_listing, lambda: self.lists.give_up())  # noqa: PLW0108  `lists` may be replaced later

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield SearchLine(self.line, placeholder=f"/ {_HINT}", id="line", compact=True, select_on_focus=False)
        yield Tabs(
            *(Tab(f"{n} {name}", id=name) for n, name in enumerate(VIEWS, 1)), id="views", active=self.view
        )
        with Horizontal(id="panes"):
            yield ListPane(self.styles_by_role)
            yield RecordPane(self.corpus, self.styles_by_role)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Focus the list and fill it."""
        # After Ctrl-Z the terminal no longer shows the screen.
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        restore_terminal(self)
        self.query_one("#list").focus()
        self.ask()

    # --- the list --------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search soon after the last key.

        Words change the view from Timeline to Search; it changes back if they turn out to begin a filter.
        """
        has_words = bool(parse_search(event.value).words)
        if self.view == ("Timeline" if has_words else "Search") and (has_words or self.is_led_away):
            self._select_tab("Search" if has_words else "Timeline")
            self.is_led_away = has_words
        if self.pause:
            self.pause.stop()
        self.pause = self.set_timer(_SEARCH_DELAY, self.ask)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to the list."""
        self.action_leave()

    def on_input_blurred(self, _event: Input.Blurred) -> None:
        """Search at once if a search is still delayed."""
        if self.pause:
            self.ask()

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show the view of the clicked tab."""
        if event.tab.id and event.tabs.active == event.tab.id != self.view:
            self.action_view(event.tab.id)

    def ask(self) -> None:
        """Query the list of the view for the search line."""
        if self.pause:
            self.pause.stop()
        self.pause = None
        request, view = parse_search(self.query_one("#line", Input).value), self.view
        if self.asking.put(lambda: list_view(view, self.lists, request, UNICODE)):
            self.run_worker(self.asking.answer())
            self.set_timer(_NOTICE_DELAY, self._report_waiting)

    def _report_waiting(self) -> None:
        if self.asking.is_busy:
            self.query_one(ListPane).show_waiting()

    async def done(self) -> None:
        """Wait for the list, unless the search line is still being typed in."""
        if not self.query_one("#line").has_focus:
            await self.asking.finished()

    def _show_listing(self, listing: Listing) -> None:
        entry = self.query_one(ListPane).show(listing, self.id_to_open)
        if self.id_to_open:  # it need not be in the list
            entry = entry or Entry(self.id_to_open, Line())
        self.id_to_open = ""
        if entry:
            self.record.begin(entry)
        else:
            self.record.clear(nothing_page(listing, self.query_one("#line", Input).value))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the highlighted record."""
        if event.option_list.id == "list" and isinstance(event.option, EntryOption):
            self.query_one(ListPane).show_position()
            self.record.begin(event.option.entry)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the record, or open the one that a lead names."""
        if event.option_list.id == "leads" and isinstance(event.option, EntryOption):
            self.record.follow(event.option.entry)
        self.go_to("#record")

    # --- keys ------------------------------------------------------------------------------------------------------

    @property
    def record(self) -> RecordPane:
        """The right side of the screen."""
        return self.query_one(RecordPane)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Enable only the actions that have an effect now."""
        in_list, line = self.query_one("#list").has_focus, self.query_one("#line", Input)
        offered = {
            "search": lambda: not line.has_focus,
            "focus_next": lambda: not line.has_focus,
            "leave": lambda: not in_list or self.record.is_covered,
            "leave_keys": lambda: self.record.is_covered,
            "empty": lambda: in_list and bool(line.value),
            "retrace": lambda: self.record.can_go_back or self.record.is_covered,
            "whole": lambda: self.record.has_card,
        }
        return action not in offered or offered[action]()

    def go_to(self, pane: str) -> None:
        """Focus a pane at once: the next key may be waiting already."""
        self.set_focus(self.query_one(pane))

    def action_search(self) -> None:
        """Go to the search line."""
        self.go_to("#line")

    def action_leave(self) -> None:
        """Go from the search line, the record or the help page to the list."""
        if self.record.is_covered:
            self.record.uncover()
        self.go_to("#list")

    action_leave_keys = action_leave

    def action_empty(self) -> None:
        """Empty the search line."""
        self.query_one("#line", Input).value = ""
        self.ask()

    def action_view(self, name: str) -> None:
        """Show a view and focus its list."""
        self._select_tab(name)
        self.is_led_away = False
        self.go_to("#list")
        self.ask()

    def action_beside(self, step: int) -> None:
        """Show the view to the left or right, wrapping around at the ends."""
        names = list(VIEWS)
        self.action_view(names[(names.index(self.view) + step) % len(names)])

    def _select_tab(self, name: str) -> None:
        self.view = name
        with self.prevent(Tabs.TabActivated):
            self.query_one("#views", Tabs).active = name

    def action_retrace(self) -> None:
        """Go back to the previous record."""
        self.record.go_back()

    def action_whole(self) -> None:
        """Change between the card and the complete record."""
        self.record.change_whole()

    def action_keys(self) -> None:
        """Show the help page of the keys instead of the record, or the record again."""
        if self.record.is_covered:
            self.action_leave()
            return
        self.record.cover(key_help())
        self.go_to("#record")

    def action_copy(self) -> None:
        """Put the citations of the record on the clipboard."""
        self.record.copy()

    def action_interrupt(self) -> None:
        """Exit with the code of an interrupted program."""
        self.exit(return_code=_EXIT_INTERRUPTED)
