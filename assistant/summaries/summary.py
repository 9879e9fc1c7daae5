"""What all of a document says, or a part of it: its central sentences, spread over the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation
from assistant.asked.document_words import TEXT
from assistant.asked.heads import head_lines
from assistant.asked.overviews import IN_SO_MANY
from assistant.asked.question import Question, terms_of
from assistant.asked.without_sources import without_names
from assistant.ranking.replies import asks, question_before
from assistant.summaries.length import OF_SO_MANY, sentences_wanted
from assistant.texts.endings import CLOSING, closing, opening, own_summary
from assistant.texts.statements import is_item, leans, sums_up, tells
from assistant.wording import phrases
from assistant.wording.compose import cite, quoting
from assistant.words.patterns import any_case
from corpus.document import Document, Span
from index.lexical import analyze
from index.query import ScoredSentence

SUMMARY = frozenset(
    analyze(
        "summary summarize summarise overview brief main key points conclusions takeaways messages "
        "content topic short whole text tell general nutshell gist overall sum give few sentences "
        "lines words rundown recap outline picture big broad terms walk through run argument idea "
        "say documents docs pieces papers articles reports sources write-ups both two each "
        "everything executive core total entire section part bullet bottom line story purpose tone "
        "verdict assess assessment judgement compare contrast argue mainly chiefly essentially "
        "upshot author writer quick major concise rough crisp"
    )
)
OPENING = frozenset(analyze("begin began beginning open opening start introduction intro first"))
VERDICT = frozenset(
    analyze(
        "positive negative critical upbeat optimistic pessimistic sceptical skeptical cautious "
        "hopeful favourable favorable more less most least"
    )
)
"""Words of questions for what a document makes of it all, which is told at its end."""

OUTCOME = frozenset(
    analyze("came come out result results outcome outcomes achieve achieved happen happened get")
)
"""Words of questions for all of a text, its end, its beginning, for what came of something."""

# Of other questions than overviews, these ask for all that a document says.
_ASKS_FOR_ALL = any_case(
    r"\b(?:says?|said|tells?|writes?|about|argu(?:es?|ing)|in|conclu(?:des?|sions?)|ends?|closes?|points?|"
    r"messages?|arguments?|contents?|summar\w+|overview|gist|bottom line|story|purpose|tone|"
    r"verdict|positive|negative|critical|upbeat|optimistic|pessimistic|s[ck]eptical|cautious|hopeful|"
    r"favou?rable|tl;?dr|last|closing|begins?|opens?|opening|starts?|beginning|introduction|intro|"
    r"first (?:lines?|sentences?|paragraphs?))\b|"
    r"긍정적|부정적|비판적|낙관적|비관적|뭐라고|내용|결론|요약|끝|마무리|마지막|핵심|요지|요점|시작|첫머리|서두|서론"
)
# "What does the conclusion say?" names no document: it is asked of each.
_NAMES_A_PART = any_case(
    r"\b(?:the|its|their) (?:final |overall )?(?:conclusions?|introductions?|intros?)\b|"
    r"(?:결론|서론|서두)(?!적)"
)
# "What does it say about that?", "And what about the newsletter?": of something told before.
_POINTS_BACK = any_case(
    rf"\b(?:about|of|on|to) (?:it|this|that|these|those|them|him|her)\b(?! (?:\w+ )?{TEXT}s?\b)|"
    r"^\W*(?:(?:and|but|so) )?(?:what|how) about\b"
)
# "Write me …", "… in three bullet points"
_FORM = any_case(
    r"\b(?:write|draft|make|prepare)(?: up)? (?=(?:me|us|a|an|the)\b)|"
    rf"\b{IN_SO_MANY}|\b{OF_SO_MANY}"
)
_OF_EACH = any_case(r"\beach\b|각")
_KINDS = frozenset(("overview", "each", "other"))

SUMMARY_SENTENCES = 5
"""A summary has so many sentences."""

SUMMARIES_LONGEST = 6
"""Sentences of several documents together, at least one of each."""

TITLE_TERMS = 3
"""So many terms of a document's title say which one it is, and not what is asked about it."""

LEANING = 0.3
"""What a sentence loses that goes on from the one before it, or a list, which are not quoted."""

SUMMED_UP = 0.5
"""What one is worth besides that says what the document as a whole says or does."""

TOLD = 0.6
"""What a sentence that tells an outcome is worth beside its cosine to the mean of all."""


def asks_for_a_part(text: str) -> bool:
    """Whether the conclusion or the introduction is asked for, whichever document it is of.

    >>> asks_for_a_part("What does the conclusion say?"), asks_for_a_part("How did it end?")
    (True, False)
    """
    return bool(_NAMES_A_PART.search(text))


