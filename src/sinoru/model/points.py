"""Points of places and events: decimal degrees on WGS 84."""

from math import asin, cos, hypot, radians, sin, sqrt

from sinoru.model.records import Event, Place

Point = tuple[float, float]
"""Longitude, then latitude, in degrees: the order of GeoJSON."""
LIMITS = {"lat": 90, "lon": 180}
"""The greatest latitude and longitude, by field."""
_RADIUS = 6371
"""That of the Earth, in kilometres."""


def is_on_earth(field: str, degrees: str) -> bool:
    """Return whether a decimal number may be the latitude or longitude that a field contains."""
    return abs(float(degrees)) <= LIMITS[field]


def point_in(one: Event | Place) -> Point | None:
    """Return the point of an event or a place; None where it has none, or one that is not on Earth."""
    if not one.lat or not one.lon or not (is_on_earth("lat", one.lat) and is_on_earth("lon", one.lon)):
        return None
    return float(one.lon), float(one.lat)


def kilometres(one: Point, other: Point) -> float:
    """Return the distance of two points on a sphere (haversine)."""
    (lon, lat), (other_lon, other_lat) = (map(radians, point) for point in (one, other))
    across = sqrt(cos(lat) * cos(other_lat)) * sin((other_lon - lon) / 2)
    return 2 * _RADIUS * asin(min(1, hypot(sin((other_lat - lat) / 2), across)))
