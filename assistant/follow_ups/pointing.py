"""A question with names in the place of its words that point back: "What rank does he have?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.follow_ups.anaphora import OpenWord, open_words, replaced
from assistant.follow_ups.follow_up import (
    JOINED_DOUBT,
    MORE,
    SECOND_DOUBT,
    Sense,
    asks,
    joined,
    topic,
)
from assistant.follow_ups.stand_ins import stand_ins
from assistant.follow_ups.turn import Turn, is_several
from assistant.words.clauses import folded, without_lead
from assistant.words.grammar import FIGURES, POSTS
from assistant.words.kinds import is_title
from assistant.words.known_names import KnownNames
from assistant.words.mentions import kind_of_name
from assistant.words.patterns import any_case
from index.lexical import analyze

OWN_TERMS = 4
"""A question with so many words of its own is not bound by "this deal" alone."""

_OF_PACTS = frozenset(("rules", "terms", "conditions", "provisions"))
_WHO_IS = any_case(r"who (?:is|was) (?:he|she|that)\b\W*$")
_GOING = any_case(r"\b(?:come|came|fly|flew|go|gone|going|went|return|travel)(?:s|ed)? $")


def pointed(question: str, turns: Sequence[Turn], known: KnownNames) -> list[Sense]:
    """Senses with names in the place of the words that point back."""
    words = open_words(question, known)
    if not words or not asks(question):
        return []
    pointing = all(" " in word.text for word in words)
    if pointing and len(set(analyze(question))) >= OWN_TERMS:
        return []
    plain = without_lead(question)
    words = open_words(plain, known)
    choices = {
        word: _fitting(plain, word, stand_ins(word.role, turns, known), known) for word in words
    }
    if _WHO_IS.match(plain):  # who was named last is who may be asked for
        choices = {word: _last_first(names, turns) for word, names in choices.items()}
    if not all(choices.values()):
        # "Did he go along with that?": what was done has no name.
        named = [(word, names[0]) for word, names in choices.items() if names]
        return [Sense(joined(replaced(plain, named), turns[-1]), 0.0)]
    first = replaced(plain, [(word, names[0]) for word, names in choices.items()])
    second = [(word, _second(names)) for word, names in choices.items()]
    found = [Sense(first, 0.0)] if first.casefold() != plain.casefold() else []
    if _says_less(first, turns[-1]) or not found:
        doubt = 0.0 if not found or MORE.search(question) else JOINED_DOUBT
        found.append(Sense(joined(first, turns[-1]), doubt))
    return [*found, Sense(replaced(plain, second), SECOND_DOUBT)]


def _last_first(names: list[str], turns: Sequence[Turn]) -> list[str]:
    """Of the names in the last question the one that stands last first, then all others."""
    asked = turns[-1].question
    return sorted(names, key=lambda name: -asked.rfind(name))


def _second(names: Sequence[str]) -> str:
    """The next name that is no part of the first: after "Lee and Xi" not "Lee"."""
    return next((name for name in names[1:] if name not in names[0]), names[0])


def _fitting(question: str, word: OpenWord, names: list[str], known: KnownNames) -> list[str]:
    """The names that `word` may stand for, "in Japan" for "there"."""
    if folded(word.text.split()[-1]) in POSTS:
        return [name for name in names if is_title(name)]
    if folded(word.text.split()[-1]) in FIGURES:
        return []  # it is told by what was asked before, not by a name
    if word.role == "thing" and " " in word.text:  # "that accident" is no country
        names = [name for name in names if kind_of_name(name, known) != "place"]
        # "Those imports" are no pact, "those rules" may be.
        several = is_several(word.text) and folded(word.text.split()[-1]) not in _OF_PACTS
        return [name for name in names if is_several(name)] if several else names
    if word.role == "person":
        return [name for name in names if known.may_be(word.text, name)]
    if word.text.casefold() in ("it", "its"):  # "the diggers" are several
        return [name for name in names if name[:1].isupper() or not is_several(name)]
    if word.text.casefold() != "there":
        return names
    to = "to" if _GOING.search(question[: word.start]) else "in"
    return [f"{to} {name}" for name in names]


def _says_less(sense: str, turn: Turn) -> bool:
    """Whether the earlier question had words of its subject that the sense lacks."""
    return bool(set(analyze(topic(turn.question))) - set(analyze(sense)))
