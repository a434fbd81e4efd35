"""The sources that people and organisations made: as author, by id or by name, and as editor or in another role."""

from collections.abc import Sequence

from sinoru.index.fields import AUTHOR, author_key
from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.index.numbers import UNDATED
from sinoru.model.records import Source
from sinoru.query.answers import Reference
from sinoru.query.credits import role_of
from sinoru.query.fetch import load
from sinoru.query.select import count_numbers, select_numbers, tally_of
from sinoru.query.speakers import author_keys, author_terms

MOST_WORKS = 200
"""Sources that are read to list the newest ones."""


def count_works(index: Index, id_: str) -> dict[str, int]:
    """Count the sources that a person or an organisation made, by role; as author also by name."""
    referring = tally_of(index, id_)
    counts = {role: sum(referring.get(role, {}).values()) for role in roles(index).values()}
    authors = author_terms(index, [id_])
    by = Scope(kinds=(Source.KIND,), links=(LinkFilter(authors, (AUTHOR,)),))
    counts[AUTHOR] = count_numbers(index, by) if authors else 0
    return {role: number for role, number in counts.items() if number}


def roles(index: Index) -> dict[str, str]:
    """Return in which role those are named that a field of a source names, by its name: `author` for `authors`."""
    return {field.name: role for field in index.fields.of(Source) if (role := role_of(field))}


def works_of(index: Index, makers: Sequence[str], limit: int | None) -> tuple[tuple[Reference, ...], int]:
    """Return the newest of the sources that all of these made, and how many there are; undated ones are last.

    `how` says in which roles.
    """
    terms = [author_terms(index, [id_]) for id_ in makers]
    if not all(terms):
        return (), 0
    relations = tuple(roles(index).values())
    scope = Scope(kinds=(Source.KIND,), links=tuple(LinkFilter(one, relations) for one in terms))
    numbers = select_numbers(index, scope, MOST_WORKS, newest_first=True)
    total = len(numbers) if len(numbers) < MOST_WORKS else count_numbers(index, scope)
    numbers.sort(key=lambda number: number >= UNDATED)
    names = [{id_, *author_keys(index, id_)} for id_ in makers]
    sources = [one for _, _, _, one in load(index, numbers[:limit])]
    return tuple(_work(index, one, names) for one in sources if isinstance(one, Source)), total


def _work(index: Index, source: Source, makers: Sequence[set[str]]) -> Reference:
    """Return a source and the roles in which its makers, each by all of its names, made it."""
    how = ", ".join(dict.fromkeys(role for names in makers for role in _roles_in(index, source, names)))
    return Reference(id=source.id, kind=source.KIND, title=source.title, date=source.published, how=how)


def _roles_in(index: Index, source: Source, names: set[str]) -> list[str]:
    """Return the roles of someone with these names; a publisher counts as the author where none is named."""
    found = [
        role
        for field, role in roles(index).items()
        if any(name in names or author_key(name) in names for name in getattr(source, field))
    ]
    return found or [AUTHOR]
