"""Ctrl-C, also where nothing of the program is there yet to answer it.

The way in and the only way out: where a request becomes an exit status, and an error becomes a message.
"""

import _signal  # type: ignore[import-not-found]  # the core of `signal`, which loads enum first: too late
import gc
import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # completion does without typing and all that is loaded below (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn


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


WRONG, INTERNAL_ERROR = 2, 70
COMPLETE = "__complete"
"""What the shells' scripts say in place of a command."""


def main() -> "NoReturn":
    """Answer the command line and leave.

    A look-up is over before the garbage collector pays for itself, and tearing down an interpreter whose
    memory the system takes back anyway costs as much again. Both streams are flushed first; nothing that the
    program writes relies on being closed by the interpreter.
    """
    gc.disable()
    if not os.path.isabs(os.environ.get("HOME", os.sep)):
        del os.environ["HOME"]  # not files strewn into the working folder: the system knows where the home is
    if sys.argv[1:2] != [COMPLETE]:
        _load_msgspec()
    _mend_streams()
    status = _flushed(_run_interruptible(sys.argv[1:]))
    os._exit(status)


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, which it prefers to `typing` where another package has brought it.

    It takes from it only what `typing` has too since Python 3.11, and loading it costs a whole start of Python.
    """
    modules: Any = sys.modules
    modules.setdefault("typing_extensions", None)  # an import of it fails
    import msgspec  # noqa: F401  for all that follow

    if modules["typing_extensions"] is None:
        del modules["typing_extensions"]


def _run_interruptible(arguments: "Sequence[str]") -> int:
    """Answer a command line that Ctrl-C may end at any moment, also that between two steps here."""
    try:
        raise_interrupts()
        status = run(arguments)
        leave_at_once()
    except KeyboardInterrupt:
        status = INTERRUPTED
    return status


def run(arguments: "Sequence[str]") -> int:
    """Answer a command line and give the exit status; errors become messages on standard error."""
    try:
        return _invoke(list(arguments) or ["--help"])
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  the last net: a user never sees a traceback unasked
        message, status = _account_for(error)
    if message:
        from sinoru.cli.messages import say

        say(message)
    return status


def _invoke(arguments: list[str]) -> int:
    if arguments[0] == COMPLETE:
        from sinoru.cli.completion.complete import answer

        return answer(arguments[1:])
    from sinoru.cli.parser import read_line

    if line := read_line(arguments):
        command, *given = line
        return command.run(*given)
    from sinoru.cli.typer_app import invoke

    return invoke(arguments)


def _account_for(error: Exception) -> tuple[str, int]:
    """Return what to say of an error, and the exit status."""
    from sinoru.model.errors import SinoruError

    match error:
        case SinoruError():
            from sinoru.cli.messages import with_hint

            account = with_hint(error), error.exit_code
        case BrokenPipeError():  # whoever reads has read enough
            account = "", 0
        case OSError():
            account = ": ".join(filter(None, (error.filename, error.strerror or str(error)))), WRONG
        case _:
            account = _report(error), INTERNAL_ERROR
    return account


def _report(error: Exception) -> str:
    if os.environ.get("SINORU_DEBUG"):
        import traceback

        traceback.print_exception(error)
    kind = type(error).__name__
    return f"internal error ({kind}). Please report it with the command; SINORU_DEBUG=1 shows where it arose."


def _mend_streams() -> None:
    """Give each stream that was closed by the caller an end, and let none fail on a letter it cannot show."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115  open until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _flushed(status: int) -> int:
    """Flush both streams; a full disk shows here at the latest."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass
        except OSError as error:
            from sinoru.cli.messages import say

            say(f"cannot write: {error.strerror}")
            status = WRONG
    return status
