"""A corpus of any size, the same at every run: `generate.py RECORDS FOLDER [FILES] [--shape SHAPE]`.

Without `--shape`, it is a chronology; other shapes are in shapes.py.

Words follow Zipf's law over an invented vocabulary; 5,000 people take part; a tenth of the events are spans.
Planted words: `everywhere` stands in 95 % of the records, `frequent` in 10 %, `rareword` in 0.01 %.
"""

import argparse
import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "se",
    "to",
    "vi",
    "zo",
    "dan",
    "fer",
    "gol",
    "hin",
    "jor",
    "kas",
]
VOCABULARY = 24_000
PEOPLE = 5_000
FIRST_YEAR, YEARS = 1949, 53
KINDS = ["visit", "meeting", "call", "agreement", "statement", "attack", "exercise", "sale", "decision"]
COUNTRIES = ["Russia", "China", "United States", "Yugoslavia", "India", "Japan"]
TOPICS = ["border", "trade", "energy", "arms-sales", "summit", "un", "nato-expansion", "hotline"]


class Words:
    """Draws words by Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = sorted({self.invent() for _ in range(VOCABULARY * 2)})[:VOCABULARY]
        chance.shuffle(self.words)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def invent(self) -> str:
        """Make a word of two to five syllables."""
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(2, 5)))

    def draw(self, count: int) -> list[str]:
        """Draw words."""
        top = self.weights[-1]
        return [self.words[bisect(self.weights, self.chance.random() * top)] for _ in range(count)]


def people(words: Words) -> Iterator[str]:
    """Yield the people, one record each."""
    chance = words.chance
    for number in range(PEOPLE):
        name = f"{words.invent().title()} {words.invent().title()}ov"
        year = chance.randint(1900, 1960)
        yield (
            f"  - id: person-{number}\n    name: {name}\n    country: {chance.choice(COUNTRIES)}\n"
            f"    born: {year}\n    offices:\n      - {{title: minister of {words.draw(1)[0]},"
            f" from: {year + 40}, to: {year + 45}}}\n"
            f'    evidence:\n      - {{source: book, at: "Part, {number}"}}\n'
        )


def event(number: int, words: Words) -> str:
    """Return one event."""
    chance = words.chance
    year, month, day = FIRST_YEAR + chance.randrange(YEARS), chance.randint(1, 12), chance.randint(1, 28)
    date = f"{year}-{month:02}-{day:02}"
    if chance.random() < 0.1:
        date += f"/{year + chance.choice([0, 0, 0, 1, 5])}-12-31"
    text = words.draw(18)
    text[3:3] = ["everywhere"] * (chance.random() < 0.95) + ["frequent"] * (chance.random() < 0.1)
    text[9:9] = ["rareword"] * (chance.random() < 0.0001) + ["Su-30"] * (chance.random() < 0.001)
    who = [f"person-{int(chance.paretovariate(0.6)) % PEOPLE}" for _ in range(2)]
    return (
        f"  - id: event-{number}\n    date: {date}\n    title: {' '.join(text[:6])}\n"
        f"    summary: {' '.join(text[6:])}.\n    kind: {chance.choice(KINDS)}\n    participants:\n"
        f"      - {{person: {who[0]}, role: visitor}}\n      - {{person: {who[1]}, role: host}}\n"
        f"    countries: [{chance.choice(COUNTRIES)}]\n    topics: [{chance.choice(TOPICS)}]\n"
        f'    evidence:\n      - {{source: book, at: "Part, {number}"}}\n'
    )


def generate(records: int, folder: Path, files: int) -> None:
    """Write the corpus: events over `files` files, then people and the source."""
    words = Words(random.Random(1999))  # noqa: S311 - the same at every run is the point
    folder.mkdir(parents=True, exist_ok=True)
    share = -(-records // files)
    for place in range(files):
        with (folder / f"events-{place:05}.yaml").open("w", encoding="utf-8") as out:
            out.write("events:\n")
            for number in range(place * share, min(records, (place + 1) * share)):
                out.write(event(number, words))
    with (folder / "people.yaml").open("w", encoding="utf-8") as out:
        out.write("people:\n")
        out.writelines(people(words))
        out.write('sources:\n  - {id: book, title: The Book, authors: ["Author, An"], published: 2001}\n')


def main() -> None:
    """Write the corpus that the command line asks for."""
    import shapes

    parser = argparse.ArgumentParser(description="Write a corpus of any size, the same at every run.")
    parser.add_argument("records", type=int, help="records besides the few that they refer to")
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", type=int, nargs="?", default=1, help="files of the shape chronology")
    parser.add_argument("--shape", choices=("chronology", *shapes.SHAPES), default="chronology")
    given = parser.parse_args()
    if given.shape == "chronology":
        generate(given.records, given.folder, given.files)
    else:
        shapes.write(given.shape, given.records, given.folder)


if __name__ == "__main__":
    main()
