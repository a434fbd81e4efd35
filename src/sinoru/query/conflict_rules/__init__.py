"""Rules that find conflicts which no curator has recorded, one module each.

A rule has a CODE, a one-line SUMMARY, a docstring that is its manual, the MARK (flag) of the records it checks, and
`find`, which yields the conflicts of a batch of them. What a rule finds has the verdict `open`: a curator judges it.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from sinoru.index.index import Index
from sinoru.query.findings import Finding

RULES = (
    "printed_title",
    "outside_life",
    "outside_whole",
    "claim_off_event",
    "entry_outside_period",
    "entry_out_of_order",
    "entry_date",
)
"""The modules of this package, in the order in which they run."""


class Rule(Protocol):
    """The interface of each module."""

    CODE: str
    SUMMARY: str
    MARK: str

    def find(self, index: Index, records: Sequence[Any]) -> Iterator[Finding]:
        """Yield the conflicts of records that have the flag MARK."""
        ...


def load_rules() -> Iterator[Rule]:
    """Yield the rules in the order of RULES."""
    for name in RULES:
        yield cast("Rule", import_module(f"sinoru.query.conflict_rules.{name}"))
