"""What makes a corpus sound beyond the shape of its files: a rule a module, named here in the order of their codes.

A rule has a CODE (E: an error, W: a warning), a one-line SUMMARY, a docstring that is its manual, and either `check`,
which gives the findings in the records of a corpus, or `check_text`, which gives those in the text of a file.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from sinoru.check.finding import Rule

RULES = {
    "E201": "duplicate_id",
    "E202": "unknown_reference",
    "E203": "reference_to_another_kind",
    "E204": "circular_part_of",
    "E207": "claim_without_evidence",
    "W310": "unneeded_suppression",
}
"""The module of each code."""


def load_rules() -> Iterator[Rule]:
    """Give the rules in the order of their codes."""
    return (load_rule(code) for code in RULES)


def load_rule(code: str) -> Rule:
    """Give the rule of a code."""
    return cast("Rule", import_module(f"sinoru.check.rules.{RULES[code]}"))
