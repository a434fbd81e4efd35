"""A command as Typer knows it: Typer writes its help, and says what is wrong with a line that it cannot take."""

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperOption

from sinoru.cli.arguments import values_taken
from sinoru.cli.command import Command
from sinoru.cli.options import START, Option
from sinoru.cli.splitting import ends_early, split


class RealCommand(TyperCommand):
    """A command that takes words and options in any order, and those of the root as well."""

    def __init__(self, declared: Command) -> None:
        words = declared.words
        argument = [TyperArgument(param_decls=["words"], nargs=-1, metavar=words)] if words else []
        super().__init__(
            declared.name,
            params=[*argument, *map(typer_option, declared.options)],
            help=declared.body.__doc__,
            epilog="\n".join(("\b", "Examples:", *(f"  {example}" for example in declared.examples))),
            rich_markup_mode=None,  # plain, and without the cost of Rich
        )
        self.declared = declared

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Tell words from options."""
        takes_value = values_taken(self.declared.options)
        options, words = split(args, takes_value)
        if ends_early(options, takes_value):  # it would take what stands next for its value
            return super().parse_args(ctx, options)
        if words and not self.declared.words:
            super().parse_args(
                ctx, options
            )  # an option that is none comes first: a word may be meant for its value
            way = "; words are for 'sinoru search'" if START in self.declared.options else ""
            ctx.fail(f"'{self.name}' takes options only, not '{' '.join(words)}'{way}")
        return super().parse_args(ctx, [*options, "--", *words])

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002  Click's signature
        """Give the words as they are declared: Typer would call each of them optional."""
        return [*filter(None, [self.declared.words]), "[OPTIONS]"]

    def invoke(self, ctx: Any) -> Any:
        """Run the body on what was given before the command's name, and here."""
        return self.declared.run(ctx.parent.params if ctx.parent else {}, ctx.params)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """List the options by purpose."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for each in self.get_params(ctx):
            if isinstance(each, TyperOption) and (record := each.get_help_record(ctx)):
                panels.setdefault(each.rich_help_panel or "Options", []).append(record)
        for panel, records in panels.items():
            with formatter.section(panel):
                formatter.write_dl(records)


def typer_option(declared: Option) -> TyperOption:
    """Make an option that Typer knows."""
    return TyperOption(
        param_decls=[*declared.names, declared.key],
        help=declared.help,
        metavar=declared.metavar or None,
        is_flag=declared.is_flag,
        multiple=declared.is_repeated,
        rich_help_panel=declared.panel,
    )
