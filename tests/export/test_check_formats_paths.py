"""Where an error is, as code scanning and GitHub Actions take it from a Windows machine too."""

from __future__ import annotations

import json

import pytest

from sinoru.check.finding import Checked
from sinoru.export.check_formats import export_github, export_sarif
from sinoru.model.records import Diagnostic


def checked(path: str) -> Checked:
    return Checked((Diagnostic("E202", "no place has the id 'x'", path, 4, 17),), 1, 1, {})


def uri(path: str) -> str:
    (run,) = json.loads("".join(export_sarif(checked(path))))["runs"]
    (result,) = run["results"]
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"my-corpus\people.yaml", "my-corpus/people.yaml"),
        (r"my corpus\Über.yaml", "my%20corpus/%C3%9Cber.yaml"),
        (r"C:\my corpus\people.yaml", "file:///C:/my%20corpus/people.yaml"),
        (r"\\server\share\people.yaml", "file://server/share/people.yaml"),
    ],
)
def test_a_path_of_windows_is_a_uri(path: str, expected: str) -> None:
    assert uri(path) == expected


@pytest.mark.usefixtures("windows")
def test_github_gets_slashes() -> None:
    assert "file=my-corpus/people.yaml," in "".join(export_github(checked(r"my-corpus\people.yaml")))


def test_elsewhere_a_backslash_is_part_of_a_name() -> None:
    assert uri("a\\b.yaml") == "a%5Cb.yaml"
    assert uri("/corpus/people.yaml") == "file:///corpus/people.yaml"
