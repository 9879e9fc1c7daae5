"""Questions with parts left out: "And in Japan?", "Why?", "Who else?" after another question.

What was left out is taken from the question before: a name of the same kind is exchanged, or the
asking words are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.asked.address import without_address
from assistant.words.clauses import (
    Clause,
    clause_of,
    folded,
    is_verb,
    noun_phrase,
    question_words,
    without_lead,
)
from assistant.words.grammar import (
    ASKING,
    AUXILIARIES,
    BE,
    DETERMINERS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    PRONOUNS,
    REQUESTS,
    TAILS,
)
from assistant.words.mentions import NOTHING_KNOWN, KnownNames, Mention, kind_of_noun, mentions

LONGEST_FRAGMENT = 8
"""Words; a longer text without a verb is no answerless scrap of a question."""

_ANYBODY = re.compile(r"^(?:any|some)(?:one|body) else\b", re.IGNORECASE)
_ANYTHING = re.compile(r"^(?:any|some)thing else\b", re.IGNORECASE)
# "And the one with China?", "And anyone from Hyundai?": the preposition says where it belongs.
_ONE_WITH = re.compile(
    r"^(?:any(?:one|body)|(?:(?:at|in|from|of|for|on) )?(?:the|that) ones?) "
    rf"(?=(?:{'|'.join(sorted(PREPOSITIONS))}) )",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s?$")
_NEGATED = {"was": "wasn't", "were": "weren't", "is": "isn't", "are": "aren't", "did": "didn't",
            "does": "doesn't", "do": "don't", "has": "hasn't", "have": "haven't", "will": "won't",
            "can": "can't", "could": "couldn't", "would": "wouldn't"}  # fmt: skip
_ABOUT = re.compile(r"^(?:what|how) about\b\s*", re.IGNORECASE)
# "Which deals are about digital content?" has its topic last, without an article.
_ABOUT_BARE = re.compile(
    r"\b(?:about|on|regarding|concerning|for) (?P<what>[a-z][\w-]*(?: [a-z][\w-]*){0,2})(?=\W*$)"
)
_NAMES = r"(?:the )?[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)*"
_BETWEEN = re.compile(rf"\bbetween {_NAMES} and {_NAMES}")
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was typed, without what needs no saying.

    Attributes:
        asking: asking words with their noun ("In which city"); empty where something is named.
        preposition: before the phrase ("in"); often empty.
        phrase: what is named ("Japan", "the commercial ones"), or what follows the asking words.
    """

    asking: str
    preposition: str
    phrase: str


def fragment_of(question: str) -> Fragment | None:
    """The parts of a question that is no whole one; None where it is.

    >>> fragment_of("And in Japan?"), fragment_of("Since when?")
    (Fragment(asking='', preposition='in', phrase='Japan'), \
Fragment(asking='Since when', preposition='', phrase=''))
    >>> fragment_of("What documents do you hold?") is None
    True
    """
    text = _ANYBODY.sub("who else", _ANYTHING.sub("what else", without_lead(question)))
    text = _ONE_WITH.sub("", text)
    led = text != question.strip()
    about = _ABOUT.sub("", text)
    led, text = led or about != text, about
    words = question_words(text)
    if not words or len(words) > LONGEST_FRAGMENT or folded(words[0]) in REQUESTS:
        return None
    if any(is_verb(word) and not _adjectival(words, n) for n, word in enumerate(words)):
        return None
    clause = clause_of(text)
    if clause.wh:
        return _asking(clause.wh, clause.noun, clause.rest)
    if any(folded(word) in PRONOUNS - DETERMINERS for word in words):
        return None
    if folded(words[0]) in PREPOSITIONS:
        return Fragment("", folded(words[0]), " ".join(words[1:])) if words[1:] else None
    # "Samsung?" alone is one too; "Hello" is not, nor is a sentence without a question mark.
    named = question.rstrip().endswith("?") and len(words) <= 4
    return Fragment("", "", " ".join(words)) if led or named else None


def _asking(wh: str, noun: str, rest: str) -> Fragment | None:
    """Asking words with at most a noun; None where a verb may follow them ("Who cooks?")."""
    behind = [word for word in f"{noun} {rest}".split() if folded(word) not in TAILS]
    asked = next(folded(word) for word in wh.split() if folded(word) in ASKING)
    led = folded(wh.split()[0]) in PREPOSITIONS
    if behind and (asked in {"who", "whom", "when", "where", "why"} or wh.casefold() == "how"):
        return None
    foreign = {folded(word) for word in behind} & (PREPOSITIONS | PRONOUNS) - {"of"}
    if foreign or len(behind) > (4 if led else 3):
        return None
    return Fragment(" ".join(f"{wh} {noun} {rest}".split()), "", "")


