"""The table of commands, and the splitting of a command line into options and words.

Each command has a module of its own in `commands`, which is imported only when the command runs. Splitting requires
nothing but the names of the options that take a value; it serves the parser, Typer and completion.
"""

from itertools import islice

TYPE_CHECKING = False  # completion imports this module (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any


LOOK_UP, TAKE_AWAY, WRITE, LOOK_AFTER, SET_UP = "Look up", "Take away", "Write", "Look after", "Set up"

COMMANDS = {
    "timeline": (LOOK_UP, "Show what happened, in order."),
    "on": (LOOK_UP, "Show what happened on a day, and who held which office."),
    "who": (LOOK_UP, "Show all that is known of a person or an organisation."),
    "search": (LOOK_UP, "Search every kind of record, the best match first."),
    "claims": (LOOK_UP, "Show who claims what, how sure, and what became of it."),
    "conflicts": (LOOK_UP, "Show statements that cannot all be true, side by side."),
    "links": (LOOK_UP, "Show whom a person met through which events, or the shortest chain between two."),
    "show": (LOOK_UP, "Show records whole, with their evidence and what refers to them."),
    "sources": (LOOK_UP, "Show the bibliography, or what rests on one source."),
    "browse": (LOOK_UP, "Browse the corpus in the whole terminal."),
    "cite": (LOOK_UP, "Cite what a fact rests on, with the passage."),
    "stats": (LOOK_UP, "Count events by time, kind, country, place, person and topic."),
    "export": (TAKE_AWAY, "Write records to a file that other programs read."),
    "web": (TAKE_AWAY, "Open the records in your browser, as one page that needs no network."),
    "init": (WRITE, "Begin a corpus of your own, with a few records that show how it is written."),
    "add": (WRITE, "Add a record to a corpus: event, person, organisation, place, claim or source."),
    "edit": (WRITE, "Open a record in your editor, at its line, and check what you wrote."),
    "diff": (WRITE, "Show what differs between two states of a corpus, record by record and field by field."),
    "import": (WRITE, "Draft records from a chronology, a table or a calendar."),
    "fmt": (WRITE, "Bring corpus files into house layout: order of keys, indents, blank lines."),
    "check": (LOOK_AFTER, "Show every fault of a corpus, with its place and what to do."),
    "schema": (LOOK_AFTER, "Write the JSON Schema of a corpus file, for editors and validators."),
    "verify": (LOOK_AFTER, "Find all evidence that cites a source in your own copy of it."),
    "index": (LOOK_AFTER, "Build, inspect or remove the index behind the look-ups."),
    "push": (LOOK_AFTER, "Put the corpus into a store: a PostgreSQL server that many ask, or one file."),
    "mcp": (SET_UP, "Answer AI assistants: the look-ups as tools of the Model Context Protocol."),
    "config": (SET_UP, "Show and change your settings: the corpus, format, theme, pager and width."),
    "completion": (SET_UP, "Let your shell complete commands, options, names and ids with Tab."),
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
