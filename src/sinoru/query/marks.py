"""What is said beside a record of a list: that it is private, or that it passes a filter only perhaps."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from sinoru.index.fields import FLAG, PRIVATE
from sinoru.index.index import Amounts, Condition, Index, LinkFilter, Scope
from sinoru.query.answers import Reply
from sinoru.query.fetch import ids_of
from sinoru.query.select import NO_TERM, count_linked, first_numbers, keep_in_scope
from sinoru.text.query import All, AnyOf, all_of, leaves

PRIVATELY, PERHAPS = "private", "perhaps"
"""The marks."""
T = TypeVar("T")


def with_private(index: Index, answer: T) -> T:
    """Return an answer that knows which records of the corpus are private, if any is."""
    if not isinstance(answer, Reply):
        return answer
    link = LinkFilter((index.flags.get(PRIVATE, NO_TERM),), (FLAG,))
    total = count_linked(index, link, ())
    if not total:
        return answer
    private = ids_of(index, first_numbers(index, Scope(links=(link,)), total)).values()
    marks = {**dict.fromkeys(private, (PRIVATELY,)), **answer.marks}
    both = dict.fromkeys(answer.marks.keys() & set(private), (PRIVATELY, PERHAPS))
    return replace(answer, marks=marks | both)


def doubtful(index: Index, scope: Scope, numbers: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """Return the marks, by id, of those that pass a bound of a number or a date only in one of its meanings."""
    if not any(isinstance(leaf, Amounts) for leaf in leaves(all_of(*scope.where))):
        return {}
    sure = replace(scope, match=None, where=tuple(map(_surely, scope.where)))
    doubtful = {*numbers} - {*keep_in_scope(index, sure, numbers)}
    return dict.fromkeys(ids_of(index, doubtful).values(), (PERHAPS,))


def _surely(condition: Condition) -> Condition:
    """Return a condition that is met only by values that are within its bounds in each meaning."""
    match condition:
        case Amounts():
            return replace(condition, surely=True)
        case All(items=items) | AnyOf(items=items):
            return replace(condition, items=tuple(map(_surely, items)))
    return condition
