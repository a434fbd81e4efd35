"""The locator by which `sinoru verify` finds an entry in its file."""

from collections import Counter

from sinoru.draft.answers import Row
from sinoru.model.records import Source
from sinoru.verify.passages import read_passages
from sinoru.verify.terms import plain

_COMPARED = 60


class Locators:
    """Knows the passages of a text as `verify` will part it."""

    def __init__(self, text: str, source: Source) -> None:
        passages = read_passages(text, source).passages if text else ()
        self._by_beginning: dict[str, str] = {}
        for passage in passages:
            self._by_beginning.setdefault(_beginning(passage.shown), passage.at)
        counts = Counter(passage.at for passage in passages)
        self._twice = {at for at, count in counts.items() if count > 1}

    def find(self, row: Row) -> str:
        """Give the locator of the passage that begins with the row; empty where none does, or two answer to it."""
        at = self._by_beginning.get(_beginning(row.text), "")
        return "" if at in self._twice else at


def _beginning(text: str) -> str:
    return "".join(char for char in plain(text)[: 2 * _COMPARED] if char.isalnum())[:_COMPARED].lower()
