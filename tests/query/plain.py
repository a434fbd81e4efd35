"""A corpus of odds and ends, random queries on it, and what each should find by going through all records.

The evaluation knows the algebra and the records, and neither engine: what engines answer is held against it.
"""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

from sinoru.dates.edtf import parse_edtf
from sinoru.index.fields import MOMENTS
from sinoru.text.highlight import fits
from sinoru.text.query import AnyOf, Field, Inside, Node, Not, Range, Term, all_of, in_words
from sinoru.text.syntax import parse_query
from sinoru.text.tokens import locate_words, stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinoru.model.records import Record

WORDS = "bomb bombing bombings treaty treaties hotline outline line visit embassy peace arms trade".split()
DATES = (
    "1999-05-08", "1999-05-08", "1999-05-07/1999-05-09", "1999-05", "1999", "1998-12-31", "2000-02-29", "1998-05-08",
    "1999-05-20/..", "../1998-06", "199X", "",
)  # fmt: skip
PEOPLE, ORGS, PLACES = ("ann-a", "bob-b", "cy-c"), ("navy-n", "bank-k"), ("port-p", "hill-h")
KINDS, TOPICS, TAGS, COUNTRIES = (
    ("call", "talks", "sale"),
    ("top-a", "top-b"),
    ("draft", "seen"),
    ("China", "Russia"),
)
LEAVES = {
    "person": PEOPLE, "org": ORGS, "place": PLACES, "kind": (*KINDS, "fact", "claim", "event", "bank"),
    "topic": TOPICS,
    "tag": TAGS, "country": COUNTRIES, "source": ("book", "paper"), "by": (*PEOPLE, *ORGS), "via": PEOPLE,
    "about": (*PEOPLE, "e-1", "e-2"), "certainty": ("stated", "alleged"), "id": ("e-1", "e-2", "c-1", "ann-a"),
    "date": ("1999-05-08", "1999-05", "1999", "1998", "05-08"),
}  # fmt: skip

FIELDS: dict[str, tuple[str, ...]] = {**dict.fromkeys(LEAVES, ()), "participant": ("person", "org", "role")}


def write_corpus(seed: int = 7, events: int = 60, claims: int = 40) -> str:
    """Return a corpus as the text of one file."""
    chance = Random(seed)  # noqa: S311 - the same at every run is the point

    def some(of: Iterable[str], most: int) -> list[str]:
        return chance.sample(list(of), chance.randint(0, most))

    def text(length: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, length)))

    def evidence() -> list[dict[str, str]]:
        return [{"source": source} for source in some(("book", "paper"), 2)]

    def event(number: int) -> dict[str, Any]:
        participants = [{"person": one} for one in some(PEOPLE, 2)] + [{"org": one} for one in some(ORGS, 1)]
        for each in participants:
            each["role"] = chance.choice(("host", "visitor"))
        return {
            "id": f"e-{number}", "title": text(4), "summary": text(12), "date": chance.choice(DATES[:-1]),
            "kind": chance.choice(KINDS), "topics": some(TOPICS, 2), "tags": some(TAGS, 1), "places": some(PLACES, 1),
            "countries": some(COUNTRIES, 2), "participants": participants, "evidence": evidence(),
        }  # fmt: skip

    def claim(number: int) -> dict[str, Any]:
        return {
            "id": f"c-{number}", "text": text(8), "kind": chance.choice(("fact", "figure")),
            "about": some((*PEOPLE, "e-1", "e-2"), 2), "by": chance.choice((*PEOPLE, *ORGS)),
            "reported_by": chance.choice((*PEOPLE, "")), "holds": chance.choice(DATES), "tags": some(TAGS, 1),
            "certainty": chance.choice(("stated", "alleged")), "evidence": evidence(),
        }  # fmt: skip

    def kept(record: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in record.items() if value}

    named = {
        "people": [{"id": one, "name": f"Q{one[-1]} Z{one[0]}", "country": COUNTRIES[0]} for one in PEOPLE],
        "organisations": [{"id": one, "name": f"X{one[-1]} Z{one[0]}", "kind": "bank"} for one in ORGS],
        "places": [{"id": one, "name": f"V{one[-1]} Z{one[0]}"} for one in PLACES],
        "sources": [{"id": "book", "title": "Wx", "kind": "call"}, {"id": "paper", "title": "Wy"}],
    }
    listed = {"events": [*map(event, range(events))], "claims": [*map(claim, range(claims))]}
    return json.dumps({key: [kept(one) for one in value] for key, value in (listed | named).items()})


def draw_query(chance: Random, depth: int = 3) -> Node:
    """Draw a query that says what to look for, as it is read when it is typed."""
    while True:
        query = parse_query(in_words(all_of(_draw_leaf(chance), _draw(chance, depth))), FIELDS).query
        if not isinstance(query, Not):
            return query


def _draw(chance: Random, depth: int) -> Node:
    which = chance.random()
    if depth == 0 or which < 0.35:
        return _draw_leaf(chance)
    if which < 0.5:
        return Not(_draw(chance, depth - 1))
    items = tuple(_draw(chance, depth - 1) for _ in range(chance.randint(2, 3)))
    return AnyOf(items) if which < 0.75 else all_of(*items)


def _draw_leaf(chance: Random) -> Node:
    word = chance.choice(WORDS)
    name = chance.choice(tuple(LEAVES))
    match chance.randint(0, 11):
        case 0 | 1 | 2:
            typed = word
        case 3:
            typed = f'"{word} {chance.choice(WORDS)}"'
        case 4:
            typed = f"{word[:4]}*"
        case 5:
            typed = chance.choice(
                ("*line", "tr*t*", "hotl?ne", f"={word}", f'"{word} {chance.choice(WORDS)}"~2')
            )
        case 6:
            typed = chance.choice(("date:>1998", "date:<=1999-05", "date:1998-06..1999-05-08"))
        case 7:
            typed = f"participant:(person:{chance.choice(PEOPLE)} role:{chance.choice(('host', 'visitor'))})"
        case _:
            typed = f"{name}:{chance.choice(LEAVES[name])}"
    return parse_query(typed, FIELDS).query


