"""Values of several words without quotes, as in `by:Yu Bin`, where no shell has made one argument of them.

A value ends at a space. If it names nothing, or what the words after it name too, these are its value, and the answer
says so. If it names something else, it is the value, and the answer says how to ask for the other.
"""

import re

from sinoru.index.index import Condition, Index
from sinoru.model.errors import WrongUsage, WrongValue
from sinoru.query.conditions import Conditions
from sinoru.query.filters import FIELDS, Named, Party, Speaker, declaration, filter_of_field
from sinoru.query.name_readings import is_a_name
from sinoru.query.read_as import Readings, report
from sinoru.text.query import Field

MOST_WORDS = 5
"""The words after a value that may belong to it."""
_WORD = r"[^\W_][^\s\"():*?=<>|~^@]*"
_VALUE_AND_WORDS = (
    rf'"[^"]*"?|(?<![^\s(\-])(?P<field>[A-Za-z]+):(?P<value>{_WORD})'
    rf"(?P<words>(?:\s+(?!(?:AND|OR|NOT)\b){_WORD}(?=[\s)]|$))+)"
)


def with_quotes(index: Index, text: str) -> str:
    """Return a query with quotes around the values that have several words in this corpus, and report them."""

    def quoted(found: re.Match[str]) -> str:
        field = (found["field"] or "").casefold()
        if field != "date" and field not in FIELDS:
            return found[0]
        value, words = found["value"], found["words"].split()
        count, meaning = _longest_value(index, field, value, words)
        if not count:
            return found[0]
        whole = " ".join((value, *words[:count]))
        typed, in_quotes = f"{field}:{whole}", f'{field}:"{whole}"'
        if _meaning(index, field, value) in (None, meaning):
            report("WORDS", typed, in_quotes, "one value")
            return " ".join((in_quotes, *found["words"].split(maxsplit=count)[count:]))
        report("WORDS", typed, f"{field}:{value} and the words after it", "first word")
        return found[0]

    return re.sub(_VALUE_AND_WORDS, quoted, text)


def _longest_value(index: Index, field: str, value: str, words: list[str]) -> tuple[int, Condition | None]:
    """Return how many words belong to a value, as many as can be, and what it then means; 0 if none does."""
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        meaning = _meaning(index, field, " ".join((value, *words[:count])))
        if meaning is not None:
            return count, meaning
    return 0, None


def _meaning(index: Index, field: str, value: str) -> Condition | None:
    """Return the condition that a field has a value; None where that names nothing, several, or only by a guess."""
    if name := filter_of_field(field):
        one = declaration(name, ("search",)) or declaration(name, ("timeline",))
        if one and isinstance(one.value, Party | Speaker | Named) and not is_a_name(index, value):
            return None  # the nearest names take long to find
    with Readings() as guesses:
        try:
            condition = Conditions(index).of(Field(field, value))
        except (WrongValue, WrongUsage):
            return None
    return None if guesses.found else condition
