"""From one state of a corpus to the next: names change hands in one transaction, then the former state goes.

Putting a corpus into a store: into a new schema beside the current one, which stays until the new one is whole.

Nothing that a reader sees changes before the last transaction, so a push may fail, or be killed, at any moment. What
it leaves behind is swept away by the next one.
"""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack, suppress
from secrets import token_hex

import msgspec
import psycopg
from psycopg import sql

from sinoru.index.index import Progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.open import content_of
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

_CURRENT = """
CREATE TABLE IF NOT EXISTS {}.current (
  one boolean PRIMARY KEY DEFAULT true CHECK (one), schema text NOT NULL, version integer NOT NULL,
  shards integer NOT NULL, readers text[] NOT NULL, pushed_at timestamptz NOT NULL DEFAULT now()
)
"""


def begin_push(hub: Connection, address: Address) -> str:
    """Be the only one that pushes there, and give the name of the new schema. Raises StoreError."""
    own = hub.execute("SELECT pg_try_advisory_lock(%s)", (lock_key(f"push {address.schema}"),)).fetchone()
    if own == (False,):
        raise StoreError(str(address), "another push to it is under way")
    if not _is_ours(hub, address.schema):
        raise StoreError(
            str(address),
            f"the schema '{address.schema}' holds tables of another program; add ?schema=NAME to the address",
        )
    hub.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(address.schema)))
    hub.execute(sql.SQL(_CURRENT).format(sql.Identifier(address.schema)))
    return f"{address.schema}__{int(time.time()):x}{token_hex(2)}"


def _is_ours(hub: Connection, name: str) -> bool:
    """Return whether a schema may be pushed to: it is not there, is empty, or was made by a push."""
    query = (
        "SELECT relname, ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid)"
        " FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
    )
    tables: dict[str, list[str]] = dict(hub.execute(query, (name,)).fetchall())
    return not tables or {"schema", "version", "shards", "readers"} <= set(tables.get("current", ()))


def current_schema(hub: Connection, name: str) -> list[str]:
    """Return the schema that holds the corpus now, if any does."""
    query = sql.SQL("SELECT schema FROM {}.current").format(sql.Identifier(name))
    return [schema for (schema,) in hub.execute(query)]


def switch_to(hub: Connection, name: str, schema: str, shards: int, readers: Sequence[str]) -> None:
    """Make a new schema the current one, in one transaction. Who could read the former one can read it."""
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
            for place in (own, new):
                hub.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(place, sql.Identifier(role)))
                hub.execute(
                    sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(
                        place, sql.Identifier(role)
                    )
                )


def sweep(connection: Connection, name: str, keep: Collection[str], patience: float = 0.0) -> list[str]:
    """Take away the schemas of former pushes but for those to keep; give those that are still being read."""
    found = connection.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname ~ %s ORDER BY 1", (f"^{name}__[0-9a-f]{{12}}$",)
    ).fetchall()
    return [
        schema for (schema,) in found if schema not in keep and not _take_away(connection, schema, patience)
    ]


def _take_away(connection: Connection, schema: str, patience: float) -> bool:
    until = time.monotonic() + patience
    while connection.execute("SELECT pg_try_advisory_lock(%s)", (lock_key(schema),)).fetchone() == (False,):
        if time.monotonic() >= until:
            return False
        time.sleep(0.1)
    drop(connection, schema)
    connection.execute("SELECT pg_advisory_unlock(%s)", (lock_key(schema),))
    return True


def drop(connection: Connection, schema: str) -> None:
    """Take away a schema, and the servers its tables were on."""
    connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
    query = "SELECT srvname FROM pg_foreign_server WHERE starts_with(srvname, %s)"
    for (server,) in connection.execute(query, (f"{schema}_",)).fetchall():
        connection.execute(sql.SQL("DROP SERVER {} CASCADE").format(sql.Identifier(server)))


