"""Names as they are looked up in a corpus: what is found, what is said, and what is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.query.analysis_answers import Links
from sinoru.query.answers import Candidates, Card, NobodyFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = """\
people:
  - {id: victoria, name: Victoria}
  - {id: victoria-woodhull, name: Victoria Woodhull}
  - {id: victoria-ocampo, name: Victoria Ocampo}
  - id: batista
    name: Fulgencio Batista
    names: [{text: Rubén Fulgencio Batista y Zaldívar, kind: native, lang: es}]
  - {id: ribbentrop, name: Joachim von Ribbentrop}
  - {id: sistani, name: Ali al-Sistani, names: [{text: علي السيستاني, kind: native, lang: ar}]}
  - {id: he-long, name: He Long}
  - {id: long-yun, name: Long Yun}
  - {id: chiang-wei-kuo, name: Chiang Wei-kuo}
  - {id: jiang-weiguo, name: Jiang Wei}
  - {id: han-duck-soo, name: Han Duck-soo, names: [{text: 한덕수, kind: native, lang: ko}]}
  - {id: heinrich-himmler, name: Heinrich Himmler}
  - id: mikhail-tukhachevsky
    name: Mikhail Tukhachevsky
    names: [{text: Михаил Тухачевский, kind: native, lang: ru}]
  - {id: anne-bonnet, name: Anne Bonnet}
  - {id: paul-bonnet, name: Paul Bonnet}
  - {id: karl-monet, name: Karl Monnet}
  - {id: mahmoud-rashid, name: Mahmoud Rashid}
  - {id: ali-mahmud, name: Ali Mahmoudd}
organisations:
  - {id: league, name: League of Nations}
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sinoru.Corpus]:
    path: Path = tmp_path_factory.mktemp("names") / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    with sinoru.open(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "id_", "rule"),
    [
        ("Batista Zaldivar", "batista", "part"),
        ("von Ribbentrop", "ribbentrop", ""),
        ("VonRibbentrop", "ribbentrop", ""),
        ("Reichsminister Ribbentrop", "ribbentrop", None),
        ("Grand Ayatollah Sistani", "sistani", "title"),
        ("Ali as-Sistani", "sistani", ""),
        ("Han Tŏk-su", "han-duck-soo", "sound"),
        ("Henry Himmler", "heinrich-himmler", "variant"),
        ("Himmler's", "heinrich-himmler", ""),
        ("Тухачевскому", "mikhail-tukhachevsky", "inflected"),
        ("Toukhatchevski", "mikhail-tukhachevsky", "part-sound"),
        ("Toechatsjevski", "mikhail-tukhachevsky", "part-sound"),
        ("Tuchatjevskij", "mikhail-tukhachevsky", "part-sound"),
        ("Himler", "heinrich-himmler", "part-sound"),
        ("Ho Lung", "he-long", "sound"),
    ],
)
def test_a_name_is_found_and_what_it_was_read_as_is_said(
    corpus: sinoru.Corpus, typed: str, id_: str, rule: str | None
) -> None:
    answer = corpus.who(typed)
    if rule is None:
        assert isinstance(answer, NobodyFound)
        assert answer.suggestions[0].id == id_
    else:
        assert isinstance(answer, Card)
        assert answer.record.id == id_
        assert [one.rule for one in answer.read_as] == [rule] * bool(rule)


def test_a_whole_name_by_its_sound_comes_before_a_part_by_its_letters(corpus: sinoru.Corpus) -> None:
    answer = corpus.who("Chiang Wei")
    assert isinstance(answer, Card)
    assert (answer.record.id, answer.matched.rule) == ("jiang-weiguo", "sound")


def test_after_a_title_a_surname_comes_before_a_given_name(corpus: sinoru.Corpus) -> None:
    answer = corpus.who("General Long")
    assert isinstance(answer, Candidates)
    assert [one.id for one in answer.candidates] == ["long-yun", "he-long"]
    assert [one.rule for one in answer.read_as] == ["title"]


