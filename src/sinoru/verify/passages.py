"""The headings of a copy that name sections of its source.

A copy of a source as passages, each under the locator that evidence names it by.

Evidence in a copy: whether each term stands in the passage that the locator names.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import msgspec

from sinoru.model.records import Evidence, Section, Source
from sinoru.verify.blocks import (
    LONGEST_HEADING,
    SOFT_HYPHEN,
    Block,
    join_pages,
    looks_like_heading,
    printed_date,
    read_blocks,
    without_year,
)
from sinoru.verify.terms import Misspellings, find_term, plain, readings

_NUMBERING = r"(?:section|part|chapter)?\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[ivxlc]{1,6}\.|[a-z]\.)\s+"
_NUMBERING_WORDS = 4
"""Words that a number may add to a heading, and dashes: `## Part 2. -`."""


def words_of(text: str) -> str:
    """Return the words of a text in small letters: quotes, marks, spacing and case make no other heading."""
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
        """Return the title of the section that begins at this line; empty: none does."""
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


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, list item or entry."""

    section: str
    number: int
    """Its place in the section, from 1."""
    text: str
    """On one line; a word that a line's end broke still has its soft hyphen."""
    date: str = ""
    """As printed, where it is an entry of a chronology."""

    @property
    def at(self) -> str:
        """Its locator: `Implications, 1`, `Chronology, May 10`; `7` in a source without sections."""
        return self.locator(without_year(self.date) if self.date else str(self.number))

    def locator(self, place: str) -> str:
        """Name a place in its section."""
        return f"{self.section}, {place}" if self.section else place

    @property
    def names(self) -> tuple[str, ...]:
        """Every locator that it answers to: also by number, or with the year."""
        return self.at, self.locator(str(self.number)), self.locator(self.date or str(self.number))

    @property
    def shown(self) -> str:
        """The text to show."""
        return self.text.replace(SOFT_HYPHEN, "")


class Copy(msgspec.Struct, frozen=True):
    """A user's copy of a source."""

    passages: tuple[Passage, ...]
    front_matter: tuple[str, ...]
    """What stands before the first passage: title, author, date."""
    remarks: tuple[str, ...]
    """How its sections differ from those that the corpus gives the source."""


def comparable(locator: str) -> str:
    """Return a locator as it is compared: quotes, dashes, spacing and case make no other."""
    return plain(locator).replace('"', "").lower()


def read_passages(text: str, source: Source) -> Copy:
    """Part the text of a copy into passages by the sections of its source."""
    lines = join_pages(text)
    titles = [section.title for section in source.sections] or [""]
    headings = Headings([title for title in titles if title], lines)
    blocks = read_blocks(lines, lambda line: bool(headings.section_of(line)))
    standing = {headings.section_of(block.text) for block in blocks} - {""}
    begins = _end_of_front_matter(blocks, source, headings, is_first_marked=titles[0] in standing)
    texts = _texts_by_section(blocks[begins:], titles, headings)
    passages = tuple(passage for title in titles for passage in _passages(title, texts[title]))
    return Copy(
        passages=passages,
        front_matter=tuple(block.text for block in blocks[:begins]),
        remarks=tuple(_remarks(source.sections, standing, passages)),
    )


def _end_of_front_matter(
    blocks: list[Block], source: Source, headings: Headings, *, is_first_marked: bool
) -> int:
    """Count the blocks before the body: all up to the first section's heading, or else the title and its like."""
    for place, block in enumerate(blocks):
        if headings.section_of(block.text) or not (is_first_marked or _is_front_matter(block, source)):
            return place
    return len(blocks)


def _is_front_matter(block: Block, source: Source) -> bool:
    words = words_of(block.text)
    names = {word for author in source.authors for word in words_of(author).split()} | {"by"}
    title = words_of(source.title)
    printed = f"{title} {words_of(f'{source.container} {source.publisher}')}"
    is_byline = bool(words) and set(words.split()) <= names
    is_title = f" {words} " in f" {printed} " or (words.startswith(title) and len(words) < 2 * len(title))
    return is_byline or is_title or block.kind == "heading" or looks_like_heading(block.text)


def _texts_by_section(body: list[Block], titles: list[str], headings: Headings) -> dict[str, list[str]]:
    """Collect the texts of each section. What stands before the first heading belongs to the first section."""
    current = titles[0]
    texts: dict[str, list[str]] = {title: [] for title in titles}
    is_after_heading = False
    for block in body:
        section = headings.section_of(block.text)
        current = section or current
        is_heading = bool(section) or _is_subheading(block, is_after_heading=is_after_heading)
        if not is_heading:
            texts[current].append(block.text)
        is_after_heading = is_heading
    return texts


def _is_subheading(block: Block, *, is_after_heading: bool) -> bool:
    """Tell a heading that no locator names, such as `April-June 1999` below a chronology's title."""
    return block.kind == "heading" or (
        block.kind == "paragraph" and looks_like_heading(block.text, in_capitals=not is_after_heading)
    )


