"""The values that a sentence states: counts, durations, dates, amounts and shares, normalised.

Number words are read by `text2num`, dates by `python-dateutil`; what is ours is where a value
begins and ends as written, and what it counts. Every value is an interval, so that "almost nine",
"at least 40" and "USD 44 million" can be compared with what another document says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from assistant.differences.counts import Number, Word, counted, numbers_in, words_of
from assistant.differences.dates import dates_in, same_days
from assistant.words.patterns import any_case
from corpus.document import Span

ValueKind = Literal["count", "duration", "date", "money", "percent"]

_CURRENCIES = {
    "USD": r"USD|US\$|\$|U\.S\. dollars?|US dollars?|dollars?",
    "EUR": r"EUR|€|euros?",
    "GBP": r"GBP|£|pounds sterling|pounds?",
    "KRW": r"KRW|₩|(?:Korean )?won",
    "JPY": r"JPY|(?:Japanese )?yen",
    "CNY": r"CNY|RMB|renminbi|yuan",
}
_BEFORE = {code: re.compile(rf"(?:{p})\s?$") for code, p in _CURRENCIES.items()}
_AFTER = {code: re.compile(rf"\s?(?:{p})(?![\w$])") for code, p in _CURRENCIES.items()}

# Unit -> class of units that can be turned into each other without guessing, and how many of it.
UNITS_OF_TIME = {
    "minute": ("minutes", 1.0), "hour": ("minutes", 60.0),
    "day": ("days", 1.0), "week": ("days", 7.0), "fortnight": ("days", 14.0),
    "month": ("months", 1.0), "year": ("months", 12.0), "decade": ("months", 120.0),
    "century": ("months", 1200.0),
}  # fmt: skip
_UNIT = any_case(
    r"(?:\s|-|‐|‑)(?:(?:full|straight|consecutive|long|whole)\s)?"
    r"(minute|hour|day|week|fortnight|month|year|decade|centur)(?:s|y|ies)?\b"
    r"(-old|\sold|\sof age)?"
)
_PERCENT = re.compile(r"\s?(?:%|percent\b|per cent\b)(?!\s?points?)")

_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|close to|circa|an estimated)\s$"
)
_AT_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|no less than|upwards of)\s$")
_AT_MOST = re.compile(r"\b(?:at most|less than|fewer than|under|up to|no more than|not even)\s$")
_ABOUT_SHARE = 0.1
"""How far off an "about" may be: a tenth."""

_ROUND_FROM = 1000
"""From here on, zeros at the end of a plain number may stand for rounding."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a sentence.

    Attributes:
        kind: values of different kinds are never compared.
        unit: currency, class of time units, or empty; values of different units neither.
        low, high: between them lies what is meant; dates count days from year 1.
        thing: for counts, the noun that is counted; else empty.
        about: for counts, the words between number and noun.
        span: the value as written, with its unit or noun, in characters of the sentence.
        number: the number alone.
    """

    kind: ValueKind
    unit: str
    low: float
    high: float
    thing: str
    about: tuple[str, ...]
    span: Span
    number: Span

    def agrees(self, other: Value) -> bool:
        """Whether both can be true of one thing: their intervals have more than an end in common.

        >>> six, number = values_in("It took six years and 6 years.")
        >>> six.agrees(number)
        True
        >>> lower, higher = values_in("It has 3,100 seats or 3,200 seats.")
        >>> lower.agrees(higher)
        False
        """
        if self.kind == "date":
            return same_days(self.low, self.high, other.low, other.high)
        low, high = max(self.low, other.low), min(self.high, other.high)
        exact = self.low == self.high or other.low == other.high
        return low < high or (exact and low == high)


def values_in(sentence: str) -> list[Value]:
    """All values of `sentence`, in the order of the text.

    >>> [(v.kind, v.low, v.span.of("USD 44 million for six years")) for v in
    ...  values_in("USD 44 million for six years")]
    [('money', 43500000.0, 'USD 44 million'), ('duration', 72.0, 'six years')]
    """
    dates = [
        Value("date", "", low, high, "", (), span, span) for low, high, span in dates_in(sentence)
    ]
    words = words_of(sentence)
    others = [
        value
        for number in _ranges(sentence, numbers_in(sentence, words))
        if not any(date.span.overlaps(number.span) for date in dates)
        and (value := _value(sentence, number, words))
    ]
    return sorted([*dates, *others], key=lambda value: value.span)


def _ranges(sentence: str, numbers: list[Number]) -> Iterator[Number]:
    """The numbers, "100 to 150" and "13–14" as one."""
    taken = False
    for number, following in zip_longest(numbers, numbers[1:]):
        between = sentence[number.span.end : following.span.start] if following else ""
        if taken:
            taken = False
        elif following and re.fullmatch(r"\s?[–-]\s?| to ", between):
            taken = True
            span = Span(number.span.start, following.span.end)
            yield Number(span, number.low, following.high, number.in_words)
        else:
            yield number


def _value(sentence: str, number: Number, words: list[Word]) -> Value | None:
    """What `number` is a number of; None where that cannot be told."""
    before, behind = sentence[: number.span.start], sentence[number.span.end :]
    for code in _CURRENCIES:
        ahead = _BEFORE[code].search(before)
        after = None if ahead else _AFTER[code].match(behind)
        if ahead or after:
            start = ahead.start() if ahead else number.span.start
            end = number.span.end + (after.end() if after else 0)
            return _made(sentence, "money", code, number, Span(start, end))
    if share := _PERCENT.match(behind):
        span = Span(number.span.start, number.span.end + share.end())
        return _made(sentence, "percent", "", number, span)
    if unit := _UNIT.match(behind):
        name = unit[1].lower()
        kind_of_time, factor = UNITS_OF_TIME["century" if name == "centur" else name]
        span = Span(number.span.start, number.span.end + unit.end())
        kind_of_time = "age" if unit[2] else kind_of_time
        return _made(sentence, "duration", kind_of_time, number, span, factor)
    found = counted(sentence, number, words)
    if found is None or found.about[-1:] == ("percentage",):
        return None
    span = Span(number.span.start, found.end)
    return _made(sentence, "count", "", number, span, thing=found.noun, about=found.about)


def _made(
    sentence: str,
    kind: ValueKind,
    unit: str,
    number: Number,
    span: Span,
    factor: float = 1.0,
    thing: str = "",
    about: tuple[str, ...] = (),
) -> Value:
    low, high = _interval(sentence, kind, number, span.start)
    return Value(kind, unit, low * factor, high * factor, thing, about, span, number.span)


def _interval(sentence: str, kind: ValueKind, number: Number, start: int) -> tuple[float, float]:
    """What the number can mean: as exact as it is written, looser where the words say so."""
    low, high = number.low, number.high
    before = sentence[:start].lower()
    if _AT_LEAST.search(before):
        return low, float("inf")
    if _AT_MOST.search(before):
        return float("-inf"), high
    if _ABOUT.search(before):
        return low * (1 - _ABOUT_SHARE), high * (1 + _ABOUT_SHARE)
    if low == high and (kind in ("money", "percent") or low >= _ROUND_FROM):
        half = number.last_place / 2
        return low - half, high + half
    return low, high
