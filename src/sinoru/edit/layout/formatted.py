"""A text in house layout, with the proof that it says the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sinoru.edit.layout.comments import find_comments, leaves_of
from sinoru.edit.layout.printer import Printer
from sinoru.edit.layout.unformattable import Unformattable
from sinoru.loading.locations import Spanned, spanned_documents

_ODD_BREAKS = "\r\x85\u2028\u2029"
"""Line breaks to YAML 1.1 that no editor counts as such."""


def formatted(text: str) -> str:
    """Give a text whose lines end in LF in house layout. Raises Unformattable.

    The text must be free of faults of syntax. What the new one says is held against the old: the same records, keys
    and values, in the same order but for keys, and the same comments.
    """
    documents = list(spanned_documents(text))
    _refuse(text, documents)
    if not any(document.pairs for document in documents):
        return text
    leaves = [leaf for document in documents for leaf in leaves_of(document)]
    comments = list(find_comments(text, leaves))
    printer = Printer(text, comments, leaves)
    lines = [line for document in documents for line in printer.document(document)]
    new = "\n".join(lines).rstrip("\n") + "\n"
    _prove(text, new)
    return new


def _refuse(text: str, documents: Sequence[Spanned]) -> None:
    for odd in _ODD_BREAKS:
        if odd in text:
            raise Unformattable(text.count("\n", 0, text.index(odd)) + 1, "an unusual line break stands here")
    for document in documents:
        if document.kind != "mapping" or document.is_flow:
            raise Unformattable(document.line + 1, "the lists of a file are due to be written as a block")
        _refuse_odd_nodes(text, document)


def _refuse_odd_nodes(text: str, document: Spanned) -> None:
    for node in _all(document):
        if any(key.kind not in ("scalar", "alias") for key, _ in node.pairs):
            raise Unformattable(node.line + 1, "a list or mapping is a key here")
        if _keeps_blank_lines(text[node.start : node.end], node):
            raise Unformattable(node.line + 1, "a text that keeps its last blank lines ('+') stands here")


def _keeps_blank_lines(written: str, node: Spanned) -> bool:
    header = written.partition("\n")[0].partition("#")[0]
    return node.style in ("|", ">") and "+" in header


def _all(node: Spanned) -> Iterator[Spanned]:
    yield node
    for one in (*node.items, *(member for pair in node.pairs for member in pair)):
        yield from _all(one)


def _prove(old: str, new: str) -> None:
    """Read both and compare all that they say."""
    before, after = list(spanned_documents(old)), list(spanned_documents(new))
    if [*map(_meaning, before)] != [*map(_meaning, after)] or _remarks(old, before) != _remarks(new, after):
        raise Unformattable(1, "it would not say the same in house layout")


def _meaning(node: Spanned) -> Any:
    if node.kind == "mapping":
        pairs: dict[Any, list[Any]] = {}
        for key, value in node.pairs:
            pairs.setdefault(_meaning(key), []).append(_meaning(value))
        return node.anchor, pairs
    if node.kind == "sequence":
        return node.anchor, [_meaning(item) for item in node.items]
    is_quoted = node.style != "" or node.start == node.end  # nothing at all is not an empty text
    return node.kind, node.anchor, node.text, is_quoted


def _remarks(text: str, documents: Sequence[Spanned]) -> Counter[str]:
    leaves = [leaf for document in documents for leaf in leaves_of(document)]
    return Counter(comment.text for comment in find_comments(text, leaves))
