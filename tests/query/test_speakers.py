"""Who makes a claim: the speaker that is named, or the author of its source, or the paper, or the publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query.claims import ask_claims
from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
people:
  - {id: yu-bin, name: Yu Bin, names: [{text: 于滨, kind: native, lang: zh-Hans}]}
  - {id: yeltsin, name: Boris Yeltsin}
sources:
  - {id: article, title: A, authors: ["Yu, Bin"], container: Comparative Connections}
  - {id: by-id, title: B, authors: [yu-bin]}
  - {id: paper, title: C, container: Hong Kong Standard, publisher: Sing Tao}
  - {id: agency, title: D, publisher: Interfax}
claims:
  - {id: his, text: One., evidence: [{source: article}]}
  - {id: his-too, text: Two., evidence: [{source: by-id}, {source: paper}]}
  - {id: named, text: Three., by: yeltsin, evidence: [{source: article}]}
  - {id: printed, text: Four., evidence: [{source: paper}]}
  - {id: sent, text: Five., reported_by: yu-bin, evidence: [{source: agency}]}
"""


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("Yu Bin", ["his", "his-too"]),
        ("yu-bin", ["his", "his-too"]),
        ("Yu, Bin", ["his", "his-too"]),
        ("于滨", ["his", "his-too"]),
        ("Yeltsin", ["named"]),
        ("Hong Kong Standard", ["printed"]),
        ("interfax", ["sent"]),
    ],
)
def test_claims_by_a_speaker_are_those_that_name_him_as_printed(
    index_of: Callable[[str], Index], by: str, expected: list[str]
) -> None:
    found = ask_claims(index_of(CORPUS), "", Filters(by=(by,)))
    assert [one.claim.id for one in found.claims] == expected


def test_who_passed_a_claim_on_is_via(index_of: Callable[[str], Index]) -> None:
    found = ask_claims(index_of(CORPUS), "", Filters(via=("Yu Bin",)))
    assert [one.claim.id for one in found.claims] == ["sent"]
