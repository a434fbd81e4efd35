"""Questions whose answers are in the article, asked as a user would: `who` and `search --limit 5` in a pipe.

In questions.tsv `answer` is a pattern that must stand in what is printed. What is missed is printed with the measure.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


SHIPPED = str(Path(__file__).parents[2] / "data")


class Question(NamedTuple):
    command: str
    words: str
    answer: str


def read_questions() -> list[Question]:
    text = Path(__file__).with_name("questions.tsv").read_text(encoding="utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines())
    assert tuple(header) == Question._fields
    return [Question(*row) for row in rows]


def test_questions_are_answered(
    run: Callable[..., Ran], record_property: Callable[[str, object], None]
) -> None:
    questions = read_questions()
    limit = {"search": ("--limit", "5")}
    missed = [
        f"{one.command} {one.words}"
        for one in questions
        if not re.search(
            one.answer,
            run(one.command, *one.words.split(), *limit.get(one.command, ()), data=SHIPPED).out,
        )
    ]
    share = 1 - len(missed) / len(questions)
    record_property("questions answered", f"{share:.3f} of {len(questions)} ({'; '.join(missed)})")
    assert share >= 0.95
