"""What is read as something else than was typed is told; where that would be a guess, it is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import sinoru
from sinoru.render.document import UNICODE
from sinoru.tui.views import ListRequest, find_listing, parse_search

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

PEOPLE = """\
sources:
  - {id: memoir, title: A memoir, authors: ["Orlof, Max"]}
places:
  - {id: beijing, name: Beijing}
  - {id: romanof, name: Romanof}
organisations:
  - {id: petrof, name: Petrof}
  - {id: foreign-ministry, name: Foreign Ministry of Russia}
people:
  - {id: yevgeny-primakov, name: Yevgeny Primakov, country: Russia}
  - {id: boris-yeltsin, name: Boris Yeltsin, names: [{text: Борис Ельцин, kind: native, lang: ru}]}
  - {id: bill-clinton, name: Bill Clinton}
  - {id: zhu-rongji, name: Zhu Rongji}
  - {id: ivan-petrov, name: Ivan Petrov}
  - {id: oleg-romanov, name: Oleg Romanov}
  - {id: max-orlov, name: Max Orlov}
  - {id: anton-shmidt, name: Anton Shmidt}
  - {id: pavel-shmidt, name: Pavel Shmidt}
events:
  - id: talks
    date: 1999-02-24
    title: Talks on trade
    kind: visit
    participants:
      - {person: yevgeny-primakov}
      - {person: boris-yeltsin}
      - {person: bill-clinton}
      - {person: zhu-rongji}
    places: [beijing]
claims:
  - {id: a-claim, text: A licence was sold., kind: fact, by: boris-yeltsin, about: [talks]}
