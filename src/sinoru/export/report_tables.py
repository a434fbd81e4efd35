"""The answers that are requested less often, as JSON shapes and as rows of text.

They are apart from shapes.py and tables.py so that the JSON of a look-up does not wait for the import of what makes
them. Citations lose their italics.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from sinoru.check.discrepancy import CheckedWithFindings, Found
from sinoru.check.finding import Checked
from sinoru.cite import STYLES
from sinoru.cite.cited_text import Bibliography, CitedText, FullBibliography, Run
from sinoru.draft.answers import Drafts
from sinoru.edit.difference import Difference
from sinoru.edit.yaml_text import list_text
from sinoru.export.cells import Row, Table, cite, listed
from sinoru.query.analysis_answers import Chain, Comparison, Conflicts, Links, Meeting, Telling
from sinoru.query.answers import Ref, Related
from sinoru.query.cite import Citations
from sinoru.verify.results import Verification

CITATIONS: Row = ("source", "at", "entry", "in_text")
CONFLICTS: Row = (
    "id", "question", "about", "field", "value", "stands", "by", "certainty", "evidence", "claim", "state",
    "why", "why_evidence",
)  # fmt: skip
COMPARISON: Row = (
    "section", "id", "kind", "date", "title", "source", "value", "state", "same_as", "evidence",
)  # fmt: skip
LINKS: Row = ("person", "name", "how", "event", "date", "title", "role", "other_role", "evidence")
DIFFERENCES: Row = ("change", "kind", "id", "title", "path", "field", "old", "new")
DRAFTS: Row = (
    "date", "summary", "line", "people", "places", "organisations", "doubts", "id", "title", "printed", "text",
)  # fmt: skip
FACTS: Row = ("name", "value")
SETTINGS: Row = ("key", "value", "from", "about")
FAULTS: Row = ("path", "line", "column", "severity", "code", "message", "hint")
VERIFICATION: Row = ("fault", "at", "record", "kind", "path", "line", "term", "found_at", "text")

_DIAGNOSTIC_KEYS = ("code", "severity", "message", "path", "line", "column", "hint")


def bibliography_shape(answer: Bibliography) -> dict[str, Any]:
    """Return the style and each citation with its entry and the citation in the text; those against apart."""
    shape: dict[str, Any] = {"style": answer.style, "citations": [_cited(one) for one in answer.citations]}
    if answer.records:
        shape["records"] = [_cited(one) for one in answer.records]
    if isinstance(answer, FullBibliography):
        shape["against"] = [_cited(one) | {"against": list(one.against)} for one in answer.against]
    return shape


def _cited(one: CitedText) -> dict[str, Any]:
    texts = (one.source, list(one.at), _plain_text(one.entry), _plain_text(one.in_text))
    return dict(zip(CITATIONS, texts, strict=True)) | ({"licence": one.licence} if one.licence else {})


def citations_shape(answer: Citations) -> dict[str, Any]:
    """Return citations in the style that `sinoru cite` uses by default."""
    from sinoru.cite.typeset import bibliography_of

    return bibliography_shape(bibliography_of(answer, STYLES[0]))


def citation_rows(answer: Bibliography) -> Iterator[Row]:
    """Yield a row for each citation."""
    yield from map(_citation_row, answer.citations)


def full_citation_rows(answer: FullBibliography) -> Iterator[Row]:
    """Yield a row for each citation, with what it speaks against last."""
    yield from ((*row, "") for row in citation_rows(answer))
    yield from ((*_citation_row(one), listed(one.against)) for one in answer.against)


def _citation_row(one: CitedText) -> Row:
    return one.source, listed(one.at), _plain_text(one.entry), _plain_text(one.in_text)


def _plain_text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def conflict_rows(answer: Conflicts) -> Iterator[Row]:
    """Yield a row for each statement; the fields of the conflict are repeated in all of its rows."""
    for one in answer.conflicts:
        for said in one.statements:
            yield (
                one.id, one.question, listed(ref.id for ref in one.about), one.field, said.value,
                "" if said.stands is None else "yes" if said.stands else "no",
                said.by.name if said.by else listed(said.authors), said.certainty, cite(said.evidence),
                said.claim, one.state, one.why, cite(one.evidence),
            )  # fmt: skip


def comparison_rows(answer: Comparison) -> Iterator[Row]:
    """Yield a row for each statement of a difference, then one for each record, under the source that it cites."""
    for one in answer.differ:
        state = one.state if one.is_recorded else "not recorded"
        for said in one.statements:
            who, evidence = listed(said.sources), cite(said.evidence)
            yield (
                "differ",
                one.id if one.is_recorded else one.record,
                one.field,
                one.date,
                one.question,
                who,
                said.value,
                state,
                "",
                evidence,
            )
    for pair in answer.both:
        if pair.a.id == pair.b.id and pair.a.date == pair.b.date:
            of_both = replace(pair.a, evidence=(*pair.a.evidence, *pair.b.evidence))
            yield _telling_row("both", of_both, listed((answer.a.id, answer.b.id)))
        else:
            yield _telling_row("both", pair.a, answer.a.id, same_as=pair.b.id)
            yield _telling_row("both", pair.b, answer.b.id, same_as=pair.a.id)
    for section, source in (("only_a", answer.a), ("only_b", answer.b)):
        yield from (_telling_row(section, one, source.id) for one in getattr(answer, section))


def _telling_row(section: str, one: Telling, source: str, same_as: str = "") -> Row:
    return section, one.id, one.kind, one.date, one.title, source, "", "", same_as, cite(one.evidence)


def link_rows(answer: Links) -> Iterator[Row]:
    """Yield a row for each relation, then for each other person or organisation and each shared event.

    `role` is that of the other.
    """
    yield from map(_relation_row, answer.relations)
    for other in (*answer.met, *answer.spoke, *answer.together):
        for event in other.events:
            yield _meeting_row(other.person, answer.person, event)


def chain_rows(answer: Chain) -> Iterator[Row]:
    """Yield a row for each relation, source and shared event; without an event, for each person of the chain."""
    yield from map(_relation_row, answer.relations)
    for work in answer.works:
        yield answer.end.id, answer.end.name, work.how, work.id, work.date, work.title, "", "", ""
    for event in answer.shared:
        yield _meeting_row(answer.end, answer.start, event)
    if answer.shared:
        return
    for number, step in enumerate(answer.chain):
        if step.event:
            yield _meeting_row(step.person, answer.chain[number - 1].person, step.event)
        elif step.relations:
            yield from map(_relation_row, step.relations)
        else:
            yield (step.person.id, step.person.name, *("",) * (len(LINKS) - 2))


def _relation_row(one: Related) -> Row:
    period = f"{one.start}/{one.end}" if one.start or one.end else ""
    return one.to.id, one.to.name, one.kind, "", period, "", "", "", cite(one.evidence)


def _meeting_row(one: Ref, other: Ref, event: Meeting) -> Row:
    roles = event.roles.get(one.id, ""), event.roles.get(other.id, "")
    return one.id, one.name, event.how, event.id, event.date, event.title, *roles, cite(event.evidence)


def diff_rows(answer: Difference) -> Iterator[Row]:
    """Yield a row for each changed field, and for each record added or removed, by kind and id."""
    for change in answer.changes:
        about = (change.how, change.kind, change.id, change.title, change.path)
        for field in change.fields:
            yield (*about, field.field, _value_words(field.old), _value_words(field.new))
        if not change.fields:
            yield (*about, "", "", "")


def _value_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value_words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_value_words, value))
    return "" if value is None else str(value)


def draft_rows(answer: Drafts) -> Iterator[Row]:
    """Yield a row for each draft, in the order of the file."""
    for draft in answer.drafts:
        yield (
            draft.date, draft.summary, f"{draft.line}", listed(draft.people), listed(draft.places),
            listed(draft.organisations), listed(draft.doubts), draft.id, draft.title, draft.printed, draft.text,
        )  # fmt: skip


def fact_rows(answer: msgspec.Struct) -> Iterator[Row]:
    """Yield a row for each field that is not empty."""
    for name in answer.__struct_fields__:
        if (value := getattr(answer, name)) not in (None, ""):
            yield name, _fact_text(value)


def setting_rows(answer: dict[str, Any]) -> Iterator[Row]:
    """Yield a row for each setting of `sinoru config show`."""
    return (tuple(_fact_text(one[column]) for column in SETTINGS) for one in answer["settings"])


def _fact_text(value: Any) -> str:
    return listed(map(str, value)) if isinstance(value, (tuple, list)) else f"{value}"


def checked_shape(answer: Checked) -> dict[str, Any]:
    """Return the diagnostics, how many there are of each severity, and what was checked."""
    found = [{key: getattr(one, key) for key in _DIAGNOSTIC_KEYS} for one in answer.diagnostics]
    counts = ("errors", "warnings", "files", "records", "fixed")
    shape = {"diagnostics": found} | {name: getattr(answer, name) for name in counts}
    if isinstance(answer, CheckedWithFindings):
        findings = answer.findings
        shape["findings"] = list(map(_finding, findings.found))
        shape["unread"] = [
            {"rule": one.rule, "read": one.read, "total": one.total} for one in findings.unread
        ]
    return shape


def _finding(one: Found) -> dict[str, Any]:
    """Return a finding as a diagnostic, with its record and field, and the conflict to paste as YAML."""
    fault = {key: getattr(one.fault, key) for key in _DIAGNOSTIC_KEYS}
    conflict = one.conflict
    return fault | {"record": conflict.about[0], "field": conflict.field, "paste": list_text(conflict)}


def fault_rows(answer: Checked) -> Iterator[Row]:
    """Yield a row for each diagnostic and each finding."""
    return (tuple(f"{getattr(one, column)}" for column in FAULTS) for one in answer.reported)


def verification_rows(answer: Verification) -> Iterator[Row]:
    """Yield a row for each missing term, then one for each passage that no record cites, and each shared run."""
    for missing in answer.evidence.missing:
        record = (missing.record, missing.kind, missing.path, f"{missing.line}")
        for term in missing.terms_missing or ("",):  # a locator that names no passage may have no terms
            found_at = listed(missing.found_at.get(term, ()))
            yield (missing.fault, missing.at, *record, term, found_at, "")
    for passage in answer.coverage.uncovered:
        yield ("not covered", passage.at, "", "", "", "", "", "", passage.text)
    for run in answer.shared:
        location = (run.record, run.kind, run.path, f"{run.line}")
        yield ("shared words", run.at, *location, "", "", run.text)


def table_shape(answer: Table) -> dict[str, Any]:
    """Return the rows of chosen columns, each with its values as text."""
    return {"rows": [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]}


SHAPES: dict[type, Callable[[Any], dict[str, Any]]] = {
    Citations: citations_shape,
    Checked: checked_shape,
    CheckedWithFindings: checked_shape,
    Bibliography: bibliography_shape,
    FullBibliography: bibliography_shape,
    Table: table_shape,
}
"""The shape of each answer, as in shapes.py."""

ITEMS: dict[type, tuple[str, ...]] = {
    Drafts: ("drafts",),
    Links: ("relations", "met", "spoke", "together"),
    Difference: ("changes",),
    Chain: ("relations", "works", "shared", "chain"),
    Comparison: ("differ", "both", "only_a", "only_b"),
    Checked: ("diagnostics",),
    CheckedWithFindings: ("diagnostics", "findings"),
    Bibliography: ("citations",),
    FullBibliography: ("citations", "against"),
    Table: ("rows",),
}
"""The keys under which the shape of each answer has its items, as in shapes.py."""

ROWS: dict[type, tuple[Row, Callable[[Any], Iterable[Row]]]] = {
    Drafts: (DRAFTS, draft_rows),
    Conflicts: (CONFLICTS, conflict_rows),
    Comparison: (COMPARISON, comparison_rows),
    Links: (LINKS, link_rows),
    Chain: (LINKS, chain_rows),
    Verification: (VERIFICATION, verification_rows),
    Difference: (DIFFERENCES, diff_rows),
    Checked: (FAULTS, fault_rows),
    CheckedWithFindings: (FAULTS, fault_rows),
    Bibliography: (CITATIONS, citation_rows),
    FullBibliography: ((*CITATIONS, "against"), full_citation_rows),
    dict: (SETTINGS, setting_rows),
}
"""The columns and the rows of each answer that is one table."""

ID_COLUMNS: dict[type, str] = {Links: "person", Chain: "event"}
"""The column of the ids of records in these answers; in others it is `id`."""
