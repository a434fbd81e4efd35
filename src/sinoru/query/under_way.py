"""What had begun before a day and lasts to it."""

from sinoru.index import numbers
from sinoru.index.index import Index


def numbers_under_way(index: Index, day: int) -> list[int]:
    """Give the numbers of the records that begin before the day and may last to it."""
    high = numbers.first_number(day)
    found: list[int] = []
    for size in range(numbers.OPEN_SPAN + 1):
        low = 0 if size >= numbers.OPEN_SPAN else numbers.first_number(day - (1 << size))
        query = (
            "SELECT record FROM span WHERE size = ? AND record >= ? AND record < ? AND ifnull(latest, ?) >= ?"
        )
        found += [number for (number,) in index.rows(query, (size, low, high, day, day))]
    return sorted(found)
