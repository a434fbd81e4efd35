from __future__ import annotations

import pytest

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed, read_written


def check(cases: str) -> None:
    """Each line of `cases`: what is typed, `=`, its EDTF text."""
    for line in cases.strip().splitlines():
        typed, _, edtf = line.rpartition(" = ")
        assert parse_typed(typed.strip()).text == edtf.strip(), typed


def test_edtf_is_taken_as_it_is_in_any_case() -> None:
    check("""
        1999 = 1999
        1999-05-08 = 1999-05-08
        1999-05-22/1999-05-29 = 1999-05-22/1999-05-29
        ../1999-05 = ../1999-05
        1994~ = 1994~
        -0044 = -0044
        199x = 199X
        xxxx-03-24 = XXXX-03-24
        y170000002 = Y170000002
        1999-05-08t05:45:00z = 1999-05-08T05:45:00Z
    """)


def test_days_and_months_are_read_in_every_usual_order() -> None:
    check("""
        May 1999 = 1999-05
        8 May 1999 = 1999-05-08
        May 8, 1999 = 1999-05-08
        May 8,1999 = 1999-05-08
        1999 May 8 = 1999-05-08
        08 May 1999 = 1999-05-08
        8-May-1999 = 1999-05-08
        8th of May 1999 = 1999-05-08
        the 8th of May, 1999 = 1999-05-08
        May 1st 1999 = 1999-05-01
        22nd May 1999 = 1999-05-22
        23rd May 1999 = 1999-05-23
        May, 1999 = 1999-05
        May-1999 = 1999-05
    """)


def test_case_abbreviations_and_spaces_are_free() -> None:
    check("""
        8 MAY 1999 = 1999-05-08
        8 sep 1999 = 1999-09-08
        8 Sept. 1999 = 1999-09-08
        8. September 1999 = 1999-09-08
        Septem 1999 = 1999-09
        8  \t May    1999 = 1999-05-08
    """)


def test_figures_are_read_where_their_order_is_clear() -> None:
    check("""
        1999/05/08 = 1999-05-08
        1999-5-8 = 1999-05-08
        1999.5.8 = 1999-05-08
        1999/5 = 1999-05
        1999-5 = 1999-05
        5/1999 = 1999-05
        5.1999 = 1999-05
        05.1999 = 1999-05
        since 5.1999 = 1999-05/..
        5.1999-6.1999 = 1999-05/1999-06
        1999.5 = 1999-05
        1999.05 = 1999-05
        May 5.1999 = 1999-05-05
        05-1999 = 1999-05
        8.5.1999 = 1999-05-08
        08.05.1999 = 1999-05-08
        31/5/1999 = 1999-05-31
        5/31/1999 = 1999-05-31
        5/5/1999 = 1999-05-05
    """)


@pytest.mark.parametrize("typed", ["8/5/1999", "05/08/1999", "5-8-1999", "before 8/5/1999"])
def test_a_date_that_may_be_two_is_refused_and_both_are_named(typed: str) -> None:
    with pytest.raises(DateError) as raised:
        parse_typed(typed)
    assert raised.value.message(typed) == (
        f"'{typed}' is ambiguous: 8 May 1999 or 5 August 1999. Use one of these, or 1999-MM-DD."
    )


def test_parts_of_a_year_are_read() -> None:
    check("""
        spring 1999 = 1999-21
        Summer of 1999 = 1999-22
        autumn 1999 = 1999-23
        fall 1999 = 1999-23
        winter 1998 = 1998-24
        winter 1998-99 = 1998-24
        winter 1998–99 = 1998-24
        winter of 1998/99 = 1998-24
        winter 1998-1999 = 1998-24
        1999-Q2 = 1999-34
        Q2 1999 = 1999-34
        q4 1999 = 1999-36
        2nd quarter 1999 = 1999-34
        second quarter of 1999 = 1999-34
        first half of 1999 = 1999-40
        spring in 1999 = 1999-21
        first quarter in 1999 = 1999-33
        late in 1998 = 1998-39
        end of the year 1998 = 1998-39
        H2 1999 = 1999-41
        early 1998 = 1998-37
        mid 1998 = 1998-38
        mid-1998 = 1998-38
        late 1998 = 1998-39
        late-1998 = 1998-39
    """)


