"""The row of a table that has the most or the least of something: "Which town has most wells?".

It answers where the words of a question name one column of one table, and no row, and where every
cell of the column can be read as a number of one unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, AnswerSpan
from assistant.asked.question import Question
from assistant.differences.counts import numbers_in, words_of
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ
from assistant.summaries.overview import SURE
from assistant.texts.tables import Row, tables_in
from assistant.wording.compose import answered
from assistant.words.clauses import clause_of
from assistant.words.patterns import any_case
from corpus.document import Document, Span
from index.lexical import analyze

_EXTREME = any_case(
    r"(?<!at )\b(?:(?P<most>most|largest|biggest|greatest|highest)|"
    r"(?:least|smallest|lowest|fewest))\b(?! of\b)"
)
_IN_ONE_WORD = (
    (any_case(r"\b(?:costliest|priciest)\b"), "most expensive"),
    (any_case(r"\bcheapest\b"), "least expensive"),
)
_COSTS, _EXPENSIVE = frozenset(analyze("cost price")), analyze("expensive")[0]
_ASKS_HOW_MUCH = any_case(r"\W*what(?:['’]s| (?:is|was|are|were)) (?:the )?$")
# "of the city in 2025": which documents or tables are meant. "Which of the cities" asks for them.
_WITHIN = any_case(
    r"(?<!which )(?<!who )\b(?:of|in|on|at|among|within|from|for|under|by|according to) "
    r"(?!which|what|whose)[^?]*"
)
_SAYS_NOTHING = frozenset(
    analyze(
        "receive get got win won record report register show reach see saw hold held achieve table "
        "name tell list one number amount figure value level"
    )
)
_BRACKETS = re.compile(r"\(.*?\)")
_NUMBER_OF = any_case(r"^(?:the |total )?(?:number|amount|no\.?) of ")
_BEHIND_HEAD = any_case(r",| (?:of|in|per|for|by|at|to|on|from|under|since) ")
_TOTALS = frozenset(analyze("total sum subtotal grand overall all average mean"))
# "1.250" may be one thousand and more, and one and a quarter; "-5" is less than "-4".
_UNCLEAR = re.compile(r"\.\d{3}(?!\d)|[-–−(]\s*[^\w\s]?\d")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks of a table, in tokens.

    Attributes:
        most: whether the most of it is asked for, or the least.
        all: all tokens besides that.
        within: those of them that may tell of which document or part of it.
        which: the noun of "Which town".
        how_much: whether the number itself is asked for.
        behind: those behind the superlative.
    """

    most: bool
    all: frozenset[str]
    within: frozenset[str]
    which: frozenset[str]
    how_much: bool
    behind: tuple[str, ...]


def row_with_most(question: Question, documents: Sequence[Document]) -> Answer | None:
    """The answer that one row of a table gives, below its headings; None: no such row is asked for.

    Args:
        question: with a superlative.
        documents: to look in.
    """
    asked = _asked(question)
    if asked is None:
        return None
    found = [
        (document, rows, column)
        for document in documents
        for rows in tables_in(document.text)
        if (column := _column(asked, document, rows)) is not None
    ]
    if len(found) != 1:
        return None
    document, rows, column = found[0]
    row = _extreme(asked, document, rows, column)
    return row and _answer(question, document, row, row.cells[_told(asked, row, column)])


def _asked(question: Question) -> _Asked | None:
    """What is asked; None without a superlative, or with two."""
    text = question.reads
    for word, words in _IN_ONE_WORD:
        text = word.sub(words, text)
    found = list(_EXTREME.finditer(text))
    if len(found) != 1:
        return None
    [extreme] = found
    before, behind = text[: extreme.start()], text[extreme.end() :]
    clause = clause_of(text)
    within = [words[0] for words in _WITHIN.finditer(f"{before} {behind}")]
    how_much = question.kind == "how_many" or bool(_ASKS_HOW_MUCH.match(before))
    return _Asked(
        bool(extreme["most"]),
        frozenset(analyze(f"{before} {behind}")),
        frozenset(analyze(" ".join(within))),
        frozenset(analyze(clause.noun) if clause.asks in ("which", "what") else ()),
        how_much,
        tuple(analyze(behind)),
    )


