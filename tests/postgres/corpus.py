"""A corpus of 1,600 records, the same at every run, with all that a store might tell apart wrongly.

Every kind of record and every shape of date; names in three scripts that are spelt, typed and printed in many ways;
faults that leave a corpus usable: ids used twice, references to nowhere; statements that disagree; and texts that
an engine of its own has limits for: 20,000 words, 70,000 different words, one word a thousand times, signs that mean
something to SQL, LIKE, JSON or COPY.
"""

from __future__ import annotations

import json
import os
import random
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Fields = dict[str, Any]

EVENTS, CLAIMS, PEOPLE, ORGS, PLACES, SOURCES, CONFLICTS = 960, 240, 140, 45, 45, 50, 60

DATES = (
    "1999-05-08 1999-05-10 1999-05 1999 199X 19XX 1XXX 1999-XX 1999-05-XX 1999-21 1999-24 1999-34 2001-37 1999? 1999~"
    " 1999-05~ 1999-05-08% 1994-04~ ../1999-05 /1999 1999/ 1999-04/.. 1999-05-22/1999-05-29 1999~/2001 199X/2001-05"
    " 1998-12-31/1999-01-01 -0044-03-15 0000 0999-12-31 9999-12-31 Y-170000002 Y3000000 Y5000000000 1582-10-15"
    " 2000-02-29 1999-05-08T05:45:00 1900/1999 1949-10-01/2001-12-13"
).split()
"""Every shape of EDTF that a record may have."""

TOPICS = (
    *"border trade energy arms-sales summit un nato-expansion hotline kosovo Kosovo-Crisis".split(),
    *(
        "space station",
        "50%_off",
        "a\\b",
        "o'clock",
        'so "called"',
        "边界",
        "Дружба",
        "strategic partnership",
    ),
)
KINDS = (*"visit meeting call agreement statement attack exercise sale decision talks".split(), "'Visit'", "")
COUNTRIES = (
    "Russia",
    "China",
    "United States",
    "Yugoslavia",
    "Côte d'Ivoire",
    "India",
    "Kazakhstan",
    "MACAO",
)
ROLES = ("visitor", "host", "speaker", "signatory", "", "caller")

RUSSIANS = (
    ("Boris Yeltsin", "Борис Ельцин"), ("Sergei Stepashin", "Сергей Степашин"), ("Igor Ivanov", "Игорь Иванов"),
    ("Sergei Ivanov", "Сергей Иванов"), ("Yevgeny Primakov", "Евгений Примаков"), ("Igor Sergeyev", "Игорь Сергеев"),
    ("Vladimir Kvashnin", "Владимир Квашнин"), ("Mikhail Khrushchov", "Михаил Хрущёв"),
)  # fmt: skip
CHINESE = (
    ("Jiang Zemin", "江泽民", "Chiang Tse-min"), ("Zhu Rongji", "朱镕基", "Chu Jung-chi"),
    ("Zhang Wannian", "张万年", "Chang Wan-nien"), ("Tang Jiaxuan", "唐家璇", "T'ang Chia-hsüan"),
    ("Deng Xiaoping", "邓小平", "Teng Hsiao-p'ing"), ("Li Peng", "李鹏", "Li P'eng"),
    ("Zhang Wei", "张伟", "Chang Wei"), ("Zhang Wei", "张威", "Chang Wei"),
)  # fmt: skip
OTHERS = (
    "Kevin O'Brien", "Jean-Luc d'Éon", "Søren Ångström", "José María Aznar", 'Nick "Nicky" Quoted', "Percy 100%_Sure",
    "Back\\slash Bob", "Madeleine Albright", "Madeleine Allbright", "de la Cruz", "Nguyễn Văn Linh", "İsmail Şahin",
    "Strauß Müller", "A. B. C. Dee", "Li", "William Cohen", "Bill Clinton", "山田 太郎", "김대중",
)  # fmt: skip
GIVEN = (
    "Anna Boris Carla Dmitri Elena Fyodor Galina Henri Irina Jan Karel Lidia Marek Nina Oleg Pavel".split()
)
FAMILY = (
    "Abramov Belov Chernov Dubois Egorov Fischer Gromov Horvat Ilyin Jansen Kozlov Lebedev Morozov".split()
)
OFFICES = (
    "President", "Premier", "Vice Premier", "Foreign Minister", "Minister of Defence", "Chief of the General Staff",
    "Deputy Foreign Minister", "Ambassador to China", "Governor",
)  # fmt: skip
ORG_KINDS = "ministry party company newspaper alliance army agency".split()

