"""Lengths of time as they are typed: `3d`, `2 weeks`."""

from sinoru.dates.edtf_date import DateError

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_WORDS = {"day": "d", "week": "w", "month": "m", "year": "y"}
_MOST_DIGITS = 6


def parse_span(text: str) -> int:
    """Read a length of time in days; a month counts 30 days, a year 365. Raises DateError."""
    written = text.strip().lower()
    unit = written.lstrip("0123456789")
    digits = written.removesuffix(unit)
    unit = unit.strip()
    days = _DAYS.get(_WORDS.get(unit.removesuffix("s"), unit))
    if not digits or days is None or len(digits) > _MOST_DIGITS:
        shown = text[:40]
        raise DateError(f"{shown!r} is no length of time: write 3d, 2w, 1m (30 days) or 1y (365 days)")
    return int(digits) * days
