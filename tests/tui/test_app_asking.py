"""Questions of the browser: the last one is answered, and none waits for one that nobody wants any more."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from sinoru.model.errors import GivenUp
from sinoru.tui.app import Asking
from tests.tui.loop import run_apart

if TYPE_CHECKING:
    from sinoru.corpus import Corpus
    from sinoru.index.index import Index

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_a_question_that_is_overtaken_is_given_up(corpus: Corpus) -> None:
    begun = threading.Event()
    answers: list[int] = []
    asking: Asking[int] = Asking(answers.append, corpus.give_up)

    def endless(index: Index) -> int:
        begun.set()
        return int(index.value(ENDLESS))

    async def ask() -> None:
        assert asking.put(lambda: corpus.ask(endless))  # no question of the library takes for ever
        answering = asyncio.create_task(asking.answer())
        await asyncio.to_thread(begun.wait)
        assert not asking.put(lambda: corpus.timeline().total)
        await asyncio.wait_for(answering, 30)

    run_apart(ask())
    assert answers == [corpus.timeline().total]


def test_a_question_that_is_given_up_between_two_queries_asks_no_more(corpus: Corpus) -> None:
    def give_up(index: Index) -> int:
        corpus.give_up()
        return int(index.value("SELECT 1"))

    with pytest.raises(GivenUp):
        corpus.ask(give_up)
    assert corpus.timeline().total
