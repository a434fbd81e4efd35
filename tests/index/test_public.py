"""What is private leaves the desk only when it is asked for: no export, page, store or server knows of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.cli.app import run as run_cli
from sinoru.export.formats import FORMATS
from sinoru.model.errors import StoreError, UnknownId

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.index.driver import Connection
    from sinoru.index.sqlite import SqliteIndex

CORPUS = """\
corpus:
  title: Desk
  format: 2
  fields:
    events:
      zyx_informant: {type: text, private: true}
      zyx_handler: {type: person, private: true}
      rating: {type: number}
    people.offices:
      zyx_salary: {type: number, private: true}
events:
  - id: meeting
    date: 1999-05-08
    title: A meeting at the port
    summary: Two people meet.
    kind: meeting
    participants:
      - {person: open-person, role: host}
      - {person: secret-person, role: visitor}
    places: [port, secret-place]
    zyx_informant: Zyxword
    zyx_handler: secret-person
    rating: 5
    evidence:
      - {source: paper}
      - {source: secret-source, at: "Zyxpage"}
    conflicts:
      - question: How many were there?
        key: number
        statements:
          - {value: two, evidence: [{source: paper}]}
          - {value: Zyxvalue, evidence: [{source: secret-source}]}
  - {id: secret-event, date: 1999-05-09, title: Zyxtitle, private: true, evidence: [{source: paper}]}
people:
  - id: open-person
    name: Olga Open
    birthplace: secret-place
    offices:
      - {title: Director, org: secret-org, from: 1998, zyx_salary: 777123}
    evidence: [{source: paper}]
  - {id: secret-person, name: Zyxname, private: true, formerly: [zyxformer], evidence: [{source: paper}]}
organisations:
  - {id: secret-org, name: Zyxorg, private: true, evidence: [{source: paper}]}
places:
  - {id: port, name: Port, lat: 1, lon: 2, evidence: [{source: paper}]}
  - {id: secret-place, name: Zyxplace, private: true, lat: 3, lon: 4, evidence: [{source: paper}]}
claims:
  - {id: open-claim, text: The meeting was short., about: [meeting, secret-event], evidence: [{source: paper}]}
  - {id: said-by-secret, text: Zyxclaim., by: secret-person, evidence: [{source: paper}]}
conflicts:
  - id: open-conflict
    question: Was it short?
    about: [meeting, secret-event]
    statements:
      - {claim: open-claim, stands: true}
      - {claim: said-by-secret}
sources:
  - {id: paper, title: The paper, authors: ["Author, Ann"], published: 1999}
  - {id: secret-source, title: Zyxsource, private: true}
