"""Korean words cut for BM25: by kiwipiepy where it is installed, else into character bigrams.

Particles and endings are glued to Korean words, so that whole words would not match. The model of
kiwipiepy takes seconds to load: it is loaded when the first text with Hangul comes up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.errors import ModelError

BIGRAMS = "bigrams"

HANGUL = re.compile(r"[\uac00-\ud7a3]+")

_CONTENT = re.compile(r"NN[GP]|NR|V[VA]|XR")
"""Parts of speech that say something: nouns, numerals, stems of verbs and adjectives, roots.

Not what binds: particles, endings, pronouns, adverbs, auxiliaries, and units and the like (NNB). An
irregular stem has more after its tag ("VA-I").
"""

Cutter = Callable[[int, int], list[str]]
"""The Korean tokens of a text between two places."""


@cache
def korean_analyzer() -> str:
    """What cuts Korean words here, with its version; told without loading it."""
    try:
        return f"kiwipiepy {version('kiwipiepy')}, model {version('kiwipiepy_model')}"
    except PackageNotFoundError:
        return BIGRAMS


def cutter(text: str) -> Cutter:
    """What cuts the Korean of `text`, whose words are read in their sentence."""
    if not HANGUL.search(text) or korean_analyzer() == BIGRAMS:
        return lambda start, end: bigrams(text[start:end])
    found = _morphemes(text)
    starts = [start for start, _ in found]
    return lambda start, end: [
        form for _, form in found[bisect_left(starts, start) : bisect_left(starts, end)]
    ]


def bigrams(word: str) -> list[str]:
    """Each two syllables that stand side by side; one that stands alone, as it is.

    >>> bigrams("정상회담"), bigrams("GDP는")
    (['정상', '상회', '회담'], ['는'])
    """
    runs = HANGUL.findall(word)
    return [two for run in runs for two in [run[i : i + 2] for i in range(len(run) - 1)] or [run]]


@lru_cache(maxsize=1000)
def _morphemes(text: str) -> tuple[tuple[int, str], ...]:
    """(place, form) of the Korean morphemes of `text` that say something, in its order."""
    # A hashtag would be one token whatever it says: "#한국" must be found as "한국".
    tokens = _kiwi().tokenize(text.replace("#", " "))
    return tuple(
        (token.start, token.form)
        for token in tokens
        if _CONTENT.match(token.tag) and HANGUL.search(token.form)
    )


@cache
def _kiwi() -> Any:
    """The analyzer with its model.

    Raises:
        ModelError: it is installed, and cannot be loaded.
    """
    try:
        from kiwipiepy import Kiwi

        return Kiwi(num_workers=1)  # more would serve many texts at once
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise ModelError(
            f"the Korean analyzer kiwipiepy is installed and cannot be loaded ({error}); install "
            "it again with `pip install --force-reinstall 'summit-assistant[korean]'`, or remove "
            "it with `pip uninstall kiwipiepy`: Korean is then cut into pairs of syllables"
        ) from error
