"""Limits of time and memory for a library of others, whose work few bytes can multiply.

A PDF of a few kilobytes may keep its reader busy for hours, in many ways that no look at its bytes foresees. Systems
without these limits (Windows), and threads that no signal reaches, go without.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Never

_REPEATED = 0.1
"""Seconds after which the end of the time is signalled again."""


class OutOfTime(BaseException):
    """The library took too long; not an `Exception`, because libraries survive those."""


@contextmanager
def limited_seconds(seconds: float) -> Iterator[None]:
    """Raise OutOfTime after so many seconds of computing; what other programs take does not count."""
    if sys.platform == "win32":
        yield
        return
    is_over = False

    def end(_number: int, _frame: object) -> Never:
        nonlocal is_over
        is_over = True
        raise OutOfTime

    try:
        before = signal.signal(signal.SIGVTALRM, end)
    except ValueError:  # not in the main thread
        yield
        return
    # Python drops what is raised in a callback or a destructor, and reports it: therefore again, and in silence.
    report, sys.unraisablehook = sys.unraisablehook, lambda one: _report_unless_out_of_time(report, one)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _REPEATED)
    try:
        yield
    except Exception:
        if is_over:  # the library made an error of its own of it
            raise OutOfTime from None
        raise
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        sys.unraisablehook = report


def _report_unless_out_of_time(report: Callable[[Any], object], one: Any) -> None:
    if one.exc_type is not OutOfTime:
        report(one)


@contextmanager
def limited_memory(size: int) -> Iterator[None]:
    """Raise MemoryError where more than so many bytes are asked for beyond those in use."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = _mapped_bytes() + size
    highest = min(each for each in (soft, hard, allowed) if each != resource.RLIM_INFINITY)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (highest, hard))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _mapped_bytes() -> int:
    """Return the size of the address space of this process (proc(5)); very much where it is unknown."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return sys.maxsize // 4
