"""The user's own copy of a source, as text with line ends: plain text, HTML or PDF.

A web page becomes blocks with blank lines between them, `# ` before headings and `- ` before list items; a PDF
becomes its lines as they are laid out on the pages.
"""

import codecs
import logging
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Container, Iterator
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from sinoru.messages import cannot_read, clause, ended, reason
from sinoru.model.errors import SinoruError
from sinoru.text.lines import split_lines
from sinoru.verify.library_limits import OutOfTime, limited_memory, limited_seconds

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from selectolax.lexbor import LexborHTMLParser, LexborNode


LARGEST = 64_000_000
"""The most bytes of a copy, pictures included."""
LONGEST = 5_000_000
"""The most characters of a source in which passages are sought. A book has two million."""

STANDARD_INPUT = "-"
_ICONV = "iconv -f WINDOWS-1252 -t UTF-8"
_EXTRACT = "Save the part that you need as a file of its own."
_HTML = (b"<!doctype html", b"<html", b"<?xml")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableCopy(SinoruError):
    """A file given as a copy of a source cannot be read as one."""

    def __init__(self, path: str, why: str | OSError, advice: str = "") -> None:
        """Build the message; `why` completes the sentence that begins with the name of the file."""
        if isinstance(why, OSError):
            super().__init__(cannot_read(path, reason(why), advice))
            return
        super().__init__(f"{ended(f'{_shown(path)} {why}')}{f' {advice}' if advice else ''}")


def missing_reader(path: str, command: str, error: ModuleNotFoundError) -> Exception:
    """Return the error for a file whose reader is not installed; the extra has the name of the command."""
    from sinoru.extras import missing

    return missing(_shown(path), command, error)


def _shown(path: str) -> str:
    return "Standard input" if path == STANDARD_INPUT else path


def read_copy(path: str, command: str = "verify") -> str:
    """Read a copy for a command; its content shows whether it is PDF, HTML or plain text.

    Raises UnreadableCopy, or MissingLibrary.
    """
    return decode_copy(path, _read_bytes(path), command)


def read_source_text(path: str) -> str:
    """Read a copy in which passages are sought. Raises UnreadableCopy, also for a text too long to be one source."""
    text = read_copy(path)
    if len(text) > LONGEST:
        raise UnreadableCopy(path, f"has more than {LONGEST:,} characters", _EXTRACT)
    return text


