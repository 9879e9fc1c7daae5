"""What "the other two" and "the one in Lima" are: the noun of an earlier question says it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.follow_ups.fragment import fragment_of
from assistant.follow_ups.slots import noun_slots
from assistant.follow_ups.turn import Turn, is_several
from assistant.words.clauses import clause_of
from assistant.words.grammar import PREPOSITIONS
from assistant.words.patterns import any_case

_OTHERS = any_case(r"\bthe (?:other|remaining) (?:two|three|four|five)\b(?=\W*$)")
_ONE = any_case(rf"\b(?:the|that) one(?= (?:{'|'.join(sorted(PREPOSITIONS))}) )")
_DETERMINER = any_case(r"^(?:the|these|those|its|their|an?) ")


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
