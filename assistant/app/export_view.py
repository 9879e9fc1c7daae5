"""The links under an answer that copy it with its citations, or export it."""

from __future__ import annotations

from dataclasses import fields

from assistant.answer import Answer
from assistant.app.labels import Labels
from assistant.app.markup import escape
from assistant.export.cited import in_brackets, quoted, source_address
from assistant.export.formats import FORMATS
from assistant.export.words import ExportWords

WHOLE = "all"
"""In place of a turn's number: the whole conversation."""


def export_words(words: Labels) -> ExportWords:
    """The words of a file, in the language of the page."""
    return ExportWords(**{f.name: words.texts[f.name] for f in fields(ExportWords)})


def answer_actions(answer: Answer, turn: int, words: Labels) -> str:
    """Copy and export, for one answer."""
    return f"{_copy_links(answer, turn, words)}{export_links(str(turn), words('export'))}"


def export_links(which: str, title: str) -> str:
    """A link for each form; the script hands `which` and the form to the page.

    >>> export_links("all", "Export all").count('href="#export-all-')
    5
    """
    links = "".join(
        f'<a href="#export-{which}-{name}">{escape(form.title)}</a>'
        for name, form in FORMATS.items()
    )
    return f'<details class="export"><summary>{escape(title)}</summary>{links}</details>'


def _copy_links(answer: Answer, turn: int, words: Labels) -> str:
    """A link for the whole answer and, where it has several sentences, for each of them.

    What they copy stands beside them, unseen, the citation apart from its quote.
    """
    sentences = [
        [c for c in answer.citations if c.marker in sentence.markers]
        for sentence in answer.sentences
        if not sentence.own and sentence.markers
    ]
    if not sentences:
        return ""
    own = export_words(words)
    texts = "".join(
        f'<span class="to-copy" id="copy-{turn}-{number}">'
        + "".join(
            f'<a href="{escape(source_address(citation))}">{escape(quoted(citation.quote))} '
            f"<cite>{escape(in_brackets(citation, own))}</cite></a>"
            for citation in citations
        )
        + "</span>"
        for number, citations in enumerate(sentences, 1)
    )
    one_by_one = "".join(
        f'<a class="copy" href="#copy-{turn}-{number}">'
        f"{escape(words('copy_sentence', number=number))}</a>"
        for number in range(1, len(sentences) + 1)
        if len(sentences) > 1
    )
    copy = escape(words("copy_with_citations" if len(sentences) > 1 else "copy_with_citation"))
    return f'<a class="copy" href="#copy-{turn}">{copy}</a>{one_by_one}{texts}'
