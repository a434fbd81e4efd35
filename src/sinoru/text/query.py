"""The algebra of queries: what is asked, as `text/syntax.py` reads it and as engines answer it.

`All`, `AnyOf` and `Not` join terms and fields, and in the same way what these become for an engine (index/index.py).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

Node = Any
"""One of the types below, or a leaf of another algebra."""


class Term(msgspec.Struct, frozen=True):
    """A word, a phrase or a prefix to find."""

    text: str
    """As typed, without the operators around it."""
    tokens: tuple[str, ...]
    """As indexed, in order; the last one is unstemmed if it is a prefix. Texts must have them in sequence."""
    prefix: bool = False
    phrase: bool = False
    """Whether it was typed in quotes."""
    near: int | None = None
    """The most other words among these, which may have any order; None: in sequence."""
    exact: bool = False
    """Whether only this spelling matches, not other inflections of it."""
    pattern: str = ""
    """The folded word with `*` for any letters and `?` for one; empty for a word without such signs."""

    @property
    def is_plain(self) -> bool:
        """Return whether it has no sign of its own, as a word without quotes."""
        return not (self.phrase or self.prefix or self.exact or self.pattern)


class Field(msgspec.Struct, frozen=True):
    """A value that a field must have: `person:Yeltsin`."""

    name: str
    value: str
    given: str = ""
    """The option that it was given by; empty if it was typed among the words."""


class Range(msgspec.Struct, frozen=True):
    """Bounds of the value of a field, as typed: `date:1999..2000`; empty for an open one."""

    name: str
    low: str
    high: str
    excludes_bound: bool = False
    """Whether the bound itself does not pass: `>` and `<`."""
    given: str = ""
    """As that of a Field."""


class Inside(msgspec.Struct, frozen=True):
    """Conditions on one and the same part of a record: `office:(title:minister country:Russia)`."""

    name: str
    query: Node


class All(msgspec.Struct, frozen=True):
    """What matches if every item does; without items, anything."""

    items: tuple[Node, ...] = ()


class AnyOf(msgspec.Struct, frozen=True):
    """What matches if any item does."""

    items: tuple[Node, ...]
    typed: str = ""
    """The words that were typed, if the items are forms of these; empty for other alternatives."""


class Not(msgspec.Struct, frozen=True):
    """What matches if the item does not."""

    item: Node


_LIKE_A_SIGN = r"^(AND|OR|NOT|ANDNOT|NEAR|\w+/\d+)$|^[A-Za-z_.]+:|[~^*?!=/]"
EMPTY = All()
"""The query that asks for nothing."""


def all_of(*items: Node) -> Node:
    """Return what matches if every item does, without nested groups."""
    flat = [inner for item in items for inner in (item.items if isinstance(item, All) else (item,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(*items: Node) -> Node:
    """Return what matches if any item does, without nested groups."""
    nested = (item.items if isinstance(item, AnyOf) and not item.typed else (item,) for item in items)
    flat = [inner for group in nested for inner in group]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def forms_of(typed: str, *forms: Node) -> Node:
    """Return what matches if any form of what was typed does."""
    return AnyOf(tuple(dict.fromkeys(forms)), typed)


def negated(item: Node) -> Node:
    """Return what matches if the item does not."""
    return item.item if isinstance(item, Not) else Not(item)


def conjuncts(query: Node) -> tuple[Node, ...]:
    """Return the items of a query of which every one must match."""
    return query.items if isinstance(query, All) else (query,)


def alternatives(query: Node) -> tuple[Node, ...]:
    """Return the items of a query of which any one must match."""
    return query.items if isinstance(query, AnyOf) else (query,)


def depth(query: Node) -> int:
    """Return how many groups of a query are within one another."""
    match query:
        case All(items=items) | AnyOf(items=items):
            return 1 + max(map(depth, items), default=0)
        case Not(item=item) | Inside(query=item):
            return 1 + depth(item)
    return 0


def leaves(query: Node, *, is_required: bool = True) -> Iterator[Node]:
    """Yield the leaves that a match may have (not those that it must not have), from left to right."""
    match query:
        case All(items=items) | AnyOf(items=items):
            for item in items:
                yield from leaves(item, is_required=is_required)
        case Not(item=item):
            yield from leaves(item, is_required=not is_required)
        case _ if is_required:
            yield query


def terms(query: Node) -> list[Term]:
    """Return the words, phrases and prefixes that a match may have, each once."""
    return list(dict.fromkeys(leaf for leaf in leaves(query) if isinstance(leaf, Term)))


def split_words(query: Node) -> tuple[list[Node], list[Node]]:
    """Return the items of a query that look for words, and the others: fields, and what is left out."""
    words = [item for item in conjuncts(query) if not isinstance(item, Not) and terms(item)]
    return words, [item for item in conjuncts(query) if item not in words]


def is_made_of(query: Node, is_leaf: Callable[[Node], bool]) -> bool:
    """Return whether all leaves of a query are such, and every match has one: it does not only leave some out."""
    match query:
        case AnyOf(items=items):
            return bool(items) and all(is_made_of(item, is_leaf) for item in items)
        case All(items=items):
            wanted = [item for item in items if not isinstance(item, Not)]
            inner = (item.item if isinstance(item, Not) else item for item in items)
            return bool(wanted) and all(is_made_of(item, is_leaf) for item in inner)
        case Not():
            return False
    return is_leaf(query)


def map_leaves(query: Node, change: Callable[[Node, bool], Node], *, is_required: bool = True) -> Node:
    """Return the query with each leaf changed; `change` receives False for one that a match must not have."""
    match query:
        case All(items=items):
            return all_of(*(map_leaves(item, change, is_required=is_required) for item in items))
        case AnyOf(items=items, typed=typed):
            changed = [map_leaves(item, change, is_required=is_required) for item in items]
            return forms_of(typed, *changed) if typed else any_of(*changed)
        case Not(item=item):
            return negated(map_leaves(item, change, is_required=not is_required))
        case _:
            return change(query, is_required)


def holds(query: Node, is_true: Callable[[Node], bool]) -> bool:
    """Return whether a query is true where `is_true` says which of its leaves are."""
    match query:
        case All(items=items):
            return all(holds(item, is_true) for item in items)
        case AnyOf(items=items):
            return any(holds(item, is_true) for item in items)
        case Not(item=item):
            return not holds(item, is_true)
        case _:
            return is_true(query)


def in_words(query: Node) -> str:
    """Return a query as it is typed: the text that is parsed to the same query."""
    match query:
        case All(items=items):
            return _joined(items)
        case AnyOf(typed=typed) if typed:
            return typed
        case AnyOf(items=items):
            return f"({' OR '.join(_grouped(item) for item in items)})"
        case Not(item=item):
            return f"-{_grouped(item)}"
    return _leaf_in_words(query)


def _leaf_in_words(leaf: Node) -> str:
    match leaf:
        case Inside(name=name, query=inner):
            return f"{name}:({in_words(inner)})"
        case Field(name=name, value=value):
            return f"{name}:{_value(value)}"
        case Range():
            return _range_in_words(leaf)
        case Term():
            return _term_in_words(leaf)
    return str(leaf)


def _grouped(item: Node) -> str:
    text = in_words(item)
    return f"({text})" if isinstance(item, All) else text


def _joined(items: tuple[Node, ...]) -> str:
    """Join items by spaces, or by AND before a number, which would belong to the letters before it."""
    parts: list[str] = []
    for item in items:
        text = _grouped(item)
        parts.append(f"AND {text}" if parts and text[:1].isdecimal() else text)
    return " ".join(parts)


def _value(value: str) -> str:
    is_bare = value.replace("-", "").replace("_", "").isalnum() and not value.startswith("-")
    return value if is_bare else f'"{value}"'


def _range_in_words(one: Range) -> str:
    if one.low and one.high:
        return f"{one.name}:{one.low}..{one.high}"
    sign = (">" if one.low else "<") + ("" if one.excludes_bound else "=")
    return f"{one.name}:{sign}{_value(one.low or one.high)}"


def _term_in_words(term: Term) -> str:
    if term.pattern:
        return term.text
    text = f'"{term.text}"' if term.phrase else term.text
    if not (term.phrase or term.exact) and re.search(_LIKE_A_SIGN, text):
        return (
            f":{text}{'*' if term.prefix else ','}"  # signs around a word that are none of it keep it a word
        )
    nearness = f"~{term.near}" if term.near is not None else ""
    return f"{'=' * term.exact}{text}{'*' * term.prefix}{nearness}"
