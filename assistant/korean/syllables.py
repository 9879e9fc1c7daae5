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


_OF_PAST = {"\u1167": "\u1175", "\u116a": "\u1169", "\u116b": "\u116c", "\u116f": "\u116e"}
"""The vowel of a past and the one of the stem: ㅕ-ㅣ, ㅘ-ㅗ, ㅙ-ㅚ, ㅝ-ㅜ."""


def stems(past: str) -> list[str]:
    """What a verb in the past may be without its past; nothing for another word.

    >>> stems("열렸"), stems("끝났"), stems("다녔"), stems("되찾았"), stems("회의")
    (['열려', '열리'], ['끝나'], ['다녀', '다니'], ['되찾'], [])
    """
    letters = unicodedata.normalize("NFD", past)
    if not letters.endswith("\u11bb"):
        return []
    if past.endswith(("았", "었")):
        return [past[:-1]]
    plain = letters[:-1]
    other = _OF_PAST.get(plain[-1])
    found = [plain, plain[:-1] + other] if other else [plain]
    return [unicodedata.normalize("NFC", form) for form in found]
