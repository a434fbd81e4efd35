"""What `sinoru stats` counts, and what it can be counted by: every field of the table of fields, and every filter.

A group is called as the filter that chooses by it (`country`, `person`, `source`), or by the keys of its field
(`publisher`, `offices.title`), of which the last is enough where no other field has it. So a field that a corpus
declares tomorrow is a group, too.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from sinoru.dates.periods import UNITS
from sinoru.index.fields import SPEAKER
from sinoru.messages import refused, series, suggest_some, unknown
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import TITLE, Field, Fields, may_name
from sinoru.model.records import RECORD_OF_KIND, ConflictRecord, Event, Part, Participant, Record
from sinoru.query.filters import (
    COUNTED,
    EVENTS,
    FIELDS,
    HONOURED,
    NOT_FIELDS,
    STATS_OF,
    Country,
    Kind,
    Named,
    Party,
    Speaker,
    Value,
    Word,
    declaration,
    option_of,
)

_WITHOUT = ("id", "formerly", "conflicts")
"""Fields of a record that nothing is counted by; conflicts are counted themselves."""
_DATES = ("date", "end")
_STATE = Field(name="state", key="state", holds="choice", word="verdict")
"""The state of a conflict, which follows from its statements."""


class Counted(msgspec.Struct, frozen=True):
    """What is counted: records of a type, or parts of them."""

    name: str
    """In the plural: `people`, `offices`."""
    record: type[Record]
    part: type[Part] | None = None

    @property
    def question(self) -> str:
        """Return the question whose filters it honours."""
        return "stats" if self.name == EVENTS else f"{STATS_OF}{self.name}"


class Path(NamedTuple):
    """A field of a record or a part, with those that lead to it."""

    owner: type[msgspec.Struct]
    fields: tuple[Field, ...]

    @property
    def last(self) -> Field:
        """Return the field itself."""
        return self.fields[-1]

    @property
    def name(self) -> str:
        """Return its name in full: `offices.title`."""
        return ".".join(field.key for field in self.fields)


class Group(msgspec.Struct, frozen=True):
    """What is counted by: the fields with its values, and what these name, if it is a filter."""

    name: str
    paths: tuple[Path, ...]
    value: Value | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of record that its values are ids of; none if they are words."""
        match self.value:
            case Party(kind=kind):
                return (kind,)
            case Named(kinds=kinds) if kinds:
                return kinds
        return tuple(dict.fromkeys(kind for path in self.paths for kind in path.last.kinds))

    @property
    def relations(self) -> tuple[str, ...]:
        """Return the relations by which records lead to its values; none if some are in no link."""
        found = [path.last.relation or path.last.word for path in self.paths]
        return tuple(dict.fromkeys(found)) if all(found) else ()

    @property
    def own(self) -> Field | None:
        """Return the field of the corpus's own that it is; None if it is a filter or a field of ours."""
        return self.paths[0].last if self.value is None and self.paths[0].last.own else None

    @property
    def is_of_participants(self) -> bool:
        """Return whether its values say something of a participant, but not who that is."""
        return all(
            path.owner is Event and path.fields[0].part is Participant and not path.last.involves
            for path in self.paths
        )

    @property
    def is_of_dates(self) -> bool:
        """Return whether its values are dates, which are counted by period."""
        return all(path.last.holds in _DATES for path in self.paths)

    @property
    def is_single(self) -> bool:
        """Return whether a record has one value at most."""
        return len(self.paths) == 1 and not any(field.is_list for field in self.paths[0].fields)

    def of(self, *ones: msgspec.Struct) -> list[Any]:
        """Return its values in a record, or in a part and its record, each once."""
        found: list[Any] = []
        for path in self.paths:
            for one in ones:
                if type(one) is path.owner:
                    _collect(one, path.fields, found)
        return found if len(found) < 2 else list(dict.fromkeys(found))  # noqa: PLR2004  the usual case is one


def counted_as(fields: Fields, name: str) -> Counted:
    """Return what is counted under a name. Raises WrongUsage."""
    if name not in COUNTED:
        raise WrongUsage(unknown("kind of record", name, [*COUNTED]))
    record = RECORD_OF_KIND[COUNTED[name]]
    return Counted(name, record, next((one.part for one in fields.of(record) if one.key == name), None))


def groups_of(fields: Fields, counted: Counted) -> dict[str, Group]:
    """Return what can be counted by, by name: filters first, then fields."""
    paths = _paths_of(fields, counted)
    groups = {group.name: group for group in _filters(fields, counted, paths)}
    if counted.part:
        groups[counted.record.KIND] = _of_whole(fields, counted.record)
    keys = [path.last.key for path in paths]
    for path in paths:
        key = path.last.key
        if len(path.fields) == 1 or (keys.count(key) == 1 and key not in FIELDS):
            groups.setdefault(key, Group(key, (path,)))
        groups.setdefault(path.name, Group(path.name, (path,)))
        if path.last.own:
            groups.setdefault(path.last.own, groups[path.name])
    return groups


