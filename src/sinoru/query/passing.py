"""Records that pass a test which only they themselves show: those that may are read, and become a condition."""

from collections.abc import Callable, Iterator

from sinoru.index.index import Condition, Index, Numbers, Scope
from sinoru.messages import quoted
from sinoru.model.errors import WrongUsage
from sinoru.model.records import Record
from sinoru.query.fetch import load
from sinoru.query.select import first_numbers

MOST = 20_000
"""The records that one such condition may read."""
_BATCH = 500


def records_passing(index: Index, scope: Scope, asked: str, is_such: Callable[[Record], bool]) -> Condition:
    """Return the records in a scope that pass a test. Raises WrongUsage if there are more than can be read."""
    numbers = first_numbers(index, scope, MOST + 1)
    if len(numbers) > MOST:
        why = f"{quoted(asked)} asks for words that more than {MOST:,} records have. Use rarer words."
        raise WrongUsage(why)
    return Numbers(tuple(_passing(index, numbers, is_such)))


def _passing(index: Index, numbers: list[int], is_such: Callable[[Record], bool]) -> Iterator[int]:
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        for number, (*_, record) in zip(batch, load(index, batch), strict=True):
            if is_such(record):
                yield number
