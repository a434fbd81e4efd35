"""Links as numbers, for an array that a GIN index holds."""

from collections.abc import Iterable, Iterator, Sequence

WAYS = (
    "",
    "source",
    "took part",
    "printed office",
    "place",
    "country",
    "topic",
    "part of",
    "kind",
    "about",
    "by",
    "reported by",
    "contradicts",
    "certainty",
    "verdict",
    "prints the name",
    "birthplace",
    "office in",
    "conflict",
)
"""All ways of linking (index/fields.py, index/fields.py), each at its number; the empty one stands for any."""
WAY_BITS = 5
_NUMBER = {way: number for number, way in enumerate(WAYS)}


def encode_link(term: int, way: str = "") -> int:
    """Give the number of a link; of a link in any way, if none is given."""
    return (term << WAY_BITS) | _NUMBER[way]


def encode_links(links: Iterable[tuple[int, str]]) -> list[int]:
    """Give the numbers of a record's links, with those of links in any way."""
    pairs = list(links)
    return sorted({encode_link(term, way) for term, own in pairs for way in ("", own)})


def links_sought(terms: Sequence[int], ways: Sequence[str]) -> list[int]:
    """Give the numbers one of which a record must have; terms below 0 are none."""
    return [encode_link(term, way) for term in terms if term >= 0 for way in ways or ("",)]


def decode_way(link: int) -> str:
    """Give the way of linking."""
    return WAYS[link & ((1 << WAY_BITS) - 1)]


def ref_terms(links: Iterable[int]) -> Iterator[int]:
    """Give the terms that a record's text refers to: all but what it rests on."""
    return (link >> WAY_BITS for link in links if decode_way(link) not in ("", "source"))
