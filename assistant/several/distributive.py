"""Names joined by "and" of which each is asked for by itself, and a question for each.

"What did Ann and Bo say?" asks what Ann said and what Bo said (distributive coordination);
"What did Ann and Bo agree on?" asks one thing of both (joint coordination) and stays whole.
Huddleston and Pullum 2002, "The Cambridge Grammar of the English Language", ch. 15, 1.3.1.
"""

from __future__ import annotations

import re

from assistant.words.mentions import kind_of_name

_NAME = r"(?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|\d{1,2}\b))*(?<![’']s)"
_BOTH = rf"(?:both )?(?:the )?(?P<a>{_NAME}) and (?:the )?(?P<b>{_NAME})"
_POSTS = r"(?P<post>post|office|position|rank|job|title|role|partner)s"

# What is asked of each; a statement "to each other" or "together" is made by both.
_ASKED_OF_BOTH = (
    (
        rf"^(?P<asked>(?i:what|how|why|where|when)) did {_BOTH} (?:each )?"
        r"(?P<says>(?:say|tell|answer|reply|respond|react|write)\b"
        r"(?!.*\b(?:each other|together|jointly|their|and)\b).*)$",
        "{asked} did {side} {says}?",
    ),
    (
        rf"^(?P<asked>(?i:which|what)) {_POSTS} do {_BOTH} (?P<holds>hold|have)$",
        "{asked} {post} does {side} {holds}?",
    ),
    (rf"^(?P<asked>(?i:who)) are {_BOTH}$", "{asked} is {side}?"),
    (
        rf"^(?P<asked>(?i:who|what)) are the {_POSTS} of {_BOTH}$",
        "{asked} is the {post} of {side}?",
    ),
    (
        rf"^(?P<asked>(?i:which|what)) (?P<whose>(?:\w+ )?)partners? did {_BOTH} (?:each )?"
        r"(?P<does>\w+ (?:up )?with)$",
        "{asked} {whose}partner did {side} {does}?",
    ),
    (
        rf"^(?P<asked>(?i:when|where|on (?:what|which) (?:day|date)s?) did .{{2,40}}? "
        rf"(?:meet|meet with|visit|see)) {_BOTH}$",
        "{asked} {side}?",
    ),
)
_FORMS = [(re.compile(pattern), form) for pattern, form in _ASKED_OF_BOTH]


def of_each_name(text: str) -> list[str]:
    """One question for each of two names; empty where they are asked for together.

    >>> of_each_name("What did Ann and Bo say about trade?")
    ['What did Ann say about trade?', 'What did Bo say about trade?']
    >>> of_each_name("Which posts do Ann Fern and Bo hold?")
    ['Which post does Ann Fern hold?', 'Which post does Bo hold?']
    >>> of_each_name("Who are Ann and Bo?")
    ['Who is Ann?', 'Who is Bo?']
    >>> of_each_name("Which Chilean partners did Ann Co and Bo Co sign with?")[1]
    'Which Chilean partner did Bo Co sign with?'
    >>> of_each_name("When did she meet Ann and Bo?")
    ['When did she meet Ann?', 'When did she meet Bo?']
    >>> of_each_name("What did Ann and Bo agree on?"), of_each_name("When did Ann and Bo meet?")
    ([], [])
    >>> of_each_name("What did Ann and Bo say to each other?")
    []
    """
    plain = text.strip(" ?.!")
    for pattern, form in _FORMS:
        found = pattern.match(plain)
        # Countries speak together, and "Fern and Fern" is one firm.
        if found and found["a"] != found["b"] and _are_alike(found["a"], found["b"]):
            return [form.format(side=found[side], **found.groupdict()) for side in "ab"]
    return []


def _are_alike(one: str, other: str) -> bool:
    return (kind_of_name(one) == "place") == (kind_of_name(other) == "place")
