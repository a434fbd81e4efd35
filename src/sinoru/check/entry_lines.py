"""Which lines of a file its entries stand in, so that one of them can be read again without the others."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby

from sinoru.check.source_text import SourceText
from sinoru.loading.yaml import Entry, read_entries


class EntryLines:
    """The first entries of a file, as far as it is in the usual layout (sinoru.loading.fast_yaml)."""

    def __init__(self) -> None:
        self.entries = 0
        """How many there are."""
        self._first, self._begin, self._end = array("q"), array("q"), array("q")
        self._is_item = bytearray()

    def add(self, entries: int, begin: int, end: int, *, is_item: bool) -> None:
        """Add what stands in these lines, from 1, both included: one item of a list, or a list with all of them."""
        self._first.append(self.entries)
        self._begin.append(begin)
        self._end.append(end)
        self._is_item.append(is_item)
        self.entries += entries

    def read(self, source: SourceText, numbers: Iterable[int]) -> Iterator[tuple[int, Entry, int]]:
        """Read entries again, given in order; each with its number and the lines that its nodes do not count.

        What several of them stand in is read once.
        """
        for at, some in groupby(numbers, lambda number: bisect_right(self._first, number) - 1):
            head = ["list:"] if self._is_item[at] else []
            lines = [source.line(line) for line in range(self._begin[at], self._end[at] + 1)]
            text = "\n".join([*head, *lines, ""])
            entries = [one for one in read_entries(BytesIO(text.encode())) if isinstance(one, Entry)]
            for number in some:
                yield number, entries[number - self._first[at]], self._begin[at] - 1 - len(head)
