"""Events as a calendar (iCalendar, RFC 5545): a VEVENT each, written one by one.

A calendar has only days and times. An event whose date is less exact covers all the days on which it may have been;
its EDTF text is kept in X-SINORU-EDTF and, in words, in the title and the description.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, vCategory, vText
from icalendar import Event as CalendarEvent

from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.cells import evidence_words, name_all
from sinoru.export.record_rows import conflict_words, description_of, points_of, safe_text
from sinoru.query.answers import EventAnswer
from sinoru.query.export_selection import Selection

Moment = date | datetime
DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1).toordinal()
_END = b"END:VCALENDAR\r\n"
_NO_DAY = "a calendar cannot show a date without a year, or outside the years 1 to 9998"


class Text(vText):
    r"""A text value (RFC 5545, section 3.3.11). The library would read `C:\New` as a line end."""

    def to_ical(self) -> bytes:
        """Return the value escaped."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def _text(text: str) -> Text:
    return Text(safe_text(text))


def _categories(words: Iterable[str]) -> vCategory:
    categories = vCategory([])
    categories.cats = list(map(_text, words))  # the constructor would make texts of the library of them
    return categories


def export(selection: Selection) -> Iterator[str]:
    """Yield the calendar, one event at a time; lines end in CR LF and are folded at 75 octets."""
    yield _calendar_head(selection)
    for answer in selection.events():
        when = parse_edtf(answer.event.date)
        span = span_in_calendar(when)
        if span is None:
            selection.left_out[_NO_DAY] += 1
        else:
            yield _vevent(selection, answer, when, span).to_ical().decode()
    yield _END.decode()


def _calendar_head(selection: Selection) -> str:
    corpus = selection.corpus()
    calendar = Calendar()
    calendar.add("prodid", "-//sinoru//sinoru//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name, text in (("name", corpus.title), ("description", corpus.description)):  # RFC 7986
        if text:
            calendar.add(name, _text(text))
    if corpus.title:
        calendar.add("x-wr-calname", _text(corpus.title))
    head: bytes = calendar.to_ical()
    return head.removesuffix(_END).decode()


def _vevent(
    selection: Selection, answer: EventAnswer, when: EdtfDate, span: tuple[Moment, Moment]
) -> CalendarEvent:
    event, (start, end) = answer.event, span
    vevent = CalendarEvent()
    vevent.add("uid", _text(f"{event.id}@sinoru"))
    vevent.add("dtstamp", _creation_time(start))
    vevent.add("dtstart", start)
    if end != start:
        vevent.add("dtend", end)  # the first moment after it
    vevent.add("transp", "TRANSPARENT")  # it does not make anyone busy
    vevent.add("status", "TENTATIVE" if when.uncertain else "CONFIRMED")
    title = event.title if is_exact(when) else f"{event.title} ({in_words(when)})"
    vevent.add("summary", _text(title))
    vevent.add("description", _text(description_of(answer, selection)))
    if answer.places:
        vevent.add("location", _text(name_all(answer.places)))
    if categories := [word for word in (event.kind, *event.topics) if word]:
        vevent.add("categories", _categories(categories))
    _add_links(vevent, answer, selection)
    return vevent


def _creation_time(start: Moment) -> datetime:
    """Return the time of creation that RFC 5545 requires, from the data: the output must not depend on the clock."""
    day = start.date() if isinstance(start, datetime) else start
    return datetime.combine(day, time(), UTC)


def _add_links(vevent: CalendarEvent, answer: EventAnswer, selection: Selection) -> None:
    event = answer.event
    points = points_of(selection, event)
    if len(points) == 1 and points[0]:
        longitude, latitude = points[0]
        vevent.add("geo", (latitude, longitude))
    if answer.part_of:
        vevent.add("related-to", _text(f"{answer.part_of.id}@sinoru"))
    _add_custom(vevent, "id", event.id)
    _add_custom(vevent, "edtf", event.date)
    for evidence in event.evidence:
        _add_custom(vevent, "evidence", evidence_words(evidence))
    for conflict in event.conflicts:
        _add_custom(vevent, "conflict", conflict_words(conflict))


def _add_custom(vevent: CalendarEvent, name: str, text: str) -> None:
    """Add a property of our own, as TEXT, the default type (RFC 5545, section 3.8.8.2)."""
    vevent.add(f"x-sinoru-{name}", _text(text))


def span_in_calendar(when: EdtfDate) -> tuple[Moment, Moment] | None:
    """Return the first moment and the first one after the end; for a time of day these are the same.

    An interval that is open at one end has the days of the other. None: a calendar has no such days.
    """
    if when.precision == "time" and (moment := _parse_time(when.text)):
        return moment, moment
    closed = when
    if when.start and when.end:
        if when.earliest is None:
            closed = when.end
        elif when.latest is None:
            closed = when.start
    if closed.earliest is None or closed.latest is None:
        return None
    try:
        first, last = date.fromordinal(closed.earliest + _EPOCH), date.fromordinal(closed.latest + _EPOCH)
        return first, last + DAY
    except (ValueError, OverflowError):
        return None


def is_exact(when: EdtfDate) -> bool:
    """Return whether the days of a calendar express the date completely."""
    if when.approximate or when.uncertain:
        return False
    if when.start and when.end:
        return is_exact(when.start) and is_exact(when.end)
    return when.precision in ("day", "time")


def _parse_time(text: str) -> datetime | None:
    """Parse a time such as `1999-05-08T05:45Z`; one with a zone becomes UTC, one without stays so."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
