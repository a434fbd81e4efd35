"""Events on a map (GeoJSON, RFC 7946): a Feature each, at its own point or those of its places; or places."""

from collections.abc import Iterable, Iterator
from typing import Any

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.export.record_rows import days_of, points_of
from sinoru.export.shapes import encode, encode_lines
from sinoru.export.shapes import event as event_shape
from sinoru.export.shapes import record as record_shape
from sinoru.model.points import Point, point_in
from sinoru.model.records import Place
from sinoru.query.answers import EventAnswer
from sinoru.query.export_selection import Selection

_NAME = "name"
"""A foreign member (RFC 7946, section 6.1) that GDAL and QGIS read as the name of the layer."""


def export(selection: Selection) -> Iterator[str]:
    """Yield a FeatureCollection, each Feature on a line of its own."""
    yield f'{{"type":"FeatureCollection","{_NAME}":{encode(selection.corpus().title)},"features":['
    features = (_feature(selection, answer) for answer in selection.chosen())
    yield from encode_lines(filter(None, features))
    yield "\n]}\n"


def _feature(selection: Selection, answer: object) -> dict[str, Any] | None:
    if isinstance(answer, EventAnswer):
        id_, properties = answer.event.id, _event_properties(answer)
        points = points_of(selection, answer.event)
    elif isinstance(answer, Place):
        id_, properties = answer.id, {"record": "place"} | record_shape(answer)
        points = [point_in(answer)]
    else:
        return None
    return {"type": "Feature", "id": id_, "geometry": _geometry(points), "properties": properties}


def _geometry(points: Iterable[Point | None]) -> dict[str, Any] | None:
    """Return a Point, or a MultiPoint of several; null where no point is known (RFC 7946, section 3.2)."""
    known = [list(point) for point in dict.fromkeys(points) if point]
    if not known:
        return None
    if len(known) == 1:
        return {"type": "Point", "coordinates": known[0]}
    return {"type": "MultiPoint", "coordinates": known}


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
