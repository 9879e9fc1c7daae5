"""Names joined by "and" of which each is asked for by itself, and a question for each.

"What did Ann and Bo say?" asks what Ann said and what Bo said (distributive coordination);
"What did Ann and Bo agree on?" asks one thing of both (joint coordination) and stays whole.
Huddleston and Pullum 2002, "The Cambridge Grammar of the English Language", ch. 15, 1.3.1.
"""

from __future__ import annotations

import re

from assistant.mentions import kind_of_name

_NAME = r"(?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|\d{1,2}\b))*(?<![’']s)"
_BOTH = rf"(?:both )?(?:the )?(?P<a>{_NAME}) and (?:the )?(?P<b>{_NAME})"

_SAYS = (
    r"say|tell|stress|emphasi[sz]e|express|promise|state|note|highlight|describe|explain|call|"
    r"write|mention|underline|warn|answer|respond|react|reply"
)
_HAS = r"hold|have|lead|head|represent|chair|occupy|run|rank|own"

# "What did Ann and Bo say about trade?", "Which posts do Ann and Bo hold?"
_SUBJECTS = re.compile(
    rf"^(?P<asked>(?i:what|which|how|why|where|when)\b[^,]*?) (?P<did>did|do|have) {_BOTH} "
    rf"(?:each )?(?P<says>(?:{_SAYS})\b.*|{_HAS})$"
)
# "Who are Ann and Bo?", "What are the posts of Ann and Bo?", but not "the relations of".
_ARE = re.compile(
    rf"^(?P<asked>(?i:who|what)) (?P<did>are|were) (?P<of>(?:the .*\b"
    rf"(?<!relations )(?<!ties )(?<!links )(?<!talks )(?<!differences )of )?){_BOTH}$"
)
# "When did she meet Ann and Bo?", "Where did she go in Peru and Chile?"
_OBJECTS = re.compile(
    rf"^(?P<asked>(?i:when|where|how long|on (?:what|which) (?:days?|dates?))\b.*?"
    rf"\b(?P<before>[a-z]+) ){_BOTH}$"
)
_JOINT = frozenset(["between", "among", "of", "and", "for"])
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
    >>> of_each_name("What did Peru and Chile say?"), of_each_name("When did I see Peru and Bo?")
    ([], [])
    """
    plain = text.strip(" ?.!")
    found = _SUBJECTS.match(plain) or _ARE.match(plain)
    # Countries speak and hold together: their names stand for what they do with each other.
    if found and "place" not in _kinds(found):
        words = {"of": "", "says": ""} | found.groupdict()
        asked, of = f"{words['asked']} {_OF_ONE[words['did']]}", words["of"]
        return [f"{asked} {of}{words[side]} {words['says']}".rstrip() + "?" for side in "ab"]
    found = _OBJECTS.match(plain)
    if found and found["before"] not in _JOINT and len(kinds := _kinds(found)) == 1:
        if found["before"] == "with" and kinds == {"place"}:
            return []
        return [f"{found['asked']}{found[side]}?" for side in "ab"]
    return []


def _kinds(found: re.Match[str]) -> set[str]:
    return {kind_of_name(found[side]) for side in "ab"}
