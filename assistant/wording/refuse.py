"""Saying that the documents do not say: what was looked for, where, and what comes nearest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Answer, LookedFor, Sentence
from assistant.asked.question import Question
from assistant.asked.question_names import name_tokens, unknown_names
from assistant.korean.grammar import final_consonant
from assistant.ranking.notes import without_notes
from assistant.ranking.rank import Candidate
from assistant.wording import phrases
from assistant.wording.compose import cite
from assistant.words.clauses import clause_of
from assistant.words.grammar import BE
from corpus.document import Document
from index.lexical import analyze

NEAREST = 3
"""Passages offered as not being an answer."""

FAR_COSINE = 0.2
"""Nothing comes near where the best sentence is less similar to the question than this."""

NEAR_KNOWN = 0.8
"""The documents speak of the subject where they know this share of the question's words."""

Known = Callable[[str], bool]
"""Whether the documents hold a token."""

_HOW = re.compile(r"\b[Hh]ow (\w+)")
_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")


def not_found(
    question: Question,
    candidates: Sequence[Candidate],
    signals: Mapping[str, float],
    confidence: float,
    document_of: Callable[[str], Document],
    known: Known,
    doc_ids: Sequence[str],
    balanced: float | None = None,
) -> Answer:
    """Say so, and offer the nearest sentences as not being an answer, where any come near.

    Args:
        question: what was asked.
        candidates: sentences considered, best first.
        signals: of `signals.signals`.
        confidence: what came of them.
        document_of: gives the document with an id.
        known: whether the documents hold a token.
        doc_ids: the documents that were searched.
        balanced: from this confidence on, only "strict" withholds an answer; None: not known.
    """
    looked_for = words_looked_for(question, known, doc_ids)
    phrase = (
        phrases.NOT_SURE_ENOUGH
        if candidates and balanced is not None and confidence >= balanced
        else reason(question.text, candidates, signals, known)
    )
    if phrase == phrases.NOT_FOUND_DETAIL and _reasons(question.text, looked_for.missing):
        phrase = phrases.NOT_FOUND  # what is missing is named, and is what was asked about
    # Nothing is near where nothing was asked: "??".
    nothing_near = phrase == phrases.NOT_FOUND_FAR or not question.terms
    near = () if nothing_near else _nearest(question, without_notes(candidates), known)
    return Answer(
        question=question.text,
        status="not_found",
        sentences=(Sentence(phrase, own=True),),
        nearest=tuple(cite(document_of(c.doc_id), c.span, c.score) for c in near),
        confidence=confidence,
        looked_for=looked_for,
    )


def _nearest(
    question: Question, candidates: Sequence[Candidate], known: Known
) -> Sequence[Candidate]:
    """The first ones; ahead of them those that hold the names asked about, if none of them does."""
    names = {token for token in name_tokens(question.reads) if known(token)}
    first = candidates[:NEAREST]
    if not names or any(names & set(analyze(c.text)) for c in first):
        return first
    return sorted(candidates, key=lambda c: not names & set(analyze(c.text)))[:NEAREST]


def reason(
    text: str, candidates: Sequence[Candidate], signals: Mapping[str, float], known: Known
) -> str:
    """The fixed phrase that says most about why there is no answer."""
    if not candidates or not analyze(text):
        return phrases.NOT_FOUND  # nothing was asked, or nothing is there
    unknown = unknown_names(text, known)
    names_known = name_tokens(text) and not unknown
    if signals["cosine"] < FAR_COSINE and not names_known:
        return phrases.NOT_FOUND_FAR
    if unknown:
        return phrases.NOT_FOUND_UNKNOWN
    return phrases.NOT_FOUND_DETAIL if signals["known"] >= NEAR_KNOWN else phrases.NOT_FOUND


def words_looked_for(question: Question, known: Known, doc_ids: Sequence[str]) -> LookedFor:
    """The words that the question's terms come from, as written, each once.

    >>> from assistant.asked.question import read_question
    >>> asked = read_question("Who met Merz in Nara?", 100)
    >>> words_looked_for(asked, lambda token: token == "nara", ["kei"])
    LookedFor(found=('Nara',), missing=('met', 'Merz'), doc_ids=('kei',))
    """
    # The topic begins with a capital, whatever its first word is: "What is said about trade?"
    written = {word.casefold(): word for word in _WORD.findall(question.text)}
    topic = [(written.get(word.casefold(), word), word) for word in _WORD.findall(question.topic)]
    # Of a question in Korean, English words were looked for in place of those typed.
    asked = question.typed or topic
    words = {
        word: tokens
        for word, meant in asked
        if (tokens := [token for token in analyze(meant) if token in question.terms])
    }
    found = tuple(word for word, tokens in words.items() if all(map(known, tokens)))
    missing = tuple(word for word in words if word not in found)
    return LookedFor(found, missing, tuple(doc_ids))


def missing_to_name(answer: Answer) -> list[str]:
    """The words not found that somebody would give as a reason: no verb, and not "how old".

    A document may tell the same by another verb.
    """
    missing = answer.looked_for.missing if answer.looked_for else ()
    return _reasons(answer.read_as or answer.question, missing)


def _reasons(asked: str, missing: Sequence[str]) -> list[str]:
    clause = clause_of(asked)
    asks = clause.wh or clause.auxiliary  # and is no mere topic: "submarines"
    verb = clause.rest.split()[:1] if asks and clause.auxiliary.casefold() not in BE else []
    passed_over = {*(word.strip(".,?!") for word in verb), *_HOW.findall(asked)}
    # A Korean verb of the past ends so.
    return [w for w in missing if w not in passed_over and final_consonant(w) != "ㅆ"]


def said_alone(question: Question, phrase: str) -> Answer:
    """One honest or friendly line for what asks nothing of the documents that can be looked up."""
    return Answer(question.text, "not_found", (Sentence(phrase, own=True),))
