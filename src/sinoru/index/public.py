"""A corpus as it leaves the desk: without private records, without private fields, and without what names them.

It is an index of its own, made of the complete one. So an export, a page, a store or a server cannot know what is
private, and need not think of it. In the cache it stays beside the complete one, for as long as that does not change.
"""

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

import msgspec

from sinoru import __version__
from sinoru.files import NotWritten, write_file
from sinoru.index.build import create_database, late_indexes
from sinoru.index.database import DATABASE_ERRORS, open_database, public_path, remove_journals
from sinoru.index.driver import Connection, Error, is_damage
from sinoru.index.fields import FLAG, PRIVATE
from sinoru.index.former_ids import former_ids, settle_former_ids
from sinoru.index.index import UNDECLARED, Index, read_body
from sinoru.index.rows import Tabulator
from sinoru.index.sqlite import SqliteIndex
from sinoru.index.unnamed import Unnamed, names_of, phrases_of
from sinoru.index.write import IndexWriter
from sinoru.model.fields import Declared, Field, Fields, as_json, with_values
from sinoru.model.records import (
    Claim,
    Conflict,
    ConflictRecord,
    CorpusTitle,
    Participant,
    Record,
    Statement,
    Synonyms,
)

_BATCH = 2_000
_VERSION = 1
"""Raise it with any change of what is left out, so that no public index of the cache has more than it may have."""
_MADE_OF = "public"
"""The key of the stamp."""
_SIDES = 2
"""The statements that a conflict needs."""
_ESSENTIAL: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Participant: ("person", "org"),
    Statement: ("claim", "by", "evidence"),
    Claim: ("by",),
}
"""Fields without which a part or a record would say something else: a claim without its speaker is its author's."""
T = TypeVar("T", bound=msgspec.Struct)


class Withheld(msgspec.Struct, frozen=True):
    """What is left out of a public index."""

    records: int
    fields: tuple[str, ...]
    """The names of the private fields."""


def withheld(index: SqliteIndex) -> Withheld | None:
    """Return what is private in a corpus; None without anything."""
    fields, records = _private_fields(index), len(_private_ids(index))
    return Withheld(records, fields) if records or fields else None


def has_private(index: Index) -> bool:
    """Return whether an index of any engine has something private."""
    marked = (
        "SELECT 1 FROM tally y JOIN term t ON t.number = y.target WHERE t.id = ? AND y.records > 0 LIMIT 1"
    )
    return bool(_private_fields(index)) or index.value(marked, (PRIVATE,)) is not None


def as_public(index: SqliteIndex, *, is_kept: bool = True) -> SqliteIndex:
    """Return an index without what is private; the same one, if nothing is. The complete one is closed.

    With `is_kept`, that of the cache is used, if it was made of the same content.
    """
    left_out = withheld(index)
    if left_out is None:
        return index
    faults, stamp = index.diagnostics(), _stamp(index)
    beside = str(index.value("SELECT file FROM pragma_database_list WHERE name = 'main'") or "")
    path = public_path(beside) if beside else ""
    try:
        connection = (_open_kept(path, stamp) if is_kept else None) or _make(path, stamp, index)
    finally:
        index.close()
    public = SqliteIndex(connection)
    public.withheld, public.complete_faults = left_out, faults
    return public


def _stamp(index: SqliteIndex) -> str:
    """Return what a public index is made of: the content of the files, and the version of this module."""
    from hashlib import blake2b

    made_of = blake2b(f"{__version__} {_VERSION}".encode(), digest_size=16)
    for row in index.rows("SELECT number, path, digest FROM file ORDER BY number"):
        made_of.update(repr(row).encode())
    for row in index.rows("SELECT key, value FROM meta ORDER BY key"):
        made_of.update(repr(row).encode())
    return made_of.hexdigest()


