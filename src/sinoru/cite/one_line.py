"""Text that may stand in any format of citation."""


def one_line(text: str) -> str:
    """Give a text on one line: no control or direction-changing characters, single spaces, no half characters.

    A citation is pasted into other programs, which read a line end or a control as the end of a field.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(char if _is_shown(char) else " " for char in text).split())


def _is_shown(char: str) -> bool:
    return (
        char.isprintable() or char in "\u200c\u200d"
    )  # joiners are letters' own in Persian and Indic scripts
