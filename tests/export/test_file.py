from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.export.file import TargetInTheWay, check_target, write_file
from sinoru.files import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable


def fill(text: str) -> Callable[[str], None]:
    def write(path: str) -> None:
        Path(path).write_text(text, encoding="utf-8")

    return write


@pytest.mark.parametrize("force", [False, True])
def test_a_file_is_only_replaced_by_force(tmp_path: Path, *, force: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    if force:
        write_file(str(path), fill("new"), force=True)
        assert path.stat().st_mode & 0o777 == 0o600
    else:
        with pytest.raises(TargetInTheWay, match="--force"):
            write_file(str(path), fill("new"), force=False)
    assert path.read_text(encoding="utf-8") == ("new" if force else "old")


def test_a_file_that_comes_up_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def be_slow(aside: str) -> None:
        Path(aside).write_text("new", encoding="utf-8")
        path.write_text("somebody else's", encoding="utf-8")

    with pytest.raises(TargetInTheWay, match=r"a\.txt already exists"):
        write_file(str(path), be_slow, force=False)
    assert path.read_text(encoding="utf-8") == "somebody else's"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_failed_writing_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def fail(aside: str) -> None:
        Path(aside).write_text("half", encoding="utf-8")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_file(str(path), fail, force=True)
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_through_a_link(tmp_path: Path, *, force: bool) -> None:
    target = tmp_path / "target"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(target)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("link", "dangling", "loop"):
        with pytest.raises(TargetInTheWay, match="is a link"):
            write_file(str(tmp_path / name), fill("new"), force=force)
    assert target.read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_a_device_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "here").symlink_to(tmp_path)
    for path, why in (
        (tmp_path, "is a folder"),
        (tmp_path / "here", "is a folder"),
        (Path("/dev/null"), "is not a regular file"),
        (tmp_path / "no" / "a.txt", r"Cannot write .*a\.txt: the folder .*no does not exist"),
        (tmp_path / "pipe", "is not a regular file"),
    ):
        with pytest.raises(TargetInTheWay, match=why):
            write_file(str(path), fill("new"), force=True)


def test_an_empty_name_is_no_name() -> None:
    with pytest.raises(TargetInTheWay, match="The name of the file to write is empty"):
        check_target("", force=True)


def test_a_full_disk_names_the_file(tmp_path: Path) -> None:
    def full(_: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = str(tmp_path / "a.txt")
    with pytest.raises(NotWritten) as raised:
        write_file(path, full, force=False)
    assert str(raised.value) == f"Cannot write {path}: no space left on device."
    assert os.listdir(tmp_path) == []


def test_a_read_only_file_is_refused_before_any_work(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(NotWritten, match=r"a\.txt: it is read-only\. The file is unchanged\."):
        check_target(str(path), force=True)