def group_called(fields: Fields, counted: Counted, name: str) -> Group:
    """Return what is counted by under a name. Raises WrongUsage."""
    groups = groups_of(fields, counted)
    others = () if name in groups else fields.called(name)
    if here := [one for one in others if one.own in groups]:
        if len(here) > 1:
            from sinoru.query.own_fields import several_called  # own_fields imports more than stats needs

            raise several_called("--group", name, here)
        return groups[here[0].own]
    if others:
        lists = series([*dict.fromkeys(one.own.partition(".")[0] for one in others)])
        why = f"is a field of {lists}, which are not counted here"
        raise WrongUsage(refused(f"--group {name}", why, f"Use --of {lists}, or another field."))
    if name not in groups:
        own = (one.own.key for one in groups.values() if one.own)
        known = list(dict.fromkeys((*UNITS, *own, *(each for each in groups if "." not in each))))
        raise WrongUsage(unknown(f"group of {counted.name}", name, advice=suggest_some(name, known)))
    return groups[name]


def usual_groups(fields: Fields, counted: Counted) -> list[Group]:
    """Return what is counted by where nothing is asked for: filters, and fields of what is counted itself.

    Of these fields, those are shown whose values repeat (query/tallies.py). What has one value goes first.
    """
    groups, owner = groups_of(fields, counted), counted.part or counted.record
    taken = [path for group in groups.values() if group.value for path in group.paths]

    def is_usual(group: Group) -> bool:
        (first, *_) = group.paths
        if group.value:
            is_of_owner = any(path.owner is owner for path in group.paths)
            return is_of_owner or isinstance(group.value, Country) or group.name == counted.record.KIND
        if first.last.own and not (first.last.choices or first.last.kinds):
            return False
        is_own = first.owner is owner and len(first.fields) == 1 and first not in taken
        return is_own and not group.is_of_dates and (bool(counted.part) or first.last.search != TITLE)

    usual = [group for name, group in groups.items() if name == group.name and is_usual(group)]
    return sorted(usual, key=lambda group: not group.is_single)


def date_of_counted(fields: Fields, counted: Counted) -> Group | None:
    """Return the date that places what is counted in time: the first that it has; None without any."""
    dates = [
        path for path in _paths_of(fields, counted) if len(path.fields) == 1 and path.last.holds == "date"
    ]
    return Group(dates[0].name, (dates[0],)) if dates else None


def _of_whole(fields: Fields, record: type[Record]) -> Group:
    """Return the group by the record that parts are of."""
    id_ = next(field for field in fields.of(record) if field.holds == "id")
    return Group(record.KIND, (Path(record, (id_,)),), Named((record.KIND,)))


def _paths_of(fields: Fields, counted: Counted) -> list[Path]:
    """Return the fields of what is counted in the order in which they are declared, those of a part first."""
    of_record = [
        path
        for path in _paths(fields, counted.record, counted.record)
        if path.fields[0].key not in (*_WITHOUT, counted.name)
    ]
    of_part = _paths(fields, counted.part, counted.part) if counted.part else ()
    derived = [Path(ConflictRecord, (_STATE,))] if counted.record is ConflictRecord else ()
    return [*of_part, *of_record, *derived]


def _paths(
    fields: Fields, owner: type[msgspec.Struct], struct: type[msgspec.Struct], before: tuple[Field, ...] = ()
) -> Iterator[Path]:
    for field in fields.as_declared(struct):
        if field.part:
            yield from _paths(fields, owner, field.part, (*before, field))
        else:
            yield Path(owner, (*before, field))


def _filters(fields: Fields, counted: Counted, paths: Sequence[Path]) -> Iterator[Group]:
    """Yield the filters by what these fields contain."""
    for name in HONOURED[counted.question]:
        declared = declaration(name, (counted.question,))
        is_chosen_by = _test(fields, declared.value) if declared and name not in NOT_FIELDS else None
        found = tuple(filter(is_chosen_by, paths)) if is_chosen_by else ()
        if declared and counted.part and isinstance(declared.value, Party):  # not whom its holder knows
            found = tuple(path for path in found if path.owner is counted.part)
        if declared and found:
            yield Group(option_of(name).removeprefix("--"), found, declared.value)


def _test(fields: Fields, value: Value) -> Callable[[Path], bool] | None:
    """Return whether a filter chooses by a field; None for a filter by no field."""
    match value:
        case Word() | Country():
            space = value.space if isinstance(value, Word) else "country"
            return lambda path: space in (path.last.word, path.last.key)
        case Kind():
            return lambda path: len(path.fields) == 1 and path.last.key == "kind"
        case Speaker():
            return lambda path: path.last.relation in ("by", SPEAKER)
        case Party(kind=kind):
            return lambda path: path.last.involves and may_name(path.last, kind)
        case Named(kinds=kinds, relations=relations):
            known = relations or fields.involving(kinds[0])
            return lambda path: path.last.relation in known
    return None


def _collect(one: Any, path: tuple[Field, ...], found: list[Any]) -> None:
    """Add the values of a field in a record or part, without empty ones."""
    field, rest = path[0], path[1:]
    value = field.of(one)
    if not value:
        return
    items = value if field.is_list else (value,)
    if not rest:
        found += filter(None, items)
        return
    for item in items:
        _collect(item, rest, found)
