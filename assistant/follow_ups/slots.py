"""Names and noun phrases of a question that something else can take the place of."""

from __future__ import annotations

import re

from assistant.words.clauses import clause_of, noun_phrase
from assistant.words.kinds import kind_of_noun
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.mentions import Mention, mentions


def noun_slots(question: str) -> list[str]:
    """The noun phrases of a question that begin with "the", "a" or "its" and end in no name.

    >>> noun_slots("How many people attended the business forum in the CPTPP?")
    ['the business forum']
    """
    return [slot.text for slot in slots_of(question, NOTHING_KNOWN) if slot.text[0].islower()]


def slots_of(before: str, known: KnownNames) -> list[Mention]:
    """Names and noun phrases of a question that something else can take the place of."""
    found = mentions(before, known)
    subject = clause_of(before).subject
    for match in re.finditer(r"\b(?:the|an?|his|her|its|their)\s+", before, re.IGNORECASE):
        words = before[match.start() :].rstrip("?!. ").split()
        text = " ".join(words[: noun_phrase(words)]).rstrip(",;")
        if text.startswith(subject) and subject:
            text = subject  # "the delegation sign": the verb is not part of it
        inside = [m for m in found if match.start() <= m.start < match.start() + len(text)]
        if inside and text.endswith(inside[-1].text):
            continue  # "the CPTPP": the name is the slot
        found.append(Mention(text, kind_of_noun(text), match.start()))
    return sorted(found, key=lambda m: m.start)
