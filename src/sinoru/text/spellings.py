"""British and American spellings: `defence` and `defense`, `organisation` and `organization`; and clipped words.

A rule may yield what is not a word; callers keep those that a corpus has.
"""

import re
from collections.abc import Iterator

from sinoru.text.tokens import locate_words

_DIFFERENCES = (
    (r"\w{3,}", "our", "or", "|s|ed|ing|ites?|able|ful|hood|ers?"),
    (r"\w{3,}", "is", "iz", "e|es|ed|ing|ers?|ations?"),
    (r"\w{3,}", "ys", "yz", "e|es|ed|ing|ers?"),
    (r"\w{3,}", "enc", "ens", "e|es|ed|ing"),
    (r"\w{2,}", "tre", "ter", "|s"),
    (r"\w{3,}", "ogue", "og", "|s"),
    (r"\w*[aeiou]\w+[aeiou]", "ll", "l", "ed|ing|ers?"),
    (r"\w*", "programme", "program", "|s"),
    ("", "grey", "gray", "|s|ed|ing"),
    ("", "sceptic", "skeptic", "|s|al|ism"),
    (r"\w*", "judgement", "judgment", "|s"),
    ("", "alumini", "alumin", "um"),
    ("", "plough", "plow", "|s|ed|ing"),
    ("", "tsar", "czar", "|s|ist|ists|ina|ism"),
    ("", "rouble", "ruble", "|s"),
    ("", "tyre", "tire", "|s"),
    ("", "cheque", "check", "|s"),
    ("", "practis", "practic", "e|es|ed|ing"),
    ("", "manoeuvr", "maneuver", "|s|ed|ing|able"),
    ("", "manoeuvre", "maneuver", "|s|d"),
    ("", "aeroplane", "airplane", "|s"),
    ("", "artefact", "artifact", "|s"),
    ("", "enquir", "inquir", "y|ies|e|ed|ing"),
    ("", "despatch", "dispatch", "|es|ed|ing"),
    ("", "draught", "draft", "|s"),
    ("", "sulph", "sulf", "ur|uric|ate|ide"),
    ("", "moustache", "mustache", "|s"),
    ("", "pyjamas", "pajamas", ""),
    ("", "jewellery", "jewelry", ""),
    ("", "ageing", "aging", ""),
    ("", "gaol", "jail", "|s|ed"),
    ("", "kerb", "curb", "|s"),
    ("", "mould", "mold", "|s|ed|ing"),
    ("", "smoulder", "smolder", "|s|ed|ing"),
    ("sk|w", "il", "ill", "ful|fully"),
    ("", "fulfil", "fulfill", "|s|ment"),
    ("", "enrol", "enroll", "|s|ment|ments"),
    ("", "instalment", "installment", "|s"),
    (r"\w*", "aem", "em", "ia|ic"),
    ("", "encyclopaed", "encycloped", "ia|ias|ic"),
    ("", "archaeolog", "archeolog", "y|ical|ist|ists"),
    ("", "paediatric", "pediatric", "|s|ian|ians"),
    ("", "telephone", "phone", "|s|d"),
    ("", "airplane", "plane", "|s"),
    ("", "aeroplane", "plane", "|s"),
    ("", "television", "tv", ""),
    ("", "photograph", "photo", "|s"),
    ("", "memorandum", "memo", ""),
)
"""What precedes the letters in which two spellings of a word differ, these letters, and what may follow."""


def other_spellings(word: str) -> Iterator[str]:
    """Yield what a folded word may be in the other spelling."""
    if not word.isascii():
        return
    for before, *letters, after in _DIFFERENCES:
        for own, other in (letters, letters[::-1]):
            # Most words have none of these letters, and to compile a pattern takes longer than to look for them.
            if own in word and (found := re.fullmatch(f"({before}){own}({after})", word)):
                yield f"{found[1]}{other}{found[2]}"


def respelt(text: str, known: dict[str, str]) -> str:
    """Return a text with each word that is `known` in its other spelling; empty if it has none."""
    words = [word for word, _, _ in locate_words(text)]
    return " ".join(known.get(word, word) for word in words) if any(word in known for word in words) else ""
