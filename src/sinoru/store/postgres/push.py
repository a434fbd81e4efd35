"""Pushing a corpus into a new schema next to the current one, which stays until the new one is complete.

Nothing that a reader sees changes before the last transaction, in which the new schema becomes the current one. So a
push may fail, or be killed, at any moment; the next one removes what it leaves behind.
"""

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack, suppress
from secrets import token_hex

import msgspec
import psycopg
from psycopg import sql

from sinoru.index.index import DECLARED, UNDECLARED, Progress, content_hash
from sinoru.index.sqlite import SqliteIndex
from sinoru.messages import quoted
from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connection import STORE_VERSION, Connection, lock_key, translate_errors
from sinoru.store.postgres.copying import RecordCopier, copy_rows, copy_table
from sinoru.store.postgres.partitions import (
    PER_PARTITION,
    Shard,
    make_foreign_tables,
    make_record_table,
    open_servers,
    partition_records,
    run_script,
)

_CREATE_CURRENT = """
CREATE TABLE IF NOT EXISTS {}.current (
  one boolean PRIMARY KEY DEFAULT true CHECK (one), schema text NOT NULL, version integer NOT NULL,
  shards integer NOT NULL, readers text[] NOT NULL, pushed_at timestamptz NOT NULL DEFAULT now()
)
"""
_TABLES = (
    "file",
    "diagnostic",
    "term",
    "tally",
    "judged",
    "density",
    "span",
    "name",
    "office",
    "amount",
    "word",
)
"""The tables that are copied column by column."""
_PATIENCE_SECONDS = 30.0
"""The time to wait for readers of the former schema; after that, the next push removes it."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """The target of a push."""

    address: Address
    shards: tuple[Address, ...] = ()
    """Servers for the records, in equal parts by time; empty for the store itself."""
    readers: tuple[str, ...] = ()
    """The roles that may read the corpus."""
    per_partition: int = PER_PARTITION


def push(index: SqliteIndex, order: Order, progress: Progress) -> int:
    """Put the corpus of an index into a store, and return the number of partitions.

    Raises StoreError, after which the store is unchanged.
    """
    with ExitStack() as stack, translate_errors(order.address):
        servers = open_servers((order.address, *order.shards), stack)
        hub, *shards = servers
        schema = begin_push(hub, order.address)
        _sweep_all(servers, order.address.schema, current_schema(hub, order.address.schema), 0)
        targets = _divide(index, order, hub, shards)
        try:
            _fill(index, order, schema, hub, targets, progress)
            switch_to(hub, order.address.schema, schema, len(shards), order.readers)
        except BaseException:
            for server in servers:
                with suppress(psycopg.Error, StoreError):
                    drop(server, schema)
            raise
        _sweep_all(servers, order.address.schema, [schema], _PATIENCE_SECONDS)
    return sum(len(target.parts) for target in targets)


def _divide(index: SqliteIndex, order: Order, hub: Connection, shards: Sequence[Connection]) -> list[Shard]:
    parts = partition_records(index, len(shards), order.per_partition)
    servers = zip(order.shards, shards, strict=True) if shards else ((order.address, hub),)
    return [Shard(*server, share) for server, share in zip(servers, parts, strict=True)]


def _fill(
    index: SqliteIndex,
    order: Order,
    schema: str,
    hub: Connection,
    targets: Sequence[Shard],
    progress: Progress,
) -> None:
    """Create all tables of the new schema and fill them."""
    connections = (hub, *(target.connection for target in targets))
    for connection in {id(connection): connection for connection in connections}.values():
        connection.execute(f"CREATE SCHEMA {schema}")
    run_script(hub, schema, "schema.sql")
    for table in _TABLES:
        copy_table(index, hub, schema, table)
    _copy_tokens(index, hub, schema)
    copier = RecordCopier(index, _count_progress(index.value("SELECT count(*) FROM record"), progress))
    for target in targets:
        with translate_errors(target.address):
            make_record_table(target, schema)
            copier.copy(target.connection, schema, target.whole)
            run_script(target.connection, schema, "record_indexes.sql")
            target.connection.execute(f"ANALYZE {schema}.record")
    if order.shards:
        make_foreign_tables(hub, order.address.schema, schema, targets)
    for table in _TABLES:
        hub.execute(f"ANALYZE {schema}.{table}")


def _copy_tokens(index: SqliteIndex, hub: Connection, schema: str) -> None:
    """Copy the number of records with each token, and the facts about the corpus."""
    connection = index.connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.token USING fts5vocab (main, words, row)")
    rows = connection.execute("SELECT term, doc FROM temp.token")
    copy_rows(hub, schema, "token", ("token", "records"), rows)
    facts = {
        "content": content_hash(index),
        "files": index.value("SELECT count(*) FROM file"),
        "records": index.value("SELECT count(*) FROM record"),
        "tokens": index.value("SELECT sum(cnt) FROM temp.token") or 0,
    }
    for key in (DECLARED, UNDECLARED):
        if declared := index.value("SELECT value FROM meta WHERE key = ?", (key,)):
            facts[key] = declared
    copy_rows(hub, schema, "meta", ("key", "value"), ((key, str(value)) for key, value in facts.items()))


def _count_progress(total: int, progress: Progress) -> Callable[[int], None]:
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    return count


def _sweep_all(servers: Sequence[Connection], name: str, keep: Sequence[str], patience: float) -> None:
    """Remove the schemas of former pushes; those still being read at the hub are kept on the shards too."""
    hub, *shards = servers
    in_use = sweep(hub, name, keep, patience)
    for shard in shards:
        sweep(shard, name, (*keep, *in_use))


def begin_push(hub: Connection, address: Address) -> str:
    """Lock the store against other pushes, and return the name of the new schema. Raises StoreError."""
    locked = hub.execute("SELECT pg_try_advisory_lock(%s)", (lock_key(f"push {address.schema}"),)).fetchone()
    if locked == (False,):
        raise StoreError(str(address), "another push is running. Try again when it is done")
    if not _is_ours(hub, address.schema):
        raise StoreError(
            str(address),
            f"the schema {quoted(address.schema)} contains tables of another program."
            " Add ?schema=NAME to the address",
        )
    hub.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(address.schema)))
    hub.execute(sql.SQL(_CREATE_CURRENT).format(sql.Identifier(address.schema)))
    return f"{address.schema}__{int(time.time()):x}{token_hex(2)}"


def _is_ours(hub: Connection, name: str) -> bool:
    """Return whether a schema may be pushed to, as it does not exist, is empty, or was made by a push."""
    query = (
        "SELECT relname, ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid)"
        " FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
    )
    tables: dict[str, list[str]] = dict(hub.execute(query, (name,)).fetchall())
    return not tables or {"schema", "version", "shards", "readers"} <= set(tables.get("current", ()))


def current_schema(hub: Connection, name: str) -> list[str]:
    """Return the schema that contains the current corpus; empty without a corpus."""
    query = sql.SQL("SELECT schema FROM {}.current").format(sql.Identifier(name))
    return [schema for (schema,) in hub.execute(query)]


def switch_to(hub: Connection, name: str, schema: str, shards: int, readers: Sequence[str]) -> None:
    """Make a new schema the current one, in one transaction. Readers of the former one may read it."""
    own, new = sql.Identifier(name), sql.Identifier(schema)
    with hub.transaction():
        query = sql.SQL("SELECT readers FROM {}.current").format(own)
        known = [role for (roles,) in hub.execute(query) for role in roles]
        everyone = list(dict.fromkeys([*known, *readers]))
        hub.execute(
            sql.SQL(
                "INSERT INTO {}.current (schema, version, shards, readers) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (one) DO UPDATE SET schema = excluded.schema, version = excluded.version,"
                " shards = excluded.shards, readers = excluded.readers, pushed_at = excluded.pushed_at"
            ).format(own),
            (schema, STORE_VERSION, shards, everyone),
        )
        tables = (
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p')"
        )
        partition = " AND NOT relispartition"
        for (table,) in hub.execute(tables + partition, (schema,)).fetchall():
            view = sql.Identifier(name, table)
            hub.execute(sql.SQL("DROP VIEW IF EXISTS {}").format(view))
            hub.execute(
                sql.SQL("CREATE VIEW {} AS SELECT * FROM {}").format(view, sql.Identifier(schema, table))
            )
        for role in everyone:
            for granted in (own, new):
                hub.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(granted, sql.Identifier(role)))
                hub.execute(
                    sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(
                        granted, sql.Identifier(role)
                    )
                )


def sweep(connection: Connection, name: str, keep: Collection[str], patience: float = 0.0) -> list[str]:
    """Remove the schemas of former pushes except those to keep; return those that are still being read."""
    found = connection.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname ~ %s ORDER BY 1", (f"^{name}__[0-9a-f]{{12}}$",)
    ).fetchall()
    return [schema for (schema,) in found if schema not in keep and not _remove(connection, schema, patience)]


def _remove(connection: Connection, schema: str, patience: float) -> bool:
    """Remove a schema once no one reads it; return False if it is still read after `patience` seconds."""
    until = time.monotonic() + patience
    while connection.execute("SELECT pg_try_advisory_lock(%s)", (lock_key(schema),)).fetchone() == (False,):
        if time.monotonic() >= until:
            return False
        time.sleep(0.1)
    drop(connection, schema)
    connection.execute("SELECT pg_advisory_unlock(%s)", (lock_key(schema),))
    return True


def drop(connection: Connection, schema: str) -> None:
    """Remove a schema, and the foreign servers of its tables."""
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
    query = "SELECT srvname FROM pg_foreign_server WHERE starts_with(srvname, %s)"
    for (server,) in connection.execute(query, (f"{schema}_",)).fetchall():
        connection.execute(sql.SQL("DROP SERVER {} CASCADE").format(sql.Identifier(server)))
