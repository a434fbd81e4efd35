"""A record of what was typed: names made ids, dates made EDTF, nothing guessed in silence."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from sinoru.dates.edtf import DateError
from sinoru.dates.written import parse_typed
from sinoru.index.index import Index
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate, WrongUsage
from sinoru.model.records import (
    RECORD_OF_KIND,
    Certainty,
    ClaimKind,
    Evidence,
    Name,
    Participant,
    Record,
)
from sinoru.query.names import NEAREST, find_as_written, find_past_writing, nearest_named
from sinoru.query.show import is_taken, nearest_ids

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
    """Give what finds the ids of names in a corpus. It raises UnknownValue and AmbiguousValue."""

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
    """Give the id of whom a name names by its letters. What only sounds alike is good enough to ask, not to write."""
    found = {one.id: one for one in find_as_written(index, typed, kinds)}
    if len(found) > 1:
        raise AmbiguousValue(option, typed, list(found))
    if not found:
        near = {ref.id: ref.name for ref in nearest_named(index, typed, kinds)}
        near = {one.id: one.written for one in find_past_writing(index, typed, kinds)} | near
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
    """Give the field that an option fills; None for options that fill one together, or none."""
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
