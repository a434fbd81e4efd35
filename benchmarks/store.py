"""The embedded index and a store in PostgreSQL, asked the same: `make bench-store` (or `store.py 10000 100000 ...`).

For each size: a corpus of generate.py, indexed, then pushed to a server that is made for it and gone after it. Each
question is a new process, as a user asks; the answers of both are compared. What each statement does is read from the
plans that the server writes down (auto_explain). The figures of a size are kept beside its corpus, and docs/scale.md
shows those of every size that has been measured, so that a long run need not be repeated for a short one.
"""

import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench import LOOK_UPS
from measuring import BIN, DOCS, FOLDER, bytes_of, corpus_of, put_tables, run, run_watched

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.postgres.servers import Server, Servers, find_programs

ROUNDS = 7
SIZES = (10_000, 100_000, 1_000_000)
SERVER = {
    "shared_buffers": "2GB",
    "work_mem": "64MB",
    "effective_cache_size": "8GB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
}
PAGE = DOCS / "scale.md"
SINORU = str(BIN / "sinoru")
EXPLAINED = " ".join(
    f"-c {setting}"
    for setting in (
        "session_preload_libraries=auto_explain",
        "auto_explain.log_min_duration=0",
        "auto_explain.log_format=json",
        "auto_explain.log_analyze=on",
    )
)

QUESTIONS = {
    name: LOOK_UPS[name]
    for name in (
        "who, by name",
        "search, rare word",
        "search, word in 10 %",
        "search, phrase",
        "search, two words, person, dates",
        "timeline, a person and a topic",
        "timeline, a year",
        "on a day",
    )
}
GLANCE = 1_000
"""Rows that may be looked at until the first that will do is found."""


def measure(size: int, servers: Servers) -> dict[str, Any]:
    """Return all figures of one size."""
    folder = corpus_of(size)
    corpus = folder / "corpus"
    server = servers.running(f"of-{size}", **SERVER)
    url = f"{server.url(server.make_database())}?timeout=600"
    files, store = ["--data", str(corpus)], ["--store", url]
    build = run_watched([SINORU, "index", "build", *files])
    before = _cpu_of(server)
    push = run_watched([SINORU, "push", *store, *files])
    status = json.loads(_answer([SINORU, "index", "status", *store, "--format", "json"]))
    engines = {"SQLite": files, "PostgreSQL": store}
    asked = {name: _asked(words, engines) for name, words in QUESTIONS.items()}
    return {
        "size": size,
        "machine": f"CPython {platform.python_version()}, {os.cpu_count()} cores, PostgreSQL {_version(server)}",
        "load": os.getloadavg()[0],
        "partitions": status["partitions"],
        "build": build._asdict(),
        "push": push._asdict() | {"server": _cpu_of(server) - before},
        "disk": {
            "corpus": bytes_of(corpus),
            "SQLite": bytes_of(folder / "cache"),
            "PostgreSQL": status["bytes"],
        },
        "asked": asked,
        "plans": {name: _plan([SINORU, *words, *store], server) for name, words in QUESTIONS.items()},
    }


def _asked(words: Sequence[str], engines: dict[str, list[str]]) -> dict[str, Any]:
    """Ask both in turn; their answers must be equal."""
    answers = {_answer([SINORU, *words, *place, "--format", "json"]) for place in engines.values()}
    if len(answers) != 1:
        sys.exit(f"the engines answer differently: {' '.join(words)}")
    walls: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, place in engines.items():
            walls[name].append(run([SINORU, *words, *place]).wall * 1000)
    return {name: {"median": statistics.median(some), "worst": max(some)} for name, some in walls.items()}


def _answer(command: Sequence[str]) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def _plan(command: Sequence[str], server: Server) -> dict[str, int]:
    """Tell over how many partitions the widest statement of a question goes, and how many are read in full by any.

    A statement that stops at its first row, or before it comes to a partition, reads none in full.
    """
    known = len(server.log())
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, "PGOPTIONS": EXPLAINED})
    time.sleep(0.2)  # the log is written by another process
    widest = whole = 0
    for plan in _plans(server.log()[known:]):
        scans = [node for node in _nodes(plan) if node.get("Relation Name", "").startswith("record_")]
        ran = [node for node in scans if node["Actual Loops"]]
        in_full = [node for node in ran if node["Node Type"] == "Seq Scan" and _rows_seen(node) > GLANCE]
        widest = max(widest, len({node["Relation Name"] for node in ran}))
        whole = max(whole, len({node["Relation Name"] for node in in_full}))
    return {"partitions": widest, "read in full": whole}


def _rows_seen(scan: dict[str, Any]) -> float:
    return float(scan["Actual Loops"] * (scan["Actual Rows"] + scan.get("Rows Removed by Filter", 0)))


