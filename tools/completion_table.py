"""Write what completion knows of the commands and options from the commands themselves: `make manual`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sinoru.cli.command_line import COMMANDS, load_command
from sinoru.cli.options import ROOT
from sinoru.draft.formats import FORMATS as DRAFTED
from sinoru.export.formats import FORMATS as EXPORTED
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.filters import (
    FILTERS,
    LANGUAGE,
    Country,
    Kind,
    Named,
    Party,
    Speaker,
    Value,
    Word,
    option_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinoru.cli.options import Option

PATH = Path(__file__).parents[1] / "src" / "sinoru" / "cli" / "completion" / "generated.py"
NAMED = ("person", "organisation", "place")
"""Kinds of record that people know by name; others they know by id."""
FIRST_WORDS = {"add": tuple(RECORD_OF_KIND), "export": tuple(EXPORTED), "import": DRAFTED}
"""By command; those of other commands are in their help, as `build|status|clear`."""
HEAD = '''\
"""The commands and options as completion has to know them: loading a command takes longer than all of a Tab.

Made by `make manual` from the commands themselves; do not edit.
"""
# fmt: off

'''


def known_option(option: Option) -> tuple[object, ...]:
    """Return the names of an option, its help, its value, and whether it may be repeated."""
    return option.names, option.help, value_of(option), option.is_repeated


def value_of(option: Option) -> tuple[str, ...] | str | None:
    """Return the values of an option, `file` where it takes a path, an empty text for any other; None: a flag."""
    if option.is_flag:
        return None
    return option.choices or ("file" if is_file(option.metavar) else "")


def is_file(metavar: str) -> bool:
    """Return whether a value or a word is a path."""
    return bool(re.search("PATH|FILE|DIR", metavar))


def completions(value: Value) -> tuple[str, tuple[str, ...]] | None:
    """Return what completes the value of a filter (one of COMPLETERS in complete.py), and of which kinds it is."""
    match value:
        case Party(kind=kind):
            return "names", (kind,)
        case Named(kinds=kinds):
            named = tuple(kind for kind in NAMED if not kinds or kind in kinds)
            return ("names", named) if named else ("ids", kinds)
        case Word(space=space):
            return "terms", (space,)
    others = {Speaker: ("names", NAMED[:2]), Country: ("terms", ("country",)), Kind: ("kinds", ())}
    return others.get(type(value))


def first_words(name: str) -> tuple[str, ...]:
    """Return what the first word of a command may be, where that is one of a few."""
    written = load_command(name).words
    listed = tuple(each.split()[0] for each in written.strip("[]").split("|")) if "|" in written else ()
    return FIRST_WORDS.get(name, listed)


def has_paths(name: str) -> bool:
    """Return whether words of a command are paths."""
    return name == "diff" or is_file(load_command(name).words)


def lines() -> Iterator[str]:
    """Yield the lines of the module after its head."""
    options: dict[tuple[object, ...], int] = {}

    def places(of: Iterable[Option]) -> tuple[int, ...]:
        return tuple(options.setdefault(known_option(each), len(options)) for each in of)

    root = places(ROOT)
    commands = {
        name: (first_words(name), has_paths(name), places(load_command(name).options)) for name in COMMANDS
    }
    yield "KNOWN_OPTIONS: tuple[tuple[tuple[str, ...], str, tuple[str, ...] | str | None, bool], ...] = ("
    yield from (f"    {option!r}," for option in options)
    yield ")"
    yield '"""Names, help, value (choices, `file`, any text, or None for a flag), and whether it may be repeated."""'
    yield f"ROOT: tuple[int, ...] = {root!r}"
    yield "KNOWN_COMMANDS: dict[str, tuple[tuple[str, ...], bool, tuple[int, ...]]] = {"
    yield from (f"    {name!r}: {known!r}," for name, known in commands.items())
    yield "}"
    yield '"""What the first word may be, whether the others are paths, and the options: places in KNOWN_OPTIONS."""'
    yield f"RECORD_KINDS = {tuple(RECORD_OF_KIND)!r}"
    yield "FILTER_VALUES: dict[str, tuple[str, tuple[str, ...]]] = {"
    for name, (first, *_) in FILTERS.items():
        if found := completions(first.value):
            yield f"    {option_of(name)!r}: {found!r},"
    yield "}"
    yield '"""What completes the value of each filter (COMPLETERS in complete.py), and of which kinds it is."""'
    yield f"FIELDS = {tuple(LANGUAGE)!r}"
    yield '"""The fields of queries."""'


def pages() -> dict[Path, str]:
    """Return the text of the module by its path."""
    return {PATH: HEAD + "\n".join(lines()) + "\n"}


def main() -> None:
    """Write the module."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(PATH.parents[4])}\n")


if __name__ == "__main__":
    main()
