"""Corpora of the first format: values made by hypothesis, and their text in every style that YAML has."""

import random
from typing import Any

from hypothesis import strategies as st

IDS = ("alpha", "beta", "gamma", "gamma-two", "delta")
VERDICTS = ("open", "reconciled", "contradicted", "superseded")
_TEXTS = st.sampled_from(
    (
        "a plain text",
        "with a colon: here",
        "it's so",
        'he said "no"',
        "number # 5",
        "Ельцин",
        "1999",
        "yes",
        "- not a list",
        "several words that go on and on, so that the line in which they are becomes longer than a line may be in it",
    )
)
_EVIDENCE = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from(("s-one", "s-two"))},
        optional={
            "at": st.sampled_from(("Part, 1", "Part, 2")),
            "terms": st.lists(_TEXTS, min_size=1, max_size=2),
        },
    ),
    min_size=1,
    max_size=2,
)
_CERTAINTY = st.sampled_from(("stated", "reported", "implied", "alleged"))
_STATEMENT = st.fixed_dictionaries(
    {"says": st.one_of(_TEXTS, st.sampled_from(("1999-05-08", "8 May 1999")))},
    optional={"by": st.sampled_from(("p-one", "p-two")), "certainty": _CERTAINTY, "evidence": _EVIDENCE},
)
_CONFLICTS = st.lists(
    st.fixed_dictionaries(
        {
            "on": st.sampled_from(("date", "title", "offices", "Range (of talks)")),
            "statements": st.lists(_STATEMENT, min_size=1, max_size=3),
            "verdict": st.sampled_from(VERDICTS),
        },
        optional={"why": _TEXTS, "evidence": _EVIDENCE},
    ),
    min_size=1,
    max_size=3,
)
_CLAIM = st.fixed_dictionaries(
    {"text": _TEXTS},
    optional={
        "about": st.lists(st.sampled_from(("e-one", "p-one")), min_size=1, max_size=2, unique=True),
        "by": st.just("p-one"),
        "certainty": _CERTAINTY,
        "tags": st.just(["kept"]),
        "contradicts": st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True),
        "evidence": _EVIDENCE,
        "assessment": st.fixed_dictionaries(
            {"verdict": st.sampled_from(("supported", "partly", "contradicted", "superseded", "unverified"))},
            optional={"why": _TEXTS, "evidence": _EVIDENCE},
        ),
        "conflicts": _CONFLICTS,
        "note": _TEXTS,
    },
)
_OTHER = st.fixed_dictionaries(
    {"conflicts": _CONFLICTS}, optional={"note": _TEXTS, "tags": st.just(["kept"])}
)


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Draw the lists of a corpus of the first format."""
    claims = [{"id": id_, **draw(_CLAIM)} for id_ in draw(st.lists(st.sampled_from(IDS), unique=True))]
    for claim in claims:
        claim["contradicts"] = [id_ for id_ in claim.get("contradicts", ()) if id_ != claim["id"]]
        if not claim["contradicts"]:
            del claim["contradicts"]
    event = {"id": "e-one", "date": "1999-05-08", "title": draw(_TEXTS), **draw(_OTHER)}
    person = {"id": "p-one", "name": draw(_TEXTS), **draw(_OTHER)}
    organisation = {"id": "p-two", "name": draw(_TEXTS), **draw(_OTHER)}
    lists: dict[str, list[dict[str, Any]]] = {
        "claims": claims,
        "events": [event],
        "people": [person],
        "organisations": [organisation],
    }
    names = draw(st.permutations(sorted(lists)))
    return {name: lists[name] for name in names if lists[name]}


class Writer:
    """Writes values as YAML in styles chosen at random, with comments and aliases where YAML allows them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  not a secret
        self.comments: list[str] = []
        self.anchors: dict[str, str] = {}
        self.written = 0
        """Anchors that were written, also those that a later document does not know."""

    def file(self, lists: dict[str, Any]) -> str:
        """Return the text of a file."""
        lines = ["# yaml-language-server: $schema=corpus.schema.json"] if self.chance(0.3) else []
        self.comments += lines
        for name, records in lists.items():
            if lines and self.chance(0.2):
                lines.append("---")
                self.anchors = {}
            lines += [*self.comment(""), f"{name}:{self.beside()}"]
            dashes = self.random.choice(("", "  "))
            for record in records:
                lines += self.item(record, dashes)
                lines += [""] * self.chance(0.5)
        if self.chance(0.3):
            lines += self.comment("")
        text = "\n".join(lines) + "\n" * self.chance(0.9)
        return text.replace("\n", "\r\n") if self.chance(0.3) else text

    def chance(self, share: float) -> bool:
        """Return True with this probability."""
        return self.random.random() < share

    def comment(self, margin: str) -> list[str]:
        """Return the lines of a comment, or none."""
        return [f"{margin}{self.new_comment()}"] if self.chance(0.15) else []

    def new_comment(self) -> str:
        """Return a comment that no other line has."""
        self.comments.append(f"# comment {len(self.comments)}: on, says {{}}")
        return self.comments[-1]

    def beside(self) -> str:
        """Return a comment for the end of a line, or nothing."""
        return f"  {self.new_comment()}" if self.chance(0.15) else ""

    def mapping(self, values: dict[str, Any], margin: str) -> list[str]:
        """Return the lines of a block mapping."""
        keys = list(values)
        if self.chance(0.5):
            self.random.shuffle(keys)
        lines: list[str] = []
        for key in keys:
            lines += [*self.comment(margin), *self.pair(key, values[key], margin)]
        return lines

    def pair(self, key: str, value: Any, margin: str) -> list[str]:
        """Return the lines of a key with its value."""
        head = f"{margin}{self.key(key)}:"
        if isinstance(value, str):
            return self.text(head, value, margin)
        if self.chance(0.4):
            return [f"{head} {self.flow(value, margin)}{self.beside()}"]
        anchor = self.anchor(value)
        if anchor.startswith("*"):
            return [f"{head} {anchor}{self.beside()}"]
        first = f"{head} {anchor}".rstrip() + self.beside()
        if isinstance(value, dict):
            return [first, *self.mapping(value, margin + "  ")]
        dashes = margin + self.random.choice(("", "  "))
        return [first, *(line for item in value for line in self.item(item, dashes))]

    def item(self, value: Any, dashes: str) -> list[str]:
        """Return the lines of an item of a block list."""
        above = self.comment(dashes)
        if isinstance(value, str) or self.chance(0.3):
            return [*above, f"{dashes}- {self.flow(value, dashes)}{self.beside()}"]
        lines = self.mapping(value, dashes + "  ")
        if self.chance(0.1):
            return [*above, f"{dashes}-{self.beside()}", *lines]
        first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        moved = [line[2:] for line in lines[:first]]
        return [*above, *moved, f"{dashes}- {lines[first][len(dashes) + 2 :]}", *lines[first + 1 :]]

    def key(self, key: str) -> str:
        """Return a key, sometimes in quotes."""
        return self.random.choice((key, key, key, f'"{key}"', f"'{key}'"))

    def anchor(self, value: Any) -> str:
        """Return an alias of an equal value, a new anchor, or nothing."""
        key = repr(value)
        if key in self.anchors and self.chance(0.5):
            return f"*{self.anchors[key]}"
        if self.chance(0.15):
            self.written += 1
            self.anchors[key] = f"x{self.written}"
            return f"&{self.anchors[key]} "
        return ""

    def text(self, head: str, text: str, margin: str) -> list[str]:
        """Return the lines of a key with a text."""
        if self.chance(0.25) and not text.startswith("-"):
            words = text.split(" ")
            middle = self.random.randrange(len(words) + 1)
            parts = [part for part in (words[:middle], words[middle:]) if part]
            lines = [f"{margin}  {' '.join(part)}" for part in parts]
            return [f"{head} >-", *lines]
        return [f"{head} {self.scalar(text)}{self.beside()}"]

    def scalar(self, text: str) -> str:
        """Return a text on one line."""
        anchor = self.anchor(text)
        if anchor.startswith("*"):
            return f"{anchor} "
        single = "'" + text.replace("'", "''") + "'"
        double = '"' + text.replace('"', '\\"') + '"'
        is_plain = text.replace(" ", "").replace("-", "").isalnum() and not text.startswith("-")
        return anchor + self.random.choice(
            (text, text, text, single, double) if is_plain else (single, double)
        )

    def flow(self, value: Any, margin: str) -> str:
        """Return a value in braces or brackets, sometimes on several lines."""
        if isinstance(value, str):
            return self.scalar(value)
        anchor = self.anchor(value)
        if anchor.startswith("*"):
            return f"{anchor} "
        is_mapping = isinstance(value, dict)
        parts = (
            [f"{self.key(key)}: {self.flow(one, margin)}" for key, one in value.items()]
            if is_mapping
            else [self.flow(one, margin) for one in value]
        )
        between = ", "
        if len(parts) > 1 and self.chance(0.2):
            between = f",{self.beside()}\n{margin}    "
        opening, closing = "{}" if is_mapping else "[]"
        tail = "," if self.chance(0.1) else ""
        space = self.random.choice(("", " "))
        return f"{anchor}{opening}{space}{between.join(parts)}{tail}{space}{closing}"
