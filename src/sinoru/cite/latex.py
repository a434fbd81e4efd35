"""Text as LaTeX reads it."""

_MARKS = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {
        "{": "\\textbraceleft{}",  # never a bare brace: a parser of BibTeX counts them, escaped or not
        "}": "\\textbraceright{}",
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)


def to_latex(text: str) -> str:
    """Give text that LaTeX prints as it stands."""
    return text.translate(_MARKS)
