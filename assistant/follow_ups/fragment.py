"""Scraps of questions, to be read after a whole one: "And in Japan?", "Since when?"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.words.clauses import clause_of, folded, is_verb, question_words, without_lead
from assistant.words.grammar import ASKING, DETERMINERS, PREPOSITIONS, PRONOUNS, REQUESTS, TAILS
from assistant.words.patterns import any_case

LONGEST_FRAGMENT = 8
"""Words; a longer text without a verb is no answerless scrap of a question."""

_ANYBODY = any_case(r"^(?:any|some)(?:one|body) else\b")
_ANYTHING = any_case(r"^(?:any|some)thing else\b")
# "And the one with China?", "And anyone from Hyundai?": the preposition says where it belongs.
_ONE_WITH = any_case(
    r"^(?:any(?:one|body)|(?:(?:at|in|from|of|for|on) )?(?:the|that) ones?) "
    rf"(?=(?:{'|'.join(sorted(PREPOSITIONS))}) )"
)
_ABOUT = any_case(r"^(?:what|how) about\b\s*")


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was typed, without what needs no saying.

    Attributes:
        asking: asking words with their noun ("In which city"); empty where something is named.
        preposition: before the phrase ("in"); often empty.
        phrase: what is named ("Japan", "the commercial ones"), or what follows the asking words.
    """

    asking: str
    preposition: str
    phrase: str


def fragment_of(question: str) -> Fragment | None:
    """The parts of a question that is no whole one; None where it is.

    >>> fragment_of("And in Japan?"), fragment_of("Since when?")
    (Fragment(asking='', preposition='in', phrase='Japan'), \
Fragment(asking='Since when', preposition='', phrase=''))
    >>> fragment_of("What documents do you hold?") is None
    True
    """
    text = _ANYBODY.sub("who else", _ANYTHING.sub("what else", without_lead(question)))
    text = _ONE_WITH.sub("", _ABOUT.sub("", text))
    led = text != question.strip()
    words = question_words(text)
    if not words or len(words) > LONGEST_FRAGMENT or folded(words[0]) in REQUESTS:
        return None
    if any(map(is_verb, words)):
        return None
    clause = clause_of(text)
    if clause.wh:
        return _asking(clause.wh, clause.noun, clause.rest)
    if any(folded(word) in PRONOUNS - DETERMINERS for word in words):
        return None
    if folded(words[0]) in PREPOSITIONS:
        return Fragment("", folded(words[0]), " ".join(words[1:])) if words[1:] else None
    # "Samsung?" alone is one too; "Hello" is not, nor is a sentence without a question mark.
    named = question.rstrip().endswith("?") and len(words) <= 4
    return Fragment("", "", " ".join(words)) if led or named else None


def _asking(wh: str, noun: str, rest: str) -> Fragment | None:
    """Asking words with at most a noun; None where a verb may follow them ("Who cooks?")."""
    behind = [word for word in f"{noun} {rest}".split() if folded(word) not in TAILS]
    asked = next(folded(word) for word in wh.split() if folded(word) in ASKING)
    led = folded(wh.split()[0]) in PREPOSITIONS
    if behind and (asked in {"who", "whom", "when", "where", "why"} or wh.casefold() == "how"):
        return None
    foreign = {folded(word) for word in behind} & (PREPOSITIONS | PRONOUNS) - {"of"}
    if foreign or len(behind) > (4 if led else 3):
        return None
    return Fragment(" ".join(f"{wh} {noun} {rest}".split()), "", "")
