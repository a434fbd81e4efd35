"""Keys one after the other: each is done with before the next is looked at.

What the keys do, to be read in the browser.

Leaving the terminal as it was found, also when the system asks.
"""

import asyncio
import signal
from collections import deque
from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from sinoru.render.document import BLANK, Column, Document, Grid, Span, line
from sinoru.tui.views import FILTERS

_ROUNDS = 3
"""How often a key's path is walked: for the key, for the messages it brings about, and for what those do."""
_PATIENCE = 2.0
"""Seconds after which the next key has its turn in any case."""


class KeyQueue(App[None]):
    """An app that looks at a key only once the keys before it have done their work.

    Textual hands a key on to the widget with the focus as soon as it is read, and asks the app's own bindings when it
    has bubbled up from there. So when '/hotline' is read at once, as from a terminal that is slow or far away, all of
    it goes to the list, and the search line gets the focus too late. What is pasted waits in the same queue.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._at_work: events.Event | None = None
        self._is_ready = False
        self._task: asyncio.Task[None] | None = None

    @property
    def is_typing(self) -> bool:
        """Whether a key is at work or waits."""
        return bool(self._at_work or self._waiting)

    async def done(self) -> None:
        """Wait for what else the key has set going; the next key may rest on it."""

    def on_mount(self) -> None:
        """Begin with what was typed while the screen was set up."""
        self._is_ready = True
        self._next()

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait for their turn; handle all else as it comes."""
        is_typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not is_typed or event is self._at_work:
            await super().on_event(event)
            return
        self._waiting.append(event)
        if self._is_ready and not self._at_work:
            self._next()

    def _next(self) -> None:
        self._at_work = self._waiting.popleft() if self._waiting else None
        if self._at_work:
            path = (self.focused or self.screen).ancestors_with_self
            self.post_message(self._at_work)
            self._task = asyncio.create_task(self._see_through(path))

    async def _see_through(self, path: Sequence[MessagePump]) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                for pump in (self, *path) * _ROUNDS:
                    await _catch_up(pump)
                await self.done()
        except TimeoutError:
            pass
        self._next()


async def _catch_up(pump: MessagePump) -> None:
    """Wait until a widget has handled all that it was sent so far."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()


KEYS = (
    ("/", "search: the list follows as you type; Enter or Down goes to it, Escape leaves the line"),
    ("1 to 6, [ ]", "timeline, search, people, claims, conflicts, sources"),
    ("arrows, j k", "move in a list or a record; PageUp, PageDown, Home, End too"),
    ("Tab, Shift-Tab", "the next pane: search line, list, record, where it leads"),
    ("Enter", "in the list: go to the record; in the lower pane: open the record"),
    ("b, Backspace", "back to the record you came from"),
    ("w", "change between the card of a person or an organisation and the whole record"),
    ("c", "copy the Chicago citations of what the record rests on"),
    ("Escape", "back to the list; in the list: empty the search line"),
    ("Ctrl-Z", "put the browser into the background; fg brings it back"),
    ("?", "this list; once more, Escape or q: back to the record"),
    ("q, Ctrl-C", "leave"),
)
"""Keys, and what they do."""


def key_help() -> Document:
    """Show the keys and the filters."""
    yield line(Span("Keys", "heading"))
    yield Grid(
        columns=(Column(wraps=False), Column()),
        rows=tuple(((Span(keys, "name"),), (Span(does),)) for keys, does in KEYS),
    )
    yield BLANK
    yield line(Span("Filters in the search line", "heading"))
    yield line(Span(" ".join(f"{name}:" for name in FILTERS), "name"))
    yield line(Span('A value with spaces stands in quotes: person:"Zhang Wannian".'))
    yield line(Span("by:, about:, certainty: and verdict: narrow claims and conflicts only.", "faint"))


_ASKED = ("SIGTERM", "SIGHUP")
"""Signals that end a program; some systems lack the second."""


def restore_terminal(app: App[Any]) -> None:
    """End the app on a signal, so that the terminal is given back: Python itself would leave at once."""
    loop = asyncio.get_running_loop()
    for name in _ASKED:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, app.exit, None, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows; a thread that is not the main one
            return
