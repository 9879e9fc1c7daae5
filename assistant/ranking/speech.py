"""What somebody said: "What did Li tell him?" is told by "Premier Li reaffirmed that …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.words.clauses import clause_of, folded
from assistant.words.grammar import DETERMINERS, PRONOUNS, SPEAKING
from assistant.words.kinds import kind_words
from assistant.words.mentions import may_be_person, mentions

_SAID = (
    r"(?:said|says|stated|states|(?:re)?affirm(?:ed|s)|highlight(?:ed|s)|express(?:ed|es)|"
    r"note[ds]|confirm(?:ed|s)|stress(?:ed|es)|emphasi[sz]e[ds]|indicate[ds]|told|"
    r"tells|call(?:ed|s) for|pledge[ds]|promise[ds]|announce[ds]|add(?:ed|s)|explain(?:ed|s)|"
    r"argue[ds]|urge[ds]|warn(?:ed|s)|assure[ds]|declare[ds])"
)
"""Reporting verbs in the forms of a text that tells (Quirk and others 1985, 16.31)."""

_TO_WHOM = DETERMINERS | {"to"} | kind_words().titles

_BETWEEN = 3
"""Words, at most, between a speaker's name or title and what they did."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever speaks.

    Attributes:
        words: of the question, folded; "Premier Li" has two.
        aloud: whether it was said to somebody: what was written is no such thing.
    """

    words: tuple[str, ...]
    aloud: bool = False


def speaker_asked(question: str) -> Speaker | None:
    """The person whose words a question asks for; None where it asks for none, or about what.

    >>> speaker_asked("What did Premier Li tell Lee?")
    Speaker(words=('premier', 'li'), aloud=True)
    >>> speaker_asked("What did Premier Li sign?"), speaker_asked("What did China say?")
    (None, None)
    """
    clause = clause_of(question)
    verb, *more = clause.rest.split() or [""]
    if clause.asks != "what" or clause.noun or folded(verb) not in SPEAKING:
        return None
    if any(word[0].islower() and folded(word) not in _TO_WHOM for word in more):
        return None  # "about trade", "next": what they said first is another thing
    words = tuple(map(folded, clause.subject.split()))
    named = tuple(word for word in words if word not in DETERMINERS | PRONOUNS)
    is_person = any(map(may_be_person, mentions(clause.subject)))
    if not is_person and not set(named) & kind_words().titles:
        return None
    return Speaker(named, aloud=any(word[0].isupper() for word in more))


def tells_words(speaker: Speaker, sentence: str) -> bool:
    """Whether a sentence tells what the speaker said.

    >>> li = Speaker(("premier", "li"))
    >>> tells_words(li, "Premier Li Qiang reaffirmed it."), tells_words(li, "Li met Lee.")
    (True, False)
    """
    names = "|".join(map(re.escape, speaker.words))
    verb = _SAID if speaker.aloud else rf"(?:{_SAID}|wrote|writes)"
    between = rf"(?: [\w’'-]+){{0,{_BETWEEN}}}?"
    return bool(re.search(rf"\b(?:{names})\b{between} {verb}\b", sentence, re.IGNORECASE))
