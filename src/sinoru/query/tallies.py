"""Counts by group (query/groups.py): links are counted by the index, the values of other fields in the records."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from sinoru.dates.edtf import parse_end
from sinoru.dates.periods import Unit, period_of
from sinoru.index.database import placeholders
from sinoru.index.fields import BY_AUTHOR, author_key
from sinoru.index.index import Index, Sql
from sinoru.index.numbers import span_size
from sinoru.model.fields import Field
from sinoru.model.records import ConflictRecord, Office, Organisation, Person, Record
from sinoru.query.analysis_answers import Facet, Tally
from sinoru.query.counted import Thing
from sinoru.query.countries import spelling_of
from sinoru.query.credits import authors_of, id_or_name
from sinoru.query.fetch import by_ids, refs_of
from sinoru.query.filters import Country, NamedOrWord, Speaker
from sinoru.query.groups import Counted, Group
from sinoru.query.office_filters import country_of_office
from sinoru.query.own_counts import Totals, amounts_of, own_spelling, with_sums
from sinoru.query.parties import Memberships, parties_of
from sinoru.query.speakers import names_of

LARGEST_SPAN: dict[Unit, int] = {"day": 0, "week": 3, "month": 5, "quarter": 7, "year": 9, "decade": 12}
"""The size (table `span`) up to which something counts as lying within one such period."""
_MOST_UNREPEATED = 1_000
"""Values of a field that are nearly all different: nothing is counted by such a field unless it is asked for."""
_OF_ALL = (
    "SELECT t.id, c.records, count(*) OVER (), sum(c.records) OVER () FROM ({}) t CROSS JOIN tally c"
    " WHERE c.target = t.number AND c.kind = ? AND c.how = ? AND c.records > 0 ORDER BY 2 DESC, 1 LIMIT ?"
)
_OF_CHOSEN = (
    "SELECT t.id, count(*), count(*) OVER (), sum(count(*)) OVER () FROM ({}) t CROSS JOIN ({}) l"
    " WHERE l.target = t.number GROUP BY t.number, t.id ORDER BY 2 DESC, 1 LIMIT ?"
)


def is_linked(counted: Counted, group: Group) -> bool:
    """Return whether records have links to the values of a group, so that the index counts them."""
    is_of_links = group.relations and (group.kinds or _word(group))
    is_in_words = any(path.last.or_text for path in group.paths)  # links do not lead to what has no record
    is_of_records = counted.part is None and counted.record is not ConflictRecord
    return bool(is_of_links) and is_of_records and not is_in_words


def _word(group: Group) -> str:
    words = {path.last.word for path in group.paths}
    return words.pop() if len(words) == 1 else ""


class Asked(NamedTuple):
    """What is counted and summed up for each value of a group."""

    counted: Counted
    chosen: Sql | None
    """The query for the chosen records; None for all of their kind."""
    total: int
    limit: int
    summed: Sequence[Field] = ()
    """Numbers of the corpus's own."""


def facet_of_links(index: Index, group: Group, asked: Asked) -> Facet:
    """Count the chosen records by the words or records that they lead to, and sum up numbers for each of these."""
    counted, chosen, _, limit, summed = asked
    if isinstance(group.value, Speaker):
        return _facet_of_speakers(index, counted, group, limit, chosen)
    kind, kinds = counted.record.KIND, group.kinds
    terms, of_terms = _terms_of(group)
    if not chosen and len(group.relations) > 1:  # the tally counts a record once for each relation
        chosen = "SELECT number FROM record WHERE kind = ?", [kind]
    if chosen:
        links, values = index.links_of(chosen, kind, group.relations)
        rows = list(index.rows(_OF_CHOSEN.format(terms, links), [*of_terms, *values, limit]))
    else:
        rows = list(index.rows(_OF_ALL.format(terms), [*of_terms, kind, *group.relations, limit]))
    values_found, counted_once = (rows[0][2], int(rows[0][3])) if rows else (0, 0)
    counts = {id_: number for id_, number, *_ in rows}
    tallies = _tallies(index, group, counts) if kinds else _word_tallies(index, group, counts)
    return Facet(
        by=group.name,
        values=values_found,
        tallies=with_sums(index, summed, group.relations, dict(zip(counts, tallies, strict=True)), chosen),
        without=_without(index, group, asked, counted_once),
        label=_label(group),
    )


