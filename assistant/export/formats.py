"""Every form in which answers can be kept, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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


def format_named(name: str) -> FormatName:
    """`name`, which was checked to be one of `FORMAT_NAMES`, as the type says it.

    >>> format_named("docx")
    'docx'
    """
    return next(known for known in FORMAT_NAMES if known == name)


def exported(
    name: FormatName,
    answers: Sequence[Answer],
    document_of: DocumentOf,
    base_url: str | None = None,
    words: ExportWords = IN_ENGLISH,
    made_at: datetime | None = None,
) -> bytes:
    """`answers` as a file.

    Args:
        name: of the form; the last three hold the cited documents only.
        answers: of one conversation, in order.
        document_of: gives the document of a doc_id.
        base_url: of the page, such as `http://127.0.0.1:7860`; None: citations have no address.
        words: the file's own.
        made_at: when, for a form that says so (Word); now unless given.
    """
    # Here, not above: the command line and the page want the names only.
    from assistant.export.bibliography import bibtex, csl_entries, csl_json, ris
    from assistant.export.cited import all_citations
    from assistant.export.markdown import markdown
    from assistant.export.word import word

    if name in ("md", "docx"):
        text = markdown(answers, base_url, words)
        if name == "md":
            return text.encode("utf-8")
        # As the conversation is called where it is kept: by its first question.
        title = answers[0].question if answers else ""
        return word(text, title, made_at or datetime.now(UTC))
    entries = csl_entries(all_citations(answers), document_of, base_url, words)
    write = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}[name]
    return write(entries).encode("utf-8")
