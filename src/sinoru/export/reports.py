"""Citations in a style of text as JSON and as rows; italics are for eyes only.

Conflicts as rows, one for each statement, and links as rows, one for each event.

Differences of two states as rows: one for each record that came or went, and for each field that changed.

Drafts as rows: one for each draft, in the order of the file.

What is known of one thing as rows: the state of an index, what a push did, the settings.

The faults of a corpus as JSON and as rows.

Counts as rows: one for each value that was counted.

What verifying found as rows: one for each missing term, then one for each passage that no record rests on.

The shapes of answers that are asked for less often; a look-up does not pay for what makes them.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from sinoru.check.finding import Checked
from sinoru.cite import STYLES
from sinoru.cite.cited_text import Bibliography, Run
from sinoru.draft.answers import Drafts
from sinoru.edit.difference import Difference
from sinoru.export.cells import cite, listed
from sinoru.query.analyses import Chain, Conflicts, Links, Meeting, Stats
from sinoru.query.cite import Citations
from sinoru.verify.verification import MissingEvidence, Verification

CITATIONS = ("source", "at", "entry", "in_text")
"""The columns."""


def bibliography_shape(answer: Bibliography) -> dict[str, Any]:
    """Return the style and each citation with its entry and the citation in the text."""
    return {
        "style": answer.style,
        "citations": [
            {
                "source": one.source,
                "at": list(one.at),
                "entry": _plain_text(one.entry),
                "in_text": _plain_text(one.in_text),
            }
            for one in answer.citations
        ],
    }


def citations_shape(answer: Citations) -> dict[str, Any]:
    """Return citations as `sinoru cite` does where no style is named."""
    from sinoru.cite.typeset import cite_in_style

    return bibliography_shape(cite_in_style(answer.citations, STYLES[0]))


def citation_rows(answer: Bibliography) -> Iterator[tuple[str, ...]]:
    """Yield a row for each citation."""
    for one in answer.citations:
        yield one.source, listed(one.at), _plain_text(one.entry), _plain_text(one.in_text)


def _plain_text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


Row = tuple[str, ...]

CONFLICTS: Row = (
    "id", "record", "kind", "title", "on", "says", "by", "certainty", "evidence", "claim", "verdict", "why",
    "verdict_evidence", "found_by",
)  # fmt: skip
LINKS: Row = ("person", "name", "event", "date", "title", "evidence")


def conflict_rows(answer: Conflicts) -> Iterator[Row]:
    """Yield a row for each statement; what belongs to the conflict stands in all of its rows."""
    for one in answer.conflicts:
        for said in one.statements:
            yield (
                one.id, one.record, one.kind, one.title, one.on, said.says,
                said.by.name if said.by else listed(said.authors), said.certainty, cite(said.evidence),
                said.claim, one.verdict, one.why, cite(one.evidence), one.found_by,
            )  # fmt: skip


def link_rows(answer: Links) -> Iterator[Row]:
    """Yield a row for each event with each person met."""
    for met in answer.met:
        for event in met.events:
            yield (met.person.id, met.person.name, *_meeting(event))


def chain_rows(answer: Chain) -> Iterator[Row]:
    """Yield a row for each person of a chain, with the event shared with the one before."""
    for step in answer.chain:
        yield (step.person.id, step.person.name, *(_meeting(step.event) if step.event else _NO_MEETING))


def _meeting(event: Meeting) -> Row:
    return event.id, event.date, event.title, cite(event.evidence)


_NO_MEETING: Row = ("", "", "", "")


DIFFERENCES: Row = ("change", "kind", "id", "title", "path", "field", "old", "new")


def diff_rows(answer: Difference) -> Iterator[Row]:
    """Yield the rows in order of kind and id."""
    for change in answer.changes:
        about = (change.how, change.kind, change.id, change.title, change.path)
        for field in change.fields:
            yield (*about, field.field, _words(field.old), _words(field.new))
        if not change.fields:
            yield (*about, "", "", "")


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_words, value))
    return "" if value is None else str(value)


DRAFTS: Row = (
    "date", "summary", "line", "people", "places", "organisations", "doubts", "id", "title", "printed", "text",
)  # fmt: skip


def draft_rows(answer: Drafts) -> Iterator[Row]:
    """Yield all drafts."""
    for draft in answer.drafts:
        names = (listed(draft.people), listed(draft.places), listed(draft.organisations))
        last = (listed(draft.doubts), draft.id, draft.title, draft.printed, draft.text)
        yield (draft.date, draft.summary, f"{draft.line}", *names, *last)


FACTS = ("name", "value")
SETTINGS = ("key", "value", "from", "about")


def fact_rows(answer: msgspec.Struct) -> Iterator[tuple[str, ...]]:
    """Yield a row for each field that is known."""
    for name in answer.__struct_fields__:
        if (value := getattr(answer, name)) not in (None, ""):
            yield name, _fact_text(value)


def setting_rows(answer: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each setting of `sinoru config show`."""
    for one in answer["settings"]:
        yield tuple(_fact_text(one[column]) for column in SETTINGS)


