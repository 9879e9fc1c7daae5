"""Names and noun phrases of a question that something else can take the place of."""

from __future__ import annotations

import re

from assistant.words.clauses import clause_of, noun_phrase
from assistant.words.grammar import HEADS
from assistant.words.kinds import kind_of_noun
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.mentions import Mention, mentions

_PAIR = re.compile(r"[A-Z][\w.]*[-–][A-Z][\w.]*")
_NOUN_BEHIND = re.compile(rf"(?i:(?: [a-z]+){{0,2}}? (?:{'|'.join(sorted(HEADS))})s?\b)")


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


def with_article(question: str, mention: Mention) -> str:
    """The name, with "the" where the question says so; of a pair with what is between the two.

    >>> with_article("Who came to the Peru-Chile talks?", Mention("Peru-Chile", "thing", 16))
    'the Peru-Chile talks'
    """
    before = question[: mention.start].casefold()
    name = mention.text
    if _PAIR.fullmatch(name) and (noun := _NOUN_BEHIND.match(question, mention.end)):
        name += noun.group()
    return f"the {name}" if before.endswith("the ") else name


def with_owner(question: str, noun: str) -> str:
    """The noun with what it belongs to, where that is a name: "the head of Acme"."""
    behind = question[question.find(noun) + len(noun) :].rstrip("?!. ").split()
    if behind[:1] != ["of"] or len(behind) == 1:
        return noun
    of = behind[1 : 1 + max(noun_phrase(behind[1:]), 1)]
    named = any(word[:1].isupper() for word in of)
    return f"{noun} of {' '.join(of)}" if named else noun
