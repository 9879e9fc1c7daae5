"""English phrases and clauses of what was found in another language, and questions made of them.

The forms of verbs stay as the documents have them ("did Lee attended"): who reads them does not
mind, and a wrong guess at another form would be looked for in vain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.words.mentions import kind_of_name
from assistant.words.same_things import countries

ADVERBS = frozenset(("when", "where", "why", "how", "how long"))
SUBJECTS = ("topic", "subject")
_WITHOUT_PREPOSITION = (*SUBJECTS, "object", "is", "adverb")

_SAYS_NO_MORE = {
    "why": frozenset(("reason",)),
    "when": frozenset(("date", "day", "timing", "time", "year", "period")),
    "where": frozenset(("place", "venue")),
}
"""Nouns that say no more than the asking word: "the reason for which" is "why"."""

_ORGANISATIONS = frozenset(
    str.split(
        "company companies firm firms group agency institution partner ministry university side"
    )
)
"""Asked for with "where" in Korean."""


# "Red Sea buoys": those in the Red Sea.
_PLACED = re.compile(r"(?P<place>[A-Z]\w*(?: [A-Z]\w*)*) (?P<what>[a-z][\w ]*)")


class Verb(NamedTuple):
    """What is done, and whether it is done to the subject."""

    english: str
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with all that describes it.

    Attributes:
        role: what it does in its clause: topic, subject, object, is (said of the subject), adverb,
            or its preposition.
        head: the noun.
        is_name: whether it names somebody or something.
        before: what describes it and stands before it.
        behind: the same behind it.
        clause: one that describes it.
        asked: the word that asks for it, "who" by itself or "which" with the noun.
        asks: whether a noun that describes it is asked for: "partner of which company".
    """

    role: str
    head: str
    is_name: bool = False
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    clause: EnglishClause | None = None
    asked: str = ""
    asks: bool = False

    @property
    def bare(self) -> str:
        """Without the clause that describes it."""
        return joined(self.asked, *self.before, self.head, *self.behind)

    @property
    def text(self) -> str:
        """All of it, without its preposition."""
        return joined(self.bare, self.clause.describing() if self.clause else "")


@dataclass(frozen=True, slots=True)
class EnglishClause:
    """A verb with the phrases that belong to it."""

    args: tuple[Phrase, ...]
    verb: Verb

    def said(self) -> str:
        """As a plain sentence."""
        subjects = self._texts(*SUBJECTS)
        was = "was" if self.verb.passive and subjects else ""
        return joined(subjects, was, self.verb.english, self._texts("object"), self._others())

    def describing(self) -> str:
        """As it stands behind the noun that it describes.

        >>> EnglishClause((Phrase("in", "Nara"),), Verb("signed", passive=True)).describing()
        'signed in Nara'
        >>> EnglishClause((Phrase("subject", "Lee"),), Verb("signed")).describing()
        'that Lee signed'
        """
        plain = self.verb.passive and self.gap() == "subject"
        return self.said() if plain else f"that {self.said()}"

    def gap(self) -> str:
        """The role that nothing in it plays: that of the noun it describes."""
        if not self._texts(*SUBJECTS):
            return "subject"
        return "other" if self.verb.passive or self._texts("object") else "object"

    def asked(self, asking: str, role: str, past: bool) -> str:
        """As a question for something that plays `role` in it and is no part of it."""
        subjects, objects, others = self._texts(*SUBJECTS), self._texts("object"), self._others()
        is_, does = ("was", "did") if past else ("is", "does")
        verb, passive = self.verb
        if role in SUBJECTS and not subjects:
            return joined(asking, is_ * passive, verb, objects, others)
        if passive or (asking and not subjects):
            return joined(asking, is_, subjects, objects, verb, others)
        if verb == "agreed" and asking and not objects:
            verb = "agree on"  # "What did they agreed?" finds other sentences
        return joined(asking, does, subjects, verb, objects, others)

    def _texts(self, *roles: str) -> str:
        return joined(*(arg.text for arg in self.args if arg.role in roles))

    def _others(self) -> str:
        return with_prepositions(arg for arg in self.args if arg.role not in (*SUBJECTS, "object"))


