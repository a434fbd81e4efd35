"""Marks of the records that a look for conflicts begins with, so that it never has to read the others.

A mark is a term like `topic:kosovo`, and links a record in the way `conflict`.

What of a record is searched and what it refers to: one table for the build and for `matched in`.
"""

from collections.abc import Iterator
from functools import lru_cache

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.model.records import Claim, Event, Evidence, Office, Organisation, Person, Place, Record, Source

FLAG = "conflict"
"""How a record is linked to its marks."""
CONFLICTS = "has:conflicts"
"""With `:` and a verdict behind it, a record with such a conflict."""
DISPUTE = "has:dispute"
"""A claim that names one it contradicts, or that other sources do not bear out; likewise."""
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


def flags_of(record: Record) -> Iterator[str]:
    """Yield the marks of a record."""
    if record.conflicts:
        yield CONFLICTS
        yield from {f"{CONFLICTS}:{conflict.verdict}": None for conflict in record.conflicts}
    match record:
        case Event():
            yield from _event_marks(record)
        case Claim():
            yield from _claim_marks(record)
        case Person() if record.born or record.died:
            yield LIFE
        case Source() if any(section.entries for section in record.sections):
            yield ENTRIES


def _event_marks(event: Event) -> Iterator[str]:
    if any(one.printed for one in event.participants):
        yield PRINTED_TITLE
    if event.part_of:
        yield WHOLE


def _claim_marks(claim: Claim) -> Iterator[str]:
    if claim.contradicts or is_rebutted(claim):
        yield DISPUTE
        yield f"{DISPUTE}:{verdict_on(claim)}"
    if claim.holds and claim.about and claim.kind in ("fact", "figure"):
        yield HOLDS


def is_rebutted(claim: Claim) -> bool:
    """Return whether other sources do not bear the claim out, or not wholly."""
    assessment = claim.assessment
    return bool(assessment and assessment.evidence and assessment.verdict in REBUTTALS)


REBUTTALS = ("contradicted", "superseded", "partly")


def verdict_on(claim: Claim) -> str:
    """Put the assessment of a claim as a verdict on the conflicts it is in."""
    return claim.assessment.verdict if claim.assessment and claim.assessment.verdict in REBUTTALS else "open"


SPACES = frozenset("topic country kind certainty verdict has".split())
"""What stands before the colon of a link's target that is no record's id."""


def is_id(target: str) -> bool:
    """Return whether the target of a link is the id of a record, which may have a corpus's name before it."""
    return target.partition(":")[0] not in SPACES if ":" in target else bool(target)


Named = Person | Organisation | Place


def title_of(record: Record) -> str:
    """Return the line that stands for the record in a list."""
    if isinstance(record, Claim):
        return record.text
    if isinstance(record, Named):
        return record.name
    return record.title if isinstance(record, Event | Source) else record.id


def date_of(record: Record) -> str:
    """Return the date that the record is listed under (EDTF); empty where it has none."""
    if isinstance(record, Event):
        return record.date
    if isinstance(record, Claim):
        return record.holds or record.said
    return record.published if isinstance(record, Source) else ""


def headline_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what stands at the head of a hit: title and date, as texts_of gives the rest."""
    yield "title", title_of(record)
    if date := date_of(record):
        yield "date", _in_words(date)


@lru_cache(1 << 14)
def _in_words(date: str) -> str:
    """Write a date out; a corpus has far fewer days than records."""
    return in_words(parse_edtf(date))


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every text that search reads, after the headline, each with the word for its field."""
    if isinstance(record, Event):
        yield from _event_texts(record)
    elif isinstance(record, Claim):
        yield from _claim_texts(record)
    elif isinstance(record, Source):
        yield from _source_texts(record)
    elif isinstance(record, Named):
        yield from _named_texts(record)
    for conflict in record.conflicts:
        yield (
            "conflicts",
            " · ".join([conflict.on, *(said.says for said in conflict.statements), conflict.why]),
        )
    yield "evidence", " · ".join(term for evidence in record.evidence for term in evidence.terms)
    yield "note", record.note
    yield "tags", " · ".join(record.tags)


