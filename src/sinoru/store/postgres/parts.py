"""Where the records of a corpus are parted: into about equal parts, at the beginnings of months."""

from itertools import pairwise

import msgspec

from sinoru.dates.days import iso_day
from sinoru.index import numbers
from sinoru.index.sqlite import SqliteIndex

PER_PARTITION = 500_000
"""Records of a partition: its indexes fit into memory, and a date leaves most partitions out."""


class Part(msgspec.Struct, frozen=True):
    """A range of record numbers, the upper end excluded; None: no end."""

    low: int | None
    high: int | None

    @property
    def bounds(self) -> str:
        """Give the range as PostgreSQL takes it."""
        low = "MINVALUE" if self.low is None else self.low
        high = "MAXVALUE" if self.high is None else self.high
        return f"FROM ({low}) TO ({high})"


def part_records(index: SqliteIndex, shards: int, per_partition: int) -> list[list[Part]]:
    """Give the partitions of each shard; of the one place there is, if there are no shards."""
    places = max(shards, 1)
    total = index.value("SELECT count(*) FROM record")
    each = max(1, -(-total // (per_partition * places)))
    borders = _borders(index, total, each * places)
    if len(borders) != each * places - 1:  # too few months for so many partitions
        each, borders = 1, _borders(index, total, places, exact=True)
    ends = [None, *borders, None]
    parts = [Part(low, high) for low, high in pairwise(ends)]
    return [parts[start : start + each] for start in range(0, len(parts), each)]


def _borders(index: SqliteIndex, total: int, count: int, *, exact: bool = False) -> list[int]:
    """Give the first numbers of the second part and of each later one, so far as they differ."""
    wanted = {total * place // count for place in range(1, count)}
    if not wanted:
        return []
    rows = enumerate(index.rows("SELECT number FROM record ORDER BY number"))
    found = (number for place, (number,) in rows if place in wanted)
    return sorted({number if exact else _month_of(number) for number in found} - {0})


def _month_of(number: int) -> int:
    """Give the first number of the month that a record begins in; of its day, if that has no month."""
    day = numbers.first_day(number)
    if number >= numbers.UNDATED or day is None:
        return number
    return numbers.first_number(day - int(iso_day(day)[-2:]) + 1)
