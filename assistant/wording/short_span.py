"""Which words of one sentence answer: the reader's, checked against what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.question import Question
from assistant.ranking.abbreviation import letters_asked, long_form
from assistant.ranking.beside import value_beside, value_of_year
from assistant.ranking.gather import DATED_OR_COUNTED
from assistant.ranking.lists import asks_for_several
from assistant.ranking.polarity import negated
from assistant.ranking.rank import Candidate
from assistant.ranking.reasons import thing_defined
from assistant.ranking.replies import claims
from assistant.ranking.spans import best_span, candidate_spans, stay_beside
from assistant.ranking.standing import rank_told, tells_rank, whose_rank
from assistant.readers.reading import Readings, ReadSpan
from assistant.texts.tables import Row, cell_asked, row_at
from assistant.wording.balanced import balanced
from assistant.wording.counted import counting
from assistant.wording.defining import tells_what_it_is, told_in_glossary
from assistant.wording.people import post_of
from assistant.words.clauses import clause_of, noun_phrase
from assistant.words.grammar import NUMBERS, PRONOUNS
from assistant.words.kinds import is_title
from assistant.words.mentions import may_be_person, mentions
from assistant.words.patterns import any_case
from assistant.words.same_things import things
from corpus.document import Span
from index.lexical import analyze

WRONG_KIND = 1.5
"""Points of the reader's score that words of another kind than the one asked for lose."""

GUESSED = -5.5
"""Words of no known kind that the reader scores lower are a guess, and mostly wrong."""

_ASKS_FOR_ONE = any_case(r"\b(?:who|whom|whose|which|what|when|where|how \w+)\b")
# What caused something may well be what it has been so since.
_ASKS_WHAT = any_case(
    r"(?:and |but |so )?what\b(?! (?:year|date|day|time|period|event)s?\b)"
    r"(?!.*\b(?:ma[dk]e|start|beg[au]n|caus|trigger|spark|led\b|brought|behind|sore))"
)
_OFFERS = any_case(r"\bor\b|^\W*(?:which|who)\b")
_SINCE = r"(?:since|after|before|until)"
_ENDS_IN_ADJECTIVE = re.compile(rf"(?:^|\s)[a-z]+-(?!(?:{'|'.join(sorted(NUMBERS))})$)[a-z]+$")
_BESIDES = re.compile(r"(?:After|Before|During|Following|Ahead of|On|In|At) [^,]+$")
_BEHIND_SINCE = any_case(rf"\b{_SINCE} (?:the |an? )?$")
_BEGINS_WITH_SINCE = any_case(rf"{_SINCE}\b")
_PLACES_IN = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|places?|regions?|provinces?|where) (?:in|of) (?P<where>[A-Z]\w+)"
)
_WHICH_ONES = any_case(r"(?:which|who)\b(?! (?:year|number|rank|level|percentage)\b)")


def few_words_do(question: Question) -> bool:
    """Whether a few words can answer a question: none answer "Compare both summits"."""
    if question.kind == "compare":
        return _ASKS_FOR_ONE.search(question.text) is not None
    return question.kind not in ("overview", "each")


def short_span(question: Question, text: str, best: Candidate, readings: Readings) -> Span | None:
    """The words of the best sentence that answer: the reader's, of the kind asked for if it can.

    How many there are is told by a number that counts the thing asked for, where there is one.
    Without a reader: the words that have the kind; None where the kind has no words of its own,
    asks for more than a few words, or what is asked about did not come about.

    Args:
        question: what is asked.
        text: of the document; spans are positions in it.
        best: the sentence.
        readings: of the passages that hold it.
    """
    if not few_words_do(question):
        return None
    told = _told_by_form(question, text, best.span)
    if told:
        return told
    inside = [s for s in readings.spans if s.doc_id == best.doc_id and best.span.covers(s.span)]
    kind = candidate_spans(question, text, best.span)
    if row := row_at(text, best.span.start):
        return _cell(question, text, row, inside)
    if counts := _belonging(question, text, best.span, kind):
        others = [number for number in kind if not any(number.overlaps(c) for c in counts)]
        inside = [
            read
            for read in inside
            if any(read.span.overlaps(number) for number in counts)
            and not any(read.span.overlaps(number) for number in others)
        ]
        if not inside:
            return counts[0]
    if not inside:
        return best_span(question, text, best.span)
    beyond = _not_asked(question, text, inside)
    return _pointed_at(question, text, best.span, beyond, kind) if beyond else None


def _not_asked(question: Question, text: str, inside: Sequence[ReadSpan]) -> list[ReadSpan]:
    """What says more than the question: "Lima" tells nobody what happened in Lima."""
    if question.kind != "other" or _OFFERS.search(question.reads):
        return list(inside)
    asked = set(question.terms)
    return [read for read in inside if not asked >= set(analyze(read.span.of(text)))]


def _belonging(question: Question, text: str, within: Span, kind: Sequence[Span]) -> list[Span]:
    """The values of whom or what a question asks about, of all in a sentence; empty: unknown."""
    beside = None
    if question.kind in DATED_OR_COUNTED:
        of_year = value_of_year(question.reads, text, within, kind)
        beside = of_year or value_beside(question.reads, text, within, kind)
    return [beside] if beside else counting(question, text, within, kind)


def _cell(question: Question, text: str, row: Row, inside: Sequence[ReadSpan]) -> Span | None:
    """The cell of a row that answers: below the heading asked for, else where the reader points."""
    asked = clause_of(question.reads)
    which = asked.noun if asked.asks in ("which", "what") else ""
    first = set(analyze(which)) & set(analyze(row.headings[0]))
    told = row.cells[0] if first else cell_asked(text, row, question.terms)
    read = max(inside, key=lambda one: one.score, default=None)
    if told is None and read is not None:
        told = next((cell for cell in row.cells if cell.covers(read.span)), None)
    return told


