"""An event is outside the period that the corpus covers.

`from` and `to` under `corpus:` state that period. Widen it, or correct the date of the event: this check often
finds a wrong century.
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.dates.edtf import parse_edtf
from sinoru.model.records import Event

CODE = "W309"
SUMMARY = "An event is outside the period that the corpus covers."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each event that is completely outside every period of the corpus."""
    periods = [
        (title.start or "..", title.end or "..") for _, title in corpus.titles if title.start or title.end
    ]
    dates = [parse_edtf("/".join(period)) for period in periods if _is_in_order(*period)]
    for place, event in corpus.of(Event) if dates else ():
        date = parse_edtf(event.date)
        if not any(period.overlaps(date.earliest, date.latest) for period in dates):
            message = f"the event ({event.date}) is outside the period that the corpus covers"
            hint = f"correct the date, or widen the period ({' and '.join(period.text for period in dates)})"
            yield Finding(place, ("date",), message, hint, event.date)


def _is_in_order(start: str, end: str) -> bool:
    """Return whether the two dates form an interval; E205 reports those that do not."""
    first = None if start == ".." else parse_edtf(start).earliest
    last = None if end == ".." else parse_edtf(end).latest
    return first is None or last is None or first <= last
