"""Editors and pagers as each system has them; Windows is played here."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.cli.editor import NoEditor, at_line, editor_command, open_editor
from sinoru.cli.pager import find_pager
from sinoru.cli.user_command import split_command

if TYPE_CHECKING:
    from collections.abc import Callable

NOTEPAD = r"C:\Program Files\Notepad++\notepad++.exe"


@pytest.fixture
def installed(windows: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:  # noqa: ARG001
    """Return a function that says which programs this Windows has, by the words that find them."""
    for name in ("VISUAL", "EDITOR", "PAGER", "SINORU_PAGER"):
        monkeypatch.delenv(name, raising=False)

    def have(**programs: str) -> None:
        def find(word: str) -> str | None:
            return programs.get(word, NOTEPAD if word == NOTEPAD else None)

        for module in ("programs", "cli.user_command", "cli.editor"):
            monkeypatch.setattr(f"sinoru.{module}.find_program", find)

    have()
    return have


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NOTEPAD, [NOTEPAD]),
        (f'"{NOTEPAD}" -multiInst', [NOTEPAD, "-multiInst"]),
        (r"C:\Tools\micro.exe -autosave=1", [r"C:\Tools\micro.exe", "-autosave=1"]),
        ('code --user-data-dir="C:\\My Data" --wait', ["code", "--user-data-dir=C:\\My Data", "--wait"]),
        ("less -FRX", ["less", "-FRX"]),
        ("", []),
        ("  ", []),
    ],
)
def test_a_command_of_windows_keeps_its_backslashes(text: str, words: list[str]) -> None:
    assert split_command(text) == words


def test_a_command_elsewhere_is_read_as_by_a_shell() -> None:
    assert split_command(r"'my editor' a\ b") == ["my editor", "a b"]


@pytest.mark.usefixtures("installed")
def test_a_single_quotation_mark_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", '"C:\\Program Files\\x.exe')
    with pytest.raises(NoEditor, match="EDITOR '\"C:"):
        editor_command()


def test_windows_has_notepad(installed: Callable[..., None]) -> None:
    installed(notepad=r"C:\Windows\notepad.exe")
    assert editor_command() == ["notepad"]
    installed(notepad=r"C:\Windows\notepad.exe", nano=r"C:\Tools\nano.exe")
    assert editor_command() == ["nano"]


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("editor", "words"),
    [
        (NOTEPAD, [NOTEPAD, "-n7", "a.yaml"]),
        (r"C:\Code\bin\code.cmd", [r"C:\Code\bin\code.cmd", "--wait", "--goto", "a.yaml:7"]),
        (r"C:\vim\VIM.EXE", [r"C:\vim\VIM.EXE", "+7", "a.yaml"]),
        ("notepad", ["notepad", "a.yaml"]),
    ],
)
def test_an_editor_of_windows_opens_at_the_line(editor: str, words: list[str]) -> None:
    assert at_line([editor], "a.yaml", 7) == words


def test_a_program_that_is_a_batch_file_is_started_by_its_path(
    installed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(code=r"C:\Code\bin\code.CMD")
    monkeypatch.setenv("EDITOR", "code")
    started: list[Any] = []

    def run(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.extend(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", run)
    open_editor("a.yaml", 3)
    assert started == [r"C:\Code\bin\code.CMD", "--wait", "--goto", "a.yaml:3"]


class Pager:
    """A pager that is not there; keeps how it was started and what it reads."""

    started: Any = None

    def __init__(self, words: list[str], **options: Any) -> None:
        Pager.started = words, options["encoding"], options["env"].get("LESSCHARSET")
        self.stdin = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115

    def wait(self) -> None:
        """Return at once."""


@pytest.mark.parametrize(
    ("programs", "started"),
    [
        ({"more": r"C:\Windows\System32\more.com"}, ([r"C:\Windows\System32\more.com"], "cp850", None)),
        ({"less": r"C:\Git\less.exe"}, ([r"C:\Git\less.exe", "-FRX"], "utf-8", "utf-8")),
    ],
)
def test_windows_has_less_or_more(
    programs: dict[str, str], started: object, installed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(**programs)
    monkeypatch.delenv("LESSCHARSET", raising=False)
    monkeypatch.setenv("SINORU_CONFIG", "/nowhere")
    monkeypatch.setattr("sinoru.cli.windows_console.output_encoding", lambda: "cp850")
    monkeypatch.setattr(subprocess, "Popen", Pager)
    monkeypatch.delenv("TERM", raising=False)
    monkeypatch.setattr("sys.stdout", SimpleNamespace(encoding="utf-8", errors="strict"))
    pager = find_pager()
    assert pager
    assert pager.show(lambda stream: stream.writelines(["text"]))
    assert Pager.started == started
