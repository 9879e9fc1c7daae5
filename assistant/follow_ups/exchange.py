"""A phrase put into the question before, in the place of one of the same kind: "And in Japan?"."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.follow_ups.fragment import Fragment
from assistant.follow_ups.slots import slots_of
from assistant.words.clauses import clause_of, folded, is_verb, noun_phrase
from assistant.words.grammar import (
    ASKING,
    AUXILIARIES,
    DETERMINERS,
    GATHERINGS,
    ORDINALS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    PRONOUNS,
)
from assistant.words.kinds import is_adjective, kind_of_noun
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.mentions import Mention, mentions
from assistant.words.name_shapes import POSSESSIVE, TYPED
from assistant.words.patterns import any_case

# "Which deals are about digital content?" has its topic last, without an article.
_ABOUT_BARE = re.compile(
    r"\b(?:about|on|regarding|concerning|for) (?P<what>[a-z][\w-]*(?: [a-z][\w-]*){0,2})(?=\W*$)"
)
_NAMES = rf"(?:the )?{TYPED}"
_BETWEEN = re.compile(rf"\bbetween {_NAMES} and {_NAMES}")
_ORDINAL = any_case(rf"\b(?:{'|'.join(ORDINALS)}|last)\b")
_IN = any_case(r"\b(?:in|at|near) (?:the )?$")
_AT_THE = any_case(r"\b(?:at|during) (?:the |an? )?$")
# "And option B?", "And in article 15?"
_LABELLED = re.compile(r"(?:the )?(?P<noun>[A-Za-z]{3,}) (?P<label>[A-Z]|[IVX]+|\d{1,3})")
# "And Lima's share of the trade?" says all that it asks for.
_OWN_PHRASE = re.compile(rf"{_NAMES}(?:(?<=[sS])[’']|[’']s) [a-z]+ (?:of|in|on|for|with|at) \w+")


def exchanged(
    fragment: Fragment, before: str, known: KnownNames = NOTHING_KNOWN
) -> list[tuple[str, bool]]:
    """The question `before` with the phrase of `fragment` in the place of one of its own.

    Returns:
        Questions, likeliest first, and whether like took the place of like.

    >>> japan = Fragment("", "in", "Japan")
    >>> exchanged(japan, "When was Lee in China?")
    [('When was Lee in Japan?', True)]
    >>> exchanged(Fragment("", "", "Lima's share of trade"), "What share does Quito have?")
    [("What is Lima's share of trade?", True)]
    """
    phrase = fragment.phrase
    if not POSSESSIVE.sub("", phrase):  # "’s?"
        return []
    if _OWN_PHRASE.match(phrase):
        return [(f"What is {phrase}?", True)]
    if (label := _LABELLED.fullmatch(phrase)) and (other := _other_label(label, before)):
        return [(other, True)]
    if ones := re.fullmatch(r"(?:the |any )?(.+?) ones?", phrase, re.IGNORECASE):
        return [(text, True) for text in _other_ones(ones.group(1), before)]
    if _ORDINAL.fullmatch(re.sub(r"^the |^in ", "", phrase)) and _ORDINAL.search(before):
        ordinal = re.sub(r"^the ", "", phrase).lower()
        return [(_ORDINAL.sub(lambda _: ordinal, before, count=1), True)]
    named = mentions(phrase, known)
    kind = kind_of_noun(phrase)
    if kind != "person" and named:
        kind = named[0].kind
    slots = [s for s in slots_of(before, known) if s.text != POSSESSIVE.sub("", phrase)]
    if fragment.preposition:
        fitting = [slot for slot in slots if slot.kind == kind]
        return [(text, True) for text in _after_preposition(fragment, before, fitting, kind)]
    fitting, like = _fitting(phrase, kind, bool(named), slots, before)
    if not named and (about := _ABOUT_BARE.search(before)) and phrase[0].islower():
        fitting, like = [Mention(about["what"], kind, about.start("what"))], True
    new = POSSESSIVE.sub("", phrase)
    return [(_put(before, slot, new), like) for slot in fitting[:2]]


def _fitting(
    phrase: str, kind: str, named: bool, slots: list[Mention], before: str
) -> tuple[list[Mention], bool]:
    """The slots that `phrase` may take, and whether they hold what is like it."""
    alike = [slot for slot in slots if slot.kind == kind]
    fitting = [slot for slot in alike if not _is_held(slot, before) or _head(phrase) in GATHERINGS]
    if not alike:  # a company in the place of a country, unless something is done there
        others = [slot for slot in slots if slot.kind != "time"][-1:] if named else []
        return [s for s in others if s.kind != "place" or not _IN.search(before[: s.start])], False
    owners = [s for s in fitting if before[s.end : s.end + 2] in ("'s", "’s")]
    if POSSESSIVE.search(phrase) and owners:
        return owners, True
    if named or kind == "person":
        return fitting, True
    # "the roundtable" takes the place of a noun rather than of a name.
    nouns = [slot for slot in fitting if not slot.text[0].isupper()]
    return nouns or fitting, bool(nouns)


def _is_held(slot: Mention, before: str) -> bool:
    """Whether something is done at what the slot names: no pact takes its place."""
    return bool(_AT_THE.search(before[: slot.start])) and _head(slot.text) in GATHERINGS


def _head(noun: str) -> str:
    """The noun that a phrase says something more of, folded: "talks" in "the talks on fish"."""
    words = re.sub(r" (?:of|on|in|from|at|with|between)\b.*", "", noun).split()
    return folded(words[-1]).removesuffix("s") if words else ""


def _other_label(label: re.Match[str], before: str) -> str:
    """With "option B" for "option A"; empty where the question speaks of no option."""
    other = re.compile(rf"\b(?i:{label['noun']}) (?:[A-Z]|[IVX]+|\d{{1,3}})\b")
    return other.sub(f"{label['noun']} {label['label']}", before) if other.search(before) else ""


def _other_ones(adjective: str, before: str) -> list[str]:
    """With another adjective for "commercial" in "commercial memorandums"."""
    clause = clause_of(before)
    noun = clause.noun or next(
        (s.text for s in slots_of(before, NOTHING_KNOWN) if " " in s.text), ""
    )
    if not noun:
        return []
    return [before.replace(noun, f"{adjective} {noun.split()[-1]}", 1)]


def _after_preposition(
    fragment: Fragment, before: str, fitting: list[Mention], kind: str
) -> list[str]:
    """The phrase that the same preposition governs is exchanged; else a name of the same kind."""
    between = _BETWEEN.search(before) if fragment.preposition == "with" else None
    if between:  # "the deal between Ann and Bo": "And the one with Cy?"
        other = f"with {fragment.phrase}"
        return [f"{before[: between.start()]}{other}{before[between.end() :]}"]
    if fragment.preposition == "with" and (partner := _partner(fitting, before)):
        return [_put(before, partner, fragment.phrase)]
    same = {fragment.preposition}
    if kind == "place" and fragment.preposition in PLACE_PREPOSITIONS:
        same |= PLACE_PREPOSITIONS
    words = before.rstrip("?!. ").split()
    senses = []
    for n, word in enumerate(words[:-1]):
        if folded(word) not in same or folded(words[n + 1]) in ASKING:
            continue
        governed = words[n + 1 :]
        size = _named(governed, fitting) or _governed(governed)
        if kind == "place" and not any(s.text in " ".join(governed[:size]) for s in fitting):
            continue
        behind = words[n + 1 + size :]
        kept = folded(word) if kind == "place" else fragment.preposition
        senses.append(" ".join([*words[:n], kept, fragment.phrase, *behind]) + "?")
    if not senses and kind in ("place", "time"):
        by_name = sorted(fitting, key=lambda slot: slot.text[0].islower())  # not "the capital"
        senses = [_put(before, slot, fragment.phrase) for slot in by_name[:1]]
    return senses or [f"{before.rstrip('?!. ')} {fragment.preposition} {fragment.phrase}?"]


def _named(words: list[str], fitting: list[Mention]) -> int:
    """How many of the words after a preposition are a name that fits: "in Peru draw"; 0: none.

    After a country's adjective its noun follows: "in Peruvian firms".
    """
    names = (s.text.split() for s in fitting if s.text[0].isupper() and not is_adjective(s.text))
    return max((len(name) for name in names if words[: len(name)] == name), default=0)


def _governed(words: list[str]) -> int:
    """How many of the words after a preposition belong to it."""
    if folded(words[0]) in DETERMINERS:
        return noun_phrase(words)
    size = 1
    while size < len(words) and folded(words[size]) not in PREPOSITIONS | AUXILIARIES | PRONOUNS:
        if words[size - 1][-1] in ",;" or is_verb(words[size]):
            break
        size += 1
    return size


def _partner(fitting: list[Mention], before: str) -> Mention | None:
    """The second of two who do something together: China in "did Korea and China agree"."""
    pairs = (
        b
        for a, b in pairwise(fitting)
        if before[a.end : b.start].casefold() in (" and ", " and the ")
    )
    return next(pairs, None)


def _put(before: str, slot: Mention, new: str) -> str:
    ahead = before[: slot.start]
    if new.split()[0].casefold() in DETERMINERS:
        ahead = re.sub(r"\b(?:the|an?) $", "", ahead, flags=re.IGNORECASE)
    behind = before[slot.end :]
    last = new.split()[-1]
    if re.match(rf" {re.escape(last)}\b", behind):
        behind = behind[len(last) + 1 :]  # "the Japan visit" for "the China" of "the China visit"
    return f"{ahead}{new}{behind}"
