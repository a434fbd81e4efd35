"""A reference names a record by an id that it had before.

The record lists that id in `formerly`, so that look-ups follow the reference. Someone who reads the file has to
search for it. `sinoru check --fix` writes the present id, as `sinoru rename` and `sinoru merge` do in all files of a
corpus.

    people:
      - {id: li-peng, name: Li Peng, formerly: [li-p]}
    claims:
      - id: protest
        text: Li Peng protested.
        by: li-p     # W314: write 'li-peng'
"""

import re
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Diagnostic

CODE = "W314"
SUMMARY = "A reference names a record by an id that it had before."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each reference to a former id; the hint has the present one."""
    for placed, reference in corpus.doubtful if corpus.living else ():
        living = corpus.living.get(reference.id)
        if living and reference.id not in corpus.known_ids:
            message = f"'{reference.id}' is a former id"
            yield Finding(placed.place, reference.at, message, f"write '{living}'", reference.id)


def former_and_present(fault: Diagnostic) -> tuple[str, str]:
    """Return the two ids that a warning of this rule names."""
    former, present = (re.search("'(.+)'", text) for text in (fault.message, fault.hint))
    return (former[1] if former else "", present[1] if present else "")
