"""Sources as CSL-JSON (CSL 1.0.2, schemas/input/csl-data.json), which Zotero and Pandoc read.

Every other format and style is made from the same items. An item has every field of CSL-JSON that a corpus can fill,
under the names of CSL. Contributors are written "Family, Given", "Family, Given, Suffix", or as an institution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.locators.contents import Contents, Locator
from sinoru.model.records import in_brackets
from sinoru.query.credits import is_never_split
from sinoru.query.particulars import (
    boxes,
    doi_of,
    edition_number,
    place_of_archive,
    place_of_publication,
    version_number,
)
from sinoru.text.hidden import one_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sinoru.dates.edtf import EdtfDate
    from sinoru.model.records import Source
    from sinoru.query.cite import Citation

_PART_COUNTS = {"year": 1, "month": 2, "day": 3, "time": 3}
_MONTH_SPANS = ("season", "quarter", "quadrimester", "semester")
_FIRST_SEASON = 21
_LOCATOR_TERMS = {
    label: label
    for label in (
        "volume", "book", "issue", "part", "chapter", "section", "page", "folio", "column", "paragraph", "verse",
        "line", "note", "figure", "table",
    )
} | {"article": "article-locator"}  # fmt: skip
"""The labels that CSL 1.0.2 has a locator term for."""
_TYPES_OF_KINDS = {
    **{
        kind: kind
        for kind in (
            "book", "chapter", "thesis", "report", "manuscript", "dataset", "treaty", "map", "interview",
        )
    },
    "archive": "manuscript",
    "conference-paper": "paper-conference",
    "recording": "song",
    "video": "motion_picture",
}  # fmt: skip
_ON_A_MEDIUM = ("song", "motion_picture", "interview")
"""CSL types of which the genre is the medium: `compact disc`, `videocassette`, `telephone interview`."""
_FIRST_CJK = "\u2e80"


class Date(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """A date variable of CSL-JSON."""

    date_parts: tuple[tuple[int, ...], ...] = ()
    """Year, month and day, as far as known, of the date or of both ends of a range."""
    season: int = 0
    """From 1 for spring to 4 for winter; 0 without one."""
    circa: bool = False
    """True if EDTF marks the date as approximate or uncertain."""
    literal: str = ""
    """A date that CSL cannot split into parts, such as a decade or an open interval."""


class Name(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """A name variable of CSL-JSON."""

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    """`van den`, in lower case, which belongs to the family name."""
    dropping_particle: str = ""
    """`van` in names that are listed without it: Beethoven, Ludwig van."""
    suffix: str = ""
    static_ordering: bool = False
    """True if the family name always comes first: Yu Bin."""
    literal: str = ""
    """An institution, or a name of a single part."""

    @property
    def whole_family(self) -> str:
        """The family name with the particle that belongs to it."""
        return " ".join(filter(None, (self.non_dropping_particle, self.family))) or self.literal

    @property
    def whole_given(self) -> str:
        """The given names with the particle that follows them."""
        return " ".join(filter(None, (self.given, self.dropping_particle)))

    @property
    def in_order(self) -> str:
        """The name in the order in which it is spoken: `Jan van den Berg`, `Yu Bin`, `王明`."""
        if self.family >= _FIRST_CJK:
            return self.family + self.given
        parts = (self.whole_given, self.whole_family)
        spoken = " ".join(filter(None, reversed(parts) if self.static_ordering else parts))
        return " ".join(filter(None, (spoken, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name in the order in which it is listed: `van den Berg, Jan`, but `Yu Bin`."""
        if self.static_ordering or not self.given or self.family >= _FIRST_CJK:
            return self.in_order
        return ", ".join(filter(None, (self.whole_family, self.whole_given, self.suffix)))