PLAIN = (
    "visit visits visiting visited agreement agreements agreed border borders troops warned warning war oil gas sale"
    " embassy bombing alliance partnership strategic missile missiles defence defense summit talks delegation"
    " minister president parliament treaty export import submarine fighter aircraft naval exercise flight radar"
    " 1,200 5.48 1990s 8th 30 27 US U.S. a.m. Xi'an Sino-Russian president's the of and in to with for on by at"
).split()
DESIGNATORS = "Su-30 Su-27 MiG-29 S-300 Tu-154M Il-76 F-16 Kilo-636 SS-N-22 Su-30MKK".split()
FOREIGN = (
    "中俄边界", "战略伙伴关系", "日本語の文", "Договор о дружбе", "naïve façade", "Strauß", "ﬁne", "Ｆｕｌｌ",
    "한국어", "e\u0301lan", "السلام",
)  # fmt: skip
ODD = (
    "100%", "a_b", "back\\slash", "it's", '"quoted"', "$1", "{json}", "tab\there", "NULL", "\\N",
    "'; DROP TABLE x; --", "<b>", "\u202edim", "--", "AND", "OR", "NOT", "NEAR", "foo:bar", "😀",
)  # fmt: skip
SYLLABLES = "ba ke lo mi nu ra se to vi zo dan fer gol hin jor kas".split()


class Maker:
    """Draws records, each list from what the earlier ones hold."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        invented = {self.invent() for _ in range(900)}
        self.vocabulary = [*PLAIN, *DESIGNATORS, *sorted(invented)]
        chance.shuffle(self.vocabulary)
        self.weights = list(accumulate(1 / (2 + rank) for rank in range(len(self.vocabulary))))
        self.people = [f"person-{number}" for number in range(PEOPLE)]
        self.orgs = [f"org-{number}" for number in range(ORGS)]
        self.places = [f"place-{number}" for number in range(PLACES)]
        self.sources = [f"source-{number}" for number in range(SOURCES)]
        self.events = [f"event-{number}" for number in range(EVENTS)]
        self.claims = [f"claim-{number}" for number in range(CLAIMS)]
        self.printed: list[str] = []
        """Names that texts may hold."""

    def invent(self) -> str:
        """Make a word."""
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def is_so(self, share: float) -> bool:
        """Decide: yes in this share of cases."""
        return self.chance.random() < share

    def word(self) -> str:
        """Draw a word by Zipf's law."""
        return self.vocabulary[bisect(self.weights, self.chance.random() * self.weights[-1])]

    def text(self, words: int) -> str:
        """Draw a text, which may name people and hold odd signs."""
        drawn = [self.word() for _ in range(words)]
        for pool, share in ((FOREIGN, 0.12), (ODD, 0.12), (self.printed, 0.3)):
            if pool and self.is_so(share):
                drawn.insert(self.chance.randint(0, words), self.chance.choice(pool))
        return " ".join(drawn)

    def some(self, pool: Sequence[str], most: int) -> list[str]:
        """Draw none to `most` different values, the first ones of the pool more often."""
        count = self.chance.randint(0, most)
        drawn = (pool[int(len(pool) * self.chance.random() ** 2)] for _ in range(count))
        return list(dict.fromkeys(drawn))

    def ref(self, pool: Sequence[str]) -> str:
        """Draw an id; now and then one that nobody has."""
        if self.is_so(0.01):
            return self.chance.choice(("nobody-at-all", "person-9999", "a_b%c", "it's"))
        return pool[int(len(pool) * self.chance.random() ** 2)]

    def date(self, odd: float = 0.15) -> str:
        """Draw a date: mostly a day around 1999, many on the same days."""
        if self.is_so(odd):
            return self.chance.choice(DATES)
        year = self.chance.choice((1996, 1998, 1999, 1999, 1999, 2000))
        day = f"{year}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        if self.is_so(0.1):
            return f"{day}/{year + self.chance.choice((0, 0, 1, 7))}-12-{self.chance.randint(29, 31)}"
        return day

    def evidence(self, most: int = 2) -> list[Fields]:
        """Draw what a record rests on."""
        places = (
            "Introduction, 1",
            "Introduction, 2",
            "Chronology, May 10",
            "Chronology, April 14",
            "p. 5",
            "",
        )
        return [
            _kept(source=self.ref(self.sources), at=self.chance.choice(places), terms=self.some(PLAIN[:6], 2))
            for _ in range(self.chance.randint(0, most))
        ]

    def conflicts(self, share: float, field: str) -> list[Fields]:
        """Draw a recorded conflict, in this share of cases."""
        return [_kept(field=field, **self.dispute((self.date(0), self.text(3))))] if self.is_so(share) else []

    def dispute(self, values: Sequence[str]) -> Fields:
        """Draw the statements of a conflict, some made by claims; none of them stands, some do, or all."""
        standing = self.chance.choice(([], [], [values[0]], values))
        statements = [
            _kept(
                **({"claim": self.ref(self.claims)} if self.is_so(0.3) else {"value": value}),
                stands=value in standing or None,
                by=self.ref(self.people) if self.is_so(0.5) else "",
                evidence=self.evidence(1),
            )
            for value in values
        ]
        return {"statements": statements, "why": self.text(6), "evidence": self.evidence(1)}


