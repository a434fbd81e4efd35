"""The title, date, texts, links and flags of a record: what the build indexes, and what answers show of it.

A flag is a term like `topic:kosovo`, to which a record has a link of the relation FLAG. The searches for conflicts
and discrepancies begin with the flags, so that they need not read all records.
"""

from collections.abc import Iterator
from functools import lru_cache

from sinoru.dates.days import iso_day
from sinoru.dates.edtf import OPEN_END, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.model.amounts import OPEN, Bounds, bounds_of
from sinoru.model.digest import WORDS
from sinoru.model.fields import OWN, Field, Fields, amount_term, is_amount, may_be_id
from sinoru.model.records import (
    Actor,
    Claim,
    Conflict,
    ConflictRecord,
    ConflictState,
    Event,
    Evidence,
    Name,
    Office,
    Organisation,
    Person,
    Place,
    Record,
    Source,
    Statement,
)

Named = Person | Organisation | Place


class SharedConflict(Conflict, frozen=True):
    """A conflict with a record of its own, as it is shown at a record that it is about."""

    id: str = ""


MOMENTS = frozenset(
    "agreement appointment attack baptism birth burial call death decision earthquake election funeral launch"
    " marriage match meeting milestone sale statement treaty wedding".split()
)
"""Kinds of event that happen at a moment: an open date (`../1065`) does not mean that one goes on for ever."""
FLAG = "conflict"
"""The relation between a record and its flags."""
BY_AUTHOR = "by its author"
"""The relation of a claim that names no speaker to its first source, whose author is the speaker."""
TOOK_PART = "took part"
"""The relation of an event to its participants."""
RELATION = "relation"
"""The relation of a record to those to which it has relations of a declared kind."""
PARTY = "party"
"""The relation to a party, and the prefix of the names of those without a record among the targets of links."""
SPEAKER = "statement by"
"""The relation of a record with a conflict to those who make its statements."""
AUTHOR = "author"
"""The relation of a source to its authors."""
CONFLICTS = "has:conflicts"
"""A conflict, or a record with one; followed by `:` and a state, a conflict of that state."""
STATEMENT = "statement"
"""The relation of a conflict to a claim that makes one of its statements; links have what becomes of it, as below."""
UPHELD, REFUTED, DISPUTED, RECONCILED = (
    "statement that stands",
    "statement that does not stand",
    "statement in an open conflict",
    "statement in a reconciled conflict",
)
STATEMENTS = (UPHELD, REFUTED, DISPUTED, RECONCILED)
"""The relations of a conflict to the claims that make its statements."""
PRINTED_TITLE = "has:printed-title"
"""An event that gives someone a title as a source prints it."""
WHOLE = "has:whole"
"""An event that is part of another."""
HOLDS = "has:holds"
"""A fact or figure about something, with the time at which it is true."""
LIFE = "has:life"
"""A person whose birth or death is dated, or an organisation whose beginning or end is."""
NAME_FOR_A_TIME = "has:name-for-a-time"
"""A person, an organisation or a place with a name that held for a time."""
ENTRIES = "has:entries"
"""A source with a list of dated entries."""
PRIVATE = "has:private"
"""A private record."""
REGISTER = "register"
"""The rule by which a record is found under its id in another register."""
FORMER = "former"
"""The rule by which a record is found under an id that it had before."""
SPACES = frozenset((*WORDS, "has", AUTHOR, OWN))
"""Prefixes of link targets that are not the ids of records, such as `topic:kosovo`."""


def title_of(record: Record) -> str:
    """Return the line that represents the record in a list."""
    if isinstance(record, Claim):
        return record.text
    if isinstance(record, Named):
        return record.name
    if isinstance(record, ConflictRecord):
        return record.question
    if isinstance(record, Source):
        return record.cited_title
    return record.title if isinstance(record, Event) else record.id


def date_of(record: Record) -> str:
    """Return the date under which the record is listed (EDTF); empty if it has none."""
    if isinstance(record, Event):
        return record.date
    if isinstance(record, Claim):
        return record.holds or record.said
    return record.published if isinstance(record, Source) else ""


def headline_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the headline of a search hit: title and date, each with its field; Fields.texts yields the rest."""
    yield "title", title_of(record)
    if date := date_of(record):
        yield "date", _date_in_words(date)


@lru_cache(1 << 14)
def day_in_words(day: int) -> str:
    """Return a day as headlines have it: `8 May 1999`."""
    return in_words(parse_edtf(iso_day(day)))


@lru_cache(1 << 14)
def _date_in_words(date: str) -> str:
    """Write a date in words. The cache pays: a corpus has far fewer days than records."""
    return in_words(parse_edtf(date))


def links_of(record: Record, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield the target and relation of each link; a target is an id or a filter word (`topic:...`).

    A claim that names no speaker has a link to its first source, and a source has links to its authors by name beside
    those by id. None leads to the record itself, as from what a person says in a dispute about that person.
    """
    yield from (link for link in fields.links(record) if link[0] != record.id and link[1] != STATEMENT)
    for conflict in conflicts_in(record):
        for said in conflict.statements:
            if said.claim:
                yield said.claim, relation_of(said, conflict.state)
    if isinstance(record, Claim) and not record.by and record.evidence:
        yield record.evidence[0].source, BY_AUTHOR
    if isinstance(record, Source):
        for author in authors_of_source(record):
            yield f"author:{author if may_be_id(author) else author_key(author)}", AUTHOR
    for flag in flags_of(record):
        yield flag, FLAG


