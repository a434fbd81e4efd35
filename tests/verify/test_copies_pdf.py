from __future__ import annotations

import signal
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from sinoru.extras import MissingLibrary
from sinoru.verify import copies
from sinoru.verify.blocks import join_pages, read_blocks
from sinoru.verify.copies import UnreadableCopy, read_copy

if TYPE_CHECKING:
    from pathlib import Path

Page = list[tuple[int, int, str]]
"""Lines of a page: points from the left, points from the bottom, text."""


def make_pdf(*pages: Page) -> bytes:
    """Write a PDF by hand (ISO 32000-1, section 7.5), in Courier of 12 points."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    for number, page in enumerate(pages):
        content = "".join(f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in page)
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {fonts} /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}endstream",
        ]
    body = "%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def blocks_of(path: Path) -> list[str]:
    return [block.text for block in read_blocks(join_pages(read_copy(str(path))), lambda _: False)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "copy.pdf"


def test_paragraphs_are_told_by_the_space_between_them(path: Path) -> None:
    path.write_bytes(
        make_pdf(
            [
                (72, 700, "The first paragraph has two"),
                (72, 686, "lines of text."),
                (72, 644, "The second has one line."),
            ]
        )
    )
    assert blocks_of(path) == ["The first paragraph has two lines of text.", "The second has one line."]


def test_paragraphs_are_told_by_indented_first_lines(path: Path) -> None:
    path.write_bytes(
        make_pdf(
            [
                (72, 700, "The first paragraph has two"),
                (72, 688, "lines of text."),
                (96, 676, "The second has two"),
                (72, 664, "lines as well."),
            ]
        )
    )
    assert blocks_of(path) == [
        "The first paragraph has two lines of text.",
        "The second has two lines as well.",
    ]


def test_a_paragraph_goes_on_over_the_page_without_its_number(path: Path) -> None:
    path.write_bytes(
        make_pdf(
            [(72, 700, "The state councillor visited"), (300, 40, "1")],
            [(72, 700, "Moscow to explore new areas."), (300, 40, "2")],
        )
    )
    assert blocks_of(path) == ["The state councillor visited Moscow to explore new areas."]


def test_a_pdf_locked_with_a_password_is_told_to_be_so(path: Path) -> None:
    path.write_bytes(make_pdf([(72, 700, "Secret.")]))
    writer = PdfWriter(PdfReader(path))
    writer.encrypt("open sesame", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(UnreadableCopy, match="locked with a password"):
        read_copy(str(path))


def test_a_pdf_encrypted_without_a_password_is_read(path: Path) -> None:
    path.write_bytes(make_pdf([(72, 700, "Read me.")]))
    writer = PdfWriter(PdfReader(path))
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(path)
    assert blocks_of(path) == ["Read me."]


def test_the_extra_is_named_where_pypdf_cannot_decrypt(path: Path) -> None:
    path.write_bytes(make_pdf([(72, 700, "Read me.")]))
    writer = PdfWriter(PdfReader(path))
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(path)
    program = """import sys
sys.modules.update({"cryptography": None, "Crypto": None})
from sinoru.verify.copies import read_copy
read_copy(sys.argv[1])"""
    ran = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    said = ran.stderr.splitlines()[-1]
    assert f"{path} needs 'cryptography', which is not installed. Install it with: " in said
    assert "sinoru[verify]" in said


def test_a_pdf_without_text_asks_for_its_text_to_be_recognised(path: Path) -> None:
    path.write_bytes(make_pdf([]))
    with pytest.raises(UnreadableCopy, match="If it is a scan"):
        read_copy(str(path))


@pytest.mark.parametrize("content", [b"%PDF-1.4\nbroken", make_pdf([(72, 700, "Text.")])[:300]])
def test_a_damaged_pdf_is_told_to_be_so(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(UnreadableCopy, match=r"is damaged, or not a PDF|contains no text"):
        read_copy(str(path))


def test_the_extra_is_named_where_it_is_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(make_pdf([(72, 700, "Text.")]))
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'sinoru\[verify\]'"):
        read_copy(str(path))


def test_a_pdf_that_takes_too_long_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = make_pdf([(72, 700, "Talks begin.")] * 40_000)
    path.write_bytes(
        content.replace(b"BT /F1 12 Tf 72 700 Td", b"1 0 0 1 0 0 cm BT T* ")
    )  # its time is a square
    monkeypatch.setattr(copies, "PDF_SECONDS", 0.5)
    monkeypatch.setattr(copies, "PDF_SECONDS_PER_MB", 0)
    with pytest.raises(UnreadableCopy, match=r"takes more than 0\.5 seconds to read\. Save the part"):
        read_copy(str(path))
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the memory of a process")
def test_a_pdf_that_takes_too_much_memory_is_given_up(path: Path) -> None:
    """In a process of its own: what the tests before it have freed would be used first."""
    text = zlib.compress(b"BT /F1 12 Tf 72 700 Td (" + b"a" * 20_000_000 + b") Tj ET")
    head, _, rest = make_pdf([(72, 700, "x")]).partition(b"5 0 obj\n")
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%bendstream" % (len(text), text)
    path.write_bytes(head + b"5 0 obj\n" + stream + rest[rest.index(b"\nendobj") :])
    code = (
        "import re, resource, sys\nfrom sinoru.verify.copies import UnreadableCopy, read_copy\n"
        "before = resource.getrlimit(resource.RLIMIT_AS)\n"
        "try:\n    read_copy(sys.argv[1])\nexcept UnreadableCopy as error:\n    print(error)\n"
        "print(resource.getrlimit(resource.RLIMIT_AS) == before)\n"
        "with open('/proc/self/status') as status:\n"  # ru_maxrss is that of the parent, where it is higher
        "    print(int(re.search(r'VmHWM:\\s*(\\d+)', status.read())[1]) < 300_000)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [
        f"{path} takes more than 230 MB of memory to read. Save the part that you need as a file of its own.",
        "True",
        "True",
    ]
