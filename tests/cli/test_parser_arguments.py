"""A line that is read without Typer is read as Typer reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest import mock

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.cli import parser, typer_app
from sinoru.cli.command_line import COMMANDS, load_command
from sinoru.cli.options import ROOT
from sinoru.cli.parser import read_line
from sinoru.cli.typer_app import invoke
from sinoru.model.errors import SinoruError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sinoru.cli.parser import Command, Request
    from tests.cli.conftest import Ran

ALL = {name: load_command(name) for name in COMMANDS}
NAMES = sorted({name for each in ALL.values() for option in each.options for name in option.names})
ROOT_NAMES = [name for option in ROOT for name in option.names]
ODD = [
    "",
    "-",
    "--",
    "-h",
    "--help",
    "--version",
    "-x",
    "-ofile",
    "--nosuch",
    "--forma",
    "--nosuch=1",
    "=",
    "-bombing",
]
VALUES = [
    "json",
    "-bombing",
    "3",
    "date",
    "-date",
    "rank",
    "1999",
    "x=y",
    "Zhang",
    "张",
    "\udcff",
    "who",
    "timeline",
]


def arguments_of(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Return arguments that make sense, and arguments that make none."""
    joined = [f"{name}={value}" for name in names for value in ("", "json", "3")]
    kinds = st.sampled_from(names) | st.sampled_from(VALUES) | st.sampled_from([*joined, *ODD])
    return st.lists(kinds, max_size=7)


def lines_of(command: str) -> st.SearchStrategy[list[str]]:
    own = [name for option in ALL[command].options for name in option.names] or ["--help"]
    after = arguments_of(own) | arguments_of(NAMES)
    return st.builds(
        lambda before, rest: [*before, command, *rest], st.just([]) | arguments_of(ROOT_NAMES), after
    )


def told(read: Callable[[], object]) -> list[Any]:
    """Return what a command's body is told; an error where it was not called."""
    calls: list[Any] = []

    def probe(name: str) -> Command:
        def body(request: Request, **own: object) -> int:
            calls.append((name, request, own))
            return 0

        declared: Command = msgspec.structs.replace(ALL[name], body=body)
        return declared

    with (
        mock.patch.object(parser, "load_command", probe),
        mock.patch.object(typer_app, "load_command", probe),
    ):
        try:
            read()
        except SinoruError as error:
            calls.append((type(error), str(error)))
    return calls


@settings(max_examples=400)
@given(line=st.sampled_from(sorted(COMMANDS)).flatmap(lines_of))
def test_what_is_read_without_typer_is_what_typer_reads(line: list[str]) -> None:
    def read() -> None:
        if found := read_line(line):
            command, *given = found
            command.run(*given)

    assert told(read) in ([], told(lambda: invoke(line)))


@pytest.mark.parametrize(
    "line",
    [
        ["who", "Zhang", "Wannian", "--format", "json"],
        ["--data=x", "--no-color", "timeline", "--kind", "visit", "--kind=call", "--from", "1999"],
        ["search", "hotline", "-bombing", "--sort", "-date", "--", "--limit"],
        ["export", "csv", "-o", "x.csv", "--force"],
    ],
    ids=" ".join,
)
def test_a_line_without_a_fault_needs_no_typer(line: list[str]) -> None:
    assert read_line(line)


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["nosuch"],
        ["--version"],
        ["--", "who"],
        ["who", "--help"],
        ["who", "-h"],
        ["who", "--nosuch"],
        ["who", "--limit"],
        ["who", "--no-color=yes"],
        ["push", "word"],
        ["--nosuch", "who"],
    ],
    ids=" ".join,
)
def test_what_asks_for_help_or_is_wrong_is_left_to_typer(line: list[str]) -> None:
    assert read_line(line) is None


@pytest.mark.parametrize(
    "line", [["who", "Zhang"], ["timeline", "--limit", "0"], ["show", "nosuch"]], ids=" ".join
)
def test_both_ways_end_alike(run: Callable[..., Ran], line: list[str]) -> None:
    ended = run(*line)
    with mock.patch.object(parser, "read_line", return_value=None):
        assert run(*line) == ended


@pytest.mark.parametrize(
    "line", [["who", "--on"], ["who", "Zhang", "--on"], ["timeline", "--limit"]], ids=" ".join
)
def test_an_option_without_its_value_is_named(run: Callable[..., Ran], line: list[str]) -> None:
    """It took the dashes before the words for its value."""
    ran = run(*line)
    assert ran.status == 2
    assert f"Option '{line[-1]}' needs a value." in ran.err
