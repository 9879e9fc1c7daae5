"""Who met, which are two at least, and the post that a person holds: "Acme Chairman Bo Dahl"."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.asked.question_names import name_tokens
from assistant.words.mentions import may_be_person, mentions, titled_persons
from assistant.words.patterns import any_case
from corpus.document import Span
from index.lexical import analyze

# "Who met Ann?" and "Who spoke with Ann?" ask for one.
_WHO_MET = any_case(
    r"^\W*(?:and |so |but )?who(?: all)? "
    r"(?:(?:is |was |were |are |has |have )?me(?:t|eting)|"
    r"(?:held|had) (?:[\w-]+ ){0,3}?(?:talks|meetings?|summits?)|"
    r"(?:talked|spoke|play(?:ed)?|performed|sang|ate|dined)\b(?=.* together\b)(?: [\w-]+){0,3}?|"
    r"(?:was|were|sat|took part|participated)"
    r"(?= (?:at|in) the (?:[\w-]+ ){0,3}?(?:summit|talks)\b))"
    r"(?: together| up| there| then)*\W*(?:$|(?:at|in|on|during|after|before|for|to)\b)"
    r"(?!.*\bwith\b)"
)
_JOINS = re.compile(r"[^.;:]*\b(?:with|and|met|to meet)\s+$")
_LONGEST = 90
"""Characters, at most, between two who met."""
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


def asks_who_met(question: str) -> bool:
    """Whether those who did something together are asked for, and none of them is named.

    >>> asks_who_met("Who met in Lima?"), asks_who_met("Who met Ann in Lima?")
    (True, False)
    >>> asks_who_met("Who spoke together there?"), asks_who_met("Who spoke there?")
    (True, False)
    """
    return _WHO_MET.match(question) is not None


def with_partner(text: str, within: Span, one: Span) -> tuple[Span, ...]:
    """Somebody who met somebody, and whom: "Ann’s talks with Bo", "Ann met Bo"; or one alone.

    Args:
        text: of the document; spans are positions in it.
        within: the sentence.
        one: of them.

    >>> text = "Ann’s second talks with Bo Dahl in Lima went well."
    >>> [span.of(text) for span in with_partner(text, Span(0, len(text)), Span(24, 31))]
    ['Ann', 'Bo Dahl']
    """
    people = [within.part(m.start, m.end) for m in mentions(within.of(text)) if may_be_person(m)]
    told = [person for person in people if person.overlaps(one)]
    if not told:
        return (one,)
    before = [person for person in people if person.end <= told[0].start][-1:]
    behind = [person for person in people if person.start >= told[-1].end][:1]
    if before and _joined(text[before[0].end : told[0].start]):
        return (*before, *told)
    if behind and len(told) == 1 and _joined(text[told[0].end : behind[0].start]):
        return (*told, *behind)
    return tuple(told) if len(told) > 1 else (one,)


def _joined(between: str) -> bool:
    return len(between) <= _LONGEST and _JOINS.fullmatch(between) is not None


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
