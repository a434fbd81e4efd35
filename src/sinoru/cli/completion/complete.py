"""What may stand where the cursor is."""

import os
from itertools import pairwise

from sinoru.cli.completion import sources
from sinoru.cli.completion.known import COMMANDS as KNOWN
from sinoru.cli.completion.offer import FILE, Option, options_of, taking_value
from sinoru.cli.splitting import first_word, split
from sinoru.cli.table import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sinoru.cli.completion.sources import Ask
    from sinoru.index.database import AsIs
    from sinoru.index.index import Index
    from sinoru.query.completion import Completion


class Reply:
    """The completions, or that a path is to be completed."""

    def __init__(self, found: "Sequence[Completion]" = (), *, is_file: bool = False) -> None:
        self.found = found
        self.is_file = is_file


def complete(words: "Sequence[str]", current: str) -> Reply:
    """Complete the word after the whole `words`, which follow the program's name."""
    of_program = options_of("")
    place = first_word(words, taking_value(of_program.items()))
    if place is None:
        return _option(of_program, words, current) or Reply(_commands(current))
    name = words[place]
    if name not in COMMANDS:
        return Reply()
    options, after = options_of(name), words[place + 1 :]
    return _option(options, after, current, words) or _word(name, options, after, current, words)


def _commands(current: str) -> "list[Completion]":
    return [(name, summary) for name, (_, summary) in COMMANDS.items() if name.startswith(current)]


def _option(
    options: dict[str, Option], words: "Sequence[str]", current: str, line: "Sequence[str]" = ()
) -> Reply | None:
    """Complete the name of an option, or the value of the one before; None: the cursor is at neither."""
    if "--" in words:
        return None
    name, joined, typed = current.partition("=")
    if joined and name in options:
        reply = _value(options[name], typed, line or words)
        return Reply([(f"{name}={value}", note) for value, note in reply.found], is_file=reply.is_file)
    before = options.get(words[-1]) if words else None
    if before and before.value is not None:
        return _value(before, current, line or words)
    return Reply(_names(options, words, current)) if current.startswith("-") else None


def _names(options: dict[str, Option], words: "Sequence[str]", current: str) -> "list[Completion]":
    found = [
        (name, each.help)
        for name, each in options.items()
        if name.startswith(current) and (each.is_repeated or name not in words)
    ]
    return found + sources.among(["--help"], current)


def _value(option: Option, typed: str, line: "Sequence[str]") -> Reply:
    if isinstance(option.value, tuple):
        return Reply(sources.among(option.value, typed))
    if option.names[0] in sources.OPTIONS and option.value != FILE:
        return Reply(_ask(sources.OPTIONS[option.names[0]], typed, line))
    return Reply(is_file=option.value == FILE)


def _word(
    name: str, options: dict[str, Option], after: "Sequence[str]", current: str, line: "Sequence[str]"
) -> Reply:
    first, has_paths, _ = KNOWN[name]
    words = split(after, taking_value(options.items()))[1]
    if first and not words:
        return Reply(sources.among(first, current))
    if name in sources.JOINED:
        return Reply(_joined(sources.JOINED[name], words, current, line))
    if name in sources.WORDS and not (has_paths and "=" in current):
        return Reply(_ask(sources.WORDS[name], current, line))
    if name == "config" and words in (["set"], ["unset"]):
        from sinoru.cli.settings import SETTINGS

        return Reply(sources.among(SETTINGS, current))
    return Reply(is_file=has_paths)


def _joined(ask: "Ask", words: "Sequence[str]", current: str, line: "Sequence[str]") -> "list[Completion]":
    """Complete the last word of a name of several: after `Zhang`, `Wannian`."""
    before = "".join(f"{word} " for word in words)
    found = _ask(ask, before + current, line)
    rest = [
        (value[len(before) :], note)
        for value, note in found
        if value.casefold().startswith(before.casefold())
    ]
    return rest or (_ask(ask, current, line) if before and current else [])


def _ask(ask: "Ask", typed: str, line: "Sequence[str]") -> "list[Completion]":
    """Ask the index of the corpus that the line is about as it is; nothing is found where there is none."""
    from sinoru.cli.corpus_paths import corpus_paths

    index = _open(
        corpus_paths(_given_store(line) or [os.path.expanduser(value) for value in _given_data(line)])
    )
    if index is None:
        return []
    try:
        return ask(index, typed)
    finally:
        index.close()


def _open(paths: "Sequence[str]") -> "AsIs | Index | None":
    from sinoru.store.scheme import only_store

    if store := only_store(paths):
        from sinoru.store.open import open_store

        return open_store(store)
    from sinoru.index.database import open_as_is

    return open_as_is(paths)


def _given_store(line: "Sequence[str]") -> list[str]:
    given = [value for option, value in pairwise(line) if option == "--store"]
    return [*given, *(word.removeprefix("--store=") for word in line if word.startswith("--store="))][-1:]


def _given_data(line: "Sequence[str]") -> "Iterator[str]":
    for option, value in pairwise(line):
        if option == "--data":
            yield value
    for word in line:
        if word.startswith("--data="):
            yield word.removeprefix("--data=")
