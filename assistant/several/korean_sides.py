"""The two sides of a comparison asked in Korean, each as an English question of its own.

Korean joins what is compared by a particle: "한중 회담과 한일 회담의 결과를 비교해 주세요". Word
for word in English it stands as "A and B" in the middle of what is asked of both.
"""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
_JOINED = re.compile(
    rf"(?P<asked>.*?)(?P<a>{_NAME}(?P<noun>(?: [a-z]+)?)) and (?P<b>{_NAME}(?P=noun))"
    r"(?P<more>\b.*)$"
)
_COMPARES = re.compile(
    r"^(?:What|How|Who)?(?: (?:is|was|does|did))?(?: (?:compare|difference|different))?(?: of)? ?"
)
_SAID = re.compile(r"\b(?:remarks?|words|statements?|said)\b")
_BARE = re.compile(r"^(?:(?:compare|differences?) ?)*(?:of|in|between)? ?$")


def korean_sides(english: str) -> list[str]:
    """One question for each side; empty where its two sides are not seen.

    Args:
        english: the question, put into English word for word.

    >>> korean_sides("What compare tone of Lima summit and Oslo summit?")
    ['What is tone of Lima summit?', 'What is tone of Oslo summit?']
    >>> korean_sides("What is difference of Lima summit and Oslo summit?")
    ['What was the outcome of Lima summit?', 'What was the outcome of Oslo summit?']
    >>> korean_sides("What compare remarks of Premier Bo and Chairman Dahl?")
    ['What did Premier Bo say?', 'What did Chairman Dahl say?']
    """
    joined = _JOINED.match(english.rstrip(" ?"))
    if joined is None:
        return []
    asked, more = _COMPARES.sub("", joined["asked"]), joined["more"]
    if _SAID.search(asked):
        return [f"What did {joined[side]} say{more}?" for side in "ab"]
    if _BARE.match(asked):
        return [f"What was the outcome of {joined[side]}{more}?" for side in "ab"]
    return [f"What is {asked}{joined[side]}{more}?" for side in "ab"]
