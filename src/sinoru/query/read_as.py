"""What was read as something else than was typed: a name by its sound or as a typing error, a corrected word.

A question collects its readings in a `with Readings()` statement, and its answer carries them as `read_as`.
"""

from contextvars import ContextVar, Token
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from sinoru.messages import quoted
from sinoru.messages import read_as as in_form
from sinoru.query.answers import Reading, Reply

T = TypeVar("T")

_ARGUMENTS = ("NAME", "WORDS", "--query", "A", "B", "name", "words", "other", "ID", "SOURCE")
"""Words that are typed without an option."""
_RULES = {
    "former": "former id",
    "former field": "former name of this field",
    "former value": "former value of this field",
    "title": "without the title",
    "words": "the only source with these words",
    "no field": "words, as no field has this name",
    "synonym": "synonyms of this corpus",
    "day": "a date",
    "parts": "parts of what no record contains as a whole",
    "one value": "a value of several words",
    "first word": "put a value of several words in quotes",
    "no value": "a word, as no value follows the colon directly",
    "no bounds": "words, as bounds follow a field directly",
}
"""The wording of rules that are not those of names."""
_IGNORED = {
    "common": "it is too common to search for",
    "no bounds": "bounds are typed without spaces, as in date:1999..2000",
}
"""Why a part was read as nothing."""


class Readings:
    """Collects what is read as something else while the `with` statement runs; the innermost statement collects."""

    def __init__(self) -> None:
        self._found: dict[Reading, None] = {}
        self._token: Token[Readings | None] | None = None

    def __enter__(self) -> Self:
        self._token = _collecting.set(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._token:
            _collecting.reset(self._token)

    def add(self, reading: Reading) -> None:
        """Add a reading, once."""
        self._found[reading] = None

    @property
    def found(self) -> tuple[Reading, ...]:
        """The readings, in the order in which they were reported."""
        return tuple(self._found)


_collecting: ContextVar[Readings | None] = ContextVar("readings", default=None)


def report(given: str, typed: str, read_as: str, rule: str, id_: str = "") -> None:
    """Report that what was typed for an option or argument was read as something else."""
    if readings := _collecting.get():
        readings.add(Reading(given=given, typed=typed, read_as=read_as, id=id_, rule=rule))


def with_readings(answer: T, readings: tuple[Reading, ...]) -> T:
    """Return the answer with the readings, if it is one that carries them."""
    if readings and isinstance(answer, Reply):
        return msgspec.structs.replace(answer, read_as=readings)
    return answer


def in_words(reading: Reading) -> str:
    """Return a reading as a sentence: `--person 'Primakof' read as Yevgeny Primakov (typing error).`."""
    from sinoru.names.spelling import rule_in_words

    if reading.rule in _IGNORED and not reading.read_as:
        return f"{quoted(reading.typed)} ignored, as {_IGNORED[reading.rule]}."
    if reading.rule == "not declared":
        return f"{quoted(reading.typed)} is not declared in {reading.read_as}, so no record there has it."
    rule = _RULES.get(reading.rule) or rule_in_words(reading.rule)
    option = "" if reading.given in _ARGUMENTS else reading.given
    is_name = reading.id or reading.rule != "typo"
    return in_form(
        reading.typed, reading.read_as if is_name else quoted(reading.read_as), rule, option=option
    )