"""

READ = [
    ("Primakof", "yevgeny-primakov", "part-sound"),
    ("Yevgeni Primakoff", "yevgeny-primakov", "sound"),
    ("Y. Primakof", "yevgeny-primakov", "sound"),
    ("Jelzin", "boris-yeltsin", "part-sound"),
    ("Chu Jung-chi", "zhu-rongji", "sound"),
    ("Clintn", "bill-clinton", "typo"),
    ("Yeltsn", "boris-yeltsin", "typo"),
    ("Bill Clnton", "bill-clinton", "typo"),
    ("Marshal Yeltsin", "boris-yeltsin", "title"),
    ("Premier Primakov", "yevgeny-primakov", "title"),
    ("Premier Primakof", "yevgeny-primakov", "part-sound"),
]
AS_TYPED = [
    "Primakov", "yevgeny-primakov", "Primakov, Yevgeny", "Y. Primakov", "Евгений Примаков", "примаков",
    "Ельцин", "Yeltsin Boris", "B. Yeltsin", "Zhurongji", "Zhu Rong-ji", "Rongji Zhu", "CLINTON",
]  # fmt: skip


@pytest.fixture
def people(write_corpus: Callable[..., str]) -> str:
    return write_corpus(PEOPLE, "people")


@pytest.fixture
def ask(run: Callable[..., Ran], people: str) -> Callable[..., Ran]:
    return lambda *arguments: run(*arguments, data=people)


@pytest.mark.parametrize(("typed", "id_", "rule"), READ)
def test_a_name_taken_for_another_is_told(ask: Callable[..., Ran], typed: str, id_: str, rule: str) -> None:
    (reading,) = json.loads(ask("timeline", "--person", typed, "--format", "json").out)["read_as"]
    assert (reading["given"], reading["typed"], reading["id"]) == ("--person", typed, id_)
    assert reading["rule"] == rule
    first = ask("timeline", "--person", typed).out.splitlines()[0]
    assert first.startswith(f"--person '{typed}' read as {reading['read_as']} (")


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_name_by_its_letters_is_not_told(ask: Callable[..., Ran], typed: str) -> None:
    answer = json.loads(ask("timeline", "--person", typed, "--format", "json").out)
    assert (answer["total"], answer["read_as"]) == (1, [])
    assert json.loads(ask("who", typed, "--format", "json").out)["read_as"] == []


def test_every_filter_and_every_look_up_tells_it(ask: Callable[..., Ran]) -> None:
    for words in (
        ("timeline", "--place", "Bejing"),
        ("claims", "--by", "Jelzin"),
        ("conflicts", "--person", "Jelzin"),
        ("stats", "--person", "Jelzin"),
        ("on", "1999-02-24", "--person", "Jelzin"),
        ("search", "talks", "--person", "Jelzin"),
        ("who", "Primakov", "--person", "Jelzin"),
        ("links", "Primakov", "--person", "Jelzin"),
    ):
        (reading,) = json.loads(ask(*words, "--format", "json").out)["read_as"]
        assert reading["given"] == next(word for word in words if word.startswith("--")), words
        ran = ask(*words)
        assert f"'{reading['typed']}' read as {reading['read_as']}" in (ran.out + ran.err), words


def test_a_name_without_an_option_is_told(ask: Callable[..., Ran]) -> None:
    assert ask("who", "Clintn").out.startswith("'Clintn' read as Bill Clinton (typing error).\n\n")
    answer = json.loads(ask("links", "Jelzin", "Clintn", "--format", "json").out)
    assert [(one["given"], one["id"]) for one in answer["read_as"]] == [
        ("A", "boris-yeltsin"),
        ("B", "bill-clinton"),
    ]
    assert ask("links", "Clintn").out.startswith("'Clintn' read as Bill Clinton (typing error).\n")


def test_a_format_without_a_place_for_it_tells_it_on_standard_error(ask: Callable[..., Ran]) -> None:
    told = "sinoru: --person 'Clintn' read as Bill Clinton (typing error).\n"
    for format_ in ("jsonl", "csv", "markdown"):
        ran = ask("timeline", "--person", "Clintn", "--format", format_)
        assert ran.err == told
        assert "read as" not in ran.out
    assert ask("export", "csv", "--person", "Clintn").err == told
    assert ask("timeline", "--person", "Clintn", "--cite", "mla").err.startswith(told)
    nothing = ask("timeline", "--person", "Clintn", "--to", "1900")
    assert (nothing.status, nothing.out) == (1, "")
    assert nothing.err.startswith(told)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Petrof", "Ivan Petrov (ivan-petrov)"),
        ("Romanof", "Oleg Romanov (oleg-romanov)"),
        ("Max Orlof", "Max Orlov (max-orlov)"),
    ],
)
def test_a_name_that_another_record_has_is_refused(ask: Callable[..., Ran], typed: str, near: str) -> None:
    ran = ask("timeline", "--person", typed)
    assert (ran.status, ran.out) == (2, "")
    assert f"No person '{typed}' in this corpus. Did you mean {near}" in ran.err


def test_a_person_is_not_shown_for_the_name_of_a_place(ask: Callable[..., Ran]) -> None:
    ran = ask("who", "Romanof", "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out)["suggestions"][0]["id"] == "oleg-romanov"
    assert ask("links", "Romanof").status == 1


def test_several_who_are_equally_near_are_refused_by_filters_and_listed_by_who(
    ask: Callable[..., Ran],
) -> None:
    ran = ask("timeline", "--person", "Schmidt")
    assert ran.status == 2
    assert "Anton Shmidt (anton-shmidt), Pavel Shmidt (pavel-shmidt)" in ran.err
    answer = json.loads(ask("who", "Schmidt", "--format", "json").out)
    assert [one["id"] for one in answer["candidates"]] == ["anton-shmidt", "pavel-shmidt"]
    (reading,) = answer["read_as"]
    assert (reading["read_as"], reading["id"]) == ("Anton Shmidt, Pavel Shmidt", "")


def test_a_corrected_word_is_told_in_json_and_once_on_the_screen(ask: Callable[..., Ran]) -> None:
    answer = json.loads(ask("search", "licenze", "--format", "json").out)
    assert answer["corrected"] == [["licenze", "licence"]]
    assert answer["read_as"] == [
        {"given": "WORDS", "typed": "licenze", "read_as": "licence", "id": "", "rule": "typo"}
    ]
    assert ask("search", "licenze").out.count("licenze") == 1
    assert (
        ask("search", "licenze", "--format", "csv").err
        == "sinoru: 'licenze' read as 'licence' (typing error).\n"
    )


def test_a_word_that_sounds_like_a_name_is_told(ask: Callable[..., Ran]) -> None:
    for words in (("search", "Jelzin"), ("claims", "Jelzin")):
        answer = json.loads(ask(*words, "--format", "json").out)
        (reading,) = answer["read_as"]
        assert (reading["typed"], reading["id"], reading["rule"]) == ("Jelzin", "boris-yeltsin", "part-sound")
    assert json.loads(ask("search", "Ельцин", "--format", "json").out)["read_as"] == []


def test_add_refuses_a_name_that_only_sounds_alike(ask: Callable[..., Ran], people: str) -> None:
    ran = ask(
        "add", "event", "Talks", "--date", "1999", "--person", "Primakof", "--dry-run", "--data", people
    )
    assert ran.status == 2
    assert "Did you mean Yevgeny Primakov (yevgeny-primakov)?" in ran.err


def test_the_library_names_its_own_arguments(people: str) -> None:
    with sinoru.open(people) as corpus:
        (reading,) = corpus.timeline(person=["Primakof"]).read_as
        assert (reading.given, reading.typed, reading.read_as) == ("person", "Primakof", "Yevgeny Primakov")
        assert corpus.timeline(person="Clintn").to_text().startswith("person 'Clintn' read as Bill Clinton")
        names = [one.given for one in corpus.links("Jelzin", "Clintn").read_as]
        assert names == ["name", "other"]
        assert corpus.who("Clintn").to_dict()["read_as"][0]["given"] == "name"
        assert corpus.search("licenze").read_as[0].given == "words"
        with pytest.raises(sinoru.UnknownValue, match="Ivan Petrov"):
            corpus.timeline(person="Petrof")
        with pytest.raises(sinoru.AmbiguousValue):
            corpus.timeline(person="Schmidt")
        assert corpus.timeline(person="Primakov").read_as == ()


@pytest.mark.parametrize(
    ("view", "typed", "told"),
    [
        ("Timeline", "person:Clintn", "“Clintn” read as Bill Clinton"),
        ("Search", "licenze kind:claim", "showing results for “licence”"),
        ("Search", "licenze", "showing results for “licence”"),
        ("Claims", "by:Jelzin", "“Jelzin” read as Boris Yeltsin"),
    ],
)
def test_the_status_line_of_the_browser_tells_it(people: str, view: str, typed: str, told: str) -> None:
    with sinoru.open(people) as corpus:
        listing: Any = find_listing(corpus, ListRequest(view, parse_search(typed)), UNICODE)
    assert told in listing.notes


SOURCES = """\
sources:
  - {id: a, title: The hotline opens, authors: ["Doe, Jane"], container: Weekly}
  - {id: b, title: The visit, authors: ["Doe, Jane"]}
