"""Events on a map (GeoJSON, RFC 7946): a Feature each, with the points of its places; or places themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.records import Point, days_of, point_in, point_of
from sinoru.export.shapes import encode
from sinoru.export.shapes import event as event_shape
from sinoru.export.shapes import record as record_shape
from sinoru.model.records import Place
from sinoru.query.answers import EventAnswer
from sinoru.query.selection import Selection

_NAME = "name"
"""A foreign member (RFC 7946, section 6.1) that GDAL and QGIS take for the layer's name."""


def export(selection: Selection) -> Iterator[str]:
    """Yield a FeatureCollection, each Feature on a line of its own."""
    yield f'{{"type":"FeatureCollection","{_NAME}":{encode(selection.corpus().title)},"features":['
    separator = "\n"
    for answer in selection.chosen():
        feature = _feature(selection, answer)
        if feature:
            yield f"{separator}{encode(feature)}"
            separator = ",\n"
    yield "\n]}\n"


def _feature(selection: Selection, answer: object) -> dict[str, Any] | None:
    if isinstance(answer, EventAnswer):
        points = [point for place in answer.event.places if (point := point_of(selection, place))]
        return _make(answer.event.id, points, _event_properties(answer))
    if isinstance(answer, Place):
        point = point_in(answer)
        return _make(answer.id, [point] if point else [], {"record": "place"} | record_shape(answer))
    return None


def _make(id_: str, points: Iterable[Point], properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": id_,
        "geometry": _geometry(list(dict.fromkeys(points))),
        "properties": properties,
    }


def _geometry(points: list[Point]) -> dict[str, Any] | None:
    """Return a Point, for several a MultiPoint; null for what has no known place (section 3.2)."""
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    return {"type": "MultiPoint", "coordinates": [list(point) for point in points]}


def _event_properties(answer: EventAnswer) -> dict[str, Any]:
    shape = event_shape(answer)
    first, last = days_of(answer.event.date)
    dates = {
        "date": answer.event.date,
        "first_day": first or None,
        "last_day": last or None,
        "date_words": in_words(parse_edtf(answer.event.date)),
    }
    return {"record": "event", "id": shape["id"], **dates} | shape
