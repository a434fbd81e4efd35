from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.sbom import front_end, with_front_end

LOCK = json.loads((Path(__file__).parents[2] / "web" / "package-lock.json").read_text(encoding="utf-8"))


def test_every_package_of_the_bundle_is_listed_with_its_hash() -> None:
    found = {(one.get("group", ""), one["name"]): one for one in front_end(LOCK)}
    assert {("", "d3-force"), ("", "minisearch"), ("", "vis-timeline")} <= set(found)
    assert ("", "esbuild") not in found
    assert found["", "minisearch"]["purl"] == "pkg:npm/minisearch@7.2.0"
    assert all(len(one["hashes"][0]["content"]) == 128 for one in found.values())


def test_a_scope_is_part_of_the_address() -> None:
    lock = {"packages": {"": {}, "node_modules/@a/b": {"version": "1.0.0", "integrity": "sha512-AAAA"}}}
    assert front_end(lock)[0]["purl"] == "pkg:npm/%40a/b@1.0.0"


def test_the_program_needs_its_front_end() -> None:
    bom: dict[str, Any] = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"name": "rich"}],
        "dependencies": [{"ref": "root", "dependsOn": ["rich"]}],
    }
    whole = with_front_end(bom, LOCK)
    assert whole["components"][0] == {"name": "rich"}
    assert {"rich", "pkg:npm/minisearch@7.2.0"} <= set(whole["dependencies"][0]["dependsOn"])