def decode_copy(path: str, content: bytes, command: str = "verify") -> str:
    """Return the text of a copy that was read from `path`. Raises UnreadableCopy, or MissingLibrary."""
    start = content[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    is_pdf = start.startswith(b"%pdf-")
    if is_pdf:
        text = read_pdf(path, content, command)
    elif start.startswith(_HTML) or path.lower().endswith((".html", ".htm", ".xhtml")):
        text = read_html(path, content, command)
    else:
        text = _decode_plain_text(path, content)
    if not text.strip():
        advice = (
            "If it is a scan, recognise its text with an OCR program first."
            if is_pdf
            else "Use another file."
        )
        raise UnreadableCopy(path, "contains no text", advice)
    return text


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for a writer if it is a named pipe."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)  # what a writer sends is waited for
    return descriptor


def _read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableCopy(path, error, "Use the path of a file.") from None
    if len(content) > LARGEST:
        raise UnreadableCopy(path, f"is larger than {LARGEST // 1_000_000} MB", _EXTRACT)
    return content


def _decode_plain_text(path: str, content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        how = (
            "for example in your editor."
            if sys.platform == "win32"
            else f"for example with: {_ICONV} {shlex.quote(path)}"
        )
        hint = f"Save it as UTF-8, {how}"
        raise UnreadableCopy(path, f"is not UTF-8 text in line {line}", hint) from None
    if "\0" in text:
        raise UnreadableCopy(path, "is not text", "Save it as plain text, HTML or PDF.")
    return text


_NOT_TEXT = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button",
    "svg", "iframe",
]  # fmt: skip
_PREFIXES = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "# ") | {"li": "- "}
_BLOCKS = {
    *_PREFIXES, "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "hr", "html", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
DEEPEST = 20_000
"""The most levels of nested elements; the parser's time grows with the depth, to minutes at a million."""
MOST_CLIMBED = 200_000_000
"""The most levels of all tags together; at each tag the parser climbs through the elements around it, and at an
option through those before it."""
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
MOST_ATTRIBUTES = 10_000
"""The most attributes of one element; the parser compares each with all the others."""
_ATTRIBUTE = rb"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?+)?+"""
_WITH_ATTRIBUTES = re.compile(rb"<[a-zA-Z][^\s/>]*+(?:[\s/]++|%b)*+" % _ATTRIBUTE)
_UNCLOSED = frozenset(
    b"area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th thead tr wbr".split()
)
_VISITED = {*_BLOCKS, "-text", "br"}
_PARTS = {"article", "main"}


def read_html(path: str, content: bytes, command: str = "verify") -> str:
    """Return the text of a page, or of its article or main part if it marks one, without navigation."""
    try:
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError
    except ModuleNotFoundError as error:
        raise missing_reader(path, command, error) from None
    if _is_too_deep(content):
        why = f"has elements nested deeper than {DEEPEST:,} levels, or too many tags within nested elements"
        raise UnreadableCopy(path, why, "Save it as plain text.")
    if _has_too_many_attributes(content):
        raise UnreadableCopy(
            path, f"has an element with more than {MOST_ATTRIBUTES:,} attributes", "Save it as plain text."
        )
    try:
        page = LexborHTMLParser(content, encoding=True)
    except (SelectolaxError, ValueError) as error:
        raise UnreadableCopy(path, f"is not readable as HTML: {clause(str(error))}") from None
    page.strip_tags(_NOT_TEXT)
    root = _main_part(page)
    return "\n\n".join(_block_texts(root)) if root else ""


def _is_too_deep(content: bytes) -> bool:
    """Return whether elements are nested deeper, or more tags are nested deeply, than in any real page."""
    opened: Counter[bytes] = Counter()
    depth = climbed = options = 0
    for closes, written in map(re.Match.groups, _TAG.finditer(content)):
        name = written.lower()
        options += name == b"option"
        climbed += options if name == b"option" else depth
        if closes and opened[name]:  # one that ends nothing is passed over, but only after a climb
            opened[name] -= 1
            depth -= 1
        elif not closes and name not in _UNCLOSED:
            opened[name] += 1
            depth += 1
        if depth > DEEPEST or climbed > MOST_CLIMBED:
            return True
    return False


def _has_too_many_attributes(content: bytes) -> bool:
    """Return whether an element has more attributes than any in a real page."""
    long = (tag[0] for tag in _WITH_ATTRIBUTES.finditer(content) if len(tag[0]) > 2 * MOST_ATTRIBUTES)
    return any(len(re.findall(_ATTRIBUTE, tag)) > MOST_ATTRIBUTES for tag in long)


def _main_part(page: "LexborHTMLParser") -> "LexborNode | None":
    inner: dict[int, LexborNode | None] = {}
    parts = [part for part in page.css("article, main") if not _ancestor(part.parent, _PARTS, inner)]
    return max(parts, key=lambda part: len(part.text())) if parts else page.body


def _block_texts(root: "LexborNode") -> Iterator[str]:
    """Yield the text of each block, split where another block begins inside it."""
    nodes = (node for node in root.traverse(include_text=True) if node.tag in _VISITED)
    known: dict[int, LexborNode | None] = {}
    owned = ((_ancestor(node, _BLOCKS, known) or root, node) for node in nodes)
    for _, group in groupby(owned, key=lambda pair: pair[0].mem_id):
        pairs = list(group)
        tag = pairs[0][0].tag or ""
        text = "".join(_text_of(node, tag) for _, node in pairs).strip()
        if text:
            yield _PREFIXES.get(tag, "") + text


def _ancestor(
    node: "LexborNode | None", tags: Container[str | None], known: "dict[int, LexborNode | None]"
) -> "LexborNode | None":
    """Return the nearest element with one of the tags, from a node upwards; `known` keeps those of nodes seen."""
    passed = []
    while node and node.tag not in tags:
        if node.mem_id in known:
            node = known[node.mem_id]
            break
        passed.append(node.mem_id)
        node = node.parent
    known.update(dict.fromkeys(passed, node))
    return node


def _text_of(node: "LexborNode", block: str) -> str:
    if node.tag == "br":
        return "\n"
    text = (node.text_content or "") if node.tag == "-text" else ""
    return text if block == "pre" else re.sub(r"\s+", " ", text)


PDF_SECONDS, PDF_SECONDS_PER_MB = 9, 20
"""The most seconds for a PDF, and for each MB of it: one of dense text, of 300 pages, takes 10 for each MB."""
PDF_MEMORY, PDF_MEMORY_PER_BYTE = 230_000_000, 8
"""The most bytes of memory for a PDF, and for each byte of it."""
_MOST_LAYOUTS = 100
"""Pages that may share a content with fonts of their own."""
_SENTENCE_END = tuple(".!?:;\"'\u201d\u2019)]")
_INDENT = 2
"""The least columns by which the first line of a paragraph is indented."""


def read_pdf(path: str, content: bytes, command: str = "verify") -> str:
    """Return the text of all pages, with form feeds between pages and blank lines between paragraphs."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ModuleNotFoundError as error:
        raise missing_reader(path, command, error) from None
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it logs every defect that it repairs
    seconds = PDF_SECONDS + PDF_SECONDS_PER_MB * len(content) // 1_000_000
    memory = PDF_MEMORY + PDF_MEMORY_PER_BYTE * len(content)
    try:
        with limited_seconds(seconds), limited_memory(memory):
            reader = PdfReader(BytesIO(content))
            is_open = not reader.is_encrypted or reader.decrypt("")
            pages = list(_page_texts(reader, path)) if is_open else None
    except OutOfTime:
        raise UnreadableCopy(path, f"takes more than {seconds:,} seconds to read", _EXTRACT) from None
    except MemoryError:
        why = f"takes more than {memory // 1_000_000:,} MB of memory to read"
        raise UnreadableCopy(path, why, _EXTRACT) from None
    except DependencyError:  # pypdf was installed without its extra: publishers encrypt, if with no password
        from sinoru.extras import MissingLibrary

        raise MissingLibrary(_shown(path), "cryptography", command) from None
    except UnreadableCopy:
        raise
    except Exception as error:  # noqa: BLE001  a broken file can break the reader anywhere
        advice = "Use another copy, or save the text as plain text."
        raise UnreadableCopy(path, f"is damaged, or not a PDF ({type(error).__name__})", advice) from None
    if pages is None:
        raise UnreadableCopy(path, "is locked with a password", "Save a copy without one.")
    return "\f".join(pages)


def _page_texts(reader: "PdfReader", path: str) -> Iterator[str]:
    """Yield the text of each page; pages that share their content and fonts are laid out once.

    Raises UnreadableCopy where they are more than one source has, which few bytes can say.
    """
    known: dict[tuple[str, str], str] = {}
    layouts: Counter[str] = Counter()
    length = 0
    for page in reader.pages:
        content = repr(page.raw_get("/Contents")) if "/Contents" in page else ""
        key = content, repr(page.get("/Resources"))
        if key not in known:
            layouts[content] += 1
            known[key] = _page_text(page)
        length += len(known[key])
        if length > LONGEST or layouts[content] > _MOST_LAYOUTS:
            raise UnreadableCopy(
                path, f"has more than {LONGEST:,} characters, or pages that repeat one", _EXTRACT
            )
        yield known[key]


def _page_text(page: "PageObject") -> str:
    return "\n".join(
        _split_at_indents(split_lines(page.extract_text(extraction_mode="layout").replace("\f", "\n")))
    )


def _split_at_indents(lines: list[str]) -> Iterator[str]:
    """Insert a blank line before each line that is indented after the end of a sentence."""
    before = ""
    for line in lines:
        if before.rstrip().endswith(_SENTENCE_END) and _indent(line) - _indent(before) >= _INDENT:
            yield ""
        yield line
        before = line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
