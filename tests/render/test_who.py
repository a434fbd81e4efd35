from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Person
from sinoru.query.answers import Candidate, Candidates, Card, Everyone, Listed, Match, NobodyFound, Ref
from sinoru.render.document import ASCII
from sinoru.render.full.who import who_document
from sinoru.render.layout import cell_width, plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(answer: Card | Candidates | NobodyFound | Everyone, width: int | None = None) -> str:
    return "\n".join(plain_lines(who_document(answer), width))


@pytest.mark.parametrize("width", [None, 40, 60, 80, 120, 200])
def test_a_card_looks_as_kept(golden: Callable[[str, str], None], card: Card, width: int | None) -> None:
    golden(f"who-{width or 'pipe'}", shown(card, width))


def test_an_organisation_looks_as_kept(golden: Callable[[str, str], None], organisation_card: Card) -> None:
    golden("who-organisation", shown(organisation_card, 80))


def test_a_card_of_one_day_looks_as_kept(golden: Callable[[str, str], None], card: Card) -> None:
    golden("who-on", shown(replace(card, on="1999-06-09", offices=card.offices[1:]), 80))


def test_a_card_says_which_name_matched_and_by_which_rule(card: Card) -> None:
    assert "matched: “Stepashyn” → “Stepashyn” (spelling as printed)" in shown(card)


def test_a_card_shows_every_script_and_how_sources_spell_the_name(card: Card) -> None:
    text = shown(card)
    assert "Сергей Вадимович Степашин (ru)" in text
    assert "斯捷帕申 (zh-Hans)" in text
    assert "“Stepashyn” [yu-1999q2]" in text


def test_every_office_shows_its_time_and_source(card: Card) -> None:
    row = next(line for line in shown(card).splitlines() if "First Deputy" in line)
    assert "1999" in row
    assert row.endswith("Government of Russia  [government-ru]")


def test_a_printed_title_is_held_against_the_office_of_that_day(card: Card) -> None:
    note = next(line for line in shown(card).splitlines() if "the source calls them" in line)
    assert "“interior minister”; on record for that day: Prime Minister, Government of Russia" in note
    assert note.endswith("[government-ru]")


def test_a_printed_title_without_a_known_office_says_so(card: Card) -> None:
    (event,) = card.events
    unknown = replace(event, people=tuple(replace(took, held=()) for took in event.people))
    assert "“interior minister”; no office on record for that day" in shown(replace(card, events=(unknown,)))


def test_a_day_without_office_says_so(card: Card) -> None:
    assert "no office on record for certain then" in shown(
        replace(card, on="1980-01-01", offices=(), offices_recorded=1, events=())
    )


@pytest.mark.parametrize(
    ("born", "died", "on", "age"),
    [
        ("1952-03-02", "", "1999-06-09", "aged 47 on"),
        ("1952-03-02", "", "1999-03-01", "aged 46 on"),
        ("1931-02-01", "2007-04-23", "", "aged 76"),
        ("1931", "2007", "", "aged 75 or 76"),
        ("1931", "2007-12-31", "", "aged 76"),
        ("1952-03-02", "", "1999", "aged 46 or 47 in"),
    ],
)
def test_an_age_is_as_exact_as_its_dates(card: Card, born: str, died: str, on: str, age: str) -> None:
    person = Person(id="x", name="X", born=born, died=died)
    assert f" {age}" in shown(replace(card, record=person, on=on))


@pytest.mark.parametrize(
    ("born", "died"), [("", "2007"), ("1931", ""), ("193X", "2007"), ("soon", "2007"), ("2008", "2007")]
)
def test_an_age_that_cannot_be_told_is_not_told(card: Card, born: str, died: str) -> None:
    assert "aged" not in shown(replace(card, record=Person(id="x", name="X", born=born, died=died)))


def test_an_empty_card_is_short() -> None:
    card = Card(record=Person(id="x", name="Nobody Much"), matched=Match(query="", name="", rule=""))
    assert shown(card) == "Nobody Much\nx [no source]"


@pytest.mark.parametrize("width", [1, 3, 8, 19, 20, 35, 79, 500])
def test_any_width_is_kept(card: Card, width: int) -> None:
    assert all(cell_width(line) <= max(width, 2) for line in shown(card, width).splitlines())


def test_several_candidates_are_listed(golden: Callable[[str, str], None]) -> None:
    found = (
        Candidate(
            id="zhang-wannian",
            kind="person",
            name="Zhang Wannian",
            summary="Vice chairman of the Central Military Commission.",
            matched=Match(query="zhang", name="Zhang Wannian", rule="surname"),
        ),
        Candidate(
            id="zhang-x",
            kind="person",
            name="Chang X",
            summary="",
            matched=Match(query="zhang", name="Zhang X", rule="surname"),
        ),
    )
    golden("who-candidates", shown(Candidates(query="zhang", candidates=found), 100))


def test_everyone_is_listed_with_office_and_counts(golden: Callable[[str, str], None]) -> None:
    listed = (
        Listed(
            id="boris-yeltsin",
            kind="person",
            name="Boris Yeltsin",
            country="Russia",
            office="President of Russia",
            events=1200,
            claims=3,
        ),
        Listed(id="gore", kind="person", name="Al Gore", country="", office="", events=1, claims=0),
        Listed(id="nato", kind="organisation", name="NATO", country="", office="", events=0, claims=0),
    )
    golden("who-everyone", shown(Everyone(listed=listed), 100))


def test_nobody_found_names_the_nearest() -> None:
    nearest = (Ref(id="jiang-zemin", name="Jiang Zemin", kind="person"),)
    assert shown(NobodyFound(query="Jang\x1b", suggestions=nearest)) == (
        "No person or organisation is named “Jang^[”.\nDid you mean:\n  Jiang Zemin  person  jiang-zemin"
    )
    assert shown(NobodyFound(query="xq", suggestions=())) == "No person or organisation is named “xq”."


def test_ascii_output_draws_with_ascii(card: Card) -> None:
    text = "\n".join(plain_lines(who_document(replace(card, record=Person(id="x", name="X")), glyphs=ASCII)))
    assert text.isascii()
