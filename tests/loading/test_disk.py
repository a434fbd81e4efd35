"""Files reach the disk and get their names as each system has it, which is played here."""

from __future__ import annotations

import errno
import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sinoru.loading import disk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    monkeypatch.setattr("os.fsync", lambda _: seen.append("fsync"))
    return seen


def on_a_mac(monkeypatch: pytest.MonkeyPatch, seen: list[str], number: int = 0) -> None:
    def control(_descriptor: int, command: int) -> None:
        if number:
            raise OSError(number, os.strerror(number))
        seen.append(f"fcntl {command}")

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", SimpleNamespace(F_FULLFSYNC=51, fcntl=control))


def test_a_mac_empties_the_memory_of_the_drive(monkeypatch: pytest.MonkeyPatch, flushed: list[str]) -> None:
    on_a_mac(monkeypatch, flushed)
    disk.flush(0)
    assert flushed == ["fcntl 51"]


def test_a_drive_on_a_network_is_flushed_as_far_as_it_can_be(
    monkeypatch: pytest.MonkeyPatch, flushed: list[str]
) -> None:
    on_a_mac(monkeypatch, flushed, errno.ENOTSUP)
    disk.flush(0)
    assert flushed == ["fsync"]


def test_a_folder_that_cannot_be_opened_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flushed: list[str]
) -> None:
    def refuse(path: str, _flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("os.open", refuse)
    disk.flush_folder(str(tmp_path))
    assert flushed == []


def test_a_file_is_flushed_while_open_for_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flushed: list[str]
) -> None:
    (tmp_path / "a").touch()
    given, real = [], os.open

    def watch(path: str, flags: int) -> int:
        given.append(flags)
        return real(path, flags)

    monkeypatch.setattr("os.open", watch)
    disk.flush_file(str(tmp_path / "a"))
    assert given == [os.O_RDWR]
    assert flushed == ["fsync"]


def refusing(times: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the system refuse to replace a file as often, as while a virus scanner reads it."""
    tries: list[str] = []
    real = os.replace

    def replace(temporary: str, path: str) -> None:
        tries.append(path)
        if len(tries) <= times:
            raise PermissionError(errno.EACCES, "The process cannot access the file", temporary)
        real(temporary, path)

    monkeypatch.setattr("os.replace", replace)
    monkeypatch.setattr("time.sleep", lambda _: None)
    return tries


def test_windows_is_asked_again_while_a_scanner_reads_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").write_text("new", encoding="utf-8")
    tries = refusing(3, monkeypatch)
    monkeypatch.setattr("sys.platform", "win32")
    disk.replace(str(tmp_path / "new"), str(tmp_path / "file"))
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"
    assert len(tries) == 4


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_lasting_refusal_is_an_error(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refusing(10**9, monkeypatch)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(disk, "_PATIENCE", 0.01)
    with pytest.raises(PermissionError):
        disk.replace(str(tmp_path / "new"), str(tmp_path / "file"))
    assert (len(tries) > 1) == (platform == "win32")
