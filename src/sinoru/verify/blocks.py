"""The text of a copy as blocks: headings, list items, and paragraphs, those broken by a page end joined again.

Handled on the way are the markup that conversions leave in a line (backslashes, emphasis, links, note numbers,
entities), the page numbers and running heads of a print, and the date with which an entry of a chronology begins.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Literal

import msgspec

from sinoru.dates.wording import MONTHS, SEASONS, THIRDS
from sinoru.text.lines import split_lines

_RULES = (
    (r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)", r"\1"),  # links and images
    (r"(?<=[\w.,;:!?\"'\u201d\u2019)])\[\^?\d{1,3}\]", ""),  # numbers of notes
    (r"(?<![\w\\*])\*{1,3}(?=\S)", ""),  # emphasis begins
    (r"(?<=[^\s\\*])\*{1,3}(?!\w)", ""),  # and ends
    (r"(?<![\w\\_])_{1,3}(?=\w)", ""),
    (r"(?<=[\w.,;:!?\"'\u201d\u2019)])_{1,3}(?!\w)", ""),
    (r"\\([!-/:-@\[-`{-~])", r"\1"),
)
_SIGNS_OF_MARKUP = frozenset("[*_\\&")


def strip_markup(text: str) -> str:
    r"""Return a text as a reader of the source saw it: `US\$5.48` is `US$5.48`, `*Izvestiya*` is `Izvestiya`.

    Backslash escapes are those of CommonMark (section 2.4).
    """
    if _SIGNS_OF_MARKUP.isdisjoint(text):
        return text
    for pattern, replacement in _RULES:
        text = re.sub(pattern, replacement, text)
    return unescape(text)


PAGE_END = "\f"
_ENOUGH_PAGES = 3
"""The pages below which a repeated line may be a coincidence."""


def join_pages(text: str) -> list[str]:
    """Return the lines of a text whose pages end in a form feed, with a blank line between two pages."""
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")  # line and paragraph separators
    pages = [split_lines(page) for page in text.split(PAGE_END)]
    repeated = _repeated_edges(pages)
    joined: list[str] = []
    for page in pages:
        joined += ["", *_strip_edges(page, repeated)] if len(pages) > 1 else page
    return joined


def is_page_number(line: str) -> bool:
    """Return whether a line is only the number of a page: `12`, `- 12 -`, `Page 3 of 10`."""
    number = r"(page\s+)?\d{1,4}(\s*(of|/)\s*\d{1,4})?"
    return bool(re.fullmatch(rf"[-\u2013\s\[|]*{number}[-\u2013\s\]|]*", line, re.IGNORECASE))


def _repeated_edges(pages: list[list[str]]) -> set[str]:
    """Return the first and last lines that most pages share, with their numbers masked."""
    if len(pages) < _ENOUGH_PAGES:
        return set()
    counts = Counter(mask for page in pages for mask in set(map(_mask_numbers, _edges(page))))
    return {mask for mask, count in counts.items() if mask and count > len(pages) / 2}


def _edges(page: Iterable[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:1] + filled[-1:]


def _mask_numbers(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _strip_edges(page: list[str], repeated: set[str]) -> list[str]:
    """Drop the running head, the running foot and the page number."""

    def is_dropped(line: str) -> bool:
        return not line.strip() or is_page_number(line) or _mask_numbers(line) in repeated

    start, end = 0, len(page)
    while start < end and is_dropped(page[start]):
        start += 1
    while end > start and is_dropped(page[end - 1]):
        end -= 1
    return page[start:end]


LONGEST = 60
"""The most characters before the sign that ends the date."""
_REMEMBERED = 4_096
"""Texts whose dates are sought once, as each is asked several times and many are alike."""
_MONTHS = {month[:length].lower() for month in MONTHS for length in (3, 4, len(month))}
_DATE_WORDS = {
    "to",
    "and",
    "or",
    "about",
    "around",
    "circa",
    "c",
    "ca",
    "the",
    "of",
    "fall",
    *SEASONS.values(),
    *THIRDS.values(),
}
_DATE_END = re.compile(r":|\.?\s[-\u2013\u2014]{1,2}\s|\u2014|--")


def printed_date(text: str) -> str:
    """Return the date that opens a text before a colon or dash, as `May 22-29, 1999`; empty without one."""
    return _printed_date(text[:LONGEST])


@lru_cache(_REMEMBERED)
def _printed_date(text: str) -> str:
    candidates = [text[: end.start()].strip(" *_") for end in _DATE_END.finditer(text)]
    # The longest, as the dash in "May 22 - 29, 1999:" does not end the date.
    return max(filter(_is_date, candidates), key=len, default="")


def without_year(date: str) -> str:
    """Return a date without its year, as in locators: `May 22-29`; a date in figures keeps it."""
    if not any(word in _MONTHS for word in _split_words(date)):
        return date
    return " ".join(re.sub(r",?\s*\b[12]\d{3}\b,?", "", date).split())


def _split_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _is_date(text: str) -> bool:
    words = _split_words(text)
    if not any(word in _MONTHS or _is_year(word) for word in words):
        return False
    return all(word in _MONTHS or word in _DATE_WORDS or _is_day(word) or _is_year(word) for word in words)


def _is_day(word: str) -> bool:
    return bool(re.fullmatch(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", word))


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"[12]\d{3}s?", word))


SOFT_HYPHEN = "\u00ad"
LONGEST_HEADING, MOST_WORDS = 100, 14
"""The most characters and words of a heading."""
_ENOUGH = 300
"""Characters of a block's end that show whether the next one continues it; a heading has fewer."""
_LONGEST_WRAPPED = 160
"""The most characters of a wrapped line; where lines are longer, each is a paragraph."""
_LIST_ITEM = re.compile(
    r"\s*(?:[-*+\u2022\u2023\u25aa\u00b7\u2013\u2014]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+"
)

