"""The row of a table that has the most or the least of something: "Which town has most wells?".

It answers where the words of a question name one column of one table, and no row, and where every
cell of the column can be read as a number of one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, AnswerSpan
from assistant.asked.question import Question
from assistant.differences.counts import numbers_in, words_of
from assistant.korean.look_up import stems_of
from assistant.korean.numbers import number_at
from assistant.ranking.lists import asks_for_several
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ
from assistant.summaries.overview import SURE
from assistant.texts.tables import Row, tables_in
from assistant.wording.compose import answered
from assistant.words.clauses import clause_of
from assistant.words.patterns import any_case
from corpus.document import Document, Span
from index.lexical import analyze, is_hangul

_EXTREME = any_case(
    r"(?<!at )\b(?:(?P<most>most|largest|biggest|greatest|highest)|"
    r"(?:least|smallest|lowest|fewest))\b(?! (?:of|important)\b)"
)
_IN_KOREAN = re.compile(
    r"(?:가장|제일) (?P<of>(?:\S+[이가을를] )?)(?:(?P<most>[큰컸크]|많|높)|작|적|낮)\S*"
    r"(?: 곳[은이]?(?= |$))?"
)
_HOW_MUCH_IN_KOREAN = re.compile(r"얼마|몇")
_WITHIN_IN_KOREAN = re.compile(r"\S+(?:의|에|에서)(?= )")
_IN_ONE_WORD = (
    (any_case(r"\b(?:costliest|priciest)\b"), "most expensive"),
    (any_case(r"\bcheapest\b"), "least expensive"),
)
_COSTS, _EXPENSIVE = frozenset(analyze("cost price")), analyze("expensive")[0]
_ASKS_WHAT_IS = any_case(r"\W*what(?:['’]s| (?:is|was)) (?:the )?$")
_ASKS_WHAT_ARE = any_case(r"\W*what (?:are|were)\b")
_THE = any_case(r"\s+(?:the )?$")
# "of the city in 2025": which documents or tables are meant. "Which of the cities" asks for them.
_WITHIN = any_case(
    r"(?<!which )(?<!who )\b(?:of|in|on|at|among|within|from|for|under|by|according to) "
    r"(?!which|what|whose)[^?]*"
)
_SAYS_NOTHING = frozenset(
    analyze(
        "receive get got take took win won record report register show reach see saw hold held "
        "achieve table name tell list one number amount figure value level"
    )
)
_BRACKETS = re.compile(r"\(.*?\)")
_NUMBER_OF = any_case(r"^(?:the |total )?(?:number|amount|no\.?) of |(?<=[가-힣]{2}) ?수$")
_BEHIND_HEAD = any_case(r",| (?:of|in|per|for|by|at|to|on|from|under|since) ")
_TOTALS = frozenset(analyze("total sum subtotal overall all average")) | frozenset(
    ("합계", "총계", "총합", "소계", "계", "전체", "평균")
)
_RANKS = frozenset(analyze("rank ranking place position"))
"""Of these the highest is the least number."""

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
        what: what is asked for in "What is the highest turnout?": a number, too, or a row.
    """

    most: bool
    all: frozenset[str]
    within: frozenset[str]
    which: frozenset[str]
    how_much: bool
    what: str = ""


def row_with_most(question: Question, documents: Iterable[Document]) -> Answer | None:
    """The answer that one row of a table gives, below its headings; None: no such row is asked for.

    Args:
        question: with a superlative.
        documents: to look in.
    """
    asked, in_korean = _asked(question), _asked_in_korean(question)
    if not (asked or in_korean):
        return None
    found = [
        (document, rows, column, of_table)
        for document in documents
        for rows in tables_in(document.text)
        if (of_table := in_korean if is_hangul("".join(rows[0].headings)) else asked)
        and (column := _column(of_table, document, rows)) is not None
    ]
    if len(found) != 1:
        return None
    document, rows, column, of_table = found[0]
    row = _extreme(of_table, document, rows, column)
    if row is None:
        return None
    return _answer(question, document, row, row.cells[_told(of_table, row, column)])


def _asked(question: Question) -> _Asked | None:
    """What is asked; None without a superlative, with two, or of several rows."""
    text = question.reads
    for word, words in _IN_ONE_WORD:
        text = word.sub(words, text)
    found = list(_EXTREME.finditer(text))
    if len(found) != 1:
        return None
    [extreme] = found
    before, behind = text[: extreme.start()], text[extreme.end() :]
    clause = clause_of(text)
    noun = clause.noun if clause.asks in ("which", "what") else ""
    if _THE.sub("", before).endswith(noun):  # "Which town costs the most" has no other verb
        noun = noun.rpartition(" ")[0] or noun
    if asks_for_several(f"which {noun}") or _ASKS_WHAT_ARE.match(before):
        return None
    what = (t for t in analyze(behind) if t != _EXPENSIVE and _ASKS_WHAT_IS.match(before))
    within = [words[0] for words in _WITHIN.finditer(f"{before} {behind}")]
    return _Asked(
        bool(extreme["most"]),
        frozenset(analyze(f"{before} {behind}")),
        frozenset(analyze(" ".join(within))),
        frozenset(analyze(noun)),
        question.kind == "how_many",
        next(what, ""),
    )


def _asked_in_korean(question: Question) -> _Asked | None:
    """The same, of a question as it was typed in Korean."""
    found = list(_IN_KOREAN.finditer(question.text))
    if len(found) != 1:
        return None
    [extreme] = found
    before = question.text[: extreme.start()] + extreme["of"]
    behind = _stems(question.text[extreme.end() :])
    how_much = bool(_HOW_MUCH_IN_KOREAN.search(question.text))
    return _Asked(
        bool(extreme["most"]),
        frozenset([*_stems(before), *behind]),
        frozenset(_stems(" ".join(_WITHIN_IN_KOREAN.findall(before)))),
        frozenset(behind[-1:]) if not how_much else frozenset(),
        how_much,
    )


