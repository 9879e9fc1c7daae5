"""What stands beside a sentence and explains it: "This may be due to the weather."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ranking.rank import Candidate, place_of
from assistant.readers.reading import Place
from assistant.words.patterns import any_case

_APART = 2
"""Characters, at most, between a sentence and the next one of its paragraph."""

_GOES_ON = re.compile(r"(?:Most notably|Most importantly|In particular|Above all|Chief among)\b")
_IS_REASON = re.compile(
    r"(?:This|That|It|These|Both) [^.;]{0,40}?\b(?:due to|because|owing to|thanks to|explained by|"
    r"results? (?:of|from)|resulted from|stems? from)\b|"
    r"(?:The|One|A|Its) (?:[a-z]+ )?(?:reason|cause)s? (?:was|were|is|are|for|lay|lies)\b"
)
_FOLLOWS = any_case(
    r"\b(?:therefore|thus|hence|consequently|accordingly|as a result|for this reason)\b"
)
_WHAT_IS = any_case(
    r"^\W*(?:and |so |but )?what(?: (?:is|was|are|were|does|do)|['’]s) (?:meant by )?(?:the |an? )?"
    r"[“\"]?(?P<thing>[^,?”\"]+?)[”\"]?(?: mean| stand for)?\W*$"
)
_ASKS_WORDS = any_case(
    r"\bwhat\b.*\b(?:say|said|tell|told|promised?|offer(?:ed)?|assured?|pledged?|express(?:ed)?)\b"
)
_SAID_BESIDES = re.compile(
    r"(?:He|She|They) (?:further|also|added|went on|said|asked|argued|called|warned|stressed|"
    r"noted)\b"
)
MORE_SAID = 0.9
"""What goes on from the best sentence is worth such a share of it."""

_ONE_SIDE = re.compile(r"On (?:the )?one hand\b")
_OTHER_SIDE = re.compile(r"On the other hand\b")
TWO_SIDES = 6
"""Sentences, at most, from one hand to the other."""


def with_reason(chosen: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The sentences chosen, ahead of them that behind the best one which gives its reason.

    "The talks failed. This may be due to the weather." Behind "The outcome was mixed." its two
    sides give it.
    """
    best = chosen[0]
    if _FOLLOWS.search(best.text):  # the reason stands before what follows from it
        return _once([*(c for c in candidates if _is_next(c, best)), *chosen])
    following = _behind(best, candidates)
    if following is None:
        return chosen
    if _IS_REASON.match(following.text):
        return _once([replace(following, score=best.score), *chosen])
    if _ONE_SIDE.match(following.text):
        later = (c for c in candidates if c.doc_id == best.doc_id and c.span > following.span)
        near = sorted(later, key=lambda c: c.span)[: TWO_SIDES - 1]
        others = [c for c in near if _OTHER_SIDE.match(c.text)][:1]
        return _once([best, following, *others, *chosen[1:]])
    return _once([best, following, *chosen[1:]]) if _GOES_ON.match(following.text) else chosen


def thing_defined(question: str) -> str:
    """The thing that a question wants to have defined; empty where it wants something else.

    >>> thing_defined("What was the “river day”?"), thing_defined("What did they do there?")
    ('river day', '')
    >>> thing_defined("And what does firn mean?")
    'firn'
    """
    asked = _WHAT_IS.match(question)
    return asked["thing"] if asked else ""


def with_explanation(
    question: str, chosen: list[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The sentences chosen, and behind one that ends in the thing to be defined what explains it.

    "The best of it was the river day. They all went swimming."
    """
    best, thing = chosen[0], thing_defined(question)
    if not thing or not re.search(rf"\b{re.escape(thing)}\W*$", best.text, re.IGNORECASE):
        return chosen
    behind = _behind(best, candidates)
    return _once([best, behind, *chosen[1:]]) if behind else chosen


def with_more_said(
    question: str, chosen: list[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The sentences chosen, and behind each what the same person said besides.

    "Ann praised the river. She also offered help."
    """
    if not _ASKS_WORDS.search(question):
        return chosen
    told: list[Candidate] = []
    for c in chosen:
        told.append(c)
        behind = _behind(c, candidates)
        if behind and _SAID_BESIDES.match(behind.text):
            told.append(replace(behind, score=max(behind.score, MORE_SAID * c.score)))
    return _once(told)


def _behind(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    return next((c for c in candidates if _is_next(best, c)), None)


def _is_next(one: Candidate, other: Candidate) -> bool:
    """Whether the other one is the sentence right behind, in the same paragraph."""
    return one.doc_id == other.doc_id and 0 <= other.span.start - one.span.end <= _APART


def _once(told: Sequence[Candidate]) -> list[Candidate]:
    once: dict[Place, Candidate] = {}
    for candidate in told:
        once.setdefault(place_of(candidate), candidate)
    return list(once.values())
