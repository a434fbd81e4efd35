"""A copy of a source as passages, each under the locator that evidence names it by."""

from collections.abc import Iterable

import msgspec

from sinoru.model.records import Section, Source
from sinoru.verify.blocks import SOFT_HYPHEN, Block, looks_like_heading, read_blocks
from sinoru.verify.headings import Headings, words_of
from sinoru.verify.pages import join_pages
from sinoru.verify.printed_dates import printed_date, without_year
from sinoru.verify.wording import plain


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
    """Give a locator as it is compared: quotes, dashes, spacing and case make no other."""
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
    """Give the entries of a chronology; a paragraph without a date belongs to the entry before it."""
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
