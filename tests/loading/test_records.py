"""Every fault of a file is located, and the rest of the file is still read."""

import io
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.loading.records import MAX_FAULTS, Loaded, load_records
from sinoru.loading.yaml import (
    MAX_ALIASED,
    MAX_ALIASED_TEXT,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_NODES,
    MAX_PASSED,
)
from sinoru.model.records import Claim, CorpusTitle, Diagnostic, Event, Person, Record


def load(text: str | bytes) -> tuple[list[Record], list[Diagnostic]]:
    data = dedent(text).encode() if isinstance(text, str) else text
    items = list(load_records(io.BytesIO(data), "corpus.yaml"))
    records = [item.record for item in items if isinstance(item, Loaded)]
    return records, [item for item in items if isinstance(item, Diagnostic)]


def faults(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(d.code, d.line, d.column) for d in load(text)[1]]


def test_a_record_is_read_field_by_field_with_its_line() -> None:
    text = dedent("""\
        # a comment
        events:
          - id: call
            date: 1999-05-10
            title: Yeltsin calls Jiang
            participants:
              - {person: boris-yeltsin, role: caller, as: Mr President}
            evidence:
              - {source: article, at: "Chronology, May 10", terms: [Yeltsin, hotline]}
        """)
    (item,) = load_records(io.BytesIO(text.encode()), "corpus.yaml")
    assert isinstance(item, Loaded)
    assert item.line == 3
    event = item.record
    assert isinstance(event, Event)
    assert (event.id, event.date, event.title) == ("call", "1999-05-10", "Yeltsin calls Jiang")
    assert event.participants[0].printed == "Mr President"
    assert event.evidence[0].terms == ("Yeltsin", "hotline")


def test_scalars_stay_the_text_that_stands_there() -> None:
    records, found = load("""\
        people:
          - {id: no, name: NO, country: yes, summary: 12:30, note: 0o17, born: 1999-05-08, tags: [1.0, ~, null, 007]}
        """)
    assert not found
    (person,) = records
    assert isinstance(person, Person)
    assert (person.name, person.country, person.summary, person.note) == ("NO", "yes", "12:30", "0o17")
    assert person.tags == ("1.0", "~", "null", "007")


def test_a_field_without_a_value_counts_as_absent() -> None:
    records, found = load("people:\n  - id: a\n    name: A\n    country:\n    offices:\n")
    assert not found
    assert records == [Person(id="a", name="A")]


def test_an_unknown_key_is_reported_with_the_nearest_one_and_the_record_kept() -> None:
    records, found = load("people:\n  - id: a\n    nmae: A\n    name: B\n")
    assert [(d.code, d.line, d.column) for d in found] == [("E105", 3, 5)]
    assert "did you mean 'name'?" in found[0].hint
    assert records == [Person(id="a", name="B")]


def test_a_repeated_key_is_reported_and_the_first_counts() -> None:
    records, found = load("people:\n  - id: a\n    name: A\n    name: B\n")
    assert [(d.code, d.line, d.column) for d in found] == [("E106", 4, 5)]
    assert records == [Person(id="a", name="A")]


def test_a_record_without_a_required_field_is_left_out_and_named() -> None:
    records, found = load("events:\n  - id: lost\n    title: T\n  - {id: kept, title: T, date: 1999}\n")
    assert [(d.code, d.line, d.column) for d in found] == [("E107", 2, 5)]
    assert "date" in found[0].message
    assert "lost" in found[0].hint
    assert [record.id for record in records] == ["kept"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("events:\n  - {id: a, title: T, date: 1999-02-30}\n", ("E109", 2, 29)),
        ("events:\n  - {id: a, title: T, date: 1999-05-09/1999-05-08}\n", ("E109", 2, 29)),
        ("people:\n  - {id: A B, name: T}\n", ("E110", 2, 10)),
        ("people:\n  - {id: a/b, name: T}\n", ("E110", 2, 10)),
        ("people:\n  - {id: a, name: [T]}\n", ("E104", 2, 19)),
        ("people:\n  - {id: a, name: T, tags: one}\n", ("E104", 2, 28)),
        ("people:\n  - just text\n", ("E104", 2, 5)),
        ("people: just text\n", ("E104", 1, 9)),
        ("poeple:\n  - {id: a}\n", ("E105", 1, 1)),
        ("claims:\n  - {id: a, text: T, certainty: sure}\n", ("E108", 2, 33)),
        ("places:\n  - {id: a, name: T, lat: 55N}\n", ("E108", 2, 27)),
        ("- a\n- b\n", ("E104", 1, 1)),
        ("people:\n  - {id: a, name: !!str T}\n", ("E103", 2, 19)),
        ("people:\n  - {id: a, name: *nobody}\n", ("E103", 2, 19)),
        ("people:\n  - {id: a, name: T, ? [x] : y}\n", ("E105", 2, 24)),
        ("people:\n\t- a\n", ("E101", 2, 1)),
        ("people:\n  - {id: a, name: 'T}\n", ("E101", 2, 19)),
        (b"people:\n  - name: caf\xe9\n", ("E102", 2, 14)),
        (b"people:\n  - name: a\x00b\n", ("E102", 2, 12)),
    ],
)
def test_each_fault_has_its_code_and_place(text: str | bytes, expected: tuple[str, int, int]) -> None:
    assert expected in faults(text)


