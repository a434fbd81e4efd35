"""Connections that answer or fail within a known time, and failures in words.

Hanging up on a server that is silent.

A slow server and a silent one look alike on a connection that waits for an answer; but a slow one lets others in. So
whoever waits for long is knocked for at the door: a connection of its own, which is closed at once.

Which state of a corpus a store holds.

Each push makes a schema of its own, NAME__ with more behind it. In the schema NAME one row tells the current one, and
views of its tables stand there for who asks in SQL. Row and views change in one transaction.
"""

import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from math import inf
from threading import Event, Thread
from time import monotonic
from typing import Any

import msgspec
import psycopg
from psycopg.conninfo import conninfo_to_dict

from sinoru.model.errors import StoreError, WrongUsage
from sinoru.store.address import Address, without_secrets

Connection = psycopg.Connection[tuple[Any, ...]]
CONNECT_SECONDS = 5
"""How long a server may take to let us in, where neither the address nor the environment says."""

# What goes wrong is told once, by us: the driver would write its own lines about a connection that is being closed.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


def connect(address: Address) -> Connection:
    """Open a connection. Raises StoreError, or WrongUsage for an address that libpq cannot read."""
    try:
        given = conninfo_to_dict(address.url)
    except psycopg.Error as error:
        raise WrongUsage(f"--store: {_in_words(error, address)}") from None
    with translate_errors(address):
        return psycopg.connect(
            address.url,
            connect_timeout=given.get("connect_timeout", CONNECT_SECONDS),
            application_name="sinoru",
            client_encoding="UTF8",
            autocommit=True,
            prepare_threshold=None,  # a plan made for other values may read every partition
        )


def lets_in(address: Address, seconds: int) -> bool:
    """Return whether a server answers who knocks; also with a refusal."""
    try:
        psycopg.connect(address.url, connect_timeout=seconds, application_name="sinoru").close()
    except psycopg.errors.ConnectionTimeout:
        return False
    except psycopg.Error:
        return True
    return True


@contextmanager
def translate_errors(address: Address) -> Iterator[None]:
    """Make what goes wrong with a server a StoreError."""
    try:
        yield
    except psycopg.errors.QueryCanceled as error:
        why = f"took longer than {address.timeout} s and was stopped; add ?timeout=SECONDS to the address"
        if "statement timeout" not in str(error):
            why = _in_words(error, address)
        raise StoreError(str(address), why) from None
    except psycopg.errors.ConnectionTimeout as error:
        raise StoreError(str(address), f"does not answer: {_in_words(error, address)}") from None
    except psycopg.Error as error:
        if isinstance(error.__context__, KeyboardInterrupt):  # the server failed while it was told to stop
            raise KeyboardInterrupt from None
        raise StoreError(str(address), _in_words(error, address)) from None


def _in_words(error: psycopg.Error, address: Address) -> str:
    """Return the first line of what the server says; no password in it."""
    text = " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    return without_secrets(text, address.url)


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


STORE_VERSION = 1
"""Raise it with any change of the tables, or of what a push puts into them."""


class ActiveSchema(msgspec.Struct, frozen=True):
    """The schema that holds the corpus, and how it was made."""

    schema: str
    version: int
    shards: int


def find_active_schema(connection: Connection, address: Address) -> ActiveSchema:
    """Return the current state. Raises StoreError where there is none."""
    query = f"SELECT schema, version, shards FROM {address.schema}.current"
    try:
        row = connection.execute(query).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName, psycopg.errors.UndefinedColumn):
        row = None
    if row is None:
        raise StoreError(
            str(address), f"holds no corpus in the schema '{address.schema}'; sinoru push makes one"
        )
    return ActiveSchema(*row)


def lock_key(name: str) -> int:
    """Return the number of an advisory lock: shared by who reads a schema, held alone by who takes it away."""
    return int.from_bytes(blake2b(f"sinoru {name}".encode(), digest_size=8).digest(), "big", signed=True)
