"""Whether words tell what a name stands for, or only stand in the same sentence."""

from __future__ import annotations

import re

from assistant.ranking.reasons import thing_defined
from assistant.words.name_shapes import ALONE
from assistant.words.patterns import any_case
from corpus.document import Span

_WHAT_IS_NAME = any_case(rf"^\W*(?:and |so |but )?what(?: is|['’]s) {ALONE}")
# "Acme, a firm", "Acme (a firm)", "Acme is the firm", and "the firm, Acme".
_BEHIND = re.compile(
    r"[”\"’']?(?: ?[,(—–-]+ ?| (?:is|was|are|were|means|stands for) )(?:(?:which|who) (?:is|was) )?"
    r"(?:(?:an?|the) )?[“\"]?",
)
_AHEAD = re.compile(r"[”\"]?(?: ?[,(—–-]+ ?| (?:called|named|known as) | )(?:the )?[“\"]?")


def told_in_glossary(question: str, text: str, within: Span) -> Span | None:
    """What a line "Term: what it is" says of the term that a question asks about.

    >>> line = "Firn: snow that has survived a summer."
    >>> told_in_glossary("What is firn?", line, Span(0, len(line))).of(line)
    'snow that has survived a summer'
    """
    thing = thing_defined(question)
    said = thing and re.match(
        rf"{re.escape(thing)}: (?P<rest>.+?)\.?$", within.of(text), re.IGNORECASE
    )
    return within.part(*said.span("rest")) if said else None


def tells_what_it_is(question: str, text: str, within: Span, words: Span) -> bool:
    """Whether words stand right beside the name that a question asks about; of others always.

    Args:
        question: in English.
        text: of the document; spans are positions in it.
        within: the sentence.
        words: of it.

    >>> said = "Bo is an agent of Acme, a firm in Lima, under the ABC."
    >>> whole, firm = Span(0, len(said)), Span(24, 38)
    >>> [tells_what_it_is(f"What is {name}?", said, whole, firm) for name in ("Acme", "the ABC")]
    [True, False]
    """
    asked = _WHAT_IS_NAME.match(question)
    if asked is None:
        return True
    names = [
        within.part(*m.span())
        for m in re.finditer(rf"(?<!\w){re.escape(asked['name'])}(?!\w)", within.of(text))
    ]
    return any(
        words.overlaps(name)
        or (name.end <= words.start and _BEHIND.fullmatch(text, name.end, words.start))
        or (words.end <= name.start and _AHEAD.fullmatch(text, words.end, name.start))
        for name in names
    )
