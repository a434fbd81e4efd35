"""Reading a command line that leaves no doubt, without Typer: loading Typer costs three starts of Python.

Where there is a doubt (a word of help, an option that is unknown or lacks its value), Typer reads the line again
and says what is wrong with it; so there is one wording of everything that can be said.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sinoru.cli.command import Command
from sinoru.cli.options import GLOBAL, Option
from sinoru.cli.splitting import first_word, split
from sinoru.cli.table import COMMANDS, load_command

Given = dict[str, Any]
"""Values by the key of their option; True for a flag, a list for what may be repeated."""


def read_line(arguments: Sequence[str]) -> tuple[Command, Given, Given] | None:
    """Give the command, what was given before its name and after it; None: the line is one for Typer."""
    place = first_word(arguments, values_taken(GLOBAL))
    if place is None or arguments[place] not in COMMANDS:
        return None
    command = load_command(arguments[place])
    options, words = split(arguments[place + 1 :], values_taken(command.options))
    before, after = _read(arguments[:place], GLOBAL), _read(options, command.options)
    if before is None or after is None or (words and not command.words):
        return None
    return command, before, after | {"words": words}


def by_name(options: Iterable[Option]) -> dict[str, Option]:
    """Give options by each of the names that are typed for them."""
    return {name: each for each in options for name in each.names}


def values_taken(options: Iterable[Option]) -> set[str]:
    """Give the names of the options that take a value."""
    return {name for name, each in by_name(options).items() if not each.is_flag}


def _read(arguments: Iterable[str], options: Iterable[Option]) -> Given | None:
    """Read options and their values; None: one is unknown, lacks its value, or has one that it does not take."""
    known = by_name(options)
    given: Given = {}
    rest = iter(arguments)
    for argument in rest:
        name, joined, value = argument.partition("=")
        option = known.get(name)
        if option is None or (option.is_flag and joined):
            return None
        if option.is_flag:
            given[option.key] = True
            continue
        values = [value] if joined else list(islice(rest, 1))
        if not values:
            return None
        given[option.key] = [*given.get(option.key, ()), *values] if option.is_repeated else values[0]
    return given
