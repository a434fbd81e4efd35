"""What all benchmarks share: corpora that are made once, commands that are timed, tables in the documentation."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import generate

BIN = Path(sys.executable).parent
DOCS = Path(__file__).parents[1] / "docs"
FOLDER = Path(os.environ.get("SINORU_BENCH", Path(__file__).parent / "corpora"))


class Run(NamedTuple):
    """What one command took: CPU and wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run a command with its output thrown away."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024)


def run_watched(command: Sequence[str]) -> Run:
    """Run a command and watch the memory of all its processes, what they share counted once (Linux)."""
    began, before, most = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(proportional_memory, with_children(process.pid))))
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, time.perf_counter() - began, most)


def with_children(process: int) -> list[int]:
    """Return a process and all below it."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return [process]
    return [process, *(below for child in children for below in with_children(int(child)))]


def proportional_memory(process: int) -> float:
    """Return the memory of a process in MB, shared pages counted in part; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def corpus_of(size: int, files: int = 0) -> Path:
    """Return the folder of a size: `corpus`, made if it is not there, and `cache`, empty and used from now on.

    `files`: over how many the events are spread; 0: 20,000 in each.
    """
    folder = FOLDER / (f"{size}-in-{files}" if files else str(size))
    if not (folder / "corpus").exists():
        generate(size, folder / "corpus", files or max(1, size // 20_000))
    shutil.rmtree(folder / "cache", ignore_errors=True)
    os.environ["SINORU_CACHE"] = str(folder / "cache")
    return folder


def bytes_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.iterdir())


def put_tables(page: Path, lines: Iterable[str], mark: str = "table") -> None:
    """Put lines between the marks of a page."""
    begin, end = f"<!-- {mark}: begin -->\n", f"<!-- {mark}: end -->\n"
    text = page.read_text(encoding="utf-8")
    before, after = text[: text.index(begin) + len(begin)], text[text.index(end) :]
    page.write_text(before + "\n".join(lines) + "\n" + after, encoding="utf-8")
