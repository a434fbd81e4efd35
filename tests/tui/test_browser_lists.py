"""The lists of the browser: their rows, lists that go on, whom People finds, a day, and where one was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.render.document import UNICODE, Span
from sinoru.render.layout import spans_width
from sinoru.tui.place import Place
from sinoru.tui.rows import Entry, Widths, fit_row
from sinoru.tui.views import parse_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sinoru.corpus import Corpus
    from sinoru.query.answers import Shown
    from tests.tui.conftest import Driven

MANY = 450


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    """A corpus of more events than are read at once, a day each from 1 January 1990 on."""
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    events = "".join(
        f"  - {{id: e{n:03}, date: {dt.date(1990, 1, 1) + dt.timedelta(n)}, title: Event {n}}}\n"
        for n in range(MANY)
    )
    path = tmp_path / "many.yaml"
    path.write_text(f"events:\n{events}", encoding="utf-8")
    with sinoru.open(path) as corpus:
        yield corpus


NAMES = """\
people:
  - id: sergei-stepashin
    name: Sergei Stepashin
    country: Russia
    born: 1952-03-02
    names: [{text: Сергей Степашин, lang: ru}, {text: 斯捷帕申, lang: zh-Hans}]
    offices:
      - {title: Minister of Justice of Russia, from: 1997-07, to: 1998-03}
      - {title: Prime Minister of Russia, from: 1999-05-19, to: 1999-08-09}
  - {id: boris-yeltsin, name: Boris Yeltsin, born: 1931, died: 2007, country: Russia}
  - {id: victoria, name: Victoria, country: Sweden}
  - {id: victoria-example, name: Victoria Example, country: Norway}
places:
  - {id: beijing, name: Beijing, country: China, names: [{text: 北京, lang: zh-Hans}]}
  - {id: moscow, name: Moscow, country: Russia}
events:
  - {id: there, date: 1999-06-01, title: Something there, places: [moscow]}
"""


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "named.yaml"
    path.write_text(NAMES, encoding="utf-8")
    with sinoru.open(path) as corpus:
        assert not corpus.faults
        yield corpus


def test_a_list_goes_on_to_its_end(many: Corpus, drive_on: Callable[..., Driven]) -> None:
    driven = drive_on(many, "G")
    assert (driven.record, driven.told) == ("e449", "450 of 450 events")


def test_rows_are_read_where_the_bar_comes(many: Corpus, drive_on: Callable[..., Driven]) -> None:
    driven = drive_on(many, *["pagedown"] * 8, size=(80, 24))
    assert driven.record == f"e{int(driven.told.split()[0]) - 1:03}"
    assert int(driven.told.split()[0]) > 100


def test_a_record_far_down_is_found_in_its_list(many: Corpus, drive_on: Callable[..., Driven]) -> None:
    driven = drive_on(many, id_="e333")
    assert (driven.record, driven.told) == ("e333", "334 of 450 events")


def test_pages_far_from_the_bar_are_given_up(
    many: Corpus, drive_on: Callable[..., Driven], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sinoru.tui.lists._PAGES_KEPT", 2)
    driven = drive_on(many, *["pagedown"] * 20)
    assert len(driven.listed) <= 200
    assert drive_on(many, *["pagedown"] * 20, "home").record == "e000"


def test_records_that_the_bar_only_passes_are_not_opened(
    many: Corpus, drive_on: Callable[..., Driven], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    show = type(many).show

    def counted(self: Corpus, id_: str) -> Shown:
        opened.append(id_)
        return show(self, id_)

    monkeypatch.setattr(type(many), "show", counted)
    assert drive_on(many, burst=["j"] * 30).record == "e030"
    assert len(opened) < 5


def test_a_search_goes_on_as_well(many: Corpus, drive_on: Callable[..., Driven]) -> None:
    driven = drive_on(many, "G", line="event")
    assert driven.told.startswith("450 of 450 matches")
    assert driven.record.startswith("e")


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("Степашин", ""),
        ("斯捷帕申", ""),
        ("stepash", ""),
        ("Stepaschin", "a guess: "),
        ("Stepashen", "a guess: typing error"),
        ("prime minister", ""),
    ],
)
def test_people_are_found_as_who_finds_them(
    named: Corpus, drive_on: Callable[..., Driven], typed: str, note: str
) -> None:
    driven = drive_on(named, "3", line=typed)
    assert driven.record == "sergei-stepashin"
    assert note in driven.told
    assert ("guess" in driven.told) == bool(note)


def test_an_exact_name_comes_before_longer_ones(named: Corpus, drive_on: Callable[..., Driven]) -> None:
    listed = drive_on(named, "3", line="Victoria").listed
    assert [entry.split("  ")[0] for entry in listed] == ["Victoria", "Victoria Example"]


def test_people_are_listed_with_their_last_office(named: Corpus, drive_on: Callable[..., Driven]) -> None:
    assert "Sergei Stepashin  Prime Minister of Russia" in drive_on(named, "3").listed


def test_places_are_found_in_any_script(named: Corpus, drive_on: Callable[..., Driven]) -> None:
    assert drive_on(named, "7").listed == ["Beijing  China  0", "Moscow  Russia  1"]
    assert drive_on(named, "7", line="北京").record == "beijing"


def test_a_day_is_that_of_the_record_or_one_that_is_typed(drive: Callable[..., Driven]) -> None:
    driven = drive("8", id_="hotline")
    assert driven.view == "Day"
    assert "10 May 1999" in driven.text
    assert "Happened (1)" in driven.listed
    other = drive("8", "g", *"8", "space", *"may", "space", *"1999", "enter", id_="hotline")
    assert "Embassy bombed" in other.text
    assert "Embassy bombed" in drive("8", line="8 May 1999").text


def test_the_rows_of_a_day_are_records(drive: Callable[..., Driven]) -> None:
    assert drive("8", "down", id_="hotline").record == "hotline"
    assert drive("8", "down", "up", id_="hotline").record == ""


DAYS = """\
sources: [{id: report, title: A report}]
events:
  - {id: month, date: 1999-05, title: Talks in May}
  - {id: war, date: 1999-03-24/1999-06-10, title: Bombing of Yugoslavia, kind: war}
  - id: call
    date: 1999-05-10
    title: A call
    kind: call
    conflicts: [{on: date, statements: [{says: 1999-05-10, evidence: [{source: report}]},
      {says: 1999-05-11, evidence: [{source: report}]}], verdict: open, why: Two days are printed.}]
  - {id: visit, date: 1999-05-10/1999-05-11, title: A visit, kind: visit}
