"""How many records refer to what, and how many begin when: counted as they are written, not when asked."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sinoru.index.numbers import DAY_SHIFT, span_size
from sinoru.index.rows import Row

_MOST = 100_000
"""Counts kept in memory; more are written in between."""
_ANY_WAY = ""
"""Stands in `how` for records that refer to something in any way, each counted once."""

Link = tuple[int, str, int, str]
"""As in the table `link`: target, kind, record, how."""


class Tallies:
    """The tables `tally` and `density` of one index, kept up by what is written and taken out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.links: Counter[tuple[int, str, str]] = Counter()
        self.days: Counter[tuple[str, int, int]] = Counter()

    def add(self, numbered: Sequence[tuple[int, Row]], links: Sequence[Link]) -> None:
        """Count records that are written."""
        self.links.update(_ways(links))
        self.days.update(_days(numbered))
        self._write_many()

    def take_off(self, numbered: Sequence[tuple[int, Row]], links: Sequence[Link]) -> None:
        """Count records that are taken out."""
        self.links.subtract(_ways(links))
        self.days.subtract(_days(numbered))
        self._write_many()

    def write(self) -> None:
        """Bring the tables up to date."""
        _change(self.connection, "tally", ("target", "kind", "how"), self.links)
        _change(self.connection, "density", ("kind", "slot", "size"), self.days)

    def _write_many(self) -> None:
        if len(self.links) + len(self.days) > _MOST:
            self.write()


def _ways(links: Sequence[Link]) -> Iterable[tuple[int, str, str]]:
    for target, kind, _, how in links:
        yield target, kind, how
    for target, kind, _ in {link[:3] for link in links}:
        yield target, kind, _ANY_WAY


def _days(numbered: Sequence[tuple[int, Row]]) -> Iterable[tuple[str, int, int]]:
    for number, row in numbered:
        size = span_size(row.earliest, row.latest) if row.dated else 0
        yield row.kind, number >> DAY_SHIFT, size


def _change(connection: sqlite3.Connection, table: str, keys: Sequence[str], counts: Counter[Any]) -> None:
    """Add to the counts of a table, and drop what has come down to none."""
    changes = sorted((*key, count) for key, count in counts.items() if count)
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET records = records + excluded.records",
        changes,
    )
    connection.executemany(
        f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)} AND records = 0",
        (change[:-1] for change in changes if change[-1] < 0),
    )
    counts.clear()
