"""Names and dates by their shape: what looks like one, whatever it is a name of."""

from __future__ import annotations

import re

from assistant.words.grammar import MONTH, NO_NAMES
from index.lexical import STOPWORDS

_BRIDGE = r"(?: of the | of | for | |-)"
_WORD = r"(?:(?:[A-Z]\w*-)*(?:[A-Z]\.){2,}|[A-Z][\w’'-]*(?: \d{1,2}(?![\w.,%–-]))?)"
NAME = re.compile(rf"\b{_WORD}(?:(?<![’']s){_BRIDGE}{_WORD})*")
TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:[–-]\d{{1,2}})? )?(?:{MONTH})\b"
    r"(?: \d{1,2}(?:[–-]\d{1,2})?\b)?(?:,? \d{4})?"
    r"|\b(?:19|20)\d{2}\b"
)
# A name of many hyphens can be cut in many ways: what it has taken, it does not give back (`?>`).
INSIDE = re.compile(rf"(?:(?<=[a-z,] )|(?<=\())((?>{NAME.pattern}))")
"""A name that does not begin a sentence: there, any word has a capital."""
PLACED = re.compile(rf"\b(?:in|near|toward|towards) ((?>{NAME.pattern}))")
SAID_OF_NAME = re.compile(rf"(?: is| was|,)(?: an?| the)? ((?>{NAME.pattern}))")
"""What a name is, behind it: "Ellen Kim is Director of …", "Ann Bo, Professor of …"."""

TYPED = r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)*"
"""A pattern of a name in a question: words with capitals, one after the other."""
ALONE = r"(?:the )?(?P<name>(?-i:[A-Z][\w.-]*(?: [A-Z][\w.-]*)*))\W*$"
"""A pattern of a name with which a question ends, in any case for what stands before it."""

POSSESSIVE = re.compile(r"[’']s?$")

NAMELESS = STOPWORDS | NO_NAMES
"""Words that are no name, whatever their capital; folded."""


def folded_name(name: str) -> str:
    """A name as the lists hold it.

    >>> folded_name("Peru’s"), folded_name("Acme,")
    ('peru', 'acme')
    """
    return POSSESSIVE.sub("", name).rstrip(",;:").casefold()
