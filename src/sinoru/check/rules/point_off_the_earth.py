"""A coordinate is out of range, or the other one is missing.

`lat` and `lon` of a place or an event are decimal degrees on WGS 84, from -90 to 90 and from -180 to 180. South and
west are negative. A point needs both.

    - {id: moscow, name: Moscow, lat: 155.75, lon: 37.62}     # E212
"""

from collections.abc import Iterator
from itertools import chain

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.model.points import LIMITS, is_on_earth
from sinoru.model.records import Event, Place

CODE = "E212"
SUMMARY = "A coordinate is out of range, or the other one is missing."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each coordinate that is out of range, or without the other one."""
    with_points: Iterator[tuple[Location, Place | Event]] = chain(corpus.of(Place), corpus.of(Event))
    for place, record in with_points:
        for key, limit in LIMITS.items():
            text = getattr(record, key)
            if text and not is_on_earth(key, text):
                hint = f"use degrees from -{limit} to {limit}"
                yield Finding(place, (key,), f"{key} '{text}' is out of range", hint, text)
        if bool(record.lat) != bool(record.lon):
            given, absent = ("lat", "lon") if record.lat else ("lon", "lat")
            message = f"the {record.KIND} has '{given}' but not '{absent}'"
            yield Finding(place, (given,), message, f"add '{absent}:'")
