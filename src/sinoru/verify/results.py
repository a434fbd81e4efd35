"""Results of comparing a corpus with a copy of a source: frozen values for every view and export."""

from typing import Literal

from sinoru.query.answers import Answer, Shown

Fault = Literal["no such passage", "terms missing"]


class MissingEvidence(Answer, frozen=True):
    """A piece of evidence that is not where its record locates it."""

    record: str
    """The id of the record, whose kind is `kind` and which begins at `path`:`line`."""
    kind: str
    at: str
    """The locator as written in the record; empty for anywhere in the source."""
    terms_missing: tuple[str, ...]
    """The terms that are not in the passage; all terms if the locator names no passage."""
    found_at: dict[str, tuple[str, ...]]
    """For each missing term, the locators of all passages that do have it."""
    path: str
    line: int
    fault: Fault = "terms missing"
    nearest: tuple[str, ...] = ()
    """Locators like `at`, if that names no passage."""


class EvidenceCount(Answer, frozen=True):
    """How much of the evidence was found, and what is missing, in order of the corpus files."""

    total: int
    found: int
    missing: tuple[MissingEvidence, ...] = ()


class Uncovered(Answer, frozen=True):
    """A passage of the copy that no record cites."""

    at: str
    text: str


class Coverage(Answer, frozen=True):
    """How many passages the copy has, and how many of them are cited by a record."""

    passages: int
    covered: int
    uncovered: tuple[Uncovered, ...] = ()


class PrintedOtherwise(Answer, frozen=True):
    """A term that is printed in capitals, or misspelt as a record declares that the source does."""

    record: str
    at: str
    term: str
    printed: str
    path: str
    line: int


class SharedRun(Answer, frozen=True):
    """A run of words that a text of a record has in common with the copy."""

    record: str
    """The id of the record, whose kind is `kind` and which begins at `path`:`line`."""
    kind: str
    field: str
    """The path of the field, such as `summary`."""
    words: int
    """Its words, without those of names and offices on record."""
    text: str
    """The words as in the record."""
    at: str
    """The locator of the passage in the copy."""
    path: str
    line: int


class Verification(Answer, frozen=True):
    """A corpus compared with a copy of one source."""

    source: str
    evidence: EvidenceCount
    coverage: Coverage
    printed_otherwise: tuple[PrintedOtherwise, ...] = ()
    shared: tuple[SharedRun, ...] = ()
    """The runs of words that records share with the copy, the longest first."""
    front_matter: tuple[str, ...] = ()
    """The blocks before the first passage: title, author, date."""
    remarks: tuple[str, ...] = ()
    """How the copy differs from the sections of the source in the corpus, in words."""


class CitedPassage(Answer, frozen=True):
    """A passage that a record cites, as printed in the copy."""

    at: str
    text: str
    """Empty if the locator names no passage."""
    terms_missing: tuple[str, ...] = ()


class CitedCopy(Answer, frozen=True):
    """The passages that a record cites in a user's copy of one source."""

    source: str
    path: str
    passages: tuple[CitedPassage, ...]


class CitedPassages(Shown, frozen=True, kw_only=True):
    """A complete record, with the passages that it cites in the user's copies."""

    copies: tuple[CitedCopy, ...]
