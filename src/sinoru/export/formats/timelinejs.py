"""Events as slides of TimelineJS (https://timeline.knightlab.com/docs/json-format.html)."""

from collections.abc import Iterator
from html import escape
from typing import Any

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.cells import listed, name_all, who_took_part
from sinoru.export.records import conflict_words, evidence_words, safe_text
from sinoru.export.shapes import encode
from sinoru.model.records import Evidence, Source
from sinoru.query.answers import EventAnswer
from sinoru.query.selection import Selection

_NO_YEAR = "TimelineJS has no place for a date without a year"
_FEWEST_YEARS, _MOST_YEARS = -271_821, 275_760
"""What JavaScript's dates reach (ECMA-262, section 21.4.1.1)."""

Slide = dict[str, Any]


def export(selection: Selection) -> Iterator[str]:
    """Yield the timeline, each slide on a line of its own."""
    corpus = selection.corpus()
    yield '{"scale":"human",'
    if corpus.title:
        title = {"headline": _html(corpus.title), "text": _paragraph("", corpus.description)}
        yield f'"title":{encode({"text": title})},'
    yield '"events":['
    separator = "\n"
    for answer in selection.events():
        slide = _slide(selection, answer)
        if slide is None:
            selection.left_out[_NO_YEAR] += 1
        else:
            yield f"{separator}{encode(slide)}"
            separator = ",\n"
    yield "\n]}\n"


def _slide(selection: Selection, answer: EventAnswer) -> Slide | None:
    event = answer.event
    when = parse_edtf(event.date)
    dates = _dates(when)
    if dates is None:
        return None
    slide: Slide = {
        "unique_id": event.id,
        **dates,
        "display_date": in_words(when),
        "text": {"headline": _html(event.title), "text": _text(selection, answer)},
        "autolink": False,
        "edtf": event.date,
    }
    return slide | ({"group": _label(event.kind)} if event.kind else {})


def _dates(when: EdtfDate) -> dict[str, Any] | None:
    """Return start and end as closely as they are known; None where there is no year, or none that fits."""
    start, end = when.start or when, when.end
    if start.earliest is None and end is not None:
        start = end  # open or unknown: shown at its end; the words beside it say so
        end = None
    if start.earliest is None or start.latest is None:
        return None
    if not _FEWEST_YEARS < civil_of_day(start.earliest)[0] <= civil_of_day(start.latest)[0] < _MOST_YEARS:
        return None
    dates = {"start_date": _date(start.earliest, start.precision) | {"display_date": in_words(when)}}
    last = end.latest if end is not None else _end_of_part(start)
    if last is not None and civil_of_day(last)[0] < _MOST_YEARS:
        dates["end_date"] = _date(last, "day")
    return dates


_PLAIN = ("time", "day", "month", "year")
"""Precisions that a date of TimelineJS can have."""


def _end_of_part(start: EdtfDate) -> int | None:
    """Return the last day of what TimelineJS has no name for, such as a season or a decade."""
    return None if start.precision in _PLAIN else start.latest


def _date(day: int, precision: str) -> dict[str, Any]:
    year, month, of_month = civil_of_day(day)
    if precision == "year":
        return {"year": year}
    return {"year": year, "month": month} | ({} if precision == "month" else {"day": of_month})


def _text(selection: Selection, answer: EventAnswer) -> str:
    """Return what stands below the headline, as HTML of which no part is the corpus's own."""
    event = answer.event
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations)))
    return "".join(
        (
            _paragraph("", event.summary),
            _paragraph("With", who),
            _paragraph("At", name_all(answer.places)),
            *(_paragraph("Sources disagree on", conflict_words(conflict)) for conflict in event.conflicts),
            *(_cited(selection, evidence) for evidence in event.evidence),
        )
    )


def _html(text: str) -> str:
    return escape(safe_text(text))


def _label(text: str) -> str:
    """Return text for a label: TimelineJS takes markup out, which undoes one escaping, and reads the rest as HTML."""
    return escape(_html(text))


def _paragraph(label: str, text: str) -> str:
    if not text:
        return ""
    return f"<p>{f'<em>{label}</em> ' if label else ''}{_html(text)}</p>"


def _cited(selection: Selection, evidence: Evidence) -> str:
    source = selection.find(evidence.source)
    words = f"[{_html(evidence_words(evidence))}]"
    if not isinstance(source, Source):
        return f"<p><small>{words}</small></p>"
    title = _html(source.title)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{_html(source.url)}" rel="noopener">{title}</a>'
    return f"<p><small>{title} {words}</small></p>"
