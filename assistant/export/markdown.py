"""Answers as Markdown with footnotes: CommonMark, and the footnotes of GitHub and pandoc."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from assistant.answer import Answer, Citation, Sentence
from assistant.export.cited import cited_text, plain, quoted, source_address
from assistant.export.said import document_heads, runs
from assistant.export.words import IN_ENGLISH, ExportWords
from assistant.wording.phrases import about_quotes

Cited = Mapping[int | None, Citation]
"""The citations of an answer by marker."""

# Signs that mean something inside a line, to CommonMark or to its common extensions. An ampersand
# does where it begins an entity; a colon at the start, and where an address or a picture's name
# (`:smile:`) goes on behind it, no time of day; an exclamation mark where a bracket may follow.
_INLINE = re.compile(r"[\\`*_\[\]<>$~^|@#{}=]|&(?=#?\w+;)|^:|(?<!\d):(?=\S)|:(?=[^\s\d])|!(?=\[|$)")
# What would begin a list, a rule or a heading.
_FIRST = re.compile(r"(?:[-+]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    r"""Plain text as Markdown that shows the same characters, white space aside.

    >>> escaped("[1] costs $5 * 2 in <b>")
    '\\[1\\] costs \\$5 \\* 2 in \\<b\\>'
    >>> escaped("1. Nara"), escaped("- Nara"), escaped("---")
    ('1\\. Nara', '\\- Nara', '\\---')
    >>> escaped("Beijing & Nara: at 7:30, &amp; http://x :smile:")
    'Beijing & Nara: at 7:30, \\&amp; http\\://x \\:smile:'
    """
    text = _INLINE.sub(lambda sign: f"\\{sign[0]}", plain(text).strip())
    if first := _FIRST.match(text):
        at = 0 if first[0] in "-+" else first.end()
        text = f"{text[:at]}\\{text[at:]}"
    return text


def markdown(
    answers: Sequence[Answer],
    base_url: str | None = None,
    words: ExportWords = IN_ENGLISH,
    beneath: Sequence[Sequence[str]] = (),
    above: Sequence[str] = (),
) -> str:
    """Each question as a heading, its answer, and a footnote for each place that is cited.

    Args:
        answers: of one conversation, in order.
        base_url: of the page, whose source view the footnotes then lead to.
        words: the file's own.
        beneath: for each answer, lines of plain text below its sentences; empty: none for any.
        above: a title and lines below it, for a file that has them.
    """
    notes = _Footnotes(base_url, words)
    blocks = [f"# {escaped(line)}" if i == 0 else escaped(line) for i, line in enumerate(above)]
    for answer, lines in zip(answers, beneath or [()] * len(answers), strict=True):
        blocks += _answer_blocks(answer, notes, lines)
    return "\n\n".join([*blocks, *notes.blocks]) + "\n"


class _Footnotes:
    """Numbers cited places, and keeps the footnotes' texts for the end."""

    def __init__(self, base_url: str | None, words: ExportWords) -> None:
        self._base_url, self.words = base_url, words
        self.blocks: list[str] = []
        self._numbers: dict[tuple[str, int, int], int] = {}

    def mark(self, citations: Iterable[Citation]) -> str:
        """A footnote for each, the same one for the same place.

        Word has no footnote with two references; pandoc repeats it there.
        """
        marks = []
        for citation in citations:
            place = citation.doc_id, citation.start, citation.end
            if place in self._numbers:
                marks.append(f"[^{self._numbers[place]}]")
                continue
            number = self._numbers[place] = len(self.blocks) + 1
            text = escaped(cited_text(citation, words=self.words))
            if self._base_url is not None:
                text += f", <{source_address(citation, base_url=self._base_url)}>"
            self.blocks.append(f"[^{number}]: {text}")
            marks.append(f"[^{number}]")
        return "".join(marks)


def _sentence(sentence: Sentence, cited: Cited, notes: _Footnotes) -> str:
    """The assistant's own words as they are, the documents' in quotation marks."""
    text = sentence.text if sentence.own else quoted(sentence.text)
    return escaped(text) + notes.mark(cited[marker] for marker in sentence.markers)


def _sides(answer: Answer, markers: Collection[int], cited: Cited, notes: _Footnotes) -> str:
    """The sides of a disagreement with these markers as a list, each value with its quote."""
    return "\n".join(
        f"- **{escaped(p.value)}**: {escaped(quoted(cited[p.marker].quote))}"
        f"{notes.mark([cited[p.marker]])}"
        for p in answer.positions
        if p.marker in markers
    )


def _said(answer: Answer, cited: Cited, notes: _Footnotes) -> list[str]:
    """The sentences, each document named over what it says where several are quoted."""
    heads = document_heads(answer)
    blocks: list[str] = []
    said_before = False
    for sides, sentences in runs(answer):
        if sides:
            differ = [] if said_before else [notes.words.documents_differ]
            blocks += [*differ, _sides(answer, sides, cited, notes)]
        else:
            for i, sentence in sentences:
                blocks += [f"### {escaped(heads[i])}"] if i in heads else []
                blocks.append(_sentence(sentence, cited, notes))
        said_before = sentences[-1][1].own
    return blocks


def _answer_blocks(answer: Answer, notes: _Footnotes, beneath: Sequence[str]) -> list[str]:
    words, cited = notes.words, {c.marker: c for c in answer.citations}
    blocks = [f"## {escaped(answer.question)}"]
    if answer.read_as:
        blocks.append(words.read_as.format(question=escaped(answer.read_as)))
    if answer.short_answer:
        blocks.append(f"**{escaped(answer.short_answer)}**")
    blocks += _said(answer, cited, notes)
    if said := about_quotes(answer):
        blocks.append(escaped(said))
    blocks += [escaped(line) for line in beneath]
    if answer.nearest:
        blocks.append(words.nearest_passages)
        blocks.append("\n".join(f"- {escaped(cited_text(c, words=words))}" for c in answer.nearest))
    return blocks