def test_an_exact_name_tells_who_else_has_it_as_a_part(corpus: sinoru.Corpus) -> None:
    answer = corpus.who("Victoria")
    assert isinstance(answer, Card)
    assert [ref.id for ref in answer.others] == ["victoria-ocampo", "victoria-woodhull"]
    assert answer.others_total == 2
    text = answer.to_text()
    assert "2 more have" in text
    assert "Victoria Ocampo (victoria-ocampo)" in text
    full = corpus.who("Victoria Ocampo")
    assert isinstance(full, Card)
    assert full.others == ()


def test_several_who_are_taken_for_a_name_are_reported_together(corpus: sinoru.Corpus) -> None:
    answer = corpus.who("Bonet")
    assert isinstance(answer, Candidates)
    (reading,) = answer.read_as
    assert (reading.read_as, reading.id) == ("Anne Bonnet, Paul Bonnet", "")


def test_five_names_are_suggested_however_little_they_have_in_common(corpus: sinoru.Corpus) -> None:
    for typed in ("Xyzzy", "قذافي", "Qwertyuiop Asdf"):
        answer = corpus.who(typed)
        assert isinstance(answer, NobodyFound)
        assert len({ref.id for ref in answer.suggestions}) == 5


def test_names_that_sound_the_same_are_one_name(corpus: sinoru.Corpus) -> None:
    answer = corpus.who("Mahmood")
    assert isinstance(answer, Candidates)
    assert {one.id for one in answer.candidates} == {"mahmoud-rashid", "ali-mahmud"}


def test_a_word_of_a_name_is_nearer_than_much_that_is_half_alike(corpus: sinoru.Corpus) -> None:
    answer = corpus.who("Constantinopolitan Himmler")
    assert isinstance(answer, NobodyFound)
    assert answer.suggestions[0].id == "heinrich-himmler"


@pytest.mark.parametrize("typed", ["Lina Ribbentrop", "Gebhard Himmler", "He Lung-kuang", "Han Duck-san"])
def test_another_bearer_of_a_surname_is_not_found(corpus: sinoru.Corpus, typed: str) -> None:
    assert isinstance(corpus.who(typed), NobodyFound)


def test_several_words_of_a_name_are_one_name_to_links(corpus: sinoru.Corpus) -> None:
    answer = corpus.links("Fulgencio Zaldívar")
    assert isinstance(answer, Links)
    assert answer.person.id == "batista"


def test_a_ruler_is_not_another_one_by_the_sound_of_the_numeral(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text(
        "people:\n  - {id: henry-vi, name: Henry VI}\n  - {id: henry-viii, name: Henry VIII Tudor}\n"
        "  - {id: elizabeth-i, name: Elizabeth I Tudor}\n",
        encoding="utf-8",
    )
    with sinoru.open(tmp_path) as corpus:
        found = corpus.who("Henry VIII")
        assert isinstance(found, Card)
        assert found.record.id == "henry-viii"
        assert isinstance(corpus.who("Elizabeth II Windsor"), NobodyFound)


RULERS = """\
people:
  - {id: isabella, name: Isabella II}
  - {id: elizabeth, name: Elizabeth II Alexandra Mary Windsor}
  - {id: windsor, name: George V Windsor}
  - {id: vladimir, name: Vladimir K. George}
  - {id: old, name: Abel Turner}
  - {id: painter, name: William Turner}
events:
  - {id: a, date: 1800, title: A picture, participants: [{person: painter}]}
  - {id: b, date: 1801, title: Another, participants: [{person: painter}]}
"""


@pytest.fixture
def rulers(tmp_path: Path) -> Iterator[sinoru.Corpus]:
    (tmp_path / "rulers.yaml").write_text(RULERS, encoding="utf-8")
    with sinoru.open(str(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "id_"), [("Elizabeth II", "elizabeth"), ("George V", "windsor"), ("Isabella II", "isabella")]
)
def test_the_words_as_typed_come_before_another_form_of_a_given_name(
    rulers: sinoru.Corpus, typed: str, id_: str
) -> None:
    answer = rulers.who(typed)
    assert isinstance(answer, Card)
    assert answer.record.id == id_


def test_of_several_who_have_a_name_the_one_to_whom_most_records_refer_comes_first(
    rulers: sinoru.Corpus,
) -> None:
    answer = rulers.who("Turner")
    assert isinstance(answer, Candidates)
    assert [one.id for one in answer.candidates] == ["painter", "old"]
