"""What the keys of the browser do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from sinoru.tui.key_help import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.library.corpus import Corpus
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


def test_the_search_line_offers_the_list_and_leaving(drive: Callable[..., Driven]) -> None:
    assert drive("slash").footer.startswith("First found")
    assert "Find" not in drive("slash").footer
    assert "List" not in drive().footer


def test_keys_that_come_at_once_are_taken_in_turn(drive: Callable[..., Driven]) -> None:
    """The letters after '/' are commands in the list: h and l change the view, b goes back, c copies."""
    driven = drive(burst=["slash", *"hotlibc", "escape"])
    assert driven.line == "hotlibc"
    assert driven.clipboard == ""
    there = drive(burst=["slash", *"hotline", "enter", "enter", "tab", "down", "enter", "c"])
    assert there.record == "jiang-zemin"
    assert "Unintended Consequence" in there.clipboard


def test_what_is_pasted_waits_for_its_turn(drive: Callable[..., Driven]) -> None:
    assert drive(burst=["slash", Paste("hotline\n"), "enter"]).record == "hotline"


def test_a_view_chosen_keeps_the_words(drive: Callable[..., Driven]) -> None:
    """The timeline of a search: events only, in order of time."""
    driven = drive("slash", *"yeltsin", "enter", "1")
    assert (driven.view, driven.line, driven.told) == ("Timeline", "yeltsin", "1 event")
    assert driven.listed == ["10 May 1999  Hotline call"]


def test_where_nothing_is_found_no_record_is_shown(drive: Callable[..., Driven]) -> None:
    driven = drive(line="zzzzzz")
    assert (driven.record, driven.listed, driven.leads, driven.text.strip()) == ("", [], [], "")


def test_the_bar_stands_on_the_record_that_was_asked_for(drive: Callable[..., Driven]) -> None:
    assert drive("down", id_="bombing").record == "hotline"
    assert drive("down", id_="hotline").record == "odd"


def test_letters_move_as_in_a_pager(drive: Callable[..., Driven]) -> None:
    assert drive("j").record == "hotline"
    assert drive("j", "k").record == "bombing"
    assert drive("G").record == "odd"
    assert drive("G", "g").record == "bombing"


def test_the_last_view_is_beside_the_first(drive: Callable[..., Driven]) -> None:
    assert drive("h").view == "Sources"
    assert drive("h", "l").view == "Timeline"


def test_the_manual_tells_the_keys_that_the_browser_tells(drive: Callable[..., Driven]) -> None:
    driven = drive("question_mark", size=(200, 60))
    manual = (Path(__file__).parents[2] / "docs/browse.md").read_text(encoding="utf-8")
    for keys, does in KEYS:
        assert f"| {keys} | {does} |" in manual.replace("`", "")
        assert does in driven.text


def test_faults_of_the_corpus_are_counted(corpus: Corpus, drive: Callable[..., Driven]) -> None:
    assert "fault" not in drive().told
    (Path(corpus.paths[0]) / "more.yaml").write_text("events: [{id: x, date: 1999-99, title: T}]")
    assert drive().told.endswith("· 1 fault: sinoru check")


def test_a_filter_typed_slowly_comes_back_to_the_timeline(drive: Callable[..., Driven]) -> None:
    """Its beginning was taken for a word, and searched for."""
    keys = [{":": "colon"}.get(key, key) for key in "person:yeltsin"]
    assert drive("slash", *"perso").view == "Search"
    driven = drive("slash", *keys)
    assert (driven.view, driven.told) == ("Timeline", "1 event")
    assert drive("slash", *keys, "enter", "2").view == "Search"


def test_filters_that_do_not_narrow_a_list_are_named(drive: Callable[..., Driven]) -> None:
    assert drive("3", line="person:yeltsin from:1999").told == "2 names · from:, person: do not narrow them"
    assert drive("1", line="by:yeltsin").told == "3 events · by: does not narrow them"
