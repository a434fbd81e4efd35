"""Which records with a mark pass the filters."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sinoru.index.index import Index
from sinoru.index.marks import HOW
from sinoru.index.scope import Linked, Scope
from sinoru.query.select import keep_in_scope, links_to, select_numbers


def numbers_marked(
    index: Index, scope: Scope, marks: Sequence[str], about: str = "", *, newest_first: bool = False
) -> list[int]:
    """Give the numbers of the records in scope that have any of the marks, by date.

    `about` is the id of a record that they are or refer to. What a filter names passes it too: `--person` finds
    what is on record of the person, not only what refers there.
    """
    terms = (term for mark in marks for term in links_to(index, mark).terms)
    marked = Linked(tuple(terms), (HOW,))
    named = [link for link in scope.links if link.hows]
    if about:
        named.insert(0, links_to(index, about))
    others = [link for link in scope.links if not link.hows]
    driven = replace(scope, links=(*named, marked, *others))
    found = select_numbers(index, driven, None, newest_first=newest_first)
    own = {
        number
        for link in named
        for number in _own(index, link, replace(driven, links=tuple(_without(driven, link))))
    }
    if about:
        own |= _kept(index, replace(scope, links=(marked, *scope.links)), _with_id(index, about))
    own.difference_update(found)
    return sorted({*found, *own}, reverse=newest_first) if own else found


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
