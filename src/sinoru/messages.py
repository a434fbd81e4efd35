"""The forms of messages: what happened, to which value, where, and what to do about it (docs/style.md).

Each function returns the text of one form. Errors are sentences, "Unknown kind 'evnt'. Did you mean 'event'?"; a
diagnostic of `check` is a clause without capital and stop, with its hint apart: `clause` makes it of a sentence.
"""

import sys

TYPE_CHECKING = False  # completion imports this module, and waits for every import

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

_LONGEST = 60
"""Characters of a wrong value that a message repeats."""
_MOST_LISTED = 30
"""Allowed values that a message lists beside a similar one."""
_MOST_MATCHES = 10
"""Records that are listed where a value may mean any of them."""
_MOST_OF_CORPUS = 12
"""Values of a corpus that a message lists; of more, it counts all and lists the first."""
_SERVER = r"(?:\[[\w:.%]*\]|[\w.%-]*)(?::\d*)?"
_POSTGRES = (
    r"(postgres(?:ql)?://)(?:([^:/?#@]*)(:[^/?#@]*)?@)?"
    rf"({_SERVER}(?:,{_SERVER})*)(/[^/:?#@]*)?(?:\?([^?#@]*))?"
)
"""The address of a PostgreSQL store: scheme, user, password, servers, database, parameters."""
_SHOWN = frozenset(
    "user host hostaddr port dbname schema timeout sslmode connect_timeout application_name"
    " target_session_attrs".split()
)
"""Parameters without a secret."""
_HIDDEN = frozenset("password sslpassword passfile sslkey sslcert sslrootcert service options".split())
"""Parameters of which only the name is shown; any other may be what follows a sign & in a password."""
_ON_PATHS = {21: "it is a folder", 20: "a part of the path is a file, not a folder"}
"""Why the system refused, by number (EISDIR, ENOTDIR), where its own words are not a clause about the path."""

_PLAIN_SIGNS = "\\/._-:=+,@~"
"""Signs that a word may have in the shells of Windows without quotation marks."""


def as_text(value: str) -> str:
    """Return a value as valid text: Python decodes bytes that are not UTF-8 into lone surrogates."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def quoted(value: str) -> str:
    """Return a value in single quotes, shortened if it is long: `'evnt'`."""
    return f"'{value if len(value) <= _LONGEST else f'{value[:_LONGEST]}…'}'"


def parse_postgres(address: str) -> "re.Match[str] | None":
    """Return the parts of the address of a PostgreSQL store; None if signs are in it that it must have escaped."""
    import re

    return re.fullmatch(_POSTGRES, address)


def without_password(address: str) -> str:
    """Return the address of a store as messages show it: without its passwords, and nothing of one with a slip in it.

    No pattern finds a password in any text, so only what has a known form is shown.
    """
    import re  # here, as no look-up in files needs it

    if re.fullmatch(r"(?!postgres)(?:[\w+.-]+:/{0,2})?[^:@=?#]*", address):
        return address
    if not (known := parse_postgres(address)):
        return f"{address.partition(':')[0]}:***" if address.startswith(("postgres", "sqlite:")) else "***"
    scheme, user, password, servers, database, query = known.groups()
    if "%3a" in (user or "").lower():  # the colon before a password, escaped like one in it
        user = "***"
    login = "" if user is None else f"{user}{':***' if password else ''}@"
    shown = (
        f"{name}={value}" if name in _SHOWN else f"{name}=***" if name in _HIDDEN else "***"
        for name, _, value in (pair.partition("=") for pair in (query or "").split("&"))
    )
    return f"{scheme}{login}{servers}{database or ''}{'' if query is None else '?' + '&'.join(shown)}"


def series(values: "Iterable[str]", word: str = "or") -> str:
    """Join values as in running text: `a, b or c`."""
    *first, last = values
    return f"{', '.join(first)} {word} {last}" if first else last


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 event`, `1,204 events`, `2 people`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def sentence(text: str) -> str:
    """Return a clause as a sentence: with a capital, unless it begins with code, and a stop."""
    return text[:1].upper() + ended(text[1:])


def ended(text: str) -> str:
    """Return a clause with a stop, as the end of a sentence that begins with code."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def character(char: str) -> str:
    """Return the name of a character in a message: `'&'`, `space`, or `character U+0000` if it is invisible."""
    if char == " ":
        return "space"
    return quoted(char) if char.isprintable() else f"character U+{ord(char):04X}"


def clause(text: str) -> str:
    """Return a sentence as a clause, which has no capital and no stop."""
    return text[0].lower() + text[1:].removesuffix(".") if text else text


def command(*words: str) -> str:
    """Return a command line of sinoru that can be copied into a shell."""
    return " ".join(("sinoru", *map(shell_word, words)))


def shell_word(word: str) -> str:
    """Return a word as the user's shell takes it: the shells of Windows know double quotes only."""
    if word.isascii() and word.replace("-", "").isalnum():  # most are, and every look-up would load shlex
        return word
    if sys.platform != "win32":
        from shlex import quote

        return quote(word)
    is_plain = word and all(char.isalnum() or char in _PLAIN_SIGNS for char in word)
    return word if is_plain else '"{}"'.format(word.replace('"', '\\"'))


def reason(error: OSError) -> str:
    """Return why the system refused, as a clause: `no such file or folder`."""
    why = _ON_PATHS.get(error.errno or 0) or error.strerror or str(error)
    return clause(why.replace("directory", "folder")) if why else "the system gives no reason"


