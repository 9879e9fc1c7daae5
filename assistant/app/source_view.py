"""A cited passage in its surroundings, as HTML: pure functions of an answer and its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.answer import Answer, AnswerSpan, Citation
from assistant.app.labels import Labels
from assistant.app.markup import cite_id, escape, letter, near_id, place, shortened
from assistant.asked.question import as_read
from assistant.export.cited import source_address
from corpus.document import Document, Span
from corpus.split import paragraph_spans, sentence_spans

SHORT_PARAGRAPH_CHARS = 160
"""A shorter paragraph (a heading, a row of a table) is shown together with its neighbours."""

MAX_SIDE_CHARS = 700
"""So much, at most, is shown of the paragraph on either side of the quote, in whole sentences."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A span of a document with what stands around it.

    Attributes:
        before, after: paragraphs around the span; the last of `before` and the first of `after`
            share their paragraph with it, and are empty where the span begins or ends one.
    """

    before: tuple[str, ...]
    quote: Span
    after: tuple[str, ...]


def surroundings(document: Document, quote: Span) -> Surroundings:
    """The paragraph that holds `quote`, with its neighbours where it is a short one.

    >>> text = "China\\n\\nLee met Xi. They ate.\\n\\nJapan"
    >>> around = surroundings(Document("d", "D", None, text), Span(7, 18))
    >>> around.before, around.quote.of(text), around.after
    (('China', ''), 'Lee met Xi.', (' They ate.', 'Japan'))
    """
    paragraphs = paragraph_spans(document.text)
    held = [i for i, p in enumerate(paragraphs) if p.start < quote.end and quote.start < p.end]
    if not held:
        return Surroundings(("",), quote, ("",))
    first, last = held[0], held[-1]
    before = Span(min(paragraphs[first].start, quote.start), quote.start).of(document.text)
    after = Span(quote.end, max(paragraphs[last].end, quote.end)).of(document.text)
    lead: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    if paragraphs[last].end - paragraphs[first].start < SHORT_PARAGRAPH_CHARS:
        lead = tuple(p.of(document.text) for p in paragraphs[max(0, first - 1) : first])
        trail = tuple(p.of(document.text) for p in paragraphs[last + 1 : last + 2])
    return Surroundings(
        (*(_end_of(p) for p in lead), _end_of(before)),
        quote,
        (_start_of(after), *(_start_of(p) for p in trail)),
    )


def _end_of(text: str) -> str:
    """The last sentences of a long text; the last words, where its last sentence is long.

    >>> _end_of("Long ago. " * 70 + "They met. ")[:22]
    '… Long ago. Long ago. '
    """
    if len(text) <= MAX_SIDE_CHARS:
        return text
    least = len(text) - MAX_SIDE_CHARS
    starts = (s.start for s in sentence_spans(text, Span(0, len(text))) if s.start >= least)
    if (start := next(starts, None)) is not None:
        return f"… {text[start:]}"
    cut = text[least:]
    return f"… {cut.partition(' ')[2] or cut}"


def _start_of(text: str) -> str:
    """The first sentences of a long text; the first words, where its first sentence is long.

    >>> _start_of(" They met." + " Long after." * 70)[-25:]
    'Long after. Long after. …'
    """
    if len(text) <= MAX_SIDE_CHARS:
        return text
    ends = [s.end for s in sentence_spans(text, Span(0, len(text))) if s.end <= MAX_SIDE_CHARS]
    if ends:
        return f"{text[: ends[-1]]} …"
    cut = text[:MAX_SIDE_CHARS]
    return f"{cut.rpartition(' ')[0] or cut} …"


def passage_html(document: Document, quote: Span, spans: Iterable[AnswerSpan] = ()) -> str:
    """The quote in <mark>, its surroundings in paragraphs; `spans` inside it in <strong>."""
    around = surroundings(document, quote)
    lead = "".join(f'<p class="around">{escape(p)}</p>' for p in around.before[:-1])
    trail = "".join(f'<p class="around">{escape(p)}</p>' for p in around.after[1:])
    return (
        f"{lead}<p>{escape(around.before[-1])}"
        f'<mark class="quote">{_marked(document, quote, spans)}</mark>'
        f"{escape(around.after[0])}</p>{trail}"
    )


def _marked(document: Document, quote: Span, spans: Iterable[AnswerSpan]) -> str:
    """The quote, with the short answer's words in bold."""
    parts, position = [], quote.start
    for span in sorted(spans, key=lambda span: span.start):
        if position <= span.start < span.end <= quote.end:
            parts.append(escape(document.text[position : span.start]))
            parts.append(f"<strong>{escape(document.text[span.start : span.end])}</strong>")
            position = span.end
    parts.append(escape(document.text[position : quote.end]))
    return "".join(parts)


