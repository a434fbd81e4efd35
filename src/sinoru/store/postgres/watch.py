"""Hanging up on a server that is silent.

A slow server and a silent one look alike on a connection that waits for an answer; but a slow one lets others in. So
whoever waits for long is knocked for at the door: a connection of its own, which is closed at once.
"""

import socket
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from threading import Event, Thread
from time import monotonic

import psycopg

from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connect import Connection, lets_in

_LOOKS_EVERY_SECONDS = 0.5


class Watch:
    """Hangs up where servers neither answer nor let anybody in, or keep no time limit: `with watch: ask`.

    One thread for all questions of a connection: one for each cost as much as a short question.
    """

    def __init__(
        self, servers: Sequence[tuple[Address, Connection]], patience: int, limit: float = inf
    ) -> None:
        """Knock after each `patience` seconds of waiting, for as long; hang up after `limit` seconds in any case."""
        self._servers = servers
        self._patience = patience
        self._limit = limit
        self._since = inf
        self._fault: StoreError | None = None
        self._over = Event()
        self._thread: Thread | None = None

    def __enter__(self) -> None:
        self._since = monotonic()
        if self._thread is None:
            self._thread = Thread(target=self._look, daemon=True)
            self._thread.start()

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Raise StoreError for what a connection that we cut says of itself."""
        self._since = inf
        if self._fault is not None and isinstance(error, psycopg.Error | StoreError):
            raise self._fault from None

    def end(self) -> None:
        """Look no more."""
        self._over.set()

    def _look(self) -> None:
        knocked = 0.0
        while not self._over.wait(_LOOKS_EVERY_SECONDS):
            since, now = self._since, monotonic()
            if now - since > self._limit:
                self._hang_up(
                    self._servers[0][0],
                    f"has not kept its time limit, and not answered in {now - since:.0f} s",
                )
                return
            if now - max(since, knocked) < self._patience:
                continue
            silent = [address for address, _ in self._servers if not lets_in(address, self._patience)]
            knocked = monotonic()
            if silent and self._since == since:
                self._hang_up(silent[0], f"has been silent for {knocked - since:.0f} s, and lets nobody in")
                return

    def _hang_up(self, address: Address, why: str) -> None:
        self._fault = StoreError(str(address), why)
        for _, connection in self._servers:
            with suppress(OSError, psycopg.Error):
                line = socket.socket(fileno=connection.fileno())
                try:
                    line.shutdown(socket.SHUT_RDWR)
                finally:
                    line.detach()  # libpq closes it
