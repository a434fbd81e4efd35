"""Add a record to a corpus: build it from what was typed, choose its file and id, and insert it there.

Names become ids and dates become EDTF; an ambiguous value is an error, never a guess. Nothing else in the file
changes, which is verified by loading the new text.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.written import parse_typed
from sinoru.edit.own_values import read_own, what_is_wrong
from sinoru.edit.text_file import (
    RecordList,
    TextFile,
    documents_of,
    line_end,
    line_start,
    lists_in,
    loaded,
    new_faults,
    read_text_file,
)
from sinoru.edit.yaml_text import list_of, record_lines
from sinoru.files import NotWritten, follow_within, write_file
from sinoru.index.fields import title_of
from sinoru.index.index import Index
from sinoru.loading.field_readers import is_decimal, is_kebab_case
from sinoru.loading.files import has_corpus_name, is_part_of
from sinoru.loading.locations import LocatedNode
from sinoru.loading.records import Loaded
from sinoru.messages import command, count, not_a, quoted, refused, series, unknown, use_one_of
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate, WrongUsage
from sinoru.model.fields import Field, Fields, may_be_id, with_values
from sinoru.model.records import (
    RECORD_OF_KIND,
    Diagnostic,
    Event,
    Evidence,
    Name,
    OwnValue,
    Participant,
    Record,
    Relation,
    Statement,
)
from sinoru.model.registers import parts_of, read_id
from sinoru.model.relation_kinds import PARTIES, RelationKinds
from sinoru.query.fetch import living_id, refs_of
from sinoru.query.names import NAMED_KINDS, NEAREST, find_by_sound_or_typo, find_by_spelling, nearest_named
from sinoru.query.own_fields import report_former
from sinoru.query.read_as import report
from sinoru.query.resolve import farther_names
from sinoru.query.show import files_with, is_taken, nearest_ids

Typed = Mapping[str, Any]
"""The values of options: a text, or a list of texts where an option may be repeated."""
Resolve = Callable[[str, str, tuple[str, ...]], str]
"""Takes an option, what was typed, and the kinds of record that it may name; returns an id, or an empty text."""

TITLE_FIELD = {"event": "title", "source": "title", "claim": "text", "conflict": "question"}
"""The field that words without an option fill, by kind; for the other kinds it is the name."""
OPTION_OF = {
    "countries": "country", "topics": "topic", "tags": "tag", "authors": "author", "names": "spelling",
    "places": "place", "editors": "editor", "translators": "translator", "statements": "statement",
    "relations": "relation",
}  # fmt: skip
"""The option that fills a list with one value at a time, by the key of the field; others are called as the key."""
_NOT_FIELDS = ("id", "source", "at", "terms", "org", "set")
"""Options that are not fields by themselves."""
_TRUTHS = {"true": True, "false": False}
_CLAIM = "claim:"
"""What precedes the id of a claim that makes a statement of a conflict."""
LONGEST = 50
"""Characters of an id before its date."""
_SMALL_WORDS = frozenset("a an and at by for from in is of on or the to with".split())


def resolver(index: Index) -> Resolve:
    """Return a function that finds the ids of names in a corpus. It raises UnknownValue and AmbiguousValue."""

    def resolve(option: str, typed: str, kinds: tuple[str, ...]) -> str:
        kind = refs_of(index, [typed])[typed].kind if typed else ""
        if kind and (not kinds or kind in kinds):
            return typed
        named = tuple(one for one in kinds if one in NAMED_KINDS)
        if not kind and (living := living_id(index, typed, option)):
            return resolve(option, living, kinds)
        if kinds and not named:
            raise UnknownValue(option, typed, nearest_ids(index, typed))
        return _id_of_name(index, option, typed, named)

    return resolve


def _id_of_name(index: Index, option: str, typed: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the record with this spelling: names that only sound alike are suggested, not used."""
    found = {one.id: one for one in find_by_spelling(index, typed, kinds)}
    if len(found) > 1:
        raise AmbiguousValue(option, typed, [one.label for one in found.values()])
    if not found:
        near = {ref.id: ref.name for ref in nearest_named(index, typed, kinds)}
        near = {one.id: one.written for one in find_by_sound_or_typo(index, typed, kinds)} | near
        labels = [f"{name} ({id_})" for id_, name in near.items()][:NEAREST]
        farther = () if labels else farther_names(index, typed, kinds)
        raise UnknownValue(option, typed, labels, farther=farther)
    return next(iter(found))


