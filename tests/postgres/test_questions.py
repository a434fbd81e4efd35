"""The random questions are worth asking: most find something, of every kind, and the same every time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from tests.postgres.corpus import write_corpus
from tests.postgres.questions import Question, draw_questions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder)
    return folder


def test_most_questions_find_something(folder: Path) -> None:
    index = _index(folder)
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for question in draw_questions(folder):
        tally[question.kind][_sort_of(question, question.outcome(index))] += 1
    total = sum(tally.values(), Counter[str]())
    assert total["found"] > 0.6 * total.total() > 300
    assert all(counts["found"] > 0.3 * counts.total() for counts in tally.values()), tally
    errors = {"UnknownValue", "AmbiguousValue", "WrongDate", "UnknownId"}
    assert errors <= total.keys()


def test_two_indexes_of_one_corpus_answer_alike(folder: Path) -> None:
    one, other = _index(folder), _index(folder)
    for question, again in list(zip(draw_questions(folder), draw_questions(folder), strict=True))[::6]:
        assert question.line == again.line
        assert question.outcome(one) == again.outcome(other), question.line


def _index(folder: Path) -> SqliteIndex:
    return SqliteIndex(build_in_memory(find_corpus_files([str(folder)]), no_progress))


_EMPTY = (
    "events",
    "hits",
    "claims",
    "conflicts",
    "listed",
    "sources",
    "citations",
    "met",
    "chain",
    "candidates",
)


def _sort_of(question: Question, outcome: str) -> str:
    """Tell an error by its type, and an answer that holds something from one that does not."""
    type_, _, told = outcome.partition(": ")
    if not told.startswith(("{", "[")):
        return type_
    answer = json.loads(told)
    if question.kind == "on":
        return "found" if answer["happened"] or answer["under_way"] or answer["claims"] else "nothing"
    if question.kind == "stats":
        return "found" if answer["total"] else "nothing"
    if isinstance(answer, list):
        return "found" if answer else "nothing"
    if type_ == "NobodyFound":
        return "nobody"
    lists = [answer[name] for name in _EMPTY if name in answer]
    return "found" if not lists or any(lists) or type_ == "Card" else "nothing"
