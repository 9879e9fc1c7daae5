"""Which documents a comparison asks: one of them and others, or the two that it names."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.asked.question import read_question
from assistant.asked.sources import documents_named, namings
from assistant.subject import compares_with_others

BRIEF = document("brief-wells", "Policy Brief 14, Tea Bank.\n\nWells are dear.")
MINUTES = document("minutes-2027", "The pool is closed.")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How do the brief and the bank differ on wells?", True),
        ("How does the bank differ from the brief on wells?", True),
        ("How do the brief and the minutes differ on wells?", False),  # both are documents
        ("How does the brief compare wells with pipes?", False),  # it does so itself
        ("What do the brief and the bank say?", False),  # no comparison
    ],
)
def test_a_document_compared_with_what_is_none(question: str, expected: bool) -> None:
    assert compares_with_others(read_question(question, 100), [BRIEF, MINUTES]) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the policy brief about?", ["brief-wells"]),  # its first words call it so
        ("What do the minutes say about the pool?", ["minutes-2027"]),
        ("What does the health brief say?", []),
    ],
)
def test_documents_are_named_by_their_files(question: str, expected: list[str]) -> None:
    assert documents_named(read_question(question, 100), [BRIEF, MINUTES]) == expected


@pytest.mark.parametrize(
    ("question", "is_named"),
    [
        ("What is the blog about?", True),
        ("What does the blog post say about stakes?", True),
        ("Who holds the post?", False),
    ],
)
def test_a_blog_is_named_with_its_post_or_without(question: str, is_named: bool) -> None:
    blog = document("blog", "Why we drill holes in ice.")
    named = documents_named(read_question(question, 100), [blog, MINUTES])
    assert named == (["blog"] if is_named else [])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the interview with Admiral Fern say?", "the interview with Admiral Fern"),
        ("What does the interview with Bo Dahl say?", "the interview"),  # its head knows no Dahl
        ("What does the interview say of Fern?", "the interview"),
    ],
)
def test_whose_a_document_is_belongs_to_its_name(question: str, named: str) -> None:
    talk = document("interview", "Interview with Admiral Ann Fern.\n\nBell: Who won?")
    assert [question[start:end] for start, end in namings(question, talk)] == [named]
