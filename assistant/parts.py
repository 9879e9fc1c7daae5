"""A question about several things taken apart, so that each can be looked for by itself.

A comparison names two sides, a double question asks twice. One search for all of it finds what is
most like the whole: often one side only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.question import Question, kind_of, read_question

_ASKING = r"(?:what|who|whom|whose|when|where|why|how|which|did|does|do|was|were|is|are|has|have)"
_DOUBLE = re.compile(rf"(?:,? and|[;?]) (?={_ASKING}\b)", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:it|its|he|she|his|her|him|they|them|their|this|that|these|those|there|so|one|ones|"
    r"both|same|other)\b",
    re.IGNORECASE,
)

_MORE = r"\b(?:more|less|fewer|further|first|most|\w+er)\b"
# "Which was bigger, A or B?": what is asked ends at the comma.
_EITHER = re.compile(
    rf"^(?P<asked>[^,:]*{_MORE}[^,:]*[,:] )(?P<a>[^,]{{2,80}}?),? or (?P<b>[^,]{{2,80}})$",
    re.IGNORECASE,
)
# "Did it get further with A or with B?": both sides begin with the same word.
_WITH_EITHER = re.compile(
    rf"^(?P<asked>.*{_MORE}.* )(?P<a>(?P<first>with|in|at|to|from|on|by|for|under) .{{2,60}}?),?"
    r" or (?P<b>(?P=first) .{2,60})$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"^(?P<asked>.*\bdiffer\w* )between (?P<a>.{2,80}?) and (?P<b>.{2,80})$", re.IGNORECASE
)
_COMPARED = re.compile(
    r"^(?:how (?:do|does|did|is|are|was|were) )?(?P<asked>)(?P<a>.{2,120}?),? "
    r"(?:(?:compare[sd]?|differ(?:s|ed|ent)?|contrast(?:s|ed)?) (?:with|to|from|against)|"
    r"versus|vs\.?) (?P<b>.{2,120})$",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"^(?:please )?(?:compare|contrast) (?P<asked>)(?P<a>.{2,120}?) (?:with|to|and|against) "
    r"(?P<b>.{2,120})$",
    re.IGNORECASE,
)
_OWN = re.compile(r"['’]s$")
_OWNED = re.compile(r"['’]s (?P<what>.+)$")
_THOSE = re.compile(r"^(?:those|that|the ones?) (?P<rest>.+)$", re.IGNORECASE)
_FIRST_NOUNS = re.compile(r"^(?P<nouns>.+?) (?:of|in|at|with|from|to|by|for|on|during)\b")

# "Which was larger?" is told by a number, "which came first?" by a date.
_BY_DATE = re.compile(r"\b(?:earlier|later|first|sooner)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(
    r"\b(?:larger|bigger|more|fewer|smaller|longer|shorter|higher|lower|greater|less)\b",
    re.IGNORECASE,
)


def parts_of(question: Question) -> list[Question]:
    """The questions that an English one is made of; empty where it is one."""
    if question.language != "en" or question.kind in ("documents", "authors", "each", "overview"):
        return []
    found = double_question(question.topic)
    if not found and question.kind in ("compare", "yes_no", "other"):
        found = sides(question.topic)
    return [_part(text) for text in found]


def one_of_each(question: Question) -> Question:
    """The question that is asked of each document by itself."""
    kind = kind_of(question.topic)
    return replace(question, kind="other" if kind in ("compare", "each") else kind)


def _part(text: str) -> Question:
    read = read_question(text, len(text))
    if _BY_DATE.search(text):
        return replace(read, kind="when")
    if _BY_NUMBER.search(text):
        return replace(read, kind="how_many")
    return replace(read, kind="other") if read.kind == "compare" else read


def double_question(text: str) -> list[str]:
    """The questions that `text` asks one after the other; empty where it is one.

    One that refers to what stands before it is no question by itself, and stays with it.

    >>> double_question("Where did they meet, and who came to the forum?")
    ['Where did they meet?', 'Who came to the forum?']
    >>> double_question("Who signed it and when was it signed?")
    []
    """
    asked = [part.strip(" ?.!,;") for part in _DOUBLE.split(text)]
    if len(asked) < 2 or any(len(part.split()) < 3 for part in asked):
        return []
    if any(_REFERS.search(part) for part in asked[1:]):
        return []
    return [f"{part[:1].upper()}{part[1:]}?" for part in asked]


def sides(text: str) -> list[str]:
    """One question for each side of a comparison; empty where its two sides are not seen.

    >>> sides("Which was larger, the forum or the roundtable?")
    ['Which was larger, the forum?', 'Which was larger, the roundtable?']
    >>> sides("How did Li's message to Lee compare with Zhao's?")
    ["Li's message to Lee?", "Zhao's message to Lee?"]
    >>> sides("Compare the gestures in Nara with those in Beijing.")
    ['the gestures in Nara?', 'the gestures in Beijing?']
    """
    plain = text.strip(" ?.!")
    for pattern in (_EITHER, _WITH_EITHER, _DIFFERENCE, _COMPARED, _COMPARE):
        found = pattern.match(plain)
        if found:
            asked, first = found["asked"], found["a"]
            second = _filled(found["b"], first)
            return [f"{asked}{side}?" for side in (first, second)]
    return []


def _filled(second: str, first: str) -> str:
    """The second side with what it leaves out after the first one."""
    owned, those = _OWNED.search(first), _THOSE.match(second)
    if owned and _OWN.search(second):
        return f"{second} {owned['what']}"
    if those and (nouns := _FIRST_NOUNS.match(first)):
        return f"{nouns['nouns']} {those['rest']}"
    return second
