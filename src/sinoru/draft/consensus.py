"""Which of the dates at the beginning of lines begin entries: in one text, entries look alike."""

from collections import Counter
from collections.abc import Sequence

from sinoru.draft.heads import Head
from sinoru.draft.lines import Line

Heads = list[Head | None]

_FEW, _SOME, _MANY = 2, 3, 5
_WRAPPED = 50
"""Characters from which a line may be one that was wrapped."""
_DAY = 2
DANGLING = frozenset(
    "on in of by since until from to and the a an at for or before after about between around during with "
    "am vom bis und der dem den des im ab seit le du au et de la en dès el y del al il e dal di da в на с до по и от"
    .split()
)  # fmt: skip


def keep_entries(lines: Sequence[Line], heads: Heads) -> Heads:
    """Drop the dates that begin a sentence, a byline or a wrapped line rather than an entry."""
    kept = [
        None if head is None or _is_wrapped(lines, place, head) or _is_menu(heads, place) else head
        for place, head in enumerate(heads)
    ]
    counts = _count(lines, kept)
    text_lines = sum(bool(line.text) for line in lines)
    is_dense = sum(counts.values()) >= _SOME and sum(counts.values()) * _FEW >= text_lines
    chosen: Heads = []
    above: Head | None = None
    for line, head in zip(lines, kept, strict=True):
        is_kept = head is not None and (
            _is_kept(line, head, counts) or (head.divider != "word" and (is_dense or _opens(above, head)))
        )
        chosen.append(head if is_kept else None)
        above = chosen[-1] if line.text else above
    return chosen


def _opens(above: Head | None, head: Head) -> bool:
    """Tell whether a date stands right below a lone year or month that it belongs to."""
    if above is None or above.divider != "line" or head.lead:
        return False
    return above.rank < head.rank and not head.when.has_year


def _is_menu(heads: Heads, place: int) -> bool:
    """Tell a lone year that stands among others, line by line, as the years of a menu do."""
    head = heads[place]
    if head is None or head.divider != "line" or head.rank:
        return False
    beside = (place - 1, place + 1)
    return any(
        0 <= one < len(heads)
        and (other := heads[one]) is not None
        and other.divider == "line"
        and not other.rank
        for one in beside
    )


def _kind(line: Line, head: Head) -> str:
    if head.divider == "line":
        return "line" if head.rank == _DAY else "heading"
    if head.is_bare_day:
        return "bare"
    if head.lead:
        return "lead"
    return "strong" if head.is_strong else f"weak{line.bullet:d}"


def _count(lines: Sequence[Line], heads: Heads) -> Counter[str]:
    return Counter(_kind(line, head) for line, head in zip(lines, heads, strict=True) if head)


def _is_kept(line: Line, head: Head, counts: Counter[str]) -> bool:
    kind = _kind(line, head)
    if kind in ("heading", "bare"):
        return True
    if kind == "line":
        return counts[kind] >= _FEW or counts["strong"] + counts["weak0"] + counts["weak1"] < _SOME
    if kind == "strong":
        return not (head.lead and counts["strong"] > _MANY and counts["lead"] < _SOME)
    if kind == "lead":
        others = max((count for name, count in counts.items() if name not in ("heading", "lead")), default=0)
        return counts[kind] >= _SOME and counts[kind] * _FEW >= others
    return _is_weak_kept(line, head, counts, kind)


def _is_weak_kept(line: Line, head: Head, counts: Counter[str], kind: str) -> bool:
    """Tell whether a date with little behind it begins an entry: several lines must look so."""
    if head.rank == 0 and head.divider in ("space", "word") and counts[kind] < _SOME:
        return False
    if head.divider == "word" and not line.bullet:
        return counts[kind] >= _SOME and counts[kind] * _FEW > counts["strong"]
    return counts[kind] >= _FEW and counts[kind] * _MANY >= counts["strong"]


def _is_wrapped(lines: Sequence[Line], place: int, head: Head) -> bool:
    """Tell whether a line only goes on with the sentence of the line before."""
    line = lines[place]
    before = lines[place - 1] if place else None
    if before is None or not before.text or line.bullet or line.heading:
        return False
    if len(before.text) < _WRAPPED or before.text.endswith(
        (".", "!", "?", ":", ";", "”", '"', "»", ")", "。", "|")
    ):
        return False
    if not head.is_strong or head.divider == "line":
        return not (head.divider == "line" and head.rank == _DAY and before.raw.endswith("|"))
    last = before.text.rsplit(None, 1)[-1]
    return last.casefold() in DANGLING or last.endswith(",")
