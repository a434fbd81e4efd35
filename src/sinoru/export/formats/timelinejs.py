"""Events as slides of TimelineJS (https://timeline.knightlab.com/docs/json-format.html)."""

from collections.abc import Iterator
from html import escape
from typing import Any

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.cells import evidence_words, listed, name_all, who_took_part
from sinoru.export.record_rows import further_texts, safe_text, statements_words
from sinoru.export.shapes import encode, encode_lines
from sinoru.model.records import Evidence, Source
from sinoru.query.answers import EventAnswer
from sinoru.query.export_selection import Selection
from sinoru.query.verdicts import heading_of

_NO_YEAR = "TimelineJS cannot show a date without a year, or with a year out of its range"
_FEWEST_YEARS, _MOST_YEARS = -271_821, 275_760
"""The range of JavaScript's dates (ECMA-262, section 21.4.1.1)."""
_PRECISIONS = ("time", "day", "month", "year")
"""The precisions of a date of TimelineJS."""

Slide = dict[str, Any]


def export(selection: Selection) -> Iterator[str]:
    """Yield the timeline, each slide on a line of its own."""
    corpus = selection.corpus()
    yield '{"scale":"human",'
    if corpus.title:
        title = {"headline": _html(corpus.title), "text": _paragraph("", corpus.description)}
        yield f'"title":{encode({"text": title})},'
    yield '"events":['
    yield from encode_lines(_slides(selection))
    yield "\n]}\n"


def _slides(selection: Selection) -> Iterator[Slide]:
    for answer in selection.events():
        when = parse_edtf(answer.event.date)
        dates = _dates(when)
        if dates is None:
            selection.left_out[_NO_YEAR] += 1
        else:
            yield _slide(selection, answer, when, dates)


def _slide(selection: Selection, answer: EventAnswer, when: EdtfDate, dates: dict[str, Any]) -> Slide:
    event = answer.event
    slide: Slide = {
        "unique_id": event.id,
        **dates,
        "display_date": in_words(when),
        "text": {"headline": _html(event.title), "text": _slide_text(selection, answer)},
        "autolink": False,
        "edtf": event.date,
    }
    return slide | ({"group": _label(event.kind)} if event.kind else {})


def _dates(when: EdtfDate) -> dict[str, Any] | None:
    """Return start and end as exactly as they are known; None without a year, or without one in range."""
    start, end = when.start or when, when.end
    if start.earliest is None and end is not None:
        start = end  # open or unknown: the slide is at its end, and its words say so
        end = None
    if start.earliest is None or start.latest is None:
        return None
    if not _FEWEST_YEARS < civil_of_day(start.earliest)[0] <= civil_of_day(start.latest)[0] < _MOST_YEARS:
        return None
    dates = {"start_date": _date_fields(start.earliest, start.precision) | {"display_date": in_words(when)}}
    last = end.latest if end is not None else _end_of_period(start)
    if last is not None and civil_of_day(last)[0] < _MOST_YEARS:
        dates["end_date"] = _date_fields(last, "day")
    return dates


def _end_of_period(start: EdtfDate) -> int | None:
    """Return the last day of a period that TimelineJS does not know, such as a season or a decade."""
    return None if start.precision in _PRECISIONS else start.latest


def _date_fields(day: int, precision: str) -> dict[str, Any]:
    year, month, day_of_month = civil_of_day(day)
    if precision == "year":
        return {"year": year}
    return {"year": year, "month": month} | ({} if precision == "month" else {"day": day_of_month})


def _slide_text(selection: Selection, answer: EventAnswer) -> str:
    """Return the HTML below the headline; no markup in it is from the corpus."""
    event = answer.event
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations)))
    return "".join(
        (
            _paragraph("", event.summary),
            _paragraph("With", who),
            _paragraph("At", name_all(answer.places)),
            *(_paragraph(label, text) for label, text in further_texts(answer)),
            *(_paragraph(heading_of(one), statements_words(one)) for one in event.conflicts),
            *(_citation(selection, evidence) for evidence in event.evidence),
        )
    )


def _html(text: str) -> str:
    return escape(safe_text(text))


def _label(text: str) -> str:
    """Escape text twice: TimelineJS strips markup from a label, which undoes one escaping, then reads HTML."""
    return escape(_html(text))


def _paragraph(label: str, text: str) -> str:
    if not text:
        return ""
    return f"<p>{f'<em>{_html(label)}</em> ' if label else ''}{_html(text)}</p>"


def _citation(selection: Selection, evidence: Evidence) -> str:
    source = selection.find(evidence.source)
    words = f"[{_html(evidence_words(evidence))}]"
    if not isinstance(source, Source):
        return f"<p><small>{words}</small></p>"
    title = _html(source.cited_title)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{_html(source.url)}" rel="noopener">{title}</a>'
    return f"<p><small>{title} {words}</small></p>"
