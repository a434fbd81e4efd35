"""Marks of records in lists: what is private, and what passes a filter only in one meaning of its value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Ran

CORPUS = """\
corpus:
  format: 2
  fields:
    events: {deaths: {type: number}, seen: {type: date}}
    people: {height: {type: number}}
    claims: {counted: {type: number}}
sources:
  - {id: paper, title: The paper, publisher: P, published: 1999}
  - {id: dossier, title: The dossier, publisher: D, published: 1999, private: true}
organisations:
  - {id: circle, name: Circle, private: true}
people:
  - {id: ann, name: Ann Example, height: ~170, offices: [{title: Director, org: circle, from: 1990}]}
  - {id: bob, name: Bob Example, private: true, height: 160..180, offices: [{title: Director, from: 1980, to: 1990}]}
events:
  - id: first
    date: 1999-01-02
    title: First tremor
    kind: meeting
    deaths: 30..50
    seen: 1999
    participants: [{person: ann}, {person: bob}]
    evidence: [{source: paper}, {source: dossier}]
  - {id: second, date: 1999-02-02, title: Second tremor, deaths: 60, private: true}
  - {id: third, date: 1999-03-02, title: Third tremor, deaths: ">=40", private: true}
  - {id: fourth, date: 1999-04-02, title: Fourth tremor of the year with a title that is longer than a narrow screen}
claims:
  - {id: toll, text: Forty died., kind: figure, by: ann, counted: <=40, private: true, evidence: [{source: paper}]}
"""


@pytest.fixture
def desk(tmp_path: Path) -> str:
    path = tmp_path / "desk.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("words", "private", "open_"),
    [
        (["timeline"], ["second", "third"], ["first", "fourth"]),
        (["timeline", "--style", "table"], ["second", "third"], ["first", "fourth"]),
        (["search", "tremor"], ["second", "third"], ["first", "fourth"]),
        (["claims"], ["toll"], []),
        (["who"], ["bob", "circle"], ["ann"]),
        (["who", "Example"], ["bob"], ["ann"]),
        (["who", "Director"], ["bob"], ["ann"]),
        (["sources"], ["dossier"], ["paper"]),
        (["on", "1999-02-02"], ["second"], []),
        (["links", "Ann"], ["bob"], []),
    ],
)
def test_every_list_marks_what_is_private(
    words: list[str], private: list[str], open_: list[str], desk: str, run: Callable[..., Ran]
) -> None:
    lines = run(*words, data=desk).out.splitlines()
    by_id = {line.split()[-1]: line for line in lines if line.strip()}
    assert [id_ for id_ in private if "(private)" not in by_id[id_]] == []
    assert [id_ for id_ in open_ if "(private)" in by_id[id_]] == []


@pytest.mark.parametrize("words", [["timeline", "--full"], ["search", "tremor", "--full"], ["who", "Bob"]])
def test_complete_views_mark_it_after_the_id(words: list[str], desk: str, run: Callable[..., Ran]) -> None:
    out = run(*words, data=desk).out
    assert "second (private)" in out or "bob (private)" in out
    assert "first (private)" not in out


def test_no_width_cuts_the_mark_off(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "narrow.yaml"
    path.write_text(CORPUS.replace("screen}", "screen, private: true}"), encoding="utf-8")
    narrow = run("timeline", "--width", "40", data=str(path)).out.splitlines()
    assert any("(private) Four" in line for line in narrow)


@pytest.mark.parametrize(
    ("words", "perhaps"),
    [
        (["timeline", "--where", "deaths:>45"], ["first", "third"]),
        (["timeline", "--where", "deaths:<55"], ["third"]),
        (["timeline", "--where", "deaths:>45 OR seen:1999-05"], ["first", "third"]),
        (["timeline", "--where", "-deaths:>55"], []),
        (["timeline", "--where", "seen:1999-05"], ["first"]),
        (["timeline", "--where", "seen:1999"], []),
        (["search", "deaths:>45"], ["first", "third"]),
        (["claims", "--where", "counted:30"], ["toll"]),
        (["who", "--where", "height:>165"], ["bob"]),
        (["on", "1999-01-02", "--where", "deaths:>45"], ["first"]),
    ],
)
def test_what_passes_in_one_meaning_of_its_value_is_marked(
    words: list[str], perhaps: list[str], desk: str, run: Callable[..., Ran]
) -> None:
    lines = [line for line in run(*words, data=desk).out.splitlines() if "perhaps)" in line]
    assert [line.split()[-1] for line in lines] == perhaps
    shape = json.loads(run(*words, "--format", "json", data=desk).out)
    assert [one["id"] for one in objects(shape) if one.get("perhaps")] == perhaps


def test_json_has_a_key_where_a_record_is_private(desk: str, run: Callable[..., Ran]) -> None:
    for words in (["search", "tremor"], ["who"], ["sources"], ["on", "1999-02-02"], ["links", "Ann"]):
        shape = json.loads(run(*words, "--format", "json", data=desk).out)
        marked = {one["id"] for one in objects(shape) if one.get("private")}
        named = {one["id"] for one in objects(shape) if "id" in one}
        assert marked == named & {"second", "third", "bob", "circle", "dossier", "toll"}, words
        assert marked, words


def test_a_corpus_without_marks_has_no_such_key(run: Callable[..., Ran]) -> None:
    shape = json.loads(run("search", "embassy", "--format", "json").out)
    assert not any("private" in one or "marks" in one or "perhaps" in one for one in objects(shape))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value, the outermost first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from objects(one)
