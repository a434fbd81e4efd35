"""The pager: what it is given, in which environment, and where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.pager import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Ran

SMALL = (80, 5)


@pytest.fixture
def pager(tmp_path: Path) -> Callable[[str], str]:
    """Write a pager of this name, which prints its variables before the text."""

    def write(name: str) -> str:
        path = tmp_path / name
        path.write_text(
            '#!/bin/sh\necho "paged LESS=$LESS LESSCHARSET=$LESSCHARSET LC_ALL=$LC_ALL"\nexec cat\n'
        )
        path.chmod(0o755)
        return str(path)

    return write


@pytest.mark.parametrize(
    ("less", "expected"),
    [
        (None, "FRX"),
        ("", "-R"),
        ("-j10", "-R -j10"),
        ("FX", "-R FX"),
        ("-r", "-R -r"),
        ("--mouse --RAW-CONTROL-CHARS", "-R --mouse --RAW-CONTROL-CHARS"),
    ],
)
def test_less_shows_colours_and_keeps_the_options_of_the_user(less: str | None, expected: str) -> None:
    environ = {} if less is None else {"LESS": less}
    assert environment(environ, "utf-8")["LESS"] == expected


@pytest.mark.parametrize(
    ("environ", "encoding", "expected"),
    [
        ({"LC_ALL": "C"}, "utf-8", ("utf-8", "C.UTF-8")),
        ({"LC_ALL": "POSIX", "LESSCHARSET": "latin1"}, "UTF-8", ("utf-8", "C.UTF-8")),
        ({"LC_ALL": "de_DE.UTF-8"}, "utf-8", ("utf-8", "de_DE.UTF-8")),
        ({}, "utf-8", ("utf-8", None)),
        ({"LC_ALL": "de_DE.ISO-8859-1"}, "iso8859-1", (None, "de_DE.ISO-8859-1")),
    ],
)
def test_a_pager_knows_how_the_text_is_encoded(
    environ: dict[str, str], encoding: str, expected: tuple[str | None, str | None]
) -> None:
    changed = environment(environ, encoding)
    assert (changed.get("LESSCHARSET"), changed.get("LC_ALL")) == expected


def test_text_under_a_plain_locale_is_whole(
    in_terminal: Callable[..., Ran], pager: Callable[[str], str]
) -> None:
    env = {"PAGER": pager("less"), "LC_ALL": "C", "NO_COLOR": "1"}
    ran = in_terminal("who", "Stepashin", "--full", size=SMALL, env=env)
    assert "paged LESS=FRX LESSCHARSET=utf-8 LC_ALL=C.UTF-8" in ran.out
    assert "Сергей Степашин" in ran.out
    assert "\\u" not in ran.out


def test_an_encoding_without_the_marks_gets_their_like(
    in_terminal: Callable[..., Ran], pager: Callable[[str], str], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus("events:\n" + "  - {date: 1999, title: “Quoted” – and so on…, id: e}\n")
    env = {"PAGER": pager("less"), "PYTHONIOENCODING": "ascii", "NO_COLOR": "1", "SINORU_DATA": data}
    ran = in_terminal("show", "e", size=SMALL, env=env)
    assert "paged" in ran.out
    assert '"Quoted" - and so on...' in ran.out


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_gets_neither_pager_nor_colour(
    in_terminal: Callable[..., Ran], pager: Callable[[str], str], term: str
) -> None:
    ran = in_terminal("timeline", "--full", size=SMALL, env={"PAGER": pager("less"), "TERM": term})
    assert "paged" not in ran.out
    if term:
        assert "\033" not in ran.out


@pytest.mark.parametrize("name", ["less", "cat", "bat", "most", "delta"])
def test_pagers_that_show_colours_get_them(
    in_terminal: Callable[..., Ran], pager: Callable[[str], str], name: str
) -> None:
    assert "\033[" in in_terminal("timeline", "--full", size=SMALL, env={"PAGER": pager(name)}).out


@pytest.mark.parametrize("name", ["more", "vim", "nano", "w3m"])
def test_programs_that_would_show_codes_get_none(
    in_terminal: Callable[..., Ran], pager: Callable[[str], str], name: str
) -> None:
    env = {"PAGER": f"{pager(name)} -"}
    assert "\033" not in in_terminal("timeline", "--full", size=SMALL, env=env).out
    assert "\033" in in_terminal("timeline", "--full", size=SMALL, env={**env, "FORCE_COLOR": "1"}).out


@pytest.mark.parametrize("lines", [23, 24])
def test_what_leaves_room_for_the_prompt_is_not_paged(
    in_terminal: Callable[..., Ran], pager: Callable[[str], str], write_corpus: Callable[..., str], lines: int
) -> None:
    events = "".join(f"  - {{id: e-{number}, date: 1999, title: Event}}\n" for number in range(lines))
    env = {"PAGER": pager("less"), "SINORU_DATA": write_corpus(f"events:\n{events}")}
    ids = [f"e-{number}" for number in range(lines)]
    whole = in_terminal("show", *ids, "--no-color", size=(80, 500), env=env)
    height = whole.out.count("\n")
    assert "paged" not in whole.out
    assert "paged" not in in_terminal("show", *ids, "--no-color", size=(80, height + 1), env=env).out
    assert "paged" in in_terminal("show", *ids, "--no-color", size=(80, height), env=env).out


class Window:
    """A screen of tmux with a shell, and what it shows."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._tmux = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null"]
        variables = [word for name, value in env.items() for word in ("-e", f"{name}={value}")]
        self._run("new-session", "-d", "-x", "80", "-y", "24", *variables, "env PS1='$ ' sh")

    def _run(self, *words: str) -> str:
        ran = subprocess.run([*self._tmux, *words], check=True, capture_output=True, text=True)
        return ran.stdout

    def type(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def shows(self, text: str, seconds: float = 20) -> bool:
        """Return whether the screen shows a text soon."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in self.screen():
                return True
            time.sleep(0.05)
        return False

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def close(self) -> None:
        self._run("kill-server")


@pytest.fixture
def window(tmp_path: Path, corpus: str) -> Iterator[Callable[..., Window]]:
    if not (shutil.which("tmux") and shutil.which("less")):
        pytest.skip("tmux and less are not installed")
    opened: list[Window] = []

    def open_window(**env: str) -> Window:
        names = ("SINORU_CACHE", "SINORU_CONFIG", "PYTHONPATH")
        kept = {name: os.environ[name] for name in names if name in os.environ}
        opened.append(Window(tmp_path, {**kept, "SINORU_DATA": corpus, "LANG": "C.UTF-8", **env}))
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()


PROGRAM = f"{sys.executable} -m sinoru"


@pytest.mark.parametrize("env", [{"PAGER": "less", "LESS": "-j10"}, {"PAGER": "less"}, {}])
def test_less_shows_neither_codes_nor_bytes(window: Callable[..., Window], env: dict[str, str]) -> None:
    shown = window(LC_ALL="C", **env)
    shown.type(f"{PROGRAM} show sergei-stepashin nato zhang-visit embassy-bombing --full", "Enter")
    assert shown.shows("Сергей Степашин")
    assert "ESC" not in shown.screen()
    assert "[36m" not in shown.screen()
    assert "<E" not in shown.screen()
    shown.type("q")


def test_ctrl_c_and_leaving_early_return_to_the_shell(window: Callable[..., Window], corpus: str) -> None:
    events = "".join(f"  - {{id: e-{number}, date: 1999, title: Event {number}}}\n" for number in range(5000))
    Path(corpus, "more.yaml").write_text(f"events:\n{events}", encoding="utf-8")
    shown = window(PAGER="less")
    shown.type(f"{PROGRAM} timeline --no-color; echo status=$?", "Enter")
    assert shown.shows("Event 1")
    shown.type("C-c")
    time.sleep(0.5)  # the terminal drops what is typed before the pager has taken Ctrl-C
    shown.type("q")
    assert shown.shows("status=0")
    assert "Traceback" not in shown.screen()
