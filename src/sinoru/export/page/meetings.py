"""Who met whom: pairs of people and the events that both took part in."""

from collections.abc import Iterable
from itertools import combinations

import msgspec

MOST_PEOPLE = 30
"""Of more people at one event, no more are taken to have met there."""
MOST_PAIRS = 1000


class Pair(msgspec.Struct, frozen=True):
    """Two people, and the ids of the events at which they met."""

    first: str
    second: str
    events: tuple[str, ...]


class Meetings:
    """Collects who took part in what."""

    def __init__(self) -> None:
        self._events: dict[tuple[str, str], list[str]] = {}

    def add(self, event: str, people: Iterable[str]) -> None:
        """Note who was at an event."""
        for pair in combinations(sorted(set(people))[:MOST_PEOPLE], 2):
            self._events.setdefault(pair, []).append(event)

    @property
    def left_out(self) -> int:
        """Count the pairs that are too many to show."""
        return max(0, len(self._events) - MOST_PAIRS)

    def pairs(self) -> list[Pair]:
        """Give the pairs, those who met most first."""
        order = sorted(self._events.items(), key=lambda item: (-len(item[1]), item[0]))
        return [Pair(*people, tuple(events)) for people, events in order[:MOST_PAIRS]]
