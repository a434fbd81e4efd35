"""Putting a corpus into a store: into a new schema beside the current one, which stays until the new one is whole.

Nothing that a reader sees changes before the last transaction, so a push may fail, or be killed, at any moment. What
it leaves behind is swept away by the next one.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress

import msgspec
import psycopg

from sinoru.index.index import Progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.model.errors import StoreError
from sinoru.store.address import Address
from sinoru.store.content import content_of
from sinoru.store.postgres.connect import Connection, told
from sinoru.store.postgres.copying import RecordCopier, copy_rows, copy_table
from sinoru.store.postgres.parts import PER_PARTITION, part_records
from sinoru.store.postgres.places import (
    Place,
    make_foreign_tables,
    make_record_table,
    open_servers,
    run_script,
)
from sinoru.store.postgres.swap import begin_push, current_schema, drop, sweep, switch_to

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
    with ExitStack() as stack, told(order.address):
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


def _places(index: SqliteIndex, order: Order, hub: Connection, shards: Sequence[Connection]) -> list[Place]:
    parts = part_records(index, len(shards), order.per_partition)
    servers = zip(order.shards, shards, strict=True) if shards else ((order.address, hub),)
    return [Place(*server, some) for server, some in zip(servers, parts, strict=True)]


def _fill(
    index: SqliteIndex,
    order: Order,
    schema: str,
    hub: Connection,
    places: Sequence[Place],
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
        with told(place.address):
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
