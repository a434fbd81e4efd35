"""The date with which a line begins, and the text behind it."""

import re
from collections.abc import Sequence

import msgspec

from sinoru.draft.divider import STRONG, Divider, find_divider
from sinoru.draft.partial_date import When
from sinoru.draft.spans import Span, read_spans
from sinoru.draft.tokens import Lexer, Token

LONGEST = 160
"""Characters in which the date of an entry ends."""
_LONGEST_ALONE = 64
"""Likewise, of one that stands alone on its line."""
_WRAPPING = " \t#*=_-–—()[]{}:.|~<>«»\"'•"
_LABEL = re.compile(r"(?:day|tag|jour|d)[ +-]*\d{1,3}[ ]*[:,.)(–—-]+[ ]*", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])[ \t]+")


class Head(msgspec.Struct, frozen=True):
    """A date at the beginning of a line."""

    when: When
    printed: str
    divider: str
    """Its kind (divider.py); `line`: no text stands behind it."""
    begins: int
    """Where the text behind it begins."""
    lead: bool = False
    """A word such as "in" stands before it, as in a sentence."""

    @property
    def is_strong(self) -> bool:
        """Tell whether its divider leaves little doubt that an entry begins here."""
        return self.divider in STRONG

    @property
    def is_bare_day(self) -> bool:
        """Tell whether its month must stand above."""
        return self.when.start.is_bare_day

    @property
    def rank(self) -> int:
        """Give 0 for years, 1 for months and seasons, 2 for days."""
        point = self.when.start
        if point.day is not None:
            return 2
        return 1 if point.month is not None or point.part is not None else 0


class HeadReader:
    """Reads the dates with which lines of a text begin."""

    def __init__(self, lexer: Lexer, *, month_first: bool) -> None:
        self.lexer, self.month_first = lexer, month_first

    def read(self, text: str) -> Head | None:
        """Give the head of a line; None where it begins with no date."""
        alone = self._alone(text)
        if alone:
            return alone
        for skip in (0, *(match.end() for match in (_LABEL.match(text), _NUMBERING.match(text)) if match)):
            opened = text[skip : skip + 1] in ("(", "[", "（") if text else False
            found = self.at(text, skip + opened, opened=opened)
            if found and not (found.is_bare_day and "|" in text):
                return found
        return self._in_cells(text) if "|" in text else None

    def at(self, text: str, start: int, *, opened: bool = False) -> Head | None:
        """Give the date that begins at a place of a text, if something parts it from what follows."""
        tokens = self.lexer.cut_date(text, start, min(len(text), start + LONGEST))
        if not tokens or not tokens[0].meanings or tokens[0].start > start + 2:
            return None
        chosen = self._choose(text, tokens, opened=opened)
        if chosen is None:
            return None
        span, divider = chosen
        printed = text[start : tokens[span.end - 1].end]
        lead = tokens[0].means("lead") and not tokens[0].means("from", "month", "number")
        head = Head(span.when, printed.strip(), divider.kind, divider.end, lead)
        return self._finer(text, head)

    def whole(self, text: str) -> When | None:
        """Read a text that is a date from its beginning to its end."""
        tokens = self.lexer.cut_date(text, 0, min(len(text), LONGEST))
        if not tokens or len(text) > LONGEST:
            return None
        spans = read_spans(tokens, 0, month_first=self.month_first)
        for span in spans[:1]:
            end = tokens[span.end - 1].end
            divider = find_divider(text, end)
            if not text[end:].strip(" .:，,") or (divider and divider.kind == "line"):
                return span.when
        return None

    def _alone(self, text: str) -> Head | None:
        """Read a line that holds only a date, whatever it is set off with."""
        stripped = text.strip(_WRAPPING)
        if not stripped or len(stripped) > _LONGEST_ALONE or "|" in stripped:
            return None
        when = self.whole(stripped)
        return Head(when, stripped, "line", len(text)) if when else None

    def _choose(self, text: str, tokens: Sequence[Token], *, opened: bool) -> tuple[Span, Divider] | None:
        """Take the longest reading with something behind it that parts it from the text."""
        fallback = None
        for span in read_spans(tokens, 0, month_first=self.month_first):
            divider = find_divider(text, tokens[span.end - 1].end, opened=opened)
            if divider is None:
                continue
            if divider.kind in STRONG or not self._is_doubtful(tokens, span):
                if fallback and divider.kind not in STRONG:
                    return fallback
                return span, divider
            fallback = fallback or (span, divider)
        return fallback

    @staticmethod
    def _is_doubtful(tokens: Sequence[Token], span: Span) -> bool:
        """Tell a time that ends in a bare number, as `April 1 - 30 people`."""
        return bool(span.when.end) and tokens[span.end - 1].means("number")

    def _finer(self, text: str, head: Head) -> Head:
        """Read on where a year stands before a day: `1999 - April 8 - ...`, `1999 | April | 8 | ...`."""
        point = head.when.start
        is_year = point.is_year and not head.when.end and not head.when.open
        if not (is_year and (head.is_strong or head.divider == "gap") and head.begins < len(text)):
            return head
        tokens = self.lexer.cut_date(text, head.begins, min(len(text), head.begins + LONGEST))
        if not tokens or tokens[0].means("lead"):  # "1956 - In February ..." is a sentence
            return head
        chosen = self._choose(text, tokens, opened=False)
        if chosen is None or chosen[0].when.has_year or not chosen[0].when.month or chosen[1].kind == "word":
            return head
        printed = f"{head.printed} {text[tokens[0].start : tokens[chosen[0].end - 1].end]}"
        return Head(chosen[0].when.in_year(point.year), printed, chosen[1].kind, chosen[1].end, head.lead)

    def _in_cells(self, text: str) -> Head | None:
        """Read a row of a table whose date does not stand first."""
        cells = text.split("|")
        for place, cell in enumerate(cells[:4]):
            when = self.whole(cell.strip())
            if when and not when.start.is_bare_day:
                begins = min(sum(len(one) + 1 for one in cells[: place + 1]), len(text))
                return self._finer(text, Head(when, cell.strip(), "cell", begins))
        return None
