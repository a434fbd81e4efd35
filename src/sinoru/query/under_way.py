"""What had begun before a day and lasts to it."""

from sinoru.index import numbers
from sinoru.index.index import Index

_OF_ONE_SIZE = (
    "SELECT record FROM span WHERE size = ? AND record >= ? AND record < ? AND coalesce(latest, ?) >= ?"
)


def numbers_under_way(index: Index, day: int) -> list[int]:
    """Give the numbers of the records that begin before the day and may last to it, in order."""
    high = numbers.first_number(day)
    lows = {size: numbers.first_number(day - (1 << size)) for size in range(numbers.OPEN_SPAN)}
    lows[numbers.OPEN_SPAN] = 0
    query = " UNION ALL ".join([_OF_ONE_SIZE] * len(lows))
    values = [value for size, low in lows.items() for value in (size, low, high, day, day)]
    return sorted(number for (number,) in index.rows(query, values))
