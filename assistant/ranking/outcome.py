"""Questions after an outcome, and sentences that tell one: "they agreed", "it led to nothing".

"What came out of the visit?" shares only the visit with its answer, as in `judgement`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.lexical import analyze

_ASKS = re.compile(
    r"\b(?:c[ao]mes? out of|outcomes?|results?|achiev(?:e[sd]?|ements?)|accomplish(?:ed|ments?)?|"
    r"how did .* (?:go|turn out)\b|bottom line|upshot|deliverables?|"
    r"br(?:ing|ought) (?:home|back)|g[eo]t out of)\b|"
    r"성과|결과",
    re.IGNORECASE,
)
# What was hoped for is told by other sentences.
_ASKS_FOR_AIMS = re.compile(
    r"\b(?:hop(?:e[sd]?|ing)|aim(?:s|ed|ing)?|want(?:s|ed)?|supposed|intend(?:s|ed)?|"
    r"expect(?:s|ed)?|plan(?:s|ned)?|goals?|purpose)\b|목표|목적|기대",
    re.IGNORECASE,
)
_WORDS = frozenset(
    analyze(
        "agree agreement consensus sign reach reaffirm affirm secure announce decide decision "
        "pledge commit commitment adopt launch establish result culminate conclude outcome "
        "confirm resume achieve accomplish approve settle resolve promise"
    )
)
_PHRASES = re.compile(r"\b(?:led to|fail(?:s|ed)? to|f[ae]lls? short)\b", re.IGNORECASE)
_ENOUGH = 2
"""So many such words make a sentence tell an outcome as much as it can."""


def asks_for_outcome(*texts: str) -> bool:
    """Whether a question, in one of its forms, asks what came of something.

    >>> asks_for_outcome("What came out of the visit?"), asks_for_outcome("Who came?")
    (True, False)
    >>> asks_for_outcome("What were they hoping to achieve?")
    False
    """
    return any(map(_ASKS.search, texts)) and not any(map(_ASKS_FOR_AIMS.search, texts))


@lru_cache(maxsize=4096)
def telling(text: str) -> float:
    """How much a sentence tells outcomes, 0 … 1.

    >>> telling("They reached a consensus on trade."), telling("They met in Lima.")
    (1.0, 0.0)
    """
    words = len(_WORDS.intersection(analyze(text)))
    return min(words + len(_PHRASES.findall(text)), _ENOUGH) / _ENOUGH
