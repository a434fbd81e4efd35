"""The corpora in examples/ are without errors and warnings, and of another subject than the bundled one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.check.runner import check_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/corpus.yaml"))
"""The complete ones: those of public sets have their records from elsewhere (tests/test_public_sets.py)."""
SATELLITES = str(EXAMPLES[0])


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_an_example_has_no_errors_and_no_warnings(folder: Path) -> None:
    assert [f"{one}" for one in check_files([str(folder)]).diagnostics] == []


def test_every_question_about_the_satellites_has_an_answer(run: Callable[..., Ran]) -> None:
    lines = (
        "timeline",
        "who Korolev",
        "on 1957-10-04",
        "search grapefruit",
        "claims",
        "conflicts",
        "sources",
        "links james-van-allen",
        "stats --of sources --group language",
    )
    for line in lines:
        assert run(*line.split(), data=SATELLITES).status == 0, line


def test_the_hour_of_a_launch_keeps_its_zone_and_conflicts_have_states(run: Callable[..., Ran]) -> None:
    out = run("timeline", "--topic", "science", "--limit", "1", "--format", "json", data=SATELLITES).out
    assert json.loads(out)["events"][0]["date"] == "1958-01-31T22:48:00-05:00"
    states = json.loads(
        run("stats", "--of", "conflicts", "--group", "verdict", "--format", "json", data=SATELLITES).out
    )
    counts = {one["name"]: one["count"] for one in states["facets"][0]["tallies"]}
    assert counts == {"open": 1, "settled": 1}
