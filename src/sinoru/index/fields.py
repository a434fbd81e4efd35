"""The title, date, texts, links and flags of a record: what the build indexes, and what answers show of it.

A flag is a term like `topic:kosovo`, to which a record has a link of the relation FLAG. The search for conflicts
begins with the flags, so that it need not read all records.
"""

from collections.abc import Iterator
from functools import lru_cache

from sinoru.dates.edtf import OPEN_END, parse_edtf
from sinoru.dates.wording import in_words
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
_DATES = ("date", "born", "died", "published", "said", "holds")
"""Fields whose value is a date, which a statement may have in words."""
REBUTTALS = ("contradicted", "superseded", "partly")
"""Verdicts of sources that do not support a claim, or only in part."""
SPACES = frozenset("topic country kind certainty verdict has author".split())
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
    """Yield the headline of a search hit: title and date, each with its field; texts_of yields the rest."""
    yield "title", title_of(record)
    if date := date_of(record):
        yield "date", _date_in_words(date)


@lru_cache(1 << 14)
def _date_in_words(date: str) -> str:
    """Write a date in words. The cache pays: a corpus has far fewer days than records."""
    return in_words(parse_edtf(date))


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every text that is searched after the headline, each with its field; texts may be empty."""
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
            " · ".join([conflict.on, *(statement.says for statement in conflict.statements), conflict.why]),
        )
    yield "evidence", " · ".join(term for evidence in record.evidence for term in evidence.terms)
    yield "note", record.note
    yield "tags", " · ".join(record.tags)


def _event_texts(event: Event) -> Iterator[tuple[str, str]]:
    yield "summary", event.summary
    yield "kind", event.kind
    yield "topics", _join_topics(event.topics)
    yield "countries", " · ".join(event.countries)
    yield (
        "titles",
        " · ".join(participant.printed for participant in event.participants if participant.printed),
    )


def _claim_texts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "quotation", claim.quote
    if claim.figure:
        yield "figure", f"{claim.figure.value} {claim.figure.unit} {claim.figure.of}"
    yield "topics", _join_topics(claim.topics)
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


def _join_topics(topics: tuple[str, ...]) -> str:
    return " · ".join(topic.replace("-", " ") for topic in topics)


def links_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the target and relation of each link; a target is an id, a filter word (`topic:...`) or empty."""
    if isinstance(record, Event):
        yield from _event_links(record)
    elif isinstance(record, Claim):
        yield from _claim_links(record)
    elif isinstance(record, Named):
        yield from _named_links(record)
    elif isinstance(record, Source):
        for author in authors_of_source(record):
            yield f"author:{author_key(author)}", "author"
    for evidence in all_evidence(record):
        yield evidence.source, "source"
    for flag in flags_of(record):
        yield flag, FLAG


def _event_links(event: Event) -> Iterator[tuple[str, str]]:
    for participant in event.participants:
        yield participant.person or participant.org, "took part"
        if participant.printed_org:
            yield participant.printed_org, "printed office"
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
    if not claim.by and claim.evidence:
        yield claim.evidence[0].source, BY_AUTHOR
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


def all_evidence(record: Record) -> Iterator[Evidence]:
    """Yield every piece of evidence in the record and its parts."""
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
