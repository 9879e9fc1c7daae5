"""What a Hangul syllable is made of."""

from __future__ import annotations

import unicodedata

_FINALS = {"\u11ab": "ㄴ", "\u11af": "ㄹ", "\u11bb": "ㅆ"}


def final_consonant(text: str) -> str:
    """The final consonant of the last syllable, of those that verbs end with; "" for others.

    >>> final_consonant("열린"), final_consonant("열렸"), final_consonant("회의")
    ('ㄴ', 'ㅆ', '')
    """
    decomposed = unicodedata.normalize("NFD", text[-1:])
    return _FINALS.get(decomposed[-1:], "")
