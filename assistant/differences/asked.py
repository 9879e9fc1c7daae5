"""Which value a question asks for: a count of what, a time between events, a date, an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asked.question import Question
from assistant.differences.counts import phrase_behind
from assistant.differences.dates import dates_in, same_days
from assistant.differences.stated import CALENDAR, Stated
from assistant.differences.values import UNITS_OF_TIME, ValueKind, values_in
from assistant.words.patterns import any_case
from assistant.words.same_things import apart, same_things, stems, things

_COUNTING = any_case(
    r"\b(?:how many|"
    r"(?:numbers?|counts?|tally|totals?|figures?|quantity)(?: number)? (?:of|for)(?: the)?)\b"
    r"(?: different| new| more| other| such| of the| of| the)*"
)
# What is asked for -> kinds of values that can answer; every pattern that matches counts.
_KINDS: tuple[tuple[str, tuple[ValueKind, ...]], ...] = (
    (
        r"\bhow (long|old|recently|far back)\b|\bhow much (time|later|earlier)\b|\bsince when\b|"
        r"\b(gap|interval|hiatus|time span)\b|\b(last|previous) (time|occasion)\b|"
        r"\bafter (how|what)\b|\byears? (since|between|passed|ago)\b",
        ("duration", "date"),
    ),
    (
        r"\bwhen\b|\b(what|which|exact) (date|day|month|year)s?\b|\bdates? (of|for|when|on)\b",
        ("date", "duration"),
    ),
    (
        r"\bhow (much|expensive|costly)\b|"
        r"\b(what|which) (amount|sum|price|cost|budget|fee|value)\b|"
        r"\b(cost|price|budget|worth|amount|value|fee) (of|for)\b|\b(is|was|are|were) \w+ worth\b|"
        r"\bdid .{1,60} cost\b|\bbudget\b",
        ("money", "percent"),
    ),
    (r"\b(share|proportion|percentage|percent|rate) (of|for)\b|\b(what|which) (\w+ )?(share|"
     r"percentage|percent|proportion|rate)\b", ("percent",)),
)  # fmt: skip
_UNITS_OF_TIME = {stem: unit for name, (unit, _) in UNITS_OF_TIME.items() for stem in stems(name)}
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s?)+")
# "the time between the visits", not "the talks between Ann and Bo".
_TIME_BETWEEN = any_case(
    r"\b(?:time|(?:year|month|week|day)s?)(?: \w+)? between\b|\bhow long between\b"
)
_LAST = any_case(r"\blast\s+[a-z]")
# "company-level", "private-sector": what stands before them says it.
_VAGUE = frozenset(stems("level sector side related based"))
_TOPIC = re.compile(r"\b(?:on|about|regarding|concerning) (?:the )?([a-z]+(?: [a-z]+)?)")
_REQUEST = any_case(r"\W*(?:can|could|would|will) you\b")
_OR = re.compile(r"\bor\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    Attributes:
        text: the question.
        kinds: of the values that can answer it; empty where it asks for none by its words.
        counted: what is counted, as `Stated.thing` names it; empty where the question does not say.
        about: what the thing asked for must have to do with, in the question's words.
        unit: the class of time units that is counted (`Value.unit`); empty where none is.
    """

    text: str
    kinds: frozenset[ValueKind]
    counted: frozenset[str] = frozenset()
    about: tuple[str, ...] = ()
    unit: str = ""

    def fits(self, stated: Stated) -> bool:
        """Whether `stated` can be the value asked for."""
        value = stated.value
        if value.kind not in self.kinds:
            return False
        if value.kind == "count" and self.counted and stated.thing not in self.counted:
            return False
        if value.kind == "duration" and self.unit and value.unit != self.unit:
            return False
        if stated.thing.endswith("between") and not self._between():
            return False
        if apart((self.text,), stated.scopes):
            return False
        asked, told = dates_in(self.text), dates_in(stated.clause)
        return (
            value.kind == "date"
            or not (asked and told)
            or any(same_days(*a[:2], *b[:2]) for a in asked for b in told)
        )

    def counts(self, noun: str) -> bool:
        """Whether what is asked for are so many of these.

        >>> people = Asked("How many people came?", frozenset({"count"}), frozenset({"=person"}))
        >>> people.counts("guests"), people.counts("firms")
        (True, False)
        """
        named = things(noun) or stems(noun)
        return bool(named) and named[-1] in self.counted

    def _between(self) -> bool:
        """Whether it asks for the time between two events, not for how long something lasted."""
        words = set(stems(self.text)) - {"last"}
        gap = _LAST.search(self.text) or _TIME_BETWEEN.search(self.text)
        return bool(gap) or bool(words & same_things().asks_gap)


