"""Which state of a corpus a store holds.

Each push makes a schema of its own, NAME__ with more behind it. In the schema NAME one row tells the current one, and
views of its tables stand there for who asks in SQL. Row and views change in one transaction.
"""

from hashlib import blake2b

import msgspec
import psycopg

from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connect import Connection

STORE_VERSION = 1
"""Raise it with any change of the tables, or of what a push puts into them."""


class Current(msgspec.Struct, frozen=True):
    """The schema that holds the corpus, and how it was made."""

    schema: str
    version: int
    shards: int


def find_current(connection: Connection, address: Address) -> Current:
    """Give the current state. Raises StoreError where there is none."""
    query = f"SELECT schema, version, shards FROM {address.schema}.current"
    try:
        row = connection.execute(query).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName, psycopg.errors.UndefinedColumn):
        row = None
    if row is None:
        raise StoreError(
            str(address), f"holds no corpus in the schema '{address.schema}'; sinoru push makes one"
        )
    return Current(*row)


def lock_key(name: str) -> int:
    """Give the number of an advisory lock: shared by who reads a schema, held alone by who takes it away."""
    return int.from_bytes(blake2b(f"sinoru {name}".encode(), digest_size=8).digest(), "big", signed=True)
