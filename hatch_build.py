"""What the build adds to a wheel: an index of the bundled corpus, and the addresses of the project."""

import os
import re
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:|#)([^)\s]+)\)")


class IndexHook(BuildHookInterface[Any]):
    """Builds the index while a wheel is made; an editable install makes its own when first asked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the index and have it included, so that the first look-up on a new machine is quick."""
        if self.target_name != "wheel" or version != "standard":
            return
        sys.path.insert(0, os.path.join(self.root, "src"))
        from sinoru.index.build import build_index
        from sinoru.index.database import PREBUILT
        from sinoru.loading.files import find_corpus_files

        self.folder = tempfile.TemporaryDirectory(prefix="sinoru-index-")
        path = os.path.join(self.folder.name, PREBUILT)
        build_index(path, find_corpus_files([os.path.join(self.root, "data")]), lambda _done, _total: None)
        forget_this_machine(path)
        build_data["force_include"][path] = f"sinoru/data/{PREBUILT}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was made."""
        if folder := getattr(self, "folder", None):
            folder.cleanup()


def forget_this_machine(path: str) -> None:
    """Remove from an index where and when it was built, so that every build of a release has the same bytes.

    The index is adopted by the content of the files alone (sinoru.index.open.adopt_prebuilt).
    """
    from sinoru.index.driver import connect_existing

    connection = connect_existing(path)
    try:
        files: list[Any] = connection.execute("SELECT number, path FROM file").fetchall()
        connection.executemany(
            "UPDATE file SET path = ?, mtime_ns = 0, ctime_ns = 0, inode = 0, checked_at = 0 WHERE number = ?",
            [(os.path.basename(path), number) for number, path in files],
        )
        connection.execute("VACUUM")  # no page keeps what was overwritten
    finally:
        connection.close()


class AddressHook(MetadataHookInterface):
    """Adds the URLs of the project, which whoever releases it names in SINORU_REPOSITORY.

    Links of the README are relative, which no package index can follow: with a repository, they lead there.
    """

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the fields that pyproject.toml lists as dynamic."""
        with open(os.path.join(self.root, "README.md"), encoding="utf-8") as file:
            text = file.read()
        metadata["urls"] = {}
        repository = os.environ.get("SINORU_REPOSITORY", "").rstrip("/")
        if repository:
            tree = f"{repository}/blob/v{metadata['version']}"
            metadata["urls"] = {
                "Homepage": repository,
                "Documentation": f"{tree}/docs",
                "Changelog": f"{tree}/CHANGELOG.md",
                "Issues": f"{repository}/issues",
                "Source": repository,
            }
            text = with_absolute_links(text, tree)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def with_absolute_links(text: str, tree: str) -> str:
    """Return Markdown whose relative links lead to the repository: to the page of a file, or to a picture itself.

    `tree` is the address of the files at one revision: `https://.../blob/v1.0`.
    """

    def lead(found: "re.Match[str]") -> str:
        mark, label, path = found.groups()
        shows = mark or path.endswith((".svg", ".png"))
        return f"{mark}[{label}]({tree.replace('/blob/', '/raw/', 1) if shows else tree}/{path})"

    return _RELATIVE_LINK.sub(lead, text)
