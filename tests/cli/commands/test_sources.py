from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_each_source_says_how_much_rests_on_it(run: Callable[..., Ran]) -> None:
    found = {
        one["id"]: one["records"] for one in json.loads(run("sources", "--format", "json").out)["sources"]
    }
    assert found == {"government-ru": 1, "yu-1999q2": 5} or found["yu-1999q2"] >= 4


def test_one_source_is_shown_passage_by_passage(run: Callable[..., Ran]) -> None:
    found = json.loads(run("sources", "yu-1999q2", "--format", "json").out)
    assert "Chronology, May 8" in [passage["at"] for passage in found["passages"]]


@pytest.mark.parametrize(
    ("options", "ids"),
    [("--to 2000", ["yu-1999q2"]), ("--from 2010", ["government-ru"]), ("--limit 1", None)],
)
def test_the_bibliography_can_be_narrowed(
    run: Callable[..., Ran], options: str, ids: list[str] | None
) -> None:
    found = [
        one["id"] for one in json.loads(run("sources", *options.split(), "--format", "json").out)["sources"]
    ]
    assert found == ids if ids else len(found) == 1


def test_an_unknown_source_is_told_the_nearest(run: Callable[..., Ran]) -> None:
    ran = run("sources", "yu-1999q3")
    assert ran.status == 1
    assert "yu-1999q2" in ran.err


def test_a_limit_bounds_each_passage_and_says_what_it_left(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(
        """
sources: [{id: paper, title: A paper, kind: news}, {id: book, title: A book, kind: book}]
events:
  - {id: one, date: 1999-05-08, title: One, evidence: [{source: paper, at: "1"}]}
  - {id: two, date: 1999-05-09, title: Two, evidence: [{source: paper, at: "1"}]}
  - {id: three, date: 1999-05-10, title: Three, evidence: [{source: paper, at: "2"}]}
""",
        "cited",
    )
    detail = json.loads(run("sources", "paper", "--limit", "1", "--format", "json", data=data).out)
    assert [(len(one["records"]), one["total"]) for one in detail["passages"]] == [(1, 2), (1, 1)]
    assert "1 of 2 records shown" in run("sources", "paper", "--limit", "1", data=data).out
    assert json.loads(run("sources", "--kind", "book", "--format", "json", data=data).out)["total"] == 1
