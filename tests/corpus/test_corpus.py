from __future__ import annotations

import datetime as dt
import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

import sinoru
from sinoru.index.database import cache_folder, index_path
from sinoru.index.driver import connect_existing
from sinoru.query.answers import OnDay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_question_gives_the_answer_of_the_command_line(corpus: sinoru.Corpus) -> None:
    timeline = corpus.timeline()
    assert [one.event.id for one in timeline.events] == ["embassy-bombing", "zhang-visit"]
    assert timeline.total == 2


def test_filters_are_keyword_arguments(corpus: sinoru.Corpus) -> None:
    assert [one.event.id for one in corpus.timeline(start="June 1999").events] == ["zhang-visit"]
    assert [one.event.id for one in corpus.timeline(end=dt.date(1999, 5, 31)).events] == ["embassy-bombing"]
    assert corpus.timeline(person=["Stepashin", "Zhang Wannian"], country="China").total == 1
    assert len(corpus.timeline(limit=1).events) == 1


def test_every_question_of_the_page_is_answered(corpus: sinoru.Corpus) -> None:
    assert isinstance(corpus.who("Stepashin"), sinoru.Card)
    assert isinstance(corpus.who("Zhang"), sinoru.Candidates)
    assert isinstance(corpus.who("nobody at all"), sinoru.NobodyFound)
    assert len(corpus.everyone().listed) == 5
    assert corpus.search("embassy").hits[0].id == "embassy-bombing"
    assert corpus.claims(verdict="contradicted").claims[0].claim.id == "seventy-two-jets"
    assert corpus.conflicts().total >= 0
    assert isinstance(corpus.links("Stepashin"), sinoru.Links)
    shared = corpus.links("Stepashin", "Zhang Wannian")
    assert isinstance(shared, sinoru.Chain)
    assert [event.how for event in shared.shared] == ["met"]
    assert corpus.show("belgrade").record.id == "belgrade"
    assert len(corpus.sources().sources) == 2
    assert corpus.source("yu-1999q2").use.records > 2
    assert isinstance(corpus.cite("zhang-visit"), sinoru.Citations)
    assert corpus.cite("seventy-two-jets").against is None
    assert corpus.cite("seventy-two-jets", all=True).against == ()
    assert corpus.claims(by="Yu, Bin").total == 0
    assert corpus.claims(via="Stepashin").total == 0
    day = corpus.on(dt.date(1999, 6, 9))
    assert isinstance(day, OnDay)
    assert [held.title for held in day.offices] == ["Prime Minister"]
    assert corpus.faults == ()


def test_what_cannot_be_answered_is_an_error_of_ours(corpus: sinoru.Corpus, tmp_path: Path) -> None:
    with pytest.raises(
        sinoru.UnknownValue, match=r"No topic 'arm-sales' in this corpus\. Did you mean 'arms-sales'\?"
    ):
        corpus.timeline(topic="arm-sales")
    with pytest.raises(sinoru.AmbiguousValue):
        corpus.timeline(person="Zhang")
    with pytest.raises(sinoru.WrongDate):
        corpus.on("31 February 1999")
    with pytest.raises(sinoru.UnknownId):
        corpus.show("nosuch")
    with pytest.raises(sinoru.NoSuchCorpus):
        sinoru.open(tmp_path / "nowhere")
    for error in (sinoru.UnknownValue, sinoru.NoSuchCorpus, sinoru.WrongUsage):
        assert issubclass(error, sinoru.SinoruError)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"colour": "red"}, "Unknown filter 'colour'. Use one of start, end,"),
        ({"limit": 0}, "limit '0' is not a whole number of 1 or more."),
        ({"limit": "3"}, "limit '3' is not a whole number of 1 or more."),
        ({"sort": "up"}, "Unknown sort order 'up'. Use one of date, -date, rank."),
    ],
)
def test_a_wrong_filter_is_told(corpus: sinoru.Corpus, wrong: dict[str, object], message: str) -> None:
    with pytest.raises(sinoru.WrongUsage, match=re.escape(message)):
        corpus.timeline(**wrong)  # type: ignore[arg-type]


def test_an_edited_corpus_is_read_again(corpus: sinoru.Corpus, folder: Path) -> None:
    assert corpus.search("hotline").total == 0
    (folder / "more.yaml").write_text("events:\n  - {id: call, date: 1999-05-10, title: Hotline call}\n")
    assert corpus.search("hotline").hits[0].id == "call"


