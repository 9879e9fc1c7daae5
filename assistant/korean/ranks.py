"""Which rank somebody has: "리창 총리는 중국 권력 서열 몇 위인가요?".

English has a verb or a noun for it where Korean has a number and a place: word for word it would
be "Li power ranks what", which no sentence is like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_ASKS = re.compile(r"서열|순위|몇\s?(?:위|번째)")
_OF_RANK = frozenset(("power", "hierarchy", "ranks"))


def rank_asked(text: str, persons: Sequence[str], others: Collection[str]) -> str:
    """The question in English; empty where more than one person's rank is asked, or none.

    Args:
        text: the Korean question.
        persons: who is named in it, in English.
        others: its other words, names of places left out.

    >>> rank_asked("리창 총리는 중국 권력 서열 몇 위인가요?", ["Li Qiang"], ["power", "hierarchy"])
    'What rank does Li Qiang have?'
    >>> rank_asked("리창 총리는 무엇을 했나요?", ["Li Qiang"], [])
    ''
    """
    asks = len(persons) == 1 and _ASKS.search(text) and _OF_RANK.issuperset(others)
    return f"What rank does {persons[0]} have?" if asks else ""
