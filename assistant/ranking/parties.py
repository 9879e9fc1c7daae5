"""Which of the two parties of a row is asked for: "Acme (Peruvian) and Bell (Chilean)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.words.mentions import kind_of_name
from assistant.words.patterns import any_case
from assistant.words.same_things import countries
from corpus.document import Span
from index.lexical import analyze

_TWO_OF_ROW = re.compile(
    r"(?P<a>[^\s,;:()][^,;:()]{1,60}) \((?P<of_a>[^()]*)\) and "
    r"(?P<b>[^,;:()]{2,60}) \((?P<of_b>[^()]*)\)"
)
_BRACKETS = (("of_a", "of_b"), ("of_b", "of_a"))
"""Groups of `_TWO_OF_ROW`: whose a party is, and whose the other one."""

_WORD = re.compile(r"[\w.]+")
_FIRM = (
    r"(?:compan(?:y|ies)|firms?|business(?:es)?|enterprises?|partners?|counterparts?|"
    r"part(?:y|ies)|side)\b"
)
_IS_FIRM = any_case(rf"(?: [\w-]+){{0,2}}? {_FIRM}")
_FIRM_FROM = any_case(rf"\b{_FIRM}(?: [\w-]+)? (?:from|in) (?:the )?$")
_ASKS_FOR_FIRM = any_case(rf"who\b|(?:which|what) (?:[\w-]+ ){{0,2}}?{_FIRM}")
_WITH = any_case(r"\bwith (?:(?:an?|the|its|their|any|some) )?(?:\w+ and )?$")


def parties_asked(
    question: str, text: str, within: Span, span: Span, *, several: bool
) -> tuple[Span, ...]:
    """The parties of a row that are asked for; none where the words answer something else.

    Whoever is named in the question is not asked for, nor who belongs to another country.

    Args:
        question: in English.
        text: of the document; spans are positions in it.
        within: the row.
        span: words that answer.
        several: whether more than one may be asked for.

    >>> row = "Trade: Acme (Peruvian) and Bell (Chilean); Aim: fish"
    >>> whole = Span(0, len(row))
    >>> asked = "Which Peruvian firms sell fish?"
    >>> [s.of(row) for s in parties_asked(asked, row, whole, Span(7, 11), several=True)]
    ['Acme']
    """
    two = _TWO_OF_ROW.search(within.of(text))
    if two is None:
        return ()
    both = within.part(*two.span("a")), within.part(*two.span("b"))
    if not span.overlaps(within.part(*two.span())):
        return ()
    if not several and not all(span.overlaps(party) for party in both):
        return ()
    unnamed = _unnamed(question, [party.of(text) for party in both])
    theirs = [_is_asked(question, two[of], two[other]) for of, other in _BRACKETS]
    kept = [party for party, *is_it in zip(both, unnamed, theirs, strict=True) if all(is_it)]
    if several or len(kept) == 1 or _ASKS_FOR_FIRM.match(question):
        return tuple(kept) or both
    return ()


def _unnamed(question: str, parties: Sequence[str]) -> list[bool]:
    """Whether each is not named in the question; its first word will do if it is its own."""
    asked = set(analyze(question))
    words = [analyze(party) or [party] for party in parties]
    alike = words[0][0] == words[1][0] or any(
        kind_of_name(party.split()[0]) == "place" for party in parties
    )
    return [not asked.issuperset(of if alike else of[:1]) for of in words]


def _is_asked(question: str, whose: str, others: str) -> bool:
    """Whether a party from one country may be asked for, where the other is from another one."""
    asked, beside = set[str](), set[str]()
    for word in _WORD.finditer(question):
        named = countries(word[0])
        before, behind = question[: word.start()], question[word.end() :]
        if named and (_IS_FIRM.match(behind) or _FIRM_FROM.search(before)):
            (beside if _WITH.search(before) else asked).update(named)
    if asked:
        return not asked & countries(others) or bool(asked & countries(whose))
    return not beside & countries(whose) or bool(beside & countries(others))
