from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.edit.starter import fields_in
from sinoru.loading.files import find_corpus_files
from sinoru.loading.schema import corpus_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_a_new_corpus_is_sound_and_answers_at_once(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    ran = run("init", folder)
    assert ran.status == 0
    assert f"{folder}/events.yaml" in ran.out
    assert "sinoru check" in ran.err
    assert f"{folder}/corpus.schema.json" in ran.out
    checked = run("check", folder, "--format", "json")
    assert (checked.status, json.loads(checked.out)["diagnostics"]) == (0, [])
    assert "Apollo 11" in run("search", "moon", data=folder).out
    assert "Neil Armstrong" in run("who", "Армстронг", data=folder).out
    assert run("fmt", "--check", folder).status == 0
    assert all(
        path.read_text().startswith("# yaml-language-server: $schema=")
        for path in Path(folder).glob("*.yaml")
    )


def test_nothing_is_overwritten(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text("mine")
    ran = run("init", str(tmp_path))
    assert ran.status == 2
    assert " already contains events.yaml, which init would overwrite. Nothing was written." in ran.err
    assert (tmp_path / "events.yaml").read_text() == "mine"
    assert not (tmp_path / "people.yaml").exists()
    for name in (".gitignore", "claims.yaml", "corpus.yaml", "people.yaml"):
        (tmp_path / name).touch()
    err = run("init", str(tmp_path)).err
    assert "already contains corpus.yaml, events.yaml and 3 other files, which init would overwrite." in err
    assert run("init", str(tmp_path / "events.yaml")).status == 2
    assert run("init").status == 2


def test_a_folder_with_other_files_is_fine(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "README").write_text("mine")
    assert run("init", str(tmp_path)).status == 0


def test_an_empty_name_is_no_folder(run: Callable[..., Ran]) -> None:
    ran = run("init", "")
    assert (ran.status, ran.err) == (
        2,
        "sinoru: The folder name is empty. Use . for the working folder.\n",
    )


def test_a_folder_of_thousands_of_levels_is_refused(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("init", str(tmp_path / "/".join("y" * 3000)))
    assert ran.status == 2
    assert ran.err.startswith(f"sinoru: The path '{str(tmp_path)[:40]}")
    assert ran.err.endswith("' has too many levels. Use a shorter path.\n")
    assert not (tmp_path / "y").exists()


def test_a_full_disk_leaves_nothing_behind(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        written = Path(f"/proc/self/fd/{descriptor}").readlink() if Path("/proc").exists() else Path("people")
        if "people" in written.name:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    before = sorted(tmp_path.iterdir())
    ran = run("init", str(tmp_path / "new" / "mine"))
    assert (ran.status, ran.out) == (2, "")
    folder = tmp_path / "new" / "mine"
    assert f"Cannot write {folder}: no space left on device. Nothing was written." in ran.err
    assert sorted(tmp_path.iterdir()) == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README").touch()
    assert run("init", str(tmp_path / "mine")).status == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["README"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_kept(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/\xff")
    assert run("init", folder).status == 0
    assert "\udcff" in os.listdir(tmp_path)


def test_the_schema_is_where_the_first_lines_say(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    run("init", str(folder))
    files, fields = sorted(folder.glob("*.yaml")), fields_in(str(folder))
    assert [one.key for one in fields.own()] == ["crew", "outcome", "launcher"]
    for path in files:
        named = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
        assert json.loads((path.parent / named).read_text(encoding="utf-8")) == corpus_schema(fields)
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(folder / "corpus.schema.json")]
    assert subprocess.run([*command, *files], check=False).returncode == 0


def test_the_schema_is_no_part_of_the_corpus(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    run("init", folder)
    assert run("check", folder).err == "sinoru: No errors. Checked 6 records in 5 files.\n"
    assert run("fmt", "--check", folder).err == "sinoru: 0 files would be formatted, 5 unchanged.\n"
    assert [os.path.basename(file.path) for file in find_corpus_files([folder])] == [
        "claims.yaml",
        "corpus.yaml",
        "events.yaml",
        "people.yaml",
        "sources.yaml",
    ]


def test_an_existing_corpus_gets_the_schema_alone(run: Callable[..., Ran], tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "events.yaml").write_text("events: []\n", encoding="utf-8")
    schema = mine / "corpus.schema.json"
    ran = run("init", "--schema", str(mine))
    assert (ran.status, ran.out) == (0, f"{schema}\n")
    assert sorted(path.name for path in mine.iterdir()) == ["corpus.schema.json", "events.yaml"]
    schema.write_text('{"$id": "urn:sinoru:corpus", "title": "of an earlier version"}', encoding="utf-8")
    assert run("init", str(mine), "--schema").status == 0
    assert json.loads(schema.read_text(encoding="utf-8")) == corpus_schema()


def test_a_file_that_is_no_schema_of_ours_is_kept(run: Callable[..., Ran], tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    schema = mine / "corpus.schema.json"
    schema.write_text("{}", encoding="utf-8")
    ran = run("init", str(mine), "--schema")
    assert (ran.status, ran.err) == (
        2,
        f"sinoru: {schema} is not a schema of sinoru. Remove or rename it first.\n",
    )
    ran = run("init", str(mine))
    assert "already contains corpus.schema.json, which init would overwrite." in ran.err
    assert schema.read_text(encoding="utf-8") == "{}"
    assert list(mine.iterdir()) == [schema]


def test_a_schema_needs_a_folder(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("init", "--schema", str(tmp_path / "none"))
    assert ran.status == 2
    assert "the folder does not exist. To start a corpus in it, leave out --schema." in ran.err