def _adjectival(words: list[str], n: int) -> bool:
    """Whether the verb form at `n` stands before a noun: "the combined share"."""
    return n + 1 < len(words) and n > 0 and folded(words[n - 1]) in DETERMINERS


def exchanged(
    fragment: Fragment, before: str, known: KnownNames = NOTHING_KNOWN
) -> list[tuple[str, bool]]:
    """The question `before` with the phrase of `fragment` in the place of one of its own.

    Returns:
        Questions, likeliest first, and whether like took the place of like.

    >>> japan = fragment_of("And in Japan?")
    >>> exchanged(japan, "When was Lee in China?")
    [('When was Lee in Japan?', True)]
    """
    phrase = fragment.phrase
    if not _POSSESSIVE.sub("", phrase):  # "’s?"
        return []
    if ones := re.fullmatch(r"(?:the |any )?(.+?) ones?", phrase, re.IGNORECASE):
        return [(text, True) for text in _other_ones(ones.group(1), before)]
    if _ORDINAL.fullmatch(re.sub(r"^the |^in ", "", phrase)) and _ORDINAL.search(before):
        return [(_ORDINAL.sub(re.sub(r"^the ", "", phrase).lower(), before, count=1), True)]
    named = mentions(_before_preposition(phrase), known)
    kind = kind_of_noun(phrase)
    if kind != "person" and named:
        kind = named[0].kind
    slots = [s for s in _slots(before, known) if s.text != _POSSESSIVE.sub("", phrase)]
    if fragment.preposition:
        fitting = [slot for slot in slots if slot.kind == kind]
        return [(text, True) for text in _after_preposition(fragment, before, fitting, kind)]
    fitting, like = _fitting(phrase, kind, bool(named), slots, before)
    if not named and (about := _ABOUT_BARE.search(before)) and phrase[0].islower():
        fitting, like = [Mention(about["what"], kind, about.start("what"))], True
    new = _POSSESSIVE.sub("", phrase)
    return [(_put(before, slot, new), like) for slot in _last_of_joined(fitting, before)[:2]]


def _fitting(
    phrase: str, kind: str, named: bool, slots: list[Mention], before: str
) -> tuple[list[Mention], bool]:
    """The slots that `phrase` may take, and whether they hold what is like it."""
    fitting = [slot for slot in slots if slot.kind == kind]
    if not fitting:  # a company in the place of a country
        return [slot for slot in slots if slot.kind != "time"][-1:] if named else [], False
    owners = [s for s in fitting if before[s.end : s.end + 2] in ("'s", "’s")]
    if _POSSESSIVE.search(phrase) and owners:
        return owners, True
    if named or kind == "person":
        return fitting, True
    # "the roundtable" takes the place of a noun rather than of a name.
    nouns = [slot for slot in fitting if not slot.text[0].isupper()]
    return nouns or fitting, bool(nouns)


def _before_preposition(phrase: str) -> str:
    """The part of a noun phrase that holds its head: "the roundtable" of "… with the U.S."."""
    words = phrase.split()
    places = [n for n, word in enumerate(words) if n and folded(word) in PREPOSITIONS]
    return " ".join(words[: places[0]]) if places else phrase


