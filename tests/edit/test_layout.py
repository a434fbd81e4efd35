from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from sinoru.edit.layout import Unformattable, formatted
from sinoru.edit.text_file import BrokenFile, read_text_file, text_file_of
from sinoru.loading.records import Loaded, load_records
from tests.edit.texts import corpus_files

SHIPPED = Path(__file__).parents[2] / "data"


def meaning(text: str) -> list[object]:
    found = load_records(BytesIO(text.encode()), "x")
    return [one.record if isinstance(one, Loaded) else type(one) for one in found]


def words_of_comments(text: str) -> int:
    return text.count("# note") + text.count("# one") + text.count("#two") + text.count("# why")


@settings(max_examples=30)
@given(corpus_files())
def test_formatting_keeps_what_is_said_and_all_comments(text: str) -> None:
    new = formatted(text)
    assert meaning(new) == meaning(text)
    assert words_of_comments(new) == words_of_comments(text)


@settings(max_examples=30)
@given(corpus_files())
def test_formatting_twice_is_formatting_once(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_corpus_is_in_house_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("places:\n- name: A\n  id: a\n", "places:\n  - id: a\n    name: A\n"),
        (
            "places:\n  - name: A  # of old\n    # the id stays\n    id: a\n",
            "places:\n  # the id stays\n  - id: a\n    name: A  # of old\n",
        ),
        (
            "places:\n  - id: a\n    name: A\n  # next\n  - id: b\n    name: B\n",
            "places:\n  - id: a\n    name: A\n\n  # next\n  - id: b\n    name: B\n",
        ),
        ("places:\n  - {name: A,id:  a}\n", "places:\n  - {id: a, name: A}\n"),
        (
            "places:\n    - id: a\n      name: >-\n             A\n               b\n",
            "places:\n  - id: a\n    name: >-\n      A\n        b\n",
        ),
        ("places:\n  - id:\n# below\n", "places:\n  - id:\n# below\n"),
        ("places: []\n\n\nsources: []", "places: []\n\nsources: []\n"),
        (
            "places:\n  - id: a\n    name: A\n    # below\n# end\n",
            "places:\n  - id: a\n    name: A\n    # below\n# end\n",
        ),
        (
            "events: # why\n  - id: a\n    note: x\n    title: T\n    date: 1999\n",
            "events: # why\n  - id: a\n    date: 1999\n    title: T\n    note: x\n",
        ),
    ],
)  # fmt: skip
def test_house_layout(before: str, after: str) -> None:
    assert formatted(before) == after


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("places:\n  - ? id\n    : a\n    name: A\n", 2),
        ("places:\n  - id: a\n    name: |+\n      A\n\n", 3),
        ("{places: []}\n", 1),
        ("places:\n  - {[a, b]: c}\n", 2),
        ("places:\n  - id: a\n    note: 'x\u2028y'\n", 3),
        ("--- {places: []}\n", 1),
    ],
)
def test_what_has_no_form_in_house_layout_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Unformattable) as refused:
        formatted(text)
    assert refused.value.line == line


def test_anchors_and_their_aliases_survive() -> None:
    text = "places:\n  - &a\n    id: a\n    name: &n A\n    note: *n\n"
    assert formatted(text) == text


def test_an_alias_is_not_moved_above_its_anchor() -> None:
    text = "places:\n  - name: &n A\n    note: *n\n    id: a\n"
    new = formatted(text)
    assert new.index("&n") < new.index("*n")


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "cases").rglob("*.yaml")), ids=lambda path: path.name
)
def test_no_file_however_broken_makes_it_stumble(path: Path) -> None:
    with suppress(BrokenFile, Unformattable):
        text = text_file_of(str(path), path.read_bytes()).text.replace("\r\n", "\n")
        assert formatted(formatted(text)) == formatted(text)


def test_the_own_fields_of_a_corpus_are_no_faults_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sinoru.loading.records.MAX_FAULTS", 2)
    (tmp_path / "corpus.yaml").write_text(
        "corpus:\n  format: 2\n  fields: {events: {depth: {type: number}}}\n", encoding="utf-8"
    )
    events = tmp_path / "events.yaml"
    events.write_text(
        "events:\n" + "".join(f"  - {{id: e-{n}, date: 1999, title: E, depth: {n}}}\n" for n in range(4)),
        encoding="utf-8",
    )
    assert read_text_file(str(events)).text.count("depth") == 4
