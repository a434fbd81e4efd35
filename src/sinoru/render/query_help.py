"""The page of `sinoru help query`: the language of queries, with examples for the bundled corpus."""

from sinoru.query.filters import LANGUAGE
from sinoru.render.document import BLANK, INDENT, Column, Document, Grid, Look, Span, line

SIGNS = (
    ("Kosovo hotline", "both words, in any inflection and spelling"),
    ("8 May 1999, 08.05.1999", "what is of that day, in any usual form"),
    ('"prime minister"', "these words next to each other"),
    ('"hotline call"~5', "these words with at most five others among them"),
    ("Moscow OR Beijing", "either word"),
    ("-bombing, NOT bombing", "records without the word"),
    ("(a OR b) c", "groups; NOT and - bind tightest, then OR, then the space"),
    ("Su-2*", "words that begin with these letters"),
    ("*line, hot?ine", "* stands for any letters, ? for one inside a word"),
    ("=US", "this spelling; in small letters, also with capitals"),
    ("person:Yeltsin", "a field and its value"),
    ('by:"Yu Bin"', "a value with a space; in a shell also 'by:Yu Bin', as one argument"),
    ("kind:(visit OR call)", "either value"),
    ("date:1999-05..1999-06", "bounds; also date:>1999, date:<=1999-05-08, date:05-08 in any year"),
    ("office:(title:minister country:Russia)", "conditions on one office; participant:(...) likewise"),
    ("who met Zhang in 1999", "a question in English: the look-up that answers it comes first"),
    ("@NAME", "a saved query: sinoru config set query.NAME 'WORDS'"),
)
"""What a query may have, and its meaning."""
EXAMPLES = (
    "sinoru search 'embassy (bombing OR missiles) -apology'",
    "sinoru search 'hot?ine OR \"hotline talk\"~3'",
    "sinoru search person:Yeltsin hotline",
    "sinoru search 'Su-30 kind:claim certainty:stated'",
    "sinoru search 'office:(title:minister country:Russia)'",
    "sinoru timeline 'person:Jiang -kind:visit' date:1999",
    "sinoru timeline 'participant:(person:Yeltsin role:host)'",
    "sinoru timeline --after embassy-bombing-1999-05-08 --within 7d",
    "sinoru claims 'by:\"Yu Bin\" (arms OR hotline)'",
    "sinoru stats 'person:Yeltsin OR person:Primakov' --group year",
)
"""Commands that find something in the bundled corpus, quoted as a shell needs it."""


def query_document(_answer: None, look: Look) -> Document:
    """Show the signs, the fields and examples."""
    del look
    yield line(
        "A query is what 'sinoru search', timeline, claims, conflicts, stats and browse take as words."
    )
    yield line("The option --query of other commands takes the same. In a shell, put it in single quotes.")
    yield BLANK
    yield line(Span("Signs", "heading"))
    rows = tuple(((Span(sign, "name"),), (Span(meaning),)) for sign, meaning in SIGNS)
    yield Grid((Column(wraps=False), Column()), rows, INDENT)
    yield BLANK
    yield line(Span("Fields", "heading"))
    yield Grid((Column(),), (((Span(" ".join(f"{name}:" for name in LANGUAGE)),),),), INDENT)
    yield BLANK
    yield line(Span("Examples for the bundled corpus", "heading"))
    for example in EXAMPLES:
        yield line(f"  {example}")
