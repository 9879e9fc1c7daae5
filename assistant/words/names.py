"""Names as the documents write them: other names by a list, misspelt ones by their letters.

What the documents do not hold is exchanged, and nothing else: a question that uses their own words
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache
from pathlib import Path

from assistant.words.grammar import ONES, ORDINALS
from assistant.words.patterns import any_case
from corpus.errors import LibraryError
from corpus.files import parsed_toml
from index.lexical import analyzed
from index.near import Vocabulary

ALIASES = "aliases.toml"

ALIKE = 84.0
"""Two spellings are one name from this similarity on: 100 * 2 * shared letters / all letters."""

SHORTEST = 5
"""Shorter words are too easily alike: "Lima" and "Lina"."""

Group = tuple[str, ...]
"""Names that mean the same, the preferred one first."""

_RANKS = dict(zip(ONES, ORDINALS, strict=False))
_NUMBERED = any_case(rf"(?<=\b(?:is|as) )number (?P<n>{'|'.join(_RANKS)})(?= (?:in|of|at)\b)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def read_aliases(library: Path | None) -> tuple[Group, ...]:
    """The groups that a library adds, then those that ship.

    Raises:
        LibraryError: the library's file cannot be read, is no TOML, or no list of lists of names.
    """
    path = None if library is None else library / ALIASES
    own = _groups(path) if path is not None and path.is_file() else ()
    return (*own, *_shipped())


@cache
def _shipped() -> tuple[Group, ...]:
    return _groups(Path(__file__).parent.parent / "data" / ALIASES)


def _groups(path: Path) -> tuple[Group, ...]:
    try:
        given = parsed_toml(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise LibraryError(f"{path} is no valid TOML ({error}); correct it there") from None
    groups = given.get("groups")
    if set(given) != {"groups"} or not isinstance(groups, list):
        raise LibraryError(f"{path} must hold `groups`, a list of lists of names, and no more")
    faults = [
        f"{path}: group {number} must be a list of two or more names; correct it"
        for number, group in enumerate(groups, 1)
        if not isinstance(group, list)
        or len(group) < 2
        or not all(isinstance(name, str) and name.strip() for name in group)
    ]
    if faults:
        raise LibraryError(*faults)
    return tuple(tuple(group) for group in groups)


def in_their_words(question: str, vocabulary: Vocabulary, aliases: Sequence[Group]) -> str:
    """`question` with the names that `vocabulary` lacks exchanged for those that it has.

    Who is "number three" is the third.
    """
    question = _NUMBERED.sub(lambda m: _RANKS[m["n"].casefold()], question)
    return _respelt(renamed(question, vocabulary, aliases), vocabulary)


def renamed(question: str, vocabulary: Container[str], aliases: Sequence[Group]) -> str:
    """`question` with every name of a group that a vocabulary lacks as the first one that it has.

    >>> renamed("Where is artificial intelligence?", {"ai"}, [("artificial intelligence", "AI")])
    'Where is AI?'
    """
    for group in aliases:
        known = next((name for name in group if _held(name, vocabulary)), None)
        if known is None:
            continue
        # The longest first: "Republic of Korea" must not be cut by a part of it.
        for name in sorted(group, key=len, reverse=True):
            if not _held(name, vocabulary):
                question = known.join(_pattern(name).split(question))
    return question


def _held(name: str, vocabulary: Container[str]) -> bool:
    return all(token in vocabulary for token, _ in analyzed(name))


def _pattern(name: str) -> re.Pattern[str]:
    # Capitals alone tell "US" from "us" and "AI" from a syllable.
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)


def _respelt(question: str, vocabulary: Vocabulary) -> str:
    """Every word that is nearly a name of the documents, and no word of theirs, as that name."""
    # Who writes capitals writes names with them: "chairmen" is then no slip for "Chairman".
    any_word = question == question.casefold()

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if not any_word and word[0].islower():
            return word
        tokens = [token for token, _ in analyzed(word)]
        if len(word) < SHORTEST or not tokens or any(token in vocabulary for token in tokens):
            return word
        return _alike(word, vocabulary) or word

    return _WORD.sub(mended, question)


def _alike(word: str, vocabulary: Vocabulary) -> str | None:
    """The name that is spelt most like `word`, if any is nearly spelt so."""
    from rapidfuzz import fuzz, process

    initial = word[0].casefold()
    names = {name.casefold(): name for name in vocabulary.names if name[0].casefold() == initial}
    found = process.extractOne(
        word.casefold(), sorted(names), scorer=fuzz.ratio, score_cutoff=ALIKE
    )
    return names[found[0]] if found else None
