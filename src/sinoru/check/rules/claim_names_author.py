"""A claim says that its own author says something.

A verdict on such a claim is on the wrong sentence: “Yu Bin writes that the visit was in March” is true even if the
visit was in April. Write what is claimed as a sentence of its own. Who claims it is in `by` and `evidence`, and views
show it. Only texts that begin with the author's name and an English verb of saying are reported, and no quotations.

    claims:
      - id: visit-in-march
        text: Yu Bin's article dates the visit to March 1999.     # W317: write "The visit was in March 1999."
        by: yu-bin
"""

import re
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.messages import quoted
from sinoru.model.records import Claim, Organisation, Person, Source

CODE = "W317"
SUMMARY = "A claim says that its own author says something."
_HINT = "write what is claimed as a sentence of its own: the verdict is on that sentence"
_ACCORDING = "According to "
_BEGINNING = 160
"""Characters of a text in which the author is looked for."""
_SAYS = re.compile(
    r"(?:['’]s? (?:\w+ )?(?:article|paper|book|essay|report|account|memoirs?|text|chapter|interview))?"
    r" (?:also |first |later |then |rightly |wrongly )?"
    r"(?:says|said|writes|wrote|states|stated|claims|claimed|argues|argued|asserts|asserted|reports|reported|notes|noted"
    r"|dates|dated|(?:calls|called)(?! (?:for|off|on|upon)\b)|describes|described|concludes|concluded|predicts"
    r"|predicted|"
    r"mentions|mentioned|believes|believed|thinks|thought|estimates|estimated|explains|explained|remarks|remarked|"
    r"contends|contended|counts|counted|points out|pointed out)\b"
)


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each claim that begins with its own author and a verb of saying."""
    for place, claim in corpus.of(Claim):
        if claim.kind == "quotation":
            continue
        text = claim.text[:_BEGINNING]
        if (_SAYS.search(text) or text.startswith(_ACCORDING)) and (
            said := _said_by_author(text, claim, corpus)
        ):
            yield Finding(
                place, ("text",), f"the claim names its own author: {quoted(said)}", _HINT, claim.text
            )


def _said_by_author(text: str, claim: Claim, corpus: CheckedCorpus) -> str:
    """Return the words that name the author of a claim, with a verb of saying; empty without them."""
    for name in _names(claim, corpus):
        if text.startswith(_ACCORDING + name):
            return _ACCORDING + name
        at = text.find(name)
        says = _SAYS.match(text, at + len(name)) if at >= 0 and not text[at - 1 : at].isalnum() else None
        if says:
            return text[at : says.end()]
    return ""


def _names(claim: Claim, corpus: CheckedCorpus) -> Iterator[str]:
    """Yield the names by which a text may call the author of a claim, the longest first."""
    yield from ("The article", "The author")
    if claim.by:
        yield from _names_of(claim.by, corpus)
        return
    for source in filter(None, (corpus.find(Source, one.source) for one in claim.evidence)):
        for author in source.authors:
            family, _, given = author.partition(", ")
            in_text = (f"{given} {family}", f"{family} {given}", family) if given else (family,)
            yield from _names_of(author, corpus) or in_text


def _names_of(id_: str, corpus: CheckedCorpus) -> tuple[str, ...]:
    """Return the names of the person or the organisation that has this id; none without one."""
    speaker = corpus.find(Person, id_) or corpus.find(Organisation, id_)
    if speaker is None:
        return ()
    words = reversed(speaker.name.split()) if isinstance(speaker, Person) else ()
    return (speaker.name, *(one.text for one in speaker.names), *words)
