from __future__ import annotations

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


GOOD = "BEGIN:VEVENT\r\nUID:0\r\nDTSTART;VALUE=DATE:19990507\r\nSUMMARY:Good\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize(
    ("start", "why"),
    [
        ("DTSTART;VALUE=DATE:19990230", "its start '19990230' is not a date"),
        ("DTSTART;VALUE=DATE:00000000", "its start '00000000' is not a date"),
        ("DTSTART;VALUE=DATE:1999-05-07", "its start '1999-05-07' is not a date"),
        ("DTSTART:19990507T240000", "its start '19990507T240000' is not a date"),
        ("DTSTART;VALUE=TEXT:May", "its start 'May' is not a date"),
        ("DTSTART:", "no start date"),
        ("X-NONE:1", "no start date"),
    ],
)
def test_an_event_with_a_broken_start_leaves_the_others(start: str, why: str) -> None:
    text = _calendar(start, "SUMMARY:Bad").replace("BEGIN:VEVENT", f"{GOOD}BEGIN:VEVENT", 1)
    read = read_ics(text, "x.ics", {})
    assert [row.title for row in read.rows] == ["Good"]
    assert [(one.line, one.text, one.why) for one in read.left_out] == [(9, "Bad", why)]


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("DTEND:INVALID", "its end, 'INVALID', cannot be read and is not used"),
        ("DTEND;VALUE=DATE:19990230", "its end, '19990230', cannot be read and is not used"),
        ("DURATION:P9D8", "its duration, 'P9D8', cannot be read and is not used"),
        ("DURATION:P999999999999D", "its duration, 'P999999999999D', cannot be read and is not used"),
        ("DURATION:P9999999D", ""),
        ("DTEND;VALUE=DATE:00010101", ""),
        ("RRULE:FREQ=NEVER", "the event recurs; only the first occurrence is drafted (FREQ=NEVER)"),
        ("GEO:nowhere", ""),
        ("DTSTAMP:x", ""),
        ("DTSTART;VALUE=DATE:19990508", ""),
        ("SUMMARY:again", ""),
        ("STATUS:\r\nCATEGORIES:\r\nCATEGORIES:a", ""),
        ("DTSTART;TZID=Nowhere/At all:19990507T100000", ""),
    ],
)
def test_another_broken_property_leaves_the_event(line: str, doubt: str) -> None:
    text = _calendar("DTSTART;VALUE=DATE:19990507", "SUMMARY:Visit", line)
    (row,) = read_ics(text, "x.ics", {}).rows
    assert (row.date, row.title) == ("1999-05-07", "Visit")
    assert doubt in ("", *row.doubts)


@given(
    st.lists(
        st.sampled_from(
            "DTSTART DTEND DURATION RRULE RDATE SUMMARY DESCRIPTION STATUS CATEGORIES GEO UID".split()
        ),
        max_size=6,
    ),
    st.lists(
        st.sampled_from(
            [
                "",
                ";VALUE=DATE",
                ";VALUE=PERIOD",
                ";TZID=Europe/Berlin",
                ";TZID=x",
                ";VALUE=TEXT",
                ";ENCODING=BASE64",
            ]
        ),
        min_size=6,
        max_size=6,
    ),
    st.lists(
        st.sampled_from(
            ["19990507", "19990230", "P1D", "-P1W", "P9D8", "19990507T240000", "00010101", "99991231", ""]
        )
        | st.text("0123456789TPZ-;,", max_size=9),
        min_size=6,
        max_size=6,
    ),
)
def test_no_property_of_an_event_stops_an_import(
    names: list[str], kinds: list[str], values: list[str]
) -> None:
    lines = [f"{name}{kind}:{value}" for name, kind, value in zip(names, kinds, values, strict=False)]
    text = _calendar(*lines).replace("BEGIN:VEVENT", f"{GOOD}BEGIN:VEVENT", 1)
    read = read_ics(text, "x.ics", {})
    assert read.rows[0].title == "Good"
    assert len(read.rows) + len(read.left_out) == 2


def test_the_name_of_a_calendar_is_a_text_like_any_other() -> None:
    text = _calendar("DTSTART;VALUE=DATE:19990507", "SUMMARY:x").replace(
        "VERSION:2.0", r"X-WR-CALNAME:a\, b\;\nc\\N", 1
    )
    assert read_ics(text, "x.ics", {}).title == r"a, b; c\N"


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


@pytest.mark.parametrize(
    ("begin", "rule"),
    [
        ("BEGIN:VTIMEZONE", "RRULE:FREQ=SECONDLY"),
        ("BEGIN:VTIME\r\n ZONE", "RRULE:FREQ=MINUTELY;BYSECOND=61"),
        ("begin;X=1:vtimezone", "RRULE:FREQ=DAILY"),
    ],
)
def test_a_time_zone_whose_rules_never_end_is_not_made(begin: str, rule: str) -> None:
    zone = f"{begin}\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\n{rule}\r\n"
    zone += "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    text = _calendar("DTSTART;TZID=Mine:19990508T230000", "SUMMARY:Talks")
    began = process_time()
    (row,) = read_ics(text.replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT"), "x.ics", {}).rows
    assert (row.date, process_time() - began < 5) == ("1999-05-08", True)


def test_a_month_of_endless_digits_is_no_month() -> None:
    date = {"year": "1999", "month": "9" * 5_000, "day": "8"}
    text = json.dumps({"events": [{"start_date": date, "text": {"headline": "Talks"}}]})
    assert read_timelinejs(text, "x.json", {}).left_out[0].line == 1
