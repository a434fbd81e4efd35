"""What is mended is what nobody would miss, and nothing else of a file changes."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.check.fix import fix_file
from sinoru.check.read import read_text
from sinoru.check.runner import check_files, fix_files
from sinoru.files import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable

REST = "    evidence: [{source: s}]\r\nsources: [{id: s, title: S}]   # kept\r\n"


def test_marks_and_invisible_characters_go_and_all_else_stays(write: Callable[..., str]) -> None:
    path = write("\ufeffplaces:\r\n  - id: p\r\n    name: 'Mos\u200bcow'  # a co\u00admment\r\n" + REST)
    fixed = fix_files([path])
    assert (
        Path(path).read_bytes().decode()
        == "places:\r\n  - id: p\r\n    name: 'Moscow'  # a comment\r\n" + REST
    )
    assert (fixed.fixed, fixed.diagnostics) == (3, ())


SPACED = {"khmer": "ភ្នំ\u200bពេញ", "thai": "กรุง\u200bเทพ", "lao": "ວຽງ\u200bຈັນ", "burmese": "ရန်\u200bကုန်"}


@pytest.mark.parametrize("name", SPACED.values(), ids=SPACED)
def test_a_space_without_width_stays_where_it_lets_a_line_break(write: Callable[..., str], name: str) -> None:
    text = f"places: [{{id: p, name: {name}, evidence: [{{source: s}}]}}]\nsources: [{{id: s, title: S}}]\n"
    path = write(text)
    assert (fix_files([path]).fixed, fix_files([path]).diagnostics) == (0, ())
    assert Path(path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "fixed"),
    [
        ("ភ្នំ\u200bpenh", "ភ្នំpenh"),
        ("ភ្នំ\u200b\u200bពេញ", "ភ្នំពេញ"),
        ("\u200bភ្នំ", "ភ្នំ"),
        ("北\u200b京", "北京"),
        ("ភ្នំ\u2060ពេញ", "ភ្នំពេញ"),
    ],
)
def test_a_space_without_width_goes_everywhere_else(write: Callable[..., str], name: str, fixed: str) -> None:
    text = "places: [{{id: p, name: {}, evidence: [{{source: s}}]}}]\nsources: [{{id: s, title: S}}]\n"
    path = write(text.format(name))
    assert fix_files([path]).diagnostics == ()
    assert Path(path).read_text(encoding="utf-8") == text.format(fixed)


def test_a_mark_that_a_comment_lets_stand_stays(write: Callable[..., str]) -> None:
    path = write("\ufeffplaces: # sinoru: ignore[W307]\n  - {id: p, name: Mos\u200bcow}\n")
    assert fix_files([path]).fixed == 1
    assert Path(path).read_text(encoding="utf-8") == (
        "\ufeffplaces: # sinoru: ignore[W307]\n  - {id: p, name: Moscow}\n"
    )


def test_a_full_disk_leaves_the_file_and_names_it(
    write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("places: [{id: p, name: Mos\u200bcow}]\n")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        NotWritten, match=r"Cannot write corpus\.yaml: no space left on device\. The file is unchanged\."
    ):
        fix_files([path])
    assert [one.name for one in Path(path).parent.iterdir()] == ["corpus.yaml"]
    assert "\u200b" in Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("  # sinoru: ignore[E201]", ""),
        ("  # why  # sinoru: ignore[E201, W304]", "  # why"),
        ("  # sinoru: ignore[W303, E201] and more", "  # sinoru: ignore[W303] and more"),
        ("  # sinoru: ignore[E201] # sinoru: ignore[W303]", " # sinoru: ignore[W303]"),
    ],
)
def test_comments_that_let_nothing_stand_go(write: Callable[..., str], comment: str, left: str) -> None:
    path = write(f"places:\n  - id: p{comment}\n    name: P\n")
    fix_files([path])
    assert Path(path).read_text(encoding="utf-8") == f"places:\n  - id: p{left}\n    name: P\n"


@pytest.mark.parametrize(
    "text",
    [
        "places: [{id: p, name: می‌خواهم}]\n",
        "places: [{id: p, name: 'a\u202eb'}]\n",
        'places: [{id: p, name: "a\\u200bb"}]\n',
        "places: [{id: p\u200bq, name: P}]\n",
        "places: [{id: p, name: P}, {id: P, name: P}]\n",
    ],
)
def test_what_is_not_safe_to_mend_is_left(write: Callable[..., str], text: str) -> None:
    path = write(text)
    assert fix_files([path]).fixed == 0
    assert Path(path).read_text(encoding="utf-8") == text


def test_utf_16_is_left_as_it_is(write: Callable[..., str]) -> None:
    data = "places: [{id: p, name: Mos\u200bcow}]\n".encode("utf-16")
    path = write(data)
    assert fix_files([path]).fixed == 0
    assert Path(path).read_bytes() == data


def test_a_file_that_was_changed_meanwhile_is_left(write: Callable[..., str]) -> None:
    path = write("places: [{id: p, name: Mos\u200bcow}]\n")
    source, faults = read_text(path), check_files([path]).diagnostics
    write("places: []\n")
    with pytest.raises(NotWritten, match="another program changed it in the meantime"):
        fix_file(source, faults)
    assert Path(path).read_text(encoding="utf-8") == "places: []\n"
    assert os.listdir(Path(path).parent) == ["corpus.yaml"]


def test_a_link_is_not_written_through(write: Callable[..., str]) -> None:
    path = Path(write("places: [{id: p, name: Mos\u200bcow}]\n", "elsewhere/corpus.yaml"))
    link = path.parent.parent / "link.yaml"
    link.symlink_to(path)
    with pytest.raises(NotWritten, match="it is a link"):
        fix_files([str(link)])
    assert "\u200b" in path.read_text(encoding="utf-8")


def test_nothing_is_written_through_a_linked_folder_out_of_the_corpus(write: Callable[..., str]) -> None:
    path = Path(write("places: [{id: p, name: Mos\u200bcow}]\n", "elsewhere/corpus.yaml"))
    own = Path(write("places: [{id: q, name: Pe\u200bking}]\n", "own/corpus.yaml"))
    (own.parent / "linked").symlink_to(path.parent)
    with pytest.raises(NotWritten, match=r"a link leads out of the corpus, to .*elsewhere"):
        fix_files([str(own.parent)])
    assert "\u200b" in path.read_text(encoding="utf-8")
    (path.parent.parent / "corpus").symlink_to(own.parent)
    assert fix_files([str(path.parent), str(path.parent.parent / "corpus")]).fixed == 2


def test_a_read_only_file_is_left(write: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("places: [{id: p, name: Mos\u200bcow}]\n")
    monkeypatch.setattr("os.access", lambda asked, _: os.path.isdir(asked))  # root may write everything
    with pytest.raises(NotWritten, match="it is read-only"):
        fix_files([path])
    assert "\u200b" in Path(path).read_text(encoding="utf-8")


def test_the_mode_of_a_file_stays(write: Callable[..., str]) -> None:
    path = write("places: [{id: p, name: Mos\u200bcow}]\n")
    os.chmod(path, 0o640)
    assert fix_files([path]).fixed == 1
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o640
