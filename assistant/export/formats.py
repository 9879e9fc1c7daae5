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


TEXTS: frozenset[FormatName] = frozenset({"md", "docx"})
"""Those that hold the answers themselves; the others are lists of the documents cited."""


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


def lists_nothing(name: FormatName, answers: Sequence[Answer]) -> bool:
    """Whether such a file would be an empty list, of use to nobody."""
    return name not in TEXTS and not any(answer.citations for answer in answers)


def exported(
    name: FormatName,
    answers: Sequence[Answer],
    document_of: DocumentOf,
    base_url: str | None = None,
    words: ExportWords = IN_ENGLISH,
    made_at: datetime | None = None,
    beneath: Sequence[Sequence[str]] = (),
    title: str | None = None,
) -> bytes:
    """`answers` as a file.

    Args:
        name: of the form; the last three hold the cited documents only.
        answers: of one conversation, in order.
        document_of: gives the document of a doc_id.
        base_url: of the page, such as `http://127.0.0.1:7860`; None: citations have no address.
        words: the file's own.
        made_at: when, for what says so; now unless given.
        beneath: for each answer, lines of plain text below its sentences; empty: none for any.
        title: begins a text, "" a general one, with when it was made; None: neither of them does.
    """
    # Here, not above: the command line and the page want the names only.
    from assistant.export.bibliography import bibtex, csl_entries, csl_json, ris
    from assistant.export.cited import all_citations
    from assistant.export.markdown import markdown
    from assistant.export.word import word

    made_at = made_at or datetime.now(UTC)
    if name in TEXTS:
        time = f"{made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        named = title or words.export_title
        above = () if title is None else (named, words.exported_at.format(time=time))
        text = markdown(answers, base_url, words, beneath, above)
        if name == "md":
            return text.encode("utf-8")
        # As a conversation is called at first where it is kept: by its first question.
        called = title or (answers[0].question if answers else "")
        return word(text, called, made_at)
    entries = csl_entries(all_citations(answers), document_of, base_url, words)
    write = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}[name]
    return write(entries).encode("utf-8")
