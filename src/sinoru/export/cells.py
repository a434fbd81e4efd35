"""Characters that no program should be handed raw: controls, invisible ones, those that turn text around.

Parts of an answer as the text of one table cell.
"""

from collections.abc import Iterable

from sinoru.model.records import Evidence, Figure
from sinoru.query.answers import ClaimAnswer, Participation, Ref


def listed(parts: Iterable[str]) -> str:
    """Put texts one after the other, leaving out the empty ones."""
    return "; ".join(filter(None, parts))


def cite(evidence: Iterable[Evidence]) -> str:
    """Name the sources and the places in them: `yu-1999q2: Chronology, May 10; ...`."""
    return listed(f"{one.source}: {one.at}" if one.at else one.source for one in evidence)


def name_all(refs: Iterable[Ref]) -> str:
    """Name each record."""
    return listed(ref.name for ref in refs)


def who_took_part(took: Iterable[Participation]) -> str:
    """Name all who took part, each with the role."""
    return listed(f"{one.name} ({one.role})" if one.role else one.name for one in took)


def speaker_of(answer: ClaimAnswer) -> str:
    """Name who makes the claim: the author of the source, where nobody else does."""
    return answer.by.name if answer.by else listed(answer.authors)


def figure_words(figure: Figure | None) -> str:
    """Return the number as read aloud: `about 1 hour`."""
    return " ".join(filter(None, (figure.comparison, figure.value, figure.unit))) if figure else ""


def verdict_of(answer: ClaimAnswer) -> str:
    """Return the verdict on a claim; empty where there is none."""
    return answer.claim.assessment.verdict if answer.claim.assessment else ""
