"""Records of the first form of corpus files, read as those of the second (docs/format.md, "Formats").

In the first form a disagreement is written in four places: conflicts with a verdict (`on`, `says`, `verdict`), claims
that list others as contradicted (`contradicts`), claims with the verdict `contradicted`, and the certainty
`implied`. The second has conflicts only. Nodes are rewritten rather than records, so that every fault still has its
location.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from sinoru.dates.edtf import DateError
from sinoru.loading.yaml import Entry, MappingNode, Node, ScalarNode, SequenceNode, text_of
from sinoru.model.records import RECORDS

_DATES = ("date", "born", "died", "published", "said", "holds")
"""Fields whose value is a date, which a statement may have in words."""
NO_REASON = "something else, for which no reason is recorded"
"""What is said against a claim that is contradicted without a reason."""
_FIELD_OF_CONFLICT = {"on": "field"}
_FIELD_OF_STATEMENT = {"says": "value"}
_VERDICTS = ("open", "reconciled", "contradicted", "superseded")

INSTEAD_OF = {
    "on": "write 'field'",
    "says": "write 'value'",
    "verdict": "write 'stands: true' in each statement that stands",
    "contradicts": "write a conflict of the two claims, with 'claim' in its statements",
    "contradicted": "write a conflict: a statement with this claim, and one that stands",
    "implied": "write 'inferred'",
}
"""What to write instead of each key and word that only the first form has."""

Pairs = list[tuple[Node, Node]]


def in_second_form(entry: Entry, elsewhere: Collection[str] = ()) -> tuple[Entry, Node | None]:
    """Return an entry in the second form, and the first node that is in the first form; None if none is.

    `elsewhere`: those of the keys `contradicts` and `assessment` whose conflicts are not to be conflicts of the
    claim itself, as they have records of their own.
    """
    old = next(old_nodes(entry), None)
    if old is None:
        return entry, None
    return entry._replace(value=_record(entry.value, text_of(entry.key) == "claims", elsewhere)), old


def old_nodes(entry: Entry) -> Iterator[Node]:
    """Yield the keys and words of an entry that only the first form has; INSTEAD_OF says what to write instead."""
    if not entry.is_item or text_of(entry.key) not in RECORDS:
        return
    is_claim = text_of(entry.key) == "claims"
    for key, value in _pairs(entry.value):
        match text_of(key):
            case "conflicts":
                yield from _old_in_conflicts(value)
            case "certainty" if is_claim and text_of(value) == "implied":
                yield value
            case name if is_claim and _is_judgement(key, value):
                yield key if name == "contradicts" else verdict_of(value)


def _old_in_conflicts(conflicts: Node) -> Iterator[Node]:
    for conflict in _items(conflicts):
        for key, value in _pairs(conflict):
            if text_of(key) in ("on", "verdict"):
                yield key
            elif text_of(key) == "statements":
                for key_, value_ in (pair for said in _items(value) for pair in _pairs(said)):
                    if text_of(key_) == "says":
                        yield key_
                    elif text_of(key_) == "certainty" and text_of(value_) == "implied":
                        yield value_


def verdict_of(judged: Node) -> Node:
    """Return the node with the verdict of a conflict or an assessment; None if it has none."""
    return value_at(judged, "verdict")


def _record(record: MappingNode, is_claim: bool, elsewhere: Collection[str]) -> MappingNode:  # noqa: FBT001
    """Return a record in the second form.

    The conflicts that it gets come after those that it has: first the open ones, then the one with a verdict.
    """
    ids = _ConflictIds()
    pairs: Pairs = []
    conflicts: SequenceNode | None = None
    added: list[Node] = []
    for key, value in record.pairs:
        name = text_of(key)
        if name == "conflicts" and isinstance(value, SequenceNode) and conflicts is None:
            conflicts = _sequence(value, [_conflict(each, record, ids) for each in value.items])
            pairs.append((key, conflicts))
        elif name == "certainty" and is_claim:
            pairs.append((key, _certainty(value)))
        elif is_claim and _is_judgement(key, value):
            if name not in elsewhere:
                found = _conflicts_of(record, key, value, ids)
                added = [*found, *added] if name == "contradicts" else [*added, *found]
        else:
            pairs.append((key, value))
    if added and conflicts is None:
        conflicts = _sequence(added[0], ())
        pairs.append((_scalar(added[0], "conflicts"), conflicts))
    if conflicts is not None:
        conflicts.items += added
    return _mapping(record, pairs)


def _is_judgement(key: Node, value: Node) -> bool:
    """Return whether a field of a claim says that the claim is contradicted, or which claims it contradicts."""
    if text_of(key) == "contradicts":
        return isinstance(value, SequenceNode)
    return text_of(key) == "assessment" and text_of(verdict_of(value)) == "contradicted"


def _conflicts_of(claim: MappingNode, key: Node, value: Node, ids: "_ConflictIds") -> list[Node]:
    """Return the conflicts that a judgement becomes."""
    if text_of(key) == "contradicts":
        own = text_of(value_at(claim, "id"))
        return [_between(claim, key, other, ids) for other in value.items if text_of(other) != own]
    return [_against(claim, key, value, ids)]


class _ConflictIds:
    """The words that tell the conflicts of a record from each other (index/fields.py, conflict_id)."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def key_for(self, field: str, key: str = "") -> str:
        """Return the key that a conflict needs, in kebab-case: none if no other has its key or field."""
        word = key or "-".join(field.split())
        stem = re.sub("[^a-z0-9]+", "-", word.lower()).strip("-") or "conflict"
        unique, number = word, 1
        while unique in self._taken:
            number += 1
            unique = f"{stem}-{number}"
        self._taken.add(unique)
        return "" if unique == word else unique


