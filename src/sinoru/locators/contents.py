"""The sections of a source, against which its locators are parsed and put in order."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from sinoru.locators.entries import entry_dates
from sinoru.locators.labels import LABELS, Step, read_numbers, read_steps
from sinoru.model.records import Evidence, Section, Source

_RANKS = {label: rank for rank, label in enumerate(LABELS)} | {"": tuple(LABELS).index("page")}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_MOST_KEPT = 10_000
"""Locators that are not parsed again."""
_MOST_COMMAS = 100
"""Commas in a title of a section that are looked for, so that a locator is split in bounded time."""
_LAST = float("inf")

_Key = tuple[tuple[int, int, str], ...]


class Locator(msgspec.Struct, frozen=True):
    """A passage of a source. A locator without anything is the source as a whole."""

    section: str = ""
    """The title of a section of the source."""
    steps: tuple[Step, ...] = ()
    """Paragraphs of the section, or volumes, pages and whatever else has a number."""
    passage: str = ""
    """Any other text: the date of an entry as printed, `Introduction`."""

    @property
    def text(self) -> str:
        """The locator as a corpus writes it: `Implications, 1`, `Chronology, May 10`, `vol. 2, p. 13`."""
        return ", ".join(filter(None, (self.section, self.within)))

    @property
    def within(self) -> str:
        """What follows the title of the section."""
        if self.passage:
            return self.passage
        if self.section and [step.label for step in self.steps] == ["paragraph"]:
            return self.steps[0].numbers()
        return ", ".join(step.text for step in self.steps)


class Contents:
    """The sections of a source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._sections = {section.title: section for section in source.sections if section.title}
        self._indices = {title: index for index, title in enumerate(self._sections)}
        self._titles: dict[str, str] | None = None
        self._entries = {
            title: {" ".join(entry.split()): index for index, entry in enumerate(section.entries)}
            for title, section in self._sections.items()
        }
        self._parsed: dict[str, Locator] = {}
        most = max((title.count(",") for title in self._sections), default=-1)
        self._most_commas = min(most, _MOST_COMMAS)

    def cited_in(self, evidence: Iterable[Evidence]) -> Iterator[str]:
        """Yield the locators in the source that evidence names, each in its usual form."""
        return (self.parse(one.at).text for one in evidence if one.source == self.source.id)

    def section(self, locator: Locator) -> Section | None:
        """Return the section that a locator is in, if any."""
        return self._sections.get(locator.section)

    def lists_entry(self, locator: Locator) -> bool:
        """Return whether the source lists the entry that a locator names."""
        return locator.passage in self._entries.get(locator.section, {})

    def parse(self, at: str) -> Locator:
        """Parse a locator. A title may contain commas; its case, spaces and signs do not matter."""
        if at not in self._parsed:
            if len(self._parsed) == _MOST_KEPT:
                self._parsed.clear()
            self._parsed[at] = self._read(at)
        return self._parsed[at]

    def _read(self, at: str) -> Locator:
        title, rest = self.split(at)
        rest = " ".join(rest.split())
        if not rest or (title and rest in self._entries[title]):
            return Locator(title, passage=rest)
        spans = read_numbers(rest)
        # Where a source has no sections, nothing says what a bare number counts.
        steps = (Step("paragraph" if self._sections else "", spans),) if spans else read_steps(rest)
        return Locator(title, steps) if steps else Locator(title, passage=rest)

    def split(self, at: str) -> tuple[str, str]:
        """Return the title of the section that a locator is in, empty for none, and what follows it as written."""
        splits = list(_splits(at, self._most_commas + 1))
        for title, rest in splits:
            if title in self._sections:
                return title, rest
        if self._titles is None:
            self._titles = {_title_words(title): title for title in self._sections if _title_words(title)}
        for title, rest in splits:
            words = _title_words(title)
            if words in self._titles:
                return self._titles[words], rest
        return "", at

    def in_order(self, locators: Iterable[str]) -> list[str]:
        """Return each locator once, by section of the source, then by number or by the date of the entry.

        A section as a whole precedes its passages; what is in no section comes last.
        """
        parsed = {at: self.parse(at) for at in dict.fromkeys(locators)}
        passages: dict[str, list[str]] = {}
        for heading, printed in map(_heading, parsed.values()):
            if printed:
                passages.setdefault(heading, []).append(printed)
        nowhere = Section(title="")
        days = {
            (title, printed): (date.earliest or 0, date.latest or 0)
            for title, texts in passages.items()
            if len(texts) > 1  # one has an order, and dates take time to parse
            for printed, date in entry_dates(self.source, self._sections.get(title, nowhere), texts).items()
        }
        return sorted(parsed, key=lambda at: (*self._position(parsed[at], days), at))

    def _position(self, one: Locator, days: dict[tuple[str, str], tuple[int, int]]) -> tuple[object, ...]:
        section = self._indices.get(one.section, len(self._indices))
        if not one.passage:
            steps = tuple((_RANKS[step.label], _number_key(step.numbers())) for step in one.steps)
            return section, bool(steps), steps
        heading, printed = _heading(one)
        dates = days.get((heading, printed), (_LAST, _LAST))
        entry = self._entries.get(one.section, {}).get(one.passage, _LAST)
        return section, 2, _natural_key("" if one.section else heading), *dates, entry, _natural_key(printed)


def _heading(one: Locator) -> tuple[str, str]:
    """Return what a passage is below, and its own text; headings that its source does not list end at a comma."""
    if one.section:
        return one.section, one.passage
    heading, _, printed = one.passage.rpartition(", ")
    return heading, printed


def _title_words(text: str) -> str:
    """Return the words of a title in small letters, so that titles compare equal whatever their signs and case."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def _splits(at: str, most: int) -> Iterator[tuple[str, str]]:
    """Yield the text before each of the first commas with that after it, the longest first, and the whole text."""
    parts = at.split(",")
    if len(parts) <= most + 1:
        yield at.strip(), ""
    for count in range(min(most, len(parts) - 1), 0, -1):
        yield ",".join(parts[:count]).strip(), ",".join(parts[count:]).strip()


def _number_key(text: str) -> _Key:
    """Return a key that orders Roman numbers before others."""
    return tuple((0, _roman(piece), "") if _roman(piece) else _piece_key(piece) for piece in _pieces(text))


def _natural_key(text: str) -> _Key:
    """Return a key that orders `9` before `10`."""
    return tuple(map(_piece_key, _pieces(text)))


def _pieces(text: str) -> list[str]:
    return re.findall(r"\d+|[^\W\d]+|[^\w\s]+", text.lower())


def _piece_key(piece: str) -> tuple[int, int, str]:
    if not piece.isdecimal():
        return 2, 0, piece
    digits = piece.lstrip("0")
    return 1, len(digits), digits


def _roman(piece: str) -> int:
    """Return the value of a Roman number; 0 for any other text."""
    values = [_ROMAN.get(letter, 0) for letter in piece]
    following = [*values[1:], 0]
    return all(values) and sum(-one if one < two else one for one, two in zip(values, following, strict=True))
