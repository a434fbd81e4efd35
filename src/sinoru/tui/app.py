"""The browser's screen, and the actions of its keys.

The index is queried in a thread, so that keys are handled meanwhile.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.app import SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Footer, Input, Tab, Tabs

from sinoru.messages import count, quoted
from sinoru.model.errors import GivenUp, SinoruError, WrongDate
from sinoru.render.layout import escape_controls
from sinoru.render.terminal import THEMES
from sinoru.tui.keys import KeyQueue, key_help, restore_terminal
from sinoru.tui.lists import ListPane, Rows, SearchLine
from sinoru.tui.place import Place
from sinoru.tui.prompts import Choice, Question
from sinoru.tui.record import RecordPane
from sinoru.tui.rows import Entry
from sinoru.tui.views import (
    VIEWS,
    Listing,
    ListRequest,
    check_day,
    day_of,
    find_listing,
    find_rows,
    first_view,
    nothing_page,
    numbers_listed,
    parse_search,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.timer import Timer

    from sinoru.corpus import Corpus
    from sinoru.query.lists import Page


T = TypeVar("T")
_POLL = 0.05
"""Seconds between two checks whether the answer is still needed."""
_SEARCH_DELAY = 0.12
"""Seconds without a key before a search starts."""
_NOTICE_DELAY = 0.4
"""Seconds after which the user is notified that an answer is still to come."""
_HINT = 'words, "a phrase", person:Yeltsin from:1999-05 kind:visit'
_MOVES = frozenset("down up j k home end G pagedown pageup space ctrl+d ctrl+u".split())
"""Keys that move the bar of a list on: a record that it only passes is not opened."""
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
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012  Textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Find"),
        Binding("ctrl+f", "search", show=False),
        *(Binding(str(n), f"view('{name}')", name, show=False) for n, name in enumerate(VIEWS, 1)),
        Binding("left_square_bracket,h", "beside(-1)", "View", key_display=f"1-{len(VIEWS)}"),
        Binding("right_square_bracket,l", "beside(1)", show=False),
        Binding("tab", "app.focus_next", "Pane", key_display="\u21e5", priority=True),
        Binding("backspace,b,alt+left", "retrace", "Back", key_display="b"),
        Binding("f,alt+right", "advance", "Forward", key_display="f"),
        Binding("w", "whole", "Full"),
        Binding("o", "open_source", "Open"),
        Binding("c", "copy", "Cite"),
        Binding("g", "jump", "Date"),
        Binding("e", "edit", "Edit"),
        Binding("x", "export", "Export", show=False),
        Binding("y", "copy_id", "Id", show=False),
        Binding("Y,L", "copy_link", "Link", show=False),
        Binding("colon,ctrl+p", "command_palette", "Commands", key_display=":", show=False),
        Binding("question_mark", "keys", "Keys"),
        Binding("q", "leave_keys", show=False),
        Binding("q", "quit", "Quit"),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
        Binding("escape", "leave", "List"),
        Binding("escape", "empty", "Clear"),
    ]

    def __init__(
        self,
        corpus: Corpus,
        line: str = "",
        id_: str = "",
        theme: str = "default",
        place: Place | None = None,
    ) -> None:
        """Begin with a search line or a record, or else at the place where the browser was left."""
        super().__init__()
        self.corpus = self.lists = corpus
        """`lists` may be the same corpus opened again, so that no record waits for a list that is queried."""
        left = place if place and place.view in VIEWS and not line and not id_ else Place()
        self.line = line or left.line
        self.id_to_open = id_ or left.record
        self.day = left.day
        """The date of the view `Day`."""
        self.edit_record: Callable[[str], str] | None = None
        """Opens a record in the user's editor, and returns what became of it."""
        self.why_not_edited = "Records cannot be edited here."
        self.styles_by_role = THEMES[theme]
        self.theme = "textual-light" if theme == "light" else "textual-dark"
        self.view = left.view or ("Search" if parse_search(line).words else first_view(corpus))
        self.is_led_away = False
        self.pause: Timer | None = None
        self.asking: Asking[Callable[[], None]] = Asking(lambda show: show(), lambda: self.lists.give_up())  # noqa: PLW0108  `lists` may be replaced later
        self.place_left = left
        """Where it was when it ended."""
        self._must_exist = bool(id_)
        """Whether the record to open was asked for: one where the browser was left may have been removed."""
        self._passed: Entry | None = None
        """The row of the bar, as long as it is not opened."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield SearchLine(self.line, placeholder=f"/ {_HINT}", id="line", select_on_focus=False)
        yield Tabs(
            *(Tab(f"{n} {name}", id=name) for n, name in enumerate(VIEWS, 1)), id="views", active=self.view
        )
        with Horizontal(id="panes"):
            yield ListPane(self.styles_by_role)
            yield RecordPane(self.corpus, self.styles_by_role)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Focus the list and fill it."""
        # After Ctrl-Z the terminal no longer shows the screen.
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        restore_terminal(self)
        self.query_one("#list").focus()
        self.ask()

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """End the browser, and remember where it is left."""
        self.place_left = self.place
        super().exit(*args, **kwargs)

    @property
    def place(self) -> Place:
        """Where the browser is."""
        shown = self.record.shown
        record = shown.record.id if shown else ""
        return Place(self.view, self.query_one("#line", Input).value, record, self.day)

    def get_system_commands(self, screen: Screen[object]) -> Iterator[SystemCommand]:  # noqa: ARG002  Textual's
        """Yield the commands of the palette: what the keys do now, in words."""
        for n, (name, view) in enumerate(VIEWS.items(), 1):
            yield SystemCommand(
                f"Show {view.about}", f"{name}, key {n}", lambda name=name: self.action_view(name)
            )
        for action, key, title, about in _COMMANDS:
            if self.check_action(action, ()):
                run = getattr(self, f"action_{action}")
                yield SystemCommand(title, f"{about}, key {key}" if about else f"Key {key}", run)

    # --- the list --------------------------------------------------------------------------------------------------

    @property
    def list_pane(self) -> ListPane:
        """The left side of the screen."""
        return self.query_one(ListPane)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search soon after the last key.

        Words change the view from Timeline to Search; it changes back if they turn out to begin a filter.
        """
        if event.input.id != "line":
            return
        has_words = bool(parse_search(event.value).words)
        if self.view == ("Timeline" if has_words else "Search") and (has_words or self.is_led_away):
            self._select_tab("Search" if has_words else "Timeline")
            self.is_led_away = has_words
        if self.pause:
            self.pause.stop()
        self.pause = self.set_timer(_SEARCH_DELAY, self.ask)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        if event.input.id == "line":
            self.action_leave()

    def on_input_blurred(self, _event: Input.Blurred) -> None:
        """Search at once if a search is still delayed."""
        if self.pause:
            self.ask()

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show the view of the clicked tab."""
        if event.tab.id and event.tabs.active == event.tab.id != self.view:
            self.action_view(event.tab.id)

    def ask(self, from_day: str = "") -> None:
        """Query the list of the view for the search line; with a date, put the bar on the first event from it on."""
        if self.pause:
            self.pause.stop()
        self.pause = None
        search = parse_search(self.query_one("#line", Input).value)
        request = ListRequest(self.view, search, self.id_to_open, from_day, self.day)
        self._put(lambda: self._found(find_listing(self.lists, request), request))

    def _found(self, listing: Listing, request: ListRequest) -> Callable[[], None]:
        return lambda: self._show_listing(listing, request)

    def _put(self, question: Callable[[], Callable[[], None]]) -> None:
        """Answer a question in a thread; what it returns is then called."""
        if self.asking.put(question):
            self.run_worker(self.asking.answer())
            self.set_timer(_NOTICE_DELAY, self._report_waiting)

    def _report_waiting(self) -> None:
        if self.asking.is_busy:
            self.list_pane.show_waiting()

    async def done(self) -> None:
        """Wait for the list, unless the search line is still being typed in; then open the row of the bar."""
        if not self.query_one("#line").has_focus:
            await self.asking.finished()
        if self.next_key not in _MOVES:
            self._open_passed()

    def _show_listing(self, listing: Listing, request: ListRequest) -> None:
        entry = self.list_pane.show(listing)
        if request.opened and self._must_exist:  # it need not be in the list
            entry = entry or Entry(request.opened, ())
        elif request.opened and entry is None and listing.entries:
            self.query_one("#list", Rows).action_go(0)
            entry = self.query_one("#list", Rows).chosen
        self.id_to_open, self._must_exist, self._passed = "", False, None
        if entry:
            self.record.begin(entry)
        else:
            self.record.clear(nothing_page(listing, self.query_one("#line", Input).value))
        self.refresh_bindings()

    def on_rows_page_requested(self, event: Rows.PageRequested) -> None:
        """Read the rows that are visible, unless something else is being read."""
        asked, view = self.list_pane.asked, self.view
        if asked is None or self.asking.is_busy:
            return

        def read() -> Callable[[], None]:
            try:
                page, entries = find_rows(self.lists, asked, view, event.skip)
            except GivenUp:
                raise
            except SinoruError:
                return self.ask  # it reports the error
            return lambda: self._show_page(page, entries)

        self._put(read)

    def _show_page(self, page: Page, entries: tuple[Entry, ...]) -> None:
        if not self.list_pane.add(page, entries):
            self.ask()  # the files have changed

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the highlighted record, unless keys that wait move the bar on."""
        if event.rows.id != "list":
            return
        self.list_pane.show_position()
        self._passed = event.entry
        if not self.is_typing:
            self._open_passed()

    def _open_passed(self) -> None:
        if entry := self._passed:
            self._passed = None
            self.record.begin(entry)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the record, or open the one that a lead names."""
        if event.rows.id == "leads":
            self.record.follow(event.entry)
        else:
            self._open_passed()
        self.go_to("#record")

    # --- keys ------------------------------------------------------------------------------------------------------

    @property
    def record(self) -> RecordPane:
        """The right side of the screen."""
        return self.query_one(RecordPane)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        """Enable only the actions that have an effect now."""
        in_list, line = self.query_one("#list").has_focus, self.query_one("#line", Input)
        record, is_open = self.record, self.record.shown is not None
        offered = {
            "search": lambda: not line.has_focus,
            "focus_next": lambda: not line.has_focus,
            "beside": lambda: not line.has_focus,
            "leave": lambda: (not in_list and self.screen is self.default_screen) or record.is_covered,
            "leave_keys": lambda: record.is_covered,
            "empty": lambda: in_list and bool(line.value),
            "retrace": lambda: record.can_go_back or record.is_covered,
            "advance": lambda: record.can_go_forward,
            "whole": lambda: (is_open or self.view == "Day") and not record.is_covered,
            "open_source": lambda: record.has_sources,
            "copy": lambda: record.has_sources,
            "copy_id": lambda: is_open,
            "copy_link": lambda: is_open,
            "edit": lambda: is_open,
            "export": lambda: not self.list_pane.is_empty,
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
        """Show a view and focus its list; as a day, that of the record last open elsewhere."""
        if self.view != "Day" and (shown := self.record.shown):
            self.day = day_of(self.corpus, shown.record.id) or self.day
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

    def action_advance(self) -> None:
        """Go to the record from which one went back."""
        self.record.go_forward()

    def action_whole(self) -> None:
        """Change between the brief view and the complete record."""
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

    def action_copy_id(self) -> None:
        """Put the id of the record on the clipboard."""
        self.record.copy_id()

    def action_copy_link(self) -> None:
        """Put the address of a source, or the file and line of another record, on the clipboard."""
        self.record.copy_link()

    def action_jump(self) -> None:
        """Ask for a date, and go to it."""
        what = "Day to show" if self.view == "Day" else "Go to the first event from"
        self.push_screen(Question(what, example="10 May 1999, 1999-05, 1999"), self._jump_to)

    def _jump_to(self, date: str | None) -> None:
        if date is None:
            return
        try:
            check_day(date)
        except WrongDate as error:
            self._report(error)
            return
        if self.view == "Day":
            self.day = date
            self.ask()
            return
        if self.view != "Timeline":
            self._select_tab("Timeline")
            self.is_led_away = False
        self.go_to("#list")
        self.ask(date)

    def action_open_source(self) -> None:
        """Open the address of a source of the record, which is chosen where there are several."""
        found = self.record.addresses()
        if not found:
            self.notify("No source of this record has an address.", markup=False)
        elif len(found) == 1:
            self._open_address(found[0].url)
        else:
            labels = [one.label for one in found]
            self.push_screen(
                Choice(f"Open one of {len(found):,} sources", labels),
                lambda chosen: None if chosen is None else self._open_address(found[chosen].url),
            )

    def _open_address(self, url: str) -> None:
        from sinoru.programs import browser_needs_terminal
        from sinoru.tui.addresses import is_web_address, open_address

        if not is_web_address(url):
            self._report(f"{quoted(url)} is not an http or https address, so it is not opened.")
            return
        try:
            with self.suspend() if browser_needs_terminal() else nullcontext():
                is_open = open_address(url)
        except SuspendNotSupported:
            is_open = False
        if is_open:
            self.notify(escape_controls(url), title="Opened", markup=False)
            return
        self.copy_to_clipboard(url)
        self.notify(escape_controls(url), title="No web browser found; the address is copied", markup=False)

    def action_edit(self) -> None:
        """Open the record in the user's editor; then read the list and the record again."""
        shown = self.record.shown
        if shown is None:
            return
        if self.edit_record is None:
            self._report(self.why_not_edited)
            return
        edit, id_ = self.edit_record, shown.record.id
        try:
            with self.suspend():
                message, is_error = _outcome(lambda: edit(id_))
        except SuspendNotSupported:
            message, is_error = "The browser cannot be suspended here. Use sinoru edit.", True
        self.notify(escape_controls(message), severity="error" if is_error else "information", markup=False)
        self.record.reopen()
        self.id_to_open = shown.record.id
        self.ask()

    def action_export(self) -> None:
        """Ask for a file name, and write the records of the list to it."""
        self._ask_file(f"{self.view.lower()}.csv")

    def _ask_file(self, proposed: str) -> None:
        from sinoru.export.listed import endings

        known = " ".join(endings())
        question = f"Export the list to a file, in the format of its ending: {known}"
        self.push_screen(Question(question, proposed), self._export_to)

    def _export_to(self, typed: str | None) -> None:
        from sinoru.export.listed import format_of

        if typed is None:
            return
        path = os.path.expanduser(typed)
        try:
            format_of(path)
        except SinoruError as error:
            self._report(error)
            self._ask_file(typed)
            return
        if not os.path.isfile(path):
            self._export(path)
            return
        answers = ("No, choose another name", "Yes, overwrite it")
        self.push_screen(
            Choice(f"{typed} already exists. Overwrite it?", answers),
            lambda chosen: self._export(path, force=True) if chosen == 1 else self._ask_file(typed),
        )

    def _export(self, path: str, *, force: bool = False) -> None:
        search = parse_search(self.query_one("#line", Input).value)
        request = ListRequest(self.view, search, day=self.day)
        self.notify(escape_controls(path), title="Exporting", markup=False)
        self.run_worker(asyncio.to_thread(self._write, request, path, force), exit_on_error=False)

    def _write(self, request: ListRequest, path: str, force: bool) -> None:  # noqa: FBT001  to_thread takes it so
        """Write a list to a file, in a thread and from the corpus opened once more: lists are shown meanwhile."""
        from sinoru.corpus import open as open_corpus
        from sinoru.export.listed import write_listed

        try:
            with open_corpus(self.corpus.paths) as corpus:
                chosen, named = corpus.ask(
                    lambda index: write_listed(index, numbers_listed(corpus, request), path, force=force)
                )
        except (SinoruError, OSError) as error:
            self.call_from_thread(self._report, error)
            return
        more = f"and {count(named, 'record')} that they name, to " if named else "to "
        self.call_from_thread(self.clear_notifications)
        self.call_from_thread(
            self.notify,
            f"{more}{escape_controls(path)}",
            title=f"Wrote {count(chosen, 'record')}",
            markup=False,
        )

    def _report(self, error: SinoruError | OSError | str) -> None:
        self.clear_notifications()
        self.notify(escape_controls(str(error)), severity="error", markup=False)

    def action_interrupt(self) -> None:
        """Exit with the code of an interrupted program."""
        self.exit(return_code=_EXIT_INTERRUPTED)


def _outcome(edit: Callable[[], str]) -> tuple[str, bool]:
    """Return what became of an edit, and whether that is an error: Textual does not resume after an exception."""
    try:
        return edit(), False
    except (SinoruError, OSError) as error:
        return str(error), True
    except KeyboardInterrupt:
        return "The editor was interrupted.", True


_COMMANDS = (
    ("search", "/", "Search", "words and filters"),
    ("jump", "g", "Go to a date", "the first event from that day on"),
    ("retrace", "b", "Back to the previous record", ""),
    ("advance", "f", "Forward to the next record", ""),
    ("whole", "w", "Show the complete record, or the brief view", ""),
    ("open_source", "o", "Open the address of a source in the web browser", ""),
    ("copy", "c", "Copy the citations of the sources", "in Chicago style"),
    ("copy_id", "y", "Copy the id of the record", ""),
    ("copy_link", "Y", "Copy a link to the record", "the address of a source, or file and line"),
    ("edit", "e", "Edit the record in your editor", ""),
    ("export", "x", "Export the list to a file", "CSV, JSON, Markdown, calendar, page ..."),
    ("empty", "Escape", "Clear the search line", ""),
    ("keys", "?", "Help: all keys", ""),
    ("quit", "q", "Quit", ""),
)
"""Actions, their keys, their names in the command palette, and more about them."""
