"""A file means the same whether its lines are read at once or by libyaml."""

import io

import pytest
from hypothesis import example, given, settings

from sinoru.loading import fast_yaml
from sinoru.loading.records import FIRST_FORM, IS_FIRST_FORM, Loaded, load_records, load_with_libyaml
from sinoru.loading.yaml import Fault
from sinoru.model.fields import Fields
from sinoru.model.records import CorpusTitle, Diagnostic, Person
from tests.loading.layouts import TEXT, changed_texts


def quickly(data: bytes) -> tuple[list[Loaded | CorpusTitle], list[tuple[str, int, int, str]]]:
    items = list(load_records(io.BytesIO(data), ""))
    faults = [(one.code, one.line, one.column, one.message) for one in items if isinstance(one, Diagnostic)]
    return [one for one in items if not isinstance(one, Diagnostic)], faults


def by_libyaml(data: bytes) -> tuple[list[Loaded | CorpusTitle], list[tuple[str, int, int, str]]]:
    items: list[Loaded | CorpusTitle] = []
    faults: list[tuple[str, int, int, str]] = []
    for one in load_with_libyaml(io.BytesIO(data), Fields()):
        if isinstance(one, Fault):
            faults.append((one.code, one.line, one.column, one.message))
        elif isinstance(one, Loaded | CorpusTitle):
            items.append(one)
        elif not any(code == FIRST_FORM for code, *_ in faults):
            faults.append((FIRST_FORM, one.line, one.column, IS_FIRST_FORM))
    return items, faults


def same_meaning(data: bytes) -> None:
    records, faults = quickly(data)
    expected, expected_faults = by_libyaml(data)
    assert faults == expected_faults
    if any(code in ("E101", "E102") for code, *_ in faults):  # libyaml stops somewhat before the fault
        assert records[: len(expected)] == expected
    else:
        assert records == expected


@settings(max_examples=300)
@given(changed_texts)
@example(TEXT)
def test_any_change_of_a_text_is_read_as_libyaml_reads_it(text: str) -> None:
    same_meaning(text.encode())


def test_a_usual_file_is_read_without_libyaml() -> None:
    data = b"events:\n" + b"".join(
        b"  - id: e-%d\n    date: 1999\n    title: T\n    tags: [a, b]\n" % number for number in range(5000)
    )
    items = list(fast_yaml.FastFileReader(io.BytesIO(data), Fields()).items())
    assert len(items) == 5000
    assert not any(isinstance(item, fast_yaml.Piece) for item in items)
    same_meaning(data)


@pytest.mark.parametrize("block", [1, 7, 100, 4000])
def test_blocks_may_end_anywhere(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_yaml, "_BLOCK", block)
    monkeypatch.setattr(fast_yaml, "_AHEAD", 20)
    same_meaning(TEXT.encode())
    same_meaning(TEXT.replace("\n", "\r\n").encode())


@pytest.mark.parametrize("end", ["..", '".."', "'..'"])
def test_an_office_may_be_held_still(end: str) -> None:
    data = f"people:\n  - id: a\n    name: A\n    offices:\n      - {{title: T, from: 1999, to: {end}}}\n".encode()
    pieces = [
        one
        for one in fast_yaml.FastFileReader(io.BytesIO(data), Fields()).items()
        if isinstance(one, fast_yaml.Piece)
    ]
    assert bool(pieces) == ("'" in end)  # these quotes are left to libyaml
    for (item,) in (quickly(data)[0], by_libyaml(data)[0]):
        assert isinstance(item, Loaded)
        assert isinstance(item.record, Person)
        assert item.record.offices[0].end == ".."
    same_meaning(data)


@pytest.mark.parametrize(
    "text",
    [
        "events:\n  - {id: a, title: A, date: ..}\n",
        "people:\n  - {id: a, name: A, died: ..}\n",
        "people:\n  - {id: a, name: A, offices: [{title: T, from: ..}]}\n",
        "claims:\n  - {id: a, text: A, holds: ..}\n",
        "corpus: {title: T, to: ..}\n",
    ],
)
def test_no_other_date_is_open_by_itself(text: str) -> None:
    assert [fault[0] for fault in quickly(text.encode())[1]] == ["E109"]
    same_meaning(text.encode())


def test_anchors_reach_across_records() -> None:
    lists = TEXT.replace("places:\n", "places: &here\n").replace("[kosovo, ", "[*here, ")
    texts = TEXT.replace("title: Yeltsin", "title: &x Yeltsin").replace("title: a\n", "note: *x\n#")
    same_meaning(lists.encode())
    same_meaning(texts.encode())


def test_a_quotation_over_several_records_is_one_text() -> None:
    same_meaning(b"events:\n  - id: a\n    date: 1999\n    title: 'x\n  - id: b\n    title: y'\n  - id: c\n")
    same_meaning(b"events:\n  - {id: a, date: 1999, title: x,\n  tags: [a\n  ]}\n  - id: c\n")
