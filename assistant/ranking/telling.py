"""Questions after an aim or an outcome, and sentences that tell one: "an opportunity to", "agreed".

"What came out of the visit?" shares only the visit with its answer, as in `judgement`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.words.patterns import any_case
from index.lexical import analyze

ENOUGH = 2
"""So many words and phrases of a kind make a sentence tell it as much as it can."""


@lru_cache(maxsize=3 * 4096)
def share(text: str, words: frozenset[str], *phrases: re.Pattern[str]) -> float:
    """How much a sentence tells of what these words and phrases tell, 0 … 1.

    >>> share("They sign it.", frozenset(analyze("agree sign"))), share("", frozenset())
    (0.5, 0.0)
    """
    count = len(words.intersection(analyze(text))) + sum(len(p.findall(text)) for p in phrases)
    return min(count, ENOUGH) / ENOUGH


@dataclass(frozen=True, slots=True)
class Telling:
    """A kind of thing that is asked for by some words and told by others.

    Attributes:
        asks: a question with this asks for it,
        unless: but not one with this.
        words: tokens that tell it.
        phrases: more that tells it.
    """

    asks: re.Pattern[str]
    unless: re.Pattern[str] | None
    words: frozenset[str]
    phrases: re.Pattern[str]

    def asked(self, *texts: str) -> bool:
        """Whether a question, in one of its forms, asks for it.

        >>> AIMS.asked("What was he hoping to achieve there?"), AIMS.asked("Who came?")
        (True, False)
        >>> OUTCOME.asked("What came out of the visit?"), OUTCOME.asked("Who came?")
        (True, False)
        >>> OUTCOME.asked("What were they hoping to achieve?")
        False
        """
        other = self.unless is not None and any(map(self.unless.search, texts))
        return any(map(self.asks.search, texts)) and not other

    def share(self, text: str) -> float:
        """How much a sentence tells it, 0 … 1.

        >>> AIMS.share("It was an opportunity to win her over, their first goal.")
        1.0
        >>> AIMS.share("They met."), AIMS.share("He travelled to Lima to revive the talks.")
        (0.0, 0.5)
        >>> OUTCOME.share("They reached a consensus on trade."), OUTCOME.share("They met in Lima.")
        (1.0, 0.0)
        """
        return share(text, self.words, self.phrases)


AIMS = Telling(
    asks=any_case(
        r"\b(?:hop(?:e[sd]?|ing) (?:to|for)|aim(?:s|ed|ing)?|(?<!on )purposes?|goals?|objectives?|"
        r"intentions?|priorit(?:y|ies)|want(?:s|ed)? to (?:achieve|accomplish|get)|"
        r"(?:tr(?:y|ied|ying)|seek(?:s|ing)?|sought|set out|supposed|meant|expect(?:ed|ing)?) to "
        r"(?:achieve|accomplish|get))\b|목표|목적"
    ),
    unless=None,
    words=frozenset(
        analyze(
            "aim goal purpose objective intention priority opportunity chance hope seek sought "
            "ambition aspire aspiration pursue attempt effort try strive desire"
        )
    ),
    phrases=re.compile(
        r"\b(?:(?:in order|so as|sets? out|meant|intended|designed) to|"
        r"(?:went|gone|go|goes|came|come|comes|travel+ed|flew|visited)\b[^,.;]{0,40} to "
        r"(?!(?:the|an?)\b)[a-z]+)\b",
    ),
)
"""What somebody wanted of something: "in order to", "another priority"."""

OUTCOME = Telling(
    asks=any_case(
        r"\b(?:c[ao]mes? out of|outcomes?|results?|achiev(?:e[sd]?|ements?)|"
        r"accomplish(?:ed|ments?)?|how did .* (?:go|turn out)\b|bottom line|upshot|deliverables?|"
        r"br(?:ing|ought) (?:home|back)|g[eo]t out of)\b|성과|결과"
    ),
    # What was hoped for is told by other sentences.
    unless=any_case(
        r"\b(?:hop(?:e[sd]?|ing)|aim(?:s|ed|ing)?|want(?:s|ed)?|supposed|intend(?:s|ed)?|"
        r"expect(?:s|ed)?|plan(?:s|ned)?|goals?|purpose)\b|목표|목적|기대"
    ),
    words=frozenset(
        analyze(
            "agree agreement consensus sign reach reaffirm affirm secure announce decide decision "
            "pledge commit commitment adopt launch establish result culminate conclude outcome "
            "confirm resume achieve accomplish approve settle resolve promise"
        )
    ),
    phrases=any_case(r"\b(?:led to|fail(?:s|ed)? to|f[ae]lls? short)\b"),
)
"""What came of something: "they agreed", "it led to nothing"."""
