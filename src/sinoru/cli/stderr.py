"""Messages to the user and questions at the terminal, both on standard error."""

import sys
from collections.abc import Sequence
from contextlib import suppress

from sinoru.cli.settings import find_setting
from sinoru.loading.corpus_path import is_store, only_store
from sinoru.messages import command, count, without_password
from sinoru.model.errors import NoSuchCorpus, SinoruError, UnknownId, UnknownValue, WrongQuery
from sinoru.model.records import Diagnostic
from sinoru.query.answers import Reading
from sinoru.render.layout import cell_width, escape_controls

_SHOWN_BEFORE, _SHOWN = 50, 76
"""How much of a query is shown before the part in question, and in all."""
_MOST_FAULTS = 3
"""Errors of a corpus that are printed; the others are only counted."""
_LONGEST = 1_000
"""The most characters of a value that a suggested search repeats, so that a megabyte is not printed again."""


def say(message: str, *commands: str) -> None:
    """Write one message, with the commands to copy on lines of their own; do nothing if standard error is closed."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"sinoru: {escape_controls(message)}\n")
        sys.stderr.writelines(f"  {escape_controls(each)}\n" for each in commands)
        sys.stderr.flush()


def where_in_query(error: Exception) -> tuple[str, ...]:
    """Return the query that an error is about and a caret below the part in question; nothing for other errors."""
    if not isinstance(error, WrongQuery) or not error.query.strip():
        return ()
    start = max(0, error.column - _SHOWN_BEFORE)
    part = " ".join(error.query[start : start + _SHOWN].split(" "))
    before = escape_controls(part[: error.column - start])
    return escape_controls(part), f"{' ' * cell_width(before)}^"


def say_readings(readings: Sequence[Reading]) -> None:
    """Report names and words that were read as others than those typed."""
    from sinoru.query.read_as import in_words

    for reading in readings:
        say(in_words(reading))


def with_words(name: str, text: str, corpora: Sequence[str] = ()) -> str:
    """Return the command line that looks up a text in the same corpora, so that it can be copied."""
    words = _searchable(text) if name in ("search", "claims", "conflicts") else text.split()
    dashes = ["--"] if any(word.startswith("-") for word in words) else []
    return command(name, *options_for(corpora), *dashes, *words)


def _searchable(text: str) -> list[str]:
    """Return the words to search for a text; in quotes where it would be refused otherwise."""
    from sinoru.cli.parser import with_saved
    from sinoru.query.read_query import read_query

    try:
        read_query(with_saved(text))
    except SinoruError:
        pass
    else:
        return text.split()
    inside = " ".join(text.replace('"', " ").split())
    return [f'"{inside}"']


def options_for(corpora: Sequence[str]) -> list[str]:
    """Return the options that name these corpora again; the password of a store is masked."""
    return [
        word for path in corpora for word in ("--data", without_password(path) if is_store(path) else path)
    ]


def with_hint(error: SinoruError, corpora: Sequence[str] = ()) -> str:
    """Return the message of an error, with the next step.

    That is a search for an unknown name that resembles no known one, the list of sources for an unknown source, and
    for a corpus that cannot be read the setting that names it.
    """
    match error:
        case UnknownId(wanted=wanted) | UnknownValue(wanted=wanted) if (
            not 0 < len(wanted.strip()) <= _LONGEST
        ):
            return str(error)
        case UnknownValue(nearest=(), option="source" | "--source"):
            return f"{error} Try: {command('sources', *options_for(corpora))}"
        case UnknownId(nearest=()) | UnknownValue(nearest=()):
            return f"{error} Try: {with_words('search', error.wanted, corpora)}"
        case NoSuchCorpus() if not corpora and (origin := _origin_of(error.path)):
            return f"{error} The path comes from {origin}."
        case _:
            return str(error)


def _origin_of(path: str) -> str:
    """Return the variable or the line of the config file that names the path of a corpus; empty if none does."""
    import os

    found = find_setting("data")
    named = [os.path.abspath(each) for each in found.value] if found else ()
    return found.origin.removeprefix("environment, ") if found and os.path.abspath(path) in named else ""


def report_faults(faults: Sequence[Diagnostic], corpora: Sequence[str] = ()) -> None:
    """Warn that a corpus has errors, print where the first ones are, and show the command that lists all.

    `corpora` are the paths that the user gave. A store cannot be checked, but the files that were pushed can.
    """
    say(f"{count(len(faults), 'error')} in this corpus; everything else can be used.")
    for fault in faults[:_MOST_FAULTS]:
        say(str(fault))
    more = f"... and {len(faults) - _MOST_FAULTS:,} more. " if len(faults) > _MOST_FAULTS else ""
    if only_store(corpora):
        say(f"{more}Fix the files of the corpus, then push them again.")
    else:
        say(f"{more}For details: {command('check', *options_for(corpora))}")


def report_first_form(corpora: Sequence[str] = ()) -> None:
    """Say that a corpus is in the first form of corpus files, with the command that rewrites it."""
    say(f"This corpus is in format 1. To rewrite it: {command('fmt', '--upgrade', *corpora)}")


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
