from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import Unit, period_of
from sinoru.dates.wording import date_words, day_in_words, days_in_words, in_words, weekday, year_in_words
from sinoru.dates.written import parse_typed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1999-05-08", "8 May 1999"),
        ("1999-05", "May 1999"),
        ("1999", "1999"),
        ("1999-21", "spring 1999"),
        ("1999-23", "autumn 1999"),
        ("1998-24", "winter 1998–99"),
        ("1999-24", "winter 1999–2000"),
        ("1908-24", "winter 1908–09"),
        ("-0043-24", "winter 44–43 BC"),
        ("1999-33", "first quarter of 1999"),
        ("1999-34", "second quarter of 1999"),
        ("1998-37", "early 1998"),
        ("1998-38", "mid-1998"),
        ("1998-39", "late 1998"),
        ("1999-41", "second half of 1999"),
        ("199X", "1990s"),
        ("190X", "1900s"),
        ("20XX", "21st century"),
        ("19XX", "20th century"),
        ("10XX", "11th century"),
        ("12XX", "13th century"),
        ("21XX", "22nd century"),
        ("00XX", "1st century"),
        ("-04XX", "5th century BC"),
        ("1XXX", "2nd millennium"),
        ("-0XXX", "1st millennium BC"),
        ("099X", "AD 990s"),
        ("-004X", "50–41 BC"),
        ("000X", "1 BC – AD 9"),
        ("1999-05-XX", "May 1999, day unknown"),
        ("1999-XX", "1999, month unknown"),
        ("1999-XX-XX", "1999, day unknown"),
        ("XXXX-03-24", "24 March, year unknown"),
        ("XXXX-03", "March, year unknown"),
        ("XXXX-03-XX", "March, year unknown"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0800", "AD 800"),
        ("-9999", "10,000 BC"),
        ("Y170000002", "170,000,002"),
        ("1999-05-08T05:45:00", "8 May 1999, 05:45"),
        ("1999-05-08T05:45:30Z", "8 May 1999, 05:45:30 UTC"),
        ("1999-05-08T05:45:00+08:00", "8 May 1999, 05:45 UTC+08:00"),
    ],
)
def test_a_date_is_written_as_a_historian_writes_it(text: str, words: str) -> None:
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1994~", "c. 1994"),
        ("1994?", "1994?"),
        ("1994%", "c. 1994?"),
        ("2001-05-28~", "c. 28 May 2001"),
        ("1999-05-13?", "13 May 1999?"),
        ("-0043~", "c. 44 BC"),
        ("1994~/1998", "c. 1994 – 1998"),
        ("1994/1998?", "1994 – 1998?"),
        ("1994~/1998~", "c. 1994 – c. 1998"),
        ("1994~/..", "from c. 1994"),
        ("1994~/1994~", "c. 1994"),
    ],
)
def test_doubt_is_written_with_the_date_that_it_belongs_to(text: str, words: str) -> None:
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1999-05-22/1999-05-29", "22–29 May 1999"),
        ("1999-04-28/1999-05-03", "28 April – 3 May 1999"),
        ("1998-12-28/1999-01-03", "28 December 1998 – 3 January 1999"),
        ("1999-05-08/1999-05-08", "8 May 1999"),
        ("1999-04/1999-05", "April–May 1999"),
        ("1998-12/1999-01", "December 1998 – January 1999"),
        ("1998/1999", "1998–1999"),
        ("1999-33/1999-34", "first–second quarter of 1999"),
        ("1999-21/1999-22", "spring–summer 1999"),
        ("197X/199X", "1970s–1990s"),
        ("18XX/19XX", "19th–20th century"),
        ("-0043/-0030", "44–31 BC"),
        ("-0043/0014", "44 BC – AD 14"),
        ("1999/2001-03", "1999 – March 2001"),
        ("1999-05-22/1999-06", "22 May 1999 – June 1999"),
        ("XXXX-05-22/XXXX-05-29", "22–29 May, year unknown"),
        ("XXXX-04-28/XXXX-05-03", "28 April – 3 May, year unknown"),
        ("1999-05/..", "from May 1999"),
        ("../1999", "until 1999"),
        ("1999-05/", "May 1999 – unknown"),
        ("/1999-05", "unknown – May 1999"),
    ],
)
def test_an_interval_says_once_what_its_ends_share(text: str, words: str) -> None:
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1999-05-01~/1999-05-10~", "early May 1999"),
        ("1999-05-11~/1999-05-20~", "mid-May 1999"),
        ("1999-02-21~/1999-02-28~", "late February 1999"),
        ("1990~/1993~", "early 1990s"),
        ("1997~/1999~", "late 1990s"),
        ("1900~/1933~", "early 20th century"),
        ("1934~/1966~", "mid-20th century"),
    ],
)
def test_about_a_third_of_a_month_decade_or_century_is_early_mid_or_late(text: str, words: str) -> None:
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1999-05-01/1999-05-10", "1–10 May 1999"),
        ("1999-05-01~/1999-05-10", "c. 1 May – 10 May 1999"),
        ("1999-05-01%/1999-05-10%", "c. 1 May 1999? – c. 10 May 1999?"),
        ("1999-05-01~/1999-06-10~", "c. 1 May – c. 10 June 1999"),
        ("1999-05-02~/1999-05-10~", "c. 2 May – c. 10 May 1999"),
        ("1990~/1994~", "c. 1990 – c. 1994"),
        ("XXXX-05-01~/XXXX-05-10~", "c. 1 May, year unknown – c. 10 May, year unknown"),
    ],
)
def test_other_intervals_are_never_called_early_mid_or_late(text: str, words: str) -> None:
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("day", "words", "name"),
    [
        (0, "1 January 1970", "Thursday"),
        (10719, "8 May 1999", "Saturday"),
        (-719529, "31 December 2 BC", "Friday"),
    ],
)
def test_days_have_words_and_a_weekday(day: int, words: str, name: str) -> None:
    assert day_in_words(day) == words
    assert weekday(day) == name


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (1999, "1999"),
        (1000, "1000"),
        (999, "AD 999"),
        (1, "AD 1"),
        (0, "1 BC"),
        (-9999, "10,000 BC"),
        (12000, "12,000"),
    ],
)
def test_years_name_their_era_where_a_reader_needs_it(year: int, words: str) -> None:
    assert year_in_words(year) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1999-05-08", "1999-05-08", "8 May 1999"),
        ("1999-05-08", "1999-05-15", "8–15 May 1999"),
        ("1999-05-08", "1999-06-01", "8 May – 1 June 1999"),
        ("1999-05-01", "1999-05-31", "May 1999"),
        ("1999-05-01", "1999-06-30", "May–June 1999"),
        ("2000-02-01", "2000-02-28", "1–28 February 2000"),
        ("1998-12-01", "1999-01-31", "December 1998 – January 1999"),
        ("1999-01-01", "1999-12-31", "1999"),
        ("1949-01-01", "2002-12-31", "1949–2002"),
        ("1999-05-08", "", "from 8 May 1999"),
        ("", "1999-05-08", "until 8 May 1999"),
        ("", "", ""),
    ],
)
def test_days_are_written_as_the_longest_whole_periods(first: str, last: str, words: str) -> None:
    days = (parse_edtf(day).earliest if day else None for day in (first, last))
    assert days_in_words(*days) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[..1065]", "before 1066"),
        ("[1941..]", "after 1940"),
        ("[..1999-05-07]", "before 8 May 1999"),
        ("[1999-06..]", "after May 1999"),
        ("[..1065~]", "before c. 1066"),
        ("[..199X]", "before 2000"),
        ("[1958-33..]", "after 1957"),
        ("[..-0043]", "before 43 BC"),
        ("../1065", "until 1065"),
    ],
)
def test_a_moment_before_or_after_a_date_is_no_time_until_or_from_it(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@given(
    day=st.integers(-700_000, 100_000),
    unit=st.sampled_from(["day", "month", "year"]),
    is_before=st.booleans(),
)
def test_a_moment_in_words_is_read_as_itself(day: int, unit: Unit, *, is_before: bool) -> None:
    bound = period_of(day, unit)
    edtf = f"[..{bound}]" if is_before else f"[{bound}..]"
    assert parse_typed(date_words(edtf)).text == edtf
