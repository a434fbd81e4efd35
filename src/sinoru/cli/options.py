"""The options that commands share, and what they mean together. Every value arrives as text and is checked here."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.settings import WIDEST, setting
from sinoru.model.errors import WrongUsage
from sinoru.query.filters import Filters, Sort


class Option(msgspec.Struct, frozen=True):
    """What may be said to a command by name."""

    key: str
    """By which the command is given the value."""
    names: tuple[str, ...]
    """As they are typed."""
    help: str
    metavar: str = ""
    is_flag: bool = False
    is_repeated: bool = False
    panel: str = "Options"
    """The heading in the help that it stands under."""
    choices: tuple[str, ...] = ()
    """The values that it takes, where they are few."""


def option(
    names: str,
    help_: str,
    metavar: str = "TEXT",
    *,
    many: bool = False,
    panel: str = "",
    choices: Sequence[str] = (),
) -> Option:
    """Make an option that takes a value; `many`: may be given again for several.

    The last of the names may be the key alone, as in `--from start`.
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
    """Make an option that is given or not."""
    return Option(_key(name), (name,), help_, is_flag=True, panel=panel or "Options")


def _key(names: str) -> str:
    return names.rsplit(maxsplit=1)[-1].lstrip("-").replace("-", "_")


_FILTERS, _OUTPUT = "Filters", "Corpus and output"

FORMATS = ("table", "json", "jsonl", "csv", "markdown")
_PLAIN = ("table",)
"""What a command has that only tells what it did."""

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
    """Make the options that say how an answer is shown; a command that shows none itself has none of them."""
    if not formats:
        return ()
    if formats == _PLAIN:
        return LAYOUT
    known = option("--format", f"One of {', '.join(formats)}.", "FORMAT", panel=_OUTPUT, choices=formats)
    return (known, *LAYOUT, SVG) if _is_drawn(formats) else (known, *LAYOUT)


def _is_drawn(formats: Sequence[str]) -> bool:
    return formats != _PLAIN and "table" in formats


OUTPUT = output_options()
GLOBAL = (DATA, STORE, *OUTPUT)
"""May stand before the command's name as well."""
VERSION = flag("--version", "Show the version and leave.")
ROOT = (*GLOBAL, VERSION)
"""Those of `sinoru` itself."""

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
_SORTS = ("date", "-date", "rank")
SORT = option(
    "--sort",
    "Order by date, -date (latest first) or rank (the best match first).",
    "ORDER",
    panel=_FILTERS,
    choices=_SORTS,
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


class Output(msgspec.Struct, frozen=True):
    """How an answer is to be shown."""

    format: str = "table"
    width: int | None = None
    color: bool = True
    pager: bool = True
    cite: str = ""
    """The style to cite the sources of the answer in; empty: show the answer itself."""
    data: tuple[str, ...] = ()
    """The corpora that have these sources."""
    svg: str = ""
    """The file to draw the answer into; empty: print it."""
    force: bool = False
    """Replace a file that is there."""


class Request(msgspec.Struct, frozen=True):
    """What all commands are told in the same way."""

    files: tuple[str, ...]
    """Paths of corpora, as given."""
    filters: Filters
    output: Output
    words: tuple[str, ...] = ()
    store: str = ""
    """The address of a store, as given."""

    @property
    def data(self) -> tuple[str, ...]:
        """What names the corpus: paths, or the address of a store alone. Raises WrongUsage."""
        if self.files and self.store:
            raise WrongUsage("give --data or --store: a store has been pushed to, and knows no files")
        return (self.store,) if self.store else self.files

    @property
    def text(self) -> str:
        """The words after the command as one text."""
        return " ".join(self.words)


def read_request(given: Mapping[str, Any], formats: Sequence[str] = FORMATS) -> Request:
    """Read the shared options. Raises WrongUsage."""
    store = _read_store(given.get("store") or "")
    return Request(
        files=tuple(given.get("data") or ()),
        store=store,
        filters=_read_filters(given),
        output=_read_output(given, formats, store),
        words=tuple(given.get("words") or ()),
    )


def _read_store(store: str) -> str:
    """Give the address of a store; empty for the embedded index."""
    if store in ("", "sqlite"):
        return ""
    from sinoru.store.address import without_password
    from sinoru.store.scheme import is_store

    if not is_store(store):
        raise WrongUsage(f"--store takes postgresql://... or sqlite:PATH, not '{without_password(store)}'")
    return store


def _read_filters(given: Mapping[str, Any]) -> Filters:
    typed: dict[str, Any] = {
        name: tuple(given[name]) if isinstance(given[name], (tuple, list)) else given[name]
        for name in Filters.__struct_fields__
        if given.get(name)
    }
    typed["limit"] = whole_number("--limit", given.get("limit"))
    typed["sort"] = cast("Sort", one_of("--sort", given.get("sort") or "", ("", *_SORTS)))
    return Filters(**typed)


def _read_output(given: Mapping[str, Any], formats: Sequence[str], store: str) -> Output:
    return Output(
        format=_format(given.get("format"), formats),
        width=whole_number("--width", given.get("width"), WIDEST),
        color=not given.get("no_color"),
        pager=not given.get("no_pager"),
        cite=one_of("--cite", given.get("cite") or "", ("", *STYLES)),
        data=(store,) if store else tuple(given.get("data") or ()),
        svg=given.get("svg") or "",
        force=bool(given.get("force")),
    )


def _format(given: str | None, formats: Sequence[str]) -> str:
    """Give the format asked for; the one that is set for all, where this command has it."""
    if not formats:
        if given:
            raise WrongUsage("--format has no meaning for this command")
        return "table"
    if given:
        return one_of("--format", given, formats)
    chosen: str = setting("format") or "table"
    return chosen if chosen in formats else formats[0]


def one_of(name: str, value: str, known: Collection[str]) -> str:
    """Give the value if it is one of those known. Raises WrongUsage."""
    if value not in known:
        raise WrongUsage(f"{name}: '{value}' is not one of {', '.join(filter(None, known))}")
    return value


def whole_number(name: str, text: str | None, most: int = 10**9) -> int | None:
    """Read a number from 1 up; None where none was given. Raises WrongUsage."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise WrongUsage(f"{name} takes a whole number from 1 to {most:,}, not '{text}'")
    return int(text)