class Item(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """One item of CSL-JSON."""

    id: str
    type: str
    title: str
    title_short: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    genre: str = ""
    """What it is more precisely: `PhD diss.`."""
    medium: str = ""
    """The same of a recording or an interview."""
    container_title: str = ""
    edition: str = ""
    version: str = ""
    collection_title: str = ""
    """The series."""
    collection_number: str = ""
    """The number in the series."""
    number: str = ""
    """The number of a report."""
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: Date | None = None
    original_date: Date | None = None
    archive: str = ""
    archive_place: str = ""
    archive_collection: str = msgspec.field(default="", name="archive_collection")
    archive_location: str = msgspec.field(default="", name="archive_location")
    """Box and folder."""
    call_number: str = ""
    accessed: Date | None = None
    url: str = msgspec.field(default="", name="URL")
    doi: str = msgspec.field(default="", name="DOI")
    isbn: str = msgspec.field(default="", name="ISBN")
    language: str = ""
    locator: str = ""
    """The locators of the cited facts, without the label of the first."""
    label: str = ""
    """The label of the first locator, a locator term of CSL: `page`."""
    note: str = ""
    """What the source speaks against, and its archived copy."""


def write(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield one JSON array, item by item."""
    before = "["
    for citation in citations:
        array = msgspec.json.format(msgspec.json.encode([make_item(citation)]), indent=2).decode()
        yield before + array.removeprefix("[").removesuffix("\n]")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def make_item(citation: Citation) -> Item:
    """Return the item of a cited source, with the locators of the cited facts in `locator`."""
    source = citation.source
    kind = _csl_type(source)
    locator, label = _locator_and_label(citation)
    version = version_number(source.edition)
    is_paper = _is_periodical(kind) and not source.container
    texts = {
        "id": source.id,
        "type": kind,
        "title": source.cited_title,
        "title_short": _short_title(source),
        "medium" if kind in _ON_A_MEDIUM else "genre": source.genre,
        "container_title": source.publisher if is_paper else source.container,
        "edition": "" if version else edition_number(source.edition),
        "version": version,
        "collection_title": source.series,
        "collection_number" if source.series else "number": source.number,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages.replace("–", "-"),
        "publisher": "" if is_paper else source.publisher,
        "publisher_place": place_of_publication(source),
        "archive": source.archive,
        "archive_place": place_of_archive(source),
        "archive_collection": source.collection,
        "archive_location": boxes(source),
        "call_number": source.call_number,
        "url": source.url or source.archived,
        "doi": doi_of(source),
        "isbn": source.isbn,
        "language": source.language,
        "locator": locator,
        "note": "; ".join(notes_of(citation)),
    }
    return Item(
        **{name: one_line(text) for name, text in texts.items()},
        author=_names(source.authors, citation),
        editor=_names(source.editors, citation),
        translator=_names(source.translators, citation),
        interviewer=_names(source.interviewers, citation),
        issued=read_issued(source.published),
        original_date=read_issued(source.original_date),
        accessed=read_issued(source.accessed),
        label=label,
    )


def _short_title(source: Source) -> str:
    return in_brackets(source.short_title) if source.untitled and source.short_title else source.short_title


def _names(written: Iterable[str], citation: Citation) -> tuple[Name, ...]:
    return tuple(read_name(name, citation.family_first) for name in written if one_line(name))


def asked_by(item: Item) -> Iterator[str]:
    """Yield who asks in an interview, for formats without a field for it."""
    if item.interviewer:
        yield f"Interview by {', '.join(name.in_order for name in item.interviewer)}"


def notes_of(citation: Citation) -> Iterator[str]:
    """Yield what reference managers have no field for.

    It is what a source speaks against, with the passage, as `against sold-72: contradicted (Trade, 2)`; the address
    of an archived copy beside that of the source; and the licence.
    """
    for one in dict.fromkeys(citation.against):
        yield f"{one.label}{f' ({one.at})' if one.at else ''}"
    if citation.source.archived and citation.source.url:
        yield f"Archived at {citation.source.archived}"
    if citation.licence:
        yield f"Licence: {citation.licence}"


def _locator_and_label(citation: Citation) -> tuple[str, str]:
    """Return the locators, and the label of the first; the label is empty if CSL has no term for it.

    Where several labels are needed, those after the first remain in the text, as citation processors read them.
    """
    contents = Contents(citation.source)
    parsed = [contents.parse(at) for at in citation.at]
    first = parsed[0] if parsed else Locator()
    label = _LOCATOR_TERMS.get(first.steps[0].label, "") if first.steps and not first.section else ""
    if not label:
        return "; ".join(citation.at), ""
    if all(
        [step.label for step in one.steps] == [first.steps[0].label] and not one.section for one in parsed
    ):
        return ", ".join(one.steps[0].numbers() for one in parsed), label
    begun = ", ".join((first.steps[0].numbers(), *(step.text for step in first.steps[1:])))
    return "; ".join((begun, *(one.text for one in parsed[1:]))), label


def _csl_type(source: Source) -> str:
    """Return the CSL type for the kind of source or, where that is ambiguous, for the fields that it has."""
    if source.kind in _TYPES_OF_KINDS:
        return _TYPES_OF_KINDS[source.kind]
    if source.kind == "reference" and source.container:
        return "entry-encyclopedia"
    if source.volume or source.issue or (source.kind == "article" and source.container):
        return "article-journal" if source.container else "report"
    if source.kind == "news" and (source.container or source.publisher):
        return "article-newspaper"
    return "webpage" if source.url or source.archived else "document"


def _is_periodical(csl_type: str) -> bool:
    return csl_type in ("article-journal", "article-newspaper")


def read_issued(text: str) -> Date | None:
    """Read an EDTF date; return None for an empty text, and any other text that is not a date as a literal."""
    if not text:
        return None
    try:
        date = parse_edtf(text)
    except DateError:
        return Date(literal=text)
    circa = date.approximate or date.uncertain
    if date.precision == "season":
        season = int(text.strip("?~%")[-2:]) - _FIRST_SEASON + 1
        return Date(date_parts=(_date_parts(date, 1),), season=season, circa=circa)
    parts = _range_parts(date)
    return Date(date_parts=parts, circa=circa) if parts else Date(literal=in_words(date))


def _range_parts(date: EdtfDate) -> tuple[tuple[int, ...], ...]:
    """Return the parts of a date, or of both ends of an interval; empty if an end has none."""
    if date.precision in _PART_COUNTS:
        return (_date_parts(date, _PART_COUNTS[date.precision]),)
    if date.precision in _MONTH_SPANS:
        return _date_parts(date, 2), _date_parts(date, 2, at_end=True)
    if date.start and date.end:
        first, last = _range_parts(date.start), _range_parts(date.end)
        return (first[0], last[-1]) if first and last else ()
    return ()


def _date_parts(date: EdtfDate, count: int, *, at_end: bool = False) -> tuple[int, ...]:
    day = date.latest if at_end else date.earliest
    assert day is not None  # noqa: S101  these precisions have both ends
    year, *rest = civil_of_day(day)
    return (year if year > 0 else year - 1, *rest)[:count]  # CSL counts 1 BC as -1, EDTF as 0


def read_name(text: str, family_first: Container[str] = ()) -> Name:
    """Parse an author; `family_first` holds the authors, as written, whose family name always comes first."""
    family, *rest = (part.strip() for part in one_line(text).split(",", 2))
    if not rest or not family or not rest[0] or is_never_split(text):
        return Name(literal=one_line(text).strip(" ,"))
    particles, family = _leading_particles(family)
    given, dropped = _trailing_particles(rest[0])
    return Name(
        family=family,
        given=given,
        non_dropping_particle=particles,
        dropping_particle=dropped,
        suffix=rest[1] if len(rest) > 1 else "",
        static_ordering=text in family_first,
    )


def _leading_particles(family: str) -> tuple[str, str]:
    words = family.split(" ")
    count = next((index for index, word in enumerate(words) if not word[:1].islower()), 0)
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_particles(given: str) -> tuple[str, str]:
    words = given.split(" ")
    kept = len(words)
    while kept > 1 and words[kept - 1][:1].islower():
        kept -= 1
    return " ".join(words[:kept]), " ".join(words[kept:])
