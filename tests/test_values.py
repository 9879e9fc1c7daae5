"""What counts as a value, and when two of them agree: every expected figure worked out by hand."""

from __future__ import annotations

import datetime

import pytest

from assistant.differences.values import Value, values_in


def only(sentence: str) -> Value:
    (value,) = values_in(sentence)
    return value


@pytest.mark.parametrize(
    ("sentence", "kind", "unit", "low", "high", "written"),
    [
        ("It took six years.", "duration", "months", 72, 72, "six years"),
        ("An eight-year hiatus ended.", "duration", "months", 96, 96, "eight-year"),
        ("It lasted 3 weeks.", "duration", "days", 21, 21, "3 weeks"),
        ("A 42-year-old won.", "duration", "age", 504, 504, "42-year-old"),
        ("Worth USD 44 million.", "money", "USD", 43.5e6, 44.5e6, "USD 44 million"),
        ("Worth $44 million.", "money", "USD", 43.5e6, 44.5e6, "$44 million"),
        ("It cost 1,250 euros.", "money", "EUR", 1245, 1255, "1,250 euros"),
        ("It fell to 4.2%.", "percent", "", 4.15, 4.25, "4.2%"),
        ("Thirty-two firms came.", "count", "", 32, 32, "Thirty-two firms"),
        ("At least 41 people died.", "count", "", 41, float("inf"), "41 people"),
        ("Fewer than 20 ships came.", "count", "", float("-inf"), 20, "20 ships"),
        ("About 600 guests came.", "count", "", 540, 660, "600 guests"),
        ("From 100 to 150 guests.", "count", "", 100, 150, "100 to 150 guests"),
        ("A workforce of 1,850 is left.", "count", "", 1845, 1855, "1,850"),
    ],
)  # fmt: skip
def test_values_are_normalised(
    sentence: str, kind: str, unit: str, low: float, high: float, written: str
) -> None:
    value = only(sentence)
    assert (value.kind, value.unit, value.span.of(sentence)) == (kind, unit, written)
    assert (value.low, value.high) == (pytest.approx(low), pytest.approx(high))


def day(*parts: int) -> int:
    return datetime.date(*parts).toordinal()


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("They met on 5 January 2026.", day(2026, 1, 5), day(2026, 1, 5)),
        ("They met on January 5, 2026.", day(2026, 1, 5), day(2026, 1, 5)),
        ("They met on 2026-01-05.", day(2026, 1, 5), day(2026, 1, 5)),
        ("They met on January 4–7.", day(4, 1, 4), day(4, 1, 7)),
        ("They met in August 2025.", day(2025, 8, 1), day(2025, 8, 31)),
        ("They met in 2016.", day(2016, 1, 1), day(2016, 12, 31)),
        ("The mill dates from 1887.", day(1887, 1, 1), day(1887, 12, 31)),
    ],
)
def test_dates_are_intervals_of_days(sentence: str, low: int, high: int) -> None:
    value = only(sentence)
    assert (value.kind, value.low, value.high) == ("date", low, high)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("six years", "6 years", True),
        ("six years", "72 months", True),
        ("almost nine years", "nine years", True),
        ("six years", "eight years", False),
        ("on 5 January", "on January 5", True),
        ("on 5 January 2026", "on January 5", True),
        ("on January 4–7", "on 5 January", True),
        ("in 2016", "in May 2016", True),
        ("on 3 March", "on 13 March", False),
        ("USD 44 million", "$44 million", True),
        ("$12 million", "$12.3 million", True),
        ("$12 million", "$15 million", False),
        ("14% of GDP", "14.5 percent of GDP", True),
        ("at least 40 people", "52 people", True),
        ("at least 60 people", "52 people", False),
        ("14 memoranda", "fourteen memoranda", True),
        ("14 memoranda", "fifteen memoranda", False),
        ("12,000 people", "12,345 people", True),
    ],
)
def test_values_agree_where_both_can_be_true(one: str, other: str, agree: bool) -> None:
    assert only(f"It was {one} then.").agrees(only(f"It was {other} then.")) is agree


@pytest.mark.parametrize(
    "sentence",
    [
        "The G20 met on the one hand.",
        "L4 platforms by Root 3 are sold.",
        "See https://example.org/?id=148957520 for more.",
        "On 31 February nothing happened.",
        "It rose by 3 percentage points.",
        "",
    ],
)
def test_numbers_that_are_no_values(sentence: str) -> None:
    assert list(values_in(sentence)) == []


def test_what_is_counted_is_the_noun() -> None:
    sentence = "They signed fourteen memoranda of understanding and fifteen cooperation agreements."
    first, second = values_in(sentence)
    assert (first.thing, first.span.of(sentence)) == (
        "memoranda", "fourteen memoranda of understanding",
    )  # fmt: skip
    assert (second.thing, second.about) == ("agreements", ("cooperation",))
