"""Errors of a request: each builds its own message and has an exit status.

An error in a corpus is not an exception but a value, `Diagnostic` (records.py).
"""

from sinoru.messages import (
    ambiguous,
    cannot_read,
    count,
    ended,
    not_in_corpus,
    quoted,
    sentence,
    series,
    unknown,
    without_password,
)

TYPE_CHECKING = False  # shell completion imports this module, and waits for every import

if TYPE_CHECKING:
    from collections.abc import Sequence

NOUNS = {
    "--about": ("record", "records"),
    "--after": ("event", "events"),
    "--before": ("event", "events"),
    "--by": ("speaker", "speakers"),
    "--during": ("event", "events"),
    "--country": ("country", "countries"),
    "--org": ("organisation", "organisations"),
    "--person": ("person", "people"),
    "--via": ("person, organisation or source", "records"),
    "NAME": ("person or organisation", "people"),
    "SOURCE": ("source", "sources"),
}
"""What an option names, in the singular and the plural; other options are called after what they name."""


class SinoruError(Exception):
    """A request that cannot be answered. The command line prints the message and exits with `exit_code`."""

    exit_code = 2


class NoSuchCorpus(SinoruError):
    """The path given as a corpus contains none."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            cannot_read(_shown(path), why, "Use the path of a folder of *.yaml files, or of one file.")
        )
        self.path = path


_LONGEST_PATH = 4096


def _shown(path: str) -> str:
    """Return a path as messages show it; one that may be the address of a store, with a slip, like an address."""
    import re

    return without_password(path) if re.search(r"\w\w:.*@|password=", path[:_LONGEST_PATH]) else path


class UnreadableCorpus(SinoruError):
    """No record of the corpus could be read."""

    def __init__(self, first_error: str, errors: int) -> None:
        more = f" ({count(errors - 1, 'more error')})" if errors > 1 else ""
        super().__init__(f"No record of the corpus could be read. {first_error}{more}")


class StoreError(SinoruError):
    """A store does not answer, or was not written by this program."""

    def __init__(self, store: str, why: str) -> None:
        super().__init__(f"Store '{without_password(store)}' cannot be used: {ended(why)}")


class GivenUp(SinoruError):
    """The caller no longer waits for the answer."""

    def __init__(self) -> None:
        super().__init__("The query was cancelled.")


class WrongValue(SinoruError):
    """A filter does not accept this value."""

    def __init__(self, option: str, why: str) -> None:
        is_named = option.startswith("-") or option.endswith(":")
        super().__init__(f"{option} {why}" if is_named else why)
        self.option = option
        """As on the command line: `--person`, or `DATE` for a word without an option."""
        self.why = why
        """The message without the option: `'banana' is not a date. ...`."""

    def name_as(self, argument: str) -> None:
        """Let the message call the option as the caller does: `start` in Python, `from` in the browser."""
        self.args = (f"{argument} {self.why}" if argument else self.why,)


def first_words_only(option: str, value: str, count: int = 1, sign: str = "") -> str:
    """Return how to type words after the value of a field: in an argument, all that follows it is its value."""
    words = value.split(" ")
    first, rest = " ".join(words[:count]), " ".join(words[count:])
    if not (rest and option.endswith(":")):
        return ""
    in_field = f'{option}{sign}"{first}"' if " " in first else f"{option}{sign}{first}"
    before = quoted(f"{rest} {in_field}")
    return f" If only {quoted(first)} is the value, type the other words before it: {before}"


class UnknownValue(WrongValue):
    """A filter names something that the corpus does not have; `known` lists what it has if nothing is near.

    `allowed` lists the values of a filter that takes the same ones in every corpus, if it does not take this one.
    `farther` lists the nearest names where none is near.
    """

    def __init__(
        self,
        option: str,
        value: str,
        nearest: "Sequence[str]",
        known: "Sequence[str]" = (),
        allowed: "Sequence[str]" = (),
        farther: "Sequence[str]" = (),
    ) -> None:
        noun = _nouns(option)[0]
        why = unknown(noun, value, allowed) if allowed else not_in_corpus(noun, value, nearest, known)
        if farther:
            why = f"{why} Nearest names: {series(farther, 'and')}."
        why += first_words_only(option, value)
        several = [part for part in value.split(",") if part]
        if len(several) > 1 and " " not in value and option.endswith(":"):
            any_of = quoted(f"{option}({' OR '.join(several)})")
            why = f"{why} For any of several values, type {any_of}."
        super().__init__(option, why)
        self.args = (self.why,)
        self.wanted = value
        self.nearest = (*nearest, *known, *allowed)

    def name_as(self, argument: str) -> None:
        """Leave the message as it is: it says what is unknown."""


class AmbiguousValue(WrongValue):
    """A filter value matches several records, each with its name and, in brackets, its id."""

    def __init__(self, option: str, value: str, matches: "Sequence[str]") -> None:
        super().__init__(option, ambiguous(value, matches, _nouns(option)[1]))


class WrongDate(WrongValue):
    """A date on the command line cannot be read."""


class NotHonoured(WrongValue):
    """A filter, or one of its values, does nothing in an answer of this kind."""

    def __init__(self, option: str, question: str, reason: str = "", advice: str = "Leave it out.") -> None:
        self.question = question
        self._reason = f": {reason}" if reason else ""
        self._advice = advice
        super().__init__(option, f"cannot be used with 'sinoru {question}'{self._reason}. {advice}")

    def name_as(self, argument: str) -> None:
        """Let the message call the option and the question as a program does."""
        self.args = (f"{argument} cannot be used with {quoted(self.question)}{self._reason}. {self._advice}",)


class WrongUsage(SinoruError):
    """Options exclude each other, or a value is out of range."""


class WrongQuery(WrongUsage):
    """A query that cannot be read; `column` (from 0) is where the part in question begins."""

    def __init__(self, query: str, why: str, column: int) -> None:
        super().__init__(why)
        self.query = query
        self.column = column


class UnknownId(SinoruError):
    """No record has the id."""

    exit_code = 1

    def __init__(self, wanted: str, nearest: "Sequence[str]") -> None:
        super().__init__(not_in_corpus("record", wanted, nearest))
        self.wanted = wanted
        self.nearest = tuple(nearest)


class WrongConfig(SinoruError):
    """The config file has an error, or a setting has an invalid value; `advice` ends the message."""

    def __init__(self, where: str, why: str, advice: str = "") -> None:
        super().__init__(f"{where}: {ended(why)}{f' {sentence(advice)}' if advice else ''}")


def _nouns(option: str) -> tuple[str, str]:
    name = option.strip("-:")
    return NOUNS.get(f"--{name}", NOUNS.get(option, (name, f"{name}s")))