def test_a_rotten_index_is_made_anew(corpus: sinoru.Corpus, folder: Path) -> None:
    path = index_path([str(folder)], cache_folder())
    with open(path, "r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 100_000)
    assert corpus.timeline().total == 2


def test_threads_may_share_a_corpus(corpus: sinoru.Corpus) -> None:
    with ThreadPoolExecutor(8) as pool:
        totals = list(pool.map(lambda _: corpus.timeline().total, range(40)))
    assert totals == [2] * 40


def test_threads_may_open_a_corpus_at_once(folder: Path) -> None:
    def count(_: int) -> int:
        with sinoru.open(folder) as corpus:
            return corpus.timeline().total

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(count, range(16))) == [2] * 16


def test_a_question_waits_for_another_process_that_writes(folder: Path) -> None:
    sinoru.open(folder).close()
    with (
        sinoru.open(folder) as corpus,  # it notes that the files are those that were read
        closing(connect_existing(index_path([str(folder)], cache_folder()))) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        other.execute("BEGIN EXCLUSIVE")
        answer = pool.submit(lambda: corpus.timeline().total)
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.2)
        other.execute("COMMIT")
        assert answer.result() == 2


def test_a_closed_corpus_answers_no_more(folder: Path) -> None:
    with sinoru.open(folder) as corpus:
        pass
    corpus.close()
    with pytest.raises(sinoru.WrongUsage, match="closed"):
        corpus.timeline()


def test_several_paths_are_one_corpus(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("events:\n  - {id: call, date: 1999-05-10, title: Hotline call}\n")
    with sinoru.open([folder, other]) as corpus:
        assert corpus.timeline().total == 3


def test_without_a_path_it_is_the_corpus_that_ships(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("SINORU_DATA", str(folder))
    with sinoru.open() as corpus:
        assert corpus.search("hotline").total > 1


def test_citations_are_a_value_that_json_can_hold(corpus: sinoru.Corpus) -> None:
    shape = json.loads(json.dumps(corpus.cite("zhang-visit").to_dict()))
    assert shape["style"] == "chicago"
    assert shape["citations"][0]["at"] == ["Chronology, June 7-17"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("start", "no date", "start 'no date' is not a date. Use a form such as 1999,"),
        ("person", "Nobody at all", "No person 'Nobody at all' in this corpus."),
        ("date", "the other day", "date 'the other day' is not a date. Use a form such as 1999,"),
        ("date", "since 1999", "date 'since 1999' has no last day. Use a date that has one,"),
        ("date", "until 1999", "date 'until 1999' has no first day. Use a date that has one,"),
    ],
)
def test_a_wrong_value_is_told_by_the_name_of_its_keyword(
    corpus: sinoru.Corpus, name: str, value: str, message: str
) -> None:
    with pytest.raises(sinoru.SinoruError, match=f"^{re.escape(message)}"):
        corpus.on(value) if name == "date" else corpus.timeline(**{name: value})  # type: ignore[arg-type]


def test_the_first_of_all_are_those_that_stand_first_in_all(corpus: sinoru.Corpus) -> None:
    everyone, sources = corpus.everyone(), corpus.sources()
    assert corpus.everyone(limit=1).listed == everyone.listed[:1]
    assert corpus.everyone(limit=1).total == len(everyone.listed)
    assert corpus.sources(limit=1).sources == sources.sources[:1]
    assert corpus.sources(limit=1).total == len(sources.sources)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda corpus: corpus.who("Stepashin", sort="date"), "sort cannot be used with 'who NAME'."),
        (lambda corpus: corpus.timeline(sort="rank"), "sort rank cannot be used with 'timeline'"),
        (lambda corpus: corpus.timeline(by="Yu Bin"), "by cannot be used with 'timeline'."),
        (lambda corpus: corpus.on("1999-05-08", start="1999"), "start cannot be used with 'on'."),
        (lambda corpus: corpus.claims(country="China"), "country cannot be used with 'claims'."),
        (lambda corpus: corpus.everyone(topic="kosovo"), "topic cannot be used with 'who'."),
        (lambda corpus: corpus.sources(person="Stepashin"), "person cannot be used with 'sources'."),
        (lambda corpus: corpus.links("Stepashin", sort="date"), "sort cannot be used with 'links'."),
        (lambda corpus: corpus.timeline(kind="vist"), "Did you mean 'visit'?"),
        (lambda corpus: corpus.search("hot~2"), "Type 'hot'"),
        (lambda corpus: corpus.search("-embassy"), "has only words to leave out"),
    ],
)
def test_what_cannot_be_honoured_is_refused(ask: Callable[[Any], object], message: str) -> None:
    with sinoru.open() as corpus, pytest.raises(sinoru.SinoruError) as error:
        ask(corpus)
    assert message in str(error.value)
