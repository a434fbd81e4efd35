"""A corpus of any size, the same at every run: `python benchmarks/generate.py RECORDS FOLDER [FILES]`.

With `parliament` after the folder, there are no events: RECORDS people sit in one of two houses, for 1 to 23
consecutive terms of two years each.

Words follow Zipf's law over an invented vocabulary; 5,000 people take part; a tenth of the events are spans.
Planted words: `everywhere` stands in 95 % of the records, `frequent` in 10 %, `rareword` in 0.01 %.
"""

import random
import sys
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


def member(number: int, words: Words) -> str:
    """Return a member of one of the houses; the last ones sit there still."""
    chance = words.chance
    house = chance.choice(["house", "senate"])
    first, terms = 1789 + 2 * chance.randrange(118), min(int(chance.paretovariate(0.8)), 23)
    offices = "".join(
        f"      - {{title: Member, org: {house}, from: {year}-01-03,"
        f" to: {f'{year + 2}-01-03' if year < 2023 else '..'}}}\n"
        for year in range(first, min(first + 2 * terms, 2025), 2)
    )
    return (
        f"  - id: member-{number}\n    name: {words.invent().title()} {words.invent().title()}\n"
        f"    country: United States\n    born: {first - 40}\n    offices:\n{offices}"
        f'    evidence:\n      - {{source: book, at: "Part, {number}"}}\n'
    )


def parliament(members: int, folder: Path) -> None:
    """Write the corpus of two houses and their members."""
    words = Words(random.Random(1999))  # noqa: S311 - the same at every run is the point
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "people.yaml").open("w", encoding="utf-8") as out:
        out.write("organisations:\n  - {id: house, name: House, kind: parliament}\n")
        out.write("  - {id: senate, name: Senate, kind: parliament}\npeople:\n")
        out.writelines(member(number, words) for number in range(members))
        out.write('sources:\n  - {id: book, title: The Book, authors: ["Author, An"], published: 2001}\n')


if __name__ == "__main__":
    if sys.argv[3:] == ["parliament"]:
        parliament(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        generate(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
