"""Every form in which answers can be kept, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from assistant.answer import Answer
from assistant.export.words import IN_ENGLISH, ExportWords

if TYPE_CHECKING:
    from assistant.export.bibliography import DocumentOf

FormatName = Literal["md", "docx", "bibtex", "ris", "csl-json"]
FORMAT_NAMES: tuple[FormatName, ...] = get_args(FormatName)


@dataclass(frozen=True, slots=True)
class Format:
    """How a form is called, and how its files end."""

    title: str
    suffix: str


FORMATS: dict[FormatName, Format] = {
    "md": Format("Markdown", ".md"),
    "docx": Format("Word", ".docx"),
    "bibtex": Format("BibTeX", ".bib"),
    "ris": Format("RIS", ".ris"),
    "csl-json": Format("CSL-JSON", ".json"),
}


def exported(
    name: FormatName,
    answers: Sequence[Answer],
    document_of: DocumentOf,
    base_url: str | None = None,
    words: ExportWords = IN_ENGLISH,
) -> bytes:
    """`answers` as a file.

    Args:
        name: of the form; the last three hold the cited documents only.
        answers: of one conversation, in order.
        document_of: gives the document of a doc_id.
        base_url: of the page, such as `http://127.0.0.1:7860`; None: citations have no address.
        words: the file's own.
    """
    # Here, not above: the command line and the page want the names only.
    from assistant.export.bibliography import bibtex, csl_entries, csl_json, ris
    from assistant.export.cited import all_citations
    from assistant.export.markdown import markdown
    from corpus.pandoc import pandoc

    if name in ("md", "docx"):
        text = markdown(answers, base_url, words).encode("utf-8")
        return text if name == "md" else pandoc(text, "commonmark+footnotes", "docx")
    entries = csl_entries(all_citations(answers), document_of, base_url, words)
    write = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}[name]
    return write(entries).encode("utf-8")
