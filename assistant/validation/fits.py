"""All checks together."""

from __future__ import annotations

from assistant.asked.question import Question
from assistant.validation.counts import COUNTS
from assistant.validation.deeds import DEEDS
from assistant.validation.people import PEOPLE
from assistant.validation.texts import TEXTS
from assistant.validation.times import TIMES
from assistant.validation.told import Told

CHECKS = (*TIMES, *COUNTS, *PEOPLE, *DEEDS, *TEXTS)


def fits(question: Question, told: Told) -> bool:
    """Whether nothing shows that the sentences tell something else than is asked.

    Of a question in Korean its English words are looked at.
    """
    return not any(objects(question, told) for objects in CHECKS)
