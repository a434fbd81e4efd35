"""Whatever a file is, it is told where it is wrong; nothing raises."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.check.runner import check_files, check_text
from sinoru.loading.records import MAX_FAULTS
from sinoru.model.errors import NoSuchCorpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Place = tuple[str, int, int]

SOUND = "places:\n  - {id: p, name: P, evidence: [{source: s}]}\nsources:\n  - {id: s, title: S}\n"
ONE = "people:\n  - {id: a, name: Ё}\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"people:\n  - name: caf\xe9\n", [("E102", 2, 14)]),
        (b"people:\n  - name: a\x00b\n", [("E102", 2, 12)]),
        (b"\x00" * 100, [("E102", 1, 1)]),
        (b"\x1bELF\x02\x01\x01", [("E102", 1, 1)]),
        (b"people:\n  - name: \x1b[31m\n", [("E102", 2, 11)]),
        (b"people:\n  - {id: a, name: \xed\xa0\x80}\n", [("E102", 2, 19)]),
        (b"people:\n  - {id: a, name: \xf5\x80\x80\x80}\n", [("E102", 2, 19)]),
        (b"people:\n  - {id: a, name: \xc0\xaf}\n", [("E102", 2, 19)]),
        (ONE.encode("utf-16"), [("W307", 1, 1), ("W303", 2, 10)]),
        (ONE.encode("utf-8-sig"), [("W307", 1, 1), ("W303", 2, 10)]),
        (b"\xff\xfe" + b"a", [("W307", 1, 1), ("E102", 1, 3)]),
        (ONE.encode().replace(b"\n", b"\r\n"), [("W303", 2, 10)]),
        (ONE.encode().replace(b"\n", b"\r"), [("W303", 2, 10)]),
        (b"people:\n  - {id: a, name: " + b"x" * 1_000_001 + b"}\n", [("E103", 2, 19)]),
        (b"", []),
        (b"\n\n\n", []),
        (b"---\n...\n---\n", []),
        (b"\xef\xbb\xbf", [("W307", 1, 1)]),
        (SOUND.encode(), []),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_bytes_that_no_editor_would_save(
    faults: Callable[[bytes], list[Place]], data: bytes, expected: list[Place]
) -> None:
    found = faults(data)
    assert [one for one in found if one in expected] == expected
    assert bool(found) == bool(expected)


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"? ", b"- "])
def test_a_bottomless_file_is_left_at_once(faults: Callable[[bytes], list[Place]], opening: bytes) -> None:
    found = faults(opening * 50_000)
    assert [code for code, _, _ in found] == ["E103"]


def test_columns_count_code_points(faults: Callable[[str], list[Place]]) -> None:
    assert faults(
        SOUND + "people:\n  - {id: a, name: 江👍🏽é, birthplace: nowhere, evidence: [{source: s}]}\n"
    ) == [("E202", 6, 37)]


def test_what_only_passes_for_a_file_is_reported_and_the_rest_read(
    write: Callable[..., str], tmp_path: Path
) -> None:
    write(SOUND)
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "ring.yaml").symlink_to("ring.yaml")
    (tmp_path / "gone.yml").symlink_to("nowhere.yaml")
    (tmp_path / "folder.yaml").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.yaml"))
        checked = check_files([str(tmp_path)])
    assert [(one.code, one.path) for one in checked.diagnostics] == [
        ("E100", name) for name in ("gone.yml", "pipe.yaml", "ring.yaml", "socket.yaml")
    ]
    assert checked.is_unreadable
    assert checked.records == 2


def test_a_file_that_may_not_be_read_is_reported(
    write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(SOUND)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    (fault,) = check_files([path]).diagnostics
    assert (fault.code, fault.line, fault.column) == ("E100", 1, 1)
    assert fault.message == f"cannot read {fault.path}: permission denied"


@pytest.mark.parametrize("name", ["nothing-here", "a\0b"])
def test_a_path_that_is_not_there_is_wrong_usage(name: str) -> None:
    with pytest.raises(NoSuchCorpus):
        check_files([name])


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    for fault in check_text("any.yaml", data).diagnostics:
        assert fault.line >= 1
        assert fault.column >= 1


@given(st.text(alphabet="abid:-[]{}&*!|>'\"#,? \n\t\\%@`~<=.0\u2028\x85\u200b", max_size=200))
def test_no_yaml_like_text_raises(text: str) -> None:
    data = f"people:\n  - id: a\n    name: {text}".encode()
    lines = data.decode().count("\n") + 2
    for fault in check_text("any.yaml", data).diagnostics:
        assert 1 <= fault.line <= lines


MANY = MAX_FAULTS + 1_000


def test_a_file_with_more_faults_than_records_is_given_up(write: Callable[..., str]) -> None:
    lines = "".join(f"  - {{id: p{number}, nmae: P}}\n" for number in range(3 * MANY))
    checked = check_files([write(f"people:\n{lines}")])
    last = max(checked.diagnostics, key=lambda one: one.line)
    assert len(checked.diagnostics) <= MAX_FAULTS + 1
    assert "more than" in last.message
    assert "the rest of the file was not read" in last.hint


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("{{id: p{0}, name: 'P{0} \u200b', evidence: [{{source: s}}]}}", "W306"),
        ('{{id: p{0}, name: "P{0} \\u200b", evidence: [{{source: s}}]}}', "W306"),
        ("{{id: p{0}, name: P, evidence: [{{source: gone}}]}}", "E202"),
        ("{{id: p{0}, name: P, evidence: [{{source: s}}]}} # sinoru: ignore[E202]", "W310"),
    ],
)
def test_of_very_many_faults_of_a_kind_the_first_are_told(
    write: Callable[..., str], item: str, code: str
) -> None:
    items = "".join(f"  - {item.format(number)}\n" for number in range(MANY))
    checked = check_files([write(f"sources:\n  - {{id: s, title: S}}\nplaces:\n{items}")])
    found = [one for one in checked.diagnostics if one.code == code]
    assert len(found) == MAX_FAULTS + 1
    assert sum("more than" in one.message for one in found) == 1
    assert checked.records == MANY + 1


def test_a_comment_given_twice_is_needed_once(write: Callable[..., str]) -> None:
    path = write("people:\n  - {id: a, name: A} # sinoru: ignore[W303], # sinoru: ignore[W303]\n")
    assert [(one.code, one.column) for one in check_files([path]).diagnostics] == [("W310", 39)]


def test_what_is_no_text_is_told_once(faults: Callable[[bytes], list[Place]]) -> None:
    assert faults(b"\0" * 3_000_000) == [("E102", 1, 1)]
    assert faults(SOUND.encode() + b"# \xe2\x80\xae \0\0\0\n") == [("E102", 5, 5)]


def test_what_may_stand_in_a_file_that_cannot_be_read_is_not_missed(write: Callable[..., str]) -> None:
    path = write(
        SOUND + "events:\n  - {id: e, date: 1999, title: T, part_of: gone, evidence: [{source: s}]}\n"
    )
    (fault,) = check_files([path]).diagnostics
    assert fault.code == "E202"
    os.symlink("nowhere", f"{os.path.dirname(path)}/gone.yaml")
    (fault,) = check_files([os.path.dirname(path)]).diagnostics
    assert fault.code == "E100"


@pytest.mark.parametrize("text", ["x" * 999_999, "x-" * 499_999 + "x", "word " * 100_000 + "x"])
def test_a_text_of_a_million_letters_is_held_against_nothing(write: Callable[..., str], text: str) -> None:
    evidence = f"evidence: [{{source: s, at: {text}}}]"
    names = "".join(f"  - {{id: p{n}, name: {text}{n}, {evidence}}}\n" for n in range(2))
    titles = "".join(f"  - {{id: e{n}, date: 1999, title: {text}{n}, {evidence}}}\n" for n in range(2))
    source = "sources:\n  - {id: s, title: S, sections: [{title: A}]}\n"
    event = f"  - {{id: e, date: 2000, title: E, {evidence}, topics: [{text}], places: ['{text}']}}\n"
    checked = check_files([write(f"people:\n{names}events:\n{titles}{event}{source}")])
    codes = {one.code for one in checked.diagnostics}
    assert {"E208"} <= codes <= {"E202", "E208", "W304"}
    assert checked.records == 6


def test_many_faults_in_one_long_line_each_have_their_place(write: Callable[..., str]) -> None:
    items = ", ".join(
        f"{{id: p{number}, name: P, evidence: [{{source: s}}], x: 1}}" for number in range(9_000)
    )
    checked = check_files([write(f"sources: [{{id: s, title: S}}]\nplaces: [{items}]\n")])
    assert len({(one.line, one.column) for one in checked.diagnostics}) == 9_000
