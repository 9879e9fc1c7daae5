"""How long an overview is to be: "in three sentences", "the two main points"."""

from __future__ import annotations

import re

from assistant.korean.numbers import NATIVE
from assistant.words.grammar import ONES, TEENS
from assistant.words.patterns import any_case

LONGEST_WANTED = 10
"""No overview has more sentences, whoever asks for them."""

_ENGLISH = {word: number for number, word in enumerate((*ONES, TEENS[0]), 1)}
_NUMBERS = {"a single": 1} | _ENGLISH | NATIVE
OF_SO_MANY = (
    rf"(?:{'|'.join(_ENGLISH)}|\d+)(?:[ -](?:sentence|point)\b| "
    r"(?=(?:main|key|central|top|most important) (?:points|messages|takeaways|findings|ideas)\b))"
)
"""A pattern of a number before what it counts: "a one-sentence summary", "three main points"."""

_SENTENCES = any_case(
    rf"\bin (?P<in>a single|{'|'.join(_ENGLISH)}|\d+)(?: (?:short|brief|bullet|key|main))* "
    r"(?:points?|bullets?|sentences?)\b|"
    rf"\b(?P<of>{OF_SO_MANY})|"
    rf"(?<![가-힣])(?P<korean>{'|'.join(NATIVE)}|\d+)\s?(?:개의?\s?)?문장"
)


def sentences_wanted(text: str) -> int | None:
    """How many sentences or points an overview is to have; None: as many as ever.

    >>> sentences_wanted("Sum it up in 3 sentences."), sentences_wanted("A two-sentence summary")
    (3, 2)
    >>> sentences_wanted("세 문장으로 요약해 주세요"), sentences_wanted("열다섯 문장으로")
    (3, 10)
    """
    asked = _SENTENCES.search(text)
    if asked is None:
        return None
    told = re.split("[ -]", asked["of"])[0] if asked["of"] else asked["in"] or asked["korean"]
    wanted = int(told) if told.isdecimal() else _NUMBERS[told.casefold()]
    return max(1, min(wanted, LONGEST_WANTED))
