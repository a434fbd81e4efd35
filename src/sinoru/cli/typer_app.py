"""The command line as a Typer application, which writes the help and reports an invalid line.

It is loaded only for a line that `sinoru.cli.parser.read_line` declines. Its root knows the names of all commands
and loads the one that runs.
"""

from collections.abc import Sequence
from inspect import Parameter, Signature
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup, TyperOption

from sinoru.cli.command_line import CLOSER, COMMANDS, LOOK_UP, corpora_given, ends_early, load_command, split
from sinoru.cli.examples import ANY, SHIPPED, is_bundled_corpus
from sinoru.cli.lookup import is_in_other_corpus
from sinoru.cli.options import CITE, FIELDS, FILTER_PANEL, FORCE, GLOBAL, OUTPUT, VERSION, Option, all_filters
from sinoru.cli.parser import Command, by_name, check_given_once, no_use, too_much, values_taken
from sinoru.cli.stderr import with_words
from sinoru.messages import did_you_mean, sentence, unknown
from sinoru.model.errors import WrongConfig, WrongUsage
from sinoru.names.nearest import nearest


class TakesNoWords(typer.TyperException):
    """Words were given to a command that takes options only."""

    def __init__(self, command: Command, words: Sequence[str], context: Any) -> None:
        super().__init__(str(too_much(command.name, "options only", words)))
        self.words = words if any(one.panel == FILTER_PANEL for one in command.options) else ()
        """Words to search for instead."""
        self.ctx = context


class UnknownFlag(typer.TyperException):
    """A word with one dash was given to a command that takes options only."""

    def __init__(self, word: str, context: Any) -> None:
        super().__init__(unknown("option", word))
        self.ctx = context


class UnknownCommand(typer.TyperException):
    """The first word is not a command; if it has a capital, it may be a name to search for."""

    def __init__(self, words: Sequence[str], context: Any) -> None:
        super().__init__(
            unknown("command", words[0], advice=did_you_mean(nearest(words[0], list(COMMANDS), 1)))
        )
        self.words = split(words, values_taken(GLOBAL))[1] if words[0][:1].isupper() else []
        """Words to search for instead."""
        self.ctx = context


