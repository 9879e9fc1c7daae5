"""What letters stand for: "What does PMZ stand for?" is told by "Provisional Maritime Zone (PMZ)".

The letters are found in the words before them from the right, the first at the beginning of a word
(Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text", PSB 2003, section 3.2).
"""

from __future__ import annotations

import re

from assistant.words.patterns import any_case

_LETTERS = r"(?P<letters>[A-Za-z][\w&.-]{1,9}?)"
_ASKS = any_case(
    rf"\bwhat (?:does|do|did|is|are) (?:the )?(?:(?:abbreviation|acronym|initials|letters) )?"
    rf"[“\"']?{_LETTERS}[”\"']? "
    r"(?:stands? for|short for|(?:an? )?(?:abbreviation|acronym) (?:of|for))\b"
)
_ASKS_IN_KOREAN = re.compile(
    rf"{_LETTERS}[^\w\s]?[가-힣]* (?:무엇|무슨|뭐|어떤)[^?]*(?:약자|약어|준말|줄임말)"
)
_ASKS_FOR_MEANING = any_case(
    r"\bwhat (?:does|do) (?:the )?(?P<letters>(?-i:[A-Z]{3,9}s?)) means?\b"
)
_WORDS_PER_LETTER = 2
_MORE_WORDS = 5


def letters_asked(text: str) -> str | None:
    """The letters whose long form `text` asks for, in English or Korean; None where it does not.

    >>> letters_asked("What does the PMZ stand for?"), letters_asked("FTA는 무엇의 약자인가요?")
    ('PMZ', 'FTA')
    >>> letters_asked("What does PMZ mean?"), letters_asked("what does that mean?")
    ('PMZ', None)
    >>> letters_asked("What does Lee stand for?")
    """
    found = _ASKS.search(text) or _ASKS_FOR_MEANING.search(text) or _ASKS_IN_KOREAN.search(text)
    if found is None:
        return None
    letters = found["letters"]
    # Typed in small letters they may still be some; "Lee" is a name.
    return letters if letters[:2].isupper() or text == text.lower() else None


def long_form(letters: str, text: str) -> str | None:
    """The words that `text` gives for `letters`, which stand behind them in brackets.

    >>> long_form("PMZ", "the Provisional Maritime Zone (PMZ) in the Yellow Sea")
    'Provisional Maritime Zone'
    >>> long_form("EV", "access for Chinese electric vehicles (EVs)")
    'electric vehicles'
    >>> long_form("PMZ", "three steel structures (PMZ)")
    """
    letters = _singular(letters)
    short = re.search(rf"\({re.escape(letters)}s?\)", text, re.IGNORECASE)
    if short is None:
        return None
    most = min(len(letters) + _MORE_WORDS, _WORDS_PER_LETTER * len(letters))
    before = re.findall(r"\S+", text[: short.start()])[-most:]
    words = " ".join(before)
    start = _start(re.sub(r"\W", "", letters), words)
    return None if start is None else words[start:]


def may_define(letters: str, text: str) -> bool:
    """Whether `text` gives words for `letters` in any of the usual forms.

    >>> may_define("PPE", "Wear PPE (protective equipment).")
    True
    >>> may_define("PMZ", "China installed structures in the PMZ.")
    False
    """
    short = rf"\b{re.escape(_singular(letters))}s?"
    says = r"\(|or\b|means?\b|stands?\b|(?:is|are) short\b"
    forms = rf"{short},? (?:{says})|, {short}\b|{short} for short"
    return long_form(letters, text) is not None or bool(re.search(forms, text, re.IGNORECASE))


def _singular(letters: str) -> str:
    """The letters of one of them: "MOU" of "MOUs"; "GPS" and "gps" stay as they are."""
    return letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters


def _start(letters: str, words: str) -> int | None:
    """Where the long form begins in `words`; None where they do not hold the letters in order."""
    at = len(words)
    for n, letter in reversed(list(enumerate(letters.casefold()))):
        at = words.casefold().rfind(letter, 0, at)
        while n == 0 and at > 0 and words[at - 1].isalnum():
            at = words.casefold().rfind(letter, 0, at)
        if at < 0:
            return None
    return at
