"""The examples in the help of each look-up: a newcomer tries them on the corpus that ships."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.command_line import load_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

SHIPPED = str(Path(__file__).parents[2] / "data")
LOOK_UPS = ("timeline", "on", "who", "search", "claims", "conflicts", "compare", "links", "sources", "cite")
EXAMPLES = [example for name in LOOK_UPS for example in load_command(name).examples]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_finds_something(run: Callable[..., Ran], example: str) -> None:
    words = shlex.split(example.partition(" > ")[0])
    ran = run(*words[1:], data=SHIPPED)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out
