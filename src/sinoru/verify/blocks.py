"""A text as blocks: headings, list items, and paragraphs, those that a page end broke made whole again."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from sinoru.verify.markup import strip_markup
from sinoru.verify.pages import is_page_number
from sinoru.verify.printed_dates import printed_date

SOFT_HYPHEN = "\u00ad"
LONGEST_HEADING, MOST_WORDS = 100, 14
"""Characters and words of a heading at most."""
_LONGEST_WRAPPED = 160
"""Characters: where lines are longer, each is a paragraph, as nobody wraps so wide."""
_LIST_ITEM = r"\s*(?:[-*+\u2022\u2023\u25aa\u00b7\u2013\u2014]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+"

Kind = Literal["paragraph", "item", "heading"]
IsHeading = Callable[[str], bool]
Lines = list[str]


class Block(msgspec.Struct, frozen=True):
    """A block of the text on one line. Where a line ended in a hyphen before a small letter, it is a soft one."""

    text: str
    kind: Kind = "paragraph"


def read_blocks(lines: Iterable[str], is_heading: IsHeading) -> list[Block]:
    """Part lines into blocks. `is_heading` tells the lines that are headings, whatever they look like."""
    whole: list[Block] = []
    for block in _blocks(lines, is_heading):
        if whole and _goes_on(whole[-1], block):
            whole[-1] = Block(_join((whole[-1].text, block.text)), whole[-1].kind)
        else:
            whole.append(block)
    return whole


def _blocks(lines: Iterable[str], is_heading: IsHeading) -> Iterator[Block]:
    for chunk in _between_blanks(lines):
        for part in _split_chunk(chunk, is_heading):
            text = strip_markup(_join(part))
            if not is_page_number(text):
                yield _classify(text, is_heading)


def _between_blanks(lines: Iterable[str]) -> Iterator[Lines]:
    """Part lines at blank ones; a ruled line or a row of stars counts as blank."""
    chunk: Lines = []
    for line in (*lines, ""):
        if any(map(str.isalnum, line)):
            chunk.append(line.strip())
        elif chunk:
            yield chunk
            chunk = []


def _split_chunk(chunk: Lines, is_heading: IsHeading) -> Iterator[Lines]:
    """Part lines without a blank line between them: at headings, items, entries, and lines too long to be wrapped."""
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
    """Tell whether a line begins an item or entry, where others do so or it was announced with a colon."""
    if _is_item(line):
        return _is_item(first) or before.endswith(":") or _is_item(before)
    return bool(printed_date(line) and printed_date(first))


def _is_item(line: str) -> bool:
    return bool(re.match(_LIST_ITEM, line))


def _is_heading_line(line: str, is_heading: IsHeading) -> bool:
    return line.startswith("#") or (not line[:1].islower() and is_heading(line))


def _classify(text: str, is_heading: IsHeading) -> Block:
    if re.match(r"#{1,6}\s", text) or is_heading(text):
        return Block(text.lstrip("# ").rstrip("# "), "heading")
    if _is_item(text):
        return Block(re.sub(r"^\s*[-*+\u2022\u2023\u25aa\u00b7]\s+", "", text), "item")
    return Block(text)


def _join(lines: Iterable[str]) -> str:
    """Put lines into one; a word broken at a line's end becomes whole."""
    joined = ""
    for line in lines:
        text = " ".join(line.split())
        if not (joined.endswith("-") and joined[-2:-1].isalpha()):
            joined = f"{joined} {text}" if joined else text
        elif text[:1].islower():  # "strate-/gic", or "double-/digits": find.py tries both
            joined = joined[:-1] + SOFT_HYPHEN + text
        else:  # "Sino-/Russian", "Su-/30"
            joined += text
    return joined


def _goes_on(before: Block, after: Block) -> bool:
    """Tell whether a paragraph was broken between these two, as at the end of a page."""
    if before.kind == "heading" or after.kind != "paragraph" or printed_date(after.text):
        return False
    if after.text.lstrip("\"'\u201c\u2018")[:1].islower():
        return not before.text.endswith((":", ";"))
    is_broken = not ends_sentence(before.text) and before.kind == "paragraph"
    return is_broken and not looks_like_heading(before.text) and not looks_like_heading(after.text)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends where a sentence may; quotes, brackets and a note's number may follow."""
    closers = r"[\"'\u201d\u2019\u00bb)\]]*"
    return bool(
        re.search(rf"(?:[.!?\u2026:;\u3002\uff01\uff1f]|(?<=\D)[.!?]{closers}\d{{1,3}}){closers}$", text)
    )


def looks_like_heading(text: str, *, in_capitals: bool = True) -> bool:
    """Tell whether a block is set as a heading: short, no end of a sentence, its longer words in capitals."""
    words = text.split()
    if len(text) > LONGEST_HEADING or len(words) > MOST_WORDS or printed_date(text):
        return False
    if text[:1].islower() or text.endswith(",") or ends_sentence(text):
        return False
    return not in_capitals or not any(map(_is_small, words))


def _is_small(word: str) -> bool:
    return len(word) > len("over") and word.lstrip("\"'(\u201c\u2018")[:1].islower()
