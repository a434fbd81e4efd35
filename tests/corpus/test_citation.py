"""The corpus, the package and CITATION.cff say the same of the work that is cited."""

from __future__ import annotations

from pathlib import Path

import yaml

import sinoru

ROOT = Path(__file__).parents[2]


def test_the_corpus_says_how_it_is_cited_as_the_file_for_github_does() -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    corpus = yaml.safe_load((ROOT / "data" / "corpus.yaml").read_text(encoding="utf-8"))["corpus"]
    assert (cff["title"], cff["version"]) == (corpus["title"], corpus["version"])
    assert [one["name"] for one in cff["authors"]] == corpus["authors"]
    assert f"{cff['date-released']}" == f"{corpus['published']}"
    assert cff["license"].replace("-", " ") == corpus["licence"].replace("-", " ")
    assert cff["version"] == sinoru.__version__ == cff["references"][0]["version"]
    assert (cff["cff-version"], cff["type"]) == ("1.2.0", "dataset")
    assert cff["message"]
