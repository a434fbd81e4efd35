"""Addresses of stores: which are taken, what of them is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.cli.app import run
from sinoru.loading.corpus_path import is_store, only_store
from sinoru.messages import without_password
from sinoru.model.errors import WrongUsage
from sinoru.store.address import read_address, without_secrets

if TYPE_CHECKING:
    from pathlib import Path


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
        ("postgresql://h/db?user=desk&password=s3cret&a=b", "postgresql://h/db?user=desk&password=***&***"),
        ("postgresql://desk:a/b?c@d@h/db", "postgresql:***"),
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


SLIPS = [
    "postgresql:/desk:S3cr3t@127.0.0.1:1/x",
    "postgresql:desk:S3cr3t@127.0.0.1:1/x",
    "postgresql//desk:S3cr3t@h/x",
    "Postgresql://desk:S3cr3t@h/x",
    "mysql://desk:S3cr3t@h/x",
    "desk:S3cr3t@h",
    "host=127.0.0.1 password=S3cr3t",
    "sqlite://desk:S3cr3t@h/x",
    "postgresql://desk:S3cr3t",
    "postgresql://desk:S3cr3t/x",
    "postgresql://desk:1/S3cr3t@h/x",
    "postgresql://desk:a@S3cr3t@h/x",
    "postgresql://desk:a#S3cr3t@h/x",
    "postgresql://desk:a?S3cr3t@h/x",
    "postgresql://[S3cr3t/x",
    "postgresql://h/x?password=a@S3cr3t",
    "postgresql://h/x?pasword=S3cr3t",
    "postgresql://h/x?oauth_client_secret=S3cr3t",
    "postgresql://desk:S3cr3t@a..b/x",
    "postgresql://desk:S3%zzcr3t@h/x",
    "postgresql://desk%3aS3cr3t@127.0.0.1:1/x",
    "postgresql://127.0.0.1:1/x?password=a&S3cr3t",
    "postgresql://127.0.0.1:1/x?password=a&S3cr3t=b",
    "postgresql://desk:S3cr3t@127.0.0.1:1/x",
    "postgresql://desk:S3cr3t@h\udcff/x",
]


@pytest.mark.parametrize("slip", SLIPS)
def test_nothing_is_told_of_an_address_with_a_slip(
    slip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SINORU_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("places: [{id: a, name: A}]\n")
    for words in (
        ["timeline"], ["show", "a"], ["search", "a"], ["index", "status"], ["push", "--data", "a.yaml"], ["mcp"],
        ["cite", "a"], ["export", "json"], ["add", "place", "B"], ["check"], ["edit", "a"],
    ):  # fmt: skip
        assert run([*words, "--store", slip]) in (1, 2)
    for words in (
        ["timeline", "--data", slip],
        ["check", "--data", slip],
        ["config", "set", "store", slip],
        ["config"],
    ):
        run(words)
    monkeypatch.setenv("SINORU_STORE", slip)
    for words in (["who", "a"], ["config"], ["index", "status"], ["__complete", "zsh", "show", "a"]):
        run(words)
    said = "".join(capfd.readouterr())
    assert "cr3t" not in said
    assert "internal error" not in said


@pytest.mark.parametrize("host", ["a..b", "a" * 70, "\u3002", ".x"])
def test_an_impossible_host_is_told(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "--store", f"postgresql://{host}/x"]) == 2
    assert "internal error" not in capsys.readouterr().err