claims:
  - {id: said, text: They spoke of the war., kind: fact, about: [call], said: 1999-05-10,
     assessment: {verdict: supported, evidence: [{source: report}]}}
"""


def test_a_day_has_the_sections_dates_and_marks_of_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drive_on: Callable[..., Driven]
) -> None:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    (tmp_path / "days.yaml").write_text(DAYS, encoding="utf-8")
    with sinoru.open(tmp_path / "days.yaml") as corpus:
        driven = drive_on(corpus, "8", line="1999-05-10")
    assert driven.listed == [
        "Monday, 10 May 1999: overview",
        "Happened (2)",
        "call  A call  ≠",
        "visit  A visit (10–11 May)",
        "Under way (1)",
        "24 Mar – 10 Jun  Bombing of Yugoslavia",
        "Dated to a longer time only (1)",
        "May  Talks in May",
        "Claims (1)",
        "✓  They spoke of the war.",
    ]
    assert driven.told.endswith("≠ sources disagree · ✓ supported")


def test_it_opens_where_it_was_left(drive: Callable[..., Driven]) -> None:
    place = Place("People", "yeltsin", "boris-yeltsin")
    driven = drive(place=place)
    assert (driven.view, driven.line, driven.record) == ("People", "yeltsin", "boris-yeltsin")


def test_a_word_on_the_command_line_wins(drive: Callable[..., Driven]) -> None:
    place = Place("People", "yeltsin", "boris-yeltsin")
    assert drive(place=place, line="hotline").view == "Search"
    assert drive(place=place, id_="bombing").record == "bombing"


@pytest.mark.parametrize("place", [Place("Nowhere"), Place("Timeline", "", "gone"), Place()])
def test_a_place_that_is_no_more_is_not_missed(drive: Callable[..., Driven], place: Place) -> None:
    assert drive(place=place).record == "bombing"


def test_the_place_is_known_when_it_is_left(drive: Callable[..., Driven]) -> None:
    assert drive("3", "down", "q").left == Place("People", "", "jiang-zemin", "1999-05-08")


@pytest.mark.parametrize("width", [12, 20, 32, 60, 100])
def test_a_row_is_one_line_of_its_list(width: int) -> None:
    entry = Entry(
        "x",
        (Span("A title that is far too long for a narrow list \x1b[31m"),),
        (Span("16 Dec 1949 \u2013 17 Feb 1950"),),
        (Span("agreement"),),
        tail=(Span(UNICODE.differs),),
    )
    fitted = fit_row(entry, Widths().with_rows((entry,)), width)
    assert spans_width(fitted) <= width
    assert fitted[-1].text == UNICODE.differs
    assert "\x1b" not in "".join(span.text for span in fitted)


def test_filters_of_a_search_line_are_those_of_the_options() -> None:
    assert parse_search("from:1999 to:2000 by:x").filters == {"start": "1999", "end": "2000", "by": ("x",)}
