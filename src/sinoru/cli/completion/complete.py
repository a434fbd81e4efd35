"""What may stand where the cursor is."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import msgspec

from sinoru.cli.arguments import by_name, first_word, split
from sinoru.cli.command import Command
from sinoru.cli.completion import sources
from sinoru.cli.corpus import corpus_paths
from sinoru.cli.options import GLOBAL, ROOT, Option
from sinoru.cli.table import COMMANDS, load_command
from sinoru.index.as_is import open_as_is
from sinoru.index.index import Index
from sinoru.query.completing import Completion
from sinoru.store.address import only_store


class Reply(msgspec.Struct):
    """The completions, or that a path is to be completed."""

    found: Sequence[Completion] = ()
    is_file: bool = False


def complete(words: Sequence[str], current: str) -> Reply:
    """Complete the word after the whole `words`, which follow the program's name."""
    place = first_word(words, GLOBAL)
    if place is None:
        return _option(ROOT, words, current) or Reply(_commands(current))
    if words[place] not in COMMANDS:
        return Reply()
    command = load_command(words[place])
    after = words[place + 1 :]
    return _option(command.options, after, current, words) or _word(command, after, current, words)


def _commands(current: str) -> list[Completion]:
    return [Completion(name, summary) for name, (_, summary) in COMMANDS.items() if name.startswith(current)]


def _option(
    known: Iterable[Option], words: Sequence[str], current: str, line: Sequence[str] = ()
) -> Reply | None:
    """Complete the name of an option, or the value of the one before; None: the cursor is at neither."""
    options = by_name(known)
    if "--" in words:
        return None
    name, joined, typed = current.partition("=")
    if joined and name in options:
        reply = _value(options[name], typed, line or words)
        found = [Completion(f"{name}={one.value}", one.note) for one in reply.found]
        return Reply(found, reply.is_file)
    before = options.get(words[-1]) if words else None
    if before and not before.is_flag:
        return _value(before, current, line or words)
    return Reply(_names(options, words, current)) if current.startswith("-") else None


def _names(options: dict[str, Option], words: Sequence[str], current: str) -> list[Completion]:
    found = {
        name: each.help
        for name, each in options.items()
        if name.startswith(current) and (each.is_repeated or name not in words)
    }
    return [Completion(name, help_) for name, help_ in found.items()] + sources.among(["--help"], current)


def _value(option: Option, typed: str, line: Sequence[str]) -> Reply:
    if listed := sources.listed(option):
        return Reply(sources.among(listed, typed))
    if option.names[0] in sources.OPTIONS and not sources.is_file(option.metavar):
        return Reply(_ask(sources.OPTIONS[option.names[0]], typed, line))
    return Reply(is_file=sources.is_file(option.metavar))


def _word(command: Command, words: Sequence[str], current: str, line: Sequence[str]) -> Reply:
    name, metavar = command.name, command.words
    if name in sources.JOINED:
        return Reply(_joined(sources.JOINED[name], split(words, command.options)[1], current, line))
    if name in sources.WORDS and not (sources.is_file(metavar) and "=" in current):
        return Reply(_ask(sources.WORDS[name], current, line))
    if "|" in metavar:
        return Reply(sources.among(metavar.strip("[]").split("|"), current))
    return Reply(is_file=sources.is_file(metavar))


def _joined(ask: sources.Ask, words: Sequence[str], current: str, line: Sequence[str]) -> list[Completion]:
    """Complete the last word of a name of several: after `Zhang`, `Wannian`."""
    before = "".join(f"{word} " for word in words)
    found = _ask(ask, before + current, line)
    started = [one for one in found if one.value.casefold().startswith(before.casefold())]
    rest = [Completion(one.value[len(before) :], one.note) for one in started]
    return rest or (_ask(ask, current, line) if before and current else [])


def _ask(ask: sources.Ask, typed: str, line: Sequence[str]) -> list[Completion]:
    with _index(line) as index:
        return ask(index, typed) if index else []


@contextmanager
def _index(line: Sequence[str]) -> Iterator[Index | None]:
    """Open the index of the corpus that the line is about as it is; None where there is none."""
    paths = corpus_paths(_given_store(line) or [os.path.expanduser(value) for value in _given_data(line)])
    if opened := _open(paths):
        try:
            yield opened
        finally:
            opened.close()
    else:
        yield None


def _open(paths: Sequence[str]) -> Index | None:
    store = only_store(paths)
    if not store:
        return open_as_is(paths)
    from sinoru.store.open import open_store

    return open_store(store)


def _given_store(line: Sequence[str]) -> list[str]:
    given = [value for option, value in pairwise(line) if option == "--store"]
    return [*given, *(word.removeprefix("--store=") for word in line if word.startswith("--store="))][-1:]


def _given_data(line: Sequence[str]) -> Iterator[str]:
    for option, value in pairwise(line):
        if option == "--data":
            yield value
    for word in line:
        if word.startswith("--data="):
            yield word.removeprefix("--data=")
