"""The entry point: run a command line, turn errors into messages and results into exit statuses.

`sinoru.__main__` imports this module first, so that Ctrl-C is handled before the rest of the program is loaded.
"""

import _signal  # type: ignore[import-not-found]  # the core of `signal`, which loads enum first: too late
import codecs
import gc
import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = (
    False  # completion loads neither typing nor what is imported lazily below (see cli/completion)
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn


INTERRUPTED = 130
"""Exit status: 128 plus the number of SIGINT, as in a shell."""
WRONG, INTERNAL_ERROR = 2, 70
"""Exit statuses; 70 is EX_SOFTWARE of sysexits.h."""
COMPLETE = "__complete"
"""The first argument that the shells' completion scripts pass, in place of a command."""


def leave_at_once() -> None:
    """Make Ctrl-C end the process silently: while the program starts or exits, there is nothing to clean up."""
    _handle_interrupt(_exit_interrupted)


def raise_interrupts() -> None:
    """Make Ctrl-C raise KeyboardInterrupt again, so that temporary files are removed."""
    _handle_interrupt(_signal.default_int_handler)


def _handle_interrupt(handler: "Any") -> None:
    if _signal.getsignal(_signal.SIGINT) is not _signal.SIG_IGN:  # ignored in the background of a script
        _signal.signal(_signal.SIGINT, handler)


def _exit_interrupted(_number: int, _frame: "Any") -> None:
    os._exit(INTERRUPTED)


def main() -> "NoReturn":
    """Run the command line of the process and exit.

    The garbage collector stays off, because a look-up ends before a collection pays for itself. The interpreter is
    not torn down, because that costs as much again and the system reclaims the memory anyway. Both streams are
    flushed first; nothing that the program writes relies on being closed by the interpreter.
    """
    gc.disable()
    if "HOME" in os.environ and not os.path.isabs(os.environ["HOME"]):
        # A relative home would scatter files over the working folder; without it, the system's user database counts.
        del os.environ["HOME"]
    if sys.argv[1:2] != [COMPLETE]:
        _load_msgspec()
    _prepare_streams()
    status = _flush_streams(_run_interruptible(sys.argv[1:]))
    os._exit(status)


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, which it prefers to `typing` where another package has installed it.

    All that msgspec takes from it is in `typing` since Python 3.11, and loading it takes as long as starting Python.
    """
    modules: Any = sys.modules
    modules.setdefault("typing_extensions", None)  # makes the import of it fail
    import msgspec  # noqa: F401  loaded for all later imports

    if modules["typing_extensions"] is None:
        del modules["typing_extensions"]


def _run_interruptible(arguments: "Sequence[str]") -> int:
    """Run a command line; Ctrl-C may end it at any moment, even between two of the steps here."""
    try:
        raise_interrupts()
        status = run(arguments)
        leave_at_once()
    except KeyboardInterrupt:
        status = INTERRUPTED
    return status


def run(arguments: "Sequence[str]") -> int:
    """Run a command line and return the exit status; errors become messages on standard error."""
    try:
        return _dispatch(list(arguments) or ["help"])
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  a user sees a traceback only on request
        failed = error
        message, status = _describe_error(error, arguments)
    if message:
        from sinoru.cli.stderr import say, where_in_query

        say(message, *where_in_query(failed))
    return status


def _dispatch(arguments: list[str]) -> int:
    """Run completion, the command that `read_line` finds, or Typer where it finds none."""
    if arguments[0] == COMPLETE:
        from sinoru.cli.completion.complete import answer

        return answer(arguments[1:])
    from sinoru.cli.parser import read_line

    if line := read_line(arguments):
        command, *given = line
        return command.run(*given)
    from sinoru.cli.typer_app import invoke

    return invoke(arguments)


def _describe_error(error: Exception, arguments: "Sequence[str]") -> tuple[str, int]:
    """Return the message for an error, empty if none is needed, and the exit status."""
    from sinoru.model.errors import SinoruError

    match error:
        case SinoruError():
            from sinoru.cli.command_line import corpora_given
            from sinoru.cli.stderr import with_hint

            return with_hint(error, corpora_given(arguments)), error.exit_code
        case BrokenPipeError():  # the reader has read enough
            return "", 0
        case OSError():
            return _describe_system_error(error), WRONG
        case _:
            return _describe_internal_error(error), INTERNAL_ERROR


def _describe_system_error(error: OSError) -> str:
    """Return the message for what the system refused: the message of each file that we write is made elsewhere."""
    from errno import EDQUOT, EFBIG, ENOENT, ENOSPC, EROFS

    from sinoru.messages import cannot_read, cannot_write, reason, sentence

    is_written = error.errno in (EDQUOT, EFBIG, ENOSPC, EROFS)
    if error.errno == ENOENT and not error.filename:  # of the system's calls, only getcwd names no file
        return "The working folder no longer exists. Change to another folder."
    if not error.filename:
        return cannot_write("the output", reason(error)) if is_written else sentence(reason(error))
    return (cannot_write if is_written else cannot_read)(os.fsdecode(error.filename), reason(error))


def _describe_internal_error(error: Exception) -> str:
    """Return the message for a bug; print its traceback where SINORU_DEBUG is set."""
    if os.environ.get("SINORU_DEBUG"):
        import traceback

        traceback.print_exception(error)
    kind = type(error).__name__
    advice = "Please report it with the command. Set SINORU_DEBUG=1 to see where it occurred."
    return f"Stopped by an internal error ({kind}). {advice}"


def _prepare_streams() -> None:
    """Open the null device for each stream that the caller closed; let none fail on a character it cannot encode."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115  stays open until exit
    codecs.register_error("sinoru", _in_ascii)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_piped = (
                sys.platform == "win32" and not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
            )
            # Windows would encode what goes to a file or another program as in the 1990s; a console takes any text.
            stream.reconfigure(encoding="utf-8" if is_piped else None, errors="sinoru")


def _in_ascii(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what the output cannot encode in ASCII, marks by their like and letters by their code, and its end."""
    from sinoru.text.ascii_marks import ASCII_MARKS

    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    return "".join(
        ASCII_MARKS.get(char) or char.encode("ascii", "backslashreplace").decode() for char in failed
    ), error.end


def _flush_streams(status: int) -> int:
    """Flush both streams and return the exit status: WRONG if that fails, as on a full disk."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass
        except OSError as error:
            from sinoru.cli.stderr import say
            from sinoru.messages import cannot_write, reason

            say(cannot_write("the output", reason(error)))
            status = WRONG
    return status
