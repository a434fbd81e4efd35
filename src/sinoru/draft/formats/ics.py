"""`import ics`: calendars (RFC 5545)."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.messages import clause, command
from sinoru.text.lines import split_lines
from sinoru.verify.copies import UnreadableCopy, missing_reader


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:  # noqa: ARG001  all readers have one signature
    """Return the events of all calendars in a file; `line` is where each begins.

    Raises UnreadableCopy, or MissingLibrary.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        raise missing_reader(path, "import", error) from None
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception as error:  # noqa: BLE001  icalendar raises many kinds
        raise _not_a_calendar(path, text, str(error)) from None
    if not calendars:
        raise _not_a_calendar(path, text, "it has no complete VCALENDAR")
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    begins = [
        number for number, line in enumerate(split_lines(text), 1) if line.strip().upper() == "BEGIN:VEVENT"
    ]
    lines = begins if len(begins) == len(events) else list(range(1, len(events) + 1))
    read = [_make_row(line, event) for line, event in zip(lines, events, strict=True)]
    names = (calendar.get("X-WR-CALNAME") for calendar in calendars)
    title = next((str(name) for name in names if name), "")
    rows = tuple(row for row in read if isinstance(row, Row))
    return Rows(rows, tuple(row for row in read if isinstance(row, LeftOut)), title)


def _not_a_calendar(path: str, text: str, why: str) -> UnreadableCopy:
    """Return the error with the number of the wrong line, if that is known; `why` is the reason of the parser."""
    lines = [line.strip() for line in split_lines(text)]
    first = next((line for line in lines if line), "")
    quoted = re.search(r"into parts: '(.*)': ", why)
    wrong = quoted.group(1).strip() if quoted else first if not _begins_calendar(first) else ""
    if wrong and wrong in lines:
        why = f"line {lines.index(wrong) + 1} cannot be parsed"
    example = command("import", "chronology", path)
    advice = "" if _begins_calendar(first) else f"Is this a chronology? Try: {example}"
    return UnreadableCopy(path, f"is not an iCalendar file (RFC 5545): {clause(why[:200])}", advice)


def _begins_calendar(line: str) -> bool:
    return line.upper().startswith("BEGIN:")


def _make_row(line: int, event: Any) -> Row | LeftOut:
    title = " ".join(str(event.get("SUMMARY") or "").split())
    summary = " ".join(str(event.get("DESCRIPTION") or "").split())
    shown = " | ".join(filter(None, (title, summary)))
    start = _moment(event, "DTSTART")
    if start is None or not shown:
        return LeftOut(line, shown, "no readable start date" if shown else "no summary")
    doubts: list[str] = []
    last = _last_day(event, start)
    first_day = _day(start)
    if last < first_day:
        doubts.append(f"its end, {last.isoformat()}, is earlier than its start and is not used")
        last = first_day
    if isinstance(start, datetime):
        doubts.append(f"the time of day is left out: {start.isoformat(sep=' ', timespec='minutes')}")
    if event.get("RRULE") or event.get("RDATE"):
        doubts.append(f"the event recurs; only the first occurrence is drafted ({_recurrence(event)})")
    if str(event.get("STATUS") or "").upper() == "CANCELLED":
        doubts.append("the calendar marks it as cancelled")
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
    value = _value(event, name)
    return value if isinstance(value, date) else None


def _value(event: Any, name: str) -> Any:
    """Return the date, time or length of a property; None if it is absent or cannot be parsed."""
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:  # icalendar raises it only when a broken property is used
        return None


def _last_day(event: Any, start: date) -> date:
    """Return the last day: DTEND is the first moment that no longer belongs to the event (RFC 5545, 3.6.1)."""
    end = _moment(event, "DTEND")
    length = _value(event, "DURATION")
    if end is None and isinstance(length, timedelta):
        end = start + length
    if end is None or end == start:
        return _day(start)
    if isinstance(end, datetime):
        return _day(end - timedelta(microseconds=1))
    return end - timedelta(days=1)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
