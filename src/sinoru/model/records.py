"""The records of a corpus, and the faults found in one, as values.

Each record type is one kind of mapping in a corpus file, field by field (docs/format.md). Dates are EDTF text as
written; ids are kebab-case text. The types are structs of msgspec: defining one costs a tenth of a dataclass at
start-up, and the same definition reads and writes the index's JSON.
"""

from typing import Annotated, ClassVar, Literal

import msgspec

EdtfText = Annotated[str, msgspec.Meta(extra={"holds": "date"})]
EndText = Annotated[str, msgspec.Meta(extra={"holds": "end"})]
"""A date in EDTF, or `..` for what has not ended."""
"""A date as EDTF text; empty if it is not known."""
Decimal = Annotated[str, msgspec.Meta(extra={"holds": "decimal"})]
"""A decimal number as written in the file."""
Count = Annotated[int, msgspec.Meta(extra={"holds": "count"})]
NewId = Annotated[str, msgspec.Meta(extra={"holds": "id"})]
"""The id of a new record: kebab-case."""

NameKind = Literal["native", "romanisation", "variant", "as-printed"]
Certainty = Literal["stated", "reported", "alleged", "implied"]
ClaimKind = Literal["fact", "figure", "assessment", "forecast", "quotation"]
AssessmentVerdict = Literal["supported", "partly", "contradicted", "superseded", "unverified"]
ConflictVerdict = Literal["contradicted", "reconciled", "superseded", "open"]
Severity = Literal["error", "warning"]


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping inside a record."""


class Evidence(Part, frozen=True):
    """Where a fact is written: a passage of a source, and words that must appear in it."""

    source: str
    """Id of the source."""
    at: str = ""
    """Locator: a section and paragraph ("Implications, 1") or a chronology entry ("Chronology, May 10")."""
    terms: tuple[str, ...] = ()
    """Names, numbers or dates in the passage, as printed there."""


class Assessment(Part, frozen=True):
    """The verdict on a claim after comparison with other sources."""

    verdict: AssessmentVerdict
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


class Statement(Part, frozen=True):
    """What one source says about a disputed field."""

    says: str
    """The value according to that source; EDTF if the field is a date."""
    by: str = ""
    """Id of the speaker, if that is not the source's author."""
    certainty: Certainty = "stated"
    evidence: tuple[Evidence, ...] = ()


class Conflict(Part, frozen=True):
    """Statements on one field of a record that cannot all be true, with a verdict."""

    on: str
    """What they disagree on: a field of the record (`date`, `offices`) or a word for it (`status`)."""
    statements: tuple[Statement, ...]
    verdict: ConflictVerdict = "open"
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    """The passages that support the verdict."""


class Name(Part, frozen=True):
    """One written form of a name."""

    text: str
    kind: NameKind = "variant"
    lang: str = ""
    """BCP 47 tag: `ru`, `zh-Hans`, `zh-Latn-wadegile`."""
    source: str = ""
    """Id of the source that prints this form (kind `as-printed`)."""


class Office(Part, frozen=True):
    """An office that a person held, from and to which day (EDTF; empty if not known; `..` if it is still held)."""

    title: str
    org: str = ""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EndText = msgspec.field(default="", name="to")
    evidence: tuple[Evidence, ...] = ()


class Participant(Part, frozen=True):
    """A person or an organisation that takes part in an event, and the role."""

    person: str = ""
    org: str = ""
    role: str = ""
    printed: str = msgspec.field(default="", name="as")
    """The title that the source prints, if it differs from the office held that day."""
    printed_org: str = msgspec.field(default="", name="as_org")
    """Id of the organisation to which that title belongs."""


class Figure(Part, frozen=True):
    """The number in a claim."""

    value: Decimal
    """As a decimal number: `5.48`, `-10.5`."""
    unit: str = ""
    of: str = ""
    """The quantity that is measured."""
    comparison: str = ""
    """`exactly`, `about`, `at least`, `at most`, `change on the year before` ..."""


class Section(Part, frozen=True):
    """A part of a source, named by locators."""

    title: str
    paragraphs: Count = 0
    """The number of its passages: paragraphs, list items or entries."""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EdtfText = msgspec.field(default="", name="to")
    """The period in its heading, `start` to `end` (EDTF)."""
    entries: tuple[str, ...] = ()
    """The dates of its entries as printed ("May 22-29"), in order of appearance."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """The fields that every record has."""

    KIND: ClassVar[str]

    id: NewId
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""


class Event(Record, frozen=True):
    """Something that happened, on a day or over a period."""

    KIND: ClassVar[str] = "event"

    date: EdtfText
    title: str
    summary: str = ""
    kind: str = ""
    participants: tuple[Participant, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    part_of: str = ""


class Person(Record, frozen=True):
    """A person, with every written form of the name and the offices held."""

    KIND: ClassVar[str] = "person"

    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    born: EdtfText = ""
    died: EdtfText = ""
    birthplace: str = ""
    wikidata: str = ""
    summary: str = ""
    offices: tuple[Office, ...] = ()


class Organisation(Record, frozen=True):
    """A state body, party, company, newspaper or alliance."""

    KIND: ClassVar[str] = "organisation"

    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    kind: str = ""
    part_of: str = ""
    summary: str = ""


class Place(Record, frozen=True):
    """A place, with a point on WGS 84 in decimal degrees."""

    KIND: ClassVar[str] = "place"

    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    lat: Decimal = ""
    lon: Decimal = ""
    part_of: str = ""
    summary: str = ""


class Claim(Record, frozen=True):
    """An assertion: who makes it, who reports it, when, and how certain the wording is."""

    KIND: ClassVar[str] = "claim"

    text: str
    kind: ClaimKind = "fact"
    about: tuple[str, ...] = ()
    by: str = ""
    """Id of the speaker; empty if it is the author of the source."""
    reported_by: str = ""
    """Id of the intermediary between the speaker and the source, if any."""
    said: EdtfText = ""
    """The date of the statement (EDTF)."""
    holds: EdtfText = ""
    """The date or period for which the claim is made (EDTF)."""
    certainty: Certainty = "stated"
    quote: str = ""
    """The speaker's own words, at most twelve."""
    figure: Figure | None = None
    topics: tuple[str, ...] = ()
    assessment: Assessment | None = None
    contradicts: tuple[str, ...] = ()


class Source(Record, frozen=True):
    """A text that evidence cites."""

    KIND: ClassVar[str] = "source"

    title: str
    authors: tuple[str, ...] = ()
    """As cited: "Family, Given", or an institution's name."""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    published: EdtfText = ""
    accessed: EdtfText = ""
    url: str = ""
    language: str = ""
    kind: str = ""
    reliability: str = ""
    sections: tuple[Section, ...] = ()


class CorpusTitle(Part, frozen=True):
    """The title and description that a corpus gives itself."""

    title: str = ""
    description: str = ""
    licence: str = ""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EdtfText = msgspec.field(default="", name="to")


RECORDS: dict[str, type[Record]] = {
    "events": Event,
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "claims": Claim,
    "sources": Source,
}
"""The record type of each top-level list of a corpus file."""

RECORD_OF_KIND: dict[str, type[Record]] = {record.KIND: record for record in RECORDS.values()}
"""The record type of each kind."""


class Diagnostic(msgspec.Struct, frozen=True):
    """A fault in a corpus: what is wrong, where, and a hint. Lines and columns count from 1, in code points."""

    code: str
    message: str
    path: str
    line: int
    column: int
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the form that editors can jump to: `file:line:column: code message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}{hint}"
