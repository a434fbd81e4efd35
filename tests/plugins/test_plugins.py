"""A small distribution, made of the examples in docs/plugins.md, driven from the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
TAKEN = {"exporters": "csv", "importers": "csv", "rules": "E201"}
CORPUS = "events:\n  - {id: call, date: 1999-05-10, title: HOTLINE CALL}\n"


class Site:
    """A folder of installed distributions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        package = folder / "sinoru_headlines"
        package.mkdir()
        for path, text in re.findall(r"```python\n# sinoru_headlines/(\S+)\n(.*?)```", DOCS, re.DOTALL):
            (package / path).write_text(text, encoding="utf-8")
        points = re.sub(r'project\.entry-points\."(.*?)"', r"\1", DOCS.split("```toml\n")[1].split("```")[0])
        self.install("sinoru-headlines", points.replace('"', ""))
        (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")

    def install(self, name: str, points: str) -> None:
        info = self.folder / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(points)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        settings = {"PYTHONPATH": str(self.folder), "SINORU_CACHE": str(self.folder / "cache")}
        return subprocess.run(
            [sys.executable, "-m", "sinoru", *arguments, "--data", str(self.folder / "corpus.yaml")],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_what_one_plugin_exports_another_imports(site: Site) -> None:
    target = site.folder / "out.txt"
    assert site.run("export", "headlines", "-o", str(target)).returncode == 0
    assert target.read_text() == "1999-05-10 | HOTLINE CALL\n"
    ran = site.run("import", "headlines", str(target))
    assert ran.returncode == 0, ran.stderr
    assert "date: 1999-05-10" in ran.stdout


def test_a_rule_warns_and_explains_itself(site: Site) -> None:
    ran = site.run("check")
    assert "W901" in ran.stdout
    assert "the title of 'call' is in capitals" in ran.stdout
    assert "A title is in capitals." in site.run("check", "--explain", "W901").stdout
    assert "W901" in site.run("check", "--format", "sarif").stdout


@pytest.mark.parametrize(
    ("group", "name", "target", "arguments", "why"),
    [
        ("exporters", "bad", "nosuchmodule", ["export", "bad"], "ModuleNotFoundError"),
        ("exporters", "bad", "string", ["export", "bad"], "no function export or write"),
        ("exporters", "headlines", "string", ["export", "headlines"], "has one with the same name"),
        ("importers", "bad", "string", ["import", "bad", "-"], "no function read_rows"),
    ],
)
def test_a_broken_plugin_is_named_with_its_distribution(
    site: Site, group: str, name: str, target: str, arguments: list[str], why: str
) -> None:
    site.install("zz-broken", f"[sinoru.{group}]\n{name} = {target}\n")
    ran = site.run(*arguments)
    assert ran.returncode == 2
    assert f"sinoru: The {group[:-1]} '{name}' of zz-broken 1.0 cannot be used: " in ran.stderr
    assert why in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(("code", "target"), [("W902", "nosuch"), ("odd", "string")])
def test_check_goes_on_without_a_broken_rule(site: Site, code: str, target: str) -> None:
    site.install("zz-broken", f"[sinoru.rules]\n{code} = {target}\n")
    ran = site.run("check")
    assert "W901" in ran.stdout
    assert f"The rule '{code}' of zz-broken 1.0 cannot be used: " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_nothing_of_ours_gives_way_to_a_plugin(site: Site) -> None:
    """What a script gets from `export csv` must not depend on what else is installed."""
    table = site.folder / "in.csv"
    table.write_text("date,title\n1999-05-10,Call\n")
    asked = [["export", "csv"], ["import", "csv", str(table)], ["check", "--explain", "E201"]]
    before = [site.run(*arguments).stdout for arguments in asked]
    points = (f"[sinoru.{group}]\n{name} = string\n" for group, name in TAKEN.items())
    site.install("zz-taken", "".join(points))
    after = [site.run(*arguments) for arguments in asked]
    assert [(ran.stdout, ran.returncode) for ran in after] == [(text, 0) for text in before]
    told = [*after[:2], site.run("check")]
    for ran, (group, name) in zip(told, TAKEN.items(), strict=True):
        kind = group[:-1]
        why = f"The {kind} '{name}' of zz-taken 1.0 is not used: sinoru has its own {kind} of that name."
        assert ran.stderr.count(why) == 1


def test_a_rule_that_fails_is_told_of(site: Site) -> None:
    (site.folder / "fails.py").write_text(
        "CODE, SUMMARY = 'W902', 'x'\ndef check(corpus):\n    yield 1 / 0\n"
    )
    site.install("zz-broken", "[sinoru.rules]\nW902 = fails\n")
    assert "of zz-broken 1.0 cannot be used: ZeroDivisionError" in site.run("check").stderr


def test_an_exporter_that_fails_leaves_no_file(site: Site) -> None:
    (site.folder / "fails.py").write_text("def export(selection):\n    yield 'a'\n    raise KeyError('x')\n")
    site.install("zz-broken", "[sinoru.exporters]\nfails = fails\n")
    target = site.folder / "out.txt"
    ran = site.run("export", "fails", "-o", str(target))
    assert (ran.returncode, target.exists()) == (2, False)
    assert ran.stderr.startswith("sinoru: The exporter 'fails' of zz-broken 1.0 cannot be used: KeyError")
    assert "Traceback" not in ran.stderr


def test_an_importer_that_gives_no_dates_is_told_of(site: Site) -> None:
    path = site.folder / "in.txt"
    path.write_text("one day | Something\n")
    ran = site.run("import", "headlines", str(path))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "The importer 'headlines' of sinoru-headlines 1.0 cannot be used: " in ran.stderr


def test_kinds_of_plugins_are_listed_with_ours(site: Site) -> None:
    assert "html, headlines." in site.run("export", "nosuch").stderr
    assert "timelinejs, headlines" in site.run("import", "nosuch", "-").stderr