def make_record(kind: str, typed: Typed, resolve: Resolve, table: Fields | None = None) -> Record:
    """Return a record of a kind, with an empty id if none was typed. Raises SinoruError for a wrong value.

    `table` has the fields of the corpus.
    """
    struct, table = RECORD_OF_KIND[kind], table or Fields()
    fields: dict[str, Any] = {"id": typed.get("id") or ""}
    options: dict[str, str] = {}
    for option, value in typed.items():
        if value and (field := _field(kind, option, value, resolve, table)):
            fields[field[0]] = field[1]
            options[field[0]] = f"--{option.replace('_', '-')}"
    fields["evidence"] = _evidence(typed, resolve)
    if kind == "event":
        fields["participants"] = tuple(_participants(typed, resolve))
    known = {name: value for name, value in fields.items() if value not in ((), None)}
    unusable = [option for name, option in options.items() if name in known.keys() - struct.__struct_fields__]
    if unusable:
        advice = "Leave it out." if len(unusable) == 1 else "Leave them out."
        raise WrongUsage(
            refused(series(unusable, "and"), f"cannot be used for {_with_article(kind)}", advice)
        )
    required = [one.key for one in table.of(struct) if one.is_required and one.name not in known]
    if required:
        needed = series((f"--{name}" for name in required), "and")
        raise WrongUsage(
            refused(_with_article(kind), f"needs {needed}", f"Add {'it' if len(required) == 1 else 'them'}.")
        )
    return with_values(struct(**known), _own_values(kind, typed.get("set") or (), resolve, table))


def _own_values(
    kind: str, pairs: Sequence[str], resolve: Resolve, table: Fields
) -> Sequence[tuple[Field, OwnValue]]:
    """Return the values of the corpus's own fields that are typed as FIELD=VALUE. Raises WrongUsage."""
    declared = table.own_by_name(RECORD_OF_KIND[kind])
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        key, sign, typed = (part.strip() for part in pair.partition("="))
        if not sign:
            raise WrongUsage(f"--set {quoted(pair)} does not have the form FIELD=VALUE.")
        if key not in declared:
            advice = "" if declared else f"The corpus declares no field of its own for {_with_article(kind)}."
            raise WrongUsage(
                unknown("field", key, [*dict.fromkeys(one.key for one in declared.values())], advice)
            )
        field = declared[key]
        report_former("--set", key, field)
        key = field.key
        value = read_own(field, typed, lambda name, kinds: resolve("--set", name, kinds))
        if not value:
            advice = f" {use_one_of(field.choices)}" if field.choices else ""
            raise WrongUsage(f"--set {key}: {quoted(typed)} {what_is_wrong(field)}.{advice}")
        if field.is_former(typed):
            report(f"--set {key}:", typed, value, "former value")
        found[key] = (*found.get(key, ()), value)
        if len(found[key]) > 1 and not field.is_list:
            raise WrongUsage(f"--set {key} is given twice, and {_with_article(kind)} has one. Leave out one.")
    return [(declared[key], values if declared[key].is_list else values[0]) for key, values in found.items()]


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'eo' else 'a'} {kind}"


def option_for(field: Field) -> str:
    """Return the name of the option that fills a field, as a keyword."""
    return OPTION_OF.get(field.key, field.key)


def _field(kind: str, option: str, value: Any, resolve: Resolve, fields: Fields) -> tuple[str, Any] | None:
    """Return the field that an option fills, and its value; None if it does not fill one by itself."""
    if option in _NOT_FIELDS or (option == "person" and kind == "event"):
        return None
    declared = {option_for(field): field for field in fields.of(RECORD_OF_KIND[kind])}
    field = declared.get(option)
    if field is None:
        return option, value
    is_of_ids = field.holds == "other id"
    read = _id_reader(fields) if is_of_ids else _reader(kind, option, field, resolve, fields)
    if field.is_list:
        return field.name, tuple(filter(None, map(read, value)))
    return field.name, read(_single_value(kind, option, value))


def _id_reader(fields: Fields) -> Callable[[str], str]:
    """Return the function that reads an id in another register. It raises WrongUsage for one of no register."""

    def read(text: str) -> str:
        id_ = read_id(text, fields.registers)
        if id_ and not (why := fields.registers[parts_of(id_)[0]].what_is_wrong(parts_of(id_)[1])):
            return id_
        if id_:
            raise WrongUsage(f"--ids {quoted(text)} is not an id that {parts_of(id_)[0]} can have: {why}.")
        advice = f"Use REGISTER:ID, with one of {', '.join(fields.registers)}, or the address of an entry."
        raise WrongUsage(f"--ids {not_a('an id in a register', text, advice)}")

    return read


