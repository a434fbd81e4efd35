"""Connections that answer or fail within a known time, and failures in words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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
    with told(address):
        return psycopg.connect(
            address.url,
            connect_timeout=given.get("connect_timeout", CONNECT_SECONDS),
            application_name="sinoru",
            client_encoding="UTF8",
            autocommit=True,
            prepare_threshold=None,  # a plan made for other values may read every partition
        )


def lets_in(address: Address, seconds: int) -> bool:
    """Tell whether a server answers who knocks; also with a refusal."""
    try:
        psycopg.connect(address.url, connect_timeout=seconds, application_name="sinoru").close()
    except psycopg.errors.ConnectionTimeout:
        return False
    except psycopg.Error:
        return True
    return True


@contextmanager
def told(address: Address) -> Iterator[None]:
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
    """Give the first line of what the server says; no password in it."""
    text = " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    return without_secrets(text, address.url)
