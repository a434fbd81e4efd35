"""What the keys of the browser do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

import sinoru
from sinoru.tui.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sinoru.corpus import Corpus
    from tests.tui.conftest import Driven

SIZES = [(80, 24), (200, 60), (60, 20), (20, 8)]


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_at_the_first_event(drive: Callable[..., Driven], size: tuple[int, int]) -> None:
    driven = drive(size=size)
    assert driven.record == "bombing"
    assert driven.listed[0].startswith("8 May 1999  Embassy bombed")
    assert driven.told == "1 of 3 events · ≠ sources disagree"


def test_moving_the_bar_shows_the_record(drive: Callable[..., Driven]) -> None:
    driven = drive("down")
    assert driven.record == "hotline"
    assert "Hotline call" in driven.text
    assert "Where sources differ" in driven.text
    assert "11 May 1999" in driven.text
    assert "sinoru " not in driven.text  # here the keys lead on, not commands


def test_typing_searches_without_an_enter(drive: Callable[..., Driven]) -> None:
    driven = drive("slash", *"hotlne")
    assert (driven.view, driven.line) == ("Search", "hotlne")
    assert driven.record == "hotline"
    assert "showing results for “hotline”" in driven.told


@pytest.mark.parametrize(("view", "thing"), [("2", "match"), ("1", "event")])
def test_matches_that_are_too_many_to_count_are_not_said_to_be_counted(
    drive: Callable[..., Driven], monkeypatch: pytest.MonkeyPatch, view: str, thing: str
) -> None:
    monkeypatch.setattr("sinoru.query.ranking.EXACT", 1)
    for module in ("views", "lists"):
        monkeypatch.setattr(f"sinoru.tui.{module}.PAGE", 1)
    told = " ".join(drive(view, line="call OR embassy").told.split())
    assert told.startswith(f"1 of more than 1 {thing}")
    assert ("too many matches to rank" in told) == (thing == "match")


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
    assert "1 event" in there.text
    assert drive("tab", "tab", "enter", "b", id_="hotline").record == "hotline"


def test_a_key_changes_between_the_card_and_the_whole_record(drive: Callable[..., Driven]) -> None:
    card, whole = drive(id_="boris-yeltsin"), drive("w", id_="boris-yeltsin")
    assert card.text.startswith("Boris Yeltsin")
    assert "1 event" in card.text
    assert "Referred to by" in whole.text
    assert "[yu, 3]" in drive("w", id_="hotline").text
    assert "[yu, 3]" not in drive(id_="hotline").text


@pytest.mark.parametrize(
    ("key", "view", "first"),
    [
        ("3", "People", "Boris Yeltsin"),
        ("4", "Claims", "·  It lasted an hour."),
        ("5", "Conflicts", "10 May 1999  When? Hotline call  ?"),
        ("6", "Sources", "Yu  Unintended Consequence  6"),
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
    assert drive("slash").footer.startswith("Results")
    assert "Find" not in drive("slash").footer
    assert "List" not in drive().footer
    assert "Clear" in drive(line="hotline").footer


def test_the_foot_offers_only_what_does_something_here(drive: Callable[..., Driven]) -> None:
    """Going back, where one came from; forward, where one went back; the whole record, where there is one."""
    there = ("tab", "tab", "enter")
    assert "Pane" in drive().footer
    assert "Pane" not in drive("slash").footer
    assert "Back" not in drive(id_="hotline").footer
    assert "Back" in drive(*there, id_="hotline").footer
    assert "Forward" not in drive(*there, id_="hotline").footer
    assert "Forward" in drive(*there, "b", id_="hotline").footer
    assert "Full" in drive(id_="hotline").footer
    assert not {"Full", "Open", "Cite", "Edit"}.intersection(drive("2").footer.split())


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
    assert (driven.view, driven.line, driven.told) == (
        "Timeline",
        "yeltsin",
        "1 of 1 event · ≠ sources disagree",
    )
    assert driven.listed == ["10 May 1999  Hotline call  ≠"]


def test_where_nothing_is_found_no_record_is_shown(drive: Callable[..., Driven]) -> None:
    driven = drive(line="zzzzzz")
    assert (driven.record, driven.listed, driven.leads, driven.told) == ("", [], [], "0 matches")
    assert driven.text.startswith("No matches for zzzzzz")
    assert drive("escape", line="zzzzzz").line == ""


def test_the_bar_stands_on_the_record_that_was_asked_for(drive: Callable[..., Driven]) -> None:
    assert drive("down", id_="bombing").record == "hotline"
    assert drive("down", id_="hotline").record == "odd"


def test_letters_move_as_in_a_pager(drive: Callable[..., Driven]) -> None:
    assert drive("j").record == "hotline"
    assert drive("j", "k").record == "bombing"
    assert drive("G").record == "odd"
    assert drive("G", "home").record == "bombing"


def test_the_last_view_is_beside_the_first(drive: Callable[..., Driven]) -> None:
    assert drive("h").view == "Day"
    assert drive("h", "l").view == "Timeline"


def test_the_manual_tells_the_keys_that_the_browser_tells(drive: Callable[..., Driven]) -> None:
    driven = drive("question_mark", size=(200, 60))
    manual = (Path(__file__).parents[2] / "docs/browse.md").read_text(encoding="utf-8")
    for keys, does in KEYS:
        assert f"| {keys} | {does} |" in manual.replace("`", "")
        assert does in driven.text


def test_faults_of_the_corpus_are_counted(corpus: Corpus, drive: Callable[..., Driven]) -> None:
    assert "error" not in drive().told
    (Path(corpus.paths[0]) / "more.yaml").write_text("events: [{id: x, date: 1999-99, title: T}]")
    assert drive().told.endswith("· 1 error: sinoru check")


def test_a_filter_typed_slowly_comes_back_to_the_timeline(drive: Callable[..., Driven]) -> None:
    """Its beginning was searched for as a word."""
    keys = [{":": "colon"}.get(key, key) for key in "person:yeltsin"]
    assert drive("slash", *"perso").view == "Search"
    driven = drive("slash", *keys)
    assert (driven.view, driven.told) == ("Timeline", "1 of 1 event · ≠ sources disagree")
    assert drive("slash", *keys, "enter", "2").view == "Search"


def test_filters_that_do_not_apply_to_a_list_are_named(drive: Callable[..., Driven]) -> None:
    assert (
        drive("3", line="person:yeltsin from:1999").told == "1 of 2 names · from:, person: do not apply here"
    )
    assert (
        drive("1", line="by:yeltsin").told == "1 of 3 events · ≠ sources disagree · by: does not apply here"
    )


def test_the_line_below_the_list_says_where_the_bar_is(drive: Callable[..., Driven]) -> None:
    assert drive("j").told == "2 of 3 events · ≠ sources disagree"
    assert drive("G").told == "3 of 3 events · ≠ sources disagree"


@pytest.mark.parametrize("key", ["question_mark", "escape", "q", "b"])
def test_the_keys_are_left_as_they_came(drive: Callable[..., Driven], key: str) -> None:
    there, back = drive("question_mark", id_="hotline"), drive("question_mark", key, id_="hotline")
    assert "next or previous pane" in " ".join(there.text.split())
    assert "next or previous pane" not in " ".join(back.text.split())
    assert "Hotline call" in back.text


def test_a_conflict_chosen_stands_before_the_record(drive: Callable[..., Driven]) -> None:
    lines = drive("5", size=(200, 60)).text.splitlines()
    assert lines[0].startswith("When? Hotline call · 10 May 1999 · hotline:date")
    assert any("? 11 May 1999" in line for line in lines[1:4])
    assert any(line.startswith("Hotline call · event, call") for line in lines[4:])


def test_the_card_does_not_say_how_it_was_found(drive: Callable[..., Driven]) -> None:
    """Nobody typed a name."""
    assert "matched" not in drive(id_="boris-yeltsin").text


def test_a_record_outside_the_list_leaves_the_bar_nowhere(drive: Callable[..., Driven]) -> None:
    driven = drive(id_="boris-yeltsin")
    assert (driven.record, driven.told) == ("boris-yeltsin", "3 events · ≠ sources disagree")
    assert drive("down", id_="boris-yeltsin").record == "bombing"


def test_why_a_filter_is_refused_can_be_read_whole(drive: Callable[..., Driven]) -> None:
    text = " ".join(drive(line="person:Nobodyinski").text.split())
    assert text.startswith("No person 'Nobodyinski' in this corpus.")


def test_a_search_that_is_not_supported_is_refused_below_the_list(drive: Callable[..., Driven]) -> None:
    assert drive(line="a|b", size=(160, 40)).told.startswith("'|' does not join words")
    assert drive(line="NOT bombing", size=(160, 40)).told.startswith(
        "'NOT bombing' has only words to leave out"
    )


def test_faults_are_named_where_nothing_is_listed(corpus: Corpus, drive: Callable[..., Driven]) -> None:
    (Path(corpus.paths[0]) / "more.yaml").write_text("events: [{id: x, date: 1999-99, title: T}]")
    assert "more.yaml:1:" in drive(line="zzzzzz", size=(200, 60)).text


def test_ctrl_c_leaves_as_interrupted(drive: Callable[..., Driven]) -> None:
    assert drive("ctrl+c").status == 130


@pytest.fixture
def eventless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "people.yaml"
    path.write_text(
        "people: [{id: ann, name: Ann Example}, {id: bob, name: Bob Example}]\n", encoding="utf-8"
    )
    with sinoru.open(path) as corpus:
        yield corpus


def test_without_events_it_opens_at_what_there_is(eventless: Corpus, drive_on: Callable[..., Driven]) -> None:
    driven = drive_on(eventless)
    assert (driven.view, driven.record, driven.told) == ("People", "ann", "1 of 2 names")


def test_an_empty_timeline_says_what_there_is(eventless: Corpus, drive_on: Callable[..., Driven]) -> None:
    assert "No events; 2 people." in drive_on(eventless, "1").text
