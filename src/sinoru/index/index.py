"""The index of a corpus as queries see it, whatever the engine, and the filters that an engine compiles into SQL.

docs/decisions/0007-one-question-two-engines.md says what engines share.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from sinoru.model.amounts import OPEN
from sinoru.model.fields import Fields, fields_of
from sinoru.model.records import RECORD_OF_KIND, Diagnostic, Record
from sinoru.text.query import All, AnyOf, Not

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with the amount of work done and the total: bytes, records or lines."""


def no_progress(done: int, total: int) -> None:
    """Ignore the progress."""


Parameters = Sequence[object]
Sql = tuple[str, Parameters]
"""A piece of SQL and the values for its question marks, in order."""
EVERYWHERE: Sql = ("TRUE", ())
"""The part with all records. A part is a condition on the number of a record, for which `{0}` is the placeholder."""
DECLARED = "fields"
"""The key in `meta` of the fields that the corpus declares for itself (JSON)."""
UNDECLARED = "undeclared fields"
"""The key in `meta` of the own fields that only some of several corpora declare, with the others (JSON)."""
ANY_RELATION = ""
"""The value of `tally.how` for links of any relation, with each record counted once."""


class Phrase(msgspec.Struct, frozen=True):
    """Tokens that follow one another, as indexed."""

    tokens: tuple[str, ...]
    prefix: bool = False
    """Whether the last token is only the beginning of one."""


class LinkFilter(msgspec.Struct, frozen=True):
    """Records that link to any of these terms by any of these relations; without relations, by any."""

    terms: tuple[int, ...]
    relations: tuple[str, ...] = ()
    in_refs: bool = False
    """Whether every such link has its token in the full text, whose lists FTS5 intersects tens of times faster."""
    refs_decide: bool = False
    """Whether that token is enough, as no link to these terms that has one is of another relation."""


class Days(msgspec.Struct, frozen=True):
    """Records that may fall between two days since 1970-01-01, both included; or that surely do. None: open."""

    first: int | None
    last: int | None
    surely: bool = False


class OfKind(msgspec.Struct, frozen=True):
    """Records of any of these kinds."""

    kinds: tuple[str, ...]


class Amounts(msgspec.Struct, frozen=True):
    """Records with a value of a number or date of the corpus's own that may be within bounds, or surely is.

    Bounds are included; a date is its days. `field` is the term for the field, which records of one kind have.
    """

    field: int
    kind: str
    low: float
    high: float
    surely: bool = False


class Numbers(msgspec.Struct, frozen=True):
    """Records with any of these numbers, which a question has found already."""

    numbers: tuple[int, ...]


Condition = Any
"""A leaf (Phrase, LinkFilter, Days, OfKind, Amounts, Numbers), or All, AnyOf and Not of such (text/query.py)."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The filters of a query, resolved against the corpus. A record has to pass all of them."""

    kinds: tuple[str, ...] = ()
    """Kinds of record; empty for all."""
    first: int | None = None
    last: int | None = None
    """Days since 1970-01-01, both included; a record passes if it may fall between them. None: open."""
    links: tuple[LinkFilter, ...] = ()
    """The most selective comes first and drives the query."""
    match: Condition | None = None
    """The condition for the text, of phrases only, some of which a text must have; None for any text."""
    in_title: bool = False
    """Whether the title alone must match."""
    where: tuple[Condition, ...] = ()
    """All other conditions."""

    @property
    def has_dates(self) -> bool:
        """Return whether there is a bound on the date, which excludes records without one."""
        return self.first is not None or self.last is not None

    @property
    def is_narrowed(self) -> bool:
        """Return whether there is any condition but the kinds."""
        return bool(self.links or self.has_dates or self.match or self.where)


def condition_sql(condition: Condition, to_sql: Callable[[Condition], Sql | None]) -> Sql:
    """Return a condition in SQL; `to_sql` returns that of a leaf, or of more where an engine has a word for it."""
    if sql := to_sql(condition):
        return sql
    match condition:
        case Not(item=item):
            inner, values = condition_sql(item, to_sql)
            return f"NOT {inner}", values
        case All(items=items) | AnyOf(items=items):
            parts = [condition_sql(item, to_sql) for item in items]
            joined = (" AND " if isinstance(condition, All) else " OR ").join(sql for sql, _ in parts)
            empty = "TRUE" if isinstance(condition, All) else "FALSE"
            return f"({joined or empty})", [value for _, values in parts for value in values]
    raise TypeError(condition)


def amounts_sql(amounts: Amounts, low: str = "low", high: str = "high") -> Sql:
    """Return the condition on a row of `amount`, with other expressions for its columns where these are given.

    An open bound is left out: an engine that knows nothing of the values would take it for a narrow one.
    """
    first, last = (low, high) if amounts.surely else (high, low)
    sql = "field = ?"
    values: list[float] = [amounts.field]
    if amounts.low != -OPEN:
        sql, values = f"{sql} AND {first} >= ?", [*values, amounts.low]
    if amounts.high != OPEN:
        sql, values = f"{sql} AND {last} <= ?", [*values, amounts.high]
    return sql, values


def both(one: Sql, other: Sql) -> Sql:
    """Return the condition that both hold."""
    return f"{one[0]} AND {other[0]}", [*one[1], *other[1]]