def _reader(kind: str, option: str, field: Field, resolve: Resolve, fields: Fields) -> Callable[[str], Any]:
    """Return the function that reads a typed value of a field."""
    if field.part is Name:
        return _parse_name
    if field.part is Statement:
        return lambda text: _parse_statement(text, resolve)
    if field.part is Relation:
        return lambda text: _parse_relation(text, resolve, fields.relation_kinds)
    if field.kinds:
        kinds = () if field.kinds == ("any",) else field.kinds
        as_option = f"--{option.replace('_', '-')}"
        return lambda text: text if field.or_text and not may_be_id(text) else resolve(as_option, text, kinds)
    return lambda text: _parse_scalar(kind, option, field, text)


def _parse_scalar(kind: str, option: str, field: Field, value: str) -> str | bool:
    if field.holds == "truth":
        if value not in _TRUTHS:
            raise WrongUsage(unknown(f"value of --{option}", value, tuple(_TRUTHS)))
        return _TRUTHS[value]
    if field.holds == "date":
        try:
            return parse_typed(value).text
        except DateError as error:
            raise WrongDate(f"--{option}", error.message(value)) from None
    if field.holds == "decimal" and not is_decimal(value):
        advice = "Use a number of degrees such as 5.48 or -10.5."
        raise WrongUsage(f"--{option} {not_a('a decimal number', value, advice)}")
    if field.choices and value not in field.choices:
        noun = f"kind of {kind}" if option == "kind" else option
        raise WrongUsage(unknown(noun, value, field.choices))
    return value


