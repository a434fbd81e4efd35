"""Addresses of stores: which are taken, what of them is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.loading.corpus_path import is_store, only_store
from sinoru.model.errors import WrongUsage
from sinoru.store.address import read_address, without_password, without_secrets


@pytest.mark.parametrize("text", ["postgresql://h/db", "postgres://h", "sqlite:kosovo.sqlite"])
def test_an_address_is_told_from_a_path(text: str) -> None:
    assert is_store(text)
    assert only_store([text]) == text
    assert not is_store(f"./{text}")


def test_a_store_is_asked_alone() -> None:
    with pytest.raises(WrongUsage, match="Use it as the only --data"):
        only_store(["notes", "postgresql://h/db"])


def test_what_is_ours_never_reaches_libpq() -> None:
    address = read_address("postgresql://desk:pw@h:5433/db?schema=kosovo&sslmode=require&timeout=60")
    assert address.url == "postgresql://desk:pw@h:5433/db?sslmode=require"
    assert (address.schema, address.timeout) == ("kosovo", 60)
    assert read_address("postgresql://h/db").schema == "sinoru"


@pytest.mark.parametrize(
    "query",
    ["schema=Kosovo", "schema=a__b", "schema=pg_x", "schema=x;drop", "timeout=0", "timeout=1e3", "timeout="],
)
def test_what_cannot_be_a_schema_or_a_time_is_refused(query: str) -> None:
    with pytest.raises(WrongUsage, match="--store"):
        read_address(f"postgresql://h/db?{query}")


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("postgresql://desk:s3cret@h/db", "postgresql://desk:***@h/db"),
        ("postgresql://desk:a:b@h/db", "postgresql://desk:***@h/db"),
        ("postgresql://h/db?user=desk&password=s3cret&a=b", "postgresql://h/db?user=desk&password=***&a=b"),
        ("postgresql://desk:a/b?c@d@h/db", "postgresql://desk:***@h/db"),
        ("postgresql://h/db", "postgresql://h/db"),
    ],
)
def test_a_password_is_never_printed(url: str, printed: str) -> None:
    assert without_password(url) == printed


@given(st.from_regex(r"[A-Za-z0-9%!$*+._~-]{6,20}", fullmatch=True))
def test_no_password_of_any_letters_is_printed(password: str) -> None:
    for url in (f"postgresql://desk:{password}@h/db", f"postgresql://h/db?password={password}"):
        assert password not in str(read_address(url)).replace("postgresql", "")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://desk:s3%zzt@h/db", 'invalid percent-encoded token: "s3%zzt"'),
        ("postgresql://desk:s3c@[::1", 'no "]" in URI: "postgresql://desk:s3c@[::1"'),
        ("postgresql://desk:s3c/ret@h/db", 'invalid integer value "s3c" for connection option "port"'),
        ("postgresql://h/db?password=s3%20c", "no such user: s3 c"),
    ],
)
def test_no_message_quotes_a_password_or_a_piece_of_one(url: str, message: str) -> None:
    told = without_secrets(message, url)
    assert "s3" not in told
    assert "***" in told
