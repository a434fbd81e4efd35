"""Leaving the terminal as it was found, also when the system asks."""

import asyncio
import signal
from typing import Any

from textual.app import App

_ASKED = ("SIGTERM", "SIGHUP")
"""Signals that end a program; some systems lack the second."""


def leave_in_order(app: App[Any]) -> None:
    """End the app on a signal, so that the terminal is given back: Python itself would leave at once."""
    loop = asyncio.get_running_loop()
    for name in _ASKED:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, app.exit, None, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows; a thread that is not the main one
            return
