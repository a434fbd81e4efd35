"""From YAML nodes to records: a reader for each type of field, derived from the table of fields.

A field that cannot be read is reported and skipped; a record that lacks a required field is reported and skipped as a
unit.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from sinoru.dates.edtf import OPEN_END, DateError, parse_edtf
from sinoru.loading.first_form import INSTEAD_OF
from sinoru.loading.yaml import (
    Fault,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    Unreadable,
    fault_at,
    is_absent,
    text_of,
)
from sinoru.messages import clause, did_you_mean, not_a, not_a_date, quoted, series, use_one_of
from sinoru.model.fields import OWN, Field, Fields, in_files
from sinoru.model.own_types import CHECKED, OwnScalar
from sinoru.model.records import HAVE_OWN, Choice, Claim, Conflict, ConflictRecord, OwnField, Statement
from sinoru.model.registers import ID, REGISTERS, WIKIDATA, as_texts, by_register, parts_of
from sinoru.model.relation_kinds import two_inverses

Faults = list[Fault]
Reader = Callable[[Node, Faults], Any]

FIRST_FORMAT: Final = "1"
NEWEST_FORMAT: Final = "2"
"""The formats of corpus files (docs/format.md)."""
UNREAD = object()
"""What a reader returns after it reported a fault."""

_CHANGED = (Claim, Conflict, ConflictRecord, Statement)
"""Records and parts that had other keys in the first form."""
_NO_FIELD: tuple[str, Any] = ("", None)
_MAX_COUNT_DIGITS = 9
_COUNT_HINT = "use up to nine digits and nothing else"
_MAX_SHOWN = 60
"""Characters of a text that a message repeats."""
HOST_PATTERN = r"^[^\s/:@?#.]+(\.[^\s/:@?#.]+)+$"
_HOST = re.compile(HOST_PATTERN)
ADDRESS_PATTERN = r"""^https?://[^\s{}<>"\\^`|]+\{id\}[^\s{}<>"\\^`|]*$"""
"""The address of an entry in a register: of what an IRI may have (RFC 3987), with one `{id}`."""
_ADDRESS = re.compile(ADDRESS_PATTERN)
_KEBAB_CASE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def reader_of(struct: type[msgspec.Struct], fields: Fields) -> Reader:
    """Return the reader of mappings that become records of a type, or parts of records."""
    return _MappingReader(struct, fields)


def _field_reader(field: Field, fields: Fields) -> Reader:
    if field.holds in _DECLARATIONS:
        return _DECLARATIONS[field.holds]
    if field.holds == "other id":
        return _ids_reader(fields)
    if field.part:
        read_item: Reader = _MappingReader(field.part, fields)
    elif field.choices and field.holds not in _SCALARS:
        read_item = _choice_reader(field.choices)
    else:
        read_item = _SCALARS.get(field.holds, read_text)
    return _list_reader(read_item) if field.is_list else read_item


