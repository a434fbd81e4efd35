"""From one state of a corpus to the next: names change hands in one transaction, then the former state goes."""

import time
from collections.abc import Collection, Sequence
from secrets import token_hex

from psycopg import sql

from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connect import Connection
from sinoru.store.postgres.current import STORE_VERSION, lock_key

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
    """Tell whether a schema may be pushed to: it is not there, is empty, or was made by a push."""
    query = (
        "SELECT relname, ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid)"
        " FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
    )
    tables: dict[str, list[str]] = dict(hub.execute(query, (name,)).fetchall())
    return not tables or {"schema", "version", "shards", "readers"} <= set(tables.get("current", ()))


def current_schema(hub: Connection, name: str) -> list[str]:
    """Give the schema that holds the corpus now, if any does."""
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