def did_you_mean(near: "Sequence[str]") -> str:
    """Return the question for similar values: `Did you mean 'event'?`; empty without any.

    A value with its id in brackets, `Igor Ivanov (igor-ivanov)`, gets no quotes.
    """
    shown = [value if value.endswith(")") else quoted(value) for value in near]
    return f"Did you mean {series(shown)}?" if shown else ""


def use_one_of(known: "Iterable[str]", most: int = 0) -> str:
    """Return the advice for a list of values: `Use one of a, b, c.`; empty without any.

    A list longer than `most` is shortened: `Use one of 27 values, such as a, b, c.`
    """
    values = list(known)
    if most and len(values) > most:
        return f"Use one of {len(values):,} values, such as {', '.join(values[:most])}."
    return f"Use {'one of ' if values[1:] else ''}{', '.join(values)}." if values else ""


def suggest(value: str, known: "Sequence[str]") -> str:
    """Return advice for a wrong value: the nearest allowed ones, and all of them unless they are many."""
    from sinoru.names.nearest import nearest

    near = did_you_mean(nearest(value, known, 1))
    return _join(near, use_one_of(known) if not near or len(known) <= _MOST_LISTED else "")


def suggest_some(value: str, known: "Sequence[str]") -> str:
    """Return advice for a wrong value of a long list: the nearest allowed ones, or else the first of the list."""
    from sinoru.names.nearest import nearest

    return did_you_mean(nearest(value, known, 1)) or use_one_of(known, _MOST_OF_CORPUS)


def unknown(noun: str, value: str, known: "Sequence[str]" = (), advice: str = "") -> str:
    """Say that a value is none of those allowed: `Unknown kind 'evnt'. Did you mean 'event'? Use one of ...`."""
    return _join(f"Unknown {noun} {quoted(value)}.", suggest(value, known) if known else "", advice)


def not_in_corpus(noun: str, value: str, near: "Sequence[str]" = (), known: "Sequence[str]" = ()) -> str:
    """Say that the corpus has no such value: `No topic 'hotlin' in this corpus. Did you mean 'hotline'?`."""
    return _join(
        f"No {noun} {quoted(value)} in this corpus.",
        did_you_mean(near),
        use_one_of(known, _MOST_OF_CORPUS) if not near else "",
    )


def ambiguous(value: str, matches: "Sequence[str]", noun: str = "records") -> str:
    """Say what a value may mean: `'Li' matches 2 people: Li Peng (li-peng), ... Use one of these ids.`.

    Many are not all listed: `'Li' matches 106 people, such as Li Peng (li-peng), ... Use an id, or more of the name.`
    """
    has_ids = all(match.endswith(")") for match in matches)
    shown = matches[:_MOST_MATCHES]
    listed = "; ".join(shown) if any("," in match for match in shown) else ", ".join(shown)
    if len(matches) > len(shown):
        advice = f"Use {'an id, or ' if has_ids else ''}more of the name."
        return f"{quoted(value)} matches {len(matches):,} {noun}, such as {listed}. {advice}"
    advice = f"Use one of these {'ids' if has_ids else 'names'}."
    return f"{quoted(value)} matches {len(matches):,} {noun}: {listed}. {advice}"


def read_as(typed: str, meaning: str, rule: str, option: str = "") -> str:
    """Report what a value was taken for: `--person 'Primakof' read as Yevgeny Primakov (typing error).`."""
    return _join(option, f"{quoted(typed)} read as {meaning} ({rule}).")


def cannot_read(path: str, why: str, advice: str = "") -> str:
    """Say that a file cannot be read: `Cannot read /nowhere: no such file or folder.`."""
    return _join(f"Cannot read {path}: {clause(why)}.", advice)


def cannot_write(path: str, why: str, advice: str = "") -> str:
    """Say that a file cannot be written: `Cannot write x.csv: permission denied.`."""
    return _join(f"Cannot write {path}: {clause(why)}.", advice)


def already_exists(path: str, advice: str) -> str:
    """Say that a file is in the way: `x.csv already exists. Use --force to overwrite it.`."""
    return _join(f"{path} already exists.", advice)


def nothing_found(what: str, conditions: str = "", advice: str = "") -> str:
    """Say that nothing matches, `what` in the plural: `No events match --from 1890. Try a wider range.`."""
    return _join(f"No {what} match {conditions}." if conditions else f"No {what} found.", advice)


def nothing_given(noun: str, *example: str) -> str:
    """Say that something is missing: `No date given. Example: sinoru on 1999-05-08`."""
    return f"No {noun} given. Example: {command(*example)}"


def refused(what: str, why: str, advice: str = "") -> str:
    """Say why an option or a word is refused: `--svg cannot be used with --format json. Leave out one.`."""
    return _join(sentence(f"{what} {why}"), advice)


def not_a(expected: str, value: str, advice: str = "") -> str:
    """Say that a value has the wrong type, after the option it was given to: `'x' is not a whole number.`."""
    return _join(f"{quoted(value)} is not {expected}.", advice)


def not_a_date(value: str, why: str = "", advice: str = "", verdict: str = "not a date") -> str:
    """Say that a value is not a date, and why: `'1999-04-31' is not a date: that month has 30 days, not 31.`."""
    return _join(f"{quoted(value)} is {verdict}{f': {why}' if why else ''}.", advice)


def _join(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
