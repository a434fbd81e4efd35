"""The records of a corpus, and the faults found in one, as values.

Each record type is one kind of mapping in a corpus file, field by field (docs/format.md). Dates are EDTF text as
written; ids are kebab-case text. The types are structs of msgspec: defining one costs a tenth of a dataclass at
start-up, and the same definition reads and writes the index's JSON.
"""

from typing import Annotated, Any, ClassVar, Literal, get_args

import msgspec
from msgspec import Meta


def describe(
    help_: str,
    *,
    search: str | None = None,
    word: str = "",
    examples: str = "",
    labels: dict[str, str] | None = None,
) -> Meta:
    """Declare what a field contains: the words that editors and docs/format.md show for it.

    `search` is the label under which its text is searched (default: its key; empty: it is not searched). `word` is
    the filter that its value can be chosen by, such as `country`. `examples` are common values, with spaces between.
    `labels` are what people read in place of a choice.
    """
    extra = {"search": search, "word": word or None, "labels": labels}
    return Meta(
        description=help_,
        examples=examples.split() or None,
        extra={key: value for key, value in extra.items() if value is not None},
    )


def id_of(  # noqa: PLR0913  each says one thing of the field
    kinds: str,
    relation: str,
    help_: str,
    *,
    involves: bool = False,
    or_text: bool = False,
    search: str = "",
    word: str = "",
) -> Meta:
    """Declare a field that contains ids of records of these kinds (`any`), and how it is related to them.

    `involves`: who or what is named there is involved in the record, as `--person` and `--place` understand it.
    `or_text`: a value that is not the id of such a record is a name as people read it; `search` is its label, `word`
    the filter that it can be chosen by, as the record can.
    """
    return Meta(
        description=help_,
        extra={
            "holds": "reference",
            "kinds": tuple(kinds.split()),
            "relation": relation,
            "involves": involves,
            "or_text": or_text,
            "search": search,
            "word": word,
        },
    )


def _holds(kind: str) -> Any:
    return Meta(extra={"holds": kind})


Declarations = dict[str, Meta]
"""What fields contain, by attribute. It is made when the table of fields is asked: a look-up decodes records only."""

EdtfText = Annotated[str, _holds("date")]
"""A date as EDTF text; empty if it is not known."""
EndText = Annotated[str, _holds("end")]
"""A date in EDTF, or `..` for what has not ended."""
Decimal = Annotated[str, _holds("decimal")]
"""A decimal number as written in the file."""
Count = Annotated[int, _holds("count")]
Format = Annotated[Literal["1", "2"], _holds("format")]
"""The number of a form of corpus files (docs/format.md, "Formats")."""
Truth = Annotated[bool, _holds("truth")]
"""`true` or `false`."""
NewId = Annotated[str, _holds("id")]
"""The id of a new record: kebab-case."""
Key = Annotated[str, _holds("key")]
"""A word that ends an id: kebab-case."""
FormerId = Annotated[str, _holds("former id")]
"""An id that a record had before it was renamed or merged: kebab-case, and no record's any more."""
Host = Annotated[str, _holds("host")]
"""The name of a host on the web: `wikipedia.org`."""
Topic = Annotated[str, _holds("topic")]
"""A topic in kebab-case, as `arms-sales`; it is searched as words."""
Isbn = Annotated[str, _holds("isbn")]
"""An ISBN as printed; it is searched with and without its hyphens."""

OtherId = Annotated[str, _holds("other id")]
"""An id in another register, after the name of the register: `viaf:12345`. Files have them by register."""

OwnValue = str | tuple[str, ...]
OwnValues = dict[str, OwnValue]
"""The values of a corpus's own fields in a record or part, as written, by key."""

RelationName = Annotated[str, _holds("relation kind")]
"""A kind of relation (model/relation_kinds.py); the corpus may have kinds of its own."""

NameKind = Literal["native", "romanisation", "variant", "as-printed"]
Certainty = Literal["stated", "reported", "inferred", "alleged"]
ClaimKind = Literal["fact", "figure", "assessment", "forecast", "quotation"]
AssessmentVerdict = Literal["supported", "partly", "superseded", "unverified"]
ConflictState = Literal["open", "settled", "reconciled"]
Beginning = Literal[
    "",
    "elected",
    "appointed",
    "acting",
    "co-opted",
    "delegated",
    "ex-officio",
    "succession",
    "hereditary",
    "by-lot",
    "by-force",
]
Ending = Literal[
    "",
    "term-ended",
    "defeated",
    "retired",
    "resigned",
    "abdicated",
    "promoted",
    "dismissed",
    "removed",
    "overthrown",
    "abolished",
    "died",
]
Severity = Literal["error", "warning", "note"]
OwnType = Literal["text", "number", "date", "choice", "person", "organisation", "place", "event", "source"]