class _MappingReader:
    """A reader of mappings that become instances of a struct."""

    def __init__(self, struct: type[msgspec.Struct], fields: Fields) -> None:
        declared = fields.as_declared(struct)
        self.struct = struct
        self.fields = {in_files(one.key): (one.name, _field_reader(one, fields)) for one in declared}
        self.required = {field.name: field.key for field in declared if field.is_required}
        self.own = [field.key for field in declared if field.own]
        self.has_item = WIKIDATA in self.fields

    def __call__(self, node: Node, faults: Faults) -> Any:
        if not isinstance(node, MappingNode):
            return _wrong_shape(node, "a mapping", faults)
        values: dict[str, Any] = {}
        for key, value in node.pairs:
            name, read = self.fields.get(key.value, _NO_FIELD) if type(key) is ScalarNode else _NO_FIELD
            if not read or name in values:
                self.report_key(key, faults)
            elif type(value) is not ScalarNode or value.value or value.style:
                values[name] = read(value, faults)
        known = values
        if UNREAD in values.values():
            known = {name: value for name, value in values.items() if value is not UNREAD}
        if self.required.keys() <= known.keys():
            return self.struct(**self.settled(known, node, faults))
        absent = [key for name, key in self.required.items() if name not in values]
        if absent:
            noun = "key" if len(absent) == 1 else "keys"
            message = f"missing {noun} {series(map(quoted, absent), 'and')}"
            faults.append(fault_at(node, "E107", message, _missing_hint(node, absent)))
        return UNREAD

    def settled(self, known: dict[str, Any], node: MappingNode, faults: Faults) -> dict[str, Any]:
        """Return values each under the key where records have it."""
        if self.has_item and "ids" in known:
            known = _with_item(known, node, faults)
        return self.with_own(known) if self.own else known

    def with_own(self, known: dict[str, Any]) -> dict[str, Any]:
        """Return values with those of the corpus's own fields in a mapping of their own."""
        own = {key: known[key] for key in self.own if known.get(key)}
        ours = {name: value for name, value in known.items() if name not in self.own}
        return ours | {OWN: own} if own else ours

    def report_key(self, key: Node, faults: Faults) -> None:
        text = text_of(key)
        if text in self.fields:
            faults.append(
                fault_at(
                    key, "E106", f"duplicate key {quoted(text)}", "remove one of the two; the first is used"
                )
            )
        elif type(key) is ScalarNode:
            of_first_form = INSTEAD_OF if self.struct in _CHANGED else {}
            hint = of_first_form.get(text) or hint_for(text, list(self.fields))
            faults.append(fault_at(key, "E105", f"unknown key {quoted(text)}", hint))
        elif type(key) is not Unreadable:
            faults.append(fault_at(key, "E105", "a list or mapping cannot be a key"))


def hint_for(value: str, known: Sequence[str]) -> str:
    """Return the allowed value that is nearest to an unknown one, as a hint; all of them if none is near."""
    from sinoru.names.nearest import nearest

    return clause(did_you_mean(nearest(value, known, 1)) or use_one_of(known))


def read_text(node: Node, faults: Faults) -> Any:
    """Read a scalar as the text in the file, without interpreting it."""
    if type(node) is ScalarNode and (node.value or node.style):
        return node.value
    return _wrong_shape(node, "text", faults)


def _list_reader(read_item: Reader) -> Reader:
    def read(node: Node, faults: Faults) -> Any:
        if not isinstance(node, SequenceNode):
            is_short_text = read_item is read_text and 0 < len(text_of(node)) <= _MAX_SHOWN
            return _wrong_shape(node, "a list", faults, f"write [{text_of(node)}]" if is_short_text else "")
        items = [read_item(item, faults) for item in node.items]
        return tuple([item for item in items if item is not UNREAD])

    return read


_read_texts = _list_reader(read_text)


def _choice_reader(choices: tuple[str, ...]) -> Reader:
    def read(node: Node, faults: Faults) -> Any:
        text = read_text(node, faults)
        if text is UNREAD or text in choices:
            return text
        faults.append(fault_at(node, "E108", f"unknown value {quoted(text)}", hint_for(text, choices)))
        return UNREAD

    return read


def _ids_reader(fields: Fields) -> Reader:
    """Return the reader of ids in other registers: a text or a list for each register."""

    def read(node: Node, faults: Faults) -> Any:
        if not isinstance(node, MappingNode):
            return _wrong_shape(
                node, "a mapping", faults, "write each id after its register, as in 'viaf: 12345'"
            )
        found: dict[str, Any] = {}
        for key, value in node.pairs:
            register = text_of(key)
            if register not in fields.registers:
                near = hint_for(register, [*fields.registers])
                declare = f"declare it in corpus.yaml: 'corpus: {{ids: {{{register}: ADDRESS}}}}'"
                hint = f"{near} Otherwise {declare}" if near.endswith("?") else f"{near}, or {declare}"
                faults.append(fault_at(key, "E105", f"unknown register {quoted(register)}", hint))
            elif register in found:
                hint = "put its ids in one list, in brackets; the first is used"
                faults.append(fault_at(key, "E106", f"duplicate key {quoted(register)}", hint))
            elif not is_absent(value):
                ids = (
                    _read_texts(value, faults)
                    if isinstance(value, SequenceNode)
                    else read_text(value, faults)
                )
                if ids is not UNREAD:
                    found[register] = ids
        return as_texts(found)

    return read


