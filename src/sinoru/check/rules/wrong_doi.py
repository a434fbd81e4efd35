"""A DOI has a form that no DOI can have.

A DOI begins with `10.`, the number of its registrant and a slash, and has no spaces. It may also be written as an
address at doi.org.

    sources:
      - {id: smith-2001, title: Of trade, doi: 10.1080/00396330112331343046}
      - {id: smith-2002, title: Of war, doi: 00396330112331343046}     # E215
"""

import re
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Source
from sinoru.query.particulars import bare_doi

CODE = "E215"
SUMMARY = "A DOI has a form that no DOI can have."
_DOI = re.compile(r"10(\.\d+)+/\S+")


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each DOI that cannot be one."""
    for place, source in corpus.of(Source):
        if source.doi and not _DOI.fullmatch(bare_doi(source.doi)):
            hint = "use the form 10.1000/182"
            yield Finding(place, ("doi",), f"'{source.doi}' is not a DOI", hint, source.doi)
