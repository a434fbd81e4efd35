"""The user's pager, for output longer than the screen: what it can show, and how it is started."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO

from sinoru import programs
from sinoru.cli.settings import setting
from sinoru.cli.user_command import program_name, runnable, split_command

DEFAULT = "less -FRX"
"""Exits at once if the text fits after all, passes colours through, and leaves the text on the screen."""
_SHOWS_CODES = frozenset("emacs gview gvim lynx more nano nvim pico vi view vim w3m".split())
"""Programs that show the codes of colours as text, or count them as letters of the line."""
_LESS_WITH_LINKS = 566
"""The first version of less that passes links on with -R."""


class Pager:
    """A pager as the user has set it."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._name = program_name(words[0])
        self._has_started = False

    @property
    def takes_colors(self) -> bool:
        """Whether colours are colours in it, and not codes between the words."""
        return self._name not in _SHOWS_CODES

    @property
    def takes_links(self) -> bool:
        """Whether it passes links on to the terminal. Only less says so, by its version."""
        if self._name != "less":
            return False
        try:
            asked = [*runnable(self._words[:1]), "--version"]
            ran = subprocess.run(  # noqa: S603
                asked, capture_output=True, check=False, timeout=5, env=programs.environment()
            )
        except (OSError, subprocess.SubprocessError):
            return False
        version = re.match(rb"less (\d+)", ran.stdout)
        return version is not None and int(version[1]) >= _LESS_WITH_LINKS

    def _encoding(self) -> str:
        """Return the encoding in which it reads text: that of the terminal, but for `more` of Windows."""
        from sinoru.cli.windows_console import output_encoding

        return (self._name == "more" and output_encoding()) or sys.stdout.encoding or "utf-8"

    def show(self, write: Callable[[IO[str]], None]) -> bool:
        """Show the text that `write` writes until the user leaves; return False if the pager cannot be run."""
        encoding = self._encoding()
        try:
            pager = subprocess.Popen(  # noqa: S603  the user's own choice
                runnable(self._words),
                stdin=subprocess.PIPE,
                encoding=encoding,
                errors=sys.stdout.errors,
                env=environment(programs.environment(), encoding),
            )
        except (OSError, ValueError):
            return False
        # Ctrl-C belongs to the pager, where it stops a search; it must not end the program that feeds it.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            if pager.stdin:
                with suppress(BrokenPipeError), pager.stdin as stream:
                    write(stream)
            pager.wait()
        finally:
            signal.signal(signal.SIGINT, before)
        return True


def find_pager() -> Pager | None:
    """Return the pager to use; None if the user wants none, or if the terminal cannot move the cursor."""
    terminal = os.environ.get("TERM")
    if terminal == "dumb" or (not terminal and sys.platform != "win32"):  # Windows names none
        return None
    chosen: str | None = setting("pager")
    try:
        words = split_command(_default() if chosen is None else chosen)
    except ValueError:
        return None
    return Pager(words) if words else None


def _default() -> str:
    """Return less, or what Windows has without it."""
    return "more" if sys.platform == "win32" and not programs.find_program("less") else DEFAULT


def environment(environ: Mapping[str, str], encoding: str) -> dict[str, str]:
    """Return the environment of a pager: less and bat show the text as it is, and any pager knows that it is UTF-8.

    A pager may call less itself, so that its variables are set for all of them. The user's own options in LESS stay.
    """
    less = environ.get("LESS")
    changed = {"BAT_STYLE": "plain", **environ, "LESS": "FRX" if less is None else f"-R {less}".rstrip()}
    if "utf" in encoding.lower():
        changed["LESSCHARSET"] = "utf-8"
        if environ.get("LC_ALL") in ("C", "POSIX"):
            changed["LC_ALL"] = "C.UTF-8"
    return changed
