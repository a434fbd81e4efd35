"""The contents of the page, collected from the chosen records before its first line is written.

Besides the records themselves these are the mentions of each by others, who met whom, the citations of the sources,
and what the script needs: the days of each record and its values for each facet.
"""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, groupby
from typing import Any

import msgspec

from sinoru.cite import bibtex, ris
from sinoru.cite.cited_text import Run
from sinoru.cite.typeset import entries_in_style
from sinoru.dates.edtf import day_bounds
from sinoru.dates.wording import date_words
from sinoru.export.page.facets import (
    FACETS,
    Amounts,
    Value,
    Values,
    amounts_in,
    claim_values,
    conflict_values,
    event_values,
    facets_of,
    range_data,
    ranges_of,
    unfiltered,
)
from sinoru.export.page.wording import is_exact, year_of
from sinoru.export.record_rows import cited_sources
from sinoru.index.fields import date_of
from sinoru.model.records import Organisation, Part, Person, Place, Record, Relation, Source
from sinoru.model.registers import OtherEntry, entries_of
from sinoru.model.relation_kinds import RelationKind, RelationKinds
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer, Further, Ref
from sinoru.query.cite import Citation
from sinoru.query.credits import contributors, ids_of_credits
from sinoru.query.export_selection import Selection
from sinoru.query.further import ids_in_further, own_of
from sinoru.query.names_of_day import called_on
from sinoru.query.particulars import addresses_of, archive_words, publication_words
from sinoru.query.presence import Attendance

STYLES = (("Chicago", True), ("BibTeX", False), ("RIS", False))
"""Each style of citation, and whether it is text, to which the passage in the source can be added."""
MOST = 1000
"""The most sources that are cited in a style of text, which takes a hundredth of a second each."""
MOST_PEOPLE = 30
"""The most people of one event who count as having met there."""
MOST_PAIRS = 1000
NAMED = ("person", "organisation", "place")


class Pair(msgspec.Struct, frozen=True):
    """Two people, and the ids of the events at which they met."""

    first: str
    second: str
    events: tuple[str, ...]


class Meetings:
    """Collects the pairs of people who met at events."""

    def __init__(self) -> None:
        self._events: dict[tuple[str, str], list[str]] = {}
        self.crowded = 0
        """The number of events with more than MOST_PEOPLE people, of whom only the first count."""

    def add(self, answer: EventAnswer) -> None:
        """Add the people who met at an event."""
        people = {one.id for one in answer.people}
        present = [
            id_ for id_ in Attendance(answer.event.kind, answer.event.participants).met() if id_ in people
        ]
        self.crowded += len(present) > MOST_PEOPLE
        for pair in combinations(present[:MOST_PEOPLE], 2):
            self._events.setdefault(pair, []).append(answer.event.id)

    @property
    def left_out(self) -> int:
        """Return how many pairs are too many to show."""
        return max(0, len(self._events) - MOST_PAIRS)

    def pairs(self) -> list[Pair]:
        """Return at most MOST_PAIRS pairs, those with the most events first."""
        order = sorted(self._events.items(), key=lambda item: (-len(item[1]), item[0]))
        return [Pair(*people, tuple(events)) for people, events in order[:MOST_PAIRS]]


class Mention(msgspec.Struct, frozen=True):
    """A record that mentions another."""

    id: str
    title: str
    date: str = ""
    """EDTF; empty where it has none."""


class Tie(msgspec.Struct, frozen=True):
    """A relation, seen from one of the two."""

    kind: RelationKind
    other: str
    """The id of the other one, who is this to the one of whom it is asked."""
    relation: Relation


class Ties:
    """Collects the relations of each person and organisation, whichever record has them."""

    def __init__(self, kinds: RelationKinds) -> None:
        self._kinds = kinds
        self._by_id: dict[str, list[Tie]] = {}

    def add(self, record: Person | Organisation) -> None:
        """Add the relations that a record has, at it and at the others."""
        for one in record.relations:
            kind = self._kinds.of(one.kind)
            self._by_id.setdefault(record.id, []).append(Tie(kind, one.to, one))
            self._by_id.setdefault(one.to, []).append(Tie(self._kinds.inverse(kind), record.id, one))

    def of(self, id_: str) -> list[Tie]:
        """Return the relations of one, kind by kind."""
        return sorted(self._by_id.get(id_, ()), key=lambda tie: self._kinds.place(tie.kind))


