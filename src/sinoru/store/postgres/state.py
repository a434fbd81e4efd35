"""How a corpus lies in PostgreSQL."""

from typing import Any

from sinoru.index.index import Index
from sinoru.store.address import Address

_WHEN = "to_char(pushed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
_CURRENT = f"SELECT {_WHEN}, shards FROM {{}}.current"
_SIZE = (
    "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint, count(*) FILTER (WHERE relispartition)"
    " FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'f')"
)


def describe(index: Index, address: Address) -> dict[str, Any]:
    """Tell when it was pushed, how large it is on the store itself, and on how many partitions and shards."""
    pushed, shards = next(index.rows(_CURRENT.format(address.schema)))
    size, partitions = next(index.rows(_SIZE))
    return {"pushed": pushed, "shards": shards, "bytes": int(size), "partitions": partitions}
