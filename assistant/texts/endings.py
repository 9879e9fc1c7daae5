"""How a text begins, sums itself up and ends, and questions for what it says in the end."""

from __future__ import annotations

from assistant.asked.described import authors_of
from assistant.asked.heads import head_lines
from assistant.texts.statements import tells
from assistant.words.patterns import any_case
from corpus.document import Document, Span
from corpus.split import body_sentences
from index.lexical import analyze

CLOSING = frozenset(
    analyze(
        "conclude conclusion end ending close closing final finally last remarks finish verdict "
        "bottom"
    )
)
"""Words of questions for the end of a text, and of headings over it."""

CLOSING_SENTENCES = 4

_CLOSING_WORDS = 4
"""What a text ends with may be short; shorter lines are no sentences."""

_SUMMARY_HEADING = any_case(
    r"(?:\d+\.? )?(?:(?:executive |short )?summary(?: (?:of|and) .*)?|abstract|highlights|"
    r"at a glance|tl;?dr|(?:the )?(?:key|main) (?:points|findings|messages|facts|takeaways|"
    r"results)|(?:the \w+ )?in (?:brief|short|a nutshell|summary)|"
    r"요약|개요|요지|핵심 ?(?:내용|요약)?)"
)
_BACK_MATTER = any_case(
    r"(?:\d+\.? )?(?:how (?:we|this) [\w ]{3,20}|(?:our )?method(?:s|ology)?|references|sources|"
    r"about (?:us|the (?:authors?|study|survey|data|institute))|acknowledge?ments?|bibliography|"
    r"(?:end)?notes|funding|contacts?|imprint|further reading|annex(?:es)?|appendix|disclaimer|"
    r"참고 ?문헌|각주|부록)"
)
_ASKS_FOR_END = any_case(
    r"\b(?:(?:closing|final|concluding|overall|last) (?:\w+ )?"
    r"(?:verdict|judge?ment|assessment|view|word|message|take|takeaway|conclusion|point)s?|"
    r"takeaways?|bottom line|concludes?|conclusions?|in the end)\b|결론|마지막\s?평가"
)


def asks_for_end(text: str) -> bool:
    """Whether a question wants what a text says of something in the end.

    >>> asks_for_end("What is its final verdict on the visit?"), asks_for_end("When did it end?")
    (True, False)
    """
    return bool(_ASKS_FOR_END.search(text))


def opening(document: Document) -> list[Span]:
    """The sentences of the first paragraph that says something, headings and captions left out."""
    head = head_lines(document)
    for paragraph in body_sentences(document):
        said = [s for s in paragraph if tells(s.of(document.text)) and s not in head]
        if said:
            return said
    return []


def own_summary(document: Document) -> list[Span]:
    """The sentences of the section in which a document sums itself up; none where it has none."""
    headed = [s.span for s in document.sections if _SUMMARY_HEADING.fullmatch(s.heading.strip())]
    said = [span for paragraph in body_sentences(document) for span in paragraph]
    return [span for span in said if headed and headed[0].covers(span)]


def closing(document: Document) -> list[Span]:
    """The sentences that a document ends with, before its notes on who wrote it, and how.

    Those of a section headed as its conclusion, else of its last paragraphs.
    """
    text = document.text
    headed = [s.span for s in document.sections if CLOSING.intersection(analyze(s.heading))]
    behind = [s.span for s in document.sections if _BACK_MATTER.fullmatch(s.heading.strip())]
    paragraphs = [
        [span for span in paragraph if len(span.of(text).split()) >= _CLOSING_WORDS]
        for paragraph in body_sentences(document)
        if not any(section.overlaps(span) for span in paragraph for section in behind)
    ]
    names = tuple(authors_of(document))
    notes = [n for n, p in enumerate(paragraphs) if p and p[0].of(text).startswith(names)]
    # A byline is a note at the beginning: it ends nothing.
    ends = min((n for n in notes if 2 * n >= len(paragraphs)), default=len(paragraphs))
    found: list[Span] = []
    for paragraph in reversed(paragraphs[:ends]):
        inside = [s for s in paragraph if not headed or headed[-1].covers(s)]
        if found and len(found) + len(inside) > CLOSING_SENTENCES:
            break
        found = [*inside, *found]
    return found
