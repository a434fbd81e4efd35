"""The syntax of queries: text in, the algebra of text/query.py out, or what is wrong with it and at which column.

`NOT` and `-` bind tightest, then `OR`, then the space, which is `AND`. Everything in quotes is text, and so is a
colon after any other name than that of a field, signs that are not wildcards, and an address such as
https://example.org/a?b=(c). The parser keeps its own stack, so that no query is nested too deeply for it.
"""

import re
from collections.abc import Collection, Mapping

import msgspec

from sinoru.messages import quoted, series
from sinoru.text.query import (
    EMPTY,
    Field,
    Inside,
    Node,
    Range,
    Term,
    all_of,
    any_of,
    depth,
    in_words,
    map_leaves,
    negated,
)
from sinoru.text.terms import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_TERMS,
    MOST_TOKENS,
    TypedTerm,
    is_designator,
    join,
    plain_signs,
    without_stop_words,
)
from sinoru.text.tokens import locate_words

FEWEST_LETTERS = 2
"""The letters that a word with wildcards must have."""

_DASHES = "-−–－﹣\u2010\u2011"
"""The minus, and signs that word processors and keyboards write instead of it: hyphens and dashes."""
_PLAIN_WORD = re.compile(r"\s*(\w+(?:-\w+)*)(?=\s|$)")
# As texts: a query of plain words needs none, and to compile one takes up to a millisecond.
_LEXEME = rf"""(?x)\s*(?:
      (?P<bracket>[()])
    | (?P<url>[^\s"()]*://\S*)
    | (?P<dashes>[{_DASHES}]+)
    | (?P<field>[A-Za-z_][A-Za-z_.]*)[:：](?=[^\s)])
    | (?P<exact>=+)(?=[\w"])
    | (?P<quote>"[^"]*(?:"|$))(?P<after>\*|~\d*)?
    | (?P<word>[^\s"()]+)
    )"""
_OF_CORPUS = r"\s*([\w.-]+:[A-Za-z_]+)[:：](?=[^\s)])"
"""A field that several corpora declare differently: `east:magnitude:6`."""
_VALUE = r'(?P<minus>-?)(?P<compared>[<>]=?)?(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<bare>[^\s"()]+))?'
_NEARNESS = r"(?:NEAR|ADJ|WITHIN|W|w)/\d+|NEAR"
_UNKNOWN = r'[^\W\d][\w.]+:(?=[^\s/:)])(?P<phrase>"[^"]*"?)?'
_BOUNDS = r"(?:\.\.|[<>]=?)(?:\d\S*)?|\d[\d-]*\.\.[\d-]*"
_OPERATORS_ELSEWHERE = ("NEAR", "ANDNOT")


class QueryFault(ValueError):
    """A query that cannot be read: why, and the column (from 0) of the part in question."""

    def __init__(self, why: str, column: int) -> None:
        super().__init__(why)
        self.column = column


class Parsed(msgspec.Struct, frozen=True):
    """A query as it was read."""

    query: Node = EMPTY
    ignored: tuple[str, ...] = ()
    """Stop words that were left out, as they are in every text."""
    unknown: tuple[str, ...] = ()
    """Parts such as `colour:red`, which name no known field: they are searched as words."""
    unvalued: tuple[str, ...] = ()
    """Names of fields with a colon but no value right after it, as in `person: Yeltsin`: these are words as well."""
    unbound: tuple[str, ...] = ()
    """Bounds that no field has, such as `..` between spaces and `>1999`: these are words, or are ignored."""


