"""A question in the search is read as the look-up that answers it, which the answer names; other words are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.export.shapes import shape
from sinoru.query.answers import Card, OfficeHolders, Search, Timeline
from sinoru.query.filters import NO_FILTERS
from sinoru.query.questions import ask_question
from sinoru.query.search import ask_search
from sinoru.render.document import Look
from sinoru.render.layout import plain_lines
from sinoru.render.search import search_document
from sinoru.text.questions import PATTERNS, readings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
people:
  - {id: korolev, name: Sergei Korolev, born: 1907-01-12, country: Soviet Union,
     offices: [{title: Chief Designer, from: 1946-08, to: 1966-01-14}]}
  - {id: glenn, name: John Glenn, country: United States}
  - {id: a-ivanov, name: Alexei Ivanov}
  - {id: s-ivanov, name: Sergei Ivanov}
  - {id: gagarin, name: Yuri Gagarin, country: Soviet Union}
places:
  - {id: paris, name: Paris}
  - {id: tent, name: Pavilion of Italy}
events:
  - {id: sputnik, date: 1957-10-04, title: Sputnik is launched, participants: [{person: korolev}]}
  - {id: laika, date: 1957-11-03, title: A dog is sent into orbit}
  - {id: vostok, date: 1961-04-12, title: Vostok carries a man, participants: [{person: gagarin}, {person: korolev}]}
  - {id: salon, date: 1965-06-18, title: The cosmonaut at the air show, kind: visit, places: [paris, tent],
     participants: [{person: gagarin, role: visitor}, {person: korolev, role: host}]}
claims:
  - {id: mass, kind: figure, text: Sputnik weighed 83.6 kilograms., figure: {value: 83.6, unit: kg}}
  - {id: boast, by: korolev, text: The rocket could have reached the Moon.}
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


def asked(index: Index, text: str) -> Search:
    return ask_question(index, text, NO_FILTERS)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("Who was chief designer in 1957?", "who chief designer --on 1957"),
        ("who was the chief designer when Sputnik was launched", "who chief designer --on 1957-10-04"),
        ("who was Korolev", "who Korolev"),
        ("when was Korolev born?", "who Korolev"),
        ("what happened on 4 October 1957", "on 1957-10-04"),
        ("what happened on 4 October", "on 10-04"),
        ("who was in office in June 1957", "on 1957-06 --offices"),
        ("what happened after Sputnik was launched", "timeline --after sputnik --within 30d"),
        ("what happened before the dog", "timeline --before laika --within 30d --sort -date"),
        ("what happened between 4 October and 3 November 1957", "timeline --from 1957-10-04 --to 1957-11-03"),
        ("how much did Sputnik weigh", "claims Sputnik weigh kind:figure"),
        ("how many kilograms did Sputnik have", "claims kilograms Sputnik kind:figure"),
        ("what did Korolev say", "claims --by Korolev"),
        ("what did Korolev say about the Moon", "claims Moon --by Korolev"),
        ("did Korolev meet Gagarin", "links Korolev Gagarin"),
        ("did Yuri Gagarin and Sergei Korolev ever meet", "links 'Yuri Gagarin' 'Sergei Korolev'"),
        (
            "when did Gagarin visit Paris",
            "timeline 'participant:(person:Gagarin role:visitor)' --place Paris",
        ),
        (
            "Has Yuri Gagarin ever visited Paris?",
            "timeline 'participant:(person:\"Yuri Gagarin\" role:visitor)' --place Paris",
        ),
        ("what happened in Paris in 1965", "timeline --place Paris --from 1965 --to 1965"),
        ("what happened on the day Sputnik was launched", "on 1957-10-04"),
        ("what happened in Pavilion in 1965", "timeline --place Pavilion --from 1965 --to 1965"),
        ("did Gagarin and Korolev meet in 1961", "links Gagarin Korolev --from 1961 --to 1961"),
        ("Who's the chief designer?", "who chief designer"),
        ("who was Ivanov", "who Ivanov"),
        ("who visited Paris in 1965", "timeline kind:visit --place Paris --from 1965 --to 1965"),
    ],
)
def test_a_question_is_read_as_the_look_up_that_answers_it(index: Index, question: str, command: str) -> None:
    answered = asked(index, question).answered
    assert answered
    assert answered.command == command


def test_the_answer_is_that_of_the_look_up(index: Index) -> None:
    holders = asked(index, "who was chief designer in 1957").answered
    assert holders
    assert isinstance(holders.answer, OfficeHolders)
    assert [one.person.id for one in holders.answer.holders] == ["korolev"]
    card = asked(index, "when was Korolev born").answered
    assert card
    assert isinstance(card.answer, Card)
    after = asked(index, "what happened after Sputnik was launched").answered
    assert after
    assert isinstance(after.answer, Timeline)
    assert [one.event.id for one in after.answer.events] == ["laika"]


@pytest.mark.parametrize(
    "text",
    [
        "Sputnik",
        "chief designer 1957",
        "who",
        "what about it",
        "who was chief engineer in 1957",
        "what happened on Tuesday",
        "what happened after the moon landing",
        "how many legs does a spider have",
        "did Glenn meet Armstrong",
        "why was Sputnik launched",
        "how many dogs did Sputnik carry into orbit",
        "how many kilograms did korolev weigh",
        "how many kilograms did Explorer weigh",
        "who was Korolev's chief designer in 1957",
        "who was the chief designer of Korolev",
        "when did Korolev visit Paris",
        "when was Sputnik at the air show",
        "who was -Korolev",
        "what did Korolev say about OR the Moon",
        "what happened in Italy in 1965",
        "who was not chief designer in 1957",
        "what happened on the day before Sputnik was launched",
        "how much did Sputnik not weigh",
        "how many kilograms did Sputnik have before 1957",
        "when did Gagarin not visit Paris",
        "has Yuri Gagarin never visited Paris",
        "did Korolev meet Gagarin or Glenn",
        "is it true that the rocket couldn't have reached the Moon",
    ],
)
def test_what_cannot_be_answered_is_only_searched(index: Index, text: str) -> None:
    assert asked(index, text) == ask_search(index, text, NO_FILTERS)


def test_an_event_that_only_mentions_the_words_is_not_the_one_that_a_question_names(
    index_of: Callable[[str], Index],
) -> None:
    summary = "Weeks later the moon race has begun."
    index = index_of(f"events:\n  - {{id: sputnik, date: 1957-10-04, title: Sputnik flies, summary: {summary}}}\n"
                     "  - {id: laika, date: 1957-11-03, title: A dog flies}\n")  # fmt: skip
    assert asked(index, "what happened after the moon race").answered is None
    for event in ("Sputnik flies", "sputnik", "the moon race of Sputnik"):
        answered = asked(index, f"what happened after {event}").answered
        assert answered
        assert answered.command == "timeline --after sputnik --within 30d"


def test_people_who_share_no_event_are_answered_as_well(index: Index) -> None:
    answered = asked(index, "did Glenn meet Gagarin").answered
    assert answered
    assert answered.command == "links Glenn Gagarin"


def test_a_word_in_small_letters_is_not_taken_for_a_name_that_it_resembles(index: Index) -> None:
    assert asked(index, "who is korolyow").answered is None
    found = asked(index, "who is Korolyow").answered
    assert found
    assert [(one.typed, one.read_as) for one in found.answer.read_as] == [("Korolyow", "Sergei Korolev")]


def test_the_first_line_names_the_look_up_and_the_answer_comes_before_the_hits(index: Index) -> None:
    lines = [*plain_lines(search_document(asked(index, "who was chief designer in 1957"), Look()), None)]
    assert lines[0] == "Read as: sinoru who chief designer --on 1957"
    assert "Sergei Korolev" in "\n".join(lines[1:4])
    assert any("match" in one for one in lines[4:])


def test_the_shape_has_the_look_up_with_its_answer(index: Index) -> None:
    answered = shape(asked(index, "who was chief designer in 1957"))["answered"]
    assert answered["command"] == "who chief designer --on 1957"
    assert [one["person"]["id"] for one in answered["answer"]["holders"]] == ["korolev"]
    assert shape(asked(index, "who"))["answered"] is None


@given(
    st.lists(
        st.sampled_from(["who", "was", "{", "in", "1957", "and", "the", "met", "'s", "Korolev", "?"]),
        max_size=12,
    )
)
def test_any_words_are_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    for pattern, bound in readings_of(text):
        assert pattern in PATTERNS
        assert all(value.split() for value in bound.values())
