"""When something began and ended, so far as a date tells."""

from functools import lru_cache

import msgspec

from sinoru.dates.edtf import EdtfDate, parse_edtf


class Span(msgspec.Struct, frozen=True):
    """Day numbers between which something surely began and ended; None: not known."""

    first: int | None
    """It did not begin before."""
    begun: int | None
    """It had begun by then."""
    ending: int | None
    """It had not ended before."""
    last: int | None
    """It ended by then."""
    is_exact: bool
    """Known to the day, and not marked as doubtful."""


@lru_cache(maxsize=4096)  # thousands of lives have the same few years
def span_of(edtf: str) -> Span | None:
    """Give the span of a date; None for none, and for one that is marked as doubtful (`~ ? %`)."""
    date = parse_edtf(edtf) if edtf else None
    if date is None or date.approximate or date.uncertain:
        return None
    start, end = date.start or date, date.end or date
    return Span(start.earliest, start.latest, end.earliest, end.latest, _is_day(start) and _is_day(end))


def _is_day(date: EdtfDate) -> bool:
    return date.precision in ("time", "day")


def is_apart(one: Span, other: Span) -> bool:
    """Tell whether two spans surely have no day in common."""
    return _is_before(one, other) or _is_before(other, one)


def _is_before(one: Span, other: Span) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def reaches_beyond(part: Span, whole: Span) -> bool:
    """Tell whether a part surely begins before the whole or ends after it."""
    is_early = part.begun is not None and whole.first is not None and part.begun < whole.first
    is_late = part.ending is not None and whole.last is not None and part.ending > whole.last
    return is_early or is_late
