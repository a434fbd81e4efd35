"""The user's own editor, opened at a line."""

import os
import subprocess
from collections.abc import Sequence

from sinoru.cli.user_command import program_name, runnable, split_command
from sinoru.messages import clause, not_a, reason
from sinoru.model.errors import SinoruError
from sinoru.programs import environment, find_program

_PLUS_LINE = frozenset(
    "vi vim nvim view gvim mvim nano pico emacs emacsclient joe jmacs micro kak mg ne jed gedit mcedit vis".split()
)
"""Editors that take the line as +LINE before the file."""
_GOTO_OPTION = frozenset("code code-insiders codium vscodium cursor windsurf".split())
"""Editors that take --goto FILE:LINE, and return at once unless an option makes them wait."""
_COLON_LINE = {"subl": "--wait", "zed": "--wait", "hx": "", "helix": "", "mate": "", "atom": "--wait"}
"""Editors that take FILE:LINE, with the option that makes them wait."""
_DEFAULT_EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""Editors to try, in this order, where the environment names none."""


class NoEditor(SinoruError):
    """The editor could not be run, or failed."""


def editor_command() -> list[str]:
    """Return the editor with its options: VISUAL, EDITOR, or one that is installed. Raises NoEditor."""
    variable = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    named = os.environ.get(variable, "")
    try:
        words = split_command(named)
    except ValueError as error:
        why = not_a(f"a valid command: {clause(str(error))}", named, "Example: EDITOR=nano")
        raise NoEditor(f"{variable} {why}") from None
    installed = next(filter(find_program, _DEFAULT_EDITORS), None)
    if words or installed:
        return words or [str(installed)]
    raise NoEditor("No editor found. Set VISUAL or EDITOR, as in EDITOR=nano.")


def at_line(editor: Sequence[str], path: str, line: int) -> list[str]:
    """Return the command line that opens a file at a line; an unknown editor receives the file alone."""
    name = program_name(editor[0])
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


def open_editor(path: str, line: int) -> None:
    """Open a file at a line and wait until the editor ends. Raises NoEditor."""
    words = at_line(editor_command(), path, line)
    try:
        status = subprocess.run(runnable(words), check=False, env=environment()).returncode  # noqa: S603  the user's own choice
    except OSError as error:
        advice = "Set VISUAL or EDITOR to another one."
        raise NoEditor(f"Cannot run the editor '{words[0]}': {reason(error)}. {advice}") from None
    if status:
        ending = f"was stopped by signal {-status}" if status < 0 else f"ended with status {status}"
        raise NoEditor(f"The editor '{words[0]}' {ending}. The corpus is unchanged.")
