"""What a command is asked for: the options that all share, read. Every value arrives as text and is checked here.

What a command is made of.

Reading a command line that leaves no doubt, without Typer: loading Typer costs three starts of Python.

Where there is a doubt (a word of help, an option that is unknown or lacks its value), Typer reads the line again
and says what is wrong with it; so there is one wording of everything that can be said.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, cast

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.commands import COMMANDS, first_word, load_command, split
from sinoru.cli.options import DATA, FORCE, FORMATS, GLOBAL, SHARED, SORTS, STORE, SVG, Option, output_options
from sinoru.cli.settings import WIDEST, setting
from sinoru.model.errors import WrongConfig, WrongUsage
from sinoru.query.filters import Filters, Sort


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
    """Return the address of a store; empty for the embedded index."""
    if store in ("", "sqlite"):
        return ""
    from sinoru.loading.corpus_path import is_store
    from sinoru.store.address import without_password

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
    typed["sort"] = cast("Sort", one_of("--sort", given.get("sort") or "", ("", *SORTS)))
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
    """Return the format asked for; the one that is set for all, where this command has it."""
    if not formats:
        if given:
            raise WrongUsage("--format has no meaning for this command")
        return "table"
    if given:
        return one_of("--format", given, formats)
    chosen: str = setting("format") or "table"
    return chosen if chosen in formats else formats[0]


def one_of(name: str, value: str, known: Collection[str]) -> str:
    """Return the value if it is one of those known. Raises WrongUsage."""
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


Body = Callable[..., int]
"""Takes the Request, and each option of the command's own by key; gives the exit status."""

_PATHS = ("data", "output", "svg")
"""Options that name files, whose names may be bytes that are no text."""


class Command(msgspec.Struct, frozen=True):
    """A command as it is declared: how it is read, told of and run follows from this."""

    name: str
    body: Body
    words: str
    """Names what may stand after it; empty: nothing may."""
    options: tuple[Option, ...]
    own: tuple[str, ...]
    """Keys of the options that only its body knows."""
    formats: Sequence[str]
    examples: tuple[str, str]
    mends_settings: bool = False
    """Whether it must run whatever stands in the config file."""

    def run(self, *given: Mapping[str, Any]) -> int:
        """Run the body on the options and words that were given, by key; later ones win. Raises SinoruError."""
        paths = (*_PATHS, "words") if self.words in ("[PATH]...", "DIR") else _PATHS
        text = {
            key: value if key in paths else _as_text(value)
            for each in given
            for key, value in each.items()
            if value
            # An empty name of a file is a slip: $FILE unset.
            or (key in ("output", "svg") and value is not None)
        }
        if text.get(SVG.key) == "":
            raise WrongUsage("--svg: the name of the file is empty")
        if text.get(SVG.key) and SVG not in self.options:  # it may stand before the name of any command
            raise WrongUsage("--svg has no meaning for this command")
        return self.body(self._read_request(text), **{key: text.get(key) for key in self.own})

    def _read_request(self, given: Mapping[str, Any]) -> Request:
        try:
            return read_request(given, self.formats)
        except WrongConfig:
            if not self.mends_settings:
                raise
            return read_request({"format": self.formats[0], **given}, self.formats)


def command(
    *,
    examples: tuple[str, str],
    words: str = "",
    options: Iterable[Option] = (),
    formats: Sequence[str] = FORMATS,
    without: Collection[Option] = (),
    mends_settings: bool = False,
) -> Callable[[Body], Command]:
    """Make a function a command.

    `formats` are those that the answer can be had in; `without` are shared options that mean nothing to it.
    """
    options = tuple(options)
    keys = tuple(each.key for each in options)
    shared = tuple(each for each in (DATA, STORE, *output_options(formats)) if each not in without)
    # For --svg, where it is not there for the answer itself.
    force = (FORCE,) if SVG in shared and FORCE.key not in keys else ()

    def make(body: Body) -> Command:
        return Command(
            body.__name__.rstrip("_"),
            body,
            words,
            (*options, *shared, *force),
            tuple(key for key in keys if key not in SHARED),
            formats,
            examples,
            mends_settings,
        )

    return make


def _as_text(value: Any) -> Any:
    """Replace what is no text: Python passes bytes that are not UTF-8 on as half surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_as_text(one) for one in value] if isinstance(value, (list, tuple)) else value


Given = dict[str, Any]
"""Values by the key of their option; True for a flag, a list for what may be repeated."""


def read_line(arguments: Sequence[str]) -> tuple[Command, Given, Given] | None:
    """Return the command, what was given before its name and after it; None: the line is one for Typer."""
    place = first_word(arguments, values_taken(GLOBAL))
    if place is None or arguments[place] not in COMMANDS:
        return None
    command = load_command(arguments[place])
    options, words = split(arguments[place + 1 :], values_taken(command.options))
    before, after = _read(arguments[:place], GLOBAL), _read(options, command.options)
    if before is None or after is None or (words and not command.words):
        return None
    return command, before, after | {"words": words}


def by_name(options: Iterable[Option]) -> dict[str, Option]:
    """Return options by each of the names that are typed for them."""
    return {name: each for each in options for name in each.names}


def values_taken(options: Iterable[Option]) -> set[str]:
    """Return the names of the options that take a value."""
    return {name for name, each in by_name(options).items() if not each.is_flag}


def _read(arguments: Iterable[str], options: Iterable[Option]) -> Given | None:
    """Read options and their values; None: one is unknown, lacks its value, or has one that it does not take."""
    known = by_name(options)
    given: Given = {}
    rest = iter(arguments)
    for argument in rest:
        name, joined, value = argument.partition("=")
        option = known.get(name)
        if option is None or (option.is_flag and joined):
            return None
        if option.is_flag:
            given[option.key] = True
            continue
        values = [value] if joined else list(islice(rest, 1))
        if not values:
            return None
        given[option.key] = [*given.get(option.key, ()), *values] if option.is_repeated else values[0]
    return given
