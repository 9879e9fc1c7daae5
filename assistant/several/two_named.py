"""What is asked of two things in so many words: "about A and about B", "what does each do?"."""

from __future__ import annotations

import re

from assistant.several.completed import WITH
from assistant.words.clauses import folded, is_verb, upper_first
from assistant.words.grammar import ASKING
from assistant.words.mentions import kind_of_name
from assistant.words.name_shapes import TYPED
from assistant.words.patterns import any_case

# "What did Ann say about trade and about travel?"
_TWICE = any_case(
    rf"^(?P<asked>.*?)\b(?P<as>(?:{WITH}|of) )(?P<a>[^,]{{2,60}}?),? and "
    rf"(?:also )?(?P=as)(?P<b>[^,]{{2,60}})(?P<more>, .*)?$"
)
# "Ann Fern and Bo Dahl: what office does each of them hold?"
_EACH_OF = re.compile(
    rf"^(?P<a>(?:[Tt]he )?{TYPED}) and (?P<b>(?:the )?{TYPED})(?: ?[:–—-] ?| [^.:?]{{3,60}}\. )"
    r"(?P<asked>(?i:what|which|who|when|where|how)\b.*?)"
    r"\b(?i:each(?: of (?:them|the two))?|both of them)\b(?P<more>.*)$"
)
# "Where were the two talks held: the one with Ann and the one with Bo?"
_TWO_ONES = any_case(
    r"^(?P<ahead>.*?)\b(?:the )?(?:two|both) (?P<noun>\w+?)s (?P<more>[^:–—(-]*?)"
    rf"(?:,| ?[:–—(-]) ?the (?:one )?(?P<a>{WITH} [^,:)]{{2,40}}?),? and "
    rf"(?:the )?(?:one )?(?P<b>{WITH} [^,:)]{{2,40}})\)?$"
)
# "What did she learn by visiting Peru as opposed to visiting Chile?"
_OPPOSED = any_case(
    rf"^(?P<asked>.*\b(?P<as>\w+ing|{WITH}) )(?P<a>[^,]{{2,60}}?),? "
    r"(?:as opposed to|as against|rather than|unlike|versus|vs\.?|and not|in contrast to) (?P=as) "
    r"(?P<b>[^,]{2,60})(?P<more>, .*)?$"
)
# "Did trade do better in Peru than in Chile?", "Was Ann more helpful than Bo was?"
_BETTER = r"(?P<more>(?:more|less) (?:of )?|(?:better|worse|further)\b ?|\w{3,}?er )"
_DOING_BETTER = any_case(
    rf"^(?P<did>did|do|does|was|were|is|are) (?P<what>[^,]+?) {_BETTER}(?P<rest>[^,]*?)"
    rf"(?P<as>{WITH}) (?P<a>{TYPED}) than (?P=as) (?P<b>{TYPED})$"
)
_BETTER_THAN = re.compile(
    rf"^(?P<did>(?i:did|do|does|was|were|is|are)) (?P<a>{TYPED}) (?P<what>[^,]*?)"
    rf"(?i:more|less) (?P<rest>[^,]*?) than (?P<b>{TYPED})(?: (?:did|does|do|was|were|is|are))?$"
)
# "FTA talks and cultural exports – which moved forward and which didn't?"
_WHICH_AND_WHICH = any_case(
    r"^(?:(?:between|of) )?"
    r"(?!(?:when|while|after|before|as|according|at|in|on|if|with|since|during|given)\b)"
    r"(?P<a>[^,:;]{2,60}?) and (?P<b>[^,:;]{2,60}?)(?:[,:]| [–—-]) "
    r"(?P<asked>(?P<wh>which|where|what|who)\b [^,]{4,80}?),? (?:and|but) (?P=wh)"
    r" (?:\w+ )?(?:not|\w+n['’]t)\b[^,]{0,40}$"
)

# "Did Peru and Chile take the same line on fishing?"
_SAME_LINE = any_case(
    r"^(?:did|do|does|have|had) (?P<a>[^,]{2,60}?) and (?P<b>[^,]{2,60}?) "
    r"(?:take|have|hold|share|follow|pursue) "
    r"(?:the same|an? (?:similar|different|common)|different) "
    r"(?:line|view|position|stance|approach|opinion|policy)s? "
    r"(?P<on>(?:on|about|over|towards?|regarding) [^,]{2,60}?)(?: when [^,]+)?$"
)