def _single_value(kind: str, option: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if len(value) > 1:
        given = series(map(quoted, value), "and")
        why = f"accepts one value for {_with_article(kind)}, not {given}"
        raise WrongUsage(refused(f"--{option}", why, "Leave out all but one."))
    return str(value[0])


def _parse_name(text: str) -> Name:
    """Parse `TEXT[:LANG]`, the language being a BCP 47 tag."""
    name, _, lang = text.rpartition(":")
    has_lang = bool(name) and lang.replace("-", "").isascii() and lang.replace("-", "").isalnum()
    return Name(text=name, lang=lang) if has_lang else Name(text=text)


def _parse_statement(text: str, resolve: Resolve) -> Statement:
    """Parse `VALUE` or `claim:ID`."""
    if text.startswith(_CLAIM):
        return Statement(claim=resolve("--statement", text.removeprefix(_CLAIM).strip(), ("claim",)))
    return Statement(value=text)


def _parse_relation(text: str, resolve: Resolve, kinds: RelationKinds) -> Relation | None:
    """Parse `KIND:NAME`."""
    kind, sign, name = (part.strip() for part in text.partition(":"))
    if not sign:
        raise WrongUsage(
            f"--relation {quoted(text)} does not have the form KIND:NAME, such as 'parent:Anna'."
        )
    if kinds.known(kind) is None:
        raise WrongUsage(unknown("kind of relation", kind, kinds.keys()))
    other = resolve("--relation", name, PARTIES)
    return Relation(to=other, kind=kind) if other else None


def _participants(typed: Typed, resolve: Resolve) -> Sequence[Participant]:
    found = []
    for option, kind in (("person", "person"), ("org", "organisation")):
        for text in typed.get(option) or ():
            name, _, role = text.rpartition(":") if ":" in text else (text, "", "")
            if id_ := resolve(f"--{option}", name.strip(), (kind,)):
                ids = {"person": "", "org": "", option: id_}
                found.append(Participant(person=ids["person"], org=ids["org"], role=role.strip()))
    return found


def _evidence(typed: Typed, resolve: Resolve) -> tuple[Evidence, ...]:
    """Combine each source with the locator and the terms at the same position."""
    sources, locators, terms = (tuple(typed.get(name) or ()) for name in ("source", "at", "terms"))
    if len(locators) > len(sources) or len(terms) > len(sources):
        most, option = max((len(locators), "--at"), (len(terms), "--terms"))
        if not sources:
            raise WrongUsage(refused(option, "cannot be used without --source", "Add the source."))
        times = f"is given {count(most, 'time')}, but --source only {count(len(sources), 'time')}"
        raise WrongUsage(refused(option, times, f"Use one --source for each {option}."))
    found = []
    for number, source in enumerate(sources):
        at = locators[number] if number < len(locators) else ""
        words = terms[number].split(";") if number < len(terms) else ()
        if id_ := resolve("--source", source, ("source",)):
            found.append(Evidence(source=id_, at=at, terms=tuple(filter(None, map(str.strip, words)))))
    return tuple(found)


class Addition(msgspec.Struct, frozen=True):
    """A file with a new record inserted, not yet written."""

    record: Record
    file: TextFile
    after: str
    is_new: bool
    """Whether the file does not exist yet."""

    def faults(self, paths: Sequence[str]) -> list[Diagnostic]:
        """Return what rules find in the corpus only with the record."""
        from sinoru.check.runner import new_in_corpus

        before = None if self.is_new else self.file.content
        return new_in_corpus(self.file.path, before, self.file.with_text(self.after), paths)

    def write(self, paths: Sequence[str]) -> None:
        """Write the file. Raises ChangedMeanwhile, NotWritten."""
        content = self.file.with_text(self.after)
        replaces = False if self.is_new else self.file.content
        write_file(follow_within(self.file.path, paths), content, replaces=replaces)


def plan_addition(index: Index, record: Record, paths: Sequence[str], given_file: str = "") -> Addition:
    """Choose the file of a record, and its id if it has none. Raises WrongUsage, NotWritten, BrokenFile."""
    if record.id and not is_kebab_case(record.id):
        advice = "Use lower-case letters, digits and single hyphens, as in yu-1999q2."
        raise WrongUsage(f"--id {not_a('a valid id', record.id, advice)}")
    if record.id and is_taken(index, record.id):
        show = command("show", record.id, *(word for path in paths for word in ("--data", path)))
        raise WrongUsage(
            f"--id {quoted(record.id)} is already used. Choose another id, or see the record with: {show}"
        )
    named = msgspec.structs.replace(
        record, id=record.id or propose_id(record, lambda id_: is_taken(index, id_))
    )
    path = os.path.abspath(given_file) if given_file else _default_file(index, named, paths)
    _require_within(path, paths)
    is_new = not os.path.lexists(path)
    file = TextFile(path, b"", "") if is_new else read_text_file(path)
    return Addition(named, file, with_record(file, named), is_new)


def _default_file(index: Index, record: Record, paths: Sequence[str]) -> str:
    """Return the file that contains most records of the kind or, without any, one named after their list."""
    for path in files_with(index, record.KIND):
        if _is_within(path, paths):
            return path
    top = os.path.abspath(paths[0])
    return os.path.join(top, f"{list_of(record)}.yaml") if os.path.isdir(top) else top


def _is_within(path: str, paths: Sequence[str]) -> bool:
    return any(is_part_of(path, os.path.abspath(top)) for top in paths)


def _require_within(path: str, paths: Sequence[str]) -> None:
    """Raise WrongUsage if a file would not be part of the corpus."""
    if not _is_within(path, paths):
        where = f"--file '{path}' is not in the corpus at {', '.join(paths)}."
        raise WrongUsage(f"{where} Choose a file in the corpus.")
    if not has_corpus_name(path) or os.path.basename(path).startswith("."):
        advice = "Use a name that ends in .yaml and does not begin with a full stop."
        raise WrongUsage(f"--file '{path}' is not the name of a corpus file. {advice}")


def propose_id(record: Record, is_taken: Callable[[str], bool]) -> str:
    """Return an id that no record has: the words of its title, followed by the date of an event."""
    date = record.date.partition("/")[0] if isinstance(record, Event) else ""
    stem = "-".join(filter(None, (_slug(title_of(record)), _slug(date)))) or record.KIND
    number, proposed = 1, stem
    while is_taken(proposed):
        number += 1
        proposed = f"{stem}-{number}"
    return proposed


def _slug(text: str) -> str:
    """Return a text as an id of Latin letters and digits; a long one is shortened, first by its small words."""
    from anyascii import anyascii

    plain = anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("'", "")
    words = re.findall("[a-z0-9]+", plain)
    if len("-".join(words)) > LONGEST:
        words = [word for word in words if word not in _SMALL_WORDS]
    while len(words) > 1 and len("-".join(words)) > LONGEST:
        words.pop()
    return "-".join(words)[: 2 * LONGEST].strip("-")


def with_record(file: TextFile, record: Record) -> str:
    """Return the text of a file with a record inserted: an event in order of time if the others are, otherwise last.

    Raises NotWritten if the list is written in brackets, or if the new text does not load as it should.
    """
    name = list_of(record)
    records = next((one for one in lists_in(file) if one.name == name), None)
    if records is None:
        new = _with_new_list(file, name, record)
    elif records.value.kind == "sequence" and not records.value.is_flow:
        new = _with_item(file, records.value, record)
    elif records.value.items or records.value.text or records.value.pairs:
        why = f"the list '{name}' on line {records.key.line + 1} is written in brackets"
        raise NotWritten(file.shown, why, "Put each record on a line of its own, with '- ' before it.")
    else:
        new = _with_first_item(file, records, record)
    _verify(file, new, record)
    return new


def _record_text(file: TextFile, record: Record, indent: int) -> str:
    return file.newline.join(record_lines(record, indent))


def _with_new_list(file: TextFile, name: str, record: Record) -> str:
    end = max((document.end for document in documents_of(file) if document.pairs), default=0)
    end = line_end(file.text, end) if end else len(file.text.rstrip())
    new = f"{name}:{file.newline}{_record_text(file, record, 2)}"
    if not end:
        return new + file.newline
    tail = file.text[end:]
    return file.text[:end] + file.newline * 2 + new + (tail if tail.strip() else tail or file.newline)


def _with_first_item(file: TextFile, records: RecordList, record: Record) -> str:
    """Replace `[]`, or an absent value, by the record; a comment after it stays after the key."""
    start, end = records.value.start, records.value.end
    stop = line_end(file.text, end)
    head = file.text[: records.key.end + 1] + file.text[records.key.end + 1 : start].rstrip(" ")
    return (
        head + file.text[end:stop].rstrip() + file.newline + _record_text(file, record, 2) + file.text[stop:]
    )


def _with_item(file: TextFile, records: LocatedNode, record: Record) -> str:
    items, text = records.items, file.text
    indent = records.column
    after = _predecessor(items, record)
    space = file.newline * (2 if _are_spaced(text, items) else 1)
    if after is None:
        start = line_start(text, items[0].start)
        return text[:start] + _record_text(file, record, indent) + space + text[start:]
    end = _end_with_comments(text, items[after], indent)
    return text[:end] + space + _record_text(file, record, indent) + text[end:]


def _predecessor(items: Sequence[LocatedNode], record: Record) -> int | None:
    """Return the index of the item after which the record belongs; None: before all."""
    last = len(items) - 1
    days = [_first_day(item) for item in items]
    known = [day for day in days if day is not None]
    if not isinstance(record, Event) or len(known) < len(days) or known != sorted(known):
        return last
    day = parse_edtf(record.date).earliest
    before = [number for number, other in enumerate(known) if day is None or other <= day]
    return before[-1] if before else None


def _first_day(item: LocatedNode) -> int | None:
    date = item.at("date")
    try:
        return parse_edtf(date.text).earliest if date else None
    except ValueError:
        return None


def _are_spaced(text: str, items: Sequence[LocatedNode]) -> bool:
    """Return whether there are blank lines between the records, or only one record."""
    gaps = [text[a.end : b.start] for a, b in pairwise(items)]
    return not gaps or any(gap.replace("\r", "").replace(" ", "").count("\n\n") for gap in gaps)


def _end_with_comments(text: str, item: LocatedNode, indent: int) -> int:
    """Return the end of an item, including the comments below it that are indented like its keys."""
    end = line_end(text, item.end)
    while end < len(text):
        start = text.find("\n", end) + 1
        line = text[start : line_end(text, start)] if start else ""
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= indent:
            break
        end = line_end(text, start)
    return end


def _verify(file: TextFile, new: str, record: Record) -> None:
    """Raise NotWritten unless the new text loads as the records of the old one and the new record."""
    content = file.with_text(new)
    before = [one.record for one in loaded(file.content, fields=file.fields) if isinstance(one, Loaded)]
    after = [one.record for one in loaded(content, fields=file.fields) if isinstance(one, Loaded)]
    if new_faults(file, content) or after.count(record) != before.count(record) + 1:
        raise NotWritten(file.shown, "the new record could not be read back correctly")
    after.remove(record)
    if sorted(map(repr, after)) != sorted(map(repr, before)):
        raise NotWritten(file.shown, "other records would change as well")
