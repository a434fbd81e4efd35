"""A corpus in which every field of every record, and of each of its parts, has a word, a year or an id of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import msgspec
import yaml

from sinoru.model.fields import Declared, Field, Fields
from sinoru.model.records import (
    HAVE_OWN,
    RECORDS,
    Choice,
    CorpusTitle,
    OwnField,
    OwnType,
    Participant,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SYLLABLES = "ba be bo da de do fa fe fo ka ke ko la le lo ma me mo na ne".split()
_TITLES = {"event": "title", "source": "title", "claim": "text"}


def declared() -> dict[str, dict[str, OwnField]]:
    """A field of each type for everything that may have fields of a corpus's own."""
    fields = {f"own_{type_}": OwnField(type=type_) for type_ in get_args(OwnType)}
    fields["own_texts"] = OwnField(type="text", many=True)
    places = {}
    for number, place in enumerate(HAVE_OWN):
        choice = OwnField(
            type="choice", values={f"zyk{_SYLLABLES[number]}": Choice(label=f"Zyl{_SYLLABLES[number]}")}
        )
        places[place] = fields | {"own_choice": choice}
    return places


class Mark(NamedTuple):
    """A value in the corpus, and where it is."""

    path: str
    """As `event.participants.role`."""
    record: str
    """The id of the record."""
    field: Field
    texts: tuple[str, ...]
    """The value, for a reference the name of that record as well."""

    @property
    def kind(self) -> str:
        return self.path.partition(".")[0]

    @property
    def target(self) -> str:
        """The kind of the record that it names; empty if it names none."""
        return target_of(self.field)


def target_of(field: Field) -> str:
    return "place" if field.kinds == ("any",) else next(iter(field.kinds), "")


class Filled:
    """The corpus being made; `marks` lists what stands in it."""

    def __init__(self) -> None:
        self.fields = Fields(Declared(declared()))
        self.marks: list[Mark] = []
        self.lists: dict[str, list[dict[str, Any]]] = {name: [] for name in RECORDS}
        self.targets: dict[str, list[dict[str, Any]]] = {name: [] for name in RECORDS}
        self._number = 0
        for name, struct in RECORDS.items():
            id_ = self._word().lower()
            self.lists[name].append(self._mapping(struct, struct.KIND, id_) | {"id": id_})
        title = self._mapping(CorpusTitle, "corpus", "")
        own = msgspec.to_builtins({"fields": self.fields.declared.fields})
        self.title: dict[str, Any] = title | own

    def write(self, folder: Path, *, is_bare: bool = False) -> Path:
        """Write the corpus; if it is bare, the records have only what they must have, and that says nothing."""
        folder.mkdir()
        whole: dict[str, Any] = {"corpus": {"fields": self.title["fields"]} if is_bare else self.title}
        for name, records in self.lists.items():
            ours = [self._stripped(name, record) for record in records] if is_bare else records
            whole[name] = [*ours, *self.targets[name]]
        text = yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=10_000)
        (folder / "corpus.yaml").write_text(text, encoding="utf-8")
        return folder

    def _stripped(self, name: str, record: dict[str, Any]) -> dict[str, Any]:
        needed = [field for field in self.fields.of(RECORDS[name]) if field.is_required]
        return {field.key: "1000" if field.holds == "date" else "x" for field in needed} | {
            "id": record["id"]
        }

    def _word(self) -> str:
        self._number += 1
        first, second, third = self._number // 400, self._number // 20 % 20, self._number % 20
        return f"Zy{_SYLLABLES[first]}{_SYLLABLES[second]}{_SYLLABLES[third]}"

    def _mapping(self, struct: type[msgspec.Struct], path: str, record: str) -> dict[str, Any]:
        return {
            field.key: self._value(field, f"{path}.{field.key}", record)
            for field in self.fields.of(struct)
            if field.key not in ("id", "fields")
        }

    def _value(self, field: Field, path: str, record: str) -> Any:
        if field.part:
            mappings = [self._mapping(field.part, path, record)]
            if field.part is Participant:  # one takes a person or an organisation, not both
                alone = {"org": mappings[0].pop("org")}
                mappings.append(alone)
            if field.part is Statement:  # of a single one that stands, nobody would say that it is disputed
                mappings.append({"value": self._word()})
            return mappings if field.is_list else mappings[0]
        if field.holds == "truth":
            self.marks.append(Mark(path, record, field, ("true", "True", "✓", "yes")))
            return True
        if field.holds in ("other id", "registers"):
            word = self._word()
            id_ = f"https://{word.lower()}.org/{{id}}" if field.holds == "registers" else word
            self.marks.append(Mark(path, record, field, (id_,)))
            return {"zyregister" if field.holds == "registers" else "viaf": id_}
        if field.holds == "inverses":
            kind, inverse = self._word().lower(), self._word().lower()
            self.marks.append(Mark(path, record, field, (kind, inverse)))
            return {kind: inverse}
        value, *others = self._texts(field)
        if path == "corpus.format":  # a digit, which occurs everywhere
            return value
        self.marks.append(Mark(path, record, field, (value, *others)))
        return [value] if field.is_list else value

    def _texts(self, field: Field) -> Iterator[str]:
        word = self._word()
        if field.kinds:
            yield from self._target(target_of(field), word)
        elif field.choices:
            yield field.choices[-1]
            yield from field.labels.values()
        elif field.holds in ("date", "end"):
            yield f"{1100 + self._number}"
        elif field.holds in ("decimal", "number"):
            yield f"{self._number % 80 + 1}.{self._number:03}7"
        elif field.holds == "count":
            yield f"{900 + self._number % 100}"
        elif field.holds == "host":
            yield f"{word.lower()}.org"
        elif field.holds in ("topic", "key", "former id"):
            yield word.lower()
        else:
            yield word

    def _target(self, kind: str, word: str) -> tuple[str, str]:
        """Add a record that a field can name, and return its id and its name."""
        list_, struct = next((name, struct) for name, struct in RECORDS.items() if kind == struct.KIND)
        name = self._word()
        record = {"id": word.lower(), _TITLES.get(kind, "name"): name}
        if "date" in struct.__struct_fields__:
            record["date"] = "1000"
        self.targets[list_].append(record)
        return word.lower(), name