def test_a_bad_record_leaves_its_neighbours_readable() -> None:
    records, found = load("""\
        people:
          - {id: one, name: One}
          - {id: [], name: Two}
          - {id: three, name: Three}
        """)
    assert [record.id for record in records] == ["one", "three"]
    assert [d.line for d in found] == [3]


def test_records_before_broken_syntax_are_kept_and_the_loss_is_told() -> None:
    records, found = load("people:\n  - {id: one, name: One}\n  - {id: two, name: 'Two}\n")
    assert [record.id for record in records] == ["one"]
    assert "rest of the file" in found[-1].hint


def test_nesting_and_aliases_are_bounded() -> None:
    deep = "[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5)
    assert next(d[0] for d in faults(f"people:\n  - {{id: a, name: T, tags: {deep}}}\n")) == "E103"
    bomb = "corpus: {title: T}\npeople:\n  - {id: a, name: T, note: &x [" + "a, " * 100 + "]}\n"
    bomb += "".join(f"  - {{id: a{n}, name: T, tags: *x}}\n" for n in range(MAX_ALIASED // 100 + 5))
    assert "E103" in [code for code, _, _ in faults(bomb)]


def test_the_text_that_aliases_stand_for_is_bounded() -> None:
    text = "x" * (MAX_ALIASED_TEXT // 2)
    file = f"people:\n  - {{id: a, name: T, note: &x {text}}}\n  - id: b\n    name: T\n    tags: [*x, *x, *x, *x]\n"
    records, found = load(file)
    assert [len(tag) for tag in records[1].tags] == [len(text)] * 2
    assert [(one.code, one.line, one.column) for one in found] == [("E103", 5, 20), ("E103", 5, 24)]
    within = f"people:\n  - {{id: a, name: T, tags: &x [{text}]}}\n  - {{id: b, name: T, tags: *x}}\n"
    assert not load(within)[1]
    assert len(load(f"{within}  - {{id: c, name: T, tags: *x}}\n  - {{id: d, name: T, tags: *x}}\n")[1]) == 1


def test_brackets_by_the_hundred_thousand_are_a_plain_fault() -> None:
    assert "E103" in [code for code, _, _ in faults(b"[" * 100_000)]
    assert "E103" in [code for code, _, _ in faults(b"people:\n  - {id: a, name: " + b"{a: " * 100_000)]


def test_an_anchor_may_be_used_again() -> None:
    records, found = load("""\
        people:
          - {id: a, name: A, evidence: &e [{source: s, at: p}]}
          - {id: b, name: B, evidence: *e}
        """)
    assert not found
    assert records[0].evidence == records[1].evidence


def test_several_documents_and_utf_16_and_a_byte_order_mark_are_read() -> None:
    text = "people:\n  - {id: a, name: Ё}\n---\npeople:\n  - {id: b, name: 江}\n"
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode().replace(b"\n", b"\r\n")):
        records, found = load(data)
        assert not found
        assert [record.id for record in records] == ["a", "b"]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "events:\n", "events: []\n"])
def test_a_file_without_records_is_sound(text: str) -> None:
    assert load(text) == ([], [])


def test_the_corpus_title_is_read() -> None:
    (title,) = load_records(io.BytesIO(b"corpus: {title: T, from: 1999, to: 2001}\n"), "corpus.yaml")
    assert title == CorpusTitle(title="T", start="1999", end="2001")


def test_a_figure_keeps_its_number_as_written() -> None:
    records, found = load("claims:\n  - {id: a, text: T, figure: {value: -10.50, unit: '%'}}\n")
    assert not found
    (claim,) = records
    assert isinstance(claim, Claim)
    assert claim.figure is not None
    assert claim.figure.value == "-10.50"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    load(data)


