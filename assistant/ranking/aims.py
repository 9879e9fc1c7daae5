"""Questions after an aim, and sentences that tell one: "an opportunity to", "another priority".

"What were they hoping to achieve there?" shares only the visit with its answer, as in `judgement`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.lexical import analyze

_ASKS = re.compile(
    r"\b(?:hop(?:e[sd]?|ing) (?:to|for)|aim(?:s|ed|ing)?|(?<!on )purposes?|goals?|objectives?|"
    r"intentions?|priorit(?:y|ies)|want(?:s|ed)? to (?:achieve|accomplish|get)|"
    r"(?:tr(?:y|ied|ying)|seek(?:s|ing)?|sought|set out|supposed|meant|expect(?:ed|ing)?) to "
    r"(?:achieve|accomplish|get))\b|목표|목적",
    re.IGNORECASE,
)
_WORDS = frozenset(
    analyze(
        "aim goal purpose objective intention priority opportunity chance hope seek sought "
        "ambition aspire aspiration pursue attempt effort try strive desire"
    )
)
_IN_ORDER_TO = re.compile(
    r"\b(?:(?:in order|so as|sets? out|meant|intended|designed) to|"
    r"(?:went|gone|go|goes|came|come|comes|travel+ed|flew|visited)\b[^,.;]{0,40} to "
    r"(?!(?:the|an?)\b)[a-z]+)\b",
)
_ENOUGH = 2
"""So many such words make a sentence tell an aim as much as it can."""


def asks_for_aims(text: str) -> bool:
    """Whether a question asks what somebody wanted of something.

    >>> asks_for_aims("What was he hoping to achieve there?"), asks_for_aims("Who came?")
    (True, False)
    """
    return bool(_ASKS.search(text))


@lru_cache(maxsize=4096)
def aiming(text: str) -> float:
    """How much a sentence tells aims, 0 … 1.

    >>> aiming("It was an opportunity to win her over, their first goal."), aiming("They met.")
    (1.0, 0.0)
    >>> aiming("He travelled to Lima to revive the talks.")
    0.5
    """
    words = len(_WORDS.intersection(analyze(text)))
    return min(words + len(_IN_ORDER_TO.findall(text)), _ENOUGH) / _ENOUGH
