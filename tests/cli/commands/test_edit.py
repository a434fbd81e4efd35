from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.editor import at_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a shell script the editor; the file is its last argument, $f."""

    def use(script: str) -> None:
        path = tmp_path / "vim"
        path.write_text(f'#!/bin/sh\nfor f; do :; done\necho "$1" > {tmp_path}/line\n{script}\n')
        path.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(path))

    return use


def only_file(corpus: str) -> Path:
    assert os.listdir(corpus) == ["corpus.yaml"]
    return Path(corpus) / "corpus.yaml"


def test_the_editor_opens_at_the_record_and_what_it_saves_is_the_corpus(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor("sed -i 's/Five bombs strike/Five bombs hit/' \"$f\"")
    before = only_file(corpus).read_text()
    ran = run("edit", "embassy-bombing")
    assert ran.status == 0, ran
    line = int((tmp_path / "line").read_text().removeprefix("+"))
    assert "id: embassy-bombing" in before.splitlines()[line - 1]
    assert only_file(corpus).read_text() == before.replace("strike", "hit")


@pytest.mark.parametrize(
    "script",
    [
        "echo 'x: [' >> \"$f\"",
        "sed -i 's/1999-05-08/1999-99-08/' \"$f\"",
        "sed -i 's/places: .belgrade./places: [nowhere]/' \"$f\"",
    ],
)
def test_a_faulty_file_is_told_and_not_put_in_place(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], script: str
) -> None:
    before = only_file(corpus).read_text()
    editor(script)
    ran = run("edit", "embassy-bombing")
    if script.startswith(":"):
        assert ran.status == 0  # an empty file is a sound one
        return
    assert ran.status == 1
    assert "E1" in ran.err or "E2" in ran.err
    assert "Your version is in" in ran.err
    assert (Path(corpus) / "corpus.yaml").read_text() == before
    assert [name for name in os.listdir(corpus) if name.startswith(".")]


def test_a_change_by_somebody_else_meanwhile_is_kept(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None]
) -> None:
    path = only_file(corpus)
    editor(f"echo '# theirs' >> {path}; echo '# ours' >> \"$f\"")
    ran = run("edit", "embassy-bombing")
    assert ran.status == 2
    assert "another program changed it in the meantime" in ran.err
    assert path.read_text().endswith("# theirs\n")
    assert "Your version is in" in ran.err


def test_the_editors_failure_is_said(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("exit 3")
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "ended with status 3" in ran.err) == (2, True)
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "Cannot run the editor 'no-such-editor-anywhere': no such file" in ran.err) == (
        2,
        True,
    )
    only_file(corpus)


def test_an_unknown_id_names_the_nearest(run: Callable[..., Ran]) -> None:
    ran = run("edit", "embassy-bombin")
    assert ran.status == 1
    assert "embassy-bombing" in ran.err


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        (["vim"], ["vim", "+7", "f"]),
        (["/usr/bin/nano", "-w"], ["/usr/bin/nano", "-w", "+7", "f"]),
        (["code"], ["code", "--wait", "--goto", "f:7"]),
        (["code", "-w"], ["code", "-w", "--goto", "f:7"]),
        (["hx"], ["hx", "f:7"]),
        (["subl"], ["subl", "--wait", "f:7"]),
        (["unknown"], ["unknown", "f"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_way(editor: list[str], words: list[str]) -> None:
    assert at_line(editor, "f", 7) == words


def test_what_could_not_be_saved_is_refused_before_the_editor_opens(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor('echo "# more" >> "$f"')
    outside = only_file(corpus).rename(tmp_path / "outside.yaml")
    (Path(corpus) / "corpus.yaml").symlink_to(outside)
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "a link out of the corpus" in ran.err) == (2, True), ran
    assert not (tmp_path / "line").exists()
    assert os.listdir(corpus) == ["corpus.yaml"]
    assert "more" not in outside.read_text()


@pytest.mark.parametrize("script", ['rm "$f"; mkfifo "$f"', 'ln -sf /etc/passwd "$f"', 'rm "$f"; mkdir "$f"'])
def test_what_an_editor_leaves_that_is_no_file_is_not_read(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], script: str
) -> None:
    editor(script)
    before = (Path(corpus) / "corpus.yaml").read_text()
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "replaced its copy with something that is not a regular file" in ran.err) == (
        2,
        True,
    ), ran
    assert (Path(corpus) / "corpus.yaml").read_text() == before


def test_a_file_that_comes_back_empty_empties_nothing(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None]
) -> None:
    editor(': > "$f"')
    before = (Path(corpus) / "corpus.yaml").read_text()
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "the editor saved an empty copy" in ran.err) == (2, True), ran
    assert (Path(corpus) / "corpus.yaml").read_text() == before


@pytest.mark.parametrize("script", ["rm {corpus}", "rm {corpus}; mkdir {corpus}", "exit 1"])
def test_whatever_goes_wrong_the_place_of_what_was_written_is_told(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], script: str
) -> None:
    editor("sed -i 's/Five bombs strike/Five bombs hit/' \"$f\"; " + script.format(corpus=only_file(corpus)))
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "Your version is in" in ran.err) == (2, True), ran
    assert "Five bombs hit" in next(Path(corpus).glob(".*.sinoru-edit.yaml")).read_text()


def test_a_copy_that_the_editor_takes_away_changes_nothing(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None]
) -> None:
    before = only_file(corpus).read_bytes()
    editor('rm "$f"')
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "the editor removed its copy. The file is unchanged." in ran.err) == (2, True), ran
    editor('rm "$f"; exit 1')
    assert "ended with status 1" in run("edit", "embassy-bombing").err
    assert only_file(corpus).read_bytes() == before


def test_what_was_written_during_the_check_is_not_put_in_place_unchecked(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sinoru.edit.working_copy import WorkingCopy

    path = only_file(corpus)
    before = path.read_bytes()
    editor("sed -i 's/Five bombs strike/Five bombs hit/' \"$f\"")

    def meanwhile(copy: WorkingCopy, *_: object) -> list[object]:
        Path(copy.path).write_text("x: [")
        return []

    monkeypatch.setattr(WorkingCopy, "faults", meanwhile)
    ran = run("edit", "embassy-bombing")
    assert (ran.status, "Your version is in" in ran.err) == (2, True), ran
    assert path.read_bytes() == before


def test_a_full_disk_leaves_no_half_copy(
    run: Callable[..., Ran], corpus: str, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("exit 0")

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sinoru.files.open", lambda *_: Full(), raising=False)
    ran = run("edit", "embassy-bombing")
    assert ran.status == 2
    assert "it cannot be copied: no space left on device" in ran.err
    only_file(corpus)