class Mentions:
    """Collects the mentions of each record, each once, in the order of the page."""

    def __init__(self) -> None:
        self._by_target: dict[str, dict[str, dict[str, Mention]]] = {}

    def add(self, target: str, heading: str, mention: Mention) -> None:
        """Add a mention of the target under a heading in the plural, such as `claims`."""
        self._by_target.setdefault(target, {}).setdefault(heading, {})[mention.id] = mention

    def of(self, target: str) -> dict[str, list[Mention]]:
        """Return the mentions of the target, by heading."""
        headings = self._by_target.get(target, {})
        return {heading: list(mentions.values()) for heading, mentions in headings.items()}


class Outline:
    """Collects the data of the script: records, with the values of each facet numbered in order of appearance.

    A record has its amounts for each range only where the corpus has ranges.
    """

    def __init__(self, facets: Mapping[str, str] = FACETS) -> None:
        self.records: list[tuple[Any, ...]] = []
        self._labels = facets
        self._numbers: dict[str, dict[Value, int]] = {facet: {} for facet in facets}

    def add(
        self,
        id_: str,
        days: tuple[int | None, int | None],
        values: Values,
        amounts: Amounts,
        *,
        is_exact: bool,
    ) -> None:
        """Add a record with its first and last day; None where they are open or unknown."""
        numbered = [self._number(facet, values.get(facet, [])) for facet in self._labels]
        self.records.append((id_, *days, is_exact, numbered, *([amounts] if amounts else ())))

    def _number(self, facet: str, values: list[Value]) -> list[int]:
        numbers = self._numbers[facet]
        by_id = {value[0]: value for value in values}
        return [numbers.setdefault(value, len(numbers)) for value in by_id.values()]

    def facets(self, names: dict[str, str]) -> list[dict[str, Any]]:
        """Return the facets with all their values; `names` replaces the labels of some ids."""
        return [
            {
                "key": facet,
                "label": label,
                "values": [(id_, names.get(id_, name)) for id_, name in self._numbers[facet]],
            }
            for facet, label in self._labels.items()
        ]


