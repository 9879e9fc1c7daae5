"""Words: our own analyzer, and BM25 as Lucene computes it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rank_bm25 import BM25Okapi

from index.hangul import HANGUL, cutter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ANALYZER_VERSION = 2
"""Goes up with every change of `analyze`: an index made by another version is refused."""

_FUNCTION_WORDS = """
a an and are as at be been being but by can could did do does for from had has have he her his how
i if in into is it its me my of on or our shall she should so such than that the their them then
there these they this those to was we were what when where which who whom whose why will with would
you your
"""
_ASKING_WORDS = "about according also am any document documents give many much please say says tell"

K1, B = 1.2, 0.75
"""Of BM25, as in Lucene: how soon a repeated term counts no more; how much the length counts."""

STOPWORDS = frozenset(f"{_FUNCTION_WORDS} {_ASKING_WORDS}".split())
"""Words that say nothing about a subject; `us` is none of them, it may be the country."""

_TOKEN = re.compile(r"[^\W_]+(?:[.,’'][^\W_]+)*")
_RAISED, _LOWERED, _FRACTIONS = "¹²³⁰⁴-⁹", "₀-₉", "¼-¾⅐-⅞"
_RUN_TOGETHER = re.compile(
    rf"(?<=[\d.,;:!?’”'\")\]])(?=[{_RAISED}{_LOWERED}{_FRACTIONS}])"
    rf"|(?<=[^\W\d_]{{4}})(?=[{_RAISED}])|(?<=[{_RAISED}{_LOWERED}{_FRACTIONS}])(?=[0-9])"
)
"""Where a figure of another height is no part of what stands before it: a power, the mark of a
note, half of one. In "m²" and "CO₂" it is."""

_LATIN_WORD = re.compile(r"[A-Za-z]+")


def analyze(text: str) -> list[str]:
    """Tokens of `text`: folded, without function words, stemmed; Hangul as `index.hangul` cuts it.

    >>> analyze("President Lee’s visits to Nara, 14.5% of GDP")
    ['presid', 'lee', 'visit', 'nara', '14.5', 'gdp']
    """
    return [token for token, _ in analyzed(text)]


def analyzed(text: str) -> Iterator[tuple[str, str]]:
    """Each token of `text` with the word it was made from, letter case kept.

    >>> list(analyzed("Lee visits Nara"))
    [('lee', 'Lee'), ('visit', 'visits'), ('nara', 'Nara')]
    """
    apart = _RUN_TOGETHER.sub(" ", text)  # NFKC makes them figures like all others
    normal = unicodedata.normalize("NFKC", apart).replace("’", "'")
    korean = cutter(normal)
    for match in _TOKEN.finditer(normal):
        word = match.group()
        folded = word.casefold().removesuffix("'s")
        if is_hangul(folded):
            yield from ((token, word) for token in korean(*match.span()))
            yield from ((token, word) for token in _beside_hangul(folded))
        elif folded not in STOPWORDS:
            parts = [folded] if folded[0].isdigit() else folded.split(",")
            yield from ((_stem(part), word) for part in parts)


def is_hangul(token: str) -> bool:
    """Whether `token` holds a Korean syllable."""
    return HANGUL.search(token) is not None


def mostly_hangul(text: str) -> bool:
    """Whether `text` is mostly Korean: more Hangul syllables than Latin words.

    >>> mostly_hangul("한국은 CPTPP에 가입한다."), mostly_hangul("The summit (정상) was short.")
    (True, False)
    """
    return sum(map(len, HANGUL.findall(text))) > len(_LATIN_WORD.findall(text))


def _beside_hangul(word: str) -> list[str]:
    """What stands beside Hangul: "GDP" of "GDP는", but not the bare full stop of "한국.일본"."""
    rests = (rest.strip(".,'") for rest in HANGUL.split(word))
    return [_stem(rest) for rest in rests if rest]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word.replace(".", "") if not word[0].isdigit() else word))


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")  # Snowball's Porter2


class LuceneBM25(BM25Okapi):  # type: ignore[misc]
    """`rank_bm25` with the idf of Lucene, which is above 0 for every term.

    `idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))`, Robertson and Zaragoza 2009, as in Lucene's
    BM25Similarity. The stock idf is 0 for a term in half of the passages: "Japan summit" would find
    nothing among four passages about Japan and China.
    """

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for token, df in nd.items():
            self.idf[token] = math.log(1 + (self.corpus_size - df + 0.5) / (df + 0.5))


class LexicalIndex:
    """BM25 over token lists; a score is 0 without a match, bigger is better."""

    def __init__(self, tokens: Sequence[Sequence[str]]) -> None:
        self._size = len(tokens)
        # The library divides by the mean length: nothing to build where there is no token at all.
        self._bm25 = LuceneBM25(tokens, k1=K1, b=B) if any(tokens) else None
        self._idf: Mapping[str, float] = self._bm25.idf if self._bm25 else {}

    def idf(self, token: str) -> float:
        """Lucene's idf; a token that no passage holds gets that of df = 0."""
        return float(self._idf.get(token, math.log(1 + (self._size + 0.5) / 0.5)))

    def knows(self, token: str) -> bool:
        """Whether any passage holds `token`."""
        return token in self._idf

    def bound(self, tokens: Iterable[str]) -> float:
        """More than any passage can score for `tokens`: `sum of idf(t) * (K1 + 1)`.

        A term frequency only nears `K1 + 1`. Tokens that no passage holds count too, so that
        `score / bound` says how much of the question was found.
        """
        return sum(self.idf(token) for token in tokens) * (K1 + 1)

    def tokens_at(self, row: int) -> Iterable[str]:
        """The tokens of one passage, each once."""
        return self._bm25.doc_freqs[row].keys() if self._bm25 else ()

    def search(
        self, tokens: Iterable[str], k: int, rows: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The `k` best rows with a score above 0, best first, ties by row."""
        import numpy as np

        known = [token for token in tokens if self.knows(token)]
        if not known or k <= 0 or self._bm25 is None:
            return []
        scores = self._bm25.get_scores(known)
        chosen = np.arange(self._size) if rows is None else rows
        order = chosen[np.lexsort((chosen, -scores[chosen]))][:k]
        return [(int(row), float(scores[row])) for row in order if scores[row] > 0]
