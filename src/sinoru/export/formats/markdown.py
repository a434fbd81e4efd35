"""A document for people: the chronology by month, then claims, conflicts and, as footnotes, the sources.

It is GitHub-flavoured Markdown (GFM), of which it uses only headings, lists, emphasis and footnotes.
"""

import re
from collections.abc import Iterable, Iterator

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import period_in_words, period_of
from sinoru.dates.wording import in_words
from sinoru.export.cells import listed, mark_before, mark_of, name_all, speaker_of, who_took_part
from sinoru.export.record_rows import further_texts
from sinoru.export.tables import escape_markdown as escape
from sinoru.model.records import Conflict, Evidence, Source
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer, Judgement
from sinoru.query.export_selection import Selection
from sinoru.query.particulars import addresses_of, archive_words, publication_words
from sinoru.query.verdicts import (
    VERDICT_WORDS,
    conflict_phrase,
    heading_of,
    standings,
    statement_verdict,
)

_CODE = re.compile(r"[\w:-]+", re.ASCII)
"""Ids within which nothing ends a code span."""


def export(selection: Selection) -> Iterator[str]:
    """Yield the document part by part; a part without entries is left out."""
    corpus = selection.corpus()
    yield f"# {escape(corpus.title) or 'Chronology'}\n"
    if corpus.description:
        yield f"\n{escape(corpus.description)}\n"
    yield from _chronology(selection.events())
    yield from _part("Claims", map(_claim_entry, selection.claims()))
    yield from _part("Conflicts", map(_conflict_entry, selection.conflicts()))
    yield from _part("Sources", map(_source_note, selection.sources()))


def _part(title: str, entries: Iterable[str]) -> Iterator[str]:
    is_first = True
    for entry in entries:
        if is_first:
            yield f"\n## {title}\n\n"
            is_first = False
        yield entry


def _chronology(events: Iterable[EventAnswer]) -> Iterator[str]:
    current: str | None = None
    for answer in events:
        if current is None:
            yield "\n## Chronology\n"
        if (heading := _heading(answer.event.date)) != current:
            current = heading
            yield f"\n### {heading}\n\n"
        yield _event_entry(answer)


def _heading(edtf: str) -> str:
    """Return the month in which a date begins, or the year, season and so on where no more is known."""
    when = parse_edtf(edtf)
    start = when.start or when
    if start.earliest is None:
        return "Begun at an unknown time"
    if start.precision in ("time", "day", "month"):
        return period_in_words(period_of(start.earliest, "month"))
    words = in_words(parse_edtf(start.text.rstrip("~?%")))
    return words[:1].upper() + words[1:]


def _event_entry(answer: EventAnswer) -> str:
    event = answer.event
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations)))
    details = (("With", who), ("At", name_all(answer.places)), *further_texts(answer))
    sentences = (
        f"**{_date_words(event.date)}**: {_sentence(event.title)}",
        _sentence(event.summary),
        *(f"*{label}* {_sentence(text)}" for label, text in details if text),
        *(_event_conflict(conflict) for conflict in event.conflicts),
    )
    return _entry(sentences, event.id, event.evidence)


def _date_words(edtf: str) -> str:
    return escape(in_words(parse_edtf(edtf)))


def _sentence(text: str) -> str:
    escaped = escape(text)
    return escaped if not escaped or escaped.endswith((".", "!", "?", "”")) else f"{escaped}."


def _entry(sentences: Iterable[str], id_: str, evidence: Iterable[Evidence]) -> str:
    return f"- {' '.join(filter(None, sentences))} {_id(id_)}{_cited(evidence)}\n"


def _id(id_: str) -> str:
    """Return an id as code; that of a conflict may end in any text."""
    return f"`{id_}`" if _CODE.fullmatch(id_) else escape(id_)


def _cited(evidence: Iterable[Evidence]) -> str:
    """Return the passages, each with the footnote of its source."""
    cites = [f"{escape(one.at)}{_footnote(one.source)}" for one in evidence]
    return f" ({'; '.join(cites)})" if cites else ""


def _footnote(source: str) -> str:
    return f"[^{source}]" if source.isascii() and source.replace("-", "").isalnum() else escape(source)


def _event_conflict(conflict: Conflict) -> str:
    standing = standings(conflict)
    sides = "; ".join(
        f"{escape(mark_before(stands) + said.value)}{_cited(said.evidence)}"
        for said, stands in zip(conflict.statements, standing, strict=True)
    )
    phrase = conflict_phrase(conflict)
    return f"*{escape(heading_of(conflict))}* {sides} – **{escape(phrase)}**."


def _claim_entry(answer: ClaimAnswer) -> str:
    claim = answer.claim
    when = _date_words(claim.said) if claim.said else ""
    said = ", ".join(filter(None, (escape(speaker_of(answer)), claim.certainty, when)))
    mark = escape(mark_of(answer.verdict))
    sentences = (mark + _sentence(claim.text), f"*Says* {said}.", _verdict(answer.assessment))
    return _entry(sentences, claim.id, claim.evidence)


def _verdict(assessment: Judgement | None) -> str:
    if assessment is None:
        return ""
    why = f": {escape(assessment.why)}" if assessment.why else ""
    word = VERDICT_WORDS.get(assessment.verdict, assessment.verdict)
    asked = f" in “{escape(assessment.question)}”" if assessment.question else ""
    return f"**The claim is {word}**{asked}{why}{_cited(assessment.evidence)}."


def _conflict_entry(answer: ConflictAnswer) -> str:
    why = f": {escape(answer.why)}" if answer.why else ""
    why += _cited(answer.evidence)
    if answer.record == answer.id and answer.about:
        why += f" *About* {_sentence(name_all(answer.about))}"
    lines = [f"- **{escape(answer.question)}** {escape(conflict_phrase(answer))}{why} {_id(answer.id)}\n"]
    for said in answer.statements:
        speaker = said.by.name if said.by else listed(said.authors)
        by = f" – {escape(speaker)}" if speaker else ""
        lines.append(
            f"  - {escape(mark_of(statement_verdict(said)) + said.value)}{by}{_cited(said.evidence)}\n"
        )
    return "".join(lines)


def _source_note(source: Source) -> str:
    parts = (
        listed(source.authors),
        source.cited_title,
        source.container,
        *(words[:1].upper() + words[1:] for words in publication_words(source)),
        in_words(parse_edtf(source.published)) if source.published else "",
        archive_words(source),
        " ".join(addresses_of(source)),
    )
    return f"[^{source.id}]: {' '.join(map(_sentence, filter(None, parts)))} `{source.id}`\n"
