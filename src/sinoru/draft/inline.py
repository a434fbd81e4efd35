"""Entries that share a line: the date of each but the first stands in the middle of a text."""

from collections.abc import Iterator

from sinoru.draft.consensus import DANGLING
from sinoru.draft.heads import Head, HeadReader
from sinoru.draft.tokens import Token

_ENDS = (".", "!", "?", ";", "|", "。", "•", "”", '"', ")", "»", "*")
_BEGINS = ("number", "month", "daymonth", "iso", "figures", "named", "year", "third", "day", "decade")
_DAY = 2
_SHORTEST = 12
"""Characters of text that an entry has at least."""


def split_inline(reader: HeadReader, text: str, head: Head | None) -> Iterator[tuple[int, Head]]:
    """Find the heads in the middle of a text, with where each begins. `head`: the one that begins the line."""
    begins = head.begins if head else 0
    if not _may_hold(text[begins:], head):
        return
    tokens = reader.lexer.cut(text)
    for place, token in enumerate(tokens):
        if token.start < begins + (_SHORTEST if head else 0) or not token.means(*_BEGINS):
            continue
        after_end = _after_end(tokens, place, text)
        if not after_end and (head is None or not _may_begin(tokens, place, head)):
            continue
        found = reader.at(text, token.start)
        if found and _is_alike(found, head, after_end=after_end, token=token, text=text):
            yield token.start, found
            begins = found.begins


def _may_hold(text: str, head: Head | None) -> bool:
    """Tell whether further dates can stand in a text at all; few texts have what parts a date from what follows."""
    has_colon, has_dash = ":" in text or "：" in text, any(dash in text for dash in "-–—")
    if head is None:
        return (has_colon or has_dash) and any(map(str.isdigit, text))
    if head.rank != 1 and not any(map(str.isdigit, text)):
        return False
    return {"colon": has_colon, "dash": has_dash}.get(head.divider, head.is_strong)


def _after_end(tokens: list[Token], place: int, text: str) -> bool:
    """Tell whether a sentence may have ended before a token; a bullet may stand between."""
    before = text[max(0, tokens[place].start - 6) : tokens[place].start].rstrip(" -–—•*([")
    return before.endswith(_ENDS) and not (
        before.endswith(".")
        and place > 1
        and len(tokens[place - 2].text) <= len("No")
        and tokens[place - 2].end == tokens[place - 1].start
    )


def _may_begin(tokens: list[Token], place: int, head: Head) -> bool:
    """Tell whether an entry may begin without an end of a sentence before it: not after `on`, `of`, `until`."""
    before = tokens[place - 1] if place else None
    if before is None or head.divider not in ("colon", "dash"):
        return False
    is_part = before.means(*_BEGINS, "comma", "of", "from", "to", "until", "and", "lead", "dash", "circa")
    return not is_part and before.text.casefold() not in DANGLING


def _is_alike(found: Head, head: Head | None, *, after_end: bool, token: Token, text: str) -> bool:
    """Tell whether a date in a text is set like the one that begins it."""
    if head is None:
        return found.divider in ("colon", "dash") and found.rank == _DAY and not found.is_bare_day
    if found.divider != head.divider or found.divider not in ("colon", "dash", "mark", "bracket", "tab"):
        return False
    if found.is_bare_day:
        return head.is_bare_day and after_end and text[: token.start].rstrip().endswith(("-", "–", "•"))
    if found.rank == 0:
        return after_end and head.rank == 0
    return found.rank in (_DAY, head.rank)
