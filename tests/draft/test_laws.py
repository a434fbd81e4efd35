"""A date written in any style is read back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sinoru.dates.wording import MONTHS
from sinoru.draft.formats.chronology import read_prose

GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
STYLES = (
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}: ",
    lambda day: f"{MONTHS[day.month - 1][:3]}. {day.day}, {day.year} - ",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year} – ",
    lambda day: f"{day.day} {MONTHS[day.month - 1].upper()} {day.year}: ",
    lambda day: f"{day.isoformat()}: ",
    lambda day: f"{day.isoformat()}\t",
    lambda day: f"| {day.day} {MONTHS[day.month - 1][:3]} {day.year} | ",
    lambda day: f"* [{MONTHS[day.month - 1]} {day.day}, {day.year}] ",
    lambda day: f"{day.day}. {GERMAN[day.month - 1]} {day.year}: ",
    lambda day: f"{day.day:02}.{day.month:02}.{day.year}: ",
    lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year} : ",
    lambda day: f"{day.day} {RUSSIAN[day.month - 1]} {day.year} года — ",
    lambda day: f"{day.year}年{day.month}月{day.day}日：",
    lambda day: f"{day.year} {MONTHS[day.month - 1][:3]}. {day.day}: ",
)
DAYS = st.dates(date(1500, 1, 1), date(2099, 12, 31))


def _dates(text: str) -> list[str]:
    return [row.date for row in read_prose(text, None, lambda _done, _total: None).rows]


@given(st.lists(DAYS, min_size=3, max_size=6), st.sampled_from(STYLES))
def test_a_day_in_any_style_is_read_back(days: list[date], style: object) -> None:
    assert callable(style)
    text = "".join(f"{style(day)}Something happens in town.\n" for day in days)
    assert _dates(text) == [day.isoformat() for day in days]


@given(DAYS, st.integers(1, 25))
def test_a_time_within_a_month_is_read_back(day: date, days: int) -> None:
    last = day.day + days
    if last > 28:
        day, last = day.replace(day=1), 1 + days
    text = f"{MONTHS[day.month - 1]} {day.day}-{last}, {day.year}: Talks.\n"
    assert _dates(text) == [f"{day.isoformat()}/{day.replace(day=last).isoformat()}"]


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    rows = read_prose(text, None, lambda _done, _total: None)
    assert all(row.summary for row in rows.rows)


@given(
    st.lists(
        st.sampled_from([*"0123456789 .-:/|,\n", "May", "1999", "March", "to", "von", "年", "mid", "'99"])
    )
)
def test_no_heap_of_date_words_is_too_odd(words: list[str]) -> None:
    _dates("".join(words))
