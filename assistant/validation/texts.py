"""What a text is called, says or when it appeared is asked, and the sentences do not tell it."""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.asked.document_words import KINDS_OF_DOCUMENTS, TEXT
from assistant.asked.question import Question
from assistant.ranking.abbreviation import letters_asked, may_define
from assistant.validation.told import Check, Told, any_of
from assistant.words.clauses import noun_phrase
from assistant.words.kinds import kind_of_noun
from assistant.words.patterns import any_case
from index.lexical import analyze

_TITLE_OF = any_of(r"(?<!full )titles? of")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]+")
_TELLS_NAME = re.compile(r"[“\"]|\b(?:called|named|known as|titled|entitled)\b")


def _no_title(question: Question, told: Told) -> bool:
    """A title is asked for, and the sentence has no name but those of the question."""
    if not _TITLE_OF.search(question.reads) or _TELLS_NAME.search(told.best):
        return False
    asked = set(analyze(question.reads))
    words = told.words or told.best[1:]  # the capital that begins a sentence makes no name
    return all(set(analyze(name)) <= asked for name in _CAPITALISED.findall(words))


_NAME_OF = any_of(r"(?:title|name) of (?:the |an? )?(?P<what>(?!the |an? )(?-i:[a-z])[\w ’'-]+)")


def _nothing_of_the_name(question: Question, told: Told) -> bool:
    """What something is called is asked, and the sentences tell of no such thing."""
    asked = _NAME_OF.search(question.reads)
    if asked is None or question.english:
        return False
    words = list(takewhile(str.islower, asked["what"].split()))
    if not words:  # "the eBay founder"
        return False
    noun = words[noun_phrase(words) - 1]
    held = {token for said in told.sentences for token in analyze(said)}
    return kind_of_noun(noun) != "person" and not held.issuperset(analyze(noun))


def _no_long_form(question: Question, told: Told) -> bool:
    """What letters stand for is asked, and the sentence does not say it."""
    letters = letters_asked(question.text)
    return letters is not None and not may_define(letters, told.best)


_WORDING = any_of(
    r"(?:exact|precise|original) (?:wording|words|text)|word for word|verbatim|one by one"
)
_TELLS_WORDING = re.compile(r"[“\"]|\b(?:wording|texts?|reads|clauses?|articles?|provisions?)\b")


def _no_wording(question: Question, told: Told) -> bool:
    """How a document is worded is asked, and the sentence names the document only."""
    return bool(_WORDING.search(question.reads)) and not _TELLS_WORDING.search(told.best)


_PUBLISHED = any_case(
    r"\b(?:when|dates?|day|year)\b.*\b(?:publish(?:ed)?|publication|issued?|released?|sent out|"
    r"(?:came|come) out|written|dated?|appear(?:ed)?)\b|\bdate of (?:the|this|its)\b"
)
_A_DOCUMENT = any_of(rf"(?:{'|'.join(sorted(KINDS_OF_DOCUMENTS))}|{TEXT})s?")
_TELLS_PUBLISHED = any_of(r"publish\w*|publication|issued?|released?|posted|edition|dated|appeared")


def _not_published(question: Question, told: Told) -> bool:
    """When a document appeared is asked, and the sentence tells of no publication."""
    asked = question.text
    asks = _PUBLISHED.search(asked) and _A_DOCUMENT.search(asked)
    return bool(asks) and not _TELLS_PUBLISHED.search(told.best)


TEXTS: tuple[Check, ...] = (
    _no_title,
    _nothing_of_the_name,
    _no_long_form,
    _no_wording,
    _not_published,
)