Kind = Literal["paragraph", "item", "heading"]
IsHeading = Callable[[str], bool]
Lines = list[str]


class Block(msgspec.Struct, frozen=True):
    """A block of the text on one line. A hyphen at a line's end before a small letter becomes a soft hyphen."""

    text: str
    kind: Kind = "paragraph"


def read_blocks(lines: Iterable[str], is_heading: IsHeading) -> list[Block]:
    """Split lines into blocks. `is_heading` recognises the lines that are headings, whatever they look like."""
    blocks: list[Block] = []
    parts: list[str] = []
    for block in _split_blocks(lines, is_heading):
        if parts and _continues(blocks[-1], block):
            parts.append(block.text)
            end = _join_lines((blocks[-1].text, block.text))[-_ENOUGH:]
            blocks[-1] = Block(end, blocks[-1].kind)
        else:
            _close(blocks, parts)
            blocks.append(block)
            parts = [block.text]
    _close(blocks, parts)
    return blocks


def _close(blocks: list[Block], parts: list[str]) -> None:
    """Complete the last block, of which only the end was kept while parts were joined to it."""
    if len(parts) > 1:
        blocks[-1] = Block(_join_lines(parts), blocks[-1].kind)


def _split_blocks(lines: Iterable[str], is_heading: IsHeading) -> Iterator[Block]:
    for chunk in _split_at_blanks(lines):
        for part in _split_chunk(chunk, is_heading):
            text = strip_markup(_join_lines(part))
            if not is_page_number(text):
                yield _classify(text, is_heading)


def _split_at_blanks(lines: Iterable[str]) -> Iterator[Lines]:
    """Split lines at blank ones; a line without letters or digits, such as a row of stars, counts as blank."""
    chunk: Lines = []
    for line in (*lines, ""):
        if any(map(str.isalnum, line)):
            chunk.append(line.strip())
        elif chunk:
            yield chunk
            chunk = []


def _split_chunk(chunk: Lines, is_heading: IsHeading) -> Iterator[Lines]:
    """Split lines at headings, items and entries, and apart if any is too long to be wrapped."""
    each_alone = any(len(line) > _LONGEST_WRAPPED for line in chunk)
    part: Lines = []
    for line in chunk:
        alone = each_alone or _is_heading_line(line, is_heading)
        if part and (alone or _begins_item(line, chunk[0], part[-1])):
            yield part
            part = []
        part.append(line)
        if alone:
            yield part
            part = []
    if part:
        yield part


def _begins_item(line: str, first: str, before: str) -> bool:
    """Return whether a line begins an item or entry among others, or an item that a colon announces."""
    if _is_item(line):
        return _is_item(first) or before.endswith(":") or _is_item(before)
    return bool(printed_date(line) and printed_date(first))


def _is_item(line: str) -> bool:
    return bool(_LIST_ITEM.match(line))


def _is_heading_line(line: str, is_heading: IsHeading) -> bool:
    return line.startswith("#") or (not line[:1].islower() and is_heading(line))


def _classify(text: str, is_heading: IsHeading) -> Block:
    if re.match(r"#{1,6}\s", text) or is_heading(text):
        return Block(text.lstrip("# ").rstrip("# "), "heading")
    if _is_item(text):
        return Block(re.sub(r"^\s*[-*+\u2022\u2023\u25aa\u00b7]\s+", "", text), "item")
    return Block(text)


def _join_lines(lines: Iterable[str]) -> str:
    """Join lines into one, and the parts of a word that a line's end broke."""
    joined: list[str] = []
    end = ""
    for line in lines:
        if not (text := " ".join(line.split())):
            continue
        if not (end.endswith("-") and end[-2:-1].isalpha()):
            joined += (" ", text) if end else (text,)
        elif text[:1].islower():  # "strate-/gic", or "double-/digits": `terms.readings` tries both
            joined[-1] = joined[-1][:-1]
            joined += (SOFT_HYPHEN, text)
        else:  # "Sino-/Russian", "Su-/30"
            joined.append(text)
        end = (end + text)[-2:]
    return "".join(joined)


def _continues(before: Block, after: Block) -> bool:
    """Return whether the two blocks are one paragraph, broken as at the end of a page."""
    if before.kind == "heading" or after.kind != "paragraph" or printed_date(after.text):
        return False
    if after.text.lstrip("\"'\u201c\u2018")[:1].islower():
        return not before.text.endswith((":", ";"))
    is_broken = not ends_sentence(before.text) and before.kind == "paragraph"
    return is_broken and not looks_like_heading(before.text) and not looks_like_heading(after.text)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends like a sentence; quotes, brackets and a note's number may follow the sign."""
    closers = r"[\"'\u201d\u2019\u00bb)\]]*"
    return bool(
        re.search(rf"(?:[.!?\u2026:;\u3002\uff01\uff1f]|(?<=\D)[.!?]{closers}\d{{1,3}}){closers}$", text)
    )


def looks_like_heading(text: str, *, in_capitals: bool = True) -> bool:
    """Return whether a block is set as a heading: short, without the end of a sentence, longer words capitalised."""
    if len(text) > LONGEST_HEADING:
        return False
    words = text.split()
    if len(words) > MOST_WORDS or printed_date(text):
        return False
    if text[:1].islower() or text.endswith(",") or ends_sentence(text):
        return False
    longer = [word for word in words if len(word) > len("over")]
    return not in_capitals or not any(word.lstrip("\"'(\u201c\u2018")[:1].islower() for word in longer)
