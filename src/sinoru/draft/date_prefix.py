"""Dates at the beginning of lines, and which of them begin entries.

A line is read without markup, bullets and the borders of table cells. The divider after a date shows how surely it
is separate from the text that follows. Entries of one text look alike, so whether a date counts depends on how many
others are set like it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sinoru.dates.partial import PartialRange
from sinoru.dates.ranges import DateRange, read_ranges
from sinoru.dates.tokens import Lexer, Token, take_date
from sinoru.text.lines import split_lines
from sinoru.verify.blocks import is_page_number, strip_markup

_BULLET = re.compile(r"[ \t]*(?:[*+•▪■●○◦·‣»>§o\uf0b7]|[-–—]+(?=[ \t]))[ \t]+|[ \t]*[•▪■●◦·‣](?=\S)")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|p|span|strong|t[dhr]|u)\b[^<>]{0,300}>", re.IGNORECASE
)
_LINE_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_MARKUP = frozenset("*_[\\&`")
_LONGEST_MARKED = 20_000
"""The most characters of a line in which markup is sought."""

STRONG = frozenset(("colon", "dash", "cell", "tab", "bracket", "line", "mark"))
_ANNOTATION = re.compile(r"[ ]*[(\[（][^()\[\]（）]{1,40}[)\]）]")
_TIME = re.compile(
    r"(?:T|[ ]*,?[ ]*(?:at |um |ore |à |approx\. )?)\d{1,2}(?:[:.h]\d{2}(?::\d{2})?)?[ ]?"
    r"(?:[ap]\.?m\.?|uhr|hours|hrs|gmt|utc|est|edt|h|z|[+-]\d{2}:?\d{2})?(?=[ ]*(?:[:–—|-]+[ ]|\.[ ]|$))",
    re.IGNORECASE,
)
_COLON = re.compile(r"[ ]*\.?[ ]*[:：](?!\d)[ ]*[-–—]*[ ]*")
_DASH = re.compile(r"(?:[ ]*\.?[ ]*(?:[–—―]+|--+|\.[-–])[ ]*|[ ]+\.?[-−~][ ]+|[-][ ]+|[ ]+[-](?=[^\W\d]))")
_MARK = re.compile(r"[ ]*(?:[|•·>→=*»]|::)+[ ]*")

_UNKNOWN_ERA = re.compile(r"[ ]?(?:[^\W\d_]{1,4}\.[ ]?){2,4}[ ]?[:–—-]")
"""Abbreviations between a year and the divider, which may make it another year."""

LONGEST = 160
"""The most characters of a line in which the date of an entry ends."""
_REACH = 3 * LONGEST
"""The most characters from the beginning of a date to the end of what decides whether an entry begins there."""
REMEMBERED = 10_000
"""Texts of a file that are read once, however often they occur: its lines are often alike."""
_LONGEST_ALONE = 64
"""The most characters of a date that is alone on its line."""
_WRAPPING = " \t#*=_-–—()[]{}:.|~<>«»\"'•"
_LABEL = re.compile(r"(?:day|tag|jour|d)[ +-]*\d{1,3}[ ]*[:,.)(–—-]+[ ]*", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])[ \t]+")


class Line(msgspec.Struct, frozen=True):
    """A line of the text."""

    number: int
    text: str
    """Empty for a blank line or one without letters and digits."""
    indent: int = 0
    bullet: bool = False
    heading: bool = False
    """True if it is marked with `#` or `=`."""
    raw: str = ""


class Divider(NamedTuple):
    """A kind of divider, and the position where the text after it begins."""

    kind: str
    end: int


class DatePrefix(msgspec.Struct, frozen=True):
    """A date at the beginning of a line."""

    when: PartialRange
    printed: str
    divider: str
    """The kind of its divider; `line` if no text follows the date."""
    begins: int
    """The position where the text after it begins."""
    lead: bool = False
    """True if a word such as "in" precedes it, as in a sentence."""

    @property
    def is_strong(self) -> bool:
        """Return whether its divider leaves little doubt that an entry begins here."""
        return self.divider in STRONG

    @property
    def is_bare_day(self) -> bool:
        """Return whether it needs a month from above."""
        return self.when.start.is_bare_day

    @property
    def rank(self) -> int:
        """Return 0 for years, 1 for months and seasons, 2 for days."""
        point = self.when.start
        if point.day is not None:
            return 2
        return 1 if point.month is not None or point.part is not None else 0


Heads = list[DatePrefix | None]

_FEW, _SOME, _MANY = 2, 3, 5
_WRAPPED = 50
"""The least characters of a line that may have been wrapped."""
_DAY_RANK = 2
DANGLING = frozenset(
    "on in of by since until from to and the a an at for or before after about between around during with "
    "am vom bis und der dem den des im ab seit le du au et de la en dès el y del al il e dal di da в на с до по и от"
    .split()
)  # fmt: skip


_WIDE = " " * 40
_LONG_GAP = re.compile(r"[ \t]{41,}")
"""A gap wider than any layout: patterns with a run of blanks on both sides of a sign take its square."""


def read_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text, numbered from 1. A form feed ends a line."""
    read = lru_cache(REMEMBERED)(_read_line)
    for number, written in enumerate(split_lines(text.replace("\f", "\n")), 1):
        yield replace(read(written), number=number)


