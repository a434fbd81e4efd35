"""An office, a relation, a part or a name is outside the time of its organisation.

An office, a relation or a name begins or ends before the organisation is founded or after it is dissolved; or a
body and the one that it is part of have no day in common. A date is wrong, or what came before or after the
organisation needs a record of its own. Only what is certain is reported, and nothing where sources disagree and a
conflict records it (`field: founded`, `dissolved`, `offices` or `relations`).

    organisations:
      - {id: comecon, name: Comecon, founded: 1949-01-25, dissolved: 1991-06-28}
    people:
      - id: adams
        name: A. Adams
        offices:
          - {title: Secretary, org: comecon, from: 1994, to: 1996}     # W351
"""

from collections.abc import Iterator, Mapping

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.discrepancies.outside_life import Life, bound_outside, life_of, life_words
from sinoru.check.finding import FieldPath, Finding, Location
from sinoru.check.relations import placed_relations
from sinoru.model.records import Name, Office, Organisation, Person, Relation

CODE = "W351"
SUMMARY = "An office, a relation, a part or a name is outside the time of its organisation."
Dated = Name | Office | Relation
Lives = Mapping[str, tuple[Organisation, Life]]


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each office, part and name that is certainly outside the time of its organisation."""
    lives = {
        one.id: (one, life_of(one))
        for _, one in corpus.of(Organisation)
        if any(one.life.values()) and corpus.disputed(one).isdisjoint(one.LIFE)
    }
    if not lives:
        return
    for place, at, part, id_ in _dated_parts(corpus):
        yield from _outside(place, at, part, id_, lives)
    for place, one in corpus.of(Organisation):
        yield from _apart(place, one, lives)


def _dated_parts(corpus: CheckedCorpus) -> Iterator[tuple[Location, FieldPath, Dated, str]]:
    """Yield what has a time in an organisation, with its place and the id of the organisation."""
    for place, person in corpus.of(Person):
        if "offices" not in corpus.disputed(person):
            for number, office in enumerate(person.offices):
                yield place, ("offices", number), office, office.org
    for place, one in corpus.of(Organisation):
        for number, name in enumerate(one.names):
            yield place, ("names", number), name, one.id
    undisputed = (one for one in placed_relations(corpus) if "relations" not in corpus.disputed(one.holder))
    for said in undisputed:
        for id_ in (said.holder.id, said.relation.to):
            yield said.place, ("relations", said.position), said.relation, id_


def _outside(place: Location, at: FieldPath, part: Dated, id_: str, lives: Lives) -> Iterator[Finding]:
    """Yield a finding if a part of a record is outside the time of an organisation."""
    if id_ in lives and (bound := bound_outside(lives[id_][1], part)):
        when = "/".join((part.start or "..", part.end or ".."))
        message = f"the {type(part).__name__.lower()} ({when}) is outside the time of '{id_}'"
        hint = f"check the dates: {life_words(lives[id_][0])}"
        is_start = bound == "from"
        key = "from" if is_start else "until" if isinstance(part, Relation) else "to"
        yield Finding(place, (*at, key), message, hint, part.start if is_start else part.end)


def _apart(place: Location, one: Organisation, lives: Lives) -> Iterator[Finding]:
    """Yield a finding if a body and the one that it is part of certainly existed at different times."""
    if one.id not in lives or one.part_of not in lives:
        return
    (_, own), (whole, time) = lives[one.id], lives[one.part_of]
    if _is_before(own, time) or _is_before(time, own):
        message = f"'{one.id}' and '{whole.id}', of which it is a part, did not exist at the same time"
        hint = f"check the dates: {life_words(one)}; {life_words(whole)}"
        yield Finding(place, ("part_of",), message, hint, one.part_of)


def _is_before(one: Life, other: Life) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first
