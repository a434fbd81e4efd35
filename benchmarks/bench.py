"""Cold look-ups next to `python -c pass` and other tools, and builds next to PyYAML: `make bench SIZES="200 10000"`.

Each command is a new process; each round runs all of them once, so that the machine's moods fall on all alike.
Writes the table into docs/performance.md. Peers that are not installed are left out and named.
"""

import os
import platform
import shutil
import sqlite3
import statistics
import sys
from collections.abc import Iterator
from multiprocessing import Process
from pathlib import Path

import yaml
from measuring import BIN, DOCS, Run, bytes_of, corpus_of, put_tables, run, run_watched

ROUNDS = 11
BUILD_ROUNDS = 3
LOAD_YAML = "import sys, yaml; [yaml.load(open(path, 'rb'), yaml.CSafeLoader) for path in sys.argv[1:]]"
"""Loads the same files with PyYAML's C loader: the yardstick for a build."""
SIZES = (200, 10_000, 100_000)
PEERS_UP_TO = 100_000
PAGE = DOCS / "performance.md"

LOOK_UPS = {
    "who, by name": ["who", "person-7"],
    "who, by name, JSON": ["who", "person-7", "--format", "json"],
    "search, rare word": ["search", "rareword", "--limit", "20"],
    "search, word in 10 %": ["search", "frequent", "--limit", "20"],
    "search, word in 95 %": ["search", "everywhere", "--limit", "20"],
    "search, phrase": ["search", '"everywhere kaslotovi"', "--limit", "20"],
    "search, prefix": ["search", "ka*", "--limit", "20"],
    "search, two words, person, dates": [
        *["search", "frequent", "everywhere", "--person", "person-7", "--from", "1970", "--to", "1990"],
    ],
    "search, typing error": ["search", "everywere", "--limit", "20"],
    "timeline, a person and a topic": [
        *["timeline", "--person", "person-7", "--topic", "trade", "--limit", "20"],
    ],
    "timeline, a year": ["timeline", "--from", "1999", "--to", "1999", "--limit", "20"],
    "timeline, a country and a kind": ["timeline", "--country", "China", "--kind", "visit", "--limit", "20"],
    "on a day": ["on", "1999-05-10", "--limit", "20"],
    "show a person": ["show", "person-7"],
    "links between two": ["links", "person-7", "person-4000"],
    "conflicts": ["conflicts", "--limit", "20"],
    "sources": ["sources"],
    "records citing a source": ["sources", "book"],
}


def peers(folder: Path, size: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the peers that are installed, each with a look-up of the rare word in the same records.

    Above PEERS_UP_TO only those that read the corpus as it is: `jrnl` takes minutes for one look-up there.
    """
    database, journal = str(folder / "peer.sqlite"), str(folder / "journal.txt")
    query = "SELECT date, title FROM event WHERE event MATCH 'rareword' ORDER BY rank LIMIT 20"
    commands = {
        "sqlite3": [database, query],
        "sqlite-utils": ["query", database, query],
        "jrnl": ["--config-file", str(folder / "jrnl.yaml"), "-contains", "rareword"],
        "rg": ["rareword", str(folder / "corpus")],
    }
    if size > PEERS_UP_TO:
        commands = {"rg": commands["rg"]}
    else:
        # In a process of its own: what is run next counts the memory of this one as its own at first.
        maker = Process(target=make_peer_data, args=(folder, database, journal))
        maker.start()
        maker.join()
    for name, arguments in commands.items():
        if program := shutil.which(name, path=f"{BIN}{os.pathsep}{os.environ['PATH']}"):
            yield f"{name}, rare word", [program, *arguments]
        else:
            print(f"{name} is not installed: left out", file=sys.stderr)


def make_peer_data(folder: Path, database: str, journal: str) -> None:
    """Write the events as an FTS5 table and as a journal."""
    if Path(database).exists():
        return
    rows = [
        (event["date"][:10], event["title"], event["summary"])
        for path in sorted((folder / "corpus").glob("events-*.yaml"))
        for event in yaml.load(path.read_bytes(), yaml.CBaseLoader)["events"]  # noqa: S506 - a base loader is safe
    ]
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE VIRTUAL TABLE event USING fts5 (date UNINDEXED, title, summary)")
        connection.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
    connection.close()
    with open(journal, "w", encoding="utf-8") as out:
        out.writelines(f"[{date} 09:00] {title}\n{text}\n\n" for date, title, text in sorted(rows))
    (folder / "jrnl.yaml").write_text(
        f"journals:\n  default: {{journal: {journal}}}\nversion: v4.2\ntimeformat: '%F %H:%M'\nencrypt: false\n"
        "editor: ''\nhighlight: false\nlinewrap: 79\ncolors: {body: none, date: none, tags: none, title: none}\n"
        "default_hour: 9\ndefault_minute: 0\ntagsymbols: '@'\ntemplate: false\nindent_character: '|'\n"
    )


def measure(size: int) -> Iterator[str]:
    """Yield the table of one size of corpus, line by line."""
    folder = corpus_of(size)
    sinoru = [str(BIN / "sinoru")]
    build_command = [*sinoru, "index", "build", "--data", str(folder / "corpus")]
    yaml_command = [sys.executable, "-c", LOAD_YAML, *map(str, sorted((folder / "corpus").glob("*.yaml")))]
    build = run_watched(build_command)
    pairs = [(run_watched(build_command).cpu, run(yaml_command).cpu) for _ in range(BUILD_ROUNDS)]
    shares = sorted(built / loaded for built, loaded in pairs)
    disk = bytes_of(folder / "cache") / 1e6
    yield f"### {size:,} events\n"
    yield (
        f"Index: {build.wall:.1f} s to build ({build.cpu:.1f} s of CPU), {build.memory:.0f} MB of memory in all its"
        f" processes, {disk:.0f} MB on disk. `yaml.load(..., CSafeLoader)` of the same files needs"
        f" {statistics.median(loaded for _, loaded in pairs):.1f} s of CPU; a build needs {shares[0]:.2f} to"
        f" {shares[-1]:.2f} of that, in {BUILD_ROUNDS} pairs.\n"
    )
    commands = {name: [*sinoru, *words, "--data", str(folder / "corpus")] for name, words in LOOK_UPS.items()}
    commands = {"python -c pass": [sys.executable, "-c", "pass"], **commands, **dict(peers(folder, size))}
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            runs[name].append(run(command))
    yield "| look-up | CPU, multiples of `python -c pass` | CPU ms | wall ms | memory MB |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    bases = [one.cpu for one in runs["python -c pass"]]
    for name, of_name in runs.items():
        cpu, wall, memory = (statistics.median(column) for column in zip(*of_name, strict=True))
        multiple = statistics.median(one.cpu / base for one, base in zip(of_name, bases, strict=True))
        yield f"| {name} | {multiple:.1f} | {cpu * 1000:.0f} | {wall * 1000:.0f} | {memory:.0f} |"
    yield ""


def main() -> None:
    """Measure each size and put the tables into the page."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    busy = os.getloadavg()[0]
    others = " (others were at work: trust the multiples, not the times)" if busy > 0.5 else ""
    system = f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    lines = [f"{system}, median of {ROUNDS}. Load when it began: {busy:.1f}{others}.\n"]
    for size in sizes:
        for text in measure(size):
            print(text, flush=True)
            lines.append(text)
    put_tables(PAGE, lines)


if __name__ == "__main__":
    main()
