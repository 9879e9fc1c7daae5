"""The words inside a sentence that have the kind which a question asks for.

Patterns for numbers, dates and names only: it finds candidates and picks the one that stands
nearest to the words of the question. It does not read; a trained reader can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asked.question import Kind, Question
from assistant.words.grammar import MONTH, ONES, TEENS, TENS
from assistant.words.kinds import is_adjective
from corpus.document import Span
from index.lexical import analyze

_MONTH = f"(?:{MONTH})"
_CARDINAL = (
    f"(?:{'|'.join(ONES + TEENS)}|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(ONES)}))?|hundred|thousand)"
)
_DAY = (
    rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? {_MONTH}(?: \d{{4}})?|"
    rf"\b{_MONTH} \d{{1,2}}(?:[–-]\d{{1,2}})?(?:, \d{{4}})?"
)
_DAYS = re.compile(_DAY)
_FROM_TO = re.compile(
    rf"\b\d{{1,2}}(?:[–-]| to )\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:[–-]| to )\d{{1,2}}\b"
)
_ASKS_HOW_MANY_DAYS = re.compile(
    r"\bhow many (?:full |whole )?days\b(?! (?:after|before|since|later|until|between|had)\b)",
    re.IGNORECASE,
)
# "How long was she in Peru?", "How long did Ann's visit last?", not "how long was the wait for it".
_WHO_STAYS = r"(?:he|she|they|the [a-z]+|(?:(?:the )?[A-Z][\w’'-]* ?){1,4})"
_ASKS_HOW_LONG_A_STAY = re.compile(
    rf"\b[Hh]ow (?:long|many (?:full |whole )?days) (?:did {_WHO_STAYS} ?(?:stay|remain|spend)\b|"
    rf"(?:was|were) {_WHO_STAYS} ?(?:(?:in|at) [A-Z]|there\b|abroad\b|away\b)|"
    r"(?:was|were|did) (?:the|his|her|their|each of the two|[A-Z][\w ]*['’]s?|[A-Z]\w+)(?: \w+)?"
    r" (?:stay|visit|trip|tour|journey|leg)s?\b)"
    r"(?!.*\b(?:since|ago|first|before|after|been|until)\b)"
)
_THE_FIRST_IN = re.compile(r"\bfirst\b[^.;]*$")  # "the first in six years", "the first two weeks"
_AGO = re.compile(r"^[\w ]*\bsince\b")  # "nine years since"
_DATE = re.compile(rf"{_DAY}|\b{_MONTH} \d{{4}}|\b(?:19|20)\d{{2}}\b")
# "After the press conference, they played" tells when, where no date does.
_BESIDE_EVENT = re.compile(
    r"(?:^|(?<=, )|(?<=, held ))(?:(?:[Ss]hortly|[Ii]mmediately|[Rr]ight) )?"
    r"(?:[Aa]fter|[Ff]ollowing|[Bb]efore|[Aa]head of|[Dd]uring|[Oo]n the sidelines of) "
    r"[^,.;]{3,60}(?=[,.;])"
)
_ASKS_WHEN = re.compile(r"\bwhen\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ASKS_FOR_YEAR = re.compile(r"\b(?:which|what) years?\b", re.IGNORECASE)
_ASKS_FOR_DAYS = re.compile(r"\b(dates?|days?)\b", re.IGNORECASE)
NUMBER = re.compile(
    r"(?:(?:USD|EUR|KRW|US\$|\$|€) ?)?\d[\d,]*(?:\.\d+)?(?: ?%| percent)?"
    rf"(?: (?:million|billion|trillion))?|\b{_CARDINAL}\b",
    re.IGNORECASE,
)
"""An amount, in digits or in words."""

_UNIT_OF_TIME = re.compile(r"\s+(?:years?|months?|weeks?|days?|hours?)\b")
# "nine long years", "10 to 12 weeks", "an eight-year hiatus"
_UNIT = re.compile(
    r"(?:(?: to | or |[–-])\w+)?(?:[\s-]+(?:full|long|whole|business|working|more))?"
    r"[\s-]+(?P<unit>year|month|week|day|hour)s?\b"
)
_ASKS_FOR_UNIT = re.compile(
    r"\bhow many (?:\w+ )?(?P<unit>year|yr|month|week|day|hour|hr)s?\b", re.IGNORECASE
)
_SPELT_OUT = {"yr": "year", "hr": "hour"}
_ASKS_FOR_THINGS = re.compile(r"\bhow many\b", re.IGNORECASE)
# A name: capitalised words, small words and hyphens between ("Hall of the People", "Jae-yong").
_NAMED = r"[A-Z][\w’'-]*(?:(?: of the | of | and the | for |-| )(?=[A-Z])[A-Z][\w’'-]*)*"
_NAME = re.compile(rf"\b{_NAMED}")
# Places follow a preposition: "at the Great Hall of the People", "to Beijing and Shanghai".
_PLACE = re.compile(
    rf"\b(?:in|at|from|to|near|for|outside|inside) (?:the |a visit to )?(?!{_MONTH})"
    rf"(?P<words>{_NAMED}(?:(?:,| and|, and) {_NAMED})*)"
)
_SUPPORTED: dict[Kind, re.Pattern[str]] = {
    "how_many": NUMBER,
    "when": _DATE,
    "who": _NAME,
    "where": _PLACE,
}


def has_spans(kind: Kind) -> bool:
    """Whether candidates can be found for questions of this kind."""
    return kind in _SUPPORTED


def asks_how_long_a_stay(text: str) -> bool:
    """Whether a question asks how long somebody was somewhere.

    >>> asks_how_long_a_stay("How long was Ann Fern in Peru?")
    True
    >>> asks_how_long_a_stay("How long was the wait for a visit?")
    False
    """
    return _ASKS_HOW_LONG_A_STAY.search(text) is not None


def candidate_spans(question: Question, text: str, within: Span) -> list[Span]:
    """Spans of `text` inside `within` that have the kind asked for and are not in the question.

    Args:
        question: its kind chooses the pattern; its own words are no answer.
        text: the document's text; spans are positions in it.
        within: usually one sentence.
    """
    pattern = _SUPPORTED.get(question.kind)
    if pattern is None:
        return []
    if question.kind == "when" and _ASKS_FOR_DAYS.search(question.text):
        pattern = _DAYS
    elif question.kind == "when" and _ASKS_FOR_YEAR.search(question.text):
        pattern = _YEAR
    asked = set(question.terms)
    words = "words" if "words" in pattern.groupindex else 0
    spans = [
        Span(within.start + m.start(words), within.start + m.end(words))
        for m in pattern.finditer(within.of(text))
    ]
    if question.kind == "where":  # "from Chinese firms" is no place
        spans = [s for s in spans if not is_adjective(s.of(text))]
    if question.kind == "when" and not spans and _ASKS_WHEN.search(question.reads):
        events = _BESIDE_EVENT.finditer(within.of(text))
        spans = [Span(within.start + m.start(), within.start + m.end()) for m in events]
    if question.kind == "how_many":
        dates = [
            (within.start + m.start(), within.start + m.end())
            for m in _DATE.finditer(within.of(text))
        ]
        spans = [
            _with_unit(text, s)
            for s in spans
            if not any(start <= s.start < end for start, end in dates)
            and _counts_asked(question.reads, text, s)
        ]
        stay = asks_how_long_a_stay(question.reads)
        if stay:
            spans = [
                s
                for s in spans
                if _UNIT_OF_TIME.search(s.of(text))
                and not _THE_FIRST_IN.search(text[within.start : s.start])
                and not _AGO.search(text[s.end : within.end])
            ]
        if stay or _ASKS_HOW_MANY_DAYS.search(question.reads):  # "January 4–7" tells it
            ranges = _FROM_TO.finditer(within.of(text))
            spans += [Span(within.start + m.start(), within.start + m.end()) for m in ranges]
    return [s for s in spans if (tokens := analyze(s.of(text))) and not asked >= set(tokens)]


def _counts_asked(asked: str, text: str, number: Span) -> bool:
    """Whether a number may count what is asked: days are no years, and firms are neither."""
    if not _ASKS_FOR_THINGS.search(asked):
        return True
    unit = _UNIT.match(text, number.end)
    wanted = _ASKS_FOR_UNIT.search(asked)
    spelt = wanted and _SPELT_OUT.get(wanted["unit"].lower(), wanted["unit"].lower())
    return (unit and unit["unit"]) == spelt


def _with_unit(text: str, span: Span) -> Span:
    unit = _UNIT_OF_TIME.match(text, span.end)
    return Span(span.start, unit.end()) if unit else span


_PAIRS = {"(": ")", "[": "]", "“": "”"}


def balanced(text: str, span: Span, within: Span) -> Span:
    """`span` with both halves of its brackets and quotation marks, or with none.

    Args:
        text: the document's text; spans are positions in it.
        span: words that may be cut off inside.
        within: the sentence, which `span` does not leave.

    >>> text = "A pact (the FTA) binds them."
    >>> whole = Span(0, len(text))
    >>> [balanced(text, Span(*ends), whole).of(text) for ends in ((2, 15), (12, 16))]
    ['pact (the FTA)', 'FTA']
    """
    for opening, closing in _PAIRS.items():
        words = span.of(text)
        missing = words.count(opening) - words.count(closing)
        if missing > 0 and text.startswith(closing, span.end) and span.end < within.end:
            span = Span(span.start, span.end + 1)
        elif missing > 0 and words.startswith(opening):
            span = Span(span.start + 1, span.end)
        elif missing < 0 and words.endswith(closing):
            span = Span(span.start, span.end - 1)
    return span


def best_span(question: Question, text: str, within: Span) -> Span | None:
    """The candidate whose neighbourhood holds most of the question, nearest first; None without."""
    positions = _words_asked(question, text, within)
    return min(
        candidate_spans(question, text, within),
        key=lambda span: (_distance(span, positions), span.start),
        default=None,
    )


def stay_beside(question: Question, text: str, within: Span) -> Span | None:
    """Of several stays in a sentence the one next to a word of the question; None: not several."""
    stays = candidate_spans(question, text, within) if asks_how_long_a_stay(question.reads) else []
    positions = _words_asked(question, text, within)
    if len(stays) < 2 or not positions:
        return None
    return min(stays, key=lambda span: min(abs(p - span.start) for p in positions))


def _words_asked(question: Question, text: str, within: Span) -> list[int]:
    """Where words of the question stand in a sentence."""
    return [
        within.start + m.start()
        for m in re.finditer(r"[\w’'.-]+", within.of(text))
        if set(analyze(m.group())) & set(question.terms)
    ]


def _distance(span: Span, positions: Iterable[int]) -> float:
    """Mean distance in characters to the words of the question, each counted as 120 at most."""
    distances = [min(abs(position - span.start), 120) for position in positions]
    return sum(distances) / len(distances) if distances else 0.0
