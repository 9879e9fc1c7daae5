"""Files that people add, written by hand, and what becomes of them in a library."""

from __future__ import annotations

from pathlib import Path

from corpus.adding import add_documents
from corpus.document import Document
from corpus.library import Library


def pdf(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages, written by hand."""
    return _pdf(
        [
            f"/F1 12 Tf 72 720 Td {' '.join(f'({line}) Tj 0 -14 Td' for line in lines)}"
            for lines in pages
        ]
    )


def placed_pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF with each text at its place: from the left, from the bottom, its size."""
    return _pdf(
        [
            " ".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, size, text in page)
            for page in pages
        ]
    )


def _pdf(pages: list[str]) -> bytes:
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, shown in enumerate(pages):
        content = f"BT {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode() + trailer.encode()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def added(tmp_path: Path, name: str, content: str | bytes) -> Document:
    library = tmp_path / "library"
    (doc_id,) = add_documents(library, [write(tmp_path, name, content)])
    assert (library / doc_id).is_dir()
    return Library.open(library).document(doc_id)


def paragraphs(document: Document) -> list[str]:
    return document.text.split("\n\n")
