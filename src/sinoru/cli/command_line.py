"""The table of commands, and the splitting of a command line into options and words.

Each command has a module of its own in `commands`, which is imported only when the command runs. Splitting requires
nothing but the names of the options that take a value; it serves the parser, Typer and completion.
"""

from itertools import islice, pairwise

TYPE_CHECKING = False  # completion imports this module (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any


LOOK_UP, CLOSER, EXPORT, WRITE, MAINTAIN, SET_UP = (
    "Look up",
    "Look closer",
    "Export",
    "Write",
    "Check and maintain",
    "Set up",
)

COMMANDS = {
    "timeline": (LOOK_UP, "Show events in chronological order."),
    "on": (LOOK_UP, "Show what happened on a day, and who held which office."),
    "who": (LOOK_UP, "Show everything known about a person or an organisation."),
    "search": (LOOK_UP, "Search every kind of record, best matches first."),
    "claims": (LOOK_UP, "Show who claims what, how confidently, and how it was judged."),
    "conflicts": (LOOK_UP, "Show statements that cannot all be true, side by side."),
    "links": (LOOK_UP, "Show whom a person or organisation met, or what two have in common."),
    "show": (CLOSER, "Show complete records, with their evidence and all references."),
    "sources": (CLOSER, "Show the bibliography, or how much cites one source."),
    "compare": (CLOSER, "Compare two sources: where they differ, and what only one says."),
    "browse": (CLOSER, "Browse the corpus full-screen."),
    "cite": (CLOSER, "Cite the sources that support a record, with the passages."),
    "stats": (CLOSER, "Count events by time, kind, country, place, person and topic."),
    "export": (EXPORT, "Write records to a file for other programs."),
    "web": (EXPORT, "Open the records in your browser, as one page that works offline."),
    "init": (WRITE, "Start a corpus of your own, with a few example records."),
    "add": (
        WRITE,
        "Add a record to a corpus: event, person, organisation, place, claim, conflict or source.",
    ),
    "edit": (WRITE, "Open a record in your editor, and check your changes."),
    "rename": (WRITE, "Change the id of a record."),
    "merge": (WRITE, "Make one record of two of the same kind: B becomes a part of A."),
    "diff": (WRITE, "Show how two states of a corpus differ, record by record and field by field."),
    "import": (WRITE, "Draft records from a chronology, a table or a calendar."),
    "fmt": (WRITE, "Format corpus files: order of keys, indents, blank lines."),
    "check": (MAINTAIN, "Report every error in a corpus, with its location and a suggested fix."),
    "schema": (MAINTAIN, "Print the JSON Schema of corpus files, for editors and validators."),
    "verify": (MAINTAIN, "Check the evidence that cites a source against your own copy of it."),
    "index": (MAINTAIN, "Build, inspect or remove the index that look-ups use."),
    "push": (MAINTAIN, "Copy the corpus to a store: a shared PostgreSQL server, or one file."),
    "help": (SET_UP, "Show how sinoru or one of its commands is used, or what the marks mean."),
    "mcp": (SET_UP, "Serve AI assistants through the Model Context Protocol."),
    "config": (SET_UP, "Show or change your settings: corpus, format, theme, pager and more."),
    "completion": (SET_UP, "Complete commands, options, names and ids in your shell."),
}
"""The heading that the help lists each command under, and its summary, which is the first line of its docstring.

The command is the attribute of the same name in the module of that name. A name that is a keyword of Python, as
`import`, has an underscore at its end there.
"""


def load_command(name: str) -> "Any":
    """Import a command and return it."""
    from importlib import import_module
    from keyword import iskeyword

    attribute = f"{name}_" if iskeyword(name) else name
    return getattr(import_module(f"sinoru.cli.commands.{attribute}"), attribute)


def first_word(arguments: "Sequence[str]", takes_value: "Collection[str]") -> int | None:
    """Return the index of the first argument that is neither an option nor the value of one; None without any."""
    is_value = False
    for index, argument in enumerate(arguments):
        if not is_value and not argument.startswith("-"):
            return index
        is_value = not is_value and argument in takes_value
    return None


def split(arguments: "Iterable[str]", takes_value: "Collection[str]") -> tuple[list[str], list[str]]:
    """Split arguments into options, with their values, and words, which may begin with one dash (`-bombing`)."""
    found: list[str] = []
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words += rest
        elif argument in takes_value:
            found += [argument, *islice(rest, 1)]
        elif argument.startswith("--"):
            found.append(argument)
        elif argument == "-h":
            found.append("--help")
        else:
            words.append(argument)
    return found, words


def ends_early(arguments: "Iterable[str]", takes_value: "Collection[str]") -> bool:
    """Return whether the last option lacks its value."""
    rest = iter(arguments)
    return any(argument in takes_value and next(rest, None) is None for argument in rest)


def corpora_given(line: "Sequence[str]") -> list[str]:
    """Return the store, or the paths of corpora, that a line names."""
    return values_given("--store", line)[-1:] or values_given("--data", line)


def values_given(option: str, line: "Sequence[str]") -> list[str]:
    """Return the values of an option: first those that are words of their own, then those joined by `=`."""
    joined = f"{option}="
    return [
        *(value for word, value in pairwise(line) if word == option),
        *(word.removeprefix(joined) for word in line if word.startswith(joined)),
    ]
