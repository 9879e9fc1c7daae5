"""Interviews: a question of the text itself is no answer, what replies to it is."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.asked.question import read_question
from assistant.ranking.belonging import with_what_belongs
from assistant.ranking.rank import Candidate
from assistant.ranking.replies import and_reply, question_before, with_replies
from assistant.readers.reading import Readings, ReadSpan
from corpus.document import Document, Passage, Section, Span

ASKED = "Bell: You were ill. When did you hear of it?"
REPLY = "Fern: At six on 5 May, from a boy."
MORE = "He cried."
TALK = "\n\n".join(
    [ASKED, f"{REPLY} {MORE}", "Bell: Is it over?", "Fern: No. The boats still leak."]
)


def place(words: str, text: str = TALK) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def candidate(words: str, score: float = 1.0, text: str = TALK) -> Candidate:
    return Candidate("a", place(words, text), words, {"kind": 0.0, "reader": 0.0}, score)


def talk(text: str = TALK, *headings: str) -> Document:
    sections = tuple(Section(h, 1, Span(text.index(h), len(text))) for h in headings)
    return document("a", text, sections=sections)


def test_a_question_gives_way_to_its_reply_which_stays_where_it_stood() -> None:
    ranked = [candidate("When did you hear of it?", 2.0), candidate(MORE), candidate(REPLY, 0.5)]
    readings = Readings({}, (ReadSpan("a", place("six on 5 May"), 0.0),))
    asked = read_question("When did Fern hear of the leak?", 100)
    found = with_replies(asked, ranked, readings, lambda _: talk())
    assert [(c.text, c.score) for c in found] == [(REPLY, 2.0), (MORE, 1.0)]
    assert found[0].features == {"kind": 1.0, "reader": 0.5}  # a date; 1 / (1 + exp(0))


@pytest.mark.parametrize(
    ("claim", "behind", "belongs"),
    [
        ("It has been said that the wells are dear.", "We find no sign of this.", True),
        ("Critics argue that the wells are dear.", "This is unfounded.", True),
        ("The Tea Guild argues that the wells are dear.", "In fact they are cheap.", True),
        ("It has been said that the wells are dear.", "Ann came in May.", False),
        ("Ann has said that the wells are dear.", "This is unfounded.", False),  # and no claim
    ],
)
def test_a_claim_is_quoted_with_what_the_text_says_to_it(
    claim: str, behind: str, belongs: bool
) -> None:
    text = f"{claim} {behind}"
    ranked = [candidate(claim, 2.0, text), candidate(behind, 1.0, text)]
    question = read_question("Are the wells dear?", 100)
    found = with_replies(question, ranked, Readings({}, ()), lambda _: talk(text))
    assert [c.text for c in found] == ([text] if belongs else [claim, behind])


def test_a_reply_of_one_word_is_quoted_with_what_follows() -> None:
    asked = read_question("Is it over?", 100)
    ranked = [candidate("Bell: Is it over?")]
    [found] = with_replies(asked, ranked, Readings({}, ()), lambda _: talk())
    assert found.text == "Fern: No. The boats still leak."


def test_a_question_that_is_reported_stands_before_its_reply() -> None:
    asked, reply = "Ann asked why the pool was closed.", "Bo replied that the beams had cracks."
    text = f"{asked} {reply} It opens in May."
    question = read_question("Why was the pool closed?", 100)
    ranked = [candidate(asked, 2.0, text), candidate(reply, 1.0, text)]
    found = with_replies(question, ranked, Readings({}, ()), lambda _: talk(text))
    assert [(c.text, c.score) for c in found] == [(f"{asked} {reply}", 2.0)]
    # Where the reply is the better one it stands alone.
    found = with_replies(question, ranked[::-1], Readings({}, ()), lambda _: talk(text))
    assert [c.text for c in found] == [reply, asked]
    for other in (f"{asked} It rained. {reply}", f"{asked}\n\n{reply}", asked):
        [one] = with_replies(
            question, [candidate(asked, 2.0, other)], Readings({}, ()), lambda _, t=other: talk(t)
        )
        assert one.text == asked


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Who pays? Who gains?", ()),  # another question
        ("Who pays?", ()),  # the end of the text
        ("Who pays?\n\nWages\n\nThey rose.", ("Wages",)),
    ],
)
def test_a_question_without_a_reply_stays(text: str, headings: tuple[str, ...]) -> None:
    asked, ranked = read_question("Who pays for it?", 100), [candidate("Who pays?", text=text)]
    found = with_replies(asked, ranked, Readings({}, ()), lambda _: talk(text, *headings))
    assert found == ranked


def test_the_question_is_quoted_before_the_reply() -> None:
    shown = with_what_belongs([candidate(REPLY)], lambda _: talk())
    assert [c.text for c in shown] == ["When did you hear of it?", REPLY]
    assert question_before(talk(), place(MORE)) is None  # it opens no paragraph
    assert question_before(talk("Who pays?\n\nWe do.", "Who pays?"), Span(11, 17)) is None


def test_a_question_is_read_with_the_paragraph_that_replies() -> None:
    passage = Passage("a:0", "a", place(ASKED), ASKED, "Talk")
    assert and_reply(passage, talk()).text == f"{ASKED}\n\n{REPLY} {MORE}"
    reply = Passage("a:1", "a", place(REPLY), REPLY, "Talk")
    assert and_reply(reply, talk()) is reply
