"""Who made a source, by the name as cited: its file may have the id of a person or an organisation instead.

A person is cited under `cited_as` or, without it, under the name as it is: nothing in a name tells which part
of it is that of the family (Yu Bin, Aung San Suu Kyi, Björk Guðmundsdóttir). An organisation is cited under its name.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from sinoru.index.fields import authors_of_source
from sinoru.index.index import Index
from sinoru.model.fields import Field, may_be_id
from sinoru.model.records import Organisation, Person, Source
from sinoru.query.fetch import by_ids


class Credit(str):
    """The name, as cited, of a person or an organisation with a record: a text that knows the id."""

    __slots__ = ("id", "is_organisation")

    id: str
    is_organisation: bool

    @classmethod
    def of(cls, record: Person | Organisation) -> "Credit":
        """Return the name under which a person or an organisation is cited."""
        credit = cls(getattr(record, "cited_as", "") or record.name)
        credit.id, credit.is_organisation = record.id, isinstance(record, Organisation)
        return credit


def id_or_name(contributor: str) -> str:
    """Return a contributor as the file has it: the id of one with a record."""
    return contributor.id if isinstance(contributor, Credit) else contributor


ROLES = ("authors", "editors", "translators", "interviewers")
"""The fields of a source that name those who made it (a test compares them with the table of fields)."""


def role_of(field: Field) -> str:
    """Return how someone whom a field of a source names made it: `author`; empty if the field names no such one."""
    return field.relation if field.name in ROLES else ""


def as_written(source: Source) -> Source:
    """Return a source with the ids that its file has in place of names."""
    return replace(source, **{role: tuple(map(id_or_name, getattr(source, role))) for role in ROLES})


def contributors(source: Source) -> tuple[str, ...]:
    """Return all who made a source, in any role."""
    return (*source.authors, *source.editors, *source.translators, *source.interviewers)


def ids_of_credits(names: Iterable[str]) -> list[str]:
    """Return the ids of those who have a record."""
    return [name.id for name in names if isinstance(name, Credit)]


def is_never_split(contributor: str) -> bool:
    """Return whether a comma in a name does not part the family name from the given ones."""
    return isinstance(contributor, Credit) and contributor.is_organisation


def credited(index: Index, sources: Iterable[Source]) -> list[Source]:
    """Return sources with names as cited where they have ids of people and organisations.

    What only has the form of an id stays as it is. Where no source has such a word, the index is not asked.
    """
    sources = list(sources)
    possible = [name for source in sources for name in contributors(source) if may_be_id(name)]
    if not possible:
        return sources
    records = (
        record for kind in (Person.KIND, Organisation.KIND) for record in by_ids(index, kind, possible)
    )
    found = {one.id: Credit.of(one) for one in records if isinstance(one, Person | Organisation)}
    return [_with_names(source, found) for source in sources] if found else sources


def credited_by_id(index: Index, ids: Iterable[str]) -> list[Source]:
    """Return the sources that have these ids, with names as cited."""
    return credited(index, (one for one in by_ids(index, Source.KIND, ids) if isinstance(one, Source)))


def authors_of(index: Index, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the authors of each source by its id; where it has none, its container or publisher."""
    return {source.id: authors_of_source(source) for source in credited_by_id(index, ids)}


def _with_names(source: Source, found: dict[str, Credit]) -> Source:
    named = {role: tuple(found.get(name, name) for name in getattr(source, role)) for role in ROLES}
    return replace(source, **named)
