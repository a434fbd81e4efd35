from __future__ import annotations

import pytest

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf


def written(day: int | None) -> str:
    return ".." if day is None else iso_day(day)


def bounds(text: str) -> str:
    date = parse_edtf(text)
    return f"{written(date.earliest)} {written(date.latest)}"


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("1999-05-08", "day", "1999-05-08 1999-05-08"),
        ("1999-05", "month", "1999-05-01 1999-05-31"),
        ("1999-02", "month", "1999-02-01 1999-02-28"),
        ("2000-02", "month", "2000-02-01 2000-02-29"),
        ("1999-12", "month", "1999-12-01 1999-12-31"),
        ("1999", "year", "1999-01-01 1999-12-31"),
        ("0000", "year", "0000-01-01 0000-12-31"),
        ("-0044", "year", "-0044-01-01 -0044-12-31"),
        ("-0044-03", "month", "-0044-03-01 -0044-03-31"),
        ("-0044-03-15", "day", "-0044-03-15 -0044-03-15"),
        ("Y12000", "year", "+12000-01-01 +12000-12-31"),
        ("Y170000002", "year", "+170000002-01-01 +170000002-12-31"),
        ("Y-170000002", "year", "-170000002-01-01 -170000002-12-31"),
        ("199X", "decade", "1990-01-01 1999-12-31"),
        ("19XX", "century", "1900-01-01 1999-12-31"),
        ("1XXX", "millennium", "1000-01-01 1999-12-31"),
        ("-004X", "decade", "-0049-01-01 -0040-12-31"),
        ("-000X", "decade", "-0009-01-01 0000-12-31"),
        ("1999-XX", "year", "1999-01-01 1999-12-31"),
        ("1999-XX-XX", "year", "1999-01-01 1999-12-31"),
        ("1999-05-XX", "month", "1999-05-01 1999-05-31"),
        ("1999-21", "season", "1999-03-01 1999-05-31"),
        ("1999-22", "season", "1999-06-01 1999-08-31"),
        ("1999-23", "season", "1999-09-01 1999-11-30"),
        ("1999-24", "season", "1999-12-01 2000-02-29"),
        ("1999-33", "quarter", "1999-01-01 1999-03-31"),
        ("1999-34", "quarter", "1999-04-01 1999-06-30"),
        ("1999-35", "quarter", "1999-07-01 1999-09-30"),
        ("1999-36", "quarter", "1999-10-01 1999-12-31"),
        ("1999-37", "quadrimester", "1999-01-01 1999-04-30"),
        ("1999-38", "quadrimester", "1999-05-01 1999-08-31"),
        ("1999-39", "quadrimester", "1999-09-01 1999-12-31"),
        ("1999-40", "semester", "1999-01-01 1999-06-30"),
        ("1999-41", "semester", "1999-07-01 1999-12-31"),
        ("XXXX-03-24", "yearless", ".. .."),
        ("XXXX-02-29", "yearless", ".. .."),
        ("XXXX-03", "yearless", ".. .."),
    ],
)
def test_a_date_has_its_precision_and_its_first_and_last_possible_day(
    text: str, precision: str, days: str
) -> None:
    assert parse_edtf(text).precision == precision
    assert parse_edtf(text).text == text
    assert bounds(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1999-05-22/1999-05-29", "1999-05-22 1999-05-29"),
        ("1999/2001-03", "1999-01-01 2001-03-31"),
        ("1999-05-08/1999-05-08", "1999-05-08 1999-05-08"),
        ("1999-05/1999", "1999-05-01 1999-12-31"),
        ("1998-24/1999-01", "1998-12-01 1999-01-31"),
        ("-0043/0014", "-0043-01-01 0014-12-31"),
        ("199X/200X", "1990-01-01 2009-12-31"),
        ("1999-05/..", "1999-05-01 .."),
        ("../1999", ".. 1999-12-31"),
        ("1999-05/", "1999-05-01 .."),
        ("/1999", ".. 1999-12-31"),
        ("XXXX-12-28/XXXX-01-03", ".. .."),
    ],
)
def test_an_interval_reaches_from_the_first_day_of_its_start_to_the_last_of_its_end(
    text: str, days: str
) -> None:
    assert bounds(text) == days
    assert parse_edtf(text).precision == "interval"


