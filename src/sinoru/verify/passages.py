"""A copy of a source as passages under the locators of evidence, and the search for the terms of evidence in them.

The headings of the copy that name sections of the source divide it; each passage is numbered in its section.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

import msgspec

from sinoru.locators.contents import Contents, Locator
from sinoru.locators.labels import Step
from sinoru.messages import count
from sinoru.model.records import Evidence, Section, Source
from sinoru.names.nearest import Vocabulary
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
from sinoru.verify.terms import Misspellings, find_term, plain, readings, words_in, words_of_term

_NUMBERING = r"(?:section|part|chapter)?\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[ivxlc]{1,6}\.|[a-z]\.)\s+"
MOST_LOCATORS = 100
"""The most passages that are listed for a term which is missing where its evidence locates it."""
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
        lines = dict.fromkeys(lines) if titles else ()
        exact = {self._match_alone(line) for line in lines if len(line) <= self._longest}
        extended = [title for title in titles if title not in exact]
        self._extended = {words_of(title): number for number, title in reversed([*enumerate(extended)])}
        """Words of titles that are not a heading by themselves, but may begin a longer one: `Chronology of ...`."""
        self._titles = extended

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
        words = words_of(line).split()
        beginnings = (" ".join(words[:end]) for end in range(1, len(words)))
        found = [self._extended[each] for each in beginnings if each in self._extended]
        return self._titles[min(found)] if found else ""


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


class Finder:
    """The search for evidence in the passages of a copy.

    Passages are known by their positions, and found by their words: those without one of a term's are not searched.
    """

    def __init__(self, source: Source, passages: tuple[Passage, ...], misspellings: Misspellings) -> None:
        self._contents = Contents(source)
        self._passages = passages
        self._misspellings = misspellings
        self._texts = [readings(passage.text) for passage in passages]
        self._with_word: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        self._sections: dict[str, list[int]] = {}
        self._numbers: dict[tuple[str, int], list[int]] = {}
        for position, passage in enumerate(passages):
            for word in words_in(" ".join(self._texts[position])):
                self._with_word.setdefault(word, []).append(position)
            self._sections.setdefault(passage.section, []).append(position)
            self._numbers.setdefault((passage.section, passage.number), []).append(position)
            for name in dict.fromkeys(map(comparable, passage.names)):
                self._named.setdefault(name, []).append(position)
        self._vocabulary: Vocabulary | None = None
        self._locators: dict[str, str] = {}
        # What is asked again is answered once.
        self._find_once = cache(self._find_at)
        self.locators_of = cache(self._find_locators)
        self.nearest = cache(self._find_nearest)
        self._printed = cache(self._find_printed)
        self._locate = cache(self._find_candidates)

    def find(self, evidence: Evidence) -> Finding:
        """Look for a piece of evidence where its locator points; return the best of several candidates."""
        return self._find_once(evidence.at, evidence.terms)

    def _find_at(self, at: str, terms: tuple[str, ...]) -> Finding:
        candidates = self._locate(at)
        if not candidates:
            return Finding(missing=terms, has_place=False)
        findings = [self._find_terms(terms, positions) for positions in candidates]
        return min(findings, key=lambda finding: len(finding.missing))

    def _find_locators(self, term: str) -> tuple[str, ...]:
        """Return the locators of the passages with a term, MOST_LOCATORS at most."""
        found = dict.fromkeys(self._passages[position].at for position in self._printed(term))
        return tuple(islice(found, MOST_LOCATORS))

    def _find_nearest(self, at: str, limit: int = 3) -> tuple[str, ...]:
        """Return the locators that are most like this one; equal ones by the distance of their numbers."""
        if self._vocabulary is None:
            for passage in self._passages:
                self._locators.setdefault(comparable(passage.at), passage.at)
            self._vocabulary = Vocabulary(list(self._locators))
        return tuple(self._locators[key] for key in self._vocabulary.nearest(comparable(at), limit))

    def _find_candidates(self, at: str) -> list[Sequence[int]]:
        """Return what a locator may mean: each entry of a date, or paragraphs, a section or the copy as one."""
        if not at:
            return [range(len(self._passages))]
        locator = self._contents.parse(at)
        named = self._named.get(comparable(locator.text))
        if named:
            return [(position,) for position in named]
        within: Sequence[int] = self._sections.get(locator.section, ())
        if locator.steps:
            within = self._numbered(locator.section, within, locator.steps)
        return [within] if within and not locator.passage else []

    def _numbered(self, section: str, within: Sequence[int], steps: Sequence[Step]) -> Sequence[int]:
        """Return the passages with these numbers; nothing if pages are counted, as a copy does not show them."""
        if [step.label for step in steps] not in (["paragraph"], [""]):
            return ()
        ((first, last), *others) = steps[0].spans
        if not last and not others and first.isdecimal():
            return self._numbers.get((section, int(first)), ())
        return [position for position in within if steps[0].has(self._passages[position].number)]

    def _find_terms(self, terms: tuple[str, ...], positions: Sequence[int]) -> Finding:
        printed = {term: _within(self._printed(term), positions) for term in terms}
        with_all = min(printed.values(), key=len, default={})
        for others in printed.values():
            with_all = {position: "" for position in with_all if position in others}
        shown = positions if len(positions) == 1 else with_all
        return Finding(
            passages=tuple(self._passages[position] for position in shown),
            missing=tuple(term for term, found in printed.items() if not found),
            printed={term: next(iter(found.values())) for term, found in printed.items() if found},
        )

    def _find_printed(self, term: str) -> dict[int, str]:
        """Return how a term is printed, by the position of each passage with it, in their order."""
        positions: set[int] = set()
        for words in words_of_term(term, self._misspellings):
            rarest = min(words, key=lambda word: len(self._with_word.get(word, ())), default="")
            positions.update(self._with_word.get(rarest, ()) if words else range(len(self._passages)))
        found = (
            (position, find_term(term, self._texts[position], self._misspellings))
            for position in sorted(positions)
        )
        return {position: printed for position, printed in found if printed is not None}


def _within(found: Mapping[int, str], positions: Sequence[int]) -> Mapping[int, str]:
    """Return what was found at these positions, which are sorted."""
    if len(positions) <= len(found):
        return {position: found[position] for position in positions if position in found}
    if isinstance(positions, range):
        return found
    return {each: printed for each, printed in found.items() if _contains(positions, each)}


def _contains(positions: Sequence[int], position: int) -> bool:
    index = bisect_left(positions, position)
    return index < len(positions) and positions[index] == position
