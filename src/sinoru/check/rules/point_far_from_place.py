"""The point of an event is far from its places.

An event with `lat` and `lon` of its own is more than 1,000 kilometres from each of its places that has a point.
Latitude and longitude may have been exchanged, or a sign may be missing. If the place is a large country or a sea,
leave the warning out with `# sinoru: ignore[W353]`.

    places:
      - {id: tangshan, name: Tangshan, lat: 39.63, lon: 118.18}
    events:
      - {id: quake-1976, date: 1976-07-28, title: An earthquake, places: [tangshan], lat: -39.6, lon: 118.2}   # W353
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.points import kilometres, point_in
from sinoru.model.records import Event, Place

CODE = "W353"
SUMMARY = "The point of an event is far from its places."
_FAR = 1000
"""Kilometres."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each event with a point that is far from the points of all its places."""
    for place, event in corpus.of(Event):
        if (own := point_in(event)) is None:
            continue
        found = (corpus.find(Place, id_) for id_ in event.places)
        far = {one.id: kilometres(own, point) for one in found if one and (point := point_in(one))}
        if far and (nearest := min(far, key=far.__getitem__)) and far[nearest] > _FAR:
            message = f"the point is {far[nearest]:,.0f} km from '{nearest}'"
            yield Finding(
                place, ("lat",), message, "check 'lat' and 'lon', their order and their signs", event.lat
            )
