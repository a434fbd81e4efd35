"""Records found by their ids in other registers, as people type or paste them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.model.errors import UnknownId, WrongValue
from sinoru.query.answers import Card, NobodyFound
from sinoru.store.push import Target, push_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CORPUS = """\
corpus: {format: 2, ids: {club: 'https://club.example/{id}'}}
people:
  - {id: goethe, name: Johann Wolfgang von Goethe, wikidata: Q5879, ids: {gnd: 118540238, viaf: [24602065, 7]}}
  - {id: ada, name: Ada Example, ids: {isni: 0000 0001 2103 2683, club: A-1}}
  - {id: hidden, name: Hidden Example, private: true, ids: {viaf: 99}}
  - {id: eight, name: Eight 8, ids: {club: '77'}}
organisations:
  - {id: house, name: House 77}
places:
  - {id: berlin, name: Berlin, ids: {geonames: 2950159, gnd: 4005728-8}}
events:
  - {id: fall, date: 1989-11-09, title: Fall of the Wall, ids: {wikidata: Q5086}}
claims:
  - {id: said, text: He wrote it, about: [goethe]}
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sinoru.Corpus]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "corpus.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    with sinoru.open(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("viaf:24602065", "goethe"),
        ("VIAF:7", "goethe"),
        ("gnd:118540238", "goethe"),
        ("Q5879", "goethe"),
        ("q5879", "goethe"),
        ("wikidata:Q5879", "goethe"),
        ("https://viaf.org/viaf/24602065/", "goethe"),
        ("http://www.wikidata.org/entity/Q5879", "goethe"),
        ("https://www.wikidata.org/wiki/Q5879#sitelinks", "goethe"),
        ("isni:0000000121032683", "ada"),
        ("0000 0001 2103 2683", "ada"),
        ("https://isni.org/isni/0000000121032683", "ada"),
        ("club:A-1", "ada"),
        ("https://club.example/A-1", "ada"),
        ("gnd:4005728-8", "berlin"),
        ("https://www.geonames.org/2950159/berlin.html", "berlin"),
        ("Q5086", "fall"),
    ],
)
def test_a_record_is_found_by_what_one_types(typed: str, id_: str, corpus: sinoru.Corpus) -> None:
    assert corpus.show(typed).record.id == id_
    assert corpus.find_ids([typed], lambda _: "") == [id_]
    assert [hit.id for hit in corpus.search(typed).hits][:1] == [id_]
    if corpus.show(id_).kind == "person":
        card = corpus.who(typed)
        assert isinstance(card, Card)
        assert (card.record.id, card.matched.rule, card.read_as) == (id_, "register", ())
        assert [one.claim.id for one in corpus.claims(about=typed).claims] == (
            ["said"] if id_ == "goethe" else []
        )


@pytest.mark.parametrize(
    "typed", ["viaf:5", "gnd:24602065", "Q1", "https://viaf.org/viaf/5", "https://x.example/7"]
)
def test_an_id_of_no_record_finds_none(typed: str, corpus: sinoru.Corpus) -> None:
    assert isinstance(corpus.who(typed), NobodyFound)
    with pytest.raises(UnknownId):
        corpus.show(typed)


def test_a_name_comes_before_an_id_without_its_register(corpus: sinoru.Corpus) -> None:
    card = corpus.who("77")
    assert isinstance(card, Card)
    assert card.record.id == "house"
    assert corpus.show("club:77").record.id == "eight"


def test_an_id_is_a_condition_of_a_query(corpus: sinoru.Corpus) -> None:
    assert [hit.id for hit in corpus.search("viaf:7 OR gnd:4005728-8").hits] == ["goethe", "berlin"]
    assert [hit.id for hit in corpus.search("viaf:7 gnd:118540238").hits] == ["goethe"]
    assert [one.event.id for one in corpus.timeline(where="wikidata:Q5086").events] == ["fall"]
    assert "goethe" not in [hit.id for hit in corpus.search("kind:person -viaf:7").hits]
    with pytest.raises(WrongValue, match="viaf: '5' is the VIAF id of no record here"):
        corpus.search("viaf:5")


def test_a_private_record_is_not_found_by_its_id_in_what_is_published(
    corpus: sinoru.Corpus, tmp_path: Path
) -> None:
    assert corpus.show("viaf:99").record.id == "hidden"
    store = f"sqlite:{tmp_path / 'public.sqlite'}"
    push_corpus([str(tmp_path / "corpus.yaml")], Target(store), lambda *_: None, lambda *_: None)
    with sinoru.open(store) as published:
        assert published.show("club:A-1").record.id == "ada"
        with pytest.raises(UnknownId):
            published.show("viaf:99")
