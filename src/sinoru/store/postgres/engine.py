"""The engine of a store in PostgreSQL.

How a corpus lies in PostgreSQL.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import psycopg
from psycopg.types.numeric import IntLoader

from sinoru.index.database import placeholders
from sinoru.index.index import EVERYWHERE, Index, Parameters, Scope, Sql, TextCondition
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
    encode_link,
    links_sought,
    score_matches,
    words_of,
)

_STREAMED = 2_000
"""Rows fetched at a time."""
_GRACE_SECONDS = 3
"""How much longer than its own time limit a server may be silent before we hang up."""
PATIENCE_SECONDS = 4
"""How long an answer is waited for before we ask whether the server is still there, and how long for that."""
_TRIES = 3
"""How often a corpus is looked for that another push may be taking away."""


class PostgresIndex(Index):
    """A corpus in a store. It shows one state of it from the first question on, until it is refreshed or closed."""

    def __init__(self, address: Address) -> None:
        """Connect. Raises StoreError."""
        self.address = address
        self.connection = connect(address)
        self._watch = Watch([(address, self.connection)], PATIENCE_SECONDS, address.timeout + _GRACE_SECONDS)
        # A sum of numbers is of a type with decimals there; all of ours are whole.
        self.connection.adapters.register_loader("numeric", IntLoader)
        self._begin()

    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query. Raises StoreError."""
        if self.is_given_up:
            raise GivenUp
        return iter(self._all(sql, parameters))

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, of which the server keeps the most."""
        with translate_errors(self.address), self.connection.cursor(name="sinoru_rows") as cursor:
            cursor.itersize = _STREAMED
            with self._watch:
                cursor.execute(_formatted(sql), _cleaned(parameters))
            while True:
                with self._watch:
                    some = cursor.fetchmany(_STREAMED)
                if not some:
                    return
                yield from some

    def _all(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        with translate_errors(self.address), self._watch:
            return self.connection.execute(_formatted(sql), _cleaned(parameters)).fetchall()

    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Hand over the values as an array."""
        return f"{column} = ANY(?::bigint[])", (list(values),)

    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Leave it to the planner what drives: it knows how frequent links and words are."""
        condition, values = part
        conditions: list[Sql] = [
            (condition.format("r.number"), values),
            (f"r.kind IN ({placeholders(scope.kinds)})" if scope.kinds else "TRUE", scope.kinds),
            *(("r.links && ?::bigint[]", [links_sought(one.terms, one.relations)]) for one in scope.links),
            words_of(scope),
        ]
        where = " AND ".join(sql for sql, _ in conditions if sql != "TRUE") or "TRUE"
        sql = f"SELECT r.number FROM record AS r WHERE {where}"
        return sql, [value for _, some in conditions for value in some]

    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Ask for the numbers as for any part."""
        condition, values = part
        given, list_ = self.in_list("{0}", numbers)
        asked = Scope(kinds=scope.kinds, links=scope.links)
        return self.matching(asked, (f"{given} AND {condition}", [*list_, *values]))

    def materialise(self, parts: Sequence[Sql]) -> Sql:
        """Ask anew each time: who only reads may not make tables."""
        return " UNION ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]

    def links_of(self, chosen: Sql, kind: str, how: str) -> Sql:
        """Unfold the arrays of the records."""
        sql, values = chosen
        links = (
            f"SELECT link >> {RELATION_BITS} AS target FROM record AS r CROSS JOIN unnest(r.links) AS link"
            f" WHERE r.kind = ? AND r.number IN ({sql}) AND link & {(1 << RELATION_BITS) - 1} = ?"
        )
        return links, [kind, *values, encode_link(0, how)]

    def scores(self, match: TextCondition) -> dict[int, float]:
        """Count in the server, weigh here."""
        totals = dict(self._all("SELECT key, value FROM meta WHERE key IN ('records', 'tokens')"))
        return score_matches(self._all, match, Totals(int(totals["records"]), int(totals["tokens"])))

    def snapshot(self) -> None:
        """Nothing to do: every question is asked in one transaction that sees one state."""

    def refresh(self) -> None:
        """Show the corpus as it is now. Raises StoreError."""
        self.rest()
        self._begin()

    def rest(self) -> None:
        """Let go of the state that is shown, so that a push can take it away."""
        if self.connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            with suppress(psycopg.Error):
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Hang up."""
        self._watch.end()
        with suppress(psycopg.Error):
            self.connection.close()

    def _begin(self) -> None:
        """Begin to read the corpus that is the current one, and keep any push from taking it away meanwhile."""
        try:
            with translate_errors(self.address), self._watch:
                is_there = any(self._take_current() for _ in range(_TRIES))
        except BaseException:
            self.close()
            raise
        if not is_there:
            self.close()
            raise StoreError(str(self.address), "is being pushed to again and again; ask later")

    def _take_current(self) -> bool:
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
                str(self.address), f"was made by another version of sinoru ({current.version}); push again"
            )
        run(f"SET LOCAL search_path = {current.schema}, pg_catalog")
        return True


def _formatted(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def _cleaned(parameters: Parameters) -> list[object]:
    """Replace NUL, which no text in PostgreSQL holds, so that it finds nothing."""
    return [value.replace("\0", "\ufffd") if isinstance(value, str) else value for value in parameters]


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
