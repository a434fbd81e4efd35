"""How old someone was, as far as two dates tell."""

from sinoru.render.when import calendar_bounds


def age_words(born: str, day: str) -> str:
    """Word an age: `aged 68`, or `aged 67 or 68` where a date is not known to the day; else nothing.

    Both dates are EDTF text.
    """
    births, days = calendar_bounds(born), calendar_bounds(day)
    if births is None or days is None:
        return ""
    youngest, oldest = _years(births[1], days[0]), _years(births[0], days[1])
    if youngest == oldest:
        return f"aged {oldest}" if oldest >= 0 else ""
    return f"aged {youngest} or {oldest}" if oldest == youngest + 1 > 0 else ""


def _years(born: tuple[int, int, int], day: tuple[int, int, int]) -> int:
    """Count the birthdays between two days given as year, month, day."""
    return day[0] - born[0] - (day[1:] < born[1:])
