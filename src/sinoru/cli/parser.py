"""Parsing of command lines, and the declaration of commands.

`read_line` parses a valid line without Typer, because loading Typer takes as long as starting Python three times.
It leaves any other line (a request for help, an option that is unknown or lacks its value) to Typer, which reports
what is wrong, so that each message has one wording. Every value arrives as text and is checked in `read_request`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, cast

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.command_line import COMMANDS, first_word, load_command, split
from sinoru.cli.options import DATA, FORCE, FORMATS, GLOBAL, SHARED, SORTS, STORE, SVG, Option, output_options
from sinoru.cli.settings import WIDEST, setting
from sinoru.model.errors import WrongConfig, WrongUsage
from sinoru.query.filters import Filters, Sort


class Output(msgspec.Struct, frozen=True):
    """How to show an answer."""

    format: str = "table"
    width: int | None = None
    color: bool = True
    pager: bool = True
    cite: str = ""
    """The style to cite the sources of the answer in; empty: show the answer itself."""
    data: tuple[str, ...] = ()
    """The corpora that hold these sources."""
    svg: str = ""
    """The file to draw the answer into; empty: print it."""
    force: bool = False
    """Replace an existing file."""


class Request(msgspec.Struct, frozen=True):
    """The words and the shared options of a command."""

    files: tuple[str, ...]
    """Paths of corpora, as given."""
    filters: Filters
    output: Output
    words: tuple[str, ...] = ()
    store: str = ""
    """The address of a store, as given."""

    @property
    def data(self) -> tuple[str, ...]:
        """The paths of the corpus, or the address of a store alone. Raises WrongUsage where both are given."""
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
        format=_read_format(given.get("format"), formats),
        width=whole_number("--width", given.get("width"), WIDEST),
        color=not given.get("no_color"),
        pager=not given.get("no_pager"),
        cite=one_of("--cite", given.get("cite") or "", ("", *STYLES)),
        data=(store,) if store else tuple(given.get("data") or ()),
        svg=given.get("svg") or "",
        force=bool(given.get("force")),
    )


def _read_format(given: str | None, formats: Sequence[str]) -> str:
    """Return the format that is given, else the one in the settings if this command has it, else its first one."""
    if not formats:
        if given:
            raise WrongUsage("--format has no meaning for this command")
        return "table"
    if given:
        return one_of("--format", given, formats)
    chosen: str = setting("format") or "table"
    return chosen if chosen in formats else formats[0]


def one_of(name: str, value: str, known: Collection[str]) -> str:
    """Return the value if it is known; an empty one may be, and is not listed. Raises WrongUsage."""
    if value not in known:
        raise WrongUsage(f"{name}: '{value}' is not one of {', '.join(filter(None, known))}")
    return value


def whole_number(name: str, text: str | None, most: int = 10**9) -> int | None:
    """Parse a number from 1 to `most`; None where none was given. Raises WrongUsage."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise WrongUsage(f"{name} takes a whole number from 1 to {most:,}, not '{text}'")
    return int(text)


Body = Callable[..., int]
"""Takes the Request, and each option of the command's own by key; returns the exit status."""

_PATHS = ("data", "output", "svg")
"""Options that name files, whose names may be bytes that are not UTF-8."""


class Command(msgspec.Struct, frozen=True):
    """A command as it is declared: its parsing, its help and its completion are derived from this."""

    name: str
    body: Body
    words: str
    """The words that may follow the name, as the help shows them; empty for none."""
    options: tuple[Option, ...]
    own: tuple[str, ...]
    """Keys of the options that are passed to the body."""
    formats: Sequence[str]
    examples: tuple[str, str]
    mends_settings: bool = False
    """Whether it must run even if the config file is invalid."""

    def run(self, *given: Mapping[str, Any]) -> int:
        """Run the body on options and words by key; later mappings override earlier ones. Raises SinoruError."""
        paths = (*_PATHS, "words") if self.words in ("[PATH]...", "DIR") else _PATHS
        values = {
            key: value if key in paths else _replace_surrogates(value)
            for each in given
            for key, value in each.items()
            if value
            # An empty name of a file is kept, to be reported: it is a mistake, such as an unset $FILE.
            or (key in ("output", "svg") and value is not None)
        }
        if values.get(SVG.key) == "":
            raise WrongUsage("--svg: the name of the file is empty")
        if values.get(SVG.key) and SVG not in self.options:  # it may precede the name of any command
            raise WrongUsage("--svg has no meaning for this command")
        return self.body(self._make_request(values), **{key: values.get(key) for key in self.own})

    def _make_request(self, given: Mapping[str, Any]) -> Request:
        """Read the shared options; without the config file if that is invalid and the command must run anyway."""
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
    """Turn a function into a command.

    `formats` lists those that its answer is available in, `without` the shared options that it does not take.
    """
    options = tuple(options)
    keys = tuple(each.key for each in options)
    shared = tuple(each for each in (DATA, STORE, *output_options(formats)) if each not in without)
    # --svg needs --force, unless the command declares its own.
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


def _replace_surrogates(value: Any) -> Any:
    """Replace lone surrogates in texts and lists of texts: Python decodes bytes that are not UTF-8 into them."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_replace_surrogates(each) for each in value] if isinstance(value, (list, tuple)) else value


Given = dict[str, Any]
"""Values by the key of their option: True for a flag, a list for an option that may be repeated."""


def read_line(arguments: Sequence[str]) -> tuple[Command, Given, Given] | None:
    """Return the command and the values before and after its name; None for a line that is left to Typer."""
    position = first_word(arguments, values_taken(GLOBAL))
    if position is None or arguments[position] not in COMMANDS:
        return None
    command = load_command(arguments[position])
    options, words = split(arguments[position + 1 :], values_taken(command.options))
    before, after = _read_options(arguments[:position], GLOBAL), _read_options(options, command.options)
    if before is None or after is None or (words and not command.words):
        return None
    return command, before, after | {"words": words}


def by_name(options: Iterable[Option]) -> dict[str, Option]:
    """Return options by each of their names as typed."""
    return {name: each for each in options for name in each.names}


def values_taken(options: Iterable[Option]) -> set[str]:
    """Return the names of those options that take a value."""
    return {name for name, each in by_name(options).items() if not each.is_flag}


def _read_options(arguments: Iterable[str], options: Iterable[Option]) -> Given | None:
    """Parse options and their values; None if one is unknown, lacks its value, or is a flag with a value."""
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
