"""What a corpus declares for itself, fields and kinds of relation, read before any other part of it.

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
from sinoru.model.fields import Declared, Fields, as_json, fields_of
from sinoru.model.records import CorpusTitle, OwnField

DECLARING = ("corpus.yaml", "corpus.yml")
"""The names of the file in the top folder of a corpus that declares its fields."""
_KEYS = re.compile(rb"fields|relations")


def declared_in(data: bytes) -> Declared:
    """Return what the text of a file declares; nothing if it cannot be read."""
    if not _KEYS.search(data):
        return Declared()
    found = re.compile(rb"^corpus:.*(?:\n(?:[ \t#].*|\r?$))*", re.MULTILINE).search(data)
    if found and not _KEYS.search(found[0]):
        return Declared()
    if not found and not re.search(rb"[\"']?corpus[\"']?[ \t]*:", data):
        return Declared()
    text = found[0] + b"\n" if found else data  # in brackets, as in JSON, the whole is read
    for entry in read_entries(BytesIO(text)):
        if isinstance(entry, Entry) and text_of(entry.key) == "corpus" and not entry.is_item:
            title = reader_of(CorpusTitle, Fields())(entry.value, [])
            return declared_by(title) if isinstance(title, CorpusTitle) else Declared()
    return Declared()


def declared_by(title: CorpusTitle) -> Declared:
    """Return what the title of a corpus declares."""
    return Declared(**{name: getattr(title, name) for name in Declared.__struct_fields__})


def declaring_file(files: Sequence[str]) -> str:
    """Return the one file that declares for all files of a corpus; empty if none may."""
    if len(files) == 1:
        return files[0]
    top = os.path.commonpath([os.path.dirname(file) for file in files]) if files else ""
    return next((path for name in DECLARING if (path := os.path.join(top, name)) in files), "")


def declaring_in(top: str, files: Sequence[str]) -> str:
    """Return the file that declares for the corpus in a folder, which may not be among `files`."""
    named = (os.path.join(top, name) for name in DECLARING)
    return next((path for path in named if path in files or os.path.isfile(path)), "")


def declared_at(path: str, texts: Mapping[str, bytes] = {}) -> Declared:
    """Return what a file declares; nothing of one that cannot be read, which its reader reports."""
    if path in texts:
        return declared_in(texts[path])
    try:
        with open(path, "rb") as stream:
            return declared_in(stream.read())
    except OSError:
        return Declared()


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
        if declared := as_json(declared_at(declaring)) if declaring else b"":
            found |= dict.fromkeys(of_one, declared)
    return found


def united(declared: Iterable[Declared]) -> Declared:
    """Return the declarations of several corpora as one.

    Of two fields of the same name it has the first, with the choices of both; it is private if one of them is. Of two
    inverses of a kind it has the first.
    """
    found: dict[str, dict[str, OwnField]] = {}
    relations: dict[str, str] = {}
    for of_one in declared:
        relations = {**of_one.relations, **relations}
        for place, fields in of_one.fields.items():
            known = found.setdefault(place, {})
            for name, one in fields.items():
                first = known.setdefault(name, one)
                values, is_private = {**one.values, **first.values}, first.private or one.private
                known[name] = replace(first, values=values, private=is_private)
    return Declared(found, relations)


def united_json(declared: Iterable[bytes]) -> bytes:
    """Return the same of declarations as JSON."""
    different = list(dict.fromkeys(declared)) or [b""]
    return (
        different[0] if len(different) == 1 else as_json(united(fields_of(one).declared for one in different))
    )


def clashes(declared: Mapping[str, bytes], corpora: Mapping[str, str]) -> dict[str, str]:
    """Return, by full name, the fields that corpora declare with another type or unit, and how each declares them.

    `declared` has the declarations for each file, `corpora` the name of its corpus.
    """
    by_corpus = {
        corpora[path]: fields_of(own).declared.fields for path, own in declared.items() if path in corpora
    }
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
