"""How many records refer to what, begin when and have which word: counted as they are written, not when asked."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sinoru.index.tables import Tables

_MOST = 200_000
"""Counts kept in memory; more are written in between."""


class Tallies:
    """The tables `tally`, `density` and `word` of one index, kept up by what is written and taken out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.links: Counter[tuple[int, str, str]] = Counter()
        self.days: Counter[tuple[str, int, int]] = Counter()
        self.words: Counter[str] = Counter()

    def add(self, tables: Tables, terms: Sequence[int], sign: int = 1) -> None:
        """Count records that are written; with `sign` -1 those that are taken out.

        `terms`: the numbers of the targets.
        """
        for (place, kind, how), count in tables.tally.items():
            self.links[terms[place], kind, how] += sign * count
        for day, count in tables.density.items():
            self.days[day] += sign * count
        for word, count in tables.vocabulary.items():
            self.words[word] += sign * count
        if len(self.links) + len(self.days) + len(self.words) > _MOST:
            self.write()

    def write(self) -> None:
        """Bring the tables up to date."""
        _change(self.connection, "tally", ("target", "kind", "how"), self.links)
        _change(self.connection, "density", ("kind", "slot", "size"), self.days)
        words: Counter[Any] = Counter({(word,): count for word, count in self.words.items()})
        _change(self.connection, "word", ("word",), words)
        self.words.clear()


def _change(connection: sqlite3.Connection, table: str, keys: Sequence[str], counts: Counter[Any]) -> None:
    """Add to the counts of a table, and drop what has come down to none."""
    changes = sorted((*key, count) for key, count in counts.items() if count)
    connection.executemany(
        f"INSERT INTO {table} VALUES ({', '.join('?' * (len(keys) + 1))})"
        " ON CONFLICT DO UPDATE SET records = records + excluded.records",
        changes,
    )
    connection.executemany(
        f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)} AND records = 0",
        (change[:-1] for change in changes if change[-1] < 0),
    )
    counts.clear()
