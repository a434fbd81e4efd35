"""What all tests share: expected output kept as text files that a reviewer can read, and indexes in memory."""

from __future__ import annotations

import ntpath
import signal
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# A law that holds slowly on a busy machine still holds.
settings.register_profile("sinoru", deadline=None)
settings.load_profile("sinoru")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what is printed now as the expected output"
    )


def pytest_configure(config: pytest.Config) -> None:
    # Since Python 3.13 a connection warns that it was not closed. Look-ups leave theirs to the end of the process.
    config.addinivalue_line("filterwarnings", "ignore:unclosed database in:ResourceWarning")
    # Since Python 3.14, when an oracle of the tests is imported.
    config.addinivalue_line("filterwarnings", "ignore:codecs.open:DeprecationWarning:pypinyin")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run only the tests that keep expected output, when that is to be written: wherever they are, all of them."""
    if config.getoption("--update-golden"):
        writers = {"golden", "pytestconfig"}
        items[:] = [item for item in items if not writers.isdisjoint(getattr(item, "fixturenames", ()))]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code take this system for Windows, paths included."""
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("os.path", ntpath)
    monkeypatch.setattr("os.sep", "\\")


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let Ctrl-C reach what is started: tests in the background of a script have it ignored, and hand that on."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold text against `golden/<name>.txt` beside the test, or rewrite that file on `--update-golden`."""
    folder = request.path.parent / "golden"
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        path = folder / f"{name}.txt"
        text = text if text.endswith("\n") else f"{text}\n"
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists():
            pytest.fail(f"{path} is missing: run pytest with --update-golden and read what it wrote")
        elif (expected := path.read_text(encoding="utf-8")) != text:
            pytest.fail(_difference(path, expected, text), pytrace=False)

    return compare


def _difference(path: Path, expected: str, text: str) -> str:
    lines = unified_diff(expected.splitlines(), text.splitlines(), str(path), "printed now", lineterm="")
    return "\n".join(("output differs (--update-golden accepts it)", *lines))


@pytest.fixture
def index_of(tmp_path: Path) -> Iterator[Callable[[str], SqliteIndex]]:
    """Index the text of a corpus file, which has to be sound."""
    opened: list[SqliteIndex] = []

    def index(text: str) -> SqliteIndex:
        folder = tmp_path / f"corpus-{len(opened)}"
        folder.mkdir()
        (folder / "corpus.yaml").write_text(text, encoding="utf-8")
        opened.append(SqliteIndex(build_in_memory(find_corpus_files([str(folder)]), no_progress)))
        faults = opened[-1].diagnostics()
        assert not faults, "\n".join(map(str, faults))
        return opened[-1]

    yield index
    for one in opened:
        one.close()


MEASURED = ("names found", "questions answered", "dates imported")
"""What tests measure and every run tells."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded about the share of names found, also when all of them pass."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name in MEASURED:
                    terminalreporter.write_line(f"{name}: {value}")
