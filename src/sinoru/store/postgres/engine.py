"""The index of a corpus in PostgreSQL, for all queries, and the size of what is stored."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import psycopg
from psycopg.types.numeric import IntLoader

from sinoru.index.database import placeholders
from sinoru.index.index import EVERYWHERE, Condition, Index, Parameters, Scope, Sql
from sinoru.messages import as_text
from sinoru.model.errors import GivenUp, StoreError
from sinoru.store.address import Address
from sinoru.store.postgres.connection import (
    STORE_VERSION,
    Watch,
    connect,
    find_active_schema,
    lock_key,
    translate_errors,
)
from sinoru.store.postgres.matching import (
    RELATION_BITS,
    Totals,
    condition_of,
    encode_link,
    links_sought,
    score_matches,
    words_of,
)

_STREAMED = 2_000
"""The rows fetched at a time."""
_GRACE_SECONDS = 3
"""The time beyond its own limit for which a server may be silent before its connection is cut."""
PATIENCE_SECONDS = 4
"""The time to wait for an answer before probing the server, and the time for each probe."""
_TRIES = 3
"""The attempts to open a corpus that another push may be removing."""
_PUSHED_AT = "to_char(pushed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
_CURRENT = f"SELECT {_PUSHED_AT}, shards FROM {{}}.current"
_SIZE = (
    "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint, count(*) FILTER (WHERE relispartition)"
    " FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'f')"
)


class PostgresIndex(Index):
    """A corpus in a store. One snapshot of it is read from the beginning until it is refreshed or closed."""

    def __init__(self, address: Address) -> None:
        """Connect. Raises StoreError."""
        self.address = address
        self.connection = connect(address)
        self._watch = Watch([(address, self.connection)], PATIENCE_SECONDS, address.timeout + _GRACE_SECONDS)
        # PostgreSQL sums integers as numeric; all sums of sinoru are integers.
        self.connection.adapters.register_loader("numeric", IntLoader)
        self._begin()

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query. Raises StoreError."""
        if self.is_given_up:
            raise GivenUp
        return iter(self._fetch_all(sql, parameters))

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, most of which stay on the server until they are needed."""
        with translate_errors(self.address), self.connection.cursor(name="sinoru_rows") as cursor:
            cursor.itersize = _STREAMED
            with self._watch:
                cursor.execute(_translate_placeholders(sql), _without_nul(parameters))
            while True:
                with self._watch:
                    batch = cursor.fetchmany(_STREAMED)
                if not batch:
                    return
                yield from batch

    def _fetch_all(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        with translate_errors(self.address), self._watch:
            return self.connection.execute(_translate_placeholders(sql), _without_nul(parameters)).fetchall()

    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Return the condition with the values as an array."""
        return f"{column} = ANY(?::bigint[])", (list(values),)

    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Return one query for all conditions; the planner knows the frequency of links and words."""
        condition, values = part
        conditions: list[Sql] = [
            (condition.format("r.number"), values),
            (f"r.kind IN ({placeholders(scope.kinds)})" if scope.kinds else "TRUE", scope.kinds),
            *(("r.links && ?::bigint[]", [links_sought(link.terms, link.relations)]) for link in scope.links),
            words_of(scope),
            *map(condition_of, scope.where),
        ]
        where = " AND ".join(sql for sql, _ in conditions if sql != "TRUE") or "TRUE"
        sql = f"SELECT r.number FROM record AS r WHERE {where}"
        return sql, [value for _, bound in conditions for value in bound]

    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Return the query of a scope with the numbers as part of its condition."""
        condition, values = part
        in_numbers, listed = self.in_list("{0}", numbers)
        wordless = Scope(kinds=scope.kinds, links=scope.links, where=scope.where)
        return self.matching(wordless, (f"{in_numbers} AND {condition}", [*listed, *values]))

    def materialise(self, parts: Sequence[Sql]) -> Sql:
        """Return the union of the queries, as a reader may not create tables."""
        return " UNION ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]

    def links_of(self, chosen: Sql, kind: str, relations: Sequence[str]) -> Sql:
        """Return the query that unnests the links of the chosen records."""
        sql, values = chosen
        once = "DISTINCT " if len(relations) > 1 else ""
        links = (
            f"SELECT {once}r.number AS record, link >> {RELATION_BITS} AS target"
            " FROM record AS r CROSS JOIN unnest(r.links) AS link"
            f" WHERE r.kind = ? AND r.number IN ({sql}) AND link & {(1 << RELATION_BITS) - 1}"
            f" IN ({placeholders(relations)})"
        )
        return links, [kind, *values, *(encode_link(0, relation) for relation in relations)]

    def scores(self, match: Condition, numbers: Sequence[int] | None = None) -> dict[int, float]:
        """Count in the server, and compute the scores here."""
        totals = dict(self._fetch_all("SELECT key, value FROM meta WHERE key IN ('records', 'tokens')"))
        totals_ = Totals(int(totals["records"]), int(totals["tokens"]))
        return score_matches(self._fetch_all, match, totals_, numbers)

    def snapshot(self) -> None:
        """Do nothing: all queries run in one transaction on one pushed corpus."""

    def refresh(self) -> None:
        """Switch to the current corpus. Raises StoreError."""
        self.rest()
        self._begin()

    def rest(self) -> None:
        """Release the corpus, so that a push can remove it."""
        super().rest()
        if self.connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            with suppress(psycopg.Error):
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        self._watch.end()
        with suppress(psycopg.Error):
            self.connection.close()

    def _begin(self) -> None:
        """Begin to read the current corpus, and lock it against removal by a push."""
        try:
            with translate_errors(self.address), self._watch:
                is_open = any(self._open_current() for _ in range(_TRIES))
        except BaseException:
            self.close()
            raise
        if not is_open:
            self.close()
            raise StoreError(
                str(self.address), "the corpus is being replaced by one push after another. Try again later"
            )

    def _open_current(self) -> bool:
        """Return False if the corpus was removed before it was locked."""
        self.rest()
        run = self.connection.execute
        run(
            f"SET statement_timeout = {self.address.timeout * 1000}; SET jit = off;"
            " BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"
        )
        current = find_active_schema(self.connection, self.address)
        run("SELECT pg_advisory_xact_lock_shared(%s)", (lock_key(current.schema),))
        if run("SELECT to_regnamespace(%s)", (current.schema,)).fetchone() == (None,):
            return False
        if current.version != STORE_VERSION:
            raise StoreError(
                str(self.address),
                f"this corpus was pushed by another version of sinoru (store version {current.version})."
                f" Push it again",
            )
        run(f"SET LOCAL search_path = {current.schema}, pg_catalog")
        return True


def _translate_placeholders(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def _without_nul(parameters: Parameters) -> list[object]:
    """Replace NUL and lone surrogates, which no text in PostgreSQL can hold, so that they match nothing."""
    return [
        as_text(value).replace("\0", "\ufffd") if isinstance(value, str) else value for value in parameters
    ]


def describe(index: Index, address: Address) -> dict[str, Any]:
    """Return the time of the push, the bytes on the store itself, and the numbers of partitions and shards."""
    pushed, shards = next(index.rows(_CURRENT.format(address.schema)))
    size, partitions = next(index.rows(_SIZE))
    return {"pushed": pushed, "shards": shards, "bytes": int(size), "partitions": partitions}
