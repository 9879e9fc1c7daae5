"""Sentences that say something by themselves, apart from captions and the rows of tables.

And those that only say what the text is going to speak of.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.asked.document_words import KINDS_OF_DOCUMENTS
from assistant.texts.tables import is_row
from assistant.words.patterns import any_case
from index.lexical import analyze, mostly_hangul

SHORTEST = 10
"""Words of a sentence that says something; of a Korean one half as many, they are longer."""

_LABEL = r"[^:;.]{2,40}"
_ROW = re.compile(rf"{_LABEL}: [^;]+(?:; (?P<label>{_LABEL}): [^;]+)+")

# "This issue takes a closer look at …", as a text says of itself (metadiscourse: Hyland 2005).
_ANNOUNCES = re.compile(
    r"(?:This|The present) (?:edition|issue|article|report|paper|commentary|brief|piece|newsletter|"
    r"study|section|chapter|essay|note)\b[^.]{0,40}?\b"
    r"(?:takes? (?:an? )?(?:\w+ )?look|looks|examin|explor|discuss|analy[sz]|consider|review|"
    r"outlin|present|describ|cover|aims|asks|summari|trac)"
)
# "This brief argues that …": so much of it all as its author says.
_ALL_IN_ALL = re.compile(
    rf"This (?:edition|issue|{'|'.join(sorted(KINDS_OF_DOCUMENTS))})\b[^.]{{0,40}}?\b"
    r"(?:argu|explain|report|show|find|assess|evaluat|sets? out|makes? the case|warn|propos|"
    r"recommend|conclud|examin|explor|analy[sz]|review|summari|describ|trac|looks? at)"
)
_OF_TEXTS = frozenset(analyze("edition issue article report paper section chapter purpose examine"))

# It goes on from the sentence before: "Furthermore, …", "They also …".
_LEANS = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|Both|Such|Furthermore|Moreover|However|Meanwhile|But|"
    r"And|Yet|Then|Later|Also|Even so|Instead|(?:Until|Since|By|Before) then|"
    r"In addition|On the other hand|To this end|As a result|"
    r"(?:Second|Third|Fourth|Fifth|Final|Last)(?:ly)?(?=,))\b"
)


_CAPTION = any_case(r"(?:table|figure|fig\.?|chart|graph|box|map|exhibit|photo|표|그림) ?\d+[.:]")
_ITEM = re.compile(r"•|[-–] |\(?(?:\d{1,2}|[a-z])[.)] ")


def label_of_row(text: str) -> str:
    """The label of the last field of a row, which all rows of its table have; empty for others.

    A row stands as a line of labelled fields.

    >>> label_of_row("Goods: tea; Partner: Lima Foods."), label_of_row("Goods: tea.")
    ('Partner', '')
    """
    row = _ROW.fullmatch(text)
    return row["label"] if row else ""


def announces(text: str) -> bool:
    """Whether a sentence only says what the text is going to speak of.

    >>> announces("This edition takes a closer look at the visit."), announces("This edition sold.")
    (True, False)
    """
    return bool(_ANNOUNCES.match(text))


def sums_up(text: str) -> bool:
    """Whether a sentence says what the text as a whole says or does.

    >>> sums_up("This memo argues for one centre."), sums_up("This memo has six pages.")
    (True, False)
    """
    return bool(_ALL_IN_ALL.match(text))


def asks_for_announcement(terms: Collection[str]) -> bool:
    """Whether a question with these terms may ask what a text is going to speak of."""
    return not _OF_TEXTS.isdisjoint(terms)


def leans(text: str) -> bool:
    """Whether a sentence goes on from the one before it.

    >>> leans("Furthermore, they spoke about tea."), leans("The talks were about tea.")
    (True, False)
    """
    return bool(_LEANS.match(text))


def tells(text: str) -> bool:
    """Whether it is a sentence that says something: no caption, no row of a table.

    >>> tells("They met in the old palace and spoke about tea and fish.")
    True
    >>> tells("Source: the palace"), tells("Goods: tea; Partner: the Lima Foods Company of Peru")
    (False, False)
    >>> tells("The town of Lima | the twelve wells and the forty pipes in it")
    False
    >>> tells("Table 1: The wells and the pipes of the town of Lima by year")
    False
    """
    enough = SHORTEST // 2 if mostly_hangul(text) else SHORTEST
    beside = label_of_row(text) or is_row(text) or _CAPTION.match(text)
    return len(text.split()) >= enough and not beside


def is_item(text: str) -> bool:
    """Whether it is an item of a list, which says little without the line that announces it.

    >>> is_item("• to lay pipes"), is_item("(a) pipes"), is_item("A pipe burst.")
    (True, True, False)
    """
    return bool(_ITEM.match(text))
