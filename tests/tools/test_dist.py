"""Archives that are built twice, what must be in them, and what the build adds."""

from __future__ import annotations

import os
import tarfile
import tomllib
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sinoru.index.build import build_index
from sinoru.index.driver import connect_existing
from sinoru.loading.files import find_corpus_files
from tools import dist
from tools.check_dist import faults_of_sdist, faults_of_wheel

if TYPE_CHECKING:
    from pathlib import Path

hatch_build = pytest.importorskip("hatch_build", reason="hatchling builds it")
METADATA = "Metadata-Version: 2.4\nName: sinoru\nVersion: 1.0\nProvides-Extra: all\n"


def make_wheel(path: Path, *names: str, metadata: str = METADATA) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sinoru-1.0.dist-info/METADATA", metadata)
        for name in names:
            archive.writestr(name, "")
    return path


def test_what_is_missing_in_a_wheel_and_what_does_not_belong_there_is_named(tmp_path: Path) -> None:
    path = make_wheel(tmp_path / "sinoru-1.0-py3-none-any.whl", "sinoru/py.typed", "sinoru/tests/test_x.py")
    found = list(faults_of_wheel(path))
    assert "sinoru/tests/test_x.py is in it" in found
    assert r"no sinoru/data/index\.sqlite" in found
    assert r"no sinoru/py\.typed" not in found
    assert "0 licences, not 4" in found


def test_a_licence_that_is_named_must_be_there(tmp_path: Path) -> None:
    path = make_wheel(tmp_path / "sinoru-1.0-py3-none-any.whl", metadata=f"{METADATA}License-File: LICENSE\n")
    assert "no licence LICENSE" in list(faults_of_wheel(path))


def test_an_sdist_has_what_builds_the_image_and_runs_the_hook(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "sinoru-1.0.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("sinoru-1.0/Dockerfile"))
    found = list(faults_of_sdist(tmp_path / "sinoru-1.0.tar.gz"))
    assert {"no .dockerignore", "no .pre-commit-hooks.yaml"} <= set(found)
    assert "no Dockerfile" not in found
    project = tomllib.loads((dist.ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert {"Dockerfile", ".dockerignore", ".pre-commit-hooks.yaml"} <= set(included)


def test_the_file_that_differs_is_named(tmp_path: Path) -> None:
    first = make_wheel(tmp_path / "a.whl", "sinoru/a.py", "sinoru/b.py")
    second = make_wheel(tmp_path / "b.whl", "sinoru/a.py")
    assert dist.differences(first, first) == []
    assert dist.differences(first, second) == ["sinoru/b.py"]


@pytest.mark.parametrize(("repository", "lines"), [("", 2), ("https://git.example/a/sinoru", 1)])
def test_a_build_without_a_repository_says_what_it_leaves_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    repository: str,
    lines: int,
) -> None:
    wheel = make_wheel(tmp_path / "sinoru-1.0-py3-none-any.whl")
    monkeypatch.setattr(dist, "build", lambda _folder, **_changed: [wheel])
    monkeypatch.setenv("SINORU_REPOSITORY", repository)
    monkeypatch.setattr(dist, "ROOT", tmp_path)
    assert dist.main("dist") == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == lines
    assert ("no project URLs" in said[-1]) == (not repository)


def build_at(folder: Path, second: int) -> bytes:
    folder.mkdir(parents=True)
    for name, text in (
        ("a", "people: [{id: yeltsin, name: Boris Yeltsin}]\n"),
        ("b", "places: [{id: x, name: X}]\n"),
    ):
        (folder / f"{name}.yaml").write_text(text)
        os.utime(folder / f"{name}.yaml", (second, second))
    path = folder / "index.sqlite"
    build_index(str(path), find_corpus_files([str(folder)]), lambda _done, _total: None)
    hatch_build.forget_this_machine(str(path))
    return path.read_bytes()


def test_a_bundled_index_has_the_same_bytes_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    built = build_at(tmp_path / "here", 1_000_000_000)
    assert built == build_at(tmp_path / "elsewhere" / "and" / "later", 1_700_000_000)
    assert os.fsencode(tmp_path) not in built
    with closing(connect_existing(str(tmp_path / "here" / "index.sqlite"))) as connection:
        assert connection.execute("SELECT path FROM file ORDER BY number").fetchall() == [
            (b"a.yaml",),
            (b"b.yaml",),
        ]


def test_links_of_a_description_lead_to_the_repository() -> None:
    text = "![A](docs/a.svg) [B](docs/b.md#c) [C](https://x.example/y) [D](#here) [E](docs/e.png)"
    assert hatch_build.with_absolute_links(text, "https://r.example/s/blob/v1") == (
        "![A](https://r.example/s/raw/v1/docs/a.svg) [B](https://r.example/s/blob/v1/docs/b.md#c)"
        " [C](https://x.example/y) [D](#here) [E](https://r.example/s/raw/v1/docs/e.png)"
    )