def _with_item(known: dict[str, Any], node: MappingNode, faults: Faults) -> dict[str, Any]:
    """Return values with the Wikidata item among the ids under the key of its own; two of them are a fault."""
    items = by_register(known["ids"]).get(WIKIDATA, ())
    if not items:
        return known
    given = [known[WIKIDATA]] if known.get(WIKIDATA) else []
    if len(different := list(dict.fromkeys([*given, *items]))) > 1:
        ids = next(value for key, value in node.pairs if text_of(key) == "ids")
        at = next((key for key, _ in getattr(ids, "pairs", ()) if text_of(key) == WIKIDATA), ids)
        message = f"{series(map(quoted, different), 'and')} are different Wikidata items"
        faults.append(fault_at(at, "E106", message, "keep the right one; the first is used"))
    others = tuple(one for one in known["ids"] if parts_of(one)[0] != WIKIDATA)
    return known | {WIKIDATA: different[0], "ids": others}


def _read_date(node: Node, faults: Faults) -> Any:
    if isinstance(node, SequenceNode) and len(node.items) == 1 and OPEN_END in text_of(node.items[0]):
        return _wrong_shape(node, "text", faults, f'write "[{text_of(node.items[0])}]", with the quotes')
    text = read_text(node, faults)
    if text is UNREAD:
        return text
    try:
        parse_edtf(text)
    except DateError as error:
        faults.append(fault_at(node, "E109", *_explain_date(text, error)))
        return UNREAD
    return text


def _read_end(node: Node, faults: Faults) -> Any:
    return OPEN_END if type(node) is ScalarNode and node.value == OPEN_END else _read_date(node, faults)


def _explain_date(text: str, error: DateError) -> tuple[str, str]:
    """Return the message and hint for a text that is not EDTF: for `8 May 1999`, the EDTF that means the same."""
    from sinoru.dates.written import parse_typed

    try:
        edtf = parse_typed(text).text
        hint = f'write "{edtf}", with the quotes' if edtf.startswith("[") else f"write {edtf}"
    except DateError as written:
        error = written if written.why else error
        hint = error.hint
    return clause(not_a_date(text, error.why, verdict=error.verdict)), hint


def is_decimal(text: str) -> bool:
    """Return whether the text is a decimal number without an exponent."""
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def _read_decimal(node: Node, faults: Faults) -> Any:
    text = read_text(node, faults)
    if text is UNREAD or is_decimal(text):
        return text
    faults.append(
        fault_at(
            node,
            "E108",
            clause(not_a("a decimal number", text)),
            "use a number such as 5.48 or -10.5, without a unit",
        )
    )
    return UNREAD


def _read_count(node: Node, faults: Faults) -> Any:
    text = read_text(node, faults)
    if text is UNREAD:
        return text
    if text.isascii() and text.isdigit() and len(text) <= _MAX_COUNT_DIGITS:
        return int(text)
    faults.append(fault_at(node, "E108", clause(not_a("a whole number", text)), _COUNT_HINT))
    return UNREAD


def _read_truth(node: Node, faults: Faults) -> Any:
    text = read_text(node, faults)
    if text in ("true", "false"):
        return text == "true"
    if text is not UNREAD:
        faults.append(fault_at(node, "E108", f"unknown value {quoted(text)}", "write true, or omit the key"))
    return UNREAD


