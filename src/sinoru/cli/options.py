"""The declaration of options, and the options that commands share."""

from collections.abc import Sequence

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.settings import FORMATS, LINK_MODES
from sinoru.messages import quoted, series
from sinoru.query.filters import FILTERS, Filter, Order, declaration, is_repeated, option_of, questions_of


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
    more = " Repeat for several." if many and "Repeat" not in help_ else ""
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


FILTER_PANEL, OUTPUT_PANEL = "Filters", "Corpus and output"
"""The headings of the options that are read into the Request; those under others are passed to the command."""

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


def filters_of(command: str) -> tuple[Option, ...]:
    """Make the options of the filters that the questions of a command honour (query/filters.py)."""
    questions = questions_of(command)
    declared = ((name, declaration(name, questions)) for name in FILTERS)
    return tuple(_filter_option(name, one) for name, one in declared if one)


def all_filters() -> tuple[Option, ...]:
    """Make the options of all filters, as most questions honour them."""
    return tuple(_filter_option(name, first) for name, (first, *_) in FILTERS.items())


def _filter_option(name: str, one: Filter) -> Option:
    help_ = f"{one.help[:-1]}; {quoted(one.listing)} lists {name}s." if one.listing else one.help
    if is_repeated(name):
        help_ += " Repeat for any of several." if one.either else " Repeat for all of several."
    return option(
        f"{one.option or option_of(name)} {name}",
        help_,
        one.metavar,
        many=is_repeated(name),
        panel=FILTER_PANEL,
        choices=one.value.words if isinstance(one.value, Order) else (),
    )