def test_thirds_of_months_decades_and_centuries_are_approximate() -> None:
    check("""
        early May 1999 = 1999-05-01~/1999-05-10~
        mid-May 1999 = 1999-05-11~/1999-05-20~
        late Feb 1999 = 1999-02-21~/1999-02-28~
        late February 2000 = 2000-02-21~/2000-02-29~
        early 1990s = 1990~/1993~
        late in the 1990s = 1997~/1999~
        early in May 1999 = 1999-05-01~/1999-05-10~
        late 1999-05 = 1999-05-21~/1999-05-31~
        mid 199X = 1994~/1996~
        the mid-1990s = 1994~/1996~
        late 20th century = 1967~/1999~
        early May 1999? = 1999-05-01%/1999-05-10%
        c. late May 1999 = 1999-05-21~/1999-05-31~
    """)


def test_decades_centuries_and_eras_are_read() -> None:
    check("""
        1990s = 199X
        the 1990s = 199X
        1990's = 199X
        AD 990s = 099X
        20th century = 19XX
        the 1st century = 00XX
        5th century BC = -04XX
        2nd millennium = 1XXX
        44 BC = -0043
        44 B.C. = -0043
        44bce = -0043
        1 BC = 0000
        AD 800 = 0800
        800 CE = 0800
        15 March 44 BC = -0043-03-15
        March 15, 44 BC = -0043-03-15
        8 May AD 800 = 0800-05-08
        10,000 BC = -9999
        170,000,002 = Y170000002
    """)


def test_doubt_is_read() -> None:
    check("""
        c. 1994 = 1994~
        c.1994 = 1994~
        ca 1994 = 1994~
        circa 1994 = 1994~
        about 1994 = 1994~
        around May 1994 = 1994-05~
        1994? = 1994?
        c. 1994? = 1994%
        perhaps 8 May 1999 = 1999-05-08?
        probably c. 1994 = 1994%
        8 May 1999? = 1999-05-08?
        8 May 1999 ? = 1999-05-08?
        winter 1998–99? = 1998-24?
        12,000? = Y12000?
    """)


def test_a_range_may_leave_out_what_its_other_end_says() -> None:
    check("""
        22-29 May 1999 = 1999-05-22/1999-05-29
        22–29 May 1999 = 1999-05-22/1999-05-29
        22 — 29 May 1999 = 1999-05-22/1999-05-29
        22nd-29th of May 1999 = 1999-05-22/1999-05-29
        May 22-29, 1999 = 1999-05-22/1999-05-29
        22 May - 3 June 1999 = 1999-05-22/1999-06-03
        May 22 - June 3, 1999 = 1999-05-22/1999-06-03
        22 May 1999 - 3 June = 1999-05-22/1999-06-03
        28 December 1998 – 3 January 1999 = 1998-12-28/1999-01-03
        April-May 1999 = 1999-04/1999-05
        spring-summer 1999 = 1999-21/1999-22
        Q1-Q2 1999 = 1999-33/1999-34
        first–second quarter of 1999 = 1999-33/1999-34
        1998-1999 = 1998/1999
        1939–45 = 1939/1945
        1939–41 = 1939/1941
        1970s-1990s = 197X/199X
        19th-20th century = 18XX/19XX
        44–31 BC = -0043/-0030
        100-44 BC = -0099/-0043
        44 BC – AD 14 = -0043/0014
        AD 90–99 = 0090/0099
        early May – mid-June 1999 = 1999-05-01~/1999-06-20~
        c. 1994 – 1998? = 1994~/1998?
        from May 1999 to June 2000 = 1999-05/2000-06
        between 22 and 29 May 1999 = 1999-05-22/1999-05-29
        1999-05-08 to 1999-06 = 1999-05-08/1999-06
        1999 until March 2001 = 1999/2001-03
    """)


def test_ranges_may_be_open_at_an_end() -> None:
    check("""
        since 1999 = 1999/..
        from May 1999 = 1999-05/..
        1999 onwards = 1999/..
        1999 – present = 1999/..
        between 1999 and now = 1999/..
        until May 1999 = ../1999-05
        to 1999 = ../1999
        May 1999 – unknown = 1999-05/
        unknown – 1999 = /1999
        from c. 1994 = 1994~/..
    """)


def test_before_and_after_leave_out_the_date_they_name() -> None:
    check("""
        before 1999 = [..1998]
        before May 1999 = [..1999-04]
        before January 1999 = [..1998-12]
        before 1 March 2000 = [..2000-02-29]
        before 1999-05-08 = [..1999-05-07]
        before the 1990s = [..198X]
        before 44 BC = [..-0044]
        before Q1 1999 = [..1998-36]
        before c. 1994 = [..1993~]
        after 1999 = [2000..]
        after December 1999 = [2000-01..]
        after 28 February 1999 = [1999-03-01..]
        after spring 1999 = [1999-06-01..]
    """)


def test_weeks_are_those_of_iso_8601() -> None:
    check("""
        1999-W19 = 1999-05-10/1999-05-16
        1999-w19 = 1999-05-10/1999-05-16
        week 19 of 1999 = 1999-05-10/1999-05-16
        1998-W53 = 1998-12-28/1999-01-03
    """)


