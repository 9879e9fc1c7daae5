"""Words near in meaning: which words of the index stand for a word of the question, how well.

A passage that says "selfies" can answer a question for "pictures". The encoder knows: the vectors
of the single words are near each other. The soft share of a question that a text holds is

    soft_coverage(q, t) = sum over w in q of idf(w) * max over v in t of near(w, v) / sum of idf(w)

Corley and Mihalcea, "Measuring the Semantic Similarity of Texts", ACL workshop 2005, equation 6, in
one direction. A word is as near to itself as can be (1), so that words in common count as ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from typing import TYPE_CHECKING

from index.encode import Encoder
from index.lexical import analyzed, is_hangul

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNRELATED = 0.3
"""Cosines of single words up to this say nothing; above it, nearness grows to 1."""

MAX_NEAR = 64
"""So many words of the index, at most, stand for one word of the question."""

Near = Mapping[str, Mapping[str, float]]
"""Token of a question -> tokens of the index, itself among them if it is there -> 0 … 1."""


class Vocabulary:
    """The words of an index, each with its vector.

    Args:
        words: token -> the word as it is mostly written; see `words_by_token`.
        vectors: of these words, shape (words, dim), unit length.
        encoder: what made them; it encodes the words of a question that are new.
    """

    def __init__(
        self, words: Mapping[str, str], vectors: NDArray[np.float32], encoder: Encoder
    ) -> None:
        self.words = words
        self._tokens = list(words)
        self._row = {token: row for row, token in enumerate(self._tokens)}
        self._vectors = vectors
        self._encoder = encoder

    @property
    def names(self) -> list[str]:
        """The words that are never written in lower case."""
        return [word for word in self.words.values() if word != word.casefold()]

    def __contains__(self, token: object) -> bool:
        return token in self._row

    def near(self, text: str) -> Near:
        """For each token of `text`, the words of the index that stand for it."""
        asked = dict(analyzed(text))
        nearness = self._nearness({t: w for t, w in asked.items() if _has_meaning(t)})
        near = {token: self._nearest(nearness[token]) for token in nearness}
        return {
            token: near.get(token, {}) | ({token: 1.0} if token in self else {}) for token in asked
        }

    def _nearness(self, asked: Mapping[str, str]) -> dict[str, NDArray[np.float32]]:
        """For each token asked for, its nearness to every word of the index, shape (words,)."""
        import numpy as np

        if not asked or not self._tokens:
            return {}
        # New words in one batch: one by one, each would cost a pass through the encoder.
        new = [token for token in asked if token not in self]
        found = self._encoder.encode([asked[t] for t in new]) if new else ()
        encoded = dict(zip(new, found, strict=True))
        vectors = [encoded[t] if t in encoded else self._vectors[self._row[t]] for t in asked]
        cosines = np.stack(vectors) @ self._vectors.T
        scaled = np.clip((cosines - UNRELATED) / (1 - UNRELATED), 0.0, 1.0)
        return dict(zip(asked, scaled, strict=True))

    def _nearest(self, nearness: NDArray[np.float32]) -> dict[str, float]:
        import numpy as np

        best = np.argsort(-nearness, kind="stable")[:MAX_NEAR]
        return {
            self._tokens[i]: round(float(nearness[i]), 4)
            for i in best
            if nearness[i] > 0 and _has_meaning(self._tokens[i])
        }


def _has_meaning(token: str) -> bool:
    """Whether nearness says anything: 2016 is no better than 2026 where 2025 was asked for.

    Nor is Hangul: a bigram is a piece of a word, and the encoder may read no Korean.
    """
    return not token[0].isdigit() and not is_hangul(token)


def words_by_token(texts: Iterable[str]) -> dict[str, str]:
    """Each token of `texts` with the word that it mostly stands for, sorted by token.

    In lower case where it is ever written so: what remains capitalised is a name.

    >>> words_by_token(["Nara is near. The drum, Drum and drums"])
    {'drum': 'drum', 'nara': 'Nara', 'near': 'near'}
    """
    written: dict[str, Counter[str]] = {}
    for text in texts:
        for token, word in analyzed(text):
            written.setdefault(token, Counter())[word] += 1
    return {token: _usual(written[token]) for token in sorted(written)}


def _usual(written: Counter[str]) -> str:
    small = {word: n for word, n in written.items() if word == word.casefold()}
    return min(small or written, key=lambda word: (-written[word], word))


def soft_coverage(weights: Mapping[str, float], near: Near, tokens: Collection[str]) -> float:
    """The weighted share of the question that `tokens` hold, nearness counted; 0 for no question.

    Args:
        weights: idf by token of the question.
        near: of the same tokens.
        tokens: of a passage or sentence.

    >>> near = {"pictur": {"selfi": 0.4, "pictur": 1.0}, "nara": {"nara": 1.0}}
    >>> soft_coverage({"pictur": 3.0, "nara": 1.0}, near, {"selfi", "nara"})
    0.55
    """
    total = sum(weights.values())
    if not total:
        return 0.0
    held = tokens if isinstance(tokens, Set) else set(tokens)
    best = {
        token: max((near[token][other] for other in near[token].keys() & held), default=0.0)
        for token in weights
    }
    return sum(weight * best[token] for token, weight in weights.items()) / total
