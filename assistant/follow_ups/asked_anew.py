"""Other asking words for the question before, its answer filled in: "Why?", "Who else?"."""

from __future__ import annotations

from assistant.asked.address import without_address
from assistant.follow_ups.fragment import Fragment
from assistant.words.clauses import Clause, clause_of, folded, upper_first
from assistant.words.grammar import BE, PREPOSITIONS, REQUESTS

_NEGATED = {"will": "won't", "can": "can't", "may": "may not", "shall": "shall not"}
_SPANS_OF_TIME = frozenset(("years", "months", "weeks", "days", "hours", "nights"))


def asked_anew(fragment: Fragment, before: str, short_answer: str | None) -> list[str]:
    """The question `before` with the asking words of `fragment`, its own answer filled in.

    >>> asked_anew(Fragment("when", "", ""), "Where did Lee and Xi meet?", "Beijing")
    ['When did Lee and Xi meet?']
    >>> asked_anew(Fragment("who else", "", ""), "Who came from Samsung?", "Lee")
    ['Who else came from Samsung?']
    >>> asked_anew(Fragment("in which fields", "", ""), "How many pacts did Lee sign?", "nine")
    ['In which fields did Lee sign pacts?']
    """
    before, asking = without_address(before), fragment.asking
    clause = clause_of(before)
    if asking.split()[-1] in ("one", "ones"):
        return []
    asking = upper_first(asking)
    if not clause.wh and (not clause.auxiliary or asking == "Why not"):
        return _asked_of_said(asking, clause, before)
    if folded(asking.split()[-1]) == "else" and clause.wh:
        rest = " ".join((clause.auxiliary, clause.subject, clause.rest)).split()
        noun = f" {clause.noun}" if clause.noun else ""
        which = f"Which other{noun}" if noun else asking
        return [f"{which} {' '.join(rest)}?"]
    filled = _filler(clause, short_answer)
    if not clause.auxiliary or not clause.subject:
        subject = filled or clause.noun or {"who": "somebody"}.get(clause.asks, "something")
        if not clause.rest:
            return []
        told = " ".join((subject, clause.auxiliary, clause.rest)).split()
        return [f"{asking} is it that {' '.join(told)}?"]
    rest = clause.rest.split()
    if filled and rest and folded(rest[-1]) in PREPOSITIONS:
        rest.append(filled)
    elif filled and folded(clause.auxiliary) in BE:
        rest.insert(int(bool(rest) and rest[0].endswith("ing")), filled)
    elif filled and rest:
        rest.insert(1, filled)
    return [f"{asking} {clause.auxiliary.lower()} {clause.subject} {' '.join(rest)}".strip() + "?"]


def _asked_of_said(asking: str, clause: Clause, before: str) -> list[str]:
    """A further question about a statement, or "Why not?" after one for yes or no."""
    if folded(before.split()[0]) in REQUESTS:  # "List the deals" tells nothing
        return []
    if not clause.auxiliary:
        return [f"{asking} is it that {before.rstrip('?!. ')}?"]
    auxiliary = folded(clause.auxiliary)
    negated = _NEGATED.get(auxiliary, f"{auxiliary}n't")
    return [f"Why {negated} {clause.subject} {clause.rest}".strip() + "?"]


def _filler(clause: Clause, short_answer: str | None) -> str:
    """A short answer, or what was counted, to stand where the asking words stood; or nothing."""
    if clause.asks == "how" and clause.noun not in _SPANS_OF_TIME:
        return clause.noun
    if clause.asks not in {"who", "whom", "what", "which"} or not short_answer:
        return ""
    return short_answer if len(short_answer.split()) <= 6 else ""