# What is asked of each side where a pattern finds both; `{side}` is the one or the other.
_FORMS = (
    (_OPPOSED, "{asked}{side}{more}?"),
    (_BETTER_THAN, "{did} {side} {what}{rest}?"),
    (_DOING_BETTER, "How {did} {what} {rest}{as} {side}?"),
    (_EACH_OF, "{asked}{side}{more}?"),
    (_SAME_LINE, "{side} {on}?"),
)

# Names joined by "and" of which each is asked for by itself: "What did Ann and Bo say?" asks what
# Ann said and what Bo said (distributive coordination: Huddleston and Pullum 2002, ch. 15, 1.3.1);
# "What did Ann and Bo agree on?" asks one thing of both and stays whole.
_NAME = r"(?:[A-Z][\w.&’'-]*)(?: (?:[A-Z][\w.&’'-]*|\d{1,2}\b))*(?<![’']s)"
_BOTH = rf"(?:both )?(?:the )?(?P<a>{_NAME}) and (?:the )?(?P<b>{_NAME})"
_POSTS = r"(?P<post>post|office|position|rank|job|title|role|partner)s"

# What is asked of each; a statement "to each other" or "together" is made by both.
_EACH_NAME = (
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
_OF_EACH_NAME = tuple((re.compile(pattern), form) for pattern, form in _EACH_NAME)


def one_did_one_did_not(text: str) -> list[str]:
    """One question for each of two things of which one is asked to be so and one not.

    >>> one_did_one_did_not("Trade and travel: which moved on and which did not?")
    ['Trade: which moved on?', 'Travel: which moved on?']
    """
    found = _WHICH_AND_WHICH.match(text.strip(" ?.!"))
    if not found or any(is_verb(word) for side in "ab" for word in found[side].split()):
        return []
    return [f"{upper_first(found[side])}: {found['asked']}?" for side in "ab"]


def asked_of_both(plain: str) -> list[str]:
    """What is asked of two things by name: "about A and about B", "A and B: what does each …".

    >>> asked_of_both("Where were the two talks held - the one with Ann and the one with Bo")
    ['Where was the talk with Ann held?', 'Where was the talk with Bo held?']
    >>> asked_of_both("What did Ann and Bo say about trade")
    ['What did Ann say about trade?', 'What did Bo say about trade?']
    >>> asked_of_both("Which posts do Ann Fern and Bo hold")
    ['Which post does Ann Fern hold?', 'Which post does Bo hold?']
    >>> asked_of_both("Who are Ann and Bo"), asked_of_both("When did she meet Ann and Bo")
    (['Who is Ann?', 'Who is Bo?'], ['When did she meet Ann?', 'When did she meet Bo?'])
    >>> asked_of_both("Which Chilean partners did Ann Co and Bo Co sign with")[1]
    'Which Chilean partner did Bo Co sign with?'
    >>> asked_of_both("What did Ann and Bo agree on"), asked_of_both("When did Ann and Bo meet")
    ([], [])
    >>> asked_of_both("What did Ann and Bo say to each other")
    []
    """
    twice = _TWICE.match(plain)
    if twice and not any(is_verb(word) or folded(word) in ASKING for word in twice["b"].split()):
        as_, more = twice["as"], twice["more"] or ""
        return [f"{twice['asked']}{as_}{twice[side]}{more}?" for side in "ab"]
    if ones := _TWO_ONES.match(plain):
        ahead = re.sub(r"\bwere $", "was ", re.sub(r"\bare $", "is ", ones["ahead"]))
        more = ones["more"].strip()
        return [f"{ahead}the {ones['noun']} {ones[side]} {more}".strip() + "?" for side in "ab"]
    for pattern, form in (*_FORMS, *_OF_EACH_NAME):
        found = pattern.match(plain)
        if found and ((pattern, form) in _FORMS or _are_two_alike(found["a"], found["b"])):
            words = {name: words or "" for name, words in found.groupdict().items()}
            if "did" in words:
                words["did"] = words["did"].casefold()
            if words.get("more", "").strip() == "longer":
                form = form.replace("How ", "How long ")
            return [upper_first(form.format(side=words[side], **words)) for side in "ab"]
    return []


def _are_two_alike(one: str, other: str) -> bool:
    """Whether names are of one kind: countries speak together, and "Fern and Fern" is one firm."""
    return one != other and (kind_of_name(one) == "place") == (kind_of_name(other) == "place")
