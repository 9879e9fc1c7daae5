"""What a document may be called by: its kind, its label, its authors, who published it."""

from __future__ import annotations

import re

from assistant.asked.document_words import KINDS_OF_DOCUMENTS
from assistant.asked.heads import bodies, byline, is_body
from corpus.document import Document

HEAD = 200
"""So many characters at the beginning of a text may say what it is: "Policy Brief No. 14"."""

_BRACKETS = re.compile(r"\(.*?\)")
_OF = re.compile(r" (?:for|of|on) ")
_CALLED = {"release": ("press release", "news release"), "blog": ("blog post",)}
"""Names of two words for kinds of documents."""


def kind_and_label(document: Document) -> str:
    """What says which kind of document it is: its label, its metadata, or its file's name.

    >>> kind_and_label(Document("lima-report-2", "Lima", None, "")).split()
    ['Lima', 'report']
    """
    of_name = (w for w in re.findall(r"[a-z]+", document.doc_id) if w in KINDS_OF_DOCUMENTS)
    return " ".join([document.label, str((document.metadata or {}).get("kind") or ""), *of_name])


def described(document: Document) -> str:
    """What is known of a document that a question may call it by, with its first words."""
    return f"{kind_and_label(document)} {_publisher(document)} {document.text[:HEAD]}"


def kinds_of(document: Document) -> list[str]:
    """The words for a kind of document in its kind and label, folded; the longest name first.

    >>> kinds_of(Document("n", "The Lima Newsletter", None, ""))
    ['newsletter']
    >>> kinds_of(Document("lima-release", "Lima", None, ""))
    ['press release', 'news release', 'release']
    """
    words = [word.casefold() for word in re.findall(r"\w+", kind_and_label(document))]
    kinds = [word for word in words if word in KINDS_OF_DOCUMENTS]
    return [name for kind in kinds for name in (*_CALLED.get(kind, ()), kind)]


def abbreviations(document: Document) -> list[str]:
    """Those in its publisher's name: "KEI"; in a title they are what it is about.

    >>> told = {"publisher": "Korea Economic Institute (KEI)"}
    >>> abbreviations(Document("b", "EU tariffs", None, "", metadata=told))
    ['KEI']
    """
    return re.findall(r"\b[A-Z]{2,}\b", _publisher(document))


def names_of_publisher(document: Document) -> list[str]:
    """What its publisher is called: abbreviations, and names in full and cut short.

    >>> text = "Brief 7, Calder Institute for Energy\\n\\nIt rained."
    >>> names_of_publisher(Document("b", "Rain", None, text))
    ['Calder Institute for Energy', 'Calder Institute']
    """
    full = [_BRACKETS.sub("", _publisher(document)).strip(), *bodies(document)]
    cut = [short for name in full for short in (name, _OF.split(name)[0])]
    names = [name for name in cut if len(name.split()) > 1 and is_body(name)]
    return list(dict.fromkeys([*abbreviations(document), *names]))


def authors_of(document: Document) -> list[str]:
    """Those whom its metadata lists, else those whom its byline names.

    >>> authors_of(Document("b", "EU tariffs", None, "", metadata={"authors": ["Ann Lee"]}))
    ['Ann Lee']
    >>> authors_of(Document("b", "EU tariffs", None, "By Bo Fern\\n\\nIt rained."))
    ['Bo Fern']
    """
    authors = (document.metadata or {}).get("authors")
    if isinstance(authors, list | tuple):
        return [str(name) for name in authors]
    return byline(document)


def _publisher(document: Document) -> str:
    return str((document.metadata or {}).get("publisher") or "")
