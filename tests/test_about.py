"""Questions that name their source: where to look, and what is left to look for."""

from __future__ import annotations

import pytest
from conftest import document

from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.sources import without_sources

NEWSLETTER = document("news", "The forum drew 600 people.", metadata={"kind": "newsletter"})
COMMENTARY = document(
    "kei",
    "The pact has 12 members.",
    metadata={"kind": "commentary", "publisher": "Institute (KEI)"},
)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Why does the newsletter bring up tariffs?", "Why bring up tariffs?"),
        ("According to the newsletter, who drew 600 people?", "Who drew 600 people?"),
        ("Who won in the newsletter's own diagram of sectors?", "Who won of sectors?"),
        (
            "Why do drums matter in diplomacy, according to KEI?",
            "Why do drums matter in diplomacy?",
        ),
        ("How large is the pact in the KEI commentary?", "How large is the pact?"),
    ],
)
def test_a_question_is_read_without_the_name_of_its_source(asked, left):
    assert without_sources(asked, [NEWSLETTER, COMMENTARY]) == left


@pytest.mark.parametrize(
    "asked",
    [
        "What was agreed in the joint statement on trade?",  # no document of ours is one
        "What was said in the media commentary on trade?",  # somebody else's
        "According to Korea, who attended the forum?",
        "how many people took part in the forum",
        "What does the newsletter say?",  # asks about nothing else
    ],
)
def test_what_names_no_source_stays_as_it_is(asked):
    assert without_sources(asked, [NEWSLETTER, COMMENTARY]) == asked


def test_the_source_is_not_among_what_was_looked_for(toy_encoder):
    assistant = Assistant.in_memory(
        [NEWSLETTER, COMMENTARY],
        Settings(reader="none", confidence_threshold=1.0),
        toy_encoder,
    )
    answer = assistant.ask("According to the newsletter, who drew the forum?")
    assert answer.looked_for is not None
    assert answer.looked_for.found + answer.looked_for.missing == ("drew", "forum")
    assert answer.looked_for.doc_ids == ("news",)