class _Group(msgspec.Struct):
    """A group that is being read: the whole query, or what is in parentheses."""

    column: int = -1
    field: str = ""
    """The field that the group is the value of."""
    known: Mapping[str, Collection[str]] = {}
    items: list[list[Node]] = msgspec.field(default_factory=list)
    """Alternatives, of each of which one must match."""
    operator: str = ""
    """`OR`, `AND`, `NOT` or `-`, if a word must follow it."""
    operator_column: int = 0
    joins: bool = False
    excludes: bool = False
    skips: bool = False
    """Whether what was read last has no letter or digit, so that no operator can use it."""

    def add(self, node: Node) -> None:
        """Add an operand."""
        if self.excludes:
            node = negated(node)
        if self.joins:
            self.items[-1].append(node)
        else:
            self.items.append([node])
        self.operator, self.joins, self.excludes, self.skips = "", False, False, False

    @property
    def query(self) -> Node:
        """What was read."""
        return all_of(*(any_of(*alternatives) for alternatives in self.items))


def literally(text: str) -> str:
    """Return a text as it is typed to be searched for as it is: in quotes, and these in quotes for a shell."""
    inside = " ".join(plain_signs(text).replace('"', "").split())
    return f"'\"{inside}\"'"


def parse_query(
    text: str, fields: Mapping[str, Collection[str]] = {}, numeric: Collection[str] = ()
) -> Parsed:
    """Parse a query. `fields` maps the names of fields to those of the conditions in their brackets.

    The values of `numeric` fields are numbers, which may begin with a minus. Raises QueryFault.
    """
    if len(text) > MOST_CHARACTERS:
        raise too_long(text)
    parser = _Parser(text, fields, numeric)
    query = parser.parse()
    if depth(query) > MOST_DEPTH:
        why = f"The search {quoted(text)} has more than {MOST_DEPTH} groups within one another. Use fewer."
        raise QueryFault(why, max(parser.text.find("("), 0))
    kept, ignored = without_stop_words(query)
    return Parsed(kept, ignored, tuple(parser.unknown), tuple(parser.unvalued), tuple(parser.unbound))


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, text: str, fields: Mapping[str, Collection[str]], numeric: Collection[str]) -> None:
        self.typed = text
        self.numeric = numeric
        self.has_corpora = any(":" in name for name in fields)
        self.text = plain_signs(text).encode("utf-8", "replace").decode()
        self.unknown: dict[str, None] = {}
        self.unvalued: dict[str, None] = {}
        self.unbound: dict[str, None] = {}
        self.groups = [_Group(known=fields)]
        self.terms = 0
        self.last: TypedTerm | None = None
        """The word before, which a number after it may belong to."""

    @property
    def group(self) -> _Group:
        return self.groups[-1]

    def parse(self) -> Node:
        position: int | None = 0
        while position is not None:
            position = self._read_next(position)
        self._check_complete()
        if len(self.groups) > 1:
            column = self.group.column
            raise self._fault("(", "is not closed", "Add ')' after the words that belong together", column)
        return self.group.query

    def _read_next(self, position: int) -> int | None:
        """Read one lexeme and return where the next one begins; None at the end."""
        before, self.last = self.last, None
        found = re.compile(_OF_CORPUS).match(self.text, position) if self.has_corpora else None
        if found and (name := found[1].casefold()) in self.group.known:
            return self._read_field(name, found.start(1), found.end())
        if plain := _PLAIN_WORD.match(self.text, position):
            self._read_word(plain[1], plain.start(1), before)
            return plain.end()
        lexeme = re.compile(_LEXEME).match(self.text, position)
        return self._read(lexeme, before) if lexeme else None

    def _read(self, lexeme: re.Match[str], before: TypedTerm | None) -> int:
        start = lexeme.start(str(lexeme.lastgroup if lexeme.lastgroup != "after" else "quote"))
        if bracket := lexeme["bracket"]:
            self._open(start) if bracket == "(" else self._close(start)
        elif lexeme["dashes"]:
            self._exclude(lexeme["dashes"], start)
        elif (name := (lexeme["field"] or "").casefold()) in self.group.known:
            return self._read_field(name, start, lexeme.end())
        elif name in self.groups[0].known:
            raise self._out_of_place(name, start)
        elif lexeme["exact"]:
            return self._read_exact(lexeme.end())
        elif lexeme["quote"] is not None:
            self._read_phrase(lexeme, start)
        elif lexeme["url"]:
            self._add(TypedTerm.of(lexeme["url"]))
        else:
            found = re.compile(r'[^\s"()]+').match(self.text, start)
            word = found[0] if found else ""
            self._read_word(word, start, before)
            return start + len(word)
        return lexeme.end()

    def _out_of_place(self, name: str, start: int) -> QueryFault:
        """Return the fault for a field in brackets that have no such condition."""
        around = next(group for group in reversed(self.groups) if group.field)
        advice = f"Use {series(f'{one}:' for one in around.known) if around.known else 'values'} there"
        return self._fault(f"{name}:", f"cannot be used in the brackets of {around.field}:", advice, start)

    def _open(self, start: int) -> None:
        before = self.text[start - 1] if start else " "
        if before.isalnum():
            advice = "Put a space before it, or the word in quotes"
            raise self._fault("(", "is inside a word", advice, start)
        self.groups.append(_Group(start, known=self.group.known))

    def _close(self, start: int) -> None:
        if len(self.groups) == 1:
            raise self._fault(")", "closes no parenthesis", "Remove it, or add '(' before the words", start)
        self._check_complete()
        group = self.groups.pop()
        if not group.items:
            raise self._fault("()", "has no word in it", "Add one, or remove the parentheses", group.column)
        self.group.add(self._value_of(group) if group.field else group.query)

    def _value_of(self, group: _Group) -> Node:
        """Return the query for a field with a group as its value."""
        if self.group.known[group.field]:
            return Inside(group.field, group.query)

        def field(leaf: Node, _: bool) -> Node:  # noqa: FBT001  the signature of map_leaves
            if isinstance(leaf, Term) and not (leaf.prefix or leaf.pattern or leaf.near is not None):
                return Field(group.field, leaf.text)
            part = in_words(leaf)
            raise self._fault(part, f"cannot be a value of {group.field}:", "Use whole words", group.column)

        return map_leaves(group.query, field)

    def _check_complete(self) -> None:
        """Raise QueryFault if an operator of the group has no word after it."""
        group = self.group
        if group.operator:
            name, column = group.operator, group.operator_column
            raise self._fault(name, "has no word after it", "Add one, or remove it", column, name)

    def _operate(self, name: str, start: int) -> None:
        group = self.group
        if name in ("OR", "AND"):
            if not group.items or group.operator or (name == "OR" and group.skips):
                raise self._fault(name, "has no word before it", "Add one, or remove it", start, name)
            group.joins = name == "OR"
        else:
            group.excludes = not group.excludes
        group.operator, group.operator_column = name, start

    def _exclude(self, dashes: str, start: int) -> None:
        end = start + len(dashes)
        following = self.text[end : end + 1]
        if following.isspace() or following in ("", ")"):
            if dashes.strip("-"):  # a dash between words, as in a title
                return
            rest = re.match(r'\s*("[^"]*"?|\w[^\s"()]*)', self.text[end:])
            advice = f"To leave {_shown(rest[1])} out, type -{rest[1]}" if rest else "Remove it"
            raise self._fault(dashes, "is not next to a word", advice, start)
        self._operate("-", start)

    def _read_field(self, name: str, start: int, position: int) -> int:
        if self.text[position] == "(":
            inner = self.group.known[name]
            known = dict.fromkeys(inner, ()) if inner else {}
            self.groups.append(_Group(start, name, known))
            return position + 1
        value = re.compile(_VALUE).match(self.text, position)
        if value is None or not (value["quoted"] or value["bare"] or "").strip():
            raise self._fault(
                f"{name}:", "has no value", f"Type one after the colon, as in {name}:word", start
            )
        self._count()
        text = value["bare"] if value["quoted"] is None else value["quoted"]
        minus = value["minus"]
        if minus and name in self.numeric:
            text, minus = f"-{text}", ""
        if self.group.known[name]:
            why = f"needs its conditions in parentheses, as in {name}:({next(iter(self.group.known[name]))}:word)"
            raise self._fault(f"{name}:{text}", why, "Add them", start)
        node = _compared(name, value["compared"] or "", text, is_quoted=value["quoted"] is not None)
        self.group.add(negated(node) if minus else node)
        return value.end()

    def _read_exact(self, position: int) -> int:
        lexeme = re.compile(r'"(?P<quote>[^"]*)(?:"|$)|(?P<word>[^\s"()]+)').match(self.text, position)
        if lexeme:
            text = lexeme["word"] or lexeme["quote"]
            if lexeme["word"] and re.search(r"\*|\?\w", text):
                why = "asks for one spelling, which has no wildcard"
                raise self._fault(f"={text}", why, "Leave out the wildcard, or '='", position - 1)
            self._add(TypedTerm.of(text, phrase=lexeme["quote"] is not None, exact=True))
        return lexeme.end() if lexeme else position

    def _read_phrase(self, lexeme: re.Match[str], start: int) -> None:
        after = lexeme["after"] or ""
        if after and self.text[lexeme.end() : lexeme.end() + 1] in ("*", "~"):
            raise self._fault(lexeme[0].strip(), "cannot have both '*' and '~'", "Leave out one", start)
        one = TypedTerm.of(lexeme["quote"].strip('"'), phrase=True, prefix=after == "*")
        if after.startswith("~"):
            is_fraction = re.match(r"[.,]\d", self.text[lexeme.end() :])
            if after == "~" or is_fraction:
                advice = 'Type the most words between them, as in "hotline call"~5'
                why = f"has no {'whole ' if is_fraction else ''}number after '~'"
                raise self._fault(lexeme[0].strip(), why, advice, start)
            near = min(int(after[1:8]), MOST_CHARACTERS)
            one = TypedTerm(msgspec.structs.replace(one.term, near=near), one.words)
        self._add(one)

    def _read_word(self, word: str, start: int, before: TypedTerm | None) -> None:
        if word in ("AND", "OR", "NOT"):
            self._operate(word, start)
        elif word.replace("-", "").isalnum() and word not in _OPERATORS_ELSEWHERE:
            self._add_word(TypedTerm.of(word), before)
        else:
            self._read_signs(word, start, before)

    def _read_signs(self, word: str, start: int, before: TypedTerm | None) -> None:
        """Read a word with signs, or with the letters of an operator elsewhere."""
        if re.fullmatch(r"@[\w-]+", word):
            why = f"is not a saved query. Save it with: sinoru config set query.{word[1:]} 'WORDS'"
            raise QueryFault(f"{quoted(word)} {why}", start)
        self._check_word(word, start, start + len(word))
        self._note_field(word, start)
        is_prefix = word.endswith("*") and len(word) > 1
        stem_ = word[:-1] if is_prefix else word
        has_star = "*" in stem_.strip("*") or (stem_.startswith("*") and len(stem_) > 1)
        if (has_star and any(map(str.isalnum, stem_))) or re.search(r"\w\?+\w", stem_):
            self._add_pattern(word, start)
        else:
            self._add_word(TypedTerm.of(word, prefix=is_prefix), before)

    def _add_word(self, one: TypedTerm, before: TypedTerm | None) -> None:
        if before and is_designator(before, one):
            joined = join(before, one)
            self.group.items[-1][-1] = map_leaves(self.group.items[-1][-1], lambda *_: joined.term)
            self.last = joined
        else:
            self._add(one)

    def _note_field(self, word: str, start: int) -> None:
        """Note a word that only looks like a field, or like its bounds."""
        if found := re.compile(_UNKNOWN).match(self.text, start):
            self.unknown[word + (found["phrase"] or "")] = None
        elif word[-1] in ":：" and word[:-1].casefold() in self.group.known:
            self.unvalued[word] = None
        elif re.fullmatch(_BOUNDS, word):
            self.unbound[word] = None

    def _add(self, one: TypedTerm) -> None:
        """Add a term; one without a letter or digit is ignored, but refused after an operator (QueryFault)."""
        if not one.words:
            self._check_complete()
            self.group.skips = True
            return
        if len(one.words) > MOST_TOKENS:
            raise too_long(self.typed)
        self._count()
        self.group.add(one.term)
        self.last = one

    def _add_pattern(self, word: str, start: int) -> None:
        located = list(locate_words(re.sub(r"[*?]", "", word)))
        letters = located[0][0] if len(located) == 1 else ""
        if len(letters) < FEWEST_LETTERS or not letters.isalpha():
            why = f"has wildcards, which need a single word of {FEWEST_LETTERS} letters or more"
            raise self._fault(word, why, "Type more letters", start, word)
        folded = "".join(
            char if char in "*?" else "".join(w for w, _, _ in locate_words(char)) for char in word
        )
        self._count()
        self.group.add(Term(word, (), pattern=re.sub(r"\*+", "*", folded).rstrip("?")))

    def _count(self) -> None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise too_long(self.typed)

    def _check_word(self, word: str, start: int, end: int) -> None:
        """Raise QueryFault for a word that has an operator of another search engine."""
        before, after = self.text[:start].strip(), self.text[end:].strip()
        if re.fullmatch(_NEARNESS, word) and before and after:
            advice = 'Type the words in quotes, then the most words between them, as in "hotline call"~5'
            raise self._fault(word, "is not an operator here", advice, start, word)
        if word == "ANDNOT":
            raise self._fault(word, "is not an operator here", "Type NOT", start, word)
        if found := re.fullmatch(r"(.*\w)[~^][\d.]*", word):
            why = f"ends with {quoted(word[len(found[1])])}, which is not an operator here"
            raise self._fault(word, why, f"Type {quoted(found[1])}", start, word)
        if re.fullmatch(r"~\d+", word) and before.endswith('"'):
            raise self._fault(word, "is not next to the phrase", "Remove the space before it", start)
        if re.fullmatch(r"/.+/", word):
            raise self._fault(word, "is not read as a regular expression", "Type words", start, word)
        if "|" in word:
            raise self._fault(
                "|", "does not join words", "Type OR between the words", start + word.index("|"), word
            )
        if re.match(r"!(?=\w|$)", word) and (len(word) > 1 or after):
            rest = word[1:] or after.split()[0]
            raise self._fault(word, "begins with '!', which does not exclude words",
                              f"To leave {_shown(rest)} out, type -{rest}", start, word)  # fmt: skip

    def _fault(self, part: str, why: str, advice: str, column: int, literal: str = "") -> QueryFault:
        way_out = f", or put text in quotes to search for it as it is: {literally(literal)}"
        ending = way_out if any(map(str.isalnum, literal)) else "."
        return QueryFault(f"{_shown(part)} {why}. {advice}{ending}", column)


def _compared(name: str, sign: str, text: str, *, is_quoted: bool) -> Node:
    """Return the condition that a field has a value, or one within bounds."""
    if sign:
        bounds = (text, "") if sign.startswith(">") else ("", text)
        return Range(name, *bounds, excludes_bound=len(sign) == 1)
    low, dots, high = text.partition("..")
    if dots and not is_quoted and (low or high) and ".." not in high:
        return Range(name, low, high)
    return Field(name, text)


def _shown(text: str) -> str:
    """Return a part in single quotes, unless it has quotes already."""
    return text if '"' in text else quoted(text)


def too_long(text: str) -> QueryFault:
    """Return the fault of a query that is too long."""
    most = f"{MOST_TERMS} words, {MOST_TOKENS} words in one phrase, or {MOST_CHARACTERS:,} characters"
    return QueryFault(f"The search {quoted(text)} is too long. Use at most {most}.", 0)
