"""What the full text of an SQLite index decides of a question, and the alternatives that it does not decide.

The full text has a token for each word of a record, for each of those that it refers to, and for its kind. FTS5 reads
the lists of tokens in the order of the records. So one MATCH expression for all conditions of tokens, also for what
is left out, gives the first matches at once, and counts a million in a tenth of a second. Alternatives with other
conditions, such as days, are a query each.
"""

from collections.abc import Sequence
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from sinoru.index import numbers
from sinoru.index.index import Condition, Days, LinkFilter, OfKind, Phrase, Scope
from sinoru.model.records import RECORD_OF_KIND
from sinoru.text.query import All, AnyOf, Not, all_of, any_of, conjuncts, leaves, negated

_MOST_ALTERNATIVES = 32
"""The queries that a question is made of at most; of further alternatives, each match is checked."""


class Begins(Struct, frozen=True):
    """Records with numbers of a range."""

    low: int
    high: int


class Lasts(Struct, frozen=True):
    """Records of more than a day with a lower number that may last until a day."""

    before: int
    until: int


class FullText(Struct, frozen=True):
    """What the full text decides: MATCH expressions, and the conditions that are left to check."""

    words: list[str]
    refs: list[str]
    """Those of the links of the scope."""
    without: list[str]
    kinds: tuple[str, ...]
    rest: list[Condition]

    @property
    def is_of_one_link(self) -> bool:
        """Whether the text has no more than the link that drives."""
        return len(self.words) + len(self.refs) + bool(self.refs and self.without) < 2  # noqa: PLR2004

    def expression(self, refs: Sequence[str] = ()) -> str:
        """Return the MATCH expression for all of it but the links; with these `refs`, for all. Empty without any."""
        wanted = [*self.words, *refs]
        if not (wanted or self.without):
            return ""
        if self.kinds or not wanted:  # FTS5 has no expression for any text
            wanted.append(f"({numbers.any_kind(self.kinds or RECORD_OF_KIND)})")
        return _without(" AND ".join(wanted), self.without)


def _match_expression(scope: Scope) -> str:
    """Return the MATCH expression for the words of a scope; empty if it has none."""
    if not scope.match:
        return ""
    return f"{{title}} : ({to_fts5(scope.match)})" if scope.in_title else to_fts5(scope.match)


def full_text(scope: Scope) -> FullText:
    """Return what the full text decides of a scope, and the conditions that are left to check."""
    tokens = [each for each in scope.where if _is_text(each)]
    others = [each for each in scope.where if not _is_text(each)]
    bounds = [bound for each in others if (bound := _bound(each)) is not None]
    return FullText(
        words=[
            *([_match_expression(scope)] if scope.match else []),
            *(to_fts5(each) for each in [*tokens, *bounds] if not isinstance(each, Not)),
        ],
        refs=[numbers.any_ref(link.terms) for link in scope.links if link.in_refs],
        without=[to_fts5(each.item) for each in tokens if isinstance(each, Not)],
        kinds=scope.kinds,
        rest=others,
    )


def _bound(condition: Condition) -> Condition | None:
    """Return a condition of words that holds for all records that meet this one, itself if possible; None if none."""
    if _is_text(condition):
        return condition
    match condition:
        case LinkFilter(terms=terms, in_refs=True):
            return LinkFilter(terms, (), in_refs=True)
        case AnyOf(items=items):
            bounds = [_bound(item) for item in items]
            return None if None in bounds else any_of(*bounds)
        case All(items=items):
            found = [bound for item in items if (bound := _bound(item)) is not None]
            return all_of(*found) if found else None
    return None


def _is_text(condition: Condition) -> bool:
    """Return whether the tokens of the full text alone decide a condition."""
    return all(map(is_token, (*leaves(condition), *leaves(condition, is_required=False))))


def is_token(leaf: Condition) -> bool:
    """Return whether a token of the full text alone decides a leaf."""
    if isinstance(leaf, LinkFilter):
        return leaf.in_refs and (leaf.refs_decide or not leaf.relations)
    return isinstance(leaf, Phrase | OfKind)


def as_driven(scope: Scope) -> Scope:
    """Return a scope whose conditions are as simple as can be: links among the links, negations before leaves."""
    where = [each for item in scope.where for each in conjuncts(_outward(item))]
    links = [each for each in where if isinstance(each, LinkFilter) and not is_token(each)]
    rest = tuple(each for each in where if each not in links)
    return replace(scope, links=(*scope.links, *links), where=rest)


def _outward(condition: Condition) -> Condition:
    """Return the same condition with negations only of leaves, or of what the full text decides."""
    if _is_text(condition):
        return condition
    match condition:
        case Days():
            return as_ranges(condition)
        case All(items=items):
            return all_of(*map(_outward, items))
        case AnyOf(items=items):
            return any_of(*map(_outward, items))
        case Not(item=item):
            return _denied(as_ranges(item) if isinstance(item, Days) else item)
    return condition


def _denied(condition: Condition) -> Condition:
    """Return the negation of a condition likewise."""
    match condition:
        case All(items=items):
            return any_of(*(_outward(negated(item)) for item in items))
        case AnyOf(items=items):
            return all_of(*(_outward(negated(item)) for item in items))
    return negated(condition)


def as_ranges(days: Days) -> Condition:
    """Return days as a range of numbers, with those under way before it, or without those that last beyond it."""
    first, last = days.first, days.last
    low = numbers.first_number(first) if first is not None else 0
    high = numbers.after_day(last) if last is not None else numbers.UNDATED
    begins = Begins(low, high)
    if days.surely:
        return all_of(begins, Not(Lasts(high, last + 1))) if last is not None else begins
    return any_of(begins, Lasts(low, first)) if first is not None else begins


def alternative_scopes(scope: Scope) -> list[Scope]:
    """Return a scope for each alternative of a condition that the full text does not decide; none without any."""
    groups = [each for each in scope.where if isinstance(each, AnyOf) and not _is_text(each)]
    if not groups or prod(len(each.items) for each in groups) > _MOST_ALTERNATIVES:
        return []
    group, rest = groups[0], tuple(each for each in scope.where if each is not groups[0])
    text = [item for item in group.items if _is_text(item)]
    others = [item for item in group.items if not _is_text(item)]
    items = [*([any_of(*text)] if text else []), *others]
    return [replace(scope, where=(*rest, item)) for item in items]


def to_fts5(condition: Condition) -> str:
    """Return the MATCH expression for a condition of tokens."""
    match condition:
        case Phrase():
            return _quote(condition)
        case LinkFilter(terms=terms):
            return f"({numbers.any_ref(terms)})"
        case OfKind(kinds=kinds):
            return f"({numbers.any_kind(kinds)})"
        case AnyOf(items=items):
            return f"({' OR '.join(map(to_fts5, items))})"
        case All() | Not():
            items = conjuncts(condition)
            wanted = " AND ".join(to_fts5(item) for item in items if not isinstance(item, Not))
            without = [to_fts5(item.item) for item in items if isinstance(item, Not)]
            return _without(wanted or numbers.any_kind(RECORD_OF_KIND), without)
    raise TypeError(condition)


def _without(wanted: str, without: Sequence[str]) -> str:
    return f"(({wanted}) NOT ({' OR '.join(without)}))" if without else f"({wanted})"


def _quote(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    # The tokens in `refs` begin like words: "re*" would match every record that refers to another.
    return f'{{title text}} : "{quoted}" *' if phrase.prefix else f'"{quoted}"'
