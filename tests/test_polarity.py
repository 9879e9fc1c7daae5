"""What did not come about is not given as if it had."""

import pytest

from assistant.asked.question import read_question
from assistant.ranking.polarity import ends_it, negated, supposes
from assistant.ranking.rank import Candidate
from assistant.ranking.standing import ranks_otherwise
from assistant.readers.reading import Readings, ReadSpan
from assistant.wording.short_span import short_span
from corpus.document import Span


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The talks fell short of a joint plan.", "a joint plan", True),
        ("The talks fell short of a joint plan.", "fell short of a joint plan", False),
        ("The talks led to a joint plan.", "a joint plan", False),
        ("They failed to reopen the road.", "reopen the road", True),
        ("Nor is it settled whether boats are homes.", "boats are homes", True),
        ("The road was reopened, not the bridge.", "The road", False),
    ],
)
def test_words_are_negated_by_what_stands_before_them(
    text: str, words: str, expected: bool
) -> None:
    start = text.index(words)
    assert negated(text, Span(0, len(text)), Span(start, start + len(words))) is expected


def test_what_fell_short_is_no_short_answer() -> None:
    text = "The talks fell short of a joint plan."
    best = Candidate("a", Span(0, len(text)), text, {}, 1.0)
    readings = Readings({}, (ReadSpan("a", Span(24, 36), 2.0),))
    assert readings.spans[0].span.of(text) == "a joint plan"
    asked = read_question("Was there a plan?", 100)
    assert short_span(asked, text, best, readings) is None
    asked = read_question("What did the talks fall short of?", 100)
    assert short_span(asked, text, best, readings) == Span(24, 36)


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("Why does Peru restrict fish?", "Peru has to ease its own fish restrictions.", True),
        ("Why will Peru ease restrictions?", "Peru has to ease its own restrictions.", False),
        ("Why does Peru restrict fish?", "Restrictions followed a spill.", False),
        ("Why does Peru like fish?", "Peru has to ease its own restrictions.", False),
    ],
)
def test_the_end_of_a_thing_is_no_reason_for_it(question: str, said: str, expected: bool) -> None:
    assert ends_it(said, question, ["restrict"] if "restrict" in question else ["fish"]) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Had Peru signed, fish would be dear.", True),
        ("If Peru had signed, fish might be dear.", True),
        ("Fish would have been dear if Peru had signed.", True),
        ("Had Peru signed?", False),
        ("If Peru signs, fish will be dear.", False),  # that may come about
        ("Peru had signed, and fish would be dear.", False),
    ],
)
def test_what_is_only_supposed_did_not_come_about(said: str, expected: bool) -> None:
    assert supposes(said, "Did Peru sign?") is expected
    assert not supposes(said, "What would have made fish dear?")


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        ("• to lay 90 pipes in Lima;", "How many pipes were laid?", True),
        ("• to lay 90 pipes in Lima;", "How many pipes did they plan to lay?", False),
        ("• to lay 90 pipes in Lima;", "How many pipes will they lay?", False),
        ("To me 90 pipes were enough.", "How many pipes were laid?", False),
        ("They laid 90 pipes.", "How many pipes were laid?", False),
    ],
)
def test_what_is_only_aimed_at_was_not_done(said: str, asked: str, expected: bool) -> None:
    assert supposes(said, asked) is expected


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        ("Which is the largest port?", "Lima is the second-largest port.", True),
        ("Which is the largest port?", "Lima is the second largest, Quito the largest.", False),
        ("Which is the second-largest port?", "Lima is the largest port.", True),
        ("Which is the second largest port?", "Lima is the second-largest port.", False),
        ("Which is the most expensive port?", "Lima is the third most expensive port.", True),
        ("Which is the largest port?", "Lima is a port.", False),
    ],
)
def test_the_largest_is_not_the_second_largest(asked: str, said: str, expected: bool) -> None:
    assert ranks_otherwise(asked, said) is expected
