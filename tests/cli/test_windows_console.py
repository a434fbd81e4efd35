"""A console of Windows that is played here: its functions are those of kernel32."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace
from typing import Any

import pytest

from sinoru.cli import windows_console
from sinoru.cli.last_list import _path as path

ANSI = 4


class Kernel:
    """The functions of kernel32 that are called."""

    def __init__(self, mode: int, *, has_console: bool = True, allows: bool = True) -> None:
        self.mode, self.has_console, self.allows = mode, has_console, allows

    def GetConsoleWindow(self) -> int | None:  # noqa: N802
        return 4711 if self.has_console else None

    def GetConsoleOutputCP(self) -> int:  # noqa: N802
        return 850 if self.has_console else 0

    def GetStdHandle(self, _number: int) -> int:  # noqa: N802
        return 1

    def GetConsoleMode(self, _handle: int, mode: Any) -> bool:  # noqa: N802
        mode._obj.value = self.mode  # noqa: SLF001
        return self.has_console

    def SetConsoleMode(self, _handle: int, mode: int) -> bool:  # noqa: N802
        if self.allows:
            self.mode = mode
        return self.allows


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    return install(monkeypatch, Kernel(3))


def install(monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> Kernel:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    return kernel


def test_colours_are_switched_on(console: Kernel) -> None:
    assert windows_console.allow_colours()
    assert console.mode == 3 | ANSI
    assert windows_console.allow_colours()


def test_an_old_console_gets_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Kernel(3, allows=False))
    assert not windows_console.allow_colours()


@pytest.mark.usefixtures("console")
def test_more_reads_text_as_the_console_does() -> None:
    assert windows_console.output_encoding() == "cp850"


def test_without_a_console_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Kernel(3, has_console=False))
    assert not windows_console.allow_colours()
    assert windows_console.output_encoding() == ""
    assert windows_console.console_number() == 0


def test_elsewhere_nothing_is_found() -> None:
    assert not windows_console.allow_colours()
    assert windows_console.output_encoding() == ""
    assert windows_console.console_number() == 0


@pytest.mark.usefixtures("console")
def test_the_last_list_is_that_of_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that starts sinoru is a launcher there, and another one each time."""

    def no_proc(_process: str) -> list[str]:
        raise FileNotFoundError

    monkeypatch.setattr("sinoru.cli.last_list._status", no_proc)
    monkeypatch.delattr("os.getsid")
    monkeypatch.setenv("WT_SESSION", "")
    seen = set()
    for parent in (10, 11):
        monkeypatch.setattr("os.getppid", lambda parent=parent: parent)
        seen.add(path())
    assert len(seen) == 1
    assert seen.pop().endswith("4711.json")
    monkeypatch.setenv("WT_SESSION", "b5e0-11")
    assert path().endswith("b5e011-4711.json")
