"""The day, week, month and so on that a day falls in: for grouping and counting."""

from typing import Literal

from sinoru.dates.calendar_days import civil_of_day, iso_week, year_text

Unit = Literal["day", "week", "month", "quarter", "year", "decade"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade")


def period_of(day: int, unit: Unit) -> str:
    """Give the EDTF text of the period that a day number falls in: `1999-05`, `1999-34` (a quarter), `199X`.

    EDTF has no weeks; they are written as in ISO 8601, `1999-W19`. Beyond four digits of a year, it is the year.
    """
    year, month, of_month = civil_of_day(day)
    week = 0
    if unit == "week":
        year, week = iso_week(day)
    label = year_text(year)
    if label.startswith("Y"):
        return label
    if unit == "decade":
        return f"{label[:-1]}X"
    endings: dict[Unit, str] = {
        "day": f"-{month:02d}-{of_month:02d}",
        "week": f"-W{week:02d}",
        "month": f"-{month:02d}",
        "quarter": f"-{33 + (month - 1) // 3}",
        "year": "",
    }
    return label + endings[unit]


def period_in_words(label: str) -> str:
    """Write out what `period_of` gives: `May 1999`, `second quarter of 1999`, `week 19 of 1999`."""
    from sinoru.dates.parse import parse_edtf
    from sinoru.dates.single_wording import year_in_words
    from sinoru.dates.wording import in_words

    year, _, week = label.partition("-W")
    if week:
        return f"week {int(week)} of {year_in_words(int(year))}"
    return in_words(parse_edtf(label))
