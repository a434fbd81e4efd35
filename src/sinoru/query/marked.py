"""Which records with a mark pass the filters."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sinoru.index.fields import HOW
from sinoru.index.index import Index, Linked, Scope
from sinoru.query.select import count_linked, keep_in_scope, kinds_of, links_to, select_numbers


def numbers_marked(
    index: Index, scope: Scope, marks: Sequence[str], about: str = "", *, newest_first: bool = False
) -> list[int]:
    """Give the numbers of the records in scope that have any of the marks, by date.

    `about` is the id of a record that they are or refer to. What a filter names passes it too: `--person` finds
    what is on record of the person, not only what refers there.
    """
    terms = (term for mark in marks for term in links_to(index, mark).terms)
    marked = Linked(tuple(terms), (HOW,))
    scope = replace(scope, kinds=kinds_of(index, marked, scope.kinds))
    if not scope.kinds:
        return []
    named = [link for link in scope.links if link.hows]
    if about:
        named.insert(0, links_to(index, about))
    others = [link for link in scope.links if not link.hows]
    driven = replace(scope, links=(*named, marked, *others))
    found = _linked(index, driven, marked, newest_first=newest_first)
    own = {
        number
        for link in named
        for number in _own(index, link, replace(driven, links=tuple(_without(driven, link))))
    }
    if about:
        own |= _kept(index, replace(scope, links=(marked, *scope.links)), _with_id(index, about))
    own.difference_update(found)
    return sorted({*found, *own}, reverse=newest_first) if own else found


def _linked(index: Index, scope: Scope, marked: Linked, *, newest_first: bool) -> list[int]:
    """Give what all links lead to, driven by the mark where fewer records have it than any of the others.

    Half a million events may have one person in them, and none of them, or a few hundred, the mark.
    """
    counted = {link: count_linked(index, link, scope.kinds) for link in scope.links}
    fewest = min(counted.values())
    if fewest == 0:
        return []
    if counted[marked] == fewest:
        others = (replace(link, in_refs=False) for link in scope.links if link is not marked)
        scope = replace(scope, links=(marked, *others))
    return select_numbers(index, scope, None, newest_first=newest_first)


def _without(scope: Scope, link: Linked) -> Iterator[Linked]:
    return (one for one in scope.links if one is not link)


def _own(index: Index, link: Linked, scope: Scope) -> set[int]:
    """Give the records that a filter names, so far as they pass the rest of the scope."""
    named, values = index.among("t.number", link.terms)
    query = f"SELECT DISTINCT r.number FROM term t JOIN record r ON r.id = t.id WHERE {named}"
    return _kept(index, scope, [number for (number,) in index.rows(query, values)])


def _with_id(index: Index, id_: str) -> list[int]:
    return [number for (number,) in index.rows("SELECT number FROM record WHERE id = ?", (id_,))]


def _kept(index: Index, scope: Scope, numbers: Sequence[int]) -> set[int]:
    kept = keep_in_scope(index, scope, numbers)
    if not scope.match or not kept:
        return set(kept)
    sql, values = index.chosen(Scope(match=scope.match), index.among("{0}", kept))
    return {number for (number,) in index.rows(sql, values)}
