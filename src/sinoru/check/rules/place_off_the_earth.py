"""A latitude or longitude that no place has.

`lat` and `lon` are decimal degrees on WGS 84: from -90 to 90 and from -180 to 180, south and west negative. One
without the other is no point.

    - {id: moscow, name: Moscow, lat: 155.75, lon: 37.62}     # E212
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Place

CODE = "E212"
SUMMARY = "A latitude or longitude that no place has."
_LIMITS = {"lat": 90, "lon": 180}


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each coordinate that is out of range, or without the other one."""
    for place, record in corpus.of(Place):
        for key, limit in _LIMITS.items():
            text = getattr(record, key)
            if text and abs(float(text)) > limit:
                hint = f"degrees from -{limit} to {limit}"
                yield Finding(place, (key,), f"no place has the {key} {text}", hint, text)
        if bool(record.lat) != bool(record.lon):
            given, absent = ("lat", "lon") if record.lat else ("lon", "lat")
            yield Finding(place, (given,), f"'{given}' without '{absent}' is no point", f"add '{absent}:'")