class RealCommand(TyperCommand):
    """A command that takes words and options in any order, including the options of the root."""

    def __init__(self, declared: Command) -> None:
        super().__init__(
            declared.name,
            params=typer_parameters(declared.options, declared.words),
            help=declared.body.__doc__,
            rich_markup_mode=None,  # plain, and without the cost of Rich
        )
        self.declared = declared

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """List the examples; those of look-ups are for the bundled corpus, which may not be the one in use."""
        is_look_up = COMMANDS[self.declared.name][0] in (LOOK_UP, CLOSER)
        heading = (
            "Examples, for the bundled corpus:" if is_look_up and ctx.obj[_IS_ELSEWHERE] else "Examples:"
        )
        self.epilog = "\n".join(("\b", heading, *(f"  {example}" for example in self.declared.examples)))
        super().format_epilog(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Separate words from options, and let Typer parse them in that order."""
        takes_value = values_taken(self.declared.options)
        options, words = split(args, takes_value)
        if ends_early(options, takes_value):  # the `--` below would become its value
            return super().parse_args(ctx, options)
        check_given_once(options, self.declared.options)
        if words and not self.declared.words:
            # An unknown option is reported first: a word may be meant as its value.
            super().parse_args(ctx, options)
            if words[0].startswith("-") and "--" not in args:
                raise UnknownFlag(words[0], ctx)
            raise TakesNoWords(self.declared, words, ctx)
        return super().parse_args(ctx, [*options, "--", *words])

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002  Click's signature
        """Return the words as declared; Typer would mark each of them as optional."""
        return [*filter(None, [self.declared.words]), "[OPTIONS]"]

    def invoke(self, ctx: Any) -> Any:
        """Run the command on the values given before its name and after it."""
        return self.declared.run(ctx.parent.params if ctx.parent else {}, ctx.params)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option, which shows help in the pager where it is longer than the screen."""
        return _paged(super().get_help_option(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List the options by purpose."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for each in self.get_params(ctx):
            if isinstance(each, TyperOption) and (record := each.get_help_record(ctx)):
                panels.setdefault(each.rich_help_panel or "Options", []).append(record)
        for panel, records in panels.items():
            with formatter.section(panel):
                formatter.write_dl(records)


def typer_parameters(options: Sequence[Option], words: str = "") -> list[Any]:
    """Convert options for Typer, and the words of a command, if it takes any.

    Typer makes them from the signature of a function: how it makes each of them changes between its versions.
    """

    def command() -> None:
        """Take the parameters."""

    parameters = {each.key: (_type_of(each), _typer_option(each)) for each in options}
    if words:
        parameters = {"words": (list[str], typer.Argument(None, metavar=words)), **parameters}
    command.__annotations__ = {name: type_ for name, (type_, _) in parameters.items()}
    command.__signature__ = Signature(  # type: ignore[attr-defined]  # inspect reads it
        [
            Parameter(name, Parameter.KEYWORD_ONLY, default=made, annotation=type_)
            for name, (type_, made) in parameters.items()
        ]
    )
    app = typer.Typer(add_completion=False)
    app.command()(command)
    return typer.main.get_command(app).params


def _type_of(declared: Option) -> Any:
    if declared.is_flag:
        return bool
    return list[str] if declared.is_repeated else str


def _typer_option(declared: Option) -> Any:
    return typer.Option(
        False if declared.is_flag else None,
        *declared.names,
        help=declared.help,
        metavar=declared.metavar or None,
        rich_help_panel=declared.panel,
        show_default=False,
    )


_ABOUT = """Look up events, people and claims in a chronology, each with its sources.

Words after a command need no quotes. Without --data (or SINORU_DATA), sinoru uses the bundled corpus:
Sino-Russian relations around the Kosovo crisis of 1999."""


_TRY = """\
\b
Try:
  {}
  {}
  {}
  sinoru help COMMAND      (its options, and two examples)
  sinoru help marks        (what the marks and colours mean)

Exit status: 0 success, 1 nothing found or errors found, 2 wrong usage or unreadable input, 130 stopped
with Ctrl-C."""

_PAGER = "pager"
"""The key of the context's object under which it says whether help may be paged."""
_IS_ELSEWHERE = "is_elsewhere"
"""The key under which it says whether the user has another corpus than the bundled one."""


def invoke(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit status. Raises SinoruError."""
    root = make_root()
    settings = {
        _PAGER: "--no-pager" not in arguments,
        _IS_ELSEWHERE: bool(corpora_given(arguments)) or not _has_bundled_corpus() or is_in_other_corpus(),
    }
    try:
        with root.make_context("sinoru", _normalize(arguments), obj=settings) as context:
            return int(root.invoke(context) or 0)
    except typer.Exit as exit_:  # raised by --help and --version
        return exit_.exit_code
    except typer.TyperException as error:
        raise WrongUsage(f"{_describe(error)} {_help_hint(error, arguments)}") from None


def _normalize(arguments: Sequence[str]) -> list[str]:
    """Rewrite `-h` and `-V`, which people type from habit, into the options that exist."""
    first, *rest = arguments
    return [{"-h": "--help", "-V": "--version"}.get(first, first), *rest]


def _describe(error: typer.TyperException) -> str:
    """Return the message of an error in the words of docs/style.md, with the names that resemble an unknown one."""
    message = error.format_message()
    name, near = getattr(error, "option_name", ""), getattr(error, "possibilities", None)
    if message.startswith("No such option"):
        context = getattr(error, "ctx", None)
        if (
            name in by_name((*GLOBAL, *all_filters(), *OUTPUT, CITE, FIELDS, FORCE))
            and context
            and context.parent
        ):
            return str(no_use(name, context.command.name))
        return unknown("option", name, advice=did_you_mean(sorted(near or ())))
    if message.startswith("Missing command"):
        return "No command given."
    return sentence(message.replace("requires an argument", "needs a value"))


def _help_hint(error: Exception, arguments: Sequence[str]) -> str:
    """Refer to the help of the command that was used wrongly, and for words in a wrong place to the search."""
    if context := getattr(error, "ctx", None):
        path = context.command_path.split(" [")[0]
    else:
        path = " ".join(["sinoru", *[each for each in arguments if each in COMMANDS][:1]])
    words = getattr(error, "words", ())
    if not words:
        return f"See '{path} --help'."
    search = with_words("search", " ".join(words), corpora_given(arguments))
    return f"See '{path} --help', or try: {search}"


def make_root() -> TyperGroup:
    """Make the root command, with a stub for each command that knows only its summary."""
    stubs: dict[str, Any] = {
        name: TyperCommand(name, help=summary) for name, (_, summary) in COMMANDS.items()
    }
    return LazyGroup(
        name="sinoru",
        help=_ABOUT,
        commands=stubs,
        params=[*typer_parameters(GLOBAL), _version_option()],
        epilog=_TRY.format(*(SHIPPED if _has_bundled_corpus() else ANY)),
        rich_markup_mode=None,  # Rich help costs more than any look-up
    )


class LazyGroup(TyperGroup):
    """A group that loads a command only to run it.

    `get_command` returns the stub, so that listing and suggesting names import no command.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the name of the command to run, the command, loaded, and the other arguments."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UnknownCommand(args, ctx)
        name, stub, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            return name, RealCommand(load_command(name)), rest
        return name, stub, rest

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option, which shows help in the pager where it is longer than the screen."""
        return _paged(super().get_help_option(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List the commands, then the options."""
        self.format_commands(ctx, formatter)
        records = filter(None, (each.get_help_record(ctx) for each in self.get_params(ctx)))
        with formatter.section("Options"):
            formatter.write_dl(list(records))

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  Click's signature
        """List the commands by purpose."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, (panel, summary) in COMMANDS.items():
            panels.setdefault(panel, []).append((name, summary))
        for panel, commands in panels.items():
            with formatter.section(panel):
                formatter.write_dl(commands)


def _has_bundled_corpus() -> bool:
    """Return whether the examples are for the bundled corpus; help must be had with invalid settings as well."""
    try:
        return is_bundled_corpus()
    except WrongConfig:
        return True


def _paged(option: Any) -> Any:
    option.callback = _show_help
    return option


def _show_help(ctx: Any, _option: Any, is_given: bool | None) -> None:  # noqa: FBT001  Click's signature
    if is_given and not ctx.resilient_parsing:
        from sinoru.cli.output import show_help

        show_help(f"{ctx.get_help()}\n", pager=ctx.obj[_PAGER])
        raise typer.Exit


def _version_option() -> Any:
    (option,) = typer_parameters([VERSION])
    option.is_eager, option.expose_value, option.callback = True, False, _show_version
    return option


def _show_version(ctx: Any, _option: Any, is_given: bool | None) -> None:  # noqa: FBT001  Click's signature
    if is_given and not ctx.resilient_parsing:
        from sinoru import __version__

        typer.echo(f"sinoru {__version__}")
        raise typer.Exit
