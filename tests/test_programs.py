"""Programs of others, with one of the same name in a stranger's folder, in which we work."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.editor import NoEditor, editor_command, open_editor
from sinoru.cli.pager import Pager
from sinoru.programs import environment, find_program, open_in_browser

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "less",
    "nano",
    "vim",
    "vi",
    "sensible-editor",
    "xdg-open",
    "xdg-settings",
    "www-browser",
    "w3m",
    "firefox",
)


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with programs that leave the file `ran`; PATH has it relatively, in every way."""
    folder = tmp_path / "strange"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(f"#!/bin/sh\necho {name} >>'{tmp_path}/ran'\n")
        (folder / name).chmod(0o755)
    monkeypatch.chdir(folder)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "../strange", str(tmp_path / "bin")]))
    for name in ("VISUAL", "EDITOR", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "ran"


def test_only_absolute_folders_are_searched(ran: Path, tmp_path: Path) -> None:
    assert find_program("less") is None
    assert find_program("./less") is None
    assert find_program("../strange/less") is None
    own = tmp_path / "bin" / "less"
    own.write_text("#!/bin/sh\n")
    assert find_program("less") is None
    own.chmod(0o755)
    assert find_program("less") == find_program(str(own)) == str(own)
    assert not ran.exists()


def test_no_program_of_the_working_folder_is_pager_or_editor(
    ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pager = Pager(["less", "-R"])
    assert not pager.takes_links
    assert not pager.show(lambda stream: stream.writelines(["text"]))
    with pytest.raises(NoEditor, match="No editor found"):
        editor_command()
    for name in ("nano", "./nano"):
        monkeypatch.setenv("EDITOR", name)
        with pytest.raises(NoEditor, match=f"Cannot run the editor '{name}': no such file or folder"):
            open_editor("a.yaml", 1)
    assert not ran.exists()


def test_a_pager_that_is_asked_for_its_version_finds_no_program_of_the_working_folder(
    ran: Path, tmp_path: Path
) -> None:
    own = tmp_path / "bin" / "less"
    own.write_text("#!/bin/sh\nw3m --version\necho less 590\n")
    own.chmod(0o755)
    assert Pager(["less"]).takes_links
    assert not ran.exists()


@pytest.mark.parametrize("browser", [None, "./firefox", "firefox %s", "./firefox:../strange/w3m %s:w3m", ""])
def test_no_program_of_the_working_folder_is_the_browser(
    browser: str | None, ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("TERM", "xterm")
    if browser is not None:
        monkeypatch.setenv("BROWSER", browser)
    before = dict(os.environ)
    assert not open_in_browser("https://example.org/")
    assert dict(os.environ) == before
    assert not ran.exists()


def test_what_a_program_starts_is_not_of_the_working_folder_either(
    ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [sys.executable, "-c", "import shutil; print(shutil.which('less'))"]
    assert subprocess.run(asked, env=environment(), capture_output=True, check=True).stdout == b"None\n"
    monkeypatch.setenv("PATH", ".")
    assert subprocess.run(asked, env=environment(), capture_output=True, check=True).stdout == b"None\n"
    assert not ran.exists()


def test_on_windows_a_suffix_may_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "code.CMD"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PATHEXT", raising=False)
    monkeypatch.setattr("os.pathsep", ";")
    assert find_program("code") == find_program("code.CMD") == str(program)
    assert environment()["NoDefaultCurrentDirectoryInExePath"] == "1"
