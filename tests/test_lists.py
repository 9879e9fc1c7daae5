"""Whole lists in the short answer."""

from __future__ import annotations

import pytest

from assistant.ranking.lists import asks_for_several, whole_list
from corpus.document import Span


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which chairmen attended the forum?", True),
        ("What areas does it cover?", True),
        ("Which two countries quarrelled?", True),
        ("Name the companies.", True),
        ("Could you list the companies?", True),
        ("Korean companies in the table?", True),
        ("Who was at the dinner?", False),
        ("What was on the menu?", False),
        ("Who speaks for China?", False),
        ("KEI says that the talks failed", False),
        ("Can you name the president of Korea?", False),
        ("Who were the heads of the groups?", True),
        ("Which company is it?", False),
        ("What is the aim of the talks?", False),
        ("What does this mean?", False),
        ("Who met in Nara?", False),
        ("When did they visit?", False),
        ("What gadget did the leaders use?", False),
        ("What do the deals aim at?", True),
        ("What share of loans went to Peru?", False),
        ("Which parts of Peru are dry?", True),
        ("어느 회사들이 함께 만드나요?", True),
        ("총수 중에 누가 포럼에 갔나요?", True),
        ("드라마를 만드는 두 회사는 어디예요?", True),
        ("누가 포럼에 갔나요?", False),
    ],
)
def test_questions_for_several_things(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


@pytest.mark.parametrize(
    ("sentence", "pointed_at", "items"),
    [
        (
            "He called for work in areas including beauty products, food, and cultural content.",
            "food",
            ["beauty products", "food", "cultural content"],
        ),
        ("He met Zhao Leji, Li Qiang, and Chen Jining.", "Zhao Leji",
         ["Zhao Leji", "Li Qiang", "Chen Jining"]),
        ("Lee went to Beijing and Shanghai (China) by train.", "Beijing", ["Beijing", "Shanghai"]),
        # The span is the list: what a comma joins to it is none of it.
        (
            "After seeing Xi, Lee met Zhao Leji, Li Qiang, and Chen Jining in Beijing.",
            "Zhao Leji, Li Qiang, and Chen Jining",
            ["Zhao Leji", "Li Qiang", "Chen Jining"],
        ),
        ("There was tension over Taiwan.", "Taiwan", ["Taiwan"]),
        # "such as" begins the list: what stands before it says what they are.
        (
            "It was good, in part, that they named thorny issues, such as fish and ships.",
            "they named thorny issues",
            ["fish", "ships"],
        ),
        # The span lies outside the list.
        ("Nara was calm; they ate rice and fish.", "Nara", ["Nara"]),
        # The span reaches over two items.
        ("They had tea, rice, and fish.", "tea, rice", ["tea", "rice", "fish"]),
    ],
)  # fmt: skip
def test_the_list_around_a_span(sentence: str, pointed_at: str, items: list[str]) -> None:
    text = f"Before. {sentence} After."
    start = text.index(pointed_at)
    within = Span(8, 8 + len(sentence))
    found = whole_list(text, within, Span(start, start + len(pointed_at)))
    assert [span.of(text) for span in found] == items


def test_a_clause_is_no_list() -> None:
    text = "Furthermore, Ann and Bo failed to agree on fish, as before."
    clause = Span(13, text.index(", as"))
    assert clause.of(text) == "Ann and Bo failed to agree on fish"
    assert whole_list(text, Span(0, len(text)), clause) == (clause,)


def test_a_relative_clause_is_no_item() -> None:
    text = "It stops missiles, to which they responded by banning films, or travel."
    missiles = Span(9, 17)
    assert missiles.of(text) == "missiles"
    assert whole_list(text, Span(0, len(text)), missiles) == (missiles,)


@pytest.mark.parametrize(
    ("sentence", "pointed_at"),
    [
        # What commas part are clauses.
        ("Furthermore, Ann and Bo failed to agree on fish.", "Bo"),
        ("To join, Peru needs a vote and will likely have to ease its rules on fish.", "its rules"),
        ("Ultimately, the ability to deal with Peru and Chile amid a row was deft.", "Peru"),
        # The words of one name.
        ("Peru wants to join the Fair and Free Pact of the Pacific (FFPP) soon.", "Free Pact"),
    ],
)
def test_what_commas_and_and_part_may_be_no_list(sentence: str, pointed_at: str) -> None:
    start = sentence.index(pointed_at)
    span = Span(start, start + len(pointed_at))
    assert whole_list(sentence, Span(0, len(sentence)), span) == (span,)


def test_an_adjective_with_a_hyphen_is_no_verb() -> None:
    text = "They named issues, such as a nuclear-powered ship and the price of fish."
    found = whole_list(text, Span(0, len(text)), Span(11, 17))
    assert [span.of(text) for span in found] == ["a nuclear-powered ship", "the price of fish"]
