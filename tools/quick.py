"""Check what was changed since the last commit, in a second or two: `make quick`.

Runs side by side: ruff over the changed files, the layers and circles of imports, mypy through its daemon (the first
run starts the daemon and takes as long as mypy does), and the tests nearest to each change: those named after it,
then those in the same folder that import it. Tests that are not reached in two seconds are skipped, and counted;
`make test` runs everything.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SECONDS = 2.0
"""Time for tests; those that are not reached by then are skipped."""
MOST_TEST_FILES = 8
"""Test files that run; of a module that more of them import, those named after it come first."""


def changed_files() -> list[str]:
    """Return the Python files that differ from the last commit or are new, as paths below the root; sorted."""
    changed = _git("diff", "--name-only", "--diff-filter=d", "HEAD", "--", "*.py")
    new = _git("ls-files", "--others", "--exclude-standard", "--", "*.py")
    return sorted({*changed, *new})


def nearest_tests(changed: list[str], tests: dict[str, str]) -> list[str]:
    """Return the test files to run for changed files, nearest first; `tests`: the text of each test file by path."""
    ranked: dict[str, int] = {}
    for path in changed:
        if path in tests:
            ranked[path] = 0
        elif path.startswith(("src/", "tools/")):
            for test, distance in _tests_of(path, tests):
                ranked[test] = min(distance, ranked.get(test, distance))
    return sorted(ranked, key=lambda test: (ranked[test], test))[:MOST_TEST_FILES]


def _tests_of(path: str, tests: dict[str, str]) -> list[tuple[str, int]]:
    """Return the tests of a module, each with its distance: 1 named after it, 2 importing it from the same folder.

    Where there is neither, those of that name in other folders (3): `query/who` is tested by its command.
    """
    *folders, name = path.removeprefix("src/").removesuffix(".py").split("/")
    names = folders if name == "__init__" else [*folders, name]
    package, module = ".".join(names[:-1]), names[-1]
    imports = re.compile(rf"\b{package}\.{module}\b|from {package} import [^\n]*\b{module}\b")
    folder = "/".join(["tests", *(folders[1:] if folders[0] == "sinoru" else folders)])
    named = f"test_{module.rstrip('_')}"
    found = []
    for test, text in tests.items():
        if test.startswith(f"{folder}/{named}"):
            found.append((test, 1))
        elif test.startswith(f"{folder}/") and imports.search(text):
            found.append((test, 2))
    return found or [(test, 3) for test in tests if test.endswith(f"/{named}.py")]


class TimeLimit:
    """A plugin of pytest that skips the tests which are not reached within SECONDS of the first."""

    def __init__(self) -> None:
        self.latest = float("inf")

    def pytest_collection_finish(self) -> None:
        """Start the clock when all tests are found."""
        self.latest = time.monotonic() + SECONDS

    def pytest_runtest_setup(self) -> None:
        """Skip a test that comes too late."""
        if time.monotonic() > self.latest:
            import pytest

            pytest.skip(f"not reached in {SECONDS:.0f} s")


def pytest_configure(config: pytest.Config) -> None:
    """Register the time limit: pytest loads this file as a plugin."""
    config.pluginmanager.register(TimeLimit())


def main() -> int:
    """Run the checks side by side and print what failed; return 1 if any did."""
    began = time.monotonic()
    changed = changed_files()
    texts = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("test_*.py")
    }
    tests = nearest_tests(changed, texts)
    commands = {"layers": [BIN / "lint-imports", "--no-logo"], "types": [BIN / "dmypy", "run"]}
    if changed:
        commands["lint"] = [BIN / "ruff", "check", "--quiet", *changed]
    if tests:
        options = ["-q", "--no-header", "-p", "tools.quick", "-r", "fE"]
        commands["tests"] = [BIN / "python", "-m", "pytest", *options, *tests]
    running = {
        name: subprocess.Popen(  # noqa: S603  our own tools
            [str(word) for word in command],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for name, command in commands.items()
    }
    outputs = {name: process.communicate()[0] for name, process in running.items()}
    failed = [name for name, process in running.items() if process.returncode]
    for name in failed:
        print(f"--- {name}\n{outputs[name]}")
    if tests and "tests" not in failed:
        print(f"tests: {outputs['tests'].strip().rpartition(chr(10))[2]}")
    verdict = f"failed: {', '.join(failed)}" if failed else f"passed: {', '.join(commands)}"
    print(
        f"{verdict}; {len(changed)} changed files, {len(tests)} test files, {time.monotonic() - began:.1f} s"
    )
    return 1 if failed else 0


def _git(*arguments: str) -> list[str]:
    run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return run.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
