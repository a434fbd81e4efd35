"""Messages to the user, on standard error.

Questions to the person at the terminal.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress

from sinoru.model.errors import SinoruError, UnknownId, UnknownValue
from sinoru.model.records import Diagnostic
from sinoru.render.layout import escape_controls

_SHOWN = 3
"""Faults that are told before the rest is only counted."""


def say(message: str) -> None:
    """Write one message; a closed standard error is no reason to fail."""
    from sinoru.render.layout import escape_controls

    with suppress(OSError, ValueError):
        sys.stderr.write(f"sinoru: {escape_controls(message)}\n")
        sys.stderr.flush()


def with_hint(error: SinoruError) -> str:
    """Return what to say of an error; where a name is not known and none is near, with where else to look."""
    match error:
        case UnknownId(nearest=()) | UnknownValue(nearest=()):
            return f"{error} To look further: sinoru search {error.wanted}"
        case _:
            return str(error)


def report_faults(faults: Sequence[Diagnostic]) -> None:
    """Say that an answer rests on a corpus with faults, and where they are."""
    count = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
    say(f"{count} in this corpus; the rest is usable.")
    for fault in faults[:_SHOWN]:
        say(str(fault))
    if len(faults) > _SHOWN:
        say(f"... and {len(faults) - _SHOWN:,} more.")


def is_interactive() -> bool:
    """Return whether questions can be asked and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def prompt(question: str) -> str:
    """Ask for a line of text; the end of input is an empty one."""
    sys.stderr.write(f"{escape_controls(question)}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def choose(question: str, answers: Sequence[str]) -> str:
    """Ask until one of the answers is given by its first letter; the first one where there is no answer."""
    letters = {answer[0]: answer for answer in answers}
    choices = ", ".join(f"[{answer[0]}]{answer[1:]}" for answer in answers)
    while True:
        sys.stderr.write(f"{escape_controls(question)} {choices}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return answers[0]
        if found := letters.get(line.strip().casefold()[:1]):
            return found
