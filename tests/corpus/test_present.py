from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.export.shapes import export_json
from sinoru.query.answers import Answer
from sinoru.render.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUESTIONS: dict[str, Callable[[sinoru.Corpus], Answer]] = {
    "timeline": lambda corpus: corpus.timeline(),
    "on": lambda corpus: corpus.on("1999-06-09"),
    "who": lambda corpus: corpus.who("Stepashin"),
    "several": lambda corpus: corpus.who("Zhang"),
    "nobody": lambda corpus: corpus.who("nobody at all"),
    "everyone": lambda corpus: corpus.everyone(),
    "search": lambda corpus: corpus.search("embassy"),
    "claims": lambda corpus: corpus.claims(),
    "conflicts": lambda corpus: corpus.conflicts(),
    "compare": lambda corpus: corpus.compare("yu-1999q2", "government-ru"),
    "links": lambda corpus: corpus.links("Stepashin"),
    "chain": lambda corpus: corpus.links("Stepashin", "Zhang Wannian"),
    "sources": lambda corpus: corpus.sources(),
    "source": lambda corpus: corpus.source("yu-1999q2"),
    "show": lambda corpus: corpus.show("zhang-visit"),
    "cite": lambda corpus: corpus.cite("zhang-visit"),
    "stats": lambda corpus: corpus.stats(["person"], "year"),
    "offices": lambda corpus: corpus.offices_on("1999-06-09"),
    "found source": lambda corpus: corpus.find_source("yu-1999q2"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_dictionary_has_the_shape_of_the_json_format(corpus: sinoru.Corpus, question: str) -> None:
    answer = QUESTIONS[question](corpus)
    assert answer.to_dict() == json.loads("".join(export_json(answer)))


def on_the_command_line(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "sinoru", *words, "--data", str(folder)]
    environ = dict(
        os.environ
    )  # without it, the process gets COLUMNS, which readline sets behind Python's back
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=environ).stdout


def test_citations_and_records_are_those_of_the_command_line(corpus: sinoru.Corpus, folder: Path) -> None:
    cited = corpus.cite("zhang-visit")
    assert cited.to_dict() == json.loads(
        on_the_command_line(folder, "cite", "zhang-visit", "--format", "json")
    )
    assert f"{cited.to_text(width=60)}\n" == on_the_command_line(
        folder, "cite", "zhang-visit", "--width", "60"
    )
    asked = on_the_command_line(folder, "show", "zhang-visit", "--format", "json")
    (record,) = json.loads(asked)["records"]
    assert corpus.show("zhang-visit").to_dict() == {"version": 2} | record


def test_every_answer_of_the_library_can_be_shown() -> None:
    answers = {one for one in (getattr(sinoru, name) for name in dir(sinoru)) if is_answer(one)}
    assert {one.__name__ for one in answers} <= VIEWS.keys()


def is_answer(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, Answer)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_notebook_gets_the_text_in_html(corpus: sinoru.Corpus, question: str) -> None:
    bundle = QUESTIONS[question](corpus)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"]
    assert bundle["text/html"].startswith('<div class="sinoru"')
    assert QUESTIONS[question](corpus)._repr_html_() == bundle["text/html"]
    assert bundle["text/plain"] != repr(QUESTIONS[question](corpus))


def test_a_timeline_is_brief_as_on_the_command_line_unless_all_is_wanted(
    corpus: sinoru.Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    answer = corpus.timeline()
    options = ("--data", str(folder))
    brief = on_the_command_line(folder, "timeline").replace(" ".join(("ID", *options)), "ID")
    assert f"{answer.to_text()}\n" == brief
    assert f"{answer.to_text(full=True)}\n" == on_the_command_line(folder, "timeline", "--full")
    assert len(answer.to_text(80).splitlines()) <= len(answer.events) + 5
    shown = answer._repr_mimebundle_()["text/html"]
    assert "sinoru show" not in answer.to_text(80) + shown, "a notebook has no command line"
    assert len(shown.splitlines()) <= len(answer.events) + 5


def test_a_part_of_an_answer_has_its_shape_too(corpus: sinoru.Corpus) -> None:
    event = corpus.timeline().events[0]
    assert event.to_dict() == corpus.timeline().to_dict()["events"][0]
    assert "embassy-bombing" in event.to_text()
    assert corpus.show("belgrade").to_dict()["record"]["name"] == "Belgrade"


def test_nothing_in_a_corpus_is_markup(folder: Path) -> None:
    title = "<script>alert(1)</script> & \\u202e"
    (folder / "more.yaml").write_text(f'events:\n  - {{id: bad, date: 1998, title: "{title}"}}\n')
    with sinoru.open(folder) as corpus:
        shown = corpus.timeline(limit=1)._repr_mimebundle_()["text/html"]
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
