"""Sources as evidence names them in a few words: their authors as spoken, otherwise who published them."""

from collections.abc import Collection, Iterable

from sinoru.index.database import placeholders
from sinoru.index.index import Index
from sinoru.model.records import Evidence, Source
from sinoru.query.answers import CitedSource
from sinoru.query.credits import contributors, credited_by_id, is_never_split

_MOST_NAMED = 2
"""Authors that are all named."""
_KEYS_PER_QUERY = 500


def cited_sources(index: Index, evidence: Iterable[Evidence], *ids: str) -> dict[str, CitedSource]:
    """Return the sources of evidence, and those with these ids, in a few words."""
    cited: dict[str, list[str]] = {id_: [] for id_ in ids}
    for piece in evidence:
        cited.setdefault(piece.source, []).append(piece.at)
    sources = credited_by_id(index, cited)
    family_first = authors_with_family_first(index, sources) if sources else frozenset()
    return {
        one.id: CitedSource(
            id=one.id,
            by=named_by(one, family_first),
            title=one.cited_title,
            url=one.url,
            passages=_passages(one, cited[one.id]),
        )
        for one in sources
    }


def _passages(source: Source, locators: Iterable[str]) -> dict[str, tuple[str, str]]:
    from sinoru.locators.contents import Contents  # lazy, as cards name no passages

    contents = Contents(source)
    return {at: contents.split(at) for at in contents.in_order(filter(None, locators))}


def named_by(source: Source, family_first: Collection[str]) -> str:
    """Name the authors of a source as spoken, otherwise the publisher, the container, or no one."""
    spoken = [spoken_name(author, is_family_first=author in family_first) for author in source.authors]
    if len(spoken) > _MOST_NAMED:
        return f"{spoken[0]} and others"
    return " and ".join(spoken) or source.publisher or source.container


def spoken_name(author: str, *, is_family_first: bool) -> str:
    """Return an author as spoken, `Richard Holbrooke` for `Holbrooke, Richard`; other forms remain as they are."""
    family, comma, given = author.partition(", ")
    if not comma or "," in given or is_never_split(author):
        return author
    return f"{family} {given}" if is_family_first else f"{given} {family}"


def authors_with_family_first(index: Index, sources: Iterable[Source]) -> frozenset[str]:
    """Return the contributors that are persons of the corpus named family name first: `Yu, Bin` is `Yu Bin`."""
    from sinoru.names.folding import fold

    spoken = {
        name.replace(", ", " "): name for source in sources for name in contributors(source) if "," in name
    }
    keys = [f"={fold(name)}" for name in spoken]
    found: set[str] = set()
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        chunk = keys[start : start + _KEYS_PER_QUERY]
        query = (
            "SELECT r.title FROM name n JOIN record r ON r.number = n.record"
            f" WHERE r.kind = 'person' AND n.key IN ({placeholders(chunk)})"
        )
        found |= {title for (title,) in index.rows(query, chunk)}
    return frozenset(author for name, author in spoken.items() if name in found)
