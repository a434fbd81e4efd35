"""Dates with their precision and doubt (EDTF, ISO 8601-2), and the words for them.

Reading EDTF is at hand at once, as an index needs it; what only some commands need is imported when it is first used.
"""

from typing import TYPE_CHECKING

from sinoru.dates.calendar_days import civil_of_day, day_of_civil, iso_day
from sinoru.dates.edtf_date import DateError, EdtfDate, Precision
from sinoru.dates.parse import parse_edtf

if TYPE_CHECKING:
    from sinoru.dates.periods import UNITS, Unit, period_in_words, period_of
    from sinoru.dates.single_wording import day_in_words, weekday, year_in_words
    from sinoru.dates.spans import parse_span
    from sinoru.dates.typed import parse_typed
    from sinoru.dates.wording import in_words

__all__ = [
    "UNITS",
    "DateError",
    "EdtfDate",
    "Precision",
    "Unit",
    "civil_of_day",
    "day_in_words",
    "day_of_civil",
    "in_words",
    "iso_day",
    "parse_edtf",
    "parse_span",
    "parse_typed",
    "period_in_words",
    "period_of",
    "weekday",
    "year_in_words",
]

_HOMES = {
    **dict.fromkeys(("UNITS", "Unit", "period_in_words", "period_of"), "periods"),
    **dict.fromkeys(("day_in_words", "weekday", "year_in_words"), "single_wording"),
    "in_words": "wording",
    "parse_span": "spans",
    "parse_typed": "typed",
}


def __getattr__(name: str) -> object:
    """Import what is not at hand yet."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sinoru.dates' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"sinoru.dates.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
