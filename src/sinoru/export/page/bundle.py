"""The front end: one script, one style sheet, and the rule that lets a browser run these and nothing else."""

import os
from base64 import b64encode
from hashlib import sha256

FOLDER = os.path.join(os.path.dirname(__file__), "bundle")


def read(name: str) -> str:
    """Give a file of the bundle, its line ends as they stand: the sums are taken of those."""
    with open(os.path.join(FOLDER, name), encoding="utf-8", newline="") as file:
        return file.read()


def content_security_policy(script: str, style: str) -> str:
    """Give the policy (CSP level 3): this script and style by their sums, no address, no markup made from text."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_sum(script)}'",
            f"style-src '{_sum(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )


def _sum(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
