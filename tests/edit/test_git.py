"""Real git in repositories of strangers: whatever they configure, nothing of it runs and nothing is asked for."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.edit import git as git_module
from sinoru.edit.compare import compare, state_of
from sinoru.edit.git import NoSuchState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]

BEFORE, AFTER = "places: [{id: a, name: A}]\n", "places: [{id: a, name: B}]\n"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Return a function that runs git in the repository `repo`, without the settings of who runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    repo = tmp_path / "repo"
    repo.mkdir()

    def run(*words: str, folder: Path = repo) -> str:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "protocol.file.allow=always"]
        ran = subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)
        return ran.stdout.decode().strip()

    run("init", "-q", "-b", "main")
    (repo / "a.yaml").write_text(BEFORE)
    run("add", ".")
    run("commit", "-qm", "one")
    (repo / "a.yaml").write_text(AFTER)
    return run


@pytest.fixture
def trap(tmp_path: Path) -> Callable[[], bool]:
    """Make the program `trap`, which leaves a file, and return whether it ran."""
    ran = tmp_path / "ran"
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >>'{ran}'\nexit 1\n")
    program.chmod(0o755)
    return ran.exists


def changed(repo: Path, revision: str = "HEAD") -> list[str]:
    old, new = state_of(revision, str(repo)), state_of(str(repo), str(repo))
    return [change.id for change in compare((revision, old), (str(repo), new)).changes]


SETTINGS = [
    "core.fsmonitor", "core.sshCommand", "core.gitProxy", "core.pager", "core.editor", "core.askPass",
    "core.alternateRefsCommand", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.smudge",
    "filter.x.clean", "filter.x.process", "pager.ls-tree", "pager.cat-file", "gpg.program", "credential.helper",
    "remote.origin.uploadpack", "uploadpack.packObjectsHook", "alias.cat-file", "alias.rev-parse",
]  # fmt: skip


def test_no_program_of_the_configuration_runs(git: Git, trap: Callable[[], bool], tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    for name in SETTINGS:
        git("config", name, str(tmp_path / "trap"))
    git("config", "core.hooksPath", str(tmp_path / "hooks"))
    (tmp_path / "hooks").mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (tmp_path / "hooks" / hook).symlink_to(tmp_path / "trap")
    (repo / ".gitattributes").write_text("*.yaml diff=x filter=x\n")
    for revision in ("HEAD", "main", "git:HEAD", "HEAD:a.yaml"):
        assert changed(repo, revision) == ["a"]
    assert not trap()


@pytest.mark.parametrize(
    "url", ["{trap}", "ssh://x/y", "git://127.0.0.1:1/x", "http://127.0.0.1:1/x", "ext::{trap}", "local"]
)
def test_a_missing_object_is_fetched_by_nobody(
    url: str, git: Git, trap: Callable[[], bool], tmp_path: Path
) -> None:
    """A partial clone promises that a server has what is missing; its configuration says how to ask."""
    repo, server = tmp_path / "repo", tmp_path / "server"
    server.mkdir()
    git("clone", "-q", "--bare", str(repo), str(server / "x.git"), folder=tmp_path)
    git(
        "config",
        "remote.origin.url",
        str(server / "x.git") if url == "local" else url.format(trap=tmp_path / "trap"),
    )
    git("config", "remote.origin.promisor", "true")
    git("config", "remote.origin.partialclonefilter", "blob:none")
    git("config", "extensions.partialClone", "origin")
    git("config", "protocol.allow", "always")
    for name in ("remote.origin.uploadpack", "core.sshCommand", "core.gitProxy", "remote.origin.proxy"):
        git("config", name, str(tmp_path / "trap"))
    blob = git("rev-parse", "HEAD:a.yaml")
    (repo / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(
        NoSuchState, match="the repository lacks a file of this revision, as in a partial clone"
    ):
        state_of("HEAD", str(repo))
    assert not trap()
    assert not (repo / ".git" / "objects" / blob[:2] / blob[2:]).exists()


def test_variables_of_git_name_no_other_repository_and_no_program(
    git: Git, trap: Callable[[], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("commit", "-qam", "two")
    program = str(tmp_path / "trap")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    for name in (
        "GIT_SSH_COMMAND",
        "GIT_EXTERNAL_DIFF",
        "GIT_PAGER",
        "GIT_EDITOR",
        "GIT_ASKPASS",
        "GIT_PROXY_COMMAND",
    ):
        monkeypatch.setenv(name, program)
    monkeypatch.setenv("GIT_TRACE2", str(tmp_path / "trace"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert changed(tmp_path / "repo", "HEAD~1") == ["a"]
    assert not trap()
    assert not (tmp_path / "trace").exists()
    with pytest.raises(NoSuchState, match="not in a git repository"):
        state_of("HEAD", str(tmp_path))


@pytest.mark.usefixtures("git")
def test_git_in_the_working_folder_is_not_run(
    trap: Callable[[], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = tmp_path / "repo"
    (repo / "git").symlink_to(tmp_path / "trap")
    monkeypatch.chdir(repo)
    for path in (f".:{os.environ['PATH']}", f":{os.environ['PATH']}", f"../repo:{os.environ['PATH']}"):
        with monkeypatch.context() as patch:
            patch.setenv("PATH", path)
            assert changed(repo) == ["a"]
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(NoSuchState, match="git, which would find a revision, is not on PATH"):
        changed(repo)
    assert not trap()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give a folder away")
@pytest.mark.usefixtures("git")
def test_a_repository_of_another_user_is_not_read_until_it_is_trusted(tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    for folder, _, files in os.walk(repo):
        for name in (".", *files):
            os.chown(os.path.join(folder, name), 12345, 12345)
    with pytest.raises(NoSuchState) as raised:
        state_of("HEAD", str(repo))
    assert str(raised.value) == (
        "Cannot read HEAD: the git repository belongs to another user. If you trust that user, run:"
        f" git config --global --add safe.directory {repo}"
    )


def test_a_bare_repository_among_the_files_is_not_taken_for_the_one_around_them(
    git: Git, tmp_path: Path
) -> None:
    repo = tmp_path / "repo"
    git("clone", "-q", "--bare", str(repo), str(repo / "inner"), folder=tmp_path)
    (repo / "inner" / "a.yaml").write_text(AFTER)
    with pytest.raises(NoSuchState, match="cannot use bare repository"):
        state_of("HEAD", str(repo / "inner"))


def test_names_of_files_are_no_patterns(git: Git, tmp_path: Path) -> None:
    (tmp_path / "repo" / ":(glob)b*.yaml").write_text(BEFORE.replace("a", "b"))
    (tmp_path / "repo" / "line\nend.yaml").write_text(BEFORE.replace("a", "c"))
    git("add", ".")
    git("commit", "-qm", "two")
    assert [file.path for file in state_of("HEAD:", str(tmp_path / "repo"))] == [
        ":(glob)b*.yaml", "a.yaml", "line\nend.yaml",
    ]  # fmt: skip


def test_many_files_are_read_by_one_process(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        (tmp_path / "repo" / f"p{number}.yaml").write_text(f"places: [{{id: p{number}, name: P}}]\n")
    git("add", ".")
    git("commit", "-qm", "two")
    started: list[list[str]] = []
    start = subprocess.Popen

    def counted(words: list[str], **given: Any) -> subprocess.Popen[bytes]:
        started.append(words)
        return start(words, **given)

    monkeypatch.setattr("sinoru.edit.git.subprocess.Popen", counted)
    assert len(state_of("HEAD", str(tmp_path / "repo"))) == 51
    assert len(started) == 5


def plant(git: Git, tmp_path: Path, content: bytes, levels: int) -> str:
    """Return a commit of a folder of ten files, ten times over on each level, that takes a few objects."""
    (tmp_path / "planted").write_bytes(content)
    blob = git("hash-object", "-w", str(tmp_path / "planted"))
    entry = f"100644 blob {blob}"
    for level in range(levels + 1):
        listing = "".join(f"{entry}\t{number}{'' if level else '.yaml'}\n" for number in range(10))
        tree = subprocess.run(
            ["git", "-C", str(tmp_path / "repo"), "mktree"],
            input=listing.encode(),
            check=True,
            capture_output=True,
        ).stdout.decode()
        entry = f"040000 tree {tree.strip()}"
    return git("commit-tree", "-m", "many", tree.strip())


def test_folders_within_folders_many_times_over_are_not_listed_to_their_end(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_module, "MOST_ENTRIES", 5_000)
    many = plant(git, tmp_path, BEFORE.encode(), levels=30)
    with pytest.raises(NoSuchState, match="more than 5,000 files"):
        changed(tmp_path / "repo", many)
    monkeypatch.setattr(git_module, "MAX_FILES", 99)
    few = plant(git, tmp_path, BEFORE.encode(), levels=1)
    with pytest.raises(NoSuchState, match=r"more than 99 \*.yaml files"):
        changed(tmp_path / "repo", few)


def test_the_files_of_a_revision_are_measured_before_they_are_read(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = plant(git, tmp_path, b"#" + b" " * 1_000_000, levels=0)
    monkeypatch.setattr(git_module, "LARGEST", 9_000_000)
    with pytest.raises(NoSuchState, match=r"more than 9 MB of \*.yaml files"):
        changed(tmp_path / "repo", commit)
    monkeypatch.setattr(git_module, "LARGEST", 11_000_000)
    assert changed(tmp_path / "repo", commit) == ["a"]
