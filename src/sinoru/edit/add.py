"""An id for a new record, from what it says.

A record put into a file: where its list has it, and nothing else touched.

A record of what was typed: names made ids, dates made EDTF, nothing guessed in silence.

A new record on its way into a corpus: into which file, and what of it changes.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, get_args

import msgspec

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.written import parse_typed
from sinoru.edit.text_file import (
    NotWritten,
    RecordList,
    TextFile,
    documents_of,
    line_end,
    line_start,
    lists_in,
    loaded,
    new_faults,
    read_text_file,
    root_of,
    write_file,
)
from sinoru.edit.yaml_text import list_of, record_lines
from sinoru.index.index import Index
from sinoru.loading.field_readers import is_kebab_case
from sinoru.loading.files import has_corpus_name, is_part_of
from sinoru.loading.locations import LocatedNode
from sinoru.loading.records import Loaded
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate, WrongUsage
from sinoru.model.records import (
    RECORD_OF_KIND,
    Certainty,
    Claim,
    ClaimKind,
    Diagnostic,
    Event,
    Evidence,
    Name,
    Participant,
    Record,
    Source,
)
from sinoru.query.names import NEAREST, find_by_sound_or_typo, find_by_spelling, nearest_named
from sinoru.query.show import files_with, is_taken, nearest_ids

LONGEST = 50
"""Letters of an id before its date."""
_SMALL = frozenset("a an and at by for from in is of on or the to with".split())


def propose_id(record: Record, is_taken: Callable[[str], bool]) -> str:
    """Return an id that no record has: words of its title, with the day of an event behind them."""
    date = record.date.partition("/")[0] if isinstance(record, Event) else ""
    stem = "-".join(filter(None, (_words(_title(record)), _words(date)))) or record.KIND
    number, proposed = 1, stem
    while is_taken(proposed):
        number += 1
        proposed = f"{stem}-{number}"
    return proposed


def _title(record: Record) -> str:
    if isinstance(record, Claim):
        return record.text
    return record.title if isinstance(record, Event | Source) else str(getattr(record, "name", ""))


def _words(text: str) -> str:
    """Return a text as an id: Latin letters and digits, the small words left out of a long one."""
    from anyascii import anyascii

    plain = anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("'", "")
    words = re.findall("[a-z0-9]+", plain)
    if len("-".join(words)) > LONGEST:
        words = [word for word in words if word not in _SMALL]
    while len(words) > 1 and len("-".join(words)) > LONGEST:
        words.pop()
    return "-".join(words)[: 2 * LONGEST].strip("-")


def with_record(file: TextFile, record: Record) -> str:
    """Return the text of a file with a record put into it: an event in order of time where the others are, else last.

    Raises NotWritten where the list is written in a way that nothing can be put into.
    """
    name = list_of(record)
    place = next((one for one in lists_in(file) if one.name == name), None)
    if place is None:
        new = _with_new_list(file, name, record)
    elif place.value.kind == "sequence" and not place.value.is_flow:
        new = _with_item(file, place, record)
    elif place.value.items or place.value.text or place.value.pairs:
        why = f"the list '{name}' in line {place.key.line + 1} is written in brackets; put each record on a line"
        raise NotWritten(file.shown, f"{why} of its own with '- ' before it")
    else:
        new = _with_first_item(file, place, record)
    _prove(file, new, record)
    return new


def _lines(file: TextFile, record: Record, indent: int) -> str:
    return file.newline.join(record_lines(record, indent))


def _with_new_list(file: TextFile, name: str, record: Record) -> str:
    end = max((document.end for document in documents_of(file) if document.pairs), default=0)
    end = line_end(file.text, end) if end else len(file.text.rstrip())
    new = f"{name}:{file.newline}{_lines(file, record, 2)}"
    if not end:
        return new + file.newline
    tail = file.text[end:]
    return file.text[:end] + file.newline * 2 + new + (tail if tail.strip() else tail or file.newline)


def _with_first_item(file: TextFile, place: RecordList, record: Record) -> str:
    """Replace `[]`, or nothing, by the record; a comment behind it stays behind the key."""
    start, end = place.value.start, place.value.end
    stop = line_end(file.text, end)
    head = file.text[: place.key.end + 1] + file.text[place.key.end + 1 : start].rstrip(" ")
    return head + file.text[end:stop].rstrip() + file.newline + _lines(file, record, 2) + file.text[stop:]


def _with_item(file: TextFile, place: RecordList, record: Record) -> str:
    items, text = place.value.items, file.text
    indent = place.value.column
    after = _place_in_time(items, record)
    space = file.newline * (2 if _are_apart(text, items) else 1)
    if after is None:
        start = line_start(text, items[0].start)
        return text[:start] + _lines(file, record, indent) + space + text[start:]
    end = _end_with_comments(text, items[after], indent)
    return text[:end] + space + _lines(file, record, indent) + text[end:]


def _place_in_time(items: list[LocatedNode], record: Record) -> int | None:
    """Return the number of the item after which the record belongs; None: before all."""
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


def _are_apart(text: str, items: list[LocatedNode]) -> bool:
    """Return whether blank lines stand between the records; so they are to, where there is only one."""
    gaps = [text[a.end : b.start] for a, b in pairwise(items)]
    return not gaps or any(gap.replace("\r", "").replace(" ", "").count("\n\n") for gap in gaps)


def _end_with_comments(text: str, item: LocatedNode, indent: int) -> int:
    """Return the end of an item, with the comments below it that are indented as its keys are."""
    end = line_end(text, item.end)
    while end < len(text):
        start = text.find("\n", end) + 1
        line = text[start : line_end(text, start)] if start else ""
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= indent:
            break
        end = line_end(text, start)
    return end


def _prove(file: TextFile, new: str, record: Record) -> None:
    """Load the new text: it has to hold what the old one held, and the record."""
    content = file.with_text(new)
    before = [one.record for one in loaded(file.content) if isinstance(one, Loaded)]
    after = [one.record for one in loaded(content) if isinstance(one, Loaded)]
    if new_faults(file.content, content, file.shown) or after.count(record) != before.count(record) + 1:
        raise NotWritten(file.shown, "with the new record it would not load as it should")
    after.remove(record)
    if sorted(map(repr, after)) != sorted(map(repr, before)):
        raise NotWritten(file.shown, "more than the new record would be different")


Typed = Mapping[str, Any]
"""What was given by option: text, or a list of texts where an option may be given again."""
Resolve = Callable[[str, str, tuple[str, ...]], str]
"""Takes the option, what was typed, and the kinds of record that it may name; gives an id, or nothing."""

TITLE_FIELD = {"event": "title", "source": "title", "claim": "text"}
"""The field of each kind that words without an option are for; of the others it is the name."""
_DATES = ("date", "born", "died", "said", "holds", "published", "accessed")
_CHOICES = {"certainty": get_args(Certainty)}
_LISTS = {"country": "countries", "topic": "topics", "tag": "tags", "author": "authors", "spelling": "names"}
_IDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "place": ("places", ("place",)),
    "about": ("about", ()),
    "by": ("by", ("person", "organisation")),
}
"""The field that each option fills with ids, and the kinds of record that it may name; none given: any."""
_TOGETHER = ("id", "source", "at", "terms", "org")


def resolver(index: Index) -> Resolve:
    """Return what finds the ids of names in a corpus. It raises UnknownValue and AmbiguousValue."""

    def resolve(option: str, typed: str, kinds: tuple[str, ...]) -> str:
        if is_taken(index, typed) and not kinds:
            return typed
        if kinds != ("source",):
            return _named(index, option, typed, kinds)
        if not is_taken(index, typed):
            raise UnknownValue(option, typed, nearest_ids(index, typed))
        return typed

    return resolve


def _named(index: Index, option: str, typed: str, kinds: tuple[str, ...]) -> str:
    """Return the id that a name matches by its letters: what only sounds alike may be searched, but not written."""
    found = {one.id: one for one in find_by_spelling(index, typed, kinds)}
    if len(found) > 1:
        raise AmbiguousValue(option, typed, list(found))
    if not found:
        near = {ref.id: ref.name for ref in nearest_named(index, typed, kinds)}
        near = {one.id: one.written for one in find_by_sound_or_typo(index, typed, kinds)} | near
        raise UnknownValue(option, typed, [f"{name} ({id_})" for id_, name in near.items()][:NEAREST])
    return next(iter(found))


def make_record(kind: str, typed: Typed, resolve: Resolve) -> Record:
    """Make a record of a kind, its id still to be found. Raises SinoruError for what does not fit."""
    struct = RECORD_OF_KIND[kind]
    fields: dict[str, Any] = {"id": typed.get("id") or ""}
    for option, value in typed.items():
        if value and (made := _field(kind, option, value, resolve)):
            fields[made[0]] = made[1]
    fields["evidence"] = _evidence(typed, resolve)
    if kind == "event":
        fields["participants"] = tuple(_participants(typed, resolve))
    known = {name: value for name, value in fields.items() if value not in ((), None)}
    odd = [f"--{name.replace('_', '-')}" for name in known if name not in struct.__struct_fields__]
    if odd:
        raise WrongUsage(f"{', '.join(odd)}: a record of kind {kind} has no such field")
    needed = [f"--{name}" for name in ("date", "title", "name", "text") if _is_needed(struct, name, known)]
    if needed:
        raise WrongUsage(f"a record of kind {kind} needs {' and '.join(needed)}")
    return struct(**known)


def _is_needed(struct: type[Record], name: str, known: Mapping[str, Any]) -> bool:
    return name in struct.__struct_fields__ and name not in known


def _field(kind: str, option: str, value: Any, resolve: Resolve) -> tuple[str, Any] | None:
    """Return the field that an option fills; None for options that fill one together, or none."""
    if option in _TOGETHER or (option == "person" and kind == "event"):
        return None
    name = f"--{option.replace('_', '-')}"
    if option in _IDS:
        field, kinds = _IDS[option]
        if isinstance(value, str):
            return field, resolve(name, value, kinds)
        return field, tuple(filter(None, (resolve(name, one, kinds) for one in value)))
    if option in _LISTS and (kind == "event" or option != "country"):
        return _LISTS[option], tuple(map(_name, value)) if option == "spelling" else tuple(value)
    return option, _scalar(kind, option, _single(option, value))


def _scalar(kind: str, option: str, value: str) -> str:
    if option in _DATES:
        return _edtf(f"--{option}", value)
    choices = get_args(ClaimKind) if (kind, option) == ("claim", "kind") else _CHOICES.get(option)
    return _one_of(f"--{option}", value, choices) if choices else value


def _single(option: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if len(value) > 1:
        raise WrongUsage(f"--{option}: a record of this kind has one only")
    return str(value[0])


def _one_of(option: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise WrongUsage(f"{option}: '{value}' is not one of {', '.join(known)}")
    return value


def _edtf(option: str, text: str) -> str:
    try:
        return parse_typed(text).text
    except DateError as error:
        raise WrongDate(option, str(error)) from None


def _name(text: str) -> Name:
    """Read `TEXT[:LANG]`, the language as a BCP 47 tag."""
    name, _, lang = text.rpartition(":")
    has_lang = bool(name) and lang.replace("-", "").isascii() and lang.replace("-", "").isalnum()
    return Name(text=name, lang=lang) if has_lang else Name(text=text)


def _participants(typed: Typed, resolve: Resolve) -> Sequence[Participant]:
    found = []
    for option, kind in (("person", "person"), ("org", "organisation")):
        for text in typed.get(option) or ():
            name, _, role = text.rpartition(":") if ":" in text else (text, "", "")
            if id_ := resolve(f"--{option}", name.strip(), (kind,)):
                found.append(Participant(**{option: id_}, role=role.strip()))
    return found


def _evidence(typed: Typed, resolve: Resolve) -> tuple[Evidence, ...]:
    """Put each source together with the locator and the terms given in the same place."""
    sources, ats, terms = (tuple(typed.get(name) or ()) for name in ("source", "at", "terms"))
    if len(ats) > len(sources) or len(terms) > len(sources):
        raise WrongUsage("--at and --terms say more of a --source: give as many sources")
    found = []
    for place, source in enumerate(sources):
        at = ats[place] if place < len(ats) else ""
        words = terms[place].split(";") if place < len(terms) else ()
        if id_ := resolve("--source", source, ("source",)):
            found.append(Evidence(source=id_, at=at, terms=tuple(filter(None, map(str.strip, words)))))
    return tuple(found)


class Addition(msgspec.Struct, frozen=True):
    """A file with a new record put into it, not yet written."""

    record: Record
    file: TextFile
    after: str
    is_new: bool
    """There is no such file yet."""

    def faults(self, paths: Sequence[str]) -> list[Diagnostic]:
        """Return what rules find in the file with the record that they did not find without."""
        from sinoru.check.runner import check_text

        before = () if self.is_new else check_text(self.file.path, self.file.content, paths).diagnostics
        known = {(one.code, one.message) for one in before}
        after = check_text(self.file.path, self.file.with_text(self.after), paths).diagnostics
        return [one for one in after if (one.code, one.message) not in known]

    def write(self, paths: Sequence[str]) -> None:
        """Write the file. Raises ChangedMeanwhile, NotWritten."""
        before = None if self.is_new else self.file.content
        root = root_of(self.file.path, paths)
        write_file(self.file.path, self.file.with_text(self.after), before=before, root=root)


def plan_addition(index: Index, record: Record, paths: Sequence[str], given_file: str = "") -> Addition:
    """Find an id for the record where it has none, and its file. Raises WrongUsage, NotWritten, BrokenFile."""
    if record.id and not is_kebab_case(record.id):
        raise WrongUsage(f"--id: '{record.id}' is not lower-case letters, digits and single hyphens")
    if record.id and is_taken(index, record.id):
        raise WrongUsage(
            f"--id: a record has the id '{record.id}' already; see it with 'sinoru show {record.id}'"
        )
    named = msgspec.structs.replace(
        record, id=record.id or propose_id(record, lambda id_: is_taken(index, id_))
    )
    path = os.path.abspath(given_file) if given_file else _usual_file(index, named, paths)
    _require_within(path, paths)
    is_new = not os.path.lexists(path)
    file = TextFile(path, b"", "") if is_new else read_text_file(path)
    return Addition(named, file, with_record(file, named), is_new)


def _usual_file(index: Index, record: Record, paths: Sequence[str]) -> str:
    """Return the file that holds most records of the kind; else one named after their list."""
    holding = files_with(index, record.KIND)
    if holding:
        return holding[0]
    top = os.path.abspath(paths[0])
    return os.path.join(top, f"{list_of(record)}.yaml") if os.path.isdir(top) else top


def _require_within(path: str, paths: Sequence[str]) -> None:
    """Refuse a file that would be no part of the corpus."""
    tops = [os.path.abspath(one) for one in paths]
    is_within = any(is_part_of(path, top) for top in tops)
    if not is_within:
        raise WrongUsage(f"--file: {path} is not in the corpus at {', '.join(paths)}")
    if not has_corpus_name(path) or os.path.basename(path).startswith("."):
        raise WrongUsage(
            "--file: a file of a corpus ends in .yaml, and its name does not begin with a full stop"
        )