def _kept(**fields: Any) -> Fields:
    """Leave out what is empty, and write `from_` as `from`."""
    return {name.rstrip("_"): value for name, value in fields.items() if value not in ("", [], None)}


def _person(make: Maker, number: int) -> Fields:
    name, names = _names(make, number)
    make.printed.append(name)
    born = make.chance.choice(("1926-08-17", "1931", "193X", "1940~", "", "1998-06"))
    return _kept(
        id=make.people[number],
        name=name,
        names=names,
        country=make.chance.choice((*COUNTRIES, "")),
        born=born,
        died=make.chance.choice(("", "", "", "1999-05-09", "2007-04-23", "1997?"))
        if born != "1998-06"
        else "",
        birthplace=make.ref(make.places) if make.is_so(0.4) else "",
        summary=make.text(8) if make.is_so(0.6) else "",
        offices=[_office(make) for _ in range(make.chance.randint(0, 3))],
        relations=_relations(make),
        evidence=make.evidence(1),
        conflicts=make.conflicts(0.06, "offices"),
        note=make.text(3) if make.is_so(0.1) else "",
        tags=make.some(PLAIN[:5], 2),
    )


def _relations(make: Maker) -> list[Fields]:
    kinds = ("parent", "child-of", "spouse", "member", "member-of", "foe")
    return [
        _kept(
            to=make.ref(make.chance.choice((make.people, make.orgs))),
            kind=make.chance.choice(kinds),
            until=make.chance.choice(("..", "1999-05", "")),
        )
        for _ in range(make.chance.randint(0, 2))
    ]


def _names(make: Maker, number: int) -> tuple[str, list[Fields]]:
    if number < len(RUSSIANS):
        name, native = RUSSIANS[number]
        printed = {"text": name.split()[-1], "kind": "as-printed", "source": "source-0"}
        return name, [{"text": native, "kind": "native", "lang": "ru"}, printed]
    if number < len(RUSSIANS) + len(CHINESE):
        name, native, wade = CHINESE[number - len(RUSSIANS)]
        return name, [
            {"text": native, "kind": "native", "lang": "zh-Hans"},
            {"text": wade, "kind": "romanisation", "lang": "zh-Latn-wadegile"},
        ]
    if number < len(RUSSIANS) + len(CHINESE) + len(OTHERS):
        return OTHERS[number - len(RUSSIANS) - len(CHINESE)], []
    name = f"{make.chance.choice(GIVEN)} {make.chance.choice(FAMILY)}"
    return name, [{"text": make.invent().title(), "kind": "variant"}] if make.is_so(0.2) else []


def _office(make: Maker) -> Fields:
    start = make.chance.choice(("1990-01-01", "1992", "1996-03", "1999-05-09", "2001~", ""))
    end = make.chance.choice(("2003-12-31", "2004", "2002-06/2002-08", "", ""))
    return _kept(
        title=make.chance.choice(OFFICES),
        org=make.ref(make.orgs) if make.is_so(0.8) else "",
        from_=start,
        to=end,
        evidence=make.evidence(1),
    )


