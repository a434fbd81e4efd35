"""The user's own programs: the editor, opened at a line, and the pager for an answer longer than the screen."""

import os
import shlex
import shutil
import signal
import subprocess
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
_DEFAULT_EDITORS = ("sensible-editor", "nano", "vim", "vi")
"""Editors to try, in this order, where the environment names none."""


class NoEditor(SinoruError):
    """The editor could not be run, or failed."""


def editor_command() -> list[str]:
    """Return the editor with its options: VISUAL, EDITOR, or one that is installed. Raises NoEditor."""
    variable = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    named = os.environ.get(variable, "")
    try:
        words = shlex.split(named)
    except ValueError as error:
        why = not_a(f"a valid command: {clause(str(error))}", named, "Example: EDITOR=nano")
        raise NoEditor(f"{variable} {why}") from None
    installed = next(filter(shutil.which, _DEFAULT_EDITORS), None)
    if words or installed:
        return words or [str(installed)]
    raise NoEditor("No editor found. Set VISUAL or EDITOR, as in EDITOR=nano.")


def at_line(editor: Sequence[str], path: str, line: int) -> list[str]:
    """Return the command line that opens a file at a line; an unknown editor receives the file alone."""
    name = os.path.basename(editor[0]).removesuffix(".exe")
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


def open_editor(path: str, line: int) -> None:
    """Open a file at a line and wait until the editor ends. Raises NoEditor."""
    words = at_line(editor_command(), path, line)
    try:
        status = subprocess.run(words, check=False).returncode  # noqa: S603  the user's own choice
    except OSError as error:
        advice = "Set VISUAL or EDITOR to another one."
        raise NoEditor(f"Cannot run the editor '{words[0]}': {reason(error)}. {advice}") from None
    if status:
        ending = f"was stopped by signal {-status}" if status < 0 else f"ended with status {status}"
        raise NoEditor(f"The editor '{words[0]}' {ending}. The corpus is unchanged.")


_DEFAULT_PAGER = "less -FRX"
"""Exits at once if the text fits after all, passes colours through, and leaves the text on the screen."""


def page(write: Callable[[IO[str]], None]) -> bool:
    """Show the text that `write` writes in the user's pager, until that exits; return False without a pager."""
    chosen: str | None = setting("pager")
    pager = _start_pager(_DEFAULT_PAGER if chosen is None else chosen)
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
        words = shlex.split(command)
        environ = {"LESS": "FRX", **os.environ}
        return subprocess.Popen(  # noqa: S603  the user's own choice
            words, stdin=subprocess.PIPE, encoding="utf-8", errors="backslashreplace", env=environ
        )
    except (OSError, ValueError, IndexError):
        return None
