"""The fields and registers that a corpus declares for itself, read before any other part of it.

They are in the file `corpus.yaml` of the top folder, or in the only file of the corpus. So a file can be read alone,
by another process or for a check, with the table of the whole corpus.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from msgspec.structs import replace

from sinoru.loading.field_readers import reader_of
from sinoru.loading.yaml import Entry, read_entries, text_of
from sinoru.model.fields import Fields, fields_of
from sinoru.model.records import CorpusTitle, OwnField

DECLARING = ("corpus.yaml", "corpus.yml")
"""The names of the file in the top folder of a corpus that declares its fields."""
_KEY = re.compile(rb"\b(?:fields|ids)\b")


def declared_in(data: bytes) -> Fields:
    """Return the table of the corpus that the text of a file declares; ours alone if it cannot be read."""
    if not _KEY.search(data):
        return Fields()
    found = re.compile(rb"^corpus:.*(?:\n(?:[ \t#].*|\r?$))*", re.MULTILINE).search(data)
    if found and not _KEY.search(found[0]):
        return Fields()
    if not found and not re.search(rb"[\"']?corpus[\"']?[ \t]*:", data):
        return Fields()
    text = found[0] + b"\n" if found else data  # in brackets, as in JSON, the whole is read
    for entry in read_entries(BytesIO(text)):
        if isinstance(entry, Entry) and text_of(entry.key) == "corpus" and not entry.is_item:
            title = reader_of(CorpusTitle, Fields())(entry.value, [])
            return Fields(title.fields, title.ids) if isinstance(title, CorpusTitle) else Fields()
    return Fields()


def declaring_file(files: Sequence[str]) -> str:
    """Return the file of a corpus that declares its fields; empty if it has none that may. `files` has all files."""
    if len(files) == 1:
        return files[0]
    top = os.path.commonpath([os.path.dirname(file) for file in files]) if files else ""
    return next((path for name in DECLARING if (path := os.path.join(top, name)) in files), "")


def declaring_in(top: str, files: Sequence[str]) -> str:
    """Return the file that declares the fields of the corpus in a folder, which may not be among `files`."""
    named = (os.path.join(top, name) for name in DECLARING)
    return next((path for path in named if path in files or os.path.isfile(path)), "")


def declared_at(path: str, texts: Mapping[str, bytes] = {}) -> Fields:
    """Return the table of the corpus that a file declares; ours alone if it cannot be read, as its reader reports."""
    if path in texts:
        return declared_in(texts[path])
    try:
        with open(path, "rb") as stream:
            return declared_in(stream.read())
    except OSError:
        return Fields()


def declarations(files: Sequence[str], corpora: Mapping[str, str] = {}) -> dict[str, bytes]:
    """Return the declarations (JSON) for each file whose corpus has any.

    `corpora` has the name of each file's corpus, where there are several.
    """
    by_corpus: dict[str, list[str]] = {}
    for file in files:
        by_corpus.setdefault(corpora.get(file, ""), []).append(file)
    found: dict[str, bytes] = {}
    for of_one in by_corpus.values():
        declaring = declaring_file(of_one)
        if declared := declared_at(declaring).as_json() if declaring else b"":
            found |= dict.fromkeys(of_one, declared)
    return found


def united(tables: Iterable[Fields]) -> Fields:
    """Return the tables of several corpora as one.

    Of two fields of the same name it has the first, with the choices of both; it is private if one of them is. Of two
    registers of the same name it has the first.
    """
    found: dict[str, dict[str, OwnField]] = {}
    addresses: dict[str, str] = {}
    for table in tables:
        addresses = table.addresses | addresses
        for place, fields in table.declared.items():
            known = found.setdefault(place, {})
            for name, one in fields.items():
                first = known.setdefault(name, one)
                values, is_private = {**one.values, **first.values}, first.private or one.private
                known[name] = replace(first, values=values, private=is_private)
    return Fields(found, addresses)


def united_json(declared: Iterable[bytes]) -> bytes:
    """Return the same of declarations as JSON."""
    different = list(dict.fromkeys(declared)) or [b""]
    return different[0] if len(different) == 1 else united(map(fields_of, different)).as_json()


def clashes(declared: Mapping[str, bytes], corpora: Mapping[str, str]) -> dict[str, str]:
    """Return, by full name, the fields that corpora declare with another type or unit, and how each declares them.

    `declared` has the declarations for each file, `corpora` the name of its corpus.
    """
    by_corpus = {corpora[path]: fields_of(own).declared for path, own in declared.items() if path in corpora}
    found: dict[str, dict[str, list[str]]] = {}
    for corpus, places in by_corpus.items():
        for place, fields in places.items():
            for name, one in fields.items():
                what = f"{one.type} in {one.unit}" if one.unit else one.type
                found.setdefault(f"{place}.{name}", {}).setdefault(what, []).append(corpus)
    return {name: _in_words(kinds) for name, kinds in found.items() if len(kinds) > 1}


def _in_words(kinds: Mapping[str, Sequence[str]]) -> str:
    """Return the kinds of a field and the corpora that declare them, in the order of these."""
    return "; ".join(
        f"{what} ({', '.join(names)})" for names, what in sorted((b, a) for a, b in kinds.items())
    )