def _organisation(make: Maker, number: int) -> Fields:
    names = (
        "Foreign Ministry",
        "Renmin Ribao",
        "Xinhua",
        "North Atlantic Treaty Organization",
        "Presidency of Russia",
    )
    name = (
        names[number]
        if number < len(names)
        else f"{make.invent().title()} {make.chance.choice(ORG_KINDS).title()}"
    )
    other = {"text": "НАТО", "kind": "native", "lang": "ru"} if number == 3 else None
    return _kept(
        id=make.orgs[number],
        name=name,
        names=[other] if other else [],
        country=make.chance.choice((*COUNTRIES, "")),
        kind=make.chance.choice(ORG_KINDS),
        part_of=make.ref(make.orgs) if make.is_so(0.3) else "",
        relations=_relations(make),
        summary=make.text(6),
        evidence=make.evidence(1),
    )


def _place(make: Maker, number: int) -> Fields:
    names = (
        "Moscow",
        "Beijing",
        "Belgrade",
        "São Paulo",
        "Xi'an",
        "Saint Petersburg",
        "100% Point",
        "Moscow",
    )
    native = {"Moscow": "Москва", "Beijing": "北京", "Belgrade": "Београд"}
    name = names[number] if number < len(names) else f"{make.invent().title()}-on-{make.invent().title()}"
    return _kept(
        id=make.places[number],
        name=name,
        names=[{"text": native[name], "kind": "native"}] if name in native else [],
        country=make.chance.choice(COUNTRIES),
        lat=f"{make.chance.uniform(-90, 90):.4f}",
        lon=f"{make.chance.uniform(-180, 180):.4f}",
        part_of=make.ref(make.places) if make.is_so(0.2) else "",
        summary=make.text(4) if make.is_so(0.3) else "",
    )


def _source(make: Maker, number: int) -> Fields:
    entries = ["April 8", "April 14", "May 10", "February 24-27", "June 3"]
    chronology = {
        "title": "Chronology",
        "paragraphs": 5,
        "from": "1999-04",
        "to": "1999-06",
        "entries": entries,
    }
    sections = [{"title": "Introduction", "paragraphs": 6}, *([chronology] if number % 4 == 0 else [])]
    return _kept(
        id=make.sources[number],
        title=f"{make.text(4)}",
        authors=make.chance.choice((["Yu, Bin"], ["O'Brien, Kevin", "Jiang, Zemin"], ["Xinhua"], [])),
        container=make.chance.choice(("Comparative Connections", "")),
        publisher=make.chance.choice(("Pacific Forum", "")),
        published=make.chance.choice(("1999-07", "1999-05-08", "1999-23", "")),
        url=f"https://example.org/{number}?a=1&b=%25_" if number % 3 == 0 else "",
        kind=make.chance.choice(("article", "news", "book", "")),
        language=make.chance.choice(("en", "ru", "zh", "")),
        sections=sections if number % 2 == 0 else [],
        conflicts=make.conflicts(0.05, "status"),
    )


def _event(make: Maker, number: int) -> Fields:
    participants: list[Fields] = [
        _kept(
            person=person,
            role=make.chance.choice(ROLES),
            **({"as": make.chance.choice(OFFICES), "as_org": make.ref(make.orgs)} if make.is_so(0.1) else {}),
        )
        for person in (make.ref(make.people) for _ in range(make.chance.choice((0, 1, 2, 2, 3, 5))))
    ]
    participants += [{"org": make.ref(make.orgs)}] if make.is_so(0.3) else []
    return _kept(
        id=make.events[number],
        date=DATES[number] if number < len(DATES) else make.date(),
        title=make.text(make.chance.randint(2, 7)),
        summary=make.text(make.chance.randint(5, 60)) if make.is_so(0.9) else "",
        kind=make.chance.choice(KINDS),
        participants=participants,
        places=make.some(make.places, 2),
        countries=make.some(COUNTRIES, 2),
        topics=make.some(TOPICS, 3),
        part_of=make.ref(make.events[:60]) if make.is_so(0.08) else "",
        evidence=make.evidence(),
        conflicts=make.conflicts(0.05, "date"),
    )


def _claim(make: Maker, number: int) -> Fields:
    kind = make.chance.choice(("fact", "figure", "assessment", "forecast", "quotation"))
    verdict = make.chance.choice(("supported", "partly", "superseded", "unverified"))
    assessment = _kept(verdict=verdict, why=make.text(5), evidence=make.evidence(1))
    return _kept(
        id=make.claims[number],
        text=make.text(make.chance.randint(5, 30)),
        kind=kind,
        about=[make.ref(pool) for pool in (make.events, make.people, make.places) if make.is_so(0.4)],
        by=make.ref(make.people) if make.is_so(0.6) else "",
        reported_by=make.ref(make.orgs) if make.is_so(0.3) else "",
        said=make.date(0.3) if make.is_so(0.6) else "",
        holds=make.date(0.3) if make.is_so(0.5) else "",
        certainty=make.chance.choice(("stated", "reported", "alleged", "inferred")),
        quote=make.text(5) if kind == "quotation" else "",
        figure=_kept(value="5.48", unit="billion dollars", of=make.text(2)) if kind == "figure" else None,
        topics=make.some(TOPICS, 2),
        assessment=assessment if make.is_so(0.4) else None,
        evidence=make.evidence(1),
        conflicts=make.conflicts(0.04, "figure"),
    )


