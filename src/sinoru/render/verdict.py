"""How a claim or a conflict fared, always as a word, with a mark and a colour beside it."""

from sinoru.model.records import Assessment
from sinoru.render.document import Line, Role, Span, Spans
from sinoru.render.evidence import citations
from sinoru.render.glyphs import Glyphs

_ROLES: dict[str, Role] = {
    "supported": "good",
    "reconciled": "good",
    "partly": "warn",
    "superseded": "warn",
    "contradicted": "bad",
}
_WORDS = {"partly": "partly supported"}


def verdict_mark(verdict: str, glyphs: Glyphs) -> Span:
    """Give the mark of a verdict; a claim without one has a bullet."""
    mark: str = getattr(glyphs, verdict, glyphs.unverified) if verdict else glyphs.bullet
    return Span(mark, _ROLES.get(verdict, "faint"))


def verdict_word(verdict: str) -> Span:
    """Give the verdict in words."""
    return Span(_WORDS.get(verdict, verdict), _ROLES.get(verdict, "doubt"))


def assessment_line(assessment: Assessment) -> Line:
    """Say what became of a claim, why, and on what evidence."""
    why: Spans = (Span(f": {assessment.why}"),) if assessment.why else ()
    sources: Spans = (Span(" "), *citations(assessment.evidence)) if assessment.evidence else ()
    return Line((verdict_word(assessment.verdict), *why, *sources))
