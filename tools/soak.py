"""Looks a corpus up while it is written, built, exported and pushed, and kills one of these programs each second.

usage: python tools/soak.py [MINUTES] [SEED]

Every title in the corpus has a version number, and a journal knows when each version was begun and when it was
written. So each answer can be judged: a record may have the last version that was written before the look-up began,
or one that was being written while it ran, and none else.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from math import inf
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
READERS = 4
PAIRS = 3
HIDDEN = "\u200b"
"""A character that `check --fix` removes."""
_TITLE = re.compile(r"Soak (\S+) v(\d+)$")
ABSENT = 0
"""The version of a record that is not there yet; written ones count from 1."""

LOOK_UPS = tuple(
    line.split()
    for line in """\
timeline
timeline --kind talks
timeline --from 1999-05-01 --to 1999-05-31
timeline --person ann-lee
timeline --country cn
search soak
search soak pair
search talks --limit 5
on 1999-05-08
on 1999-05
who Lee
who ann-lee --on 1999-05-08
who minister
claims
conflicts
links ann-lee
sources
stats
show pair-1-a
cite pair-1-b""".splitlines()
)


UNCHANGED = """\
corpus:
  title: Soak

sources:
  - id: s1
    title: A source

people:
  - id: ann-lee
    name: Ann Lee
    country: cn
    offices:
      - title: Minister
        from: 1998
        to: 2001
        evidence:
          - {source: s1}
    evidence:
      - {source: s1}

  - id: bob-ray
    name: Bob Ray
    evidence:
      - {source: s1}

claims:
  - id: a-claim
    text: The talks went well.
    about: [ann-lee]
    evidence:
      - {source: s1}
    conflicts:
      - field: status
        statements:
          - value: they did
            evidence:
              - {source: s1}
          - value: they did not
            by: bob-ray
            evidence:
              - {source: s1}
