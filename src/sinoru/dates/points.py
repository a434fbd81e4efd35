"""Readings of one date from tokens: `8 May 1999`, `second quarter of 1999`, `15 March 44 BC`, `early 1990s`.

`read_points` returns every reading that begins at a token. A number is a year only after the token that follows it
was looked at: an era belongs to the year, and a unit that is not a year's (`BP`, `years ago`) forbids the reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from msgspec import structs

from sinoru.dates.joined_dates import full_year, read_joined
from sinoru.dates.partial import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinoru.dates.tokens import Token

_LAST_MONTH, _LAST_DAY, _LAST_WEEK = 12, 31, 53
_WINTER = 24
_FILLERS = ("comma", "dot", "of", "weekday")
_MOST_FILLERS = 3
_DATED_KINDS = (
    "month", "part", "year", "decade", "isomonth", "erayear", "century", "span", "smalldecade", "shortyear",
    "era", "edtf",
)  # fmt: skip
_BEFORE_DATED = ("of", "lead", "dash", "dot", "third", "and", "to", "ordinal", "roman")
_NUMBERS = ("number", "year", "big", "long")
_CENTURY = 100
_EMPTY = PartialDate()
_VERBS = ("may", "march")
_MOST_OF_SPAN = {"half": 2, "quarter": 4, "century": 100, "millennium": 10}


class Reading(NamedTuple):
    """A date, and the index of the token after it."""

    point: PartialDate
    end: int


def read_points(
    tokens: Sequence[Token], start: int, *, month_first: bool = True, lenient: bool = False
) -> list[Reading]:
    """Return the readings of one date that begin at a token, the longest first.

    `lenient`: what only a text that is nothing but a date can mean as well, such as `5.1999`, and days that the
    calendar does not have, for an error that says so.
    """
    reader = _PointReader(tokens, start, month_first=month_first, lenient=lenient)
    reader.read()
    return reader.readings[::-1]


def era_year(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Return the year of a number that an era follows, and the index after the era; None without a number or era."""
    number, after = number_of(tokens[index]), _era_index(tokens, index)
    era = tokens[after].value("era") if number and after < len(tokens) else None
    if not number or era not in ("bc", "ad"):
        return None
    follows = number_of(tokens[after + 1]) if after + 1 < len(tokens) else None
    if era == "ad" and follows and tokens[after].text.isupper() and number < _CENTURY:
        return None  # the era of the next number, as in `15 March AD 44`
    return (1 - number if era == "bc" else number), after + 1


def _era_index(tokens: Sequence[Token], index: int) -> int:
    """Return the index at which the era of a number would be: after it, or after the word for `year`."""
    after = index + 1
    if after < len(tokens) and tokens[after].means("unit"):
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].means("dot"))
    return after


def number_of(token: Token) -> int | None:
    """Return the number that a token is, whatever it may count."""
    for kind, value in token.meanings:
        if kind in _NUMBERS:
            return int(value)
    return None


def _is_month(month: int | None) -> bool:
    return month is None or 1 <= month <= _LAST_MONTH


