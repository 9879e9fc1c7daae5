"""Which post a person holds, told by the words before the name: "Acme Chairman Bo Dahl"."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.asked.question_names import name_tokens
from assistant.words.mentions import titled_persons
from assistant.words.patterns import any_case
from corpus.document import Span
from index.lexical import analyze

_PERSON = r"(?-i:[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,4})"
_ASKS_FOR_POST = any_case(
    rf"^\W*(?:who(?: exactly)? (?:is|was) {_PERSON}"
    rf"|what (?:is|was) {_PERSON}['’]s (?:\w+ )?(?:position|title|job|role|post|office|rank)"
    rf"|(?:what|which) (?:\w+ )?(?:position|title|job|post|office|rank) (?:does|did) {_PERSON}"
    r" (?:hold|have)"
    r"|(?:what|which) (?:bank|company|conglomerate|firm|group|institute|ministry|organi[sz]ation)"
    rf" (?:does|did) {_PERSON} (?:chair|head|lead|run|represent))\W*$"
)

_BEHIND = re.compile(rf"(?P<who>{_PERSON}), (?P<post>(?:the )?[A-Z][^,;.()]+?)(?=[,;.()]|$)")


def post_of(question: Question, text: str, within: Span, read: Span) -> Span | None:
    """The name that a question asks about, with the title before it, or the title behind it.

    None where it asks for no post, or where the words read may be what it asks for: they neither
    say the name again nor belong to somebody else.

    Args:
        question: what is asked.
        text: the document's text; spans are positions in it.
        within: usually one sentence.
        read: the words of it that a reader took for the answer.
    """
    if not _ASKS_FOR_POST.search(question.reads):
        return None
    names = set(name_tokens(question.reads))
    theirs: list[Span] = []
    others: list[Span] = []
    for told, person in titled_persons(within.of(text)):
        span = within.part(told.start, told.end)
        meant = names & set(analyze(person)) and names <= set(analyze(told.text))
        (theirs if meant else others).append(span)
    said_again = set(analyze(read.of(text))) <= set(analyze(question.text))
    if theirs and (said_again or any(read.overlaps(other) for other in others)):
        return theirs[0]
    return _post_behind(names, text, within) if said_again else None


def _post_behind(names: set[str], text: str, within: Span) -> Span | None:
    """What stands behind a name as its post: "Bo Dahl, Chairman of Acme, …"."""
    for found in _BEHIND.finditer(within.of(text)):
        if names and names <= set(analyze(found["who"])):
            return within.part(*found.span("post"))
    return None
