"""The shipped corpus against the article it follows, where a copy of that is at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.index.open import open_index
from sinoru.verify.verify import verify_source

if TYPE_CHECKING:
    from sinoru.verify.results import Verification

REPOSITORY = Path(__file__).parents[2]
ARTICLE = Path(os.environ.get("SINORU_ARTICLE", ""))

pytestmark = pytest.mark.skipif(
    not ARTICLE.is_file(),
    reason="the article is not ours to ship: name your copy of it in SINORU_ARTICLE",
)


@pytest.fixture(scope="module")
def verification(tmp_path_factory: pytest.TempPathFactory) -> Verification:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SINORU_CACHE", str(tmp_path_factory.mktemp("cache")))
        index = open_index([str(REPOSITORY / "data")])
    answer = verify_source(index, "yu-1999q2", str(ARTICLE))
    index.close()
    return answer


def test_all_evidence_of_the_article_is_found(verification: Verification) -> None:
    assert [(one.path, one.line, one.at, one.terms_missing) for one in verification.evidence.missing] == []
    assert verification.evidence.total > 350


def test_every_entry_and_every_paragraph_is_covered(verification: Verification) -> None:
    assert [one.at for one in verification.coverage.uncovered] == []
    assert verification.coverage.passages == 37


def test_the_copy_is_parted_as_the_corpus_describes_it(verification: Verification) -> None:
    assert verification.remarks == ()
    assert len(verification.front_matter) == 2
