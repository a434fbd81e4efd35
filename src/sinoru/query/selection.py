"""The records that an export takes: those the filters choose, and all that these name.

The choice is a temporary table of the index, in order of time, so that it costs no memory however many records
it has; records are read from it some at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from sinoru.index import numbers
from sinoru.index.fields import is_id, links_of
from sinoru.index.index import Index, read_body
from sinoru.model.records import RECORD_OF_KIND, Claim, CorpusTitle, Event, Record
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.assemble import claim_answers, event_answers, speakers_in
from sinoru.query.conflict_answers import ConflictAnswer
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import statements

BATCH = 500
"""Records read at a time."""
_REMEMBERED = 5_000
"""Records found by id that are kept at hand."""
NAMED = ("person", "organisation", "place", "source")
"""Kinds that come along with what names them; events and claims are for the filters to choose."""

Progress = Callable[[int, int], None]
"""Told how many records are read, and of how many."""

_TABLES = """
DROP TABLE IF EXISTS temp.chosen;
DROP TABLE IF EXISTS temp.picked;
DROP TABLE IF EXISTS temp.mentioned;
CREATE TEMP TABLE chosen (place INTEGER PRIMARY KEY, number INTEGER UNIQUE, kind TEXT, is_named INTEGER);
CREATE TEMP TABLE picked (number INTEGER PRIMARY KEY, round INTEGER NOT NULL);
CREATE TEMP TABLE mentioned (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX temp.chosen_kind ON chosen (kind, place);
"""
# By first day, last day (open last), id. Of records with one id, which is a fault, the first counts, as in `show`.
_IN_ORDER = f"""
FROM record AS r WHERE NOT EXISTS (
  SELECT 1 FROM record AS d WHERE d.id = r.id AND (d.file, d.line) < (r.file, r.line)
) {{}} ORDER BY r.number >> {numbers.DAY_SHIFT}, ifnull(r.latest, 1 << 40), r.id LIMIT ?
"""


class Selection:
    """Records chosen for an export, and the names of all they refer to. Every listing is by date, then id."""

    def __init__(self, index: Index, filters: Filters, kinds: Sequence[str] = ("event", "claim")) -> None:
        """Choose from these kinds of record; `--kind person` and the like choose from others.

        Without any filter everything in the corpus is chosen. Raises what resolve_scope raises.
        """
        self.index = index
        named = tuple(kind for kind in filters.kind if kind in RECORD_OF_KIND)
        self.kinds = named or tuple(kinds)
        self.progress: Progress = lambda done, total: None  # noqa: ARG005  nobody wants to know
        self.left_out: Counter[str] = Counter()
        """How many records a format had no place for, by the reason."""
        self._done = 0
        self._found: dict[str, Record | None] = {}
        index.connection.executescript(_TABLES)
        # From here on everything is read as it is now, whatever another process does to the index.
        index.connection.execute("BEGIN")
        if filters == NO_FILTERS:
            self._put_in_order("", (), None)
        else:
            rest = tuple(kind for kind in filters.kind if kind not in named)
            self._choose(msgspec.structs.replace(filters, kind=rest))
            self._add_named()
            self._put_in_order("AND r.number IN (SELECT number FROM temp.picked)", (), None)

    def _choose(self, filters: Filters) -> None:
        """Pick what passes the filters, the earliest first."""
        scope = resolve_scope(self.index, filters, self.kinds)
        parts = statements(self.index, scope)
        union = " UNION ALL ".join(sql for sql, _ in parts)
        order = _IN_ORDER.format("AND r.number IN (SELECT * FROM found)")
        self.index.connection.execute(
            f"WITH found AS ({union}) INSERT INTO temp.picked SELECT r.number, 0 {order}",
            [*(value for _, values in parts for value in values), _limit(filters.limit)],
        )

    def _add_named(self) -> None:
        """Add what the picked records name, then what that names, until nothing new comes up."""
        is_named = f"r.kind IN ({', '.join('?' * len(NAMED))})"
        add = (
            "INSERT OR IGNORE INTO temp.picked SELECT r.number, ? FROM temp.mentioned AS m"
            f" JOIN record AS r ON r.id = m.id WHERE {is_named}"
        )
        round_, added = 0, 1
        while added:
            self._note_mentioned(round_)
            round_ += 1
            added = self.index.connection.execute(add, (round_, *NAMED)).rowcount

    def _note_mentioned(self, round_: int) -> None:
        query = (
            "SELECT r.kind, r.body FROM temp.picked AS p JOIN record AS r ON r.number = p.number"
            " WHERE p.round = ?"
        )
        for kind, body in self.index.rows(query, (round_,)):
            ids = ((id_,) for id_ in mentioned(read_body(kind, body)))
            self.index.connection.executemany("INSERT OR IGNORE INTO temp.mentioned VALUES (?)", ids)

    def _put_in_order(self, condition: str, values: Sequence[object], limit: int | None) -> None:
        marks = ", ".join("?" * len(self.kinds))
        self.index.connection.execute(
            "INSERT INTO temp.chosen (number, kind, is_named)"
            f" SELECT r.number, r.kind, r.kind NOT IN ({marks}) {_IN_ORDER.format(condition)}",
            [*self.kinds, *values, _limit(limit)],
        )

    def corpus(self) -> CorpusTitle:
        """Give what the corpus says of itself, the first file that does."""
        query = "SELECT corpus FROM file WHERE corpus <> '{}' ORDER BY number LIMIT 1"
        return msgspec.json.decode(self.index.value(query) or "{}", type=CorpusTitle)

    def count(self, kinds: Sequence[str] = tuple(RECORD_OF_KIND), *, with_named: bool = True) -> int:
        """Count the records of these kinds, with those that come along or without."""
        query = f"SELECT count(*) FROM temp.chosen WHERE kind IN ({', '.join('?' * len(kinds))})"
        return int(self.index.value(query + ("" if with_named else " AND is_named = 0"), kinds))

    def has(self, id_: str) -> bool:
        """Tell whether a record is among those chosen or those that come along."""
        query = "SELECT 1 FROM record AS r JOIN temp.chosen AS c ON c.number = r.number WHERE r.id = ?"
        return self.index.value(query, (id_,)) is not None

    def find(self, id_: str) -> Record | None:
        """Give any record of the corpus by its id; None where it has no such record."""
        if id_ not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            query = "SELECT kind, body FROM record WHERE id = ? ORDER BY file, line LIMIT 1"
            row = next(self.index.rows(query, (id_,)), None)
            self._found[id_] = read_body(*row) if row else None
        return self._found[id_]

    def events(self) -> Iterator[EventAnswer]:
        """Give the events, with the names of all they refer to."""
        for batch in self._batches("kind = ?", ("event",)):
            yield from event_answers(self.index, batch)

    def claims(self) -> Iterator[ClaimAnswer]:
        """Give the claims, with the names of all they refer to."""
        for batch in self._batches("kind = ?", ("claim",)):
            yield from claim_answers(self.index, batch)

    def records(self, kind: str) -> Iterator[Record]:
        """Give the records of a kind as the corpus has them."""
        for batch in self._batches("kind = ?", (kind,)):
            yield from self._read(batch).values()

    def chosen(self) -> Iterator[EventAnswer | ClaimAnswer | Record]:
        """Give the records that the filters chose, without those that come along."""
        for batch in self._batches("is_named = 0", ()):
            records = self._read(batch)
            events = event_answers(self.index, [n for n in batch if isinstance(records[n], Event)])
            claims = claim_answers(self.index, [n for n in batch if isinstance(records[n], Claim)])
            answers = {one.event.id: one for one in events} | {one.claim.id: one for one in claims}
            yield from (answers.get(record.id, record) for record in records.values())

    def conflicts(self) -> Iterator[ConflictAnswer]:
        """Give the conflicts on these records: on record, between claims, and found by rule."""
        from sinoru.query.conflicts import find_conflicts

        return (one for one in find_conflicts(self.index) if self.has(one.record))

    def _batches(self, condition: str, values: Sequence[object]) -> Iterator[list[int]]:
        query = (
            f"SELECT place, number FROM temp.chosen WHERE {condition} AND place > ? ORDER BY place LIMIT ?"
        )
        total, last = self.count(), 0
        while rows := list(self.index.rows(query, (*values, last, BATCH))):
            last = rows[-1][0]
            yield [number for _, number in rows]
            self._done += len(rows)
            self.progress(min(self._done, total), total)

    def _read(self, batch: Sequence[int]) -> dict[int, Record]:
        query = "SELECT number, kind, body FROM record WHERE number IN (SELECT value FROM json_each(?))"
        rows: dict[int, Any] = {
            number: (kind, body) for number, kind, body in self.index.rows(query, [str(list(batch))])
        }
        return {number: read_body(*rows[number]) for number in batch}


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit


def mentioned(record: Record) -> Iterator[str]:
    """Give the id of every record that a record names."""
    for target, _ in links_of(record):
        if is_id(target):
            yield target
    yield from speakers_in(record)
