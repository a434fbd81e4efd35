"""What the index counts for itself is what counting would give, whatever happened to the files."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.index import open as opening
from sinoru.index.numbers import DAY_SHIFT

FILES = 8
DATES = ["1999", "1999-05-08", "1999-05-08/1999-05-12", "1998-03-01/..", "/1950", "1999-05"]
ROUNDS = 60

events = st.builds(
    "  - {{id: e-{}, date: {}, title: T, kind: k{}, topics: [t{}, t{}], places: [p{}], part_of: e-{},"
    " participants: [{{person: x{}}}, {{person: x{}}}], evidence: [{{source: s{}, at: a}}]}}\n".format,
    st.integers(0, 30),
    st.sampled_from(DATES),
    *[st.integers(0, 2)] * 8,
)
people = st.builds("  - {{id: x{}, name: X, country: c{}}}\n".format, st.integers(0, 9), st.integers(0, 2))
texts = st.builds(
    lambda events, people: "".join(
        [*(["events:\n", *events] if events else []), *(["people:\n", *people] if people else [])]
    ),
    st.lists(events, max_size=4),
    st.lists(people, max_size=2),
)

TALLY = "SELECT id, kind, how, records FROM tally JOIN term ON number = target"
LINKS = (
    "SELECT id, kind, how, count(*) FROM link JOIN term ON number = target GROUP BY 1, 2, 3 UNION ALL"
    " SELECT id, kind, '', count(DISTINCT record) FROM link JOIN term ON number = target GROUP BY 1, 2"
)
DENSITY = "SELECT kind, slot, size, records FROM density"
SPANS = (
    f"SELECT r.kind, number >> {DAY_SHIFT}, coalesce(s.size, 0), count(*) FROM record r"
    " LEFT JOIN span s ON s.record = r.number GROUP BY 1, 2, 3"
)


def kept(corpus: Path) -> list[list[object]]:
    """Return the counts that the index keeps, once they are found right."""
    index = opening.open_index([str(corpus)])
    found, counted = (
        [sorted(index.rows(query)) for query in queries] for queries in ((TALLY, DENSITY), (LINKS, SPANS))
    )
    index.close()
    assert found == counted
    return found


@given(
    st.lists(texts, min_size=FILES, max_size=FILES),
    st.lists(st.tuples(st.integers(0, FILES - 1), texts), max_size=3),
)
@settings(max_examples=ROUNDS, deadline=None)
def test_after_any_edits_the_counts_are_those_of_a_new_build(
    before: list[str], edits: list[tuple[int, str]]
) -> None:
    with TemporaryDirectory() as top, pytest.MonkeyPatch.context() as patch:
        corpus = Path(top) / "corpus"
        corpus.mkdir()
        (corpus / "filling.yaml").write_text("# nothing\n" * 2_000)  # so that an edit is a small part
        for place, text in enumerate(before):
            (corpus / f"{place}.yaml").write_text(text)
        patch.setenv("SINORU_CACHE", f"{top}/cache")
        after = kept(corpus)
        with patch.context() as no_build:
            no_build.setattr(opening, "rebuild_index", lambda *_: pytest.fail("built anew, not updated"))
            for place, text in edits:
                (corpus / f"{place}.yaml").write_text(text)
                after = kept(corpus)
        patch.setenv("SINORU_CACHE", f"{top}/other cache")
        assert after == kept(corpus)