def _told_by_form(question: Question, text: str, within: Span) -> Span | None:
    """The words that the form of question and sentence tells, whatever a reader points at."""
    asked_in = _PLACES_IN.search(question.reads)
    places = _places_in(asked_in["where"], question, text, within) if asked_in else []
    who = whose_rank(question.reads)
    return (
        _long_form(question, text, within)
        or told_in_glossary(question.reads, text, within)
        or _said_to_be(question, text, within)
        or (rank_told(text, within) if who and tells_rank(who, within.of(text)) else None)
        or next(iter(places), None)
        or stay_beside(question, text, within)
    )


def _pointed_at(
    question: Question, text: str, within: Span, inside: Sequence[ReadSpan], kind: Sequence[Span]
) -> Span | None:
    """The words of a sentence that a reader points at, made whole; None where they mislead.

    Args:
        question: what is asked.
        text: of the document.
        within: the sentence.
        inside: what the reader points at in it.
        kind: words that have the kind asked for.
    """
    if question.kind == "other" and _ASKS_WHAT.match(question.reads):
        inside = [s for s in inside if not _tells_when(text, within, s.span)] or inside

    def worth(read: ReadSpan) -> float:
        fits = not kind or any(read.span.overlaps(span) for span in kind)
        if _WHICH_ONES.match(question.text) and read.span.of(text).strip().isdigit():
            fits = False  # which ones they are, not how many
        return read.score - (0.0 if fits else WRONG_KIND)

    best = max(inside, key=worth)
    span = best.span
    guessed = best.score < GUESSED and not kind and _asks_for_one_thing(question)
    if guessed or (question.kind == "yes_no" and _decides_nothing(question, text, within, span)):
        return None
    if not tells_what_it_is(question.reads, text, within, span):
        return None
    if question.kind in DATED_OR_COUNTED:  # "13-14 May" where the reader points at "13-14"
        span = next((whole for whole in kind if whole.covers(span)), span)
    span = _with_noun(text, within, balanced(text, span, within))
    return post_of(question, text, within, span) or span


def _decides_nothing(question: Question, text: str, within: Span, span: Span) -> bool:
    """Whether words do not answer yes or no, whatever their sentence does."""
    return (
        negated(text, within, span)  # "fell short of a joint plan" is no "a joint plan"
        or _BESIDES.match(span.of(text)) is not None  # "After the talks"
        or claims(within.of(text))  # what it says to that is not the words of the claim
        or _names_another(question, text, within, span)
        or _is_other_place(question, span.of(text))
    )


def _asks_for_one_thing(question: Question) -> bool:
    """Whether neither a reason is asked for nor a list: those are scored low even where right."""
    return question.kind != "why" and not asks_for_several(question.text)


def _with_noun(text: str, within: Span, span: Span) -> Span:
    """Words that end in an adjective, with the noun behind it: "dual-use", "dual-use products"."""
    if not _ENDS_IN_ADJECTIVE.search(span.of(text)):
        return span
    behind = text[span.end : within.end]
    words = behind.split() if behind[:1] == " " else []
    size = noun_phrase(["the", *words]) - 1 if words and words[0][0].isalpha() else 0
    return Span(span.start, span.end + len(" ".join(["", *words[:size]]).rstrip(" ,;:.")))


def _names_another(question: Question, text: str, within: Span, span: Span) -> bool:
    """Whether words name somebody else than who is asked about, whom the sentence names as well."""
    asked = [set(analyze(m.text)) for m in mentions(question.reads) if not is_title(m.text)]
    said = set(analyze(span.of(text)))
    held = set(analyze(within.of(text)))
    somebody = any(may_be_person(m) for m in mentions(span.of(text)))
    return somebody and any(n & held for n in asked) and not any(n & said for n in asked)


def _is_other_place(question: Question, words: str) -> bool:
    """Whether words only name a place that is not asked about: "Was Ann in Lima?" "Quito"."""
    named = mentions(words)
    left = analyze(re.sub("|".join(re.escape(m.text) for m in named), "", words)) if named else [""]
    is_place = not left and all(m.kind == "place" for m in named)
    return is_place and not set(things(words)) & set(things(question.reads))


def _long_form(question: Question, text: str, within: Span) -> Span | None:
    """The words that the letters asked about stand for, where the sentence gives them."""
    letters = letters_asked(question.text)
    found = long_form(letters, within.of(text)) if letters else None
    at = text.find(found, within.start) if found else -1
    return Span(at, at + len(found)) if found and within.start <= at < within.end else None


def _said_to_be(question: Question, text: str, within: Span) -> Span | None:
    """What is said to be the thing that is asked about: "The best of it was the show"."""
    thing = thing_defined(question.reads)
    if not thing:
        return None
    said = re.match(
        rf"(?P<this>[A-Z][^,;:]{{3,60}}?) (?:is|was|are|were) (?:the |an? )?[“\"]?"
        rf"{re.escape(thing)}\b",
        within.of(text),
        re.IGNORECASE,
    )
    if said is None or said["this"].split()[0].casefold() in PRONOUNS:
        return None
    return Span(within.start, within.start + said.end("this"))


def _tells_when(text: str, sentence: Span, words: Span) -> bool:
    """Whether words of a sentence tell since when or until when something was."""
    before = text[sentence.start : words.start]
    return bool(_BEHIND_SINCE.search(before) or _BEGINS_WITH_SINCE.match(text, words.start))


def _places_in(asked: str, question: Question, text: str, within: Span) -> list[Span]:
    """The places of a sentence that are in the country asked about."""
    told = candidate_spans(replace(question, kind="where"), text, within)
    return [place for place in told if set(things(asked)) & set(things(place.of(text)))]
