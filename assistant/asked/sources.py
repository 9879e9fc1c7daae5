"""Documents that an English question names by what they are: "the newsletter", "KEI"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.asked.frames import (
    HERE,
    KINDS_OF_DOCUMENTS,
    NOUNS,
    SEVERAL,
    VIEW,
    asked_about,
    begins_with_frame,
    speaking,
)
from assistant.asked.question import Question
from corpus.document import Document
from index.lexical import analyze

_KINDS = f"(?:{'|'.join(sorted(KINDS_OF_DOCUMENTS))})"
_THE_DOCUMENT = re.compile(
    rf"\b(?:the|this) (?=(?P<words>(?:[\w&-]+ ){{0,4}}?{_KINDS})\b)",
    re.IGNORECASE,
)

_SOURCE = re.compile(
    r"[,;]?\s*\b(?P<by>according to|as per|in|from|does|do|did|is|was) "
    r"(?P<the>(?:the|this) )?(?=(?P<words>[\w.]+(?: [\w.]+){0,2}))",
    re.IGNORECASE,
)
_KIND_TOKENS = frozenset(analyze(" ".join(KINDS_OF_DOCUMENTS)))
_OF_ALL = re.compile(
    rf"^(?:in|for|according to|per) {HERE}|, (?:in(?: the \w+ of)?|according to|per) {HERE}\W*$",
    re.IGNORECASE,
)
_DIFFERING = re.compile(
    r"\b(?:differ\w*|disagree\w*|contradict\w*|diverge\w*|compare|contrast|discrepanc\w+)\b|"
    r"^\W*(?:do|does)\b[^,]* agree(?: with [^,]+)?\W*$",
    re.IGNORECASE,
)
_DIFFERENCES = re.compile(
    r"\b(?:contrast|contradictions?|discrepanc(?:y|ies)|disagreements?|differences?|different|there|"
    r"any|anywhere|list|ways?|main|key|biggest)\b",
    re.IGNORECASE,
)
_ITS_PART = re.compile(r"['’]s (?:own )?\w+\b")


def documents_named(question: Question, documents: Sequence[Document]) -> list[str]:
    """The ids of the documents that a question names by what they are: "the newsletter".

    Only words of a document's kind or label count, with "the" before them and nothing else than
    other words of its label or publisher between: "the media analysis" is something else.
    """
    return [d.doc_id for d in documents if any(_namings(question.text, d))]


def _namings(text: str, document: Document) -> Iterator[tuple[int, int]]:
    """Where `text` names a document by what it is: from "the" to the word for its kind."""
    own, around = set(analyze(kind_and_label(document))), set(analyze(described(document)))
    for match in _THE_DOCUMENT.finditer(text):
        *before, noun = analyze(match.group("words"))
        if noun in own and set(before) <= around:
            yield match.start(), match.end("words")


def without_names(text: str, documents: Sequence[Document]) -> str:
    """`text` without the words that name `documents`.

    Those are their kind and what stands between "the" and it, their title, who wrote or published.

    >>> letter = Document("n", "The Lima newsletter", None, "", metadata={"kind": "newsletter"})
    >>> without_names("What does the Lima newsletter say about Lima?", [letter])
    'What does say about Lima?'
    """
    for document in documents:
        for start, end in sorted(_namings(text, document), reverse=True):
            text = text[:start] + text[end:]
        authors = authors_of(document)
        for name in filter(None, (document.title, document.label, *authors)):
            text = text.replace(name, "")
        if last := "|".join(re.escape(author.split()[-1]) for author in authors):
            text = re.sub(rf"\bby (?:{last})\b(?: and (?:{last})\b)?", "", text)
        kinds, letters = _kinds_of(document), abbreviations(document)
        for words, flags in ((kinds, re.IGNORECASE), (letters, re.NOFLAG)):
            if words:
                text = re.sub(rf"\b(?:{'|'.join(words)})\b(?:['’]s)?", "", text, flags=flags)
    return " ".join(text.split())


def speakers(text: str, documents: Sequence[Document], *, of_all: bool = False) -> list[str]:
    """The ids of the documents whose publisher speaks in `text`, by an abbreviation.

    Args:
        text: see above.
        documents: see above.
        of_all: only where that holds for all of a text that asks several things.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> speakers("Where did they fail, in KEI's view?", [piece]), speakers("Who is KEI?", [piece])
    (['c'], [])
    >>> speakers("Who won, and who does KEI say had lost?", [piece], of_all=True)
    []
    """
    told = {document.doc_id: _spoken(document, text) for document in documents}
    named = [doc_id for doc_id in told if told[doc_id] != text]
    return [d for d in named if _OF_ALL.search(told[d])] if of_all else named


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
        told = asked_about(text)
        return f"{told[:1].upper()}{told[1:]}?"
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


def _where_it_speaks(document: Document, text: str, *, by_kind: bool) -> str:
    """`text` with `HERE` where the publisher speaks, or the document; as it is where that is all.

    Args:
        document: whose kind and publisher count.
        text: see above.
        by_kind: whether words for its kind count: "What does the newsletter say about …".
    """
    told = _spoken(document, text)
    named = told
    namings = list(_namings(told, document)) if by_kind else []
    for name in sorted({told[start:end] for start, end in namings}, key=len, reverse=True):
        named = speaking(re.escape(name)).sub(HERE, named)
    told = named if begins_with_frame(named) else told
    return told if analyze(asked_about(told)) else text


def _spoken(document: Document, text: str) -> str:
    """`text` with `HERE` where the publisher speaks."""
    for letters in abbreviations(document):
        text = speaking(letters).sub(HERE, text)
    return text


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
    ahead = r"(?:^|\b(?:(?:the|this)(?: \w+)?|and|or|with|than|vs\.?|versus) )"
    found = []
    for document in documents:
        kinds, letters = _kinds_of(document), abbreviations(document)
        by_kind = rf"(?i:{ahead}(?:{'|'.join(kinds)}))\b"
        by_letters = rf"\b(?:{'|'.join(letters)})\b"
        if (kinds and re.search(by_kind, text)) or (letters and re.search(by_letters, text)):
            found.append(document.doc_id)
    return found


def asked_of(text: str, documents: Sequence[Document]) -> str:
    """What `text` asks of the documents it names; empty where it only asks what they say.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> asked_of("Which adjective does KEI use?", [piece])
    'Which adjective use'
    >>> asked_of("What does KEI say of AI?", [piece]), asked_of("What is told in KEI?", [piece])
    ('AI', '')
    """
    return asked_about(_with_place(text, documents))


def _with_place(text: str, documents: Sequence[Document]) -> str:
    """`text` with `HERE` where it names one of `documents`."""
    names = "|".join(filter(None, map(_names_of, documents)))
    owned = rf"['’]s?(?: (?i:{VIEW})(?! (?i:on|of|about|regarding)\b))?"
    name = rf"(?:\b(?i:the|this|both) )*\b(?:{names})\b(?:{owned})?(?: (?i:{NOUNS}))?(?!\w)"
    return re.sub(name, HERE, text)


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
                noun in abbreviations(document) and match.group("by")[:3].casefold() == "acc"
            )
            known = set(analyze(" ".join(before if by_kind else words[:size])))
            if (by_kind or by_letters) and known <= set(analyze(around)):
                return match.start("words") + len(" ".join(words[:size]))
    return None


def abbreviations(document: Document) -> list[str]:
    """Those in its publisher's name: "KEI"; in a title they are what it is about.

    >>> told = {"publisher": "Korea Economic Institute (KEI)"}
    >>> abbreviations(Document("b", "EU tariffs", None, "", metadata=told))
    ['KEI']
    """
    return re.findall(r"\b[A-Z]{2,}\b", _publisher(document))


def with_capitals(text: str, documents: Sequence[Document]) -> str:
    """`text` with the abbreviations of publishers as they are written, if it has no capitals.

    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> with_capitals("what does kei say?", [piece]), with_capitals("Who is kei?", [piece])
    ('what does KEI say?', 'Who is kei?')
    """
    if text != text.casefold():
        return text
    for name in sorted({n for document in documents for n in abbreviations(document)}):
        if analyze(name):  # "who" asks; it is not the organization
            text = re.sub(rf"\b{name.casefold()}\b", name, text)
    return text


def authors_of(document: Document) -> list[str]:
    """Those whom its metadata lists; none where it lists none.

    >>> authors_of(Document("b", "EU tariffs", None, "", metadata={"authors": ["Ann Lee"]}))
    ['Ann Lee']
    """
    authors = (document.metadata or {}).get("authors")
    return [str(name) for name in authors] if isinstance(authors, list | tuple) else []


def kind_and_label(document: Document) -> str:
    """What says which kind of document it is."""
    return f"{document.label} {(document.metadata or {}).get('kind') or ''}"


def described(document: Document) -> str:
    """What is known of a document that a question may call it by."""
    return f"{kind_and_label(document)} {_publisher(document)}"


def _publisher(document: Document) -> str:
    return str((document.metadata or {}).get("publisher") or "")
