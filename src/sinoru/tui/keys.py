"""Key handling of the browser: a queue of keys, the help page, and signals that end the browser.

Each key is finished before the next is handled.
"""

import asyncio
import signal
from collections import deque
from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from sinoru.messages import series
from sinoru.render.document import BLANK, Column, Document, Grid, Span, line
from sinoru.tui.views import FILTER_NAMES, FILTERS_OF_CLAIMS

_ROUNDS = 3
"""Passes over the path of a key: for the key, for the messages that it causes, and for their effects."""
_KEY_TIMEOUT = 2.0
"""Seconds after which the next key is handled in any case."""
_END_SIGNALS = ("SIGTERM", "SIGHUP")
"""Signals that end a program; some systems lack the second."""


class KeyQueue(App[None]):
    """An app that handles a key only after the keys before it have taken effect.

    Textual passes a key to the focused widget as soon as it is read, and checks the app's own bindings once the key
    has bubbled up from there. So when '/hotline' is read at once, as from a slow or remote terminal, all of it goes
    to the list, and the search line gets the focus too late. Pasted text waits in the same queue.
    """

    def __init__(self) -> None:
        super().__init__()
        self._queue: deque[events.Event] = deque()
        self._current: events.Event | None = None
        self._is_ready = False
        self._finishing: asyncio.Task[None] | None = None

    @property
    def is_typing(self) -> bool:
        """Whether a key is being handled or waits."""
        return bool(self._current or self._queue)

    @property
    def next_key(self) -> str:
        """The key that is handled after the current one; empty if none waits, or pasted text does."""
        first = self._queue[0] if self._queue else None
        return first.key if isinstance(first, events.Key) else ""

    async def done(self) -> None:
        """Wait for anything else that the key has started and the next key may depend on."""

    def on_mount(self) -> None:
        """Begin with the keys that were typed while the screen was set up."""
        self._is_ready = True
        self._start_next()

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pasted text; handle all other events at once."""
        is_typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not is_typed or event is self._current:
            await super().on_event(event)
            return
        self._queue.append(event)
        if self._is_ready and not self._current:
            self._start_next()

    def _start_next(self) -> None:
        self._current = self._queue.popleft() if self._queue else None
        if self._current:
            path = (self.focused or self.screen).ancestors_with_self
            self.post_message(self._current)
            self._finishing = asyncio.create_task(self._finish_current(path))

    async def _finish_current(self, path: Sequence[MessagePump]) -> None:
        try:
            async with asyncio.timeout(_KEY_TIMEOUT):
                for pump in (self, *path) * _ROUNDS:
                    await _drain(pump)
                await self.done()
        except TimeoutError:
            pass
        self._start_next()


async def _drain(pump: MessagePump) -> None:
    """Wait until a widget has handled all messages sent to it so far."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()


KEYS = (
    ("/", "search: the list updates as you type; Enter, Down or Escape goes to it"),
    ("AND OR NOT -", 'in the search line, with ( ), "a phrase" and prefix*: sinoru help query has all'),
    ("1 to 8, [ ]", "timeline, search, people, claims, conflicts, sources, places, a day"),
    ("arrows, j k", "move in a list or a record, as do PageUp, PageDown, Home and End"),
    ("Tab, Shift-Tab", "next or previous pane: search line, list, record, related records"),
    ("Enter", "in the list: go to the record; in the lower pane: open the record"),
    ("b, Backspace", "back to the previous record"),
    ("f", "forward again, after going back"),
    ("w", "switch between the brief view and the complete record"),
    ("g", "go to a date: the timeline moves to the first event from that day on"),
    ("o", "open the address of a source of the record in your web browser"),
    ("c", "copy the citations of the record's sources, in Chicago style"),
    ("y", "copy the id of the record"),
    ("Y, L", "copy a link: the address of a source, or the file and line of another record"),
    ("e", "edit the record in your editor, as sinoru edit does"),
    ("x", "export the list to a file"),
    ("Ctrl-P, :", "all of this by name, to search and choose from"),
    ("Escape", "back to the list; in the list: clear the search line"),
    ("Ctrl-Z", "suspend the browser; fg resumes it"),
    ("?", "this help; ?, Escape or q closes it"),
    ("q, Ctrl-C", "quit"),
)
"""Keys and their effects."""


def key_help() -> Document:
    """Show the keys and the filters of the search line."""
    yield line(Span("Keys", "heading"))
    yield Grid(
        columns=(Column(wraps=False), Column()),
        rows=tuple(((Span(keys, "name"),), (Span(effect),)) for keys, effect in KEYS),
    )
    yield BLANK
    yield line(Span("Filters in the search line", "heading"))
    yield line(Span(" ".join(f"{name}:" for name in FILTER_NAMES), "name"))
    yield line(Span('Put a value with spaces in quotes: person:"Zhang Wannian".'))
    yield line(
        Span(f"{series(FILTERS_OF_CLAIMS, 'and')} apply to claims, conflicts and searches only.", "faint")
    )


def restore_terminal(app: App[Any]) -> None:
    """Exit the app on a signal, so that the terminal is restored: Python itself would exit at once."""
    loop = asyncio.get_running_loop()
    for name in _END_SIGNALS:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, app.exit, None, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows; a thread that is not the main one
            return
