"""The parts of an English question, by word order alone: what is asked, and about what.

Good for the plain questions that people type; where it cannot tell, it says so with empty parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.words.grammar import (
    ASKING,
    AUXILIARIES,
    BE,
    BOUNDARIES,
    DETERMINERS,
    IRREGULAR_PASTS,
    MODAL,
    PREPOSITIONS,
    PRONOUNS,
)
from assistant.words.patterns import any_case

_LEADING = any_case(r"^(?:(?:and|but|so|then|ok|okay|well|now|also|or)\b[\s,]*)+")
_BRACKETS = re.compile(r"\(.*\)")
_TOKEN = re.compile(r"[^\s?!]+")
_CONTRACTED = any_case(r"\b(who|what|where|when|how|why)['’]s\b")
_NO_PASTS = frozenset(("hundred", "sacred", "naked", "wicked", "united"))


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of a question; "What did China install there?" gives the examples.

    Attributes:
        wh: the asking words, with a preposition before them ("What"); empty for yes or no.
        noun: what they ask for ("companies" in "Which companies"); often empty.
        auxiliary: "did"; empty where the wh-phrase is the subject ("Who wrote it?").
        subject: "China"; empty where the wh-phrase is the subject.
        rest: "install there", the verb first where the auxiliary is no form of "be".
    """

    wh: str
    noun: str
    auxiliary: str
    subject: str
    rest: str

    @property
    def asks(self) -> str:
        """The asking word itself, folded, without its preposition.

        >>> clause_of("In which city did they meet?").asks
        'which'
        """
        words = [word for word in self.wh.casefold().split() if word in ASKING]
        return words[0] if words else ""


def without_lead(text: str) -> str:
    """`text` without the "And", "But", "So" that it begins with.

    >>> without_lead("And then, when?")
    'when?'
    """
    return _LEADING.sub("", text, count=1).lstrip()


def upper_first(text: str) -> str:
    """`text` with a capital at its start, the others as they are.

    >>> upper_first("who met in Nara?")
    'Who met in Nara?'
    """
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """`text` with a small letter at its start."""
    return text[:1].lower() + text[1:]


def without_brackets(text: str) -> str:
    """`text` without what stands in brackets: what an earlier question was about.

    >>> without_brackets("When did they meet? (the summit in Peru)")
    'When did they meet? '
    """
    return _BRACKETS.sub("", text)


def question_words(text: str) -> list[str]:
    """The words of a question, punctuation within kept, question mark and full stop left out.

    >>> question_words("Who met, in the U.S.?"), question_words("What's new?")
    (['Who', 'met,', 'in', 'the', 'U.S.'], ['What', 'is', 'new'])
    """
    words = _TOKEN.findall(_CONTRACTED.sub(r"\1 is", text))
    if words and words[-1].endswith(".") and words[-1].count(".") == 1:
        words[-1] = words[-1][:-1]
    return [word for word in words if word]


def folded(word: str) -> str:
    """A word as the lists of this module hold it; the US is none of us.

    >>> folded("Us,"), folded("US")
    ('us', 'US')
    """
    bare = word.strip(",;:.")
    return bare if bare == "US" else bare.casefold()


def clause_of(question: str) -> Clause:
    """The parts of `question`.

    >>> clause_of("Which Japanese imports does South Korea restrict?")
    Clause(wh='Which', noun='Japanese imports', auxiliary='does', subject='South Korea', \
rest='restrict')
    >>> clause_of("Who heads LG Group?")
    Clause(wh='Who', noun='', auxiliary='', subject='', rest='heads LG Group')
    """
    words = question_words(without_lead(question))
    asking, words = _asking_words(words)
    noun: list[str] = []
    if asking:
        noun, words = _noun(words, folded(asking[-1]))
    auxiliary = ""
    if words and folded(words[0]) in AUXILIARIES:
        auxiliary, words = words[0], words[1:]
    wh_is_subject = bool(asking) and (not auxiliary or _begins_with_verb(words))
    size = 0 if wh_is_subject or not auxiliary else _subject_size(words, folded(auxiliary))
    return Clause(
        " ".join(asking),
        " ".join(noun),
        auxiliary,
        " ".join(words[:size]),
        " ".join(words[size:]),
    )


