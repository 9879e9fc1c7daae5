"""An earlier question with its answer, and what of that can stand for a word that points back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.readers.reading import Place
from assistant.words.clauses import folded, is_verb
from assistant.words.grammar import DETERMINERS, NO_NOUNS, NUMBERS, PREPOSITIONS, PRONOUNS
from assistant.words.kinds import is_adjective, kind_words
from assistant.words.patterns import any_case

LONGEST_STAND_IN = 8
"""Words; a longer short answer does not take a pronoun's place."""

_PLURAL = any_case(
    r"(?:(?-i:(?<![isu]))(?<!\bnew)(?<!\bserie)(?<!headquarter)s|people|children|men|media|memoranda)$"
    r"|\band\b|;|^(?:two|three|four|five|six|\d+)\b"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and what came of it.

    Attributes:
        question: as it was understood.
        short_answer: as told; None where there was none.
        texts: sentences cited and passages found, from which names are known.
        said: where the words told as short answer stand, for "Who else?".
        known: whether the documents speak of what was asked at all.
    """

    question: str
    short_answer: str | None = None
    texts: tuple[str, ...] = ()
    said: tuple[Place, ...] = ()
    known: bool = True


def is_several(noun: str) -> bool:
    """Whether a noun phrase speaks of more than one.

    >>> [is_several(n) for n in ("the diggers", "the MOUs", "the analysis", "the news")]
    [True, True, False, False]
    """
    return bool(_PLURAL.search(noun))


def told_by(turn: Turn) -> str:
    """The short answer where it can stand in a sentence as a noun, else nothing."""
    told = re.sub(r"\s*\([^)]*\)?", "", (turn.short_answer or "").split("; ")[0]).strip(" ,.“”")
    words = [folded(word) for word in told.split()]
    if words and all(word.isdigit() or word in NUMBERS for word in words):
        return ""
    noun = words and not any(is_verb(word) or word in PRONOUNS - DETERMINERS for word in words)
    if not noun or len(words) > LONGEST_STAND_IN or words[0] in NO_NOUNS or is_adjective(told):
        return ""
    # "Remove one of the pieces", "test the water": something done.
    opens_noun = DETERMINERS | NUMBERS
    if len(words) > 1 and words[1] in opens_noun and words[0] not in opens_noun | PREPOSITIONS:
        return ""
    # "President Xi, President": cut in the middle of an enumeration.
    return "" if words[-1] in kind_words().titles and len(words) > 1 else told


def all_told(turn: Turn) -> str:
    """All that the short answer lists, joined by "and"; else what `told_by` gives."""
    each = (turn.short_answer or "").split("; ")
    told = [told_by(replace(turn, short_answer=one)) for one in each]
    if not all(told) or len(told) == 1:
        return told_by(turn)
    return f"{', '.join(told[:-1])} and {told[-1]}"
