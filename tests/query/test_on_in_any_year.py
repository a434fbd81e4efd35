"""A day without a year is that day in any year, for every caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.model.errors import WrongUsage
from sinoru.query.answers import OnDay, Timeline

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = """\
events:
  - {id: a, date: 1997-05-08, title: First, kind: visit}
  - {id: b, date: 1999-05-08, title: Second, kind: call}
  - {id: c, date: 1999-05-09, title: Third, kind: call}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> sinoru.Corpus:
    (tmp_path / "c.yaml").write_text(CORPUS, "utf-8")
    return sinoru.open(tmp_path)


@pytest.mark.parametrize("day", ["8 May", "05-08", "XXXX-05-08"])
def test_a_day_of_any_year_is_a_timeline(corpus: sinoru.Corpus, day: str) -> None:
    answer = corpus.on(day)
    assert isinstance(answer, Timeline)
    assert [one.event.id for one in answer.events] == ["a", "b"]


def test_filters_hold_for_it(corpus: sinoru.Corpus) -> None:
    answer = corpus.on("8 May", query="kind:visit OR third")
    assert isinstance(answer, Timeline)
    assert [one.event.id for one in answer.events] == ["a"]
    with pytest.raises(WrongUsage, match="--within cannot be used with a day without a year"):
        corpus.on("8 May", within="3d")


def test_with_a_year_it_is_one_day(corpus: sinoru.Corpus) -> None:
    assert isinstance(corpus.on("8 May 1999"), OnDay)


def test_years_far_away_have_every_day(tmp_path: Path) -> None:
    dates = {
        "ice": "Y-30000",
        "leap": "Y-24001",
        "span": "Y-23500/Y-23200",
        "late": "Y170000",
        "near": "1999-03-02",
    }
    events = "".join(f"  - {{id: {id_}, date: {date}, title: T}}\n" for id_, date in dates.items())
    (tmp_path / "c.yaml").write_text(f"events:\n{events}", "utf-8")
    corpus = sinoru.open(tmp_path)

    def found(query: str) -> set[str]:
        return {one.event.id for one in corpus.timeline(query=query).events}

    assert found("date:03-01") == {"ice", "leap", "span", "late"}
    assert found("date:02-29") == {"ice", "span", "late"}  # not in a year without that day
    assert found("-date:03-02") == {"ice", "leap", "span", "late"}
