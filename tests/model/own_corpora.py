"""Any declarations of own fields, and records with any values in them: strategies of hypothesis."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from sinoru.loading.field_readers import reserved_names
from sinoru.model.fields import Declared, Fields
from sinoru.model.records import (
    HAVE_OWN,
    Choice,
    Claim,
    ConflictRecord,
    Event,
    Evidence,
    Office,
    Organisation,
    OwnField,
    OwnType,
    Participant,
    Person,
    Place,
    Record,
    Source,
    Statement,
)

NAMES = st.one_of(
    st.sampled_from(["alpha", "beta"]),  # of which several things have one, each of a type of its own
    st.from_regex(r"[a-z]{1,6}(_[a-z]{1,6})?", fullmatch=True),
).filter(lambda name: name not in reserved_names() and not name.endswith("_as_written"))
AWKWARD = (
    *(
        "007",
        "NO",
        "no",
        "null",
        "~",
        "true",
        "1e3",
        "0x1F",
        "1_000",
        "12:30",
        "1999-05-08",
        "=1+1",
        "-",
        "?",
    ),
    *(
        "'",
        '"',
        "it's",
        'say "so"',
        "a: b",
        "a #b",
        "#a",
        "- a",
        "[a]",
        "{a}",
        "a, b",
        "a; b",
        "&a",
        "*a",
        "!a",
    ),
    *(
        "@a",
        "`a",
        "|",
        ">",
        "%a",
        "a\\b",
        "שלום",
        "مرحبا 12",
        "北京",
        "é",
        "ŝ",
        "<b>&amp;",
        "</script>",
        "1,5",
    ),
)
WORDS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20
    ).filter(lambda text: text == text.strip()),
)
NUMBERS = st.one_of(
    st.sampled_from(
        ["007", "0.50", "-0", ".5", "30..50", "~40", ">=30", "<=-2.5", "12345678901234567890", "-7..-3"]
    ),
    st.decimals(-1000, 1000, places=2).map(lambda number: f"{number}"),
    st.integers(0, 99).map(lambda number: f"~{number}"),
    st.integers(0, 99).map(lambda number: f">={number}"),
    st.tuples(st.integers(0, 9), st.integers(10, 99)).map(lambda pair: f"{pair[0]}..{pair[1]}"),
)
DATES = st.sampled_from(
    ["1999", "1999-05", "1999-05-08", "1994~", "199X", "1999-05-22/1999-05-29", "../1999", "-0043", "1999-21"]
)
IDS = {"person": "ada", "organisation": "club", "place": "pitch", "event": "game", "source": "paper"}
CITED = (Evidence(source="paper", at="1"),)


@st.composite
def own_fields(draw: st.DrawFn) -> OwnField:
    """A declaration of any type."""
    kind: OwnType = draw(st.sampled_from(get_args(OwnType)))
    values = (
        draw(st.dictionaries(WORDS, st.builds(Choice, label=WORDS | st.just("")), min_size=1, max_size=4))
        if kind == "choice"
        else {}
    )
    label, unit = draw(st.sampled_from(["", "how deep"])), draw(st.sampled_from(["", "km"]))
    return OwnField(type=kind, values=values, many=draw(st.booleans()), label=label, unit=unit)


def values_of(field: OwnField) -> st.SearchStrategy[Any]:
    """Any value of a field."""
    of_type = {
        "text": WORDS,
        "number": NUMBERS,
        "date": DATES,
        "choice": st.sampled_from([*field.values]) if field.values else st.nothing(),
    }
    one = of_type[field.type] if field.type in of_type else st.just(IDS[field.type])
    return st.lists(one, min_size=1, max_size=3).map(tuple) if field.many else one


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Fields, list[Record]]:
    """A table with fields of a corpus's own, and records of all kinds with values in them."""
    places = st.sampled_from([*HAVE_OWN])
    declared = draw(
        st.dictionaries(places, st.dictionaries(NAMES, own_fields(), min_size=1, max_size=4), max_size=4)
    )

    def own(place: str) -> dict[str, Any] | None:
        fields = declared.get(place, {})
        return {name: draw(values_of(one)) for name, one in fields.items() if draw(st.booleans())} or None

    took_part = (
        Participant(person="ada", own=own("events.participants")),
        Participant(org="club", own=own("events.participants")),
    )
    offices = tuple(Office(title="Captain", org="club", own=own("people.offices")) for _ in range(2))
    sides = (Statement(value="one"), Statement(value="two"))
    return Fields(Declared(declared)), [
        Event(
            id="game",
            date="1999",
            title="A game",
            participants=took_part,
            own=own("events"),
            evidence=CITED,
            note="N",
        ),
        Person(id="ada", name="Ada", offices=offices, own=own("people"), tags=("t",)),
        Organisation(id="club", name="Club", own=own("organisations")),
        Place(id="pitch", name="Pitch", own=own("places")),
        Claim(id="said", text="It rained.", kind="fact", own=own("claims"), evidence=CITED),
        ConflictRecord(
            id="which", question="Which?", about=("game",), statements=sides, own=own("conflicts")
        ),
        Source(id="paper", title="The paper", publisher="P", published="1999", own=own("sources")),
    ]


def declaration(fields: Fields) -> dict[str, Any]:
    """What a corpus file declares."""
    return {"corpus": {"format": 2, "title": "Games", "fields": msgspec.to_builtins(fields.declared.fields)}}
