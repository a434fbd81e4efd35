"""Values of several words without quotes, as a program or an assistant sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = """\
people:
  - {id: ann-lee, name: Ann Lee}
  - {id: ann-fox, name: Ann Fox}
  - {id: bo-wen, name: Bo Wen}
places:
  - {id: kars, name: Kars}
  - {id: kars-road, name: Kars Road}
events:
  - {id: a, date: 1999-05-08, title: A call, participants: [{person: ann-lee}], countries: [United States]}
  - {id: b, date: 1999-06, title: A visit with Lee, participants: [{person: ann-fox}], places: [kars]}
  - {id: c, date: 2001, title: Road works, participants: [{person: bo-wen}], places: [kars-road]}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> sinoru.Corpus:
    (tmp_path / "c.yaml").write_text(CORPUS, "utf-8")
    return sinoru.open(tmp_path)


@pytest.mark.parametrize(
    ("query", "found", "read"),
    [
        ("person:Ann Lee", "a", 'person:"Ann Lee"'),
        ("person:Bo Wen", "c", 'person:"Bo Wen"'),
        ("Person:Ann Fox visit", "b", 'person:"Ann Fox"'),
        ("-person:Ann Lee visit", "b", 'person:"Ann Lee"'),
        ("(person:Ann Lee OR person:bo-wen) date:>1998", "ac", 'person:"Ann Lee"'),
        ("country:United States call", "a", 'country:"United States"'),
        ("date:8 May 1999", "a", 'date:"8 May 1999"'),
        ("visit from:June 1999", "b", 'from:"June 1999"'),
    ],
)
def test_words_that_name_something_with_the_value_belong_to_it(
    corpus: sinoru.Corpus, query: str, found: str, read: str
) -> None:
    answer = corpus.timeline(query=query)
    assert [one.event.id for one in answer.events] == list(found)
    assert [(one.given, one.read_as) for one in answer.read_as] == [("query", read)]
    assert {hit.id for hit in corpus.search(f"kind:event {query}").hits} == set(found)


def test_a_value_that_names_something_else_is_the_value_and_is_told(corpus: sinoru.Corpus) -> None:
    answer = corpus.timeline(query="place:Kars Road")
    assert not answer.events  # no event in Kars has the word
    assert [(one.typed, one.rule) for one in answer.read_as] == [("place:Kars Road", "first word")]
    assert [one.event.id for one in corpus.timeline(query='place:"Kars Road"').events] == ["c"]


@pytest.mark.parametrize(
    "query",
    ["person:bo-wen works", '"person:Ann Lee"', 'person:"Bo" works', "place:kars visit", "a:b visit Lee"],
)
def test_other_words_are_words(corpus: sinoru.Corpus, query: str) -> None:
    assert not [one for one in corpus.search(query).read_as if one.rule in ("one value", "first word")]


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ('date:"1999 call"', "'call date:1999'"),
        ('date:>="8 May 1999 call"', "'call date:>=\"8 May 1999\"'"),
        ('from:"1999 call"', "'call from:1999'"),
        ('country:"Italy call"', "'call country:Italy'"),
    ],
)
def test_an_error_says_how_to_type_the_words_after_a_date_or_a_country(
    corpus: sinoru.Corpus, query: str, typed: str
) -> None:
    with pytest.raises(sinoru.SinoruError) as caught:
        corpus.search(query)
    assert str(caught.value).endswith(f"type the other words before it: {typed}")


def test_no_date_is_found_in_words_that_begin_with_none(corpus: sinoru.Corpus) -> None:
    with pytest.raises(sinoru.SinoruError) as caught:
        corpus.search('date:"last call"')
    assert "other words" not in str(caught.value)
