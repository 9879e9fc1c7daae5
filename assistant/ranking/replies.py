"""Questions that a text asks itself: what answers is the sentence that replies to them.

So it is with those that it reports: "Ann asked why the pool was closed. Bo replied that …". What a
text only says that others claim misleads without what it says to that: "This is unfounded."
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asked.question import Question
from assistant.ranking.rank import Candidate, place_of
from assistant.ranking.spans import candidate_spans, has_spans
from assistant.readers.reading import Place, Readings, reader_share
from assistant.words.patterns import any_case
from corpus.document import Document, Passage, Span
from corpus.split import sentence_spans

_ASKS = re.compile(r"\?[”\"’')]*\s*\Z")
_AFTER = re.compile(r"\s*(?P<rest>\S[^\n]*)")
_REPORTED = any_case(
    r"\b(?:ask(?:ed|s)|want(?:ed|s) to know|wonder(?:ed|s)|[ei]nquire[ds])(?: [\w’'-]+){0,4}? "
    r"(?:why|whether|if|who|what|which|when|where|how|about)\b"
)
_REPLIES = any_case(
    r"\b(?:repl(?:ied|ies)|answer(?:ed|s)|explain(?:ed|s)|respond(?:ed|s)|sa(?:id|ys)|told|"
    r"stated|confirm(?:ed|s)|den(?:ied|ies)|according to)\b"
)
_CLAIMED = any_case(
    r"it (?:is|was|has been|can be) (?:\w+ ){0,2}?"
    r"(?:said|argued|claimed|suggested|alleged|objected|feared) that\b|"
    r"[^.,;:]{3,60}? (?:argue|claim|maintain|object|complain|contend|fear)(?:s|ed)? that\b"
)
_COUNTERS = any_case(
    r"(?:this|that|these|such|the) (?:\w+ )?"
    r"(?:is|are|was|were|seems?|does|do|did|has|have|overlooks?|ignores?|misses)\b|"
    r"we (?:disagree|agree|do not|find|found|doubt|think|see|saw|believe|share)\b|"
    r"(?:but|yet|however|not so|in (?:fact|truth|reality|our view))\b"
)
SHORTEST_REPLY = 6
"""Words of a reply that says something; "Of course." is quoted with what follows it."""


def asks(text: str) -> bool:
    """Whether a sentence is a question.

    >>> asks("“Who pays?”"), asks("They asked who pays.")
    (True, False)
    """
    return bool(_ASKS.search(text))


def claims(text: str) -> bool:
    """Whether a sentence only says what others claim.

    >>> claims("It has been said that wells are dear."), claims("Wells are dear, Ann said.")
    (True, False)
    """
    return bool(_CLAIMED.match(text))


def with_replies(
    question: Question,
    ranked: Sequence[Candidate],
    readings: Readings,
    document_of: Callable[[str], Document],
) -> list[Candidate]:
    """The sentences in their new order, each question replaced by what the text replies to it.

    Args:
        question: what is asked.
        ranked: best first.
        readings: what the reader made of the replies.
        document_of: gives the document with an id.
    """
    found: dict[Place, Candidate] = {}
    for c in ranked:
        text = document_of(c.doc_id).text
        told = [span for doc_id, span in found if doc_id == c.doc_id]
        if asks(c.text):
            reply = _reply(document_of(c.doc_id), c.span)
        elif any(span.covers(c.span) for span in told):
            continue  # it stands behind the question that it replies to
        else:
            reply = _reported(text, c.span)
            reply = None if reply and any(span.overlaps(reply) for span in told) else reply
        if reply is not None:
            read = readings.best_in(c.doc_id, reply)
            features = {**c.features, "reader": reader_share(read.score) if read else 0.0}
            if has_spans(question.kind):
                features["kind"] = float(bool(candidate_spans(question, text, reply)))
            c = replace(c, span=reply, text=reply.of(text), features=features)
        found.setdefault(place_of(c), c)
    return list(found.values())


def question_before(document: Document, sentence: Span) -> Span | None:
    """The question, at the end of the paragraph before, that a sentence opens the reply to."""
    text = document.text
    end = text.rfind("\n", 0, sentence.start)
    if text[max(end, 0) : sentence.start].strip():
        return None
    while end > 0 and text[end - 1].isspace():
        end -= 1
    start = text.rfind("\n", 0, max(end, 0)) + 1
    headed = any(section.span.start == start for section in document.sections)
    if headed or end < 0 or not asks(text[start:end]):
        return None
    return sentence_spans(text, Span(start, end))[-1]


def and_reply(passage: Passage, document: Document) -> Passage:
    """A passage that ends with a question, with the paragraph that replies to it."""
    after = asks(passage.text) and _after(document, passage.span.end)
    if not after:
        return passage
    span = Span(passage.span.start, after.end)
    return replace(passage, span=span, text=span.of(document.text))


def _reply(document: Document, asked: Span) -> Span | None:
    """The sentence after a question; None where that is another one."""
    after = _after(document, asked.end)
    if after is None:
        return None
    first, *more = sentence_spans(document.text, after)
    if asks(first.of(document.text)):
        return None
    if more and len(first.of(document.text).split()) < SHORTEST_REPLY:
        return Span(first.start, more[0].end)
    return first


def _reported(text: str, asked: Span) -> Span | None:
    """A question or claim that a text reports, with the sentence behind that replies; else None."""
    is_claim = claims(asked.of(text))
    reports = is_claim or _REPORTED.search(asked.of(text))
    if not reports or not (after := _AFTER.match(text, asked.end)):
        return None
    rest = Span(*after.span("rest"))
    if "\n" in text[asked.end : rest.start]:
        return None
    reply = sentence_spans(text, rest)[0]
    replies = _COUNTERS.match if is_claim else _REPLIES.search
    return Span(asked.start, reply.end) if replies(reply.of(text)) else None


def _after(document: Document, end: int) -> Span | None:
    """The rest of a paragraph, or the next one if it is no heading."""
    following = _AFTER.match(document.text, end)
    if following is None:
        return None
    span = Span(*following.span("rest"))
    return None if any(section.span.start == span.start for section in document.sections) else span