events:
  - {id: opening, date: 1998-05-03, title: The hotline opens, evidence: [{source: a}]}
"""


@pytest.mark.parametrize("words", ["hotline", "Jane Doe hotline", "weekly"])
def test_words_of_one_source_are_read_as_it(
    run: Callable[..., Ran], write_corpus: Callable[..., str], words: str
) -> None:
    ran = run("timeline", "--source", words, "--format", "ids", data=write_corpus(SOURCES, "sources"))
    assert (ran.status, ran.out) == (0, "opening\n")
    assert (
        ran.err
        == f"sinoru: --source '{words}' read as The hotline opens (the only source with these words).\n"
    )


def test_words_of_several_sources_list_them(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    ran = run("timeline", "--source", "Doe", data=write_corpus(SOURCES, "sources"))
    assert (ran.status, ran.out) == (2, "")
    assert (
        "--source 'Doe' matches 2 sources: The hotline opens (a), The visit (b). Use one of these ids."
        in ran.err
    )


def test_words_of_many_sources_name_the_list(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    many = "".join(f"  - {{id: s{number}, title: Report {number}}}\n" for number in range(6))
    data = write_corpus(f"sources:\n{many}", "many")
    ran = run("timeline", "--source", "report", data=data)
    assert "matches 6 sources. Use the id of one; 'sinoru sources report' lists them." in ran.err
    assert run("sources", "report", data=data).out.count("Report") == 6


@pytest.mark.parametrize("words", ["", "--Doe", "nosuch"])
def test_words_of_no_source_are_no_source(
    run: Callable[..., Ran], write_corpus: Callable[..., str], words: str
) -> None:
    ran = run("timeline", f"--source={words}", data=write_corpus(SOURCES, "sources"))
    assert ran.out == ""
    named = words.removeprefix("-")  # a value that begins with a dash is left out
    assert f"No source '{named}' in this corpus." in ran.err
