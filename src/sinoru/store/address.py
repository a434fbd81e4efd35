"""The address of a store: `sqlite:PATH` for one file, `postgresql://...` for a server, as libpq takes it.

Two parameters of the query part never reach libpq: `schema`, where the corpus is kept (`sinoru`), and `timeout`, the
seconds that a query may take (20).
"""

import msgspec

from sinoru.messages import not_a, parse_postgres, quoted, without_password
from sinoru.model.errors import WrongUsage

_SECRETS = r"(?<=://)([^/?#@:]*):.*@|(?<=[?&]password=)[^&]*|(?<=[?&]sslpassword=)[^&]*"
_SCHEMA = r"[a-z_][a-z0-9_]{0,39}"
_LONGEST_WAIT = 3600
_SHORTEST_SECRET = 3
"""The number of letters from which on a password is searched for in a message."""


class Address(msgspec.Struct, frozen=True):
    """A PostgreSQL store."""

    url: str
    """For libpq, with the password if there is one: never print it."""
    schema: str = "sinoru"
    timeout: int = 20
    """Seconds."""

    def __str__(self) -> str:
        return without_password(self.url)


def without_secrets(message: str, url: str) -> str:
    """Return a message about an address, with every part of its passwords masked.

    libpq takes a password with signs that should have been escaped for something else, and quotes it as that.
    """
    import re
    from urllib.parse import unquote

    secrets = [
        (match[0].partition(":")[2] if match[1] is not None else match[0]).removesuffix("@")
        for match in re.finditer(_SECRETS, url)
    ]
    message = message.replace(url, without_password(url))
    for secret in {*secrets, *map(unquote, secrets)}:
        if len(secret) >= _SHORTEST_SECRET:
            message = message.replace(secret, "***")
    shown = without_password(url)
    return re.sub(
        r'"([^"]+)"', lambda part: part[0] if part[1] in shown or part[1] not in url else '"***"', message
    )


def read_address(url: str) -> Address:
    """Parse the address of a PostgreSQL store. Raises WrongUsage."""
    import re
    from urllib.parse import unquote

    if not parse_postgres(url):
        raise WrongUsage(
            "--store is not a valid address. Use postgresql://USER:PASSWORD@HOST/DATABASE, with @ : / ? # in a name"
            " or password as %40 %3A %2F %3F %23."
        )
    base, _, query = url.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    own = dict(pair.split("=", 1) for pair in pairs if pair.startswith(("schema=", "timeout=")))
    rest = "&".join(pair for pair in pairs if pair.partition("=")[0] not in own)
    schema = unquote(own.get("schema", "sinoru"))
    if not re.fullmatch(_SCHEMA, schema) or "__" in schema or schema.startswith("pg_"):
        raise WrongUsage(
            f"--store: {quoted(schema)} is not a valid schema. Use up to 40 lower-case letters, digits and single"
            " underscores, without a digit or pg_ at the start."
        )
    timeout = own.get("timeout", "20")
    if not (timeout.isascii() and timeout.isdecimal() and 1 <= int(timeout[:9]) <= _LONGEST_WAIT):
        raise WrongUsage(
            f"--store: timeout {not_a(f'a number of seconds from 1 to {_LONGEST_WAIT:,}', timeout)}"
        )
    return Address(f"{base}?{rest}" if rest else base, schema, int(timeout))
