"""Rules that find statements of a corpus that do not go together, one module each: `sinoru check --findings`.

A rule has a CODE, a one-line SUMMARY, a docstring that is its manual, the MARK (flag) of the records it checks, and
`find`, which yields the discrepancies of a batch of them. A curator judges them: they need not be errors.
"""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, Protocol, cast

from msgspec.structs import replace

from sinoru.check.discrepancy import Discrepancies, Discrepancy, Found, is_recorded
from sinoru.index.index import Index, Scope
from sinoru.loading.files import shown_path
from sinoru.model.records import Diagnostic
from sinoru.query.analysis_answers import Unread
from sinoru.query.conflicts import numbers_flagged
from sinoru.query.fetch import in_batches

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
MOST = 20_000
"""Records that a rule reads at most."""
MOST_FOUND = 10_000
"""Discrepancies of a rule after which it reads no more."""


class Rule(Protocol):
    """The interface of each module."""

    CODE: str
    SUMMARY: str
    MARK: str
    __doc__: str | None

    def find(self, index: Index, records: Sequence[Any]) -> Iterator[Discrepancy]:
        """Yield the discrepancies of records that have the flag MARK."""
        ...


def load_rules() -> Iterator[Rule]:
    """Yield the rules in the order of RULES."""
    return (_load(name) for name in RULES)


def find_rule(code: str) -> Rule | None:
    """Return the rule of a code such as `printed-title`, if there is one."""
    name = code.replace("-", "_")
    return _load(name) if name in RULES else None


def _load(name: str) -> Rule:
    return cast("Rule", import_module(f"sinoru.check.discrepancies.{name}"))


def find_discrepancies(index: Index, files: Collection[str]) -> Discrepancies:
    """Return what the rules find in a corpus, of the records in these files (absolute paths), by rule."""
    found: list[Found] = []
    unread: list[Unread] = []
    taken: Counter[str] = Counter()
    for rule in load_rules():
        numbers = numbers_flagged(index, Scope(), [rule.MARK])
        ones, read = _find(index, rule, numbers[:MOST])
        if read < len(numbers):
            unread.append(Unread(rule=rule.CODE, read=read, total=len(numbers)))
        located = [(*_location(index, one), one) for one in ones if not is_recorded(index, one)]
        for path, line, one in sorted(located, key=lambda at: at[:2]):
            if path in files:
                found.append(_found(index, one, path, line, taken))
    return Discrepancies(tuple(found), tuple(unread))


def _find(index: Index, rule: Rule, numbers: Sequence[int]) -> tuple[list[Discrepancy], int]:
    """Return what a rule finds in records, up to MOST_FOUND, and how many of the records it has read."""
    found: list[Discrepancy] = []
    read = 0
    for records in in_batches(index, numbers):
        found += islice(rule.find(index, records), MOST_FOUND - len(found))
        if len(found) == MOST_FOUND:
            break
        read += len(records)
    return found, read


def _location(index: Index, found: Discrepancy) -> tuple[str, int]:
    """Return the file of the record that a discrepancy is on, and the line on which the record begins."""
    query = (
        "SELECT f.path, r.line FROM record r JOIN file f ON f.number = r.file"
        " WHERE r.id = ? ORDER BY r.file, r.line LIMIT 1"
    )
    ((path, line),) = index.rows(query, (found.record.id,))
    return os.fsdecode(path), line


def _found(index: Index, one: Discrepancy, path: str, line: int, taken: Counter[str]) -> Found:
    fault = Diagnostic(one.rule, one.message, shown_path(path), line, 1, one.why, "note")
    conflict = one.as_conflict()
    return Found(fault, replace(conflict, id=_free_id(index, conflict.id, taken)))


def _free_id(index: Index, id_: str, taken: Counter[str]) -> str:
    """Return the id, or with a number the first one that no record and no other finding has."""
    while True:
        taken[id_] += 1
        free = id_ if taken[id_] == 1 else f"{id_}-{taken[id_]}"
        if index.value("SELECT 1 FROM record WHERE id = ?", (free,)) is None:
            return free