class Contents:
    """The records of the page, the mentions of each, and the data of the script."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.fields = selection.index.fields
        self.corpus = selection.corpus()
        self.ranges = ranges_of(self.fields)
        self.outline = Outline(facets_of(self.fields))
        self.mentions = Mentions()
        self.ties = Ties(self.fields.relation_kinds)
        self.meetings = Meetings()
        self.names: dict[str, str] = {}
        """The names of the people, organisations, places and sources on the page, by id."""
        self.titles: dict[str, str] = {}
        """The titles of the events, and the texts of the claims, by id."""
        self.on_page: set[str] = set()
        self.citations: dict[str, tuple[str, ...]] = {}
        """The citations of each source, one per style of STYLES."""
        self.entries: dict[str, tuple[Run, ...]] = {}
        """The entry of each source in a bibliography."""
        self._values: dict[str, Values] = {}
        self._amounts: dict[str, Amounts] = {}
        self._conflicts: dict[str, list[ConflictAnswer]] = {}
        for source, self.entries[source.id], self.citations[source.id] in cite_sources(selection):
            self._add_source(source)
        for kind in NAMED:
            for record in selection.records(kind, as_in_file=True):
                assert isinstance(record, Person | Organisation | Place)  # noqa: S101  of these kinds
                self._add_named(record, record.name)
                if not isinstance(record, Place):
                    self.ties.add(record)
        for event in selection.events(as_in_file=True):
            self._add_event(event)
        for claim in selection.claims(as_in_file=True):
            self._add_claim(claim)
        self.conflicts = sorted(selection.conflicts(), key=lambda one: one.state == "reconciled")
        for conflict in self.conflicts:
            self._add_conflict(conflict)

    def parts(self) -> list[tuple[str, str, int]]:
        """Return the parts of the page: id, heading and number of records."""

        def count(kind: str) -> int:
            return self.selection.count((kind,))

        return [
            ("events", "Events", count("event")),
            ("claims", "Claims", count("claim")),
            ("conflicts", "Conflicts", sum(one.state != "reconciled" for one in self.conflicts)),
            ("people", "People", count("person")),
            ("meetings", "Who met whom", len(self.meetings.pairs())),
            ("organisations", "Organisations", count("organisation")),
            ("places", "Places", count("place")),
            ("sources", "Sources", count("source")),
        ]

    def years(self) -> Iterator[tuple[str, Iterator[EventAnswer]]]:
        """Yield the events by the first year in which each may have begun."""
        return groupby(self.selection.events(as_in_file=True), key=lambda answer: year_of(answer.event.date))

    def sources(self) -> list[Any]:
        """Return the sources in the order of their citations in the first style."""
        records = self.selection.records("source", as_in_file=True)
        return sorted(records, key=lambda source: (self.citations[source.id][0].casefold(), source.id))

    def named(self, kind: str) -> list[Any]:
        """Return the people, organisations or places in the order of their names."""
        records = self.selection.records(kind, as_in_file=True)
        return sorted(records, key=lambda record: (self.names[record.id].casefold(), record.id))

    def conflicts_at(self, id_: str) -> list[ConflictAnswer]:
        """Return the conflicts about a record, and those in which a claim makes a statement."""
        return self._conflicts.get(id_, [])

    def subjects_of(self, conflict: ConflictAnswer) -> list[Ref]:
        """Return what a conflict is about, and the record on which it is recorded."""
        own = Ref(id=conflict.record, name=self.titles.get(conflict.record) or conflict.record)
        has_own = conflict.record == conflict.id or conflict.record in {one.id for one in conflict.about}
        return [*conflict.about, *([] if has_own else [own])]

    def record_of(self, conflict: ConflictAnswer) -> Record | None:
        """Return the record that a conflict has of its own; None if it is recorded on another."""
        return self.selection.find(conflict.id) if conflict.record == conflict.id else None

    def birthplace(self, person: Person) -> str:
        """Return the name that the place of birth had on that day, with the present one."""
        return called_on(self.selection.index, person.birthplace, person.born)

    def own(self, one: Record | Part) -> tuple[Further, ...]:
        """Return the corpus's own fields of a record, or of a part of one, that have a value."""
        fields = self.fields.own_of(type(one))
        ids = ids_in_further(one, fields)
        refs = {id_: Ref(id=id_, name=self.names.get(id_) or self.titles.get(id_, id_)) for id_ in ids}
        return own_of(one, self.fields, refs)

    def elsewhere(self, one: Record) -> tuple[OtherEntry, ...]:
        """Return the entries of a record in other registers."""
        return entries_of(one, self.fields.declared.ids)

    def data(self) -> dict[str, Any]:
        """Return the data of the script."""
        pairs = self.meetings.pairs()
        people = {id_: None for pair in pairs for id_ in (pair.first, pair.second)}
        positions = {id_: number for number, id_ in enumerate(people)}
        return {
            "period": (day_bounds(self.corpus.start)[0], day_bounds(self.corpus.end)[1]),
            "facets": self.outline.facets(self.titles | self.names),
            "ranges": [range_data(name, one) for name, one in self.ranges.items()],
            "unfiltered": unfiltered(self.fields),
            "records": self.outline.records,
            "people": [(id_, self.names.get(id_, id_)) for id_ in people],
            "pairs": [(positions[pair.first], positions[pair.second], pair.events) for pair in pairs],
            "styles": STYLES,
            "citations": self.citations,
        }

    def _add_source(self, source: Source) -> None:
        self._add_named(source, source.title)
        for id_ in ids_of_credits(contributors(source)):
            self.mentions.add(id_, "sources", Mention(source.id, source.cited_title, source.published))

    def _add_named(self, record: Record, name: str) -> None:
        self.on_page.add(record.id)
        self.names[record.id] = name
        self._add_source_mentions(record, Mention(record.id, name), "people, organisations and places")

    def _add_event(self, answer: EventAnswer) -> None:
        event = answer.event
        mention = Mention(event.id, event.title, event.date)
        self.on_page.add(event.id)
        self.titles[event.id] = event.title
        self._values[event.id] = values = event_values(answer, self.fields)
        days = answer.earliest, answer.latest
        self.outline.add(event.id, days, values, self._amounts_of(event), is_exact=is_exact(event.date))
        self.meetings.add(answer)
        took_part = (one.id for one in answer.people + answer.organisations)
        for id_ in (*took_part, *(place.id for place in answer.places)):
            self.mentions.add(id_, "events", mention)
        if answer.part_of:
            self.mentions.add(answer.part_of.id, "parts of this event", mention)
        for id_ in dict.fromkeys(ref.id for one in answer.further for ref in one.refs or ()):
            self.mentions.add(id_, "events", mention)
        self._add_source_mentions(event, mention, "events")

    def _add_claim(self, answer: ClaimAnswer) -> None:
        claim = answer.claim
        mention = Mention(claim.id, claim.text, date_of(claim))
        self.on_page.add(claim.id)
        self.titles[claim.id] = claim.text
        self._values[claim.id] = values = claim_values(answer, self.fields)
        days = day_bounds(mention.date)
        self.outline.add(claim.id, days, values, self._amounts_of(claim), is_exact=is_exact(mention.date))
        speakers = [ref.id for ref in (answer.by, answer.reported_by) if ref]
        for heading, ids in (
            ("claims by", (*speakers, *ids_of_credits(answer.authors))),
            ("claims about this", (ref.id for ref in answer.about)),
        ):
            for id_ in ids:
                self.mentions.add(id_, heading, mention)
        self._add_source_mentions(claim, mention, "claims")

    def _add_conflict(self, conflict: ConflictAnswer) -> None:
        self.on_page.add(conflict.id)
        subjects = [one.id for one in self.subjects_of(conflict)]
        values = conflict_values(conflict, [self._values[id_] for id_ in subjects if id_ in self._values])
        named = [self._amounts[id_] for id_ in subjects if id_ in self._amounts]
        amounts = [[*chain.from_iterable(each)] for each in zip(*named, strict=True)]
        amounts = amounts or [[] for _ in self.ranges]
        self.outline.add(conflict.id, day_bounds(conflict.date), values, amounts, is_exact=False)
        claims = (said.claim for said in conflict.statements if said.claim)
        for id_ in dict.fromkeys((*subjects, *claims)):
            self._conflicts.setdefault(id_, []).append(conflict)
        mention = Mention(conflict.id, conflict.question, conflict.date)
        for id_ in dict.fromkeys(said.by.id for said in conflict.statements if said.by):
            self.mentions.add(id_, "statements in conflicts", mention)
        passages = (*conflict.evidence, *(one for said in conflict.statements for one in said.evidence))
        for evidence in passages:
            self.mentions.add(evidence.source, "conflicts", mention)

    def _amounts_of(self, record: Record) -> Amounts:
        """Return the amounts of an event or a claim, and keep them for the conflicts about it."""
        if not self.ranges:
            return []
        self._amounts[record.id] = amounts_in(record, self.fields, self.ranges)
        return self._amounts[record.id]

    def _add_source_mentions(self, record: Record, mention: Mention, heading: str) -> None:
        for evidence in self.fields.evidence(record):
            self.mentions.add(evidence.source, heading, mention)


def cite_sources(selection: Selection) -> Iterator[tuple[Source, tuple[Run, ...], tuple[str, ...]]]:
    """Yield each source with its entry in a bibliography, and its citation in each of STYLES."""
    cited = list(cited_sources(selection))
    entries = entries_in_style(cited, "chicago") if len(cited) <= MOST else map(_plain_entry, cited)
    for citation, entry in zip(cited, entries, strict=True):
        text = "".join(run.text for run in entry)
        formats = ("".join(write([citation])).strip() for write in (bibtex.write, ris.write))
        yield citation.source, entry, (text, *formats)


def _plain_entry(citation: Citation) -> tuple[Run, ...]:
    """Return a bibliography entry without the details of a style."""
    source = citation.source
    year = date_words(source.published) if source.published else ""
    parts = (
        "; ".join(source.authors),
        source.cited_title if source.untitled else f"“{source.title}”",
        source.container,
        *publication_words(source),
        year,
        archive_words(source),
        " ".join(addresses_of(source)),
    )
    return (Run(f"{', '.join(filter(None, parts))}."),)
