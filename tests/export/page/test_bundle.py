"""The front end is what its sources make, and says whose work is in it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from sinoru.export.page import page

ROOT = Path(__file__).parents[3]
WEB = ROOT / "web"


def sums(folder: Path, names: list[str]) -> dict[str, str]:
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_the_bundle_was_made_of_these_sources() -> None:
    recorded = json.loads(page.read("sums.json"))
    own = sorted(path.relative_to(WEB).as_posix() for path in (WEB / "src").iterdir())
    names = ["build.mjs", "package.json", "package-lock.json", *own]
    assert recorded["inputs"] == sums(WEB, names), "run `make page`"
    assert recorded["outputs"] == sums(Path(page.FOLDER), list(recorded["outputs"])), "never edit the bundle"


def test_every_package_is_pinned_by_its_sum_and_by_no_private_address() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert package.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        )
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


@pytest.mark.parametrize("package", ["vis-timeline", "minisearch", "d3-force", "moment", "@egjs/hammerjs"])
def test_licences_of_what_is_bundled_come_with_it(package: str) -> None:
    licences = page.read("LICENCES.txt")
    assert re.search(rf"^{re.escape(package)} \d+\.\d+\.\d+ \(", licences, re.MULTILINE)


def test_the_bundle_cannot_end_its_element() -> None:
    assert "</script" not in page.read("page.js").lower()
    assert "</style" not in page.read("page.css").lower()
