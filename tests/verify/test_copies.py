from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.verify import copies
from sinoru.verify.copies import UnreadableCopy, read_copy, read_source_text

if TYPE_CHECKING:
    from pathlib import Path


READ_STANDARD_INPUT = "from sinoru.verify.copies import read_copy; print(read_copy('/dev/stdin'), end='')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "copy"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_read_in_any_of_its_encodings(path: Path, encoding: str) -> None:
    path.write_bytes("Дума\n“so”".encode(encoding))
    assert read_copy(str(path)) == "Дума\n“so”"


def test_other_encodings_are_named_with_the_line_and_a_way_out(path: Path) -> None:
    path.write_bytes(b"one\ntwo\ncaf\xe9\n")
    with pytest.raises(UnreadableCopy, match=r"copy is not UTF-8 text in line 3\. .*iconv"):
        read_copy(str(path))


def test_a_missing_file_is_told_by_name(path: Path) -> None:
    with pytest.raises(
        UnreadableCopy, match=r"Cannot read .*copy: no such file or folder\. Use the path of a file"
    ):
        read_copy(str(path))


def test_a_folder_is_no_copy(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCopy, match=r"Cannot read .*: it is a folder"):
        read_copy(str(tmp_path))


def test_a_file_of_another_kind_is_told_to_be_no_text(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(UnreadableCopy, match="is not text"):
        read_copy(str(path))


@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_an_empty_file_holds_no_text(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(UnreadableCopy, match="contains no text"):
        read_copy(str(path))


def test_a_file_too_large_for_a_source_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LARGEST", 3_000_000)
    path.write_bytes(b"x" * 3_000_001)
    with pytest.raises(UnreadableCopy, match="larger than 3 MB"):
        read_copy(str(path))


def test_a_text_too_long_for_one_source_is_not_searched(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LONGEST", 1_000)
    path.write_bytes(b"x" * 1_001)
    with pytest.raises(UnreadableCopy, match="more than 1,000 characters"):
        read_source_text(str(path))


def test_what_is_wrong_with_a_copy_is_wrong_usage() -> None:
    assert UnreadableCopy("x", "y").exit_code == 2


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableCopy, match="no text"):
        read_copy(str(tmp_path / "pipe"))


def test_what_a_pipe_brings_late_is_waited_for() -> None:
    done = subprocess.run(
        ["bash", "-c", '(sleep 0.3; echo talks) | "$0" -c "$1"', sys.executable, READ_STANDARD_INPUT],
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"talks\n"
