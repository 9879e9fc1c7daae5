"""The marks of ordered lists, as their documents show them: "b.", "(iv)", "3)"."""

from __future__ import annotations

from typing import Any

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4000
_DELIMITED = {"OneParen": "{})", "TwoParens": "({})"}


def mark(number: int, style: dict[str, Any], delimiter: dict[str, Any]) -> str:
    """The mark of the item `number` of a list; `style` and `delimiter` as pandoc names them.

    >>> mark(2, {"t": "LowerAlpha"}, {"t": "TwoParens"}), mark(3, {"t": "Decimal"}, {"t": "Period"})
    ('(b)', '3.')
    """
    name = style["t"]
    letters = str(number)
    if name.endswith("Roman"):
        letters = _roman(number)
    elif name.endswith("Alpha"):
        letters = _alpha(number)
    letters = letters.upper() if name.startswith("Upper") else letters
    return _DELIMITED.get(delimiter["t"], "{}.").format(letters)


def _alpha(number: int) -> str:
    """Letters, from "a" to "z" and on with "aa".

    >>> _alpha(1), _alpha(26), _alpha(27), _alpha(0)
    ('a', 'z', 'aa', '0')
    """
    if number < 1:
        return str(number)
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(number: int) -> str:
    """Roman figures, in small letters.

    >>> _roman(4), _roman(1994), _roman(0)
    ('iv', 'mcmxciv', '0')
    """
    if not 0 < number < _MOST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
