"""The records of a corpus, and the faults found in one, as values.

Each record type is one kind of mapping in a corpus file, field by field (docs/format.md). Dates are EDTF text as
written; ids are kebab-case text. The types are structs of msgspec: defining one costs a tenth of a dataclass at
start-up, and the same definition reads and writes the index's JSON.
"""

from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta


def describe(help_: str, *, search: str | None = None, word: str = "", examples: str = "") -> Meta:
    """Declare what a field contains: the words that editors and docs/format.md show for it.

    `search` is the label under which its text is searched (default: its key; empty: it is not searched). `word` is
    the filter that its value can be chosen by, such as `country`. `examples` are common values, with spaces between.
    """
    extra = {"search": search, "word": word or None}
    return Meta(
        description=help_,
        examples=examples.split() or None,
        extra={key: value for key, value in extra.items() if value is not None},
    )


def id_of(kinds: str, relation: str, help_: str, *, involves: bool = False) -> Meta:
    """Declare a field that contains ids of records of these kinds (`any`), and how it is related to them.

    `involves`: who or what is named there is involved in the record, as `--person` and `--place` understand it.
    """
    return Meta(
        description=help_,
        extra={
            "holds": "reference",
            "kinds": tuple(kinds.split()),
            "relation": relation,
            "involves": involves,
        },
    )


def _holds(kind: str) -> Any:
    return Meta(extra={"holds": kind})


EdtfText = Annotated[str, _holds("date")]
"""A date as EDTF text; empty if it is not known."""
EndText = Annotated[str, _holds("end")]
"""A date in EDTF, or `..` for what has not ended."""
Decimal = Annotated[str, _holds("decimal")]
"""A decimal number as written in the file."""
Count = Annotated[int, _holds("count")]
NewId = Annotated[str, _holds("id")]
"""The id of a new record: kebab-case."""
Topic = Annotated[str, _holds("topic")]
"""A topic in kebab-case, as `arms-sales`; it is searched as words."""
Isbn = Annotated[str, _holds("isbn")]
"""An ISBN as printed; it is searched with and without its hyphens."""

