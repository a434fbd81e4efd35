"""Who makes a claim: the speaker that it names, or else the author of its source, the paper or the publisher."""

from collections.abc import Iterator, Sequence

from sinoru.index.fields import AUTHOR, BY_AUTHOR, SPEAKER, author_key, authors_of_source
from sinoru.index.index import ANY_RELATION, Index, LinkFilter, Scope, read_body
from sinoru.model.records import Claim, Organisation, Person, Source
from sinoru.query.select import NO_TERM, count_numbers, first_numbers, links_to, tally_of, terms_of

_MOST_SOURCES = 20_000
"""Sources of one author that are looked at."""
_MOST_AUTHORS = 200_000
"""Authors with whom a name is compared."""
_MOST_NAMED = 20
"""Authors whose names are read from their sources."""
_SPACE = "author:"


def speaker_links(index: Index, speakers: Sequence[str], *, in_disputes: bool = False) -> LinkFilter:
    """Return the links of the claims that any of these make; each is an id, or an author who has no record.

    With `in_disputes`, also those of records with a conflict in which they make a statement.
    """
    terms = (*terms_of(index, speakers).values(), *sources_by(index, speakers))
    relations = ("by", BY_AUTHOR, *((SPEAKER,) if in_disputes else ()))
    return LinkFilter(terms or (NO_TERM,), relations, in_refs=True)


def sources_by(index: Index, speakers: Sequence[str]) -> list[int]:
    """Return the terms of the sources whose author any of these is; each is an id, or an author without a record."""
    authors = author_terms(index, speakers)
    if not authors:
        return []
    by = Scope(kinds=(Source.KIND,), links=(LinkFilter(authors, (AUTHOR,)),))
    numbers = first_numbers(index, by, _MOST_SOURCES)
    if not numbers:
        return []
    condition, values = index.in_list("number", numbers)
    ids = [id_ for (id_,) in index.rows(f"SELECT id FROM record WHERE {condition}", values)]
    return list(terms_of(index, ids).values())


def author_terms(index: Index, speakers: Sequence[str]) -> tuple[int, ...]:
    """Return the terms of the authors that any of these is, by id or by name; none if they are in no link."""
    return *terms_of(index, speakers).values(), *index.once(_terms_of_names, *speakers)


def may_have_works(index: Index, id_: str) -> bool:
    """Return whether a source refers to a person or an organisation, or has an author of such a name."""
    return Source.KIND in tally_of(index, id_).get(ANY_RELATION, {}) or bool(index.once(_terms_of_names, id_))


def _terms_of_names(index: Index, *speakers: str) -> tuple[int, ...]:
    keys = dict.fromkeys(key for speaker in speakers for key in author_keys(index, speaker))
    return tuple(terms_of(index, [f"{_SPACE}{key}" for key in keys]).values()) if keys else ()


def count_claims(index: Index, record: Person | Organisation, authors: frozenset[str]) -> int | None:
    """Count the claims that name a record or that it makes as an author; None if it is not among the `authors`."""
    if authors.isdisjoint((record.id, *map(author_key, names_of(record)))):
        return None
    terms = (*terms_of(index, [record.id]).values(), *sources_by(index, [record.id]))
    relations = (*index.fields.involving(record.KIND, Claim), BY_AUTHOR)
    link = LinkFilter(terms, relations, in_refs=True)
    return count_numbers(index, Scope(kinds=("claim",), links=(link,)))


def known_authors(index: Index) -> frozenset[str]:
    """Return the keys, and ids, of the authors of all sources, so that few names need be looked up."""
    return frozenset(all_author_keys(index))


def is_author(index: Index, name: str) -> bool:
    """Return whether a source names this author or, if it has none, this paper or publisher."""
    return bool(author_names(index, [author_key(name), name]))


def author_keys(index: Index, speaker: str) -> Iterator[str]:
    """Yield the keys of all names of a speaker, and of the id, or of what only has the form of one."""
    yield from (author_key(speaker), speaker)
    rows = index.rows("SELECT kind, body FROM record WHERE id = ?", (speaker,))
    for record in (read_body(kind, body) for kind, body in rows):
        if isinstance(record, Person | Organisation):
            yield from map(author_key, names_of(record))


def names_of(record: Person | Organisation) -> Iterator[str]:
    """Yield every name under which a source may have a person or an organisation as its author."""
    yield from (record.name, *(name.text for name in record.names))
    if isinstance(record, Person) and record.cited_as:
        yield record.cited_as


def all_author_keys(index: Index) -> list[str]:
    """Return the keys of the authors of all sources, of very many those that come first."""
    query = "SELECT id FROM term WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    rows = index.rows(query, (_SPACE, f"{_SPACE[:-1]};", _MOST_AUTHORS))
    return [id_.removeprefix(_SPACE) for (id_,) in rows]


def author_names(index: Index, keys: Sequence[str]) -> list[str]:
    """Return the names of authors as a source has them; a key that no source has any more is left out."""
    from sinoru.query.credits import credited  # few names are those of authors alone

    names: list[str] = []
    for key in keys[:_MOST_NAMED]:
        scope = Scope(kinds=("source",), links=(links_to(index, f"{_SPACE}{key}", "author"),))
        condition, values = index.in_list("number", first_numbers(index, scope, 1))
        bodies = index.rows(f"SELECT kind, body FROM record WHERE {condition}", values)
        sources = (one for one in (read_body(kind, body) for kind, body in bodies) if isinstance(one, Source))
        for source in credited(index, sources):
            names += [name for name in authors_of_source(source) if key in (author_key(name), name)][:1]
    return names
