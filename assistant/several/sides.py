"""The two sides of a comparison, each as a question of its own."""

from __future__ import annotations

import re

from assistant.several.completed import WITH, asked_of_second, completed, event_named
from assistant.several.two_named import asked_of_both
from assistant.words.clauses import lower_first, upper_first
from assistant.words.name_shapes import TYPED
from assistant.words.patterns import any_case

_MORE = r"\b(?:more|less|first|most|\w+er)\b"
# "Which was bigger, A or B?": what is asked ends at the comma.
_EITHER = any_case(
    rf"^(?P<asked>[^,:]*{_MORE}[^,:]*[,:] )(?P<a>[^,]{{2,80}}?),? or (?P<b>[^,]{{2,80}})$"
)
# "Did it get further with A or with B?": both sides begin with the same word.
_WITH_EITHER = any_case(
    rf"^(?P<asked>.*{_MORE}.* )(?P<a>(?P<first>{WITH}) .{{2,60}}?),?"
    r" or (?P<b>(?P=first) .{2,60})$"
)
_DIFFERENCE = any_case(
    r"^(?:(?:what(?:['’]s| is| are)|describe|explain|name) )?(?:the )?(?:(?:main|key|biggest) )?"
    r"(?P<asked>)differ\w* between (?P<a>.{2,80}?) and (?P<b>.{2,80})$"
)
_COMPARED = any_case(
    r"^(?!(?:why|does|do|did|is|are|was|were|can)\b)(?:how (?:do|does|did|is|are|was|were) )?"
    r"(?P<asked>)(?P<a>.{2,120}?),? "
    r"(?:(?:compare[sd]?|differ(?:s|ed|ent)?|contrast(?:s|ed)?|stack(?:s|ed)? up|measure[sd]? up) "
    r"(?:with(?! (?:regard|respect) to)|to|from|against)|versus|vs\.?) (?P<b>.{2,120})$"
)
# "How does Ann's garden compare in size with Bo's?"
_COMPARED_IN = any_case(
    r"^how (?:do|does|did) (?P<a>.{2,80}?) (?:compare|differ) in (?P<measure>size|length|age) "
    r"(?:with|to|from) (?P<b>.{2,80})$"
)
_MEASURED_BY = {"size": "larger", "length": "longer", "age": "older"}
_COMPARE = any_case(
    r"^(?:(?:can|could|would) you )?(?:please )?(?:compare|contrast|(?:set|put)(?= .* (?:beside|"
    r"against|next to|alongside) )) (?P<asked>)(?P<a>.{2,120}?) "
    r"(?:with|to|and|against|beside|next to|alongside) (?P<b>.{2,120})$"
)
# "Compare the visits to Peru and Chile", "… the talk with Ann and that with Bo": not "with Ann".
_OWNED = rf"(?:the|his|her|their|its|that|those|(?-i:{TYPED})['’]s) (?:(?!with |to |and )[\w-]+ )"
_COMPARE_EACH = any_case(
    rf"^(?:compare|contrast) (?P<asked>)(?P<a>{_OWNED}{{1,3}}{WITH} (?-i:{TYPED})) and "
    rf"(?P<b>(?:{_OWNED}{{0,3}}{WITH} )?(?-i:{TYPED}))$"
)
# "How big was the forum next to the roundtable?"
_BESIDE = any_case(
    r"^(?P<asked>how (?:big|large|small|long|old|expensive|costly) (?:was|were|is|are) )"
    r"(?P<a>.{2,80}?),? (?:next to|beside|alongside|set against|against|relative to) "
    r"(?P<b>.{2,80})$"
)
_NUMEROUS = any_case(
    r"^(?:which|what) .*\bnumerous\b[^,:]*[,:] (?P<a>.{2,80}?),? or (?P<b>.{2,80})$"
)
# "Did they discuss it with both Peru and Chile?"
_BOTH = re.compile(
    rf"^(?P<asked>.*\b(?i:{WITH}) )both (?P<a>{TYPED}) and "
    rf"(?P<b>{TYPED})$"
)
# "Who was more helpful on trade, Ann or Bo?"
_MORE_HELPFUL = any_case(
    rf"^(?:who|which \w+) (?P<did>was|were|is|are|sounded|seemed) (?i:more|less) (?P<rest>[^,]*?)"
    rf"[,:] (?P<a>{TYPED}) or (?P<b>{TYPED})$"
)
_AS_TO = r"(?:when it (?:comes|came) to|in terms of|with (?:regard|respect) to|as regards)"
# "On trade, how did the talks in Peru differ from those in Chile?"
_ON = any_case(
    r"^(?!.*\b(?:what|which|whose)\b[^,]*,|in (?:general|short|other|particular|fact|brief|sum)\b)"
    rf"(?:(?:as for|{_AS_TO}) (?P<of>[^,]{{2,40}})|"
    r"(?P<on>(?:on|regarding|concerning|about|in) (?!.* and )[^,]{2,40})), "
)
# "How did the talks in Peru and in Chile differ on trade?"
_DIFFERING_ON = any_case(
    r"^(?P<asked>.*?\b(?:differ\w*|compare[sd]?|contrast\w*|(?<!\bto )stand)\b.*?) "
    r"(?:(?P<on>(?:on|over|regarding|concerning|(?<=differ )in) [^,]{2,60})|"
    rf"{_AS_TO} (?P<of>[^,]{{2,60}}))$"
)
# "Were there more delegates or executives?" asks for two counts,
_COUNTED = any_case(
    r"^(?:was|were|is|are|did|do|does|has|have|had)\b.*?\bmore (?P<a>[^,]{2,60}?),? or (?:more )?"
    r"(?P<b>[^,]{2,80})$"
)
# and so does "Did Li or Xi sign more pacts?".
_DOING_MORE = any_case(
    r"(?:^|, )(?P<did>did|do|does|has|have) (?P<a>[^,]{2,60}?) or (?P<b>[^,]{2,60}?) "
    r"(?P<verb>\w+) more (?P<what>[^,]{2,60})$"
)
_DIFFERING = any_case(
    r"^(?:how (?:do|does|did)|where (?:do|does|did)(?=.* stand\b)) (?P<asked>)(?P<a>.{2,80}?) and "
    r"(?P<b>.{2,80}?) (?:differ|stand|compare)\b"
)
# "…, and on what dates?" after a comparison asks for what tells it.
_ALSO = any_case(r",? and (?:\w+ )?(?:what|which|when|how|why)\b[^,]{0,40}$")
# "what Ann and Bo each offered"
_EACH = re.compile(rf"(?P<both>\b{TYPED} and {TYPED}) each (?!of\b)")
_NUMBER_OF = any_case(r"^the (?:number|count|total) of ")
_ONE = any_case(r"\bone\b")

