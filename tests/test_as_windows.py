"""Commands where Windows' limits hold: no POSIX modules, no flushing of what is read, no replacing of open files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made of what Linux has")
PROGRAM = Path(__file__).parent / "as_windows.py"


def run(folder: Path, *words: str, status: int = 0, **environ: str) -> str:
    """Return the output, and on standard error nothing but messages."""
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), *words],
        cwd=folder,
        env={
            **os.environ,
            "SINORU_CACHE": str(folder / "cache"),
            "SINORU_CONFIG": str(folder / "config.toml"),
            **environ,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert all(line.startswith(("sinoru: ", "  sinoru ")) for line in ran.stderr.splitlines()), ran.stderr
    assert ran.returncode == status, ran.stderr
    return ran.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run(tmp_path, "init", "mine")
    return tmp_path


def test_every_module_is_imported(tmp_path: Path) -> None:
    assert int(run(tmp_path, "--import")) > 250


def test_look_ups_update_the_index(folder: Path) -> None:
    assert "Apollo 11" in run(folder, "timeline", "--data", "mine")
    events = folder / "mine" / "events.yaml"
    events.write_text(
        events.read_text(encoding="utf-8").replace("Apollo 11 lands", "A lander lands"), "utf-8"
    )
    assert "A lander lands" in run(folder, "timeline", "--data", "mine")
    assert len(list((folder / "cache").glob("*.sqlite"))) == 1
    (folder / "mine" / "new.yaml").write_text("events:\n  - {id: b, date: 1999, title: A book}\n", "utf-8")
    assert "A book" in run(folder, "timeline", "--data", "mine")


def test_every_folder_below_is_read(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / "mine" / name).mkdir()
        text = f"events:\n  - {{id: in-{name}, date: 1999, title: In {name}}}\n"
        (folder / "mine" / name / "events.yaml").write_text(text, encoding="utf-8")
    shown = run(folder, "timeline", "--data", "mine")
    assert "In one" in shown
    assert "In two" in shown


def test_files_of_a_corpus_are_written(folder: Path) -> None:
    path = folder / "mine" / "more.yaml"
    path.write_text("\ufeffevents:\n- {id: b, title: B, date: 1999}\n", encoding="utf-8")
    run(folder, "check", "mine", "--fix")
    assert path.read_text(encoding="utf-8").startswith("events:")
    run(folder, "fmt", "mine")
    assert path.read_text(encoding="utf-8") == "events:\n  - {id: b, date: 1999, title: B}\n"
    run(folder, "add", "event", "C", "--date", "2000", "--yes", "--data", "mine")
    assert "title: C" in (folder / "mine" / "events.yaml").read_text(encoding="utf-8")


def test_exports_are_written_and_overwritten(folder: Path) -> None:
    for option in ([], ["--force"]):
        run(folder, "export", "json", "--data", "mine", "-o", "mine.json", *option)
    assert json.loads((folder / "mine.json").read_text(encoding="utf-8"))
    run(folder, "export", "json", "--data", "mine", "-o", "mine.json", status=2)


def test_settings_are_kept(folder: Path) -> None:
    run(folder, "config", "set", "theme", "light")
    assert "light" in run(folder, "config", "show")
    run(folder, "config", "show", SINORU_CONFIG="nul", status=0)


def test_what_is_piped_is_utf_8(folder: Path) -> None:
    old: dict[str, Any] = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "",
    }
    assert "Нил Армстронг" in run(folder, "show", "neil-armstrong", "--data", "mine", **old)


def test_two_programs_do_not_write_to_a_folder_at_once(folder: Path) -> None:
    def lock(what: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(PROGRAM), "--lock", what],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    with lock("mine") as first:
        assert first.stdout
        assert first.stdout.readline() == "locked\n"
        with lock("mine") as second, lock("cache") as other:
            assert second.stdout
            assert second.stdout.read() == (
                "Cannot write mine: another program is writing to this folder. Try again.\n"
            )
            assert other.communicate()[0] == "locked\n"
        first.kill()  # the system releases the lock
    with lock("mine") as third:
        assert third.communicate()[0] == "locked\n"
