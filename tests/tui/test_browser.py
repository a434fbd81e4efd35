"""What the keys of the browser do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import Driven

SIZES = [(80, 24), (200, 60), (60, 20), (20, 8)]


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_at_the_first_event(drive: Callable[..., Driven], size: tuple[int, int]) -> None:
    driven = drive(size=size)
    assert driven.record == "bombing"
    assert driven.listed[0].startswith("8 May 1999  Embassy bombed")
    assert driven.told == "3 events"


def test_moving_the_bar_shows_the_record(drive: Callable[..., Driven]) -> None:
    driven = drive("down")
    assert driven.record == "hotline"
    assert "Hotline call" in driven.text
    assert "≠ date: 11 May 1999" in driven.text


def test_typing_searches_without_an_enter(drive: Callable[..., Driven]) -> None:
    driven = drive("slash", *"hotlne")
    assert (driven.view, driven.line) == ("Search", "hotlne")
    assert driven.record == "hotline"
    assert "searched for “hotline”" in driven.told


def test_filters_stand_in_the_search_line(drive: Callable[..., Driven]) -> None:
    driven = drive(line="person:Yeltsin from:1999-05")
    assert [entry.split("  ")[1] for entry in driven.listed] == ["Hotline call"]


def test_a_filter_that_names_nothing_says_so(drive: Callable[..., Driven]) -> None:
    driven = drive(line="person:Nobodyinski")
    assert not driven.listed
    assert "Nobodyinski" in driven.told


def test_a_lead_opens_the_record_and_back_returns(drive: Callable[..., Driven]) -> None:
    there = drive("tab", "tab", "enter", id_="hotline")
    assert there.record == "boris-yeltsin"
    assert "Events (1)" in there.text
    assert drive("tab", "tab", "enter", "b", id_="hotline").record == "hotline"


def test_a_key_changes_between_the_card_and_the_whole_record(drive: Callable[..., Driven]) -> None:
    card, whole = drive(id_="boris-yeltsin"), drive("w", id_="boris-yeltsin")
    assert "Events (1)" in card.text
    assert "Referred to by" in whole.text


@pytest.mark.parametrize(
    ("key", "view", "first"),
    [
        ("3", "People", "Boris Yeltsin"),
        ("4", "Claims", "? It lasted an hour."),
        ("5", "Conflicts", "Hotline call · 10 May 1999 · date · hotline"),
        ("6", "Sources", "July 1999  Unintended Consequence"),
    ],
)
def test_numbers_choose_the_list(drive: Callable[..., Driven], key: str, view: str, first: str) -> None:
    driven = drive(key)
    assert driven.view == view
    assert driven.listed[0].startswith(first)


def test_a_citation_goes_to_the_clipboard(drive: Callable[..., Driven]) -> None:
    assert "Unintended Consequence" in drive("c").clipboard


def test_text_of_a_corpus_is_neither_markup_nor_a_control(drive: Callable[..., Driven]) -> None:
    driven = drive(id_="odd")
    assert "[bold]x[/bold] ^[[31m" in driven.text
    assert any("[bold]x[/bold] ^[[31m" in entry for entry in driven.listed)


def test_letters_typed_into_the_search_line_are_no_commands(drive: Callable[..., Driven]) -> None:
    driven = drive("slash", "q", "w", "1")
    assert driven.line == "qw1"
    assert driven.focus == "line"
    assert drive("slash", "q", "escape").focus == "list"