def question(asking: str, args: Sequence[Phrase], verb: Verb | None, past: bool) -> str:
    """A question about phrases, without its mark.

    Args:
        asking: asks where none of the phrases does; "did" asks whether.
        args: in the order of what was asked.
        verb: None where something is said to be something.
        past: whether it is asked about the past.

    >>> lee, summit = Phrase("subject", "Lee"), Phrase("topic", "summit")
    >>> question("did", [lee, Phrase("in", "Nara")], Verb("speak"), past=True)
    'did Lee speak in Nara'
    >>> question("what", [summit, Phrase("is", "", asked="where")], None, past=False)
    'where is summit'
    """
    asked = next((arg for arg in args if arg.asked or arg.asks), None)
    rest = [arg for arg in args if arg is not asked]
    if verb and asked:
        return _asked_of_verb(asked, EnglishClause(tuple(rest), verb), past)
    if verb:
        clause = EnglishClause(tuple(rest), verb)
        if asking == "did":
            return clause.asked("", "", past)
        return clause.asked(asking, "adverb" if asking in ADVERBS else clause.gap(), past)
    if asked and asked.head and asked.role != "is":
        return _counted(asked, rest, past)
    first = next((arg for arg in rest if arg.role in SUBJECTS), next(iter(rest), None))
    if first is None:
        return asked.bare if asked else asking
    others = [arg for arg in rest if arg is not first]
    if asked:
        return _asked_of_noun(asked.bare, first, others, past)
    if asking == "did":
        return _whether(first, others, past)
    if asking == "why" or first.head in _SAYS_NO_MORE.get(asking, ()):
        return _asked_of_noun(asking, first, others, past)
    is_ = "" if asking.startswith("how m") else _is(past)
    return joined(asking, is_, first.text, with_prepositions(others))


def _asked_of_verb(asked: Phrase, clause: EnglishClause, past: bool) -> str:
    role = clause.gap() if asked.role == "is" else asked.role
    if role == "subject":  # "the forum, who hosted it?"
        args = (replace(a, role="object") if a.role == "topic" else a for a in clause.args)
        clause = replace(clause, args=tuple(args))
    # "At" stands for too many things to be said of what nobody knows yet.
    preposition = "" if asked.role in (*_WITHOUT_PREPOSITION, "at") else asked.role
    return clause.asked(joined(preposition, asked.text), role, past)


def _counted(asked: Phrase, others: Sequence[Phrase], past: bool) -> str:
    """Of things themselves: "how many companies were there", "which companies signed it"."""
    if asked.clause:
        return _of_clause(asked.bare, asked.clause, others, past)
    if told := [arg.text for arg in others if arg.role == "is"]:
        return joined(asked.bare, _is(past), *told)
    there = "were there" if past else "are there"
    placed = _PLACED.fullmatch(asked.head)
    if placed and kind_of_name(placed["place"]) == "place" and not countries(placed["place"]):
        asked, there = replace(asked, head=placed["what"]), f"{there} in {placed['place']}"
    return joined(asked.bare, there, with_prepositions(others))


def _asked_of_noun(asking: str, first: Phrase, others: Sequence[Phrase], past: bool) -> str:
    """Of what is the same: "the companies that signed it were which?" is which of them signed."""
    last_word = first.head.split()[-1].lower() if first.head else ""
    if first.clause:
        alike = next((word for word, nouns in _SAYS_NO_MORE.items() if first.head in nouns), "")
        if asking == "why" or (alike and asking in (alike, "what", "where")):
            return _of_clause(alike or asking, first.clause, others, past)
        if asking == "who" and last_word in ("people", "person"):
            return _of_clause("who", first.clause, others, past)
        which = {"who": "which", "where": "which"}.get(asking, asking)
        if which in ("which", "what", "how many", "how much"):
            return _of_clause(f"{which} {first.bare}", first.clause, others, past)
    if asking == "where" and last_word in _ORGANISATIONS:
        asking = "which"
    is_ = "" if asking == "how many" else _is(past)
    return joined(asking, is_, first.text, with_prepositions(others))


def _of_clause(asking: str, clause: EnglishClause, others: Sequence[Phrase], past: bool) -> str:
    whole = replace(clause, args=(*clause.args, *others))
    return whole.asked(asking, "adverb" if asking in ADVERBS else whole.gap(), past)


def _whether(first: Phrase, others: Sequence[Phrase], past: bool) -> str:
    told = [arg.text for arg in others if arg.role == "is"]
    rest = with_prepositions(arg for arg in others if arg.role != "is")
    return joined(_is(past), "" if told else "there", first.text, *told, rest)


def _is(past: bool) -> str:
    return "was" if past else "is"


def with_prepositions(args: Iterable[Phrase]) -> str:
    """The texts of phrases, those with a preposition behind it."""
    return joined(
        *(a.text if a.role in _WITHOUT_PREPOSITION else f"{a.role} {a.text}" for a in args)
    )


def joined(*texts: str) -> str:
    """Those that say something, with blanks between them."""
    return " ".join(filter(None, texts))