"""
SECRETS = ("zyx", "secret-", "said-by", "777123")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "desk.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    return path


def content(path: Path, name: str) -> str:
    if name == "sqlite":
        with closing(sqlite3.connect(path)) as connection:
            return "\n".join(connection.iterdump())
    if name == "parquet":
        from pyarrow.parquet import read_table

        table = read_table(path)
        return f"{table.schema.names} {table.to_pylist()}"
    return path.read_bytes().decode().replace("\r\n ", "")


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text.casefold()]


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_has_what_is_private(
    name: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow") if name == "parquet" else None
    path = tmp_path / "out"
    assert run_cli(["export", name, "-o", str(path), "--data", str(corpus)]) == 0
    assert secrets_in(content(path, name)) == []
    err = capsys.readouterr().err
    assert "Left out: 6 private records and 3 private fields" in err
    assert (
        secrets_in(err.replace("events.zyx_informant, events.zyx_handler, people.offices.zyx_salary", ""))
        == []
    )


def test_what_is_private_is_exported_when_it_is_asked_for(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert run_cli(["export", "json", "--private", "-o", str(path), "--data", str(corpus)]) == 0
    assert secrets_in(content(path, "json")) == list(SECRETS)


def test_what_refers_to_a_private_record_stays_without_it(corpus: Path) -> None:
    with sinoru.open(corpus, public=True) as public, sinoru.open(corpus) as desk:
        (event,) = public.timeline().events
        assert [one.id for one in event.people] == ["open-person"]
        assert [one.id for one in event.places] == ["port"]
        assert event.event.conflicts == ()  # of one side alone it would be no conflict
        assert event.event.own == {"rating": "5"}
        office = public.show("open-person").record.offices[0]  # type: ignore[attr-defined]
        assert (office.title, office.org, office.own) == ("Director", "", None)
        assert {one.claim.id for one in public.claims().claims} == {"open-claim"}
        for id_ in ("secret-event", "open-conflict", "said-by-secret", "zyxformer"):
            with pytest.raises(UnknownId):
                public.show(id_)
        assert len(desk.timeline().events) == 2
        assert public.search("Zyxword").total == 0
        assert desk.search("Zyxword").total == 1


def test_a_store_has_nothing_private(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    assert run_cli(["push", "--store", f"sqlite:{store}", "--data", str(corpus)]) == 0
    assert secrets_in(store.read_bytes().decode("latin-1")) == []
    assert not list(tmp_path.glob("*.public*"))
    with sinoru.open(f"sqlite:{store}") as pushed:
        assert pushed.timeline().total == 1


@pytest.mark.parametrize("command", [("export", "json"), ("push", "--store", "sqlite:{}")])
def test_the_faults_of_the_corpus_are_said_and_not_handed_on(
    command: tuple[str, ...], corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.write_text(CORPUS.replace("date: 1999-05-09", "date: Zyxdate"), encoding="utf-8")
    store = tmp_path / "store.sqlite"
    run_cli([*(word.format(store) for word in command), "--data", str(corpus)])
    out, err = capsys.readouterr()
    assert "1 error in this corpus" in err
    assert "Zyxdate" not in (store.read_bytes().decode("latin-1") if store.exists() else out)
    with sinoru.open(corpus, public=True) as public:
        assert public.faults == ()


def test_an_entry_that_cannot_be_read_may_be_private(corpus: Path, tmp_path: Path) -> None:
    corpus.write_text(CORPUS.replace("date: 1999-05-09", "date: Zyxdate"), encoding="utf-8")
    path = tmp_path / "out.json"
    assert run_cli(["export", "json", "-o", str(path), "--data", str(corpus)]) == 0
    assert secrets_in(content(path, "json")) == []


def test_a_former_id_of_a_private_record_does_not_lead_to_another(corpus: Path) -> None:
    both = CORPUS.replace("name: Olga Open", "name: Olga Open\n    formerly: [zyxformer]")
    corpus.write_text(both.replace("{person: secret-person", "{person: zyxformer"), encoding="utf-8")
    with sinoru.open(corpus, public=True) as public:
        (event,) = public.timeline().events
        assert [(one.id, one.role) for one in event.people] == [("open-person", "host")]


def test_a_saved_query_that_names_what_is_private_is_left_out(corpus: Path, tmp_path: Path) -> None:
    queries = ("kind:meeting", "person:secret-person", "-zyx_informant:Zyxword")
    saved = "".join(f"    - {{name: q{'x' * at}, query: '{one}'}}\n" for at, one in enumerate(queries))
    corpus.write_text(CORPUS.replace("  fields:\n", f"  queries:\n{saved}  fields:\n", 1), encoding="utf-8")
    path = tmp_path / "out.json"
    assert run_cli(["export", "json", "-o", str(path), "--data", str(corpus)]) == 0
    assert secrets_in(content(path, "json")) == []
    assert "kind:meeting" in content(path, "json")


def test_a_store_with_what_is_private_is_not_handed_on(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"sqlite:{tmp_path / 'store.sqlite'}"
    assert run_cli(["push", "--store", store, "--data", str(corpus)]) == 0
    with sinoru.open(store, public=True) as public:
        assert public.timeline().total == 1
        assert run_cli(["push", "--private", "--store", store, "--data", str(corpus)]) == 0
        with pytest.raises(StoreError):
            public.timeline()
    capsys.readouterr()
    assert run_cli(["export", "json", "--store", store]) != 0
    out, err = capsys.readouterr()
    assert (out, "Use --private here as well" in err) == ("", True)
    assert run_cli(["export", "json", "--private", "--store", store]) == 0
    assert run_cli(["timeline", "--store", store]) == 0


def test_a_public_corpus_follows_its_files(corpus: Path) -> None:
    with sinoru.open(corpus, public=True) as public:
        assert public.timeline().total == 1
        corpus.write_text(CORPUS.replace("title: Zyxtitle, private: true", "title: Free"), encoding="utf-8")
        assert [one.event.title for one in public.timeline().events] == ["A meeting at the port", "Free"]
        assert secrets_in(str(public.show("open-person"))) == []


def test_the_desk_sees_what_is_private_with_a_mark(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for view in ((), ("--full",)):
        run_cli(["show", "secret-event", *view, "--data", str(corpus)])
        assert "private" in capsys.readouterr().out


def test_a_corpus_without_anything_private_is_used_as_it_is(index_of: Callable[..., object]) -> None:
    from sinoru.index.public import as_public
    from sinoru.index.sqlite import SqliteIndex

    index = index_of("events:\n  - {id: a, date: 1999, title: T}\n")
    assert isinstance(index, SqliteIndex)
    assert as_public(index) is index


def public_files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("*.public"))


def test_the_public_index_is_made_once_for_a_corpus_that_does_not_change(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sinoru.index import public

    made: list[object] = []
    fill = public.fill_public

    def counted(connection: Connection, index: SqliteIndex) -> None:
        made.append(index)
        fill(connection, index)

    monkeypatch.setattr(public, "fill_public", counted)
    for _ in range(3):
        assert run_cli(["export", "json", "-o", str(tmp_path / "out"), "--force", "--data", str(corpus)]) == 0
    assert (len(made), len(public_files(tmp_path))) == (1, 1)
    assert secrets_in(public_files(tmp_path)[0].read_bytes().decode("latin-1")) == []
    corpus.write_text(CORPUS.replace("name: Olga Open", "name: Olga Open, private: true"), encoding="utf-8")
    corpus.write_text(CORPUS.replace("summary: Two people meet.", "summary: Zyxnow."), encoding="utf-8")
    with sinoru.open(corpus, public=True) as opened:
        assert opened.timeline().events[0].event.summary == "Zyxnow."
    assert len(made) == 2
    assert run_cli(["index", "clear", "--data", str(corpus)]) == 0
    assert public_files(tmp_path) == []


def test_what_becomes_private_is_in_no_public_index_of_the_cache(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run_cli(["export", "json", "-o", str(out), "--data", str(corpus)]) == 0
    assert "Two people meet" in content(out, "json")
    hidden = CORPUS.replace("summary: Two people meet.", "summary: Two people meet.\n    private: true")
    corpus.write_text(hidden, encoding="utf-8")
    assert run_cli(["export", "json", "-o", str(out), "--force", "--data", str(corpus)]) in (0, 1)
    assert "Two people meet" not in content(out, "json")
    assert b"Two people meet" not in public_files(tmp_path)[0].read_bytes()


@pytest.mark.parametrize("damage", [b"", b"no index", None])
def test_a_damaged_public_index_is_made_again(damage: bytes | None, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["export", "json", "-o", str(out), "--force", "--data", str(corpus)]
    assert run_cli(words) == 0
    expected = content(out, "json")
    (path,) = public_files(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:20_000] + bytes(len(whole) - 20_000) if damage is None else damage)
    assert run_cli(words) == 0
    assert content(out, "json") == expected


def test_where_the_cache_cannot_be_written_a_temporary_one_is_used(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["export", "json", "-o", str(out), "--force", "--data", str(corpus)]
    assert run_cli(words) == 0
    expected = content(out, "json")
    (path,) = public_files(tmp_path)
    path.unlink()
    path.mkdir()
    assert run_cli(words) == 0
    assert content(out, "json") == expected
