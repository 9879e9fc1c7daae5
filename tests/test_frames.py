"""Words about documents are taken away; what is asked about stays."""

from __future__ import annotations

import pytest

from assistant.asked.document_words import HERE, SEVERAL, speaking
from assistant.asked.frames import asked_about


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # Documents are the subject.
        (
            "What do the two documents each say about Korea joining the pact?",
            "Korea joining the pact",
        ),
        ("How does each source treat the seafood question?", "the seafood question"),
        ("How do both papers describe the pact?", "the pact"),
        ("what do both docs say about the pact", "the pact"),
        ("What do the docs say about the pact?", "the pact"),
        ("What do both documents have on cultural exports?", "cultural exports"),
        ("Do both texts agree that Tokyo has a say?", "Tokyo has a say"),
        ("Can you tell me what either document quotes Wi as saying?", "Wi as saying"),
        ("What does the document say about seafood?", "seafood"),
        # Something is in them.
        ("In both write-ups, what is said about Lee and Xi?", "Lee and Xi"),
        ("Where does AI come up in each of the two texts?", "AI"),
        ("When did they meet according to each of the documents?", "When did they meet"),
        # What is asked about stands before it.
        ("Tariffs: what does each author team say?", "Tariffs"),
        ("THAAD is mentioned in both pieces. What does each of them say?", "THAAD"),
        ("Both publications say Lee took no side. How does each put it?", "Lee took no side"),
        ("Six years or eight? Which document says which?", "Six years or eight"),
        # They are set beside each other.
        ("How do the two documents differ on trade?", "trade"),
        ("What are the main differences between the two texts on trade?", "trade"),
        ("Does each report count the pacts the same way?", "count the pacts"),
        # What others say stays.
        ("Do both texts say that Korea and China differ?", "Korea and China differ"),
        ("How many deals does each document report?", "How many deals report"),
        ("Which text is more upbeat about the visit?", "the visit"),
        ("Which of the two papers sounds less sure in its picture of Lima?", "Lima"),
    ],
)
def test_what_is_asked_about(text: str, asked: str) -> None:
    assert asked_about(SEVERAL.sub(HERE, text)) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Is §'s verdict on Lee's tour more favourable than §?", "Lee's tour"),
        ("The U.S. in §. Does § see its role the same way § does?", "The U.S., its role"),
        ("What do § and § each have to say on the quarrel?", "the quarrel"),
        ("diplomacy - where does it show up in § and in §?", "diplomacy"),
        ("what does §, and what does §, say about disputes", "disputes"),
        ("the background to the visit as § presents it", "the background to the visit"),
    ],
)
def test_documents_that_are_named(text: str, asked: str) -> None:
    assert asked_about(text.replace("§'s", HERE).replace("§", HERE)) == asked


@pytest.mark.parametrize("text", ["What do the two papers say?", "Where do the two texts differ?"])
def test_nothing_else_is_asked(text: str) -> None:
    assert asked_about(SEVERAL.sub(HERE, text)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Who won, in KEI's view?",
        "According to KEI, who won?",
        "Does KEI think that they won?",
        "Who won in the KEI commentary?",
        "How many won, per KEI?",
        "What is KEI's verdict on the race?",
        "How positive is KEI about the race?",
        "What does KEI criticise about the race?",
        "How does KEI open its commentary?",
        "What is KEI's last sentence?",
        "Is KEI critical of the race?",
    ],
)
def test_an_institute_speaks(text: str) -> None:
    assert HERE in speaking("KEI").sub(HERE, text)


@pytest.mark.parametrize(
    "text",
    [
        "Who heads KEI?",
        "What is KEI about?",
        "What is KEI registered as?",
        "What roles do they have at KEI?",
        "When did KEI open an office?",
    ],
)
def test_an_institute_is_asked_about(text: str) -> None:
    assert speaking("KEI").sub(HERE, text) == text
