"""The records of an export: those that pass the filters, the conflicts about them, and the records that these name.

The selection is kept in a scratch database, in chronological order, so that its size costs no memory whatever engine
the index has; records are read in batches.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, cast

import msgspec

from sinoru.index import numbers
from sinoru.index.database import placeholders
from sinoru.index.driver import connect, run_script
from sinoru.index.fields import is_id, links_of
from sinoru.index.index import Index, Progress, Scope, no_progress, read_body
from sinoru.model.fields import Fields
from sinoru.model.records import RECORD_OF_KIND, Claim, ConflictRecord, CorpusTitle, Event, Record, Source
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import Answer, ClaimAnswer, EventAnswer
from sinoru.query.assemble import claim_answers, event_answers
from sinoru.query.conditions import kinds_in
from sinoru.query.conflicts import find_conflicts
from sinoru.query.credits import credited
from sinoru.query.disputes import conflicts_about, with_conflicts
from sinoru.query.fetch import load
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.holdings import records_by_kind
from sinoru.query.presence import Attendance, Contact, between
from sinoru.query.resolve import kinds_having
from sinoru.query.scope import read_words, resolve_scope
from sinoru.query.select import statements

BATCH = 500
"""Records read in one query."""
NAMED = ("person", "organisation", "place", "source")
"""Kinds that are added when a record names them; events and claims are chosen by the filters only."""
_MOST_CACHED = 5_000
"""Records found by id that are kept in memory."""

_SCRATCH = """
CREATE TABLE picked (number INTEGER PRIMARY KEY, kind TEXT, latest INTEGER, id TEXT, round INTEGER);
CREATE TABLE mentioned (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE chosen (place INTEGER PRIMARY KEY, number INTEGER UNIQUE, kind TEXT, is_named INTEGER, id TEXT UNIQUE);
CREATE INDEX chosen_kind ON chosen (kind, place);
"""
# Where several records have one id, which is a fault, the first counts, as in `show`.
_PICKED = f"""
SELECT r.number, r.kind, coalesce(r.latest, {numbers.OPEN_END}), r.id FROM record AS r WHERE NOT EXISTS (
  SELECT 1 FROM record AS d WHERE d.id = r.id AND (d.file, d.line) < (r.file, r.line)
)"""
_IN_ORDER = f"ORDER BY number >> {numbers.DAY_SHIFT}, latest, id"

_TOOK_PART = """
DROP TABLE IF EXISTS took;
CREATE TABLE took (event TEXT, person TEXT, part TEXT, PRIMARY KEY (event, person)) WITHOUT ROWID;
"""
_PAIRS = """
SELECT x.person, y.person, between_parts(x.part, y.part) AS how, count(*) FROM took AS x
  JOIN took AS y ON y.event = x.event AND x.person < y.person
  JOIN chosen AS one ON one.id = x.person AND one.kind = 'person'
  JOIN chosen AS other ON other.id = y.person AND other.kind = 'person'
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class Pair(Answer, frozen=True):
    """Two people by id, in the order of their ids, and the number of events with one kind of contact."""

    one: str
    other: str
    how: Contact
    times: int


class Selection:
    """Records chosen for an export, and the records that they name. Every listing is by date, then id."""

    def __init__(
        self,
        index: Index,
        filters: Filters,
        kinds: Sequence[str] = ("event", "claim"),
        listed: Sequence[int] | None = None,
    ) -> None:
        """Choose records of these kinds, or of those that the filters name (`person`, `article`: _kinds_asked).

        Without any filter all records of the corpus are chosen. Where it has no record of these kinds, the filters
        choose from those that it has. The records that `listed` numbers are chosen instead, if it is given. Raises
        what resolve_scope raises.
        """
        self.index = index
        named = _kinds_asked(index, filters, kinds)
        self.held = records_by_kind(index)
        """The number of records of each kind in the corpus."""
        has_some = any(kind in self.held for kind in kinds)
        self.kinds = named or (tuple(kinds) if has_some or not self.held else tuple(self.held))
        self.progress: Progress = no_progress
        self.left_out: Counter[str] = Counter()
        """The number of records that a format cannot express, by reason."""
        self._done = 0
        self._found: dict[str, Record | None] = {}
        self.scratch = connect("")
        """A temporary database of this selection, which SQLite moves to disk when it gets large."""
        run_script(self.scratch, _SCRATCH)
        self.scratch.execute("BEGIN")
        index.snapshot()
        if listed is not None:
            for start in range(0, len(listed), BATCH):
                condition, values = index.in_list("r.number", listed[start : start + BATCH])
                self._pick(f"{_PICKED} AND {condition}", values, 0)
            self._add_named()
        elif filters == NO_FILTERS:
            self._pick(_PICKED, (), 0)
        else:
            rest = tuple(kind for kind in filters.kind if kind.casefold() not in RECORD_OF_KIND)
            self._choose(msgspec.structs.replace(filters, kind=rest))
            self._add_named()
        self._put_in_order(by_round=listed is not None)

    def _pick(self, query: str, values: Sequence[object], round_: int) -> None:
        rows = ((*row, round_) for row in self.index.stream(query, values))
        self.scratch.executemany("INSERT OR IGNORE INTO picked VALUES (?, ?, ?, ?, ?)", rows)

    def _pick_in(self, scope: Scope, round_: int) -> None:
        for sql, values in statements(self.index, scope):
            self._pick(f"{_PICKED} AND r.number IN ({sql})", values, round_)

    def _choose(self, filters: Filters) -> None:
        """Pick the records that pass the filters; with a limit, the earliest."""
        self._pick_in(resolve_scope(self.index, filters, self.kinds), 0)
        if filters.limit is not None:
            kept = f"SELECT number FROM picked {_IN_ORDER} LIMIT ?"
            self.scratch.execute(f"DELETE FROM picked WHERE number NOT IN ({kept})", (filters.limit,))

    def _add_named(self) -> None:
        """Add the records that the picked ones name and the conflicts about them, until there is nothing new."""
        is_named = f"r.kind IN ({placeholders(NAMED)})"
        before, now, round_ = -1, self._count_picked(), 0
        while now > before:
            for ids in self._newly_mentioned(round_):
                query = f"{_PICKED} AND {is_named} AND r.id IN ({placeholders(ids)})"
                self._pick(query, (*NAMED, *ids), round_ + 1)
            if ConflictRecord.KIND in self.held:
                for scope in self._conflicts_about(round_):
                    self._pick_in(scope, round_ + 1)
            before, now, round_ = now, self._count_picked(), round_ + 1

    def _count_picked(self) -> int:
        return int(self.scratch.execute("SELECT count(*) FROM picked").get)

    def _newly_mentioned(self, round_: int) -> Iterator[list[str]]:
        """Yield, in batches, the ids that the records of a round mention and those of no earlier round do."""
        query = "SELECT number FROM picked WHERE round = ?"
        numbers_ = (number for (number,) in self._listed(query, round_))
        while batch := list(islice(numbers_, BATCH)):
            ids = dict.fromkeys(
                id_ for record in self._read(batch).values() for id_ in mentioned(record, self.index.fields)
            )
            new = [id_ for id_ in ids if self._is_new(id_)]
            yield from (new[start : start + BATCH] for start in range(0, len(new), BATCH))

    def _conflicts_about(self, round_: int) -> Iterator[Scope]:
        """Yield the conflicts about the records of a round."""
        ids = [id_ for (id_,) in self._listed("SELECT id FROM picked WHERE round = ?", round_)]
        scopes = (
            conflicts_about(self.index, ids[start : start + BATCH]) for start in range(0, len(ids), BATCH)
        )
        return filter(None, scopes)

    def _is_new(self, id_: str) -> bool:
        query = "INSERT OR IGNORE INTO mentioned VALUES (?) RETURNING id"
        return bool(self._listed(query, id_))

    def _put_in_order(self, *, by_round: bool) -> None:
        """Fill the table of chosen records; which of them are only named is known by their kind, or `by_round`."""
        is_named = "round > 0" if by_round else f"kind NOT IN ({placeholders(self.kinds)})"
        self.scratch.execute(
            "INSERT INTO chosen (number, kind, is_named, id)"
            f" SELECT number, kind, {is_named}, id FROM picked {_IN_ORDER}",
            () if by_round else self.kinds,
        )

    def corpus(self) -> CorpusTitle:
        """Return the title of the corpus, from the first file that has one."""
        query = "SELECT corpus FROM file WHERE corpus <> '{}' ORDER BY number LIMIT 1"
        return msgspec.json.decode(self.index.value(query) or "{}", type=CorpusTitle)

    def count(self, kinds: Sequence[str] = tuple(RECORD_OF_KIND), *, with_named: bool = True) -> int:
        """Count the records of these kinds, with or without those that are only named by others."""
        query = f"SELECT count(*) FROM chosen WHERE kind IN ({placeholders(kinds)})"
        query += "" if with_named else " AND is_named = 0"
        return int(self.scratch.execute(query, kinds).get)

    def has(self, id_: str) -> bool:
        """Return whether a record is in the selection, chosen or named."""
        return self.scratch.execute("SELECT 1 FROM chosen WHERE id = ?", (id_,)).fetchone() is not None

    def find(self, id_: str) -> Record | None:
        """Return the record with this id, in the selection or not; None if the corpus has none."""
        if id_ not in self._found:
            if len(self._found) > _MOST_CACHED:
                self._found.clear()
            query = "SELECT kind, body FROM record WHERE id = ? ORDER BY file, line LIMIT 1"
            row = next(self.index.rows(query, (id_,)), None)
            self._found[id_] = read_body(*row) if row else None
        return self._found[id_]

    def events(self, *, as_in_file: bool = False) -> Iterator[EventAnswer]:
        """Yield the events, with the names of all records they refer to and with all conflicts about them.

        `as_in_file` they have only the conflicts that are recorded on them.
        """
        for batch in self._batches("kind = ?", ("event",)):
            yield from event_answers(self.index, batch, as_in_file=as_in_file)

    def claims(self, *, as_in_file: bool = False) -> Iterator[ClaimAnswer]:
        """Yield the claims, with their verdicts, and otherwise as `events` does."""
        for batch in self._batches("kind = ?", ("claim",)):
            answers = claim_answers(self.index, batch)
            yield from answers if as_in_file else self._complete_claims(answers)

    def records(self, kind: str, *, as_in_file: bool = False) -> Iterator[Record]:
        """Yield the records of a kind, and otherwise as `events` does."""
        for batch in self._batches("kind = ?", (kind,)):
            records = list(self._read(batch).values())
            yield from records if as_in_file else with_conflicts(self.index, records)

    def sources(self, *, as_in_file: bool = False) -> Iterator[Source]:
        """Yield the sources, with names as cited, and otherwise as `events` does."""
        sources = cast("Iterator[Source]", self.records(Source.KIND, as_in_file=as_in_file))
        while batch := credited(self.index, islice(sources, BATCH)):
            yield from batch

    def chosen(self) -> Iterator[EventAnswer | ClaimAnswer | Record]:
        """Yield the records that the filters chose, without those that are only named by others."""
        for batch in self._batches("is_named = 0", ()):
            records = self._read(batch)
            events = event_answers(self.index, [n for n in batch if isinstance(records[n], Event)])
            claims = claim_answers(self.index, [n for n in batch if isinstance(records[n], Claim)])
            answers: dict[str, EventAnswer | ClaimAnswer] = {one.event.id: one for one in events}
            answers |= {one.claim.id: one for one in self._complete_claims(claims)}
            complete = with_conflicts(self.index, list(records.values()))
            sources = credited(self.index, (one for one in complete if isinstance(one, Source)))
            shown: dict[str, EventAnswer | ClaimAnswer | Record] = {one.id: one for one in sources}
            shown |= answers
            yield from (shown.get(record.id, record) for record in complete)

    def _complete_claims(self, answers: Sequence[ClaimAnswer]) -> Iterator[ClaimAnswer]:
        complete = with_conflicts(self.index, [one.claim for one in answers])
        for answer, claim in zip(answers, complete, strict=True):
            yield msgspec.structs.replace(answer, claim=claim)

    def conflicts(self) -> Iterator[ConflictAnswer]:
        """Yield each conflict on or about these records once, also reconciled ones, by date."""
        return (one for one in find_conflicts(self.index) if self.has(one.record))

    def _batches(self, condition: str, values: Sequence[object]) -> Iterator[list[int]]:
        query = f"SELECT place, number FROM chosen WHERE {condition} AND place > ? ORDER BY place LIMIT ?"
        total, last = self.count(), 0
        while rows := self._listed(query, *values, last, BATCH):
            last = rows[-1][0]
            yield [number for _, number in rows]
            self._done += len(rows)
            self.progress(min(self._done, total), total)

    def _listed(self, query: str, *values: object) -> list[Any]:
        return self.scratch.execute(query, values).fetchall()

    def _read(self, batch: Sequence[int]) -> dict[int, Record]:
        return {
            number: record for number, (_, _, _, record) in zip(batch, load(self.index, batch), strict=True)
        }


def _kinds_asked(index: Index, filters: Filters, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of record that the filters ask for instead of these; none if they ask for no others.

    Those are named by `person`, or else by a kind that none of these has of its own, as `article` names sources.
    """
    asked = [kind.casefold() for kind in (*filters.kind, *kinds_in(read_words(index, filters.query)))]
    if named := tuple(kind for kind in dict.fromkeys(asked) if kind in RECORD_OF_KIND):
        return named
    having = [kinds_having(index, kind) for kind in asked]
    others = dict.fromkeys(kind for each in having if not {*each} & {*kinds} for kind in each)
    return tuple(others)


def mentioned(record: Record, fields: Fields) -> Iterator[str]:
    """Yield the id of every record that a record names."""
    return (target for target, _ in links_of(record, fields) if is_id(target))


def pairs_in_touch(selection: Selection) -> Iterator[Pair]:
    """Yield the pairs of people in a common event, by id and contact; the scratch database counts them."""
    scratch = selection.scratch
    of_texts: Any = between
    scratch.create_scalar_function("between_parts", of_texts, 2, deterministic=True)
    run_script(scratch, _TOOK_PART)
    rows = (
        (event.id, id_, part)
        for event in selection.records("event")
        if isinstance(event, Event)
        for id_, part in Attendance.of(event, selection.index.fields).parts().items()
    )
    scratch.executemany("INSERT OR IGNORE INTO took VALUES (?, ?, ?)", rows)
    for one, other, how, times in scratch.execute(_PAIRS):
        yield Pair(one=one, other=other, how=how, times=times)
