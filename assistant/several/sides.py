"""The two sides of a comparison, each as a question of its own."""

from __future__ import annotations

import re

from assistant.words.clauses import clause_of, folded, is_verb
from assistant.words.grammar import ASKING
from assistant.words.mentions import kind_of_name
from assistant.words.same_things import things

_MORE = r"\b(?:more|less|fewer|further|first|most|\w+er)\b"
_WITH = r"(?:with|in|at|to|from|on|by|for|under|about)"
# "Which was bigger, A or B?": what is asked ends at the comma.
_EITHER = re.compile(
    rf"^(?P<asked>[^,:]*{_MORE}[^,:]*[,:] )(?P<a>[^,]{{2,80}}?),? or (?P<b>[^,]{{2,80}})$",
    re.IGNORECASE,
)
# "Did it get further with A or with B?": both sides begin with the same word.
_WITH_EITHER = re.compile(
    rf"^(?P<asked>.*{_MORE}.* )(?P<a>(?P<first>{_WITH}) .{{2,60}}?),?"
    r" or (?P<b>(?P=first) .{2,60})$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"^(?:(?:what(?:['’]s| is| are)|describe|explain|name) )?(?:the )?(?:(?:main|key|biggest) )?"
    r"(?P<asked>)differ\w* between (?P<a>.{2,80}?) and (?P<b>.{2,80})$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"^(?!(?:why|does|do|did|is|are|was|were|can)\b)(?:how (?:do|does|did|is|are|was|were) )?"
    r"(?P<asked>)(?P<a>.{2,120}?),? "
    r"(?:(?:compare[sd]?|differ(?:s|ed|ent)?|contrast(?:s|ed)?) (?:with|to|from|against)|"
    r"versus|vs\.?) (?P<b>.{2,120})$",
    re.IGNORECASE,
)
# "How does Ann's garden compare in size with Bo's?"
_COMPARED_IN = re.compile(
    r"^how (?:do|does|did) (?P<a>.{2,80}?) (?:compare|differ) in (?P<measure>size|length|age) "
    r"(?:with|to|from) (?P<b>.{2,80})$",
    re.IGNORECASE,
)
_MEASURED_BY = {"size": "larger", "length": "longer", "age": "older"}
_COMPARE = re.compile(
    r"^(?:(?:can|could|would) you )?(?:please )?(?:compare|contrast|(?:set|put)(?= .* (?:beside|"
    r"against|next to|alongside) )) (?P<asked>)(?P<a>.{2,120}?) "
    r"(?:with|to|and|against|beside|next to|alongside) (?P<b>.{2,120})$",
    re.IGNORECASE,
)
_NUMEROUS = re.compile(
    r"^(?:which|what) .*\bnumerous\b[^,:]*[,:] (?P<a>.{2,80}?),? or (?P<b>.{2,80})$", re.IGNORECASE
)
_NAME = r"(?:[A-Z][\w.&’'-]*)(?: [A-Z][\w.&’'-]*)*"
# "Did they discuss it with both Peru and Chile?"
_BOTH = re.compile(
    rf"^(?P<asked>.*\b(?i:{_WITH}) )both (?P<a>{_NAME}) and "
    rf"(?P<b>{_NAME})$"
)
# "What did Ann say about trade and about travel?"
_TWICE = re.compile(
    rf"^(?P<asked>.*?)\b(?P<as>(?:{_WITH}|of) )(?P<a>[^,]{{2,60}}?),? and "
    rf"(?:also )?(?P=as)(?P<b>[^,]{{2,60}})(?P<more>, .*)?$",
    re.IGNORECASE,
)
# "Ann Fern and Bo Dahl: what office does each of them hold?"
_EACH_OF = re.compile(
    rf"^(?P<a>(?:[Tt]he )?{_NAME}) and (?P<b>(?:the )?{_NAME})(?: ?[:–—-] ?| [^.:?]{{3,60}}\. )"
    r"(?P<asked>(?i:what|which|who|when|where|how)\b.*?)"
    r"\b(?i:each(?: of (?:them|the two))?|both of them)\b(?P<more>.*)$"
)
# "What did she learn by visiting Peru as opposed to visiting Chile?"
_OPPOSED = re.compile(
    rf"^(?P<asked>.*\b(?P<as>\w+ing|{_WITH}) )(?P<a>[^,]{{2,60}}?),? "
    r"(?:as opposed to|rather than|unlike|versus|vs\.?|and not|in contrast to) (?P=as) "
    r"(?P<b>[^,]{2,60})(?P<more>, .*)?$",
    re.IGNORECASE,
)
# "Did trade do better in Peru than in Chile?", "Was Ann more helpful than Bo was?"
_BETTER = r"(?P<more>(?:more|less) (?:of )?|(?:better|worse|further)\b ?|\w{3,}?er )"
_DOING_BETTER = re.compile(
    rf"^(?P<did>did|do|does|was|were|is|are) (?P<what>[^,]+?) {_BETTER}(?P<rest>[^,]*?)"
    rf"(?P<as>{_WITH}) (?P<a>{_NAME}) than (?P=as) (?P<b>{_NAME})$",
    re.IGNORECASE,
)
_BETTER_THAN = re.compile(
    rf"^(?P<did>(?i:did|do|does|was|were|is|are)) (?P<a>{_NAME}) (?P<what>[^,]*?)"
    rf"(?i:more|less) (?P<rest>[^,]*?) than (?P<b>{_NAME})(?: (?:did|does|do|was|were|is|are))?$"
)
# "Who was more helpful on trade, Ann or Bo?"
_MORE_HELPFUL = re.compile(
    rf"^(?:who|which \w+) (?P<did>was|were|is|are|sounded|seemed) (?i:more|less) (?P<rest>[^,]*?)"
    rf"[,:] (?P<a>{_NAME}) or (?P<b>{_NAME})$",
    re.IGNORECASE,
)
# "On trade, how did the talks in Peru differ from those in Chile?"
_ON = re.compile(
    r"^(?!.*\b(?:what|which|whose)\b[^,]*,|in (?:general|short|other|particular|fact|brief|sum)\b)"
    r"(?:(?P<on>(?:on|regarding|concerning|about|in) (?!.* and )[^,]{2,40})|"
    r"(?:as for|when it comes to) "
    r"(?P<of>[^,]{2,40})), ",
    re.IGNORECASE,
)
# "How did the talks in Peru and in Chile differ on trade?"
_DIFFERING_ON = re.compile(
    r"^(?P<asked>.*?\b(?:differ\w*|compare[sd]?|contrast\w*|(?<!\bto )stand)\b.*?) "
    r"(?P<on>(?:on|over|regarding|concerning|in terms of|with regard to|when it comes to|"
    r"(?<=differ )in) [^,]{2,60})$",
    re.IGNORECASE,
)
# "FTA talks and cultural exports – which moved forward and which didn't?"
_WHICH_AND_WHICH = re.compile(
    r"^(?:(?:between|of) )?"
    r"(?!(?:when|while|after|before|as|according|at|in|on|if|with|since|during|given)\b)"
    r"(?P<a>[^,:;]{2,60}?) and (?P<b>[^,:;]{2,60}?)(?:[,:]| [–—-]) "
    r"(?P<asked>(?P<wh>which|where|what|who)\b [^,]{4,80}?),? (?:and|but) (?P=wh)"
    r" (?:\w+ )?(?:not|\w+n['’]t)\b[^,]{0,40}$",
    re.IGNORECASE,
)
_ENDS_WITH_NAME = re.compile(rf"^(?P<asked>.* {_WITH} )(?:the )?(?P<name>{_NAME})(?<!['’]s)$")
_BARE_NAME = re.compile(rf"(?:the )?(?P<name>{_NAME})(?<!['’]s)")
_ENDS_IN_NAME = re.compile(
    rf"(?P<ahead>(?:(?i:what|how|why|where) )?(?:[a-z][\w ]* (?:of|at|in|from|during) )?)"
    rf"(?:the )?{_NAME}"
)
_PLACED = re.compile(rf"(?P<as>{_WITH}) (?:the )?{_NAME}")
_OF = re.compile(r" (?:of|at|in|from|during) $")
_NAME_AND_MORE = re.compile(rf"{_NAME} (?P<more>[a-z].*)")
# "the Chile summit", "its dealings with Chile"
_THING = re.compile(
    rf"(?:(?:the|its|their|his|her) )?(?:[\w.&’'-]+ ){{0,2}}?(?P<head>[a-z]+)(?: {_WITH} {_NAME})?"
)
_PREPOSITION = re.compile(rf"\b(?:of|{_WITH}) ")
# "Were there more delegates or executives?" asks for two counts,
_COUNTED = re.compile(
    r"^(?:was|were|is|are|did|do|does|has|have|had)\b.*?\bmore (?P<a>[^,]{2,60}?),? or (?:more )?"
    r"(?P<b>[^,]{2,80})$",
    re.IGNORECASE,
)
# and so does "Did Li or Xi sign more pacts?".
_DOING_MORE = re.compile(
    r"(?:^|, )(?P<did>did|do|does|has|have) (?P<a>[^,]{2,60}?) or (?P<b>[^,]{2,60}?) "
    r"(?P<verb>\w+) more (?P<what>[^,]{2,60})$",
    re.IGNORECASE,
)
_DIFFERING = re.compile(
    r"^(?:how (?:do|does|did)|where (?:do|does|did)(?=.* stand\b)) (?P<asked>)(?P<a>.{2,80}?) and "
    r"(?P<b>.{2,80}?) (?:differ|stand)\b",
    re.IGNORECASE,
)
# "…, and on what dates?" after a comparison asks for what tells it.
_ALSO = re.compile(r",? and (?:\w+ )?(?:what|which|when|how|why)\b[^,]{0,40}$", re.IGNORECASE)
_NUMBER_OF = re.compile(r"^the (?:number|count|total) of ", re.IGNORECASE)
_OWN = re.compile(r"['’]s$")
_OWNED = re.compile(r"['’]s (?P<what>.+)$")
_THOSE = re.compile(r"^(?:those|that|the ones?) (?P<rest>.+)$", re.IGNORECASE)
_FIRST_NOUNS = re.compile(r"^(?P<nouns>.+?) (?:of|in|at|with|from|to|by|for|on|during)\b")
_ONE = re.compile(r"\bone\b", re.IGNORECASE)

# "Which event was larger, …" says nothing of its sides; "which drew more guests" does.
_BARE = re.compile(
    r"^(?:which|what|who)(?: (?P<noun>\w+)(?: of [^,]{2,40}|(?: \w+['’]s)? \w+ \w+)?)?"
    r" (?:was|is|were|are|came|comes|happened|lasted|took place|(?:drew|had|saw) an?)(?: the)?"
    r" (?P<more>\w+)(?: (?P<what>\w+))?[,:]? $",
    re.IGNORECASE,
)
# "Was the forum larger than the roundtable?"
_THAN = re.compile(
    r"^(?:was|were|is|are|did|does) (?P<a>[^,]{2,60}?) (?:last |come |begin |take place )?"
    r"(?P<more>\w+) than (?P<b>[^,]{2,60})$",
    re.IGNORECASE,
)
_EVENTS = (["=visit"], ["=meeting"], ["stop"], ["leg"])
_ASKED_OF = {
    "larger bigger smaller greater largest biggest": "How large was",
    "longer shorter longest shortest": "How long was",
    "earlier later sooner first": "When was",
    "older younger oldest youngest": "How old is",
}


# What is asked of each side where a pattern finds both; `{side}` is the one or the other.
_FORMS = (
    (_OPPOSED, "{asked}{side}{more}?"),
    (_BETTER_THAN, "{did} {side} {what}{rest}?"),
    (_DOING_BETTER, "How {did} {what} {rest}{as} {side}?"),
    (_EACH_OF, "{asked}{side}{more}?"),
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
    plain = _ALSO.sub("", text.strip(" ?.!"))
    ahead = _ON.match(plain)
    if ahead and (both := sides(plain[ahead.end() :])):
        on = ahead["on"] or f"on {ahead['of']}"
        on = f"{on[:1].lower()}{on[1:]}"
        return [f"{side.rstrip('?')} {on}?" for side in both]
    behind = _DIFFERING_ON.match(plain)
    if behind and (both := sides(behind["asked"])):
        return [f"{side.rstrip('?')} {behind['on']}?" for side in both]
    if counted := _counts(plain):
        return counted
    if helpful := _MORE_HELPFUL.match(plain):
        did = _opened(helpful["did"].casefold())
        return [f"{did} {helpful[side]} {helpful['rest']}?" for side in "ab"]
    if measured := _COMPARED_IN.match(plain):
        asks = _asks(_MEASURED_BY[measured["measure"].lower()])
        return [f"{asks} {side}?" for side in _whole(measured["a"], measured["b"])]
    if (than := _THAN.match(plain)) and (asks := _asks(than["more"])):
        return [f"{asks} {side}?" for side in _whole(than["a"], than["b"])]
    for pattern in (
        _EITHER,
        _WITH_EITHER,
        _DIFFERENCE,
        _COMPARED,
        _DIFFERING,
        _COMPARE,
        _BOTH,
    ):
        found = pattern.match(plain)
        if found and (other := _asked_of_another(found["a"], found["b"])):
            return [f"{found['a']}?", other]
        if found:
            return _each_asked(found["asked"], _whole(found["a"], found["b"]))
    return _of_each(plain)


def _asked_of_another(first: str, second: str) -> str | None:
    """What the first side asks of somebody, asked of whom the second side names.

    >>> _asked_of_another("What did Ann Fern promise", "Bo Dahl")
    'What did Bo Dahl promise?'
    >>> _asked_of_another("the promises of Ann Fern", "Bo Dahl")
    """
    clause = clause_of(first)
    if not (clause.wh and clause.auxiliary and clause.rest and _BARE_NAME.fullmatch(second)):
        return None
    if not _BARE_NAME.fullmatch(clause.subject):
        return None
    asked = " ".join((clause.wh, clause.noun, clause.auxiliary, second, clause.rest)).split()
    return f"{' '.join(asked)}?"


def one_did_one_did_not(text: str) -> list[str]:
    """One question for each of two things of which one is asked to be so and one not.

    >>> one_did_one_did_not("Trade and travel: which moved on and which did not?")
    ['Trade: which moved on?', 'Travel: which moved on?']
    """
    found = _WHICH_AND_WHICH.match(text.strip(" ?.!"))
    if not found or any(is_verb(word) for side in "ab" for word in found[side].split()):
        return []
    return [f"{found[side][:1].upper()}{found[side][1:]}: {found['asked']}?" for side in "ab"]


def _of_each(plain: str) -> list[str]:
    """What is asked of two things by name: "about A and about B", "A and B: what does each …"."""
    twice = _TWICE.match(plain)
    if twice and not any(is_verb(word) or folded(word) in ASKING for word in twice["b"].split()):
        as_, more = twice["as"], twice["more"] or ""
        return [f"{twice['asked']}{as_}{twice[side]}{more}?" for side in "ab"]
    for pattern, form in _FORMS:
        if found := pattern.match(plain):
            words = {name: words or "" for name, words in found.groupdict().items()}
            if "did" in words:
                words["did"] = words["did"].casefold()
            if words.get("more", "").strip() == "longer":
                form = form.replace("How ", "How long ")
            return [_opened(form.format(side=words[side], **words)) for side in "ab"]
    return []


def _opened(question: str) -> str:
    return f"{question[:1].upper()}{question[1:]}"


def _counts(plain: str) -> list[str]:
    """The two counts that tell what is more."""
    if numerous := _NUMEROUS.match(plain):
        return [f"How many {numerous[side].removeprefix('the ')}?" for side in "ab"]
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
    if noun := bare["noun"]:
        a, b = (_ONE.sub(noun, side) for side in both)
        both = (_named(noun, a), _named(noun, b))
    of = f" the {bare['what']} of" if bare["what"] else ""
    asks = _asks(bare["more"])
    return [f"{asks}{of} {side}?" if asks else f"{asked}{side}?" for side in both]


def _named(noun: str, side: str) -> str:
    """The trip that is meant by "Which trip was longer, Peru or Chile?".

    >>> _named("trip", "Peru"), _named("trip", "the walk in Peru")
    ('the Peru trip', 'the walk in Peru')
    """
    place = _BARE_NAME.fullmatch(side)
    meant = place and kind_of_name(place["name"]) == "place" and things(noun)[:1] in _EVENTS
    return f"the {place['name']} {noun}" if place and meant else side


def _asks(more: str) -> str | None:
    """How the question begins that tells what is `more`."""
    return next(
        (asks for words, asks in _ASKED_OF.items() if more.casefold() in words.split()), None
    )


def _whole(first: str, second: str) -> tuple[str, str]:
    """Both sides, each with what it leaves out and the other one says."""
    again = _PLACED.fullmatch(second)
    if again and (placed := re.search(rf" {again['as']} (?:the )?{_NAME}$", first)):
        return first, f"{first[: placed.start()]} {second}"  # "the talks in Peru" and "in Chile"
    owned, those = _OWNED.search(first), _THOSE.match(second)
    named, more = _ENDS_IN_NAME.fullmatch(first), _NAME_AND_MORE.fullmatch(second)
    if named and more:  # "the Acme and Bell projects"
        the = "the " if _OF.search(named["ahead"]) else ""
        return f"{first} {more['more']}", f"{named['ahead']}{the}{second}"
    if owned and _OWN.search(second):
        return first, f"{second} {owned['what']}"
    if _OWN.search(first) and (other := _OWNED.search(second)):
        return f"{first} {other['what']}", second
    ends, bare = _ENDS_WITH_NAME.match(first), _BARE_NAME.fullmatch(second)
    if ends and bare and kind_of_name(ends["name"]) == kind_of_name(bare["name"]) == "place":
        return first, f"{ends['asked']}{second}"  # "the talks in Peru" and "Chile"
    nouns = _FIRST_NOUNS.match(first)
    if those and nouns:
        what = _OWNED.search(nouns["nouns"])
        return first, f"{what['what'] if what else nouns['nouns']} {those['rest']}"
    if those and not nouns:  # "the forum" and "the one in Peru"
        return first, f"{first} {those['rest']}"
    return first, f"{_aspect(first, second)}{second}"


def _aspect(first: str, second: str) -> str:
    """What is compared, where only the first side says it and the second only names a thing.

    >>> _aspect("gestures at the Peru summit", "the Chile summit")
    'gestures at '
    >>> _aspect("the role of trade in its dealings with Peru", "its dealings with Chile")
    'the role of trade in '
    >>> _aspect("talks on trade in Peru", "talks on travel in Chile")
    ''
    """
    thing = _THING.fullmatch(second)
    if thing is None:
        return ""
    head = things(thing["head"])
    words = list(re.finditer(r"[\w’'-]+", first))
    at = next((w.start() for w in reversed(words) if head and things(w.group()) == head), 0)
    ahead = list(_PREPOSITION.finditer(first[:at]))
    return first[: ahead[-1].end()] if ahead else ""
