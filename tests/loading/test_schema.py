"""The schema takes what the loader takes, refuses what it refuses, and explains every key."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sinoru.loading.schema import LIST_WORDS, corpus_schema

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "schema" / "corpus.schema.json"
CASES = ROOT / "tests" / "cases" / "check"
UNLIKE = ("documents", "scalars")
"""Good cases that another parser reads otherwise: several documents in a file, `~` as a text."""
OF_SHAPE = sorted(
    path
    for path in (CASES / "bad").glob("*.yaml")
    if path.stem.endswith("wrong-types")
    or path.stem in ("unknown-keys", "unknown-list", "missing-keys", "ids-impossible")
)


def validate(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(PUBLISHED), "-o", "json"]
    return subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)


def test_the_published_schema_is_current(pytestconfig: pytest.Config) -> None:
    text = json.dumps(corpus_schema(), indent=2, ensure_ascii=False) + "\n"
    if pytestconfig.getoption("--update-golden"):
        PUBLISHED.write_text(text, encoding="utf-8")
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == corpus_schema()


def test_the_schema_is_one() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(PUBLISHED)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_shipped_corpus_is_valid() -> None:
    ran = validate(*sorted((ROOT / "data").glob("*.yaml")))
    assert (ran.returncode, json.loads(ran.stdout)["errors"]) == (0, [])


def test_the_shipped_files_name_the_schema() -> None:
    for path in (ROOT / "data").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name, _, target = first.partition("$schema=")
        assert name == "# yaml-language-server: "
        assert (path.parent / target).resolve() == PUBLISHED


def test_what_loads_is_valid() -> None:
    paths = [path for path in sorted((CASES / "good").glob("*.yaml")) if path.stem not in UNLIKE]
    ran = validate(*paths)
    assert (ran.returncode, json.loads(ran.stdout)["errors"]) == (0, [])


@pytest.mark.parametrize("path", OF_SHAPE, ids=lambda path: path.stem)
def test_what_does_not_load_is_invalid(path: Path) -> None:
    ran = validate(path)
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["errors"]


@pytest.mark.parametrize(
    "date",
    ["soon", "8 May 1999", "1999-13", "1999-02-30", "1999/05/08", "08.05.1999", "19990508", "1999-5-8", "..", "X",
     "1999-05-08/1999-05-09/1999-05-10", "~1999", "'99'", "[1999, 2000]", "12.5"],
)  # fmt: skip
def test_nonsense_is_not_a_date(date: str, tmp_path: Path) -> None:
    path = tmp_path / "event.yaml"
    path.write_text(f"events:\n  - {{id: a, title: A, date: {date}}}\n", encoding="utf-8")
    assert validate(path).returncode == 1


def test_dates_of_all_forms_are_valid(tmp_path: Path) -> None:
    forms = (
        "1999 -0044 0000 199X 19XX Y12000 1999-05 1999-22 1999-33 1999-XX 1999-05-XX 1999-05-08 XXXX-05-08 1994~"
        " 1994? 1999-05-08%"
        " 1999-05-22/1999-05-29 1999-05/.. ../1999 1999/ /1999 1994~/1999? 1999-05-08T05:45:00+08:00"
    ).split()
    events = "".join(f"  - {{id: e-{number}, title: A, date: {form}}}\n" for number, form in enumerate(forms))
    path = tmp_path / "events.yaml"
    path.write_text(f"events:\n{events}", encoding="utf-8")
    ran = validate(path)
    assert (ran.returncode, json.loads(ran.stdout)["errors"]) == (0, [])


def test_editors_show_forms_instead_of_the_pattern() -> None:
    born = corpus_schema()["$defs"]["Person"]["properties"]["born"]
    assert born["patternErrorMessage"].startswith("Use a form such as 1999, 1999-05, 1999-05-08")


def test_only_the_end_of_an_office_may_be_open(tmp_path: Path) -> None:
    office, event = tmp_path / "office.yaml", tmp_path / "event.yaml"
    office.write_text(
        "people:\n  - {id: a, name: A, offices: [{title: T, from: 1999, to: ..}]}\n", encoding="utf-8"
    )
    event.write_text("events:\n  - {id: a, title: A, date: ..}\n", encoding="utf-8")
    assert validate(office).returncode == 0
    assert validate(event).returncode == 1
    assert "has not ended" in corpus_schema()["$defs"]["Office"]["properties"]["to"]["description"]


def test_every_key_is_explained() -> None:
    definitions: dict[str, Any] = corpus_schema()["$defs"]
    silent = [
        f"{name}.{key}"
        for name, one in definitions.items()
        for key, value in one["properties"].items()
        if not value["description"]
    ]
    assert silent == []
    assert set(LIST_WORDS) == set(corpus_schema()["properties"])


def test_a_date_may_reach_a_validator_as_a_number(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    event = {"id": "a", "title": 1999, "date": 1999, "evidence": [{"source": "s", "terms": [1999, True]}]}
    path.write_text(json.dumps({"events": [event]}), encoding="utf-8")
    assert validate(path).returncode == 0
