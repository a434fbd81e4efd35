"""Text cut into what dates are made of, in the languages of chronologies; months are in `dates.months`.

One pass of one pattern, so that the time is proportional to the length of the text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from sinoru.dates.months import ENGLISH, Months, month_names, months_of

_THIRDS = {
    "early": "early beginning start anfang début debut inizio inizi principios comienzos início "
    "начало начале начала begin",
    "mid": "mid middle mitte mi milieu metà mediados meados середина середине середины medio",
    "late": "late end ende fin fine finales fins конец конце конца eind",
}
_SEASONS = {
    21: "spring frühjahr frühling printemps primavera весна весной весны lente",
    22: "summer sommer été estate verano verão лето летом лета zomer",
    23: "autumn fall herbst automne autunno otoño outono осень осенью осени herfst",
    24: "winter hiver inverno invierno зима зимой зимы",
}
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    lunes martes miércoles jueves viernes sábado domingo
    понедельник вторник среда четверг пятница суббота воскресенье
"""
_WORDS = {
    "of": "of de del di d der des den the le la el il dem do von gli os",
    "from": "from since von vom seit ab du dal dall depuis dès des с со desde od",
    "until": "until till bis jusqu до",
    "to": "to through thru until till bis au al до по a à an",
    "and": "and und et e y и sowie",
    "circa": "c ca circa about around etwa um vers около approximately",
    "unit": "года г год гг годы году year anno jahr",
    "bc": "bc bce",
    "ad": "ad ce",
    "now": "present now today heute oggi aujourd hoy",
    "lead": "in on im am en nel nell на в во the le les il el by during at year jahr année año anno",
}
HAN: dict[str, tuple[str, int | str]] = {
    "上旬": ("third", "early"), "中旬": ("third", "mid"), "下旬": ("third", "late"),
    "初": ("third", "early"), "末": ("third", "late"), "底": ("third", "late"),
    "春": ("part", 21), "夏": ("part", 22), "秋": ("part", 23), "冬": ("part", 24),
    "至": ("to", "至"), "到": ("to", "到"), "から": ("to", "から"),
}  # fmt: skip
"""Signs after a Chinese or Japanese date, or between two."""

Meaning = tuple[str, int | str]


def _word_meanings() -> dict[str, tuple[Meaning, ...]]:
    meanings: dict[str, tuple[Meaning, ...]] = {}

    def add(words: str, kind: str, value: int | str) -> None:
        for word in words.split():
            meanings[word] = (*meanings.get(word, ()), (kind, value))

    for third, words in _THIRDS.items():
        add(words, "third", third)
    for code, words in _SEASONS.items():
        add(words, "part", code)
    add(_WEEKDAYS, "weekday", "")
    for kind, words in _WORDS.items():
        add(words, kind, kind)
    for quarter in range(1, 5):
        add(f"q{quarter}", "part", 32 + quarter)
    return meanings


MEANINGS = _word_meanings()
"""Each folded word and all its meanings in a date."""


