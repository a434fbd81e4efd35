"""Parsing of command lines, and the declaration of commands.

`read_line` parses a valid line without Typer, because loading Typer takes as long as starting Python three times.
It leaves any other line (a request for help, an option that is unknown or lacks its value) to Typer, which reports
what is wrong, so that each message has one wording. Every value arrives as text and is checked in `read_request`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import msgspec

from sinoru.cite import STYLES
from sinoru.cli.command_line import COMMANDS, first_word, load_command, split
from sinoru.cli.options import (
    DATA,
    FILTER_PANEL,
    FORCE,
    GLOBAL,
    OUTPUT_PANEL,
    STORE,
    SVG,
    Option,
    output_options,
)
from sinoru.cli.settings import FORMATS, LINK_MODES, WIDEST, setting
from sinoru.messages import (
    as_text,
    not_a,
    nothing_given,
    quoted,
    refused,
    unknown,
    use_one_of,
    without_password,
)
from sinoru.messages import command as command_line
from sinoru.model.errors import WrongConfig, WrongUsage
from sinoru.query.filters import FILTERS, NO_FILTERS, QUERY, SORTS, Filters, Sort, as_arguments

if TYPE_CHECKING:
    from sinoru.query.filtering import Filtering


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
    full: bool = False
    """Show everything, not only what fits one screen."""
    fields: tuple[str, ...] = ()
    """The columns to show; empty: the view of the command."""
    links: str = ""
    """Whether a terminal gets links: `auto`, `always` or `never`; empty: as the settings say."""
    filters: Filters = NO_FILTERS
    """The filters of the answer, which its first line names."""
    asked: str = ""
    """The query among them, if it was typed as words."""


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
            why = "cannot be used with --store: a store holds a corpus of its own"
            raise WrongUsage(refused("--data", why, "Leave out one."))
        return (self.store,) if self.store else self.files

    @property
    def filtering(self) -> "Filtering":
        """The filters as keyword arguments of the corpus."""
        return as_arguments(self.filters)

    @property
    def text(self) -> str:
        """The words after the command as one text."""
        return " ".join(self.words)

    @property
    def query(self) -> str:
        """The words after the command as a query, in which a word that begins with a field is one value."""
        from sinoru.query.read_query import as_one_value

        return with_saved(" ".join(map(as_one_value, self.words)))

    @property
    def asked(self) -> "Request":
        """The same request with its words as the filter `query`. Raises WrongUsage if that is given as well."""
        if not self.words:
            return self
        if self.filters.query:
            raise WrongUsage(refused("--query", "cannot be used beside words", "Leave out one."))
        asked = self.with_filters(msgspec.structs.replace(self.filters, query=self.query))
        return msgspec.structs.replace(asked, output=msgspec.structs.replace(asked.output, asked=self.text))

    def with_filters(self, filters: Filters) -> "Request":
        """Return the same request with other filters, and without words."""
        output = msgspec.structs.replace(self.output, filters=filters)
        return msgspec.structs.replace(self, filters=filters, output=output, words=())


def read_request(given: Mapping[str, Any], formats: Sequence[str], name: str) -> Request:
    """Read the shared options of the command of this name. Raises WrongUsage."""
    store = _read_store(given.get("store") or "")
    filters = _read_filters(given)
    return Request(
        files=tuple(given.get("data") or ()),
        store=store,
        filters=filters,
        output=msgspec.structs.replace(_read_output(given, formats, store, name), filters=filters),
        words=tuple(given.get("words") or ()),
    )


def with_saved(query: str) -> str:
    """Return a query with those that the user saved. Raises WrongQuery."""
    if "@" not in query:
        return query
    from sinoru.query.read_query import expand_saved, named_in

    return expand_saved(query, named_in(setting("query") or {}))


def _read_store(store: str) -> str:
    """Return the address of a store; empty for the embedded index."""
    if store in ("", "sqlite"):
        return ""
    from sinoru.loading.corpus_path import is_store

    if not is_store(store):
        why = not_a("the address of a store", without_password(store), "Use postgresql://... or sqlite:PATH.")
        raise WrongUsage(f"--store {why}")
    return store


def _read_filters(given: Mapping[str, Any]) -> Filters:
    typed: dict[str, Any] = {
        name: tuple(given[name]) if isinstance(given[name], (tuple, list)) else given[name]
        for name in FILTERS
        if given.get(name)
    }
    if query := typed.get(QUERY):
        typed[QUERY] = with_saved(query)
    typed["limit"] = whole_number("--limit", given.get("limit"))
    typed["sort"] = cast("Sort", one_of("sort order", given.get("sort") or "", ("", *SORTS)))
    return Filters(**typed)


def _read_output(given: Mapping[str, Any], formats: Sequence[str], store: str, name: str) -> Output:
    format_ = _read_format(given.get("format"), formats, name)
    return Output(
        format=format_,
        width=whole_number("--width", given.get("width"), WIDEST),
        color=not given.get("no_color"),
        pager=not given.get("no_pager"),
        cite=one_of("citation style", given.get("cite") or "", ("", *STYLES)),
        data=(store,) if store else tuple(given.get("data") or ()),
        svg=given.get("svg") or "",
        force=bool(given.get("force")),
        full=bool(given.get("full")),
        fields=_read_fields(given, format_),
        links=one_of("kind of links", given.get("links") or "", ("", *LINK_MODES)),
    )


def _read_fields(given: Mapping[str, Any], format_: str) -> tuple[str, ...]:
    """Return the columns asked for, each once. Raises WrongUsage where the output has none."""
    if given.get("fields") is None:
        return ()
    for option, is_given in (
        ("--cite", given.get("cite")),
        ("--svg", given.get("svg")),
        ("--format ids", format_ == "ids"),
    ):
        if is_given:
            raise WrongUsage(refused("--fields", f"cannot be used with {option}", "Leave out one."))
    fields = tuple(dict.fromkeys(filter(None, map(str.strip, given["fields"].split(",")))))
    if not fields:
        raise WrongUsage(refused("--fields", "names no column", "Example: --fields id"))
    return fields


def _read_format(given: str | None, formats: Sequence[str], name: str) -> str:
    """Return the format given, or the one in the settings if this command has it, or the command's first one."""
    if not formats:
        if given:
            raise WrongUsage(no_use(f"--format {given}", name))
        return "table"
    if given:
        return one_of("output format", given, formats)
    chosen: str = setting("format") or "table"
    return chosen if chosen in formats else formats[0]


