"""Claims as schema.org's Claim, and what became of them as ClaimReview."""

from collections.abc import Iterator

from sinoru.export.kinds.linked_terms import Node, cited, conflict_reviews, iri, iso_start, ref
from sinoru.model.records import Assessment, Claim, Figure
from sinoru.query.answers import ClaimAnswer


def claim_nodes(answer: ClaimAnswer) -> Iterator[Node]:
    """Give a claim, then its review where it has a verdict."""
    claim = answer.claim
    yield _claim(answer)
    if claim.assessment:
        yield _review(claim, claim.assessment)


def _claim(answer: ClaimAnswer) -> Node:
    claim = answer.claim
    return {
        "@type": "Claim",
        "@id": iri(claim.id),
        "identifier": claim.id,
        "text": claim.text,
        "additionalType": claim.kind,
        "author": ref(claim.by)
        if claim.by
        else [{"@type": "Thing", "name": name} for name in answer.authors],
        "claimInterpreter": ref(claim.reported_by),
        "dateCreated": iso_start(claim.said),
        "edtf": claim.said,
        "temporalCoverage": claim.holds,
        "certainty": claim.certainty,
        "about": [ref(id_) for id_ in claim.about],
        "keywords": [*claim.topics, *claim.tags],
        "hasPart": {"@type": "Quotation", "text": claim.quote} if claim.quote else {},
        "mainEntity": _figure(claim.figure),
        "contradicts": [iri(id_) for id_ in claim.contradicts],
        "appearance": cited(claim.evidence),
        "subjectOf": conflict_reviews(claim),
    }


def _figure(figure: Figure | None) -> Node:
    if figure is None:
        return {}
    return {
        "@type": "QuantitativeValue",
        "value": figure.value,
        "unitText": figure.unit,
        "name": figure.of,
        "description": figure.comparison,
    }


def _review(claim: Claim, assessment: Assessment) -> Node:
    return {
        "@type": "ClaimReview",
        "@id": f"{iri(claim.id)}:review",
        "claimReviewed": claim.text,
        "itemReviewed": ref(claim.id),
        "reviewRating": {"@type": "Rating", "alternateName": assessment.verdict},
        "reviewBody": assessment.why,
        "citation": cited(assessment.evidence),
    }
