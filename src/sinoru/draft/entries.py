"""From lines and their dates to entries: what is a heading, what text belongs to which date."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from sinoru.draft.consensus import Heads
from sinoru.draft.entry import Entry, Passed
from sinoru.draft.heads import Head, HeadReader
from sinoru.draft.inline import split_inline
from sinoru.draft.lines import Line
from sinoru.draft.partial_date import When

_SENTENCE = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*(?:\[\d+\])?$")
_SHORTEST_SENTENCE = 40
_LONGEST_TITLE = 110
_LONGEST_HEADING = 70
_DAY, _LAST_DAY = 2, 31
_SEVERAL = 2


class Assembly:
    """Goes through the lines once and keeps what it finds in `entries` and `passed`."""

    def __init__(self, lines: Sequence[Line], heads: Heads, dropped: Heads, reader: HeadReader) -> None:
        self.lines, self.heads, self.dropped, self.reader = lines, heads, dropped, reader
        self.entries: list[Entry] = []
        self.passed: list[Passed] = []
        self.current: Entry | None = None
        self.heading: Entry | None = None
        """The heading above, while nothing dated stands below it."""
        self.has_month = False
        """A month stands above, so a bare number may be a day."""
        self.after_blank = False
        self.by_bullets = False
        """The date stands alone above bullets, each of which is an entry."""

    def run(self) -> None:
        """Read all lines."""
        for place, (line, head) in enumerate(zip(self.lines, self.heads, strict=True)):
            if not line.text:
                self.after_blank = True
                continue
            if head is None or (head.is_bare_day and not self._takes_day(head)):
                self._take_text(place, line)
            elif head.divider == "line":
                self._take_lone_date(place, line, head)
            else:
                self._take_entry(line, head)
            self.after_blank = False

    def _takes_day(self, head: Head) -> bool:
        day = head.when.start.day or 0
        return (
            self.has_month
            and 1 <= day <= _LAST_DAY
            and (head.is_strong or head.divider in ("stop", "gap", "space", "word"))
        )

    def _add(self, when: When, line: Line, printed: str, texts: list[str]) -> Entry:
        entry = Entry(when, line.number, printed, texts, line.raw.strip())
        self.entries.append(entry)
        return entry

    def _take_entry(self, line: Line, head: Head) -> None:
        self.heading, self.by_bullets = None, False
        if head.when.start.month is not None and not head.is_bare_day:
            self.has_month = self.has_month and head.rank == _DAY
        begin, current = head.begins, head
        for place, found in split_inline(self.reader, line.text, head):
            self._add(current.when, line, current.printed, [line.text[begin:place].rstrip(" -–—•*([")])
            begin, current = found.begins, found
        self.current = self._add(current.when, line, current.printed, [line.text[begin:]])

    def _take_lone_date(self, place: int, line: Line, head: Head) -> None:
        is_heading = head.rank < _DAY and self._has_finer_below(place, head)
        entry = self._add(head.when, line, head.printed, [])
        entry.is_heading = is_heading
        self.has_month = head.when.start.month is not None and head.rank < _DAY
        self.heading = entry if is_heading else None
        self.current = None if is_heading else entry
        self.by_bullets = not is_heading and self._has_bullets_below(place, line)

    def _has_finer_below(self, place: int, head: Head) -> bool:
        """Tell whether finer dates stand below a lone date, before the next one like it."""
        for below in islice(self.heads, place + 1, None):
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

    def _has_bullets_below(self, place: int, line: Line) -> bool:
        """Tell whether a lone date is followed by several bullets before anything else."""
        bullets = 0
        for below, head in zip(
            self.lines[place + 1 : place + 40], self.heads[place + 1 : place + 40], strict=True
        ):
            if not below.text or (bullets and not below.bullet and not head):
                continue
            if head or not below.bullet or (line.bullet and below.indent <= line.indent):
                break
            bullets += 1
        return bullets > 1

    def _take_text(self, place: int, line: Line) -> None:
        if self.current is not None and self._belongs(line):
            self._go_on(line)
        elif self.heading is not None and (line.bullet or self._is_sentence(line.text)):
            entry = self._add(self.heading.when, line, self.heading.printed, [line.text])
            entry.inherits = True
        elif self._take_inline(line):
            return
        else:
            self._take_hint(place, line)
            self.passed.append(Passed(line.number, line.text))
            if self._is_title(line.text):
                self.current = None

    def _belongs(self, line: Line) -> bool:
        if line.heading:
            return False
        if self.by_bullets or not self.after_blank:
            return True
        assert self.current is not None  # noqa: S101  asked before
        return not self.current.texts or (self._is_sentence(line.text) and not self._is_title(line.text))

    def _go_on(self, line: Line) -> None:
        assert self.current is not None  # noqa: S101  asked before
        if self.by_bullets and line.bullet and self.current.texts:
            self.current = self._add(self.current.when, line, self.current.printed, [line.text])
            return
        self.current.texts.append(line.text)

    def _take_inline(self, line: Line) -> bool:
        """Read a line that begins otherwise, but has several entries in it."""
        found = list(split_inline(self.reader, line.text, None))
        if len(found) < _SEVERAL:
            return False
        ends = [place for place, _ in found[1:]] + [len(line.text)]
        for (_, head), end in zip(found, ends, strict=True):
            self.current = self._add(head.when, line, head.printed, [line.text[head.begins : end].strip()])
        return True

    def _take_hint(self, place: int, line: Line) -> None:
        """Note the years of a title, a byline or a date that begins no entry."""
        dropped = self.dropped[place]
        is_short = len(line.text) <= _LONGEST_TITLE
        if dropped and dropped.when.has_year and is_short:
            self._hint(line, dropped.when, dropped.printed)
            return
        if not (is_short or not self.entries):
            return
        for when, printed in self._years_in(line.text[:2000]):
            entry = self._hint(line, when, printed)
            if (
                is_short
                and when.start.day is None
                and self._is_title(line.text)
                and (line.heading or len(line.text) <= _LONGEST_HEADING)
            ):
                entry.hint = False
            return

    def _hint(self, line: Line, when: When, printed: str) -> Entry:
        entry = self._add(when, line, printed, [])
        entry.is_heading = entry.hint = True
        return entry

    def _years_in(self, text: str) -> Iterator[tuple[When, str]]:
        for token in self.reader.lexer.cut(text):
            if token.means("year", "month", "third", "part", "isomonth", "iso", "number"):
                head = self.reader.at(text, token.start)
                if head and head.when.has_year and head.when.start.year:
                    yield head.when, head.printed
                elif token.means("year"):
                    yield from self._year(text, token.start)

    def _year(self, text: str, start: int) -> Iterator[tuple[When, str]]:
        when = self.reader.whole(text[start : start + 4])
        if when:
            yield when, text[start : start + 4]

    @staticmethod
    def _is_sentence(text: str) -> bool:
        return len(text) >= _SHORTEST_SENTENCE and bool(_SENTENCE.search(text))

    @staticmethod
    def _is_title(text: str) -> bool:
        return len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)
