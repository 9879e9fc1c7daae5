"""How many there were is asked, and the number told counts something else."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.validation.told import Check, Told
from assistant.words.clauses import clause_of
from assistant.words.same_things import countries, things

_HOW_MANY = re.compile(r"^\W*(?:and |so |but |exactly |about )*how many (?!percent)", re.IGNORECASE)
_LONGEST_NOUN = 3
"""Words of a noun that is counted; more of them are no plain count."""

_OF_COUNTRY = re.compile(r"\b[Hh]ow many (?P<country>[A-Z]\w+(?: [A-Z]\w+)?) [a-z]+")
_PHRASE_ENDS = re.compile(r"[,.;]| and ")
_PHRASE_LONGEST = 40
"""Characters after a number in which it is said what it counts."""


def _counts_others(question: Question, told: Told) -> bool:
    """The sentences do not tell of what is counted: "around 50 attendees" are no companies."""
    noun = clause_of(question.reads).noun.split()
    asks = _HOW_MANY.search(question.reads) and told.words and not question.english
    if not (asks and noun) or len(noun) > _LONGEST_NOUN or told.tells(noun[-1]):
        return False
    counted = set(things(noun[-1]))
    return not any(counted & set(things(said)) for said in told.sentences)


def _counts_of_another_country(question: Question, told: Told) -> bool:
    """What is counted belongs to another country: "161 Korean companies" are no Chinese ones."""
    asked = _OF_COUNTRY.search(question.reads)
    at = told.best.find(told.words) if told.words else -1
    if asked is None or at < 0:
        return False
    behind = told.best[at : at + len(told.words) + _PHRASE_LONGEST]
    here, there = countries(_PHRASE_ENDS.split(behind)[0]), countries(asked["country"])
    return bool(here and there) and not here & there


COUNTS: tuple[Check, ...] = (
    _counts_others,
    _counts_of_another_country,
)
