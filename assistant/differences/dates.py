"""Dates in a sentence, as intervals of days: "5 January", "January 4–7", "August 2025", "2016"."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

from assistant.words.grammar import MONTH
from corpus.document import Span

_MONTH = "|".join([MONTH, *(f"{m}\\." for m in calendar.month_abbr[1:])])
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:[–-]|to|and)\s?"
_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b|"
    rf"\b(?:(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?\s(?:of\s)?(?P<m1>{_MONTH})"
    rf"(?:,?\s(?P<y1>\d{{4}}))?|"
    rf"(?P<m2>{_MONTH})\s(?P<d3>{_DAY})(?:{_TO}(?P<d4>{_DAY}))?\b(?!\s?[%,]\d)"
    rf"(?:,?\s(?P<y2>\d{{4}}))?|"
    rf"(?P<m3>{_MONTH}),?\s(?P<y3>\d{{4}})|"
    rf"(?:(?<=in\s)|(?<=In\s)|(?<=since\s)|(?<=until\s)|(?<=by\s)|(?<=of\s))(?P<m4>{_MONTH})|"
    rf"(?<![\w$€£₩.,-])(?P<y4>(?:19|20)\d{{2}}|(?<=in\s)1\d{{3}}|(?<=from\s)1\d{{3}}|"
    rf"(?<=since\s)1\d{{3}})(?![\w%]|[.,]\d|\s(?!was\b|has\b|does\b|its\b|this\b)(?:[a-z]{{2,}}s|people)\b))"
)
UNKNOWN_YEAR = 4
_FIRST_YEAR = date(UNKNOWN_YEAR + 1, 1, 1).toordinal()
"""Dates without a year lie in this leap year: they are compared by month and day alone."""


def dates_in(sentence: str) -> list[tuple[float, float, Span]]:
    """First day, last day and place of each date, in the order of the text.

    Days are ordinals of the calendar; a month or a year is the interval of its days. A date that
    names no year gives its days in year 4; see `same_days`.

    >>> text = "On January 4–7 and in 2016"
    >>> [span.of(text) for _, _, span in dates_in(text)]
    ['January 4–7', '2016']
    """
    found = []
    for match in _DATE.finditer(sentence):
        days = _days(match)
        if days:
            found.append((*days, Span(match.start(), match.end())))
    return found


def has_year(low: float) -> bool:
    """Whether a first day of `dates_in` is of a date that names its year."""
    return low >= _FIRST_YEAR


def same_days(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two intervals of `dates_in` meet; where one lacks its year, by month and day.

    >>> may, nineteen, year = (dates_in(t)[0][:2] for t in ("3 May", "3 May 2019", "2019"))
    >>> same_days(*may, *nineteen), same_days(*may, *year)
    (True, True)
    """
    if not has_year(low) and has_year(other_low):
        other_low, other_high = _in_no_year(other_low, other_high)
    elif has_year(low) and not has_year(other_low):
        low, high = _in_no_year(low, high)
    return low <= other_high and other_low <= high


def _in_no_year(low: float, high: float) -> tuple[float, float]:
    first = date.fromordinal(int(low)).replace(year=UNKNOWN_YEAR)
    return first.toordinal(), first.toordinal() + high - low


def _days(match: re.Match[str]) -> tuple[float, float] | None:
    from dateutil.parser import ParserError, parse

    group = match.groupdict()
    default = datetime(UNKNOWN_YEAR, 1, 1)
    try:
        if group["iso"]:
            day = parse(group["iso"]).toordinal()
            return day, day
        year = next((group[y] for y in ("y1", "y2", "y3", "y4") if group[y]), None)
        month = group["m1"] or group["m2"] or group["m3"] or group["m4"]
        if not month:
            return date(int(str(year)), 1, 1).toordinal(), date(int(str(year)), 12, 31).toordinal()
        first, last = (group["d1"], group["d2"]) if group["m1"] else (group["d3"], group["d4"])
        if not first:
            begin = parse(f"1 {month}" + (f" {year}" if year else ""), default=default)
            length = calendar.monthrange(begin.year, begin.month)[1]
            return begin.toordinal(), begin.toordinal() + length - 1
        begin, end = (
            parse(f"{day} {month}" + (f" {year}" if year else ""), default=default)
            for day in (first, last or first)
        )
    except (ParserError, OverflowError, ValueError):
        return None  # "31 February": no date
    return begin.toordinal(), max(begin.toordinal(), end.toordinal())
