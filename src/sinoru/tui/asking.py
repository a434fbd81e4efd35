"""Questions put in a thread, so that keys are heard while the index is read."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Asking(Generic[T]):
    """Puts one question at a time; of those that come meanwhile only the last, and only its answer is told."""

    def __init__(self, answered: Callable[[T], None]) -> None:
        self._answered = answered
        self._next: Callable[[], T] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return not self._idle.is_set()

    def put(self, question: Callable[[], T]) -> bool:
        """Take a question. Gives whether someone has to `answer` it: nobody is at it yet."""
        self._next = question
        is_first = self._idle.is_set()
        self._idle.clear()
        return is_first

    async def answer(self) -> None:
        """Answer until no question is left."""
        try:
            while question := self._next:
                self._next = None
                answer = await asyncio.to_thread(question)
                if self._next is None:
                    self._answered(answer)
        finally:
            self._idle.set()

    async def finished(self) -> None:
        """Wait until no question is open."""
        await self._idle.wait()
