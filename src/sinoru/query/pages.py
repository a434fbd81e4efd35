"""Lists to scroll through: any page of them, however long they are, and the position of a record or a day in them.

A list is the numbers of its records in their order. Only the records of a page are read.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from sinoru.index import numbers
from sinoru.index.database import placeholders
from sinoru.index.fields import date_of
from sinoru.index.index import Index, Scope
from sinoru.model.records import Organisation, Person, Place, Record, Source
from sinoru.names.folding import fold
from sinoru.query.answers import OfficeHeld, OfficeHolders, SourceUse
from sinoru.query.assemble import claim_answers, event_answers
from sinoru.query.conflicts import ask_conflicts
from sinoru.query.credits import credited
from sinoru.query.fetch import chunks_of, load
from sinoru.query.filters import Filters, check_honoured, read_days
from sinoru.query.lists import Asked, Named, Page
from sinoru.query.names import Found, find_by_sound_or_typo, find_by_spelling
from sinoru.query.office_holders import find_office_holders
from sinoru.query.on import ask_on
from sinoru.query.ranking import EXACT
from sinoru.query.read_as import Readings
from sinoru.query.scope import read_words, resolve_scope
from sinoru.query.search import InOrder, find_in_order, hits_of
from sinoru.query.select import count_numbers, select_numbers
from sinoru.query.sources import describes, most_cited_first
from sinoru.query.who import KINDS, by_name

_ALL = 1 << 40
"""More records than any corpus has."""


class _List(msgspec.Struct, frozen=True):
    """The numbers of a list from its first record on, at most so many as were asked for."""

    numbers: Sequence[int]
    total: int
    total_is_exact: bool = True
    is_ranked: bool = True
    guess: str = ""
    search: InOrder | None = None
    offices: dict[int, OfficeHeld] = {}


def ask_page(index: Index, asked: Asked, skip: int, limit: int) -> Page:
    """Return `limit` rows of a list, without the first `skip`. Raises as the question of the same name does."""
    if asked.what == "conflicts":
        found = ask_conflicts(index, asked.words, replace(asked.filters, limit=limit), skip)
        return Page(
            rows=found.conflicts, skipped=skip, total=found.total, total_is_exact=found.total_is_exact
        )
    listed = _ORDERS[asked.what](index, asked, skip + limit)
    chosen = listed.numbers[skip : skip + limit]
    search = listed.search
    return Page(
        rows=_rows(index, asked.what, listed, chosen, skip),
        skipped=skip,
        total=max(listed.total, skip + len(chosen)) if chosen else listed.total,
        total_is_exact=listed.total_is_exact,
        is_ranked=listed.is_ranked,
        guess=listed.guess,
        corrected=search.corrected if search else (),
        relaxed=bool(search and search.is_relaxed and chosen),
    )


def all_numbers(index: Index, asked: Asked) -> Sequence[int]:
    """Return the numbers of all records of a list, in its order; of conflicts, those of their records, once each."""
    if asked.what != "conflicts":
        return _ORDERS[asked.what](index, asked, None).numbers
    found = ask_conflicts(index, asked.words, replace(asked.filters, limit=None))
    return _numbers_of(index, (one.record for one in found.conflicts))


def numbers_on(index: Index, date: str, filters: Filters) -> list[int]:
    """Return the numbers of what a day has, as `sinoru on` lists it, of office holders those of the people."""
    answer = ask_on(index, date, filters)
    events = (one.event.id for one in (*answer.happened, *answer.under_way))
    claims = (one.claim.id for one in answer.claims)
    people = (one.person.id for one in answer.offices)
    return _numbers_of(index, (*events, *claims, *people))


def position_of(index: Index, asked: Asked, id_: str) -> int | None:
    """Return the position of a record in a list, from 0; None if it is not in it."""
    if asked.what == "conflicts" or (number := _number_of(index, id_)) is None:
        return None
    listed = _ORDERS[asked.what](index, asked, None).numbers
    try:
        return listed.index(number)
    except ValueError:
        return None


def position_of_day(index: Index, asked: Asked, date: str) -> int:
    """Return the position in a list of events of the first one from a date on. Raises WrongDate."""
    lowest = numbers.first_number(read_days("DATE", date).first)
    return bisect_left(_ORDERS["timeline"](index, asked, None).numbers, lowest)


def date_listed(index: Index, id_: str) -> str:
    """Return the date (EDTF) of a record; empty if it has none."""
    number = _number_of(index, id_)
    found = load(index, [number]) if number is not None else []
    return date_of(found[0][-1]) if found else ""


def _number_of(index: Index, id_: str) -> int | None:
    return next(iter(_numbers_of(index, [id_])), None)


def _numbers_of(index: Index, ids: Iterable[str]) -> list[int]:
    """Return the numbers of the records with these ids, each once, without ids that no record has."""
    unique = list(dict.fromkeys(ids))
    found: dict[str, int] = {}
    for chunk in chunks_of(unique):
        query = (
            f"SELECT id, number FROM record WHERE id IN ({placeholders(chunk)})"
            " ORDER BY file DESC, line DESC"  # of records with one id the first counts: it is stored last
        )
        found.update(index.rows(query, chunk))
    return [found[id_] for id_ in unique if id_ in found]


def _rows(index: Index, what: str, listed: _List, chosen: Sequence[int], skip: int) -> tuple[Any, ...]:
    match what:
        case "timeline":
            return event_answers(index, chosen)
        case "claims":
            return claim_answers(index, chosen)
        case "sources":
            return _uses(index, chosen)
        case "search" if listed.search:
            scores = listed.search.ranked.scores[skip : skip + len(chosen)]
            return hits_of(index, listed.search.query, chosen, scores)
        case "search":
            return ()
        case _:
            return _named(index, chosen, listed.offices)


def _records(index: Index, chosen: Sequence[int]) -> list[Record]:
    return [record for _, _, _, record in load(index, chosen)]


def _named(index: Index, chosen: Sequence[int], offices: dict[int, OfficeHeld]) -> tuple[Named, ...]:
    counts = _counts(index, chosen, "", ("event",))
    records = cast("list[Person | Organisation | Place]", _records(index, chosen))
    return tuple(
        Named(record=record, office=offices.get(number), events=counts[number].get("event", 0))
        for number, record in zip(chosen, records, strict=True)
    )


def _events(index: Index, asked: Asked, most: int | None) -> _List:
    """List events in order of time; with words, those that a search finds."""
    if asked.words:
        filters = replace(asked.filters, sort="date")
        return _search(index, replace(asked, filters=filters), most, ("event",))
    check_honoured(asked.filters, "timeline")
    return _by_date(index, resolve_scope(index, asked.filters, ("event",)), most)


def _claims(index: Index, asked: Asked, most: int | None) -> _List:
    check_honoured(asked.filters, "claims")
    query = read_words(index, asked.words)
    return _by_date(index, resolve_scope(index, asked.filters, ("claim",), query, question="claims"), most)


def _by_date(index: Index, scope: Scope, most: int | None) -> _List:
    chosen = select_numbers(index, scope, most)
    is_complete = most is None or len(chosen) < most
    return _List(chosen, len(chosen) if is_complete else count_numbers(index, scope))


def _search(index: Index, asked: Asked, most: int | None, kinds: tuple[str, ...] = ()) -> _List:
    """List what a search finds, the best first; all matches are reconsidered, so that pages fit together."""
    if not asked.words:
        return _List((), 0)
    limit = _ALL if most is None else most
    filters = replace(asked.filters, limit=limit)
    found = find_in_order(index, asked.words, filters, kinds, reconsidered=EXACT)
    ranked = found.ranked
    return _List(ranked.numbers, ranked.total, ranked.total_is_exact, ranked.is_ranked, search=found)


def _sources(index: Index, asked: Asked, most: int | None) -> _List:
    """List sources, those that most records cite first; with words, those described by them or containing them."""
    check_honoured(asked.filters, "sources")
    letters = fold(asked.words)
    is_described = describes(index, asked.words) if asked.words else None

    def is_meant(source: Source) -> bool:
        text = fold(f"{source.id} {source.title} {' '.join(source.authors)} {source.publisher}")
        return is_described is None or letters in text or is_described(source)

    chosen = [number for *_, number in _in_scope(index, asked.filters, ("source",))]
    cited_most = most_cited_first(index)
    found = sorted(
        (cited_most(source), number)
        for number, source in zip(chosen, _sources_of(index, chosen), strict=True)
        if is_meant(source)
    )
    return _List([number for _, number in found][:most], len(found))


def _uses(index: Index, chosen: Sequence[int]) -> tuple[SourceUse, ...]:
    counts = _counts(index, chosen, "source", ())
    return tuple(
        SourceUse(source=source, records=sum(by_kind.values()), by_kind=by_kind)
        for source, by_kind in zip(_sources_of(index, chosen), counts.values(), strict=True)
    )


def _sources_of(index: Index, chosen: Sequence[int]) -> list[Source]:
    return credited(index, cast("list[Source]", _records(index, chosen)))


def _counts(index: Index, chosen: Sequence[int], how: str, kinds: Sequence[str]) -> dict[int, dict[str, int]]:
    """Return for each record how many refer to it in some way, by their kind; without kinds, of any."""
    condition, values = index.in_list("r.number", chosen)
    query = (
        "SELECT r.number, tally.kind, tally.records FROM record r JOIN term ON term.id = r.id"
        f" JOIN tally ON tally.target = term.number WHERE {condition} AND tally.how = ? AND tally.records > 0"
    )
    counts: dict[int, dict[str, int]] = {number: {} for number in chosen}
    for number, kind, records in index.rows(query, [*values, how]):
        if not kinds or kind in kinds:
            counts[number][kind] = records
    return counts


def _people(index: Index, asked: Asked, most: int | None) -> _List:
    check_honoured(asked.filters, "who")
    return _names(index, asked, KINDS, most)


def _names(index: Index, asked: Asked, kinds: tuple[str, ...], most: int | None) -> _List:
    """List people, organisations or places by name; with words, those that they name in any spelling, best first."""
    passing = _in_scope(index, asked.filters, kinds)
    if not asked.words.strip():
        first = sorted(passing) if most is None else nsmallest(most, passing)
        return _List([number for *_, number in first], len(passing))
    words = asked.words.replace('"', " ")
    order = {number: place for place, (*_, number) in enumerate(sorted(passing))}
    found = find_by_spelling(index, words, kinds)
    ids = _numbers_of(index, (one.id for one in found))
    listed = [*ids, *sorted(_containing(index, words) & order.keys(), key=order.__getitem__)]
    numbered = {id_: number for _, _, id_, number in passing}
    office = _office(index, words, asked.filters, found) if kinds == KINDS else None
    holders = _latest(office, numbered) if office else {}
    guess = ""
    if not listed and not holders:
        guessed = find_by_sound_or_typo(index, words, kinds)
        listed, guess = _numbers_of(index, (one.id for one in guessed)), guessed[0].rule if guessed else ""
    chosen = [one for one in dict.fromkeys([*listed, *holders]) if one in order]
    return _List(chosen[:most], len(chosen), guess=guess, offices=holders)


_Row = tuple[bool, str, str, int]
"""Whether it is not a person, its title in lower case, its id and its number: sorted, people come first by name."""


def _in_scope(index: Index, filters: Filters, kinds: tuple[str, ...]) -> list[_Row]:
    """Return the records of these kinds that pass the filters."""
    scope = resolve_scope(index, replace(filters, limit=None), kinds)
    sql, values = index.matching(scope)
    rows = list(index.rows(f"SELECT kind, title, id, number FROM record WHERE number IN ({sql})", values))
    return [(*by_name(kind, title, id_), number) for kind, title, id_, number in rows]


def _containing(index: Index, words: str) -> set[int]:
    """Return the records that have the letters typed in some spelling of their name: a name that is being typed."""
    letters = re.sub("[!%_]", r"!\g<0>", fold(words))
    if not letters:
        return set()
    # Every name has one key for all of it ("=").
    query = "SELECT DISTINCT record FROM name WHERE key >= '=' AND key < '>' AND key LIKE ? ESCAPE '!'"
    return {number for (number,) in index.rows(query, (f"=%{letters}%",))}


def _office(index: Index, words: str, filters: Filters, named: Sequence[Found]) -> OfficeHolders | None:
    """Return the holders of an office that the words mean, unless they are a person's name."""
    if named and (named[0].rule != "part" or all(one.kind == "person" for one in named)):
        return None
    with Readings():  # a word of the title that sounds like somebody's name is no answer
        return find_office_holders(index, words, None, Filters(country=filters.country))


def _latest(office: OfficeHolders, numbered: dict[str, int]) -> dict[int, OfficeHeld]:
    """Return the last time that each holder had the office, by number, the latest first."""
    held: dict[int, OfficeHeld] = {}
    for one in sorted(office.holders, key=lambda one: one.start or one.end, reverse=True):
        if one.person.id in numbered:
            held.setdefault(numbered[one.person.id], one)
    return held


_Order = Callable[[Index, Asked, int | None], _List]

_ORDERS: dict[str, _Order] = {
    "timeline": _events,
    "search": _search,
    "people": _people,
    "claims": _claims,
    "sources": _sources,
    "places": lambda index, asked, most: _names(index, asked, ("place",), most),
}
