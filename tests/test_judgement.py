"""Questions after a judgement, and sentences that give one."""

from __future__ import annotations

import pytest
from conftest import ToyEncoder

from assistant.ranking.judgement import (
    Judgement,
    judged_in,
    judgement_asked,
    judging,
    what_came_of,
)
from assistant.respond import Assistant
from assistant.settings import Settings
from corpus.document import Document


@pytest.mark.parametrize(
    "text",
    [
        "How do the two papers judge the visit?",
        "Is the brief more positive than the memo?",
        "What is the final verdict on the visit?",
        "How do they rate the visit?",
        "What went wrong in Lima?",
        "Where did the visit fall short?",
        "What were the good and the bad sides of the visit?",
        "Was the visit a success?",
        "What does the paper make of the visit?",
        "What did the visit fail to produce?",
        "두 문서는 회담을 어떻게 평가하나요?",
    ],
)
def test_a_judgement_is_asked_for(text: str) -> None:
    assert judgement_asked(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "What is the tariff rate on cars?",
        "When did they visit Lima?",
        "두 정상은 어디에서 만났나요?",
    ],
)
def test_no_judgement_is_asked_for(text: str) -> None:
    assert judgement_asked(text) is None


@pytest.mark.parametrize(
    ("topic", "judged"),
    [
        ("Which is more critical of the summit", "the summit"),
        ("Verdict on the summit", "the summit"),
        ("How judge the summit?", "the summit"),  # "the brief" was left out
        ("Is more hopeful than about trade relations", "trade relations"),
        ("All in all, judge that the meeting went well", "the meeting"),
        ("the overall outcome of the summit", "the overall outcome of the summit"),
        ("the way he handled the talks", "the way he handled the talks"),
        ("Consider the visit a failure?", "the visit"),
        ("Do you think the visit was a success?", "the visit"),
        ("Who's more upbeat about the visit?", "the visit"),
        # Which of them is asked, and why: no words to leave out.
        ("Which visit was more successful?", "Which visit was more successful?"),
        ("Why was the visit a failure?", "Why was the visit a failure?"),
        # Somebody in the text judges, or is called so: all of that is looked for.
        ("What did Xi criticise about the deal?", "What did Xi criticise about the deal?"),
        ("Who was the judge on the panel?", "Who was the judge on the panel?"),
        ("What was the court's verdict on it?", "What was the court's verdict on it?"),
        # More is asked than a judgement.
        (
            "Final verdicts on the visit: what adjective is used?",
            "Final verdicts on the visit: what adjective is used?",
        ),
    ],
)
def test_what_is_judged(topic: str, judged: str) -> None:
    assert judged_in(topic) == judged


@pytest.mark.parametrize(
    ("topic", "asked", "told"),
    [
        ("the summit", "any", "the outcome of the summit"),
        ("The summit?", "bad", "what went wrong at the summit"),
        ("the visit", "good", "what went well at the visit"),
        ("the overall outcome of the summit", "any", None),  # asked already
        ("trade relations", "any", None),  # no event
        ("the way he handled the talks", "any", None),  # a clause
        ("What came of the visit?", "any", None),
    ],
)
def test_what_a_text_may_say_of_an_event(topic: str, asked: Judgement, told: str | None) -> None:
    assert what_came_of(topic, asked) == told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What does the paper criticise about the visit?", "bad"),
        ("Where did it fall short?", "bad"),
        ("What did the visit fail to secure?", "bad"),
        ("What didn't get done in Lima?", "bad"),
        ("What was left unresolved in Lima?", "bad"),
        ("What went well in Lima?", "good"),
        ("What went well and what didn't?", "any"),
        ("What were the good and the bad sides of it?", "any"),
        ("Was the visit a success?", "any"),  # or a failure: both answer
        ("Did the visit go well?", "any"),
    ],
)
def test_which_judgement_is_asked_for(text: str, asked: str) -> None:
    assert judgement_asked(text) == asked


def test_how_much_a_sentence_judges() -> None:
    assert judging("They met in the Great Hall of the People.") == 0.0
    assert judging("It was a modest deal.") == 0.5
    assert judging("The visit was a modest success.") == 1.0
    assert judging("The talks fell short, and whether they help remains to be seen.") == 1.0
    assert judging("The talks fell short.", "good") == 0.0
    assert judging("The talks fell short.", "bad") == 0.5


def test_the_sentence_that_judges_comes_first(toy_encoder: ToyEncoder) -> None:
    text = "The talks took place in Lima. The talks were a modest success."
    made = Assistant.in_memory(
        [Document("d", "a brief", None, text)], Settings(reader="none"), toy_encoder
    )
    told = made.explain("How does the brief judge the talks in Lima?").candidates
    assert [c.text for c in told] == [
        "The talks were a modest success.",
        "The talks took place in Lima.",
    ]
    # Where no judgement is asked for, it makes no difference.
    plain = made.explain("Where did the talks in Lima take place?").candidates
    assert plain[0].text == "The talks took place in Lima."
    assert {c.features["judging"] for c in plain} == {0.0}


def test_what_nobody_judges_is_no_judgement(toy_encoder: ToyEncoder) -> None:
    """The same question of a text that judges, and of one that only tells of it."""
    sure = {}
    for name, end in (("judges", "were a modest success"), ("tells", "were held on a Monday")):
        text = f"The drum talks in Lima {end}."
        made = Assistant.in_memory(
            [Document("d", "a brief", None, text)], Settings(reader="none"), toy_encoder
        )
        sure[name] = made.ask("How does the brief judge the drum talks in Lima?").confidence
    assert sure["judges"] > sure["tells"]