_TABLES = ("file", "diagnostic", "term", "tally", "density", "span", "name", "office", "word")
"""Copied as they are, column by column."""
_PATIENCE_SECONDS = 30.0
"""How long readers of the former state are waited for; else it goes with the next push."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Where a corpus is to go."""

    address: Address
    shards: tuple[Address, ...] = ()
    """Servers that hold the records, in equal parts by time; none: the store itself."""
    readers: tuple[str, ...] = ()
    """Roles that may read it."""
    per_partition: int = PER_PARTITION


def push(index: SqliteIndex, order: Order, progress: Progress) -> int:
    """Put the corpus of an index into a store; give the number of partitions.

    Raises StoreError; then the store is as it was.
    """
    with ExitStack() as stack, translate_errors(order.address):
        servers = open_servers((order.address, *order.shards), stack)
        hub, *shards = servers
        schema = begin_push(hub, order.address)
        _sweep(servers, order.address.schema, current_schema(hub, order.address.schema), 0)
        places = _places(index, order, hub, shards)
        try:
            _fill(index, order, schema, hub, places, progress)
            switch_to(hub, order.address.schema, schema, len(shards), order.readers)
        except BaseException:
            _give_up(servers, schema)
            raise
        _sweep(servers, order.address.schema, [schema], _PATIENCE_SECONDS)
    return sum(len(place.parts) for place in places)


def _places(index: SqliteIndex, order: Order, hub: Connection, shards: Sequence[Connection]) -> list[Shard]:
    parts = partition_records(index, len(shards), order.per_partition)
    servers = zip(order.shards, shards, strict=True) if shards else ((order.address, hub),)
    return [Shard(*server, some) for server, some in zip(servers, parts, strict=True)]


def _fill(
    index: SqliteIndex,
    order: Order,
    schema: str,
    hub: Connection,
    places: Sequence[Shard],
    progress: Progress,
) -> None:
    """Make all tables of the new schema and put the corpus into them."""
    for connection in {id(one): one for one in (hub, *(place.connection for place in places))}.values():
        connection.execute(f"CREATE SCHEMA {schema}")
    run_script(hub, schema, "schema.sql")
    for table in _TABLES:
        copy_table(index, hub, schema, table)
    _copy_tokens(index, hub, schema)
    copier = RecordCopier(index, _counting(index.value("SELECT count(*) FROM record"), progress))
    for place in places:
        with translate_errors(place.address):
            make_record_table(place, schema)
            copier.copy(place.connection, schema, place.whole)
            run_script(place.connection, schema, "record_indexes.sql")
            place.connection.execute(f"ANALYZE {schema}.record")
    if order.shards:
        make_foreign_tables(hub, order.address.schema, schema, places)
    for table in _TABLES:
        hub.execute(f"ANALYZE {schema}.{table}")


def _copy_tokens(index: SqliteIndex, hub: Connection, schema: str) -> None:
    """Copy how many records hold each token, and tell what the corpus is."""
    connection = index.connection
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.token USING fts5vocab (main, words, row)")
    rows = connection.execute("SELECT term, doc FROM temp.token")
    copy_rows(hub, schema, "token", ("token", "records"), rows)
    facts = {
        "content": content_of(index),
        "files": index.value("SELECT count(*) FROM file"),
        "records": index.value("SELECT count(*) FROM record"),
        "tokens": index.value("SELECT sum(cnt) FROM temp.token") or 0,
    }
    copy_rows(hub, schema, "meta", ("key", "value"), ((key, str(value)) for key, value in facts.items()))


def _counting(total: int, progress: Progress) -> Callable[[int], None]:
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    return count


def _sweep(servers: Sequence[Connection], name: str, keep: Sequence[str], patience: float) -> None:
    """Take away what former pushes left; what is still being read at the hub is kept on the shards as well."""
    hub, *shards = servers
    read = sweep(hub, name, keep, patience)
    for shard in shards:
        sweep(shard, name, (*keep, *read))


def _give_up(servers: Iterable[Connection], schema: str) -> None:
    for server in servers:
        with suppress(psycopg.Error, StoreError):
            drop(server, schema)
