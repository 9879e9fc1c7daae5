"""Where documents tell of a place by its name alone: "Tell me about Lima", "What is Lima?".

Likeness to so short a question finds it badly: a name in the title of a document is in the context
of all its passages, and one in the name of a firm stands in a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked.question import Question
from assistant.summaries.episodes import Episode
from assistant.texts.endings import asks_for_end
from assistant.texts.statements import tells
from assistant.words.mentions import kind_of_name, with_capitals
from assistant.words.name_shapes import ALONE
from assistant.words.patterns import any_case
from assistant.words.same_things import things
from corpus.document import Document
from corpus.split import body_sentences

_NAME_ALONE = any_case(
    r"(?:(?:and |so |but )?(?:what(?: is|['’]s| about)|how about|tell me (?:more )?about) )?"
    + ALONE
)
_TELL_OF_IT = re.compile(r"에\s?(?:대|관)(?:해|하여)|알려|설명|소개|무엇|뭐")


def asks_of_place(question: Question, documents: Sequence[Document]) -> bool:
    """Whether a question that is no overview by its form names a place, and asks nothing of it."""
    # "And of Peru?" asks what was asked before.
    goes_on = question.anew or (question.english and not _TELL_OF_IT.search(question.text))
    alone = question.kind == "other" and not goes_on and not asks_for_end(question.text)
    return alone and bool(told_of_place(question, documents))


def told_of_place(question: Question, documents: Sequence[Document]) -> list[Episode]:
    """The sentences of each document that name the place, where nothing else is asked."""
    reads = with_capitals(question.reads, [document.text for document in documents])
    asked = _NAME_ALONE.match(reads)
    name = asked["name"] if asked else ""
    if not name or kind_of_name(name) != "place":
        return []
    word, thing = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), set(things(name))
    found = []
    for document in documents:
        spans = [
            span
            for paragraph in body_sentences(document)
            for span in paragraph
            if word.search(said := span.of(document.text))
            and thing <= set(things(said))  # North Korea is not Korea
            and tells(said)
        ]
        if spans:
            found.append(Episode(document, spans))
    return found
