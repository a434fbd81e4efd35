"""A participant has a title (`as`) that was not theirs that day.

According to the corpus, the person did not hold that office on the day of the event: they held another office in
that organisation while someone else had the title, or they held no office there at all. Missing dates prove
nothing: an office without dates may have been held. If a source is wrong, say so in the event's `conflicts` (on
`offices`). The title is then accepted.

    participants:
      - {person: valentin-korabelnikov, as: Chief of the General Staff, as_org: general-staff-rf}     # W301
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.index.fields import office_days
from sinoru.model.records import Event, Office, Organisation, Participant, Person
from sinoru.query.tenure import TitleIndex

CODE = "W301"
SUMMARY = "A participant has a title that was not theirs that day."
_DISPUTED = frozenset(("offices", "office", "title", "as"))
_DEEPEST = 8
"""Levels of organisations that are followed upward, and then downward."""
_SHOWN = 3
"""Offices of a person that a hint lists."""
_MOST_COMPARED = 5_000_000
"""Offices that are compared with the day of an event, in all."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each title that does not fit the offices of the day."""
    offices = _Offices(corpus)
    for place, event in corpus.of(Event):
        people: dict[str, _OnTheDay] = {}
        for number, part in enumerate(event.participants):
            holder = corpus.find(Person, part.person) if part.printed else None
            if not holder or _is_disputed(event, holder):
                continue
            at = ("participants", number, "as")
            if offices.patience < 0:
                message = "this title and those after it were not checked: too many offices may be meant"
                yield Finding(place, at, message, "split the corpus to check them", part.printed)
                return
            if holder.id not in people:
                people[holder.id] = _OnTheDay(offices, holder, parse_edtf(event.date))
            if hint := people[holder.id].office_instead(part):
                message = f"'{holder.id}' was not '{part.printed}' on {event.date}"
                yield Finding(place, at, message, f"check the title: {hint}", part.printed)


def _is_disputed(event: Event, person: Person) -> bool:
    return any(conflict.field in _DISPUTED for record in (event, person) for conflict in record.conflicts)


class _Offices:
    """The offices of all people, by organisation and title, and by person."""

    def __init__(self, corpus: CheckedCorpus) -> None:
        holders: dict[str, list[tuple[str, tuple[Person, Office]]]] = defaultdict(list)
        for _, person in corpus.of(Person):
            for office in person.offices:
                holders[office.org].append((office.title, (person, office)))
                if office.org:  # for a title that comes without its organisation
                    holders[""].append((office.title, (person, office)))
        self._titles = {org: TitleIndex(titled) for org, titled in holders.items()}
        self._corpus = corpus
        self._known: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        """Two people who held an office with a title in an organisation on a day, and the office in words."""
        self._careers: dict[str, _Career] = {}
        self.patience = _MOST_COMPARED
        """How many offices may still be compared."""
        self.above = cache(self._above)

    def held_by_another(self, part: Participant, date: EdtfDate) -> str:
        """Return who else held an office with the printed title on a day, and which; empty if no one did."""
        key = part.printed_org, part.printed, date.text
        if key not in self._known:
            self._known[key] = list(self._holders(*key[:2], date))
        return next((words for id_, words in self._known[key] if id_ != part.person), "")

    def _holders(self, org: str, title: str, date: EdtfDate) -> Iterator[tuple[str, str]]:
        titles = self._titles.get(org)
        candidates = titles.called(title) if titles else []
        self.patience -= len(candidates)
        first = ""
        for person, office in candidates:
            if person.id != first and _may_hold(person, office, date):
                yield person.id, f"{person.name} was {_with_days(office)}"
                if first:
                    return
                first = person.id

    def career(self, person: Person) -> "_Career":
        """Return the offices of a person."""
        if person.id not in self._careers:
            self._careers[person.id] = _Career(self, person)
        return self._careers[person.id]

    def above_any(self, offices: Sequence[Office]) -> frozenset[str]:
        """Return the ids of the organisations of offices, and of all that these are part of."""
        return frozenset(org for office in offices if office.org for org in self.above(office.org))

    def _above(self, org: str) -> tuple[str, ...]:
        found = [org]
        for _ in range(_DEEPEST):
            above = self._corpus.find(Organisation, found[-1])
            if not above or not above.part_of:
                break
            found.append(above.part_of)
        return tuple(found)


class _Career:
    """The offices of a person at all times."""

    def __init__(self, offices: _Offices, person: Person) -> None:
        dated = [office for office in person.offices if _is_dated(office)]
        self.days = [(office, office_days(person, office)) for office in dated]
        self.titles = TitleIndex((office.title, office) for office in dated)
        self.all = person.offices
        self.undated_within = offices.above_any([one for one in person.offices if not _is_dated(one)])
        self._offices = offices
        self._there: dict[str, list[Office]] = {}

    def within(self, org: str) -> list[Office]:
        """Return the first offices in the family of an organisation, as many as are shown.

        Of one family are an organisation, all that it is part of, and all their parts.
        """
        if org not in self._there:
            self._offices.patience -= len(self.all)
            family = frozenset(self._offices.above(org))
            there = (one for one in self.all if not family.isdisjoint(self._offices.above_any([one])))
            self._there[org] = list(islice(there, _SHOWN))
        return self._there[org]


class _OnTheDay:
    """The offices of a person on the day of an event."""

    def __init__(self, offices: _Offices, person: Person, date: EdtfDate) -> None:
        self.offices = offices
        self.date = date
        self.career = offices.career(person)
        offices.patience -= len(person.offices)
        self.held = [office for office, days in self.career.days if date.overlaps(*days)]
        self.titles = TitleIndex((office.title, office) for office in self.held)
        self.within = offices.above_any(self.held)

    def office_instead(self, part: Participant) -> str:
        """Return who held which office instead; empty if nothing is wrong, or nothing is certain."""
        if self.titles.called(part.printed):
            return ""
        if self.held and (other := self.offices.held_by_another(part, self.date)):
            return other
        if self.held and self.career.titles.called(part.printed):
            return _on_record(self.career.all)  # theirs, but at another time
        family = self.offices.above(part.printed_org)
        if not part.printed_org or not self.career.undated_within.isdisjoint(family):
            return ""
        on_record = self.held or self.career.within(part.printed_org)
        return _on_record(on_record) if on_record and self.within.isdisjoint(family) else ""


def _may_hold(person: Person, office: Office, date: EdtfDate) -> bool:
    return _is_dated(office) and date.overlaps(*office_days(person, office))


def _is_dated(office: Office) -> bool:
    return bool(office.start or office.end)


def _on_record(offices: Sequence[Office]) -> str:
    return f"the person was {'; '.join(map(_with_days, offices[:_SHOWN]))}"


def _with_days(office: Office) -> str:
    return f"{office.title} ({office.start or '..'}/{office.end or '..'})"
