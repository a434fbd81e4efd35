"""A document for people: the chronology by month, then claims, conflicts and, as footnotes, the sources.

Markdown as GitHub has it (GFM), of which only headings, lists, emphasis and footnotes are used.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import period_in_words, period_of
from sinoru.dates.wording import in_words
from sinoru.export.as_table import escape_markdown as escape
from sinoru.export.cells import listed, name_all, speaker_of, who_took_part
from sinoru.model.records import Assessment, Conflict, Evidence, Source
from sinoru.query.analyses import ConflictAnswer
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield the document part by part; a part without members is left out."""
    corpus = selection.corpus()
    yield f"# {escape(corpus.title) or 'Chronology'}\n"
    if corpus.description:
        yield f"\n{escape(corpus.description)}\n"
    yield from _chronology(selection.events())
    yield from _part("Claims", map(_claim, selection.claims()))
    yield from _part("Conflicts", map(_conflict, selection.conflicts()))
    yield from _part("Sources", (_source(cast("Source", one)) for one in selection.records("source")))


def _part(title: str, entries: Iterable[str]) -> Iterator[str]:
    is_first = True
    for entry in entries:
        if is_first:
            yield f"\n## {title}\n\n"
            is_first = False
        yield entry


def _chronology(events: Iterable[EventAnswer]) -> Iterator[str]:
    heading: str | None = None
    for answer in events:
        if heading is None:
            yield "\n## Chronology\n"
        if (heading_of := _heading(answer.event.date)) != heading:
            heading = heading_of
            yield f"\n### {heading}\n\n"
        yield _event(answer)


def _heading(edtf: str) -> str:
    """Name the month in which something began, or the year, season and so on where that is all that is known."""
    when = parse_edtf(edtf)
    start = when.start or when
    if start.earliest is None:
        return "Begun at an unknown time"
    if start.precision in ("time", "day", "month"):
        return period_in_words(period_of(start.earliest, "month"))
    words = in_words(parse_edtf(start.text.rstrip("~?%")))
    return words[:1].upper() + words[1:]


def _event(answer: EventAnswer) -> str:
    event = answer.event
    who = listed((who_took_part(answer.people), who_took_part(answer.organisations)))
    details = ((who, "With"), (name_all(answer.places), "At"))
    sentences = (
        f"**{_date(event.date)}**: {_sentence(event.title)}",
        _sentence(event.summary),
        *(f"*{label}* {_sentence(text)}" for text, label in details if text),
        *(_recorded(conflict) for conflict in event.conflicts),
    )
    return _entry(sentences, event.id, event.evidence)


def _date(edtf: str) -> str:
    return escape(in_words(parse_edtf(edtf)))


def _sentence(text: str) -> str:
    escaped = escape(text)
    return escaped if not escaped or escaped.endswith((".", "!", "?", "”")) else f"{escaped}."


def _entry(sentences: Iterable[str], id_: str, evidence: Iterable[Evidence]) -> str:
    return f"- {' '.join(filter(None, sentences))} `{id_}`{_cited(evidence)}\n"


def _cited(evidence: Iterable[Evidence]) -> str:
    """Name the places in sources, each with the footnote of its source."""
    cites = [f"{escape(one.at)}{_footnote(one.source)}" for one in evidence]
    return f" ({'; '.join(cites)})" if cites else ""


def _footnote(source: str) -> str:
    return f"[^{source}]" if source.isascii() and source.replace("-", "").isalnum() else escape(source)


def _recorded(conflict: Conflict) -> str:
    sides = "; ".join(f"{escape(said.says)}{_cited(said.evidence)}" for said in conflict.statements)
    return f"*Sources disagree on {escape(conflict.on)}:* {sides} – **{conflict.verdict}**."


def _claim(answer: ClaimAnswer) -> str:
    claim = answer.claim
    when = _date(claim.said) if claim.said else ""
    said = ", ".join(filter(None, (escape(speaker_of(answer)), claim.certainty, when)))
    sentences = (_sentence(claim.text), f"*Says* {said}.", _verdict(claim.assessment))
    return _entry(sentences, claim.id, claim.evidence)


def _verdict(assessment: Assessment | None) -> str:
    if assessment is None:
        return ""
    why = f": {escape(assessment.why)}" if assessment.why else ""
    return f"**{assessment.verdict.capitalize()}**{why}{_cited(assessment.evidence)}."


def _conflict(answer: ConflictAnswer) -> str:
    why = f": {escape(answer.why)}" if answer.why else ""
    lines = [
        f"- **{escape(answer.title)}** – {escape(answer.on)}, **{answer.verdict}**{why} `{answer.record}`\n"
    ]
    for said in answer.statements:
        speaker = said.by.name if said.by else listed(said.authors)
        by = f" – {escape(speaker)}" if speaker else ""
        lines.append(f"  - {escape(said.says)}{by}{_cited(said.evidence)}\n")
    return "".join(lines)


def _source(source: Source) -> str:
    parts = (
        listed(source.authors),
        source.title,
        source.container,
        source.publisher,
        in_words(parse_edtf(source.published)) if source.published else "",
        source.url,
    )
    return f"[^{source.id}]: {' '.join(map(_sentence, filter(None, parts)))} `{source.id}`\n"
