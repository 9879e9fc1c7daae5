"""Sentences that say something by themselves, apart from captions and the rows of tables."""

from __future__ import annotations

import re

from index.lexical import mostly_hangul

SHORTEST = 10
"""Words of a sentence that says something; of a Korean one half as many, they are longer."""

# "Goods: tea; Partner: Lima Foods", as a row of a table is told
_ROW = re.compile(r"[^:.;]{2,40}: [^:]+; [^:.;]{2,40}: ")

# It goes on from the sentence before: "Furthermore, …", "They also …".
_LEANS = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|Both|Such|Furthermore|Moreover|However|Meanwhile|But|"
    r"And|Yet|Then|Later|Also|In addition|On the other hand|To this end|As a result)\b"
)


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
    """
    enough = SHORTEST // 2 if mostly_hangul(text) else SHORTEST
    return len(text.split()) >= enough and not _ROW.match(text)
