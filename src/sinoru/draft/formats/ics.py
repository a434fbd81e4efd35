"""`import ics`: calendars (RFC 5545)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.loading.field_readers import is_decimal
from sinoru.messages import clause, command, quoted
from sinoru.model.points import is_on_earth
from sinoru.text.lines import split_lines
from sinoru.verify.copies import UnreadableCopy, missing_reader

_ESCAPE = re.compile(r"\\([\\;,nN])")
"""What RFC 5545 (section 3.3.11) escapes in a text; the library leaves it in properties that it does not know."""


@contextmanager
def _no_zones_of_its_own() -> Iterator[None]:
    """Let the library make no time zone that a calendar describes: days need none, and its rules may never end."""
    from icalendar.timezone import tzp

    tzp.cache_timezone_component = lambda timezone_component: None  # type: ignore[method-assign]  # noqa: ARG005
    try:
        yield
    finally:
        del tzp.cache_timezone_component  # that of its class again


def _unescape(escape: re.Match[str]) -> str:
    return " " if escape[1] in "nN" else escape[1]


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:  # noqa: ARG001  all readers have one signature
    """Return the events of all calendars in a file; `line` is where each begins.

    Raises UnreadableCopy, or MissingLibrary.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        raise missing_reader(path, "import", error) from None
    with _no_zones_of_its_own():
        try:
            calendars = Calendar.from_ical(text, multiple=True)
            events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        except Exception as error:  # noqa: BLE001  icalendar raises many kinds
            calendars, events = _read_apart(text)
            if not events:
                raise _not_a_calendar(path, text, str(error)) from None
    if not calendars:
        raise _not_a_calendar(path, text, "it has no complete VCALENDAR")
    begins = [
        number for number, line in enumerate(split_lines(text), 1) if line.strip().upper() == "BEGIN:VEVENT"
    ]
    lines = begins if len(begins) == len(events) else list(range(1, len(events) + 1))
    read = [_read_event(line, event) for line, event in zip(lines, events, strict=True)]
    names = (_first(calendar, "X-WR-CALNAME") for calendar in calendars)
    title = next((_ESCAPE.sub(_unescape, str(name)) for name in names if name), "")
    return Rows.of(read, title)


def _read_apart(text: str) -> tuple[list[Any], list[Any]]:
    """Return the calendars without their events, and each event on its own, or the error that it is to the library.

    Both are empty where something outside the events is wrong.
    """
    from icalendar import Calendar, Event

    events: list[list[str]] = []
    rest: list[str] = []
    into = rest
    for line in split_lines(text):
        name = line.strip().upper()
        if name == "BEGIN:VEVENT":
            events.append([])
            into = events[-1]
        into.append(line)
        if name == "END:VEVENT":
            into = rest
    try:
        return Calendar.from_ical("\r\n".join(rest), multiple=True), [
            _parse(Event, lines) for lines in events
        ]
    except Exception:  # noqa: BLE001  it was raised, and is told, for the complete text
        return [], []


def _parse(component: Any, lines: list[str]) -> Any:
    try:
        return component.from_ical("\r\n".join(lines))
    except Exception as error:  # noqa: BLE001  _read_event raises it again
        return error


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


def _read_event(line: int, event: Any) -> Row | LeftOut:
    """Return the row of an event; whatever is broken in one leaves the others as they are."""
    error = event
    if not isinstance(event, Exception):
        try:
            return _make_row(line, event)
        except Exception as raised:  # noqa: BLE001  the library raises many kinds, on the first use of a property
            error = raised
    return LeftOut(line, "", f"it cannot be read: {clause(str(error)[:200])}")


def _make_row(line: int, event: Any) -> Row | LeftOut:
    title = " ".join(str(_first(event, "SUMMARY") or "").split())
    summary = " ".join(str(_first(event, "DESCRIPTION") or "").split())
    shown = " | ".join(filter(None, (title, summary)))
    start = _moment(event, "DTSTART")
    if start is None or not shown:
        written = str(_first(event, "DTSTART") or "")
        return LeftOut(
            line,
            shown,
            (f"its start {quoted(written)} is not a date" if written else "no start date")
            if shown
            else "no summary",
        )
    doubts: list[str] = []
    last = _last_day(event, start)
    first_day = _day(start)
    if last < first_day:
        doubts.append(f"its end, {last.isoformat()}, is earlier than its start and is not used")
        last = first_day
    doubts += (
        f"its {words}, {quoted(str(written))}, cannot be read and is not used"
        for name, words in (("DTEND", "end"), ("DURATION", "duration"))
        if (written := _first(event, name)) is not None and _value(event, name) is None
    )
    if isinstance(start, datetime):
        doubts.append(f"the time of day is left out: {start.isoformat(sep=' ', timespec='minutes')}")
    if _first(event, "RRULE") or _first(event, "RDATE"):
        doubts.append(f"the event recurs; only the first occurrence is drafted ({_recurrence(event)})")
    if str(_first(event, "STATUS") or "").upper() == "CANCELLED":
        doubts.append("the calendar marks it as cancelled")
    text = first_day.isoformat() if last == first_day else f"{first_day.isoformat()}/{last.isoformat()}"
    lat, lon = _point(event)
    if _first(event, "GEO") is not None and not lat:
        doubts.append("its GEO is not a point on Earth and is not used")
    return Row(
        text,
        summary or title,
        line,
        shown,
        text,
        title,
        topics=_topics(event),
        lat=lat,
        lon=lon,
        doubts=tuple(doubts),
    )


def _point(event: Any) -> tuple[str, str]:
    """Return the latitude and longitude of an event (GEO, RFC 5545, section 3.8.1.6); empty without one on Earth."""
    geo = _first(event, "GEO")
    try:
        lat, lon = f"{geo.latitude}", f"{geo.longitude}"
    except (AttributeError, ValueError):  # without one, or for a broken one
        return "", ""
    is_point = is_decimal(lat) and is_decimal(lon) and is_on_earth("lat", lat) and is_on_earth("lon", lon)
    return (lat, lon) if is_point else ("", "")


def _topics(event: Any) -> tuple[str, ...]:
    categories = event.get("CATEGORIES")
    found = categories if isinstance(categories, list) else [categories] if categories else []
    return tuple(
        str(topic) for each in found for topic in getattr(each, "cats", [each]) if str(topic).strip()
    )


def _recurrence(event: Any) -> str:
    rule = _first(event, "RRULE")
    return rule.to_ical().decode("utf-8", "replace") if hasattr(rule, "to_ical") else "RDATE"


def _moment(event: Any, name: str) -> date | None:
    value = _value(event, name)
    return value if isinstance(value, date) else None


def _first(component: Any, name: str) -> Any:
    """Return a property, or the first of several; None without one."""
    value = component.get(name)
    return (value[0] if value else None) if isinstance(value, list) else value


def _value(event: Any, name: str) -> Any:
    """Return the date, time or length of a property; None if it is absent or cannot be parsed."""
    try:
        return getattr(_first(event, name), "dt", None)
    except ValueError:  # icalendar raises it only when a broken property is used
        return None


def _last_day(event: Any, start: date) -> date:
    """Return the last day: DTEND is the first moment that no longer belongs to the event (RFC 5545, 3.6.1)."""
    end = _moment(event, "DTEND")
    length = _value(event, "DURATION")
    try:
        if end is None and isinstance(length, timedelta):
            end = start + length
        if end is None or end == start:
            return _day(start)
        if isinstance(end, datetime):
            return _day(end - timedelta(microseconds=1))
        return end - timedelta(days=1)
    except OverflowError:  # outside the years 1 to 9999
        return _day(start)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
