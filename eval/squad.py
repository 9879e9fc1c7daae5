"""SQuAD's exact match and token F1, as the official evaluation script of version 2.0 has them.

Source: Rajpurkar, Jia, Liang (2018), "Know What You Don't Know: Unanswerable Questions for SQuAD",
and its `evaluate-v2.0.py`. Every function scores one question; a mean is taken in `measures`.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalize_answer(text: str) -> str:
    """Lower case, without ASCII punctuation, articles and surplus white space; in this order.

    >>> normalize_answer("The  Asia-Pacific's  summit.")
    'asiapacifics summit'
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def tokens(text: str) -> list[str]:
    """The normalised words.

    >>> tokens("a Six-year gap")
    ['sixyear', 'gap']
    """
    return normalize_answer(text).split()


def exact_match(gold: str, predicted: str) -> float:
    """1.0 where both are the same once normalised, else 0.0.

    >>> exact_match("the Nara summit", "Nara Summit.")
    1.0
    """
    return float(normalize_answer(gold) == normalize_answer(predicted))


def token_f1(gold: str, predicted: str) -> float:
    """Harmonic mean of precision and recall over the normalised words, counted with repeats.

    Where either has no words, 1.0 if neither has, else 0.0.

    >>> token_f1("six years", "about six long years")  # precision 2/4, recall 2/2
    0.6666666666666666
    """
    gold_tokens, predicted_tokens = tokens(gold), tokens(predicted)
    if not gold_tokens or not predicted_tokens:
        return float(gold_tokens == predicted_tokens)
    shared = (Counter(gold_tokens) & Counter(predicted_tokens)).total()
    if not shared:
        return 0.0
    precision, recall = shared / len(predicted_tokens), shared / len(gold_tokens)
    return 2 * precision * recall / (precision + recall)


def best_over(score: Callable[[str, str], float], golds: Sequence[str], predicted: str) -> float:
    """The best score over several gold answers.

    Golds that normalise to nothing are dropped; where none is left, the question has no answer and
    only the empty prediction is right.

    >>> best_over(exact_match, ["12", "twelve"], "Twelve")
    1.0
    >>> best_over(exact_match, [], "")
    1.0
    """
    kept = [gold for gold in golds if normalize_answer(gold)] or [""]
    return max(score(gold, predicted) for gold in kept)
