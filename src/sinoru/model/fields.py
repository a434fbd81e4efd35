"""The table of fields: what each field of a record contains, which records it may name, and what is searched in it.

It is read from what the types declare (model/records.py). Whatever walks through records asks it: links,
references and their locations, evidence, search text, the order of keys, the JSON Schema, docs/format.md and the
columns of exports. A table is a value that its users are handed. It reads a type when that is first asked for: a
look-up does not pay for the others.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from re import compile as pattern
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from zlib import crc32

import msgspec

from sinoru.model.records import HAVE_OWN, RECORDS, CorpusTitle, Evidence, OwnField, Part, Record

if TYPE_CHECKING:
    from sinoru.model.own_types import OwnScalar
    from sinoru.model.registers import Register
    from sinoru.model.relation_kinds import RelationKinds

FIRST = ("id", "formerly")
"""Keys of a record that come before all others."""
LAST = (
    "tags",
    "private",
    "accessed",
    "reliability",
    "sections",
    "statements",
    "why",
    "evidence",
    "assessment",
    "conflicts",
    "note",
)
"""Keys of a record that come after all others: its content precedes its evidence."""
TITLE = "title"
"""The label of the text that represents a record in lists."""
LISTED: tuple[type[msgspec.Struct], ...] = (*RECORDS.values(), CorpusTitle)
"""The types of what a file has at its top level."""
_OF_ALL = (*Record.__struct_fields__, "conflicts")
"""The fields that records of all kinds have."""
_BETWEEN = " · "
_NOTHING = msgspec.Meta()
_SEARCHED = ("text", "topic", "isbn", "part")
"""What is searched under its key, unless a field declares otherwise."""

OWN = "own"
"""The attribute with the values of a corpus's own fields, and what begins the targets of links to such values."""

S = TypeVar("S", bound=msgspec.Struct)