def _conflict(conflict: Node, record: MappingNode, ids: _ConflictIds) -> Node:
    """Return a conflict in the second form: a verdict becomes the statements that stand."""
    if not isinstance(conflict, MappingNode):
        return conflict
    verdict = text_of(verdict_of(conflict))
    field = text_of(value_at(conflict, "on") or value_at(conflict, "field"))
    key_needed = ids.key_for(field, text_of(value_at(conflict, "key")))
    pairs: Pairs = []
    is_told = False
    for key, value in conflict.pairs:
        name = text_of(key)
        if name == "statements" and isinstance(value, SequenceNode):
            standing = _standing(verdict, value.items, conflict, text_of(value_at(record, field)))
            said = [_statement(each, stands) for each, stands in zip(value.items, standing, strict=True)]
            pairs.append((key, _sequence(value, said)))
        elif name == "why" and verdict == "superseded":
            pairs.append((key, _scalar(value, f"superseded: {text_of(value)}", like=value)))
        elif name == "verdict" and verdict in _VERDICTS and not is_told:
            is_told = True
            if verdict == "superseded" and value_at(conflict, "why") is None:
                pairs.append((_scalar(key, "why"), _scalar(value, "superseded")))
        else:
            pairs.append((_renamed(key, _FIELD_OF_CONFLICT), value))
            if name == "on" and key_needed and value_at(conflict, "key") is None:
                pairs.append((_scalar(key, "key"), _scalar(key, key_needed)))
    return _mapping(conflict, pairs)


def _standing(verdict: str, statements: Sequence[Node], conflict: MappingNode, own: str) -> list[bool]:
    """Return which statements stand.

    All do that are reconciled. Where others are wrong or overtaken, the record's own value does; if none has that
    value, the one statement that cites a passage by which the conflict was decided.
    """
    if verdict not in ("contradicted", "superseded"):
        return [verdict == "reconciled"] * len(statements)
    is_own = _same_as(own, text_of(value_at(conflict, "on")))
    standing = [is_own(text_of(value_at(each, "says"))) for each in statements]
    if not any(standing) and verdict == "contradicted":
        decisive = passages(value_at(conflict, "evidence"))
        rests = [not decisive.isdisjoint(passages(value_at(each, "evidence"))) for each in statements]
        if rests.count(True) == 1:
            return rests
    return standing


def passages(evidence: Node) -> set[tuple[str, str]]:
    """Return the passages that a list of evidence names, each as source and locator."""
    return {(text_of(value_at(each, "source")), text_of(value_at(each, "at"))) for each in _items(evidence)}


