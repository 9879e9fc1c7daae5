"""The words inside a sentence that have the kind which a question asks for.

Patterns for numbers, dates and names only: it finds candidates and picks the one that stands
nearest to the words of the question. It does not read; a trained reader can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.asked.kind import Kind
from assistant.asked.question import Question
from assistant.ranking.korean_values import beside_asked, korean_values
from assistant.ranking.stays import UNIT_OF_TIME, asks_how_long_a_stay, may_be_stay
from assistant.words.grammar import MONTH, ONES, TEENS, TENS
from assistant.words.kinds import is_adjective
from assistant.words.name_shapes import TIME
from assistant.words.patterns import any_case
from corpus.document import Span
from index.lexical import analyze, mostly_hangul

_MONTH = f"(?:{MONTH})"
_CARDINAL = (
    f"(?:{'|'.join(ONES + TEENS)}|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(ONES)}))?|hundred|thousand)"
)
_DAY = (
    rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? {_MONTH}(?: \d{{4}})?|"
    rf"\b{_MONTH} \d{{1,2}}\b(?:[–-]\d{{1,2}})?(?:, \d{{4}})?"
)
_DAYS = re.compile(_DAY)
_FROM_TO = re.compile(
    rf"\b\d{{1,2}}(?:[–-]| to )\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:[–-]| to )\d{{1,2}}\b"
)
_ASKS_HOW_MANY_DAYS = any_case(
    r"\bhow many (?:full |whole )?days\b(?! (?:after|before|since|later|until|between|had)\b)"
)
_DATE = re.compile(rf"{_DAY}|\b{_MONTH} \d{{4}}|\b(?:19|20)\d{{2}}\b")
# "After the press conference, they played" tells when, where no date does.
_BESIDE_EVENT = re.compile(
    r"(?:^|(?<=, )|(?<=, held ))(?:(?:[Ss]hortly|[Ii]mmediately|[Rr]ight) )?"
    r"(?:[Aa]fter|[Ff]ollowing|[Bb]efore|[Aa]head of|[Dd]uring|[Oo]n the sidelines of) "
    r"[^,.;]{3,60}(?=[,.;])"
)
_ASKS_WHEN = any_case(r"\bwhen\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ASKS_FOR_YEAR = any_case(r"\b(?:which|what) years?\b")
_ASKS_FOR_DAYS = any_case(r"\b(dates?|days?)\b")
NUMBER = any_case(
    r"(?:(?:USD|EUR|KRW|US\$|\$|[€£¥₩]) ?)?\d[\d,]*(?:\.\d+)?(?: ?%| per ?cent)?"
    rf"(?: (?:million|billion|trillion))?|\b{_CARDINAL}\b"
)
"""An amount, in digits or in words."""

# "nine long years", "10 to 12 weeks", "an eight-year hiatus"
_UNIT = re.compile(
    r"(?:(?: to | or |[–-])\w+)?(?:[\s-]+(?:full|long|whole|business|working|more))?"
    r"[\s-]+(?P<unit>year|month|week|day|hour)s?\b"
)
_ASKS_FOR_UNIT = any_case(r"\bhow many (?:\w+ )?(?P<unit>year|yr|month|week|day|hour|hr)s?\b")
_SPELT_OUT = {"yr": "year", "hr": "hour"}
_ASKS_FOR_THINGS = any_case(r"\bhow many\b")
# A name: capitalised words, small words and hyphens between ("Hall of the People", "Jae-yong").
_NAMED = r"[A-Z][\w’'-]*(?:(?: of the | of | and the | for |-| )(?=[A-Z])[A-Z][\w’'-]*)*"
_NAME = re.compile(rf"\b{_NAMED}")
# Places follow a preposition: "at the Great Hall of the People", "to Beijing and Shanghai".
_PLACE = re.compile(
    rf"\b(?:in|at|from|to|near|for|outside|inside) (?:the |a visit to )?(?!{_MONTH})"
    rf"(?P<words>{_NAMED}(?:(?:,| and|, and) {_NAMED})*)"
)


def has_spans(kind: Kind) -> bool:
    """Whether candidates can be found for questions of this kind."""
    return kind in _OF_KIND


def candidate_spans(question: Question, text: str, within: Span) -> list[Span]:
    """Spans of `text` inside `within` that have the kind asked for and are not in the question.

    Args:
        question: its kind chooses what is looked for; its own words are no answer.
        text: the document's text; spans are positions in it.
        within: usually one sentence.
    """
    if not has_spans(question.kind):
        return []
    spans, asked = korean_values(question, text, within), set(question.terms)
    if spans is None:
        spans = _OF_KIND[question.kind](question, text, within)
    return [s for s in spans if (tokens := analyze(s.of(text))) and not asked >= set(tokens)]


def _found(pattern: re.Pattern[str], text: str, within: Span, group: str | int = 0) -> list[Span]:
    """Where a pattern, or a group of it, stands in a sentence."""
    matches = pattern.finditer(within.of(text))
    return [within.part(*m.span(group)) for m in matches]


def _names(question: Question, text: str, within: Span) -> list[Span]:
    return [s for s in _found(_NAME, text, within) if not TIME.fullmatch(s.of(text))]


def _places(question: Question, text: str, within: Span) -> list[Span]:
    places = _found(_PLACE, text, within, "words")
    return [s for s in places if not is_adjective(s.of(text))]  # "from Chinese firms" is no place


def _dates(question: Question, text: str, within: Span) -> list[Span]:
    days, years = _ASKS_FOR_DAYS.search(question.text), _ASKS_FOR_YEAR.search(question.text)
    dates = _found(_DAYS if days else _YEAR if years else _DATE, text, within)
    if not dates and _ASKS_WHEN.search(question.reads):
        return _found(_BESIDE_EVENT, text, within)
    return dates


def _counts(question: Question, text: str, within: Span) -> list[Span]:
    dates = _found(_DATE, text, within)
    counts = [
        _with_unit(text, number)
        for number in _found(NUMBER, text, within)
        if not any(date.start <= number.start < date.end for date in dates)
        and _counts_asked(question.reads, text, number)
    ]
    stay = asks_how_long_a_stay(question.reads)
    if stay:
        counts = [count for count in counts if may_be_stay(text, count, within)]
    if stay or _ASKS_HOW_MANY_DAYS.search(question.reads):  # "January 4–7" tells it
        counts += _found(_FROM_TO, text, within)
    return counts


_OF_KIND: dict[Kind, Callable[[Question, str, Span], list[Span]]] = {
    "how_many": _counts,
    "when": _dates,
    "who": _names,
    "where": _places,
}


def _counts_asked(asked: str, text: str, number: Span) -> bool:
    """Whether a number may count what is asked: days are no years, and firms are neither."""
    if not _ASKS_FOR_THINGS.search(asked):
        return True
    unit = _UNIT.match(text, number.end)
    wanted = _ASKS_FOR_UNIT.search(asked)
    spelt = wanted and _SPELT_OUT.get(wanted["unit"].lower(), wanted["unit"].lower())
    return (unit and unit["unit"]) == spelt


def _with_unit(text: str, span: Span) -> Span:
    unit = UNIT_OF_TIME.match(text, span.end)
    return Span(span.start, unit.end()) if unit else span


def best_span(question: Question, text: str, within: Span) -> Span | None:
    """The candidate whose neighbourhood holds most of the question, nearest first; None without."""
    if mostly_hangul(within.of(text)):
        return beside_asked(question, text, within, candidate_spans(question, text, within))
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
