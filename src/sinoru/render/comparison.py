"""What both views of a comparison show: the counts, the headings, what was not read, and a value with its mark."""

from collections.abc import Iterator

from sinoru.query.analysis_answers import Comparison, Difference, Version
from sinoru.render.document import Look, Span, plural, with_total
from sinoru.render.parts import statement_words, verdict_mark

NOT_RECORDED = "not recorded"


SECTIONS = ("differ", "both", "only_a", "only_b")
"""The lists of an answer, in the order in which they are shown."""


def headings(answer: Comparison) -> Iterator[tuple[str, str]]:
    """Yield each list with its heading."""
    texts = ("They differ", "Told by both", f"Only {answer.a.name}", f"Only {answer.b.name}")
    for name, text in zip(SECTIONS, texts, strict=True):
        yield name, with_total(text, len(getattr(answer, name)), getattr(answer.totals, name))


def counted(answer: Comparison) -> str:
    """Count the records of each list."""
    a, b, totals = answer.a.name, answer.b.name, answer.totals
    return (
        f"{a} and {b}: {plural(totals.differ, 'difference')}, {totals.both:,} told by both,"
        f" {totals.only_a:,} only by {a}, {totals.only_b:,} only by {b}"
    )


def limits_of(answer: Comparison) -> str:
    """Return the note on what was not read, or not compared."""
    cut = [
        f"{one.read:,} of {plural(one.records, 'record')} that cite {one.name}"
        for one in (answer.a, answer.b)
        if one.read < one.records
    ]
    if not cut:
        return "Some records are like so many others that they were not compared with these. Narrow the question."
    return f"Only {' and '.join(cut)} were read, the earliest first. Use --from and --to, or another filter."


def state_of(one: Difference) -> Span:
    """Return whether a difference is recorded, and the state of the conflict."""
    if not one.is_recorded:
        return Span(NOT_RECORDED, "warn")
    return Span(one.state, "faint")


def value_spans(one: Difference, version: Version, look: Look) -> tuple[Span, Span]:
    """Return the mark of the verdict on a value, and the value."""
    mark = verdict_mark(version.verdict, look.glyphs)
    is_time = not one.is_recorded and one.field != "figure"
    field = "date" if is_time else one.field
    value = statement_words(field, version.value, look.glyphs)
    return Span(f"{mark.text} ", mark.role), Span(value, "figure")
