"""A question without the words that only say which document to look into."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked.described import abbreviations, authors_of, described, kind_and_label, kinds_of
from assistant.asked.document_words import HERE, KINDS_OF_DOCUMENTS, NOUNS, SEVERAL, VIEW, speaking
from assistant.asked.frames import asked_about, begins_with_frame
from assistant.asked.sources import documents_in, namings, spoken
from assistant.words.clauses import upper_first
from assistant.words.patterns import any_case
from corpus.document import Document
from index.lexical import analyze

_SOURCE = any_case(
    r"[,;]?\s*\b(?P<by>according to|as per|in|from|does|do|did|is|was) "
    r"(?P<the>(?:the|this) )?(?=(?P<words>[\w.]+(?: [\w.]+){0,2}))"
)
_KIND_TOKENS = frozenset(analyze(" ".join(KINDS_OF_DOCUMENTS)))
_DIFFERING = any_case(
    r"\b(?:differ\w*|disagree\w*|contradict\w*|diverge\w*|compare|contrast|discrepanc\w+)\b|"
    r"^\W*(?:do|does)\b[^,]* agree(?: with [^,]+)?\W*$"
)
_DIFFERENCES = any_case(
    r"\b(?:contrast|contradictions?|discrepanc(?:y|ies)|disagreements?|differences?|different|there|"
    r"any|anywhere|list|ways?|main|key|biggest)\b"
)
_ITS_PART = re.compile(r"['’]s (?:own )?\w+\b")


def without_names(text: str, documents: Sequence[Document]) -> str:
    """`text` without the words that name `documents`.

    Those are their kind and what stands between "the" and it, their title, who wrote or published.

    >>> letter = Document("n", "The Lima newsletter", None, "", metadata={"kind": "newsletter"})
    >>> without_names("What does the Lima newsletter say about Lima?", [letter])
    'What does say about Lima?'
    >>> without_names("What is the newsletter's conclusion?", [letter])
    'What is conclusion?'
    """
    for document in documents:
        for start, end in sorted(namings(text, document), reverse=True):
            text = text[:start] + re.sub(r"^['’]s\b", "", text[end:])
        authors = authors_of(document)
        for name in filter(None, (document.title, document.label, *authors)):
            text = text.replace(name, "")
        if last := "|".join(re.escape(author.split()[-1]) for author in authors):
            text = re.sub(rf"\bby (?:{last})\b(?: and (?:{last})\b)?", "", text)
        kinds, letters = kinds_of(document), abbreviations(document)
        for words, flags in ((kinds, re.IGNORECASE), (letters, re.NOFLAG)):
            if words:
                text = re.sub(rf"\b(?:{'|'.join(words)})\b(?:['’]s)?", "", text, flags=flags)
    return " ".join(text.split())


def without_sources(text: str, documents: Sequence[Document]) -> str:
    """`text` without the phrases that only say which document to look into.

    No passage says "according to the newsletter"; left in, such words speak against every answer.

    >>> brief = Document("b", "a newsletter", None, "")
    >>> without_sources("Why does the newsletter bring up tariffs?", [brief])
    'Why bring up tariffs?'
    >>> without_sources("According to the newsletter's conclusion, who won in the end?", [brief])
    'Who won in the end?'
    """
    one = len(documents_in(text, documents)) == 1
    for document in documents:
        text = _where_it_speaks(document, text, by_kind=one)
    if HERE in text:
        return upper_first(f"{asked_about(text)}?")
    kept, position = [], 0
    for match in _SOURCE.finditer(text):
        end = _end_of_name(match, documents)
        if end:
            own = _ITS_PART.match(text, end)
            kept.append(text[position : match.start()])
            position = own.end() if own else end
    left = " ".join("".join([*kept, text[position:]]).split()).lstrip(",;: ")
    # What asks about nothing else asks about the document itself.
    return upper_first(left) if kept and len(analyze(left)) > 1 else text


def _where_it_speaks(document: Document, text: str, *, by_kind: bool) -> str:
    """`text` with `HERE` where the publisher speaks, or the document; as it is where that is all.

    Words for its kind count `by_kind` only: "What does the newsletter say about …".
    """
    told = spoken(document, text)
    named = told
    places = namings(told, document) if by_kind else ()
    for name in sorted({told[start:end] for start, end in places}, key=len, reverse=True):
        named = speaking(re.escape(name)).sub(HERE, named)
    told = named if begins_with_frame(named) else told
    return told if analyze(asked_about(told)) else text


def asked_together(text: str, documents: Sequence[Document]) -> str | None:
    """What several of `documents` that `text` names are asked about; None where it names fewer.

    Words for their kinds and abbreviations name them: "How do the newsletter and KEI judge it?".

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> asked_together("How do the newsletter and KEI judge the visit?", [letter, piece])
    'the visit'
    >>> asked_together("What do the newsletter and KEI say on tariffs?", [letter, piece])
    'tariffs'
    >>> asked_together("What does the newsletter say?", [letter, piece])
    """
    if len(documents_in(text, documents)) < 2:
        return None
    told = asked_about(SEVERAL.sub(HERE, _with_place(text, documents)))
    return told if analyze(told) else text


def ask_what_differs(text: str, documents: Sequence[Document]) -> bool:
    """Whether `text` asks what several of `documents` differ in, and of nothing else.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> ask_what_differs("How is the newsletter's view different from KEI's?", [letter, piece])
    True
    >>> ask_what_differs("How do the newsletter and KEI differ on trade?", [letter, piece])
    False
    """
    if not _DIFFERING.search(text):
        return False
    several = SEVERAL.search(text) or len(documents_in(text, documents)) > 1
    about = asked_of(SEVERAL.sub(HERE, text), documents)
    return bool(several) and not analyze(_DIFFERENCES.sub("", about))


def asked_of(text: str, documents: Sequence[Document]) -> str:
    """What `text` asks of the documents it names; empty where it only asks what they say.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> asked_of("Which adjective does KEI use?", [piece])
    'Which adjective use'
    >>> asked_of("What does KEI say of AI?", [piece]), asked_of("What is told in KEI?", [piece])
    ('AI', '')
    >>> asked_of("What is said of drums?", [Document("d", "Notes of Ann", None, "")])
    'drums'
    """
    return asked_about(_with_place(text, documents))


def _with_place(text: str, documents: Sequence[Document]) -> str:
    """`text` with `HERE` where it names one of `documents`."""
    names = "|".join(filter(None, map(_names_of, documents)))
    if not names:  # an empty pattern would find one at the edge of every word
        return text
    for document in documents:
        for kind in kinds_of(document)[-1:]:  # "the patients' letter" is the letter
            for start, end in sorted(namings(text, document), reverse=True):
                text = f"{text[:start]}the {kind}{text[end:]}"
    owned = rf"['’]s?(?: (?i:{VIEW})(?! (?i:on|of|about|regarding)\b))?"
    name = rf"(?:\b(?i:the|this|both) )*\b(?:{names})\b(?:{owned})?(?: (?i:{NOUNS}))?(?!\w)"
    return re.sub(name, HERE, text)


def _names_of(document: Document) -> str:
    """A pattern of the words that name a document by themselves: its kind, abbreviations."""
    kinds = [f"(?i:{kind})" for kind in kinds_of(document)]
    return "|".join(dict.fromkeys([*kinds, *abbreviations(document)]))


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
                noun in abbreviations(document) and match.group("by")[:3].casefold() == "acc"
            )
            known = set(analyze(" ".join(before if by_kind else words[:size])))
            if (by_kind or by_letters) and known <= set(analyze(around)):
                return match.start("words") + len(" ".join(words[:size]))
    return None
