"""What may answer a question, as the checks look at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.asked.question import Question
from assistant.words.clauses import without_brackets
from assistant.words.patterns import any_case
from index.lexical import analyze
from index.near import Near

ALIKE = 0.35
"""Words no nearer in meaning than this tell different deeds."""


@dataclass(frozen=True, slots=True)
class Told:
    """What may answer.

    Attributes:
        sentences: the best two, or one; the best first.
        words: the best words in the first sentence; empty where nothing was read.
        near: the words of the documents for those of the question.
    """

    sentences: Sequence[str]
    words: str
    near: Near

    @property
    def best(self) -> str:
        """The best sentence."""
        return self.sentences[0]

    @property
    def at(self) -> int:
        """Where the best words stand in it; -1 where nothing was read."""
        return self.best.find(self.words) if self.words else -1

    def tells(self, word: str) -> bool:
        """Whether the sentences hold `word`, or one that may mean it."""
        said = " ".join(self.sentences)
        return all(self.alike([token], said) for token in analyze(word))

    def alike(self, tokens: Collection[str], said: str) -> bool:
        """Whether `said` holds one of the question's tokens, or a word that may mean it."""
        held = set(analyze(said))
        return any(
            token in held or any(self.near.get(token, {}).get(t, 0.0) > ALIKE for t in held)
            for token in tokens
        )


Check = Callable[[Question, Told], bool]
"""Tells whether the sentences show that they tell something else than is asked."""


def any_of(words: str) -> re.Pattern[str]:
    """Any of these words, which stand apart by bars, in any case."""
    return any_case(rf"\b(?:{words})\b")


def untold(asked: str, tells: str, of: Callable[[Question], bool] = lambda question: True) -> Check:
    """The check that something is asked for of which the best sentence has no word.

    Args:
        asked: words of questions for it, as `any_of` takes them.
        tells: words of sentences that may tell it.
        of: which questions are looked at.
    """
    asking, telling = any_of(asked), any_of(tells)

    def objects(question: Question, told: Told) -> bool:
        # What an earlier question asked stands in brackets, and is not asked again.
        asks = of(question) and asking.search(without_brackets(question.reads))
        return bool(asks) and not telling.search(told.best)

    return objects


POINTING = any_of(
    "he|she|his|her|they|their|its?|the (?:company|firm|group|institute|ministry|government)"
)
"""Words that stand for somebody named before."""
