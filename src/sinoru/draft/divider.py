"""What parts an entry's date from its text, and how surely it does."""

import re
from typing import NamedTuple

STRONG = frozenset(("colon", "dash", "cell", "tab", "bracket", "line", "mark"))
_ANNOTATION = re.compile(r"[ ]*[(\[（][^()\[\]（）]{1,40}[)\]）]")
_TIME = re.compile(
    r"[ ]*,?[ ]*(?:at |um |ore |à |approx\. )?\d{1,2}(?:[:.h]\d{2})?[ ]?"
    r"(?:[ap]\.?m\.?|uhr|hours|hrs|gmt|utc|est|edt|h)?(?=[ ]*(?:[:–—|-]+[ ]|\.[ ]|$))",
    re.IGNORECASE,
)
_COLON = re.compile(r"[ ]*\.?[ ]*[:：](?!\d)[ ]*[-–—]*[ ]*")
_DASH = re.compile(r"(?:[ ]*\.?[ ]*(?:[–—―]+|--+|\.[-–])[ ]*|[ ]+\.?[-−~][ ]+|[-][ ]+|[ ]+[-](?=[^\W\d]))")
_SIGN = re.compile(r"[ ]*(?:[|•·>→=*»]|::)+[ ]*")


class Divider(NamedTuple):
    """A kind of divider, and where the text behind it begins."""

    kind: str
    end: int


def find_divider(text: str, end: int, *, opened: bool = False) -> Divider | None:
    """Find what parts the date that ends at a place from what follows; `opened`: a bracket stands before the date."""
    if opened:
        closing = re.compile(r"[ ]*[)\]）][ ]*[:.–—-]*[ ]*").match(text, end)
        return Divider("bracket", closing.end()) if closing else None
    found = _find(text, end)
    if found and found.kind in STRONG:
        return found
    for pattern in (_ANNOTATION, _TIME):
        if skipped := pattern.match(text, end):
            beyond = _find(text, skipped.end())
            if beyond and beyond.kind in STRONG:
                return beyond
    return found


def _find(text: str, end: int) -> Divider | None:
    rest = text[end : end + 8]
    if end + len(rest) == len(text) and not rest.strip(" .:："):
        return Divider("line", len(text))
    gap = re.compile(r"[.,]?(\t|[ ]{2,})\s*").match(text, end)
    for kind, pattern in (("colon", _COLON), ("dash", _DASH), ("mark", _SIGN)):
        if found := pattern.match(text, end):
            return Divider(kind, found.end())
    if gap:
        return Divider("tab" if "\t" in gap.group() else "gap", gap.end())
    return _find_weak(end, rest)


def _find_weak(end: int, rest: str) -> Divider | None:
    for signs, kind in ((",，、", "comma"), (".。", "stop"), (";", "comma")):
        if rest[0] in signs and (rest[1:2].isspace() or rest[0] > "~" or rest[1:2].isupper()):
            start = end + 1 + (len(rest) - 1 - len(rest[1:].lstrip()))
            return Divider(kind, start)
    if rest[0] == " ":
        after = rest[1:2]
        return Divider("word" if after.islower() else "space", end + 1)
    if rest[0] >= "\u2e80":
        return Divider("space", end)
    return None
