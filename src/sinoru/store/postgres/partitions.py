"""Partitions of the records: about equal parts that begin with months, and the servers that hold them.

A coordinator reaches the partitions of its shards through postgres_fdw.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import pairwise

import msgspec
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sinoru.dates.days import iso_day
from sinoru.index import numbers
from sinoru.index.sqlite import SqliteIndex
from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connection import Connection, Watch, connect, translate_errors

PER_PARTITION = 500_000
"""The records of a partition: its indexes fit into memory, and a date excludes most partitions."""
PATIENCE_SECONDS = 15
"""The time between two probes of a server, and for each probe, as a busy one may take some time."""
_FDW_OPTIONS = {
    "fetch_size": "2000",
    "async_capable": "true",  # all shards work in parallel
    "use_remote_estimate": "true",  # the coordinator has no statistics of theirs
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
}
_USER_OPTIONS = ("user", "password", "passfile", "sslcert", "sslkey", "sslpassword")
_IGNORED_OPTIONS = (
    "client_encoding",
    "fallback_application_name",
    "application_name",
    "options",
    *_USER_OPTIONS,
)


class Partition(msgspec.Struct, frozen=True):
    """A range of record numbers, the upper end excluded; None for no limit."""

    low: int | None
    high: int | None

    @property
    def bounds(self) -> str:
        """Return the range in the syntax of PostgreSQL."""
        low = "MINVALUE" if self.low is None else self.low
        high = "MAXVALUE" if self.high is None else self.high
        return f"FROM ({low}) TO ({high})"


class Shard(msgspec.Struct, frozen=True):
    """A server that holds records."""

    address: Address
    connection: Connection
    parts: Sequence[Partition]

    @property
    def whole(self) -> Partition:
        """Return the range of all its partitions."""
        return Partition(self.parts[0].low, self.parts[-1].high)


def partition_records(index: SqliteIndex, shards: int, per_partition: int) -> list[list[Partition]]:
    """Return the partitions of each shard, or without shards those of the store itself."""
    servers = max(shards, 1)
    total = index.value("SELECT count(*) FROM record")
    each = max(1, -(-total // (per_partition * servers)))
    borders = _borders(index, total, each * servers)
    if len(borders) != each * servers - 1:  # too few months for so many partitions
        each, borders = 1, _borders(index, total, servers, exact=True)
    ends = [None, *borders, None]
    parts = [Partition(low, high) for low, high in pairwise(ends)]
    return [parts[start : start + each] for start in range(0, len(parts), each)]


def _borders(index: SqliteIndex, total: int, count: int, *, exact: bool = False) -> list[int]:
    """Return the first numbers of the second part and of each later one, without duplicates."""
    positions = {total * part // count for part in range(1, count)}
    if not positions:
        return []
    rows = enumerate(index.rows("SELECT number FROM record ORDER BY number"))
    found = (number for position, (number,) in rows if position in positions)
    return sorted({number if exact else _month_start(number) for number in found} - {0})


def _month_start(number: int) -> int:
    """Return the first number of the month in which a record begins; its own number if it is undated."""
    day = numbers.first_day(number)
    if number >= numbers.UNDATED or day is None:
        return number
    return numbers.first_number(day - int(iso_day(day)[-2:]) + 1)


def open_servers(addresses: Sequence[Address], stack: ExitStack) -> list[Connection]:
    """Connect to each server for a push, without a time limit; all connections are cut if one server is silent.

    Raises StoreError, also for a database that is not in UTF-8.
    """
    servers = [(address, stack.enter_context(connect(address))) for address in addresses]
    watch = Watch(servers, PATIENCE_SECONDS)
    stack.callback(watch.end)
    stack.enter_context(watch)
    for address, connection in servers:
        _prepare(address, connection)
    return [connection for _, connection in servers]


def _prepare(address: Address, connection: Connection) -> None:
    with translate_errors(address):
        connection.execute("SET statement_timeout = 0; SET client_min_messages = warning; SET jit = off")
        connection.execute("SET maintenance_work_mem = '256MB'")
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(
            str(address),
            f"the encoding of this database is {encoding}. Use a database with the encoding UTF8",
        )


def make_record_table(shard: Shard, schema: str) -> None:
    """Create the table of records and its partitions on the server that holds them."""
    run_script(shard.connection, schema, "records.sql")
    for number, part in enumerate(shard.parts, 1):
        name = sql.Identifier(schema, f"record_{number}")
        statement = sql.SQL("CREATE TABLE {} PARTITION OF {} FOR VALUES {}")
        shard.connection.execute(
            statement.format(name, sql.Identifier(schema, "record"), sql.SQL(part.bounds))
        )


def make_foreign_tables(hub: Connection, name: str, schema: str, shards: Sequence[Shard]) -> None:
    """Create the coordinator's table of records, whose partitions are those of the shards (postgres_fdw).

    `name`: the schema that remains from push to push.
    """
    run_script(hub, schema, "records.sql")
    try:
        create = sql.SQL("CREATE EXTENSION IF NOT EXISTS postgres_fdw SCHEMA {}")
        hub.execute(create.format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise StoreError(
            str(shards[0].address),
            "the coordinator needs the extension postgres_fdw. Ask an administrator to create it",
        ) from error
    for number, shard in enumerate(shards, 1):
        server = sql.Identifier(f"{schema}_{number}")
        _make_server(hub, server, shard)
        hub.execute(
            sql.SQL(
                "CREATE FOREIGN TABLE {} PARTITION OF {} FOR VALUES {} SERVER {}"
                " OPTIONS (schema_name {}, table_name 'record')"
            ).format(
                sql.Identifier(schema, f"record_{number}"),
                sql.Identifier(schema, "record"),
                sql.SQL(shard.whole.bounds),
                server,
                sql.Literal(schema),
            )
        )


def _make_server(hub: Connection, server: sql.Identifier, shard: Shard) -> None:
    given = {key: str(value) for key, value in conninfo_to_dict(shard.address.url).items() if value}
    info = shard.connection.info
    where = {"host": info.host, "port": str(info.port), "dbname": info.dbname}
    options = (
        _FDW_OPTIONS | where | {key: value for key, value in given.items() if key not in _IGNORED_OPTIONS}
    )
    hub.execute(
        sql.SQL("CREATE SERVER {} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({})").format(
            server, _options_sql(options)
        )
    )
    login = {"user": info.user, "password": given.get("password") or info.password or ""}
    hub.execute(
        sql.SQL("CREATE USER MAPPING FOR PUBLIC SERVER {} OPTIONS ({})").format(
            server, _options_sql({key: value for key, value in login.items() if value})
        )
    )


def _options_sql(values: dict[str, str]) -> sql.Composed:
    pairs = (
        sql.SQL("{} {}").format(sql.Identifier(key), sql.Literal(value)) for key, value in values.items()
    )
    return sql.SQL(", ").join(pairs)


def run_script(connection: Connection, schema: str, name: str) -> None:
    """Run one of the SQL files next to this module in a schema."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        connection.execute(f"SET search_path = {schema}, pg_catalog; {file.read()}".encode())
