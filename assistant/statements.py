"""Sentences that say something, apart from captions and the rows of tables."""

from __future__ import annotations

import re

from index.lexical import mostly_hangul

SHORTEST = 10
"""Words of a sentence that says something; of a Korean one half as many, they are longer."""

# "Goods: tea; Partner: Lima Foods", as a row of a table is told
_ROW = re.compile(r"[^:.;]{2,40}: [^:]+; [^:.;]{2,40}: ")


def tells(text: str) -> bool:
    """Whether it is a sentence that says something: no caption, no row of a table.

    >>> tells("They met in the old palace and spoke about tea and fish.")
    True
    >>> tells("Source: the palace"), tells("Goods: tea; Partner: the Lima Foods Company of Peru")
    (False, False)
    """
    enough = SHORTEST // 2 if mostly_hangul(text) else SHORTEST
    return len(text.split()) >= enough and not _ROW.match(text)
