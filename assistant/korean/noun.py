"""The noun of a Korean question that is being read, with all that describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.korean.english_clause import EnglishClause, Phrase, Verb
from assistant.korean.numbers import MONTHS

_OF_SOMETHING = frozenset(("name", "title", "list", "amount", "contents"))
"""What describes "hotel name" describes the hotel."""

_DATE = re.compile(rf"(?:{'|'.join(MONTHS)}|(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a Korean question.

    Attributes:
        english: what it is; empty for a word that only binds or asks.
        tail: what follows it within its word, or the whole of a word that only binds or asks; None
            where the next part stands in the same word.
        is_name: whether it names somebody or something.
        is_verb: whether it is a verb by itself, without an ending.
        describes: whether it is one that describes the next noun.
        counts: whether it asks how many there are: "how many years"; empty where the question
            names what is counted before it or after it.
        asks: whether it is asked which: "어느 나라" is one form.
        act: what it is where it is a verb: "join", of an accession.
    """

    english: str
    tail: str | None
    is_name: bool = False
    is_verb: bool = False
    describes: bool = False
    counts: bool = False
    asks: bool = False
    act: str = ""


class Noun:
    """What Korean says before a noun and with it, until a particle says what the noun does.

    Attributes:
        parts: those of the noun itself.
        before: English that stands before it.
        behind: English phrases that stand behind it, the last one first.
        clause: describes it.
        which: asks for it: "what", "how many"; empty where it is not asked for.

    >>> noun = Noun()
    >>> noun.parts.append(Part("certificate", "의"))
    >>> list(noun.closed("of"))
    []
    >>> noun.parts.append(Part("contents", "은"))
    >>> [phrase.text for phrase in noun.closed("topic")]
    ['contents of certificate']
    """

    def __init__(self) -> None:
        self._pair: Phrase | None = None  # waits for the second of two: "and"
        self._begin()

    def _begin(self) -> None:
        """The next noun, of which nothing is known."""
        self.parts: list[Part] = []
        self.before: list[str] = []
        self.behind: list[str] = []
        self.clause: EnglishClause | None = None
        self.which = ""
        self._asks = False

    def describe(self, args: tuple[Phrase, ...], verb: Verb) -> None:
        """A clause of `args` and `verb` describes it, or the verb alone."""
        if self.clause:
            self.behind.append(self.clause.describing())
            self.clause = None
        if args:
            self.clause = EnglishClause(args, verb)
        else:
            self.before.append(verb.english)

    def closed(self, role: str) -> Iterator[Phrase]:
        """The phrases that are complete with it; none where it describes or waits for the next.

        Args:
            role: what its particle says that it does, see `Phrase`; also "of" and "and".
        """
        if not self.parts:
            return
        if self.clause and len(self.parts) > 1 and self.parts[-1].english in _OF_SOMETHING:
            last = self.parts.pop()
            yield from self.closed("of")
            self.parts.append(last)
        phrase = Phrase(
            role,
            " ".join(part.english for part in self.parts),
            self.parts[0].is_name,
            tuple(self.before),
            tuple(reversed(self.behind)),
            self.clause,
            self.which,
            self._asks,
        )
        self._begin()
        if self._pair and self._pair.is_name != phrase.is_name:
            yield from self.left_pair()  # "중국과 협력": no two of a kind
        if self._pair:
            both = f"{self._pair.text} and {phrase.bare}"
            phrase = replace(phrase, head=both, before=(), behind=(), asked="")
            self._pair = None
        if role == "and":
            self._pair = phrase
        elif role == "of":
            self.behind.append(f"of {phrase.text}")
            self._asks = bool(phrase.asked) or phrase.asks
        elif role == "at" and is_date(phrase.head):
            yield replace(phrase, role="on")
        else:
            yield phrase

    def left_pair(self) -> Iterator[Phrase]:
        """What waited for a second noun stands with the verb."""
        if self._pair:
            pair, self._pair = self._pair, None
            yield replace(pair, role="with")


def is_date(english: str) -> bool:
    """Whether what was looked up begins with a month or a year.

    >>> is_date("January 13"), is_date("2026"), is_date("summit")
    (True, True, False)
    """
    return bool(_DATE.match(english))
