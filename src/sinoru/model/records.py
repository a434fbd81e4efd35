"""A fault in a corpus, as a value. Rendering is elsewhere.

The records of a corpus, as values.

Each type is one kind of mapping in a corpus file, field by field (docs/format.md). Dates are EDTF text as
written; ids are kebab-case text. Structs of msgspec: defining one costs a tenth of a dataclass at start-up,
and the same definition reads and writes the index's JSON.
"""

from typing import Annotated, ClassVar, Literal

import msgspec

Severity = Literal["error", "warning"]


class Diagnostic(msgspec.Struct, frozen=True):
    """What is wrong, where, and what to do. Lines and columns are 1-based, columns in code points."""

    code: str
    message: str
    path: str
    line: int
    column: int
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return the form that editors jump to: `file:line:column: code message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}{hint}"


EdtfText = Annotated[str, msgspec.Meta(extra={"holds": "date"})]
"""A date as EDTF text; empty where it is not known."""
Decimal = Annotated[str, msgspec.Meta(extra={"holds": "decimal"})]
"""A decimal number as it stands in the file."""
Count = Annotated[int, msgspec.Meta(extra={"holds": "count"})]
NewId = Annotated[str, msgspec.Meta(extra={"holds": "id"})]
"""The id that a record gets: kebab-case."""

NameKind = Literal["native", "romanisation", "variant", "as-printed"]
Certainty = Literal["stated", "reported", "alleged", "implied"]
ClaimKind = Literal["fact", "figure", "assessment", "forecast", "quotation"]
AssessmentVerdict = Literal["supported", "partly", "contradicted", "superseded", "unverified"]
ConflictVerdict = Literal["contradicted", "reconciled", "superseded", "open"]


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping inside a record."""


class Evidence(Part, frozen=True):
    """Where a fact is written: a passage of a source, and words that must stand in it."""

    source: str
    """Id of the source."""
    at: str = ""
    """Locator: a section and paragraph ("Implications, 1") or a chronology entry ("Chronology, May 10")."""
    terms: tuple[str, ...] = ()
    """Names, numbers or dates that stand in the passage, as printed there."""


class Assessment(Part, frozen=True):
    """What became of a claim when it was held against other sources."""

    verdict: AssessmentVerdict
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


class Statement(Part, frozen=True):
    """What one source says of a disputed field."""

    says: str
    """The value as that source has it; EDTF where the field is a date."""
    by: str = ""
    """Id of who says it, where that is not the source's author."""
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
    """What the verdict rests on."""


class Name(Part, frozen=True):
    """One way a name is written."""

    text: str
    kind: NameKind = "variant"
    lang: str = ""
    """BCP 47 tag: `ru`, `zh-Hans`, `zh-Latn-wadegile`."""
    source: str = ""
    """Id of the source that prints it so (kind `as-printed`)."""


class Office(Part, frozen=True):
    """An office that a person held, with the days of taking and leaving it (EDTF; empty: not known)."""

    title: str
    org: str = ""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EdtfText = msgspec.field(default="", name="to")
    evidence: tuple[Evidence, ...] = ()


class Participant(Part, frozen=True):
    """A person or an organisation in an event, and the part taken."""

    person: str = ""
    org: str = ""
    role: str = ""
    printed: str = msgspec.field(default="", name="as")
    """The title that the source gives, where it differs from the office held that day."""
    printed_org: str = msgspec.field(default="", name="as_org")
    """Id of the organisation which that title belongs to."""


class Figure(Part, frozen=True):
    """The number in a claim."""

    value: Decimal
    """As a decimal number: `5.48`, `-10.5`."""
    unit: str = ""
    of: str = ""
    """What is measured."""
    comparison: str = ""
    """`exactly`, `about`, `at least`, `at most`, `change on the year before` ..."""


class Section(Part, frozen=True):
    """A part of a source that locators name."""

    title: str
    paragraphs: Count = 0
    """How many passages it has: paragraphs, list items or entries."""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EdtfText = msgspec.field(default="", name="to")
    """The time that its heading gives (EDTF)."""
    entries: tuple[str, ...] = ()
    """The dates of its entries as printed ("May 22-29"), in the order in which they stand."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """What every record has."""

    KIND: ClassVar[str]

    id: NewId
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""


class Event(Record, frozen=True):
    """Something that happened, on a day or over a time."""

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
    """A person, with every way the name is written and the offices held."""

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
    """Something that is said to be so: who says it, who reports it, when, and how sure the wording is."""

    KIND: ClassVar[str] = "claim"

    text: str
    kind: ClaimKind = "fact"
    about: tuple[str, ...] = ()
    by: str = ""
    """Id of who makes the claim; empty: the author of the source."""
    reported_by: str = ""
    """Id of who passes it on to the source, where there is one between."""
    said: EdtfText = ""
    """When it was said (EDTF)."""
    holds: EdtfText = ""
    """When what is claimed is true (EDTF)."""
    certainty: Certainty = "stated"
    quote: str = ""
    """The speaker's own words, twelve at most."""
    figure: Figure | None = None
    topics: tuple[str, ...] = ()
    assessment: Assessment | None = None
    contradicts: tuple[str, ...] = ()


class Source(Record, frozen=True):
    """A text that evidence rests on."""

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
    """What a corpus says of itself."""

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
"""The record type of each kind's name."""
