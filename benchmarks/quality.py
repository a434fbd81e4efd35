"""What look-ups find, as figures by kind: names in many languages, searches and questions as people type them.

`python benchmarks/quality.py [names|queries|questions] [LIST [CORPUS]]` prints how often the right record comes
first, and among the first five. Each line of a list has a query, the ids that answer it (`|` between them), its kind,
and for a name its language. `!` before ids: the corpus has no such record, and none of these may be answered without
a word. For a question the second column is the look-up that answers it, or `-`.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import sinoru
from sinoru.query.answers import Candidates, Card, NobodyFound

HERE = Path(__file__).parent / "quality"
CORPUS = Path(__file__).parents[1] / "data"
AMONG = 5


class Case(NamedTuple):
    """A line of a list."""

    query: str
    expected: str
    kind: str
    language: str = ""

    @property
    def ids(self) -> list[str]:
        """Return the ids of the second column."""
        return self.expected.removeprefix("!").split("|")

    @property
    def is_absent(self) -> bool:
        """Return whether the corpus has no such record."""
        return self.expected.startswith("!")


class Outcome(NamedTuple):
    """What came of a query, each as a rate that is to be high, or low where its name starts with `not `."""

    right: dict[str, bool]
    answered: str


def names(corpus: sinoru.Corpus, case: Case) -> Outcome:
    """Look up a name: whether the person comes first or near, and whether a near name is answered and reported."""
    answer = corpus.who(case.query)
    found: list[str] = []
    near: list[str] = []
    match answer:
        case Card():
            found = [answer.record.id]
        case Candidates():
            found = [one.id for one in answer.candidates]
        case NobodyFound():
            near = [one.id for one in answer.suggestions]
    said = "; ".join(f"{one.read_as} ({one.rule})" for one in answer.read_as)
    answered = ", ".join(found) + (f" [{said}]" if said else "") or f"nobody; near: {', '.join(near) or '-'}"
    if case.is_absent:
        is_given = not set(found).isdisjoint(case.ids)
        right = {
            "near name not given unsaid": not (is_given and not said),
            "near name not given": not is_given,
        }
    else:
        right = {
            "first": bool(found) and found[0] in case.ids,
            f"among {AMONG}": not set([*found, *near][:AMONG]).isdisjoint(case.ids),
        }
    if not found:
        right["nearest names where nobody is found"] = bool(near)
    return Outcome(right, answered)


def queries(corpus: sinoru.Corpus, case: Case) -> Outcome:
    """Search for words: whether one of the right records is the first hit, or among the first five."""
    answer = corpus.search(case.query, limit=AMONG)
    found = [hit.id for hit in answer.hits]
    known = present(corpus, case.ids)
    right = {"first": bool(found) and found[0] in known, f"among {AMONG}": not known.isdisjoint(found)}
    return Outcome(right, ", ".join(found))


def questions(corpus: sinoru.Corpus, case: Case) -> Outcome:
    """Search for a question: whether it is read as the look-up that answers it."""
    answered = corpus.search(case.query).answered
    command = answered.command if answered else "-"
    return Outcome({"read as expected": command == case.expected}, command)


def present(corpus: sinoru.Corpus, ids: Sequence[str]) -> set[str]:
    """Return the ids that the records have now; some may have been renamed or merged."""
    found = set()
    for id_ in ids:
        try:
            found.add(corpus.show(id_).record.id)
        except sinoru.SinoruError:
            continue
    return found


MEASURES: dict[str, tuple[Callable[[sinoru.Corpus, Case], Outcome], Path]] = {
    "names": (names, HERE / "people.yaml"),
    "queries": (queries, CORPUS),
    "questions": (questions, CORPUS),
}


def read_cases(path: Path) -> Iterator[Case]:
    """Return the lines of a list but its heading and comments."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            yield Case(*line.split("\t"))


def measure(what: str, path: Path, corpus_path: Path) -> None:
    """Print the rates of a list, whole, by kind and by language, and each query that missed one."""
    ask, rates = MEASURES[what][0], defaultdict[tuple[str, str], list[bool]](list)
    missed = []
    with sinoru.open(corpus_path) as corpus:
        for case in read_cases(path):
            outcome = ask(corpus, case)
            groups = ["", f"kind {case.kind}", *([f"language {case.language}"] if case.language else [])]
            for rate, is_right in outcome.right.items():
                for group in groups:
                    rates[group, rate].append(is_right)
            if wrong := [rate for rate, is_right in outcome.right.items() if not is_right]:
                missed.append(
                    f"  {case.query!r}: {case.expected}, not {outcome.answered} ({', '.join(wrong)})"
                )
    print(f"{what}: {path.name}")
    print(*table(rates), *missed, sep="\n")


def table(rates: dict[tuple[str, str], list[bool]]) -> Iterator[str]:
    """Return a line for each group and rate: per cent, how many, of how many; the worst groups first."""
    worst_first = sorted(rates.items(), key=lambda one: (one[0][0] != "", sum(one[1]) / len(one[1])))
    for (group, rate), outcomes in worst_first:
        good = sum(outcomes)
        if not group or good < len(outcomes):
            yield f"  {100 * good / len(outcomes):5.1f} %  {good:4} of {len(outcomes):4}  {group or 'all'}: {rate}"


def main(words: Sequence[str]) -> None:
    """Measure what the words name, or all lists of the project."""
    for what in words[:1] or MEASURES:
        path = Path(words[1]) if len(words) > 1 else HERE / f"{what}.tsv"
        corpus = Path(words[2]) if len(words) > 2 else MEASURES[what][1]
        if path.exists():
            measure(what, path, corpus)


if __name__ == "__main__":
    main(sys.argv[1:])
