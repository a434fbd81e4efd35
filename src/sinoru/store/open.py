"""Opening a store by its address, and what it contains."""

import os

import msgspec

from sinoru.index.database import DATABASE_ERRORS, open_database
from sinoru.index.driver import has_page_changed, has_page_checks
from sinoru.index.index import Index, content_hash
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import SQLITE, expanded
from sinoru.messages import command, quoted, without_password
from sinoru.model.errors import StoreError, WrongUsage
from sinoru.store.address import read_address

NO_PATH = f"--store {quoted(SQLITE)} has no path. Add one, as in sqlite:corpus.sqlite"


class StoredFile(SqliteIndex):
    """An index that was pushed to a file, independent of the files it was built from."""

    def __init__(self, address: str) -> None:
        """Open the file. Raises StoreError, or WrongUsage for an address without a path."""
        if address == SQLITE:
            raise WrongUsage(NO_PATH)
        self._address = address
        self.path = expanded(address.removeprefix(SQLITE))
        self._open()

    def _open(self) -> None:
        try:
            found = os.stat(self.path)
            super().__init__(open_database(self.path))
        except FileNotFoundError:
            raise StoreError(self._address, "no such file. Create it with 'sinoru push'") from None
        except (*DATABASE_ERRORS, OSError, ValueError) as error:
            if os.path.isdir(self.path):
                raise StoreError(self._address, "it is a folder. Choose a file") from None
            if has_page_changed(error):
                raise damaged(self._address, error) from None
            why = f"it was not written by this version of sinoru ({error})"
            advice = "Choose another file, or push the corpus again"
            raise StoreError(self._address, f"{why}. {advice}") from None
        self._seen = (found.st_dev, found.st_ino)

    def refresh(self) -> None:
        """Open the file again if another push has replaced it."""
        try:
            found = os.stat(self.path)
        except OSError:
            return  # the opened file can still be read
        if (found.st_dev, found.st_ino) != self._seen:
            self.close()
            self._open()


class StoreState(msgspec.Struct, frozen=True):
    """A corpus in a store."""

    store: str
    content: str
    """The hash of all files it was built from."""
    files: int
    records: int
    faults: int
    bytes: int
    """Of tables and indexes on the disk of the store itself; those of shards are not counted."""
    page_checks: str = ""
    """For a file: `on` if each page that is read is compared with its checksum, otherwise `off`."""
    pushed: str = ""
    """The time of the push by the server's clock (ISO 8601)."""
    partitions: int = 0
    shards: int = 0


def open_store(address: str) -> Index:
    """Open the corpus in a store. Raises StoreError, WrongUsage for an invalid address, or MissingLibrary."""
    if address.startswith(SQLITE):
        return StoredFile(address)
    server = read_address(address)
    try:
        from sinoru.store.postgres.engine import PostgresIndex
    except ModuleNotFoundError as error:
        from sinoru.extras import missing

        raise missing("A PostgreSQL store", "postgres", error) from None
    return PostgresIndex(server)


def damaged(address: str, error: Exception) -> StoreError:
    """Return the error for a store with other values than were pushed, which cannot be rebuilt without the corpus."""
    again = command("push", "--store", without_password(address))
    why = "a page is not as sinoru wrote it" if has_page_changed(error) else type(error).__name__
    return StoreError(address, f"the store is damaged ({why}). Push the corpus again: {again}")


def inspect_store(address: str) -> StoreState:
    """Return what a store contains. Raises StoreError, or WrongUsage for an invalid address."""
    index = open_store(address)
    try:
        state = StoreState(
            store=without_password(address),
            content=content_hash(index),
            files=index.value("SELECT count(*) FROM file"),
            records=index.value("SELECT count(*) FROM record"),
            faults=len(index.diagnostics()),
            bytes=0,
        )
        if isinstance(index, StoredFile):
            return msgspec.structs.replace(
                state,
                bytes=os.path.getsize(index.path),
                page_checks="on" if has_page_checks(index.connection) else "off",
            )
        from sinoru.store.postgres.engine import describe

        return msgspec.structs.replace(state, **describe(index, read_address(address)))
    except CORRUPTION_ERRORS as error:
        raise damaged(address, error) from None
    finally:
        index.close()
