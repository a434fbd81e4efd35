"""An office that is still held: `to: ..`."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

CORPUS = """\
sources:
  - id: gov
    title: Government
    published: 2001
organisations:
  - id: government
    name: Government of Russia
    country: Russia
    evidence: [{source: gov}]
people:
  - id: ann
    name: Ann Still
    country: Russia
    offices:
      - {title: Prime Minister, org: government, from: 1999-05-19, to: .., evidence: [{source: gov}]}
    evidence: [{source: gov}]
  - id: bob
    name: Bob Dead
    country: Russia
    died: 2005-03-01
    offices:
      - title: Foreign Minister
        org: government
        from: "1999-06-01"
        to: ".."
        evidence: [{source: gov}]
    evidence: [{source: gov}]
"""


@pytest.fixture
def offices(write_corpus: Callable[..., str]) -> str:
    return write_corpus(CORPUS, "offices")


def holders(run: Callable[..., Ran], offices: str, title: str, day: str) -> list[str]:
    ran = run("who", *title.split(), "--on", day, "--format", "json", data=offices)
    return [f"{one['person']['id']} {one['in_office']}" for one in json.loads(ran.out)["holders"]]


def test_it_is_held_on_any_later_day(run: Callable[..., Ran], offices: str) -> None:
    assert holders(run, offices, "prime minister", "1999-05-18") == []
    assert holders(run, offices, "prime minister", "1999-05-19") == ["ann held"]
    assert holders(run, offices, "prime minister", "2024-02-29") == ["ann held"]
    assert "since 19 May 1999" in run("who", "ann", data=offices).out


def test_it_ends_with_the_life(run: Callable[..., Ran], offices: str) -> None:
    assert holders(run, offices, "foreign minister", "2005-03-01") == ["bob held"]
    assert holders(run, offices, "foreign minister", "2005-03-02") == []


@pytest.mark.parametrize(("day", "held"), [("2005-03-01", {"ann", "bob"}), ("2005-03-02", {"ann"})])
def test_a_day_names_who_holds_it_still(
    run: Callable[..., Ran], offices: str, day: str, held: set[str]
) -> None:
    found = json.loads(run("on", day, "--format", "json", data=offices).out)["offices"]
    assert {one["person"]["id"] for one in found} == held
    assert all((one["to"], one["in_office"]) == ("..", "held") for one in found)


def test_check_and_fmt_keep_it(run: Callable[..., Ran], offices: str) -> None:
    path = Path(offices) / "corpus.yaml"
    assert run("check", str(path)).status == 0
    assert run("fmt", str(path)).status == 0
    assert path.read_text(encoding="utf-8") != CORPUS
    assert path.read_text(encoding="utf-8").count("to: ..") == 1
    assert path.read_text(encoding="utf-8").count('to: ".."') == 1
    assert run("fmt", "--check", str(path)).status == 0
    assert run("check", str(path)).status == 0
    with sinoru.open(offices) as corpus:
        assert corpus.show("ann").to_dict()["record"]["offices"][0]["to"] == ".."


def test_an_event_is_never_dated_so(run: Callable[..., Ran], offices: str) -> None:
    path = Path(offices) / "event.yaml"
    path.write_text("events:\n  - {id: e, title: E, date: .., evidence: [{source: gov}]}\n", encoding="utf-8")
    ran = run("check", offices)
    assert ran.status == 1
    assert "E109" in ran.out
    assert run("add", "event", "Something", "--date", "..", data=offices).status == 2


def test_every_export_has_it_in_its_own_words(run: Callable[..., Ran], offices: str, tmp_path: Path) -> None:
    def export(*kind: str) -> str:
        return run("export", *kind, data=offices).out

    rows = csv.DictReader(io.StringIO(export("csv", "--kind", "person")))
    assert [row["offices"] for row in rows] == [
        "Prime Minister (1999-05-19/..)",
        "Foreign Minister (1999-06-01/..)",
    ]
    assert [one["offices"][0]["to"] for one in json.loads(export("json"))["people"]] == ["..", ".."]
    graph = json.loads(export("jsonld"))["@graph"]
    (role,) = next(one for one in graph if one.get("identifier") == "ann")["memberOf"]
    assert role["startDate"] == "1999-05-19"
    assert "endDate" not in role
    assert role["edtf"] == ["1999-05-19", ".."]
    assert ET.fromstring(export("graphml")) is not None  # noqa: S314  we wrote it
    target = tmp_path / "offices.sqlite"
    assert run("export", "sqlite", "-o", str(target), data=offices).status == 0
    with sqlite3.connect(target) as database:
        assert [end for (end,) in database.execute('SELECT "to" FROM office')] == ["..", ".."]
