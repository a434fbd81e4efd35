from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


def test_several_records_are_shown_in_the_order_asked_for(run: Callable[..., Ran]) -> None:
    ran = run("show", "nato", "embassy-bombing", "--format", "json")
    assert [one["id"] for one in json.loads(ran.out)["records"]] == ["nato", "embassy-bombing"]
    text = run("show", "nato", "embassy-bombing").out
    assert text.index("NATO") < text.index("Five bombs")


def test_an_unknown_id_is_named_beside_those_that_are_known(run: Callable[..., Ran]) -> None:
    ran = run("show", "nato", "embassy-bombin")
    assert ran.status == 1
    assert "NATO" in ran.out
    assert "'embassy-bombin'" in ran.err
    assert "embassy-bombing" in ran.err


def test_an_unknown_id_is_an_empty_list_for_programs(run: Callable[..., Ran]) -> None:
    ran = run("show", "nothing", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out) == {"version": 2, "records": []}


@pytest.mark.parametrize("kind", ["person", "event", "claim", "place", "organisation", "source"])
def test_records_of_every_kind_are_shown(run: Callable[..., Ran], kind: str) -> None:
    ids = {
        "person": "sergei-stepashin",
        "event": "zhang-visit",
        "claim": "seventy-two-jets",
        "place": "belgrade",
        "organisation": "nato",
        "source": "yu-1999q2",
    }
    for format_ in ("table", "json", "jsonl", "csv", "markdown"):
        ran = run("show", ids[kind], "--format", format_)
        assert ran.status == 0
        assert ids[kind] in ran.out


@pytest.fixture
def copy(tmp_path: Path) -> str:
    path = tmp_path / "my copy.txt"
    path.write_text("Quiet days.\n\nBombs hit the embassy.\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def located(corpus: str, write_corpus: Callable[..., str]) -> str:
    with open(f"{corpus}/corpus.yaml", encoding="utf-8") as file:
        return write_corpus(file.read().replace('"Chronology, May 8"', '"2"'), "located")


@pytest.mark.parametrize("named", ["", "yu-1999q2="])
def test_the_cited_passage_is_printed_from_ones_own_copy(
    run: Callable[..., Ran], located: str, copy: str, named: str
) -> None:
    ran = run("show", "embassy-bombing", "--source", named + copy, data=located)
    assert ran.status == 0
    assert "Five bombs" in ran.out
    assert f"In {copy}  yu-1999q2\n  para. 2\n    Bombs hit the embassy.\n" in ran.out
    assert "Quiet days" not in ran.out


def test_programs_get_the_cited_passages_too(run: Callable[..., Ran], located: str, copy: str) -> None:
    ran = run("show", "embassy-bombing", "--source", copy, "--format", "json", data=located)
    (record,) = json.loads(ran.out)["records"]
    assert record["copies"] == [
        {
            "source": "yu-1999q2",
            "path": copy,
            "passages": [{"at": "para. 2", "text": "Bombs hit the embassy.", "terms_missing": []}],
        }
    ]


def test_a_passage_that_is_not_in_the_copy_is_told(run: Callable[..., Ran], copy: str) -> None:
    out = run("show", "embassy-bombing", "--source", f"yu-1999q2={copy}").out
    assert "Chronology, May 8\n    ✗ no such passage\n    ✗ “embassy” does not appear there\n" in out


def test_a_record_that_cites_nothing_in_a_copy_says_so(run: Callable[..., Ran], copy: str) -> None:
    assert f"The record cites nothing in {copy}" in run("show", "belgrade", "--source", copy).out


def test_a_copy_that_cannot_be_read_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("show", "embassy-bombing", "--source", "nowhere.txt")
    assert ran.status == 2
    assert "Cannot read nowhere.txt: no such file or folder." in ran.err


SECTIONED = """
sources:
  - id: review
    title: Review
    published: 1999-07
    sections:
      - {title: "War, Peace and Arms", paragraphs: 12}
      - {title: Chronology, entries: ["April 28, 1999", "May 8, 1999"]}
events:
  - id: talks
    title: Talks
    date: 1999-05-08
    evidence:
      - {source: review, at: "Chronology, May 8, 1999"}
      - {source: review, at: "War, Peace and Arms, 10"}
      - {source: review, at: "Chronology, April 28, 1999"}
      - {source: review, at: "War, Peace and Arms, 9"}
"""


def test_the_passages_of_a_source_are_in_its_own_order(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    out = run("show", "talks", data=write_corpus(SECTIONED, "sectioned")).out
    assert "Review, War, Peace and Arms, 9, 10; Chronology, April 28, 1999, May 8, 1999\n" in out