def _passages(section: str, texts: list[str]) -> Iterable[Passage]:
    dates = [printed_date(text) for text in texts]
    if not section or sum(map(bool, dates)) * 2 < len(texts):
        return (Passage(section, number, text) for number, text in enumerate(texts, 1))
    return _entries(section, texts, dates)


def _entries(section: str, texts: list[str], dates: list[str]) -> list[Passage]:
    """Return the entries of a chronology; a paragraph without a date belongs to the entry before it."""
    entries: list[Passage] = []
    for text, date in zip(texts, dates, strict=True):
        if entries and not date:
            before = entries.pop()
            entries.append(Passage(section, before.number, f"{before.text} {text}", before.date))
        else:
            entries.append(Passage(section, len(entries) + 1, text, date))
    return entries


def _remarks(sections: Iterable[Section], standing: set[str], passages: tuple[Passage, ...]) -> Iterable[str]:
    for place, section in enumerate(sections):
        number = sum(passage.section == section.title for passage in passages)
        if place and section.title not in standing:
            yield f"the heading '{section.title}' does not stand in this copy"
        elif section.paragraphs and number != section.paragraphs:
            yield f"'{section.title}' has {number} passages in this copy; the corpus counts {section.paragraphs}"
        yield from _entry_remarks(section, [one.at for one in passages if one.section == section.title])


def _entry_remarks(section: Section, locators: list[str]) -> Iterable[str]:
    """Hold the entries against those that the corpus lists, in their order."""
    named = (f"{section.title}, {entry}" for entry in section.entries)
    listed = {comparable(locator): locator for locator in named}
    standing = [locator for locator in map(comparable, locators) if locator in listed]
    absent = [locator for key, locator in listed.items() if key not in standing]
    yield from (f"the entry '{locator}' does not stand in this copy" for locator in absent)
    if not absent and standing != list(listed):
        yield f"the entries of '{section.title}' stand in another order than the corpus lists"


class Finding(msgspec.Struct, frozen=True):
    """What became of one piece of evidence."""

    passages: tuple[Passage, ...] = ()
    """Those that the locator names, or that hold all terms where it names none in particular."""
    missing: tuple[str, ...] = ()
    """Terms that do not stand there."""
    printed: Mapping[str, str] = {}
    """How each term that was found is printed."""
    has_place: bool = True
    """False: the locator names no passage of the copy."""

    @property
    def is_found(self) -> bool:
        """Whether the evidence is where its record says it is."""
        return self.has_place and not self.missing


class Finder:
    """Finds evidence in the passages of a copy."""

    def __init__(self, passages: tuple[Passage, ...], misspellings: Misspellings) -> None:
        self._passages = passages
        self._misspellings = misspellings
        self._texts = {passage: readings(passage.text) for passage in passages}
        self._named: dict[str, list[Passage]] = {}
        for passage in passages:
            for name in dict.fromkeys(map(comparable, passage.names)):
                self._named.setdefault(name, []).append(passage)

    def find(self, evidence: Evidence) -> Finding:
        """Look for a piece of evidence where its locator says."""
        places = self._places(evidence.at)
        if not places:
            return Finding(missing=evidence.terms, has_place=False)
        findings = [self._look(place, evidence.terms) for place in places]
        return min(findings, key=lambda finding: len(finding.missing))

    def locators_of(self, term: str) -> tuple[str, ...]:
        """Name all passages where a term stands."""
        return tuple(
            dict.fromkeys(one.at for one in self._passages if self._printed(term, (one,)) is not None)
        )

    def nearest(self, at: str, limit: int = 3) -> tuple[str, ...]:
        """Name the passages whose locators are most like this one."""
        locators = {comparable(passage.at): passage.at for passage in self._passages}
        return tuple(locators[key] for key in get_close_matches(comparable(at), locators, limit, cutoff=0.5))

    def _places(self, at: str) -> list[tuple[Passage, ...]]:
        """Return what a locator may mean: two entries may bear one date; a section or the whole is one place."""
        if not at:
            return [self._passages]
        named = self._named.get(comparable(at))
        if named:
            return [(passage,) for passage in named]
        section = tuple(
            one for one in self._passages if one.section and comparable(one.section) == comparable(at)
        )
        return [section] if section else []

    def _look(self, place: tuple[Passage, ...], terms: tuple[str, ...]) -> Finding:
        printed = {term: self._printed(term, place) for term in terms}
        return Finding(
            passages=place if len(place) == 1 else tuple(one for one in place if self._holds(one, terms)),
            missing=tuple(term for term, found in printed.items() if found is None),
            printed={term: found for term, found in printed.items() if found},
        )

    def _holds(self, passage: Passage, terms: tuple[str, ...]) -> bool:
        return bool(terms) and all(self._printed(term, (passage,)) is not None for term in terms)

    def _printed(self, term: str, place: tuple[Passage, ...]) -> str | None:
        for passage in place:
            printed = find_term(term, self._texts[passage], self._misspellings)
            if printed is not None:
                return printed
        return None
