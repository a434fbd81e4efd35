from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.edit.text_file import ChangedMeanwhile, NotWritten, folder_lock, write_file

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"places: []\n", b"places:\n  - {id: a, name: A}\n"

KILLED_AT = """
import os, signal, sys
import sinoru.edit.text_file as write

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

step, path = sys.argv[1:]
if step == "half":
    real = write.os.open
    class Half:
        def __init__(self, stream): self.stream = stream
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def write(self, content):
            os.write(self.stream, content[: len(content) // 2]); die()
    write.open = lambda what, mode: Half(what) if mode == "wb" else open(what, mode)
elif step == "after":
    write.flush_folder = die
else:
    setattr(write.os, step, die)
write.write_file(path, sys.stdin.buffer.read(), before=open(path, "rb").read(), root=os.path.dirname(path))
"""


@pytest.mark.parametrize("step", ["half", "chmod", "fsync", "replace", "after"])
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(step: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    ran = subprocess.run([sys.executable, "-c", KILLED_AT, step, str(path)], input=NEW, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert path.read_bytes() == (NEW if step == "after" else OLD)
    assert not [name for name in os.listdir(tmp_path) if not name.startswith(".") and name != "a.yaml"]
    write_file(str(path), b"next", before=path.read_bytes(), root=str(tmp_path))  # the lock died with it
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_someone_elses_change_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhile):
        write_file(str(path), NEW, before=OLD, root=str(tmp_path))
    with pytest.raises(ChangedMeanwhile):
        write_file(str(path), NEW, before=None, root=str(tmp_path))
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match=r"a\.yaml: no space left on device\. The file is unchanged\."):
        write_file(str(path), NEW, before=OLD, root=str(tmp_path))
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_links_within_the_corpus_are_kept_and_links_out_of_it_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.yaml"
    inside.mkdir()
    (inside / "real.yaml").write_bytes(OLD)
    outside.write_bytes(OLD)
    (inside / "link.yaml").symlink_to("real.yaml")
    (inside / "bad.yaml").symlink_to(outside)
    write_file(str(inside / "link.yaml"), NEW, before=OLD, root=str(inside))
    assert (inside / "link.yaml").is_symlink()
    assert (inside / "real.yaml").read_bytes() == NEW
    with pytest.raises(NotWritten, match="link out of the corpus"):
        write_file(str(inside / "bad.yaml"), NEW, before=OLD, root=str(inside))
    assert outside.read_bytes() == OLD


def test_a_read_only_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    monkeypatch.setattr("os.access", lambda asked, _: os.path.isdir(asked))  # root may write everything
    with pytest.raises(NotWritten, match="it is read-only"):
        write_file(str(path), NEW, before=OLD, root=str(tmp_path))
    assert path.read_bytes() == OLD
    write_file(str(tmp_path / "new.yaml"), NEW, before=None, root=str(tmp_path))


def test_who_is_alone_in_a_folder_may_write_there_and_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    script = (
        "import sys; from sinoru.edit import text_file as write; write.PATIENCE = 0.2\n"
        "write.write_file(sys.argv[1], b'theirs', before=None, root=sys.argv[2])"
    )
    with folder_lock(str(tmp_path)):
        other = [sys.executable, "-c", script, str(path), str(tmp_path)]
        ran = subprocess.run(other, capture_output=True, text=True, check=False)
        assert "another program is writing to this folder" in ran.stderr
        write_file(str(path), NEW, before=None, root=str(tmp_path))
    assert path.read_bytes() == NEW
    write_file(str(path), OLD, before=NEW, root=str(tmp_path))


def test_another_writer_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"0")
    script = (
        "import sys; from sinoru.edit.text_file import write_file, ChangedMeanwhile\n"
        "path = sys.argv[1]; done = 0\n"
        "while done < 20:\n"
        "    before = open(path, 'rb').read()\n"
        "    try:\n"
        "        write_file(path, str(int(before) + 1).encode(), before=before, root=sys.argv[2]); done += 1\n"
        "    except ChangedMeanwhile: pass\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path), str(tmp_path)]) for _ in range(2)]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert path.read_bytes() == b"40"


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / f"{'ы' * 120}.yaml"
    path.write_bytes(b"old")
    write_file(str(path), b"new", before=b"old", root=str(tmp_path))
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"new")]
