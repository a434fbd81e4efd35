"""The declaration of options, and the options that commands share."""

from collections.abc import Sequence

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.settings import FORMATS, LINK_MODES
from sinoru.messages import series


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
    more = " Repeat for several." if many else ""
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


_FILTERS, OUTPUT_PANEL = "Filters", "Corpus and output"

LIST_FORMATS = (*FORMATS, "ids")
"""The formats of a command that lists records."""
_TABLE_ONLY = ("table",)
"""The formats of a command that only reports what it did."""

DATA = option(
    "--data",
    "Corpus to use: a folder of *.yaml or *.yml files, or one file (default: SINORU_DATA).",
    "PATH",
    many=True,
    panel=OUTPUT_PANEL,
)
STORE = option(
    "--store",
    "Store that holds the corpus: postgresql://... or sqlite:PATH (default: SINORU_STORE).",
    "URL",
    panel=OUTPUT_PANEL,
)
NO_COLOR = flag("--no-color", "Do not use colours.", OUTPUT_PANEL)
FULL = flag("--full", "Show everything, not only what fits one screen.", OUTPUT_PANEL)
LAYOUT = (
    option("--width", "Fit output to N columns.", "N", panel=OUTPUT_PANEL),
    option(
        "--links",
        f"Link ids and sources in the terminal: {series(LINK_MODES)} (default: SINORU_LINKS).",
        "WHEN",
        panel=OUTPUT_PANEL,
        choices=LINK_MODES,
    ),
    NO_COLOR,
    flag("--no-pager", "Do not open a pager.", OUTPUT_PANEL),
)
SVG = option("--svg", "Save the output as an SVG picture instead of printing it.", "FILE", panel=OUTPUT_PANEL)
FORCE = flag("--force", "Overwrite the file if it exists.", OUTPUT_PANEL)


def output_options(formats: Sequence[str] = FORMATS) -> tuple[Option, ...]:
    """Make the options for the output of a command that shows answers in these formats; none without formats."""
    if not formats:
        return ()
    if formats == _TABLE_ONLY:
        return LAYOUT
    default = " (default: SINORU_FORMAT)" if len(formats) > 1 else ""
    named = series(formats) if formats != LIST_FORMATS else f"{series(FORMATS)}, and of a list also ids"
    format_ = option(
        "--format",
        f"Output format: {named}{default}.",
        "FORMAT",
        panel=OUTPUT_PANEL,
        choices=formats,
    )
    return (format_, *LAYOUT, SVG) if "table" in formats else (format_, *LAYOUT)


OUTPUT = output_options()
LIST_OUTPUT = output_options(LIST_FORMATS)
GLOBAL = (DATA, STORE, *OUTPUT)
"""Options that may also precede the command's name."""
VERSION = flag("--version", "Show the version and exit.")
ROOT = (*GLOBAL, VERSION)
"""The options of `sinoru` itself."""

START = option(
    "--from --since start",
    "Only records from this date on, such as 1999, 1999-05, 'May 1999' or 1999-Q2.",
    "DATE",
    panel=_FILTERS,
)
END = option("--to --until end", "Only records up to and including this date.", "DATE", panel=_FILTERS)
PERSON = option(
    "--person",
    "Only records involving this person (any spelling, or an id).",
    "NAME",
    many=True,
    panel=_FILTERS,
)
ORG = option("--org", "Only records involving this organisation.", "NAME", many=True, panel=_FILTERS)
COUNTRY = option("--country", "Only records involving this country.", "NAME", many=True, panel=_FILTERS)
PLACE = option("--place", "Only records with this place.", "NAME", many=True, panel=_FILTERS)
KIND = option(
    "--kind",
    "Only records of this kind, such as visit, figure or claim.",
    "KIND",
    many=True,
    panel=_FILTERS,
)
TOPIC = option(
    "--topic",
    "Only records on this topic; 'sinoru stats' lists topics.",
    "TOPIC",
    many=True,
    panel=_FILTERS,
)
SOURCE = option(
    "--source",
    "Only records that cite this source: its id, or words that fit no other; 'sinoru sources' lists sources.",
    "ID",
    many=True,
    panel=_FILTERS,
)
LIMIT = option("--limit", "Show at most N results.", "N", panel=_FILTERS)
SORTS = ("date", "-date", "rank")
SORT = option(
    "--sort",
    "Sort by date, -date (latest first) or rank (best matches first).",
    "ORDER",
    panel=_FILTERS,
    choices=SORTS,
)
SORT_BY_DATE = option(
    "--sort",
    "Sort by date or -date (latest first).",
    "ORDER",
    panel=_FILTERS,
    choices=SORTS[:2],
)

WHAT = (PERSON, ORG, COUNTRY, PLACE, KIND, TOPIC, SOURCE, LIMIT)
NARROWED = (START, END, *WHAT)
LISTING = (*NARROWED, SORT_BY_DATE)
CLAIMS = tuple(each for each in LISTING if each != COUNTRY)
RANKED = (*NARROWED, SORT)
CITE = option(
    "--cite",
    f"Show the sources as citations in this style instead: {series(STYLES)}.",
    "STYLE",
    panel=OUTPUT_PANEL,
    choices=tuple(STYLES),
)


def fields(*columns: str) -> Option:
    """Make the option that chooses columns; the example has some that all lists of the command have."""
    return option(
        "--fields",
        f"Only these columns, by their names in --format csv, such as {','.join(columns)}.",
        "NAMES",
        panel=OUTPUT_PANEL,
    )


FIELDS = fields("date", "title", "id")
SHARED = frozenset(each.key for each in (*GLOBAL, *LISTING, CITE, FIELDS, FULL))
"""The keys of the options that are read into the Request, not passed to the command."""
