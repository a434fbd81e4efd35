"""The root of the command line: it knows the names of all commands and loads the one that runs."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from sinoru.cli.options import DATA, OUTPUT, flag
from sinoru.cli.table import COMMANDS, load_command

_ABOUT = """A chronology and fact look-up tool: events, people and claims, each line traced to its source.

Words after a command need no quotes. Without --data (or SINORU_DATA) it answers from the corpus that ships
with it: Sino-Russian relations around the Kosovo crisis of 1999."""


def make_root() -> TyperGroup:
    """Make the root command with a light stand-in for each command."""
    stubs: dict[str, Any] = {
        name: TyperCommand(name, help=summary) for name, (_, summary) in COMMANDS.items()
    }
    return LazyGroup(
        name="sinoru",
        help=_ABOUT,
        commands=stubs,
        params=[DATA, *OUTPUT, _version_option()],
        epilog="Exit status: 0 found, 1 nothing found, 2 wrong usage or unreadable input.",
        rich_markup_mode=None,  # Rich help costs more than any look-up
    )


class LazyGroup(TyperGroup):
    """A group that swaps the stand-in for the real command only when it is asked to run.

    `get_command` still gives the stand-in, so listing and suggesting names import nothing.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command to run and load it."""
        name, stub, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            return name, load_command(name), rest
        return name, stub, rest

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  Click's signature
        """List the commands by purpose."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, (panel, summary) in COMMANDS.items():
            panels.setdefault(panel, []).append((name, summary))
        for panel, commands in panels.items():
            with formatter.section(panel):
                formatter.write_dl(commands)


def _version_option() -> TyperOption:
    option = flag("--version", "Show the version and leave.")
    option.is_eager, option.expose_value, option.callback = True, False, _show_version
    return option


def _show_version(ctx: Any, _option: Any, wanted: bool | None) -> None:  # noqa: FBT001  Click's signature
    if wanted and not ctx.resilient_parsing:
        from sinoru import __version__

        typer.echo(f"sinoru {__version__}")
        raise typer.Exit