def _fact_text(value: Any) -> str:
    return listed(map(str, value)) if isinstance(value, (tuple, list)) else f"{value}"


FAULTS = ("path", "line", "column", "severity", "code", "message", "hint")
"""The columns."""
_KEYS = ("code", "severity", "message", "path", "line", "column", "hint")


def checked_shape(answer: Checked) -> dict[str, Any]:
    """Return the diagnostics and how many there are of each severity."""
    return {
        "diagnostics": [{key: getattr(one, key) for key in _KEYS} for one in answer.diagnostics],
        "errors": answer.errors,
        "warnings": answer.warnings,
        "files": answer.files,
        "records": answer.records,
        "fixed": answer.fixed,
    }


def fault_rows(answer: Checked) -> Iterator[tuple[str, ...]]:
    """Yield a row for each diagnostic."""
    return (tuple(f"{getattr(one, column)}" for column in FAULTS) for one in answer.diagnostics)


STATS = ("by", "id", "value", "events")
"""The columns."""


def stats_rows(answer: Stats) -> Iterator[tuple[str, ...]]:
    """Yield the total, the periods, then each facet."""
    yield "all", "", "", f"{answer.total}"
    for one in answer.periods:
        yield answer.unit, "", one.name, f"{one.events}"
    for facet in answer.facets:
        for one in facet.tallies:
            yield facet.by, one.id, one.name, f"{one.events}"


VERIFICATION: Row = ("fault", "at", "record", "kind", "path", "line", "term", "found_at", "text")


def verification_rows(answer: Verification) -> Iterator[Row]:
    """Yield all faults; each says in its first column what it is."""
    for missing in answer.evidence.missing:
        record = (missing.record, missing.kind, missing.path, f"{missing.line}")
        for term, found_at in _terms(missing):
            yield (missing.fault, missing.at, *record, term, found_at, "")
    for passage in answer.coverage.uncovered:
        yield ("not covered", passage.at, "", "", "", "", "", "", passage.text)


def _terms(missing: MissingEvidence) -> Iterator[tuple[str, str]]:
    for term in missing.terms_missing:
        yield term, listed(missing.found_at.get(term, ()))
    if not missing.terms_missing:  # a locator that names no passage, without terms
        yield "", ""


SHAPES: dict[type, Callable[[Any], dict[str, Any]]] = {
    Citations: citations_shape,
    Checked: checked_shape,
    Bibliography: bibliography_shape,
}
"""By type, as in shapes.py."""

ITEMS: dict[type, tuple[str, ...]] = {
    Drafts: ("drafts",),
    Conflicts: ("conflicts",),
    Links: ("met",),
    Difference: ("changes",),
    Chain: ("chain",),
    Checked: ("diagnostics",),
    Bibliography: ("citations",),
    Stats: ("facets",),
}
"""By type, as in shapes.py."""