def test_the_first_century_is_read_after_a_counted_day() -> None:
    check("May 8th AD 50 = 0050-05-08")


def test_what_is_not_known_may_be_said() -> None:
    check("""
        24 March, year unknown = XXXX-03-24
        22–29 March, year unknown = XXXX-03-22/XXXX-03-29
        May 1999 (day unknown) = 1999-05-XX
        1999, month unknown = 1999-XX
        1999, day unknown = 1999-XX-XX
    """)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "foo", "May", "?", "-", ",", "'", "(", "~", "c.", "before", "since", "to", "the", "AD", "BC",
        "bc 44",
        "1999 1999", "8 9 May 1999", "May June 1999", "1999 -", "- 1999", "1999 - 2000 - 2001", "800", "199905",
        "12000", "0 BC", "AD 0", "5th quarter 1999", "third half of 1999", "101st century", "0th century", "mid",
        "early", "late foo", "mid 8 May 1999", "late 5th century BC", "day unknown", "foo, day unknown",
        "1999, hour unknown", "week 1999", "week x of 1999", "1999-W60", "1999-W00", "13/1999", "40/40/1999",
        "1.2.3.1999", "30 February 1999", "1999-02-30", "2001 - 1999", "winter 1998-00", "XXXX",
        "before XXXX-03-24", "after 1999/..", "8 May 1999 25:45", "May 1999 05", "today", "tomorrow", "NaN",
        "1999\0", "Y" * 99, "1" * 5000, "1999" + " " * 500 + "x", "early " * 16,
        "昭和70年5月8日", "平成0年",
        "1,99", ",199", "1,,000", "mid-", "1999--05", "May 1999 - foo", "foo - May 1999", "after foo",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DateError):
        parse_typed(typed)


