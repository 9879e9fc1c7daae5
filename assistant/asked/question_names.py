"""The names and numbers of a question, and what stands for a name in a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.words.same_things import same_things
from corpus.document import Span
from index.hangul import HANGUL
from index.lexical import analyze

# A capital after the end of a sentence makes no name.
_NAME_OR_NUMBER = re.compile(r"(?<![.?!:;]\s)(?<=\s)[A-Z][\w’'-]*(?:\.[A-Z]\w*)*|\d[\d.,]*")
# "The THAAD-era ban" names THAAD alone.
_BEHIND_NAME = re.compile(
    r"-(?:era|style|led|based|backed|related|made|born|wide|like|type|run|owned|linked|bound|level)\b"
)
_AS_PLACE = r"\b(?:in|at|near|visit(?:s|ed|ing)?) {}"


_KOREAN_MONTH = re.compile(r"\d+월")  # documents have its name
# "The pact has 12 members" speaks of the pact that the sentence before names.
_POINTS = re.compile(
    r"(?:It|Its|He|She|His|Her|They|Their|This|These|That|Those|Both|The \w+)\b(?! of\b)"
)
_NAME = re.compile(r"(?<=[\s(“])[A-Z][\w’'-]*")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")


def name_tokens(text: str) -> list[str]:
    """The tokens of the names (capitalised, not the first word) and numbers of a question.

    >>> name_tokens("When did Korea join the 12 members of the Korea-U.S. pact?")
    ['korea', '12', 'korea', 'us']
    >>> name_tokens("한중 FTA가 2026년에")
    ['fta', '2026']
    >>> name_tokens("작년 8월 5일")
    ['5']
    >>> name_tokens("Was the THAAD-era ban lifted?")
    ['thaad']
    """
    # A Korean particle is written at the name before it.
    legible = _BEHIND_NAME.sub("", HANGUL.sub(" ", _KOREAN_MONTH.sub(" ", text)))
    return [token for name in _NAME_OR_NUMBER.findall(legible) for token in analyze(name)]


def unknown_names(text: str, knows: Callable[[str], bool]) -> list[str]:
    """The tokens of the names and numbers of a question that the documents do not hold.

    A capital stands for its country, which they may hold by another name; not where something is
    said to be there.

    Args:
        text: the question.
        knows: tells whether the documents hold a token.

    >>> knows = {"lee", "japan"}.__contains__
    >>> unknown_names("Did Lee and Modi ask Tokyo?", knows)
    ['modi']
    >>> unknown_names("Was Lee in Tokyo?", knows)
    ['tokyo']
    """
    return [
        token
        for token in name_tokens(text)
        if not knows(token)
        and (
            re.search(_AS_PLACE.format(re.escape(token)), text.casefold())  # a token is a stem
            or not _country_known(token, knows)
        )
    ]


def _country_known(token: str, knows: Callable[[str], bool]) -> bool:
    """Whether the documents hold a name of the country that `token` stands for."""
    places = same_things().places
    country = places.get(token)
    return country is not None and any(knows(t) for t, named in places.items() if named == country)


@lru_cache(maxsize=4096)
def names_before(text: str, sentence: Span) -> frozenset[str]:
    """The tokens of the names in the sentence before, where this one opens by pointing back.

    Args:
        text: the document's text.
        sentence: in it; the one before stands in the same paragraph.

    >>> text = "Peru wants the ABC. The pact has 12 members."
    >>> sorted(names_before(text, Span(20, len(text)))), names_before(text, Span(0, 19))
    (['abc'], frozenset())
    """
    if not _POINTS.match(sentence.of(text)):
        return frozenset()
    before = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip()
    last = _SENTENCE_ENDS.split(before)[-1]
    return frozenset(analyze(" ".join(_NAME.findall(last))))
