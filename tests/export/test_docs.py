"""docs/json.md shows what the exports give."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sinoru.export.shapes import VERSION, shape

DOCS = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
EXAMPLES = {
    (section.splitlines()[0], number): json.loads(block)
    for section in DOCS.split("\n## ")[1:]
    for number, block in enumerate(re.findall(r"```json\n(.*?)```", section, re.DOTALL))
}
SHOWN_AS = {
    ("timeline", 0): "timeline",
    ("claims", 0): "claims",
    ("search", 0): "search",
    ("who", 0): "card",
    ("who", 1): "candidates",
    ("who", 2): "nobody",
    ("who", 3): "everyone",
    ("who", 4): "office_holders",
    ("on", 0): "day",
    ("show", 0): "shown",
    ("sources", 0): "sources",
    ("sources", 1): "source_detail",
}
OPEN = {"by_kind", "referred_by_kind", "refs", "record"}
"""Keys that hold what each record has of its own."""


def outline(value: Any) -> Any:
    """Return the keys of a value in their order, without what the values are."""
    if isinstance(value, dict):
        return {key: None if key in OPEN else outline(one) for key, one in value.items()}
    return [outline(value[0])] if isinstance(value, list) and value else None


def assert_alike(documented: Any, exported: Any, where: str) -> None:
    if isinstance(documented, dict) and isinstance(exported, dict):
        assert list(documented) == list(exported), where
        for key, one in documented.items():
            assert_alike(one, exported[key], f"{where}.{key}")
    elif isinstance(documented, list) and isinstance(exported, list):
        assert_alike(documented[0], exported[0], f"{where}[0]")


@pytest.mark.parametrize("example", SHOWN_AS, ids=lambda example: f"{example[0]}-{example[1]}")
def test_an_example_has_the_keys_of_the_real_thing(
    request: pytest.FixtureRequest, example: tuple[str, int]
) -> None:
    answer = request.getfixturevalue(SHOWN_AS[example])
    assert_alike(outline(EXAMPLES[example]), outline(shape(answer)), example[0])


def test_every_look_up_is_documented() -> None:
    assert {"timeline", "on", "who", "search", "claims", "compare", "show", "sources", "index"} <= {
        name for name, _ in EXAMPLES
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example[0]}-{example[1]}")
def test_every_example_begins_with_the_version(example: tuple[str, int]) -> None:
    assert next(iter(EXAMPLES[example].items())) == ("version", VERSION)


def test_the_changes_of_this_version_are_listed() -> None:
    (section,) = (one for one in DOCS.split("\n## ") if one.startswith("Version "))
    assert section.startswith(f"Version {VERSION}\n")
    assert "open until sinoru 0.2.0" in section
    for key in ("version", "holders", "before", "after", "undated", "is_complete", "in_office", "via"):
        assert f"`{key}`" in section
