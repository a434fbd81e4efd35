"""The declaration of options, and the options that commands share."""

from collections.abc import Sequence

import msgspec

from sinoru.cite import STYLES


class Option(msgspec.Struct, frozen=True):
    """An option of a command, as it is declared."""

    key: str
    """The keyword under which the command receives the value."""
    names: tuple[str, ...]
    """As typed, with their dashes."""
    help: str
    metavar: str = ""
    is_flag: bool = False
    is_repeated: bool = False
    panel: str = "Options"
    """The heading that the help lists it under."""
    choices: tuple[str, ...] = ()
    """The values that it takes; empty for any."""


def option(
    names: str,
    help_: str,
    metavar: str = "TEXT",
    *,
    many: bool = False,
    panel: str = "",
    choices: Sequence[str] = (),
) -> Option:
    """Make an option that takes a value, or with `many` one value each time that it is given.

    `names` is separated by spaces. The last one may be the key without dashes, as in `--from start`.
    """
    more = " Again for several." if many else ""
    return Option(
        _key(names),
        tuple(name for name in names.split() if name.startswith("-")),
        help_ + more,
        metavar,
        is_repeated=many,
        panel=panel or "Options",
        choices=tuple(choices),
    )


def flag(name: str, help_: str, panel: str = "") -> Option:
    """Make an option that takes no value."""
    return Option(_key(name), (name,), help_, is_flag=True, panel=panel or "Options")


def _key(names: str) -> str:
    return names.rsplit(maxsplit=1)[-1].lstrip("-").replace("-", "_")


_FILTERS, _OUTPUT = "Filters", "Corpus and output"

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
_TABLE_ONLY = ("table",)
"""The formats of a command that only reports what it did."""

DATA = option(
    "--data",
    "Corpus: a folder of *.yaml files, or one file; else SINORU_DATA.",
    "PATH",
    many=True,
    panel=_OUTPUT,
)
STORE = option(
    "--store",
    "Ask a store that the corpus was pushed to: postgresql://... or sqlite:PATH; else SINORU_STORE.",
    "URL",
    panel=_OUTPUT,
)
NO_COLOR = flag("--no-color", "Use no colour.", _OUTPUT)
LAYOUT = (
    option("--width", "Lay the output out for so many columns.", "N", panel=_OUTPUT),
    NO_COLOR,
    flag("--no-pager", "Never open a pager.", _OUTPUT),
)
SVG = option("--svg", "Draw it into this file, as a picture for a slide.", "FILE", panel=_OUTPUT)
FORCE = flag("--force", "Replace the file if it is there.", _OUTPUT)


def output_options(formats: Sequence[str] = FORMATS) -> tuple[Option, ...]:
    """Make the options for the output of a command that shows answers in these formats; none without formats."""
    if not formats:
        return ()
    if formats == _TABLE_ONLY:
        return LAYOUT
    format_ = option("--format", f"One of {', '.join(formats)}.", "FORMAT", panel=_OUTPUT, choices=formats)
    return (format_, *LAYOUT, SVG) if "table" in formats else (format_, *LAYOUT)


OUTPUT = output_options()
GLOBAL = (DATA, STORE, *OUTPUT)
"""Options that may also precede the command's name."""
VERSION = flag("--version", "Show the version and leave.")
ROOT = (*GLOBAL, VERSION)
"""The options of `sinoru` itself."""

START = option(
    "--from start", "Only from this date on: 1999, 1999-05, 'May 1999', 1999-Q2.", "DATE", panel=_FILTERS
)
END = option("--to end", "Only up to this date, the whole of it.", "DATE", panel=_FILTERS)
PERSON = option(
    "--person", "With this person: a name in any spelling, or an id.", "NAME", many=True, panel=_FILTERS
)
ORG = option("--org", "With this organisation.", "NAME", many=True, panel=_FILTERS)
COUNTRY = option("--country", "With this country.", "NAME", many=True, panel=_FILTERS)
PLACE = option("--place", "At this place.", "NAME", many=True, panel=_FILTERS)
KIND = option("--kind", "Of this kind, such as visit, figure or claim.", "KIND", many=True, panel=_FILTERS)
TOPIC = option("--topic", "On this topic; 'sinoru stats' lists them.", "TOPIC", many=True, panel=_FILTERS)
SOURCE = option(
    "--source", "Resting on this source; 'sinoru sources' lists them.", "ID", many=True, panel=_FILTERS
)
LIMIT = option("--limit", "Show at most so many.", "N", panel=_FILTERS)
SORTS = ("date", "-date", "rank")
SORT = option(
    "--sort",
    "Order by date, -date (latest first) or rank (the best match first).",
    "ORDER",
    panel=_FILTERS,
    choices=SORTS,
)

WHAT = (PERSON, ORG, COUNTRY, PLACE, KIND, TOPIC, SOURCE, LIMIT)
LISTING = (START, END, *WHAT, SORT)
CITE = option(
    "--cite",
    f"Give the sources of it as citations: {', '.join(STYLES)}.",
    "STYLE",
    panel=_OUTPUT,
    choices=tuple(STYLES),
)
SHARED = frozenset(each.key for each in (*GLOBAL, *LISTING, CITE))
"""The keys of the options that are read into the Request, not passed to the command."""
