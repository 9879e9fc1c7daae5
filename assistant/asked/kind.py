"""The kind of answer that a question asks for: somebody, a date, a number, yes or no."""

from __future__ import annotations

import re
from typing import Literal

from assistant.asked.document_words import EVERY, SAYS_EACH, TEXT
from assistant.asked.library_facts import PATTERNS, Fact
from assistant.words.grammar import AUXILIARIES
from assistant.words.patterns import any_case

Kind = Literal[
    "who",
    "when",
    "where",
    "how_many",
    "why",
    "yes_no",
    "compare",
    "each",
    "overview",
    "other",
    "differences",
    Fact,
]
OF_DOCUMENTS: frozenset[Kind] = frozenset(kind for kind, _ in PATTERNS)
"""Kinds that ask for what is known of the documents as such."""

ABOUT_LIBRARY: frozenset[Kind] = OF_DOCUMENTS | {"differences"}
"""Kinds that ask about the library and not about its subject."""

GATHERING: frozenset[Kind] = ABOUT_LIBRARY | {"compare", "each", "overview"}
"""These, and kinds that ask for more than one thing."""

COMPARE = (
    "compare", "compares", "compared", "comparison", "contrast", "differ", "differs", "differed",
    "difference", "differences", "different", "versus", "vs",
)  # fmt: skip
"""Each of these asks for a comparison, whatever stands around it."""

# First match wins.
_KINDS: tuple[tuple[Kind, str], ...] = (
    *PATTERNS,
    (
        # Wherever they do: "How do they differ on trade?" is a question about trade.
        "differences",
        r"^\W*(?:(?:where|what|how|on what|about what|in what|do|are)\b[^,?]{0,30} "
        rf"(?:{TEXT}|author)s "
        r"(?:ever )?(?:disagree|differ|contradict|diverge|conflict)s?"
        r"(?: (?:about|on|over|in|with each other|from each other|each other|anywhere))?|"
        r"(?:(?:what|which|are there|is there|list|show me)\b[^,?]{0,30} )?"
        r"(?:differences?|disagreements?|contradictions?|discrepanc(?:y|ies))(?: are there)? "
        rf"(?:between|among|of|in) (?:the |these |both )?(?:two )?(?:{TEXT}|author)s)\W*$",
    ),
    (
        "each",
        rf"\b{EVERY}(?!\w)|{SAYS_EACH.pattern}|"
        rf"\b(do|did|how|what) the ({TEXT}s\b|(authors|writers) conclude\W*$)|"
        r"\bcompare (what|how) (they|both|the two)\b|"
        rf"\bcompare the two on\b|\bwhich (of the \w+ )?{TEXT}s? "
        r"(is|says?|mentions?|gives?|calls?|puts?|takes?|describes?|discusse?s?|covers?)\b",
    ),
    (
        "compare",
        rf"\b({'|'.join(COMPARE)}|(?:stack|measure)[sd]?(?:ed)? up (?:against|to|with))\b|"
        r"\b(more|less|fewer|bigger|larger|longer|shorter|higher|lower|earlier|later|first|\w+er)\b"
        r".{0,80}[,:] .{2,60} or .{2,60}\?|\bmore \w+.{0,40} or (more )?\w+",
    ),
    (
        "how_many",
        r"\bhow (many|much|large|big|often|long|old)\b|"
        r"\bwhat (share|percentage|percent|proportion|number|amount|fraction)\b",
    ),
    ("when", r"\b(when|(what|which) (date|day|month|year|time|week)s?|since when)\b"),
    ("who", r"\b(who|whom|whose)\b"),
    (
        "where",
        r"\b(where(?!.{3,60}\b(?:head(?:ing|ed)\b(?! to\b)|going\W*$))|(which|what) (city|cities|"
        r"place|country|countries|town|venue|location|building|region|province|hometown)s?|"
        r"what (is|was|were) the (venue|location|place|site))\b",
    ),
    ("why", r"\b(why|for what reason|what (is|was|were) the reasons?|how come|what explains)\b"),
    (
        "overview",
        r"\b(summari[sz]e|summary|sum up|overview|outcomes?|came out of|tell me about|in short|"
        r"gist|bottom line|upshot|in a nutshell|rundown|run-?through|recap|outline|"
        r"walk me through|brief me|"
        r"(?:big|overall|whole|general) (?:picture|story)|in (?:broad|general) terms|"
        r"how did .{3,80} (?:go|turn out)\b(?! (?:to|into|from|on|back|home))|"
        r"results? of .{0,40}\b(?:summit|meeting|visit|trip|tour|journey)s?\b|"
        r"(main|key) (points?|conclusions?|takeaways|messages?))\b|\bwhat (is|are) .{3,60} about\b|"
        r"\bwhat do(es)? .{0,40}\bdocuments?\b",
    ),
    (
        "yes_no",
        r"^\W*(is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)(n['’]?t)?\b",
    ),
)

_IN_CLAUSES = frozenset(("when", "where"))
ASKING = any_case(r"\b(?:what|which|who|whom|whose|how|why|when|where)\b")
_PEOPLE = any_case(r"^(?!.*\bnames? of\b).*\b(?:people|men|women|those|[a-z]{4,}s) $")
_ASKED_FOR = any_case(
    r"\b(?:date|day|time|year|month|place|city|country|town|building|venue|and|or|know|tell \w+) $"
)


def kind_of(text: str) -> Kind:
    """The kind of answer that `text` asks for.

    >>> kind_of("In which city did they meet?"), kind_of("Who wrote this?")
    ('where', 'authors')
    >>> kind_of("What became of the people who left?")
    'other'
    """
    for kind, pattern in _KINDS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match and not (
            (kind in _IN_CLAUSES and _opens_clause(text, match.start()))
            or (kind == "who" and _relates(text, match.start()))
        ):
            return kind
    return "other"


def _relates(text: str, start: int) -> bool:
    """Whether a "who" only says which people are meant: "Why did those who …"."""
    first = ASKING.search(text)
    return bool(first and first.start() < start and _PEOPLE.search(text[:start]))


def _opens_clause(text: str, start: int) -> bool:
    """Whether a "when" or "where" only opens a clause: "What did Li stress when they met?".

    "The date when they met" asks for one.
    """
    first = ASKING.search(text)
    asked_before = bool(first and first.start() < start)
    asked_before = asked_before or text.split()[0].lower() in AUXILIARIES  # "Did Li when he met"
    return asked_before and not _ASKED_FOR.search(text[:start])
