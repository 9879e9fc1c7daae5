"""How many there were is asked, and the number told counts something else."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.validation.told import Check, Told
from assistant.words.same_things import countries, countries_behind

_OF_COUNTRY = re.compile(r"\b[Hh]ow many (?P<country>[A-Z][\w.]+(?: [A-Z][\w.]+)?) [a-z]+")


def _counts_of_another_country(question: Question, told: Told) -> bool:
    """What is counted belongs to another country: "161 Korean companies" are no Chinese ones."""
    asked = _OF_COUNTRY.search(question.reads)
    theirs = countries(asked["country"]) if asked else set()
    at = told.best.find(told.words) if told.words else -1
    if not theirs or at < 0:
        return False
    here = countries_behind(told.best, at) or countries(told.best)
    return bool(here) and not theirs & here


COUNTS: tuple[Check, ...] = (_counts_of_another_country,)
