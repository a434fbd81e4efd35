"""The hook that other repositories use: the files that pre-commit hands to it, and what it does with them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sinoru.check.runner import belongs_to_corpus

ROOT = Path(__file__).parents[2]
WRONG = "people:\n  - {id: a, name: A, birthplace: nowhere}\n"
FILES = {
    "history/corpus.yaml": "corpus: {title: A chronology}\n",
    "history/people.yaml": "people: []\n",
    "history/deep/er/people.yaml": "people: []\n",
    "untitled/events.yml": "events: []\n",
    "docker-compose.yml": "services:\n  web: {image: nginx}\n",
    ".github/workflows/test.yml": "on: push\njobs: {}\n",
    "charts/values.yaml": "replicas: 2\n",
    "notes.txt": "people: []\n",
}


def hook() -> dict[str, Any]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    hooks: list[dict[str, Any]] = yaml.safe_load(text)
    (one,) = hooks
    return one


def hook_run(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook as pre-commit does: on the files of the repository that its types and patterns let through."""
    one = hook()
    program, *arguments = one["entry"].split()
    assert (program, one["types"]) == ("sinoru", ["yaml"])
    listed = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    given = [
        path for path in listed if path.endswith((".yaml", ".yml")) and not re.search(one["exclude"], path)
    ]
    command = [sys.executable, "-m", program, *arguments, *given]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a corpus and all kinds of YAML besides."""
    folder = tmp_path / "repository"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".git").mkdir(exist_ok=True)
    return folder


def test_a_hook_has_what_pre_commit_needs() -> None:
    assert {"id", "name", "description", "entry", "language"} <= hook().keys()
    assert hook()["require_serial"]  # several runs at once would each read the complete corpus


def test_only_the_files_of_a_corpus_are_checked(repository: Path) -> None:
    ran = hook_run(repository)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == (
        "sinoru: Skipped 2 files outside any corpus.\nsinoru: No errors. Checked 0 records in 4 files.\n"
    )


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(("history/", "untitled/"))])
def test_an_error_stops_the_commit(name: str, repository: Path) -> None:
    (repository / name).write_text(WRONG, encoding="utf-8")
    ran = hook_run(repository)
    assert ran.returncode == 1
    assert f"--> {name}:2:" in ran.stdout
    assert "no place has the id 'nowhere'" in ran.stdout


def test_a_file_that_cannot_be_read_as_yaml_stops_it_too(repository: Path) -> None:
    (repository / "history" / "people.yaml").write_text("people: [\n", encoding="utf-8")
    assert hook_run(repository).returncode == 1


def test_a_commit_without_a_corpus_passes(tmp_path: Path) -> None:
    (tmp_path / "docker-compose.yml").write_text("services: {}\n", encoding="utf-8")
    ran = hook_run(tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Skipped 1 file outside any corpus." in ran.stderr


def test_pre_commit_itself_runs_the_hook(repository: Path) -> None:
    pytest.importorskip("pre_commit")
    local = {**hook(), "language": "system", "entry": f"{sys.executable} -m {hook()['entry']}"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (repository / ".git").rmdir()

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)

    run("git", "init", "--quiet")
    run("git", "add", "--all")
    check = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose")
    passed = run(*check)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Checked 0 records in 4 files." in passed.stdout
    (repository / "history" / "people.yaml").write_text(WRONG, encoding="utf-8")
    failed = run(*check)
    assert failed.returncode == 1
    assert "history/people.yaml:2:" in failed.stdout


OURS = {
    "empty lists": "events: []\npeople:\n",
    "a record": "people:\n- id: a\n  name: A\n",
    "a record after an incomplete one": "people:\n  - name: B\n  - {id: a, name: A}\n",
    "a record beside an unknown key": "evnets: []\nversion: 2\npeople: [{id: a, name: A}]\n",
    "a byte order mark": "\ufeffevents: []\n",
    "a record before a syntax error": "people:\n  - {id: a, name: A}\n  - [\n",
    "a syntax error in the first record": "people:\n  - id: a\n    name: [A\n",
    "a title": "version: 1\ncorpus:\n  titel: A chronology\n",
    "our schema": "# yaml-language-server: $schema=../corpus.schema.json\nversion: 1\n",
}
FOREIGN = {
    "a chart": "apiVersion: v2\nname: web\nversion: 1.0.0\nsources:\n  - https://example.org/web\n",
    "a chart without its other keys": "sources:\n  - https://example.org/web\n",
    "sources of dbt": "version: 2\nsources:\n  - name: raw\n    tables:\n      - {name: orders, id: 5}\n",
    "sources alone": "sources: [{name: raw}]\n",
    "functions": "service: web\nfunctions:\n  hello:\n    events: [{http: GET /}]\nevents: []\n",
    "a number": "people: 5\n",
    "a mapping": "places: {id: a}\n",
    "a syntax error": "apiVersion: v2\nsources:\n  - {{ .Values.source }}\n",
    "another schema": "# yaml-language-server: $schema=my-corpus.schema.json\nversion: 1\n",
    "the name of a corpus": "corpus: brown\nevents: 3\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", OURS.values(), ids=OURS)
def test_a_file_outside_a_corpus_is_checked_for_its_records(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert belongs_to_corpus(str(path))


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_list_of_another_program_is_not_taken_for_one_of_a_corpus(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert not belongs_to_corpus(str(path))
    path.rename(tmp_path / "b.yaml")
    (tmp_path / "corpus.yaml").write_text("corpus: {title: A}\n", encoding="utf-8")
    assert belongs_to_corpus(str(tmp_path / "b.yaml"))
