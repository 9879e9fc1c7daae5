"""What is between two: "the quarrel between Tokyo and Beijing" is told by "the Sino-Japanese rift".

A text on three countries says much about each two of them; what is asked of one pair is not told by
sentences about another, be they as like the question in all other words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.words.mentions import mentions
from assistant.words.same_things import things

_NAME = r"(?:the )?([A-Z][\w.]*(?: [A-Z][\w.]*)?)"
# "The Peru-Chile talks" are no dispute of the two.
_NO_EVENT = r"(?! (?:\w+ )?(?:summit|meeting|talk|forum|roundtable|visit|trip|tour)s?\b)"
_BETWEEN = re.compile(rf"\bbetween {_NAME} and {_NAME}|\b([A-Z]\w+)[-–]([A-Z]\w+)\b{_NO_EVENT}")
_JOINED = re.compile(rf"\b{_NAME}(?: and | and the |[-–]){_NAME}\b{_NO_EVENT}")

Pair = frozenset[str]


def pair_asked(text: str) -> Pair | None:
    """The two between whom something is, where a question asks for that and names nobody else.

    >>> sorted(pair_asked("What about the row between Tokyo and Beijing?") or ())
    ['@china', '@japan']
    >>> pair_asked("What did Tokyo say?") is None
    True
    """
    joined = _BETWEEN.search(text)
    others = joined and mentions(f"{text[: joined.start()]} , {text[joined.end() :]}")
    pair = _pair(joined) if joined and not others else None
    # "The Lee-Xi summit" is a meeting, "the Peru-Chile dispute" is between two.
    of_places = pair is not None and all(one.startswith("@") for one in pair)
    return pair if joined and (of_places or joined.group().startswith("between")) else None


@lru_cache(maxsize=4096)
def names_pair(pair: Pair, text: str) -> bool:
    """Whether a sentence names just these two together.

    >>> names_pair(frozenset(("@china", "@japan")), "It eased the Sino-Japanese rift.")
    True
    """
    return any(_pair(joined) == pair for joined in _JOINED.finditer(text))


def _pair(match: re.Match[str]) -> Pair | None:
    one, other = (things(name) for name in match.groups() if name)
    pair = frozenset((" ".join(one), " ".join(other)))
    return pair if one and other and len(pair) == 2 else None
