from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def state(ran: Ran) -> dict[str, object]:
    read: dict[str, object] = json.loads(ran.out)
    return read


def test_an_index_is_built_inspected_and_removed(run: Callable[..., Ran]) -> None:
    assert state(run("index", "status", "--format", "json"))["state"] == "none yet"
    built = state(run("index", "build", "--format", "json"))
    assert built["state"] == "built"
    assert (built["files"], built["records"], built["faults"]) == (1, 12, 0)
    fresh = state(run("index", "status", "--format", "json"))
    assert fresh["state"] == "fresh"
    assert fresh["bytes"] == built["bytes"]
    assert state(run("index", "clear", "--format", "json"))["state"] == "removed"
    assert state(run("index", "clear", "--format", "json"))["state"] == "none to remove"


@pytest.mark.parametrize("format_", ["csv", "markdown", "jsonl"])
def test_its_state_is_given_in_every_format(run: Callable[..., Ran], format_: str) -> None:
    run("index", "build")
    ran = run("index", "status", "--format", format_)
    assert (ran.status, ran.err) == (0, "")
    assert "fresh" in ran.out


def test_a_look_up_makes_the_index(run: Callable[..., Ran]) -> None:
    run("timeline")
    assert "fresh" in run("index", "status").out


def test_a_changed_corpus_makes_it_stale(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus("events: [{id: one, date: 1999, title: One}]", "a")
    run("timeline", data=folder)
    write_corpus("events: [{id: two, date: 1999, title: Two}]", "a")
    assert "stale" in run("index", "status", data=folder).out


def test_a_damaged_index_is_called_so(run: Callable[..., Ran]) -> None:
    path = str(state(run("index", "build", "--format", "json"))["path"])
    with open(path, "wb") as file:
        file.write(b"nothing of ours" * 100)
    assert "damaged" in run("index", "status").out


def test_a_build_tells_faults(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    folder = write_corpus("events: [{id: one, title: One}, {id: two, date: 1999, title: Two}]", "a")
    ran = run("index", "build", data=folder)
    assert ran.status == 0
    assert "1 error in this corpus; everything else can be used." in ran.err


def test_a_build_that_cannot_be_kept_says_so(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be written" in run("index", "build", env={"SINORU_CACHE": str(tmp_path / "file")}).out


def test_a_former_index_does_not_pass_for_one_that_could_not_be_kept(run: Callable[..., Ran]) -> None:
    path = str(state(run("index", "build", "--format", "json"))["path"])
    Path(f"{path}-journal").mkdir()  # so it cannot be replaced, whoever runs the test
    assert "cannot be written" in run("index", "build").out


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("", "No action given. Use one of build, status, clear. Example: sinoru index status"),
        ("burn", "Unknown action 'burn'. Use one of build, status, clear."),
        ("build it", "'it' cannot be used with 'sinoru index build'. Leave it out."),
    ],
)
def test_only_three_things_can_be_done(run: Callable[..., Ran], action: str, said: str) -> None:
    assert run("index", *action.split()) == (2, "", f"sinoru: {said}\n")


def test_a_folder_in_the_place_of_the_index_is_left(run: Callable[..., Ran]) -> None:
    path = Path(str(state(run("index", "build", "--format", "json"))["path"]))
    path.unlink()
    (path / "kept").mkdir(parents=True)
    ran = run("index", "clear")
    assert (ran.status, ran.err) == (
        2,
        f"sinoru: Cannot remove {path}: it is a folder, not an index. Move it elsewhere.\n",
    )
    assert (path / "kept").is_dir()
    assert run("timeline").status == 0
