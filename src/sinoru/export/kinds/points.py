"""Where a place is, on WGS 84."""

from sinoru.model.records import Place
from sinoru.query.selection import Selection

Point = tuple[float, float]
"""Longitude, then latitude, in degrees: the order of GeoJSON."""

_EAST, _NORTH = 180, 90


def point_of(selection: Selection, id_: str) -> Point | None:
    """Give the point of the place with this id; None where it has none."""
    place = selection.find(id_)
    return point_in(place) if isinstance(place, Place) else None


def point_in(place: Place) -> Point | None:
    """Give the point of a place; None where it has none, or one that is not on Earth."""
    if not place.lat or not place.lon:
        return None
    longitude, latitude = float(place.lon), float(place.lat)
    return (longitude, latitude) if abs(longitude) <= _EAST and abs(latitude) <= _NORTH else None