def test_a_refusal_lists_the_accepted_forms() -> None:
    with pytest.raises(DateError) as raised:
        parse_typed("the other day")
    assert raised.value.message("the other day") == (
        "'the other day' is not a date. Use a form such as 1999, May 1999, 8 May 1999, 1999-05-08 or 'late 1998'."
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("8 May", "it has no year; add one, as in 8 May 2000"),
        ("30 February 1999", "has 28 days, not 30"),
        ("1999-02-30", "has 28 days, not 30"),
        ("1999-05-29 - 1999-05-22", "ends before it begins"),
        ("1999-W60", "1999 has no week 60; use a week from 1 to 52"),
        ("week 54 of 1998", "1998 has no week 54; use a week from 1 to 53"),
        ("before XXXX-03-24", "its date has no known start; use a complete date"),
        (
            "Sunday 8 May 1999",
            "8 May 1999 is a Saturday, not a Sunday; correct the day, or leave out the weekday",
        ),
        ("8-May-99", "its year has two digits; write the year in full, as in 1999-05-08"),
        ("1850 or 1851", "1850 or 1851; use one of these, or 1850/1851 for the time between"),
        ("12000 BP", "'BP' does not count the years of the calendar"),
        ("-44", "45 BC or 44 BC; write -0044 for 45 BC, or -0043 for 44 BC"),
        ("36288", "write Y36288 for the year or 1999-05-08 for the day number of a spreadsheet"),
        ("926129160000", "since 1970 it is 1999-05-08"),
        ("{1667,1668}", "sets of dates are not supported; write 1667/1668"),
        ("10 May - 8 May 1999", "ends before it begins"),
        ("8 May 1999 - 3 May", "ends before it begins"),
        ("8 May 1999 05:46 MSK", "the time zone MSK has no number; write its distance from UTC"),
        ("x" * 200, "at most 100 characters, not 200"),
    ],
)
def test_a_near_miss_is_told_what_is_wrong(typed: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        parse_typed(typed)


def test_an_era_belongs_to_its_year_in_every_language() -> None:
    check("""
        1200 BC = -1199
        1200 B.C. = -1199
        1184 BCE = -1183
        10,000 B.C.E. = -9999
        10 000 BC = -9999
        1.200 v. Chr. = -1199
        221 v.Chr. = -0220
        44 av. J.-C. = -0043
        753 a. C. = -0752
        753 до н. э. = -0752
        5 января 200 г. до н.э. = -0199-01-05
        公元前221年 = -0220
        公元79年 = 0079
        1332-1323 BCE = -1331/-1322
        between 44 and 31 B.C. = -0043/-0030
        March 44 – April 43 BC = -0043-03/-0042-04
        mid-1200 BC = -1199-38
        5–9 AD = 0005/0009
    """)


@pytest.mark.parametrize(
    "typed", ["12000 BP", "1200 years ago", "66 Ma", "1999-05 BC", "2 million years ago", "BC 44"]
)
def test_a_number_that_counts_something_else_is_no_year(typed: str) -> None:
    with pytest.raises(DateError):
        read_written(typed)


def test_other_languages_and_scripts_are_read() -> None:
    check("""
        8 мая 1999 г. = 1999-05-08
        24. März 1999 = 1999-03-24
        vendredi 7 mai 1999 = 1999-05-07
        8 de abril de 1999 = 1999-04-08
        8 févr. 1999 = 1999-02-08
        1999年5月8日 = 1999-05-08
        1999年5月8日（土） = 1999-05-08
        平成11年5月8日 = 1999-05-08
        １９９９ = 1999
        Winter 1998/99 = 1998-24
        2. Quartal 1999 = 1999-34
        19. Jahrhundert = 18XX
        XIX век = 18XX
        XIXe siècle = 18XX
        19世紀 = 18XX
        vor 1999 = [..1998]
        nach 1999 = [2000..]
    """)


def test_times_of_day_are_kept_where_they_belong_to_one_day() -> None:
    check("""
        1999-05-07 23:46 = 1999-05-07T23:46:00
        1999-05-07T23:46 = 1999-05-07T23:46:00
        1999-05-08T05:46:00.000Z = 1999-05-08T05:46:00Z
        Sat, 8 May 1999 03:46:00 +0200 = 1999-05-08T03:46:00+02:00
        Sat May 08 1999 05:46:00 GMT+0200 (Central European Summer Time) = 1999-05-08T05:46:00+02:00
        Sat May  8 05:46:00 1999 = 1999-05-08T05:46:00
        May 8, 1999, 5:46 AM = 1999-05-08T05:46:00
        7.5.1999 23:46 Uhr = 1999-05-07T23:46:00
        7 mai 1999 à 23h46 = 1999-05-07T23:46:00
        1999年5月7日 23:46 = 1999-05-07T23:46:00
        1999-05-07 00:00:00 = 1999-05-07
        1999-05-07 23:46 – 1999-05-08 01:00 = 1999-05-07/1999-05-08
    """)


def test_about_applies_to_both_years_of_one_expression() -> None:
    check("""
        ca 1850-1860 = 1850~/1860~
        ca 1850 to 1860 = 1850~/1860~
        c. 44–31 BC = -0043~/-0030~
        c. 1994 – 1998 = 1994~/1998
    """)


@pytest.mark.parametrize(
    ("typed", "edtf", "doubt"),
    [
        ("3/4/1999", "1999-03-04", "day and month may be the other way round"),
        ("8-May-99", "1999-05-08", "has a year of two digits"),
        ("Sunday 8 May 1999", "1999-05-08", "8 May 1999 is a Saturday, not a Sunday"),
        ("1850 or 1851", "1850/1851", "is one of two dates"),
        ("ca 1850 – 1860", "1850~/1860", "only the first date was read as approximate"),
        ("926129160000", "1999-05-08", "was read as a time since 1970"),
        ("1999-05-07 00:00:00.000", "1999-05-07", "the time of day is left out: 00:00:00"),
        ("INT 1850 (the year of the flood)", "1850", "interpreted from “the year of the flood”"),
        ("[1850]", "1850", "in brackets"),
        ("1939-41", "1939-41", "if it is several years, write 1939/1941"),
        ("8 May", "XXXX-05-08", "no year is given"),
        ("the 1800s", "180X", "if it is the century, write 18XX"),
        ("8 May 1999 05:46 MSK", "1999-05-08T05:46:00", "“MSK” of the time is left out"),
    ],
)
def test_the_first_reading_comes_with_its_doubt(typed: str, edtf: str, doubt: str) -> None:
    written = read_written(typed)
    assert written.edtf == edtf
    assert [one for one in written.doubts if doubt in one]


def test_a_slash_may_stand_between_two_days_of_different_years() -> None:
    check("""
        30 Dec 1998/2 Jan 1999 = 1998-12-30/1999-01-02
        30 Dec. 1998-2 Jan 1999 = 1998-12-30/1999-01-02
        since 1999/5 = 1999-05/..
    """)


def test_ukrainian_and_polish_words_for_year_and_era_are_known() -> None:
    check("""
        8 травня 1999 р. = 1999-05-08
        8 травня 1999 року = 1999-05-08
        44 р. до н. е. = -0043
        XIX століття = 18XX
        8 maja 1999 roku = 1999-05-08
    """)


def test_a_day_that_fits_its_weekday_is_beyond_doubt() -> None:
    assert read_written("Saturday 8 May 1999").doubts == ()
