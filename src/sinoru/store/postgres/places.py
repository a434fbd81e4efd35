"""Where records go: a server, the schema of a push in it, and the partitions it holds."""

import os
from collections.abc import Sequence
from contextlib import ExitStack

import msgspec
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connect import Connection, connect, told
from sinoru.store.postgres.parts import Part
from sinoru.store.postgres.watch import Watch

PATIENCE_SECONDS = 15
"""How often we ask whether a server is still there, and how long for an answer: a busy one may take some time."""


class Place(msgspec.Struct, frozen=True):
    """A server that holds records."""

    address: Address
    connection: Connection
    parts: Sequence[Part]

    @property
    def whole(self) -> Part:
        """Give the range of all its partitions."""
        return Part(self.parts[0].low, self.parts[-1].high)


def open_servers(addresses: Sequence[Address], stack: ExitStack) -> list[Connection]:
    """Connect to each for a push, with no limit to statements, and hang up on all where one is silent.

    Raises StoreError, also for a database not in UTF-8.
    """
    servers = [(address, stack.enter_context(connect(address))) for address in addresses]
    watch = Watch(servers, PATIENCE_SECONDS)
    stack.callback(watch.end)
    stack.enter_context(watch)
    for address, connection in servers:
        _prepare(address, connection)
    return [connection for _, connection in servers]


def _prepare(address: Address, connection: Connection) -> None:
    with told(address):
        connection.execute("SET statement_timeout = 0; SET client_min_messages = warning; SET jit = off")
        connection.execute("SET maintenance_work_mem = '256MB'")
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(str(address), f"keeps text as {encoding}; a corpus needs a database in UTF8")


def make_record_table(place: Place, schema: str) -> None:
    """Make the table of records and its partitions in a place that holds them itself."""
    run_script(place.connection, schema, "records.sql")
    for number, part in enumerate(place.parts, 1):
        name = sql.Identifier(schema, f"record_{number}")
        statement = sql.SQL("CREATE TABLE {} PARTITION OF {} FOR VALUES {}")
        place.connection.execute(
            statement.format(name, sql.Identifier(schema, "record"), sql.SQL(part.bounds))
        )


def make_foreign_tables(hub: Connection, name: str, schema: str, shards: Sequence[Place]) -> None:
    """Have the coordinator's table of records consist of those of the shards (postgres_fdw).

    `name`: the schema that stays from push to push.
    """
    run_script(hub, schema, "records.sql")
    try:
        create = sql.SQL("CREATE EXTENSION IF NOT EXISTS postgres_fdw SCHEMA {}")
        hub.execute(create.format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise StoreError(
            str(shards[0].address), "the coordinator needs postgres_fdw: have an administrator create it"
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


_FDW = {
    "fetch_size": "2000",
    "async_capable": "true",  # all shards work at once
    "use_remote_estimate": "true",  # the coordinator has no statistics of theirs
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
}
_OF_MAPPING = ("user", "password", "passfile", "sslcert", "sslkey", "sslpassword")
_LEFT_OUT = ("client_encoding", "fallback_application_name", "application_name", "options", *_OF_MAPPING)


def _make_server(hub: Connection, server: sql.Identifier, shard: Place) -> None:
    given = {key: str(value) for key, value in conninfo_to_dict(shard.address.url).items() if value}
    info = shard.connection.info
    where = {"host": info.host, "port": str(info.port), "dbname": info.dbname}
    options = _FDW | where | {key: value for key, value in given.items() if key not in _LEFT_OUT}
    hub.execute(
        sql.SQL("CREATE SERVER {} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({})").format(
            server, _options(options)
        )
    )
    login = {"user": info.user, "password": given.get("password") or info.password or ""}
    hub.execute(
        sql.SQL("CREATE USER MAPPING FOR PUBLIC SERVER {} OPTIONS ({})").format(
            server, _options({key: value for key, value in login.items() if value})
        )
    )


def _options(values: dict[str, str]) -> sql.Composed:
    pairs = (
        sql.SQL("{} {}").format(sql.Identifier(key), sql.Literal(value)) for key, value in values.items()
    )
    return sql.SQL(", ").join(pairs)


def run_script(connection: Connection, schema: str, name: str) -> None:
    """Run one of the SQL files beside this module in a schema."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        connection.execute(f"SET search_path = {schema}, pg_catalog; {file.read()}".encode())