def about_whole(
    question: Question,
    documents: Sequence[Document],
    central: Callable[[str], Sequence[ScoredSentence]],
    *,
    named: bool,
) -> Answer | None:
    """The sentences nearest to what all of a document is about, or its last or first ones.

    None where the question asks about something in it: then it is a question like any other.

    Args:
        question: which names these documents, or asks for all there are.
        documents: those.
        central: the sentences of the document with an id, with their cosines to the mean of all.
        named: whether they were named or chosen; then words for them ask about nothing in them.
    """
    asked = set(question.terms)
    if question.language == "en":  # of a question in Korean they are gone already
        text = _FORM.sub("", question.text)
        text = without_names(text, documents) if named else text
        asked = set(terms_of(text, question.kind))
    left = asked - SUMMARY
    if named and question.kind == "overview" and len(left) >= TITLE_TERMS:
        # "The gist of the brief about the summits in Lima and Quito" says what brief it is.
        left -= {term for document in documents for term in analyze(document.title or "")}
    for_all = question.kind == "overview" or _ASKS_FOR_ALL.search(question.text)
    if question.kind not in _KINDS or not for_all or _POINTS_BACK.search(question.text):
        return None
    ends, begins = bool((CLOSING | VERDICT) & asked), bool(OPENING & asked)
    if left - (CLOSING | VERDICT if ends else OPENING):
        return None
    usual = SUMMARY_SENTENCES if len(documents) == 1 else SUMMARIES_LONGEST
    wanted = sentences_wanted(question.text)
    if wanted and _OF_EACH.search(question.text):
        wanted *= len(documents)
    every, left_over = divmod(wanted or usual, max(1, len(documents)))
    quotes: list[Citation] = []
    for number, document in enumerate(documents):
        most = max(1, every + (number < left_over))
        said = closing(document)[-most:] if ends else opening(document)[:most] if begins else []
        said = said or _most_central(document, central(document.doc_id), most)
        quotes += [cite(document, span, 1.0) for span in said]
    one = len({quote.doc_id for quote in quotes}) == 1
    if ends:
        phrase = phrases.CLOSING if one else phrases.CLOSINGS
    elif begins:
        phrase = phrases.OPENING if one else phrases.OPENINGS
    else:
        phrase = phrases.SUMMARY if one else phrases.SUMMARIES
    return quoting(question, [(phrase, quotes)]) if quotes else None


def _most_central(document: Document, sentences: Sequence[ScoredSentence], most: int) -> list[Span]:
    """What a document says in sum: in its own summary where it has one, else all over it."""
    own = own_summary(document)
    if 0 < len(own) <= most:
        return own
    within = [s for s in sentences if s.span in own]
    found = central_sentences(document, within, most) or central_sentences(
        document, sentences, most
    )
    return [s.span for s in found]


def central_sentences(
    document: Document, sentences: Sequence[ScoredSentence], most: int
) -> list[ScoredSentence]:
    """The most central one of each of `most` equal runs of the text, or what sums it up, in order.

    The most central of all would often tell one thing twice and leave a part out.

    Args:
        document: whose they are.
        sentences: of it, in order, with their cosines to the mean of all.
        most: how many.
    """
    head = head_lines(document)
    said = [(s, s.span.of(document.text)) for s in sentences if s.span not in head]
    whole = [s for s, text in said if tells(text) and not asks(text)]
    most = min(most, len(whole))
    runs = [whole[len(whole) * n // most : len(whole) * (n + 1) // most] for n in range(most)]

    def worth(s: ScoredSentence) -> float:
        said = s.span.of(document.text)
        if sums_up(said):
            return s.cosine + SUMMED_UP
        goes_on = leans(said) or question_before(document, s.span) is not None
        return s.cosine - LEANING * (goes_on or is_item(said))

    return [max(run, key=worth) for run in runs]


def telling_sentences(
    document: Document,
    sentences: Sequence[ScoredSentence],
    most: int,
    told: Callable[[str], float],
) -> list[ScoredSentence]:
    """Those that are central and tell most, in order.

    Args:
        document: whose they are.
        sentences: of a part of it, with their cosines to the mean of all.
        most: how many.
        told: how much a sentence tells of what is wanted, 0 … 1.
    """
    whole = [s for s in sentences if tells(s.span.of(document.text))]
    worth = {
        s.span: s.cosine + TOLD * told(said) - LEANING * leans(said)
        for s in whole
        for said in [s.span.of(document.text)]
    }
    best = sorted(whole, key=lambda s: (-worth[s.span], s.span))[:most]
    return sorted(best, key=lambda s: s.span)