def _read_format(node: Node, faults: Faults) -> Any:
    text = read_text(node, faults)
    if text is UNREAD or text in (FIRST_FORMAT, NEWEST_FORMAT):
        return text
    hint = f"write {NEWEST_FORMAT}"
    if is_decimal(text) and float(text) > float(NEWEST_FORMAT):
        hint = "this corpus was written for a newer version of sinoru: install it to read the corpus"
    faults.append(fault_at(node, "E108", f"unknown format {quoted(text)}", hint))
    return UNREAD


def is_kebab_case(text: str) -> bool:
    """Return whether the text can be an id: parts of a-z and 0-9, joined by single hyphens."""
    return _KEBAB_CASE.fullmatch(text) is not None


def _read_id(node: Node, faults: Faults) -> Any:
    text = read_text(node, faults)
    if text is UNREAD or is_kebab_case(text):
        return text
    hint = "use lower-case letters, digits and single hyphens, as in 'hotline-call-1999-05-10'"
    faults.append(fault_at(node, "E110", clause(not_a("a valid id", text)), hint))
    return UNREAD


def _reader_of_own(one: OwnScalar) -> Reader:
    """Return the reader of a type of own field."""

    def read(node: Node, faults: Faults) -> Any:
        text = read_text(node, faults)
        if text is UNREAD or one.is_valid(text):
            return text
        faults.append(fault_at(node, "E108", clause(not_a(one.noun, text)), one.advice))
        return UNREAD

    return read


def _read_choices(node: Node, faults: Faults) -> Any:
    """Read the values of a choice: a list, or a mapping of each to its label, or to what else there is of it."""
    if isinstance(node, SequenceNode):
        keys = [read_text(item, faults) for item in node.items]
        return {key: Choice() for key in keys if key is not UNREAD}
    if not isinstance(node, MappingNode):
        return _wrong_shape(node, "a list", faults)
    pairs = [(read_text(key, faults), _read_choice(value, faults)) for key, value in node.pairs]
    return {key: choice for key, choice in pairs if UNREAD not in (key, choice)}


def _read_choice(node: Node, faults: Faults) -> Any:
    """Read a label alone, or a mapping."""
    if isinstance(node, MappingNode):
        return reader_of(Choice, Fields())(node, faults)
    label = "" if is_absent(node) else read_text(node, faults)
    return UNREAD if label is UNREAD else Choice(label=label)


def _read_inverses(node: Node, faults: Faults) -> Any:
    """Read the kinds of relation that a corpus declares, each with its inverse; one with a fault is left out."""
    if not isinstance(node, MappingNode):
        return _wrong_shape(node, "a mapping", faults)
    found: dict[str, str] = {}
    for name, node_of_inverse in node.pairs:
        kind, inverse = _read_id(name, faults), _read_id(node_of_inverse, faults)
        if UNREAD in (kind, inverse):
            continue
        if twice := two_inverses([*found.items(), (kind, inverse)]):
            message = f"{quoted(twice)} has another inverse already"
            faults.append(fault_at(name, DECLARATION, message, "choose another name for this kind"))
        else:
            found[kind] = inverse
    return found


def _read_own_fields(node: Node, faults: Faults) -> Any:
    """Read the fields that a corpus declares, by what has them, then by name; those with a fault are left out."""
    if not isinstance(node, MappingNode):
        return _wrong_shape(node, "a mapping", faults)
    found: dict[str, dict[str, OwnField]] = {}
    for place, names in node.pairs:
        if (text := text_of(place)) not in HAVE_OWN:
            faults.append(fault_at(place, "E105", f"unknown key {quoted(text)}", hint_for(text, [*HAVE_OWN])))
        elif isinstance(names, MappingNode):
            pairs = ((text_of(name), _read_own_field(text, name, one, faults)) for name, one in names.pairs)
            found[text] = {name: one for name, one in pairs if one is not UNREAD}
            _check_former(names, found[text], faults)
        elif not is_absent(names):
            _wrong_shape(names, "a mapping", faults)
    return {place: fields for place, fields in found.items() if fields}