def one_of(noun: str, value: str, known: Collection[str]) -> str:
    """Return the value if it is known; an empty one may be, and is not listed. Raises WrongUsage."""
    if value not in known:
        raise WrongUsage(unknown(noun, value, [*filter(None, known)]))
    return value


def nothing(noun: str, *example: str, known: Iterable[str] = ()) -> WrongUsage:
    """Return the error for a missing word, with the allowed ones and the words of an example."""
    if not known:
        return WrongUsage(nothing_given(noun, *example))
    return WrongUsage(f"No {noun} given. {use_one_of(known)} Example: {command_line(*example)}")


def too_much(name: str, taken: str, words: Iterable[str]) -> WrongUsage:
    """Return the error for more words than a command takes; `taken` is empty if it takes none."""
    if not taken:
        return WrongUsage(no_use(quoted(" ".join(words)), name))
    return WrongUsage(refused(f"'sinoru {name}'", f"takes {taken}, not {quoted(' '.join(words))}"))


def no_use(option: str, name: str) -> str:
    """Return the message for an option or a word that a command does not take."""
    return refused(option, f"cannot be used with 'sinoru {name}'", "Leave it out.")


def whole_number(name: str, text: str | None, most: int = 10**9) -> int | None:
    """Parse a number from 1 to `most`; None where none was given. Raises WrongUsage."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise WrongUsage(f"{name} {not_a(f'a whole number from 1 to {most:,}', text)}")
    return int(text)


Body = Callable[..., int]
"""Takes the Request, and each option of the command's own by key; returns the exit status."""

