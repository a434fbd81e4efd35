"""What it costs to notice that files changed, and to catch up: `make bench-changes`.

100,000 events in 1,000 files, beside the same events in one. Writes its table into docs/performance.md.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from measuring import BIN, DOCS, Run, corpus_of, put_tables, run

from sinoru.index.open import DOUBT_NS

ROUNDS = 11
EVENTS, FILES = 100_000, 1_000
LOOK_UP = ["who", "person-7", "--format", "json"]


def look_up(folder: Path) -> Run:
    """Ask one question of the corpus in a folder of corpus_of."""
    os.environ["SINORU_CACHE"] = str(folder / "cache")
    return run([str(BIN / "sinoru"), *LOOK_UP, "--data", str(folder / "corpus")])


def medians(runs: Sequence[Run]) -> str:
    """Return the middle of the CPU and wall times, in milliseconds, as cells of a table."""
    cpu, wall, _ = (statistics.median(column) for column in zip(*runs, strict=True))
    return f"{cpu * 1000:.0f} | {wall * 1000:.0f}"


def change(path: Path) -> None:
    """Change a word of the first event."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", "title: again ", 1), encoding="utf-8")


def touch(path: Path) -> None:
    """Make a file younger that stays what it is."""
    path.touch()


def after(folder: Path, do: Callable[[Path], None], files: Sequence[Path]) -> Run:
    """Do something to files, then ask. Wait after it: what is so young is read again at each question."""
    for file in files:
        do(file)
    asked = look_up(folder)
    time.sleep(DOUBT_NS / 1e9 + 1)
    look_up(folder)
    return asked


def measure() -> list[str]:
    """Return the lines of the table."""
    whole, parts = (corpus_of(EVENTS, files) for files in (1, FILES))
    for folder in (whole, parts):
        look_up(folder)
    files = sorted((parts / "corpus").glob("events-*.yaml"))
    asked: dict[str, Callable[[], Run]] = {
        "python -c pass": lambda: run([sys.executable, "-c", "pass"]),
        "nothing changed, 1 file": lambda: look_up(whole),
        f"nothing changed, {FILES:,} files": lambda: look_up(parts),
        "1 file changed": lambda: after(parts, change, files[:1]),
        f"all {FILES:,} files touched": lambda: after(parts, touch, files),
    }
    runs = [[ask() for ask in asked.values()] for _ in range(ROUNDS)]
    rows = zip(asked, zip(*runs, strict=True), strict=True)
    lines = ["| a look-up after | CPU ms | wall ms |", "| --- | ---: | ---: |"]
    return [*lines, *(f"| {name} | {medians(of_name)} |" for name, of_name in rows)]


def main() -> None:
    """Measure and put the table into the page."""
    head = f"{EVENTS:,} events, median of {ROUNDS}. Load when it began: {os.getloadavg()[0]:.1f}.\n"
    lines = [head, *measure()]
    print("\n".join(lines))
    put_tables(DOCS / "performance.md", lines, "changes")


if __name__ == "__main__":
    main()
