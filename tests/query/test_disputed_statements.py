"""Who speaks only in a dispute is found from the dispute, and the dispute from who speaks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.presenting import text
from sinoru.query.answers import Card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CORPUS = """\
sources: [{id: gazette, title: Gazette}]
people:
  - id: mary-stone
    name: Mary Stone
    evidence: [{source: gazette}]
    conflicts:
      - on: born
        statements: [{says: "1901", by: mary-stone}, {says: "1902", by: harbour-board}]
  - {id: john-reed, name: John Reed}
organisations: [{id: harbour-board, name: Harbour Board}]
events:
  - id: opening
    date: 1930-05-08
    title: The pier opens
    participants: [{person: john-reed, role: host}]
    conflicts:
      - on: status
        statements: [{says: it opened, by: mary-stone}, {says: it stayed shut, evidence: [{source: gazette}]}]
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sinoru.Corpus]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    (tmp_path / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    with sinoru.open(tmp_path / "corpus.yaml") as corpus:
        yield corpus


def card_of(corpus: sinoru.Corpus, name: str) -> Card:
    card = corpus.who(name)
    assert isinstance(card, Card)
    return card


def test_a_record_knows_the_disputes_in_which_it_speaks(corpus: sinoru.Corpus) -> None:
    (reference,) = corpus.show("mary-stone").referred_by
    assert (reference.id, reference.how) == ("opening", "statement by")
    assert [one.id for one in corpus.show("harbour-board").referred_by] == ["mary-stone"]


def test_conflicts_are_found_by_their_speakers(corpus: sinoru.Corpus) -> None:
    assert {one.id for one in corpus.conflicts(person="Mary Stone").conflicts} == {
        "opening:status",
        "mary-stone:born",
    }
    assert [one.id for one in corpus.conflicts(org="Harbour Board").conflicts] == ["mary-stone:born"]
    assert [one.id for one in corpus.conflicts("harbour-board").conflicts] == ["mary-stone:born"]


def test_conflicts_by_a_speaker_are_those_with_a_statement_of_theirs(corpus: sinoru.Corpus) -> None:
    by_mary = {one.id for one in corpus.conflicts(by="Mary Stone").conflicts}
    assert "opening:status" in by_mary
    assert corpus.claims(by="Mary Stone").total == 0  # a statement is not a claim


def test_the_card_lists_the_disputes_and_no_meeting(corpus: sinoru.Corpus) -> None:
    card = card_of(corpus, "Mary Stone")
    assert [one.id for one in card.disputes] == ["opening"]
    assert (card.events_total, card.met_total, card.disputes_total) == (0, 0, 1)
    assert card_of(corpus, "John Reed").met_total == 0
    assert "Speaks in 1 dispute" in text(card)
    assert "sinoru conflicts --person mary-stone" in text(card)


def test_the_name_of_who_speaks_about_the_own_record_is_shown(corpus: sinoru.Corpus) -> None:
    assert corpus.show("mary-stone").refs["mary-stone"].name == "Mary Stone"
