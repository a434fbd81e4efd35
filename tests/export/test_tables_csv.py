from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.export import tables as exporter
from sinoru.model.records import Event
from sinoru.query.answers import Card, EventAnswer, OnDay, Shown, Timeline
from sinoru.text.hidden import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable


def rows(answer: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(exporter.export_csv(answer)), newline="")))


def titled(title: str) -> str:
    event = EventAnswer(event=Event(id="e", date="1999", title=title), earliest=None, latest=None)
    return rows(Timeline(events=(event,), total=1))[0]["title"]


def test_every_answer_has_a_header_and_rows_of_its_length(answer: object) -> None:
    header, *others = csv.reader(io.StringIO("".join(exporter.export_csv(answer)), newline=""))
    assert others
    assert {len(row) for row in others} == {len(header)}


def test_columns_are_as_expected(
    answer: object, answer_name: str, golden: Callable[[str, str], None]
) -> None:
    text = "".join(exporter.export_csv(answer))
    golden(f"csv/{answer_name}", text.replace("\r\n", "\n"))


def test_lines_end_in_carriage_return_and_line_feed(timeline: Timeline) -> None:
    text = "".join(exporter.export_csv(timeline))
    assert text.count("\r\n") == text.count("\n") == 3


def test_an_event_is_one_flat_row(timeline: Timeline) -> None:
    row = rows(timeline)[0]
    assert row["people"] == "Boris Yeltsin (caller); Jiang Zemin (called)"
    assert row["countries"] == "CN; RU"
    assert row["evidence"] == "yu-1999q2: Chronology, May 10"


def test_an_empty_answer_is_a_header() -> None:
    assert "".join(exporter.export_csv(Timeline(events=(), total=0))).startswith("id,date,title,kind,people")


def test_the_parts_of_a_card_are_told_apart(card: Card) -> None:
    assert list(dict.fromkeys(row["section"] for row in rows(card))) == [
        "person",
        "names",
        "offices",
        "events",
        "claims by",
        "claims about",
        "met",
        "spoke by telephone",
    ]


def test_the_parts_of_a_day_are_told_apart(day: OnDay) -> None:
    assert [row["section"] for row in rows(day)] == ["happened", "under way", "offices", "claims"]


def test_a_shown_record_is_a_row_a_field(shown: list[Shown]) -> None:
    fields = {(row["field"], row["value"]) for row in rows(shown)}
    assert ("names", "text: Stepashyn; kind: as-printed; source: yu-1999q2") in fields
    assert ("summary", "Prime minister in 1999.") in fields


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_compute_is_text(start: str) -> None:
    assert titled(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("number", ["-10.5", "+3", "-0043"])
def test_plain_numbers_stay_numbers(number: str) -> None:
    assert titled(number) == number


@pytest.mark.parametrize("text", ["-", "+", "-1.2.3", "-a", "--1", "-٣"])
def test_what_only_begins_like_a_number_is_text(text: str) -> None:
    assert titled(text) == f"'{text}"


@pytest.mark.parametrize("text", ['say "no"', "a,b", "two\nlines", "plain", ""])
def test_quotes_commas_and_line_breaks_survive(text: str) -> None:
    assert titled(text) == text


def test_hidden_characters_are_written_out() -> None:
    assert titled("a\u202eb\x1b[31m") == r"a\u202eb\u001b[31m"


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda char: not is_hidden(ord(char)))))
def test_any_visible_text_survives(text: str) -> None:
    assert titled(text).removeprefix("'") == text.removeprefix("'")
