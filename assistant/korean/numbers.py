"""Numbers, dates and counts in a Korean line, as English documents write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.words.grammar import ONES, ORDINALS, TEENS

MONTHS = calendar.month_name[1:]
_ENGLISH_NUMBERS = ("zero", *ONES, *TEENS, "twenty")
_ORDINALS = ("zeroth", *ORDINALS)
_ORDINAL_COUNTERS = ("위", "번째")
_PLAIN_COUNTERS = ("건", "개", "가지", "척", "곳", "대", "편")
"""Of things that stand beside them by name."""

NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10, "열한": 11, "열두": 12, "열세": 13, "열네": 14, "열다섯": 15,
    "열여섯": 16, "스무": 20,
}  # fmt: skip
"""Numbers as they stand before what is counted."""

_COUNTERS = {
    "년": "years", "개월": "months", "주": "weeks", "주년": "anniversary",
    "명": "people", "사람": "people",
    "인": "people", "나라": "countries", "개국": "countries", "해": "years", "살": "years",
    "퍼센트": "percent", "%": "percent",
    "시간": "hours", "분": "minutes", "개사": "companies", "건": "", "개": "", "가지": "", "척": "",
    "번": "times", "차례": "times", "번째": "", "위": "", "곳": "", "쪽": "", "대": "",
    "톤": "tonnes",
}  # fmt: skip
_SCALES = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000, "백만": 1_000_000, "천": 1000}
_DATE = re.compile(r"(\d{1,2})월(?:(\d{1,2})일?(?:[-~–](\d{1,2})일?)?)?")
_YEAR = re.compile(r"((?:19|20)\d\d)년?(?:도)?(?!\d)")
_NUMBER = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(백만|만|억|조|천)?(개월|개국|개사|시간|번째|차례|퍼센트|사람|나라|주년|년|주|명|인|살|%|"
    r"분|건|개|가지|척|번|위|곳|쪽|대|톤)?"
)
_HOW_MANY = re.compile(
    r"몇(개월|개국|개사|시간|번째|차례|퍼센트|사람|프로|년|주|명|인|살|분|건|개|가지|척|번|위|곳|쪽|대|톤|월|일|시|편|장|차)?"
)
# "몇 년 만에", "몇 년 만인가요": after how many years it was so again.
_SINCE_WHEN = re.compile(r"몇(년|개월|주)만(?=에|이|인|입|일)")
_COUNTED = re.compile(
    r"(열여섯|열다섯|열네|열세|열두|열한|스무|다섯|여섯|일곱|여덟|아홉|열|한|두|세|네)"
    r"(개월|가지|사람|나라|차례|번째|해|명|개|곳|번|척|살|건)"
)
_COUNT_STARTS = frozenset(word[0] for word in NATIVE)


@dataclass(frozen=True, slots=True)
class Number:
    """What stands at a place.

    Attributes:
        english: as English documents write it; of "how many people" the people.
        end: of it, in characters of the line.
        is_exact: whether it is a date or a number in digits: as telling as a name.
        is_asked: whether it is what the question wants to know.
    """

    english: str
    end: int
    is_exact: bool = True
    is_asked: bool = False


def number_at(
    line: str, position: int, knows: Callable[[str], bool], *, begins: bool
) -> Number | None:
    """The number, date or count at `position`, if any.

    Args:
        line: words without the blanks between them.
        position: where to look.
        knows: whether the documents hold a token.
        begins: whether a word begins there: counts in words stand nowhere else.

    >>> number_at("4400만달러", 0, lambda token: False, begins=True)
    Number(english='44 million', end=5, is_exact=True, is_asked=False)
    """
    if begins and (since := _SINCE_WHEN.match(line, position)):
        unit = f"{_COUNTERS[since.group(1)]} since last"
        return Number(unit, since.end(), is_exact=False, is_asked=True)
    if begins and (asked := _HOW_MANY.match(line, position)):
        counter = asked.group(1) or ""
        unit = _COUNTERS.get(counter, "")
        counts = bool(unit) or counter in _PLAIN_COUNTERS
        return Number(unit, asked.end(), is_exact=False, is_asked=counts)
    if line[position].isdigit() or (begins and line[position] in _COUNT_STARTS):
        return _number(line, position, knows)
    return None


def _number(line: str, position: int, knows: Callable[[str], bool]) -> Number | None:
    """A date, a year or a number at `position`, as English documents write it."""
    if date := _DATE.match(line, position):
        month, first, last = date.groups()
        if 1 <= int(month) <= 12:
            days = f" {first}" + (f"-{last}" if last else "") if first else ""
            return Number(f"{MONTHS[int(month) - 1]}{days}", date.end())
    if year := _YEAR.match(line, position):
        month = _DATE.match(line, year.end())
        if month and not month.group(2) and 1 <= int(month.group(1)) <= 12:
            return Number(f"{MONTHS[int(month.group(1)) - 1]} {year.group(1)}", month.end())
        return Number(year.group(1), year.end())
    if counted := _COUNTED.match(line, position):
        value, unit = NATIVE[counted.group(1)], _COUNTERS.get(counted.group(2), "")
        few = _written(value, knows)
        return Number(f"{few} {unit}".strip() if value > 1 else unit, counted.end(), is_exact=False)
    number = _NUMBER.match(line, position)
    if number is None:
        return None
    digits, scale, unit = number.groups()
    if scale:
        written = _scaled(float(digits.replace(",", "")) * _SCALES[scale])
    elif unit in _ORDINAL_COUNTERS and digits.isdigit() and int(digits) < len(_ORDINALS):
        return Number(_ORDINALS[int(digits)], number.end(), is_exact=False)
    else:
        plain = digits.replace(",", "")
        written = _written(int(plain), knows) if plain.isdigit() and unit else digits
    return Number(f"{written} {_COUNTERS.get(unit or '', '')}".strip(), number.end())


def _written(value: int, knows: Callable[[str], bool]) -> str:
    """A small number as a word where the documents hold the word, else in digits."""
    if value < len(_ENGLISH_NUMBERS) and knows(_ENGLISH_NUMBERS[value]):
        return _ENGLISH_NUMBERS[value]
    return str(value)


def _scaled(value: float) -> str:
    """A large number as English writes it.

    >>> _scaled(44_000_000), _scaled(600), _scaled(1.2e12)
    ('44 million', '600', '1.2 trillion')
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:.6g} {name}"
    return f"{value:,.6g}"
