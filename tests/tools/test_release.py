"""A release: what must be in order before it, and where it goes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tools import release
from tools.release import NotReady

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository that is ready to be released, with archives built from it."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    root = tmp_path / "repository"
    (root / "src" / "sinoru").mkdir(parents=True)
    (root / "src" / "sinoru" / "__init__.py").write_text('__version__ = "0.9.0a1"\n')
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## 0.9.0a1 - 2026-01-02\n- One line.\n")
    (root / ".gitignore").write_text("dist/\n")
    (root / "dist").mkdir()
    for name in ("sinoru-0.9.0a1-py3-none-any.whl", "sinoru-0.9.0a1.tar.gz", "sbom.cdx.json"):
        (root / "dist" / name).write_text(name)
    release.git(root.parent, "init", "--quiet", str(root))
    commit(root)
    return root


def commit(root: Path) -> None:
    release.git(root, "add", "--all")
    release.git(root, "commit", "--quiet", "--allow-empty", "--message", "x")


def test_a_release_to_a_folder_is_copied_and_tagged_with_its_hashes(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    release.upload(repository, str(folder))
    assert sorted(path.name for path in folder.iterdir()) == [
        "sinoru-0.9.0a1-py3-none-any.whl",
        "sinoru-0.9.0a1.cdx.json",
        "sinoru-0.9.0a1.tar.gz",
    ]
    message = release.git(repository, "tag", "--list", "--format=%(contents)", "v0.9.0a1")
    assert message.startswith("sinoru 0.9.0a1\n")
    assert message.count("  sinoru-0.9.0a1") == 2
    release.upload(repository, str(folder))  # once more does no harm


def test_a_release_that_exists_is_not_replaced(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    release.upload(repository, str(folder))
    (repository / "dist" / "sinoru-0.9.0a1.tar.gz").write_text("other")
    with pytest.raises(NotReady, match="exists with other content"):
        release.upload(repository, str(folder))


def record_twine(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let twine do nothing, and return the list of its commands."""
    ran: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **options: object) -> object:
        if "twine" not in command:
            return real(command, **options)  # type: ignore[call-overload]
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return ran


@pytest.mark.parametrize(
    ("index", "option"), [("http://localhost:8080/", "--repository-url"), ("pypi", "--repository")]
)
def test_any_other_index_gets_it_from_twine(
    repository: Path, monkeypatch: pytest.MonkeyPatch, index: str, option: str
) -> None:
    monkeypatch.setattr(release, "files_on", lambda _address: {})
    ran = record_twine(monkeypatch)
    release.upload(repository, index)
    assert ran[0][2:6] == ["twine", "upload", option, index]
    assert release.git(repository, "tag") == "v0.9.0a1"


