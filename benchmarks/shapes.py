"""Corpora in the shape of public data sets, with invented records: `generate.py RECORDS FOLDER --shape SHAPE`.

parliament: people with 1 to 23 consecutive terms for a seat and a party in one of two houses, and no events.
matches: matches between the teams of some countries, with their results and who scored.
quakes: tremors with a point and a time of day, many of them on one day, and with numbers of their own, a choice of
which one value is rare, and a text that is another one in each record.
genealogy: people of some families, half of the records, with parents, spouses, weddings and burials, and dates with
all kinds of doubt.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from generate import Words

COUNTRIES = ("Albia", "Breta", "Corvia", "Dunland", "Estmark", "Faria")
EVIDENCE = '    evidence:\n      - {{source: book, at: "Part, {0}"}}\n'
BOOK = 'sources:\n  - {id: book, title: The Book, authors: ["Author, An"], published: 2001}\n'
SCORERS_OF_TEAM = 20
PARTIES = ("blue", "green", "crimson", "Independent", "Farmers")
"""The first three are records of the corpus, the others names."""
SEATS = 300
"""Seats that are records; as many others are names."""
CHANGES, ELECTED = 0.02, 0.97
"""The share of terms with another party than the one before, and of those that began with an election."""
ENDINGS = ("term-ended", "defeated", "retired", "resigned", "died")
FELT = {"unfelt": 60, "weak": 30, "strong": 9.99, "severe": 0.01}
"""How tremors are felt, each value with its share in per cent."""
REMARKED = 0.3

Text = Iterator[str]


def parliament(members: int, words: Words) -> Text:
    """Yield two houses, parties, constituencies and their members; the last ones sit there still."""
    yield "organisations:\n  - {id: house, name: House, kind: parliament}\n"
    yield "  - {id: senate, name: Senate, kind: parliament}\n"
    yield from (f"  - {{id: {party}, name: {party.title()} Party, kind: party}}\n" for party in PARTIES[:3])
    yield "places:\n"
    yield from (f"  - {{id: seat-{seat}, name: {words.invent().title()}}}\n" for seat in range(SEATS))
    yield "people:\n"
    chance = words.chance
    for number in range(members):
        first, terms = 1789 + 2 * chance.randrange(118), min(int(chance.paretovariate(0.8)), 23)
        yield (
            f"  - id: member-{number}\n    name: {_name(words)}\n"
            f"    country: United States\n    born: {first - 40}\n    offices:\n"
        )
        yield from _terms(range(first, min(first + 2 * terms, 2025), 2), chance)
        yield EVIDENCE.format(number)


def _terms(years: range, chance: random.Random) -> Text:
    """Yield consecutive terms for one seat; now and then the party changes."""
    title, house = chance.choice([("Deputy", "house"), ("Senator", "senate")])
    seat, party = chance.randrange(SEATS * 2), chance.choice(PARTIES)
    held_for = f"seat-{seat}" if seat < SEATS else f"{seat}th District"
    for year in years:
        party = chance.choice(PARTIES) if chance.random() < CHANGES else party
        began = "elected" if chance.random() < ELECTED else "appointed"
        end, ended = f"{year + 2}-01-03", "term-ended" if year != years[-1] else chance.choice(ENDINGS)
        end, how = (end, f", ended: {ended}") if year < 2023 else ("..", "")
        yield (
            f"      - {{title: {title}, org: {house}, for: {held_for}, party: {party}, from: {year}-01-03, to: {end},"
            f" began: {began}{how}}}\n"
        )


def matches(number: int, words: Words) -> Text:
    """Yield teams, their players and their matches, from 1872 on and more every year."""
    chance = words.chance
    yield from _declare("events.participants", goals="{type: number}", minute="{type: number}")
    teams = [
        f"{words.invent().title()} {chance.choice(['United', 'Rovers', 'Athletic', 'Town'])}"
        for _ in range(300)
    ]
    yield "organisations:\n"
    for team, name in enumerate(teams):
        yield f"  - {{id: team-{team}, name: {name}, kind: team, country: {COUNTRIES[team % len(COUNTRIES)]}}}\n"
    yield "people:\n"
    for player in range(len(teams) * SCORERS_OF_TEAM):
        country = COUNTRIES[player // SCORERS_OF_TEAM % len(COUNTRIES)]
        yield f"  - {{id: player-{player}, name: {_name(words)}, country: {country}}}\n"
    yield "events:\n"
    for match in range(number):
        home, away = chance.sample(range(len(teams)), 2)
        year = 2024 - int(152 * chance.random() ** 2)
        goals = [min(int(chance.expovariate(0.65)), 9) for _ in range(2)]
        yield (
            f"  - id: match-{match}\n    date: {_day(chance, year)}\n"
            f'    title: "{teams[home]} {goals[0]}:{goals[1]} {teams[away]}"\n'
            f"    kind: match\n    countries: [{COUNTRIES[home % len(COUNTRIES)]}]\n    participants:\n"
            f"      - {{org: team-{home}, role: home, goals: {goals[0]}}}\n"
            f"      - {{org: team-{away}, role: away, goals: {goals[1]}}}\n"
        )
        for side, team in zip(goals, (home, away), strict=True):
            for _ in range(side):
                player = team * SCORERS_OF_TEAM + int(SCORERS_OF_TEAM * chance.random() ** 2)
                minute = chance.randint(1, 90)
                yield f"      - {{person: player-{player}, role: scorer, minute: {minute}}}\n"
        yield EVIDENCE.format(match)


def quakes(number: int, words: Words) -> Text:
    """Yield places and the tremors near them, each with its point; after a strong one, many follow that day."""
    chance = words.chance
    points = [(chance.uniform(-60, 70), chance.uniform(-178, 178)) for _ in range(400)]
    yield from _declare(
        "events",
        magnitude="{type: number}",
        depth="{type: number, unit: km}",
        felt=f"{{type: choice, values: [{', '.join(FELT)}]}}",
        remark="{type: text}",
    )
    yield "places:\n"
    for place, (lat, lon) in enumerate(points):
        yield (
            f"  - {{id: place-{place}, name: {words.invent().title()}, lat: {lat:.3f}, lon: {lon:.3f},"
            f" country: {COUNTRIES[place % len(COUNTRIES)]}}}\n"
        )
    yield "events:\n"
    day, place, following = "", 0, 0
    for tremor in range(number):
        if not following:
            day, place = _day(chance, 1965 + chance.randrange(52)), chance.randrange(len(points))
            following = int(chance.paretovariate(0.9)) % 300
        else:
            following -= 1
        magnitude = 5.5 + min(chance.expovariate(2.3), 4)
        lat, lon = (degrees + chance.uniform(-2, 2) for degrees in points[place])
        clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
        yield (
            f"  - id: tremor-{tremor}\n    date: {day}T{clock}Z\n"
            f"    title: Tremor of magnitude {magnitude:.1f} near place {place}\n    kind: earthquake\n"
            f"    places: [place-{place}]\n    lat: {lat:.3f}\n    lon: {lon:.3f}\n"
            f"    countries: [{COUNTRIES[place % len(COUNTRIES)]}]\n"
            f"    magnitude: {magnitude:.1f}\n    depth: {chance.expovariate(0.02):.1f}\n"
        )
        yield f"    felt: {chance.choices([*FELT], [*FELT.values()])[0]}\n"
        if chance.random() < REMARKED:
            yield f"    remark: {' '.join(words.draw(3))} {tremor}\n"
        yield EVIDENCE.format(tremor)


def genealogy(number: int, words: Words) -> Text:
    """Yield people of some families with their weddings and burials, from the 11th century on."""
    chance = words.chance
    families = [words.invent().title() for _ in range(max(1, number // 100))]
    given = [words.invent().title() for _ in range(200)]
    born = [1050 + int(900 * chance.random() ** 0.5) for _ in range(number // 2)]
    died = [year + chance.randint(5, 90) for year in born]
    yield "people:\n"
    for person, year in enumerate(born):
        yield (
            f"  - id: person-{person}\n    name: {chance.choice(given)} {families[person % len(families)]}\n"
            f"    born: {_doubtful(chance, year)}\n    died: {_doubtful(chance, died[person])}\n"
        )
        yield from _relations(chance, person, len(families), born, died)
        yield EVIDENCE.format(person)
    yield "events:\n"
    for event in range(number - number // 2):
        person = event % len(born)
        kind = chance.choice(["wedding", "burial"])
        title = "is married" if kind == "wedding" else "is buried"
        yield (
            f"  - id: event-{event}\n    date: {_doubtful(chance, born[person] + chance.randint(20, 40))}\n"
            f"    title: Person {person} {title}\n    kind: {kind}\n"
            f"    participants:\n      - {{person: person-{person}}}\n"
        )
        yield EVIDENCE.format(event)


def _relations(
    chance: random.Random, person: int, families: int, born: list[int], died: list[int]
) -> Iterator[str]:
    """Yield the parents of a person, of whom one has the same family, and sometimes a spouse."""
    year = born[person]
    parents = [
        next(
            (one for one in chance.sample(among, min(len(among), 50)) if _is_grown(one, year, born, died)),
            None,
        )
        for among in (range(person % families, len(born), families), range(len(born)))
    ]
    found = [f"      - {{to: person-{one}, kind: child}}\n" for one in {*parents} - {None}]
    spouse = chance.randrange(len(born))
    if chance.random() < _MARRIED and spouse != person and abs(born[spouse] - year) < _SAME_AGE:
        found.append(f"      - {{to: person-{spouse}, kind: spouse, from: {max(born[spouse], year) + 5}~}}\n")
    if found:
        yield "    relations:\n"
        yield from found


def _is_grown(parent: int, year: int, born: list[int], died: list[int]) -> bool:
    return born[parent] + 18 <= year <= min(born[parent] + 45, died[parent])


_MARRIED, _SAME_AGE = 0.5, 60
"""How many are married, to whom of about their age."""
SHAPES: dict[str, Callable[[int, Words], Text]] = {
    "parliament": parliament,
    "matches": matches,
    "quakes": quakes,
    "genealogy": genealogy,
}


def write(shape: str, records: int, folder: Path) -> None:
    """Write a corpus of this shape as one file."""
    words = Words(random.Random(1999))  # noqa: S311 - the same at every run is the point
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "corpus.yaml").open("w", encoding="utf-8") as out:
        out.writelines(SHAPES[shape](records, words))
        out.write(BOOK)


def _declare(holder: str, **fields: str) -> Text:
    """Yield the declaration of fields of a corpus's own, each as YAML."""
    yield f"corpus:\n  format: 2\n  fields:\n    {holder}:\n"
    yield from (f"      {name}: {what}\n" for name, what in fields.items())


def _name(words: Words) -> str:
    return f"{words.invent().title()} {words.invent().title()}"


def _day(chance: random.Random, year: int) -> str:
    return f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _doubtful(chance: random.Random, year: int) -> str:
    """Return a date in a year as church books have it: half of them to the day."""
    forms = (f"{year}", f"{year}~", f"{year}?", f"{year // 10:03}X", f'"[..{year}]"', f"{year}/{year + 2}")
    return chance.choice((*[_day(chance, year)] * len(forms), *forms))
