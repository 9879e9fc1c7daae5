"""A question put to each document by itself, and which of them are silent on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from assistant.asked.question import Question, terms_of
from assistant.asked.question_names import name_tokens
from assistant.finding import Found
from assistant.wording import phrases
from assistant.words.mentions import kind_of_name
from assistant.words.names import Group, renamed
from assistant.words.same_things import countries, things, without_countries, words_for
from index.lexical import analyze
from index.near import Near

NEARLY = 0.5
"""How near a word must be, at least, for a document that holds it to speak of another."""

HARDLY = 0.25
"""The same for a word that begins or ends with the other: "tramway", but not "plant" for "plan"."""

_SYLLABLE = 3
_WORD = re.compile(r"[^\W\d_]+")
_SEVERAL_TOPICS = re.compile(r",| (?:and|or) ")


@dataclass(frozen=True, slots=True)
class Each:
    """Puts questions to documents one by one.

    Attributes:
        tokens_of: the id of a document to the tokens that it holds.
        things_of: the id of a document to the things that it names, by whatever name.
        aliases: names that mean the same.
    """

    tokens_of: Callable[[str], frozenset[str]]
    things_of: Callable[[str], frozenset[str]]
    aliases: Sequence[Group]

    def put(self, one: Question, near: Near, held: Collection[str]) -> list[tuple[Question, str]]:
        """The question to every document that speaks of it, with their ids; to all where none does.

        Args:
            one: what each is asked.
            near: words of the documents for those of the question.
            held: the ids of the documents.
        """
        stand_for = {
            word
            for term, words in near.items()
            for word, share in words.items()
            if share >= (NEARLY if not _compounded(term, word) else HARDLY)
        }
        asked = [(self.put_to(one, doc_id), doc_id) for doc_id in held]
        speaking = [
            (put, doc_id)
            for put, doc_id in asked
            if self.things_of(doc_id).intersection(_kinds_of_things(put.topic))
            or (
                self.tokens_of(doc_id) & stand_for.union(put.terms)
                and doc_id not in self.without_names(put, held)
            )
        ]
        return speaking or asked

    def put_to(self, part: Question, doc_id: str) -> Question:
        """The question by the names of one document: where the other says "AI", it may not.

        Nor may it say "MOU" of what it calls an agreement.
        """
        tokens = self.tokens_of(doc_id)
        topic = renamed(part.topic, tokens, self.aliases)
        topic = _WORD.sub(lambda word: _called_by(word[0], tokens), topic)
        return replace(part, topic=topic, terms=terms_of(topic, part.kind))

    def silent(self, held: Collection[str], parts: Sequence[Found]) -> tuple[list[str], str | None]:
        """The documents that are silent on what each was asked, and the phrase that says so.

        Args:
            held: the ids of the documents.
            parts: what was found for those that were asked; no candidates where it is in doubt
                whether a document speaks of it.
        """
        told = {c.doc_id for part in parts for c in part.candidates}
        asked = {hit.passage.doc_id for part in parts for hit in part.hits}
        words = {term for part in parts for term in part.question.terms}
        left = [doc_id for doc_id in held if doc_id not in told]
        silent = [doc_id for doc_id in left if not self.tokens_of(doc_id) & words]
        if asked.intersection(left):  # what is in doubt is said of all of them
            one = len(left) == 1
            return silent, phrases.PERHAPS_IN_OTHER if one else phrases.PERHAPS_IN_OTHERS
        if silent:
            one = len(silent) == 1
            return silent, phrases.NO_WORD_IN_OTHER if one else phrases.NO_WORD_IN_OTHERS
        nameless = [
            d for d in left if any(d in self.without_names(p.question, held) for p in parts)
        ]
        one = len(nameless) == 1
        named = phrases.NOT_NAMED_IN_OTHER if one else phrases.NOT_NAMED_IN_OTHERS
        return nameless, named if nameless else None

    def without_names(self, question: Question, held: Collection[str]) -> list[str]:
        """The documents without the names of the one topic, where others have them.

        "The DNA testing" is no topic of a text that speaks of a litmus test, nor North Korea of one
        that speaks of South Korea.

        Args:
            question: what is asked.
            held: the ids of the documents among which some may have the names.
        """
        if _SEVERAL_TOPICS.search(question.topic):
            return []
        named, topic = countries(question.topic), without_countries(question.topic)
        names = set(name_tokens(f" {topic}"))
        first = topic.partition(" ")[0].rstrip("?")
        if kind_of_name(first) != "place" and topic[:1] == question.topic[:1]:
            names -= set(analyze(first))  # the capital of a first word makes no name
        if not any(names <= self.tokens_of(d) and named <= self.things_of(d) for d in held):
            return []
        return [
            d
            for d in held
            if (names or named)
            and self.tokens_of(d).isdisjoint(names)
            and self.things_of(d).isdisjoint(named)
        ]


def _compounded(one: str, other: str) -> bool:
    """Whether a word begins or ends with the other, which is no mere syllable."""
    short, long = sorted((one, other), key=len)
    return len(short) > _SYLLABLE and (long.startswith(short) or long.endswith(short))


def _kinds_of_things(text: str) -> set[str]:
    """The kinds of things that a text names and that have several names."""
    return {thing for thing in things(text) if thing.startswith("=")}


def _called_by(word: str, tokens: frozenset[str]) -> str:
    """Another name for the same kind of thing, where a document with these tokens lacks `word`."""
    if tokens.issuperset(analyze(word)):
        return word
    names = (name for thing in sorted(_kinds_of_things(word)) for name in words_for(thing))
    return next((name for name in names if tokens.issuperset(analyze(name))), word)
