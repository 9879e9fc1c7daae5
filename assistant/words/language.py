"""In which language a question is asked: English, Korean, or one that is not understood.

In doubt it is English: a question with foreign names or typing errors must never be refused.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

Language = Literal["en", "ko", "other"]

MARGIN = 20.0
"""By so much (natural logarithm) another language must be more probable than English."""

FEWEST_WORDS = 3
"""Fewer words that are neither English nor the documents' own say too little."""

_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
"""Latin letters, for the brackets of a pattern: "Zoë" has three."""
_LATIN = re.compile(rf"[{LATIN}]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# "shuttle diplomacy가 뭔가요?": what is asked in Korean ends so, however many words are English.
_ENDS_IN_KOREAN = re.compile(r"[가-힣](?:요|까|죠|야|니|나|지|줘|다|음|은|는|래|고)\W*$")

# Common in English and no words of the languages below.
_ENGLISH_WORDS = """
the and what when where which who whom whose why how did does are were have has had will would
could should can been with from for this that these those they their there about between many
much did not you your any all give list tell name show say said explain summarize compare
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = "de fr es it pt nl pl tr vi id sv da no fi cs hu ro ca".split()  # noqa: SIM905

_identifying = threading.Lock()


def language_of(text: str) -> Language:
    """The language of `text` by its letters alone; Latin ones count as English.

    >>> language_of("SWM과 레노버는?"), language_of("Что такое CPTPP?"), language_of("Who met Xi?")
    ('ko', 'other', 'en')
    """
    letters = len(_LETTER.findall(text))
    hangul = len(_HANGUL.findall(text))
    latin = len(_LATIN.findall(text))
    if hangul and (hangul * 3 >= letters - hangul or _ENDS_IN_KOREAN.search(text)):
        return "ko"
    if letters - hangul - latin > max(latin, 1):
        return "other"
    return "en"


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in `text`.

    >>> has_words("?!"), has_words("Who?")
    (False, True)
    """
    return any(map(str.isalnum, text))


def is_other_latin(text: str, knows: Callable[[str], bool]) -> bool:
    """Whether `text`, in Latin letters, is in another language than English beyond doubt.

    Args:
        text: the question.
        knows: whether the documents hold a word; their words, such as names, say nothing.

    >>> is_other_latin("Who is Sanae Takaichi?", lambda word: False)
    False
    """
    words = _WORD.findall(text)
    if any(word.casefold() in _ENGLISH for word in words):
        return False
    strange = [word for word in words if not knows(word)]
    if len(strange) < FEWEST_WORDS:
        return False
    with _identifying:
        ranks = dict(_identifier().rank(" ".join(strange)))
    return bool(max(ranks.values()) - ranks["en"] >= MARGIN)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["en", *_OTHERS])
    return identifier
