"""The browser in a real terminal. What is typed in one call comes in one piece, as over a slow line."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sinoru.corpus import Corpus

SIZES = [(80, 24), (200, 60)]


@pytest.fixture
def browse(corpus: Corpus) -> Iterator[Callable[..., Terminal]]:
    """Open the browser in a terminal; in CI there has to be tmux."""
    if not shutil.which("tmux"):
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed, and CI tests in it")
        pytest.skip("tmux is not installed")
    opened: list[Terminal] = []

    def browse(*words: str, size: tuple[int, int] = SIZES[0], by_hand: bool = False, **env: str) -> Terminal:
        command = [sys.executable, "-m", "sinoru", "browse", *words, "--data", corpus.paths[0]]
        opened.append(Terminal(command, size, env, in_shell=by_hand))
        return opened[-1]

    yield browse
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize("size", SIZES)
def test_words_are_searched_for_as_they_are_typed(
    browse: Callable[..., Terminal], size: tuple[int, int]
) -> None:
    terminal = browse(size=size)
    terminal.wait_for("3 events")
    terminal.type("/")
    terminal.type("hotline")
    terminal.wait_for("1 match")
    terminal.type("C-q")
    terminal.wait_for("left with 0")


@pytest.mark.parametrize("size", SIZES)
def test_keys_typed_ahead_do_what_they_would_one_by_one(
    browse: Callable[..., Terminal], size: tuple[int, int]
) -> None:
    """Search, go to the list, then to the record, the lower pane and along the second lead; all before it looks."""
    terminal = browse(size=size)
    terminal.wait_for("3 events")
    terminal.type("/", "h", "o", "t", "l", "i", "n", "e", "Enter", "Enter", "Tab", "Down", "Enter")
    terminal.wait_for("Jiang Zemin    jiang-zemin")
    terminal.type("q")
    terminal.wait_for("left with 0")


def test_keys_typed_before_the_screen_is_there_are_not_lost(browse: Callable[..., Terminal]) -> None:
    terminal = browse()
    terminal.type("/", "h", "o", "t", "l", "i", "n", "e")
    terminal.wait_for("1 match")
    terminal.type("Enter", "q")
    terminal.wait_for("left with 0")


def test_back_from_the_background_the_screen_is_drawn_anew(browse: Callable[..., Terminal]) -> None:
    terminal = browse(by_hand=True)
    terminal.wait_for("of 3 events")
    terminal.type("C-z")
    terminal.wait_for("Stopped")
    terminal.type("fg", "Enter")
    assert "of 3 events" in terminal.wait_for("Embassy bombed")
    terminal.type("q")


def test_a_signal_gives_the_terminal_back(browse: Callable[..., Terminal]) -> None:
    terminal = browse()
    terminal.wait_for("of 3 events")
    terminal.signal("TERM")
    screen = terminal.wait_for("left with 143")
    assert "events" not in screen


@pytest.mark.parametrize(
    ("env", "message"),
    [
        ({"TERM": "dumb"}, "TERM is set to 'dumb'"),
        ({"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}, "'sinoru browse' needs UTF-8"),
    ],
)
def test_a_terminal_that_cannot_show_it_is_told_so(
    browse: Callable[..., Terminal], env: dict[str, str], message: str
) -> None:
    terminal = browse(**env)
    terminal.wait_for("left with 2")
    assert message in " ".join(terminal.screen().split())


def test_no_colour_is_used_where_none_is_wanted(browse: Callable[..., Terminal]) -> None:
    """Grey has the same share of red, green and blue; tmux names it by one of 24 shades or says nothing."""
    terminal = browse("--no-color")
    terminal.wait_for("of 3 events")
    shades = {int(one) for one in re.findall(r"[34]8;5;(\d+)", terminal.screen("-e"))}
    assert shades <= {16, 59, 102, 145, 188, 231, *range(232, 256)}
    terminal.type("q")
