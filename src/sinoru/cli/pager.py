"""A pager for what is longer than the screen."""

import os
import shlex
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from sinoru.cli.settings import setting

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
