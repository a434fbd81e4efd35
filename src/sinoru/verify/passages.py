"""A copy of a source as passages under the locators of evidence, and the search for the terms of evidence in them.

The headings of the copy that name sections of the source divide it; each passage is numbered in its section.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sinoru.locators.contents import Contents, Locator
from sinoru.locators.labels import Step
from sinoru.messages import count
from sinoru.model.records import Evidence, Section, Source
from sinoru.names.nearest import nearest
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
"""The words that numbering may add to a heading, dashes included: `## Part 2. -`."""


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, list item or entry."""

    section: str
    number: int
    """Its position in the section, from 1."""
    text: str
    """On one line, with a soft hyphen in each word that a line's end broke."""
    date: str = ""
    """As printed, if it is an entry of a chronology."""

    @property
    def at(self) -> str:
        """Its locator: `Implications, 1`, `Chronology, May 10`; `para. 7` in a source without sections."""
        if self.date:
            return Locator(self.section, passage=without_year(self.date)).text
        return Locator(self.section, (Step("paragraph", ((str(self.number), ""),)),)).text

    @property
    def names(self) -> tuple[str, ...]:
        """Every locator of an entry, with the year in its date and without."""
        return (self.at, Locator(self.section, passage=self.date).text) if self.date else ()

    @property
    def shown(self) -> str:
        """The text without soft hyphens."""
        return self.text.replace(SOFT_HYPHEN, "")


class Copy(msgspec.Struct, frozen=True):
    """A user's copy of a source."""

    passages: tuple[Passage, ...]
    front_matter: tuple[str, ...]
    """The blocks before the first passage: title, author, date."""
    remarks: tuple[str, ...]
    """How its sections differ from those of the source in the corpus."""


class Finding(msgspec.Struct, frozen=True):
    """The result of the search for one piece of evidence."""

    passages: tuple[Passage, ...] = ()
    """The passage that the locator names, or all that contain every term if it names several."""
    missing: tuple[str, ...] = ()
    """The terms that are not in them."""
    printed: Mapping[str, str] = {}
    """The terms that were found, as they are printed."""
    has_place: bool = True
    """False if the locator names no passage of the copy."""

    @property
    def is_found(self) -> bool:
        """Whether the evidence is where its record locates it."""
        return self.has_place and not self.missing


def words_of(text: str) -> str:
    """Return the words of a text in small letters, so that headings compare equal whatever their signs and case."""
    return " ".join(re.findall(r"[^\W_]+", plain(text).lower()))


class Headings:
    """The sections of a source by the headings of a copy."""

    def __init__(self, titles: Sequence[str], lines: Iterable[str]) -> None:
        self._by_words = {words_of(title): title for title in titles}
        self._longest = 2 * max((len(title) for title in titles), default=0) + LONGEST_HEADING
        self._most_words = max((len(title.split()) for title in titles), default=0) + _NUMBERING_WORDS
        self._known: dict[str, str] = {}
        exact = {self._match_alone(line) for line in lines if len(line) <= self._longest} if titles else set()
        self._extended = [title for title in titles if title not in exact]
        """Titles that are not a heading by themselves, but may begin a longer one: `Chronology of ...`."""

    def section_of(self, line: str) -> str:
        """Return the title of the section that begins at this line; empty if none does."""
        if len(line) > self._longest or not self._by_words:
            return ""
        if line not in self._known:
            self._known[line] = self._match_alone(line) or self._match_beginning(line)
        return self._known[line]

    def _match_alone(self, line: str) -> str:
        if len(line.split()) > self._most_words:  # cheap to test, as every line is
            return ""
        bare = re.sub(_NUMBERING, "", line.lstrip("# "), count=1, flags=re.IGNORECASE)
        return self._by_words.get(words_of(line)) or self._by_words.get(words_of(bare), "")

    def _match_beginning(self, line: str) -> str:
        if not self._extended or not looks_like_heading(line.lstrip("# ")):
            return ""
        words = words_of(line)
        return next((title for title in self._extended if words.startswith(f"{words_of(title)} ")), "")


def comparable(locator: str) -> str:
    """Return a locator in the form in which it is compared, whatever its quotes, dashes, spacing and case."""
    return plain(locator).replace('"', "").lower()


def read_passages(text: str, source: Source) -> Copy:
    """Split the text of a copy into passages by the sections of its source."""
    lines = join_pages(text)
    titles = [section.title for section in source.sections] or [""]
    headings = Headings([title for title in titles if title], lines)
    blocks = read_blocks(lines, lambda line: bool(headings.section_of(line)))
    found = {headings.section_of(block.text) for block in blocks} - {""}
    body = _end_of_front_matter(blocks, source, headings, is_first_marked=titles[0] in found)
    texts = _texts_by_section(blocks[body:], titles, headings)
    passages = tuple(passage for title in titles for passage in _split_section(title, texts[title]))
    return Copy(
        passages=passages,
        front_matter=tuple(block.text for block in blocks[:body]),
        remarks=tuple(_remarks(source.sections, found, passages)),
    )


def _end_of_front_matter(
    blocks: list[Block], source: Source, headings: Headings, *, is_first_marked: bool
) -> int:
    """Return the number of blocks before the first section's heading or, if it has none, before the body."""
    for index, block in enumerate(blocks):
        if headings.section_of(block.text) or not (is_first_marked or _is_front_matter(block, source)):
            return index
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
    """Return the texts of each section; those before the first heading belong to the first section."""
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
    """Return whether a block is a heading that no locator names, such as `April-June 1999` in a chronology."""
    return block.kind == "heading" or (
        block.kind == "paragraph" and looks_like_heading(block.text, in_capitals=not is_after_heading)
    )


