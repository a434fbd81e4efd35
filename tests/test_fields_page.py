"""The page "Fields of your own": its commands run on the example corpus as they are printed there."""

import re
import shlex
from pathlib import Path

import pytest

from sinoru.cli.app import run
from tests.test_readme import BLOCK, printed

PAGE = Path(__file__).parents[1] / "docs" / "fields.md"
(COMMANDS,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_every_example_prints_what_the_page_shows(pytestconfig: pytest.Config) -> None:
    text = PAGE.read_text(encoding="utf-8")
    current = BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{printed(found[1])}```", text)
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(current, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == current


@pytest.mark.parametrize("command", COMMANDS.splitlines())
def test_every_other_command_finds_something(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shlex.split(command)[1:]) == 0, capsys.readouterr()
    assert capsys.readouterr().out.count("\n") > 1