class _PointReader:
    """A reader that takes token after token as long as they make one date."""

    def __init__(self, tokens: Sequence[Token], start: int, *, month_first: bool, lenient: bool) -> None:
        self.tokens, self.index, self.month_first, self.lenient = tokens, start, month_first, lenient
        self.point = PartialDate()
        self.last = ""
        """What the token before contributed."""
        self.readings: list[Reading] = []

    def read(self) -> None:
        fillers = 0
        while self.index < len(self.tokens) and fillers <= _MOST_FILLERS:
            token = self.tokens[self.index]
            if self.last and token.wide:
                return
            before = self.point
            if self._is_other_count():
                self.readings.clear()
                return
            if self._take(token):
                self.index += 1
                fillers = 0
                self._keep_reading(before)
            elif self._is_filler(token):
                self._take_weekday(token)
                self.index += 1
                fillers += 1
            else:
                return

    def _is_other_count(self) -> bool:
        """Return whether a number is followed by a unit that makes it something else than a date: `12000 BP`."""
        if number_of(self.tokens[self.index]) is None:
            return False
        after = _era_index(self.tokens, self.index)
        return after < len(self.tokens) and self.tokens[after].value("era") == "otherera"

    def _keep_reading(self, before: PartialDate) -> None:
        """Keep the date read so far, including a question mark or a word for `year` after it."""
        end = self.index
        if self.last not in ("mark", "third") or self.point.year or self.point.month:
            if self.last == "year" and end < len(self.tokens) and self.tokens[end].means("unit"):
                end += not self._is_said_unknown(end)
            if end < len(self.tokens) and self.tokens[end].means("doubt"):
                end += 1
                self.point = self.point.with_mark("?")
            follows = self.tokens[end].value("era") if end < len(self.tokens) else None
            if follows not in ("bc", "otherera") and (self.lenient or self.point.is_possible()):
                self.readings.append(Reading(self.point, end))
            self.index = end
        elif before == self.point:
            self.index = end

    def _is_filler(self, token: Token) -> bool:
        """Return whether a token may come between the parts of a date."""
        if not self.last:
            return token.means("weekday", "lead", "of") or (
                token.means("comma", "dot")
                and self.index > 0
                and self.tokens[self.index - 1].means("weekday")
            )
        if self.last in ("third", "mark") and token.means("dash", "dot"):
            return True
        if self.last in ("third", "part") and token.means("lead"):
            return True  # `late in the 1990s`, `spring in 1999`
        if self.last == "part" and token.text == "-":
            return not (token.spaced or self._is_spaced(self.index + 1))  # `spring-1999`
        return token.means(*_FILLERS)

    def _take_weekday(self, token: Token) -> None:
        weekday = token.value("weekday")
        if isinstance(weekday, int):
            self.point = self.point.but(weekday=weekday)
            if self.readings and self.readings[-1].point.day:
                self.readings.append(Reading(self.point, self.index + 1))

    def _take(self, token: Token) -> bool:
        kinds = {kind for kind, _ in token.meanings}
        return any(not kinds.isdisjoint(taken) and take(self, token) for taken, take in self._takers)

    def _set_parts(self, name: str, **fields: object) -> bool:
        self.point, self.last = self.point.but(**fields), name
        return True

    def _take_joined(self, token: Token) -> bool:
        """Take a token that is a date by itself."""
        is_first = self.last in ("", "mark") or (self.last == "third" and token.means("isomonth", "edtf"))
        joined = read_joined(token, month_first=self.month_first) if is_first else None
        if joined is None:
            return self._take_daymonth(token)
        if not self.lenient and not (_is_month(joined.month) and (joined.day or 1) <= _LAST_DAY):
            return False
        fields = {
            name: value for name, value in structs.asdict(joined).items() if value != getattr(_EMPTY, name)
        }
        return self._set_parts("year" if joined.day is None else "day", **fields)

    def _take_daymonth(self, token: Token) -> bool:
        text = token.value("daymonth")
        if text is None or self.point.month or self.point.day or self.last not in ("", "mark", "year"):
            return False
        day, month = (int(part) for part in str(text).rstrip(".").replace(" ", "").split("."))
        is_possible = self.lenient or (_is_month(month) and 1 <= day <= _LAST_DAY)
        return is_possible and self._set_parts("day", month=month, day=day)

    def _take_span(self, token: Token) -> bool:
        """Read `second quarter`, `1st half`, `19th century`, `XIX век`, `siglo XIX` and `19世紀`."""
        if self.last not in ("", "mark", "third", "year") or self.point.part or self.point.month:
            return False
        if (century := token.value("century")) is not None:
            return self._set_span(int(century), "century", 0)
        number = self._nth_at(self.index)
        has_dot = token.means("number") and number is None and self._means_at(self.index + 1, "dot")
        if has_dot:  # `2. Quartal`
            number = int(token.value("number") or 0)
        span = self._span_at(self.index + 1 + has_dot)
        if number is not None and span is not None:
            return self._set_span(number, span, 1 + has_dot)
        if token.value("span") == "century" and self._means_at(self.index + 1, "roman"):
            return self._set_span(self._nth_at(self.index + 1) or 0, "century", 1)
        is_ordinal = token.means("ordinal") or (token.means("nth") and (number or 0) > _LAST_DAY)
        return is_ordinal and not self.last and self._set_parts("ordinal", ordinal=number)

    def _nth_at(self, index: int) -> int | None:
        """Return the number of `19th`, `second` or `XIX`."""
        token = self.tokens[index]
        return next(
            (int(value) for kind in ("nth", "ordinal", "roman") if (value := token.value(kind))), None
        )

    def _span_at(self, index: int) -> str | None:
        if index >= len(self.tokens):
            return None
        spans = [str(value) for kind, value in self.tokens[index].meanings if kind == "span"]
        return spans[0] if spans else None

    def _set_span(self, number: int, span: str, further: int) -> bool:
        """Set the part of a year or the years that a span is; it takes some further tokens, and its era."""
        if not 1 <= number <= _MOST_OF_SPAN[span]:
            return False
        self.index += further
        if span in ("half", "quarter"):
            return self._set_parts("part", part=number + (39 if span == "half" else 32))
        if self._means_at(self.index + 1, "dot") and len(self.tokens[self.index].text) <= len("jh"):
            self.index += 1  # the dot of an abbreviation
        era = self._next()
        sign = ""
        if era is not None and era.value("era") in ("bc", "ad"):
            sign = "-" if era.value("era") == "bc" else ""
            self.index += 1
        decade = f"{number - 1:02d}XX" if span == "century" else f"{number - 1}XXX"
        return self._set_parts("year", decade=sign + decade)

    def _take_month(self, token: Token) -> bool:
        month = token.value("month")
        if month is None or self.point.month or self.point.part or self.point.decade:
            return False
        if token.text in _VERBS and not self._is_between_numbers():
            return False
        return self._set_parts("month", month=month)

    def _is_between_numbers(self) -> bool:
        """Return whether a number precedes or follows: "may" and "march" are verbs as well."""
        before = self.tokens[self.index - 1] if self.index else None
        after = self._next()
        if before is not None and before.means("number", "nth", "of", "third", "dash", "to"):
            return True
        return after is not None and after.means("number", "year")

    def _take_year(self, token: Token) -> bool:
        if self.point.has_year:
            return False
        if (found := era_year(self.tokens, self.index)) is not None:
            self.index = found[1] - 1
            return self._set_parts("year", year=found[0])
        for kind in ("erayear", "year"):
            if (year := token.value(kind)) is not None:
                self._skip_end_of_winter(int(year))
                return self._set_parts("year", year=year)
        return self._take_decade(token) or self._take_anno_domini(token) or self._take_few_digits(token)

    def _take_decade(self, token: Token) -> bool:
        decade = token.value("decade") if self.last in ("", "third", "mark") else None
        return decade is not None and self._set_parts("year", decade=self._with_era(str(decade)))

    def _take_few_digits(self, token: Token) -> bool:
        """Read `'99`, and a year of three digits after a month."""
        if (year := token.value("shortyear")) is not None:
            return self._set_parts("year", year=full_year(int(year)), short_year=True)
        is_year = token.means("big") and self.point.month and token.text.isdecimal()
        return bool(is_year) and self._set_parts("year", year=token.value("big"))

    def _with_era(self, decade: str) -> str:
        """Return a decade with the era after it."""
        after = self._next()
        if after is None or after.value("era") not in ("bc", "ad"):
            return decade
        self.index += 1
        return f"-{decade}" if after.value("era") == "bc" else decade

    def _skip_end_of_winter(self, year: int) -> None:
        """Skip the second year of `winter 1998-99`, however the two are joined."""
        join, last = self.index + 1, self.index + 2
        if (
            self.point.part != _WINTER
            or not self._means_at(join, "dash", "slash")
            or last >= len(self.tokens)
        ):
            return
        number = number_of(self.tokens[last])
        is_short = len(self.tokens[last].text) == len("99") and number == (year + 1) % _CENTURY
        if number == year + 1 or is_short:
            self.index = last

    def _take_anno_domini(self, token: Token) -> bool:
        """Read `AD 70` and `AD 990s`."""
        after = self._next()
        if token.value("era") == "ad" and after is not None:
            if number := number_of(after):
                self.index += 1
                return self._set_parts("year", year=number)
            if (decade := after.value("smalldecade") or after.value("decade")) is not None:
                self.index += 1
                return self._set_parts("year", decade=decade)
        if (
            token.value("smalldecade") is not None
            and after is not None
            and after.value("era") in ("ad", "bc")
        ):
            return self._set_parts("year", decade=self._with_era(str(token.value("smalldecade"))))
        return False

    def _take_number(self, token: Token) -> bool:
        number = token.value("number")
        if not isinstance(number, int) or not number:
            return False
        if self.lenient and number <= _LAST_MONTH and self._is_month_of_year():
            self.index += 1
            return self._set_parts("month", month=number)
        if self.point.day is None and (number <= _LAST_DAY or (self.lenient and self.last == "month")):
            if self.last == "month" or (not self.point.month and self._month_follows()):
                return self._set_parts("day", day=number)
            if not self.last and self.point == PartialDate(weekday=self.point.weekday):
                return self._set_parts("bare", day=number)
        is_short_year = len(token.text) == len("99") and number > _LAST_DAY
        if is_short_year and self.point.month and not self.point.has_year:
            return self._set_parts("year", year=full_year(number), short_year=True)
        return False

    def _is_month_of_year(self) -> bool:
        """Return whether a number is the month in `5.1999`: a dot and a year follow, without spaces."""
        dot, year = self.index + 1, self.index + 2
        is_joined = self._means_at(dot, "dot") and self._means_at(year, "year")
        return is_joined and self.last in ("", "mark") and not (self._is_spaced(dot) or self._is_spaced(year))

    def _month_follows(self) -> bool:
        """Return whether a number is the day of the month after it: `8. de abril`, `1er mai`."""
        for token in self.tokens[self.index + 1 : self.index + 4]:
            if token.means("month"):
                return True
            if not token.means("dot", "of") or token.wide:
                return False
        return False

    def _take_day(self, token: Token) -> bool:
        day = token.value("day")
        if day is None or self.point.day is not None:
            return False
        return self._set_parts("day", day=day)

    def _take_part(self, token: Token) -> bool:
        part = token.value("part")
        if (
            part is None
            or self.point.month
            or self.point.part
            or self.last not in ("", "year", "third", "mark")
        ):
            return False
        return self._set_parts("part", part=part)

    def _take_third(self, token: Token) -> bool:
        third = token.value("third")
        if third is None or self.point.third:
            return False
        if not self.last or self.last == "mark":
            return self._date_follows() and self._set_parts("third", third=third)
        is_han = not token.text.isascii() and token.text[0] >= "\u2e80"
        if is_han and self.last in ("month", "year"):
            return self._set_parts(self.last, third=third)
        return False

    def _date_follows(self) -> bool:
        for token in self.tokens[self.index + 1 : self.index + 5]:
            if token.means(*_DATED_KINDS):
                return True
            if not token.means(*_BEFORE_DATED, *_NUMBERS):
                return False
        return False

    def _take_mark(self, token: Token) -> bool:
        if self.last not in ("", "mark"):
            return False
        if token.means("circa"):
            self.point = self.point.with_mark("~")
        elif token.means("doubtful"):
            self.point = self.point.with_mark("?")
        else:
            return False
        self.last = "mark"
        return True

    def _take_week(self, token: Token) -> bool:
        """Read the `week 19` of `week 19 of 1999`."""
        after = self._next()
        number = after.value("number") if after is not None else None
        if (
            not token.means("week")
            or self.last
            or not number
            or (int(number) > _LAST_WEEK and not self.lenient)
        ):
            return False
        self.index += 1
        return self._set_parts("part", week=number)

    def _take_unknown(self, token: Token) -> bool:
        """Read `day unknown` after a month or year, `month unknown` after a year, `year unknown` after a month."""
        if not self._is_said_unknown(self.index) or not self.last or self.point.unknown:
            return False
        noun = token.text.casefold()
        if noun == "year" and self.point.month and not self.point.has_year:
            unknown = "year"
        elif noun == "day" and self.point.day is None and self.point.year is not None:
            unknown = "-XX" if self.point.month else "-XX-XX"
        elif noun == "month" and self.point.is_year:
            unknown = "-XX"
        else:
            return False
        self.index += 1
        return self._set_parts("unknown", unknown=unknown)

    def _is_said_unknown(self, index: int) -> bool:
        return self._means_at(index, "noun") and self._means_at(index + 1, "unknown")

    def _means_at(self, index: int, *kinds: str) -> bool:
        return index < len(self.tokens) and self.tokens[index].means(*kinds)

    def _is_spaced(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].spaced

    def _next(self) -> Token | None:
        return self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else None

    _takers: ClassVar = tuple(
        (frozenset(kinds.split()), take)
        for kinds, take in (
            ("whole iso isomonth isopart isoweek figures edtf daymonth", _take_joined),
            ("century nth ordinal roman number span", _take_span),
            ("month", _take_month),
            ("erayear year number big long decade smalldecade shortyear era", _take_year),
            ("number", _take_number),
            ("day", _take_day),
            ("part", _take_part),
            ("third", _take_third),
            ("circa doubtful", _take_mark),
            ("week", _take_week),
            ("noun", _take_unknown),
        )
    )
    """The kinds of meaning that each method takes, in the order in which they are tried."""
