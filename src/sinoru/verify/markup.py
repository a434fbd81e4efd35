"""What conversions to text leave in a line: backslashes, emphasis, links, note numbers, entities."""

import re
from html import unescape


def strip_markup(text: str) -> str:
    r"""Give the text as a reader of the source saw it: `US\$5.48` is `US$5.48`, `*Izvestiya*` is `Izvestiya`.

    Backslash escapes are those of CommonMark (section 2.4).
    """
    for pattern, replacement in _RULES:
        text = re.sub(pattern, replacement, text)
    return unescape(text)


_RULES = (
    (r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1"),  # links and images
    (r"(?<=[\w.,;:!?\"'\u201d\u2019)])\[\^?\d{1,3}\]", ""),  # numbers of notes
    (r"(?<![\w\\*])\*{1,3}(?=\S)", ""),  # emphasis begins
    (r"(?<=[^\s\\*])\*{1,3}(?!\w)", ""),  # and ends
    (r"(?<![\w\\_])_{1,3}(?=\w)", ""),
    (r"(?<=[\w.,;:!?\"'\u201d\u2019)])_{1,3}(?!\w)", ""),
    (r"\\([!-/:-@\[-`{-~])", r"\1"),
)
