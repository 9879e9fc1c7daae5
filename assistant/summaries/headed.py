"""The list below a heading: "What are the recommendations?" where a section is headed so.

Whatever is asked, where the heading asks the same: "How do I return it?" of frequent questions.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.described import described
from assistant.asked.question import Question, terms_of
from assistant.asked.sources import documents_named
from assistant.asked.without_sources import without_names
from assistant.ranking.belonging import items_in
from assistant.ranking.rank import Candidate
from assistant.words.patterns import any_case
from corpus.document import Document
from index.lexical import analyze

_ASKS_FOR_LIST = any_case(
    r"^\W*(?:(?:what|which) (?:are|were|do|does|did)|what(?:['’]s| is| was) "
    r"(?!(?:the|an?|its|his|her|their|this|that)\b)|"
    r"(?:please )?(?:list|name|enumerate|give me|show me))\b"
)
SEVERAL_WORDS = 2
"""A heading of so many words is known by them, whatever else of its document is named."""
_OF_ANY_LIST = frozenset(analyze("main key all list given made listed document"))


def items_headed(question: Question, documents: Sequence[Document]) -> list[Candidate]:
    """The items of the section whose heading a question asks for; empty where there is none.

    Args:
        question: it names the heading and perhaps the document, and nothing else.
        documents: to look in.
    """
    asks_for_list = _ASKS_FOR_LIST.match(question.reads)
    headed = [
        (document, section)
        for document in documents
        for section in document.sections
        if asks_for_list or section.heading.endswith("?")
    ]
    if not headed:
        return []
    named = documents_named(question, documents)
    asked = set(terms_of(without_names(question.reads, documents), question.kind)) - _OF_ANY_LIST
    return [
        Candidate(document.doc_id, item, item.of(document.text), {}, 0.0)
        for document, section in headed
        if not named or document.doc_id in named
        if asked and _is_asked(set(analyze(section.heading)) - _OF_ANY_LIST, asked, document)
        for item in items_in(document.text, section.span)
    ]


def _is_asked(heading: set[str], asked: set[str], document: Document) -> bool:
    """Whether a heading is asked for; besides one of several words only whose document it is of."""
    if len(heading) < SEVERAL_WORDS:
        return heading == asked
    return heading <= asked and asked - heading <= set(analyze(described(document)))