class Plain:
    """A record, and whether a query is true of it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.values: dict[str, Any] = json.loads(_encode(record))
        self.texts = self._texts()

    def _texts(self) -> list[list[str]]:
        values = self.values
        title = [values.get("title") or values.get("text") or values.get("name") or ""]
        rest = [values.get("summary", "")]
        return [[word for word, _, _ in locate_words(" ".join(each))] for each in (title, rest)]

    def is_true(self, query: Node, *, surely: bool = False) -> bool:  # noqa: PLR0911  one for each type
        """Return whether a query is true; `surely`: of dates only what surely falls in them counts."""
        match query:
            case AnyOf(items=items):
                return any(self.is_true(item, surely=surely) for item in items)
            case Not(item=item):
                return not self.is_true(item, surely=not surely)
            case Term():
                return any(self._has(words, query) for words in self.texts)
            case Field():
                return self._has_value(query.name, query.value, surely=surely)
            case Range():
                return self._is_within(query, surely=surely)
            case Inside():
                wanted = {one.name: one.value for one in query.query.items}
                return any(wanted.items() <= each.items() for each in self.values.get("participants", ()))
        return self._all(query.items, surely=surely)

    def _all(self, items: Iterable[Node], *, surely: bool) -> bool:
        """Values of a field that a record has one of are alternatives."""
        single: dict[str, list[bool]] = {}
        for item in items:
            names = {one.name for one in getattr(item, "items", (item,)) if isinstance(one, Field)}
            is_of_one = len(names) == 1 and all(
                isinstance(one, Field) for one in getattr(item, "items", (item,))
            )
            name = next(iter(names)) if is_of_one and not isinstance(item, Not) and _is_choice(item) else ""
            key = name if name in ("kind", "by", "via", "certainty", "source", "id") else str(len(single))
            single.setdefault(key, []).append(self.is_true(item, surely=surely))
        return all(any(each) for each in single.values())

    def _has(self, words: list[str], term: Term) -> bool:
        stems = [stem(word) for word in words]
        if term.pattern:
            vocabulary = {stem(word) for word in WORDS if fits(term.pattern, word)}
            return not vocabulary.isdisjoint(stems)
        size = len(term.tokens)
        if term.near is not None:
            width = size + term.near
            spans = (stems[start : start + width] for start in range(len(stems)))
            return any(all(span.count(t) >= term.tokens.count(t) for t in term.tokens) for span in spans)
        if term.exact:
            return term.text in words
        *before, last = term.tokens
        for start in range(len(stems) - size + 1):
            if stems[start : start + size - 1] != before:
                continue
            end, word = stems[start + size - 1], words[start + size - 1]
            if end == last or (
                term.prefix and (end.startswith(last) or word.startswith(last) or end == stem(last))
            ):
                return True
        return False

    def _has_value(self, name: str, value: str, *, surely: bool) -> bool:  # noqa: C901, PLR0911  one for each field
        values, kind = self.values, self.record.KIND
        participants = values.get("participants", [])
        match name:
            case "person" | "org":
                others = (*values.get("about", ()), values.get("reported_by"), values.get("by"))
                return value in (*(each.get(name) for each in participants), *others)
            case "place":
                return value in (*values.get("places", ()), *values.get("about", ()))
            case "kind":
                return value in (kind, getattr(self.record, "kind", ""))
            case "topic" | "tag":
                return value in values.get(f"{name}s", ())
            case "country":
                return value in (*values.get("countries", ()), values.get("country"))
            case "source":
                return value in [one["source"] for one in values.get("evidence", ())]
            case "by" | "certainty" | "id":
                return bool(getattr(self.record, name, "") == value)
            case "via":
                return bool(values.get("reported_by") == value)
            case "about":
                return value in values.get("about", ())
        return (
            self._is_of_day(value, surely=surely)
            if value == "05-08"
            else self._falls(value, value, surely=surely)
        )

    def _days(self) -> tuple[float, float] | None:
        date = self.values.get("date") or self.values.get("holds")
        if not date:
            return None
        when = parse_edtf(date)
        first, last = when.bound if self.values.get("kind") in MOMENTS else when.listed
        return (
            -float("inf") if first is None else first,
            float("inf") if last is None else last,
        )

    def _is_within(self, one: Range, *, surely: bool) -> bool:
        if one.excludes_bound:  # date:>1998
            return self._falls("1999", "", surely=surely)
        return self._falls(one.low, one.high, surely=surely)

    def _falls(self, low: str, high: str, *, surely: bool) -> bool:
        days = self._days()
        if days is None:
            return False
        first = parse_edtf(low).earliest if low else None
        last = parse_edtf(high).latest if high else None
        first_, last_ = (-float("inf") if first is None else first), (float("inf") if last is None else last)
        if surely:
            return first_ <= days[0] and days[1] <= last_
        return days[0] <= last_ and first_ <= days[1]

    def _is_of_day(self, day: str, *, surely: bool) -> bool:
        if surely:
            return str(self.values.get("date") or self.values.get("holds") or "")[4:] == f"-{day}"
        return any(self._falls(f"{year}-{day}", f"{year}-{day}", surely=False) for year in range(1980, 2020))


def _is_choice(item: Node) -> bool:
    return isinstance(item, AnyOf | Field)


def _encode(record: Record) -> bytes:
    import msgspec

    return msgspec.json.encode(record)