def _read_line(written: str) -> Line:
    raw = written.replace("\u00a0", " ").replace("\u3000", " ").rstrip()
    text = _LONG_GAP.sub(_WIDE, raw.strip(" |\t"))
    if not any(map(str.isalnum, text[:2000])) or (
        is_page_number(text) and not re.fullmatch(r"\D*[12]\d{3}\D*", text)
    ):
        return Line(0, "", raw=raw)
    heading = bool(re.match(r"#{1,6}\s|=+ ", text))
    indent = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
    if "<" in text and len(text) < _LONGEST_MARKED:
        text = _TAG.sub("", _LINE_BREAK.sub(" ", text)).strip(" |\t")
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    if heading:
        text = text.strip("#= ")
    if len(text) < _LONGEST_MARKED and not _MARKUP.isdisjoint(text):
        text = strip_markup(text).strip()
    text = text.strip(" |")
    return Line(0, text, indent, bool(bullet), heading, raw)


def find_divider(text: str, end: int, *, opened: bool = False) -> Divider | None:
    """Return the divider after a date that ends at `end`; `opened`: a bracket precedes the date."""
    if opened:
        closing = re.compile(r"[ ]*[)\]）][ ]*[:.–—-]*[ ]*").match(text, end)
        return Divider("bracket", closing.end()) if closing else None
    found = _divider_at(text, end)
    if found and found.kind in STRONG:
        return found
    for pattern in (_ANNOTATION, _TIME):
        if skipped := pattern.match(text, end):
            beyond = _divider_at(text, skipped.end())
            if beyond and beyond.kind in STRONG:
                return beyond
    return found


def _divider_at(text: str, end: int) -> Divider | None:
    rest = text[end : end + 8]
    if end + len(rest) == len(text) and not rest.strip(" .:："):
        return Divider("line", len(text))
    gap = re.compile(r"[.,]?(\t|[ ]{2,})\s*").match(text, end)
    for kind, pattern in (("colon", _COLON), ("dash", _DASH), ("mark", _MARK)):
        if found := pattern.match(text, end):
            return Divider(kind, found.end())
    if gap:
        return Divider("tab" if "\t" in gap.group() else "gap", gap.end())
    return _weak_divider(end, rest)


def _weak_divider(end: int, rest: str) -> Divider | None:
    for signs, kind in ((",，、", "comma"), (".。", "stop"), (";", "comma")):
        is_divided = rest[1:2].isspace() or rest[1:2].isupper() or rest[1:2] >= "\u2e80" or rest[0] > "~"
        if rest[0] in signs and is_divided:
            start = end + 1 + (len(rest) - 1 - len(rest[1:].lstrip()))
            return Divider(kind, start)
    if rest[0] == " ":
        after = rest[1:2]
        return Divider("word" if after.islower() else "space", end + 1)
    if rest[0] >= "\u2e80":
        return Divider("space", end)
    return None


