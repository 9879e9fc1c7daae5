"""Which number of a sentence is asked for: that of the thing counted, and of whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.question import Question
from assistant.differences.asked import read_asked
from assistant.differences.values import values_in
from assistant.ranking.spans import NUMBER
from assistant.words.clauses import clause_of, is_verb
from assistant.words.grammar import AUXILIARIES, BOUNDARIES
from assistant.words.patterns import any_case
from assistant.words.same_things import countries, countries_behind
from corpus.document import Span
from index.lexical import analyze

_OF_THE = re.compile(r" of (?:the|these|those|its|their) (?:\w+ ){0,2}?(?P<thing>\w+s)\b")
_OF_THEM = any_case(r"\bhow many of\b")
_HOW_MANY_DONE_TO = any_case(
    r"^\W*how many (?:[\w-]+ ){1,4}?(?:(?:did|does|do|will|has|have|must|would|could) "
    r"(?:[\w’'-]+ ){1,4}?(?:agree[ds]? to |promised? to |want(?:ed|s)? to |have to )?|"
    r"(?:will|would|must|should|are to|were to|are going to) be )(?P<deed>[a-z]+)(?: away)?\W*$|"
    r"^\W*how many (?:[\w-]+ ){1,4}?agreed to (?P<agreed>[a-z]+)\b"
)
# "Of 90 pipes, 12 were cleaned", "90 pipes, of which 12 were cleaned", "90 pipes; 12 were cleaned"
_OF_SO_MANY = re.compile(
    r"(?:^|[,;:(] |\b(?:and|but|while|whereas|whom|which) )(?:only |just |nearly |about |some )?"
    rf"(?P<part>{NUMBER.pattern}) (?P<did>[a-z]+\b[^,;.]*)"
)
# "Only 58 of an estimated 210 exporters joined"
_SO_MANY_OF = re.compile(
    rf"\b(?P<part>{NUMBER.pattern}) (?:out )?of "
    rf"(?:(?:the|an?|its|their|some|about|all|estimated) )*(?:{NUMBER.pattern}) (?P<did>[^,;.]+)"
)
_FROM = re.compile(
    r"\b[Hh]ow many (?P<whose>[A-Z][\w.]+(?: [A-Z][\w.]+)?) [a-z]|"
    r"\b[Hh]ow many\b.*\bfrom (?:the )?(?P<whence>[A-Z]\w+(?: [A-Z]\w+)?)(?: [a-z]+)?\W*(?:\(|$)"
)


def counting(question: Question, text: str, within: Span, numbers: Sequence[Span]) -> list[Span]:
    """Those of the numbers in a sentence that count what the question counts.

    None where it asks how many of them: that may be counted by another word, or by none.

    Args:
        question: what is asked.
        text: of the document.
        within: the sentence.
        numbers: of the sentence.
    """
    if question.kind != "how_many":
        return []
    done = _done_to(question, text, within) or _part_of_all(question, text, within)
    if done:
        return [done]
    counted = [] if _OF_THEM.search(question.reads) else _counted(question, text, within, numbers)
    theirs = _of_country(question, text, within, numbers)
    return [number for number in counted if number in theirs] or theirs[:1] or counted


def _of_country(question: Question, text: str, within: Span, numbers: Sequence[Span]) -> list[Span]:
    """The numbers that count what is from the country asked about.

    "416 delegates from 161 Peruvian firms" holds two such numbers, the outer one first.
    """
    asked = _FROM.search(question.reads)
    whose = countries(asked["whose"] or asked["whence"]) if asked else set()
    if not whose:
        return []
    return [
        number for number in numbers if whose & countries_behind(text[: within.end], number.end)
    ]


def _done_to(question: Question, text: str, within: Span) -> Span | None:
    """The number that stands behind the deed asked about: "agreed to remove one of the pipes".

    Of "How many pipes will Peru remove?" the same sentence may count all pipes that there are.
    """
    asked = _HOW_MANY_DONE_TO.match(question.reads)
    if asked is None:
        return None
    deed = asked["deed"] or asked["agreed"]
    deed = re.escape(deed.removesuffix("e").removesuffix("ed"))
    number = re.search(rf"\b{deed}\w* (?P<number>{NUMBER.pattern}) of (?:the|these|them)\b",
                       within.of(text), re.IGNORECASE)  # fmt: skip
    return within.part(*number.span("number")) if number else None


def _part_of_all(question: Question, text: str, within: Span) -> Span | None:
    """The number of those to whom it was done that is asked: "Of 90 pipes, 12 were cleaned".

    With a verb behind it, it counts what was named before.
    """
    for found in _OF_SO_MANY.finditer(text, within.start, within.end):
        verb, *behind = found["did"].split()
        # "12 were cleaned", "12 failed in May", but "12 cleaned pipes"
        alone = verb in AUXILIARIES or not behind or behind[0] in BOUNDARIES
        if is_verb(verb) and alone and set(analyze(found["did"])) & set(question.terms):
            return Span(*found.span("part"))
    counted = analyze(clause_of(question.reads).noun)
    for found in _SO_MANY_OF.finditer(text, within.start, within.end):
        if set(analyze(found["did"])) & (set(question.terms) - set(counted)):
            return Span(*found.span("part"))
    return None


def _counted(question: Question, text: str, within: Span, numbers: Sequence[Span]) -> list[Span]:
    """The numbers that stand with the noun that the question counts."""
    asked = read_asked(replace(question, text=question.reads))
    counting = [
        within.part(value.number.start, value.number.end)
        for value in values_in(within.of(text))
        if asked.counts(value.thing)
    ]
    # "one of the three pacts" is a number of pacts, too.
    return counting + [
        number
        for number in numbers
        if (of := _OF_THE.match(text, number.end)) and asked.counts(of["thing"])
    ]
