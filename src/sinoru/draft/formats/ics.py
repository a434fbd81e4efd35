"""`import ics`: calendars (RFC 5545)."""

from datetime import date, datetime, timedelta
from typing import Any

from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.verify.copies import UnreadableCopy


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:  # noqa: ARG001  all readers have one signature
    """Return the events of all calendars in a file; `line` is where each begins. Raises UnreadableCopy."""
    try:
        from icalendar import Calendar
    except ImportError:
        raise UnreadableCopy(path, "a calendar needs an extra: pip install 'sinoru[ics]'") from None
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception as error:  # noqa: BLE001  icalendar raises many kinds
        raise UnreadableCopy(path, f"is no calendar (RFC 5545): {str(error)[:200]}") from None
    if not calendars:
        raise UnreadableCopy(path, "is no calendar (RFC 5545)")
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    begins = [
        number for number, line in enumerate(text.splitlines(), 1) if line.strip().upper() == "BEGIN:VEVENT"
    ]
    lines = begins if len(begins) == len(events) else list(range(1, len(events) + 1))
    read = [_make_row(line, event) for line, event in zip(lines, events, strict=True)]
    names = (calendar.get("X-WR-CALNAME") for calendar in calendars)
    title = next((str(name) for name in names if name), "")
    rows = tuple(row for row in read if isinstance(row, Row))
    return Rows(rows, tuple(row for row in read if isinstance(row, LeftOut)), title)


def _make_row(line: int, event: Any) -> Row | LeftOut:
    title = " ".join(str(event.get("SUMMARY") or "").split())
    summary = " ".join(str(event.get("DESCRIPTION") or "").split())
    shown = " | ".join(filter(None, (title, summary)))
    start = _moment(event, "DTSTART")
    if start is None or not shown:
        return LeftOut(line, shown, "it has no start that can be read" if shown else "it has no summary")
    doubts: list[str] = []
    last = _last_day(event, start)
    first_day = _day(start)
    if last < first_day:
        doubts.append(f"its end {last.isoformat()} lies before its start")
        last = first_day
    if isinstance(start, datetime):
        doubts.append(f"the time of day is left out: {start.isoformat(sep=' ', timespec='minutes')}")
    if event.get("RRULE") or event.get("RDATE"):
        doubts.append(f"it recurs; only the first is drafted ({_recurrence(event)})")
    if str(event.get("STATUS") or "").upper() == "CANCELLED":
        doubts.append("the calendar calls it cancelled")
    text = first_day.isoformat() if last == first_day else f"{first_day.isoformat()}/{last.isoformat()}"
    return Row(text, summary or title, line, shown, text, title, topics=_topics(event), doubts=tuple(doubts))


def _topics(event: Any) -> tuple[str, ...]:
    categories = event.get("CATEGORIES")
    found = categories if isinstance(categories, list) else [categories] if categories else []
    return tuple(
        str(topic) for each in found for topic in getattr(each, "cats", [each]) if str(topic).strip()
    )


def _recurrence(event: Any) -> str:
    rule = event.get("RRULE")
    return rule.to_ical().decode("utf-8", "replace") if hasattr(rule, "to_ical") else "RDATE"


def _moment(event: Any, name: str) -> date | None:
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def _last_day(event: Any, start: date) -> date:
    """Return the last day: DTEND is the first moment that no longer belongs to the event (RFC 5545, 3.6.1)."""
    end = _moment(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(length, timedelta):
        end = start + length
    if end is None or end == start:
        return _day(start)
    if isinstance(end, datetime):
        return _day(end - timedelta(microseconds=1))
    return end - timedelta(days=1)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