class DatePrefixReader:
    """A reader of the dates with which the lines of a text begin."""

    def __init__(self, lexer: Lexer, *, month_first: bool) -> None:
        self.lexer, self.month_first = lexer, month_first
        self.read = lru_cache(REMEMBERED)(self._read)
        self._seen: dict[tuple[str, str], DatePrefix | None] = {}
        """Dates by the text around them; `begins` counts from their first character."""
        self.whole = lru_cache(REMEMBERED)(self._whole)

    def _read(self, text: str) -> DatePrefix | None:
        """Return the date with which a line begins; None without one."""
        if lone := self._read_lone(text):
            return lone
        for skip in (0, *(match.end() for match in (_LABEL.match(text), _NUMBERING.match(text)) if match)):
            opened = text[skip : skip + 1] in ("(", "[", "（") if text else False
            found = self.at(text, skip + opened, opened=opened)
            if found and not (found.is_bare_day and "|" in text):
                return found
        return self._read_cells(text) if "|" in text else None

    def at(self, text: str, start: int, *, opened: bool = False) -> DatePrefix | None:
        """Return the date that begins at a position, if a divider follows it."""
        tokens = self.lexer.cut_date(text, start, min(len(text), start + LONGEST))
        return self._from_tokens(text, tokens, start, opened=opened)

    def at_token(self, text: str, tokens: Sequence[Token], index: int) -> DatePrefix | None:
        """Return the date that begins with one of the tokens of a text, if a divider follows it."""
        start = tokens[index].start
        around = text[start - 1 : start], text[start : start + _REACH]
        if around not in self._seen:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            ahead = (tokens[further] for further in range(index, len(tokens)))
            head = self._from_tokens(text, take_date(ahead, start + LONGEST), start)
            self._seen[around] = head and replace(head, begins=head.begins - start)
        found = self._seen[around]
        return found and replace(found, begins=found.begins + start)

    def _from_tokens(
        self, text: str, tokens: Sequence[Token], start: int, *, opened: bool = False
    ) -> DatePrefix | None:
        if not tokens or not tokens[0].meanings or tokens[0].start > start + 2:
            return None
        chosen = self._choose(text, tokens, opened=opened)
        if chosen is None or (tokens[0].means("before", "after", "between") and chosen[1].kind not in STRONG):
            return None  # "After the talks of May 1999, ..." is a sentence
        span, divider = chosen
        if tokens[span.end - 1].means("year") and _UNKNOWN_ERA.match(text, tokens[span.end - 1].end):
            return None
        printed = text[start : tokens[span.end - 1].end]
        lead = tokens[0].means("lead") and not tokens[0].means("from", "month", "number")
        head = DatePrefix(span.when, printed.strip(), divider.kind, divider.end, lead)
        return self._refine(text, head)

    def _whole(self, text: str) -> PartialRange | None:
        """Read a text that is a date and nothing else."""
        tokens = self.lexer.cut_date(text, 0, min(len(text), LONGEST))
        if not tokens or len(text) > LONGEST:
            return None
        spans = read_ranges(tokens, month_first=self.month_first)
        for span in spans[:1]:
            end = tokens[span.end - 1].end
            divider = find_divider(text, end)
            if not text[end:].strip(" .:，,") or (divider and divider.kind == "line"):
                return span.when
        return None

    def _read_lone(self, text: str) -> DatePrefix | None:
        """Read a line that is only a date, whatever signs surround it."""
        stripped = text.strip(_WRAPPING)
        if not stripped or len(stripped) > _LONGEST_ALONE or "|" in stripped:
            return None
        when = self.whole(stripped)
        return DatePrefix(when, stripped, "line", len(text)) if when else None

    def _choose(
        self, text: str, tokens: Sequence[Token], *, opened: bool
    ) -> tuple[DateRange, Divider] | None:
        """Return the longest reading with a divider after it, preferably one that is beyond doubt."""
        fallback = None
        for span in read_ranges(tokens, month_first=self.month_first):
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
    def _is_doubtful(tokens: Sequence[Token], span: DateRange) -> bool:
        """Return whether the last word may be of the text: `April 1 - 30 people`, `Nov 1996 - Mars Surveyor`."""
        last = tokens[span.end - 1]
        is_range = bool(span.when.end) and last.means("number", "month", "part")
        return is_range or (last.means("big") and span.end > 1)

    def _refine(self, text: str, head: DatePrefix) -> DatePrefix:
        """Continue with a finer date after a year: `1999 - April 8 - ...`, `1999 | April | 8 | ...`."""
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
        if chosen[0].when.start.day is None and chosen[1].kind == "space":
            return head  # "1996 - Mars Pathfinder": a month would be divided from the text
        printed = f"{head.printed} {text[tokens[0].start : tokens[chosen[0].end - 1].end]}"
        return DatePrefix(
            chosen[0].when.in_year(point.year), printed, chosen[1].kind, chosen[1].end, head.lead
        )

    def _read_cells(self, text: str) -> DatePrefix | None:
        """Read a row of a table whose date is in one of its first cells."""
        cells = text.split("|")
        for index, cell in enumerate(cells[:4]):
            when = self.whole(cell.strip())
            if when and not when.start.is_bare_day:
                begins = min(sum(len(before) + 1 for before in cells[: index + 1]), len(text))
                return self._refine(text, DatePrefix(when, cell.strip(), "cell", begins))
        return None