def _read_registers(node: Node, faults: Faults) -> Any:
    """Read the registers that a corpus declares, each with the address of an entry, but for those with a fault."""
    if not isinstance(node, MappingNode):
        return _wrong_shape(node, "a mapping", faults)
    found: dict[str, str] = {}
    for key, value in node.pairs:
        name, address = text_of(key), "" if is_absent(value) else read_text(value, faults)
        if address is not UNREAD and _can_be_register(key, value, address, faults):
            found[name] = address
    return found


def _can_be_register(name: Node, value: Node, address: str, faults: Faults) -> bool:
    """Return whether a register may have this name and this address; report why it may not."""
    text = text_of(name)
    if not re.fullmatch("[a-z]+(?:_?[a-z0-9]+)*", text):
        hint = "use lower-case letters, digits and single underscores, as in 'bioguide'"
        faults.append(fault_at(name, DECLARATION, f"{quoted(text)} cannot be the name of a register", hint))
    elif text in reserved_names() and text not in REGISTERS:
        hint = "choose another name, such as one with a second word"
        faults.append(fault_at(name, DECLARATION, f"{quoted(text)} is a name that sinoru uses itself", hint))
    elif address and not _ADDRESS.match(address):
        hint = f"write one such as https://example.org/people/{ID}, with {ID} in place of an id"
        faults.append(fault_at(value, DECLARATION, clause(not_a("the address of entries", address)), hint))
    else:
        return True
    return False


def _check_former(node: MappingNode, fields: Mapping[str, OwnField], faults: Faults) -> None:
    """Report former names of fields and values that mean something else as well: that is what they are read as."""
    named = Counter([*fields, *(former for one in fields.values() for former in one.formerly)])
    for name, one in fields.items():
        values = Counter([*one.values, *(former for each in one.values.values() for former in each.formerly)])
        wrong = [
            *(former for former in one.formerly if named[former] > 1 or former in reserved_names()),
            *(former for each in one.values.values() for former in each.formerly if values[former] > 1),
        ]
        at = next(key for key, _ in node.pairs if text_of(key) == name)
        for former in dict.fromkeys(wrong):
            message = f"{quoted(former)} in 'formerly' of {quoted(name)} means something else"
            faults.append(fault_at(at, DECLARATION, message, "remove it from 'formerly'"))


def _read_own_field(place: str, name: Node, node: Node, faults: Faults) -> Any:
    text = text_of(name)
    if not re.fullmatch("[a-z]+(?:_[a-z]+)*", text):
        hint = "use lower-case letters and single underscores, as in 'death_toll'"
        faults.append(fault_at(name, DECLARATION, f"{quoted(text)} cannot be the name of a field", hint))
        return UNREAD
    if text in reserved_names() or text.endswith("_as_written"):
        faults.append(fault_at(name, DECLARATION, *_why_reserved(place, text, node)))
        return UNREAD
    field = reader_of(OwnField, Fields())(node, faults)
    if field is UNREAD:
        return UNREAD
    if (field.type == "choice") != bool(field.values):
        why = "has no values" if field.type == "choice" else f"has values, but its type is {field.type}"
        faults.append(
            fault_at(name, DECLARATION, f"{quoted(text)} {why}", "write 'type: choice' and 'values: [...]'")
        )
        return UNREAD
    return field


