"""Checks that the work tree can be released, and puts what `make dist` and `make sbom` made on an index.

usage: python tools/release.py check|upload INDEX

INDEX is an upload address (https://...), the name of an index in ~/.pypirc (pypi), or the path of a folder.
"""

import configparser
import hashlib
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from http.client import HTTPException
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
BILL = "sbom.cdx.json"
KNOWN = {"pypi": "https://upload.pypi.org/legacy/", "testpypi": "https://test.pypi.org/legacy/"}
"""The indexes that twine knows by name without a ~/.pypirc."""
SIMPLE = {KNOWN["pypi"]: "https://pypi.org/simple/", KNOWN["testpypi"]: "https://test.pypi.org/simple/"}
"""Where these list their files; any other does in `simple/` below its address."""
PATIENCE = 60
"""Seconds for an answer of an index."""


class NotReady(Exception):
    """Something must be done before a release."""


def git(root: Path, *words: str) -> str:
    """Run git in the repository and return its output."""
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def version_in(root: Path) -> str:
    """Return the version that the package has."""
    text = (root / "src" / "sinoru" / "__init__.py").read_text("utf-8")
    found: list[str] = re.findall(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    return found[0]


def is_folder(index: str) -> bool:
    """Return whether an index is a folder, and neither an address nor a name in ~/.pypirc."""
    return "://" not in index and (os.sep in index or os.path.isdir(index))


def addresses() -> dict[str, str]:
    """Return the upload addresses that twine finds by name, in ~/.pypirc or without it. Raises NotReady."""
    parser = configparser.RawConfigParser()
    try:
        parser.read(os.path.expanduser("~/.pypirc"), "utf-8")
    except (OSError, ValueError, configparser.Error) as error:
        raise NotReady(f"Cannot read ~/.pypirc: {error}") from None
    names = parser.get("distutils", "index-servers", fallback="pypi testpypi").split()
    found = {
        name: parser.get(name, "repository", fallback=KNOWN.get(name, ""))
        for name in dict.fromkeys(("pypi", *names))
    }
    return {name: address for name, address in found.items() if address.startswith(("http://", "https://"))}


def require_index(index: str) -> None:
    """Raise NotReady for what is neither an address, nor a folder, nor the name of an index."""
    if not index:
        raise NotReady("No index given. Example: make release INDEX=https://upload.pypi.org/legacy/")
    if "://" in index:
        address = urlsplit(index)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise NotReady(f"'{index}' is not an address of an index. Use one that begins with https://.")
    elif is_folder(index):
        folder = Path(index)
        if not (folder.is_dir() or (folder.parent.is_dir() and not folder.exists())):
            raise NotReady(f"'{index}' is not a folder, and cannot become one. Create {folder.parent} first.")
    elif index not in (known := addresses()):
        names = ", ".join(known)
        raise NotReady(
            f"No index '{index}' in ~/.pypirc. Use one of {names}, an address, or a folder such as ./{index}."
        )


def check(root: Path, index: str) -> None:
    """Raise NotReady, with what to do, for a state that cannot be released."""
    version = version_in(root)
    require_index(index)
    if git(root, "status", "--porcelain"):
        raise NotReady("The work tree has changes. Commit them first: a release is one commit.")
    if not re.search(
        rf"^## \[?{re.escape(version)}\b", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    ):
        raise NotReady(f"CHANGELOG.md has no heading '## {version}'. Name the section of this release so.")
    tag = f"v{version}"
    if git(root, "tag", "--list", tag) and git(root, "rev-list", "-n1", tag) != git(
        root, "rev-parse", "HEAD"
    ):
        raise NotReady(f"The tag {tag} is of another commit. Raise the version in src/sinoru/__init__.py.")


def archives(root: Path) -> list[Path]:
    """Return the wheel and the sdist of this version. Raises NotReady if one is missing."""
    version = version_in(root)
    found = [*root.glob(f"dist/sinoru-{version}-*.whl"), *root.glob(f"dist/sinoru-{version}.tar.gz")]
    if len(found) != 2:  # noqa: PLR2004
        raise NotReady(f"dist has no wheel and sdist of {version}. Run make dist first.")
    return found


def upload(root: Path, index: str) -> None:
    """Put the archives on the index, then tag the commit. Raises NotReady."""
    check(root, index)
    found = archives(root)
    if is_folder(index):
        copy(found, root / "dist" / BILL, Path(index), version_in(root))
    else:
        send(found, index)
    tag(root, found)


def send(found: list[Path], index: str) -> None:
    """Upload the archives that the index does not have yet: an earlier upload may have stopped half-way."""
    target = "--repository-url" if "://" in index else "--repository"
    there = files_on(index if "://" in index else addresses()[index])
    for path in found:
        if path.name in there:
            if not is_same(path, there[path.name]):
                raise NotReady(
                    f"{index} has {path.name} with other content. Raise the version in src/sinoru/__init__.py."
                )
            print(f"{path.name} is already on {index}.")
            continue
        command = [sys.executable, "-m", "twine", "upload", target, index, str(path)]
        if subprocess.run(command, check=False).returncode:  # noqa: S603
            raise NotReady(
                f"{index} did not take the release: {path.name} was refused. Nothing was tagged. "
                "The same command, run again, uploads what is missing."
            )


class _Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep the address of a link."""
        self.found += [value for name, value in attributes if (tag, name) == ("a", "href") and value]


def files_on(address: str) -> dict[str, str]:
    """Return the files of sinoru on an index by name, each with its address; none if it does not list them."""
    address = f"{address.rstrip('/')}/"
    page = urljoin(SIMPLE.get(address, f"{address}simple/"), "sinoru/")
    try:
        with urlopen(page, timeout=PATIENCE) as answer:  # noqa: S310  require_index allows http and https only
            # pypiserver leads to PyPI for a package that it does not have.
            if urlsplit(answer.url).netloc != urlsplit(page).netloc:
                return {}
            links = _Links()
            links.feed(answer.read().decode("utf-8", "replace"))
    except (OSError, HTTPException):  # it may not list any files, or only with a password
        return {}
    found = (urljoin(answer.url, link) for link in links.found)
    return {unquote(urlsplit(link).path.rpartition("/")[2]): link for link in found}


def is_same(path: Path, link: str) -> bool:
    """Return whether a file has the content that an index lists, by the hash in its link or else by its bytes."""
    algorithm, _, digest = urlsplit(link).fragment.partition("=")
    content = path.read_bytes()
    if algorithm == "sha256":
        return hashlib.sha256(content).hexdigest() == digest
    try:
        with urlopen(link, timeout=PATIENCE) as answer:  # noqa: S310  it is a link of the index
            return bool(answer.read() == content)
    except (OSError, HTTPException) as error:
        raise NotReady(f"Cannot read {link}: {error}. Try again later.") from None


def copy(found: list[Path], bill: Path, folder: Path, version: str) -> None:
    """Put the archives and the bill of materials into a folder; a release that is there is never replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, name in (*((each, each.name) for each in found), (bill, f"sinoru-{version}.cdx.json")):
        target = folder / name
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise NotReady(
                f"{target} exists with other content. Raise the version in src/sinoru/__init__.py."
            )
        shutil.copyfile(path, target)
        print(target)


def tag(root: Path, found: list[Path]) -> None:
    """Tag the commit; the message has the hashes of the archives, which anyone can build again."""
    name = f"v{version_in(root)}"
    if git(root, "tag", "--list", name):
        return
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in found]
    git(root, "tag", "--annotate", name, "--message", "\n".join([f"sinoru {name[1:]}", "", *sums]))
    print(f"tagged {name}. Publish the tag with: git push origin {name}")


def main(arguments: list[str]) -> int:
    """Check or upload; print what must be done first."""
    if not arguments or arguments[0] not in ("check", "upload"):
        sys.exit(__doc__)
    index = arguments[1] if arguments[1:] else ""
    try:
        {"check": check, "upload": upload}[arguments[0]](ROOT, index)
    except NotReady as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
