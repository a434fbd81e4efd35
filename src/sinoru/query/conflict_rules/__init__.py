"""Rules that find conflicts nobody has put down: a module each, named in the order in which they run.

A rule has a CODE, a one-line SUMMARY, a docstring that is its manual, the MARK of the records it looks at, and
`find`, which gives the conflicts of some of them. What a rule finds is open: a curator judges it.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from sinoru.index.index import Index
from sinoru.query.disputes import Dispute

RULES = (
    "printed_title",
    "outside_life",
    "outside_whole",
    "claim_off_event",
    "entry_outside_period",
    "entry_out_of_order",
    "entry_date",
)
"""The modules."""


class Rule(Protocol):
    """What each module has."""

    CODE: str
    SUMMARY: str
    MARK: str

    def find(self, index: Index, records: Sequence[Any]) -> Iterator[Dispute]:
        """Yield the conflicts of records that have the mark."""
        ...


def load_rules() -> Iterator[Rule]:
    """Yield the rules in order."""
    for name in RULES:
        yield cast("Rule", import_module(f"sinoru.query.conflict_rules.{name}"))