def _one_of(choice: Any) -> str:
    return ", ".join(filter(None, get_args(choice)))


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping inside a record."""

    BETWEEN: ClassVar[str] = " · "
    """The separator of its texts where they are searched as one."""


class Evidence(Part, frozen=True):
    """Where a fact is written: a passage of a source, and words that must appear in it."""

    source: str
    at: str = ""
    terms: tuple[str, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "source": id_of("source", "source", "Id of the source."),
            "at": describe(
                "Passage in the source: 'Implications, 1', or the date of an entry: 'Chronology, May 10'.",
                search="",
            ),
            "terms": describe("Names, numbers or dates from that passage, as printed there."),
        }


EvidenceList = tuple[Evidence, ...]


class Assessment(Part, frozen=True):
    """The verdict on a claim after comparison with other sources."""

    BETWEEN: ClassVar[str] = ": "

    verdict: AssessmentVerdict
    why: str = ""
    evidence: EvidenceList = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "verdict": describe("How the claim has been judged.", search="verdict", word="verdict"),
            "why": describe("The reason for the verdict, in your own words."),
            "evidence": describe("Sources that support the verdict.", search=""),
        }


class Statement(Part, frozen=True):
    """One answer to the question of a conflict: a value and who gives it, or a claim."""

    value: str = ""
    claim: str = ""
    stands: Truth = False
    by: str = ""
    certainty: Certainty = "stated"
    evidence: EvidenceList = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "value": describe(
                "The value in this source; EDTF if the field is a date. Omit it if a claim makes the statement."
            ),
            "claim": id_of(
                "claim", "statement", "Id of the claim that makes the statement, if there is one."
            ),
            "stands": describe("true if this is right; omit it otherwise."),
            "by": id_of(
                "person organisation",
                "statement by",
                "Id of the person or organisation that says so, if not the author of the source.",
                involves=True,
            ),
            "certainty": describe("How certain the wording is: stated, reported, inferred or alleged."),
            "evidence": describe("Where this is written.", search=""),
        }


_QUESTION: Declarations = {
    "field": describe("The field of the record on which the sources disagree, such as date or offices."),
    "statements": describe("What each source says; stands: true marks what is right."),
    "why": describe("Why those statements stand, or how all of them can be true."),
    "evidence": describe("Sources that decide the question.", search=""),
}
"""What a conflict has on its record and as a record of its own."""


class Conflict(Part, frozen=True):
    """A question about its record on which statements differ. Its state is computed from which of them stand."""

    question: str = ""
    field: str = ""
    key: Key = ""
    statements: tuple[Statement, ...] = ()
    why: str = ""
    evidence: EvidenceList = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return _QUESTION | {
            "question": describe(
                "The question on which the statements differ, if the field does not tell it."
            ),
            "key": describe(
                "A word that tells it from another conflict on the same field: it ends the id, as in RECORD:KEY."
            ),
        }

    @property
    def state(self) -> ConflictState:
        """Return whether it is open, settled or reconciled."""
        return state_of(self.statements)


def state_of(statements: tuple[Statement, ...]) -> ConflictState:
    """Return the state of a conflict: open if no statement stands, reconciled if all do, otherwise settled."""
    standing = sum(statement.stands for statement in statements)
    if not standing:
        return "open"
    return "reconciled" if standing == len(statements) else "settled"


class Name(Part, frozen=True):
    """One written form of a name."""

    text: str
    kind: NameKind = "variant"
    lang: str = ""
    source: str = ""

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "text": describe("The name as written."),
            "kind": describe("native, romanisation, variant, or as-printed (which needs a source)."),
            "lang": describe("BCP 47 tag: ru, zh-Hans, zh-Latn-wadegile.", search=""),
            "source": id_of("source", "prints the name", "Id of the source that prints this spelling."),
        }


BEGINNINGS = {
    "ex-officio": "ex officio",
    "succession": "by succession",
    "hereditary": "by inheritance",
    "by-lot": "by lot",
    "by-force": "by force",
}
"""What people read in place of a beginning, where that is something else."""
ENDINGS = {
    "term-ended": "term ended",
    "defeated": "lost the election",
    "promoted": "left for a higher office",
    "removed": "removed from office",
    "abolished": "office abolished",
    "died": "died in office",
}
"""What people read in place of an ending, where that is something else."""


class Office(Part, frozen=True):
    """An office that a person held, from and to which day."""

    title: str
    org: str = ""
    held_for: str = msgspec.field(default="", name="for")
    party: str = ""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EndText = msgspec.field(default="", name="to")
    began: Beginning = ""
    ended: Ending = ""
    evidence: EvidenceList = ()
    own: OwnValues | None = msgspec.field(default=None, name="fields")

    def __hash__(self) -> int:
        """Return a hash without what is in mappings."""
        return hash((self.title, self.org, self.start, self.end))

    @property
    def called(self) -> str:
        """The title, which says that the term was an acting one."""
        return title_held(self.title, self.began)

    @property
    def manner(self) -> str:
        """How the term began and ended."""
        return manner(self.began, self.ended)

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "title": describe("The office, such as Prime Minister."),
            "org": id_of("organisation", "office in", "Id of the organisation.", involves=True),
            "held_for": id_of(
                "place organisation",
                "office for",
                "What it is held for, such as a constituency: the id of a place or an organisation, or its name.",
                or_text=True,
                search="for",
            ),
            "party": id_of(
                "organisation",
                "party",
                "The party for which it is held: the id of an organisation, or its name.",
                or_text=True,
                search="party",
                word="party",
            ),
            "start": describe("Start of the term (EDTF). Omit it if unknown."),
            "end": describe("End of the term (EDTF), or .. if it has not ended. Omit it if unknown."),
            "began": describe(
                f"How the term began: {_one_of(Beginning)}.",
                search="",
                labels=BEGINNINGS,
            ),
            "ended": describe(
                f"How the term ended: {_one_of(Ending)}.",
                search="",
                labels=ENDINGS,
            ),
            "evidence": describe(
                "Where this is written: a source, a passage in it, and words from that passage.", search=""
            ),
        }


def title_held(title: str, began: str) -> str:
    """Return a title with `Acting` before it if the term began so and the title does not say it."""
    if began != "acting" or not {"acting", "interim"}.isdisjoint(title.casefold().split()):
        return title
    return f"Acting {title}"


def manner(began: str, ended: str) -> str:
    """Return how a term began and ended: `elected; lost the election`; that it was an acting one, the title says."""
    how = "" if began == "acting" else BEGINNINGS.get(began, began)
    return "; ".join(filter(None, (how, ENDINGS.get(ended, ended))))


class Relation(Part, frozen=True):
    """What another person or organisation is to this one."""

    to: str
    kind: RelationName
    start: EdtfText = msgspec.field(default="", name="from")
    end: EndText = msgspec.field(default="", name="until")
    certainty: Certainty = "stated"
    evidence: EvidenceList = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "to": id_of(
                "person organisation", "relation", "Id of the other person or organisation.", involves=True
            ),
            "kind": describe(
                "What the other one is to this record, such as parent; with -of, what this record is to it.",
                search="",
            ),
            "start": describe("Start (EDTF). Omit it if unknown."),
            "end": describe("End (EDTF), or .. if it has not ended. Omit it if unknown."),
            "certainty": describe(
                "How certain the wording is: stated, reported, inferred or alleged.", search=""
            ),
            "evidence": describe(
                "Where this is written: a source, a passage in it, and words from that passage.", search=""
            ),
        }


class Participant(Part, frozen=True):
    """A person or an organisation that takes part in an event, and the role."""

    person: str = ""
    org: str = ""
    role: str = ""
    printed: str = msgspec.field(default="", name="as")
    printed_org: str = msgspec.field(default="", name="as_org")
    own: OwnValues | None = msgspec.field(default=None, name="fields")

    def __hash__(self) -> int:
        """Return a hash without what is in mappings."""
        return hash((self.person, self.org, self.role, self.printed))

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "person": id_of("person", "took part", "Id of a person.", involves=True),
            "org": id_of("organisation", "took part", "Id of an organisation.", involves=True),
            "role": describe(
                "The role, such as visitor, host, speaker or signatory.",
                search="",
                examples="visitor host participant speaker signatory caller called envoy organiser attacker target"
                " buyer seller mediator",
            ),
            "printed": describe("The title in the source, if it is not the office held that day."),
            "printed_org": id_of(
                "organisation", "printed office", "Id of the organisation to which that title belongs."
            ),
        }


class Figure(Part, frozen=True):
    """The number in a claim."""

    BETWEEN: ClassVar[str] = " "

    value: Decimal
    unit: str = ""
    of: str = ""
    comparison: str = ""

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "value": describe("A decimal number: 5.48, -10.5.", search="value"),
            "unit": describe("The unit, such as fighters or billion US dollars."),
            "of": describe("What is measured."),
            "comparison": describe(
                "exactly, about, at least, at most, or a comparison such as change on the year before.",
                search="",
            ),
        }


class Section(Part, frozen=True):
    """A part of a source, named by locators."""

    title: str
    paragraphs: Count = 0
    start: EdtfText = msgspec.field(default="", name="from")
    end: EdtfText = msgspec.field(default="", name="to")
    entries: tuple[str, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "title": describe("The heading, as used in locators.", search=""),
            "paragraphs": describe("The number of passages: paragraphs, list items or entries."),
            "start": describe("Start of the period in the heading (EDTF)."),
            "end": describe("End of that period (EDTF)."),
            "entries": describe(
                "The dates of the entries as printed, in the order of the text: [May 10, May 22-29].",
                search="",
            ),
        }


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=True):
    """The fields that every record has."""

    KIND: ClassVar[str]

    id: NewId
    formerly: tuple[FormerId, ...] = ()
    evidence: EvidenceList = ()
    conflicts: ClassVar[tuple[Conflict, ...]] = ()
    """The conflicts on the record itself; a conflict has none."""
    tags: tuple[str, ...] = ()
    private: Truth = False
    note: str = ""
    own: OwnValues | None = msgspec.field(default=None, name="fields")
    """Fields that the corpus declares for itself; `Field.of` reads them as it reads ours (model/fields.py)."""

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "id": describe(
                "Unique in the corpus and permanent, in kebab-case, such as hotline-call-1999-05-10."
            ),
            "formerly": describe(
                "Ids that it had before it was renamed or merged. It is found under them; no record has them."
            ),
            "evidence": describe(
                "Where this is written: a source, a passage in it, and words from that passage."
            ),
            "tags": describe("Keywords for the curators.", word="tag"),
            "private": describe("true if exports, pages, stores and servers are to leave the record out."),
            "note": describe("A remark for the curators."),
        }


class Subject(Record, frozen=True, kw_only=True):
    """A record that may have conflicts about itself."""

    conflicts: tuple[Conflict, ...] = ()  # type: ignore[misc]  # a field here, a constant in other records

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {"conflicts": describe("Questions about this record alone on which statements differ.")}


_NAMES = describe("All other spellings of the name.")
_COUNTRY = describe("The country, in English.", word="country")
_RELATIONS = describe(
    "Relations to people and organisations, such as parents and members; the other side need not repeat them."
)
_SUMMARY = describe("A sentence or two in your own words.")
_WIKIDATA = describe("The Wikidata item, such as Q34453.", search="")
_IDS = describe(
    "Ids in other registers, such as viaf, gnd or geonames: a text or a list for each.", search=""
)
_TOPICS = describe("Topics to filter by, such as arms-sales.", word="topic")


class Event(Subject, frozen=True):
    """Something that happened, on a day or over a period."""

    KIND: ClassVar[str] = "event"

    date: EdtfText
    title: str
    summary: str = ""
    kind: str = ""
    participants: tuple[Participant, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    part_of: str = ""
    ids: tuple[OtherId, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "date": describe("EDTF: 1999-05-08, 1999-05, 1999-05-22/1999-05-29, 1994~ (about), 199X."),
            "title": describe("One line in the present tense.", search="title"),
            "summary": _SUMMARY,
            "kind": describe(
                "The kind of event.",
                word="kind",
                examples="visit meeting call agreement treaty statement attack exercise sale decision conference"
                " milestone crisis talks protest appointment election",
            ),
            "participants": describe(
                "People and organisations that took part, each with a role.", search="titles"
            ),
            "places": id_of("place", "place", "Ids of places.", involves=True),
            "countries": describe("Countries, in English.", word="country"),
            "topics": _TOPICS,
            "part_of": id_of("event", "part of", "Id of the larger event during which it happened."),
            "ids": _IDS,
        }


class Person(Subject, frozen=True):
    """A person, with every written form of the name and the offices held."""

    KIND: ClassVar[str] = "person"

    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    born: EdtfText = ""
    died: EdtfText = ""
    birthplace: str = ""
    wikidata: str = ""
    ids: tuple[OtherId, ...] = ()
    summary: str = ""
    offices: tuple[Office, ...] = ()
    relations: tuple[Relation, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "name": describe("The name in standard English spelling.", search="title"),
            "names": _NAMES,
            "country": _COUNTRY,
            "born": describe("Date of birth (EDTF)."),
            "died": describe("Date of death (EDTF)."),
            "birthplace": id_of("place", "birthplace", "Id of a place."),
            "wikidata": _WIKIDATA,
            "ids": _IDS,
            "summary": _SUMMARY,
            "offices": describe("Offices held, each with its dates and evidence."),
            "relations": _RELATIONS,
        }


class Organisation(Subject, frozen=True):
    """A state body, party, company, newspaper or alliance."""

    KIND: ClassVar[str] = "organisation"

    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    kind: str = ""
    part_of: str = ""
    wikidata: str = ""
    ids: tuple[OtherId, ...] = ()
    summary: str = ""
    relations: tuple[Relation, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "name": describe("The name in standard English.", search="title"),
            "names": _NAMES,
            "country": _COUNTRY,
            "kind": describe(
                "The kind, such as government, party, company, newspaper or alliance.", word="kind"
            ),
            "part_of": id_of("organisation", "part of", "Id of the organisation that it belongs to."),
            "wikidata": _WIKIDATA,
            "ids": _IDS,
            "summary": _SUMMARY,
            "relations": _RELATIONS,
        }


class Place(Subject, frozen=True):
    """A place, with a point on WGS 84 in decimal degrees."""

    KIND: ClassVar[str] = "place"

    name: str
    names: tuple[Name, ...] = ()
    country: str = ""
    lat: Decimal = ""
    lon: Decimal = ""
    part_of: str = ""
    wikidata: str = ""
    ids: tuple[OtherId, ...] = ()
    summary: str = ""

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "name": describe("The name in standard English.", search="title"),
            "names": _NAMES,
            "country": _COUNTRY,
            "lat": describe("Latitude on WGS 84 in decimal degrees; south is negative."),
            "lon": describe("Longitude on WGS 84 in decimal degrees; west is negative."),
            "part_of": id_of("place", "part of", "Id of the place in which it is."),
            "wikidata": _WIKIDATA,
            "ids": _IDS,
            "summary": _SUMMARY,
        }


class Claim(Subject, frozen=True):
    """An assertion: who makes it, who reports it, when, and how certain the wording is."""

    KIND: ClassVar[str] = "claim"

    text: str
    kind: ClaimKind = "fact"
    about: tuple[str, ...] = ()
    by: str = ""
    reported_by: str = ""
    said: EdtfText = ""
    holds: EdtfText = ""
    certainty: Certainty = "stated"
    quote: str = ""
    figure: Figure | None = None
    topics: tuple[Topic, ...] = ()
    assessment: Assessment | None = None

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "text": describe("What is claimed, in your own words.", search="title"),
            "kind": describe("fact, figure, assessment, forecast or quotation.", word="kind"),
            "about": id_of("any", "about", "Ids of the records that the claim is about.", involves=True),
            "by": id_of(
                "person organisation",
                "by",
                "Id of the person or organisation that makes the claim (default: the author of the source).",
                involves=True,
            ),
            "reported_by": id_of(
                "person organisation source",
                "reported by",
                "Id of the person, organisation or source that passes the claim on, if any.",
                involves=True,
            ),
            "said": describe("When it was said (EDTF)."),
            "holds": describe("When the claim is true (EDTF)."),
            "certainty": describe(
                "How certain the wording is: stated, reported, inferred or alleged.", word="certainty"
            ),
            "quote": describe("The speaker's own words, 12 at most.", search="quotation"),
            "figure": describe("The number in the claim."),
            "topics": _TOPICS,
            "assessment": describe("How the claim has been judged against other sources."),
        }


class ConflictRecord(Record, frozen=True):
    """A question on which statements differ, with what it is about."""

    KIND: ClassVar[str] = "conflict"

    question: str
    about: tuple[str, ...] = ()
    field: str = ""
    statements: tuple[Statement, ...] = ()
    why: str = ""

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return _QUESTION | {
            "question": describe("A question that has one answer.", search="title"),
            "about": id_of("any", "about", "Ids of the records that it is about.", involves=True),
        }

    @property
    def state(self) -> ConflictState:
        """Return whether it is open, settled or reconciled."""
        return state_of(self.statements)


class Source(Subject, frozen=True):
    """A text that evidence cites."""

    KIND: ClassVar[str] = "source"

    title: str
    untitled: Truth = False
    short_title: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    container: str = ""
    edition: str = ""
    series: str = ""
    number: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    published: EdtfText = ""
    original_date: EdtfText = ""
    archive: str = ""
    collection: str = ""
    box: str = ""
    folder: str = ""
    call_number: str = ""
    accessed: EdtfText = ""
    url: str = ""
    archived: str = ""
    doi: str = ""
    isbn: Isbn = ""
    language: str = ""
    kind: str = ""
    version_of: str = ""
    ids: tuple[OtherId, ...] = ()
    reliability: str = ""
    sections: tuple[Section, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "title": describe("The title as printed.", search="title"),
            "untitled": describe(
                "true if the text has no title: title is then a description, cited in square brackets."
            ),
            "short_title": describe("A shorter form of the title, for citations in the text."),
            "authors": describe("Authors as cited: 'Family, Given', or an institution."),
            "editors": describe(
                "Editors, written as authors are; for a chapter, those of the book that contains it."
            ),
            "translators": describe("Translators, written as authors are."),
            "container": describe("The journal, newspaper or book that contains it."),
            "edition": describe("The edition: 2 or 2nd, or in words such as revised edition.", search=""),
            "series": describe("The series to which it belongs."),
            "number": describe("The number in its series; without a series, that of a report.", search=""),
            "volume": describe("Volume of the journal.", search=""),
            "issue": describe("Issue of the journal.", search=""),
            "pages": describe("Pages, such as 101-12.", search=""),
            "place": describe(
                "The place of publication as printed; for archival material, the place of the archive."
            ),
            "publisher": describe("The publisher; for a thesis, the university.", search="container"),
            "published": describe("Date of publication (EDTF)."),
            "original_date": describe("Date of the first publication of a reprint or translation (EDTF)."),
            "archive": describe("The archive or library that keeps it."),
            "collection": describe("The collection or record group in that archive."),
            "box": describe("The number of the box.", search=""),
            "folder": describe("The number or title of the folder.", search=""),
            "call_number": describe("The call number in the archive or library, as RG 59."),
            "accessed": describe("Date of access (EDTF)."),
            "url": describe("Web address of the text.", search=""),
            "archived": describe("Web address of an archived copy, as at web.archive.org.", search=""),
            "doi": describe("DOI, such as 10.1000/182, or its address at doi.org."),
            "isbn": describe("ISBN, with or without hyphens."),
            "language": describe("BCP 47 tag: en, ru, zh.", search=""),
            "kind": describe(
                "The kind of text.",
                word="kind",
                search="",
                examples="article news chapter book thesis report archive manuscript treaty statement dataset web"
                " reference",
            ),
            "version_of": id_of(
                "source", "version of", "Id of the source of which it is a version, translation or reprint."
            ),
            "ids": _IDS,
            "reliability": describe("How reliable it is, and where it is known to be wrong."),
            "sections": describe("Its sections, as used in locators."),
        }

    @property
    def cited_title(self) -> str:
        """Return the title as it is cited: a description that replaces one in square brackets."""
        return in_brackets(self.title) if self.untitled else self.title


def in_brackets(text: str) -> str:
    """Return a text in square brackets, once."""
    return text if text.startswith("[") and text.endswith("]") else f"[{text}]"


class RuleSettings(Part, frozen=True):
    """What a corpus changes in the rules of `check`."""

    off: tuple[str, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {"off": describe("Codes of the warnings that are not reported, such as W303.")}


class SavedQuery(Part, frozen=True):
    """A query that a corpus hands on under a name: `sinoru search @NAME`."""

    name: str
    query: str

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "name": describe("Its name: letters, digits and hyphens. People type @ before it.", search=""),
            "query": describe("What 'sinoru search' takes: words, fields, OR, parentheses.", search=""),
        }


class Synonyms(Part, frozen=True):
    """Words and phrases that mean the same in a corpus: a search for one finds all."""

    words: tuple[str, ...]

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {"words": describe("Words or phrases that mean the same.", search="")}


class Choice(Part, frozen=True):
    """One value of a choice."""

    label: str = ""
    formerly: tuple[str, ...] = ()

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "label": describe("What people read in its place.", search=""),
            "formerly": describe("What records had in its place before.", search=""),
        }


Choices = Annotated[dict[str, Choice], Meta(extra={"holds": "choices", "part": Choice})]
"""The values of a choice."""


class OwnField(Part, frozen=True):
    """A field that a corpus declares for its records."""

    type: OwnType
    label: str = ""
    help: str = ""
    unit: str = ""
    values: Choices = {}
    formerly: tuple[str, ...] = ()
    many: Truth = False
    required: Truth = False
    private: Truth = False

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "type": describe(
                "What its values are: text, number, date, choice, or ids of a person, organisation, place, event or"
                " source."
            ),
            "label": describe("What people read in place of its name.", search=""),
            "help": describe("What it means, for editors.", search=""),
            "unit": describe("The unit of all its numbers.", search=""),
            "values": describe(
                "The values of a choice: a list, or a mapping of each to its label, or to label and formerly."
            ),
            "formerly": describe("Names that it had before, which records may still use.", search=""),
            "many": describe("true if a record may have several values, as a list."),
            "required": describe("true if 'sinoru check' is to warn of a record without it."),
            "private": describe("true if exports, pages, stores and servers are to leave it out."),
        }


OwnFields = Annotated[dict[str, dict[str, OwnField]], Meta(extra={"holds": "own fields", "part": OwnField})]
"""Own fields by what has them (`events`, `people.offices`), then by name."""


Addresses = Annotated[dict[str, str], _holds("registers")]
"""The registers that a corpus declares, each with the address of an entry, which has `{id}`; empty without one."""
Inverses = Annotated[dict[str, str], _holds("inverses")]
"""Kinds of relation, each with its inverse."""


class CorpusTitle(Part, frozen=True):
    """The title and description that a corpus gives itself."""

    format: Format = "1"
    title: str = ""
    description: str = ""
    licence: str = ""
    version: str = ""
    published: EdtfText = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    doi: str = ""
    start: EdtfText = msgspec.field(default="", name="from")
    end: EdtfText = msgspec.field(default="", name="to")
    rules: RuleSettings | None = None
    weak_hosts: tuple[Host, ...] = ()
    queries: tuple[SavedQuery, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    fields: OwnFields = {}
    relations: Inverses = {}
    ids: Addresses = {}

    @staticmethod
    def declared() -> Declarations:
        """Return what the fields contain."""
        return {
            "format": describe("The format of the files: 2."),
            "title": describe("The name of the corpus."),
            "description": describe("What the corpus is about, in a sentence or two."),
            "licence": describe("The licence under which it may be used."),
            "version": describe("Its version, such as 1.2: what is cited can then be found again."),
            "published": describe("Date on which this version was published (EDTF)."),
            "authors": describe("Who compiled it, as cited: 'Family, Given', or an institution."),
            "publisher": describe("Who publishes it."),
            "url": describe("Web address of the corpus."),
            "doi": describe("DOI, such as 10.1000/182, or its address at doi.org."),
            "start": describe("Start of the period that it covers (EDTF)."),
            "end": describe("End of that period (EDTF)."),
            "rules": describe("The warnings of 'sinoru check' that this corpus switches off."),
            "weak_hosts": describe(
                "Hosts whose pages are weak sources, such as wikipedia.org; those below them count too."
            ),
            "queries": describe("Saved queries, each with a name."),
            "synonyms": describe("Words that mean the same in this corpus, in groups."),
            "fields": describe("Fields of this corpus's own, by what has them, then by name.", search=""),
            "relations": describe(
                "Kinds of relation of this corpus's own, each with its inverse: teacher: pupil.", search=""
            ),
            "ids": describe(
                "Registers of this corpus's own, each with its address, which has {id}.", search=""
            ),
        }


RECORDS: dict[str, type[Record]] = {
    "events": Event,
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "claims": Claim,
    "conflicts": ConflictRecord,
    "sources": Source,
}
"""The record type of each top-level list of a corpus file."""

RECORD_OF_KIND: dict[str, type[Record]] = {record.KIND: record for record in RECORDS.values()}
"""The record type of each kind."""

HAVE_OWN: dict[str, type[Record] | type[Part]] = {
    **RECORDS,
    "people.offices": Office,
    "events.participants": Participant,
}
"""What may have fields of a corpus's own, by the name that declarations have for it."""


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
