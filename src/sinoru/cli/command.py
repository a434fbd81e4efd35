"""What a command is made of."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperOption

from sinoru.cli.options import DATA, FORCE, FORMATS, SHARED, output_options, read_request

Body = Callable[..., int]
"""Takes the Request, and each option of the command's own by name; gives the exit status."""


_PATHS = ("data", "output", "svg")
"""Options that name files, whose names may be bytes that are no text."""


def command(
    *,
    examples: tuple[str, str],
    words: str = "",
    options: Iterable[TyperOption] = (),
    formats: Sequence[str] = FORMATS,
) -> Callable[[Body], "Command"]:
    """Make a function a command. `words` names what may stand after it; empty: nothing may.

    `formats` are those that the answer can be had in.
    """
    options = tuple(options)

    def make(body: Body) -> Command:
        argument = [TyperArgument(param_decls=["words"], nargs=-1, metavar=words)] if words else []
        names = {each.name for each in options}
        force = (
            () if FORCE.name in names else (FORCE,)
        )  # for --svg, where it is not there for the answer itself
        return Command(
            body.__name__.rstrip("_"),
            callback=body,
            params=[*argument, *options, DATA, *output_options(formats), *force],
            own=frozenset(map(str, names)) - SHARED,
            formats=formats,
            help=body.__doc__,
            epilog="\n".join(("\b", "Examples:", *(f"  {example}" for example in examples))),
            rich_markup_mode=None,  # Rich help costs more than any look-up
        )

    return make


class Command(TyperCommand):
    """A command that takes words and options in any order, and those of the root as well."""

    def __init__(
        self, name: str, *, own: Collection[str] = (), formats: Sequence[str] = FORMATS, **rest: Any
    ) -> None:
        super().__init__(name, **rest)
        self.own = own
        self.formats = formats

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Tell words from options. A word may begin with a single dash: `search hotline -bombing`."""
        takes_value = {
            name for each in self.params for name in each.opts if not getattr(each, "is_flag", False)
        }
        options, words = _split(args, takes_value)
        return super().parse_args(ctx, [*options, "--", *words])

    def invoke(self, ctx: Any) -> Any:
        """Run the body on what was given here, or else before the command's name."""
        before = ctx.parent.params if ctx.parent else {}
        given = before | {name: value for name, value in ctx.params.items() if value}
        paths = {*_PATHS, *(each.name for each in self.params if each.metavar == "[PATH]...")}
        given = {name: value if name in paths else _as_text(value) for name, value in given.items()}
        own = {name: given.get(name) for name in self.own}
        assert self.callback  # noqa: S101  `command` gives it
        return self.callback(read_request(given, self.formats), **own)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List the options by purpose."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for each in self.get_params(ctx):
            if isinstance(each, TyperOption) and (record := each.get_help_record(ctx)):
                panels.setdefault(each.rich_help_panel or "Options", []).append(record)
        for panel, records in panels.items():
            with formatter.section(panel):
                formatter.write_dl(records)


def _as_text(value: Any) -> Any:
    """Replace what is no text: Python passes bytes that are not UTF-8 on as half surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_as_text(one) for one in value] if isinstance(value, (list, tuple)) else value


def _split(args: Sequence[str], takes_value: set[str]) -> tuple[list[str], list[str]]:
    options: list[str] = []
    words: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            words += rest
        elif arg.startswith("--") or arg in takes_value:
            options.append(arg)
            options += [value for _, value in zip((arg,), rest, strict=False)] if arg in takes_value else []
        elif arg == "-h":
            options.append("--help")
        else:
            words.append(arg)
    return options, words
