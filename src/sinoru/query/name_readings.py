"""What a typed name was read as: whether the records found may be taken for it, and by which rule that is said."""

from collections.abc import Sequence

from sinoru.index.fields import FORMER, REGISTER, title_of
from sinoru.index.index import Index
from sinoru.query.names import NEAREST, Found, find_by_spelling
from sinoru.query.read_as import report

_BY_LETTERS = ("exact", "reordered", "part")
"""Rules that find a name by its letters, at most without the title before it."""
_LOOSE = ("part-sound", "variant", "inflected", "similar", "typo")
"""Rules of names that are not spelt like the typed one, which are reported as they are."""


def take(
    index: Index, given: str, typed: str, found: Sequence[Found], *, reports_parts: bool = False
) -> bool:
    """Return whether the records found may be taken for what was typed; report them if they have another name.

    They may not be taken by their sound or as a typing error where a record has the typed name itself. With
    `reports_parts`, they are also reported where the one word typed is only a part of the name.
    """
    rule = rule_of_reading(typed, found[0])
    if rule and rule not in (FORMER, "part") and is_a_name(index, typed):
        return False
    rule = rule or ("part" if reports_parts and found[0].rule == "part" else "")
    if rule:
        titles = list({one.id: title_of(one.record) for one in found}.values())
        left = len(titles) - NEAREST
        read_as = ", ".join((*titles[:NEAREST], *([f"{left:,} more"] if left > 0 else [])))
        report(given, typed, read_as, rule, found[0].id if len(titles) == 1 else "")
    return True


def rule_of_reading(typed: str, found: Found) -> str:
    """Return the rule by which a name was read as another one; empty if a name of the record has these letters."""
    if found.rule in ("id", REGISTER, FORMER):
        return FORMER if found.rule == FORMER else ""
    plain = _without_title(typed)
    if found.rule in _BY_LETTERS:
        if plain != typed and not _shares_key(typed, found):
            return "title"
        return "part" if found.rule == "part" and " " in plain and _has_several_words(plain) else ""
    if _has_same_letters(typed, found):
        return "short" if found.rule == "short" and _is_by_syllables(found.written) else ""
    if found.rule != "typo" and plain != typed and _has_same_letters(plain, found):
        return "title"
    return found.rule if found.rule in _LOOSE else "sound"


def _without_title(typed: str) -> str:
    """Return a name without its title; a single Latin word has none, and no table of titles is read for it."""
    if typed.isascii() and typed.isalpha():
        return typed
    from sinoru.names.honorifics import without_title

    return without_title(typed)


def _is_by_syllables(written: str) -> bool:
    """Return whether a name is Korean or Mandarin, so that no part of it is a mere middle name."""
    from sinoru.names.korean import read_korean
    from sinoru.names.mandarin import is_surely_mandarin, read_mandarin

    return bool(read_korean(written)) or is_surely_mandarin(read_mandarin(written))


def _has_several_words(typed: str) -> bool:
    """Return whether a part of a name has more than one word, besides particles: it looks like a whole name."""
    from sinoru.names.folding import fold
    from sinoru.names.words import OMISSIBLE

    return len([word for word in fold(typed).split() if word not in OMISSIBLE]) > 1


def _shares_key(typed: str, found: Found) -> bool:
    from sinoru.names.nearest import shared_rule

    return bool(shared_rule(typed, found.written))


def _has_same_letters(typed: str, found: Found) -> bool:
    """Return whether a name of the record has all the typed words, in any script, spacing and order."""
    from sinoru.names.nearest import same_letters

    names = (getattr(found.record, "name", ""), *(name.text for name in getattr(found.record, "names", ())))
    return any(same_letters(typed, name) for name in names)


def is_a_name(index: Index, typed: str) -> bool:
    """Return whether any record, of whatever kind, has this name or has it as a part, or a source as its author."""
    from sinoru.query.speakers import is_author

    return bool(find_by_spelling(index, typed, ())) or is_author(index, typed)
