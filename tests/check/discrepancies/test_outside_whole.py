from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.model.records import ConflictRecord

CODE = "outside-whole"


def corpus(part: str, whole: str) -> str:
    return f"""\
events:
  - {{id: meeting, title: A meeting, date: {part}, part_of: visit, evidence: [{{source: a}}]}}
  - {{id: visit, title: A visit, date: {whole}, evidence: [{{source: b}}]}}
"""


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("1999-06-29", "1999-06-19/1999-06-26"),
        ("1999-06-18", "1999-06-19/1999-06-26"),
        ("1999-06-22/1999-06-27", "1999-06-19/1999-06-26"),
        ("1999-07", "1999-06-19/1999-06-26"),
        ("1998", "1999-06"),
        ("1999-06-18", "1999-06-19/.."),
    ],
)
def test_a_part_that_reaches_out_of_the_whole_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]], part: str, whole: str
) -> None:
    (conflict,) = found_by(CODE, corpus(part, whole))
    assert [(said.value, said.evidence[0].source) for said in conflict.statements] == [
        (part, "a"),
        (whole, "b"),
    ]
    assert "A visit" in conflict.note


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("1999-05-27", "1999-05-22/1999-05-29"),
        ("1999-02-24/1999-02-27", "1999-02-24/1999-02-27"),
        ("1999-06", "1999-06-19/1999-06-26"),  # some day of the month
        ("1999", "1999-06-19/1999-06-26"),
        ("1999-06-14~", "1999-06-19/1999-06-26"),  # about
        ("1999-06-30", "1999-06"),
        ("2005-01-01", "1999-06-19/.."),  # still going on
        ("1950-01-01", "../1999-06-19"),
        ("1999-05-29/1999-06-02", "1999-05/1999-06"),
    ],
)
def test_a_part_that_may_lie_within_the_whole_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], part: str, whole: str
) -> None:
    assert found_by(CODE, corpus(part, whole)) == []


def test_a_whole_that_is_not_in_the_corpus_is_passed_over(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    assert found_by(CODE, "events: [{id: a, title: A, date: 1999, part_of: nowhere}]") == []


def test_what_a_curator_has_put_down_is_not_found_again(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    recorded = """\
    conflicts:
      - field: date
        statements:
          - {value: 1999-06-29, evidence: [{source: a}]}
          - {value: 1999-06-19/1999-06-26, evidence: [{source: b}]}
"""
    text = corpus("1999-06-29", "1999-06-19/1999-06-26")
    block = text.replace(
        "  - {id: visit, title: A visit, date: 1999-06-19/1999-06-26, evidence: [{source: b}]}\n", ""
    )
    block += (
        "  - id: visit\n    title: A visit\n    date: 1999-06-19/1999-06-26\n    evidence: [{source: b}]\n"
    )
    assert found_by(CODE, block + recorded) == []
    assert len(found_by(CODE, block + recorded.replace("1999-06-29", "1999-06-30"))) == 1
