"""Entries of a text from its lines and their dates, before the years are known.

`Assembly` decides what is a heading and which text belongs to which date. Entries may share a line, where the date of
each but the first is inside the text, or have their date in brackets after their text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import msgspec

from sinoru.dates.partial import PartialRange
from sinoru.dates.tokens import Token
from sinoru.draft.date_prefix import DANGLING, REMEMBERED, DatePrefix, DatePrefixReader, Heads, Line
from sinoru.draft.year_behind import date_with_year_behind

_SIGNS_BEFORE_ENTRY = (".", "!", "?", ";", "|", "。", "•", "”", '"', ")", "»", "*")
_DATE_STARTS = ("number", "month", "daymonth", "iso", "figures", "named", "year", "third", "day", "decade")
_YEARS = (
    "year", "erayear", "shortyear", "big", "era", "iso", "isomonth", "isopart", "isoweek", "whole",
    "figures", "edtf",
)  # fmt: skip
_DAY_RANK = 2
_SHORTEST = 12
"""The least characters of text in an entry."""
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*(?:\[\d+\])?$")
_SHORTEST_SENTENCE = 40
_LONGEST_TITLE = 110
_LONGEST_HEADING = 70
_LAST_DAY = 31
_SEVERAL = 2
"""Entries that make a pattern."""
_LONGEST_TRAILING = 80
_TRAILING_DASH = re.compile(r"[ ][-–—][ ]")
_TRAILING = re.compile(r"[(\[（]([^()\[\]（）]{4,60})[)\]）][ .]*$")


class Entry(msgspec.Struct):
    """An entry, or a heading with the year or month of what is below it."""

    when: PartialRange
    line: int
    """The line where it begins, from 1."""
    printed: str
    """The date as printed."""
    texts: list[str]
    source: str
    """The line as written in the file."""
    is_heading: bool = False
    inherits: bool = False
    """True if it has the date of its heading, as none of its own is printed."""
    hint: bool = False
    """True for a year in a title or byline, which only counts if no other is known."""
    doubts: list[str] = msgspec.field(default_factory=list)


class SkippedLine(msgspec.Struct, frozen=True):
    """A line that belongs to no entry."""

    line: int
    text: str


class Assembly:
    """One pass through the lines, which collects `entries` and the lines `passed` over."""

    def __init__(self, lines: Sequence[Line], heads: Heads, dropped: Heads, reader: DatePrefixReader) -> None:
        self.lines, self.heads, self.dropped, self.reader = lines, heads, dropped, reader
        self.entries: list[Entry] = []
        self.passed: list[SkippedLine] = []
        self.current: Entry | None = None
        self.heading: Entry | None = None
        """The heading above, until a dated entry follows it."""
        self.has_month = False
        """True below a month, where a bare number may be a day."""
        self.after_blank = False
        self._first_year = lru_cache(REMEMBERED)(self._find_year)
        self.by_bullets = False
        """True below a lone date whose bullets are entries."""

    def run(self) -> None:
        """Read all lines."""
        for index, (line, head) in enumerate(zip(self.lines, self.heads, strict=True)):
            if not line.text:
                self.after_blank = True
                continue
            if head is None or (head.is_bare_day and not self._takes_day(head)):
                self._take_text(index, line)
            elif head.divider == "line":
                self._take_lone_date(index, line, head)
            else:
                self._take_entry(line, head)
            self.after_blank = False

    def _takes_day(self, head: DatePrefix) -> bool:
        day = head.when.start.day or 0
        return (
            self.has_month
            and 1 <= day <= _LAST_DAY
            and (head.is_strong or head.divider in ("stop", "gap", "space", "word"))
        )

    def _add_entry(self, when: PartialRange, line: Line, printed: str, texts: list[str]) -> Entry:
        entry = Entry(when, line.number, printed, texts, line.raw.strip())
        self.entries.append(entry)
        return entry

    def _take_entry(self, line: Line, head: DatePrefix) -> None:
        self.heading, self.by_bullets = None, False
        if head.when.start.month is not None and not head.is_bare_day:
            self.has_month = self.has_month and head.rank == _DAY_RANK
        begin, current = head.begins, head
        for start, found in split_inline(self.reader, line.text, head):
            self._add_dated(line, current, line.text[begin:start].rstrip(" -–—•*(["))
            begin, current = found.begins, found
        self.current = self._add_dated(line, current, line.text[begin:])

    def _add_dated(self, line: Line, head: DatePrefix, text: str) -> Entry:
        when, doubt = date_with_year_behind(head.when, head.divider, text)
        entry = self._add_entry(when, line, head.printed, [text])
        entry.doubts += [doubt] if doubt else []
        return entry

    def _take_lone_date(self, index: int, line: Line, head: DatePrefix) -> None:
        is_heading = head.rank < _DAY_RANK and self._has_finer_below(index, head)
        entry = self._add_entry(head.when, line, head.printed, [])
        entry.is_heading = is_heading
        self.has_month = head.when.start.month is not None and head.rank < _DAY_RANK
        self.heading = entry if is_heading else None
        self.current = None if is_heading else entry
        self.by_bullets = not is_heading and self._has_bullets_below(index, line)

    def _has_finer_below(self, index: int, head: DatePrefix) -> bool:
        """Return whether finer dates follow below a lone date, before the next one like it."""
        for below in islice(self.heads, index + 1, None):
            if below is None:
                continue
            if below.divider == "line" and below.rank <= head.rank:
                return False
            if below.is_bare_day:
                if head.rank == 1:
                    return True
                continue
            if below.rank > head.rank and not (
                below.when.has_year and below.when.start.year != head.when.start.year
            ):
                return True
            if below.rank <= head.rank or below.when.has_year:
                return False
        return False

    def _has_bullets_below(self, index: int, line: Line) -> bool:
        """Return whether several bullets, and nothing before them, follow a lone date."""
        bullets = 0
        for below, head in zip(
            self.lines[index + 1 : index + 40], self.heads[index + 1 : index + 40], strict=True
        ):
            if not below.text or (bullets and not below.bullet and not head):
                continue
            if head or not below.bullet or (line.bullet and below.indent <= line.indent):
                break
            bullets += 1
        return bullets > 1

    def _take_text(self, index: int, line: Line) -> None:
        if self.current is not None and self._belongs(line):
            self._continue_entry(line)
        elif self.heading is not None and (line.bullet or self._is_sentence(line.text)):
            entry = self._add_entry(self.heading.when, line, self.heading.printed, [line.text])
            entry.inherits = True
        elif self._take_inline(line):
            return
        else:
            self._take_hint(index, line)
            self.passed.append(SkippedLine(line.number, line.text))
            if self._is_title(line.text):
                self.current = None

    def _belongs(self, line: Line) -> bool:
        if line.heading:
            return False
        if self.by_bullets or not self.after_blank:
            return True
        assert self.current is not None  # noqa: S101  _take_text tests it
        return not self.current.texts or (self._is_sentence(line.text) and not self._is_title(line.text))

    def _continue_entry(self, line: Line) -> None:
        assert self.current is not None  # noqa: S101  _take_text tests it
        if self.by_bullets and line.bullet and self.current.texts:
            self.current = self._add_entry(self.current.when, line, self.current.printed, [line.text])
            return
        self.current.texts.append(line.text)

    def _take_inline(self, line: Line) -> bool:
        """Read a line that begins with other text but has several entries in it."""
        found = list(split_inline(self.reader, line.text, None))
        if len(found) < _SEVERAL:
            return False
        ends = [start for start, _ in found[1:]] + [len(line.text)]
        for (_, head), end in zip(found, ends, strict=True):
            self.current = self._add_entry(
                head.when, line, head.printed, [line.text[head.begins : end].strip()]
            )
        return True

    def _take_hint(self, index: int, line: Line) -> None:
        """Keep the year of a title, of a byline or of a date that begins no entry as a hint."""
        dropped = self.dropped[index]
        is_short = len(line.text) <= _LONGEST_TITLE
        if dropped and dropped.when.has_year and is_short:
            self._add_hint(line, dropped.when, dropped.printed)
            return
        if not (is_short or not self.entries):
            return
        found = self._first_year(line.text[:2000])
        if found is None:
            return
        when, printed = found
        entry = self._add_hint(line, when, printed)
        if (
            is_short
            and when.start.day is None
            and self._is_title(line.text)
            and (line.heading or len(line.text) <= _LONGEST_HEADING)
        ):
            entry.hint = False

    def _add_hint(self, line: Line, when: PartialRange, printed: str) -> Entry:
        entry = self._add_entry(when, line, printed, [])
        entry.is_heading = entry.hint = True
        return entry

    def _find_year(self, text: str) -> tuple[PartialRange, str] | None:
        """Return the first date with a year in a text, and how it is printed."""
        tokens = self.reader.lexer.cut(text)
        last = max((index for index, token in enumerate(tokens) if _may_be_year(token)), default=-1)
        for index, token in enumerate(tokens[: last + 1]):
            if token.means("year", "month", "third", "part", "isomonth", "iso", "number"):
                head = self.reader.at_token(text, tokens, index)
                if head and head.when.has_year and head.when.start.year:
                    return head.when, head.printed
                if token.means("year"):
                    year = text[token.start : token.start + 4]
                    if when := self.reader.whole(year):
                        return when, year
        return None

    @staticmethod
    def _is_sentence(text: str) -> bool:
        return len(text) >= _SHORTEST_SENTENCE and bool(_SENTENCE_END.search(text))

    @staticmethod
    def _is_title(text: str) -> bool:
        return len(text) <= _LONGEST_TITLE and not _SENTENCE_END.search(text)


def _may_be_year(token: Token) -> bool:
    """Return whether a token may be the year of a date, or contain it."""
    number = token.value("number")
    return token.means(*_YEARS) or (isinstance(number, int) and number > _LAST_DAY)


def find_trailing(reader: DatePrefixReader, assembly: Assembly) -> list[Entry]:
    """Return all entries, including those with the date after their text if there are several."""
    found: list[Entry] = []
    dated = sum(not entry.is_heading for entry in assembly.entries)
    for line in assembly.passed:
        for text, printed in _trailing_texts(line.text):
            when = reader.whole(printed)
            if when and not when.start.is_bare_day:
                found.append(Entry(when, line.line, printed, [text], line.text))
                break
    if len(found) < _SEVERAL or len(found) * 2 < dated:
        return assembly.entries
    taken = {entry.line for entry in found}
    assembly.passed = [line for line in assembly.passed if line.line not in taken]
    kept = [entry for entry in assembly.entries if not (entry.hint and entry.line in taken)]
    return sorted(kept + found, key=lambda entry: entry.line)


def _trailing_texts(text: str) -> Iterator[tuple[str, str]]:
    """Yield each division of a line into its text and what may be its date, in brackets or after a dash."""
    begins = max(0, len(text) - _LONGEST_TRAILING)
    if bracket := _TRAILING.search(text, begins):
        yield text[: bracket.start()].rstrip(), bracket.group(1).strip()
    for dash in _TRAILING_DASH.finditer(text, begins):
        yield text[: dash.start()].rstrip(), text[dash.end() :].rstrip(" .")


def split_inline(
    reader: DatePrefixReader, text: str, head: DatePrefix | None
) -> Iterator[tuple[int, DatePrefix]]:
    """Yield the position and date of each entry inside a line. `head`: the date that begins the line."""
    begins = head.begins if head else 0
    if not _may_have_dates(text[begins:], head):
        return
    tokens = reader.lexer.cut(text)
    for index, token in enumerate(tokens):
        if token.start < begins + (_SHORTEST if head else 0) or not token.means(*_DATE_STARTS):
            continue
        after_end = _follows_sentence(tokens, index, text)
        if not after_end and (head is None or not _may_begin_entry(tokens, index, head)):
            continue
        found = reader.at_token(text, tokens, index)
        if found and _is_alike(found, head, after_end=after_end, token=token, text=text):
            yield token.start, found
            begins = found.begins


def _may_have_dates(text: str, head: DatePrefix | None) -> bool:
    """Return whether a text can have further dates at all, as few have the divider that must follow one."""
    has_colon, has_dash = ":" in text or "：" in text, any(dash in text for dash in "-–—")
    if head is None:
        return (has_colon or has_dash) and any(map(str.isdigit, text))
    if head.rank != 1 and not any(map(str.isdigit, text)):
        return False
    return {"colon": has_colon, "dash": has_dash}.get(head.divider, head.is_strong)


def _follows_sentence(tokens: list[Token], index: int, text: str) -> bool:
    """Return whether a sentence may have ended before a token, with or without a bullet in between."""
    before = text[max(0, tokens[index].start - 6) : tokens[index].start].rstrip(" -–—•*([")
    return before.endswith(_SIGNS_BEFORE_ENTRY) and not (
        before.endswith(".")
        and index > 1
        and len(tokens[index - 2].text) <= len("No")
        and tokens[index - 2].end == tokens[index - 1].start
    )


def _may_begin_entry(tokens: list[Token], index: int, head: DatePrefix) -> bool:
    """Return whether an entry may begin inside a sentence, which it may not after `on`, `of` or `until`."""
    before = tokens[index - 1] if index else None
    if before is None or head.divider not in ("colon", "dash"):
        return False
    is_part = before.means(
        *_DATE_STARTS, "comma", "of", "from", "to", "until", "and", "lead", "dash", "circa"
    )
    return not is_part and before.text.casefold() not in DANGLING


def _is_alike(
    found: DatePrefix, head: DatePrefix | None, *, after_end: bool, token: Token, text: str
) -> bool:
    """Return whether a date inside a line is set like the one that begins the line."""
    if head is None:
        return found.divider in ("colon", "dash") and found.rank == _DAY_RANK and not found.is_bare_day
    if found.divider != head.divider or found.divider not in ("colon", "dash", "mark", "bracket", "tab"):
        return False
    if found.is_bare_day:
        return head.is_bare_day and after_end and text[: token.start].rstrip().endswith(("-", "–", "•"))
    if found.rank == 0:
        return after_end and head.rank == 0
    return found.rank in (_DAY_RANK, head.rank)
