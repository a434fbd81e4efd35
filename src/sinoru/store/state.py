"""What a store holds."""

import os

import msgspec

from sinoru.store.address import read_address, without_password
from sinoru.store.content import content_of
from sinoru.store.open import StoredFile, open_store
from sinoru.store.scheme import SQLITE


class StoreState(msgspec.Struct, frozen=True):
    """A corpus in a store."""

    store: str
    content: str
    """Hash of all files it was made from."""
    files: int
    records: int
    faults: int
    bytes: int
    """On the disk of the store itself, tables and indexes; shards not counted."""
    pushed: str = ""
    """When, as the server's clock has it (ISO 8601)."""
    partitions: int = 0
    shards: int = 0


def inspect_store(address: str) -> StoreState:
    """Tell what a store holds. Raises StoreError, or WrongUsage for an address that is none."""
    index = open_store(address)
    try:
        state = StoreState(
            store=without_password(address),
            content=content_of(index),
            files=index.value("SELECT count(*) FROM file"),
            records=index.value("SELECT count(*) FROM record"),
            faults=len(index.diagnostics()),
            bytes=os.path.getsize(index.path) if isinstance(index, StoredFile) else 0,
        )
        if address.startswith(SQLITE):
            return state
        from sinoru.store.postgres.state import describe

        return msgspec.structs.replace(state, **describe(index, read_address(address)))
    finally:
        index.close()
