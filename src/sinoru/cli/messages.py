"""Messages to the user and questions at the terminal, both on standard error."""

import sys
from collections.abc import Sequence
from contextlib import suppress

from sinoru.model.errors import SinoruError, UnknownId, UnknownValue
from sinoru.model.records import Diagnostic
from sinoru.render.layout import escape_controls

_MOST_FAULTS = 3
"""Faults that are printed; the others are only counted."""


def say(message: str) -> None:
    """Write one message; do nothing if standard error is closed."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"sinoru: {escape_controls(message)}\n")
        sys.stderr.flush()


def with_hint(error: SinoruError) -> str:
    """Return the message of an error; advise a search for an unknown name that resembles no known one."""
    match error:
        case UnknownId(nearest=()) | UnknownValue(nearest=()):
            return f"{error} To look further: sinoru search {error.wanted}"
        case _:
            return str(error)


def report_faults(faults: Sequence[Diagnostic]) -> None:
    """Warn that the corpus behind an answer has faults, and print where the first of them are."""
    count = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
    say(f"{count} in this corpus; the rest is usable.")
    for fault in faults[:_MOST_FAULTS]:
        say(str(fault))
    if len(faults) > _MOST_FAULTS:
        say(f"... and {len(faults) - _MOST_FAULTS:,} more.")


def is_interactive() -> bool:
    """Return whether questions can be asked and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def prompt(question: str) -> str:
    """Ask for a line of text and return it stripped; empty at the end of input."""
    return _read_line(question).strip()


def choose(question: str, answers: Sequence[str]) -> str:
    """Ask until the user types the first letter of one of the answers; return the first one at the end of input."""
    letters = {answer[0]: answer for answer in answers}
    choices = ", ".join(f"[{answer[0]}]{answer[1:]}" for answer in answers)
    while True:
        line = _read_line(f"{question} {choices}")
        if not line:
            return answers[0]
        if found := letters.get(line.strip().casefold()[:1]):
            return found


def _read_line(question: str) -> str:
    sys.stderr.write(f"{escape_controls(question)}: ")
    sys.stderr.flush()
    return sys.stdin.readline()
