"""What the questions ask for: values as they stand in a corpus, as people mistype them, and some that it lacks."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from sinoru.loading.files import find_corpus_files
from sinoru.loading.records import Loaded, load_records
from sinoru.model.records import Claim, Event, Organisation, Person, Place, Record
from sinoru.query.filters import HONOURED, NO_FILTERS, Filters, given_filters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TYPED_DATES = (
    *"1999 1999-05 1999-05-08 199X 19XX 1999-21 1999? 1998 2000 1996 1999-05-10".split(),
    *"-0044 Y3000000 0000 9999 1582-10".split(),
    *(
        "May 1999",
        "8 May 1999",
        "spring 1999",
        "May 8, 1999",
        "the 1990s",
        "1999/2000",
        "1999-05-08/1999-05-20",
        "1999/",
    ),
)
WRONG_DATES = ("1999-02-30", "soon", "13 Mai Month", "1999-13", "", "..", "99999999999999", "8 May", "'; --")
NOWHERE = (
    "nobody-at-all",
    "Zzyzx Qwertz",
    "100%",
    "a_b%c",
    "it's",
    "back\\slash",
    '"',
    "无人",
    "%",
    "_",
    "Kosov",
    "",
)
VERDICTS = (
    *("supported", "partly", "contradicted", "disputed", "superseded", "unverified"),
    *("open", "settled", "reconciled", "wrong"),
)
CERTAINTIES = ("stated", "reported", "alleged", "inferred", "sure")
KINDS = ("person", "organisation", "place", "source", "event", "claim", "conflict")


class Values:
    """What stands in a corpus, drawn at random. All draws come from one seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same at every run is the point
        self.records = list(_read(folder))
        self.ids = {kind: [one.id for one in self.records if kind == one.KIND] for kind in KINDS}
        self.names = {
            kind: [n for one in self.records if kind == one.KIND for n in _names(one)] for kind in KINDS
        }
        self.topics = _most_first(t for one in self.records for t in getattr(one, "topics", ()))
        self.countries = _most_first(c for one in self.records for c in getattr(one, "countries", ()))
        self.kinds = _most_first(
            one.kind for one in self.records if isinstance(one, Event | Claim | Organisation)
        )
        self.titles = [
            office.title for one in self.records if isinstance(one, Person) for office in one.offices
        ]
        # Of long texts the ends: there engines stop counting.
        texts = [text if len(text) < 5_000 else text[-200:] for text in map(_text, self.records)]
        self.texts = [text for text in texts if text]
        counts = Counter(word for text in texts for word in dict.fromkeys(text.split()))
        self.by_frequency = [word for word, _ in counts.most_common()]

    def one(self, pool: Sequence[str]) -> str:
        """Draw any of these alike."""
        return self.chance.choice(pool)

    def early(self, pool: Sequence[str]) -> str:
        """Draw one, the first ones more often: what is named first is named most."""
        return pool[int(len(pool) * self.chance.random() ** 3)]

    def is_so(self, share: float) -> bool:
        """Decide: yes in this share of cases."""
        return self.chance.random() < share

    def id(self, *kinds: str) -> str:
        """Draw an id, also as nobody has it."""
        pool = self.ids[self.one(kinds or KINDS)]
        if self.is_so(0.08):
            return self.one((self.mistyped(self.early(pool)), self.early(pool).upper(), self.one(NOWHERE)))
        return self.early(pool)

    def name(self, *kinds: str) -> str:
        """Draw a name: in any spelling, a part of it, mistyped, in capitals, by id, with a title; or nobody's."""
        name = self.early(self.names[self.one(kinds)])
        return self.chance.choice(
            (
                lambda: name,
                lambda: name,
                lambda: self.one(name.split()),
                lambda: self.mistyped(name),
                name.upper,
                lambda: self.id(*kinds),
                lambda: f"President {name}",
                lambda: name[: max(2, len(name) // 2)],
                lambda: self.one(NOWHERE),
            )
        )()

    def mistyped(self, word: str) -> str:
        """Change a letter, leave one out, double one, or change two."""
        if not word:
            return "x"
        at = self.chance.randrange(len(word))
        change = self.chance.randrange(4)
        if change == 0:
            return word[:at] + self.chance.choice("aeiouxk") + word[at + 1 :]
        if change == 1:
            return word[:at] + word[at + 1 :]
        if change == 2:
            return word[:at] + word[at : at + 1] + word[at:]
        return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]

    def word(self) -> str:
        """Draw a word of the texts: a frequent, a middling or a rare one."""
        pool = self.by_frequency
        first, last = self.chance.choice(((0, 20), (0, 60), (20, 300), (20, 300), (300, len(pool))))
        return self.one(pool[first:last])

    def phrase(self, words: int = 2) -> str:
        """Draw words that stand beside one another in a text."""
        of = self.one(self.texts).split()
        at = self.chance.randrange(max(1, len(of) - words))
        return " ".join(of[at : at + words]).replace('"', "")

    def query(self) -> str:
        """Draw what somebody types to search."""
        word, other = self.word(), self.word()
        return self.chance.choice(
            (
                lambda: word,
                lambda: f"{word} {other}",
                lambda: f"{word} {other} {self.word()}",
                lambda: f'"{self.phrase()}"',
                lambda: f'"{self.phrase(3)}" {word}',
                lambda: f"{word[: max(2, len(word) // 2)]}*",
                lambda: f"{word} -{other}",
                lambda: f'{word} -"{self.phrase()}"',
                lambda: f"{word} OR {other}",
                lambda: f"{word} OR {other} {self.word()}",
                lambda: self.mistyped(word),
                lambda: f"{self.mistyped(word)} {other}",
                lambda: self.name("person", "organisation", "place"),
                lambda: f"{self.name('person')} {word}",
                lambda: self.one(_ODD_QUERIES),
                lambda: self.phrase(4),
            )
        )()

    def date(self, wrong: float = 0.06) -> str:
        """Draw a date as typed: most around 1999, some that are none."""
        if self.is_so(wrong):
            return self.one(WRONG_DATES)
        if self.is_so(0.5):
            year = self.chance.choice((1996, 1998, 1999, 1999, 2000))
            return f"{year}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        return self.one(TYPED_DATES)

    def some(self, draw: object, share: float) -> tuple[str, ...]:
        """Draw none, one or two values of a filter."""
        if not self.is_so(share) or not callable(draw):
            return ()
        return tuple(draw() for _ in range(self.chance.choice((1, 1, 1, 2))))

    def filters(self, share: float = 0.2, *, claims: bool = False) -> Filters:
        """Draw filters, each given in this share of cases."""
        drawn = Filters(
            start=self.date() if self.is_so(share) else "",
            end=self.date() if self.is_so(share) else "",
            person=self.some(lambda: self.name("person"), share),
            org=self.some(lambda: self.name("organisation"), share / 3),
            country=self.some(lambda: self._word(self.countries), share / 2),
            place=self.some(lambda: self.name("place"), share / 3),
            kind=self.some(lambda: self._word((*self.kinds, *KINDS)), share / 2),
            topic=self.some(lambda: self._word(self.topics), share / 2),
            source=self.some(lambda: self.id("source"), share / 3),
            limit=self.chance.choice((None, None, 1, 3, 10, 50)),
            sort=self.chance.choice(("", "", "", "date", "-date")),
        )
        if not claims:
            return drawn
        return msgspec.structs.replace(
            drawn,
            by=self.some(lambda: self.name("person", "organisation"), share),
            about=self.some(lambda: self.name("person", "event", "place"), share / 2),
            certainty=self.some(lambda: self.one(CERTAINTIES), share / 2),
            verdict=self.some(lambda: self.one(VERDICTS), share / 2),
        )

    def honoured(self, question: str, share: float = 0.1, *, claims: bool = False) -> Filters:
        """Draw filters of which a question mostly honours all: others are refused."""
        drawn = self.filters(share, claims=claims)
        others = {
            name: getattr(NO_FILTERS, name) for name in given_filters(drawn) if name not in HONOURED[question]
        }
        return drawn if self.is_so(0.05) else msgspec.structs.replace(drawn, **others)

    def _word(self, pool: Sequence[str]) -> str:
        word = self.early(pool)
        return self.chance.choice((word, word, word, word.upper(), word, self.mistyped(word)))


_ODD_QUERIES = (
    *(
        "su 30",
        "Su-30",
        "su30",
        "1990s",
        "5.48",
        "1,200",
        "1200",
        "US",
        "u.s.",
        "the of and",
        "中俄",
        "边界",
        "дружба",
    ),
    *(
        "Ельцин",
        "江泽民",
        "xi'an",
        "xian",
        "100%",
        "a_b",
        "back\\slash",
        '"',
        '""',
        "-",
        "*",
        "'; DROP",
        "foo:bar",
        "NOT x",
    ),
    *(
        "echo",
        '"echo valley"',
        '"echo canyon"',
        '"valley echo"',
        "zanzibar",
        '"zanzibar quagmire"',
        '"finis coronat"',
    ),
    *(
        "opening quagmire",
        "sundry*",
        '"before after"',
        "before",
        "\u202edim",
        "😀",
        "elan",
        "facade",
        "strauss",
        "fine",
    ),
    *(
        "president of russia",
        "foreign minister",
        "beijing OR moscow",
        "-visit",
        "visit -visit",
        "OR",
        "a OR",
        "x" * 70,
    ),
    *(
        "",
        "   ",
        "full",
        "visiting",
        "chiang tse min",
        "teng hsiao-p'ing",
        "khrushchev",
        "hrushev",
        "zhang wei",
        "li",
    ),
)


def _read(folder: Path) -> list[Record]:
    found = []
    for file in find_corpus_files([str(folder)]):
        with open(file.path, "rb") as stream:
            found += [one.record for one in load_records(stream, file.path) if isinstance(one, Loaded)]
    return found


def _names(record: Record) -> list[str]:
    if isinstance(record, Person | Organisation | Place):
        return [record.name, *(name.text for name in record.names)]
    return [record.id]


def _text(record: Record) -> str:
    fields = (getattr(record, name, "") for name in ("title", "summary", "text", "name"))
    return re.sub(r"\s+", " ", " ".join(filter(None, fields))).strip()


def _most_first(values: object) -> list[str]:
    counts: Counter[str] = Counter(values)  # type: ignore[call-overload]
    return [value for value, _ in counts.most_common()]
