"""A question about several things taken apart, so that each can be looked for by itself.

A comparison names two sides, a double question asks twice. One search for all of it finds what is
most like the whole: often one side only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.about import KINDS_OF_DOCUMENTS, documents_in, without_names
from assistant.question import Kind, Question, kind_of, read_question, terms_of
from assistant.sides import sides
from corpus.document import Document
from index.lexical import analyze

_ASKING = r"(?:what|who|whom|whose|when|where|why|how|which|did|does|do|was|were|is|are|has|have)"
_DOUBLE = re.compile(rf"(?:,? and|[;?]) (?={_ASKING}\b)", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:it|its|he|she|his|her|him|they|them|their|this|that|these|those|there|so|one|ones|"
    r"both|same|other)\b",
    re.IGNORECASE,
)

# "How do the two documents differ on the number of pacts?" asks each for the number of pacts.
_KINDS_NAMED = "|".join(sorted(KINDS_OF_DOCUMENTS | {"document", "text", "source", "author"}))
_DOCUMENTS = re.compile(
    rf"\b(?:(?:do|does|did|is|are) )?(?:(?:of )?(?:the|these) )?(?:two|both|each)(?: of the)?"
    rf"(?: two)? (?:{_KINDS_NAMED})s?\b(?: each)?",
    re.IGNORECASE,
)
_EACH_SAYS = re.compile(
    r"[?.!,;:]? ?\b(?:and )?what (?:do|does) (?:each|both|they)(?: of them| one)?"
    r" (?:say|report|write|claim)$",
    re.IGNORECASE,
)
_SET_BESIDE = re.compile(
    r"\b(?:(?:differ|disagree|diverge)(?:s|ed)?(?: (?:on|about|over|in|as to|from))?|"
    r"compared?(?: with| to)?$|(?:in )?the same way)(?!\w)",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^how (?!many|much|long|large|big|often|far|old)(?:do |does |did )?", re.IGNORECASE
)
_COUNTING = re.compile(r"\b(?:the )?number of\b|\bcount (?:the|its|their)\b", re.IGNORECASE)

# "Which was larger?" is told by a number, "which came first?" by a date.
_BY_DATE = re.compile(r"\b(?:earlier|later|first|sooner)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(
    r"\b(?:larger|bigger|more|fewer|smaller|longer|shorter|higher|lower|greater|less)\b",
    re.IGNORECASE,
)


def parts_of(question: Question) -> list[Question]:
    """The questions that an English one is made of; empty where it is one."""
    if question.language != "en" or question.kind in ("documents", "authors", "each", "overview"):
        return []
    found = double_question(question.topic)
    if not found and question.kind in ("compare", "yes_no", "other"):
        found = sides(question.topic)
    return [_part(text) for text in found]


def one_of_each(question: Question) -> Question:
    """The question that is asked of each document by itself."""
    topic = asked_of_each(question.topic)
    kind: Kind = "how_many" if _COUNTING.search(topic) else kind_of(topic)
    kind = "other" if kind in ("compare", "each") else kind
    return replace(question, kind=kind, topic=topic, terms=terms_of(topic, kind))


def asked_of_each(text: str) -> str:
    """What is asked of each document, without the words that set one beside the other.

    >>> asked_of_each("How do the two documents differ on the number of pacts?")
    'The number of pacts?'
    >>> asked_of_each("Disagree about how many years had passed. What does each say?")
    'How many years had passed?'
    >>> asked_of_each("What does each document say?")
    'What does each document say?'
    """
    plain = _EACH_SAYS.sub("", text.strip(" ?.!")).strip(" ?.!;,")
    left = _DOCUMENTS.sub(" ", plain)
    if _SET_BESIDE.search(left):
        left = _HOW.sub("", _SET_BESIDE.sub(" ", left).strip())
    left = " ".join(left.split())
    return f"{left[:1].upper()}{left[1:]}?" if len(analyze(left)) > 1 else text


def _part(text: str) -> Question:
    read = read_question(text, len(text))
    if _BY_DATE.search(text):
        return replace(read, kind="when")
    if _BY_NUMBER.search(text):
        return replace(read, kind="how_many")
    return replace(read, kind="other") if read.kind == "compare" else read


def asked_apart(text: str, documents: Sequence[Document]) -> list[tuple[Question, str]]:
    """What a double question asks of one document and of another, with their ids.

    Empty where it does not name another one in each of its parts.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> text = "What is the newsletter's caveat, and which adjective does KEI use?"
    >>> [(part.topic, doc_id) for part, doc_id in asked_apart(text, [letter, piece])]
    [('What is caveat?', 'n'), ('Which adjective use?', 'c')]
    """
    asked = [part.strip(" ?.!,;") for part in _DOUBLE.split(text)]
    named = [documents_in(part, documents) for part in asked]
    if len({tuple(ids) for ids in named}) < 2 or any(len(ids) != 1 for ids in named):
        return []
    left = [without_names(part, documents) for part in asked]
    if any(not analyze(part) for part in left):
        return []
    return [(_part(f"{part}?"), doc_id) for part, (doc_id,) in zip(left, named, strict=True)]


def double_question(text: str) -> list[str]:
    """The questions that `text` asks one after the other; empty where it is one.

    One that refers to what stands before it is no question by itself, and stays with it.

    >>> double_question("Where did they meet, and who came to the forum?")
    ['Where did they meet?', 'Who came to the forum?']
    >>> double_question("Who signed it and when was it signed?")
    []
    """
    asked = [part.strip(" ?.!,;") for part in _DOUBLE.split(text)]
    if len(asked) < 2 or any(len(part.split()) < 3 for part in asked):
        return []
    if any(_REFERS.search(part) for part in asked[1:]):
        return []
    return [f"{part[:1].upper()}{part[1:]}?" for part in asked]
