"""Which rank somebody has: "What rank does Li have?" is told by "Li ranks second".

And the largest of them is not the second-largest.
"""

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


_SUPERLATIVE = any_case(
    rf"\b(?:(?P<rank>{'|'.join(ORDINALS[1:])}|next|\d+(?:st|nd|rd|th))[ -])?"
    r"(?P<most>(?:larg|bigg|great|high|small|low|old|young|long|short|rich|poor|strong|weak|busi|"
    r"fast|clos|new)est|(?:most|least) \w+)\b"
)


def ranks_otherwise(asked: str, said: str) -> bool:
    """Whether a sentence tells the second-largest only where the largest is asked for.

    >>> ranks_otherwise("Who is the largest buyer?", "Peru is the second-largest buyer.")
    True
    >>> ranks_otherwise("Who is the largest buyer?", "Peru is the largest buyer.")
    False
    """
    wanted, told = _degrees(asked), _degrees(said)
    return any(most in told and ranks.isdisjoint(told[most]) for most, ranks in wanted.items())


def _degrees(text: str) -> dict[str, set[str]]:
    """Superlative -> the ranks that a text gives it, empty for the first."""
    found: dict[str, set[str]] = {}
    for degree in _SUPERLATIVE.finditer(text.casefold()):
        found.setdefault(degree["most"], set()).add(degree["rank"] or "")
    return found


def rank_told(text: str, within: Span) -> Span | None:
    """The word for the rank in a sentence; None without one."""
    told = _RANKS.search(within.of(text))
    return within.part(*told.span("rank")) if told else None