def _open_kept(path: str, stamp: str) -> Connection | None:
    """Open the public index of the cache; None without one that has this stamp."""
    try:
        connection = open_database(path)
    except DATABASE_ERRORS:
        return None
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = ?", (_MADE_OF,)).get
    except DATABASE_ERRORS:
        found = None
    if found == stamp:
        return connection
    connection.close()
    return None


def _make(path: str, stamp: str, index: SqliteIndex) -> Connection:
    """Make a public index in the cache, or a temporary one if it cannot be written there."""
    if path:
        try:
            write_file(
                path,
                lambda temporary: _filled(temporary, stamp, index).close(),
                replaces=True,
                is_cache=True,
                just_before=lambda: remove_journals(path),
            )
            return open_database(path)
        except (NotWritten, *DATABASE_ERRORS) as error:
            if isinstance(error, Error) and is_damage(error):  # the complete index is
                raise
    return _filled("", stamp, index)


def _filled(path: str, stamp: str, index: SqliteIndex) -> Connection:
    """Return a new public index, a temporary one if the path is empty."""
    connection = create_database(path)
    try:
        fill_public(connection, index)
        connection.execute("INSERT INTO meta VALUES (?, ?)", (_MADE_OF, stamp))
    except BaseException:
        connection.close()
        raise
    return connection


def fill_public(connection: Connection, index: SqliteIndex) -> None:
    """Fill a new index with what is not private in another."""
    writer = IndexWriter(connection, as_json(_public_fields(index.fields.declared)))
    hidden = _private_ids(index) | _ids_of_no_record(index)
    connection.execute("BEGIN")
    for key, value in index.rows("SELECT key, value FROM meta WHERE key = ?", (UNDECLARED,)):
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, value))
    files = list(index.rows("SELECT * FROM file ORDER BY number"))
    with late_indexes(connection):
        for number, *columns, _ in files:
            row = (number, *columns, "{}")
            connection.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            _fill_file(writer, index, number, hidden)
    settle_former_ids(writer, former_ids(connection))
    writer.finish()
    unnamed = _unnamed(connection, index, hidden)
    for number, *_, title in files:
        if title == "{}":
            continue
        public = _public_title(title, unnamed)
        connection.execute("UPDATE file SET corpus = ? WHERE number = ?", (public, number))
    connection.execute("COMMIT")


def _unnamed(connection: Connection, index: SqliteIndex, hidden: Collection[str]) -> Unnamed:
    """Return what the queries and synonyms of a public index, which has its records already, must not name."""

    def is_private_word(word: str) -> bool:
        known = "SELECT 1 FROM word WHERE word = ?"
        return bool(index.value(known, (word,))) and not list(connection.execute(known, (word,)))

    marked = (
        "SELECT r.kind, r.body FROM link l JOIN term t ON t.number = l.target JOIN record r ON r.number = l.record"
        " WHERE t.id = ? AND l.how = ?"
    )
    private = (read_body(kind, body) for kind, body in index.rows(marked, (PRIVATE, FLAG)))
    return Unnamed(names_of(hidden, index.fields), phrases_of(private), is_private_word)


def _fill_file(writer: IndexWriter, index: SqliteIndex, file: int, private: Collection[str]) -> None:
    tabulator = Tabulator(file, writer.fields)
    rows = index.rows("SELECT number, kind, line, body FROM record WHERE file = ? ORDER BY number", (file,))
    for position, (number, kind, line, body) in enumerate(rows, 1):
        record = public_record(read_body(kind, body), private, index.fields)
        if record is not None:
            tabulator.add(number, tabulator.make_row(record, line))
        if not position % _BATCH:
            writer.add_rows(tabulator.made(is_last=False))
    writer.add_rows(tabulator.made())


def _private_fields(index: Index) -> tuple[str, ...]:
    return tuple(
        f"{place}.{name}"
        for place, declared in index.fields.declared.fields.items()
        for name, one in declared.items()
        if one.private
    )


