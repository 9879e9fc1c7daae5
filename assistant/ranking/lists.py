"""Whole lists: "which chairmen came?" wants them all, where a reader points at one of them.

Lists within one sentence, with "and" or "or" before the last item, and rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ranking.abbreviation import long_form
from assistant.words.clauses import is_verb
from assistant.words.patterns import any_case
from corpus.document import Span

_ASKS_FOR_SEVERAL = any_case(
    r"^(?!\W*(who|what|which|how|why|when|where|is|does|has|was)\b)\W*((all|the) )*([\w-]+ ){0,2}"
    r"(?!was\b|has\b|does\b|says\b)\w+[^su\W]s (in|of|at|from|with|by|for|on)\b|"
    r"^\W*((could|can|would) you )(please )?(list|enumerate)\b|"
    r"^\W*(please )?(list|name|enumerate)\b|\bwho (were|are|all)\b|"
    r"\b(which|what) (?!(?:share|part|proportion|percentage|fraction|number|amount) of\b)"
    r"((?!(?:is|was|did|does|has|had|can|will|would)\b)\w+ ){0,3}?"
    r"(?!is\b|was\b|does\b|has\b|this\b|its\b|his\b|series\b|news\b)(\w+[^su\W]s|\w*men|people|(?-i:[A-Z]{2,}s))\b"
)
_SPEAKS_OF_TWO = any_case(
    r"\b(?:both|each|either|neither|versus|vs|respective(?:ly)?|same|different(?:ly)?|contrast\w*|"
    r"identical|alike|whereas|compar\w+|differ\w*|in common)\b|"
    r"\band (?:(?:in|at) )?(?:what|which|who|whom|whose|how|when|where|why)\b|, (?:and|but|yet) "
)
"""Two things, or two clauses: "There was a pact with Peru, but was there one with Chile?"."""

_ITEM = r"[^,;:()—.]{2,90}?"
_LIST = re.compile(
    rf"(?P<first>{_ITEM})(?P<more>(?:, {_ITEM})*),? (?:and|or) (?P<last>[^,;:()—.]{{2,90}})"
)
# What stands before the first item of a list and is no part of it.
_LEAD = re.compile(
    r".*\b(?:including|such as|namely|like|both|between|across|among|with|of|in|on|to|for|from|at|"
    r"by|as|met)\s+",
    re.DOTALL,
)

_SUCH_AS = re.compile(r"(?:.*\b)?(?:such as|including|namely)\s+", re.DOTALL)

_LEAD_LONGEST = len(", including ")
"""Characters between what is listed and the first item of it."""

_IN_BRACKETS = re.compile(r" ?\((?P<letters>[A-Z]{3,9}s?)\)")

_CLAUSE = re.compile(r"(?:\w+ )?(?:which|whom?|whose|where)\b")


_LABEL = re.compile(r"[^:.]{2,40}: ")
"""What opens a row of a table that is written as a line: "Supply Chain: SWM and Lenovo"."""

_IN_KOREAN = re.compile(
    r"목록|명단|리스트|나열|열거|모두|전부|모든|누구누구|어떤 (?:것|게)들?|"
    r"들은 (?:무엇|누구|어디|뭐)|(?:어떤|어느|무슨) [가-힣]+들|중에서? 누(?:가|구)|"
    r"(?:두|세|네) (?:회사|기업|업체|나라|사람|곳)"
)


def asks_for_several(question: str) -> bool:
    """Whether a question wants more than one thing, in English or Korean.

    >>> asks_for_several("Which chairmen attended?"), asks_for_several("What was it?")
    (True, False)
    """
    return bool(_ASKS_FOR_SEVERAL.search(question) or _IN_KOREAN.search(question))


def speaks_of_two(question: str) -> bool:
    """Whether an English question speaks of two things that one sentence may not tell.

    >>> speaks_of_two("Were both firms at the same fair?"), speaks_of_two("Who was at the fair?")
    (True, False)
    """
    return bool(_SPEAKS_OF_TWO.search(question))


def are_rows(one: str, other: str) -> bool:
    """Whether two sentences are rows of one table, or of one part of it.

    >>> are_rows("Fruit: a pear", "Fruit: a plum"), are_rows("Fruit: a pear", "Nuts: an almond")
    (True, False)
    """
    label = _LABEL.match(one)
    return label is not None and other.startswith(label[0])


def whole_list(text: str, within: Span, span: Span) -> tuple[Span, ...]:
    """The items of the list that `span` is, or is a part of; or `span` alone.

    Args:
        text: the document's text; spans are positions in it.
        within: the sentence.
        span: words that answer: one item, or all of the list.

    >>> text = "We met three: Ann Lee, Bo, and Cy."
    >>> [s.of(text) for s in whole_list(text, Span(0, len(text)), Span(23, 25))]
    ['Ann Lee', 'Bo', 'Cy']
    """
    # "Ann and Bo failed to agree" is a clause, and no list.
    is_clause = any(map(is_verb, span.of(text).split()))
    if not is_clause and (whole := _LIST.fullmatch(span.of(text))):
        return tuple(_introduced(text, _items(text, span, whole)))
    for match in _LIST.finditer(within.of(text)):
        found = within.part(*match.span())
        if found.start <= span.start and span.end <= found.end:
            items = _items(text, within, match)
            if any(_CLAUSE.match(item.of(text)) for item in items):
                break  # "a missile, to which they responded by …" lists no things
            first = items[0]
            if first.start <= span.start < first.end:
                items[0] = Span(span.start, first.end)  # the reader knows where it begins
            elif lead := _LEAD.match(first.of(text)):
                items[0] = Span(first.start + lead.end(), first.end)
            kept = _introduced(text, items)
            if _is_no_list(text, within, kept):
                break
            # "… thorny issues" right before "such as": what follows are the issues.
            introduces = 0 <= kept[0].start - span.end <= _LEAD_LONGEST
            if is_clause and not introduces:
                break
            in_list = introduces or any(item.overlaps(span) for item in kept)
            return tuple(kept if in_list else items)
    return (span,)


def _is_no_list(text: str, within: Span, items: Sequence[Span]) -> bool:
    """Whether what commas and "and" part are clauses, or the words of one long name.

    "Later, Ann and Bo failed to agree", "a Fair and Free Pact (FFP)".
    """
    words = [word for item in items for word in item.of(text).split()]
    if any(is_verb(word) and "-" not in word for word in words):
        return True
    letters = _IN_BRACKETS.match(text, items[-1].end)
    name = long_form(letters["letters"], within.of(text)) if letters else None
    return name is not None and items[0].of(text).split()[-1] in name.split()


def _introduced(text: str, items: list[Span]) -> list[Span]:
    """The items from "such as" on, where a list has it; what stands before it is no item."""
    for n in reversed(range(len(items))):
        if lead := _SUCH_AS.match(items[n].of(text)):
            return [Span(items[n].start + lead.end(), items[n].end), *items[n + 1 :]]
    return items


def _items(text: str, within: Span, match: re.Match[str]) -> list[Span]:
    edges = [match.span("first")]
    start = match.start("more")
    for item in filter(None, match.group("more").split(", ")):
        place = match.string.index(item, start)
        edges.append((place, place + len(item)))
        start = place + len(item)
    edges.append(match.span("last"))
    spans = [within.part(*edge) for edge in edges]
    return [stripped for span in spans if (stripped := _stripped(text, span))]


def _stripped(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None
