"""The files of a new corpus: small, valid, and with comments that teach the format."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from sinoru.files import NotWritten, folder_lock, follow_within, require_writable, write_file
from sinoru.loading.declarations import declared_at, declared_in, declaring_in
from sinoru.loading.files import SCHEMA
from sinoru.loading.schema import SCHEMA_ID, schema_text
from sinoru.messages import cannot_write, count, quoted, reason, series
from sinoru.model.errors import SinoruError, WrongUsage
from sinoru.model.fields import Fields

_HEAD = f"# yaml-language-server: $schema={SCHEMA}\n"

_MOST_NAMED = 3
"""Existing files that a refusal lists; of more, it counts the others."""


class CannotCreate(SinoruError):
    """The files of a new corpus could not all be written; none of them is left."""

    def __init__(self, folder: str, error: OSError | NotWritten) -> None:
        why = error.why if isinstance(error, NotWritten) else reason(error)
        super().__init__(cannot_write(folder, why, "Nothing was written."))


STARTER: Mapping[str, str] = {
    "corpus.yaml": _HEAD
    + """\
# The first line is for editors: with the schema in this folder, they complete and check what you type.
# Write the schema again after an update of sinoru: sinoru init --schema .
#
# About this corpus. Every *.yaml file in this folder or a folder below belongs to it. You decide what goes where.
corpus:
  format: 2
  title: My chronology
  description: A sample corpus. Replace these records with your own.
  # How others cite it (sinoru cite --corpus). There are also: published, authors, licence, publisher, url, doi.
  version: 0.1
  # Fields of your own, beside those that every corpus has. See docs/fields.md of sinoru.
  fields:
    events:
      crew: {type: number, help: How many people were on board.}
      outcome: {type: choice, values: {success: Success, failure: Failure}}
      launcher: {type: text}
""",
    "events.yaml": _HEAD
    + """\
# Events. Dates are EDTF: 1969, 1969-07, 1969-07-20, 1969-07-16/1969-07-24 (from, to), 1969~ (about),
# 1969? (uncertain), 196X (the 1960s). Dates and numbers need no quotes: every value is read as text.
events:
  # The id consists of lower-case letters, digits and single hyphens. It never changes: other records refer to it.
  - id: moon-landing-1969-07-20
    date: 1969-07-20
    title: Apollo 11 lands on the Moon
    summary: Two of the three astronauts land in the Sea of Tranquility while the third stays in orbit.
    kind: milestone
    # Each participant is a person or an organisation, named by its id.
    participants:
      - {person: neil-armstrong, role: commander}
      - {org: nasa, role: organiser}
    places: [sea-of-tranquility]
    countries: [United States]
    topics: [space]
    # Fields of this corpus's own, which corpus.yaml declares.
    crew: 3
    outcome: success
    launcher: Saturn V
    # Evidence is a source, a passage in it, and words from that passage as printed.
    # 'sinoru verify nasa-apollo-11=FILE' looks for these words in your own copy of the source.
    evidence:
      - {source: nasa-apollo-11, at: Mission overview, terms: [Armstrong, "July 20, 1969"]}
""",
    "people.yaml": _HEAD
    + """\
# The people, organisations and places in the events.
people:
  - id: neil-armstrong
    name: Neil Armstrong
    # Other spellings of the name, in any script: search finds the person under each of them.
    names:
      - {text: Нил Армстронг, kind: variant, lang: ru}
      - {text: Neil Alden Armstrong, kind: variant, lang: en}
    country: United States
    born: 1930-08-05
    died: 2012-08-25
    evidence:
      - {source: nasa-apollo-11, terms: [Armstrong]}

organisations:
  - id: nasa
    name: National Aeronautics and Space Administration
    names:
      - {text: NASA, kind: variant, lang: en}
    country: United States
    evidence:
      - {source: nasa-apollo-11}

places:
  - id: sea-of-tranquility
    name: Sea of Tranquility
    names:
      - {text: Mare Tranquillitatis, kind: variant, lang: la}
    evidence:
      - {source: nasa-apollo-11, at: Mission overview}
""",
    "claims.yaml": _HEAD
    + """\
# Claims: who claims what, how confidently, and how the claim has been judged against other sources.
claims:
  - id: first-step-late-evening
    text: Armstrong set foot on the Moon a few hours after the landing.
    kind: fact
    about: [moon-landing-1969-07-20]
    # Use stated, reported, inferred or alleged.
    certainty: stated
    evidence:
      - {source: nasa-apollo-11, at: Mission overview}
""",
    "sources.yaml": _HEAD
    + """\
