"""Damages an index in one place after another, and compares the answers of look-ups with the right ones.

usage: python tools/flips.py [COUNT] [SEED] [--unchecked]

Each time, one bit of the index of the bundled corpus, or of one of 10,000 records, is flipped at random. Then some
files are cut, and some blocks zeroed. An answer must be the right one: either the damage was not read, or it was
noticed and the index replaced. With --unchecked, the index has no checksums: so many answers would be wrong.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import sinoru
from sinoru.index import driver
from sinoru.index import open as opening
from sinoru.index.database import cache_folder, index_path, open_database
from sinoru.index.sqlite import SqliteIndex
from sinoru.model.errors import SinoruError

ROOT = Path(__file__).resolve().parent.parent
RECORDS = 10_000
Question = Callable[[sinoru.Corpus], object]
Damage = Callable[[bytearray, random.Random], None]
OF_BUNDLED: tuple[Question, ...] = (
    lambda corpus: corpus.who("Stepashin"),
    lambda corpus: corpus.search("Su-30"),
    lambda corpus: corpus.timeline(start="1999-05", end="1999-06"),
    lambda corpus: corpus.on("1999-05-08"),
    lambda corpus: corpus.show("embassy-bombing-1999-05-08"),
    lambda corpus: corpus.links("Yeltsin"),
    lambda corpus: corpus.sources(),
)
"""Look-ups that read each table of the index."""
OF_MADE: tuple[Question, ...] = (
    lambda corpus: corpus.search("rareword"),
    lambda corpus: corpus.timeline(start="1999-05", end="1999-06"),
    lambda corpus: corpus.on("1964-06-25"),
    lambda corpus: corpus.who("person-7"),
    lambda corpus: corpus.show("event-0"),
)
"""The same for a corpus of benchmarks/generate.py."""


def flip_bit(data: bytearray, chance: random.Random) -> None:
    """Change one bit."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut_off(data: bytearray, chance: random.Random) -> None:
    """Cut the file."""
    del data[chance.randrange(len(data)) :]


def zero_block(data: bytearray, chance: random.Random) -> None:
    """Zero the block of a disk, or a page of the index."""
    size = chance.choice((512, 4096, 8192))
    start = chance.randrange(len(data) // size) * size
    data[start : start + size] = bytes(size)


@dataclass
class Trial:
    """An index, the look-ups it is asked, and the right answers."""

    folder: str
    questions: Sequence[Question]
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path = Path(index_path([self.folder], cache_folder()))
        self.expected = [self.answer(question) for question in self.questions]
        self.intact = self.path.read_bytes()

    def answer(self, question: Question) -> object:
        """Return an answer, or a plain error."""
        try:
            with sinoru.open(self.folder) as corpus:
                return question(corpus)
        except SinoruError as error:
            return error

    def replaced(self, path: str, *_: object) -> SqliteIndex:
        """Put the intact index in the place of one that is to be rebuilt: that it can be is tested elsewhere."""
        self.outcomes["noticed"] += 1
        self.path.write_bytes(self.intact)
        return SqliteIndex(open_database(path))

    def damage(self, how: Damage, chance: random.Random) -> None:
        """Damage the intact index in one place, and judge the answers."""
        data = bytearray(self.intact)
        how(data, chance)
        self.path.write_bytes(data)
        with patch.object(opening, "rebuild_index", self.replaced):
            for number, right in enumerate(self.expected):
                answer = self.answer(self.questions[number])
                if isinstance(answer, SinoruError):
                    self.outcomes["told"] += 1
                elif answer != right:
                    self.outcomes["wrong"] += 1
                    self.wrong.append(f"{how.__name__}, question {number}")
        self.outcomes["damaged"] += 1


def trials(folder: Path) -> Iterator[tuple[str, Trial]]:
    """Yield the bundled corpus, then a large one that is made in the folder."""
    yield "the bundled corpus", Trial(str(ROOT / "data"), OF_BUNDLED)
    made = folder / "made"
    subprocess.run([sys.executable, ROOT / "benchmarks/generate.py", str(RECORDS), made], check=True)  # noqa: S603
    yield f"{RECORDS:,} records", Trial(str(made), OF_MADE)


def run(trial: Trial, count: int, seed: int) -> Counter[str]:
    """Damage an index so many times by a bit, and a tenth as often by each of the other ways."""
    chance = random.Random(seed)  # noqa: S311  the same at every run is the point
    for how, times in ((flip_bit, count), (cut_off, count // 10), (zero_block, count // 10)):
        for _ in range(times):
            trial.damage(how, chance)
    return trial.outcomes


def main(arguments: Sequence[str]) -> int:
    """Damage both indexes; the status is 1 if any answer was wrong."""
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    count, seed = (*numbers, *(2000, 1)[len(numbers) :])
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="sinoru-flips-") as folder:
        os.environ["SINORU_CACHE"] = os.path.join(folder, "cache")
        if "--unchecked" in arguments:
            driver._checks = None  # noqa: SLF001  as where apsw has no extras
        for name, trial in trials(Path(folder)):
            outcomes = run(trial, count, seed)
            wrong += outcomes["wrong"]
            print(
                f"{name}: {outcomes['damaged']:,} times damaged, {outcomes['noticed']:,} times noticed,",
                end=" ",
            )
            print(f"{outcomes['told']:,} plain errors, {outcomes['wrong']:,} wrong answers")
            for one in trial.wrong[:10]:
                print(f"  {one}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
