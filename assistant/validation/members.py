"""Which countries or firms belong to something is asked, and the sentences name none, or one."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.validation.told import Check, Told, any_of
from assistant.words.mentions import mentions
from assistant.words.patterns import any_case
from assistant.words.same_things import countries

_ASKS_MEMBERS = any_case(
    r"\b(?:which|what|who|list|name)\b(?!.*\bnot\b).*\b(?:"
    r"members\b(?! of (?:his|her|the delegation))|"
    r"member (?:countries|states|economies|nations|firms|companies)\b|"
    r"(?:countries|states|economies|nations|firms|companies) "
    r"(?:belong to|are (?:in|part of)|make up|form)\b)"
)
_OF_COUNTRIES = any_of("countries|states|economies|nations")
# "It leaves out Peru", "Chile's bid to join": these are no members.
_NO_MEMBERS = re.compile(
    r"\b(?:exclud\w+|without|except\w*|other than|leav\w+ out)\b[^;.]*|"
    r"\b[\w.]+-(?:absent|free|less)\b|"
    r"\b[\w.’']+(?: \w+)?[’']s (?:accession|entry|application|bid)\b"
)


def _no_two_members(question: Question, told: Told) -> bool:
    """Not two are named besides those that do not belong to it."""
    if not _ASKS_MEMBERS.search(question.reads):
        return False
    said = _NO_MEMBERS.sub(" ", " ".join(told.sentences))
    if _OF_COUNTRIES.search(question.reads):
        return len(countries(said)) < 2
    asked = question.reads.casefold()
    return len({m.text for m in mentions(said) if m.text.casefold() not in asked}) < 2


MEMBERS: tuple[Check, ...] = (_no_two_members,)
"""The one check of members."""
