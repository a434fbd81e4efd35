"""What a corpus declares for itself, fields, kinds of relation and registers, read before any other part of it.

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
from sinoru.model.fields import (
    Declared,
    Fields,
    as_json,
    fields_of,
    in_files,
    in_words,
    is_of_corpus,
    of_corpus,
)
from sinoru.model.records import CorpusTitle, OwnField
from sinoru.model.relation_kinds import two_inverses

DECLARING = ("corpus.yaml", "corpus.yml")
"""The names of the file in the top folder of a corpus that declares its fields."""
_KEYS = re.compile(rb"fields|relations|\bids\b")


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
    declared = {name: declared_at(declaring_file(of_one) or "") for name, of_one in by_corpus.items()}
    found: dict[str, bytes] = {}
    for name, distinct in _distinct(declared).items():
        if own := as_json(distinct):
            found |= dict.fromkeys(by_corpus[name], own)
    return found


def _distinct(declared: Mapping[str, Declared]) -> Mapping[str, Declared]:
    """Return the declarations of corpora with fields that differ in type or unit under different names.

    As with ids that clash, the name of the corpus comes first: `east:magnitude`.
    """
    kinds: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for of_one in declared.values():
        for place, fields in of_one.fields.items():
            for name, one in fields.items():
                kinds.setdefault((place, name), set()).add((one.type, one.unit))
    clashing = {key for key, each in kinds.items() if len(each) > 1}

    def renamed(corpus: str, place: str, name: str, one: OwnField) -> tuple[str, OwnField]:
        if (place, name) not in clashing:
            return name, one
        return of_corpus(corpus, name), replace(one, label=f"{one.label or in_words(name)} ({corpus})")

    return {
        corpus: replace(
            of_one,
            fields={
                place: dict(renamed(corpus, place, name, one) for name, one in fields.items())
                for place, fields in of_one.fields.items()
            },
        )
        for corpus, of_one in declared.items()
    }


def as_in_files(declared: Declared) -> Declared:
    """Return declarations with the names that files have for fields, and without what tells these apart."""
    fields = {
        place: {in_files(name): replace(one, label="") for name, one in fields.items()}
        for place, fields in declared.fields.items()
    }
    return replace(declared, fields=fields)


def undeclared(declared: Mapping[str, bytes], corpora: Mapping[str, str]) -> dict[str, list[str]]:
    """Return, by full name, the fields that only some of several corpora declare, and the other corpora.

    `declared` has the declarations for each file, `corpora` the name of its corpus.
    """
    by_corpus = {name: fields_of(declared.get(path, b"")) for path, name in corpora.items()}
    names = dict.fromkeys(one.own for fields in by_corpus.values() for one in fields.own())
    without = {
        name: [
            corpus
            for corpus, fields in by_corpus.items()
            if not is_of_corpus(name) and name not in (one.own for one in fields.own())
        ]
        for name in names
    }
    return {name: others for name, others in without.items() if others}


def united(declared: Iterable[Declared]) -> Declared:
    """Return the declarations of several corpora as one.

    Of two fields of the same name it has the first, with the choices of both; it is private if one of them is. Of two
    addresses of a register it has the first. A kind of relation to which they give different inverses is left out: it
    is then shown as `mentor of`.
    """
    found: dict[str, dict[str, OwnField]] = {}
    relations: list[tuple[str, str]] = []
    ids: dict[str, str] = {}
    for of_one in declared:
        relations += of_one.relations.items()
        ids = {**of_one.ids, **ids}
        for place, fields in of_one.fields.items():
            known = found.setdefault(place, {})
            for name, one in fields.items():
                first = known.setdefault(name, one)
                values, is_private = {**one.values, **first.values}, first.private or one.private
                formerly = tuple(dict.fromkeys((*first.formerly, *one.formerly)))
                known[name] = replace(first, values=values, formerly=formerly, private=is_private)
    while twice := two_inverses(relations):
        relations = [pair for pair in relations if twice not in pair]
    return Declared(found, dict(relations), ids)


def united_json(declared: Iterable[bytes]) -> bytes:
    """Return the same of declarations as JSON."""
    different = list(dict.fromkeys(declared)) or [b""]
    return (
        different[0] if len(different) == 1 else as_json(united(fields_of(one).declared for one in different))
    )
