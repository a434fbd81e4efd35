"""Maps, held against what RFC 7946 asks for and read by the geojson library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geojson
import pytest

from sinoru.query.filters import Filters
from tests.export.formats.conftest import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable


def features(text: str) -> dict[str, dict[str, Any]]:
    collection = geojson.loads(text)
    assert collection.is_valid, collection.errors()
    return {feature["id"]: feature for feature in collection["features"]}


def test_points_are_longitude_first(text_of: Callable[..., str]) -> None:
    found = features(text_of("geojson"))
    assert found["embassy-bombing"]["geometry"] == {"type": "Point", "coordinates": [20.4612, 44.8125]}
    assert found["zhang-visit"]["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[37.6173, 55.7558], [116.4074, 39.9042]],
    }


def test_what_has_no_known_place_has_a_null_geometry(text_of: Callable[..., str]) -> None:
    found = features(text_of("geojson"))
    assert found["zhang-meets-stepashin"]["geometry"] is None
    assert found["kosovo-war"]["geometry"] is None


def test_the_members_are_those_of_the_rfc(text_of: Callable[..., str], hostile: str) -> None:
    for corpus in ({}, {"corpus": hostile}):
        collection = json.loads(text_of("geojson", **corpus))
        assert collection["type"] == "FeatureCollection"
        assert "crs" not in collection  # section 4
        for feature in collection["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            assert feature["type"] == "Feature"
            assert isinstance(feature["properties"], dict)
            # section 7.1: a Feature has no member that another type defines
            assert not {"coordinates", "geometries", "features"} & set(feature)


def test_properties_keep_date_evidence_and_conflicts(text_of: Callable[..., str]) -> None:
    properties = features(text_of("geojson"))["embassy-bombing"]["properties"]
    assert (properties["date"], properties["first_day"]) == ("1999-05-08", "1999-05-08")
    assert properties["date_words"] == "8 May 1999"
    assert properties["evidence"][0]["at"] == "Chronology, May 8"
    assert properties["conflicts"][0]["state"] == "reconciled"


def test_an_open_end_is_null(text_of: Callable[..., str]) -> None:
    properties = features(text_of("geojson"))["since-may"]["properties"]
    assert (properties["date"], properties["last_day"]) == ("1999-05/..", None)


def test_places_can_be_asked_for(text_of: Callable[..., str]) -> None:
    found = features(text_of("geojson", Filters(kind=("place",))))
    assert list(found) == ["beijing", "belgrade", "moscow", "somewhere"]
    assert found["beijing"]["geometry"]["coordinates"] == [116.4074, 39.9042]


@pytest.mark.parametrize(
    ("lat", "lon"), [("91", "0"), ("0", "-180.5"), ("1", ""), ("", "1"), ("9" * 400, "1")]
)
def test_a_point_that_is_not_on_earth_is_none(text_of: Callable[..., str], lat: str, lon: str) -> None:
    corpus = (
        (
            f"places:\n  - {{id: p, name: P, lat: {lat or 'null'}, lon: {lon or 'null'}}}\n"
            "events:\n  - {id: e, date: 1999, title: E, places: [p]}\n"
        )
        .replace("lat: null, ", "")
        .replace(", lon: null", "")
    )
    assert features(text_of("geojson", corpus=corpus))["e"]["geometry"] is None


def test_texts_stay_texts(text_of: Callable[..., str], hostile: str) -> None:
    found = features(text_of("geojson", corpus=hostile))
    assert [feature["properties"]["title"] for feature in found.values()] == list(HOSTILE_TEXTS)


QUAKE = """\
places:
  - {id: izmit, name: İzmit, lat: 40.77, lon: 29.92}
events:
  - {id: quake, date: 1999-08-17, title: An earthquake, places: [izmit], lat: 40.75, lon: 29.86}
  - {id: off-earth, date: 1999-08-18, title: Another, places: [izmit], lat: 140.75, lon: 29.86}
"""


def test_the_point_of_an_event_goes_before_those_of_its_places(text_of: Callable[..., str]) -> None:
    found = features(text_of("geojson", corpus=QUAKE))
    assert found["quake"]["geometry"]["coordinates"] == [29.86, 40.75]
    assert found["off-earth"]["geometry"]["coordinates"] == [29.92, 40.77]


def test_calendars_linked_data_and_tables_have_the_same_point(text_of: Callable[..., str]) -> None:
    assert "GEO:40.75;29.86" in text_of("ics", corpus=QUAKE)
    assert '"latitude":"40.75","longitude":"29.86"' in text_of("jsonld", corpus=QUAKE)
    assert ",40.75,29.86," in text_of("csv", corpus=QUAKE)
    assert '<data key="node-latitude">40.75</data>' in text_of("graphml", corpus=QUAKE)