@settings(deadline=None)
@given(st.text(alphabet="abid:-[]{}&*!|>'\"#,? \n\t\\%@`~<=.0", max_size=200))
def test_no_yaml_like_text_raises(text: str) -> None:
    load("people:\n  - id: a\n    name: " + text)
    load(text)


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("tags: [" + "x, " * (MAX_ITEMS + 1) + "]", f"more than {MAX_ITEMS:,} items"),
        (", ".join(f"k{n}: v" for n in range(MAX_ITEMS + 1)), f"more than {MAX_ITEMS:,} items"),
        ("tags: [" + f"[{'x, ' * 2000}], " * 150 + "]", f"more than {MAX_NODES:,} values"),
    ],
)
def test_a_record_may_not_take_all_memory_and_the_next_is_read(inside: str, told: str) -> None:
    records, found = load(f"people:\n  - {{id: a, name: A, {inside}}}\n  - {{id: b, name: B}}\n")
    assert any(told in fault.message for fault in found)
    assert [record.id for record in records][-1] == "b"


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        ("\n    text: '" + "word " * (MAX_BYTES // 4), (3, 5)),
        ("\n    text: |\n" + "      a line of it\n" * (MAX_BYTES // 16), (3, 5)),
        ("\n    topics:" + ("\n      - " + "w" * 900_000) * (MAX_BYTES // 800_000), (3, 5)),
        (", name: A}\n  - '" + "word " * (MAX_BYTES // 4), (4, 1)),
        (", name: A}\n  - !<" + "t" * (MAX_BYTES + 20_000) + "> x", (4, 1)),
    ],
    ids=["quoted", "block", "list", "without a mapping", "tag"],
)
def test_a_record_of_very_many_bytes_is_given_up(inside: str, place: tuple[int, int]) -> None:
    brace = "{" if "}" in inside else ""
    records, found = load(f"people:\n  - {{id: z, name: Z}}\n  - {brace}id: a{inside}\n".encode())
    assert [record.id for record in records][:1] == ["z"]
    assert [(f.code, f.line, f.column) for f in found] == [("E103", *place)]
    assert f"the record has more than {MAX_BYTES:,} bytes" in found[0].message


def test_a_file_of_empty_documents_is_given_up() -> None:
    records, found = load("people:\n  - {id: p, name: P}\n" + "---\n" * (MAX_PASSED + 10))
    assert [record.id for record in records] == ["p"]
    assert [fault.message for fault in found] == [f"more than {MAX_PASSED:,} values that cannot be used"]


def test_what_anchors_keep_counts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sinoru.loading.yaml.MAX_BYTES", 500_000)
    long = "w" * 100_000
    plain = "".join(f"  - {{id: p{n}, name: P, summary: {long}}}\n" for n in range(10))
    assert load(f"people:\n{plain}")[1] == []
    anchored = "".join(f"  - {{id: p{n}, name: P, summary: &a{n} {long}}}\n" for n in range(10))
    assert [fault.message for fault in load(f"people:\n{anchored}")[1]] == [
        "the record and those with anchors have more than 500,000 bytes"
    ]


def test_a_message_repeats_no_million_letters() -> None:
    long = "w" * 999_999
    for text in (f"? {long}\n: 1", f"people:\n  - {{id: a, name: A, ? {long} : b}}", f"people:\n  - *{long}"):
        messages = [fault.message for fault in load(text)[1]]
        assert any("wwww…'" in message for message in messages)
        assert max(map(len, messages)) < 120


def test_a_byte_far_down_that_is_no_text_has_its_place() -> None:
    good = "".join(f"  - {{id: p{n}, name: Ä}}\n" for n in range(40_000))
    assert faults(f"people:\n{good}  - Ü".encode() + b"\xff") == [("E102", 40_002, 6)]


def test_of_very_many_faults_the_first_are_told_and_the_good_records_kept() -> None:
    bad = "".join(f"  - {{id: e{n}, title: T, nonsense: 1}}\n" for n in range(MAX_FAULTS + 10))
    records, found = load(f"events:\n{bad}people:\n  - {{id: p, name: P}}\n")
    assert len(found) == MAX_FAULTS + 1
    assert found[-1].message == f"more than {MAX_FAULTS:,} errors in this file"
    assert records[-1].id == "p"


def test_a_file_with_more_faults_than_anybody_mends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sinoru.loading.records.MAX_PASSED", MAX_FAULTS + 100)
    bad = "  -\n" * (MAX_FAULTS + 200)
    records, found = load(f"events:\n{bad}people:\n  - {{id: p, name: P}}\n")
    assert records == []
    assert "the rest of the file was not read" in found[-1].hint
    assert len(found) == MAX_FAULTS + 2