# "Which event was larger, …" says nothing of its sides; "which drew more guests" does.
_BARE = any_case(
    r"^(?:which|what|who)(?: of the (?:two|both) (?P<one>\w+)s|"
    r" (?P<noun>\w+)(?: of [^,]{2,40}|(?: \w+['’]s)? \w+ \w+)?)?"
    r" (?:was|is|were|are|came|comes|happened|lasted|took(?: place)?|went on|(?:drew|had|saw) an?)"
    r"(?: the)?"
    r" (?P<more>\w+)(?: (?P<what>\w+))?[,:]? $"
)
# "Did Lee spend more days in Peru or in Chile?"
_SPENDING_MORE = any_case(
    r"^(?:did|does|do|has|have|will) (?P<who>[^,]{2,60}?) (?:spend|spent|stay|stayed) "
    r"(?:more|longer|less)(?: (?:time|days|nights|hours|weeks))? "
    rf"(?P<a>(?P<as>{WITH}) {TYPED}),? or (?P<b>(?P=as) {TYPED})$"
)
# "Was the forum larger than the roundtable?"
_THAN = any_case(
    r"^(?:was|were|is|are|did|does) (?P<a>[^,]{2,60}?) (?:last |come |begin |take place )?"
    r"(?P<more>\w+) than (?P<b>[^,]{2,60})$"
)
_ASKED_OF = {
    "larger bigger smaller greater largest biggest": "How large was",
    "longer shorter longest shortest": "How long was",
    "earlier later sooner first": "When was",
    "older younger oldest youngest": "How old is",
}
_TWO_SIDES = (
    _EITHER,
    _WITH_EITHER,
    _BESIDE,
    _DIFFERENCE,
    _COMPARED,
    _DIFFERING,
    _COMPARE_EACH,
    _COMPARE,
    _BOTH,
)


def sides(text: str) -> list[str]:
    """One question for each side of a comparison; empty where its two sides are not seen.

    >>> sides("Which was larger, the forum or the roundtable?")
    ['How large was the forum?', 'How large was the roundtable?']
    >>> sides("Were there more Korean or more Chinese firms at the forum?")
    ['How many Korean firms at the forum?', 'How many Chinese firms at the forum?']
    >>> sides("How did Li's message to Lee compare with Zhao's?")
    ["Li's message to Lee?", "Zhao's message to Lee?"]
    >>> sides("Compare the gestures in Nara with those in Beijing.")
    ['the gestures in Nara?', 'the gestures in Beijing?']
    """
    plain = _EACH.sub(r"\g<both> ", _ALSO.sub("", text.strip(" ?.!")))
    ahead = _ON.match(plain)
    if ahead and (both := sides(plain[ahead.end() :])):
        return [f"{side.rstrip('?')} {_on(ahead)}?" for side in both]
    behind = _DIFFERING_ON.match(plain)
    both = sides(behind["asked"]) if behind else []
    # "How does the talk on trade compare with that on fish?": each side has its own "on".
    if behind and both and f" {_on(behind).split()[0]} " not in both[0]:
        return [f"{side.rstrip('?')} {_on(behind)}?" for side in both]
    if counted := _counts(plain):
        return counted
    if helpful := _MORE_HELPFUL.match(plain):
        did = upper_first(helpful["did"].casefold())
        return [f"{did} {helpful[side]} {helpful['rest']}?" for side in "ab"]
    if measured := _COMPARED_IN.match(plain):
        asks = _asks(_MEASURED_BY[measured["measure"].lower()])
        return [f"{asks} {side}?" for side in completed(measured["a"], measured["b"])]
    if (than := _THAN.match(plain)) and (asks := _asks(than["more"])):
        return [f"{asks} {side}?" for side in completed(than["a"], than["b"])]
    for pattern in _TWO_SIDES:
        found = pattern.match(plain)
        if found and (other := asked_of_second(found["a"], found["b"])):
            return [f"{found['a']}?", other]
        if found:
            return _each_asked(found["asked"], completed(found["a"], found["b"]))
    return asked_of_both(plain)


