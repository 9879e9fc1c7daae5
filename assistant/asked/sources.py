"""Documents that an English question names by what they are: "the newsletter", "KEI"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from assistant.asked.described import (
    abbreviations,
    described,
    kind_and_label,
    kinds_of,
    names_of_publisher,
)
from assistant.asked.document_words import HERE, KINDS_OF_DOCUMENTS, TEXT, speaking
from assistant.asked.question import Question
from assistant.words.patterns import any_case
from corpus.document import Document
from index.lexical import analyze

_KINDS = f"(?:{'|'.join(sorted(KINDS_OF_DOCUMENTS))})"
_THE_DOCUMENT = any_case(
    rf"\b(?:the|this) (?=(?P<all>(?P<words>(?:[\w&'’-]+ ){{0,4}}?{_KINDS})(?:(?<=blog) post)?)\b)"
)
_THE_OTHER = any_case(rf"\bthe other(?: (?:{TEXT}|{_KINDS})\b|(?: one)?(?=\W*$|[’']s))")
_OF_WHOM = re.compile(r" (?:with|by|of) ")
_WORD = re.compile(r"[\w’'-]+")
_WHOSE_LONGEST = 6
"""Words that tell whose a document is, at most, with the preposition."""
_OF_ALL = any_case(
    rf"^(?:in|for|according to|per) {HERE}|, (?:in(?: the \w+ of)?|according to|per) {HERE}\W*$"
)


def documents_named(question: Question, documents: Sequence[Document]) -> list[str]:
    """The ids of the documents that a question names by what they are: "the newsletter".

    Only words of a document's kind or label count, with "the" before them and nothing else than
    other words of its label or publisher between: "the media analysis" is something else.
    """
    return [d.doc_id for d in documents if any(namings(question.text, d))]


def namings(text: str, document: Document) -> Iterator[tuple[int, int]]:
    """Where `text` names a document by what it is: from "the" to the word for its kind.

    And to whose it is, in words of its head: "the interview with Ann Lee".
    """
    own, around = set(analyze(kind_and_label(document))), set(analyze(described(document)))
    for match in _THE_DOCUMENT.finditer(text):
        *before, noun = analyze(match.group("words"))
        if noun in own and set(before) <= around:
            yield match.start(), match.end("all") + _whose(text[match.end("all") :], around)


def _whose(rest: str, around: Collection[str]) -> int:
    """How much of what follows the word for a document tells whose it is."""
    words = list(_WORD.finditer(rest))[:_WHOSE_LONGEST]
    if not _OF_WHOM.match(rest):
        return 0
    held = [analyze(word[0]) for word in words]
    known = list(takewhile(lambda n: set(held[n]) <= set(around), range(len(words))))
    return max((words[n].end() for n in known if held[n]), default=0)


def speakers(text: str, documents: Sequence[Document], *, of_all: bool = False) -> list[str]:
    """The ids of the documents whose publisher speaks in `text`, in full or by an abbreviation.

    With `of_all`, only where that holds for all of a text that asks several things.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> speakers("Where did they fail, in KEI's view?", [piece]), speakers("Who is KEI?", [piece])
    (['c'], [])
    >>> speakers("Who won, and who does KEI say had lost?", [piece], of_all=True)
    []
    """
    told = {document.doc_id: spoken(document, text) for document in documents}
    named = [doc_id for doc_id in told if told[doc_id] != text]
    return [d for d in named if _OF_ALL.search(told[d])] if of_all else named


def spoken(document: Document, text: str) -> str:
    """`text` with `HERE` where the publisher speaks."""
    for name in names_of_publisher(document):
        text = speaking(rf"(?:the )?{re.escape(name)}").sub(HERE, text)
    return text


def documents_in(text: str, documents: Sequence[Document]) -> list[str]:
    """The ids of the documents that `text` names by their kind or an abbreviation.

    A kind counts behind an article, or joined to another name: "what analysis" names nothing.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> documents_in("What does KEI say of the newsletter?", [letter, piece])
    ['n', 'c']
    >>> documents_in("Is any commentary made?", [letter, piece])
    []
    """
    ahead = r"(?:^|\b(?:(?:the|this)(?: \w+)?|and|or|with|than|vs\.?|versus) )"
    found = []
    for document in documents:
        kinds, letters = kinds_of(document), abbreviations(document)
        by_kind = rf"(?i:{ahead}(?:{'|'.join(kinds)}))\b"
        by_letters = rf"\b(?:{'|'.join(letters)})\b"
        named = kinds and (re.search(by_kind, text) or any(namings(text, document)))
        if named or (letters and re.search(by_letters, text)):
            found.append(document.doc_id)
    return found


def the_other_named(text: str, documents: Sequence[Document]) -> str:
    """`text` with the other of two `documents` called by its kind, where it names one of them.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> the_other_named("How does KEI see it, and how does the other paper?", [letter, piece])
    'How does KEI see it, and how does the newsletter?'
    """
    named = documents_in(text, documents)
    others = [d for d in documents if d.doc_id not in named]
    if len(documents) != 2 or len(others) != 1 or not kinds_of(others[0]):
        return text
    return _THE_OTHER.sub(lambda _: f"the {kinds_of(others[0])[0]}", text)


def with_acronyms(text: str, documents: Sequence[Document]) -> str:
    """`text` with the abbreviations of publishers as they are written, if it has no capitals.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> with_acronyms("what does kei say?", [piece]), with_acronyms("Who is kei?", [piece])
    ('what does KEI say?', 'Who is kei?')
    """
    if text != text.casefold():
        return text
    for name in sorted({n for document in documents for n in abbreviations(document)}):
        if analyze(name):  # "who" asks; it is not the organization
            text = name.join(re.split(rf"\b{re.escape(name.casefold())}\b", text))
    return text
