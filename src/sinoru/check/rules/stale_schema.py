"""The JSON Schema in the folder of a corpus does not have the fields that the corpus declares.

Editors complete and check files by it (docs/fields.md). `sinoru fmt` writes it again. Any other file of that name is
not looked at.

    corpus:
      fields:
        events: {magnitude: {type: number}}     # W329, if corpus.schema.json does not have it
"""

import os
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.loading.declarations import DECLARING
from sinoru.loading.files import SCHEMA, shown_path
from sinoru.messages import command

CODE = "W329"
SUMMARY = "The JSON Schema beside corpus.yaml does not have the fields that the corpus declares."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each corpus whose schema has other fields than it declares."""
    from sinoru.loading.schema import is_stale, text_of_schema

    for place, _ in corpus.titles:
        folder, name = os.path.split(place.path)
        path = os.path.join(folder, SCHEMA)
        if name in DECLARING and is_stale(text_of_schema(path), corpus.fields_at(place.path)):
            message = f"{shown_path(path)} does not have the fields that this corpus declares"
            hint = f"'{command('fmt', shown_path(place.path))}' writes it again"
            yield Finding(place, ("fields",), message, hint)
