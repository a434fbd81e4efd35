"""The files of a new corpus: small, valid, and with comments that teach the format."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from sinoru.edit.text_file import NotWritten, write_file
from sinoru.model.errors import SinoruError, WrongUsage

_HEAD = "# yaml-language-server: $schema=corpus.schema.json\n"


class CannotCreate(SinoruError):
    """The files of a new corpus could not all be written; none is left."""

    def __init__(self, folder: str, error: Exception) -> None:
        cause = error if isinstance(error, OSError) else error.__cause__
        why = cause.strerror if isinstance(cause, OSError) else str(error)
        super().__init__(f"{folder}: no corpus can be begun there: {why}. Nothing was left behind.")


STARTER: Mapping[str, str] = {
    "corpus.yaml": _HEAD
    + """\
# The first line is for editors: 'sinoru schema > corpus.schema.json' lets them complete and check as you type.
#
# What this corpus is. Any *.yaml file in this folder, or below, belongs to it; which file holds what is up to you.
corpus:
  title: My chronology
  description: A corpus to begin with. Replace these records by your own.
""",
    "events.yaml": _HEAD
    + """\
# What happened. Dates are EDTF: 1969, 1969-07, 1969-07-20, 1969-07-16/1969-07-24 (from, to), 1969~ (about),
# 1969? (uncertain), 196X (in the sixties). No quotes are needed: everything is read as the text that stands there.
events:
  # The id never changes: others refer to it. Lower-case letters, digits and single hyphens.
  - id: moon-landing-1969-07-20
    date: 1969-07-20
    title: Apollo 11 lands on the Moon
    summary: Two of the three astronauts land in the Sea of Tranquility while the third stays in orbit.
    kind: milestone
    # Whoever took part, by id: a person or an organisation ({org: nasa, role: organiser}).
    participants:
      - {person: neil-armstrong, role: commander}
      - {org: nasa, role: organiser}
    places: [sea-of-tranquility]
    countries: [United States]
    topics: [space]
    # Where it is written: the source, the place in it, and words that stand there as printed.
    # 'sinoru verify nasa-apollo-11=FILE' looks for them in your own copy of the source.
    evidence:
      - {source: nasa-apollo-11, at: Mission overview, terms: [Armstrong, "July 20, 1969"]}
""",
    "people.yaml": _HEAD
    + """\
# Who and what the events speak of: people, organisations and places.
people:
  - id: neil-armstrong
    name: Neil Armstrong
    # Other ways in which the name is written, in any script: search finds the person by each of them.
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
# What somebody says is so: who says it, how surely, and what became of it when held against other sources.
claims:
  - id: first-step-late-evening
    text: Armstrong set foot on the Moon a few hours after the landing.
    kind: fact
    about: [moon-landing-1969-07-20]
    # stated, reported, alleged or implied.
    certainty: stated
    evidence:
      - {source: nasa-apollo-11, at: Mission overview}
""",
    "sources.yaml": _HEAD
    + """\
# The texts that everything above rests on, with what a citation needs.
sources:
  - id: nasa-apollo-11
    title: Apollo 11 Mission Overview
    publisher: National Aeronautics and Space Administration
    url: https://www.nasa.gov/mission/apollo-11/
    language: en
    kind: web
""",
    ".gitignore": """\
# Copies of sources are for you to verify with, and often not yours to publish.
/copies/
*.pdf
# What editors and sinoru leave while they write.
*.sinoru-new
.*.sinoru-edit.yaml
*~
.*.sw?
""",
}
"""The text of each file by its name."""


def begin_corpus(folder: str) -> list[str]:
    """Write the files of a new corpus, and return their paths.

    Raises WrongUsage if one of them exists already, and CannotCreate.
    """
    if not folder:
        raise WrongUsage("the name of the folder is empty; '.' is the working folder")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise WrongUsage(f"{folder}: there is a file of that name; give a folder")
    existing = [name for name in STARTER if os.path.lexists(os.path.join(folder, name))]
    if existing:
        raise WrongUsage(f"{folder}: {', '.join(existing)} would be overwritten; nothing was written")
    new_folders = _missing_folders(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        for name, text in STARTER.items():
            write_file(os.path.join(folder, name), text.encode(), before=None, root=folder)
    except RecursionError:  # os.makedirs calls itself for each level
        raise WrongUsage("the folder is too many levels deep; give a shorter path") from None
    except (OSError, NotWritten) as error:
        _roll_back(folder, new_folders)
        raise CannotCreate(folder, error) from error
    return [os.path.join(folder, name) for name in STARTER]


def _missing_folders(folder: str) -> list[str]:
    """Return the folders to create for this one, from itself upward."""
    folder, missing = os.path.abspath(folder), []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    return missing


def _roll_back(folder: str, new_folders: Sequence[str]) -> None:
    """Remove what was written; none of it existed before."""
    with suppress(OSError):
        for name in STARTER:
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, name))
        for new_folder in new_folders:
            os.rmdir(new_folder)
