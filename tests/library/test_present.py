from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.export.json import export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.query.answer import Answer

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
    "links": lambda corpus: corpus.links("Stepashin"),
    "chain": lambda corpus: corpus.links("Stepashin", "Zhang Wannian"),
    "sources": lambda corpus: corpus.sources(),
    "source": lambda corpus: corpus.source("yu-1999q2"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_dictionary_has_the_shape_of_the_json_format(corpus: sinoru.Corpus, question: str) -> None:
    answer = QUESTIONS[question](corpus)
    assert answer.to_dict() == json.loads("".join(export(answer)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_notebook_gets_the_text_in_html(corpus: sinoru.Corpus, question: str) -> None:
    bundle = QUESTIONS[question](corpus)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"]
    assert bundle["text/html"].startswith('<div class="sinoru"')


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
