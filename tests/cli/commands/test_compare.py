from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.query.test_compare import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran


@pytest.fixture
def compare(run: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    path = tmp_path / "bridge.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    return lambda *words: run("compare", *words, data=str(path))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("compare-80", ("--width", "80")),
        ("compare-pipe", ()),
        ("compare-limited", ("--limit", "1", "--kind", "event")),
        ("compare-full", ("--full",)),
        ("compare.csv", ("--format", "csv")),
    ],
)
def test_two_sources_side_by_side(
    compare: Callable[..., Ran],
    golden: Callable[[str, str], None],
    tmp_path: Path,
    name: str,
    options: tuple[str, ...],
) -> None:
    ran = compare("gazette", "ledger", *options)
    assert ran.status == 0
    golden(name, ran.out.replace(str(tmp_path), "FOLDER").replace("\r\n", "\n"))


def test_what_is_not_recorded_is_printed_as_conflicts(compare: Callable[..., Ran]) -> None:
    ran = compare("gazette", "ledger", "--paste")
    conflicts = yaml.load(ran.out, yaml.BaseLoader)["conflicts"]  # noqa: S506  it makes nothing but texts
    assert [(one["id"], one["about"], one["field"]) for one in conflicts] == [
        ("mary-cole-offices", ["mary-cole"], "offices"),
        ("visit-in-gazette-date", ["visit-in-gazette", "visit-in-ledger"], "date"),
        ("opening-pounds", ["opening"], "figure"),
    ]
    assert conflicts[-1]["statements"] == [
        {"value": "40000", "claim": "cost-in-gazette"},
        {"value": "52000", "claim": "cost-in-ledger"},
    ]
    assert conflicts[1]["question"] == "When? John Dale visits the York docks"
    assert conflicts[1]["statements"] == [
        {"value": "1900-07-03", "evidence": [{"source": "gazette", "at": "p. 6"}]},
        {"value": "1900-07-09", "evidence": [{"source": "ledger", "at": "p. 7"}]},
    ]


def test_nothing_to_record_is_reported(compare: Callable[..., Ran]) -> None:
    ran = compare("gazette", "ledger", "--paste", "--person", "John Dale", "--kind", "meeting")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "sinoru: Ann Hall and Tom Reed differ in nothing that no conflict records.\n"


@pytest.mark.parametrize("option", ["--format json", "--cite apa", "--fields id", "--svg x.svg"])
def test_conflicts_to_paste_have_no_other_form(compare: Callable[..., Ran], option: str) -> None:
    ran = compare("gazette", "ledger", "--paste", *option.split())
    assert ran.status == 2
    shown = option if option == "--format json" else option.split(maxsplit=1)[0]
    assert ran.err.startswith(f"sinoru: --paste cannot be used with {shown}. Leave out one.")


def test_formats_have_each_list_in_a_section(compare: Callable[..., Ran]) -> None:
    shape = json.loads(compare("gazette", "ledger", "--format", "json").out)
    counts = {"differ": 5, "both": 5, "only_a": 1, "only_b": 2}
    assert shape["totals"] == counts
    lines = compare("gazette", "ledger", "--format", "jsonl").out.splitlines()
    sections = [json.loads(line)["section"] for line in lines]
    assert {section: sections.count(section) for section in counts} == counts
    rows = list(csv.DictReader(io.StringIO(compare("gazette", "ledger", "--format", "csv").out)))
    same = {row["id"]: row["same_as"] for row in rows if row["same_as"]}
    assert same["meeting-in-gazette"] == "meeting-in-ledger"
    assert same["meeting-in-ledger"] == "meeting-in-gazette"
    ids = compare("gazette", "ledger", "--format", "ids").out.split()
    assert {"opening", "meeting-in-ledger", "strike", "flood", "fire:date"} <= {*ids}
    cited = compare("gazette", "ledger", "--cite", "apa").out
    assert "The Gazette" in cited
    assert "The Ledger" in cited


def test_filters_that_nothing_passes(compare: Callable[..., Ran]) -> None:
    ran = compare("gazette", "ledger", "--from", "1990")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("sinoru: No records of these sources match")


def test_words_that_are_read_as_a_source_are_reported(compare: Callable[..., Ran]) -> None:
    assert compare("Hall", "ledger").out.startswith(
        "'Hall' read as The Gazette (the only source with these words)."
    )