class Index(ABC):
    """A fresh index. Only the modules of `sinoru.query` send SQL to it, which all engines understand.

    Where engines differ, a method returns the piece of SQL. Texts compare by code point.
    """

    passed_over: Sequence[Diagnostic] = ()
    """Paths that are named like corpus files but are not files, as found when the index was opened."""
    withheld: Any = None
    """What of the corpus is left out of this index because it is private (index/public.py); None: nothing."""
    complete_faults: Sequence[Diagnostic] | None = None
    """The faults of the complete corpus where something is withheld: they may quote what is private."""
    is_given_up = False
    """Whether the caller no longer waits for the answer to the current query."""

    @property
    def fields(self) -> Fields:
        """Return the table of fields of the corpus, which another push to a store may change between questions."""
        return self.once(_fields_in)

    @property
    def flags(self) -> Mapping[str, int]:
        """Return the flags (index/fields.py) that records have, or once had, with the numbers of their terms.

        So what few corpora have takes one short query to be ruled out, however much of it there may be.
        """
        return self.once(_flags_in)

    def without(self, field: str) -> Sequence[str]:
        """Return the names of those of several corpora that do not declare an own field, by its full name."""
        found = self.value("SELECT value FROM meta WHERE key = ?", (UNDECLARED,))
        return msgspec.json.decode(found, type=dict[str, list[str]]).get(field, ()) if found else ()

    @abstractmethod
    def rows(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query, as tuples."""

    @abstractmethod
    def in_list(self, column: str, values: Sequence[int]) -> Sql:
        """Return the condition that a column has one of these values, of which there may be any number."""

    @abstractmethod
    def matching(self, scope: Scope, part: Sql = EVERYWHERE) -> Sql:
        """Return the query for the numbers of the records in scope, each once; its days are left to `part`."""

    @abstractmethod
    def restrict(self, scope: Scope, numbers: Sequence[int], part: Sql = EVERYWHERE) -> Sql:
        """Return the query for those of the numbers that pass the kinds and links of the scope, each once."""

    @abstractmethod
    def materialise(self, parts: Sequence[Sql]) -> Sql:
        """Store the union of these queries, and return a fast query for it; it is valid until the next call."""

    @abstractmethod
    def links_of(self, chosen: Sql, kind: str, relations: Sequence[str]) -> Sql:
        """Return the query for `record` and `target` of links with any of the relations from records of a kind.

        A record that leads to a target by several of them does so once.
        """

    @abstractmethod
    def scores(self, match: Condition, numbers: Sequence[int] | None = None) -> dict[int, float]:
        """Return the bm25 of every match by its number, the higher the better; only of these numbers, if given.

        A word in the title counts twice as much as one in the text, and four times as much as one in the references.
        The formula is that of FTS5 (https://sqlite.org/fts5.html, section 5.1.1).
        """

    @abstractmethod
    def snapshot(self) -> None:
        """Read a snapshot from now on until the index is closed, whatever other processes write."""

    @abstractmethod
    def close(self) -> None:
        """Close the index."""

    def give_up(self) -> None:
        """Make the current query in another thread raise GivenUp, or an error of the engine, soon."""
        self.is_given_up = True

    def refresh(self) -> None:  # noqa: B027  most engines have nothing to do
        """Catch up with the corpus, where the engine itself notices a change."""

    def rest(self) -> None:
        """Release what was made for this question, and what other processes may wait for, until the next query."""
        self._made.clear()

    @cached_property
    def _made(self) -> dict[tuple[Hashable, ...], Any]:
        return {}

    def once(self, make: Callable[..., T], *given: Hashable) -> T:
        """Return what a function makes of this index and what is given: it is called once for a question."""
        if (make, *given) not in self._made:
            self._made[make, *given] = make(self, *given)
        made: T = self._made[make, *given]
        return made

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row; None without a row."""
        row = next(iter(self.rows(sql, parameters)), None)
        return row[0] if row else None

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """Yield the rows of a query in bounded memory, however many they are."""
        return self.rows(sql, parameters)

    def plain(self, column: str) -> str:
        """Return an expression for a column for which the engine must not use an index."""
        return column

    def diagnostics(self) -> list[Diagnostic]:
        """Return the paths that were skipped, then the errors of the corpus by file and line."""
        query = (
            "SELECT d.code, d.message, f.path, d.line, d.col, d.hint, d.severity"
            " FROM diagnostic d JOIN file f ON f.number = d.file WHERE d.severity = 'error'"
            " ORDER BY f.number, d.line, d.col"
        )
        found = (
            Diagnostic(code, message, os.fsdecode(path), *rest)
            for code, message, path, *rest in self.rows(query)
        )
        return [*self.passed_over, *found]

    def faults_for_desk(self) -> Sequence[Diagnostic]:
        """Return the diagnostics, also those that a public index must not know."""
        return self.diagnostics() if self.complete_faults is None else self.complete_faults

    def is_in_first_form(self) -> bool:
        """Return whether a file of the corpus is in the first form (loading/first_form.py)."""
        return self.value("SELECT 1 FROM diagnostic WHERE severity = 'warning' LIMIT 1") is not None


def _fields_in(index: Index) -> Fields:
    declared = index.value("SELECT value FROM meta WHERE key = ?", (DECLARED,))
    return fields_of(declared.encode() if declared else b"")


def _flags_in(index: Index) -> Mapping[str, int]:
    return dict(index.rows("SELECT id, number FROM term WHERE id >= 'has:' AND id < 'has;'"))


def read_body(kind: str, body: bytes) -> Record:
    """Decode a record from its row in the index."""
    return msgspec.json.decode(body, type=RECORD_OF_KIND[kind])


def content_hash(index: Index) -> str:
    """Return a hash of the content of all files, in order, which is equal for the same corpus."""
    from hashlib import blake2b  # only stores need it

    digests = index.rows("SELECT digest FROM file ORDER BY number")
    return blake2b(b"".join(bytes(digest) for (digest,) in digests), digest_size=16).hexdigest()
