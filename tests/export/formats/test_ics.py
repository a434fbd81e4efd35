"""Calendars, read back by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from sinoru.dates.edtf import parse_edtf
from sinoru.export.formats.ics import is_exact, span_in_calendar
from sinoru.query.filters import Filters
from tests.export.formats.conftest import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.export_selection import Selection


def events(text: str) -> dict[str, Any]:
    calendar = Calendar.from_ical(text)
    assert not calendar.errors
    return {str(event["x-sinoru-id"]): event for event in calendar.walk("VEVENT")}


def test_an_event_of_several_days_ends_on_the_day_after_its_last(text_of: Callable[..., str]) -> None:
    text = text_of("ics")
    visit = events(text)["zhang-visit"]
    assert (visit.decoded("dtstart"), visit.decoded("dtend")) == (date(1999, 6, 7), date(1999, 6, 18))
    assert "DTSTART;VALUE=DATE:19990607\r\nDTEND;VALUE=DATE:19990618\r\n" in text
    assert visit["summary"] == "Zhang Wannian visits Russia"


def test_what_is_known_less_closely_covers_all_its_days_and_says_so(text_of: Callable[..., str]) -> None:
    autumn = events(text_of("ics"))["autumn"]
    assert (autumn.decoded("dtstart"), autumn.decoded("dtend")) == (date(1999, 9, 1), date(1999, 12, 1))
    assert autumn["summary"] == "Something in the autumn (autumn 1999)"
    assert autumn["x-sinoru-edtf"] == "1999-23"
    assert "Date: autumn 1999 (1999-23)" in autumn["description"]


@pytest.mark.parametrize(
    ("edtf", "first", "after"),
    [
        ("1999-05-08", date(1999, 5, 8), date(1999, 5, 9)),
        ("1999-12-31", date(1999, 12, 31), date(2000, 1, 1)),
        ("1999-02", date(1999, 2, 1), date(1999, 3, 1)),
        ("1999-05/..", date(1999, 5, 1), date(1999, 6, 1)),
        ("../1999-05", date(1999, 5, 1), date(1999, 6, 1)),
        ("1999-05-08/", date(1999, 5, 8), date(1999, 5, 9)),
        ("0001", date(1, 1, 1), date(2, 1, 1)),
        ("9998", date(9998, 1, 1), date(9999, 1, 1)),
        ("1999-05-08T05:45:00Z", datetime(1999, 5, 8, 5, 45, tzinfo=UTC), None),
        ("1999-05-08T05:45:00+08:00", datetime(1999, 5, 7, 21, 45, tzinfo=UTC), None),
        ("1999-05-08T05:45:00", datetime(1999, 5, 8, 5, 45), None),  # noqa: DTZ001  of no zone
    ],
)
def test_days_and_times_of_a_date(edtf: str, first: date, after: date | None) -> None:
    assert span_in_calendar(parse_edtf(edtf)) == (first, after or first)


@pytest.mark.parametrize("edtf", ["-0044", "9999", "Y12000", "XXXX-05-08", "../0000"])
def test_days_that_no_calendar_has(edtf: str) -> None:
    assert span_in_calendar(parse_edtf(edtf)) is None


@pytest.mark.parametrize(
    ("edtf", "exact"),
    [
        ("1999-05-08", True),
        ("1999-05-08/1999-05-09", True),
        ("1999-05-08/1999-06", False),
        ("1999-05-08?", False),
        ("1999", False),
        ("1999-05-08/..", False),
    ],
)
def test_a_title_tells_the_date_where_the_days_do_not(edtf: str, exact: bool) -> None:  # noqa: FBT001
    assert is_exact(parse_edtf(edtf)) is exact


def test_an_event_names_its_place_its_whole_its_evidence_and_its_conflicts(
    text_of: Callable[..., str],
) -> None:
    bombing = events(text_of("ics"))["embassy-bombing"]
    assert bombing["uid"] == "embassy-bombing@sinoru"
    assert bombing["related-to"] == "kosovo-war@sinoru"
    assert bombing["location"] == "Belgrade"
    assert bombing["geo"].to_ical() == "44.8125;20.4612"
    # The library leaves values of properties that it does not know as they stand: escaped.
    assert list(map(str, bombing["x-sinoru-evidence"])) == [r"yu-1999q2: Chronology\, May 8", "mfa"]
    assert r"[all can be true: time zones]" in bombing["x-sinoru-conflict"]
    assert [str(word) for word in bombing["categories"].cats] == ["attack", "kosovo"]


def test_every_event_has_what_rfc_5545_asks_for(text_of: Callable[..., str]) -> None:
    text = text_of("ics")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    for event in events(text).values():
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert event.decoded("dtstamp").utcoffset() == timedelta(0)


def test_lines_are_folded_at_75_octets(text_of: Callable[..., str], hostile: str) -> None:
    for corpus in ({}, {"corpus": hostile}):
        lines = text_of("ics", **corpus).split("\r\n")
        assert max(len(line.encode()) for line in lines) <= 75
        assert not [line for line in lines if "\n" in line or "\r" in line]


def test_no_text_ends_an_event_or_begins_a_property(text_of: Callable[..., str], hostile: str) -> None:
    found = events(text_of("ics", corpus=hostile))
    assert list(found) == [f"e{number}" for number in range(len(HOSTILE_TEXTS))]
    plain = {number: text for number, text in enumerate(HOSTILE_TEXTS) if text.isprintable()}
    for number, text in plain.items():
        assert found[f"e{number}"]["summary"] == text
    assert all({key.lower() for key in event} <= KNOWN for event in found.values())


KNOWN = {
    "uid", "dtstamp", "dtstart", "dtend", "transp", "status", "summary", "description", "location", "categories",
    "geo", "related-to", "x-sinoru-id", "x-sinoru-edtf", "x-sinoru-evidence", "x-sinoru-conflict",
}  # fmt: skip


def test_what_has_no_day_is_left_out_and_counted(select: Callable[..., Selection]) -> None:
    from sinoru.export.formats import ics

    corpus = "events:\n  - {id: a, date: -0044, title: A}\n  - {id: b, date: 1999, title: B}\n"
    selection = select("ics", corpus=corpus)
    assert list(events("".join(ics.export(selection)))) == ["b"]
    assert sum(selection.left_out.values()) == 1


def test_events_are_chosen_and_limited(text_of: Callable[..., str]) -> None:
    assert list(events(text_of("ics", Filters(limit=2)))) == ["until-may", "about-1994"]


def test_every_text_is_escaped_by_the_rules_of_the_format(text_of: Callable[..., str]) -> None:
    r"""The library reads `\N` as a line end before it escapes; no text of ours may reach it as it is."""
    corpus = r"""
corpus: {title: 'C:\Net', description: 'D:\New'}
sources: [{id: s, title: 'E:\News'}]
places: [{id: p, name: 'F:\Nord'}]
events:
  - {id: e, date: 1999, title: 'G:\Nein', kind: 'H:\Null', topics: ['I:\Neu', 'a,b', 'c;d', 'K:\new'], places: [p],
     evidence: [{source: s, at: 'J:\Note'}]}
"""
    text = text_of("ics", corpus=corpus).replace("\r\n ", "")
    for letter in "CDEFGHIJ":
        assert f"{letter}:\\\\N" in text
    event = events(text_of("ics", corpus=corpus))["e"]
    assert [str(word) for word in event["categories"].cats] == [
        "H:\\Null",
        "I:\\Neu",
        "a,b",
        "c;d",
        "K:\\new",
    ]
