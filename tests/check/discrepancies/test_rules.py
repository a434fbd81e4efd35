from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from sinoru.check.discrepancies import RULES, load_rules

MANUAL = Path(__file__).parents[3] / "docs" / "check.md"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_manual_and_stands_in_the_documentation(name: str) -> None:
    module = import_module(f"sinoru.check.discrepancies.{name}")
    assert len((module.__doc__ or "").split()) > 30
    code = module.CODE
    assert code == name.replace("_", "-")
    assert module.SUMMARY.endswith(".")
    assert f"| `{code}` |" in MANUAL.read_text(encoding="utf-8")


def test_codes_are_unique() -> None:
    codes = [rule.CODE for rule in load_rules()]
    assert len(set(codes)) == len(codes) == len(RULES)