def _on(found: re.Match[str]) -> str:
    """What two sides are compared on, with a preposition before it."""
    on = found["on"] or f"on {found['of']}"
    return lower_first(on)


def _counts(plain: str) -> list[str]:
    """The two counts that tell what is more."""
    if numerous := _NUMEROUS.match(plain):
        return [f"How many {numerous[side].removeprefix('the ')}?" for side in "ab"]
    if spending := _SPENDING_MORE.match(plain):
        return [f"How long was {spending['who']} {spending[side]}?" for side in "ab"]
    if doing := _DOING_MORE.search(plain):
        what, did, verb = doing["what"], doing["did"].casefold(), doing["verb"]
        return [f"How many {what} {did} {doing[side]} {verb}?" for side in "ab"]
    if counted := _COUNTED.match(plain):
        a, b = counted["a"], counted["b"]
        if " " not in a:  # "bilateral or commercial agreements"
            a = " ".join([a, *b.split()[1:]])
        return [f"How many {side}?" for side in (a, b)]
    return []


def _each_asked(asked: str, both: tuple[str, str]) -> list[str]:
    """What is `asked` of one side and of the other."""
    if _NUMBER_OF.match(both[0]):
        return [f"How many {_NUMBER_OF.sub('', side)}?" for side in both]
    bare = _BARE.match(asked)
    if bare is None:
        return [f"{asked}{side}?" for side in both]
    if noun := bare["noun"] or bare["one"]:
        a, b = (noun.join(_ONE.split(side)) for side in both)
        both = (event_named(noun, a), event_named(noun, b))
    of = f" the {bare['what']} of" if bare["what"] else ""
    asks = _asks(bare["more"])
    return [f"{asks}{of} {side}?" if asks else f"{asked}{side}?" for side in both]


def _asks(more: str) -> str | None:
    """How the question begins that tells what is `more`."""
    return next(
        (asks for words, asks in _ASKED_OF.items() if more.casefold() in words.split()), None
    )


# Korean joins what is compared by a particle: word for word in English it stands as "A and B" in
# the middle of what is asked of both.
_KOREAN_NAME = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
_KOREAN_JOINED = re.compile(
    rf"(?P<asked>.*?)(?P<a>{_KOREAN_NAME}(?P<noun>(?: [a-z]+)?)) and (?P<b>{_KOREAN_NAME}(?P=noun))"
    r"(?P<more>\b.*)$"
)
_KOREAN_FRAME = re.compile(
    r"^(?:What|How|Who)?(?: (?:is|was|does|did))?(?: (?:compare|difference|different))?(?: of)? ?"
)
_KOREAN_SAID = re.compile(r"\b(?:remarks?|words|statements?|said)\b")
_KOREAN_BARE = re.compile(r"^(?:(?:compare|differences?) ?)*(?:of|in|between)? ?$")


def korean_sides(english: str) -> list[str]:
    """One question for each side; empty where its two sides are not seen.

    Args:
        english: the question, put into English word for word.

    >>> korean_sides("What compare tone of Lima summit and Oslo summit?")
    ['What is tone of Lima summit?', 'What is tone of Oslo summit?']
    >>> korean_sides("What is difference of Lima summit and Oslo summit?")
    ['What was the outcome of Lima summit?', 'What was the outcome of Oslo summit?']
    >>> korean_sides("What compare remarks of Premier Bo and Chairman Dahl?")
    ['What did Premier Bo say?', 'What did Chairman Dahl say?']
    """
    joined = _KOREAN_JOINED.match(english.rstrip(" ?"))
    if joined is None:
        return []
    asked, more = _KOREAN_FRAME.sub("", joined["asked"]), joined["more"]
    if _KOREAN_SAID.search(asked):
        return [f"What did {joined[side]} say{more}?" for side in "ab"]
    if _KOREAN_BARE.match(asked):
        return [f"What was the outcome of {joined[side]}{more}?" for side in "ab"]
    return [f"What is {asked}{joined[side]}{more}?" for side in "ab"]
