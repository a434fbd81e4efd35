"""The headings of a copy that name sections of its source."""

import re
from collections.abc import Iterable, Sequence

from sinoru.verify.blocks import LONGEST_HEADING, looks_like_heading
from sinoru.verify.wording import plain

_NUMBERING = r"(?:section|part|chapter)?\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[ivxlc]{1,6}\.|[a-z]\.)\s+"
_NUMBERING_WORDS = 4
"""Words that a number may add to a heading, and dashes: `## Part 2. -`."""


def words_of(text: str) -> str:
    """Give the words of a text in small letters: quotes, marks, spacing and case make no other heading."""
    return " ".join(re.findall(r"[^\W_]+", plain(text).lower()))


class Headings:
    """Tells which lines of a copy are the headings of which sections."""

    def __init__(self, titles: Sequence[str], lines: Iterable[str]) -> None:
        self._by_words = {words_of(title): title for title in titles}
        self._longest = 2 * max((len(title) for title in titles), default=0) + LONGEST_HEADING
        self._most_words = max((len(title.split()) for title in titles), default=0) + _NUMBERING_WORDS
        self._known: dict[str, str] = {}
        exact = {self._exact(line) for line in lines if len(line) <= self._longest} if titles else set()
        self._extended = [title for title in titles if title not in exact]
        """Titles that stand nowhere alone, but may begin a longer heading: `Chronology of ...`."""

    def section_of(self, line: str) -> str:
        """Give the title of the section that begins at this line; empty: none does."""
        if len(line) > self._longest or not self._by_words:
            return ""
        if line not in self._known:
            self._known[line] = self._exact(line) or self._beginning(line)
        return self._known[line]

    def _exact(self, line: str) -> str:
        if len(line.split()) > self._most_words:  # this is asked of every line
            return ""
        bare = re.sub(_NUMBERING, "", line.lstrip("# "), count=1, flags=re.IGNORECASE)
        return self._by_words.get(words_of(line)) or self._by_words.get(words_of(bare), "")

    def _beginning(self, line: str) -> str:
        if not self._extended or not looks_like_heading(line.lstrip("# ")):
            return ""
        words = words_of(line)
        return next((title for title in self._extended if words.startswith(f"{words_of(title)} ")), "")
