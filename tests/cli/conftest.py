"""A small corpus, and the program run on it: in this process for most tests, in one of its own for streams."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sinoru.cli.app import run as run_cli

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CORPUS = """\
corpus: {title: A few weeks of 1999}
sources:
  - {id: yu-1999q2, title: "NATO's Unintended Consequence", authors: ["Yu, Bin"], published: 1999-07, kind: article}
  - {id: government-ru, title: Heads of government, publisher: Government of Russia, published: 2020}
places:
  - {id: belgrade, name: Belgrade, country: Yugoslavia}
  - {id: moscow, name: Moscow, country: Russia}
organisations:
  - {id: nato, name: NATO, kind: alliance}
  - {id: russian-government, name: Government of Russia, kind: government, country: Russia}
people:
  - id: sergei-stepashin
    name: Sergei Stepashin
    country: Russia
    born: 1952-03-02
    summary: Prime minister of Russia in the summer of 1999.
    names:
      - {text: Сергей Степашин, kind: native, lang: ru}
      - {text: Stepashyn, kind: as-printed, source: yu-1999q2}
    offices:
      - title: Prime Minister
        org: russian-government
        from: 1999-05-19
        to: 1999-08-09
        evidence: [{source: government-ru}]
    evidence: [{source: yu-1999q2, at: "High Politics, 2", terms: [Stepashin]}]
  - {id: zhang-wannian, name: Zhang Wannian, country: China, names: [{text: 张万年, kind: native, lang: zh-Hans}]}
  - {id: zhang-zemin, name: Zhang Zemin, country: China}
events:
  - id: embassy-bombing
    date: 1999-05-08
    title: NATO bombs hit the Chinese embassy in Belgrade
    summary: Five bombs strike the embassy.
    kind: attack
    participants: [{org: nato, role: attacker}]
    places: [belgrade]
    countries: [China, Yugoslavia]
    topics: [kosovo]
    evidence: [{source: yu-1999q2, at: "Chronology, May 8", terms: [embassy]}]
  - id: zhang-visit
    date: 1999-06-07/1999-06-17
    title: Zhang Wannian visits Russia
    kind: visit
    participants: [{person: zhang-wannian, role: visitor}, {person: sergei-stepashin, role: host}]
    places: [moscow]
    countries: [China, Russia]
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "Chronology, June 7-17", terms: [Zhang Wannian]}]
claims:
  - id: seventy-two-jets
    text: Russia agrees to sell 72 Su-30 fighters to China.
    kind: figure
    by: sergei-stepashin
    about: [zhang-visit]
    said: 1999-06-09
    figure: {value: 72, unit: fighters}
    certainty: reported
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "The Arms Trade, 1", terms: [Su-30, "72"]}]
    conflicts:
      - field: figure
        statements: [{claim: seventy-two-jets}, {value: 38 fighters, stands: true}]
        why: later contracts name 38
"""


TERMINAL_VARIABLES = """FORCE_HYPERLINK TERM_PROGRAM TERM_PROGRAM_VERSION VTE_VERSION KONSOLE_VERSION KITTY_WINDOW_ID
WT_SESSION DOMTERM TMUX STY INSIDE_EMACS XTERM_VERSION LESSCHARSET BAT_STYLE""".split()
"""Variables by which a terminal is known to take links, or not to, and those of pagers."""


class Ran(NamedTuple):
    """What a run of the program left behind."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a cache of its own and an environment that asks for nothing."""
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SINORU_CONFIG", str(tmp_path / "config" / "config.toml"))
    for name in ("SINORU_FORMAT", "SINORU_THEME", "SINORU_PAGER", "SINORU_WIDTH"):
        monkeypatch.delenv(name, raising=False)
    for name in (*TERMINAL_VARIABLES, "SINORU_LINKS", "SINORU_DETAIL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("SINORU_DATA", "SINORU_DEBUG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[..., str]:
    """Write a corpus of one file, and give its folder."""

    def write(text: str, name: str = "corpus") -> str:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "corpus.yaml").write_text(text, encoding="utf-8")
        return str(folder)

    return write


@pytest.fixture
def corpus(write_corpus: Callable[..., str]) -> str:
    return write_corpus(CORPUS)


@pytest.fixture
def run(
    corpus: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Run a command line in this process on the small corpus, or on `data`."""

    def run(*arguments: str, data: str = corpus, env: Mapping[str, str] | None = None) -> Ran:
        with monkeypatch.context() as patch:
            patch.setenv("SINORU_DATA", data)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            capsys.readouterr()
            status = run_cli(arguments)
            return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def process(corpus: str) -> Callable[..., subprocess.Popen[bytes]]:
    """Start the program in a process of its own on the small corpus."""

    def start(
        *arguments: str, env: Mapping[str, str] | None = None, **streams: object
    ) -> subprocess.Popen[bytes]:
        pipes: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        } | streams
        return subprocess.Popen(
            [sys.executable, "-m", "sinoru", *arguments],
            env={**os.environ, "SINORU_DATA": corpus, **(env or {})},
            **pipes,
        )

    return start


@pytest.fixture
def run_process(process: Callable[..., subprocess.Popen[bytes]]) -> Callable[..., Ran]:
    """Run a command line in a process of its own and wait for it."""

    def run(*arguments: str, env: Mapping[str, str] | None = None) -> Ran:
        with process(*arguments, env=env) as program:
            out, err = program.communicate(timeout=60)
        return Ran(program.returncode, out.decode(), err.decode())

    return run


@pytest.fixture
def shell(corpus: str) -> Callable[[str], Ran]:
    """Run a line of shell, in which `sinoru` is the program on the small corpus."""

    def run(line: str) -> Ran:
        ran = subprocess.run(
            ["sh", "-c", line.replace("sinoru", f"{sys.executable} -m sinoru")],
            env={**os.environ, "SINORU_DATA": corpus},
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return run


@pytest.fixture
def in_terminal(corpus: str) -> Callable[..., Ran]:
    """Run the program with its standard output in a terminal of so many columns and lines."""

    def run(*arguments: str, size: tuple[int, int] = (60, 200), env: Mapping[str, str] | None = None) -> Ran:
        import fcntl
        import struct
        import termios

        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        program = subprocess.Popen(
            [sys.executable, "-m", "sinoru", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            env={**os.environ, "SINORU_DATA": corpus, **(env or {})},
        )
        os.close(theirs)
        read = b""
        while chunk := _read(ours):
            read += chunk
        _, err = program.communicate(timeout=60)
        os.close(ours)
        return Ran(program.returncode, read.decode().replace("\r\n", "\n"), err.decode())

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is gone
        return b""
