"""Numbers among the words of a sentence, and the noun that a number counts.

No tagger: a noun phrase ends where punctuation or a function word begins, and what is counted is
its last plural. That is right for most of what documents count, and gives nothing rather than a
guess where no noun follows.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Span

_WORD = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}

_END_WORDS = """
    a an the and or but nor of in on at to for from by with without into onto over under between
    among across through during before after since until about against as than that which who whom
    whose where when while if so is are was were be been being am do does did have has had will
    would can could may might must shall should not it its they them their there this these those
    he she his her we our you your i also only then per via including within who's what how
"""
_ENDS = frozenset(_END_WORDS.split())
_IRREGULAR_WORDS = """
people men women children memoranda criteria phenomena data media police staff dead cattle sheep
fish aircraft feet teeth mice wounded injured
"""
_IRREGULAR = frozenset(_IRREGULAR_WORDS.split())
_NO_NOUNS = frozenset({"years", "always", "perhaps", "besides", "others", "times"})
_MAX_WORDS = 6
"""How far behind its number the noun may stand."""

_PART_OF_A_NAME = re.compile(r"(?:^|\s)(?:No\.|[A-Z][\w.’'&-]*)\s$")
_TOTAL = re.compile(
    r"\b([a-z]+) of (?:(?:about|around|roughly|over|nearly|almost|more than|at least) )?$"
)
_CODE = re.compile(r"(?:USD|EUR|GBP|KRW|JPY|CNY|RMB)\s$")
_NO_NAMES = _ENDS | {"some", "nearly", "almost", "around", "roughly", "another", "all", "both"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; `last_place`: what one step of its last written digit is worth."""

    span: Span
    low: float
    high: float
    in_words: bool
    last_place: float = 1.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the noun, the words before it, and where the phrase ends."""

    noun: str
    about: tuple[str, ...]
    end: int


class _Token:
    """A word in the form that `text2num` asks for."""

    def __init__(self, word: Word) -> None:
        self.word = word

    def text(self) -> str:
        return self.word.text

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self.word.text[0].isdigit()


def words_of(sentence: str) -> list[Word]:
    """Words, numbers and marks with their places.

    >>> [word.text for word in words_of("An eight-year gap, 1,200 men.")]
    ['An', 'eight', '-', 'year', 'gap', ',', '1,200', 'men', '.']
    """
    return [Word(m.group(), Span(m.start(), m.end())) for m in _WORD.finditer(sentence)]


def numbers_in(sentence: str, words: list[Word]) -> list[Number]:
    """Cardinal numbers, in words or digits, in the order of the text.

    >>> sentence = "Thirty-two firms, 1.5 million won and the first of Boeing 747"
    >>> [(n.low, n.span.of(sentence)) for n in numbers_in(sentence, words_of(sentence))]
    [(32.0, 'Thirty-two'), (1500000.0, '1.5 million')]
    """
    found = _in_words(sentence, words)
    for index, word in enumerate(words):
        if _DIGITS.fullmatch(word.text) and not _glued(sentence, word.span):
            found.append(_in_digits(words, index))
    taken = [number.span for number in found if not number.in_words]
    kept = [n for n in found if not (n.in_words and any(t.overlaps(n.span) for t in taken))]
    return sorted(kept, key=lambda number: number.span)


def _in_words(sentence: str, words: list[Word]) -> list[Number]:
    from text_to_num import find_numbers

    found = []
    for told in find_numbers([_Token(word) for word in words], "en", 0):
        first, last = words[told.start], words[told.end - 1]
        alone = first.text.lower() in ("one", "zero") and first is last
        if told.is_ordinal or first.text[0].isdigit() or alone:
            continue  # "one of them", "on the one hand": hardly ever a count
        span = Span(first.span.start, last.span.end)
        found.append(Number(span, told.value, told.value, True, _last_place(told.value)))
    return found


def _in_digits(words: list[Word], index: int) -> Number:
    word = words[index]
    value = float(word.text.replace(",", ""))
    decimals = len(word.text.partition(".")[2])
    scale, end = 1.0, word.span.end
    if index + 1 < len(words):
        following = words[index + 1]
        name = following.text.lower()
        scale = _SCALES.get(name) or (
            _SHORT_SCALES.get(name, 1.0) if following.span.start <= end + 1 else 1.0
        )
        end = following.span.end if scale > 1 else end
    place = scale * 10.0**-decimals if decimals or scale > 1 else _last_place(value)
    return Number(Span(word.span.start, end), value * scale, value * scale, False, place)


def _last_place(value: float) -> float:
    """10 for 120, 1000 for 44000; 1 for 0.

    >>> _last_place(44000.0)
    1000.0
    """
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place if math.isfinite(place) else 1.0


def _glued(sentence: str, span: Span) -> bool:
    """Whether digits belong to a name or an address: "L4", "G20", "?id=14", "Root 3"."""
    before, behind = sentence[: span.start], sentence[span.end :]
    if before and not (before[-1].isspace() or before[-1] in "([“‘\"'$€£₩¥–—-~"):
        return True
    if re.match(r"[\w/=]|[-–]\w*[A-Z]|\.\d|\)?:\d", behind) and not re.match(
        r"(?:k|m|mn|bn|tn)\b", behind
    ):
        return True
    name = _PART_OF_A_NAME.search(before)
    if not name or _CODE.search(before):
        return False
    # A sentence begins with a capital letter, too: "From 100 to 150", "Nearly 40".
    return name.group().strip().lower() not in _NO_NAMES


def counted(sentence: str, number: Number, words: list[Word]) -> Counted | None:
    """The noun that `number` counts, or None.

    >>> text = "It brought fifteen new cooperation agreements across trade"
    >>> words = words_of(text)
    >>> counted(text, numbers_in(text, words)[0], words)
    Counted(noun='agreements', about=('new', 'cooperation'), end=45)
    """
    phrase = _phrase(words, number.span.end)
    plural = [i for i, word in enumerate(phrase) if _is_plural(word.text)]
    if not plural:
        # "a workforce of 5,000": nothing is counted behind the number, but before it.
        total = _TOTAL.search(sentence[: number.span.start])
        return Counted(total[1], (), number.span.end) if total else None
    last = plural[0]
    while last + 1 in plural:
        last += 1
    noun = phrase[last]
    about = tuple(word.text for word in phrase[:last])
    # "memoranda of understanding": the noun alone does not say what they are.
    of = r" of [A-Z]?[a-z]+\b" if noun.text[0].isupper() else r" of [a-z]+\b"
    more = re.match(of, sentence[noun.span.end :])
    plain = more and not _is_plural(more.group().split()[-1]) and more.group()[4:] not in _ENDS
    return Counted(noun.text, about, noun.span.end + (more.end() if more and plain else 0))


def phrase_behind(text: str, start: int) -> tuple[tuple[str, ...], str]:
    """The words and the noun of the phrase that begins behind `start`.

    The noun is the first plural, else the last word; empty where there is none.

    >>> phrase_behind("How many new cooperation agreements did they sign?", 8)
    (('new', 'cooperation'), 'agreements')
    """
    phrase = [word.text for word in _phrase(words_of(text), start)]
    noun = next((i for i, word in enumerate(phrase) if _is_plural(word)), len(phrase) - 1)
    return (tuple(phrase[:noun]), phrase[noun]) if phrase else ((), "")


def _phrase(words: list[Word], start: int) -> list[Word]:
    """The words behind `start` that can belong to one noun phrase."""
    phrase: list[Word] = []
    for word in words:
        if word.span.start < start:
            continue
        joined = word.text in "-‐‑" and phrase
        if joined:
            continue
        ends = word.text.lower() in _ENDS or not word.text[0].isalpha()
        if ends or len(phrase) == _MAX_WORDS:
            break
        phrase.append(word)
    return phrase


@lru_cache(maxsize=4096)
def _is_plural(word: str) -> bool:
    lowered = word.lower()
    if lowered in _NO_NOUNS:
        return False
    if word.endswith("s") and word[:-1].isupper():
        return True  # "MOUs"
    ends = lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "'s", "’s"))
    return (ends and len(lowered) > 2) or lowered in _IRREGULAR
