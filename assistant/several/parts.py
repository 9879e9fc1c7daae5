"""A question about several things taken apart, so that each can be looked for by itself.

A comparison names two sides, a double question asks twice. One search for all of it finds what is
most like the whole: often one side only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.kind import GATHERING, kind_of
from assistant.asked.overviews import said_by_one
from assistant.asked.question import Question, read_question, terms_of
from assistant.asked.sources import documents_in
from assistant.asked.without_sources import asked_of
from assistant.finding import Found
from assistant.korean.frames import asked_about as asked_in_korean
from assistant.korean.kinds import korean_kind
from assistant.ranking.judgement import judgement_asked
from assistant.several.double import (
    ASKING,
    GAPPED,
    PREPOSITION,
    REFERS,
    as_question,
    double_question,
    split_up,
)
from assistant.several.sides import korean_sides, sides
from assistant.several.two_named import one_did_one_did_not
from assistant.words.clauses import lower_first, upper_first
from assistant.words.patterns import any_case
from corpus.document import Document
from index.lexical import analyze

_COUNTING = any_case(r"\bthe (?:same |different )?numbers? of\b|\bcount (?:the|its|their)\b")

# "Music was played at both feasts. What in Lima, and what in Quito?" says first what it is about.
_SAID_FIRST = any_case(rf"^(?P<topic>[^?:]{{10,120}})\. (?=(?:{PREPOSITION} )?{ASKING}\b)")

# "Music: what did they play in Lima and what in Quito?" tells ahead what both questions are about.
_AHEAD = any_case(
    rf"^(?:(?:please )?(?:compare(?: and contrast)?|contrast)\b ?)?(?P<topic>[^,:;?.!]{{0,80}}): "
    rf"(?={ASKING}\b)"
)
# "Compare the verdicts" asks each for its verdict.
_COMPARING = any_case(r"^(?:compare|contrast)(?: (?:the|on|about))* ")
_SPEAKS = any_case(rf"\b(?:tell|question|know|ask|{ASKING})s?\b")

_JOINING = frozenset(
    analyze("between both each one two other whose respectively opposed rather unlike better worse")
)
"""Words that join the parts of a question and stand in none of them."""

_WHICH = any_case(r"(?:which|what|whose) (?!do\b|does\b|did\b|is\b)\w+")

# "Which was larger?" is told by a number, "which came first?" by a date.
_BY_DATE = any_case(r"\b(?:earlier|later|first|sooner)\b")
_BY_NUMBER = any_case(
    r"\b(?:larger|bigger|more|fewer|smaller|longer|shorter|higher|lower|greater|less|turnout|"
    r"attendance)\b"
)


def parts_of(question: Question) -> list[Question]:
    """The questions that one is made of; empty where it is one. Of Korean ones only comparisons."""
    if question.language == "ko" and question.kind == "compare":
        return [_part(side) for side in korean_sides(question.reads)]
    if question.language != "en" or question.kind in GATHERING - {"compare"}:
        return []
    text = question.topic
    if found := one_did_one_did_not(text):
        return [_part(part) for part in found]
    ahead = _AHEAD.match(text)
    if ahead and (found := _taken_apart(text[ahead.end() :])):
        return [_about(_topic(ahead), _part(part)) for part in found]
    said = _SAID_FIRST.match(text)
    if said and (found := double_question(text[said.end() :], said=True)):
        return [_about(said["topic"], _part(part)) for part in found]
    return [_part(part) for part in _taken_apart(text)]


def _taken_apart(text: str) -> list[str]:
    return double_question(text) or sides(text)


def _topic(ahead: re.Match[str]) -> str:
    """What a question says ahead that it is about; empty where that is no topic ("Tell me: …")."""
    topic = ahead["topic"]
    speaks = _SPEAKS.search(topic) or REFERS.search(topic) or not analyze(topic)
    return "" if speaks else upper_first(topic)


def _about(topic: str, part: Question) -> Question:
    """The part with its topic ahead, which says nothing of the kind of answer."""
    if not topic:
        return part
    asked = part.topic
    if GAPPED.match(asked):
        asked = lower_first(asked)
    return replace(_part(f"{topic}: {asked}"), kind=part.kind)


def hold_all(question: Question, parts: Sequence[Question]) -> bool:
    """Whether the parts ask all that the question asks: then their answers answer it.

    Asked of each document, it is the same question for every one.
    """
    held = _JOINING | {term for part in parts for term in part.terms}
    return bool(parts) and (question.kind == "each" or set(question.terms) <= held)


def one_of_each(question: Question) -> Question:
    """The question that is asked of each document by itself."""
    if question.language == "ko":
        return _of_each_in_korean(question)
    topic = as_question(_COMPARING.sub("", question.topic.rstrip(" ?")))
    kind = kind_of(topic)
    if kind in ("compare", "each", "other"):
        kind = "how_many" if _COUNTING.search(topic) else "other"
    return replace(question, kind=kind, topic=topic, terms=terms_of(topic, kind))


def _of_each_in_korean(question: Question) -> Question:
    """The same of a Korean one: a mere topic is as good in English words as in a question."""
    asked = asked_in_korean(question.text)
    kind = korean_kind(asked)
    judged = judgement_asked(question.text) is not None
    if kind == "other" and not question.unknown:
        part = _part(as_question(question.topic.strip()))
        # That a judgement is asked for is said by the words around the topic.
        return replace(part, text=question.text, english=part.text) if judged else part
    return replace(question, text=asked, kind=kind)


def _part(text: str) -> Question:
    read = read_question(text, len(text))
    if read.kind not in ("compare", "other", "yes_no"):
        return read  # "Who came first?" asks for somebody
    if _BY_DATE.search(text):
        return replace(read, kind="when")
    return replace(read, kind="how_many" if _BY_NUMBER.search(text) else "other")


def asked_apart(text: str, documents: Sequence[Document]) -> list[tuple[Question, str]]:
    """What a double question asks of one document and of another, with their ids.

    Empty where it does not name another one in each of its parts.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> text = "What is the newsletter's caveat, and which adjective does KEI use?"
    >>> [(part.topic, doc_id) for part, doc_id in asked_apart(text, [letter, piece])]
    [('What is caveat?', 'n'), ('Which adjective use?', 'c')]
    """
    ahead = _AHEAD.match(text)
    if ahead and documents_in(ahead["topic"], documents):
        ahead = None
    asked = split_up(text[ahead.end() :] if ahead else text)
    named = [documents_in(part, documents) for part in asked]
    if len({tuple(ids) for ids in named}) < 2 or any(len(ids) != 1 for ids in named):
        return []
    left = [asked_of(part, documents) for part in asked]
    if not analyze(left[0]):
        return []
    # "… and is it in KEI's view?" says too little by itself.
    others = zip(left[1:], asked[1:], strict=True)
    if any(REFERS.search(part) or not _says_enough(part, typed) for part, typed in others):
        return []
    topic = _topic(ahead) if ahead else ""
    return [
        (_about(topic, _part(as_question(part))), doc_id)
        for part, (doc_id,) in zip(left, named, strict=True)
    ]


def _says_enough(part: str, typed: str) -> bool:
    """Whether what a part asks its document is a question, or a topic: "… say about drums".

    Args:
        part: what it asks.
        typed: the same with the words that name the document.
    """
    tokens = analyze(part)
    topic = re.search(rf" (?:about|on|of|regarding) {re.escape(part)}$", typed)
    return len(tokens) > 1 or (bool(tokens) and bool(_WHICH.match(part) or topic))


def carrying_parts(read: Question, parts: Sequence[Found]) -> Sequence[Found]:
    """The parts that carry the whole, which may itself be like nothing in the documents.

    All of them where each is answered; of documents that are each asked the same, one is enough.
    """
    if not (all(part.candidates for part in parts) and hold_all(read, [p.question for p in parts])):
        return ()
    return [max(parts, key=lambda part: part.sure)] if read.kind == "each" else parts


def speaks_of_it(read: Question, found: Found, parts: Sequence[Found]) -> bool:
    """Whether a sentence holds all of the topic of which anything that is said is asked."""
    # "What does the letter say of tea?": the letter is no part of the topic; "Lee" would be.
    by_document = analyze(said_by_one(read.text)) == analyze(read.topic) != []
    if read.kind != "each" and not by_document:
        return False
    best = [c for one in (found, *parts) for c in one.candidates[:1]]
    return any(c.features.get("coverage", 0.0) >= 1.0 for c in best)
