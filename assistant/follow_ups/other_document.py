"""The question before, asked of another document: "And the newsletter?"."""

from __future__ import annotations

import re

from assistant.asked.document_words import KINDS_OF_DOCUMENTS, NOUNS, TEXT, speaking
from assistant.words.patterns import any_case

_KIND = rf"(?i:(?:{'|'.join(sorted(KINDS_OF_DOCUMENTS))}|{TEXT}))"
_LETTERS = r"[A-Z]{2,}"
_DOCUMENT = re.compile(rf"(?i:the|this) (?:[\w&’'-]+ ){{0,3}}?{_KIND}\b(?![’'])")
_BY_LETTERS = re.compile(rf"(?:[Tt]he )?{_LETTERS}(?: (?i:{NOUNS}))?")
_NAMES_DOCUMENTS = any_case(rf"\b(?:{NOUNS}|according to)\b")
# "And what does the commentary say?" goes on asking what was asked of the other.
_WHAT_IT_SAYS = any_case(
    r"(?:what|how) (?:does|do|did) (?P<which>.+?) (?:say|think|write|report|see it)\W*$"
)
# "Is that in the commentary too?" asks the commentary what was asked before.
_IT = r"(?:that|this|it|they|those|so|the same)"
_TOO = r"(?: too| as well| either)?\W*$"
_TELLS_IT_TOO = any_case(
    rf"(?:is|was|are|were) {_IT} (?:also )?"
    r"(?:(?:mentioned|said|covered|discussed|reported|told|found) )?"
    rf"in (?P<in>.+?){_TOO}|"
    r"(?:does|did|do) (?P<by>.+?) (?:also )?(?:say|mention|cover|discuss|report|bring up) "
    rf"(?:anything about )?{_IT}{_TOO}"
)


def asked_of_another(phrase: str, before: str) -> str | None:
    """The question `before` with `phrase` in the place of the document that it asks.

    None where `phrase` names no document, or may name something else.

    Args:
        phrase: what was typed, without "And".
        before: the question before it.

    >>> asked_of_another("the memo", "How does KEI judge the visit?")
    'How does the memo judge the visit?'
    >>> asked_of_another("the memo", "Who won, in KEI's view?")
    "Who won, in the memo's view?"
    >>> asked_of_another("what does the memo say?", "What does KEI say about tea?")
    'What does the memo say about tea?'
    >>> asked_of_another("the memo", "What came of the visit?")
    'What came of the visit, according to the memo?'
    >>> asked_of_another("does the memo mention it too?", "What does KEI say about tea?")
    'What does the memo say about tea?'
    >>> asked_of_another("the visit", "What does the memo say about tea?")
    """
    if says := _WHAT_IT_SAYS.match(phrase):
        phrase = says["which"]
    elif tells := _TELLS_IT_TOO.match(phrase):
        phrase = tells["in"] or tells["by"]
    if not _DOCUMENT.fullmatch(phrase):
        return None  # "AI" and "the CPTPP" have letters as well
    if asked := _DOCUMENT.search(before):
        return f"{before[: asked.start()]}{phrase}{before[asked.end() :]}"
    if asked := speaking(_LETTERS).search(before):  # "in KEI's view"
        told = _BY_LETTERS.sub(lambda _: phrase, asked.group(), count=1)
        return f"{before[: asked.start()]}{told}{before[asked.end() :]}"
    if _NAMES_DOCUMENTS.search(before):
        return None
    return f"{before.rstrip('?!. ')}, according to {phrase}?"