def filter_entries(lines: Sequence[Line], heads: Heads) -> Heads:
    """Replace by None the dates that begin a sentence, a byline or a wrapped line rather than an entry."""
    kept = [
        None if head is None or _is_wrapped(lines, index, head) or _is_menu(heads, index) else head
        for index, head in enumerate(heads)
    ]
    counts = Counter(_head_kind(line, head) for line, head in zip(lines, kept, strict=True) if head)
    text_lines = sum(bool(line.text) for line in lines)
    is_dense = sum(counts.values()) >= _SOME and sum(counts.values()) * _FEW >= text_lines
    chosen: Heads = []
    above: DatePrefix | None = None
    for line, head in zip(lines, kept, strict=True):
        is_kept = head is not None and (
            _is_kept(line, head, counts)
            or (head.divider != "word" and (is_dense or _is_below_lone_date(above, head)))
        )
        chosen.append(head if is_kept else None)
        above = chosen[-1] if line.text else above
    return chosen


def _is_below_lone_date(above: DatePrefix | None, head: DatePrefix) -> bool:
    """Return whether a date follows directly below a lone year or month that it belongs to."""
    if above is None or above.divider != "line" or head.lead:
        return False
    return above.rank < head.rank and not head.when.has_year


def _is_menu(heads: Heads, index: int) -> bool:
    """Return whether a date is a lone year next to another one, as in a menu of years."""
    head = heads[index]
    if head is None or head.divider != "line" or head.rank:
        return False
    neighbours = [heads[near] for near in (index - 1, index + 1) if 0 <= near < len(heads)]
    return any(other and other.divider == "line" and not other.rank for other in neighbours)


def _head_kind(line: Line, head: DatePrefix) -> str:
    if head.divider == "line":
        return "line" if head.rank == _DAY_RANK else "heading"
    if head.is_bare_day:
        return "bare"
    if head.lead:
        return "lead"
    return "strong" if head.is_strong else f"weak{line.bullet:d}"


def _is_kept(line: Line, head: DatePrefix, counts: Counter[str]) -> bool:
    kind = _head_kind(line, head)
    if kind in ("heading", "bare"):
        return True
    if kind == "line":
        return counts[kind] >= _FEW or counts["strong"] + counts["weak0"] + counts["weak1"] < _SOME
    if kind == "strong":
        return not (head.lead and counts["strong"] > _MANY and counts["lead"] < _SOME)
    if kind == "lead":
        others = max((count for name, count in counts.items() if name not in ("heading", "lead")), default=0)
        return counts[kind] >= _SOME and counts[kind] * _FEW >= others
    return _is_weak_kept(line, head, counts, kind)


def _is_weak_kept(line: Line, head: DatePrefix, counts: Counter[str], kind: str) -> bool:
    """Return whether a date with a weak divider begins an entry, as it does if several lines look alike."""
    if head.rank == 0 and head.divider in ("space", "word") and counts[kind] < _SOME:
        return False
    if head.divider == "word" and not line.bullet:
        return counts[kind] >= _SOME and counts[kind] * _FEW > counts["strong"]
    return counts[kind] >= _FEW and counts[kind] * _MANY >= counts["strong"]


def _is_wrapped(lines: Sequence[Line], index: int, head: DatePrefix) -> bool:
    """Return whether a line continues the sentence of the line before."""
    line = lines[index]
    before = lines[index - 1] if index else None
    if before is None or not before.text or line.bullet or line.heading:
        return False
    if len(before.text) < _WRAPPED or before.text.endswith(
        (".", "!", "?", ":", ";", "”", '"', "»", ")", "。", "|")
    ):
        return False
    if not head.is_strong or head.divider == "line":
        return not (head.divider == "line" and head.rank == _DAY_RANK and before.raw.endswith("|"))
    last = before.text.rsplit(None, 1)[-1]
    return last.casefold() in DANGLING or last.endswith(",")
