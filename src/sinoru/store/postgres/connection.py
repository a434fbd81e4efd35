"""Connections that answer or fail within a known time, and the schema in which a store keeps its corpus.

A slow server and a silent one look alike on a connection that waits for an answer, but a slow one accepts others. So
after a long wait a second connection is tried, and closed at once.

Each push makes a schema of its own, whose name begins with NAME__. In the schema NAME one row names the current one,
and views of its tables are there for users of SQL. Row and views change in one transaction.
"""

import logging
import re
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

from sinoru.messages import ended, quoted
from sinoru.model.digest import DIGEST
from sinoru.model.errors import StoreError, WrongUsage
from sinoru.store.address import Address, without_secrets

Connection = psycopg.Connection[tuple[Any, ...]]
CONNECT_SECONDS = 5
"""The time for a server to accept a connection, if neither the address nor the environment sets it."""
_CHECK_SECONDS = 0.5
_NO_TEXT = "--store is not a valid address: it has bytes that are not text. Use postgresql://HOST/DATABASE."
_TABLES_VERSION = 10
"""To be raised, up to 127, with any change of the tables, or of how a push fills them."""
STORE_VERSION = _TABLES_VERSION << 24 | DIGEST
"""The version of a store: of its tables, and of the fields of records."""

# Failures are reported once, by sinoru; the driver would log connections that are cut as well.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


_NOISE = re.compile(r"^connection (?:failed|is bad): |\[Errno -?\d+\] ")
"""What psycopg and Python put before the words of libpq and of the system."""


def connect(address: Address) -> Connection:
    """Open a connection. Raises StoreError, or WrongUsage for an address that libpq cannot read."""
    try:
        given = conninfo_to_dict(address.url)
    except psycopg.Error as error:
        raise WrongUsage(
            ended(f"--store is not a valid address: {_describe_error(error, address)}")
        ) from None
    except ValueError:  # a character that no text has
        raise WrongUsage(_NO_TEXT) from None
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
    """Return whether a server answers a new connection, even with a refusal."""
    try:
        psycopg.connect(address.url, connect_timeout=seconds, application_name="sinoru").close()
    except psycopg.errors.ConnectionTimeout:
        return False
    except (psycopg.Error, UnicodeError):
        return True
    return True


@contextmanager
def translate_errors(address: Address) -> Iterator[None]:
    """Turn errors of a server into StoreError, without passwords in the message."""
    try:
        yield
    except UnicodeError:  # the name of a host is made ASCII before it is looked up
        raise StoreError(
            str(address), "a part of the name of its host is empty, too long or not text"
        ) from None
    except psycopg.errors.QueryCanceled as error:
        why = f"the query took longer than {address.timeout} s and was stopped. Add ?timeout=SECONDS to the address"
        if "statement timeout" not in str(error):
            why = _describe_error(error, address)
        raise StoreError(str(address), why) from None
    except psycopg.errors.ConnectionTimeout as error:
        raise StoreError(
            str(address), f"the server does not answer: {_describe_error(error, address)}"
        ) from None
    except psycopg.Error as error:
        if isinstance(
            error.__context__, KeyboardInterrupt
        ):  # the server failed while it was being interrupted
            raise KeyboardInterrupt from None
        raise StoreError(str(address), _describe_error(error, address)) from None


def _describe_error(error: psycopg.Error, address: Address) -> str:
    """Return the first line of an error of the server, without passwords."""
    text = " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    text = _NOISE.sub("", text)
    return without_secrets(text, address.url)


class Watch:
    """A watchdog that cuts connections to servers that are silent or exceed the time limit: `with watch: query`.

    One thread serves all queries of a connection, as starting one for each takes as long as a short query.
    """

    def __init__(
        self, servers: Sequence[tuple[Address, Connection]], patience: int, limit: float = inf
    ) -> None:
        """Probe for `patience` seconds whenever as many have passed; cut after `limit` seconds in any case."""
        self._servers = servers
        self._patience = patience
        self._limit = limit
        self._waiting_since = inf
        self._fault: StoreError | None = None
        self._over = Event()
        self._thread: Thread | None = None

    def __enter__(self) -> None:
        self._waiting_since = monotonic()
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Replace the error of a connection that was cut by the reason why."""
        self._waiting_since = inf
        if self._fault is not None and isinstance(error, psycopg.Error | StoreError):
            raise self._fault from None

    def end(self) -> None:
        """Stop the thread."""
        self._over.set()

    def _run(self) -> None:
        probed = 0.0
        while not self._over.wait(_CHECK_SECONDS):
            since, now = self._waiting_since, monotonic()
            if now - since > self._limit:
                self._cut(
                    self._servers[0][0],
                    f"the server exceeded its time limit and has not answered for {now - since:.0f} s",
                )
                return
            if now - max(since, probed) < self._patience:
                continue
            silent = [address for address, _ in self._servers if not lets_in(address, self._patience)]
            probed = monotonic()
            if silent and self._waiting_since == since:
                self._cut(
                    silent[0],
                    f"the server has not answered for {probed - since:.0f} s and accepts no connections",
                )
                return

    def _cut(self, address: Address, why: str) -> None:
        self._fault = StoreError(str(address), why)
        for _, connection in self._servers:
            with suppress(OSError, psycopg.Error):
                raw = socket.socket(fileno=connection.fileno())
                try:
                    raw.shutdown(socket.SHUT_RDWR)
                finally:
                    raw.detach()  # libpq closes it


class ActiveSchema(msgspec.Struct, frozen=True):
    """The schema that holds the corpus, with the version and number of shards of its push."""

    schema: str
    version: int
    shards: int


def find_active_schema(connection: Connection, address: Address) -> ActiveSchema:
    """Return the schema of the current corpus. Raises StoreError if no corpus was pushed."""
    query = f"SELECT schema, version, shards FROM {address.schema}.current"
    try:
        row = connection.execute(query).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName, psycopg.errors.UndefinedColumn):
        row = None
    if row is None:
        raise StoreError(
            str(address),
            f"the schema {quoted(address.schema)} contains no corpus. Add one with 'sinoru push'",
        )
    return ActiveSchema(*row)


def lock_key(name: str) -> int:
    """Return the number of an advisory lock: shared by the readers of a schema, exclusive for its removal."""
    return int.from_bytes(blake2b(f"sinoru {name}".encode(), digest_size=8).digest(), "big", signed=True)