def _original_html(original: str | None, quote: str, words: Labels) -> str:
    """The wording before editing, folded away; nothing where it is the same."""
    if original is None or original.split() == quote.split():
        return ""
    return (
        f'<details class="original"><summary>{escape(words("original_wording"))}</summary>'
        f"<p>{escape(original)}</p></details>"
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """A citation as the panel shows it; not `cited`: offered as not being an answer."""

    citation: Citation
    turn: int
    anchor: str
    badge: str
    cited: bool


def _source_html(
    source: _Source,
    document: Document,
    spans: Iterable[AnswerSpan],
    original: str | None,
    words: Labels,
) -> str:
    """One source: its number, document, place, the passage, and what was edited in the quote."""
    citation, badge = source.citation, escape(source.badge)
    where = place(citation, words)
    place_line = f'<p class="place">{escape(where)}</p>' if where else ""
    named = words("source" if source.cited else "near_passage", badge=source.badge)
    not_answer = escape(words("not_an_answer"))
    not_answer = "" if source.cited else f'<p class="not-answer">{not_answer}</p>'
    passage = passage_html(document, Span(citation.start, citation.end), spans)
    return (
        f'<li class="source{"" if source.cited else " near"}" id="{source.anchor}" tabindex="-1">'
        f'<div class="source-head"><span class="number" aria-hidden="true">{badge}</span><div>'
        f'<h3><span class="sr-only">{escape(named)}: </span>{escape(citation.label)}</h3>'
        f"{place_line}{not_answer}</div></div>"
        f"<blockquote>{passage}</blockquote>{_original_html(original, citation.quote, words)}"
        f"{_source_actions(source, words)}</li>"
    )


def _source_actions(source: _Source, words: Labels) -> str:
    """The ways from a source: into its document, to a colleague, back to the answer."""
    address = escape(source_address(source.citation, language=words.language))
    return (
        f'<p class="source-actions"><a class="read" href="{address}">'
        f"{escape(words('read_in_document'))}</a>"
        f'<button type="button" class="copy-link" data-address="{address}">'
        f"{escape(words('copy_link'))}</button>"
        f'<a class="back" href="#answer-{source.turn}">{escape(words("back_to_answer"))}</a></p>'
    )


def sources_html(
    answer: Answer,
    turn: int,
    document: Callable[[str], Document],
    original_wording: Callable[[str, Span], str | None],
    words: Labels,
) -> str:
    """The panel's part for one turn: every cited passage, or the nearest ones.

    Args:
        answer: to the question of this turn.
        turn: its number in the conversation, from 1; it makes the ids unique.
        document: gives the document of a doc_id.
        original_wording: gives what the original says for a span; None where it was not edited.
        words: the page's own.
    """
    cited = [
        _Source(c, turn, cite_id(turn, c.marker), str(c.marker), cited=True)
        for c in answer.citations
        if c.marker is not None
    ]
    near = [
        _Source(c, turn, near_id(turn, rank), letter(rank), cited=False)
        for rank, c in enumerate(answer.nearest, 1)
    ]
    items = []
    for source in cited + near:
        quoted, doc_id = source.citation, source.citation.doc_id
        spans = [span for span in answer.spans if source.cited and span.marker == quoted.marker]
        original = original_wording(doc_id, Span(quoted.start, quoted.end))
        items.append(_source_html(source, document(doc_id), spans, original, words))
    named = "cited_for" if cited else "nearest_for" if near else "no_passage_for"
    title = escape(words(named))
    question = escape(shortened(as_read(answer.question), words=words))
    body = f"<ol>{''.join(items)}</ol>" if items else ""
    return (
        f'<section class="turn-sources" id="sources-{turn}" aria-labelledby="sources-for-{turn}">'
        f'<p class="for-question" id="sources-for-{turn}"><span>{title}</span> {question}</p>'
        f"{body}</section>"
    )
