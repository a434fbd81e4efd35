"""What a store was made from: a hash of the corpus."""

from hashlib import blake2b

from sinoru.index.index import Index


def content_of(index: Index) -> str:
    """Give a hash of the content of all files, in order, which tells whether two hold the same corpus."""
    digests = index.rows("SELECT digest FROM file ORDER BY number")
    return blake2b(b"".join(bytes(digest) for (digest,) in digests), digest_size=16).hexdigest()
