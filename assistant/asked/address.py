"""What a person says around a question ("Fact check:", "Is that right?", "Please list them").

No document says such words: left in, they would speak against every answer.
"""

from __future__ import annotations

import re

from assistant.words.patterns import any_case
from index.lexical import analyze

_TRUE = r"(?:correct|right|true|accurate|so|wrong|exact)"
_CHECK_BEFORE = any_case(
    r"^(?:please |pls |quick )*(?:"
    r"(?:fact|double)[- ]?check|check|verify|confirm|true or false|right or wrong|"
    rf"is it(?: really| actually)? {_TRUE}(?= that|:)|"
    r"(?:can|could|may|would) (?:you|I|we) (?:please )?(?:confirm|verify|double[- ]check|check))"
    r"(?: that| whether| if| this)?[:,]? (?=\S+ \S+ \S)"
)
_CHECK_BEHIND = any_case(
    r"[,.;:?!”\"]{0,3}[ –—-]{1,3}(?:"
    rf"(?:is|was|are|were|would) (?:that|this|it|these)(?: [\w-]+)?(?: be)? (?:a |the )?{_TRUE}"
    r"(?: (?:number|figure|date|one|name))?|"
    r"(?:does|do|would) (?:that|this|it|these) (?:match|fit|agree|hold|tally|square|add up)\b[^?]*|"
    rf"(?<=[,.;:?!”\"–—-] )(?:(?:am I )?{_TRUE}|yes or no|true or false|right or wrong|"
    r"can you confirm(?: that| this)?))\s*[?.!]*$"
)
_WHO_SAYS = any_case(
    r"^(?:(?:our|my|the|this|one|a|some) (?:\w+ )?"
    r"(?:draft|notes?|memo|manuscript|slides?|colleagues?|boss|director|text|briefing)|"
    r"I|we|some(?:one|body)|he|she|they) "
    r"(?:have|has|had|says?|said|states?|claims?|mentions?|reads?|writes?|wrote|notes?|noted|heard|"
    r"thinks?|thought|believes?|saw|(?:was|were) told)(?: here| down)?(?: that|:)? "
)
_NOTED = any_case(
    r",? (?:in|on|from) (?:my|our) (?:\w+ )?(?:draft|notes?|memo|manuscript|slides?)\b"
)
# "My boss wants to know before Friday how many …"
_WANTS_TO_KNOW = any_case(
    r"^(?!(?:what|which|who|whom|whose|how|why|when|where|did|does|is|was|are|were)\b)"
    r"[^?!]{0,120}?(?:\b(?:wants?|wanted|needs?|needed|likes?|hop(?:e|es|ing)|trying|curious|have|has)"
    r" to (?:know|learn|find out|hear|check|see|understand|ask|write down)|"
    r"\b(?:wondering|asking|asked me|asked us|asks me|asks us)|"
    r"^do (?:you|we) (?:happen to )?know|^(?:any|no) idea|^(?:tell|remind) me)"
    r"(?:,? (?:before|by|for|until|today|tomorrow|now|again|urgently|quickly)\b[^,?]{0,30}?)?[,:]? "
    r"(?=(?:(?:in|at|on|by|with|for|to|from) )?(?:what|which|who|whom|whose|how|why|when|where)\b)"
)
_BY_THE_WAY = any_case(
    r",? (?:in the first place|to begin with|after all|at all|by the way)(?=[ ?.!]*$)"
)
_REQUEST = re.compile(r"(?<=[?.!]) [^?.!]{1,60}[.!]?$")
_ONLY_REQUESTS = frozenset(
    analyze(
        "please pls list name show give quote cite include like want need thanks thank me you "
        "all both each line sentence passage source date figure number overview detail"
    )
)


def without_address(text: str) -> str:
    """What is asked, or the statement that is to be checked.

    >>> without_address("Fact check: “Ann led 12 firms.”")
    'Ann led 12 firms.'
    >>> without_address("Our draft says that 14 pacts were signed in Rome. Is that number correct?")
    '14 pacts were signed in Rome'
    >>> without_address("Where did the talks fall short? Please list all.")
    'Where did the talks fall short?'
    >>> without_address("My boss wants to know before Friday how many firms came.")
    'how many firms came.'
    """
    statement = _statement(text)
    if statement is not None:
        return statement
    text = _BY_THE_WAY.sub("", _WANTS_TO_KNOW.sub("", text))
    request = _REQUEST.search(text)
    if request and set(analyze(request.group())) <= _ONLY_REQUESTS:
        return text[: request.start()]
    return text


def asks_to_check(text: str) -> bool:
    """Whether a statement is to be checked.

    >>> asks_to_check("They met in Rome, right?"), asks_to_check("Who checks it?")
    (True, False)
    """
    return _statement(text) is not None


def _statement(text: str) -> str | None:
    """The statement that a text wants checked; None where it wants none."""
    left = _CHECK_BEFORE.sub("", text)
    if (behind := _CHECK_BEHIND.search(left)) and behind.start() > 0:
        left = left[: behind.start()]
    if left == text:
        return None
    left = _NOTED.sub("", _WHO_SAYS.sub("", left.strip(" \"“”'")))
    return left.strip(' "“”') if len(analyze(left)) > 1 else None
