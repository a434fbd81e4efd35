"""Puts an index of the shipped corpus into wheels, so that the first look-up on a new machine is quick."""

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Builds the index while a wheel is made; an editable install makes its own when first asked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the index and have it included."""
        if self.target_name != "wheel" or version != "standard":
            return
        sys.path.insert(0, os.path.join(self.root, "src"))
        from sinoru.index.build import build_index
        from sinoru.index.database import PREBUILT
        from sinoru.loading.files import find_corpus_files

        self.folder = tempfile.TemporaryDirectory(prefix="sinoru-index-")
        path = os.path.join(self.folder.name, PREBUILT)
        build_index(path, find_corpus_files([os.path.join(self.root, "data")]), lambda _done, _total: None)
        build_data["force_include"][path] = f"sinoru/data/{PREBUILT}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was made."""
        if folder := getattr(self, "folder", None):
            folder.cleanup()
