"""What `sinoru conflicts` gives back: statements side by side, each with who makes it and where it stands."""

from sinoru.model.records import Assessment, Evidence
from sinoru.query.answer import Answer
from sinoru.query.answers import Ref

VERDICTS = ("contradicted", "reconciled", "superseded", "partly", "open")


class Said(Answer, frozen=True):
    """One of the statements. `authors` speak where `by` is nobody."""

    says: str
    """Words, or EDTF where they disagree on a date."""
    by: Ref | None = None
    authors: tuple[str, ...] = ()
    certainty: str = "stated"
    evidence: tuple[Evidence, ...] = ()
    claim: str = ""
    """Id of the claim that says so; empty where a record's own conflict does."""
    assessment: Assessment | None = None
    """What became of that claim."""


class ConflictAnswer(Answer, frozen=True):
    """Statements on one thing that cannot all be true."""

    id: str
    """Record, field or rule, and a number where there are several: `zhu-visits-us-1999:date`."""
    record: str
    kind: str
    """Of the record."""
    on: str
    title: str
    date: str
    statements: tuple[Said, ...]
    verdict: str
    """One of VERDICTS."""
    about: tuple[Ref, ...] = ()
    """What the record speaks of, where it is a claim."""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    found_by: str = "data"
    """`data`, or the code of a rule."""


class Unread(Answer, frozen=True):
    """A rule that had too many records to go through: it looked at the first `read` of `total`."""

    rule: str
    read: int
    total: int


class Conflicts(Answer, frozen=True):
    """Conflicts: those on record first, then claims against claims, then what rules find; each by date."""

    conflicts: tuple[ConflictAnswer, ...]
    total: int
    total_is_exact: bool = True
    """False: there are more than `total`."""
    unread: tuple[Unread, ...] = ()
