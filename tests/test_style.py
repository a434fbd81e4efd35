"""The house style (docs/style.md): turns of phrase to avoid are counted for each file, and a count may only fall."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COUNTS = Path(__file__).parent / "style_counts.tsv"

HABITS = (
    r"\b(?:stands?|stood) (?!for\b)",
    r"\b(?:is|are|was|were|be) told\b",
    r"^(?:Give|Tell)s?\b",
    r"\b(?:is|are|was) (?:no|none)\b(?! (?:longer|more|less)\b)",
    r"\b(?:nobody|somebody|whoever)\b",
    r"\bsay (?:which|what|whom|where|of which)\b",
    r"\b(?:again for several|so many (?:columns|days)|so many\.)",
    r"\bbehind (?:it|them)\b",
    r"\b(?:rests? on|resting on|held against|at hand|anew)\b",
    r"\b(?:bears?|borne)\b",
    r"\bmend(?:s|ed|ing)?\b",
    r"\b(?:is|are) due\b",
    r"\btak(?:e|es|en|ing) (?:\w+ )?away\b",
    r"(?:^|[.;:] )of (?:the|a|an|very|many|one|each|all|several|every)\b",
    r"\ban? \w+ an? (?:line|file|record|module|screen|page)\b",
    r"; else\b",
)
AVOIDED = re.compile("|".join(HABITS), re.IGNORECASE | re.MULTILINE)
FAULT = re.compile(r"\bfaults?\b", re.IGNORECASE)
"""Users meet errors and warnings; docstrings may speak of faults, as the code does."""
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
SELF = "docs/style.md"
"""The page that quotes what it advises against."""


def written_files() -> Iterator[Path]:
    yield from sorted(ROOT.glob("*.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield from sorted((ROOT / "src").rglob("*.py"))
    yield from sorted((ROOT / "src").rglob("*.html"))
    yield from sorted((ROOT / "web" / "src").glob("*.js"))


def avoided_in(path: Path) -> int:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        docstrings, strings = split_strings(ast.parse(text))
        return sum(map(count_avoided, docstrings)) + sum(map(count_for_users, strings))
    return count_for_users(FENCE.sub("", text))


def split_strings(tree: ast.Module) -> tuple[list[str], list[str]]:
    """Return the docstrings of a module, those of attributes included, and its other strings of several words."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    docstrings, strings = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in alone:
                docstrings.append(node.value)
            elif " " in node.value:
                strings.append(node.value)
    return docstrings, strings


def count_avoided(text: str) -> int:
    return len(AVOIDED.findall(text))


def count_for_users(text: str) -> int:
    return count_avoided(text) + len(FAULT.findall(text))


def count_all() -> dict[str, int]:
    counts = {path.relative_to(ROOT).as_posix(): avoided_in(path) for path in written_files()}
    return {name: count for name, count in counts.items() if count and name != SELF}


def test_no_file_departs_more_from_the_style_than_before(pytestconfig: pytest.Config) -> None:
    counts = count_all()
    if pytestconfig.getoption("--update-golden"):
        COUNTS.write_text("".join(f"{name}\t{count}\n" for name, count in sorted(counts.items())), "utf-8")
    lines = [line.split("\t") for line in COUNTS.read_text("utf-8").splitlines()]
    allowed = {name: int(count) for name, count in lines}
    worse = {name: count for name, count in counts.items() if count > allowed.get(name, 0)}
    assert not worse, (
        f"see docs/style.md; {worse} more than { ({name: allowed.get(name, 0) for name in worse}) }"
    )
    assert counts == allowed, "fewer than before: record it with `make golden`"


@pytest.mark.parametrize(
    "text",
    [
        "nothing stands here",
        "A date is none.",
        "Say which day.",
        "Give the records.",
        "It is told once.",
        "An error a line.",
        "Of many errors, the first ones are shown.",
        "Repeat; else the default.",
    ],
)
def test_a_habit_is_found(text: str) -> None:
    assert count_avoided(text) == 1


@pytest.mark.parametrize(
    "text", ["X stands for a digit.", "It is no longer used.", "A record has an id.", "One error per line."]
)
def test_plain_english_passes(text: str) -> None:
    assert count_avoided(text) == 0


def test_users_meet_errors_and_not_faults() -> None:
    assert count_for_users("3 faults in this corpus") == 1
    assert count_for_users("3 errors in this corpus") == 0
