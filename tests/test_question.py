"""Questions: what is refused, and what kind of answer they want."""

from __future__ import annotations

import pytest

from assistant.asked.kind import kind_of
from assistant.asked.question import read_question
from corpus.errors import InputError


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How many economies are in the CPTPP?", "how_many"),
        ("What share of world GDP does it have?", "how_many"),
        ("When did Lee travel to Nara?", "when"),
        ("In what year was THAAD deployed?", "when"),
        ("Who is Zhao Leji?", "who"),
        ("In which city did they meet?", "where"),
        ("Why did China restrict tourism?", "why"),
        ("Did they play the drums?", "yes_no"),
        ("Summarise the visit to Japan.", "overview"),
        ("I need a short rundown of the results in Nara.", "overview"),
        ("How did the talks in Nara go?", "overview"),
        ("How did they go to Nara?", "other"),
        ("What do the documents say about seafood?", "each"),
        ("Both publications say that Lee took no side. How does each put it?", "each"),
        ("What did both statements say?", "other"),
        ("Which Chinese company works with SWM?", "other"),
        ("What documents do you hold?", "documents"),
        ("Which sources are available here?", "documents"),
        ("List the documents.", "documents"),
        ("What documents are there?", "documents"),
        ("How many documents do you have?", "documents"),
        ("How many documents were signed?", "how_many"),
        ("How many pages does the newsletter have?", "pages"),
        ("How long is the KEI commentary?", "pages"),
        ("How long is the visit in the newsletter?", "how_many"),
        ("When was the commentary published?", "dated"),
        ("When was the report published?", "when"),  # the texts may tell of one
        ("Who published the newsletter?", "publisher"),
        ("What is the title of the newsletter?", "title"),
        ("Who made this?", "authors"),
        ("Who made this possible?", "who"),
        ("Who wrote this?", "authors"),
        ("Where do the two texts contradict each other?", "differences"),
        ("Are there discrepancies between the documents?", "differences"),
        ("How do the summits differ?", "compare"),
        ("Do both documents mention seafood?", "each"),
        ("Who is the author of the commentary?", "authors"),
        ("Who are the two KEI authors and what do they do?", "authors"),
        ("Tell me about the authors of the commentary.", "authors"),
        ("What positions do the authors hold?", "authors"),
        ("What are the names of the authors?", "authors"),
        ("Who are the authors of the treaty?", "who"),
        ("What is the role of the authors of the treaty?", "other"),
        ("What do the authors say about Japan?", "other"),
        ("Who wrote on X that they were a bit off beat?", "who"),
        ("Wasn't the forum in Nara?", "yes_no"),
        ("What did Zhao say when they met?", "other"),
        ("Who was there when they met?", "who"),
        ("Did Lee visit Nara when he was in Japan?", "yes_no"),
        ("What was the date when they met?", "when"),
        ("How and when did they meet?", "when"),
        ("What is the name of the person who signed it?", "who"),
        ("Compare how the documents describe the talks.", "each"),
        ("Compare what they say on trade.", "each"),
        ("Compare the two on trade.", "each"),
        ("What do the authors conclude?", "each"),
        ("Compare the two summits on trade.", "compare"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "topic", "kind"),
    [
        ("Fact check: “The firms signed nine pacts.”", "The firms signed nine pacts.", "yes_no"),
        ("Please verify that nine pacts were signed.", "nine pacts were signed.", "yes_no"),
        (
            "Our notes say nine pacts were signed. Is that figure correct?",
            "nine pacts were signed",
            "yes_no",
        ),
        (
            "I have nine pacts in my notes, does this match the sources?",
            "nine pacts",
            "yes_no",
        ),
        ("They met in Nara, right?", "They met in Nara", "yes_no"),
        ("Can you confirm when Lee met Xi?", "when Lee met Xi?", "when"),
        ("Who came to Nara? Names please.", "Who came to Nara?", "who"),
        ("Can you check in which city they met?", "in which city they met?", "where"),
        ("Please confirm the outcomes in Nara.", "the outcomes in Nara.", "overview"),
        ("Compare how the documents describe trade.", "trade", "each"),
        ("Which document mentions trade and how?", "trade", "each"),
        # Nothing around these: they ask for what they say.
        ("Why did the talks go wrong?", "Why did the talks go wrong?", "why"),
        ("Why does Lee think so?", "Why does Lee think so?", "why"),
        ("What is it? List its members.", "What is it? List its members.", "other"),
        ("Taiwan: what did Xi say of it?", "Taiwan: what did Xi say of it?", "other"),
        ("Who had the right to vote?", "Who had the right to vote?", "who"),
        ("Check it", "Check it", "other"),
        ("What is a fact check?", "What is a fact check?", "other"),
    ],
)
def test_what_is_said_around_a_question_is_not_searched(text: str, topic: str, kind: str) -> None:
    read = read_question(text, 200)
    assert (read.topic, read.kind, read.text) == (topic, kind, text)


def test_control_characters_become_spaces() -> None:
    assert read_question("Who\x00 met\x1b[31m\nin Nara?", 100).text == "Who met [31m in Nara?"


def test_terms_are_the_words_that_say_something() -> None:
    assert read_question("Who met whom, and who met Xi in Nara?", 100).terms == (
        "met",
        "xi",
        "nara",
    )


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01"])
def test_nothing_asked(text: str) -> None:
    with pytest.raises(InputError, match="the question is empty; ask something"):
        read_question(text, 100)


def test_too_long() -> None:
    with pytest.raises(InputError, match="has 100,000 characters, at most 2,000 are read"):
        read_question("a" * 100_000, 2000)


def test_no_valid_unicode() -> None:
    with pytest.raises(InputError, match="not valid Unicode at character 5"):
        read_question("Who \udcff?", 100)