def _column(asked: _Asked, document: Document, rows: Sequence[Row]) -> int | None:
    """The column that a question names, if it names one and says nothing else."""
    text, headings = document.text, rows[0].headings
    above = document.headings_at(rows[0].heading.start)
    context = frozenset(analyze(" ".join((document.label, document.title or "", *above))))
    first = frozenset(analyze(headings[0])) or context
    named = {
        column: tokens
        for column, heading in enumerate(headings)
        if column and (tokens := _tokens(heading)) and _is_named(asked, heading)
    }
    worth = {c: (len(t & asked.all), -len(t - asked.all)) for c, t in named.items()}
    best = [column for column in worth if worth[column] == max(worth.values())]
    if len(best) != 1:
        return None
    others = frozenset().union(*map(_tokens, headings)) & asked.which
    left = asked.all - named[best[0]] - first - others - (context & asked.within) - _SAYS_NOTHING
    labels = [frozenset(analyze(row.cells[0].of(text))) for row in rows]
    if left or any(label and label <= asked.all for label in labels):
        return None
    return best[0]


def _is_named(asked: _Asked, heading: str) -> bool:
    """Whether the head of a heading is asked for, and no other year than one in it."""
    words = _NUMBER_OF.sub("", _BRACKETS.sub("", heading).strip())
    tokens = _tokens(_BEHIND_HEAD.split(words)[0])
    head = [token for token in analyze(_BEHIND_HEAD.split(words)[0]) if not token.isdigit()][-1:]
    is_cost = _EXPENSIVE in asked.all and _EXPENSIVE in tokens
    years, others = ({t for t in of if t.isdigit()} for of in (_tokens(heading), asked.all))
    named = is_cost or (bool(head) and head[0] in asked.all - asked.which)
    return named and (not years or others <= years)


def _tokens(heading: str) -> frozenset[str]:
    """Those of a heading without its unit in brackets; what has a price may be expensive."""
    tokens = frozenset(analyze(_BRACKETS.sub("", heading)))
    return tokens | {_EXPENSIVE} if tokens & _COSTS else tokens


def _extreme(
    asked: _Asked, document: Document, rows: Sequence[Row], column: int
) -> Row | None:
    """The one row with the greatest or the least number; None where a cell is no plain number."""
    text = document.text
    known = _TOTALS.union(*map(analyze, (document.label, *rows[0].headings)))
    labels = [frozenset(analyze(row.cells[0].of(text))) for row in rows]
    single = [
        row
        for row, label in zip(rows, labels, strict=True)
        if not (label & _TOTALS and label <= known)
    ]
    numbers = [_number(row.cells[column].of(text)) for row in single]
    values = [number[0] for number in numbers if number]
    if len(values) < max(2, len(single)) or len({n[1] for n in numbers if n}) != 1:
        return None
    sought = max(values) if asked.most else min(values)
    # A sum of all others is that of a row which only is not called so.
    is_sum = len(values) > 2 and abs(2 * sought - sum(values)) < sought / 200
    if values.count(sought) != 1 or is_sum:
        return None
    return single[values.index(sought)]


def _number(cell: str) -> tuple[float, str] | None:
    """The number of a cell, and its unit; None where it holds another or none.

    >>> _number("€1.2 million"), _number("n/a"), _number("1.250")
    ((1200000.0, '€'), None, None)
    """
    numbers = numbers_in(cell, words_of(cell))
    if len(numbers) != 1 or _UNCLEAR.search(cell):
        return None
    span = numbers[0].span
    unit = f"{cell[: span.start].strip()} {cell[span.end :].strip()}".strip()
    is_plain = not any(character.isdigit() for character in unit)
    return (numbers[0].low, unit.casefold().removesuffix("s")) if is_plain else None


def _told(asked: _Asked, row: Row, column: int) -> int:
    """The column whose cell is the short answer: the number, what "which" names, or the first."""
    sought = next((token for token in asked.behind if token != _EXPENSIVE), "")
    if asked.how_much and sought in _tokens(row.headings[column]):
        return column
    of_noun = [n for n, h in enumerate(row.headings) if n != column and _tokens(h) & asked.which]
    return of_noun[0] if of_noun else 0


def _answer(question: Question, document: Document, row: Row, words: Span) -> Answer:
    span = Span(row.cells[0].start, row.cells[-1].end)
    span = Span(document.text.rfind("\n", 0, span.start) + 1, span.end)
    chosen = [Candidate(document.doc_id, span, span.of(document.text), {}, 0.0)]
    answer = answered(question, chosen, NOTHING_READ, SURE, lambda _: document)
    marker = next(c.marker for c in answer.citations if c.marker and c.end == span.end)
    told = AnswerSpan(words.of(document.text), marker, words.start, words.end)
    return replace(answer, spans=(told,) if words.start < words.end else ())