_HAN_DIGITS = "〇一二三四五六七八九"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ENOUGH_MONTHS = 2
_YEARS = range(1000, 2101)
_LAST_SHORT = 30

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}(?P<i>[-/.])\d{1,2}(?P=i)\d{1,2}(?!\d))
  | (?P<isomonth>\d{4}-(?:0[1-9]|1[0-2])(?![\d-]))
  | (?P<figures>\d{1,2}(?:/\d{1,2}/|\.[ ]?\d{1,2}\.[ ]?|-\d{1,2}-)(?:\d{4}|\d{2})(?!\d))
  | (?P<named>\d{1,2}-[^\W\d_]{3,9}\.?-(?:\d{4}|\d{2})(?!\d))
  | (?P<daymonth>\d{1,2}\.[ ]?\d{1,2}(?:\.(?!\d)|(?=[ ]?[:–—]|[ ]-[ ])))
  | (?P<era>(?:明治|大正|昭和|平成|令和)[ ]?(?:\d{1,2}|元)年)
  | (?P<year>(?:\d{4}|[〇○零一二三四五六七八九]{4})[ ]?[年년])(?!代)
  | (?P<month>(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?[月월])
  | (?P<day>(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?[日號号일])
  | (?P<decade>\d{3}0(?:['’]?s|er|-х|-е|年代)\b)
  | (?P<short>['’‘]\d{2}(?![\w]))
  | (?P<number>\d+)(?:st|nd|rd|th|ST|ND|RD|TH|er|º|°|ª|-?го|-?е)?(?![^\W\d_\u2e80-\uffff])
  | (?P<han>上旬|中旬|下旬|初|末|底|春|夏|秋|冬|至|到|から)
  | (?P<word>[^\W\d_]+(?:['’](?![\w])|['’](?=\d))?)
  | (?P<dash>[-–—―‒−－~～〜]+)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
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


class Lexer:
    """A lexer for texts in some languages."""

    def __init__(self, languages: Iterable[str]) -> None:
        self._months: Months = months_of(tuple(languages))

    def cut(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Return the tokens of a text, or of a part of it."""
        return list(self._cut(text, start, len(text) if end is None else end))

    def cut_date(self, text: str, start: int, end: int) -> list[Token]:
        """Return the tokens up to the first that means nothing in a date."""
        return list(takewhile(lambda token: token.meanings, self._cut(text, start, end)))

    def _cut(self, text: str, start: int, end: int) -> Iterator[Token]:
        last = start
        for match in _TOKEN.finditer(text, start, end):
            kind = match.lastgroup or "other"
            if kind == "i":
                kind = "iso"
            piece = match.group()
            between = text[last : match.start()]
            wide = "\t" in between or len(between) > 1
            yield Token(self._meanings(kind, piece), piece, *match.span(), wide, bool(between))
            last = match.end()

    def _meanings(self, kind: str, piece: str) -> tuple[Meaning, ...]:
        match kind:
            case "word":
                return self._read_word(piece)
            case "named":
                return self._read_named(piece)
        reader = _READERS.get(kind)
        return reader(piece) if reader else ((kind, piece),)

    def _read_named(self, piece: str) -> tuple[Meaning, ...]:
        day, name, year = piece.split("-")
        month = self._months.get(name.casefold().rstrip("."))
        return (("whole", f"{year}-{month}-{day}"),) if month else ()

    def _read_word(self, piece: str) -> tuple[Meaning, ...]:
        word = piece.casefold().rstrip("'’")
        month = self._months.get(word)
        # "may" and "march" are verbs too, and chronologies in small letters have other months to go by
        if month and not (word in ("may", "march") and piece.islower()):
            return (("month", month), *MEANINGS.get(word, ()))
        return MEANINGS.get(word, ())


def _read_number(piece: str) -> tuple[Meaning, ...]:
    text = (
        piece[: len(piece) - len(piece.lstrip("0123456789"))] if piece.isascii() else piece.rstrip("º°ª-гое")
    )
    if not text.isdecimal() or len(text) > len("1999"):
        return ()
    number = int(text)
    if len(text) <= len("99"):
        return (("number", number),)
    if text == piece and number in _YEARS:
        return (("year", number),)
    return (("big", number),)


def _read_mark(piece: str) -> tuple[Meaning, ...]:
    kind = _MARKS.get(piece)
    return ((kind, piece),) if kind else ()


def _read_short_year(piece: str) -> tuple[Meaning, ...]:
    """Read `'99` as 1999, `'08` as 2008."""
    year = int(piece[1:])
    return (("year", year + (1900 if year > _LAST_SHORT else 2000)),)


def _read_counted(kind: str, piece: str) -> tuple[Meaning, ...]:
    """Read a Chinese, Japanese or Korean year, month or day."""
    text = piece[:-1].strip()
    if kind == "era":
        years = text[2:].strip()
        return (("year", _ERAS[text[:2]] + (1 if years == "元" else int(years))),)
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


_READERS: dict[str, Callable[[str], tuple[Meaning, ...]]] = {
    "number": _read_number,
    "other": _read_mark,
    "han": lambda piece: (HAN[piece],),
    "decade": lambda piece: (("decade", f"{piece[:3]}X"),),
    "short": _read_short_year,
    **{kind: partial(_read_counted, kind) for kind in ("era", "year", "month", "day")},
}