def _split_section(section: str, texts: list[str]) -> Iterable[Passage]:
    dates = [printed_date(text) for text in texts]
    if not section or sum(map(bool, dates)) * 2 < len(texts):
        return (Passage(section, number, text) for number, text in enumerate(texts, 1))
    return _join_entries(section, texts, dates)


def _join_entries(section: str, texts: list[str], dates: list[str]) -> list[Passage]:
    """Return the entries of a chronology; a paragraph without a date belongs to the entry before it."""
    entries: list[tuple[list[str], str]] = []
    for text, date in zip(texts, dates, strict=True):
        if entries and not date:
            entries[-1][0].append(text)
        else:
            entries.append(([text], date))
    return [
        Passage(section, number, " ".join(parts), date) for number, (parts, date) in enumerate(entries, 1)
    ]


def _remarks(sections: Iterable[Section], found: set[str], passages: tuple[Passage, ...]) -> Iterable[str]:
    locators: dict[str, list[str]] = {}
    for passage in passages:
        locators.setdefault(passage.section, []).append(passage.at)
    for index, section in enumerate(sections):
        number = len(locators.get(section.title, ()))
        if index and section.title not in found:
            yield f"the heading '{section.title}' does not appear in this copy"
        elif section.paragraphs and number != section.paragraphs:
            has = count(number, "passage")
            yield f"'{section.title}' has {has} in this copy; the corpus expects {section.paragraphs:,}"
        yield from _entry_remarks(section, locators.get(section.title, []))


def _entry_remarks(section: Section, locators: list[str]) -> Iterable[str]:
    """Compare the entries with those that the corpus lists, and their order."""
    named = (f"{section.title}, {entry}" for entry in section.entries)
    listed = {comparable(locator): locator for locator in named}
    found = [locator for locator in map(comparable, locators) if locator in listed]
    printed = set(found)
    absent = [locator for key, locator in listed.items() if key not in printed]
    yield from (f"the entry '{locator}' does not appear in this copy" for locator in absent)
    if not absent and found != list(listed):
        yield f"the entries of '{section.title}' are not in the order that the corpus lists"


def _last_number(locator: str) -> int:
    numbers = re.findall(r"\d{1,9}", locator)
    return int(numbers[-1]) if numbers else 0


def _numbered(passages: Iterable[Passage], steps: Sequence[Step]) -> tuple[Passage, ...]:
    """Return the passages with these numbers; nothing if pages are counted, as a copy does not show them."""
    if [step.label for step in steps] not in (["paragraph"], [""]):
        return ()
    return tuple(passage for passage in passages if steps[0].has(passage.number))


class Finder:
    """The search for evidence in the passages of a copy."""

    def __init__(self, source: Source, passages: tuple[Passage, ...], misspellings: Misspellings) -> None:
        self._contents = Contents(source)
        self._passages = passages
        self._misspellings = misspellings
        self._texts = {passage: readings(passage.text) for passage in passages}
        self._named: dict[str, list[Passage]] = {}
        self._sections: dict[str, list[Passage]] = {}
        for passage in passages:
            self._sections.setdefault(passage.section, []).append(passage)
            for name in dict.fromkeys(map(comparable, passage.names)):
                self._named.setdefault(name, []).append(passage)

    def find(self, evidence: Evidence) -> Finding:
        """Look for a piece of evidence where its locator points; return the best of several candidates."""
        candidates = self._locate(evidence.at)
        if not candidates:
            return Finding(missing=evidence.terms, has_place=False)
        findings = [self._find_terms(evidence.terms, passages) for passages in candidates]
        return min(findings, key=lambda finding: len(finding.missing))

    def locators_of(self, term: str) -> tuple[str, ...]:
        """Return the locators of all passages with a term."""
        found = (each.at for each in self._passages if self._find_printed(term, (each,)) is not None)
        return tuple(dict.fromkeys(found))

    def nearest(self, at: str, limit: int = 3) -> tuple[str, ...]:
        """Return the locators that are most like this one; equal ones by the distance of their last numbers."""
        number = _last_number(at)
        ordered = sorted(self._passages, key=lambda passage: abs(_last_number(passage.at) - number))
        locators = {comparable(passage.at): passage.at for passage in ordered}
        return tuple(locators[key] for key in nearest(comparable(at), list(locators), limit))

    def _locate(self, at: str) -> list[tuple[Passage, ...]]:
        """Return what a locator may mean: each entry of a date, or paragraphs, a section or the copy as one."""
        if not at:
            return [self._passages]
        locator = self._contents.parse(at)
        named = self._named.get(comparable(locator.text))
        if named:
            return [(passage,) for passage in named]
        within = tuple(self._sections.get(locator.section, ()))
        if locator.steps:
            within = _numbered(within, locator.steps)
        return [within] if within and not locator.passage else []

    def _find_terms(self, terms: tuple[str, ...], passages: tuple[Passage, ...]) -> Finding:
        printed = {term: self._find_printed(term, passages) for term in terms}
        return Finding(
            passages=passages
            if len(passages) == 1
            else tuple(passage for passage in passages if self._has_terms(passage, terms)),
            missing=tuple(term for term, found in printed.items() if found is None),
            printed={term: found for term, found in printed.items() if found},
        )

    def _has_terms(self, passage: Passage, terms: tuple[str, ...]) -> bool:
        return bool(terms) and all(self._find_printed(term, (passage,)) is not None for term in terms)

    def _find_printed(self, term: str, passages: tuple[Passage, ...]) -> str | None:
        for passage in passages:
            printed = find_term(term, self._texts[passage], self._misspellings)
            if printed is not None:
                return printed
        return None