def _same_as(own: str, field: str) -> Callable[[str], bool]:
    """Return whether a value is that of the record, which may be a date in words."""
    if not own or field not in _DATES:
        return lambda value: value == own != ""

    def is_same_date(value: str) -> bool:
        if value == own:
            return True
        from sinoru.dates.written import parse_typed

        with suppress(DateError):
            return parse_typed(value).text == own
        return False

    return is_same_date


def _statement(statement: Node, stands: bool) -> Node:  # noqa: FBT001  not a switch
    if not isinstance(statement, MappingNode):
        return statement
    pairs: Pairs = []
    for key, value in statement.pairs:
        name = text_of(key)
        pairs.append(
            (_renamed(key, _FIELD_OF_STATEMENT), _certainty(value) if name == "certainty" else value)
        )
        if name == "says" and stands:
            stands = False
            pairs.append((_scalar(value, "stands"), _scalar(value, "true")))
    return _mapping(statement, pairs)


def _between(claim: MappingNode, at: Node, other: Node, ids: _ConflictIds) -> Node:
    """Return the open conflict of a claim with one that it contradicts."""
    key = ids.key_for("text", text_of(other)) or text_of(other)
    return _mapping(
        at,
        [
            (_scalar(at, "field"), _scalar(at, "text")),
            (_scalar(at, "key"), _scalar(other, key, like=other)),
            (
                _scalar(at, "statements"),
                _sequence(at, [_said_by(claim, at), _mapping(other, [(_scalar(other, "claim"), other)])]),
            ),
        ],
    )


def _against(claim: MappingNode, at: Node, assessment: Node, ids: _ConflictIds) -> Node:
    """Return the settled conflict of a claim with the reason why it is contradicted."""
    why = value_at(assessment, "why")
    told = text_of(why) or NO_REASON
    said: Pairs = [
        (_scalar(at, "value"), _scalar(why if why is not None else at, told, like=why)),
        (_scalar(at, "stands"), _scalar(at, "true")),
    ]
    said += [pair for pair in _pairs(assessment) if text_of(pair[0]) not in ("verdict", "why")]
    pairs: Pairs = [(_scalar(at, "field"), _scalar(at, "text"))]
    if key := ids.key_for("text"):
        pairs.append((_scalar(at, "key"), _scalar(at, key)))
    statements = _sequence(at, [_said_by(claim, at), _mapping(assessment, said)])
    return _mapping(at, [*pairs, (_scalar(at, "statements"), statements)])


def _said_by(claim: MappingNode, at: Node) -> Node:
    return _mapping(at, [(_scalar(at, "claim"), _scalar(at, text_of(value_at(claim, "id"))))])


def _certainty(value: Node) -> Node:
    return _scalar(value, "inferred", like=value) if text_of(value) == "implied" else value


def _renamed(key: Node, names: dict[str, str]) -> Node:
    new = names.get(text_of(key))
    return _scalar(key, new, like=key) if new else key


def value_at(node: Node, name: str) -> Any:
    """Return the value of a key of a mapping; None if it has none."""
    return next((value for key, value in _pairs(node) if text_of(key) == name), None)


def _pairs(node: Node) -> Pairs:
    return node.pairs if isinstance(node, MappingNode) else []


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, SequenceNode) else []


def _scalar(at: Node, text: str, *, like: Node | None = None) -> Node:
    """Return a scalar that is located where another node is, perhaps in place of one."""
    style = like.style if type(like) is ScalarNode else None
    node: Any = ScalarNode(None, None, (True, False), text, at.start_mark, at.start_mark, style)
    node.like = like
    return node


def replaced_by(node: Node) -> Node:
    """Return the scalar of the first form that was rewritten as this one; None for any that was added."""
    return getattr(node, "like", None)


def _sequence(at: Node, items: Iterable[Node]) -> SequenceNode:
    node = SequenceNode(at)
    node.items = list(items)
    return node


def _mapping(at: Node, pairs: Pairs) -> MappingNode:
    node = MappingNode(at)
    node.pairs = pairs
    return node
