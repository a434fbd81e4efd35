"""Rows of `link` and `words` that are held back, so that many are written at once in the order of their table.

A batch of a build has records of all times and links to all targets. Written batch by batch, each page of `link` is
read and changed again and again (twice the time at a million records), and FTS5 has hundreds of lists to merge.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat

from sinoru.index.numbers import ref_token
from sinoru.index.tables import Tables

_MOST_LINKS = 2_000_000
"""Eight bytes each; as many again may be on their way into the table."""
_LINKS_AT_ONCE = 50_000
"""Written with each batch: all at once take seconds, in which the readers have to wait."""
_LINKS_OF_A_LIST = 30
"""So many more could be kept in the memory that one more list takes."""
_MOST_WORDS = 24_000
"""Records with their words, about a kilobyte each; as many again are in the memory of FTS5."""


class HeldRows:
    """What is to be written yet. `write` before anything is taken out, and at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.links: dict[tuple[int, str, str], array[int]] = defaultdict(lambda: array("q"))
        self.linked = 0
        self.leaving: Iterator[tuple[int, str, int, str]] = iter(())
        """Links on their way into the table."""
        self.words: list[tuple[int, str, str, str]] = []

    def add(self, tables: Tables, terms: Sequence[int]) -> None:
        """Hold the rows of some records. `terms`: the numbers of the targets."""
        for place, kind, how, records in tables.links:
            self.links[terms[place], kind, how].fromlist(records)
            self.linked += len(records)
        self.words += words_of(tables, terms)
        if len(self.words) > _MOST_WORDS:
            self.write_words()
        if self.linked + _LINKS_OF_A_LIST * len(self.links) > _MOST_LINKS:
            self.let_links_go()
        self.write_links(_LINKS_AT_ONCE)

    def write(self) -> None:
        """Write all that is held."""
        self.write_words()
        self.let_links_go()
        self.write_links()

    def write_words(self) -> None:
        """Write the words that are held."""
        self.words.sort()
        self.connection.executemany(
            "INSERT INTO words (rowid, title, text, refs) VALUES (?, ?, ?, ?)", self.words
        )
        self.words.clear()

    def let_links_go(self) -> None:
        """Have the links that are held written from now on, after all those that were let go before."""
        self.write_links()
        rows = (
            zip(repeat(target), repeat(kind), sorted(records), repeat(how))
            for (target, kind, how), records in sorted(self.links.items())
        )
        self.leaving = chain.from_iterable(rows)
        self.links.clear()
        self.linked = 0

    def write_links(self, most: int | None = None) -> None:
        """Write the links that were let go, or so many of them."""
        self.connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", islice(self.leaving, most))


def words_of(tables: Tables, terms: Sequence[int]) -> Iterator[tuple[int, str, str, str]]:
    """Give the rows of `words`."""
    refs = [ref_token(term) for term in terms]
    for number, title, text, places in tables.words:
        yield number, title, text, " ".join([refs[place] for place in places])
