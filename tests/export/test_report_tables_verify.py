from __future__ import annotations

import csv

from sinoru.export.tables import export_csv
from sinoru.verify.results import Coverage, EvidenceCount, MissingEvidence, Uncovered, Verification


def missing(at: str, *terms: str, fault: str = "terms missing") -> MissingEvidence:
    return MissingEvidence(
        record="pier",
        kind="event",
        at=at,
        terms_missing=terms,
        found_at=dict.fromkeys(terms, ("2", "3")),
        path="all.yaml",
        line=5,
        fault=fault,  # type: ignore[arg-type]
    )


def test_each_missing_term_and_each_uncovered_passage_is_a_row() -> None:
    answer = Verification(
        source="harbour",
        evidence=EvidenceCount(
            total=3, found=1, missing=(missing("1", "72", "light"), missing("9", fault="no such passage"))
        ),
        coverage=Coverage(passages=4, covered=3, uncovered=(Uncovered(at="4", text="Snow, and fog."),)),
    )
    rows = list(csv.DictReader("".join(export_csv(answer)).splitlines()))
    assert [(row["fault"], row["at"], row["term"], row["found_at"]) for row in rows] == [
        ("terms missing", "1", "72", "2; 3"),
        ("terms missing", "1", "light", "2; 3"),
        ("no such passage", "9", "", ""),
        ("not covered", "4", "", ""),
    ]
    assert (rows[0]["record"], rows[0]["path"], rows[0]["line"]) == ("pier", "all.yaml", "5")
    assert rows[3]["text"] == "Snow, and fog."
