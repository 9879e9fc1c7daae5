"""Questions about the library itself: which documents it holds, and who wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import phrases
from assistant.answer import Answer, Citation
from assistant.compose import cite, quoting
from assistant.question import Question
from corpus.document import Document
from corpus.split import body_sentences
from index.lexical import analyze
from index.query import ScoredSentence

KINDS_OF_DOCUMENTS = frozenset(
    ("newsletter", "commentary", "analysis", "brief", "report", "article", "paper", "memo", "study",
     "statement", "speech")
)  # fmt: skip
"""What a question may call a document; the glossary holds the Korean words for them."""

_THE_DOCUMENT = re.compile(
    rf"\b(?:the|this) (?P<words>(?:\w+ )?(?:{'|'.join(sorted(KINDS_OF_DOCUMENTS))}))\b",
    re.IGNORECASE,
)

_SOURCE = re.compile(
    r"[,;]?\s*\b(?P<by>according to|as per|in|from|does|do|did|is|was) "
    r"(?P<the>(?:the|this) )?(?=(?P<words>[\w.]+(?: [\w.]+){0,2}))",
    re.IGNORECASE,
)
_KIND_TOKENS = frozenset(analyze(" ".join(KINDS_OF_DOCUMENTS)))
_ITS_PART = re.compile(r"['’]s (?:own )?\w+\b")

_SUMMARY = frozenset(
    analyze("summary summarize summarise overview brief main key points conclusions takeaways "
            "messages content topic short whole text tell")
)  # fmt: skip

SUMMARY_SENTENCES = 5
SUMMARY_WORDS = 10
"""A summary has so many sentences, and none shorter than so many words: no captions."""

MAX_DOCUMENTS = 10
"""More would not fit into one answer; `summits docs list` shows all."""


def about_documents(question: Question, documents: Sequence[Document]) -> Answer:
    """Each document, named by its own first words."""
    first = [
        cite(document, sentences[0][0], 1.0)
        for document in documents[:MAX_DOCUMENTS]
        if (sentences := body_sentences(document))
    ]
    return quoting(question, [(phrases.DOCUMENTS_HELD if first else phrases.NO_DOCUMENTS, first)])


def about_authors(question: Question, documents: Sequence[Document]) -> Answer:
    """The sentences that name the authors whom the metadata lists."""
    meant = _meant(question, documents)
    quotes = [quote for document in meant for quote in _author_notes(document)]
    if not quotes:
        return quoting(question, [(phrases.NOT_FOUND, [])])
    groups: list[tuple[str, list[Citation]]] = [(phrases.AUTHORS_NAMED, quotes)]
    if {quote.doc_id for quote in quotes} != {document.doc_id for document in meant}:
        groups.append((phrases.NO_AUTHOR_IN_OTHERS, []))
    return quoting(question, groups)


def about_whole(
    question: Question, document: Document, central: Sequence[ScoredSentence]
) -> Answer | None:
    """The sentences nearest to what all of a document is about, in its order.

    None where the question asks about something in it: then it is a question like any other.

    Args:
        question: which names this document.
        document: the one it names.
        central: its sentences with their cosines to the mean of all.
    """
    own = _SUMMARY | set(analyze(described(document)))
    if question.kind != "overview" or set(question.terms) - own:
        return None
    whole = [s for s in central if len(s.span.of(document.text).split()) >= SUMMARY_WORDS]
    best = sorted(whole, key=lambda s: (-s.cosine, s.span))[:SUMMARY_SENTENCES]
    quotes = [cite(document, s.span, s.cosine) for s in sorted(best, key=lambda s: s.span)]
    return quoting(question, [(phrases.SUMMARY, quotes)]) if quotes else None


def documents_named(question: Question, documents: Sequence[Document]) -> list[str]:
    """The ids of the documents that a question names by what they are: "the newsletter".

    Only words of a document's kind or label count, with "the" before them and nothing else than
    other words of its label or publisher between: "the media analysis" is something else.
    """
    named = []
    for document in documents:
        own, around = set(analyze(kind_and_label(document))), set(analyze(described(document)))
        for match in _THE_DOCUMENT.finditer(question.text):
            *before, noun = analyze(match.group("words"))
            if noun in own and set(before) <= around:
                named.append(document.doc_id)
                break
    return named


def without_sources(text: str, documents: Sequence[Document]) -> str:
    """`text` without the phrases that only say which document to look into.

    No passage says "according to the newsletter"; left in, such words speak against every answer.

    >>> brief = Document("b", "a newsletter", None, "")
    >>> without_sources("Why does the newsletter bring up tariffs?", [brief])
    'Why bring up tariffs?'
    >>> without_sources("According to the newsletter's conclusion, who won in the end?", [brief])
    'Who won in the end?'
    """
    kept, position = [], 0
    for match in _SOURCE.finditer(text):
        end = _end_of_name(match, documents)
        if end:
            own = _ITS_PART.match(text, end)
            kept.append(text[position : match.start()])
            position = own.end() if own else end
    left = " ".join("".join([*kept, text[position:]]).split()).lstrip(",;: ")
    # What asks about nothing else asks about the document itself.
    return left[:1].upper() + left[1:] if kept and len(analyze(left)) > 1 else text


def asked_together(text: str, documents: Sequence[Document]) -> str | None:
    """What several of `documents` that `text` names are asked about; None where it names fewer.

    Words for their kinds and abbreviations name them: "How do the newsletter and KEI judge it?".

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> asked_together("How do the newsletter and KEI judge the visit?", [letter, piece])
    'How judge the visit?'
    >>> asked_together("What does the newsletter say?", [letter, piece])
    """
    if len(documents_in(text, documents)) < 2:
        return None
    left = without_names(text, documents)
    return left if len(analyze(left)) > 1 else text


def documents_in(text: str, documents: Sequence[Document]) -> list[str]:
    """The ids of the documents that `text` names by their kind or an abbreviation.

    A kind counts behind an article, or joined to another name: "what analysis" names nothing.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> documents_in("What does KEI say of the newsletter?", [letter, piece])
    ['n', 'c']
    >>> documents_in("Is any commentary made?", [letter, piece])
    []
    """
    ahead = r"(?:(?:the|this)(?: \w+)?|and|or|with|than)"
    found = []
    for document in documents:
        kinds, letters = _kinds_of(document), abbreviations(document)
        by_kind = rf"\b(?i:{ahead} (?:{'|'.join(kinds)}))\b"
        by_letters = rf"\b(?:{'|'.join(letters)})\b"
        if (kinds and re.search(by_kind, text)) or (letters and re.search(by_letters, text)):
            found.append(document.doc_id)
    return found


def without_names(text: str, documents: Sequence[Document]) -> str:
    """`text` without such names and the words that join them to the rest.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> without_names("Which adjective does KEI use?", [piece])
    'Which adjective use?'
    """
    names = "|".join(filter(None, map(_names_of, documents)))
    name = rf"(?:\b(?i:the|this|of) )*\b(?:{names})\b(?:['’]s)?"
    before = r"(?:\b(?i:do|does|did|in|from|by|according to) )?"
    named = rf"{before}{name}(?:,? (?:and|or|with|than) {name})*,?"
    return " ".join(re.sub(named, " ", text).split()).lstrip(",;: ")


def _names_of(document: Document) -> str:
    """A pattern of the words that name a document by themselves: its kind, abbreviations."""
    kinds = [f"(?i:{kind})" for kind in _kinds_of(document)]
    return "|".join(dict.fromkeys([*kinds, *abbreviations(document)]))


def _kinds_of(document: Document) -> list[str]:
    words = re.findall(r"\w+", kind_and_label(document))
    return [word.casefold() for word in words if word.casefold() in KINDS_OF_DOCUMENTS]


def _end_of_name(match: re.Match[str], documents: Sequence[Document]) -> int | None:
    """Where the name of a document ends that a source phrase gives; None without one.

    That is "the" and a word for its kind, as in `documents_named`, or an abbreviation like "KEI".
    """
    words = match.group("words").split()
    for size in range(1, len(words) + 1):
        *before, noun = words[:size]
        for document in documents:
            own = set(analyze(kind_and_label(document))) & _KIND_TOKENS
            around = described(document)
            by_kind = match.group("the") and set(analyze(noun)) & own
            by_letters = (
                noun.isupper() and len(noun) > 1 and match.group("by")[:3].casefold() == "acc"
            )
            known = set(analyze(" ".join(before if by_kind else words[:size])))
            if (by_kind or by_letters) and known <= set(analyze(around)):
                return match.start("words") + len(" ".join(words[:size]))
    return None


def abbreviations(document: Document) -> list[str]:
    """Those in its label and in its publisher's name: "KEI"."""
    return re.findall(r"\b[A-Z]{2,}\b", described(document))


def kind_and_label(document: Document) -> str:
    """What says which kind of document it is."""
    return f"{document.label} {(document.metadata or {}).get('kind', '')}"


def described(document: Document) -> str:
    """What is known of a document that a question may call it by."""
    return f"{kind_and_label(document)} {(document.metadata or {}).get('publisher') or ''}"


def _meant(question: Question, documents: Sequence[Document]) -> list[Document]:
    """The documents whose kind or label the question names; all where it names none."""
    named = [
        document
        for document in documents
        if set(question.terms) & set(analyze(kind_and_label(document)))
    ]
    return named or list(documents)


def _author_notes(document: Document) -> list[Citation]:
    """For each author, the last sentence that names them: author notes stand at the end."""
    authors = (document.metadata or {}).get("authors") or []
    sentences = [span for paragraph in body_sentences(document) for span in paragraph]
    found = {
        max(span for span in sentences if author in span.of(document.text))
        for author in (authors if isinstance(authors, list | tuple) else [])
        if any(author in span.of(document.text) for span in sentences)
    }
    return [cite(document, span, 1.0) for span in sorted(found)]
