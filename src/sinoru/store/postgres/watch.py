"""Hanging up on a server that is silent."""

import socket
from contextlib import suppress
from math import inf
from threading import Event, Thread
from time import monotonic

import psycopg

from sinoru.store.postgres.connect import Connection

_LOOKS_EVERY_SECONDS = 0.5


class Watch:
    """Hangs up where the server neither answers nor keeps its own time limit: `with watch: ask`.

    One thread for all questions of a connection: one for each cost as much as a short question.
    """

    def __init__(self, connection: Connection, seconds: float) -> None:
        """Wait `seconds` for an answer."""
        self._connection = connection
        self._seconds = seconds
        self._until = inf
        self._over = Event()
        self._thread: Thread | None = None

    def __enter__(self) -> None:
        self._until = monotonic() + self._seconds
        if self._thread is None:
            self._thread = Thread(target=self._look, daemon=True)
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._until = inf

    def end(self) -> None:
        """Look no more."""
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(_LOOKS_EVERY_SECONDS):
            if monotonic() > self._until:
                _hang_up(self._connection)
                return


def _hang_up(connection: Connection) -> None:
    with suppress(OSError, psycopg.Error):
        line = socket.socket(fileno=connection.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()  # libpq closes it
