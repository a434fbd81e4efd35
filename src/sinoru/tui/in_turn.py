"""Keys one after the other: each is done with before the next is looked at."""

import asyncio
from collections import deque
from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_ROUNDS = 3
"""How often a key's path is walked: for the key, for the messages it brings about, and for what those do."""
_PATIENCE = 2.0
"""Seconds after which the next key has its turn in any case."""


class KeysInTurn(App[None]):
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
