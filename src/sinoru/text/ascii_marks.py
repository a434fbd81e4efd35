"""The marks that texts and messages use, in ASCII, for an output that has no others."""

ASCII_MARKS = {
    "\u2026": "...",
    "\u2013": "-",  # en dash
    "\u2014": "--",  # em dash
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2212": "-",  # minus
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',  # the low quotation mark of German and Russian
    "\u00ab": '"',  # guillemets
    "\u00bb": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",  # the apostrophe of romanisations
    "\u00a0": " ",  # no-break spaces
    "\u202f": " ",
    "\u00b7": "-",  # middle dot
    "\u2260": "!=",
    "\u2192": "->",
    "\u00d7": "x",
}
