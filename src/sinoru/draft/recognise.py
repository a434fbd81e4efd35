"""People, organisations and places of the corpus at hand whose names stand in a text."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from sinoru.index.database import marks
from sinoru.index.index import Index
from sinoru.names.folding import fold

_MOST_WORDS = 5
_BATCH = 400
_MOST_SHOWN = 4
_RUN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_ENDS = (", ", "; ", ": ", "(", ")", "\n")
_SHORTEST_PART = 4
"""Letters of a name that stands for the whole one."""
_SHORTEST_ACRONYM = 2


class Names(msgspec.Struct, frozen=True):
    """Whom a text names: ids by kind, the words as printed, and where a name may mean several."""

    person: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Recogniser:
    """Finds the names of a corpus in texts; looks each word up once."""

    def __init__(self, index: Index | None, texts: Iterable[str]) -> None:
        self._by_key: dict[str, list[tuple[str, str]]] = {}
        if index is not None:
            keys = {key for text in texts for _, _, found in _candidates(text) for key in found}
            self._look_up(index, sorted(keys))

    def _look_up(self, index: Index, keys: list[str]) -> None:
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            query = (
                "SELECT DISTINCT n.key, r.id, r.kind FROM name n JOIN record r ON r.number = n.record"
                f" WHERE n.key IN ({marks(batch)})"
            )
            for key, id_, kind in index.rows(query, batch):
                # A part of a name stands for a person only: "Foreign" is no ministry.
                if key.startswith("=") or kind == "person":
                    self._by_key.setdefault(key, []).append((id_, kind))

    def _find(self, keys: Iterable[str]) -> list[tuple[str, str]] | None:
        """Give the records of the strictest key; a place goes before the government that is called after it."""
        records = next((self._by_key[key] for key in keys if key in self._by_key), None)
        places = [record for record in records or () if record[1] == "place"]
        return places if len(places) == 1 else records

    def names_in(self, text: str) -> Names:
        """Give the names in a text, the longest at each place."""
        found: dict[str, dict[str, None]] = {"person": {}, "organisation": {}, "place": {}}
        printed: dict[str, None] = {}
        doubts: dict[str, None] = {}
        last = 0
        for start, end, keys in _candidates(text):
            if start < last:
                continue
            records = self._find(keys)
            if records is None:
                continue
            last = end
            name = text[start:end]
            if len(records) > 1:
                doubts[f"“{name}” may be {_either(id_ for id_, _ in records)}"] = None
            elif records[0][1] in found:
                found[records[0][1]][records[0][0]] = None
                printed[name] = None
        return Names(
            person=tuple(found["person"]),
            organisation=tuple(found["organisation"]),
            place=tuple(found["place"]),
            printed=tuple(printed),
            doubts=_open(doubts, found),
        )


def _open(doubts: dict[str, None], found: dict[str, dict[str, None]]) -> tuple[str, ...]:
    """Leave out the doubts that a fuller name in the same text settles."""
    known = {id_ for ids in found.values() for id_ in ids}
    return tuple(
        doubt for doubt in doubts if not any(f"{id_}," in f"{doubt},".replace(" or", ",") for id_ in known)
    )


def _either(ids: Iterable[str]) -> str:
    listed = sorted(set(ids))
    shown = listed[:_MOST_SHOWN] + (["others"] if len(listed) > _MOST_SHOWN else [])
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def _candidates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give each run of words that may be a name: where it stands, the keys of the index that find it."""
    words = [(match.start(), match.end(), match.group()) for match in _RUN.finditer(text)]
    for place, (start, _, first) in enumerate(words):
        if not (first[0].isupper() or first[0] >= "\u2e80"):
            continue
        for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            end = words[place + length - 1][1]
            last = words[place + length - 1][2]
            if not (last[0].isupper() or last[0] >= "\u2e80" or last[0].isdigit()):
                continue
            name = text[start:end].rstrip(".")
            if length > 1 and any(sign in name for sign in _ENDS):
                continue
            keys = _keys(name, length)
            if keys:
                yield start, start + len(name), keys


def _keys(name: str, length: int) -> tuple[str, ...]:
    bare = re.sub(r"['’]s?$", "", name)
    folded = fold(bare)
    if not folded:
        return ()
    whole = "=" + folded
    is_acronym = bare.isupper() and len(bare) >= _SHORTEST_ACRONYM
    if length == 1 and len(bare) < _SHORTEST_PART and not is_acronym and bare[0] < "\u2e80":
        return ()
    return (whole, "-" + folded) if length > 1 or len(bare) >= _SHORTEST_PART else (whole,)
