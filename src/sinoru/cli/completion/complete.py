"""`sinoru __complete SHELL ...`: what may follow at the cursor, as the shells' scripts ask at each Tab.

zsh and fish pass the words of the command line. bash passes the line up to the cursor, which is split here by the
quoting rules of the POSIX shell (section 2.2), because its own words are split at characters such as `=` and `:`.
Values of options and words of commands are completed from the index as it is.
"""

import os
import sys

from sinoru.cli.command_line import COMMANDS, first_word, split, values_given
from sinoru.cli.completion.generated import (
    FIELDS,
    FILTER_VALUES,
    KNOWN_COMMANDS,
    KNOWN_OPTIONS,
    RECORD_KINDS,
    ROOT,
)
from sinoru.query.completion import (
    complete_ids,
    complete_ids_of_names,
    complete_names,
    complete_own_value,
    complete_terms,
    complete_words,
    own_fields,
    saved_in_corpus,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sinoru.index.database import ReadOnlyIndex
    from sinoru.index.index import Index
    from sinoru.query.completion import Completion, Rows

    Ask = Callable[[Rows, str], list[Completion]]
    """Returns the completions of a typed prefix."""

PARTY, ANYTHING = ("person", "organisation"), ("person", "organisation", "place")
SOURCE = ("source",)


def starting_with(known: "Iterable[str]", typed: str) -> "list[Completion]":
    """Return those texts that begin with what is typed, without notes."""
    return [(text, "") for text in known if text.startswith(typed)]


def name_completer(kinds: "Sequence[str]") -> "Ask":
    """Complete names, or ids where the typed text has a hyphen and begins some."""
    return lambda index, typed: (
        (complete_ids(index, typed, kinds) if "-" in typed else []) or complete_names(index, typed, kinds)
    )


def id_completer(kinds: "Sequence[str]" = ()) -> "Ask":
    """Complete ids; where none begins so, return those of matching names."""
    return lambda index, typed: (
        complete_ids(index, typed, kinds)
        or (complete_ids_of_names(index, typed, kinds or ANYTHING) if typed else [])
    )


def term_completer(space: str) -> "Ask":
    """Complete the terms of a filter, such as the topics."""
    return lambda index, typed: complete_terms(index, space, typed)


def _complete_kinds(index: "Rows", typed: str) -> "list[Completion]":
    return [*starting_with(RECORD_KINDS, typed), *complete_terms(index, "kind", typed)]


def _complete_source_copies(index: "Rows", typed: str) -> "list[Completion]":
    """Complete the id in ID=FILE."""
    return [(f"{value}=", note) for value, note in complete_ids(index, typed, SOURCE)]


COMPLETERS: "dict[str, Callable[[Sequence[str]], Ask]]" = {
    "names": name_completer,
    "ids": id_completer,
    "terms": lambda spaces: term_completer(*spaces),
    "kinds": lambda _: _complete_kinds,
}
OPTION_COMPLETERS: "dict[str, Ask]" = {
    option: COMPLETERS[what](kinds) for option, (what, kinds) in FILTER_VALUES.items()
}
"""By option, for those that take any text: the filters, and options of other commands with such a name."""


def complete_query(index: "Rows", typed: str) -> "list[Completion]":
    """Complete a word of a query: a word of the texts, the name of a field, or a value after its colon."""
    minus = "-" if typed.startswith("-") else ""
    if typed.removeprefix(minus).startswith("@"):
        return [
            (f"{minus}@{name}", note) for name, note in _saved_queries(index, typed.removeprefix(minus)[1:])
        ]
    name, colon, value = typed.removeprefix(minus).partition(":")
    if colon and name in FIELDS:
        ask = id_completer() if name == "id" else OPTION_COMPLETERS.get(f"--{name}")
        return [(f"{minus}{name}:{one}", note) for one, note in (ask(index, value) if ask else ())]
    own = own_fields(index)
    if colon and name in own:
        found = complete_own_value(index, own[name], value)
        return [(f"{minus}{name}:{one}", note) for one, note in found]
    known = {**dict.fromkeys(FIELDS, ""), **{key: one.get("help", "") for key, (_, one) in own.items()}}
    fields = [(f"{minus}{each}:", help_) for each, help_ in known.items() if name and each.startswith(name)]
    words = complete_words(index, name) if name else []
    return [*fields, *((f"{minus}{word}", note) for word, note in words)]


def _complete_where(index: "Rows", typed: str) -> "list[Completion]":
    """Complete a condition on a field; without a letter, the fields of the corpus's own."""
    return complete_query(index, typed) if typed else [(f"{name}:", "") for name in own_fields(index)]


def _saved_queries(index: "Rows", typed: str) -> "list[Completion]":
    """Return the saved queries of the user and of the corpus whose names begin so."""
    from sinoru.cli.settings import find_setting

    setting = find_setting("query")
    own = setting.value if setting else {}
    saved = {**dict(saved_in_corpus(index)), **own}
    return [(name, query) for name, query in sorted(saved.items()) if name.startswith(typed)]


OPTION_COMPLETERS["--query"] = complete_query
OPTION_COMPLETERS["--where"] = _complete_where

JOINED_COMPLETERS: "dict[str, Ask]" = {"who": name_completer(PARTY), "links": name_completer(PARTY)}
"""By command, for those that join their words to one name."""

WORD_COMPLETERS: "dict[str, Ask]" = {
    "show": id_completer(),
    "cite": id_completer(),
    "edit": id_completer(),
    "rename": id_completer(),
    "merge": id_completer(),
    "conflicts": lambda index, typed: complete_ids(index, typed) or complete_query(index, typed),
    "sources": id_completer(SOURCE),
    "compare": id_completer(SOURCE),
    "verify": _complete_source_copies,
    "search": complete_query,
    "claims": complete_query,
    "timeline": complete_query,
    "stats": complete_query,
}
"""By command, for those that complete each word separately."""


FILE = "file"
"""The value of an option that takes a path."""

_NOTE_LENGTH = 60
"""Most characters of the note on a completion."""
_ESCAPED_IN_DOUBLE = '$`"\\'
"""What a backslash escapes between double quotation marks."""
_SPECIAL = frozenset("\\();<>|&!`$*?[]{}~# \t\"'^")
"""What bash interprets outside of quotation marks."""


class Typed:
    """The word that is being typed."""

    def __init__(self) -> None:
        self.text = ""
        """Without its quotation marks."""
        self.quote = ""
        """The quotation mark that is still open."""
        self.kept = 0
        """How many characters of the text stay on the line, whatever is completed: those up to the open quotation
        mark, or up to the last character at which the shell's editor splits words, such as `=` and `:` in bash."""


def split_line(line: str, breaks: str = "") -> tuple[list[str], Typed]:
    """Split a line into its complete words and the one at the cursor; `breaks` split words for the editor only."""
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
    """Add a character within quotation marks to the current word, and the one after it if that is escaped."""
    if char == current.quote:
        current.quote = ""
    elif char == "\\" and current.quote == '"':
        after = next(rest, "")
        current.text += after if after in _ESCAPED_IN_DOUBLE else char + after
    else:
        current.text += char


def quote_for_bash(text: str, quote: str) -> str:
    """Escape text so that bash takes it literally, after the open quotation mark `quote` or outside of any."""
    if quote == "'":
        return text.replace("'", "'\\''")
    special = frozenset('"`$!\\') if quote else _SPECIAL
    return "".join(f"\\{char}" if char in special else char for char in text)


class Option:
    """An option, as completion needs it."""

    __slots__ = ("help", "is_repeated", "names", "value")

    def __init__(
        self, names: tuple[str, ...], help_: str, value: tuple[str, ...] | str | None, *, is_repeated: bool
    ) -> None:
        self.names = names
        self.help = help_
        self.value = value
        """The values, or `FILE`; empty for any text, None for a flag."""
        self.is_repeated = is_repeated


def options_of(command: str) -> dict[str, Option]:
    """Return the options of a command by each of their names; for an empty command, those of the program."""
    rows = (KNOWN_OPTIONS[index] for index in (KNOWN_COMMANDS[command][2] if command else ROOT))
    options = [Option(names, help_, value, is_repeated=again) for names, help_, value, again in rows]
    return {name: each for each in options for name in each.names}


def taking_value(options: "Iterable[tuple[str, Option]]") -> set[str]:
    """Return the names of those options that take a value."""
    return {name for name, each in options if each.value is not None}


class Reply:
    """The completions, or a request that the shell complete a path."""

    def __init__(self, found: "Sequence[Completion]" = (), *, is_file: bool = False) -> None:
        self.found = found
        self.is_file = is_file


def complete(words: "Sequence[str]", current: str) -> Reply:
    """Complete the word at the cursor; `words` are those between the program's name and it."""
    root_options = options_of("")
    position = first_word(words, taking_value(root_options.items()))
    if position is None:
        commands = [(name, summary) for name, (_, summary) in COMMANDS.items() if name.startswith(current)]
        return _complete_option(root_options, words, current) or Reply(commands)
    name = words[position]
    if name not in COMMANDS:
        return Reply()
    options, after = options_of(name), words[position + 1 :]
    return _complete_option(options, after, current, words) or _complete_word(
        name, options, after, current, words
    )


def _complete_option(
    options: dict[str, Option], words: "Sequence[str]", current: str, line: "Sequence[str]" = ()
) -> Reply | None:
    """Complete the name of an option, or the value of the previous one; return None if the cursor is at neither."""
    if "--" in words:
        return None
    name, joined, typed = current.partition("=")
    if joined and name in options:
        reply = _complete_value(options[name], typed, line or words)
        return Reply([(f"{name}={value}", note) for value, note in reply.found], is_file=reply.is_file)
    before = options.get(words[-1]) if words else None
    if before and before.value is not None:
        return _complete_value(before, current, line or words)
    return Reply(_option_names(options, words, current)) if current.startswith("-") else None


def _option_names(options: dict[str, Option], words: "Sequence[str]", current: str) -> "list[Completion]":
    """Return the options that begin so, without those that are given already and may not be repeated."""
    found = [
        (name, each.help)
        for name, each in options.items()
        if name.startswith(current) and (each.is_repeated or name not in words)
    ]
    return found + starting_with(["--help"], current)


def _complete_value(option: Option, typed: str, line: "Sequence[str]") -> Reply:
    if isinstance(option.value, tuple):
        return Reply(starting_with(option.value, typed))
    if option.names[0] in OPTION_COMPLETERS and option.value != FILE:
        return Reply(_ask_index(OPTION_COMPLETERS[option.names[0]], typed, line))
    return Reply(is_file=option.value == FILE)


def _complete_word(
    name: str, options: dict[str, Option], after: "Sequence[str]", current: str, line: "Sequence[str]"
) -> Reply:
    first, has_paths, _ = KNOWN_COMMANDS[name]
    words = split(after, taking_value(options.items()))[1]
    if first and not words:
        return Reply(starting_with(first, current))
    if name in JOINED_COMPLETERS:
        return Reply(_complete_joined(JOINED_COMPLETERS[name], words, current, line))
    if name in WORD_COMPLETERS and not (has_paths and "=" in current):  # after the `=` of ID=FILE is a path
        return Reply(_ask_index(WORD_COMPLETERS[name], current, line))
    if name == "config" and words in (["set"], ["unset"]):
        from sinoru.cli.settings import SETTINGS

        return Reply(starting_with(SETTINGS, current))
    return Reply(is_file=has_paths)


def _complete_joined(
    ask: "Ask", words: "Sequence[str]", current: str, line: "Sequence[str]"
) -> "list[Completion]":
    """Complete the next word of a name of several words: `Wannian` after `Zhang`."""
    before = "".join(f"{word} " for word in words)
    found = _ask_index(ask, before + current, line)
    rest = [
        (value[len(before) :], note)
        for value, note in found
        if value.casefold().startswith(before.casefold())
    ]
    return rest or (_ask_index(ask, current, line) if before and current else [])


def _ask_index(ask: "Ask", typed: str, line: "Sequence[str]") -> "list[Completion]":
    """Ask the existing index of the corpus that the line names; return nothing if it has none."""
    from sinoru.cli.settings import corpus_paths

    store = values_given("--store", line)[-1:]
    data = [os.path.expanduser(path) for path in values_given("--data", line)]
    index = _open_index(corpus_paths(store or data))
    if index is None:
        return []
    try:
        return ask(index, typed)
    finally:
        index.close()


def _open_index(paths: "Sequence[str]") -> "ReadOnlyIndex | Index | None":
    from sinoru.loading.corpus_path import only_store

    if store := only_store(paths):
        from sinoru.store.open import open_store

        return open_store(store)
    from sinoru.index.database import open_read_only

    return open_read_only(paths)


def answer(asked: "Sequence[str]") -> int:
    """Write a line `words` and one line for each completion, or only `files` if the shell is to complete a path.

    No error is raised or printed, because the shell would show it in the middle of the command line.
    """
    try:
        sys.stdout.write("".join(f"{line}\n" for line in _reply_lines(*asked)))
    except Exception:
        if os.environ.get("SINORU_DEBUG"):
            raise
    return 0


def _reply_lines(shell: str, *asked: str) -> list[str]:
    if shell == "bash":
        return _bash_reply_lines(*asked)
    if shell == "fish":  # it passes the last word with its quotation marks
        asked = (*asked[:-1], split_line(asked[-1])[1].text)
    reply = complete(asked[:-1], asked[-1])
    if reply.is_file:
        return ["files"]
    return ["words", *(f"{value}\t{_shorten(note)}" for value, note in reply.found)]


def _shorten(note: str) -> str:
    note = "".join(char if char.isprintable() else " " * char.isspace() for char in note)
    note = " ".join(note.split())
    return note if len(note) <= _NOTE_LENGTH else f"{note[: _NOTE_LENGTH - 1]}…"


def _bash_reply_lines(line: str, breaks: str) -> list[str]:
    """Return the replacements for the word as bash's editor splits it, escaped for where the cursor is."""
    words, current = split_line(line, breaks)
    reply = complete(words[1:], current.text)
    if reply.is_file:
        return ["files"]
    kept = current.text[: current.kept]
    rest = [value[current.kept :] for value, _ in reply.found if value.startswith(kept)]
    return ["words", *(quote_for_bash(value, current.quote) for value in rest)]
