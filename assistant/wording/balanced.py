"""Words cut out of a sentence, with both halves of what encloses them."""

from __future__ import annotations

from corpus.document import Span

_PAIRS = {"(": ")", "[": "]", "“": "”"}


def balanced(text: str, span: Span, within: Span) -> Span:
    """`span` with both halves of its brackets and quotation marks, or with none.

    Args:
        text: the document's text; spans are positions in it.
        span: words that may be cut off inside.
        within: the sentence, which `span` does not leave.

    >>> text = "A pact (the FTA) binds them."
    >>> whole = Span(0, len(text))
    >>> [balanced(text, Span(*ends), whole).of(text) for ends in ((2, 15), (12, 16))]
    ['pact (the FTA)', 'FTA']
    >>> said = 'He called it "a gift".'
    >>> balanced(said, Span(14, 21), Span(0, len(said))).of(said)
    'a gift'
    """
    for opening, closing in _PAIRS.items():
        words = span.of(text)
        missing = words.count(opening) - words.count(closing)
        if missing > 0 and text.startswith(closing, span.end) and span.end < within.end:
            span = Span(span.start, span.end + 1)
        elif missing > 0 and words.startswith(opening):
            span = Span(span.start + 1, span.end)
        elif missing < 0 and words.endswith(closing):
            span = Span(span.start, span.end - 1)
    words = span.of(text)
    if words.count('"') % 2:  # one straight mark: it is the first or the last of two
        start, end = span.start + words.startswith('"'), span.end - words.endswith('"')
        span = Span(min(start, end), end)
    return span
