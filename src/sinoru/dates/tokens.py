"""Text cut into what dates are made of, in the languages of chronologies; the words are in `date_words` and `months`.

One pass of one pattern, so that the time is proportional to the length of the text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice, takewhile
from typing import NamedTuple

from sinoru.dates.date_words import ERA, HAN, HAN_WEEKDAYS, MEANINGS, Meaning, read_roman
from sinoru.dates.months import ENGLISH, Months, month_names, months_of

_HAN_DIGITS = "〇一二三四五六七八九"
_REIGNS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, 99)}
"""The year before each reign, and its last year."""
_ENOUGH_MONTHS = 2
_YEARS = range(1000, 2101)
_MOST_DIGITS = 13
_MOST_TOKENS = 32
"""The most words, numbers and signs of a date."""
_REMEMBERED = 4_096
"""Words and numbers whose meanings are looked up once."""

_NO_END = r"(?:(?<![^\W\d_][ ])(?<![^\W\d_][.][ ])|(?!\d{4}[/.-]\d{1,2}[ ][^\W\d_]))"
"""Between two dates, as in `30 Dec 1998/2 Jan 1999`, the number after the sign is a day."""
_FIRST_HAN = "\u2e80"
"""The first of the characters of East Asia."""
_COUNTED = rf"""
  | (?P<reign>(?:{"|".join(_REIGNS)})[ ]?(?:\d{{1,2}}|元)年)
  | (?P<chryear>(?:公元前?|西元前?|[紀纪]元前|기원전)[ ]?\d{{1,5}}[ ]?[年년])
  | (?P<hancentury>\d{{1,2}}[ ]?(?:世[紀纪]|세기))
  | (?P<year>(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})[ ]?[年년])(?![代前])
  | (?P<month>(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?[月월])
  | (?P<day>(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[ ]?[日號号일])
"""
"""Dates and their parts in East Asia: a number and the sign for what it counts."""
_SIGNS = rf"""
  | (?P<han>{"|".join(HAN)})
  | (?P<hanweekday>(?:星期|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|요일)
"""
_HYPHENS = re.compile("-|[^-]+")
_MARKS = {
    ",": "comma",
    "，": "comma",
    ".": "dot",
    "/": "slash",
    "&": "and",
    "+": "and",
    "、": "comma",
    "?": "doubt",
}


class Token(NamedTuple):
    """A piece of a text, its possible meanings in a date, and its position."""

    meanings: tuple[Meaning, ...]
    text: str
    start: int
    end: int
    wide: bool = False
    """True after a tab or several spaces."""
    spaced: bool = False
    """True after a space."""

    def value(self, kind: str) -> int | str | None:
        """Return its value as this kind of meaning; None if it has no such meaning."""
        # A loop, as a generator would double the time, and every token is tested several times.
        for name, value in self.meanings:
            if name == kind:
                return value
        return None

    def means(self, *kinds: str) -> bool:
        """Return whether it has a meaning of one of these kinds."""
        for name, _ in self.meanings:  # noqa: SIM110  as above
            if name in kinds:
                return True
        return False


@lru_cache(2)
def _token_pattern(*, has_han: bool) -> re.Pattern[str]:
    """Return the pattern of a token. Without the signs of East Asia, it compiles in half the time.

    Most of that is the range of these characters, which is as large as all others together.
    """
    counted, signs, letters = (_COUNTED, _SIGNS, f"{_FIRST_HAN}-\uffff") if has_han else ("", "", "")
    return re.compile(
        rf"""
        (?P<edtf>(?:[Xx]{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{2,3}}[Xx]{{1,2}}|[Yy]-?\d{{5,12}})(?![\w-]))
      | (?P<iso>\d{{4}}(?P<i>[-/.])\d{{1,2}}(?P=i)\d{{1,2}}(?!\d))
      | (?P<isomonth>\d{{4}}-(?:0[1-9]|1[0-2])(?![\d-]))
      | (?P<isoweek>\d{{4}}-?[Ww]\d{{2}}(?![\w-]))
      | (?P<isopart>\d{{4}}-[QqHh][1-4](?![\w-]))
      | (?P<figures>\d{{1,2}}(?:/\d{{1,2}}/|\.[ ]?\d{{1,2}}\.[ ]?|-\d{{1,2}}-)(?:\d{{4}}|\d{{2}})(?!\d))
      | (?P<monthyear>(?:{_NO_END}\d{{4}}(?:[/.-]\d(?![\d/.-]*\d)|/(?:0[1-9]|1[0-2])(?![\d/-])))
          |(?:0?[1-9]|1[0-2])[/-]\d{{4}}(?![\d/]|-\d(?!\d?/)))
      | (?P<named>\d{{1,2}}-[^\W\d_]{{3,9}}\.?-(?:\d{{4}}|\d{{2}})(?!\w)|[^\W\d_]{{3,9}}\.?-\d{{4}}(?!\w)
          |\d{{4}}-[^\W\d_]{{3,9}}-\d{{1,2}}(?!\w))
      | (?P<daymonth>\d{{1,2}}\.[ ]?\d{{1,2}}(?:\.(?!\d)|(?=[ ]?[:–—]|[ ]-[ ])))
      {counted}
      | (?P<decade>\d{{3}}0(?:['’]?s|er|-х|-е|年代)\b)
      | (?P<smalldecade>\d{{1,2}}0s\b)
      | (?P<short>['’‘]\d{{2}}(?![\w]))
      | (?P<grouped>\d{{1,3}}(?:,\d{{3}})+(?![,\d])|\d{{1,3}}(?:[ .\u202f]\d{{3}})+(?=[ ]?(?:[Bb][Cc]|v\.|av|до[ ]н)))
      | (?P<quarter>(?<![^\W_])(?:[QqHh][1-4]|[1-4]Q)(?![^\W_]))
      | (?P<number>\d+)(?:st|nd|rd|th|ST|ND|RD|TH|er|º|°|ª|-?го|-?е|-?й)?
          (?!(?!(?:bce?|ad|ce|BCE?|AD|CE)(?![^\W\d_]))[^\W\d_{letters}])
      {signs}
      | (?<![^\W\d_])(?:{ERA})
      | (?P<word>[^\W\d_]+(?:['’](?![\w])|['’](?=\d))?)
      | (?P<dash>[-–—―‒−－~～〜]+)
      | (?P<other>\S)
        """,
        re.VERBOSE,
    )


def languages_of(text: str) -> tuple[str, ...]:
    """Return the language in which a text names months next to numbers, then English."""
    counts: Counter[str] = Counter()
    words = re.findall(
        r"\d[.\d]{0,5}[ ]?(?:de )?([^\W\d_]{3,12})\b|\b([^\W\d_]{3,12})\.?[ ]\d", text[:400_000]
    )
    neighbours = Counter((after or before).casefold() for after, before in words)
    for language, columns in month_names().items():
        counts[language] = sum(neighbours[word] for column in columns for word in column)
    best = max(counts, key=lambda language: counts[language])
    return tuple(dict.fromkeys((best, ENGLISH))) if counts[best] >= _ENOUGH_MONTHS else (ENGLISH,)


def take_date(tokens: Iterable[Token], end: int) -> list[Token]:
    """Return the first tokens, up to an end and to the first that means nothing in a date."""
    return list(takewhile(lambda token: token.meanings and token.end <= end, islice(tokens, _MOST_TOKENS)))


class Lexer:
    """A lexer for texts in some languages. `alone`: each text is only a date, so that less shows what it means."""

    def __init__(self, languages: Iterable[str], *, alone: bool = False) -> None:
        self.alone = alone
        self._months: Months = months_of(tuple(languages))
        if alone:
            self._months = _certain_abbreviations() | self._months
        self._meanings = lru_cache(_REMEMBERED)(self._read_meanings)

    def cut(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Return the tokens of a text, or of a part of it."""
        return list(self._cut(text, start, len(text) if end is None else end))

    def cut_date(self, text: str, start: int, end: int) -> list[Token]:
        """Return the tokens up to the first that means nothing in a date."""
        return take_date(self._cut(text, start, end), end)

    def _cut(self, text: str, start: int, end: int) -> Iterator[Token]:
        last = start
        # A command reads one date, and the pattern takes longer to compile than all else of it.
        has_han = not self.alone or max(text, default="") >= _FIRST_HAN
        for match in _token_pattern(has_han=has_han).finditer(text, start, end):
            kind = match.lastgroup or "other"
            if kind == "i":
                kind = "iso"
            piece = match.group()
            meanings = self._meanings(kind, piece)
            if kind == "named" and not meanings:  # `mid-1998`
                for part in _HYPHENS.finditer(text, *match.span()):
                    yield from self._cut(text, *part.span())
                last = match.end()
                continue
            between = text[last : match.start()]
            wide = "\t" in between or len(between) > 1
            yield Token(meanings, piece, *match.span(), wide, bool(between))
            last = match.end()

    def _read_meanings(self, kind: str, piece: str) -> tuple[Meaning, ...]:
        match kind:
            case "word":
                return self._read_word(piece)
            case "named":
                return self._read_named(piece)
            case "number" | "grouped":
                return _read_number(piece, alone=self.alone)
            case "bc" | "ad" | "otherera":
                # "ad" and "ce" in small letters are words of some language
                is_era = self.alone or piece not in ("ad", "ce")
                return (("era", kind),) if is_era else ()
        reader = _READERS.get(kind)
        return reader(piece) if reader else ((kind, piece),)

    def _read_named(self, piece: str) -> tuple[Meaning, ...]:
        """Read `8-May-1999`, `1999-May-8` and `May-1999`."""
        fields = piece.split("-")
        if len(fields[0]) == len("1999") and fields[0].isdecimal():
            fields.reverse()
        *day, name, year = fields
        month = self._month_of(name.casefold().rstrip("."))
        if not month or not (day or len(year) == len("1999")):
            return ()
        return (("whole", f"{year}-{month}-{day[0]}"),) if day else (("isomonth", f"{year}-{month:02d}"),)

    def _read_word(self, piece: str) -> tuple[Meaning, ...]:
        word = piece.casefold().rstrip("'’")
        roman = (("roman", read_roman(piece)),) if piece[0] in "IVX" and read_roman(piece) else ()
        month = self._month_of(word)
        return (*((("month", month),) if month else ()), *MEANINGS.get(word, ()), *roman)

    def _month_of(self, word: str) -> int | None:
        month = self._months.get(word)
        if month is None and self.alone and len(word) > len("may") and word not in MEANINGS:
            return next((number for name, number in _english() if name.startswith(word)), None)
        return month


def _english() -> Iterable[tuple[str, int]]:
    return month_names()[ENGLISH][0].items()


@lru_cache(1)
def _certain_abbreviations() -> Months:
    """Return the abbreviations of months that mean the same month in all languages that have them."""
    found: dict[str, set[int]] = {}
    for full, short in month_names().values():
        for word, month in (*full.items(), *short.items()):
            found.setdefault(word, set()).add(month)
    return {word: months.pop() for word, months in found.items() if len(months) == 1}


def _read_number(piece: str, *, alone: bool) -> tuple[Meaning, ...]:
    text = piece
    if not piece.isdecimal():
        digits = re.match(r"\d+", re.sub(r"[ ,.\u202f]", "", piece))
        text = digits.group() if digits else ""
    if not text or len(text) > _MOST_DIGITS:
        return ()
    number = int(text)
    is_nth = piece[-1:].isalpha() or piece[-1:] in "º°ª"
    if len(text) <= len("99"):
        return (("number", number), ("nth", number)) if is_nth else (("number", number),)
    is_grouped = not piece.isdecimal() and not is_nth
    if piece == text and (number in _YEARS or (alone and len(text) == len("1999"))):
        return (("year", number),)
    if is_grouped and alone and "," in piece:
        return (("year", number),)
    kind = "big" if len(text) <= len("1999") and not is_grouped else "long"
    return ((kind, number), ("nth", number)) if is_nth else ((kind, number),)


def _read_mark(piece: str) -> tuple[Meaning, ...]:
    kind = _MARKS.get(piece)
    return ((kind, piece),) if kind else ()


def _read_short_year(piece: str) -> tuple[Meaning, ...]:
    """Read `'99` as 1999, `'08` as 2008."""
    year = int(piece[1:])
    return (("shortyear", year),)


def _read_counted(kind: str, piece: str) -> tuple[Meaning, ...]:
    """Read a Chinese, Japanese or Korean year, month or day."""
    text = piece[:-1].strip()
    if kind == "reign":
        years = text[2:].strip()
        before, last = _REIGNS[text[:2]]
        count = 1 if years == "元" else int(years)
        return (("year", before + count),) if 1 <= count <= last else ()
    if text.isdecimal():
        number = int(text)
    elif kind == "year":
        number = int("".join(str(max(_HAN_DIGITS.find(char), 0)) for char in text))
    else:
        tens, ten, ones = text.rpartition("十")
        number = 10 * (_HAN_DIGITS.find(tens) if tens else 1) if ten else 0
        number += max(_HAN_DIGITS.find(ones), 0) if ones else 0
    most = {"month": 12, "day": 31, "year": 2100}[kind]
    return ((kind, number),) if 1 <= number <= most else ()


def _read_chinese_era(piece: str) -> tuple[Meaning, ...]:
    count = int("".join(filter(str.isdecimal, piece)))
    is_before = "前" in piece or piece.startswith("기원전")
    return (("erayear", 1 - count if is_before else count),) if count else ()


def _read_quarter(piece: str) -> tuple[Meaning, ...]:
    digit = next(filter(str.isdecimal, piece))
    return MEANINGS.get(f"h{digit}" if piece[0] in "hH" else f"q{digit}", ())


def _read_part(piece: str) -> tuple[Meaning, ...]:
    year, _, part = piece.partition("-")
    return tuple((f"iso{kind}", f"{year}-{code}") for kind, code in MEANINGS.get(part.casefold(), ()))


def _read_month_year(piece: str) -> tuple[Meaning, ...]:
    first, second = re.split("[/.-]", piece)
    year, month = (first, second) if len(first) == len("1999") else (second, first)
    return (("isomonth", f"{year}-{int(month):02d}"),) if int(month) else ()


def _read_han_weekday(piece: str) -> tuple[Meaning, ...]:
    sign = piece[0] if "曜" in piece else piece[-1]
    found = [day for day, signs in enumerate(HAN_WEEKDAYS) if sign in signs]
    return (("weekday", found[0]),) if found else ()


_READERS: dict[str, Callable[[str], tuple[Meaning, ...]]] = {
    "other": _read_mark,
    "han": lambda piece: (HAN[piece],),
    "decade": lambda piece: (("decade", f"{piece[:3]}X"),),
    "smalldecade": lambda piece: (("smalldecade", f"{piece[:-2]:0>3}X"),),
    "hancentury": lambda piece: (("century", int("".join(filter(str.isdecimal, piece)))),),
    "chryear": _read_chinese_era,
    "quarter": _read_quarter,
    "isopart": _read_part,
    "monthyear": _read_month_year,
    "hanweekday": _read_han_weekday,
    "short": _read_short_year,
    **{kind: partial(_read_counted, kind) for kind in ("reign", "year", "month", "day")},
}