_PATHS = ("data", "store", "output", "svg", "file")
"""Options that name files, whose names may be bytes that are not UTF-8."""


class FileWords(str):
    """The words of a command that may name files as well."""

    __slots__ = ()


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
    fixes_settings: bool = False
    """Whether it must run even if the config file is invalid."""

    def run(self, *given: Mapping[str, Any]) -> int:
        """Run the body on options and words by key; later mappings override earlier ones. Raises SinoruError."""
        paths = (*_PATHS, "words") if isinstance(self.words, FileWords) else _PATHS
        values = {
            key: value if key in paths else _replace_surrogates(value)
            for each in given
            for key, value in each.items()
            if value
            # An empty name of a file is kept, to be reported: it is a mistake, such as an unset $FILE.
            or (key in ("output", "svg") and value is not None)
        }
        if values.get(SVG.key) == "":
            raise WrongUsage(refused("--svg", "has an empty file name", "Example: --svg timeline.svg"))
        if values.get(SVG.key) and SVG not in self.options:  # it may precede the name of any command
            raise WrongUsage(no_use("--svg", self.name))
        if values.get(FORCE.key) and FORCE in self.options and not values.get(SVG.key):
            raise WrongUsage(
                refused("--force", "overwrites only the file of --svg", "Add --svg, or leave it out.")
            )
        request = self._make_request({key: value for key, value in values.items() if key not in self.own})
        # Before the name of the command the width is a preference, which stops none of them.
        if given[-1].get("width") and request.output.format != "table":
            why = f"cannot be used with --format {request.output.format}"
            raise WrongUsage(refused("--width", why, "Leave out one."))
        return self.body(request, **{key: values.get(key) for key in self.own})

    def _make_request(self, given: Mapping[str, Any]) -> Request:
        """Read the shared options; without the config file if that is invalid and the command must run anyway."""
        try:
            return read_request(given, self.formats, self.name)
        except WrongConfig:
            if not self.fixes_settings:
                raise
            return read_request({"format": self.formats[0], **given}, self.formats, self.name)


def command(
    *,
    examples: tuple[str, str],
    words: str = "",
    options: Iterable[Option] = (),
    formats: Sequence[str] = FORMATS,
    without: Collection[Option] = (),
    fixes_settings: bool = False,
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
            tuple(each.key for each in options if each.panel not in (FILTER_PANEL, OUTPUT_PANEL)),
            formats,
            examples,
            fixes_settings,
        )

    return make


def _replace_surrogates(value: Any) -> Any:
    """Make valid text of texts and lists of texts."""
    if isinstance(value, str):
        return as_text(value)
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


def is_given_twice(option: Option, given: Mapping[str, Any], value: str) -> bool:
    """Return whether an option that takes one value has another; of those about the output, the last one counts."""
    is_single = not option.is_repeated and option.panel != OUTPUT_PANEL
    return is_single and given.get(option.key, value) != value


def check_given_once(arguments: Iterable[str], options: Iterable[Option]) -> None:
    """Raise WrongUsage for an option that takes one value and has two, of which one would be dropped."""
    known = by_name(options)
    given: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, joined, value = argument.partition("=")
        option = known.get(name)
        if option is None or option.is_flag:
            continue
        typed = value if joined else next(rest, "")
        if is_given_twice(option, given, typed):
            why = f"is given twice, as {quoted(given[option.key])} and {quoted(typed)}"
            raise WrongUsage(refused(name, why, "Leave out one."))
        given[option.key] = typed


def _read_options(arguments: Iterable[str], options: Iterable[Option]) -> Given | None:
    """Parse options and their values; None for any that Typer reports: unknown, without its value, given twice ..."""
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
        if is_given_twice(option, given, values[0]):
            return None
        given[option.key] = [*given.get(option.key, ()), *values] if option.is_repeated else values[0]
    return given
