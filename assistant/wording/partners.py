"""Who met: two at least, where a reader points at one of them."""

from __future__ import annotations

import re

from assistant.words.mentions import may_be_person, mentions
from assistant.words.patterns import any_case
from corpus.document import Span

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
