"""The user's editor, opened at a line.

A pager for what is longer than the screen.
"""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

from sinoru.cli.settings import setting
from sinoru.model.errors import SinoruError

_PLUS = frozenset(
    "vi vim nvim view gvim mvim nano pico emacs emacsclient joe jmacs micro kak mg ne jed gedit mcedit vis".split()
)
"""Editors that take the line as +LINE before the file."""
_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf".split())
"""Editors that take --goto FILE:LINE, and return at once unless told to wait."""
_COLON = {"subl": "--wait", "zed": "--wait", "hx": "", "helix": "", "mate": "", "atom": "--wait"}
"""Editors that take FILE:LINE, with the option that makes them wait."""
_USUAL = ("sensible-editor", "nano", "vim", "vi")
"""Editors to try where none is named."""


class NoEditor(SinoruError):
    """The editor could not be run, or ended with a failure."""


def editor_command() -> list[str]:
    """Return the editor with its options: VISUAL, else EDITOR, else a usual one. Raises NoEditor."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise NoEditor(f"VISUAL or EDITOR cannot be read ({error}): {named}") from None
    usual = next(filter(shutil.which, _USUAL), None)
    if words or usual:
        return words or [str(usual)]
    raise NoEditor("no editor: set VISUAL or EDITOR, as in EDITOR=nano")


def at_line(editor: Sequence[str], path: str, line: int) -> list[str]:
    """Return the command line that opens a file at a line; an editor that nobody knows gets the file alone."""
    name = os.path.basename(editor[0]).removesuffix(".exe")
    given = list(editor)
    if name in _PLUS:
        return [*given, f"+{line}", path]
    if name in _GOTO:
        wait = [] if {"-w", "--wait"} & set(given) else ["--wait"]
        return [*given, *wait, "--goto", f"{path}:{line}"]
    if name in _COLON:
        wait = [_COLON[name]] if _COLON[name] and _COLON[name] not in given else []
        return [*given, *wait, f"{path}:{line}"]
    return [*given, path]


def open_editor(path: str, line: int) -> None:
    """Open a file at a line and wait until the editor ends. Raises NoEditor."""
    words = at_line(editor_command(), path, line)
    try:
        status = subprocess.run(words, check=False).returncode  # noqa: S603  the user's own choice
    except OSError as error:
        raise NoEditor(f"the editor '{words[0]}' cannot be run: {error.strerror}") from None
    if status:
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        raise NoEditor(f"the editor '{words[0]}' {how}; the corpus is as it was")


_DEFAULT = "less -FRX"
"""Leaves at once if it fits after all, lets colours through, and leaves the text on the screen."""


def page(write: Callable[[IO[str]], None]) -> bool:
    """Show in the pager that is set what `write` writes, until the reader leaves it; False: there is no pager."""
    chosen: str | None = setting("pager")
    pager = _start(_DEFAULT if chosen is None else chosen)
    if pager is None or pager.stdin is None:
        return False
    # Ctrl-C is the pager's: it stops a search there, and must not take the program from under it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(BrokenPipeError), pager.stdin as stream:
            write(stream)
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _start(command: str) -> subprocess.Popen[str] | None:
    try:
        words = shlex.split(command)
        environ = {"LESS": "FRX", **os.environ}
        return subprocess.Popen(  # noqa: S603  the user's own choice
            words, stdin=subprocess.PIPE, encoding="utf-8", errors="backslashreplace", env=environ
        )
    except (OSError, ValueError, IndexError):
        return None
