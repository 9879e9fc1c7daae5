"""Names and noun phrases of a question that something else can take the place of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.follow_ups.fragment import fragment_of
from assistant.follow_ups.turn import Turn, is_several
from assistant.words.clauses import clause_of, noun_phrase
from assistant.words.grammar import HEADS, PREPOSITIONS
from assistant.words.kinds import kind_of_noun
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.mentions import Mention, mentions
from assistant.words.patterns import any_case

_PAIR = re.compile(r"[A-Z][\w.]*[-–][A-Z][\w.]*")
_NOUN_BEHIND = re.compile(rf"(?i:(?: [a-z]+){{0,2}}? (?:{'|'.join(sorted(HEADS))})s?\b)")
_OTHERS = any_case(r"\bthe (?:other|remaining) (?:two|three|four|five)\b(?=\W*$)")
_ONE = any_case(rf"\b(?:the|that) one(?= (?:{'|'.join(sorted(PREPOSITIONS))}) )")
_DETERMINER = any_case(r"^(?:the|these|those|its|their|an?) ")


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


def with_their_noun(question: str, turns: Sequence[Turn]) -> str:
    """`question` with the noun that it leaves out; as it stands where no question before says it.

    >>> with_their_noun("Where are the other two?", [Turn("Which pacts were signed?")])
    'Where are the other two pacts?'
    >>> with_their_noun("Why does the one from Lima matter?", [Turn("Which mayors did he meet?")])
    'Why does the mayor from Lima matter?'
    """
    if others := _OTHERS.search(question):
        several = next(filter(is_several, _nouns(turns)), "")
        return f"{question[: others.end()]} {several}".rstrip() + question[others.end() :]
    one = None if fragment_of(question) else _ONE.search(question)
    noun = next(iter(_nouns(turns)), None) if one else None
    if one and noun:
        noun = noun.removesuffix("s") if is_several(noun) else noun
        return f"{question[: one.start()]}the {noun}{question[one.end() :]}"
    return question


def _nouns(turns: Sequence[Turn]) -> list[str]:
    """What the earlier questions ask for or about, the last one's first."""
    found = []
    for turn in reversed(turns):
        clause = clause_of(turn.question)
        asked, about = [clause.noun], noun_slots(turn.question)
        # "How many people came to the fair?" is about the fair.
        found += about + asked if clause.asks == "how" else asked + about
    return [_DETERMINER.sub("", noun) for noun in found if noun]