def _label(group: Group) -> str:
    """Return what people call a field of the corpus's own; nothing for others."""
    return group.own.label if group.own else ""


def _without(index: Index, group: Group, asked: Asked, counted_once: int) -> int | None:
    """Return how many have no value; None for lists of ours, where that is not counted."""
    if group.is_single:
        return asked.total - counted_once
    if group.own is None:
        return None
    kind = asked.counted.record.KIND
    chosen = asked.chosen or ("SELECT number FROM record WHERE kind = ?", [kind])
    links, values = index.links_of(chosen, kind, group.relations)
    terms, of_terms = _terms_of(group)
    sql = f"SELECT count(DISTINCT l.record) FROM ({terms}) t CROSS JOIN ({links}) l WHERE l.target = t.number"
    return asked.total - int(index.value(sql, [*of_terms, *values]) or 0)


def _terms_of(group: Group) -> Sql:
    """Return the query for the terms that a group has as values: ids of records, or words of a space."""
    if group.kinds == ("any",):
        return "SELECT number, id FROM term WHERE id IN (SELECT id FROM record)", []
    if kinds := group.kinds:
        of_kinds = f"SELECT id FROM record WHERE kind IN ({placeholders(kinds)})"
        return f"SELECT number, id FROM term WHERE id IN ({of_kinds})", kinds
    return "SELECT number, id FROM term WHERE id >= ? AND id < ?", [f"{_word(group)}:", f"{_word(group)};"]


def _word_tallies(index: Index, group: Group, counts: Mapping[str, int]) -> tuple[Tally, ...]:
    return tuple(Tally(name=_spelling(index, group, term), count=number) for term, number in counts.items())


def _spelling(index: Index, group: Group, term: str) -> str:
    """Return the word of a term as records spell it; the index has countries and own texts in lower case only."""
    if group.own:
        return own_spelling(index, group.own, term)
    space, _, word = term.rpartition(":")
    return spelling_of(index, word) if space == "country" else word


def _facet_of_speakers(index: Index, counted: Counted, group: Group, limit: int, chosen: Sql | None) -> Facet:
    """Count claims by speaker: who is named, else the authors of the source, or the paper or publisher."""
    chosen = chosen or ("SELECT number FROM record WHERE kind = ?", [counted.record.KIND])
    links, values = index.links_of(chosen, counted.record.KIND, group.relations)
    query = "SELECT t.id, count(*) FROM term t CROSS JOIN ({}) l WHERE l.target = t.number GROUP BY t.id"
    counts = Counter[str](dict(index.rows(query.format(links), values)))
    links, values = index.links_of(chosen, counted.record.KIND, (BY_AUTHOR,))
    by_source = dict(index.rows(query.format(links), values))
    by = {source: [*map(id_or_name, names)] for source, names in authors_of(index, by_source).items()}
    names = _names_of(index, [*counts, *chain.from_iterable(by.values())])
    for source, authors in by.items():
        for author in authors:
            counts[names.get(author_key(author), author)] += by_source[source]
    return facet_of(index, group, counts, limit, 0)


def _names_of(index: Index, ids: Sequence[str]) -> dict[str, str]:
    """Return the ids of speakers by the key of each of their names."""
    speakers = [*by_ids(index, "person", ids), *by_ids(index, "organisation", ids)]
    return {
        author_key(text): one.id
        for one in speakers
        if isinstance(one, Person | Organisation)
        for text in names_of(one)
    }


def date_span(text: str) -> tuple[int | None, int]:
    """Return the first day of a date (None: open or not known), and the size of the time in which it is."""
    date = parse_end(text) if text else None
    return (None, 0) if date is None else (date.earliest, span_size(date.earliest, date.latest))


