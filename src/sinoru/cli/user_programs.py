"""The user's own programs: the editor, opened at a line, and the pager for an answer longer than the screen."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

from sinoru.cli.settings import setting
from sinoru.messages import clause, not_a, reason
from sinoru.model.errors import SinoruError

_PLUS_LINE = frozenset(
    "vi vim nvim view gvim mvim nano pico emacs emacsclient joe jmacs micro kak mg ne jed gedit mcedit vis".split()
)
"""Editors that take the line as +LINE before the file."""
_GOTO_OPTION = frozenset("code code-insiders codium vscodium cursor windsurf".split())
"""Editors that take --goto FILE:LINE, and return at once unless an option makes them wait."""
_COLON_LINE = {"subl": "--wait", "zed": "--wait", "hx": "", "helix": "", "mate": "", "atom": "--wait"}
"""Editors that take FILE:LINE, with the option that makes them wait."""
_PROGRAM_SUFFIX = re.compile(r"\.(exe|com|cmd|bat)$", re.IGNORECASE)
_DEFAULT_EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""Editors to try, in this order, where the environment names none."""


class NoEditor(SinoruError):
    """The editor could not be run, or failed."""


def split_command(text: str) -> list[str]:
    r"""Return the words of a command as the system reads them. Raises ValueError for a single quotation mark.

    On Windows a backslash is part of a path, only double quotes are quotation marks, and the path of a program may
    have spaces without them: C:\Program Files\Notepad++\notepad++.exe.
    """
    if sys.platform != "win32":
        return shlex.split(text)
    if shutil.which(text):
        return [text]
    if text.count('"') % 2:
        raise ValueError("No closing quotation")
    return [word.replace('"', "") for word in re.findall(r'(?:[^\s"]|"[^"]*")+', text)]


def _runnable(words: Sequence[str]) -> list[str]:
    """Return a command with the path of its program: Windows finds programs that end in .exe only, not code.cmd."""
    found = shutil.which(words[0]) if sys.platform == "win32" else None
    return [found or words[0], *words[1:]]


def editor_command() -> list[str]:
    """Return the editor with its options: VISUAL, EDITOR, or one that is installed. Raises NoEditor."""
    variable = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    named = os.environ.get(variable, "")
    try:
        words = split_command(named)
    except ValueError as error:
        why = not_a(f"a valid command: {clause(str(error))}", named, "Example: EDITOR=nano")
        raise NoEditor(f"{variable} {why}") from None
    installed = next(filter(shutil.which, _DEFAULT_EDITORS), None)
    if words or installed:
        return words or [str(installed)]
    raise NoEditor("No editor found. Set VISUAL or EDITOR, as in EDITOR=nano.")


def at_line(editor: Sequence[str], path: str, line: int) -> list[str]:
    """Return the command line that opens a file at a line; an unknown editor receives the file alone."""
    name = _program_name(editor[0])
    if name == "notepad++":
        return [*editor, f"-n{line}", path]
    if name in _PLUS_LINE:
        return [*editor, f"+{line}", path]
    if name in _GOTO_OPTION:
        wait = [] if {"-w", "--wait"} & set(editor) else ["--wait"]
        return [*editor, *wait, "--goto", f"{path}:{line}"]
    if name in _COLON_LINE:
        option = _COLON_LINE[name]
        wait = [option] if option and option not in editor else []
        return [*editor, *wait, f"{path}:{line}"]
    return [*editor, path]


def _program_name(word: str) -> str:
    r"""Return the name of a program without its folder and suffix: code of C:\Tools\Code.cmd."""
    if sys.platform != "win32":
        return os.path.basename(word).removesuffix(".exe")  # Linux may run programs of Windows
    return _PROGRAM_SUFFIX.sub("", re.split(r"[\\/]", word)[-1]).lower()


def open_editor(path: str, line: int) -> None:
    """Open a file at a line and wait until the editor ends. Raises NoEditor."""
    words = at_line(editor_command(), path, line)
    try:
        status = subprocess.run(_runnable(words), check=False).returncode  # noqa: S603  the user's own choice
    except OSError as error:
        advice = "Set VISUAL or EDITOR to another one."
        raise NoEditor(f"Cannot run the editor '{words[0]}': {reason(error)}. {advice}") from None
    if status:
        ending = f"was stopped by signal {-status}" if status < 0 else f"ended with status {status}"
        raise NoEditor(f"The editor '{words[0]}' {ending}. The corpus is unchanged.")


_LESS = "less -FRX"
"""Exits at once if the text fits after all, passes colours through, and leaves the text on the screen."""


def _default_pager() -> str:
    """Return `less`, or what Windows has instead."""
    return "more" if sys.platform == "win32" and not shutil.which("less") else _LESS


def page(write: Callable[[IO[str]], None]) -> bool:
    """Show the text that `write` writes in the user's pager, until that exits; return False without a pager."""
    chosen: str | None = setting("pager")
    pager = _start_pager(_default_pager() if chosen is None else chosen)
    if pager is None or pager.stdin is None:
        return False
    # Ctrl-C belongs to the pager, where it stops a search; it must not end the program that feeds it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(BrokenPipeError), pager.stdin as stream:
            write(stream)
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _start_pager(command: str) -> subprocess.Popen[str] | None:
    """Start the pager with a pipe to its input; return None if the command is empty or cannot be run."""
    try:
        words = _runnable(split_command(command))
        environ = {
            "LESS": "FRX",
            **({"LESSCHARSET": "utf-8"} if sys.platform == "win32" else {}),
            **os.environ,
        }
        return subprocess.Popen(  # noqa: S603  the user's own choice
            words, stdin=subprocess.PIPE, encoding=_encoding(words[0]), errors="backslashreplace", env=environ
        )
    except (OSError, ValueError, IndexError):
        return None


def _encoding(pager: str) -> str:
    """Return the encoding in which a pager reads text."""
    if _program_name(pager) != "more":
        return "utf-8"
    from sinoru.cli.windows_console import output_encoding

    return output_encoding() or "utf-8"
