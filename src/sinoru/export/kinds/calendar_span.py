"""From EDTF to the days and times that a calendar knows."""

from datetime import UTC, date, datetime, timedelta

from sinoru.dates.edtf import EdtfDate

Moment = date | datetime
DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1).toordinal()


def span_in_calendar(when: EdtfDate) -> tuple[Moment, Moment] | None:
    """Give the first moment and the first one after it; the same twice for a time of day.

    Of an interval that is open at an end, the days of the other end. None: a calendar has no such days.
    """
    if when.precision == "time" and (moment := _time_of(when.text)):
        return moment, moment
    whole = when
    if when.start and when.end:
        if when.earliest is None:
            whole = when.end
        elif when.latest is None:
            whole = when.start
    if whole.earliest is None or whole.latest is None:
        return None
    try:
        first, last = date.fromordinal(whole.earliest + _EPOCH), date.fromordinal(whole.latest + _EPOCH)
        return first, last + DAY
    except (ValueError, OverflowError):
        return None


def is_exact(when: EdtfDate) -> bool:
    """Tell whether the days of a calendar say all that the date says."""
    if when.approximate or when.uncertain:
        return False
    if when.start and when.end:
        return is_exact(when.start) and is_exact(when.end)
    return when.precision in ("day", "time")


def _time_of(text: str) -> datetime | None:
    """Read `1999-05-08T05:45Z`; a time of some zone becomes one of UTC, one of no zone stays so."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
