"""Which post a person holds, told by the words before the name: "Acme Chairman Bo Dahl"."""

from __future__ import annotations

import re

from assistant.mentions import titled_persons
from assistant.question import Question
from assistant.signals import name_tokens
from corpus.document import Span
from index.lexical import analyze

_POST = r"(?:position|title|job|role|post|office|rank|function)"
_ASKS_FOR_POST = re.compile(
    r"^\W*(?:who(?: exactly)? (?:is|was) (?-i:(?=[A-Z]))"
    rf"|what (?:is|was) .{{2,60}}?['’]s (?:\w+ )?{_POST}\b"
    rf"|(?:what|which) (?:\w+ )?{_POST} (?:does|did|do)\b"
    r"|(?:what|which) [\w ]{2,40}? (?:does|did|do) .{2,60}? "
    r"(?:chair|head|lead|run|represent|work for|belong to|come from)\b)",
    re.IGNORECASE,
)


def post_of(question: Question, text: str, within: Span) -> Span | None:
    """The name that a question asks about with the title before it; None where it asks otherwise.

    Args:
        question: see above.
        text: the document's text; spans are positions in it.
        within: usually one sentence.
    """
    if not _ASKS_FOR_POST.search(question.reads):
        return None
    names = set(name_tokens(question.reads))
    for told, person in titled_persons(within.of(text)):
        tokens = set(analyze(told.text))
        if names & set(analyze(person)) and names <= tokens and not tokens <= set(question.terms):
            return Span(within.start + told.start, within.start + told.end)
    return None