def _why_reserved(place: str, name: str, node: Node) -> tuple[str, str]:
    """Return the message and hint for a reserved name: a corpus may have declared what has become a field of ours."""
    ours = next((one for one in Fields().of(HAVE_OWN[place]) if one.key == name), None)
    if ours is None:
        hint = "choose another name, such as one with a second word"
        return f"{quoted(name)} is a name that sinoru uses itself", hint
    message = f"{quoted(name)} is a field that {place} have without a declaration"
    declared = reader_of(OwnField, Fields())(node, [])
    values = declared.values if isinstance(declared, OwnField) else {}
    key, label = next(((key, one.label) for key, one in values.items() if one.label), ("", ""))
    if key and ours.or_text:
        return (
            message,
            f"remove the declaration; write {quoted(label)} for {quoted(key)}, or give this id to an organisation",
        )
    if ours.choices:
        return (
            message,
            "remove the declaration, or choose another name if the values are not those of the format",
        )
    return message, "remove the declaration; the values can stay"


@cache
def reserved_names() -> frozenset[str]:
    """Return the names that no field of a corpus's own may have: keys of records, and words of queries and tables."""
    table = Fields()
    structs = table.structs().values()
    keys = (field.key for struct in structs for field in table.of(struct))
    attributes = (name for struct in structs for name in struct.__struct_fields__)
    return frozenset((*keys, *attributes, *_RESERVED.split()))


DECLARATION: Final = "E112"
"""The code of a field of a corpus's own that is declared wrongly."""
_RESERVED = (
    "after before conflict data day during first_day full last_day latitude limit longitude matched office only_named"
    " organisation organisations participant people read_as record records refers_to score since snippet sort tag"
    " topic until updated verdict_evidence version via where width within"
)
"""Names of filters, options and columns, which are declared above this layer (a test compares them)."""
_DECLARATIONS: dict[str, Reader] = {
    "own fields": _read_own_fields,
    "choices": _read_choices,
    "registers": _read_registers,
    "inverses": _read_inverses,
}
"""Readers of what a corpus declares, by what the field holds."""


def is_host(text: str) -> bool:
    """Return whether the text can be the name of a host: labels with dots between, `wikipedia.org`."""
    return _HOST.fullmatch(text) is not None


def _read_host(node: Node, faults: Faults) -> Any:
    text = read_text(node, faults)
    if text is UNREAD or is_host(text):
        return text
    hint = "write the name alone, such as 'wikipedia.org', without 'https://' and without a path"
    faults.append(fault_at(node, "E108", clause(not_a("the name of a host", text)), hint))
    return UNREAD


_SCALARS: dict[str, Reader] = {
    "date": _read_date,
    "end": _read_end,
    "decimal": _read_decimal,
    "id": _read_id,
    "key": _read_id,
    "former id": _read_id,
    "count": _read_count,
    "host": _read_host,
    "format": _read_format,
    "truth": _read_truth,
    **{name: _reader_of_own(one) for name, one in CHECKED.items()},
}


_SHAPE_HINTS = {
    "a list": "put '- ' before each entry",
    "a mapping": "write a key before each value, as in 'title: Text'",
    "text": "write one text without brackets, braces or '- '",
}
"""What to do about an unexpected shape, by the expected one."""


def _wrong_shape(node: Node, expected: str, faults: Faults, hint: str = "") -> Any:
    if type(node) is not Unreadable:
        message = f"expected {expected}, found {describe(node)}"
        faults.append(fault_at(node, "E104", message, hint or _SHAPE_HINTS.get(expected, "")))
    return UNREAD


def describe(node: Node) -> str:
    """Return what a node is, in words: `a list`, `the text 'kosovo'`."""
    if type(node) is ScalarNode:
        return "nothing" if is_absent(node) else f"the text {quoted(node.value)}"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _missing_hint(node: MappingNode, absent: list[str]) -> str:
    for key, value in node.pairs:
        if text_of(key) in ("id", "title", "name", "text") and text_of(value):
            skipped = f"the entry with {text_of(key)} {quoted(text_of(value))}"
            break
    else:
        skipped = "this entry"
    return f"add {'it' if len(absent) == 1 else 'them'}: {skipped} was skipped"
