"""Lists of citations for reference managers: CSL-JSON, RIS, BibTeX.

One entry for each document that is cited, as reference managers keep it: with all pages that are
cited, the address of the first place, and every quote with its page in the note. What the library
does not know of a document (authors, date …) has no field. A document without a title is described
in square brackets in its place, as APA and Chicago do: reference managers want one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from assistant.answer import Citation
from assistant.export.cited import cited_text, plain, source_address
from assistant.export.words import IN_ENGLISH, ExportWords
from corpus.document import Document
from corpus.metadata import given_name
from corpus.pandoc import pandoc

DocumentOf = Callable[[str], Document]

Entry = dict[str, Any]
"""One item of CSL-JSON."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NO_KEY = re.compile(r"[^A-Za-z0-9._-]")
_PANDOC_API = [1, 23, 1]


def csl_entries(
    citations: Sequence[Citation],
    document_of: DocumentOf,
    base_url: str | None = None,
    words: ExportWords = IN_ENGLISH,
) -> list[Entry]:
    """What is known of each cited document, in the fields of CSL-JSON (1.0.2).

    Args:
        citations: each of another place.
        document_of: gives the document of a doc_id, whose metadata is used.
        base_url: of the page, whose source view then is the address.
        words: the file's own.
    """
    by_document: dict[str, list[Citation]] = {}
    for citation in citations:
        by_document.setdefault(citation.doc_id, []).append(citation)
    return [
        _entry(cited, document_of(doc_id).metadata or {}, base_url, words)
        for doc_id, cited in by_document.items()
    ]


def _entry(
    cited: Sequence[Citation],
    known: Mapping[str, object],
    base_url: str | None,
    words: ExportWords,
) -> Entry:
    first, *others = cited
    notes = [cited_text(first, words=words), *(cited_text(c, base_url, words) for c in others)]
    pages = sorted({citation.page for citation in cited if citation.page is not None})
    fields: dict[str, object] = {
        "id": _NO_KEY.sub("_", first.doc_id),
        "type": "document",
        "title": plain(first.title or f"[{first.label}]"),
        "author": _authors(known),
        "publisher": _text(known, "publisher"),
        "issued": _issued(_text(known, "date")),
        "language": _text(known, "language"),
        "genre": _text(known, "kind"),
        "page": ", ".join(map(str, pages)),
        "URL": None if base_url is None else source_address(first, base_url=base_url),
        "note": "; ".join(notes),
    }
    return {field: value for field, value in fields.items() if value}


def _authors(known: Mapping[str, object]) -> list[Entry]:
    """The authors, persons by their parts; as they are printed where no family name is known.

    >>> _authors({"authors": ("Ellen Kim", "KEI"), "family_names": ("Kim", "")})
    [{'family': 'Kim', 'given': 'Ellen'}, {'literal': 'KEI'}]
    """
    names, families = (_names(known.get(field)) for field in ("authors", "family_names"))
    return [_author(name, family) for name, family in zip_longest(names, families, fillvalue="")]


def _names(value: object) -> list[str]:
    return [plain(str(name)) for name in value] if isinstance(value, (list, tuple)) else []


def _author(name: str, family: str) -> Entry:
    given = given_name(name, family) if family else None
    if given is None:
        return {"literal": name}
    return {"family": family, "given": given} if given else {"family": family}


def _text(known: Mapping[str, object], field: str) -> str | None:
    value = known.get(field)
    return None if value is None else plain(str(value))


def _issued(date: str | None) -> Entry | None:
    """A date in parts; one that is no ISO 8601 date stays as the document has it.

    >>> _issued("2026-01"), _issued("spring 2026")
    ({'date-parts': [[2026, 1]]}, {'literal': 'spring 2026'})
    """
    if date is None:
        return None
    if parts := _DATE.fullmatch(date):
        return {"date-parts": [[int(part) for part in parts.groups() if part]]}
    return {"literal": date}


def csl_json(entries: Sequence[Entry]) -> str:
    """The entries as CSL-JSON."""
    return json.dumps(list(entries), ensure_ascii=False, indent=2) + "\n"


def ris(entries: Sequence[Entry]) -> str:
    """The entries as RIS."""
    import rispy

    class Unnumbered(rispy.RisWriter):  # type: ignore[misc]  # it has no types
        def set_header(self, count: int) -> str:
            return ""  # else "1." stands before each entry, which is no line of RIS

    return str(rispy.dumps([_ris_entry(e) for e in entries], implementation=Unnumbered))


def _ris_entry(entry: Entry) -> Entry:
    issued = entry.get("issued", {})
    parts = issued.get("date-parts", [[]])[0]
    fields = {
        "type_of_reference": "GEN",
        "id": entry["id"],
        "title": entry.get("title"),
        "authors": [", ".join(author.values()) for author in entry.get("author", [])],
        "publisher": entry.get("publisher"),
        "year": str(parts[0]) if parts else None,
        "date": "/".join(f"{part:02}" for part in parts) or issued.get("literal"),
        "language": entry.get("language"),
        "type_of_work": entry.get("genre"),
        "start_page": entry.get("page"),
        "urls": [entry["URL"]] if "URL" in entry else [],
        "notes": [entry["note"]],
    }
    return {field: value for field, value in fields.items() if value}


def bibtex(entries: Sequence[Entry]) -> str:
    """The entries as BibTeX, written by pandoc; title and quote keep their letters as they are."""
    if not entries:
        return ""
    references = {"t": "MetaList", "c": [_reference(entry) for entry in entries]}
    tree = {"pandoc-api-version": _PANDOC_API, "meta": {"references": references}, "blocks": []}
    return pandoc(json.dumps(tree).encode(), "json", "bibtex", "--wrap=none").decode()


def _reference(entry: Entry) -> Entry:
    """One entry as pandoc keeps it: texts are text, so that nothing in them is read as markup."""
    fields: dict[str, Any] = {
        field: _inlines(value) for field, value in entry.items() if isinstance(value, str)
    }
    if "title" in fields:
        # Else pandoc would write the title in title case.
        as_it_is = {"t": "Span", "c": [["", ["nocase"], []], fields["title"]["c"]]}
        fields["title"] = {"t": "MetaInlines", "c": [as_it_is]}
    if names := entry.get("author"):
        # In a name pandoc keeps no markup, and a single brace would break the file.
        fields["author"] = {
            "t": "MetaList",
            "c": [
                {
                    "t": "MetaMap",
                    "c": {part: _inlines(re.sub(r"[{}]", "", s)) for part, s in name.items()},
                }
                for name in names
            ],
        }
    if issued := entry.get("issued"):
        parts = issued.get("date-parts")
        fields["issued"] = (
            _inlines("-".join(f"{part:02}" for part in parts[0]))
            if parts
            else {"t": "MetaMap", "c": {"literal": _inlines(issued["literal"])}}
        )
    return {"t": "MetaMap", "c": fields}


def _inlines(text: str) -> Entry:
    """Text as text; braces by their LaTeX names, since BibTeX counts even escaped ones."""
    pieces: list[Entry] = []
    for piece in re.split(r"([{}])", text):
        if piece in ("{", "}"):
            name = "textbraceleft" if piece == "{" else "textbraceright"
            pieces.append({"t": "RawInline", "c": ["latex", f"\\{name}{{}}"]})
        elif piece:
            pieces.append({"t": "Str", "c": piece})
    return {"t": "MetaInlines", "c": pieces}
