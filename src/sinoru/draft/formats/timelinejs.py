"""`import timelinejs`: the JSON of TimelineJS 3 (timeline.knightlab.com/docs/json-format.html)."""

import re
from contextlib import suppress
from html import unescape
from typing import Any

import msgspec

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.formats.jsonl import MALFORMED
from sinoru.draft.tables import RowDate, RowDates, join_date
from sinoru.messages import clause
from sinoru.verify.copies import UnreadableCopy


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:  # noqa: ARG001  all readers have one signature
    """Return the events of a timeline, with their number as `line`. Raises UnreadableCopy."""
    try:
        timeline = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableCopy(path, f"is not JSON: {clause(str(error).removeprefix(MALFORMED))}") from None
    events = timeline.get("events") if isinstance(timeline, dict) else None
    if not isinstance(events, list):
        raise UnreadableCopy(path, "is not a timeline of TimelineJS: the list 'events' is missing")
    eras = timeline.get("eras")
    read = [
        _make_row(number, event)
        for number, event in enumerate([*events, *(eras if isinstance(eras, list) else ())], 1)
    ]
    title = _read_text(timeline.get("title"))[0]
    return Rows.of(read, title)


def _make_row(number: int, event: Any) -> Row | LeftOut:
    if not isinstance(event, dict):
        return LeftOut(number, str(event)[:200], "not an object with fields")
    headline, text = _read_text(event)
    shown = " | ".join(filter(None, (headline, text)))
    start = _event_date(event)
    if not start.edtf or not shown:
        why = start.why or "no readable start date"
        return LeftOut(number, shown, why if shown else "no text")
    group = event.get("group")
    topics = (group,) if isinstance(group, str) and group else ()
    return Row(
        start.edtf, text or headline, number, shown, start.edtf, headline, topics=topics, doubts=start.doubts
    )


def _read_text(event: Any) -> tuple[str, str]:
    """Return the headline and the text below it."""
    text = event.get("text") if isinstance(event, dict) else None
    if not isinstance(text, dict):
        return "", ""
    return _plain(text.get("headline")), _plain(text.get("text"))


def _plain(html: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", str(html or ""))).split())


def _event_date(event: dict[str, Any]) -> RowDate:
    """Return the date of an event: the `edtf` of our own export (docs/export/timelinejs.md), or start and end."""
    edtf = event.get("edtf")
    if isinstance(edtf, str):
        with suppress(DateError):
            return RowDate(parse_edtf(edtf).text)
    (start, doubts), (end, more) = _date_text(event.get("start_date")), _date_text(event.get("end_date"))
    date = RowDates([start, end]).read(start, end) if start else RowDate("")
    return RowDate(date.edtf, (*date.doubts, *doubts, *(more if end else ())), date.why)


def _date_text(fields: Any) -> tuple[str, tuple[str, ...]]:
    """Return a date as a text to read, and doubts; no text without a year."""
    if isinstance(fields, str):
        return fields.strip(), ()
    if not isinstance(fields, dict) or fields.get("year") in (None, ""):
        return "", ()
    year, month, day = (_plain_number(fields.get(name)) for name in ("year", "month", "day"))
    is_before_christ = year.startswith("-") and year[1:].isdecimal()
    doubts = (
        (f"the year {year} was read as {year[1:]} BC, as TimelineJS shows it",) if is_before_christ else ()
    )
    hour, minute = _plain_number(fields.get("hour")), _plain_number(fields.get("minute"))
    clock = f"{hour}:{minute or 0:0>2}" if hour.isdecimal() else ""
    return join_date(year, month, day, clock), doubts


def _plain_number(value: Any) -> str:
    """Return a field as text, whole numbers without their decimal point."""
    text = "" if value is None else str(value).strip()
    return text.removesuffix(".0")
