"""Whatever happens while a file is written, the old one or the new one is there, and nothing else."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from sinoru import files
from sinoru.files import (
    ABANDONED_SECONDS,
    ChangedMeanwhile,
    NotWritten,
    folder_lock,
    follow_within,
    make_folder_of,
    require_writable,
    write_file,
)

OLD, NEW = b"places: []\n", b"places:\n  - {id: a, name: A}\n"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def slow(content: bytes) -> files.Content:
    """Return a function that fills a file, as an export does."""

    def fill(path: str) -> None:
        Path(path).write_bytes(content)

    return fill


HOWS = pytest.mark.parametrize("how", [bytes, slow], ids=["content", "function"])

KILLED_AT = """
import os, pathlib, signal, sys
from sinoru import files

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

step, how, path = sys.argv[1:]
content, old = sys.stdin.buffer.read(), open(path, "rb").read()
def half(temporary):
    pathlib.Path(temporary).write_bytes(content[: len(content) // 2]); die()
if step == "half" and how == "bytes":
    class Half:
        def __init__(self, path): self.path = path
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def write(self, content): half(self.path)
    files.open = lambda path, mode: Half(path) if mode == "wb" else open(path, mode)
elif step == "after":
    real = os.replace
    os.replace = lambda *names: die(real(*names))
elif step != "half":
    setattr(os, step, die)
whole = lambda temporary: pathlib.Path(temporary).write_bytes(content)
given = content if how == "bytes" else half if step == "half" else whole
files.write_file(path, given, replaces=old)
"""


@pytest.mark.parametrize("step", ["chmod", "half", "fsync", "replace", "after"])
@pytest.mark.parametrize("how", ["bytes", "function"])
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(step: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    ran = subprocess.run([sys.executable, "-c", KILLED_AT, step, how, str(path)], input=NEW, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert path.read_bytes() == (NEW if step == "after" else OLD)
    left = [tmp_path / name for name in os.listdir(tmp_path) if name != "a.yaml"]
    assert all(one.name.startswith(".a.yaml.") for one in left)
    assert len(left) == (step != "after")
    if how == "function":  # nobody can tell whether it is still being filled, but for its age
        for one in left:
            os.utime(one, (time.time() - ABANDONED_SECONDS - 60,) * 2)
    write_file(str(path), b"next", replaces=path.read_bytes())  # the lock died with it
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_only_names_of_our_own_making_are_swept(tmp_path: Path) -> None:
    mine = [".a.yaml.0123456789abcdef.sinoru-new", ".b.0123456789abcdef.slow.sinoru-new"]
    theirs = ["thesis.tmp", ".sinoru-5.tmp", ".sinoru-new", "a.sinoru-new", ".a.yaml.7.sinoru-new"]
    fresh = ".c.0123456789abcdef.slow.sinoru-new"
    (tmp_path / "below").mkdir()
    for name in (*mine, *theirs, fresh, f"below/{mine[0]}"):
        (tmp_path / name).touch()
        if name != fresh:
            os.utime(tmp_path / name, (0, 0))
    write_file(str(tmp_path / "a.yaml"), NEW, replaces=False)
    assert sorted(os.listdir(tmp_path)) == sorted([*theirs, fresh, "below", "a.yaml"])
    assert os.listdir(tmp_path / "below") == [mine[0]]


def test_a_file_that_has_the_temporary_name_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f".a.{b'same-name'.hex()}.slow.sinoru-new").write_bytes(b"theirs")
    monkeypatch.setattr("os.urandom", lambda _: b"same-name")
    with pytest.raises(NotWritten, match="file exists"):
        write_file(str(tmp_path / "a"), slow(NEW), replaces=False)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"theirs"]


@HOWS
def test_nothing_is_left_beside_a_file(how: type[bytes], tmp_path: Path) -> None:
    write_file(str(tmp_path / "a.txt"), how(b"new"), replaces=False)
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_someone_elses_change_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    for replaces in (OLD, False):
        with pytest.raises(ChangedMeanwhile):
            write_file(str(path), NEW, replaces=replaces)
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a.yaml"]
    path.unlink()
    with pytest.raises(ChangedMeanwhile):
        write_file(str(path), NEW, replaces=OLD)
    assert not path.exists()


@HOWS
@pytest.mark.parametrize("is_there", [True, False])
def test_a_full_disk_leaves_the_old_file(
    how: type[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    path = tmp_path / "a.yaml"
    if is_there:
        path.write_bytes(OLD)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten) as raised:
        write_file(str(path), how(NEW), replaces=True)
    kept = " The file is unchanged." if is_there else ""
    assert str(raised.value) == f"Cannot write {path}: no space left on device.{kept}"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([OLD] if is_there else [])


def test_links_within_the_corpus_are_kept_and_links_out_of_it_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.yaml"
    inside.mkdir()
    (inside / "real.yaml").write_bytes(OLD)
    outside.write_bytes(OLD)
    (inside / "link.yaml").symlink_to("real.yaml")
    (inside / "bad.yaml").symlink_to(outside)
    write_file(follow_within(str(inside / "link.yaml"), [str(inside)]), NEW, replaces=OLD)
    assert (inside / "link.yaml").is_symlink()
    assert (inside / "real.yaml").read_bytes() == NEW
    with pytest.raises(NotWritten, match=r"it is a link out of the corpus, to .*out\.yaml"):
        follow_within(str(inside / "bad.yaml"), [str(inside)])
    (inside / "folder").symlink_to(tmp_path)
    with pytest.raises(NotWritten, match=r"a link leads out of the corpus, to .*out\.yaml"):
        follow_within(str(inside / "folder" / "out.yaml"), [str(inside)])
    assert follow_within(str(inside / "bad.yaml"), [str(inside), str(outside)]) == str(outside)


@pytest.mark.parametrize("what", ["link", "dangling", "loop", "pipe", "folder", "device"])
def test_nothing_but_a_regular_file_is_replaced(what: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    (tmp_path / "real").write_bytes(OLD)
    match what:
        case "link" | "dangling" | "loop":
            path.symlink_to({"link": "real", "dangling": "none", "loop": "a"}[what])
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path = Path(os.devnull)
    before = path.lstat()
    for content in (NEW, slow(NEW)):
        with pytest.raises(NotWritten, match=r"it is a link|it is not a regular file"):
            write_file(str(path), content, replaces=True)
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert (tmp_path / "real").read_bytes() == OLD


@pytest.mark.parametrize("replaces", [OLD, True])
def test_a_read_only_file_is_left(tmp_path: Path, *, replaces: bytes | bool) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(NotWritten, match=r"it is read-only\. The file is unchanged\."):
        write_file(str(path), NEW, replaces=replaces)
    assert path.read_bytes() == OLD


def test_what_this_user_may_not_write_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    monkeypatch.setattr("os.access", lambda asked, _: os.path.isdir(asked))  # root may write everything
    with pytest.raises(NotWritten, match="it is read-only"):
        write_file(str(path), NEW, replaces=OLD)
    write_file(str(tmp_path / "new.yaml"), NEW, replaces=False)
    monkeypatch.setattr("os.access", lambda asked, _: not os.path.isdir(asked))
    with pytest.raises(NotWritten, match="its folder is not writable"):
        require_writable(str(path))
    with pytest.raises(NotWritten, match=r"the folder .*none does not exist\. Create it first\."):
        require_writable(str(tmp_path / "none" / "a.yaml"))


@HOWS
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664])
def test_a_replaced_file_keeps_its_permissions(how: type[bytes], mode: int, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    path.chmod(mode)
    write_file(str(path), how(NEW), replaces=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    write_file(str(path), how(NEW), replaces=True, mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@HOWS
def test_a_new_file_has_the_permissions_that_the_user_gives_to_files(
    how: type[bytes], tmp_path: Path
) -> None:
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "a.txt"), how(NEW), replaces=False)
        write_file(str(tmp_path / "private.txt"), how(NEW), replaces=False, mode=0o600)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "private.txt").stat().st_mode) == 0o600


def test_a_private_file_can_never_be_read_by_others(tmp_path: Path) -> None:
    path, seen = tmp_path / "config", []
    for _ in range(2):
        write_file(
            str(path),
            lambda temporary: seen.append(stat.S_IMODE(os.stat(temporary).st_mode)),
            replaces=True,
            mode=0o600,
        )
    assert seen == [0o600, 0o600]


def test_who_has_the_lock_of_a_folder_may_write_there_and_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    script = (
        "import sys; from sinoru import files; files.PATIENCE = 0.2\n"
        "files.write_file(sys.argv[1], b'theirs', replaces=False)"
    )
    with folder_lock(str(tmp_path)):
        other = [sys.executable, "-c", script, str(path)]
        ran = subprocess.run(other, capture_output=True, text=True, check=False)
        assert "another program is writing to this folder. Try again." in ran.stderr
        write_file(str(path), NEW, replaces=False)
    assert path.read_bytes() == NEW
    write_file(str(path), OLD, replaces=NEW)


def test_another_thread_has_no_lock_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    refused: list[NotWritten] = []

    def write() -> None:
        try:
            write_file(str(tmp_path / "a"), NEW, replaces=False)
        except NotWritten as error:
            refused.append(error)

    with folder_lock(str(tmp_path)):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(refused) == 1
    write()
    assert (tmp_path / "a").read_bytes() == NEW


@pytest.mark.parametrize(
    "how", ["content", "(lambda text: lambda path: open(path, 'wb').write(text))(content)"]
)
def test_another_writer_is_waited_for(how: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"0")
    script = (
        "import sys; from sinoru.files import write_file, ChangedMeanwhile\n"
        "path = sys.argv[1]; done = 0\n"
        "while done < 20:\n"
        "    before = open(path, 'rb').read()\n"
        "    content = str(int(before) + 1).encode()\n"
        "    try:\n"
        f"        write_file(path, {how}, replaces=before); done += 1\n"
        "    except ChangedMeanwhile: pass\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(2)]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert path.read_bytes() == b"40"


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF])
def test_a_folder_without_locks_is_locked_by_a_file_elsewhere(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl
    import tempfile

    real = fcntl.flock

    def flock(descriptor: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor, operation)

    monkeypatch.setattr("fcntl.flock", flock)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / "corpus"
    folder.mkdir()
    left = folder / ".a.0123456789abcdef.sinoru-new"  # perhaps of another machine, at this moment
    left.touch()
    with folder_lock(str(folder)):
        assert [one.suffix for one in tmp_path.iterdir() if one.is_file()] == [".lock"]
        write_file(str(folder / "a"), NEW, replaces=False)
    assert sorted(os.listdir(folder)) == [left.name, "a"]


def test_where_nothing_can_be_locked_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    write_file(str(tmp_path / "a"), OLD, replaces=False)
    write_file(str(tmp_path / "a"), NEW, replaces=OLD)
    with pytest.raises(ChangedMeanwhile):
        write_file(str(tmp_path / "a"), NEW, replaces=OLD)
    assert (tmp_path / "a").read_bytes() == NEW


def test_a_folder_that_may_be_written_and_not_read_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = os.open

    def refusing(path: str, *rest: int) -> int:
        if os.path.isdir(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return really_open(path, *rest)

    monkeypatch.setattr("os.open", refusing)
    write_file(str(tmp_path / "a.txt"), NEW, replaces=False)
    assert (tmp_path / "a.txt").read_bytes() == NEW


def test_a_file_system_without_links_keeps_what_came_up_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("os.link", refuse)
    path = tmp_path / "a"

    def be_overtaken(temporary: str) -> None:
        Path(temporary).write_bytes(NEW)
        path.write_bytes(b"theirs")

    with pytest.raises(ChangedMeanwhile):
        write_file(str(path), be_overtaken, replaces=False)
    assert path.read_bytes() == b"theirs"
    write_file(str(tmp_path / "b"), NEW, replaces=False)
    assert (tmp_path / "b").read_bytes() == NEW


def test_an_error_of_what_is_written_is_not_one_of_the_file(tmp_path: Path) -> None:
    def fail(temporary: str) -> None:
        Path(temporary).write_bytes(b"half")
        (tmp_path / "template").read_bytes()

    (tmp_path / "a").write_bytes(OLD)
    with pytest.raises(FileNotFoundError, match="template"):
        write_file(str(tmp_path / "a"), fail, replaces=True)
    assert os.listdir(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == OLD


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / f"{'ы' * 120}.yaml"
    path.write_bytes(b"old")
    write_file(str(path), b"new", replaces=b"old")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"new")]


def test_without_a_home_there_is_no_folder_to_make() -> None:
    with pytest.raises(NotWritten, match="no home folder is known"):
        make_folder_of(os.path.join(os.devnull, "sinoru", "config.toml"))


# Each system flushes and renames in its own way, which is played here.


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    monkeypatch.setattr("os.fsync", lambda _: seen.append("fsync"))
    return seen


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [(0, ["fcntl 51", "fcntl 51"]), (errno.ENOTSUP, ["fsync", "fsync"])],
    ids=["drive", "network"],
)
def test_a_mac_empties_the_memory_of_the_drive_where_it_can(
    refusal: int, expected: list[str], tmp_path: Path, flushed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def control(_descriptor: int, command: int) -> None:
        if refusal:
            raise OSError(refusal, os.strerror(refusal))
        flushed.append(f"fcntl {command}")

    played = {name: getattr(fcntl, name) for name in ("flock", "LOCK_EX", "LOCK_NB")}
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", SimpleNamespace(F_FULLFSYNC=51, fcntl=control, **played))
    write_file(str(tmp_path / "a"), NEW, replaces=False)
    assert flushed == expected  # the file, then its folder


def test_what_can_be_made_again_is_not_flushed(tmp_path: Path, flushed: list[str]) -> None:
    write_file(str(tmp_path / "a"), NEW, replaces=True, is_cache=True)
    assert flushed == []


def refusing(times: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the system refuse to replace a file as often, as while a virus scanner reads it."""
    tries: list[str] = []
    real = os.replace

    def replace(temporary: str, path: str) -> None:
        tries.append(path)
        if len(tries) <= times:
            raise PermissionError(errno.EACCES, "The process cannot access the file", temporary)
        real(temporary, path)

    monkeypatch.setattr("os.replace", replace)
    monkeypatch.setattr("time.sleep", lambda _: None)
    return tries


def test_windows_is_asked_again_while_a_scanner_reads_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refusing(3, monkeypatch)
    monkeypatch.setattr("sys.platform", "win32")
    write_file(str(tmp_path / "file"), NEW, replaces=True)
    assert (tmp_path / "file").read_bytes() == NEW
    assert len(tries) == 4


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_lasting_refusal_is_an_error(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refusing(10**9, monkeypatch)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(files, "_SCANNER_PATIENCE", 0.01)
    with pytest.raises(NotWritten, match="the process cannot access the file"):
        write_file(str(tmp_path / "file"), NEW, replaces=True)
    assert (len(tries) > 1) == (platform == "win32")
    assert os.listdir(tmp_path) == []
