"""Commands that write, killed at each step and run at the same time: nothing is lost, mixed or left."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.cli.lookup import whole_corpora
from sinoru.edit.starter import STARTER
from sinoru.loading.files import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there as here")

KILLED = """
import os, signal, sys
when, steps = sys.argv.pop(1), int(sys.argv.pop(1))
def counting(real):
    def step(*names, **options):
        global steps
        steps -= 1
        if steps == 0 and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        real(*names, **options)
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return step
os.replace, os.link = counting(os.replace), counting(os.link)
from sinoru.__main__ import main
main()
"""


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start the program in a process of its own; `killed` is when, and at which renaming it is killed."""

    def start(*words: str, killed: tuple[str, int] | None = None, **environ: str) -> subprocess.Popen[str]:
        program = ["-c", KILLED, killed[0], str(killed[1])] if killed else ["-m", "sinoru"]
        own = {
            "SINORU_CACHE": str(tmp_path / "cache"),
            "SINORU_CONFIG": str(tmp_path / "config" / "config.toml"),
        }
        return subprocess.Popen(
            [sys.executable, *program, *words],
            cwd=tmp_path,
            env={**os.environ, **own, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="surrogateescape",
        )

    return start


def end(*running: subprocess.Popen[str], statuses: tuple[int, ...] = (0,)) -> list[str]:
    """Wait for programs, and return what they said."""
    said = [one.communicate()[1] for one in running]
    assert all(one.returncode in statuses for one in running), said
    return said


def leftovers(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith((".sinoru-new", ".tmp"))]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", [1, 3, 7])
@pytest.mark.parametrize("has_folder", [True, False])
def test_init_goes_on_where_it_was_killed(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, when: str, step: int, *, has_folder: bool
) -> None:
    mine = tmp_path / "mine"
    if has_folder:
        mine.mkdir()
        (mine / "README").write_text("mine", encoding="utf-8")
    end(start("init", "mine", killed=(when, step)), statuses=(-signal.SIGKILL,))
    complete = when == "after" and step == 7
    (said,) = end(start("init", "mine"), statuses=(2 if complete else 0,))
    assert ("already contains" in said) == complete
    assert end(start("check", "mine"))[0].startswith("sinoru: No errors. Checked 6 records in 5 files.")
    names = {*STARTER, SCHEMA, *(["README"] if has_folder else [])}
    assert {*os.listdir(mine)} - {*leftovers(mine)} == names
    assert leftovers(mine) == [] or complete


def test_init_goes_on_beside_no_file_but_its_own(run: Callable[..., Ran], tmp_path: Path) -> None:
    run("init", str(tmp_path / "mine"))
    (tmp_path / "mine" / "events.yaml").unlink()
    people = tmp_path / "mine" / "people.yaml"
    people.write_text(people.read_text().replace("Neil", "Nils"))
    ran = run("init", str(tmp_path / "mine"))
    assert (ran.status, "which init would overwrite" in ran.err) == (2, True)
    assert not (tmp_path / "mine" / "events.yaml").exists()


def test_a_failure_of_init_removes_nothing_of_others(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program writes the fourth file in the meantime."""
    real = os.link

    def link(source: str, target: str) -> None:
        if target.endswith("claims.yaml"):
            Path(target).write_text("theirs", encoding="utf-8")
        real(source, target)

    monkeypatch.setattr("os.link", link)
    assert run("init", str(tmp_path / "mine")).status == 2
    assert [(one.name, one.read_text()) for one in (tmp_path / "mine").iterdir()] == [
        ("claims.yaml", "theirs")
    ]


HIDDEN = "places:\n- {id: p, name: Mos\u200bcow, evidence: [{source: s}]}\nsources:\n- {id: s, title: S}\n"
WRITERS = {
    "fix": ("check", "--fix", "c/a.yaml"),
    "fmt": ("fmt", "c/a.yaml"),
    "add": ("add", "place", "Minsk", "--source", "s", "--yes", "--data", "c", "--file", "c/a.yaml"),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_killed_writer_leaves_the_old_state_or_the_new_and_the_next_clears_up(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, writer: str, when: str
) -> None:
    path = tmp_path / "c" / "a.yaml"
    path.parent.mkdir()
    theirs = path.with_name(".sinoru-5.tmp")
    for file, text in ((path, HIDDEN), (theirs, "theirs")):
        file.write_text(text, encoding="utf-8")
    end(start("timeline", "--data", "c"), statuses=(0, 1))  # the index is written beforehand
    end(start(*WRITERS[writer], killed=(when, 1)), statuses=(-signal.SIGKILL,))
    assert (path.read_text(encoding="utf-8") == HIDDEN) == (when == "before")
    assert len(leftovers(path.parent)) == (2 if when == "before" else 1)
    if writer != "add":  # which always has something to write
        path.write_text("places: []\n", encoding="utf-8")
        end(start(*WRITERS[writer]), statuses=(0, 1))
        assert leftovers(path.parent) == [theirs.name]
    path.write_text(HIDDEN, encoding="utf-8")
    end(start(*WRITERS[writer]), statuses=(0, 1))
    assert path.read_text(encoding="utf-8") != HIDDEN
    assert sorted(os.listdir(path.parent)) == [theirs.name, path.name]
    assert theirs.read_text() == "theirs"


def test_two_who_add_the_same_name_get_two_ids(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """They write to different files, in different folders."""
    end(start("init", "c"))
    (tmp_path / "c" / "below").mkdir()
    (tmp_path / "c" / "below" / "org.yaml").write_text("organisations: []\n", encoding="utf-8")
    for number in range(3):
        options = ("--source", "nasa-apollo-11", "--yes", "--data", "c")
        name = f"Saturn {'I' * (number + 1)}"
        said = end(
            start("add", "person", name, *options),
            start("add", "organisation", name, *options, "--file", "c/below/org.yaml"),
            start("add", "place", name, *options, "--file", "c/new.yaml"),
        )
        ids = {message.rsplit("Added ")[1].split()[0] for message in said}
        stem = name.lower().replace(" ", "-")
        assert ids == {stem, f"{stem}-2", f"{stem}-3"}
    assert "E201" not in end(start("check", "c"), statuses=(0, 1))[0]
    assert end(start("check", "c"))[0].startswith("sinoru: No errors.")


def test_an_id_that_was_taken_in_the_meantime_is_refused(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path / "c"))

    def think(_question: str) -> bool:
        (tmp_path / "c" / "theirs.yaml").write_text("places: [{id: apollo, name: A}]\n", encoding="utf-8")
        return True

    monkeypatch.setattr("sinoru.cli.commands.add.is_interactive", lambda: True)
    monkeypatch.setattr("sinoru.cli.commands.add.confirmed", think)
    ran = run("add", "person", "Apollo", "--id", "apollo", "--country", "Greece", data=str(tmp_path / "c"))
    assert (ran.status, "--id 'apollo' is already used" in ran.err) == (2, True)
    assert "Apollo\n" not in (tmp_path / "c" / "people.yaml").read_text()


def test_what_another_added_while_the_editor_was_open_is_checked_with(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path / "c"))
    other = tmp_path / "c" / "a.yaml"
    script = tmp_path / "editor"
    script.write_text(
        f"#!/bin/sh\nprintf 'places: [{{id: apollo, name: A}}]\\n' > {other}\n"
        'sed -i "s/^organisations:/  - {id: apollo, name: Apollo}\\n\\norganisations:/" "$1"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    ran = run("edit", "nasa", data=str(tmp_path / "c"))
    assert (ran.status, "E201" in ran.err, "is unchanged" in ran.err) == (1, True, True)


@pytest.mark.parametrize("first", ["", 'pager = "less"\n'])
def test_settings_that_are_set_at_once_are_all_kept(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, first: str
) -> None:
    path = tmp_path / "config" / "config.toml"
    settings = {"theme": "dark", "width": "100", "links": "never", "detail": "full"}
    for _ in range(2):
        if first:
            path.parent.mkdir(exist_ok=True)
            path.write_text(first, encoding="utf-8")
        end(*(start("config", "set", key, value) for key, value in settings.items()))
        kept = {key: str(value) for key, value in tomllib.loads(path.read_text()).items()}
        assert kept == settings | ({"pager": "less"} if first else {})
        assert os.listdir(path.parent) == ["config.toml"]
        path.unlink()


def test_a_config_file_with_the_address_of_a_store_is_the_users_alone(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / "config" / "config.toml"
    run("config", "set", "theme", "dark")
    path.chmod(0o664)
    run("config", "set", "theme", "light")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    assert run("config", "set", "store", "postgresql://desk:secret@db.example/news").status == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    run("config", "set", "theme", "dark")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_config_file_that_is_a_link_stays_one(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    (tmp_path / "dotfiles").mkdir()
    path.symlink_to("../dotfiles/sinoru.toml")
    for theme in ("dark", "light"):  # at first the link leads nowhere
        assert run("config", "set", "theme", theme).status == 0
    assert path.is_symlink()
    assert (tmp_path / "dotfiles" / "sinoru.toml").read_text() == 'theme = "light"\n'


def test_a_read_only_config_file_is_left(run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.write_text('theme = "dark"\n')
    path.chmod(0o444)
    ran = run("config", "set", "theme", "light")
    assert (ran.status, ran.err) == (
        2,
        f"sinoru: Cannot write {path}: it is read-only. The file is unchanged.\n",
    )
    assert path.read_text() == 'theme = "dark"\n'


HOMELESS = {"HOME": "", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "", "XDG_CACHE_HOME": "", "SINORU_CACHE": ""}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs names the folders")
def test_without_a_home_no_file_of_the_working_folder_is_a_config_file(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    planted = tmp_path / "~" / ".config" / "sinoru"
    planted.mkdir(parents=True)
    (planted / "config.toml").write_text('pager = "touch pwned"\ntheme = "pink"\n')
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as for a user without an entry
    without = {**HOMELESS, "SINORU_CONFIG": "", "ZDOTDIR": ""}
    del without["HOME"]
    assert run("timeline", env=without).status == 0
    for words in (("config", "set", "theme", "dark"), ("completion", "install", "bash")):
        ran = run(*words, env=without)
        assert (ran.status, "no home folder is known" in ran.err) == (2, True), ran
    assert [one.name for one in tmp_path.rglob("*") if one.name != "corpus.yaml"] == [
        *("corpus", "~", ".config", "sinoru", "config.toml")
    ]


def test_completion_keeps_what_else_is_written_to_the_start_up_file(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "dotfiles").mkdir()
    (home / "dotfiles" / "bashrc").write_bytes(b"alias a=b # \xff\x85\r\nexport C=d")
    (home / ".bashrc").symlink_to("dotfiles/bashrc")
    environ = {"HOME": str(home), "XDG_DATA_HOME": ""}
    end(*(start("completion", "install", "bash", **environ) for _ in range(4)))
    lines = (home / ".bashrc").read_bytes().split(b"\n")
    assert lines[:2] == [b"alias a=b # \xff\x85\r", b"export C=d"]
    assert len(lines) == 4
    assert lines[2].endswith(b"# completion of sinoru")
    assert (home / ".bashrc").is_symlink()
    assert os.listdir(home / "dotfiles") == ["bashrc"]


def test_a_cache_folder_keeps_what_is_not_of_the_cache(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    mine = tmp_path / "cache"
    mine.mkdir()
    names = ["thesis.tmp", "a.sqlite.1-2.tmp", ".notes.tmp", "x.sinoru-new"]
    for name in names:
        (mine / name).touch()
        os.utime(mine / name, (0, 0))
    abandoned = mine / ".data-1234abcd.sqlite.0123456789abcdef.slow.sinoru-new"
    for path in (abandoned, Path(f"{abandoned}-journal")):
        path.touch()
        os.utime(path, (0, 0))
    end(start("init", "c"))
    end(start("sources", "--data", "c"))
    assert {name for name in os.listdir(mine) if not name.endswith(".sqlite")} == {*names}


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_push_to_a_file_may_be_killed(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, when: str
) -> None:
    end(start("init", "c"))
    push = ("push", "--store", "sqlite:s.sqlite", "--data", "c")
    end(start(*push))
    (tmp_path / "c" / "events.yaml").write_text("events: [{id: e, date: 1999, title: News}]\n")
    end(start(*push, killed=(when, 1)), statuses=(-signal.SIGKILL,))
    shown = start("timeline", "--store", "sqlite:s.sqlite", "--format", "csv")
    assert ("News" in shown.communicate()[0]) == (when == "after")
    end(start(*push))
    assert "News" in start("timeline", "--store", "sqlite:s.sqlite", "--format", "csv").communicate()[0]


def test_a_push_replaces_no_file_that_came_up_meanwhile(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sinoru.index import build

    real = build.write_files

    def overtaken(*given: object) -> None:
        (tmp_path / "s.sqlite").write_text("theirs")
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "write_files", overtaken)
    ran = run("push", "--store", f"sqlite:{tmp_path}/s.sqlite")
    assert (ran.status, "was not written by sinoru, and is not overwritten" in ran.err) == (2, True)
    assert (tmp_path / "s.sqlite").read_text() == "theirs"
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_files_whose_names_are_not_text_are_read(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    end(start("init", "c"))
    odd = {name: os.fsdecode(b"\xff" + name.encode()) for name in (".csv", ".html", ".txt", "")}
    (tmp_path / odd[".csv"]).write_text("date,title\n1999-05-08,Talks\n")
    (tmp_path / odd[".txt"]).write_text("May 8, 1999: Talks are held.\n")
    (tmp_path / odd[".html"]).write_text("<h2>Mission overview</h2><p>Armstrong on July 20, 1969</p>")
    (tmp_path / "c").rename(tmp_path / odd[""])
    end(
        start("import", "csv", odd[".csv"], "-o", "drafts.yaml"),
        start("import", "chronology", odd[".txt"], "-o", os.fsdecode(b"\xfe.yaml")),
        start("verify", f"nasa-apollo-11={odd['.html']}", "--data", odd[""]),
        start("diff", odd[""], odd[""]),
        start("fmt", odd[""]),
        start("add", "place", "Minsk", "--yes", "--data", odd[""], "--file", f"{odd['']}/{odd['']}.yaml"),
        statuses=(0, 1),  # not all the evidence is in the copy
    )
    assert "�" in (tmp_path / "drafts.yaml").read_text(encoding="utf-8")
    assert "Talks" in (tmp_path / os.fsdecode(b"\xfe.yaml")).read_text(encoding="utf-8")
    (said,) = end(start("import", "csv", os.fsdecode(b"\xfd")), statuses=(2,))
    assert said.startswith("sinoru: Cannot read <U+DCFD>: no such file or folder.")
    (said,) = end(start("verify", os.fsdecode(b"\xfd=\xff.html"), "--data", odd[""]), statuses=(1, 2))
    assert said.startswith("sinoru: No source '�' in this corpus.")
    (said,) = end(start("config", "set", "data", os.fsdecode(b"\xff")), statuses=(2,))
    assert "a config file is text in UTF-8. For such a path, set SINORU_DATA." in said


def test_an_id_that_a_later_file_has_is_no_id_for_an_edited_record(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The duplicate is a fault of the later file, and so is a reference to a record that is renamed."""
    run("init", str(tmp_path / "c"))
    later = tmp_path / "c" / "z.yaml"
    later.write_text("places: [{id: zond, name: Z, part_of: nasa}]\n", encoding="utf-8")
    before = (tmp_path / "c" / "people.yaml").read_text(encoding="utf-8")
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "s/id: nasa$/id: zond/" "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    ran = run("edit", "nasa", data=str(tmp_path / "c"))
    assert (ran.status, "E201 duplicate id 'zond'" in ran.err, "E202" in ran.err) == (1, True, True), ran
    assert (tmp_path / "c" / "people.yaml").read_text(encoding="utf-8") == before


def test_who_adds_to_a_folder_of_a_corpus_waits_for_the_whole_and_takes_no_id_of_it(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path / "c"))
    below = tmp_path / "c" / "below"
    below.mkdir()
    (below / "p.yaml").write_text("people:\n  - {id: zond, name: Z}\n", encoding="utf-8")
    monkeypatch.setattr("sinoru.files.PATIENCE", 0.1)
    add = ("add", "person", "Nasa", "--yes")
    held = subprocess.Popen(
        [sys.executable, "-c", LOCKS, str(tmp_path / "c")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert held.stdout
        held.stdout.readline()
        ran = run(*add, data=str(below))
        assert (ran.status, "another program is writing to this folder" in ran.err) == (2, True), ran
    finally:
        held.communicate()
    ran = run(*add, data=str(below))
    assert (ran.status, "Added nasa-2 to" in ran.err) == (0, True), ran
    assert "nasa-2" in "".join(path.read_text(encoding="utf-8") for path in below.iterdir())


LOCKS = """
import sys
from sinoru.files import folder_lock
with folder_lock(sys.argv[1]):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_an_import_into_a_corpus_takes_no_id_that_came_up_meanwhile(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path / "c"))
    table = tmp_path / "talks.csv"
    table.write_text("date,title\n1999,Talks\n1999,Visit\n", encoding="utf-8")
    theirs = tmp_path / "c" / "theirs.yaml"

    def meanwhile() -> None:
        theirs.write_text("places: [{id: talks-1999, name: A}, {id: talks, name: B}]\n", encoding="utf-8")

    monkeypatch.setattr("sinoru.cli.commands.import_.whole_corpora", after(meanwhile, whole_corpora))
    ran = run("import", "csv", str(table), "-o", str(tmp_path / "c" / "drafts.yaml"))
    assert ran.status == 0, ran
    text = (tmp_path / "c" / "drafts.yaml").read_text(encoding="utf-8")
    assert [line.split("id: ")[1] for line in text.splitlines() if "- id: " in line] == [
        "talks-2",
        "talks-1999-2",
        "visit-1999",
    ]
    assert text.count("source: talks-2") == 2
    assert run("check", str(tmp_path / "c")).status == 0


def after(first: Callable[[], None], real: Callable[..., object]) -> Callable[..., object]:
    """Return a function that is called after another."""

    def both(*given: object) -> object:
        first()
        return real(*given)

    return both