NameKind = Literal["native", "romanisation", "variant", "as-printed"]
Certainty = Literal["stated", "reported", "alleged", "implied"]
ClaimKind = Literal["fact", "figure", "assessment", "forecast", "quotation"]
AssessmentVerdict = Literal["supported", "partly", "contradicted", "superseded", "unverified"]
ConflictVerdict = Literal["contradicted", "reconciled", "superseded", "open"]
Severity = Literal["error", "warning"]


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping inside a record."""

    BETWEEN: ClassVar[str] = " · "
    """The separator of its texts where they are searched as one."""


class Evidence(Part, frozen=True):
    """Where a fact is written: a passage of a source, and words that must appear in it."""

    source: Annotated[str, id_of("source", "source", "Id of the source.")]
    at: Annotated[
        str,
        describe(
            "Passage in the source: 'Implications, 1', or the date of an entry: 'Chronology, May 10'.",
            search="",
        ),
    ] = ""
    terms: Annotated[
        tuple[str, ...], describe("Names, numbers or dates from that passage, as printed there.")
    ] = ()


EvidenceList = tuple[Evidence, ...]


class Assessment(Part, frozen=True):
    """The verdict on a claim after comparison with other sources."""

    BETWEEN: ClassVar[str] = ": "

    verdict: Annotated[
        AssessmentVerdict, describe("How the claim has been judged.", search="verdict", word="verdict")
    ]
    why: Annotated[str, describe("The reason for the verdict, in your own words.")] = ""
    evidence: Annotated[EvidenceList, describe("Sources that support the verdict.", search="")] = ()


class Statement(Part, frozen=True):
    """What one source says about a disputed field."""

    says: Annotated[str, describe("The value in this source; EDTF if the field is a date.")]
    by: Annotated[
        str,
        id_of(
            "person organisation",
            "statement by",
            "Id of the person or organisation that says so, if not the author of the source.",
            involves=True,
        ),
    ] = ""
    certainty: Annotated[
        Certainty, describe("How certain the wording is: stated, reported, alleged or implied.")
    ] = "stated"
    evidence: Annotated[EvidenceList, describe("Where this is written.", search="")] = ()


class Conflict(Part, frozen=True):
    """Statements on one field of a record that cannot all be true, with a verdict."""

    on: Annotated[
        str, describe("The field on which the sources disagree (date, offices), or a word for it (status).")
    ]
    statements: Annotated[tuple[Statement, ...], describe("What each source says.")]
    verdict: Annotated[
        ConflictVerdict,
        describe("How the conflict was settled: contradicted, reconciled, superseded or open."),
    ] = "open"
    why: Annotated[str, describe("The reason for the verdict.")] = ""
    evidence: Annotated[EvidenceList, describe("Sources that support the verdict.", search="")] = ()


class Name(Part, frozen=True):
    """One written form of a name."""

    text: Annotated[str, describe("The name as written.")]
    kind: Annotated[
        NameKind, describe("native, romanisation, variant, or as-printed (which needs a source).")
    ] = "variant"
    lang: Annotated[str, describe("BCP 47 tag: ru, zh-Hans, zh-Latn-wadegile.", search="")] = ""
    source: Annotated[
        str, id_of("source", "prints the name", "Id of the source that prints this spelling.")
    ] = ""


class Office(Part, frozen=True):
    """An office that a person held, from and to which day."""

    title: Annotated[str, describe("The office, such as Prime Minister.")]
    org: Annotated[str, id_of("organisation", "office in", "Id of the organisation.", involves=True)] = ""
    start: Annotated[EdtfText, describe("Start of the term (EDTF). Omit it if unknown.")] = msgspec.field(
        default="", name="from"
    )
    end: Annotated[
        EndText, describe("End of the term (EDTF), or .. if it has not ended. Omit it if unknown.")
    ] = msgspec.field(default="", name="to")
    evidence: Annotated[
        EvidenceList,
        describe("Where this is written: a source, a passage in it, and words from that passage.", search=""),
    ] = ()


class Participant(Part, frozen=True):
    """A person or an organisation that takes part in an event, and the role."""

    person: Annotated[str, id_of("person", "took part", "Id of a person.", involves=True)] = ""
    org: Annotated[str, id_of("organisation", "took part", "Id of an organisation.", involves=True)] = ""
    role: Annotated[
        str,
        describe(
            "The role, such as visitor, host, speaker or signatory.",
            search="",
            examples="visitor host participant speaker signatory caller called envoy organiser attacker target buyer"
            " seller mediator",
        ),
    ] = ""
    printed: Annotated[str, describe("The title in the source, if it is not the office held that day.")] = (
        msgspec.field(default="", name="as")
    )
    printed_org: Annotated[
        str, id_of("organisation", "printed office", "Id of the organisation to which that title belongs.")
    ] = msgspec.field(default="", name="as_org")


class Figure(Part, frozen=True):
    """The number in a claim."""

    BETWEEN: ClassVar[str] = " "

    value: Annotated[Decimal, describe("A decimal number: 5.48, -10.5.", search="value")]
    unit: Annotated[str, describe("The unit, such as fighters or billion US dollars.")] = ""
    of: Annotated[str, describe("What is measured.")] = ""
    comparison: Annotated[
        str,
        describe(
            "exactly, about, at least, at most, or a comparison such as change on the year before.", search=""
        ),
    ] = ""


class Section(Part, frozen=True):
    """A part of a source, named by locators."""

    title: Annotated[str, describe("The heading, as used in locators.", search="")]
    paragraphs: Annotated[Count, describe("The number of passages: paragraphs, list items or entries.")] = 0
    start: Annotated[EdtfText, describe("Start of the period in the heading (EDTF).")] = msgspec.field(
        default="", name="from"
    )
    end: Annotated[EdtfText, describe("End of that period (EDTF).")] = msgspec.field(default="", name="to")
    entries: Annotated[
        tuple[str, ...],
        describe(
            "The dates of the entries as printed, in the order of the text: [May 10, May 22-29].", search=""
        ),
    ] = ()


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """The fields that every record has."""

    KIND: ClassVar[str]

    id: Annotated[
        NewId,
        describe("Unique in the corpus and permanent, in kebab-case, such as hotline-call-1999-05-10."),
    ]
    evidence: Annotated[
        EvidenceList,
        describe("Where this is written: a source, a passage in it, and words from that passage."),
    ] = ()
    conflicts: Annotated[
        tuple[Conflict, ...], describe("Statements on one field of this record that cannot all be true.")
    ] = ()
    tags: Annotated[tuple[str, ...], describe("Keywords for the curators.", word="tag")] = ()
    note: Annotated[str, describe("A remark for the curators.")] = ""


_NAMES = describe("All other spellings of the name.")
_COUNTRY = describe("The country, in English.", word="country")
_SUMMARY = describe("A sentence or two in your own words.")
_TOPICS = describe("Topics to filter by, such as arms-sales.", word="topic")


class Event(Record, frozen=True):
    """Something that happened, on a day or over a period."""

    KIND: ClassVar[str] = "event"

    date: Annotated[
        EdtfText, describe("EDTF: 1999-05-08, 1999-05, 1999-05-22/1999-05-29, 1994~ (about), 199X.")
    ]
    title: Annotated[str, describe("One line in the present tense.", search="title")]
    summary: Annotated[str, _SUMMARY] = ""
    kind: Annotated[
        str,
        describe(
            "The kind of event.",
            word="kind",
            examples="visit meeting call agreement treaty statement attack exercise sale decision conference"
            " milestone crisis talks protest appointment election",
        ),
    ] = ""
    participants: Annotated[
        tuple[Participant, ...],
        describe("People and organisations that took part, each with a role.", search="titles"),
    ] = ()
    places: Annotated[tuple[str, ...], id_of("place", "place", "Ids of places.", involves=True)] = ()
    countries: Annotated[tuple[str, ...], describe("Countries, in English.", word="country")] = ()
    topics: Annotated[tuple[Topic, ...], _TOPICS] = ()
    part_of: Annotated[str, id_of("event", "part of", "Id of the larger event during which it happened.")] = (
        ""
    )


class Person(Record, frozen=True):
    """A person, with every written form of the name and the offices held."""

    KIND: ClassVar[str] = "person"

    name: Annotated[str, describe("The name in standard English spelling.", search="title")]
    names: Annotated[tuple[Name, ...], _NAMES] = ()
    country: Annotated[str, _COUNTRY] = ""
    born: Annotated[EdtfText, describe("Date of birth (EDTF).")] = ""
    died: Annotated[EdtfText, describe("Date of death (EDTF).")] = ""
    birthplace: Annotated[str, id_of("place", "birthplace", "Id of a place.")] = ""
    wikidata: Annotated[str, describe("The Wikidata item, such as Q34453.", search="")] = ""
    summary: Annotated[str, _SUMMARY] = ""
    offices: Annotated[tuple[Office, ...], describe("Offices held, each with its dates and evidence.")] = ()


class Organisation(Record, frozen=True):
    """A state body, party, company, newspaper or alliance."""

    KIND: ClassVar[str] = "organisation"

    name: Annotated[str, describe("The name in standard English.", search="title")]
    names: Annotated[tuple[Name, ...], _NAMES] = ()
    country: Annotated[str, _COUNTRY] = ""
    kind: Annotated[str, describe("The kind, such as government, party, company, newspaper or alliance.")] = (
        ""
    )
    part_of: Annotated[
        str, id_of("organisation", "part of", "Id of the organisation that it belongs to.")
    ] = ""
    summary: Annotated[str, _SUMMARY] = ""


class Place(Record, frozen=True):
    """A place, with a point on WGS 84 in decimal degrees."""

    KIND: ClassVar[str] = "place"

    name: Annotated[str, describe("The name in standard English.", search="title")]
    names: Annotated[tuple[Name, ...], _NAMES] = ()
    country: Annotated[str, _COUNTRY] = ""
    lat: Annotated[Decimal, describe("Latitude on WGS 84 in decimal degrees; south is negative.")] = ""
    lon: Annotated[Decimal, describe("Longitude on WGS 84 in decimal degrees; west is negative.")] = ""
    part_of: Annotated[str, id_of("place", "part of", "Id of the place in which it is.")] = ""
    summary: Annotated[str, _SUMMARY] = ""


class Claim(Record, frozen=True):
    """An assertion: who makes it, who reports it, when, and how certain the wording is."""

    KIND: ClassVar[str] = "claim"

    text: Annotated[str, describe("What is claimed, in your own words.", search="title")]
    kind: Annotated[ClaimKind, describe("fact, figure, assessment, forecast or quotation.", word="kind")] = (
        "fact"
    )
    about: Annotated[
        tuple[str, ...], id_of("any", "about", "Ids of the records that the claim is about.", involves=True)
    ] = ()
    by: Annotated[
        str,
        id_of(
            "person organisation",
            "by",
            "Id of the person or organisation that makes the claim (default: the author of the source).",
            involves=True,
        ),
    ] = ""
    reported_by: Annotated[
        str,
        id_of(
            "person organisation source",
            "reported by",
            "Id of the person, organisation or source that passes the claim on, if any.",
            involves=True,
        ),
    ] = ""
    said: Annotated[EdtfText, describe("When it was said (EDTF).")] = ""
    holds: Annotated[EdtfText, describe("When the claim is true (EDTF).")] = ""
    certainty: Annotated[
        Certainty,
        describe("How certain the wording is: stated, reported, alleged or implied.", word="certainty"),
    ] = "stated"
    quote: Annotated[str, describe("The speaker's own words, 12 at most.", search="quotation")] = ""
    figure: Annotated[Figure | None, describe("The number in the claim.")] = None
    topics: Annotated[tuple[Topic, ...], _TOPICS] = ()
    assessment: Annotated[
        Assessment | None, describe("How the claim has been judged against other sources.")
    ] = None
    contradicts: Annotated[
        tuple[str, ...],
        id_of("claim", "contradicts", "Ids of claims that cannot be true if this one is."),
    ] = ()


class Source(Record, frozen=True):
    """A text that evidence cites."""

    KIND: ClassVar[str] = "source"

    title: Annotated[str, describe("The title as printed.", search="title")]
    short_title: Annotated[str, describe("A shorter form of the title, for citations in the text.")] = ""
    authors: Annotated[
        tuple[str, ...], describe("Authors as cited: 'Family, Given', or an institution.")
    ] = ()
    editors: Annotated[
        tuple[str, ...],
        describe("Editors, written as authors are; for a chapter, those of the book that contains it."),
    ] = ()
    translators: Annotated[tuple[str, ...], describe("Translators, written as authors are.")] = ()
    container: Annotated[str, describe("The journal, newspaper or book that contains it.")] = ""
    edition: Annotated[
        str, describe("The edition: 2 or 2nd, or in words such as revised edition.", search="")
    ] = ""
    series: Annotated[str, describe("The series to which it belongs.")] = ""
    number: Annotated[
        str, describe("The number in its series; without a series, that of a report.", search="")
    ] = ""
    volume: Annotated[str, describe("Volume of the journal.", search="")] = ""
    issue: Annotated[str, describe("Issue of the journal.", search="")] = ""
    pages: Annotated[str, describe("Pages, such as 101-12.", search="")] = ""
    place: Annotated[
        str, describe("The place of publication as printed; for archival material, the place of the archive.")
    ] = ""
    publisher: Annotated[
        str, describe("The publisher; for a thesis, the university.", search="container")
    ] = ""
    published: Annotated[EdtfText, describe("Date of publication (EDTF).")] = ""
    original_date: Annotated[
        EdtfText, describe("Date of the first publication of a reprint or translation (EDTF).")
    ] = ""
    archive: Annotated[str, describe("The archive or library that keeps it.")] = ""
    collection: Annotated[str, describe("The collection or record group in that archive.")] = ""
    box: Annotated[str, describe("The number of the box.", search="")] = ""
    folder: Annotated[str, describe("The number or title of the folder.", search="")] = ""
    call_number: Annotated[str, describe("The call number in the archive or library, as RG 59.")] = ""
    accessed: Annotated[EdtfText, describe("Date of access (EDTF).")] = ""
    url: Annotated[str, describe("Web address of the text.", search="")] = ""
    archived: Annotated[
        str, describe("Web address of an archived copy, as at web.archive.org.", search="")
    ] = ""
    doi: Annotated[str, describe("DOI, such as 10.1000/182, or its address at doi.org.")] = ""
    isbn: Annotated[Isbn, describe("ISBN, with or without hyphens.")] = ""
    language: Annotated[str, describe("BCP 47 tag: en, ru, zh.", search="")] = ""
    kind: Annotated[
        str,
        describe(
            "The kind of text.",
            search="",
            examples="article news chapter book thesis report archive manuscript treaty statement dataset web"
            " reference",
        ),
    ] = ""
    version_of: Annotated[
        str,
        id_of("source", "version of", "Id of the source of which it is a version, translation or reprint."),
    ] = ""
    reliability: Annotated[str, describe("How reliable it is, and where it is known to be wrong.")] = ""
    sections: Annotated[tuple[Section, ...], describe("Its sections, as used in locators.")] = ()


class CorpusTitle(Part, frozen=True):
    """The title and description that a corpus gives itself."""

    title: Annotated[str, describe("The name of the corpus.")] = ""
    description: Annotated[str, describe("What the corpus is about, in a sentence or two.")] = ""
    licence: Annotated[str, describe("The licence under which it may be used.")] = ""
    start: Annotated[EdtfText, describe("Start of the period that it covers (EDTF).")] = msgspec.field(
        default="", name="from"
    )
    end: Annotated[EdtfText, describe("End of that period (EDTF).")] = msgspec.field(default="", name="to")


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
