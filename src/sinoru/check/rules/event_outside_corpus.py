"""An event is outside the period that the corpus covers.

`from` and `to` under `corpus:` state that period. Widen it, or correct the date of the event: this check often
finds a wrong century.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from operator import itemgetter

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.model.records import Event

CODE = "W309"
SUMMARY = "An event is outside the period that the corpus covers."
_SHOWN = 8
"""Periods that a hint lists."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each event that is completely outside every period of the corpus."""
    periods = dict.fromkeys(
        (title.start or "..", title.end or "..") for _, title in corpus.titles if title.start or title.end
    )
    dates = [parse_edtf("/".join(period)) for period in periods if _is_in_order(*period)]
    covered = _merge((_first(date), _last(date)) for date in dates)
    hint = f"correct the date, or widen the period ({_in_words(dates)})"
    for place, event in corpus.of(Event) if dates else ():
        date = parse_edtf(event.date)
        number = bisect_right(covered, _last(date), key=itemgetter(0))
        if not number or covered[number - 1][1] < _first(date):
            message = f"the event ({event.date}) is outside the period that the corpus covers"
            yield Finding(place, ("date",), message, hint, event.date)


def _first(date: EdtfDate) -> float:
    return -inf if date.earliest is None else date.earliest


def _last(date: EdtfDate) -> float:
    return inf if date.latest is None else date.latest


def _merge(periods: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the periods in order of time, as one where they overlap: there may be thousands."""
    merged: list[tuple[float, float]] = []
    for first, last in sorted(periods):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _in_words(dates: Sequence[EdtfDate]) -> str:
    """Return the first periods for a hint, and the number of the others."""
    more = [f"{len(dates) - _SHOWN:,} more"] if len(dates) > _SHOWN else []
    return " and ".join([*(date.text for date in dates[:_SHOWN]), *more])


def _is_in_order(start: str, end: str) -> bool:
    """Return whether the two dates form an interval; E205 reports those that do not."""
    first = None if start == ".." else parse_edtf(start).earliest
    last = None if end == ".." else parse_edtf(end).latest
    return first is None or last is None or first <= last
