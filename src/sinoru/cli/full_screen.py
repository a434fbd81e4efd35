"""What a program that takes the whole terminal asks of it."""

import os
import sys

from sinoru.model.errors import WrongUsage

_ELSE = "'sinoru timeline' and 'sinoru search' print"


def check_terminal() -> None:
    """Raise WrongUsage where nothing can be drawn, and say what can be done."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise WrongUsage(f"browse needs a terminal for input, output and messages; {_ELSE}")
    if os.environ.get("TERM") in ("dumb", "unknown"):
        raise WrongUsage(
            f"browse needs a terminal that can move the cursor, and TERM is '{os.environ['TERM']}'; {_ELSE}"
        )
    # Textual draws on standard error. What its encoding lacks would come out as escapes, and break every line.
    encoding = sys.stderr.encoding.lower()
    if encoding.replace("-", "") != "utf8":
        raise WrongUsage(
            f"browse draws in UTF-8, and this terminal is set to {encoding}: try LC_ALL=C.UTF-8; {_ELSE}"
        )
