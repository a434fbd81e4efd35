"""Ctrl-C, also where nothing of the program is there yet to answer it."""

import _signal  # type: ignore[import-not-found]  # the core of `signal`, which loads enum first: too late
import os

TYPE_CHECKING = False  # typing itself takes longer to load than all of this
if TYPE_CHECKING:
    from typing import Any

INTERRUPTED = 130
"""Exit status: 128 and the number of SIGINT, as a shell has it."""


def leave_at_once() -> None:
    """End the program at Ctrl-C without a word: while it starts and while it leaves, nothing has to be tidied up."""
    _answer_with(_leave)


def raise_interrupts() -> None:
    """Let Ctrl-C be a KeyboardInterrupt again, for what has files to take away."""
    _answer_with(_signal.default_int_handler)


def _answer_with(handler: "Any") -> None:
    if _signal.getsignal(_signal.SIGINT) is not _signal.SIG_IGN:  # as in the background of a script
        _signal.signal(_signal.SIGINT, handler)


def _leave(_number: int, _frame: "Any") -> None:
    os._exit(INTERRUPTED)