def _stems(text: str) -> list[str]:
    return stems_of(text).split()


def _column(asked: _Asked, document: Document, rows: Sequence[Row]) -> int | None:
    """The column that a question names, if it names one and says nothing else."""
    text, headings = document.text, rows[0].headings
    above = document.headings_at(rows[0].heading.start)
    context = _tokens(" ".join((document.label, document.title or "", *above)))
    named = {
        column: _tokens(heading)
        for column, heading in enumerate(headings)
        if column and _is_named(asked, heading)
    }
    worth = {c: (len(t & asked.all), -len(t - asked.all)) for c, t in named.items()}
    best = [column for column in worth if worth[column] == max(worth.values())]
    if len(best) != 1:
        return None
    first, said = _tokens(headings[0]), frozenset[str]().union(*map(_tokens, headings))
    # A year alone does not say what is counted, and an empty corner not of what.
    within = context & asked.within
    is_year = all(token[0].isdigit() for token in named[best[0]])
    loose = context if not first or is_year else within
    left = asked.all - named[best[0]] - first - (asked.which & said) - loose - _SAYS_NOTHING
    if first:
        left |= asked.which - said - within
    labels = [_tokens(row.cells[0].of(text)) for row in rows]
    return None if left or any(label and label <= asked.all for label in labels) else best[0]


def _is_named(asked: _Asked, heading: str) -> bool:
    """Whether the head of a heading is asked for, and no other year than one in it."""
    tokens = _in_order(_BEHIND_HEAD.split(_without_number(heading))[0])
    head = [t for t in tokens if not t[0].isdigit() and t != "rate"][-1:] or tokens[-1:]
    named = set(head) & (asked.all - asked.which - _RANKS)
    named |= {_EXPENSIVE} & asked.all & _tokens(heading)
    years, others = ({t for t in of if t[0].isdigit()} for of in (_tokens(heading), asked.all))
    return bool(named) and (not years or others <= years)


def _without_number(heading: str) -> str:
    """A heading without its unit in brackets, and "Number of" people without that."""
    return _NUMBER_OF.sub("", _BRACKETS.sub("", heading).strip())


def _in_order(text: str) -> list[str]:
    return text.split() if is_hangul(text) else analyze(text)


def _tokens(text: str) -> frozenset[str]:
    """Those of a heading or label; what has a price may be expensive."""
    tokens = frozenset(_in_order(_without_number(text)))
    return tokens | {_EXPENSIVE} if tokens & _COSTS else tokens


def _extreme(asked: _Asked, document: Document, rows: Sequence[Row], column: int) -> Row | None:
    """The one row with the greatest or the least number; None where a cell is no plain number."""
    text = document.text
    known = _TOTALS.union(["grand"], *map(_tokens, (document.label, *rows[0].headings)))
    labels = [_tokens(row.cells[0].of(text)) for row in rows]
    totals = [label & _TOTALS and label <= known for label in labels]
    single = [row for row, is_total in zip(rows, totals, strict=True) if not is_total]
    numbers = [_number(row.cells[column].of(text)) for row in single]
    values = [number[0] for number in numbers if number]
    if len(values) < max(2, len(single)) or len({n[1] for n in numbers if n}) != 1:
        return None
    if any(label & _TOTALS for label in labels if not label <= known):
        return None  # of a part of the rows, or a name
    sought = max(values) if asked.most else min(values)
    # A sum of all others may be that of a row which only is not called so.
    is_sum = len(values) > 2 and abs(2 * sought - sum(values)) < sought / 200 and not any(totals)
    if values.count(sought) != 1 or is_sum:
        return None
    return single[values.index(sought)]


def _number(cell: str) -> tuple[float, str] | None:
    """The number of a cell, and its unit; None where it holds another or none.

    >>> _number("€1.2 million"), _number("840억 원"), _number("n/a"), _number("1.250")
    ((1200000.0, '€'), (84000000000.0, '원'), None, None)
    """
    if is_hangul(cell):
        line = "".join(cell.split())
        told = number_at(line, 0, lambda token: False, begins=True)
        cell = f"{told.english} {line[told.end :]}" if told else ""
    numbers = numbers_in(cell, words_of(cell))
    if len(numbers) != 1 or _UNCLEAR.search(cell):
        return None
    span = numbers[0].span
    unit = f"{cell[: span.start].strip()} {cell[span.end :].strip()}".strip()
    is_plain = not any(character.isdigit() for character in unit)
    return (numbers[0].low, unit.casefold().removesuffix("s")) if is_plain else None


def _told(asked: _Asked, row: Row, column: int) -> int:
    """The column whose cell is the short answer: the number, what "which" names, or the first."""
    if asked.how_much or (asked.what and asked.what not in _tokens(row.headings[0])):
        return column
    of_noun = [n for n, h in enumerate(row.headings) if n != column and _tokens(h) & asked.which]
    return of_noun[0] if of_noun else 0


def _answer(question: Question, document: Document, row: Row, words: Span) -> Answer:
    start = document.text.rfind("\n", 0, row.cells[0].start) + 1
    line = document.text.find("\n", start)
    span = Span(start, len(document.text[: line if line > 0 else None].rstrip()))
    chosen = [Candidate(document.doc_id, span, span.of(document.text), {}, 0.0)]
    answer = answered(question, chosen, NOTHING_READ, SURE, lambda _: document)
    marker = next(c.marker for c in answer.citations if c.marker and c.end == span.end)
    told = AnswerSpan(words.of(document.text), marker, words.start, words.end)
    return replace(answer, spans=(told,) if words.start < words.end else ())