"""
"""The records that nobody writes."""


@dataclass
class Version:
    """A state of one record: when its writing began, and when it was complete (seconds of the monotonic clock)."""

    number: int
    begun: float
    written: float = inf
    """Infinite while it is being written, and for good if the writer was killed."""


@dataclass
class Journal:
    """All versions of each record, in order. Each record has one writer, which writes one version after another."""

    versions: dict[str, list[Version]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, ids: tuple[str, ...], number: int) -> None:
        """Note that a version of these records is being written."""
        with self.lock:
            for id_ in ids:
                self.versions.setdefault(id_, [Version(ABSENT, 0, 0)]).append(
                    Version(number, time.monotonic())
                )

    def end(self, ids: tuple[str, ...], *, is_written: bool) -> None:
        """Note that the newest version of these records is written, or that it was refused."""
        with self.lock:
            for id_ in ids:
                if is_written:
                    self.versions[id_][-1].written = time.monotonic()
                else:
                    self.versions[id_].pop()

    def possible(self, id_: str, start: float, end: float) -> set[int]:
        """Return the versions of a record that may be seen between two times."""
        with self.lock:
            known = self.versions.get(id_, [Version(ABSENT, 0, 0)])
            last = max(index for index, version in enumerate(known) if version.written <= start)
            return {version.number for version in known[last:] if version.begun <= end}

    def ids(self) -> list[str]:
        """Return the ids of all records that were ever begun."""
        with self.lock:
            return list(self.versions)


class Soak:
    """The corpus, the programs that run over it, and what was found."""

    def __init__(self, folder: Path, seed: int, seconds: float) -> None:
        self.corpus = folder / "corpus"
        self.out = folder / "out"
        self.environment = {
            **os.environ,
            "SINORU_CACHE": str(folder / "cache"),
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.environment |= {"SINORU_CONFIG": str(folder / "none.toml"), "NO_COLOR": "1"}
        self.random = random.Random(seed)  # noqa: S311 - for a choice that can be repeated, not for a secret
        self.seed = seed
        self.deadline = time.monotonic() + seconds
        self.journal = Journal()
        self.running: dict[int, tuple[subprocess.Popen[str], str]] = {}
        self.killed: set[int] = set()
        self.lock = threading.Lock()
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def fault(self, what: str) -> None:
        """Note what must not happen."""
        with self.lock:
            self.faults.append(what)

    def run(self, label: str, *arguments: str, **changed: str) -> tuple[int | None, str]:
        """Run sinoru and return its exit status, None if it was killed, and what it printed."""
        command = [sys.executable, "-m", "sinoru", *arguments]
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=self.corpus.parent,
            env={**self.environment, **changed},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        with self.lock:
            self.running[process.pid] = process, label
        out, err = process.communicate()
        with self.lock:
            del self.running[process.pid]
            was_killed = process.pid in self.killed and process.returncode == -signal.SIGKILL
            self.killed.discard(process.pid)
            self.counts[label] += 1
        if was_killed:
            return None, out
        if process.returncode not in (0, 1, 2) or "internal error" in err or "Traceback" in err:
            self.fault(f"{' '.join(arguments)}: exit status {process.returncode}: {err.strip()}")
        return process.returncode, out if process.returncode == 0 else f"{out}{err}"

    def goes_on(self) -> bool:
        """Return whether there is time left."""
        return time.monotonic() < self.deadline


# The corpus


def make_corpus(soak: Soak) -> None:
    """Write the corpus with which the writers begin: a file for each, so that no two write the same by hand."""
    soak.corpus.mkdir()
    soak.out.mkdir()
    (soak.corpus / "corpus.yaml").write_text(UNCHANGED, encoding="utf-8")
    (soak.corpus / "added.yaml").write_text(_events([("added-0", "Soak added-0 v1")]), encoding="utf-8")
    names = [f"pair-{pair}-{side}" for pair in range(1, PAIRS + 1) for side in "ab"]
    (soak.corpus / "pairs.yaml").write_text(
        _events([(id_, f"Soak {id_} v1") for id_ in names]), encoding="utf-8"
    )
    for id_ in ("added-0", *names):
        soak.journal.begin((id_,), 1)
        soak.journal.end((id_,), is_written=True)
    write_by_hand(soak, "layout", 1)
    write_by_hand(soak, "hidden", 1)


def _events(titles: list[tuple[str, str]], *, indent: str = "  ") -> str:
    records = "\n".join(
        f"{indent}- id: {id_}\n{indent}  date: 1999-05-{8 + number % 20:02}\n{indent}  title: {title}\n"
        f"{indent}  kind: talks\n{indent}  participants:\n{indent}    - {{person: ann-lee}}\n"
        f"{indent}    - {{person: bob-ray}}\n{indent}  countries: [cn]\n"
        f"{indent}  evidence:\n{indent}    - {{source: s1}}\n"
        for number, (id_, title) in enumerate(titles)
    )
    return f"events:\n{records}"


def write_by_hand(soak: Soak, id_: str, number: int) -> None:
    """Replace a file as an editor would: one in another layout, or with a hidden character in a title."""
    title = f"Soak {id_} v{number}"
    text = (
        _events([(id_, title)], indent="      ")
        if id_ == "layout"
        else _events([(id_, f"So{HIDDEN}{title[2:]}")])
    )
    new = soak.out / f"{id_}.new"
    new.write_text(text, encoding="utf-8")
    soak.journal.begin((id_,), number)
    new.replace(soak.corpus / f"{id_}.yaml")
    soak.journal.end((id_,), is_written=True)


# The programs


def add_records(soak: Soak) -> None:
    """Add one event after another."""
    number = 0
    while soak.goes_on():
        number += 1
        id_ = f"added-{number}"
        soak.journal.begin((id_,), 1)
        status, said = soak.run(
            "add", "add", "event", f"Soak {id_} v1", "--id", id_, "--date", f"1999-05-{1 + number % 28:02}",
            "--source", "s1", "--person", "ann-lee", "--yes", "--data", "corpus", "--file", "corpus/added.yaml",
        )  # fmt: skip
        _settle(soak, (id_,), status, said)


def edit_pairs(soak: Soak) -> None:
    """Change two records of a file in one edit."""
    script = soak.out / "editor.py"
    script.write_text(
        "import os, pathlib, re, sys\npath = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text('utf-8')\n"
        "pair, number = os.environ['SOAK_PAIR'], os.environ['SOAK_VERSION']\n"
        "path.write_text(re.sub(rf'(Soak pair-{pair}-[ab]) v[0-9]+', rf'\\1 v{number}', text), 'utf-8')\n",
        encoding="utf-8",
    )
    number = 1
    while soak.goes_on():
        number += 1
        pair = number % PAIRS + 1
        ids = (f"pair-{pair}-a", f"pair-{pair}-b")
        soak.journal.begin(ids, number)
        status, said = soak.run(
            "edit", "edit", ids[0], "--data", "corpus",
            EDITOR=f"{sys.executable} {script}", VISUAL="", SOAK_PAIR=str(pair), SOAK_VERSION=str(number),
        )  # fmt: skip
        _settle(soak, ids, status, said)


def _settle(soak: Soak, ids: tuple[str, ...], status: int | None, said: str) -> None:
    """Note what a writer says it did. One that was killed may have written, or not."""
    if status is not None:
        soak.journal.end(ids, is_written=status == 0)
        if status:
            soak.fault(f"writing {ids[0]} was refused: {said.strip()}")


def format_files(soak: Soak) -> None:
    """Bring a file out of its layout by hand, and into it again with fmt."""
    _write_and_repair(soak, "layout", "fmt", "corpus")


def fix_files(soak: Soak) -> None:
    """Put a hidden character into a file by hand, and take it out again with check --fix."""
    _write_and_repair(soak, "hidden", "check", "--fix", "corpus")


def _write_and_repair(soak: Soak, id_: str, *command: str) -> None:
    number = 1
    while soak.goes_on():
        number += 1
        write_by_hand(soak, id_, number)
        status, said = soak.run(command[0], *command)
        text = (soak.corpus / f"{id_}.yaml").read_text("utf-8")
        if status is not None and (status != 0 or HIDDEN in text or "       - id" in text):
            soak.fault(f"{' '.join(command)} left {id_}.yaml as it was ({status}): {said.strip()}")


def look_up(soak: Soak, seed: int) -> Callable[[], None]:
    """Return a reader that asks one look-up after another and judges the answers."""
    choice = random.Random(seed)  # noqa: S311

    def read() -> None:
        while soak.goes_on():
            asked = choice.choice(LOOK_UPS)
            start = time.monotonic()
            status, out = soak.run("look-up", *asked, "--data", "corpus", "--format", "json")
            if status == 0:
                judge(soak, " ".join(asked), out, start, is_whole=asked == ["timeline"])
            elif status is not None:
                soak.fault(f"{' '.join(asked)}: exit status {status}: {out.strip()}")

    return read


def build(soak: Soak) -> None:
    """Build the index, and sometimes remove it."""
    for command in cycle(("build", "build", "build", "clear")):
        if not soak.goes_on():
            return
        soak.run("build", "index", command, "--data", "corpus")
        time.sleep(0.2)


def export(soak: Soak) -> None:
    """Export the corpus to a file, and judge what is in it afterwards."""
    path = soak.out / "export.json"
    for start in _written(soak, "export", "export", "json", "-o", str(path), "--force", "--data", "corpus"):
        judge(soak, "the export", path.read_text("utf-8"), start, is_whole=True)


def push(soak: Soak) -> None:
    """Push the corpus to a store in a file, and judge what the store answers afterwards."""
    store = f"sqlite:{soak.out / 'store.db'}"
    for start in _written(soak, "push", "push", "--store", store, "--data", "corpus"):
        status, out = soak.run("store", "timeline", "--store", store, "--format", "json")
        if status == 0:
            judge(soak, "the store", out, start, is_whole=True)
        elif status is not None:
            soak.fault(f"the store cannot be read: {out.strip()}")


def _written(soak: Soak, label: str, *command: str) -> Iterator[float]:
    """Run a command again and again, and yield when the last run that was not killed began."""
    last: float | None = None
    while soak.goes_on():
        start = time.monotonic()
        status, said = soak.run(label, *command)
        if status:
            soak.fault(f"{label}: exit status {status}: {said.strip()}")
        elif status == 0:
            last = start
        if last is not None:
            yield last


# Judgement


def versions_in(answer: Any) -> Iterator[tuple[str, int]]:
    """Yield each record of the corpus in an answer, with its version."""
    if isinstance(answer, Mapping):
        title = str(answer.get("title", "")).replace(HIDDEN, "")
        if (found := _TITLE.match(title)) and answer.get("id", found[1]) == found[1]:
            yield found[1], int(found[2])
        for value in answer.values():
            yield from versions_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from versions_in(value)


def judge(soak: Soak, asked: str, out: str, start: float, *, is_whole: bool) -> None:
    """Note each record of an answer in a state that it never had while the question was answered."""
    end = time.monotonic()
    try:
        seen = dict(versions_in(json.loads(out)))
    except ValueError as error:
        soak.fault(f"{asked}: not JSON: {error}")
        return
    for id_ in soak.journal.ids() if is_whole else seen:
        soak.counts["states judged"] += 1
        if (number := seen.get(id_, ABSENT)) not in (possible := soak.journal.possible(id_, start, end)):
            soak.fault(f"{asked}: {id_} is at version {number}, which may be {sorted(possible)}")
    for pair in range(1, PAIRS + 1):
        sides = [seen[id_] for id_ in (f"pair-{pair}-a", f"pair-{pair}-b") if id_ in seen]
        if len(set(sides)) > 1:
            soak.fault(f"{asked}: half of an edit is seen: {sides}")


def kill(soak: Soak) -> None:
    """Kill one of the running programs each second."""
    while soak.goes_on():
        time.sleep(1)
        with soak.lock:
            if not soak.running:
                continue
            pid = soak.random.choice(sorted(soak.running))
            process, label = soak.running[pid]
            if process.poll() is None:
                soak.killed.add(pid)
                soak.counts[f"{label} killed"] += 1
                os.killpg(pid, signal.SIGKILL)


def judge_files(soak: Soak) -> None:
    """Judge the files themselves with another reader of YAML, and what the programs left behind."""
    start = time.monotonic()
    whole: list[Any] = [yaml.load(path.read_bytes(), yaml.BaseLoader) for path in soak.corpus.glob("*.yaml")]  # noqa: S506
    judge(soak, "the files", json.dumps(whole), start, is_whole=True)
    for command in (("fmt", "corpus"), ("check", "--fix", "corpus"), ("index", "build", "--data", "corpus")):
        status, said = soak.run("last", *command)
        if status:
            soak.fault(f"at the end, {' '.join(command)}: exit status {status}: {said.strip()}")
    left = sorted(path.name for path in soak.corpus.iterdir() if path.suffix != ".yaml")
    if left:
        soak.fault(f"left in the corpus: {', '.join(left)}")


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder that is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sinoru-soak-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(minutes: str = "10", seed: str = "1") -> int:
    """Run everything at once for some minutes, print what was done, and return 1 if anything was wrong."""
    with scratch() as folder:
        soak = Soak(folder, int(seed), float(minutes) * 60)
        make_corpus(soak)
        programs = [add_records, edit_pairs, format_files, fix_files, build, export, push, kill]
        started = [threading.Thread(target=program, args=(soak,)) for program in programs]
        started += [
            threading.Thread(target=look_up(soak, int(seed) * READERS + each)) for each in range(READERS)
        ]
        for thread in started:
            thread.start()
        for thread in started:
            thread.join()
        judge_files(soak)
    for label, number in sorted(soak.counts.items()):
        print(f"{number:8,} {label}")
    for what, number in Counter(soak.faults).most_common():
        print(f"wrong ({number}): {what}")
    print(
        f"seed {seed}: {'nothing lost, no other answer' if not soak.faults else f'{len(soak.faults)} faults'}"
    )
    return 1 if soak.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
