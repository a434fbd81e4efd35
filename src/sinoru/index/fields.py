"""The title, date, texts, links and flags of a record: what the build indexes, and what answers show of it.

A flag is a term like `topic:kosovo`, to which a record has a link of the relation FLAG. The search for conflicts
begins with the flags, so that it need not read all records.
"""

from collections.abc import Iterator
from functools import lru_cache

from sinoru.dates.edtf import OPEN_END, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.model.digest import WORDS
from sinoru.model.fields import Fields
from sinoru.model.records import (
    Claim,
    Conflict,
    Event,
    Evidence,
    Office,
    Organisation,
    Person,
    Place,
    Record,
    Source,
    Statement,
)

Named = Person | Organisation | Place

FLAG = "conflict"
"""The relation between a record and its flags."""
BY_AUTHOR = "by its author"
"""The relation of a claim that names no speaker to its first source, whose author is the speaker."""
SPEAKER = "statement by"
"""The relation of a record with a conflict to those who make its statements."""
AUTHOR = "author"
"""The relation of a source to its authors."""
CONFLICTS = "has:conflicts"
"""A record with a conflict; followed by `:` and a verdict, a record with a conflict of that verdict."""
DISPUTE = "has:dispute"
"""A claim that contradicts another, or that other sources do not support; a verdict may follow likewise."""
PRINTED_TITLE = "has:printed-title"
"""An event that gives someone a title as a source prints it."""
WHOLE = "has:whole"
"""An event that is part of another."""
HOLDS = "has:holds"
"""A fact or figure about something, with the time at which it is true."""
LIFE = "has:life"
"""A person whose birth or death is dated."""
ENTRIES = "has:entries"
"""A source with a list of dated entries."""
FORMER = "former"
"""The rule by which a record is found under an id that it had before."""
_DATES = ("date", "born", "died", "published", "said", "holds")
"""Fields whose value is a date, which a statement may have in words."""
REBUTTALS = ("contradicted", "superseded", "partly")
"""Verdicts of sources that do not support a claim, or only in part."""
SPACES = frozenset((*WORDS, "has", AUTHOR))
"""Prefixes of link targets that are not the ids of records, such as `topic:kosovo`."""


def title_of(record: Record) -> str:
    """Return the line that represents the record in a list."""
    if isinstance(record, Claim):
        return record.text
    if isinstance(record, Named):
        return record.name
    return record.title if isinstance(record, Event | Source) else record.id


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
def _date_in_words(date: str) -> str:
    """Write a date in words. The cache pays: a corpus has far fewer days than records."""
    return in_words(parse_edtf(date))


def links_of(record: Record, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield the target and relation of each link; a target is an id or a filter word (`topic:...`).

    A claim that names no speaker has a link to its first source, and a source has links to its authors. None leads to
    the record itself, as from what a person says in a dispute about that person.
    """
    yield from (link for link in fields.links(record) if link[0] != record.id)
    if isinstance(record, Claim) and not record.by and record.evidence:
        yield record.evidence[0].source, BY_AUTHOR
    if isinstance(record, Source):
        for author in authors_of_source(record):
            yield f"author:{author_key(author)}", AUTHOR
    for flag in flags_of(record):
        yield flag, FLAG


def flags_of(record: Record) -> Iterator[str]:
    """Yield the flags of a record."""
    if record.conflicts:
        yield CONFLICTS
        yield from {f"{CONFLICTS}:{conflict.verdict}": None for conflict in record.conflicts}
    match record:
        case Event():
            yield from _event_flags(record)
        case Claim():
            yield from _claim_flags(record)
        case Person() if record.born or record.died:
            yield LIFE
        case Source() if any(section.entries for section in record.sections):
            yield ENTRIES


def _event_flags(event: Event) -> Iterator[str]:
    if any(participant.printed for participant in event.participants):
        yield PRINTED_TITLE
    if event.part_of:
        yield WHOLE


def _claim_flags(claim: Claim) -> Iterator[str]:
    if claim.contradicts or is_rebutted(claim):
        yield DISPUTE
        yield f"{DISPUTE}:{verdict_on(claim)}"
    if claim.holds and claim.about and claim.kind in ("fact", "figure"):
        yield HOLDS


def is_rebutted(claim: Claim) -> bool:
    """Return whether other sources do not support the claim, or only in part."""
    assessment = claim.assessment
    return bool(assessment and assessment.evidence and assessment.verdict in REBUTTALS)


def verdict_on(claim: Claim) -> str:
    """Return the verdict on the conflicts of a claim: that of its assessment if it is a rebuttal, else `open`."""
    return claim.assessment.verdict if claim.assessment and claim.assessment.verdict in REBUTTALS else "open"


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
    """Yield the evidence that supports what the record says: not that of other statements, or of a rebuttal."""
    yield from record.evidence
    for conflict in record.conflicts:
        yield from (
            one for said in conflict.statements if is_own(record, conflict, said) for one in said.evidence
        )
    if isinstance(record, Person):
        for office in record.offices:
            yield from office.evidence
    elif isinstance(record, Claim) and record.assessment and record.assessment.verdict == "supported":
        yield from record.assessment.evidence


def is_own(record: Record, conflict: Conflict, statement: Statement) -> bool:
    """Return whether a statement of a conflict has the value that the record has, as far as a field shows it."""
    value = getattr(record, conflict.on, "")
    if not isinstance(value, str) or not value:
        return False
    return statement.says in ((value, _date_in_words(value)) if conflict.on in _DATES else (value,))
