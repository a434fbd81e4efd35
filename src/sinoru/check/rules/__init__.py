"""What makes a corpus sound beyond the shape of its files: a rule a module, listed by their codes.

A rule has a CODE (E: an error, W: a warning), a one-line SUMMARY, a docstring that is its manual, and either
`check`, which gives the findings in the records of a corpus, or `check_text`, which gives those in the text of
a file.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from sinoru.model.records import Record


class Rule(Protocol):
    """What the module of a rule has; its docstring is its manual. Codes with E are errors, with W warnings."""

    CODE: str
    SUMMARY: str
    __doc__: str | None


RULES = {
    "E201": "duplicate_id",
    "E202": "unknown_reference",
    "E203": "reference_to_another_kind",
    "E204": "circular_part_of",
    "E205": "reversed_dates",
    "E206": "office_outside_life",
    "E207": "claim_without_evidence",
    "E208": "locator_outside_source",
    "E209": "ids_differ_by_case",
    "E210": "turning_characters",
    "E211": "participant_nobody",
    "E212": "place_off_the_earth",
    "E213": "reference_to_itself",
    "E214": "empty_name",
    "W301": "title_of_another",
    "W302": "event_outside_life",
    "W303": "record_without_evidence",
    "W304": "near_duplicate_events",
    "W305": "near_duplicate_people",
    "W306": "hidden_characters",
    "W307": "byte_order_mark",
    "W308": "unused_source",
    "W309": "event_outside_corpus",
    "W310": "unneeded_suppression",
    "W311": "long_quotation",
}
"""The module of each code."""


def load_rules() -> Iterator[Rule]:
    """Give the rules in the order of their codes."""
    return (load_rule(code) for code in RULES)


def load_rule(code: str) -> Rule:
    """Give the rule of a code."""
    return cast("Rule", import_module(f"sinoru.check.rules.{RULES[code]}"))
