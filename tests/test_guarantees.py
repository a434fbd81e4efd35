"""The page of promises names tests that exist and the numbers of the code."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs" / "guarantees.md").read_text(encoding="utf-8")
TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
LIMITS = re.findall(r"^\| [^|]+ \| ([\d,]+) \| `([\w.]+)\.(\w+)` \|$", PAGE, re.MULTILINE)
ROWS = re.findall(r"^\| (?!---|promise|limit)(.*) \|$", PAGE, re.MULTILINE)


def test_every_row_names_a_test_or_a_number_of_the_code() -> None:
    assert [row for row in ROWS if "::" not in row and not re.search(r"\d \| `sinoru\.", row)] == []


@pytest.mark.parametrize(("path", "test"), TESTS)
def test_every_test_named_exists(path: str, test: str) -> None:
    assert re.search(rf"^def {test}\(", (TOP / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("number", "module", "constant"), LIMITS)
def test_every_number_is_that_of_the_code(number: str, module: str, constant: str) -> None:
    assert getattr(import_module(module), constant) == int(number.replace(",", ""))


def test_what_is_in_scope_can_be_reported() -> None:
    assert "docs/guarantees.md" in (TOP / "SECURITY.md").read_text(encoding="utf-8")
