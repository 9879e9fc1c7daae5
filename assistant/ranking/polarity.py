"""What a sentence takes back: "fell short of a joint plan", "had they met, it would …"."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.words.patterns import any_case
from corpus.document import Span
from index.lexical import analyze

_NEGATING = any_case(
    r"\b(?:fail(?:s|ed|ing|ure)?|f[ea]ll(?:s|ing)? short|lack(?:s|ed|ing)?|refus(?:e|es|ed|al|ing)|"
    r"reject(?:s|ed|ion)?|exclud(?:es|ed|ing)|without|never|no longer|not|hardly|rebuff\w*|"
    r"declin(?:es|ed|ing) to|avoid(?:s|ed|ing)?|remains to be seen|uncertain|whether)\b"
)
"""Words that take back what stands behind them (Huddleston and Pullum 2002, ch. 9, 3.6)."""


_ENDING = (
    r"(?:eas(?:e[ds]?|ing)|lift(?:s|ed|ing)?|relax(?:es|ed|ing)?|loosen(?:s|ed|ing)?|"
    r"abolish(?:es|ed|ing)?|scrap(?:s|ped|ping)?|repeal(?:s|ed|ing)?|withdr[ae]w(?:s|n|ing)?)"
)
_ENDED_UP_TO = any_case(rf"\b{_ENDING} ((?:(?!and\b|or\b|to\b)[\w’'-]+ ?){{1,5}})")
_ASKS_FOR_ENDING = any_case(rf"\b{_ENDING}\b")

# "Had they met, it would have ended", "If they had met, …": they did not (Huddleston and Pullum
# 2002, ch. 8, 14.2).
_SUPPOSES = re.compile(
    r"\W*(?:Had|If [^,;]*\bhad)\b [^;]*?, [^;]*\b(?:would|could|might)\b|"
    r"[^;]*\b(?:would|could|might) have \w+[^;]* if [^;]*\bhad\b"
)
_ASKS_WHAT_IF = any_case(r"\b(?:would|could|might|if|unless)\b|\bwhat had\b")


# "Our aims are: • to inspect all 190 laboratories;"
_IS_AIM = re.compile(r"\W*to [a-z]+ (?!(?:me|us|him|her|them)\b)")
_ASKS_WHAT_WAS = any_case(r"\b(?:did|was|were)\b")
_ASKS_AIM = any_case(r"\b(?:plan|aim|goal|want|intend|suppose|hope|try|tried|ask|task)\w*|\bto\b")


def supposes(said: str, question: str) -> bool:
    """Whether a sentence tells what did not come about, to a question about what did.

    >>> supposes("• to lay 90 pipes;", "How many were laid?")
    True
    >>> said = "Had Peru signed, fish would have been cheaper."
    >>> supposes(said, "Did Peru sign?"), supposes(said, "Would fish have been cheaper?")
    (True, False)
    """
    if _IS_AIM.match(said) and _ASKS_WHAT_WAS.search(question) and not _ASKS_AIM.search(question):
        return True
    return bool(_SUPPOSES.match(said)) and not _ASKS_WHAT_IF.search(question)


def ends_it(said: str, question: str, terms: Collection[str]) -> bool:
    """Whether a sentence tells the end of what a question asks about.

    >>> ends_it("Peru has to ease its own fish restrictions.", "Why restrict fish?", ["restrict"])
    True
    """
    if _ASKS_FOR_ENDING.search(question):
        return False
    ended = (analyze(word) for ending in _ENDED_UP_TO.findall(said) for word in ending.split())
    return any(token in terms for tokens in ended for token in tokens)


def negated(text: str, sentence: Span, words: Span) -> bool:
    """Whether words of a sentence are taken back by what stands before them.

    Args:
        text: the document's text; spans are positions in it.
        sentence: that holds the words.
        words: as quoted by themselves.

    >>> text = "The talks fell short of a joint plan."
    >>> negated(text, Span(0, 37), Span(24, 36)), negated(text, Span(0, 37), Span(10, 36))
    (True, False)
    """
    return bool(_NEGATING.search(text, sentence.start, words.start)) and not _NEGATING.search(
        text, words.start, words.end
    )