def _private_ids(index: SqliteIndex) -> frozenset[str]:
    """Return the ids of the private records, and of the claims whose speaker is one."""
    query = (
        "SELECT r.id FROM link l JOIN term t ON t.number = l.target JOIN record r ON r.number = l.record"
        " WHERE t.id = ? AND l.how = ?"
    )
    private = {id_ for (id_,) in index.rows(query, (PRIVATE, FLAG))}
    said = {id_ for target in private for (id_,) in index.rows(query, (target, "by"))}
    return frozenset(private | said)


def _ids_of_no_record(index: SqliteIndex) -> frozenset[str]:
    """Return the ids that lead to no record but may be those of private ones.

    They are the former ids of private records that others had as well and, where something in the corpus cannot be
    read, all: that may be a private record.
    """
    no_record = "NOT EXISTS (SELECT 1 FROM record WHERE id = {})"
    former = (
        "SELECT n.text FROM name n JOIN link l ON l.record = n.record JOIN term t ON t.number = l.target"
        f" WHERE n.key >= '@' AND n.key < 'A' AND t.id = ? AND l.how = ? AND {no_record.format('n.text')}"
    )
    found = {id_ for (id_,) in index.rows(former, (PRIVATE, FLAG))}
    if index.diagnostics():
        unread = f"SELECT id FROM term WHERE instr(id, ':') = 0 AND {no_record.format('term.id')}"
        found |= {id_ for (id_,) in index.rows(unread)}
    return frozenset(found)


def _public_fields(declared: Declared) -> Declared:
    kept = {
        place: {name: one for name, one in fields.items() if not one.private}
        for place, fields in declared.fields.items()
    }
    return Declared(
        {place: fields for place, fields in kept.items() if fields}, declared.relations, declared.ids
    )


def _public_title(text: str, unnamed: Unnamed) -> str:
    """Return a title (JSON) without private fields, and without queries and synonyms that name what is private."""
    title = msgspec.json.decode(text, type=CorpusTitle)
    fields = {place: dict(one) for place, one in _public_fields(Declared(title.fields)).fields.items()}
    queries = tuple(one for one in title.queries if not unnamed.is_in(f"{one.name} {one.query}"))
    groups = (tuple(word for word in one.words if not unnamed.is_in(word)) for one in title.synonyms)
    synonyms = tuple(Synonyms(words=words) for words in groups if len(words) > 1)
    public = msgspec.structs.replace(title, fields=fields, queries=queries, synonyms=synonyms)
    return msgspec.json.encode(public).decode()


def public_record(record: Record, private: Collection[str], fields: Fields) -> Record | None:
    """Return a record without what is private in it; None if nothing of it may be seen."""
    return None if record.id in private or record.private else _public(record, private, fields)


def _public(one: T, private: Collection[str], fields: Fields) -> T | None:
    changed: list[tuple[Field, Any]] = []
    for field in fields.of(type(one)):
        value = field.of(one)
        if not value or not (field.part or field.kinds or field.is_private):
            continue
        kept = tuple(_kept(field, value if field.is_list else (value,), private, fields))
        new = kept if field.is_list else next(iter(kept), None if field.part else "")
        if new != value:
            if not new and (field.is_required or field.name in _ESSENTIAL.get(type(one), ())):
                return None
            changed.append((field, new))
    public = with_values(one, changed)
    if isinstance(public, Conflict | ConflictRecord) and isinstance(one, Conflict | ConflictRecord):
        has_lost = len(public.statements) < len(one.statements)
        return None if has_lost and len(public.statements) < _SIDES else public
    return public


def _kept(field: Field, items: Collection[Any], private: Collection[str], fields: Fields) -> Iterator[Any]:
    """Yield the items of a field that may be seen."""
    for item in () if field.is_private else items:
        if field.part:
            part = _public(item, private, fields)
            if part is not None:
                yield part
        elif not (field.kinds and item in private):
            yield item