def conflicts_in(record: Record) -> tuple[Conflict | ConflictRecord, ...]:
    """Return the conflicts on a record; a conflict is the only one on itself."""
    return (record,) if isinstance(record, ConflictRecord) else record.conflicts


def conflict_id(record: Record, conflict: Conflict | ConflictRecord) -> str:
    """Return the id of a conflict on a record: its own, or that of the record with its key or field."""
    if isinstance(conflict, ConflictRecord | SharedConflict):
        return conflict.id
    return f"{record.id}:{conflict.key or '-'.join(conflict.field.split()) or 'conflict'}"


def relation_of(statement: Statement, state: ConflictState) -> str:
    """Return the relation of a conflict in a state to the claim that makes one of its statements."""
    if state == "settled":
        return UPHELD if statement.stands else REFUTED
    return DISPUTED if state == "open" else RECONCILED


def amounts_of(record: Record, fields: Fields) -> Iterator[tuple[str, float, float]]:
    """Yield the numbers and dates in the corpus's own fields of a record: the term of the field, and the bounds."""
    for _, field, value in fields.walk(record, is_amount):
        yield amount_term(field), *bounds_in(field, value)


@lru_cache(1 << 14)
def _day_bounds(date: str) -> Bounds:
    when = parse_edtf(date)
    return (
        -OPEN if when.earliest is None else float(when.earliest),
        OPEN if when.latest is None else float(when.latest),
    )


def bounds_in(field: Field, value: str) -> Bounds:
    """Return the bounds of a number, or the first and the last day of a date, in a field of the corpus's own."""
    return _day_bounds(value) if field.holds == "date" else bounds_of(value) or (-OPEN, OPEN)


def flags_of(record: Record) -> Iterator[str]:
    """Yield the flags of a record."""
    if record.private:
        yield PRIVATE
    if conflicts := conflicts_in(record):
        yield CONFLICTS
        yield from {f"{CONFLICTS}:{conflict.state}": None for conflict in conflicts}
    if isinstance(record, Named) and any(map(holds_for_a_time, record.names)):
        yield NAME_FOR_A_TIME
    match record:
        case Event():
            yield from _event_flags(record)
        case Claim():
            yield from _claim_flags(record)
        case Actor() if any(record.life.values()):
            yield LIFE
        case Source() if any(section.entries for section in record.sections):
            yield ENTRIES


def _event_flags(event: Event) -> Iterator[str]:
    if any(participant.printed for participant in event.participants):
        yield PRINTED_TITLE
    if event.part_of:
        yield WHOLE


def _claim_flags(claim: Claim) -> Iterator[str]:
    if claim.holds and claim.about and claim.kind in ("fact", "figure"):
        yield HOLDS


def holds_for_a_time(name: Name) -> bool:
    """Return whether a name held, or holds, only from one day or to one."""
    return bool(name.start or name.end)


def other_key(id_: str) -> str:
    """Return the key of an id in another register in the table of names, where no key of a name begins with #."""
    return f"#{id_.replace(' ', '').replace('-', '').casefold()}"


def former_key(id_: str) -> str:
    """Return the key of a former id in the table of names, where no key of a name begins with @."""
    return f"@{id_}"


def is_id(target: str) -> bool:
    """Return whether the target of a link is the id of a record; the name of a corpus may precede it."""
    return target.partition(":")[0] not in SPACES if ":" in target else bool(target)


def authors_of_source(source: Source) -> tuple[str, ...]:
    """Return who says what a source says: its authors, or else its container, or else its publisher."""
    return source.authors or tuple(filter(None, [source.container or source.publisher]))


def author_key(name: str) -> str:
    """Return what all orders of a name have in common: `Yu, Bin` and `Yu Bin` are `bin yu`."""
    from sinoru.names.folding import fold  # a look-up that shows an event needs none

    return " ".join(sorted(fold(name).split()))


def office_days(person: Person, office: Office) -> tuple[int | None, int | None]:
    """Return the first and the last day on which an office may have been held, at the latest until death.

    None stands for an unknown day.
    """
    start = parse_edtf(office.start).earliest if office.start else None
    end = office.end if office.end and office.end != OPEN_END else person.died
    return start, parse_edtf(end).latest if end else None


def supporting_evidence(record: Record) -> Iterator[Evidence]:
    """Yield the evidence that supports what a record says: of statements, only that of those that stand."""
    yield from record.evidence
    for conflict in conflicts_in(record):
        own_stands = all(said.stands for said in conflict.statements if said.claim == record.id)
        if own_stands and (conflict.state == "settled" or conflict is record):
            yield from (one for said in conflict.statements if said.stands for one in said.evidence)
    if isinstance(record, Person):
        for office in record.offices:
            yield from office.evidence
    elif isinstance(record, Claim) and record.assessment and record.assessment.verdict == "supported":
        yield from record.assessment.evidence
