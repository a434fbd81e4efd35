from __future__ import annotations

import json

import pytest

from sinoru.draft.formats.ics import read_rows as read_ics
from sinoru.draft.formats.markwhen import read_rows as read_markwhen
from sinoru.draft.formats.timelinejs import read_rows as read_timelinejs
from sinoru.verify.copies import UnreadableCopy


def _calendar(*lines: str) -> str:
    event = "\r\n".join(("BEGIN:VEVENT", "UID:1", "DTSTAMP:20000101T000000Z", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\n{event}\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (("DTSTART;VALUE=DATE:19990522", "DTEND;VALUE=DATE:19990530"), "1999-05-22/1999-05-29"),
        (("DTSTART;VALUE=DATE:19990508", "DTEND;VALUE=DATE:19990509"), "1999-05-08"),
        (("DTSTART;VALUE=DATE:19990508",), "1999-05-08"),
        (("DTSTART;VALUE=DATE:19990508", "DURATION:P3D"), "1999-05-08/1999-05-10"),
        (("DTSTART:19990508T220000Z", "DTEND:19990509T000000Z"), "1999-05-08"),
    ],
)
def test_the_end_of_an_event_is_the_day_before_dtend(lines: tuple[str, ...], date: str) -> None:
    (row,) = read_ics(_calendar(*lines, "SUMMARY:Visit"), "x.ics", {}).rows
    assert (row.date, row.title, row.line) == (date, "Visit", 4)


def test_what_recurs_is_told() -> None:
    text = _calendar("DTSTART;VALUE=DATE:19991001", "RRULE:FREQ=YEARLY", "SUMMARY:National Day")
    (row,) = read_ics(text, "x.ics", {}).rows
    assert "the event recurs; only the first occurrence is drafted (FREQ=YEARLY)" in row.doubts


def test_an_event_without_a_summary_is_left_out() -> None:
    read = read_ics(_calendar("DTSTART;VALUE=DATE:19991001"), "x.ics", {})
    assert not read.rows
    assert read.left_out[0].why == "no summary"


def test_what_is_no_calendar_is_unreadable() -> None:
    with pytest.raises(UnreadableCopy, match=r"x\.ics is not an iCalendar file"):
        read_ics("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "x.ics", {})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\nMid-May: Yeltsin calls\n", "line 2 cannot be parsed. Is this a chronology?"),
        ("2 May 1999 - a call\n", "line 1 cannot be parsed. Is this a chronology?"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nno property\nEND:VCALENDAR\n", "line 3 cannot be parsed."),
        ("", "it has no complete VCALENDAR. Is this a chronology?"),
    ],
)
def test_the_line_that_is_not_of_a_calendar_is_named(text: str, why: str) -> None:
    with pytest.raises(UnreadableCopy) as raised:
        read_ics(text, "my notes.txt", {})
    message = f"my notes.txt is not an iCalendar file (RFC 5545): {why}"
    advice = " Try: sinoru import chronology 'my notes.txt'"
    assert str(raised.value) == message + (advice if why.endswith("?") else "")


def test_markwhen_events_have_dates_tags_and_what_stands_below() -> None:
    text = (
        "title: Kosovo\n\n# a comment line\n1999-03-24: Raids begin #nato\nAnd go on.\n"
        "1999-05-22/1999-05-29: A visit\n1992/now: Friendship\nno date: Nothing\n"
    )
    read = read_markwhen(text, "x.mw", {})
    assert [(row.date, row.summary, row.topics, row.line) for row in read.rows] == [
        ("1999-03-24", "Raids begin And go on.", ("nato",), 4),
        ("1999-05-22/1999-05-29", "A visit", (), 6),
        ("1992/..", "Friendship", (), 7),
    ]
    assert read.title == "Kosovo"
    assert [one.line for one in read.left_out] == [8]


def test_timelinejs_dates_are_as_precise_as_given() -> None:
    events = [
        {"start_date": {"year": "1999"}, "text": {"headline": "A year"}},
        {"start_date": {"year": 1999, "month": "5"}, "text": {"headline": "A <b>month</b>"}},
        {
            "start_date": {"year": 1999, "month": 5, "day": 22},
            "end_date": {"year": 1999, "month": 5, "day": 29},
            "text": {"headline": "A visit", "text": "<p>To two ports.</p>"},
            "group": "navy",
        },
        {"text": {"headline": "No date"}},
    ]
    read = read_timelinejs(json.dumps({"title": {"text": {"headline": "T"}}, "events": events}), "x.json", {})
    assert [(row.date, row.title) for row in read.rows] == [
        ("1999", "A year"),
        ("1999-05", "A month"),
        ("1999-05-22/1999-05-29", "A visit"),
    ]
    assert (read.rows[2].summary, read.rows[2].topics, read.title) == ("To two ports.", ("navy",), "T")
    assert [one.line for one in read.left_out] == [4]


def test_markwhen_years_keep_their_era() -> None:
    read = read_markwhen(
        "99999 BCE: Far\n10000 BCE - 4000 BCE: Stone\n1200 BCE: Iron\n12/2012-01/2013: Now\n", "x", {}
    )
    assert [row.date for row in read.rows] == ["Y-99998", "-9999/-3999", "-1199", "2012-12/2013-01"]


def test_timelinejs_years_below_zero_are_years_before_christ_except_in_our_own_export() -> None:
    events = [
        {"start_date": {"year": "-490"}, "text": {"headline": "Battle"}},
        {"start_date": {"year": "-43"}, "edtf": "-0043", "text": {"headline": "Ours"}},
        {"start_date": {"year": "1999", "month": "May", "day": "10"}, "text": {"headline": "Word"}},
        {"start_date": {"year": "c. 1850"}, "text": {"headline": "About"}},
        {"start_date": "1999-05-08", "text": {"headline": "Text"}},
        {"start_date": {"year": 1999.0, "month": 2, "day": 29}, "text": {"headline": "Impossible"}},
    ]
    read = read_timelinejs(json.dumps({"events": events}), "x.json", {})
    assert [row.date for row in read.rows] == ["-0489", "-0043", "1999-05-10", "1850~", "1999-05-08"]
    assert read.rows[0].doubts == ("the year -490 was read as 490 BC, as TimelineJS shows it",)
    assert read.rows[1].doubts == ()
    assert "that month has 28 days, not 29" in read.left_out[0].why


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"events": 3}', '{"events"'])
def test_what_is_no_timeline_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableCopy):
        read_timelinejs(text, "x.json", {})
