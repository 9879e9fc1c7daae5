"""Names joined by "and" of which each is asked for by itself, and a question for each.

"What did Ann and Bo say?" asks what Ann said and what Bo said (distributive coordination);
"What did Ann and Bo agree on?" asks one thing of both (joint coordination) and stays whole.
Huddleston and Pullum 2002, "The Cambridge Grammar of the English Language", ch. 15, 1.3.1.
"""

from __future__ import annotations

import re

from assistant.clauses import folded
from assistant.mentions import kind_of_name

_NAME = r"(?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|\d{1,2}\b))*(?<![’']s)"
_BOTH = rf"(?:both )?(?:the )?(?P<a>{_NAME}) and (?:the )?(?P<b>{_NAME})"

_EACH_SAYS = frozenset(
    ["say", "tell", "stress", "emphasize", "emphasise", "express", "promise", "state", "note", "highlight", "describe", "explain", "call", "write", "mention", "underline", "warn", "offer", "want", "demand", "seek"]
)
_EACH_HAS = frozenset(["hold", "have", "lead", "head", "represent", "chair", "occupy", "run", "rank", "own"])

# "What did Ann and Bo say about trade?", "Which posts do Ann and Bo hold?"
_SUBJECTS = re.compile(
    rf"^(?P<asked>(?i:what|which|how|why|where|when)\b[^,]*?) (?P<did>did|do|have) {_BOTH} "
    r"(?:each )?(?P<verb>[a-z]+)(?P<more>\b.*)$"
)
# "Who are Ann and Bo?", "What are the posts of Ann and Bo?"
_ARE = re.compile(rf"^(?P<asked>(?i:who|what)) (?P<did>are|were) (?P<of>(?:the .*\bof )?){_BOTH}$")
# "When did she meet Ann and Bo?", "Where did she go in Peru and Chile?"
_OBJECTS = re.compile(
    rf"^(?P<asked>(?i:when|where|how long|on (?:what|which) (?:days?|dates?))\b.*?"
    rf"\b(?P<before>[a-z]+) ){_BOTH}$"
)
_JOINT = frozenset(["between", "among", "of", "with", "and", "for"])
_OF_ONE = {"do": "does", "have": "has", "are": "is", "were": "was", "did": "did"}


def of_each_name(text: str) -> list[str]:
    """One question for each of two names; empty where they are asked for together.

    >>> of_each_name("What did Ann and Bo say about trade?")
    ['What did Ann say about trade?', 'What did Bo say about trade?']
    >>> of_each_name("Which posts do Ann Fern and Bo hold?")
    ['Which posts does Ann Fern hold?', 'Which posts does Bo hold?']
    >>> of_each_name("Who are Ann and Bo?")
    ['Who is Ann?', 'Who is Bo?']
    >>> of_each_name("When did she meet Ann and Bo?")
    ['When did she meet Ann?', 'When did she meet Bo?']
    >>> of_each_name("What did Ann and Bo agree on?"), of_each_name("When did Ann and Bo meet?")
    ([], [])
    """
    plain = text.strip(" ?.!")
    if found := _SUBJECTS.match(plain):
        if folded(found["verb"]) not in _EACH_SAYS | _EACH_HAS:
            return []
        asked, more = f"{found['asked']} {_OF_ONE[found['did']]}", f"{found['verb']}{found['more']}"
        return [f"{asked} {found[side]} {more}?" for side in "ab"]
    if found := _ARE.match(plain):
        return [f"{found['asked']} {_OF_ONE[found['did']]} {found['of']}{found[s]}?" for s in "ab"]
    found = _OBJECTS.match(plain)
    if not found or found["before"] in _JOINT:
        return []
    if kind_of_name(found["a"]) != kind_of_name(found["b"]):
        return []
    return [f"{found['asked']}{found[side]}?" for side in "ab"]