class Reading:
    """Counts by the values of a group in what is counted, as it is read."""

    def __init__(
        self, index: Index, group: Group, unit: Unit, *, is_asked: bool, summed: Sequence[Field] = ()
    ) -> None:
        self.group = group
        self.unit = unit
        self.totals = Totals(summed)
        self.counts: Counter[str] | None = Counter()
        """None: the values are nearly all different, and no one asked for them."""
        self.without, self.unplaced = 0, 0
        self._is_of_dates, self._is_of_countries = group.is_of_dates, isinstance(group.value, Country)
        self._is_shown = is_asked or bool(group.value)
        """Whether it is shown even if values do not repeat."""
        self._memberships = Memberships(index) if isinstance(group.value, NamedOrWord) else None
        self._added = 0
        """How many values were counted."""

    def add(self, thing: Thing, narrowed: Thing) -> None:
        """Count the values of one more, each once; what is said of participants in it as it is narrowed to some."""
        if self.counts is None:
            return
        thing = narrowed if self.group.is_of_participants else thing
        counts, values = self.counts, self._values(thing)
        for value in values:
            counts[value] += 1
        if self.totals.numbers and isinstance(narrowed[0], Record):
            for place, amount in amounts_of(narrowed[0], self.totals.numbers):
                for value in values:
                    self.totals.add(value, place, amount)
        self._added += len(values)
        if not values:
            is_longer = self._is_of_dates and bool(self.group.of(*thing))
            self.unplaced += is_longer
            self.without += not is_longer
        if not self._is_shown and len(self.counts) > _MOST_UNREPEATED and not self.is_repeated:
            self.counts = None

    def _values(self, thing: Thing) -> Collection[str]:
        """Return the values of one, each once."""
        if self._is_of_countries and isinstance(thing[0], Office) and isinstance(thing[-1], Person):
            country = country_of_office(thing[0].title, thing[-1].country)
            return [country] if country else []
        if self._memberships:
            return parties_of(thing, self._memberships)
        values = self.group.of(*thing)
        if not self._is_of_dates:
            return values
        spans = map(date_span, values)
        largest = LARGEST_SPAN[self.unit]
        return {period_of(day, self.unit) for day, size in spans if day is not None and size <= largest}

    @property
    def is_repeated(self) -> bool:
        """Return whether values occur twice on average."""
        return self.counts is not None and self._added >= 2 * max(len(self.counts), 1)

    def facet(self, index: Index, limit: int) -> Facet | None:
        """Return the most frequent values, those of dates in order of time; None where no one would miss them."""
        if self.counts is None or not (self._is_shown or self.is_repeated):
            return None
        counts, kinds = self.counts, self.group.kinds
        without: int | None = self.without
        if kinds and any(path.last.kinds == ("any",) for path in self.group.paths) and kinds != ("any",):
            refs = refs_of(index, counts)
            counts = Counter({id_: number for id_, number in counts.items() if refs[id_].kind in kinds})
            without = None
        found = facet_of(index, self.group, counts, limit, without, self.totals)
        return replace(found, unplaced=self.unplaced) if self._is_of_dates else found


def facet_of(
    index: Index,
    group: Group,
    counts: Mapping[str, int],
    limit: int,
    without: int | None,
    totals: Totals | None = None,
) -> Facet:
    """Return the most frequent of these values; those of dates in order of time."""
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold(), one[0]))[:limit]
    if group.is_of_dates:
        most.sort(key=lambda one: chronological(one[0]))
    tallies = _tallies(index, group, dict(most))
    if totals and totals.numbers:
        found = zip(tallies, most, strict=True)
        tallies = tuple(totals.beside(one, value) for one, (value, _) in found)
    return Facet(
        by=group.name,
        values=len(counts),
        tallies=tallies,
        without=without,
        is_of_dates=group.is_of_dates,
        label=_label(group),
    )


def _tallies(index: Index, group: Group, counts: Mapping[str, int]) -> tuple[Tally, ...]:
    """Return the counts by value: ids of records have their names, choices their labels.

    A speaker may be one without a record.
    """
    if not group.kinds:
        labels = group.paths[0].last.labels
        return tuple(
            Tally(name=labels.get(value) or _in_words(value), count=number)
            for value, number in counts.items()
        )
    refs = refs_of(index, counts)
    return tuple(
        Tally(id=id_ if refs[id_].kind else "", name=refs[id_].name, count=number)
        for id_, number in counts.items()
    )


def _in_words(value: object) -> str:
    """Return a value as files have it, which may be a number, `true` or `false`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def chronological(period: str) -> tuple[int, str]:
    """Return a sort key of the label of a period, such as `-0043`, `Y12000`, `199X` or `1999-W20`."""
    year = period.lstrip("Y").split("-W")[0]
    is_before_zero = year.startswith("-")
    digits = year.lstrip("-").replace("X", "0").split("-")[0]
    return (-int(digits) if is_before_zero else int(digits)), period
