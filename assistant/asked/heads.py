"""The lines over a text that are no sentences yet: who wrote it, for whom, and when.

A document from a file often has no metadata, though its head says all of that.
"""

from __future__ import annotations

import re

from assistant.words.kinds import is_organisation
from assistant.words.name_shapes import NAME
from assistant.words.patterns import any_case
from corpus.document import Document, Span
from corpus.split import paragraph_spans

MOST_LINES = 5
LONGEST = 16
"""A head has no more lines below its title, and none of them has more words."""

_LOOKED_AT = 2000
"""Characters at the beginning that hold every head: of a book no more is looked at."""

_ENDS = re.compile(r"[.!?…:;][”\"’')]*$")
_ITEM = re.compile(r"[•|–-]|.*\|")
# A name can be cut in many ways: what it has taken, it does not give back.
_ONE = rf"(?>{NAME.pattern})"
_NAMES = rf"{_ONE}(?:(?:, | and |, and | & ){_ONE})*"
_BYLINE = re.compile(rf"(?i:by|authors?:|written by) (?P<names>{_NAMES})$")
_APART = re.compile(r", and |, | and | & ")
_BODIES = frozenset(
    str.split(
        "center centre chamber club guild inspectorate laboratory library museum network trust"
    )
)
_FIELDS = any_case(r"\s*(?:[|·•–—;,]|\bby\b)\s*")


def head_lines(document: Document) -> list[Span]:
    """The lines below the title, up to the first heading or sentence.

    >>> text = "Half a Fence\\n\\nBy Ann Dahl\\n\\nJuly 2025\\n\\nThe permit is good."
    >>> brief = Document("b", "Half a Fence", "Half a Fence", text)
    >>> [line.of(text) for line in head_lines(brief)]
    ['By Ann Dahl', 'July 2025']
    """
    headings = {section.span.start for section in document.sections}
    text = document.text[:_LOOKED_AT]
    found: list[Span] = []
    for line in paragraph_spans(text)[: MOST_LINES + 1]:
        said = line.of(text).strip()
        if line.start == 0 and said == document.title:
            continue
        is_line = len(said.split()) <= LONGEST and not (_ENDS.search(said) or _ITEM.match(said))
        if line.start in headings or not is_line:
            break
        found.append(line)
    return found


def names_authors(line: str) -> bool:
    """Whether a line is a byline.

    >>> names_authors("By Ann Dahl"), names_authors("By train")
    (True, False)
    """
    return bool(_BYLINE.match(line.strip()))


def byline(document: Document) -> list[str]:
    """Those whom the head names as authors.

    >>> text = "By Ann Dahl and Bo Fern\\n\\nIt rained."
    >>> byline(Document("b", "Rain", None, text))
    ['Ann Dahl', 'Bo Fern']
    """
    for line in head_lines(document):
        if by := _BYLINE.match(line.of(document.text).strip()):
            return _APART.split(by["names"])
    return []


def bodies(document: Document) -> list[str]:
    """The institutes, ministries and the like in the head, each as it is written there.

    >>> text = "Brief 7, Calder Institute for Energy, Oslo\\n\\nIt rained."
    >>> bodies(Document("b", "Rain", None, text))
    ['Calder Institute for Energy']
    """
    return [
        field
        for line in head_lines(document)
        for field in map(_bare, _FIELDS.split(line.of(document.text)))
        # "Source: Office of the President" tells where something is from.
        if len(field.split()) > 1 and ":" not in field and is_body(field) and NAME.match(field)
    ]


def _bare(field: str) -> str:
    return field.strip().removeprefix("the ")


def is_body(name: str) -> bool:
    """Whether a name is that of an institute, a ministry, a museum or the like.

    >>> is_body("Tenants' Advice Centre"), is_body("Ann Dahl")
    (True, False)
    """
    return is_organisation(name) or not _BODIES.isdisjoint(name.casefold().split())
