"""Which rank somebody has: "What rank does Li have?" is told by "Li ranks second"."""

from __future__ import annotations

from assistant.words.grammar import ORDINALS
from assistant.words.kinds import is_title
from assistant.words.mentions import mentions
from assistant.words.patterns import any_case
from corpus.document import Span
from index.lexical import analyze

_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th)|number \w+|highest|lowest|last)"
_ASKS = any_case(
    r"\b(?:what|which) (?:rank|place) (?:does|did|do|has|is|was) (?P<who>[^?]+)|"
    r"\bwhere does (?P<where>[^?]+?) rank\b|\b(?P<whose>[^?]+?)[’']s? rank\b"
)
_RANKS = any_case(rf"\brank(?:s|ed|ing)? (?:as )?(?:the )?(?P<rank>{_ORDINAL})\b")


def whose_rank(text: str) -> frozenset[str]:
    """The tokens of the name of whoever's rank a question asks for; none where it asks for none.

    >>> sorted(whose_rank("What rank does Premier Li Qiang have?"))
    ['li', 'qiang']
    >>> whose_rank("Who ranks second?")
    frozenset()
    """
    asked = _ASKS.search(text)
    named = mentions(next(filter(None, asked.groups()))) if asked else []
    titles = {token for m in named if is_title(m.text) for token in analyze(m.text)}
    first = analyze(named[0].text) if named else []
    return frozenset(first[-2:]) - titles


def ranks_somebody(said: str) -> bool:
    """Whether a sentence tells a rank, be it whose it may.

    >>> ranks_somebody("Li ranks second."), ranks_somebody("Li came second to none.")
    (True, False)
    """
    return bool(_RANKS.search(said))


def tells_rank(who: frozenset[str], said: str) -> bool:
    """Whether a sentence tells the rank of somebody by name.

    >>> li, bo = frozenset(("li",)), frozenset(("bo",))
    >>> tells_rank(li, "Li ranks second."), tells_rank(bo, "Li ranks second.")
    (True, False)
    """
    return ranks_somebody(said) and not who.isdisjoint(analyze(said))


def rank_told(text: str, within: Span) -> Span | None:
    """The word for the rank in a sentence; None without one."""
    told = _RANKS.search(within.of(text))
    return within.part(*told.span("rank")) if told else None
