"""Corpus files as people write them: any indent, any style, comments anywhere."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["Bonn", "12:30", "NO", "l'été", "“so”", "張", "a # b", "it's", "5.48", "x: y", "- dash", "🛰"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    text = draw(TEXTS)
    style = draw(st.sampled_from(["double", "single", "folded", "literal", "wrapped"]))
    pad = " " * (indent + draw(st.integers(1, 4)))
    if style == "double":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style == "wrapped":
        return '"' + f"\n{pad}".join(text.replace('"', '\\"').split(" ")) + '"'
    sign = ">-" if style == "folded" else "|"
    return f"{sign}\n{pad}{text}\n\n{pad}  {text}"


@st.composite
def comments(draw: st.DrawFn, indent: int) -> str:
    kind = draw(st.integers(0, 6))
    pad = " " * max(0, indent + draw(st.integers(-1, 1)))
    return {0: "\n", 1: f"{pad}# {draw(WORDS)}\n", 2: f"\n\n{pad}# one\n{pad}#two\n\n"}.get(kind, "")


@st.composite
def records(draw: st.DrawFn, number: int, dash: int, step: int) -> str:
    """A place or so: keys in any order, with comments between them."""
    column = dash + step
    pairs = [f"id: place-{number}", f"name: {draw(scalars(column))}"]
    if draw(st.booleans()):
        pairs.append(f"summary: {draw(scalars(column))}")
    if draw(st.booleans()):
        pairs.append("names: [{kind:  variant,text: Bonn , lang: de}, {text: 'b'}]")
    if draw(st.booleans()):
        inner = " " * (column + draw(st.integers(0, 3)))
        pairs.append(
            f"evidence:{draw(st.sampled_from(['', '  # why']))}\n{draw(comments(column + 2))}"
            f"{inner}- source: s\n{inner}  at: {draw(scalars(column + 6))}\n{inner}- {{source: t}}"
        )
    pairs = draw(st.permutations(pairs))
    written = ""
    for place, pair in enumerate(pairs):
        trailing = draw(st.sampled_from(["", "", "  # note"])) if pair.count("\n") == 0 else ""
        lead = " " * dash + "-" + " " * (step - 1) if not place else draw(comments(column)) + " " * column
        written += lead + pair + trailing + "\n"
    return written


@st.composite
def corpus_files(draw: st.DrawFn) -> str:
    dash, step = draw(st.integers(0, 3)), draw(st.integers(2, 4))
    text = draw(st.sampled_from(["", "# top\n\n", "---\n"])) + "places:\n"
    for number in range(draw(st.integers(1, 4))):
        text += draw(comments(dash)) + draw(records(number, dash, step))
    text += draw(comments(0))
    return text + draw(st.sampled_from(["", "sources: []\n", "corpus:\n   title: x   # y\n", "# end"]))
