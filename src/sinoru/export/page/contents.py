"""What goes onto the page, gathered from the choice of records before the first line is written."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.export.page.citations import STYLES, cite_sources
from sinoru.export.page.facets import Values, claim_values, conflict_values, event_values
from sinoru.export.page.meetings import Meetings
from sinoru.export.page.mentions import Mention, Mentions
from sinoru.export.page.outline import Outline
from sinoru.export.page.wording import is_exact, year_of
from sinoru.index.fields import all_evidence, date_of
from sinoru.model.records import Organisation, Person, Place, Record
from sinoru.query.analyses import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.selection import Selection

if TYPE_CHECKING:
    from sinoru.cite.cited_text import Run

NAMED = ("person", "organisation", "place")


class Contents:
    """The records of the page, what speaks of each, and what the script needs to know."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.corpus = selection.corpus()
        self.outline = Outline()
        self.mentions = Mentions()
        self.meetings = Meetings()
        self.names: dict[str, str] = {}
        """Of people, organisations, places and sources; what has one is on the page."""
        self.titles: dict[str, str] = {}
        """Of events."""
        self.on_page: set[str] = set()
        self._values: dict[str, Values] = {}
        self.citations: dict[str, tuple[str, ...]] = {}
        self.entries: dict[str, tuple[Run, ...]] = {}
        """Each source as a bibliography has it."""
        for source, self.entries[source.id], self.citations[source.id] in cite_sources(selection):
            self._add_named(source, source.title)
        for kind in NAMED:
            for record in selection.records(kind):
                assert isinstance(record, Person | Organisation | Place)  # noqa: S101  of these kinds
                self._add_named(record, record.name)
        for event in selection.events():
            self._add_event(event)
        for claim in selection.claims():
            self._add_claim(claim)
        self.conflicts = list(selection.conflicts())
        for conflict in self.conflicts:
            self._add_conflict(conflict)

    def parts(self) -> list[tuple[str, str, int]]:
        """Give the parts of the page, each with its heading and how many records it has."""
        count = self.selection.count
        return [
            ("events", "Events", count("event")),
            ("claims", "Claims", count("claim")),
            ("conflicts", "Conflicts", len(self.conflicts)),
            ("people", "People", count("person")),
            ("meetings", "Who met whom", len(self.meetings.pairs())),
            ("organisations", "Organisations", count("organisation")),
            ("places", "Places", count("place")),
            ("sources", "Sources", count("source")),
        ]

    def years(self) -> Iterator[tuple[str, Iterator[EventAnswer]]]:
        """Give the events by the year in which each may have begun."""
        return groupby(self.selection.events(), key=lambda answer: year_of(answer.event.date))

    def sources(self) -> list[Any]:
        """Give the sources in the order of their citations."""
        records = self.selection.records("source")
        return sorted(records, key=lambda source: (self.citations[source.id][0].casefold(), source.id))

    def named(self, kind: str) -> list[Any]:
        """Give people, organisations, places or sources by name."""
        records = self.selection.records(kind)
        return sorted(records, key=lambda record: (self.names[record.id].casefold(), record.id))

    def data(self) -> dict[str, Any]:
        """Give what the script reads."""
        pairs = self.meetings.pairs()
        people = {id_: None for pair in pairs for id_ in (pair.first, pair.second)}
        place = {id_: number for number, id_ in enumerate(people)}
        return {
            "period": self._period(),
            "facets": self.outline.facets(self.names),
            "records": self.outline.records,
            "people": [(id_, self.names.get(id_, id_)) for id_ in people],
            "pairs": [(place[pair.first], place[pair.second], pair.events) for pair in pairs],
            "styles": STYLES,
            "citations": self.citations,
        }

    def _period(self) -> tuple[int | None, int | None]:
        """Give the first and the last day that the corpus says it covers."""
        ends = []
        for text in (self.corpus.start, self.corpus.end):
            try:
                ends.append(parse_edtf(text) if text else None)
            except DateError:
                ends.append(None)
        first, last = ends
        return (first.earliest if first else None, last.latest if last else None)

    def _add_named(self, record: Record, name: str) -> None:
        self.on_page.add(record.id)
        self.names[record.id] = name
        self._note_sources(record, Mention(record.id, name), "people and bodies")

    def _add_event(self, answer: EventAnswer) -> None:
        event = answer.event
        mention = Mention(event.id, event.title, event.date)
        self.on_page.add(event.id)
        self.titles[event.id] = event.title
        self._values[event.id] = values = event_values(answer)
        self.outline.add(event.id, (answer.earliest, answer.latest), values, is_exact=is_exact(event.date))
        self.meetings.add(event.id, (one.id for one in answer.people))
        took_part = (one.id for one in answer.people + answer.organisations)
        for id_ in (*took_part, *(place.id for place in answer.places)):
            self.mentions.add(id_, "events", mention)
        if answer.part_of:
            self.mentions.add(answer.part_of.id, "parts of it", mention)
        self._note_sources(event, mention, "events")

    def _add_claim(self, answer: ClaimAnswer) -> None:
        claim = answer.claim
        mention = Mention(claim.id, claim.text, date_of(claim))
        self.on_page.add(claim.id)
        self._values[claim.id] = values = claim_values(answer)
        self.outline.add(claim.id, _days(mention.date), values, is_exact=is_exact(mention.date))
        spoken = [ref for ref in (answer.by, answer.reported_by) if ref]
        for how, refs in (
            ("claims by", spoken),
            ("claims about this", answer.about),
            ("claims against it", answer.contradicts),
        ):
            for ref in refs:
                self.mentions.add(ref.id, how, mention)
        self._note_sources(claim, mention, "claims")

    def _add_conflict(self, conflict: ConflictAnswer) -> None:
        mention = Mention(conflict.id, f"{conflict.on} ({conflict.verdict})")
        self.on_page.add(conflict.id)
        values = conflict_values(conflict, self._values.get(conflict.record))
        self.outline.add(conflict.id, _days(conflict.date), values, is_exact=False)
        claims = (said.claim for said in conflict.statements)
        for id_ in dict.fromkeys(filter(None, (conflict.record, *claims))):
            self.mentions.add(id_, "conflicts", mention)

    def _note_sources(self, record: Record, mention: Mention, how: str) -> None:
        for evidence in all_evidence(record):
            self.mentions.add(evidence.source, how, mention)


def _days(edtf: str) -> tuple[int | None, int | None]:
    try:
        date = parse_edtf(edtf)
    except DateError:
        return None, None
    return date.earliest, date.latest
