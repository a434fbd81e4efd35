"""A web page as plain text: blank lines between blocks, `# ` before headings, `- ` before list items."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sinoru.verify.copies import UnreadableCopy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NOT_TEXT = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button",
    "svg", "iframe",
]  # fmt: skip
_MARKS = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "# ") | {"li": "- "}
_BLOCKS = {
    *_MARKS, "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "hr", "html", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
DEEPEST = 20_000
"""Elements left open in one another; the parser's time for each grows, to minutes for a million."""
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSE_THEMSELVES = frozenset(
    b"area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th thead tr wbr".split()
)
_SEEN = {*_BLOCKS, "-text", "br"}


def read_html(path: str, content: bytes) -> str:
    """Give the text of a page without its navigation; of the article or main part, where it marks one."""
    try:
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError
    except ImportError:
        raise UnreadableCopy(path, "HTML needs an extra: pip install 'sinoru[html]'") from None
    if _is_bottomless(content):
        raise UnreadableCopy(path, f"has elements nested deeper than {DEEPEST:,} levels")
    try:
        page = LexborHTMLParser(content, encoding=True)
    except (SelectolaxError, ValueError) as error:
        raise UnreadableCopy(path, f"is not readable as HTML: {error}") from None
    page.strip_tags(_NOT_TEXT)
    root = _main_part(page)
    return "\n\n".join(_blocks(root)) if root else ""


def _is_bottomless(content: bytes) -> bool:
    """Tell whether more elements stand open in one another than any page has."""
    depth = 0
    for closes, name in map(re.Match.groups, _TAG.finditer(content)):
        if name.lower() not in _CLOSE_THEMSELVES:
            depth = max(depth - 1, 0) if closes else depth + 1
            if depth > DEEPEST:
                return True
    return False


def _main_part(page: "LexborHTMLParser") -> "LexborNode | None":
    parts = page.css("article, main")
    return max(parts, key=lambda part: len(part.text())) if parts else page.body


def _blocks(root: "LexborNode") -> Iterator[str]:
    """Give the text of each block, up to where another block begins inside it."""
    nodes = (node for node in root.traverse(include_text=True) if node.tag in _SEEN)
    owned = ((_block_of(node), node) for node in nodes)
    for _, group in groupby(owned, key=lambda pair: pair[0].mem_id):
        pairs = list(group)
        tag = pairs[0][0].tag or ""
        text = "".join(_text_of(node, tag) for _, node in pairs).strip()
        if text:
            yield _MARKS.get(tag, "") + text


def _block_of(node: "LexborNode") -> "LexborNode":
    while node.tag not in _BLOCKS and node.parent:
        node = node.parent
    return node


def _text_of(node: "LexborNode", block: str) -> str:
    if node.tag == "br":
        return "\n"
    text = (node.text_content or "") if node.tag == "-text" else ""
    return text if block == "pre" else re.sub(r"\s+", " ", text)