def asked_anew(fragment: Fragment, before: str, short_answer: str | None) -> list[str]:
    """The question `before` with the asking words of `fragment`, its own answer filled in.

    >>> asked_anew(fragment_of("And when?"), "Where did Lee and Xi meet?", "Beijing")
    ['When did Lee and Xi meet?']
    >>> asked_anew(fragment_of("Who else?"), "Who came from Samsung?", "Lee")
    ['Who else came from Samsung?']
    """
    before, asking = without_address(before), fragment.asking
    clause = clause_of(before)
    if asking.split()[-1] in ("one", "ones"):
        return []
    asking = asking[:1].upper() + asking[1:]
    if not clause.wh and (not clause.auxiliary or asking == "Why not"):
        return _asked_of_said(asking, clause, before)
    if folded(asking.split()[-1]) == "else" and clause.wh:
        rest = " ".join((clause.auxiliary, clause.subject, clause.rest)).split()
        noun = f" {clause.noun}" if clause.noun else ""
        which = f"Which other{noun}" if noun else asking
        return [f"{which} {' '.join(rest)}?"]
    filled = _filler(clause.asks, short_answer)
    if not clause.auxiliary or not clause.subject:
        subject = filled or clause.noun or {"who": "somebody"}.get(clause.asks, "something")
        if not clause.rest:
            return []
        told = " ".join((subject, clause.auxiliary, clause.rest)).split()
        return [f"{asking} is it that {' '.join(told)}?"]
    rest = clause.rest.split()
    if filled and rest and folded(rest[-1]) in PREPOSITIONS:
        rest.append(filled)
    elif filled and folded(clause.auxiliary) in BE:
        rest.insert(int(bool(rest) and rest[0].endswith("ing")), filled)
    elif filled and rest:
        rest.insert(1, filled)
    if clause.noun and not filled and clause.asks in {"which", "what"} and not _placed(clause.wh):
        rest.insert(1, clause.noun)
    return [f"{asking} {clause.auxiliary.lower()} {clause.subject} {' '.join(rest)}".strip() + "?"]


def _asked_of_said(asking: str, clause: Clause, before: str) -> list[str]:
    """A further question about a statement, or "Why not?" after one for yes or no."""
    if not clause.auxiliary:
        return [f"{asking} is it that {before.rstrip('?!. ')}?"]
    negated = _NEGATED.get(folded(clause.auxiliary), f"{clause.auxiliary} not")
    return [f"Why {negated} {clause.subject} {clause.rest}".strip() + "?"]


def _placed(wh: str) -> bool:
    return folded(wh.split()[0]) in PREPOSITIONS


def _filler(asks: str, short_answer: str | None) -> str:
    """A short answer that can stand where the asking words stood; empty where it cannot."""
    if asks not in {"who", "whom", "what", "which"} or not short_answer:
        return ""
    return short_answer if len(short_answer.split()) <= 6 else ""


def noun_slots(question: str) -> list[str]:
    """The noun phrases of a question that begin with "the", "a" or "its" and end in no name.

    >>> noun_slots("How many people attended the business forum in the CPTPP?")
    ['the business forum']
    """
    return [slot.text for slot in _slots(question, NOTHING_KNOWN) if slot.text[0].islower()]


def _slots(before: str, known: KnownNames) -> list[Mention]:
    """Names and noun phrases of a question that something else can take the place of."""
    found = mentions(before, known)
    subject = clause_of(before).subject
    for match in re.finditer(r"\b(?:the|an?|his|her|its|their)\s+", before, re.IGNORECASE):
        words = before[match.start() :].rstrip("?!. ").split()
        text = " ".join(words[: noun_phrase(words)]).rstrip(",;")
        if text.startswith(subject) and subject:
            text = subject  # "the delegation sign": the verb is not part of it
        inside = [m for m in found if match.start() <= m.start < match.start() + len(text)]
        if inside and text.endswith(inside[-1].text):
            continue  # "the CPTPP": the name is the slot
        found.append(Mention(text, kind_of_noun(text), match.start()))
    return sorted(found, key=lambda m: m.start)


def _other_ones(adjective: str, before: str) -> list[str]:
    """With another adjective for "commercial" in "commercial memorandums"."""
    clause = clause_of(before)
    noun = clause.noun or next((s.text for s in _slots(before, NOTHING_KNOWN) if " " in s.text), "")
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
    readings = []
    for n, word in enumerate(words[:-1]):
        if folded(word) not in same or folded(words[n + 1]) in ASKING:
            continue
        governed = words[n + 1 :]
        size = _governed(governed)
        if kind == "place" and not any(s.text in " ".join(governed[:size]) for s in fitting):
            continue
        behind = words[n + 1 + size :]
        kept = folded(word) if kind == "place" else fragment.preposition
        readings.append(" ".join([*words[:n], kept, fragment.phrase, *behind]) + "?")
    if not readings and kind in ("place", "time"):
        readings = [_put(before, slot, fragment.phrase) for slot in fitting[:1]]
    return readings or [f"{before.rstrip('?!. ')} {fragment.preposition} {fragment.phrase}?"]


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


def _last_of_joined(fitting: list[Mention], before: str) -> list[Mention]:
    """Of "Lee and Xi" the last name goes first: "And Takaichi?" mostly keeps the other one."""
    if len(fitting) > 1 and before[fitting[0].end : fitting[1].start].strip() == "and":
        return [fitting[1], fitting[0], *fitting[2:]]
    return fitting


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