def test_the_ends_of_an_interval_are_dates_themselves() -> None:
    date = parse_edtf("1999-05~/2001?")
    assert date.start == parse_edtf("1999-05~")
    assert date.end == parse_edtf("2001?")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1999/..", "year", "open"),
        ("../1999", "open", "year"),
        ("1999/", "year", "unknown"),
        ("/1999", "unknown", "year"),
    ],
)
def test_open_and_unknown_ends_are_told_apart(text: str, start: str, end: str) -> None:
    date = parse_edtf(text)
    assert date.start
    assert date.end
    assert (date.start.precision, date.end.precision) == (start, end)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1994", False, False),
        ("1994~", True, False),
        ("1994?", False, True),
        ("1994%", True, True),
        ("1999-05-08~", True, False),
        ("1999-21?", False, True),
        ("199X~", True, False),
        ("Y12000~", True, False),
        ("XXXX-03-24?", False, True),
        ("1994~/1998", True, False),
        ("1994/1998?", False, True),
        ("1994~/1998?", True, True),
        ("1994%/..", True, True),
    ],
)
def test_marks_of_doubt_are_kept(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001
    date = parse_edtf(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize("mark", "~?%")
@pytest.mark.parametrize("text", ["1994", "1999-05", "1999-05-08", "199X", "1999-24", "-0044"])
def test_doubt_widens_no_date(text: str, mark: str) -> None:
    assert bounds(text + mark) == bounds(text)


@pytest.mark.parametrize(
    "text",
    [
        "1999-05-08T05:45:00",
        "1999-05-08T05:45:00Z",
        "1999-05-08T23:59:59+08:00",
        "1999-05-08T00:00:00-05",
        "1999-05-08T05:45:00+05:30",
    ],
)
def test_of_a_time_of_day_the_day_as_written_counts(text: str) -> None:
    day = parse_edtf("1999-05-08").earliest
    assert parse_edtf(text) == EdtfDate(text, day, day, "time")


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 0, "it is empty; use a form"),
        ("1999-02-29", 8, "has 28 days, not"),
        ("1999-04-31", 8, "has 30 days, not 31"),
        ("1999-05-00", 8, "has 31 days, not 0"),
        ("-0044-02-30", 9, "has 29 days, not 30"),
        ("XXXX-02-30", 8, "has 29 days, not 30"),
        ("1999-13", 5, "no month 13"),
        ("1999-00", 5, "no month 00"),
        ("1999-13-08", 5, "no month 13"),
        ("1999-21-08", 5, "no month 21"),
        ("1999-25", 5, "21-24 for a season"),
        ("1939-45", 5, "for several years, 1939/1945"),
        ("1999-5", 5, "two digits"),
        ("1999-05-8", 5, "two digits"),
        ("1999-", 5, "two digits"),
        ("1999-05-08-01", 0, "nothing can follow a day"),
        ("99", 0, "four digits"),
        ("19990508", 0, "four digits"),
        ("12000", 0, "Y12000"),
        ("-", 0, "four digits"),
        ("--0044", 0, "four digits"),
        ("-0000", 0, "use 0000"),
        ("Y1999", 0, "1999 without Y"),
        ("Y01999", 0, "5 to 12 digits"),
        ("Y1234567890123", 0, "5 to 12 digits"),
        ("Y12000-05", 0, "5 to 12 digits"),
        ("1X99", 0, "X replaces the last digits"),
        ("X999", 0, "X replaces the last digits"),
        ("1999-05-2X", 9, "X replaces the last digits"),
        ("1999-XX-08", 5, "X replaces the last digits"),
        ("199X-05", 4, "no month can follow .*; use 199X"),
        ("XXXX", 0, "leave the date out"),
        ("XXXX-XX", 0, "leave the date out"),
        ("XXXX-21", 5, "no month 21"),
        ("-XXXX-03", 0, "X replaces the last digits"),
        ("1999~?", 4, "one mark"),
        ("1999?-05", 4, "ends in one mark"),
        ("~1999", 0, "ends in one mark"),
        ("~", 0, "four digits"),
        ("1999 ", 4, "unexpected space"),
        (" 1999", 0, "unexpected space"),
        ("May 1999", 0, "unexpected 'M'"),
        ("1999-05-08\n", 10, r"unexpected character U\+000A"),
        ("1999\0", 4, r"unexpected character U\+0000"),
        ("199x", 3, "unexpected 'x'"),
        ("1999–2001", 4, "unexpected '–'"),
        ("١٩٩٩", 0, "unexpected '١'"),
        ("１９９９-05-08", 0, "unexpected '１'"),
        ("19²9-05-08", 2, "unexpected '²'"),
        ("+1999", 0, "four digits"),
        ("1999/1998", 5, "ends before it begins"),
        ("1999-05-29/1999-05-22", 11, "ends before it begins"),
        ("1999-02-29/2000", 8, "has 28 days, not"),
        ("1998/1999-02-29", 13, "has 28 days, not"),
        ("1998/1999/2000", 9, "one '/'"),
        ("1999-05-08T05:45:00/2000", 10, "no time of day"),
        ("/", 0, "a date at one end"),
        ("../..", 0, "a date at one end"),
        ("/..", 0, "a date at one end"),
        ("1999/...", 5, "four digits"),
        ("1999/XXXX-05", 0, "use a year at both ends"),
        ("1999-05-08T", 10, "'' is not a time of day"),
        ("1999-05-08T05:45", 10, r"'05:45' is not a time of day"),
        ("1999-05-08T24:00:00", 10, r"'24:00:00' is not a time of day"),
        ("1999-05-08T05:60:00", 10, r"'05:60:00' is not a time of day"),
        ("1999-05-08T05:45:00+8", 10, r"'05:45:00\+8' is not a time of day"),
        ("1999-05-08T05:45:00ZZ", 10, r"'05:45:00ZZ' is not a time of day"),
        ("1999-05T05:45:00", 7, "'05:45:00' is not a time of day"),
        ("1999-05-08T05:45:00Z~", 20, "mark a day"),
        ("1" * 65, 0, "at most 64 characters, not 65"),
        ("1999/" * 100_000, 0, "at most 64 characters, not 500000"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason_and_its_place(
    text: str, column: int, message: str
) -> None:
    with pytest.raises(DateError, match=message) as raised:
        parse_edtf(text)
    assert raised.value.column == column


def test_a_refusal_says_what_to_write() -> None:
    with pytest.raises(
        DateError, match=r"; use a form such as 1999, 1999-05, 1999-05-08, 1999-05-22/1999-05-29"
    ):
        parse_edtf("eighth of May")


def test_an_error_has_the_reason_and_the_advice_as_clauses() -> None:
    with pytest.raises(DateError) as raised:
        parse_edtf("1999-13-08")
    error = raised.value
    assert (error.why, error.hint) == ("a year has no month 13", "use 01 to 12")
    assert str(error) == "a year has no month 13; use 01 to 12"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1999-04-31", "'1999-04-31' is not a date: that month has 30 days, not 31. Correct the day."),
        ("1999-13-08", "'1999-13-08' is not a date: a year has no month 13. Use 01 to 12."),
        ("x" * 61, f"'{'x' * 60}…' is not a date: unexpected 'x'. Use a form such as 1999, 1999-05,"),
    ],
)
def test_a_message_quotes_the_date_and_says_what_to_do(text: str, message: str) -> None:
    with pytest.raises(DateError) as raised:
        parse_edtf(text)
    assert raised.value.message(text).startswith(message)


def test_a_message_without_advice_ends_after_the_reason() -> None:
    assert DateError("it is empty").message("") == "'' is not a date: it is empty."
