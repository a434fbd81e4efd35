from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

SHIPPED = str(Path(__file__).parents[3] / "data")

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
    # A limit is of records, so they are listed.
    assert "1 of 2 records shown" in run("sources", "paper", "--limit", "1", data=data).out
    assert json.loads(run("sources", "--kind", "book", "--format", "json", data=data).out)["total"] == 1


def test_the_most_cited_source_comes_first(run: Callable[..., Ran]) -> None:
    assert run("sources").out.splitlines() == [
        "2 sources, the most cited first",
        "",
        "Yu, Bin  NATO's Unintended Consequence  1999  4 records  yu-1999q2",
        "Government of Russia  Heads of government  2020   1 record  government-ru",
        "sinoru sources yu-1999q2 · sinoru sources WORDS · --full",
    ]
    found = json.loads(run("sources", "--format", "json").out)["sources"]
    assert [one["id"] for one in found] == ["yu-1999q2", "government-ru"]


@pytest.mark.parametrize("width", [(), ("--width", "80")])
def test_the_bundled_bibliography_has_a_line_for_each_source_and_the_article_first(
    run: Callable[..., Ran], width: tuple[str, ...]
) -> None:
    lines = run("sources", *width, data=SHIPPED).out.splitlines()
    total = int(lines[0].split()[0])
    assert len(lines) <= total + 5
    assert "Yu, Bin" in lines[2]
    one = run("sources", "yu-1999q2", *width, data=SHIPPED).out.splitlines()
    detail = json.loads(run("sources", "yu-1999q2", "--format", "json", data=SHIPPED).out)
    assert len(one) <= len(detail["passages"]) + 10


SEVERAL = """
sources:
  - {id: a1, title: Talks in Moscow, container: Pravda, published: 1999-05-08, url: "https://pravda.example/1"}
  - {id: pravda-2, title: Moscow on the bombs, publisher: A printer, published: 1999}
  - {id: b1, title: The pravda of it, authors: ["Lu, Xun"], kind: book}
  - {id: nyt, title: Other things, container: The New York Times, published: 2001}
events:
  - {id: one, date: 1999-05-08, title: Talks begin, evidence: [{source: a1, at: "1"}, {source: b1}]}
  - {id: two, date: 1999-05-09, title: Talks end, evidence: [{source: b1}]}
"""


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Pravda", ["b1", "a1", "pravda-2"]),
        ("PRAVDA Moscow", ["a1", "pravda-2"]),
        ("pravda -bombs", ["b1", "a1"]),
        ("moscow OR times", ["a1", "pravda-2", "nyt"]),
        ('"A printer" OR 2001', ["pravda-2", "nyt"]),
    ],
)
def test_words_choose_sources_by_author_title_container_publisher_date_and_id(
    run: Callable[..., Ran], write_corpus: Callable[..., str], words: str, ids: list[str]
) -> None:
    data = write_corpus(SEVERAL, "several")
    shape = json.loads(run("sources", *words.split(" "), "--format", "json", data=data).out)
    assert [one["id"] for one in shape["sources"]] == ids
    assert run("sources", *words.split(" "), data=data).out.startswith(f"{len(ids)} sources for “{words}”")


@pytest.mark.parametrize("words", ["New York", "Lu Xun", "b1", "talks"])
def test_words_that_fit_one_source_open_it(
    run: Callable[..., Ran], write_corpus: Callable[..., str], words: str
) -> None:
    data = write_corpus(SEVERAL, "several")
    assert "passages" in json.loads(run("sources", *words.split(), "--format", "json", data=data).out)


def test_the_few_records_that_cite_a_source_are_shown(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(SEVERAL, "several")
    assert run("sources", "a1", data=data).out.splitlines() == [
        "Talks in Moscow",
        "Pravda (8 May 1999)",
        "a1",
        "https://pravda.example/1",
        "",
        "Cited: 1",
        "event  8 May 1999  Talks begin  one",
        "sinoru show ID · sinoru timeline --source a1 · --full",
    ]
    assert "No record cites it." in run("sources", "nyt", data=data).out


def test_filters_are_not_taken_for_an_unknown_source(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(SEVERAL, "several")
    none = run("sources", "Moscow", "--kind", "book", data=data)
    assert (none.status, none.out) == (1, "")
    assert "No sources match 'Moscow' with --kind book." in none.err
    assert json.loads(run("sources", "Pravda", "--kind", "book", "--format", "json", data=data).out)["source"]
    unknown = run("sources", "Izvestia", data=data)
    assert (unknown.status, "No source 'Izvestia' in this corpus." in unknown.err) == (1, True)


def test_words_that_a_search_refuses_are_refused(run: Callable[..., Ran]) -> None:
    ran = run("sources", "(Pravda")
    assert (ran.status, ran.out) == (2, "")
