"""Connections that answer or fail within a known time, and failures in words."""

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
    except psycopg.Error as error:
        raise StoreError(str(address), _in_words(error, address)) from None


def _in_words(error: psycopg.Error, address: Address) -> str:
    """Give the first line of what the server says; no password in it."""
    text = " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    return without_secrets(text, address.url)
