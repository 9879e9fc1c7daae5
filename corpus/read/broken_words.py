"""Words that a printed line broke at a hyphen, made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SOFT = "\N{SOFT HYPHEN}"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(
    rf"(?P<before>[-‐]?)(?<![^\W_])(?P<stump>[^\W\d_]+)(?P<hyphen>[-‐{_SOFT}])\n"
    r"(?P<rest>[^\W\d_]+)(?P<after>[-‐](?=[^\W\d_]))?"
)
_COMPOUNDING = frozenset(("well", "self", "half", "two", "three", "four", "five"))
"""Hardly ever the beginning of a longer word; "long-", "high-", "so-" often are."""

_SUSPENDED = frozenset(("and", "or", "to"))
"""After a hyphen that waits for its second word: "two- and three-day talks"."""


def unbroken_words(texts: Iterable[str]) -> frozenset[str]:
    r"""The words that stand on one line somewhere, in lower case.

    >>> sorted(unbroken_words(["A well-known co-\noperation"]))
    ['a', 'co', 'operation', 'well-known']
    """
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def made_whole(text: str, known: frozenset[str]) -> str:
    r"""`text`, lines of one paragraph, with its broken words joined; a line break goes with each.

    How a word is written elsewhere in the file decides (`known`). Otherwise a hyphen between small
    letters was put there by the printer. What is lost: a compound that stands nowhere on one line
    loses its hyphen ("risk-\naverse" becomes "riskaverse"); far more words are broken.

    >>> made_whole("co-\noperation in semi-\nconductors", frozenset())
    'cooperation in semiconductors'
    >>> made_whole("our co-\noperation in semi-\nconductors", frozenset(["co-operation"]))
    'our co-operation in semiconductors'
    >>> made_whole("a well-\nknown state-of-the-\nart e-\nmail", frozenset())
    'a well-known state-of-the-art e-mail'
    """
    return _BROKEN.sub(lambda match: _whole(match, known), text)


def _whole(match: re.Match[str], known: frozenset[str]) -> str:
    before, stump, hyphen, rest, after = match.groups()
    if hyphen != _SOFT and (not (stump + rest).islower() or rest in _SUSPENDED):
        return match[0]
    one_of_several = before or after or len(stump) == 1 or stump in _COMPOUNDING
    compound = one_of_several or f"{stump}{hyphen}{rest}" in known
    if hyphen == _SOFT or stump + rest in known or not compound:
        hyphen = ""
    return f"{before}{stump}{hyphen}{rest}{after or ''}"