WHEEL = "sinoru-0.9.0a1-py3-none-any.whl"


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Serve pages on loopback; yield the address, and the pages by path, empty at first."""
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            elsewhere = page is not None and page.startswith(b"http://")
            self.send_response(404 if page is None else 302 if elsewhere else 200)
            if page and elsewhere:
                self.send_header("Location", page.decode())
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}/", pages
        served.shutdown()
        thread.join()


def link(name: str, content: str, algorithm: str = "sha256") -> bytes:
    digest = hashlib.new(algorithm, content.encode()).hexdigest()
    return f'<a href="/packages/{name}#{algorithm}={digest}">{name}</a>'.encode()


@pytest.mark.parametrize("algorithm", ["sha256", "md5", "none"])
def test_an_upload_that_stopped_half_way_is_completed(
    repository: Path, monkeypatch: pytest.MonkeyPatch, server: tuple[str, dict[str, bytes]], algorithm: str
) -> None:
    index, pages = server
    pages["/simple/sinoru/"] = (
        f'<a href="../../packages/{WHEEL}">x</a>'.encode()
        if algorithm == "none"
        else link(WHEEL, WHEEL, algorithm)
    )
    pages[f"/packages/{WHEEL}"] = WHEEL.encode()
    ran = record_twine(monkeypatch)
    release.upload(repository, index)
    assert [command[-1] for command in ran] == [str(repository / "dist" / "sinoru-0.9.0a1.tar.gz")]
    assert release.git(repository, "tag") == "v0.9.0a1"


@pytest.mark.parametrize("has_hash", [True, False])
def test_other_content_under_the_same_name_is_an_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch, server: tuple[str, dict[str, bytes]], *, has_hash: bool
) -> None:
    index, pages = server
    pages["/simple/sinoru/"] = (
        link(WHEEL, "other") if has_hash else f'<a href="/packages/{WHEEL}">x</a>'.encode()
    )
    pages[f"/packages/{WHEEL}"] = b"other"
    ran = record_twine(monkeypatch)
    with pytest.raises(NotReady, match=f"has {WHEEL} with other content"):
        release.upload(repository, index)
    assert (ran, release.git(repository, "tag")) == ([], "")


def test_an_index_that_leads_elsewhere_has_no_files(server: tuple[str, dict[str, bytes]]) -> None:
    index, pages = server
    pages["/simple/sinoru/"] = index.replace("127.0.0.1", "localhost").encode() + b"other/"
    pages["/other/"] = link(WHEEL, WHEEL)
    assert release.files_on(index) == {}
    assert release.files_on(f"{index}nowhere/") == {}


def test_what_an_index_refuses_is_not_tagged(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(NotReady, match="did not take the release"):
        release.upload(repository, "http://localhost:8080/")
    assert release.git(repository, "tag") == ""


def spoil_nothing(_root: Path) -> None:
    pass


def change_a_file(root: Path) -> None:
    (root / "new.py").write_text("")


def forget_the_changelog(root: Path) -> None:
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n")
    commit(root)


def commit_after_the_tag(root: Path) -> None:
    release.git(root, "tag", "v0.9.0a1")
    commit(root)


@pytest.mark.parametrize(
    ("spoil", "index", "said"),
    [
        (spoil_nothing, "", "No index given"),
        (change_a_file, "pypi", "The work tree has changes"),
        (forget_the_changelog, "pypi", "no heading '## 0.9.0a1'"),
        (commit_after_the_tag, "pypi", "The tag v0.9.0a1 is of another commit"),
    ],
)
def test_what_is_not_ready_is_refused_with_what_to_do(
    repository: Path, spoil: Callable[[Path], None], index: str, said: str
) -> None:
    spoil(repository)
    with pytest.raises(NotReady, match=said):
        release.check(repository, index)


@pytest.fixture
def pypirc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set a home folder with two indexes of its own; return its .pypirc."""
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / ".pypirc"
    path.write_text(
        "[distutils]\nindex-servers =\n  desk\n  empty\n[desk]\nrepository = https://desk.example/up\n"
    )
    return path


def test_an_index_is_an_address_a_folder_or_a_name(pypirc: Path) -> None:
    folder = pypirc.parent
    for index in ("https://a.example/", "http://localhost:8080/", "pypi", "desk", str(folder / "new")):
        release.require_index(index)
    release.require_index(f"{folder}/")
    assert release.addresses()["desk"] == "https://desk.example/up"
    pypirc.unlink()
    release.require_index("testpypi")


@pytest.mark.parametrize(
    ("index", "said"),
    [
        ("wheels", r"No index 'wheels' in ~/.pypirc. Use one of pypi, desk, an address, or a folder such as"),
        ("empty", "No index 'empty'"),
        ("testpypi", "No index 'testpypi'"),
        ("htp://a.example/", "'htp://a.example/' is not an address"),
        ("https:///simple", "'https:///simple' is not an address"),
        (
            "./no/such/folder",
            "'./no/such/folder' is not a folder, and cannot become one. Create no/such first",
        ),
        ("{home}/.pypirc", "is not a folder"),
    ],
)
def test_any_other_index_is_refused_before_the_tests_run(
    repository: Path, pypirc: Path, index: str, said: str
) -> None:
    with pytest.raises(NotReady, match=said):
        release.check(repository, index.format(home=pypirc.parent))


def test_a_damaged_pypirc_is_reported(repository: Path, pypirc: Path) -> None:
    pypirc.write_text("nothing\n")
    with pytest.raises(NotReady, match=r"Cannot read ~/\.pypirc"):
        release.check(repository, "desk")


def test_archives_of_another_version_are_not_uploaded(repository: Path) -> None:
    (repository / "dist" / "sinoru-0.9.0a1.tar.gz").rename(repository / "dist" / "sinoru-0.8.0.tar.gz")
    with pytest.raises(NotReady, match="Run make dist first"):
        release.upload(repository, "pypi")