def _event_texts(event: Event) -> Iterator[tuple[str, str]]:
    yield "summary", event.summary
    yield "kind", event.kind
    yield "topics", _spaced(event.topics)
    yield "countries", " · ".join(event.countries)
    yield "titles", " · ".join(one.printed for one in event.participants if one.printed)


def _claim_texts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "quotation", claim.quote
    if claim.figure:
        yield "figure", f"{claim.figure.value} {claim.figure.unit} {claim.figure.of}"
    yield "topics", _spaced(claim.topics)
    if claim.assessment:
        yield "assessment", f"{claim.assessment.verdict}: {claim.assessment.why}"


def _source_texts(source: Source) -> Iterator[tuple[str, str]]:
    yield "authors", " · ".join(source.authors)
    yield "container", f"{source.container} {source.publisher}"
    yield "reliability", source.reliability


def _named_texts(record: Named) -> Iterator[tuple[str, str]]:
    yield "names", " · ".join(name.text for name in record.names)
    yield "summary", record.summary
    yield "country", record.country
    if isinstance(record, Person):
        yield "offices", " · ".join(office.title for office in record.offices)
    elif isinstance(record, Organisation):
        yield "kind", record.kind


def _spaced(topics: tuple[str, ...]) -> str:
    return " · ".join(topic.replace("-", " ") for topic in topics)


def links_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what the record refers to: pairs of an id (or `topic:...`, `country:...`) and how."""
    if isinstance(record, Event):
        yield from _event_links(record)
    elif isinstance(record, Claim):
        yield from _claim_links(record)
    elif isinstance(record, Named):
        yield from _named_links(record)
    for evidence in all_evidence(record):
        yield evidence.source, "source"
    for mark in flags_of(record):
        yield mark, FLAG


def _event_links(event: Event) -> Iterator[tuple[str, str]]:
    for one in event.participants:
        yield one.person or one.org, "took part"
        if one.printed_org:
            yield one.printed_org, "printed office"
    for place in event.places:
        yield place, "place"
    for country in event.countries:
        yield f"country:{country.casefold()}", "country"
    for topic in event.topics:
        yield f"topic:{topic.casefold()}", "topic"
    yield event.part_of, "part of"
    yield f"kind:{event.kind.casefold()}", "kind"


def _claim_links(claim: Claim) -> Iterator[tuple[str, str]]:
    for about in claim.about:
        yield about, "about"
    yield claim.by, "by"
    yield claim.reported_by, "reported by"
    for topic in claim.topics:
        yield f"topic:{topic.casefold()}", "topic"
    for other in claim.contradicts:
        yield other, "contradicts"
    yield f"kind:{claim.kind}", "kind"
    yield f"certainty:{claim.certainty}", "certainty"
    if claim.assessment:
        yield f"verdict:{claim.assessment.verdict}", "verdict"


def _named_links(record: Named) -> Iterator[tuple[str, str]]:
    yield f"country:{record.country.casefold()}" if record.country else "", "country"
    for name in record.names:
        yield name.source, "prints the name"
    if isinstance(record, Person):
        yield record.birthplace, "birthplace"
        for office in record.offices:
            yield office.org, "office in"
    else:
        yield record.part_of, "part of"


def office_days(person: Person, office: Office) -> tuple[int | None, int | None]:
    """Return the first and the last day on which an office may have been held; nobody holds one after death.

    None: not known.
    """
    start = parse_edtf(office.start).earliest if office.start else None
    end = office.end or person.died
    return start, parse_edtf(end).latest if end else None


def all_evidence(record: Record) -> Iterator[Evidence]:
    """Yield every piece of evidence in the record, that of its parts included."""
    yield from record.evidence
    for conflict in record.conflicts:
        yield from conflict.evidence
        for statement in conflict.statements:
            yield from statement.evidence
    if isinstance(record, Person):
        for office in record.offices:
            yield from office.evidence
    elif isinstance(record, Claim) and record.assessment:
        yield from record.assessment.evidence
