"""A scalar or a flow collection as lines, moved to another indent."""

import re

from sinoru.edit.key_order import ANY_ORDER, KeyOrder
from sinoru.loading.locations import Spanned

_BLOCK_HEADER = re.compile(r"(?:&\S+\s+)?[|>]([1-9]?)[+-]?([1-9]?)")


def leaf_lines(text: str, node: Spanned, order: KeyOrder, indent: int, moved: int) -> list[str]:
    """Give the lines of a leaf in a block whose keys are indented by `indent`, having been moved by `moved` columns.

    The first line has no indent: it follows its key or its dash.
    """
    written = text[node.start : node.end]
    if "\n" not in written:
        return [flow_line(text, node, order) if node.is_flow else written]
    first, *rest = written.split("\n")
    if node.style in ("|", ">"):
        return [first.rstrip(), *_block_text(first, rest, indent, moved)]
    if node.is_flow:
        return [first.rstrip(), *(_shifted(line, moved).rstrip() for line in rest)]
    return [first, *(" " * (indent + 2) + line.lstrip(" \t") if line.strip() else "" for line in rest)]


def _block_text(header: str, lines: list[str], indent: int, moved: int) -> list[str]:
    found = _BLOCK_HEADER.match(header)
    if found and any(found.groups()):  # its indent is counted from the key's
        return [_shifted(line, moved) for line in lines]
    before = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), default=0)
    first = next((line for line in lines if line.strip(" ")), "")
    before = len(first) - len(first.lstrip(" ")) if first else before
    return [" " * (indent + 2) + line[before:] if line[before:] else "" for line in lines]


def _shifted(line: str, columns: int) -> str:
    if not line.strip(" ") and not line[: max(0, -columns)].strip(" ") and len(line) + columns <= 0:
        return ""
    if columns >= 0:
        return " " * columns + line if line else ""
    room = len(line) - len(line.lstrip(" "))
    return line[min(-columns, room) :]


def flow_line(text: str, node: Spanned, order: KeyOrder = ANY_ORDER) -> str:
    """Give a flow collection that stands on one line, evenly spaced and its keys in order; else as written."""
    written = text[node.start : node.end]
    if not node.is_flow or node.anchor or written[:1] not in ("{", "["):
        return written
    if node.kind == "sequence":
        return f"[{', '.join(flow_line(text, item, order) for item in node.items)}]"
    if any(key.kind != "scalar" or key.anchor or value.start == value.end for key, value in node.pairs):
        return written
    pairs = sorted(node.pairs, key=lambda pair: order.rank(pair[0].text))
    return "{" + ", ".join(_flow_pair(text, key, value, order) for key, value in pairs) + "}"


def _flow_pair(text: str, key: Spanned, value: Spanned, order: KeyOrder) -> str:
    return f"{text[key.start : key.end]}: {flow_line(text, value, order.of(key.text))}"