def read_asked(question: Question) -> Asked:
    """What `question` asks for by its words.

    >>> from assistant.asked.question import read_question
    >>> asked = read_asked(read_question("How many MOUs were signed?", 100))
    >>> asked.kinds, asked.counted
    (frozenset({'count'}), frozenset({'=agreement'}))
    """
    text = question.text
    # A reason is asked for, whatever times and amounts the question speaks of.
    if question.kind == "why":
        return Asked(text, frozenset())
    counting = _COUNTING.search(text)
    if counting:
        about, noun = phrase_behind(text, counting.end())
        found = stems(noun)
        if found and found[-1] in _UNITS_OF_TIME:
            # How many years ago is also told by a year; how many minutes it took is not.
            unit = _UNITS_OF_TIME[found[-1]]
            told_by: set[ValueKind] = {"duration"}
            if unit == "months":
                told_by.add("date")
            return Asked(text, frozenset(told_by), unit=unit)
        topic = " ".join(_TOPIC.findall(text[counting.end() :]))
        counted = frozenset((things(noun) or found)[-1:] or things(text))
        if not counted:  # "How many?": anything is counted somewhere
            return Asked(text, frozenset())
        return Asked(text, frozenset({"count"}), counted, (*about, *topic.split()))
    kinds = {k for p, kinds in _KINDS if re.search(p, text, re.IGNORECASE) for k in kinds}
    if kinds:
        return Asked(text, frozenset(kinds))
    return _doubted(question)


def _doubted(question: Question) -> Asked:
    """The values that a yes-or-no question, or one with "or", names itself."""
    named = values_in(question.text)
    polite = _REQUEST.match(question.text)  # "Could you list the fourteen …" doubts nothing
    if not named or polite or not (question.kind == "yes_no" or _OR.search(question.text)):
        return Asked(question.text, frozenset())
    counted = frozenset((things(v.thing) or stems(v.thing))[-1] for v in named if v.kind == "count")
    return Asked(question.text, frozenset(value.kind for value in named), counted)


def unmet(asked: Asked, sentences: str, around: str) -> bool:
    """Whether the question speaks of something that is not where the values stand.

    Its countries must be in the sentences, its other names and what it counts "on" or "about" in
    the paragraphs; a run of capitalised words is one name: "Lee Jaemyung" is met by "Lee".

    Args:
        asked: read from the question.
        sentences: those that hold the values, with the headings above them.
        around: their paragraphs.

    >>> asked = Asked("How many deals were signed in Nara?", frozenset({"count"}))
    >>> unmet(asked, "Fifteen deals were signed.", "Fifteen deals were signed in Beijing.")
    True
    """
    said, near = set(things(sentences)), set(things(f"{sentences} {around}"))
    countries = {c for stem in stems(asked.text) if (c := same_things().places.get(stem))}
    if countries - said:
        return True
    runs = [m.group().split() for m in _NAME.finditer(asked.text) if m.start() > 0]
    names = [" ".join(word for word in run if word.strip(".") not in CALENDAR) for run in runs]
    named = [{t for t in things(name) if not t.startswith(("=", "@"))} for name in names]
    if any(names and not names & near for names in named):
        return True
    sides = {word for row in same_things().apart for side in row for word in side}
    about = [word for word in asked.about if not set(stems(word)) & (sides | _VAGUE)]
    return any(not set(things(word)) <= near for word in about)