class Declared(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a corpus declares for all its files: each can be read alone by one who knows this (CorpusTitle)."""

    fields: Mapping[str, Mapping[str, OwnField]] = {}
    """Fields of its own."""
    relations: Mapping[str, str] = {}
    """Kinds of relation of its own, each with its inverse."""
    ids: Mapping[str, str] = {}
    """Registers of its own, each with the address of its entries."""


_NOTHING_DECLARED = Declared()
FieldPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value in a record."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field as it is declared."""

    name: str
    """The attribute."""
    key: str
    """The key in a corpus file."""
    holds: str
    """The kind of value: text, topic, isbn, date, end, decimal, number, count, format, id, former id, key, reference,
    choice, other id or part."""
    is_list: bool = False
    is_required: bool = False
    part: type[Part] | None = None
    """The type of the mappings in it."""
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kinds of record that its ids may name; `any` for all."""
    relation: str = ""
    """How the records that it names are related to its record."""
    involves: bool = False
    """Whether who or what is named there is involved in the record."""
    or_text: bool = False
    """Whether a value that is not the id of such a record is a name as people read it."""
    word: str = ""
    """The filter that its value can be chosen by."""
    search: str = ""
    """The label under which its text is searched; empty: it is not."""
    help: str = ""
    examples: tuple[str, ...] = ()
    own: str = ""
    """For a field of the corpus's own, its name in full (`events.magnitude`); empty for ours."""
    label: str = ""
    """What people read in place of the key."""
    unit: str = ""
    labels: Mapping[str, str] = {}
    """What people read in place of a choice."""
    formerly: tuple[str, ...] = ()
    """The keys that an own field had before."""
    former_choices: Mapping[str, str] = {}
    """The choice that is meant by each value that was one before."""
    holder: str = ""
    """The kind of record that has an own field, itself or in its parts."""
    is_private: bool = False
    """Whether an own field leaves the desk only when that is asked for."""
    is_wanted: bool = False
    """Whether `check` warns of a record without it."""

    def of(self, one: Any) -> Any:
        """Return its value in a record or a part of one; an empty one without any."""
        if not self.own:
            return getattr(one, self.name)
        value = one.own.get(self.key) if one.own else None
        return value if value is not None else () if self.is_list else ""

    def choice_called(self, typed: str) -> str:
        """Return the choice that is typed, in any case, by itself, its label or a former value; or nothing."""
        called = {former.casefold(): key for former, key in self.former_choices.items()}
        called |= {label.casefold(): key for key, label in self.labels.items()}
        return (called | {key.casefold(): key for key in self.choices}).get(typed.casefold(), "")

    def is_former(self, typed: str) -> bool:
        """Return whether what is typed is a choice by a former value of it alone."""
        present = (*self.choices, *self.labels.values())
        return bool(self.former_choices) and typed.casefold() not in map(str.casefold, present)


_KEBAB_CASE = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = pattern(f"(?:{_KEBAB_CASE}:)?{_KEBAB_CASE}").fullmatch

Found = tuple[FieldPath, Field, Any]
"""A value in a record or one item of a list: its path, its field, and itself."""
Wanted = Callable[[Field], bool]
_Route = list[tuple[Callable[[Any], Any], str, bool, bool, Field]]
"""The fields that are wanted or lead to such: how to get the value, key, whether it is a list, whether it is wanted,
field."""


def of_corpus(corpus: str, name: str) -> str:
    """Return the name of a field that other corpora beside this one declare differently: `east:magnitude`."""
    return f"{corpus}:{name}"


def is_of_corpus(name: str) -> bool:
    """Return whether a name is that of a field of one corpus, beside others that declare it differently."""
    return ":" in name


def in_files(name: str) -> str:
    """Return the key that such a field has in the files of its corpus."""
    return name.rpartition(":")[2]


def in_words(name: str) -> str:
    """Return the name of a field as words."""
    return name.replace("_", " ")


def names_of(full: str) -> list[str]:
    """Return the names by which an own field is known: `ballot`, `offices.ballot` and in full.

    `east:magnitude` is also known as `magnitude`, which means those of other corpora as well.
    """
    *places, name = full.split(".")
    return [
        ".".join((*places[start:], one))
        for one in dict.fromkeys((name, in_files(name)))
        for start in range(len(places), -1, -1)
    ]


def former_names(field: Field) -> list[str]:
    """Return the names in full that an own field had before."""
    place = field.own.rpartition(".")[0]
    return [f"{place}.{former}" for former in field.formerly]


def names_record(field: Field) -> bool:
    """Return whether a field contains ids of records."""
    return bool(field.kinds)


def may_be_id(text: str) -> bool:
    """Return whether a text has the form of an id: kebab-case, after the name of a corpus where several have it."""
    return _ID(text) is not None


def is_linked(field: Field) -> bool:
    """Return whether a record is found by the value of a field: an id, or a word such as a topic."""
    return bool(field.kinds or field.word)


def is_involving(field: Field) -> bool:
    """Return whether a field names those who are involved in the record."""
    return field.involves


def may_name(field: Field, kind: str) -> bool:
    """Return whether the ids in a field may be those of records of a kind."""
    return kind in field.kinds or "any" in field.kinds


def may_be_text(field: Field) -> bool:
    """Return whether a field has ids of records or, where no record is meant, names as people read them."""
    return field.or_text


def is_amount(field: Field) -> bool:
    """Return whether a field of the corpus's own contains numbers or dates."""
    return bool(field.own) and (scalar := _scalar(field.holds)) is not None and scalar.is_ordered


def has_words(field: Field) -> bool:
    """Return whether a value of a field of the corpus's own is found by the words in it."""
    return bool(field.own) and (scalar := _scalar(field.holds)) is not None and scalar.has_words


def _scalar(type_: str) -> "OwnScalar | None":
    from sinoru.model.own_types import OWN_SCALARS  # most corpora declare no field

    return OWN_SCALARS.get(type_)


def amount_term(field: Field) -> str:
    """Return the term that stands for such a field in an index."""
    return f"{OWN}:{field.own}"


def is_evidence(field: Field) -> bool:
    """Return whether a field contains evidence."""
    return field.part is Evidence


class Fields:
    """The table of one corpus."""

    def __init__(self, declared: Declared = _NOTHING_DECLARED) -> None:
        """Make the table of a corpus that declares these fields of its own, kinds of relation and registers."""
        self.declared = declared
        self._known: dict[type[msgspec.Struct], tuple[Field, ...]] = {}
        self._texts: dict[type[msgspec.Struct], list[tuple[Callable[[Any], Any], str, Field]]] = {}
        self._routes: dict[tuple[type[msgspec.Struct], Wanted], _Route] = {}

    @cached_property
    def registers(self) -> "Mapping[str, Register]":
        """The registers in which records may have ids."""
        from sinoru.model.registers import known_registers  # few look-ups need them

        return known_registers(self.declared.ids)

    def of(self, struct: type[msgspec.Struct]) -> tuple[Field, ...]:
        """Return the fields of a type of record or part, in the order in which a file has them."""
        known = self._known.get(struct)
        if known is None:
            own = self.own_of(struct) if self.declared.fields else ()
            known = self._known[struct] = _declared(struct, own)
        return known

    def own_of(self, struct: type[msgspec.Struct]) -> tuple[Field, ...]:
        """Return the corpus's own fields of a type of record or part."""
        places = (place for place, holder in HAVE_OWN.items() if holder is struct)
        return tuple(
            _own_field(place, name, one)
            for place in places
            for name, one in self.declared.fields.get(place, {}).items()
        )

    def own(self) -> tuple[Field, ...]:
        """Return all of the corpus's own fields."""
        return tuple(chain.from_iterable(map(self.own_of, HAVE_OWN.values()))) if self.declared.fields else ()

    @cached_property
    def relation_kinds(self) -> "RelationKinds":
        """Return the kinds of relation of the corpus."""
        from sinoru.model.relation_kinds import RelationKinds

        return RelationKinds(self.declared.relations)

    def called(self, name: str) -> tuple[Field, ...]:
        """Return the own fields that a name means: `magnitude`, `offices.ballot` or `people.offices.ballot`.

        Without any, those that had this name before.
        """
        present = tuple(field for field in self.own() if name in names_of(field.own))
        return present or tuple(
            field for field in self.own() if any(name in names_of(former) for former in former_names(field))
        )

    def own_by_name(self, struct: type[msgspec.Struct]) -> dict[str, Field]:
        """Return the corpus's own fields of a type by their keys, present and former."""
        own = self.own_of(struct)
        return {former: field for field in own for former in field.formerly} | {one.key: one for one in own}

    @cached_property
    def has_former(self) -> bool:
        """Whether a field of the corpus's own, or a choice, had another name before."""
        return any(field.formerly or field.former_choices for field in self.own())

    def as_declared(self, struct: type[msgspec.Struct]) -> list[Field]:
        """Return the same fields in the order in which the type declares them."""
        names = struct.__struct_fields__
        return sorted(self.of(struct), key=lambda one: names.index(OWN if one.own else one.name))

    def walk(self, one: msgspec.Struct, wanted: Wanted, without: Collection[str] = ()) -> list[Found]:
        """Return the values of the wanted fields of a record and its parts, without empty ones and some keys."""
        found: list[Found] = []
        self._collect(one, wanted, without, (), found)
        return found

    def _collect(
        self, one: msgspec.Struct, wanted: Wanted, without: Collection[str], at: FieldPath, found: list[Found]
    ) -> None:
        for get, key, is_list, is_wanted, field in self._route(type(one), wanted):
            value = get(one)
            if not value or key in without:
                continue
            located = (
                [((*at, key, number), item) for number, item in enumerate(value) if item]
                if is_list
                else [((*at, key), value)]
            )
            if is_wanted:
                found += [(path, field, item) for path, item in located]
            else:
                for path, item in located:
                    self._collect(item, wanted, without, path, found)

    def _route(self, struct: type[msgspec.Struct], wanted: Wanted) -> _Route:
        route = self._routes.get((struct, wanted))
        if route is None:
            route = [
                (_getter(field), field.key, field.is_list, wanted(field), field)
                for field in self.of(struct)
                if wanted(field) or (field.part and self._route(field.part, wanted))
            ]
            self._routes[struct, wanted] = route
        return route

    def links(self, record: Record) -> list[tuple[str, str]]:
        """Return the target and relation of each link that fields declare: an id, or a word as `topic:kosovo`."""
        found: list[tuple[str, str]] = []
        self._collect_links(record, found)
        return found

    def _collect_links(self, one: msgspec.Struct, found: list[tuple[str, str]]) -> None:
        """Collect the links as `walk` would, without paths: a build does this for millions of records."""
        for get, _, is_list, is_wanted, field in self._route(type(one), is_linked):
            value = get(one)
            if not value:
                continue
            items = value if is_list else (value,)
            if not is_wanted:
                for item in items:
                    self._collect_links(item, found)
                continue
            if field.kinds:
                found += [
                    (item, field.relation)
                    for item in items
                    if item and (not field.or_text or may_be_id(item))
                ]
            if field.word:
                found += [
                    (f"{field.word}:{item.casefold()}", field.word)
                    for item in items
                    if item and not (field.or_text and may_be_id(item))
                ]

    def involving(self, kind: str, record: type[msgspec.Struct] | None = None) -> tuple[str, ...]:
        """Return the relations by which records involve one of a kind.

        With a type, only those of its own fields and their parts: not of the conflicts that every record may have.
        """
        fields = chain.from_iterable(map(self.of, RECORDS.values())) if record is None else self._own(record)
        found = (field for field in self._nested(fields) if field.involves and may_name(field, kind))
        return tuple(dict.fromkeys(field.relation for field in found))

    def involved(self, record: Record, *kinds: str, without: str = "") -> list[Found]:
        """Return those of some kinds whom a record's own fields involve, each with the path and the field."""
        return [
            found
            for found in self.walk(record, is_involving, (*_OF_ALL, without))
            if any(may_name(found[1], kind) for kind in kinds)
        ]

    def _own(self, record: type[msgspec.Struct]) -> Iterator[Field]:
        return (field for field in self.of(record) if field.name not in _OF_ALL)

    def _nested(self, fields: Iterable[Field]) -> Iterator[Field]:
        """Yield the fields, each before those of its parts."""
        for field in fields:
            yield field
            yield from self._nested(self.of(field.part)) if field.part else ()

    def evidence(self, record: Record) -> Iterator[Evidence]:
        """Yield every piece of evidence in a record and its parts."""
        return (evidence for _, _, evidence in self.walk(record, is_evidence))

    def with_ids(self, one: S, ids: Mapping[str, str]) -> S:
        """Return a record, or a part of one, with other ids in it: `ids` has the new one of each."""

        def renamed(field: Field, value: Any) -> Any:
            return self.with_ids(value, ids) if field.part else ids.get(value, value)

        return with_values(
            one,
            [
                (
                    field,
                    tuple(renamed(field, item) for item in value) if field.is_list else renamed(field, value),
                )
                for field in self.of(type(one))
                if (field.part or field.kinds or field.holds == "id") and (value := field.of(one))
            ],
        )

    def texts(self, record: Record) -> list[tuple[str, str]]:
        """Return every text of a record that is searched, but for its title, each with its label."""
        return [
            (label, value if type(value) is str and field.holds == "text" else self._text(field, value))
            for get, label, field in self._searched(type(record))
            if (value := get(record)) and label != TITLE
        ]

    def _searched(self, struct: type[msgspec.Struct]) -> list[tuple[Callable[[Any], Any], str, Field]]:
        found = self._texts.get(struct)
        if found is None:
            found = [(_getter(field), field.search, field) for field in self.of(struct) if field.search]
            self._texts[struct] = found
        return found

    def _text(self, field: Field, value: Any) -> str:
        if type(value) is str:
            plain = value.replace("-", "") if field.holds == "isbn" else field.labels.get(value) or value
            return value if plain == value else _BETWEEN.join((value, plain))
        items = value if field.is_list else (value,)
        if field.part:
            return _BETWEEN.join(filter(None, map(self._text_of_part, items)))
        if field.labels:
            items = (text for item in items for text in dict.fromkeys((item, field.labels.get(item) or item)))
        return _BETWEEN.join([item.replace("-", " ") for item in items] if field.holds == "topic" else items)

    def _text_of_part(self, part: Part) -> str:
        searched = self._searched(type(part))
        return part.BETWEEN.join(
            [self._text(field, value) for get, _, field in searched if (value := get(part))]
        )

    def structs(self, within: Iterable[type[msgspec.Struct]] = LISTED) -> dict[str, type[msgspec.Struct]]:
        """Return types and those of their parts by name, each before its parts."""
        found: dict[str, type[msgspec.Struct]] = {}
        ahead = list(within)
        while ahead:
            struct = ahead.pop(0)
            found[struct.__name__] = struct
            ahead += [
                field.part for field in self.of(struct) if field.part and field.part.__name__ not in found
            ]
        return found

    def relations(self) -> tuple[str, ...]:
        """Return the relations that fields declare."""
        fields = (field for struct in self.structs().values() for field in self.of(struct))
        return tuple(dict.fromkeys(field.relation or field.word for field in fields if is_linked(field)))

    def words(self) -> tuple[str, ...]:
        """Return the words that fields declare, as `topic`."""
        fields = (field for struct in self.structs().values() for field in self.of(struct))
        return tuple(sorted({field.word for field in fields if field.word}))

    def digest(self) -> int:
        """Return a number of 24 bits that changes with what an index or a store keeps of records."""
        declared = [
            (name, struct.BETWEEN if issubclass(struct, Part) else "", list(map(_stored, self.of(struct))))
            for name, struct in self.structs().items()
        ]
        return crc32(repr(declared).encode()) >> 8


def with_values(one: S, values: Sequence[tuple[Field, Any]]) -> S:
    """Return a record, or a part of one, with other values of some fields; empty ones remove those of own fields."""
    own = {field.key: value for field, value in values if field.own}
    changed = {field.name: value for field, value in values if not field.own}
    if own:
        kept = {key: value for key, value in ((getattr(one, OWN) or {}) | own).items() if value}
        changed[OWN] = kept or None
    return msgspec.structs.replace(one, **changed) if changed else one


@lru_cache(16)
def fields_of(declared: bytes) -> Fields:
    """Return the table of a corpus with these declarations (JSON); one table for the same ones, as it costs."""
    return Fields(msgspec.json.decode(declared, type=Declared)) if declared else Fields()


def as_json(declared: Declared) -> bytes:
    """Return declarations as `fields_of` takes them; nothing without any."""
    return b"" if declared == _NOTHING_DECLARED else msgspec.json.encode(declared)


def _getter(field: Field) -> Callable[[Any], Any]:
    return field.of if field.own else attrgetter(field.name)


def _own_field(place: str, name: str, declared: OwnField) -> Field:
    """Return the field that a declaration is."""
    type_, scalar = declared.type, _scalar(declared.type)
    return Field(
        name=name,
        key=name,
        holds=type_ if scalar else "reference",
        is_list=declared.many,
        is_wanted=declared.required,
        is_private=declared.private,
        choices=tuple(declared.values),
        kinds=() if scalar else (type_,),
        relation="" if scalar else f"{place}.{name}",
        involves=type_ in ("person", "organisation", "place"),
        word="" if scalar and scalar.is_ordered else f"{OWN}:{place}.{name}",
        search=(declared.label or in_words(name)) if scalar and scalar.is_searched else "",
        help=declared.help,
        own=f"{place}.{name}",
        holder=RECORDS[place.partition(".")[0]].KIND,
        label=declared.label or in_words(name),
        unit=declared.unit,
        labels={key: one.label for key, one in declared.values.items() if one.label},
        formerly=declared.formerly,
        former_choices={former: key for key, one in declared.values.items() for former in one.formerly},
    )


def _stored(field: Field) -> list[Any]:
    """Return what matters to an index: everything but the help and the examples."""
    shown = msgspec.structs.replace(field, part=None, help="", examples=(), involves=False)
    return [field.part and field.part.__name__, *msgspec.structs.astuple(shown)]


def _declared(struct: type[msgspec.Struct], own_ones: Iterable[Field]) -> tuple[Field, ...]:
    hints: dict[str, Any] = {}
    metas: dict[str, msgspec.Meta] = {}
    for base in reversed(struct.__mro__):
        hints |= getattr(base, "__annotations__", {})
        if declared := getattr(base, "declared", None):
            metas |= declared()
    keys = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    without = len(struct.__struct_fields__) - len(struct.__struct_defaults__)
    defaults = (*[msgspec.NODEFAULT] * without, *struct.__struct_defaults__)
    fields = {
        key: _field(
            name, key, hints[name], metas.get(name, _NOTHING), is_required=default is msgspec.NODEFAULT
        )
        for (name, key), default in zip(keys, defaults, strict=True)
        if name != OWN
    } | {field.key: field for field in own_ones}
    if not issubclass(struct, Record):
        return tuple(fields.values())
    own = [key for key in fields if key not in (*FIRST, *LAST)]
    return tuple(fields[key] for key in (*FIRST, *own, *(key for key in LAST if key in fields)))


def _field(name: str, key: str, hint: Any, meta: msgspec.Meta, *, is_required: bool) -> Field:
    """Read a declaration: what it says, its type, and what the type says of itself or of the items of a list."""
    extra, is_list = meta.extra or {}, False
    while inner := _inside(hint):
        for of_type in getattr(hint, "__metadata__", ()):
            extra = of_type.extra | extra
        is_list = is_list or getattr(hint, "__origin__", None) is tuple
        hint = inner
    choices = tuple(filter(None, hint.__args__)) if getattr(hint, "__origin__", None) is Literal else ()
    part = extra.get("part") or (hint if isinstance(hint, type) and issubclass(hint, Part) else None)
    holds = extra.get("holds") or ("choice" if choices else "part" if part else "text")
    return Field(
        name=name,
        key=key,
        holds=holds,
        is_list=is_list,
        is_required=is_required,
        part=part,
        choices=choices,
        kinds=extra.get("kinds", ()),
        relation=extra.get("relation", ""),
        involves=extra.get("involves", False),
        or_text=extra.get("or_text", False),
        word=extra.get("word", ""),
        search=extra.get("search", key if holds in _SEARCHED else ""),
        labels=extra.get("labels", {}),
        help=meta.description or "",
        examples=tuple(meta.examples or ()),
    )


def _inside(hint: Any) -> Any:
    """Return the type that an annotation, a list or `X | None` is about; None for any other."""
    origin = getattr(hint, "__origin__", None)
    if origin is Literal or (isinstance(hint, type) and origin is None):
        return None
    return origin if hasattr(hint, "__metadata__") else hint.__args__[0]