def _plans(log: str) -> Iterator[dict[str, Any]]:
    """Yield the plans in a server's log: JSON on lines of their own that begin with a tab."""
    for entry in log.split("plan:\n")[1:]:
        lines = []
        for line in entry.splitlines():
            if not line.startswith("\t"):
                break
            lines.append(line)
        yield json.loads("\n".join(lines))["Plan"]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def _version(server: Server) -> str:
    with server.connect() as connection:
        return str(connection.execute("SHOW server_version").fetchone()[0]).split()[0]  # type: ignore[index]


def _cpu_of(server: Server) -> float:
    """Return the seconds of CPU of a server: of its processes, and of those that have ended (Linux)."""
    ticks = 0
    for place, process in enumerate(server.processes()):
        with suppress(OSError):  # it has ended meanwhile, and is counted with the first one
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:13] if place else fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def pages(of_size: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the text of the figures, line by line."""
    yield f"{of_size[-1]['machine']}. Each question is a new process, {ROUNDS} rounds.\n"
    heads = (
        "events, files, index built, CPU of it, index, pushed, CPU here, CPU of the server, store, partitions"
    )
    yield f"| {heads.replace(', ', ' | ')} |"
    yield f"|{' ---: |' * len(heads.split(', '))}"
    for one in of_size:
        build, push, disk = one["build"], one["push"], one["disk"]
        yield (
            f"| {one['size']:,} | {_mb(disk['corpus'])} | {build['wall']:.0f} s, {build['memory']:.0f} MB |"
            f" {build['cpu']:.0f} s | {_mb(disk['SQLite'])} | {push['wall']:.0f} s, {push['memory']:.0f} MB |"
            f" {push['cpu']:.0f} s | {push['server']:.0f} s | {_mb(disk['PostgreSQL'])} | {one['partitions']} |"
        )
    yield "\nMilliseconds from the key to the answer, median (worst):\n"
    sizes = " | ".join(f"{one['size']:,} {engine}" for one in of_size for engine in ("SQLite", "PG"))
    yield f"| question | {sizes} | growth a tenfold, SQLite | PG |"
    yield f"| --- {'| ---: ' * (2 * len(of_size) + 2)}|"
    for name in QUESTIONS:
        cells = [_cell(one["asked"][name][engine]) for one in of_size for engine in ("SQLite", "PostgreSQL")]
        growth = [_growth(of_size, name, engine) for engine in ("SQLite", "PostgreSQL")]
        yield f"| {name} | {' | '.join((*cells, *growth))} |"
    yield f"\nPartitions that the widest statement goes over, of {of_size[-1]['partitions']}, at the largest size:\n"
    yield "| question | partitions | read in full |"
    yield "| --- | ---: | ---: |"
    for name, plan in of_size[-1]["plans"].items():
        yield f"| {name} | {plan['partitions']} | {plan['read in full']} |"


def _cell(asked: dict[str, float]) -> str:
    return f"{asked['median']:.0f} ({asked['worst']:.0f})"


def _growth(of_size: Sequence[dict[str, Any]], name: str, engine: str) -> str:
    first, last = of_size[0], of_size[-1]
    tenfolds = math.log10(last["size"] / first["size"])
    times = last["asked"][name][engine]["median"] / first["asked"][name][engine]["median"]
    return f"x {times ** (1 / tenfolds):.2f}" if tenfolds else "–"


def _mb(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def misplanned(one: dict[str, Any]) -> list[str]:
    """Name the questions that read every partition in full."""
    if one["partitions"] < 2:
        return []
    return [name for name, plan in one["plans"].items() if plan["read in full"] >= one["partitions"]]


def main() -> None:
    """Measure each size; put the tables of all that are measured into the page."""
    programs = find_programs()
    if programs is None:
        sys.exit("no PostgreSQL server is installed; Debian has it as postgresql")
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    servers = Servers(programs)
    faults = []
    try:
        for size in [int(size) for size in sys.argv[1:]] or SIZES:
            one = measure(size, servers)
            (FOLDER / str(size) / "store.json").write_text(json.dumps(one, indent=1), encoding="utf-8")
            print(json.dumps(one, indent=1), flush=True)
            faults += [f"{size:,}: {name}" for name in misplanned(one)]
    finally:
        servers.close()
    kept = sorted(FOLDER.glob("*/store.json"), key=lambda path: int(path.parent.name))
    put_tables(PAGE, pages([json.loads(path.read_text(encoding="utf-8")) for path in kept]))
    if faults:
        sys.exit("reads too many partitions: " + "; ".join(faults))


if __name__ == "__main__":
    main()
