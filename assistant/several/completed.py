"""Two sides of a comparison of which one leaves out what the other says: "Ann's plan and Bo's"."""

from __future__ import annotations

import re

from assistant.words.clauses import clause_of
from assistant.words.mentions import kind_of_name
from assistant.words.name_shapes import TYPED
from assistant.words.patterns import any_case
from assistant.words.same_things import things

WITH = r"(?:with|in|at|to|from|on|by|for|under|about)"
"""A pattern of the prepositions that a side may begin with."""

_ENDS_WITH_NAME = re.compile(rf"^(?P<asked>.* {WITH} )(?:the )?(?P<name>{TYPED})(?<!['’]s)$")
_BARE_NAME = re.compile(rf"(?:the )?(?P<name>{TYPED})(?<!['’]s)")
_ENDS_IN_NAME = re.compile(
    rf"(?P<ahead>(?:(?i:what|how|why|where) )?(?:[a-z][\w ]* (?:of|at|in|from|during) )?)"
    rf"(?:the )?{TYPED}"
)
_PLACED = re.compile(rf"(?P<as>{WITH}) (?:the )?{TYPED}")
_OF = re.compile(r" (?:of|at|in|from|during) $")
_NAME_AND_MORE = re.compile(rf"{TYPED} (?P<more>[a-z].*)")
# "the Chile summit", "its dealings with Chile"
_THING = re.compile(
    rf"(?:(?:the|its|their|his|her) )?(?:[\w.&’'-]+ ){{0,2}}?(?P<head>[a-z]+)(?: {WITH} {TYPED})?"
)
_PREPOSITION = re.compile(rf"\b(?:of|{WITH}) ")
_OWN = re.compile(r"['’]s$")
_OWNED = re.compile(r"['’]s (?P<what>.+)$")
_THOSE = any_case(r"^(?:those|that|the ones?) (?P<rest>.+)$")
_SAID_AGAIN = re.compile(
    rf"(?:(?:that|which) )?(?:he|she|they|it|{TYPED}) (?P<verb>\w+) (?P<rest>{WITH} .+)$"
)
_FIRST_NOUNS = re.compile(r"^(?P<nouns>.+?) (?:of|in|at|with|from|to|by|for|on|during)\b")
# "turnout at the forum" and "the roundtable"
_MEASURE = r"(?:turnout|attendance|size|length|cost|price|scale)"
_MEASURED = re.compile(rf"(?P<of>(?:the )?(?P<measure>{_MEASURE}) (?:at|of|in|for) )")
_EVENTS = (["=visit"], ["=meeting"], ["stop"], ["leg"])


def completed(first: str, second: str) -> tuple[str, str]:
    """Both sides, each with what it leaves out and the other one says.

    >>> completed("the talks in Peru", "in Chile")
    ('the talks in Peru', 'the talks in Chile')
    >>> completed("Ann's message to Cy", "Bo's")
    ("Ann's message to Cy", "Bo's message to Cy")
    >>> completed("the note Ann got from Bo", "the one she got from Cy")
    ('the note Ann got from Bo', 'the note Ann got from Cy')
    """
    again = _PLACED.fullmatch(second)
    if again and (placed := re.search(rf" {again['as']} (?:the )?{TYPED}$", first)):
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
    if owned and re.fullmatch(_MEASURE, owned["what"]):
        return first, f"the {owned['what']} of {second}"  # "the forum's size" and "the roundtable"
    measured = _MEASURED.match(first)
    if measured and measured["measure"] not in second and not those:
        return first, f"{measured['of']}{second}"
    ends, bare = _ENDS_WITH_NAME.match(first), _BARE_NAME.fullmatch(second)
    if ends and bare and kind_of_name(ends["name"]) == kind_of_name(bare["name"]) == "place":
        return first, f"{ends['asked']}{second}"  # "the talks in Peru" and "Chile"
    if those:
        return first, _of_those(first, those["rest"])
    return first, f"{_aspect(first, second)}{second}"


def _of_those(first: str, rest: str) -> str:
    """What "those" or "the one" are, of which `rest` is said."""
    again = _SAID_AGAIN.match(rest)
    verb = re.search(rf" {again['verb']} ", first) if again else None
    if again and verb:  # "the note Ann got from Bo" and "the one she got from Cy"
        return f"{first[: verb.end()]}{again['rest']}"
    nouns = _FIRST_NOUNS.match(first)
    if nouns is None:  # "the forum" and "the one in Peru"
        return f"{first} {rest}"
    what = _OWNED.search(nouns["nouns"])
    return f"{what['what'] if what else nouns['nouns']} {rest}"


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


def asked_of_second(first: str, second: str) -> str | None:
    """What the first side asks of somebody, asked of whom the second side names.

    >>> asked_of_second("What did Ann Fern promise", "Bo Dahl")
    'What did Bo Dahl promise?'
    >>> asked_of_second("the promises of Ann Fern", "Bo Dahl")
    """
    clause = clause_of(first)
    asks = clause.wh and clause.auxiliary and clause.rest
    if not (asks and _BARE_NAME.fullmatch(second) and _BARE_NAME.fullmatch(clause.subject)):
        return None
    asked = " ".join((clause.wh, clause.noun, clause.auxiliary, second, clause.rest)).split()
    return f"{' '.join(asked)}?"


def event_named(noun: str, side: str) -> str:
    """The trip that is meant by "Which trip was longer, Peru or Chile?".

    >>> event_named("trip", "Peru"), event_named("trip", "the walk in Peru")
    ('the Peru trip', 'the walk in Peru')
    """
    place = _BARE_NAME.fullmatch(side)
    meant = place and kind_of_name(place["name"]) == "place" and things(noun)[:1] in _EVENTS
    return f"the {place['name']} {noun}" if place and meant else side