def _conflict(make: Maker, number: int) -> Fields:
    values = [make.text(3) for _ in range(make.chance.choice((2, 2, 3)))]
    pools = (make.events, make.people, make.claims, make.sources)
    return _kept(
        id=f"conflict-{number}",
        question=make.text(5),
        about=[make.ref(pool) for pool in pools if make.is_so(0.4)],
        field=make.chance.choice(("date", "offices", "")),
        tags=make.some(PLAIN[:5], 2),
        **make.dispute(values),
    )


def _long_texts() -> Iterator[Fields]:
    """Yield what engines have limits for: words past the 16,383rd, a thousand places of one word, a megabyte."""
    filler = " ".join(f"filler {'abcdefgh'[n % 8]}x" for n in range(10_000))
    different = " ".join(f"sundry{_letters(number)}" for number in range(70_000))
    texts = {
        "long-text": f"opening words {filler} zanzibar quagmire",
        "much-repeated": f"{'echo ' * 1000}valley echo {'echo ' * 300}canyon",
        "many-words": f"{different} finis coronat",
        "nul-inside": "before\0after and a \x7f sign",
    }
    for number, (id_, text) in enumerate(texts.items()):
        yield _kept(
            id=id_, date=f"1999-05-{number + 8:02}", title=id_.replace("-", " "), summary=text, kind="visit"
        )
    yield _kept(
        id="nul-named", date="1999-05-08", title="A title\0cut", topics=["topic"], countries=["China"]
    )


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))


def _doubles(make: Maker) -> Iterator[Fields]:
    """Yield events with ids that other records have."""
    for id_ in ("event-3", "event-3", "event-40", "person-1", "claim-2", "source-0"):
        yield _event(make, 50) | {"id": id_, "title": f"{id_} again"}


def write_corpus(folder: Path) -> None:
    """Write the corpus into a folder, over several files."""
    make = Maker(random.Random(9))  # noqa: S311 - the same at every run is the point
    people = [_person(make, number) for number in range(PEOPLE)]
    lists: dict[str, list[Fields]] = {
        "people": people,
        "organisations": [_organisation(make, number) for number in range(ORGS)],
        "places": [_place(make, number) for number in range(PLACES)],
        "sources": [_source(make, number) for number in range(SOURCES)],
        "claims": [_claim(make, number) for number in range(CLAIMS)],
        "conflicts": [_conflict(make, number) for number in range(CONFLICTS)],
    }
    events = [*(_event(make, number) for number in range(EVENTS)), *_long_texts()]
    half = len(events) // 2
    files: dict[str, dict[str, list[Fields]]] = {
        "b.yaml": lists,
        "a/events.yaml": {"events": events[:half]},
        "c/more events 100%.yaml": {"events": events[half:]},
        # A name that is no text, as a disk may have.
        os.fsdecode(b"z\xe9.yaml"): {"events": list(_doubles(make))},
    }
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(_yaml(content), encoding="utf-8")
    title = {"format": "2", "title": "A corpus of oddities", "from": "1996", "to": "2000"}
    (folder / "title.yaml").write_text(f"corpus: {json.dumps(title)}\n", encoding="utf-8")
    (folder / "faulty.yaml").write_text(_FAULTY, encoding="utf-8")


_FAULTY = """\
events:
  - {id: no-such-day, date: 1999-02-30, title: left out}
  - {id: Not An Id, date: 1999, title: left out too}
  - {id: kept-anyway, date: 1999-05-08, title: kept, colour: blue}
"""


def _yaml(lists: dict[str, list[Fields]]) -> str:
    """Write lists as YAML, each record as JSON on a line, which is YAML as well."""
    return "".join(
        f"{name}:\n" + "".join(f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in records)
        for name, records in lists.items()
    ).replace("\x7f", "\\u007f")