def is_verb(word: str) -> bool:
    """Whether `word` is an auxiliary, or by its form most likely a past tense.

    >>> [is_verb(word) for word in ("signed", "hosted", "United", "hundred", "need")]
    [True, True, False, False, False]
    """
    low = folded(word)
    if low in AUXILIARIES or low in IRREGULAR_PASTS:
        return True
    past = low.endswith("ed") and not low.endswith("eed") and len(low) > 3
    return past and word[0].islower() and low not in _NO_PASTS


def noun_phrase(words: list[str]) -> int:
    """How many of `words` form a phrase that starts with a determiner.

    >>> noun_phrase("the business forum in Beijing".split())
    3
    """
    size = 1
    while size < len(words) and folded(words[size]) not in BOUNDARIES and size < 6:
        size += 1
        if words[size - 1][-1] in ",;:":
            break
    return size


def _asking_words(words: list[str]) -> tuple[list[str], list[str]]:
    """The asking words at the start, with a preposition before them, and what follows."""
    first = 0
    if len(words) > 1 and folded(words[0]) in PREPOSITIONS:
        first = 1
    if first >= len(words) or folded(words[first]) not in ASKING:
        return [], words
    end = first + 1
    if folded(words[first]) == "how" and end < len(words):
        # "How many", "How long", but not "How did".
        end += folded(words[end]) not in BOUNDARIES and not is_verb(words[end])
    return words[:end], words[end:]


def _noun(words: list[str], asked: str) -> tuple[list[str], list[str]]:
    """The noun phrase that the asking words belong to, and what follows."""
    if asked in {"who", "whom", "when", "where", "why", "how"}:
        return [], words
    if asked == "what" and not any(folded(w) in AUXILIARIES for w in words[1:]):
        return [], words
    size = 0
    while size < len(words) and not is_verb(words[size]):
        if folded(words[size]) in PRONOUNS | DETERMINERS:
            break
        size += 1
    return words[:size], words[size:]


def _begins_with_verb(words: list[str]) -> bool:
    """Whether no subject follows: "Who was invited", "How many were signed in Beijing"."""
    if not words:
        return True
    first = folded(words[0])
    participle = is_verb(words[0]) and first not in AUXILIARIES
    return participle or first in PREPOSITIONS | MODAL | BE


def _subject_size(words: list[str], auxiliary: str) -> int:
    """How many of the words after the auxiliary are the subject."""
    if not words:
        return 0
    if folded(words[0]) in PRONOUNS and folded(words[0]) not in DETERMINERS:
        return 1
    if words[0][0].isupper():
        size = _capitalised(words)
        if words[size - 1].endswith(("'s", "’s", "s'", "s’")):
            return min(size + 1 + (auxiliary in BE), len(words))
        return size
    size = noun_phrase(words)
    if (
        auxiliary not in BE and size > 2 and words[size - 1][0].islower()
    ):  # the verb follows: "the delegation sign"
        plural = [n for n in range(1, size) if _is_plural(words[n])]
        size = plural[0] + 1 if plural and plural[0] < size - 1 else size - 1
    if auxiliary in BE:
        least = 1 + (folded(words[0]) in DETERMINERS)  # "the cost"
        while size > least and is_verb(words[size - 1]):  # "the agreement signed"
            size -= 1
    return size


def _capitalised(words: list[str]) -> int:
    size = 0
    while size < len(words):
        word = folded(words[size])
        if (
            words[size][0].isupper()
            or word[:1].isdigit()
            or (
                word in {"and", "of", "or", "the"}
                and words[size + 1 :]
                and (
                    words[size + 1][0].isupper()
                    or (folded(words[size + 1]) == "the" and words[size + 2 : size + 3] != [])
                )
            )
        ):
            size += 1
        else:
            break
    return max(size, 1)


def _is_plural(word: str) -> bool:
    low = folded(word)
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
