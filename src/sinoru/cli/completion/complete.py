"""A command line as a shell reads it, up to the cursor (POSIX shell, section 2.2: quoting).

The options and words of a command, as they are offered at a Tab.

What may stand where the cursor is.

`sinoru __complete SHELL ...`: what the shells' scripts ask at each Tab.
"""

import os
import sys
from itertools import pairwise

from sinoru.cli.commands import COMMANDS, first_word, split
from sinoru.cli.completion import sources
from sinoru.cli.completion.known import KNOWN_COMMANDS, KNOWN_OPTIONS, ROOT

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sinoru.cli.completion.sources import Ask
    from sinoru.index.database import ReadOnlyIndex
    from sinoru.index.index import Index
    from sinoru.query.completion import Completion


_ESCAPED_IN_DOUBLE = '$`"\\'


class Typed:
    """A word that is being typed."""

    def __init__(self) -> None:
        self.text = ""
        """Without its quotes."""
        self.quote = ""
        """The quotation mark that is still open."""
        self.kept = 0
        """How many characters of the text stay on the line, whatever is completed: they stand before the open
        quote, or before a character that parts words for the shell's editor, such as `=` and `:` in bash."""


def split_line(line: str, breaks: str = "") -> tuple[list[str], Typed]:
    """Split into the whole words and the one that the cursor is in or after."""
    words: list[str] = []
    current, started = Typed(), False
    rest = iter(line)
    for char in rest:
        if current.quote:
            _read_quoted(char, rest, current)
        elif char.isspace():
            if started:
                words.append(current.text)
            current, started = Typed(), False
            continue
        elif char in "'\"":
            current.quote, current.kept = char, len(current.text)
        elif char == "\\":
            current.text += next(rest, "")
        else:
            current.text += char
            if char in breaks:
                current.kept = len(current.text)
        started = True
    return words, current


def _read_quoted(char: str, rest: "Iterator[str]", current: Typed) -> None:
    if char == current.quote:
        current.quote = ""
    elif char == "\\" and current.quote == '"':
        after = next(rest, "")
        current.text += after if after in _ESCAPED_IN_DOUBLE else char + after
    else:
        current.text += char


_SPECIAL = frozenset("\\();<>|&!`$*?[]{}~# \t\"'^")


def quote_for_bash(text: str, quote: str) -> str:
    """Write text so that bash reads it as it is, inside an open quotation mark or outside of any."""
    if quote == "'":
        return text.replace("'", "'\\''")
    special = frozenset('"`$!\\') if quote else _SPECIAL
    return "".join(f"\\{char}" if char in special else char for char in text)


FILE = "file"


class Option:
    """What may be said by name."""

    __slots__ = ("help", "is_repeated", "names", "value")

    def __init__(
        self, names: tuple[str, ...], help_: str, value: tuple[str, ...] | str | None, *, is_repeated: bool
    ) -> None:
        self.names = names
        self.help = help_
        self.value = value
        """The values, `FILE`, empty for any text, or None for a flag."""
        self.is_repeated = is_repeated


def options_of(command: str) -> dict[str, Option]:
    """Return the options of a command by each of their names; of the program itself where none is named."""
    places = KNOWN_COMMANDS[command][2] if command else ROOT
    rows = (KNOWN_OPTIONS[place] for place in places)
    options = [Option(names, help_, value, is_repeated=again) for names, help_, value, again in rows]
    return {name: each for each in options for name in each.names}


def taking_value(options: "Iterable[tuple[str, Option]]") -> set[str]:
    """Return the names of those that take a value."""
    return {name for name, each in options if each.value is not None}


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
    first, has_paths, _ = KNOWN_COMMANDS[name]
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
    from sinoru.cli.settings import corpus_paths

    index = _open(
        corpus_paths(_given_store(line) or [os.path.expanduser(value) for value in _given_data(line)])
    )
    if index is None:
        return []
    try:
        return ask(index, typed)
    finally:
        index.close()


def _open(paths: "Sequence[str]") -> "ReadOnlyIndex | Index | None":
    from sinoru.loading.corpus_path import only_store

    if store := only_store(paths):
        from sinoru.store.open import open_store

        return open_store(store)
    from sinoru.index.database import open_read_only

    return open_read_only(paths)


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


_NOTE = 60
"""Letters of a note."""


def answer(asked: "Sequence[str]") -> int:
    """Write the completions, a line each, after a line that says what they are: `words` or `files`.

    Nothing is ever said on standard error, and nothing fails: a shell would show it in the middle of the line.
    """
    try:
        lines = _lines(*asked)
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    except Exception:  # a Tab that finds nothing is better than one that breaks the line
        if os.environ.get("SINORU_DEBUG"):
            raise
    return 0


def _lines(shell: str, *asked: str) -> list[str]:
    if shell == "bash":
        return _bash_lines(*asked)
    if shell == "fish":  # its last word comes as it stands on the line
        asked = (*asked[:-1], split_line(asked[-1])[1].text)
    return _noted_lines(complete(asked[:-1], asked[-1]))


def _noted_lines(reply: "Reply") -> list[str]:
    if reply.is_file:
        return ["files"]
    return ["words", *(f"{value}\t{_shortened(note)}" for value, note in reply.found)]


def _shortened(note: str) -> str:
    note = " ".join("".join(char if char.isprintable() else " " for char in note).split())
    return note if len(note) <= _NOTE else f"{note[: _NOTE - 1]}…"


def _bash_lines(line: str, breaks: str) -> list[str]:
    """Return what bash puts into the place of the word that its editor sees, quoted as the line needs it."""
    words, current = split_line(line, breaks)
    reply = complete(words[1:], current.text)
    if reply.is_file:
        return ["files"]
    kept = current.text[: current.kept]
    rest = [value[current.kept :] for value, _ in reply.found if value.startswith(kept)]
    return ["words", *(quote_for_bash(value, current.quote) for value in rest)]
