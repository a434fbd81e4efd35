"""The console of Windows: what it is called, how its text is encoded, and colours in it.

On any other system, and in a process without a console, none of these functions finds anything.
"""

import sys
from typing import Any

_STANDARD_OUTPUT = -11
_ANSI = 4
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING: the console reads ANSI sequences instead of printing them."""


def _kernel() -> Any:
    """Return the functions of kernel32, or None."""
    if sys.platform != "win32":
        return None
    import ctypes

    return ctypes.windll.kernel32


def console_number() -> int:
    """Return the number of the console window, the same for all programs in it; 0 without one."""
    kernel = _kernel()
    return int(kernel.GetConsoleWindow() or 0) if kernel else 0


def output_encoding() -> str:
    """Return the encoding in which programs of Windows, such as `more`, read and print text; empty if unknown."""
    kernel = _kernel()
    page = int(kernel.GetConsoleOutputCP()) if kernel else 0
    return f"cp{page}" if page else ""


def allow_colours() -> bool:
    """Make the console take ANSI sequences, and return whether it does; older ones print them."""
    kernel = _kernel()
    if not kernel:
        return False
    import ctypes

    handle, mode = kernel.GetStdHandle(_STANDARD_OUTPUT), ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(mode.value & _ANSI or kernel.SetConsoleMode(handle, mode.value | _ANSI))
