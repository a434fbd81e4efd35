"""Questions put in a thread, so that keys are heard while the index is read."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from sinoru.model.errors import GivenUp

T = TypeVar("T")
_LOOK = 0.05
"""Seconds between two looks whether somebody still waits for the answer."""


class Asking(Generic[T]):
    """Puts one question at a time; of those that come meanwhile only the last, and only its answer is told.

    `give_up` ends the question that is being answered, which then raises GivenUp.
    """

    def __init__(self, answered: Callable[[T], None], give_up: Callable[[], None]) -> None:
        self._answered = answered
        self._give_up = give_up
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
                try:
                    answer = await self._answer_to(question)
                except GivenUp:
                    continue
                if self._next is None:
                    self._answered(answer)
        finally:
            self._idle.set()

    async def _answer_to(self, question: Callable[[], T]) -> T:
        """Answer one question. Raises GivenUp where another one came meanwhile."""
        answering = asyncio.ensure_future(asyncio.to_thread(question))
        while not (await asyncio.wait({answering}, timeout=_LOOK))[0]:
            if self._next:  # again and again: between two queries nothing hears it
                self._give_up()
        return answering.result()

    async def finished(self) -> None:
        """Wait until no question is open."""
        await self._idle.wait()