# The sources that all other records cite, with the details that a citation needs.
sources:
  - id: nasa-apollo-11
    title: Apollo 11 Mission Overview
    publisher: National Aeronautics and Space Administration
    url: https://www.nasa.gov/mission/apollo-11/
    language: en
    kind: web
""",
    ".gitignore": """\
# Copies of sources help you to verify the evidence. You often have no right to publish them.
/copies/
*.pdf
# Temporary files of editors and of sinoru.
*.sinoru-new
.*.sinoru-edit.yaml
*~
.*.sw?
""",
}
"""The text of each file by its name; the schema is beside them."""


def begin_corpus(folder: str) -> list[str]:
    """Write the files of a new corpus, and return their paths. What a killed run has begun is completed.

    Raises WrongUsage if one of them exists already, and CannotCreate.
    """
    if not folder:
        raise WrongUsage("The folder name is empty. Use . for the working folder.")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise WrongUsage(f"{folder} is a file, not a folder. Choose another name.")
    fields = Fields(declared_in(STARTER["corpus.yaml"].encode()))
    contents = {name: text.encode() for name, text in {**STARTER, SCHEMA: schema_text(fields)}.items()}
    new_folders = _missing_folders(folder)
    written: list[str] = []
    try:
        os.makedirs(folder, exist_ok=True)
        with folder_lock(folder):
            for name in _still_to_write(folder, contents):
                write_file(os.path.join(folder, name), contents[name], replaces=False)
                written.append(name)
    except RecursionError:  # os.makedirs calls itself for each level
        raise WrongUsage(f"The path {quoted(folder)} has too many levels. Use a shorter path.") from None
    except (OSError, NotWritten) as error:
        _roll_back(folder, written, new_folders)
        raise CannotCreate(folder, error) from error
    return [os.path.join(folder, name) for name in contents]


def _still_to_write(folder: str, contents: Mapping[str, bytes]) -> list[str]:
    """Return the files that are still to be written: all, or those that an earlier run was killed before.

    Raises WrongUsage if the corpus is complete, or if another file has the name of one of its own.
    """
    existing = [name for name in contents if os.path.lexists(os.path.join(folder, name))]
    if len(existing) == len(contents) or not all(
        _has_content(os.path.join(folder, name), contents[name]) for name in existing
    ):
        raise WrongUsage(_in_the_way(folder, existing))
    return [name for name in contents if name not in existing]


def _has_content(path: str, content: bytes) -> bool:
    if not os.path.isfile(path):  # opening a pipe would block
        return False
    with open(path, "rb") as stream:
        return stream.read(len(content) + 1) == content


def renew_schema(folder: str) -> str:
    """Write the schema of this version into a folder, over an earlier one, and return its path.

    Raises WrongUsage if the folder does not exist or has another file of that name, and NotWritten.
    """
    if not os.path.isdir(folder):
        why, advice = "the folder does not exist", "To start a corpus in it, leave out --schema."
        raise WrongUsage(cannot_write(folder or "the schema", why, advice))
    path = os.path.join(folder, SCHEMA)
    target, before = follow_within(path, [folder]), b""
    require_writable(target)
    with suppress(FileNotFoundError), open(target, "rb") as stream:
        before = stream.read()
        if SCHEMA_ID.encode() not in before:
            raise WrongUsage(f"{path} is not a schema of sinoru. Remove or rename it first.")
    write_file(target, schema_text(fields_in(folder)).encode(), replaces=before or False)
    return path


def fields_in(folder: str) -> Fields:
    """Return the table of fields of the corpus in a folder, or of the one that a file is."""
    declaring = folder if os.path.isfile(folder) else declaring_in(folder, ())
    return Fields(declared_at(declaring)) if declaring else Fields()


def _in_the_way(folder: str, existing: Sequence[str]) -> str:
    shown = existing if len(existing) <= _MOST_NAMED else existing[: _MOST_NAMED - 1]
    others = len(existing) - len(shown)
    listed = series((*shown, *([count(others, "other file")] if others else [])), "and")
    return (
        f"{folder} already contains {listed}, which init would overwrite. Nothing was written. "
        "Choose an empty folder."
    )


def _missing_folders(folder: str) -> list[str]:
    """Return the folders to create for this one, from itself upward."""
    folder, missing = os.path.abspath(folder), []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    return missing


def _roll_back(folder: str, written: Sequence[str], new_folders: Sequence[str]) -> None:
    """Remove what this run has written."""
    with suppress(OSError):
        for name in written:
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, name))
        for new_folder in new_folders:
            os.rmdir(new_folder)
