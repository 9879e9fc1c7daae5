"""Slips of the keyboard: "wen did lee visti china" is read as it was meant.

A word that the documents hold, or that any English text may hold, stays as it is; another is read
as the word of theirs that it misses by one letter, by two where it is long. Names in capitals are
the business of `names`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from index.encode import packaged_folder
from index.lexical import analyze

SHORTEST = 5
"""Shorter words are too easily alike."""

LONG = 12
"""Letters of a word that may be misspelt in two places."""

_SLIPS = {
    "wen": "when", "whn": "when", "whne": "when", "wher": "where", "wehre": "where", "waht": "what",
    "wat": "what", "whta": "what", "hwat": "what", "hwo": "how", "mny": "many",
    "teh": "the", "hte": "the", "wich": "which", "whihc": "which", "wihch": "which", "woh": "who",
    "wyh": "why", "adn": "and", "didi": "did",
    "govt": "government", "gov": "government", "intl": "international", "natl": "national",
    "dept": "department", "mtg": "meeting", "mtgs": "meetings", "yrs": "years", "atm": "now",
}  # fmt: skip
"""Slips in the words that ask, too short to be found by their letters, and words cut short."""

_WORD = re.compile(r"[a-z]+")
# "Whats", "didnt"
_CONTRACTED = re.compile(
    r"\b(?P<wh>[Ww]hat|[Ww]ho|[Ww]here|[Hh]ow|[Ww]hen)s\b(?=\s)|"
    r"\b(?P<aux>[Dd]id|[Dd]o|[Dd]oes|[Ww]as|[Ww]ere|[Ii]s|[Aa]re|[Hh]as|[Hh]ave|[Cc]ould|[Ww]ould)nt\b"
)
# "japans position": the ending of a name without its sign
_OWNED = re.compile(r"(?<![\w’'.-])(?<!two )(?<!both )(?<!the )(?P<name>[a-z]{3,})s(?= [a-z])")
_ENDINGS = re.compile(r"(?:s|es|ed|d|ing|ly)$")


def mended(question: str, words: Iterable[str], knows: Callable[[str], bool]) -> str:
    """`question` with its slips mended.

    Args:
        question: as typed; words with a capital stay as they are.
        words: that the documents hold.
        knows: tells whether they hold a token.

    >>> words = ["visit", "Chairman", "business"]
    >>> knows = {"visit", "chairman", "busi"}.__contains__
    >>> mended("wen did the chariman visti the bussiness?", words, knows)
    'when did the Chairman visit the business?'
    >>> mended("Whats the plan, and why didnt it work?", words, knows)
    "What's the plan, and why didn't it work?"
    >>> mended("Did the chariman and his visas help?", words, knows)
    'Did the chariman and his visas help?'
    """
    question = _CONTRACTED.sub(lambda m: f"{m['wh']}'s" if m["wh"] else f"{m['aux']}n't", question)
    asks_in_small_letters = question == question.casefold()
    by_initial: dict[str, list[str]] = {}

    def word_for(match: re.Match[str]) -> str:
        word = match.group()
        if asks_in_small_letters and word in _SLIPS and not knows(word):
            return _SLIPS[word]
        if len(word) < SHORTEST or not _is_slip(word, knows):
            return word
        if not by_initial:
            # Who writes capitals writes names with them.
            for held in sorted(w for w in words if asks_in_small_letters or w[0].islower()):
                by_initial.setdefault(held[0].casefold(), []).append(held)
        return _nearest(word, by_initial.get(word[0], [])) or word

    return re.sub(rf"(?<![\w’'.-]){_WORD.pattern}(?![\w’'-])", word_for, question)


def with_owners(question: str, words: Iterable[str]) -> str:
    """A question in small letters with the owners in it as names: "perus" for "Peru's".

    Args:
        question: as typed.
        words: that the documents hold.

    >>> with_owners("what did perus two chairmans say?", ["Peru", "chairman", "Chairman"])
    "what did Peru's two chairmans say?"
    """
    held = set(words)
    names = {word.casefold(): word for word in held if word[0].isupper() and not word.isupper()}

    def read(match: re.Match[str]) -> str:
        name = "" if match["name"] in held or match[0] in held else names.get(match["name"])
        return f"{name}'s" if name else match[0]

    return _OWNED.sub(read, question)


def _is_slip(word: str, knows: Callable[[str], bool]) -> bool:
    """Whether neither the documents nor any English text is likely to hold a word."""
    tokens = analyze(word)
    if not tokens or any(map(knows, tokens)):
        return False
    known = english_words()
    singular = word.replace("men", "man")
    return not any(form in known for form in (word, _ENDINGS.sub("", word), singular))


def _nearest(word: str, held: Iterable[str]) -> str | None:
    """The word that `word` misses by the fewest letters, if by few enough."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words = {one.casefold(): one for one in held if len(one) >= SHORTEST}
    most = 2 if len(word) >= LONG else 1
    found = process.extractOne(word, list(words), scorer=OSA.distance, score_cutoff=most)
    return words[found[0]] if found else None


@cache
def english_words() -> frozenset[str]:
    """The whole words in the vocabulary of the packaged encoder: some 20,000 common ones."""
    from tokenizers import Tokenizer

    pieces = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json")).get_vocab()
    return frozenset(piece for piece in pieces if _WORD.fullmatch(piece))
