"""The kinds of relation between people and organisations: each with its inverse, and who can be what.

A record says what it is to the other one: `{to: anna, kind: child}` on Ben means that Ben is a child of Anna, and
`child-of` means the same. With `has-` it says what the other one is to it: `has-parent`. The kind of a relation, as
seen from a record, is what the other one is to it: `parent`.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

PERSON, ORGANISATION = "person", "organisation"
PARTIES = (PERSON, ORGANISATION)
"""The kinds of record that have relations."""
OF, HAS = "-of", "has-"
"""What may follow a kind that says what the record is to the other one; what precedes one that says the reverse."""


class RelationKind(msgspec.Struct, frozen=True):
    """What someone can be to another one."""

    key: str
    inverse: str
    """What the other one is then."""
    plural: str = ""
    may_be: tuple[str, ...] = PARTIES
    """The kinds of record that can be this."""

    @property
    def label(self) -> str:
        """Return the kind as people read it: `member of`."""
        return self.key.replace("-", " ")

    def counted(self, number: int) -> str:
        """Return the label of so many: `parents`. A kind of the corpus's own stays as it is."""
        return (self.plural or self.label) if number > 1 else self.label


def _both(
    one: tuple[str, str], other: tuple[str, str], may_be: str = "", other_may_be: str = ""
) -> Iterator[RelationKind]:
    """Yield a kind and its inverse, each with its plural and who can be it."""
    yield RelationKind(one[0], other[0], one[1], tuple(may_be.split()) or PARTIES)
    if other[0] != one[0]:
        yield RelationKind(other[0], one[0], other[1], tuple(other_may_be.split()) or PARTIES)


BUILT_IN: dict[str, RelationKind] = {
    kind.key: kind
    for pair in (
        _both(("parent", "parents"), ("child", "children"), PERSON, PERSON),
        _both(("spouse", "spouses"), ("spouse", ""), PERSON),
        _both(("sibling", "siblings"), ("sibling", ""), PERSON),
        _both(("relative", "relatives"), ("relative", ""), PERSON),
        _both(("member", "members"), ("member-of", ""), "", ORGANISATION),
        _both(("employee", "employees"), ("employer", "employers"), PERSON),
        _both(("owner", "owners"), ("owner-of", ""), "", ORGANISATION),
        _both(("founder", "founders"), ("founder-of", ""), "", ORGANISATION),
        _both(("subsidiary", "subsidiaries"), ("subsidiary-of", ""), ORGANISATION, ORGANISATION),
        _both(("teacher", "teachers"), ("pupil", "pupils"), PERSON, PERSON),
        _both(("successor", "successors"), ("predecessor", "predecessors")),
        _both(("partner", "partners"), ("partner", "")),
        _both(("ally", "allies"), ("ally", "")),
    )
    for kind in pair
}
"""The kinds that every corpus has, in the order in which cards show them."""


class RelationKinds:
    """The kinds of one corpus: the built-in ones, and those that it declares."""

    def __init__(self, declared: Mapping[str, str] = {}) -> None:
        """Make the table of a corpus that declares these kinds, each with its inverse."""
        own = {
            key: RelationKind(key, inverse)
            for pair in declared.items()
            for key, inverse in (pair, pair[::-1])
            if key not in BUILT_IN
        }
        self._known = BUILT_IN | own

    def keys(self) -> tuple[str, ...]:
        """Return all kinds, in the order in which cards show them."""
        return tuple(self._known)

    def known(self, written: str) -> RelationKind | None:
        """Return what the other one is where a record has this kind: for `child`, `parent`. None if unknown."""
        if written.startswith(HAS):
            return self._known.get(written.removeprefix(HAS))
        base = self._known.get(written.removesuffix(OF)) or self._known.get(written)
        return self._known[base.inverse] if base else None

    def of(self, written: str) -> RelationKind:
        """Return the same; a kind that is not known is taken as a word of its own, with `-of` for its inverse."""
        if written.startswith(HAS):
            return self.known(written) or self.called(written.removeprefix(HAS))
        return self.known(written) or self.inverse(self.called(written.removesuffix(OF)))

    def called(self, key: str) -> RelationKind:
        """Return the kind with this key; one that is not known is a word of its own."""
        inverse = key.removesuffix(OF) if key.endswith(OF) else key + OF
        return self._known.get(key) or RelationKind(key, inverse)

    def inverse(self, kind: RelationKind) -> RelationKind:
        """Return what the one who has the relation is to the other one."""
        return self.called(kind.inverse)

    def as_written(self, kind: RelationKind) -> str:
        """Return how a record says that the other one is of a kind: `child` for `parent`."""
        return HAS + kind.key if kind.inverse.endswith(OF) else kind.inverse

    def place(self, kind: RelationKind) -> int:
        """Return the place of a kind in the order of cards; unknown ones come last."""
        return list(self._known).index(kind.key) if kind.key in self._known else len(self._known)


def two_inverses(declared: Iterable[tuple[str, str]]) -> str:
    """Return the first kind that has two inverses, of pairs of a kind and its inverse; empty where each has one."""
    inverses = {kind.key: kind.inverse for kind in BUILT_IN.values()}
    for pair in declared:
        for key, inverse in (pair, pair[::-1]):
            if inverses.setdefault(key, inverse) != inverse:
                return key
    return ""
