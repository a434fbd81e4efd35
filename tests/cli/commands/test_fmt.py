from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

UNTIDY = "places:\n- name: Bonn # on the Rhine\n  id: bonn\n"
TIDY = "places:\n  - id: bonn\n    name: Bonn # on the Rhine\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with nothing in it."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def test_fmt_names_the_files_that_it_rewrote(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "a.yaml").write_text(UNTIDY)
    (folder / "b.yaml").write_text(TIDY)
    before = os.stat(folder / "b.yaml").st_mtime_ns
    ran = run("fmt", str(folder))
    assert (ran.status, ran.out) == (0, f"{folder}/a.yaml\n")
    assert "1 file formatted, 1 unchanged." in ran.err
    assert (folder / "a.yaml").read_text() == TIDY
    assert os.stat(folder / "b.yaml").st_mtime_ns == before


def test_check_and_diff_write_nothing(run: Callable[..., Ran], folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(UNTIDY)
    assert run("fmt", "--check", str(path)).status == 1
    ran = run("fmt", "--diff", str(path))
    assert ran.status == 0
    assert "-- name: Bonn # on the Rhine\n" in ran.out
    assert "+  - id: bonn\n" in ran.out
    assert path.read_text() == UNTIDY


def test_line_ends_byte_order_mark_and_mode_survive(run: Callable[..., Ran], folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    assert run("fmt", str(path)).status == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_broken_file_is_refused_with_its_place_and_the_others_are_done(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "a.yaml").write_text("places: [\n")
    (folder / "b.yaml").write_text(UNTIDY)
    ran = run("fmt", str(folder))
    assert ran.status == 2
    assert "a.yaml:2:1: E101" in ran.err
    assert (folder / "b.yaml").read_text() == TIDY
    assert (folder / "a.yaml").read_text() == "places: [\n"


def test_a_link_out_of_the_folder_is_not_written_through(run: Callable[..., Ran], folder: Path) -> None:
    outside, inside = folder.parent / "outside.yaml", folder / "corpus"
    outside.write_text(UNTIDY)
    inside.mkdir(exist_ok=True)
    (inside / "link.yaml").symlink_to(outside)
    ran = run("fmt", str(inside))
    assert ran.status == 2
    assert "link out of the corpus" in ran.err
    assert outside.read_text() == UNTIDY


def test_without_a_corpus_nothing_is_touched(run: Callable[..., Ran], folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)
    try:
        ran = run("fmt", data="")
    finally:
        os.chdir(here)
    assert ran.status == 2
    assert "No corpus given. Use --data, " in ran.err


OLD = """\
corpus: {title: T}

events:
  - id: a
    date: 1999
    title: A
    conflicts:
      - {on: rank, statements: [{says: one}, {says: two}], verdict: contradicted}
"""


def test_upgrade_says_what_it_did_and_what_to_decide(run: Callable[..., Ran], folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(OLD)
    decide = (
        "\nWhich statement stands? The verdict did not say. Add 'stands: true' to it, or leave the conflict open.\n"
        f"  {path}:8  a:rank\n"
    )
    ran = run("fmt", "--upgrade", "--check", str(folder))
    assert (ran.status, ran.out) == (1, f"{path}\n{decide}")
    assert "1 file would be upgraded, 0 unchanged." in ran.err
    ran = run("fmt", "--upgrade", "--diff", str(folder))
    assert ran.status == 0
    assert "+      - {field: rank, statements: [{value: one}, {value: two}]}\n" in ran.out
    assert ran.out.endswith(decide)
    assert path.read_text() == OLD
    ran = run("fmt", "--upgrade", str(folder))
    assert (ran.status, ran.out) == (0, f"{path}\n{decide}")
    assert "1 file upgraded, 0 unchanged." in ran.err
    assert "corpus: {format: 2, title: T}" in path.read_text()
    ran = run("fmt", "--upgrade", str(folder))
    assert (ran.status, ran.out) == (0, "")
    assert run("check", str(folder)).err.startswith("sinoru: 1 warning.")


def test_upgrade_refuses_all_files_for_a_fault_in_one(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "a.yaml").write_text(OLD)
    (folder / "b.yaml").write_text("claims: [{id: b, text: B, titel: C}]\n")
    ran = run("fmt", "--upgrade", str(folder))
    assert (ran.status, ran.out) == (2, "")
    assert f"{folder}/b.yaml:1:27: E105 unknown key 'titel'" in ran.err
    assert "No file was changed: correct this first." in ran.err
    assert (folder / "a.yaml").read_text() == OLD
