"""The gate: random questions, put to the embedded index and to real servers, have equal answers to the last digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from sinoru.store.address import read_address
from sinoru.store.open import open_store
from sinoru.store.postgres.push import Order, push
from tests.postgres.corpus import write_corpus
from tests.postgres.questions import Question, draw_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinoru.index.index import Index
    from tests.postgres.servers import Server

AT_LEAST = 500
PER_PARTITION = 400
"""Small, so that there are several."""


class Gate:
    """The questions, and the answers of the embedded index."""

    def __init__(self, index: SqliteIndex, questions: list[Question]) -> None:
        self.index = index
        self.questions = questions
        self.expected = [question.outcome(index) for question in questions]

    def asked(self, part: slice = slice(None)) -> Iterator[tuple[Question, str]]:
        """Yield questions with the answers expected."""
        return zip(self.questions[part], self.expected[part], strict=True)

    def differing(self, other: Index, part: slice = slice(None)) -> list[str]:
        """Return the questions that another engine answers otherwise."""
        differ = []
        for question, expected in self.asked(part):
            other.refresh()
            if question.outcome(other) != expected:
                differ.append(f"{question.kind} {question.line}")
        return differ


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder)
    index = SqliteIndex(build_in_memory(find_corpus_files([str(folder)]), no_progress))
    yield Gate(index, draw_questions(folder))
    index.close()


def test_there_are_many_questions(gate: Gate) -> None:
    assert len(gate.questions) >= AT_LEAST


def test_one_server_answers_as_the_embedded_index(gate: Gate, node: Server) -> None:
    url = node.url(node.make_database())
    partitions = push(gate.index, Order(address=read_address(url), per_partition=PER_PARTITION), no_progress)
    assert partitions > 1
    stored = open_store(url)
    assert gate.differing(stored) == []
    stored.close()


def test_two_shards_answer_as_the_embedded_index_or_not_at_all(
    gate: Gate, coordinator: Server, shards: tuple[Server, Server]
) -> None:
    url = coordinator.url(coordinator.make_database())
    behind = tuple(read_address(shard.url(shard.make_database())) for shard in shards)
    push(
        gate.index, Order(address=read_address(url), shards=behind, per_partition=PER_PARTITION), no_progress
    )
    stored = open_store(url)
    half = len(gate.questions) // 2
    assert gate.differing(stored, slice(half)) == []
    shards[1].kill()
    loud = 0
    for question, expected in gate.asked(slice(half, None)):
        stored.close()
        stored = open_store(url)
        outcome = question.outcome(stored)
        if outcome.startswith("StoreError"):
            loud += 1
        else:
            assert outcome == expected, f"a part of the answer: {question.kind} {question.line}"
    stored.close()
    assert loud > half // 2
