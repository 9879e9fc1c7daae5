"""Two questions in one sentence, each made a question of its own.

"Where did they meet, and who came?" asks twice. What the second one leaves out, the first one says.
"""

from __future__ import annotations

import re

from assistant.follow_ups.exchange import exchanged
from assistant.follow_ups.fragment import fragment_of
from assistant.follow_ups.history import senses
from assistant.follow_ups.slots import noun_slots
from assistant.follow_ups.turn import Turn
from assistant.words.clauses import clause_of, folded, is_verb, upper_first
from assistant.words.grammar import DETERMINERS, PREPOSITIONS
from assistant.words.mentions import may_be_person, mentions
from assistant.words.patterns import any_case

ASKING = r"(?:what|who|whom|whose|when|where|why|how|which|did|does|do|was|were|is|are|has|have)"
PREPOSITION = r"(?:in|at|to|from|for|on|with|by|of|about)"
_DOUBLE = any_case(rf"(?:,? and|, as opposed to|[;?]) (?=(?:{PREPOSITION} )?{ASKING}\b)")
_FOR_ITS_PART = any_case(r",? for (?:its|his|her|their) part\b")
# "How does the letter end, how does the report end?" joins two questions by a comma alone.
_LISTED = any_case(r", (?=(?:what|where|when|why|how) (?:do|does|did|is|are|was|were)\b)")
# "Ann said what and Bo said what": wh-words in situ
_IN_SITU = any_case(
    r"(?P<first>(?!what|where|when).+ (?P<asks>what|where|when)),? (?:and|while|but) "
    r"(?P<other>(?!what|where|when).+ (?P=asks))"
)
_ASKS_FIRST = any_case(
    rf"\W*(?:{PREPOSITION} )?{ASKING}(?: \w+)? (?:do|does|did|is|are|was|were)\b"
)
REFERS = any_case(
    r"\b(?:it|its|he|she|his|her|him|they|them|their|this|that|these|those|there|so|one|ones|"
    r"both|same|other)\b"
)
# "…, and where the one with Ann?" leaves out what stands behind the same asking words before it.
GAPPED = any_case(
    rf"(?P<asks>(?:{PREPOSITION} )?(?:how (?:many|much|long)|{ASKING})(?: kind| sort)?) "
    r"(?P<rest>.+)"
)
_THE_ONE = any_case(r"\b(?:(?:the|that) ones?|it|that)(?= (?:in|at|on|with|from|of|to)\b)")
_ONE = any_case(r"^ones? ")
# "How many pacts did states sign, and how many did firms?"
_COUNTED = any_case(r"how many (?P<what>[a-z]+)\b")
_COUNTED_TOO = any_case(r"^how many (?=(?:since|did|do|were|was|had|have)\b)")
# "What grudge is held in Lima, and which one hurts ties with Quito?"
_WHICH_ONE = any_case(r"^(?:which|what) one (?P<verb>[a-z]+s|did|came)\b")
_LED = any_case(rf"{PREPOSITION} {ASKING}\b")
_NAMED_BEFORE = any_case(
    r"^(?!.*\b(?:this|that|these|those|there|so|ones?|both|same|other|they|them|their)\b)"
    r".*\b(?:he|she|him|her|his|it|its)\b"
)
_PERSONAL = any_case(r"\b(?:he|she|him)\b")
_OPENS = PREPOSITIONS | DETERMINERS
# "…, in the union's words" is said of the whole.
_BEHIND = any_case(
    r", (?:in [^,]{2,40}? (?:words|view|eyes|telling|reading|account)|according to [^,]+)$"
)
_AS_THEY = any_case(r",? (?:when|as|while|after|before) (?:he|she|it|they) [^,?]+$")


def double_question(text: str, *, said: bool = False) -> list[str]:
    """The questions that `text` asks one after the other; empty where it is one.

    One that refers to what stands before it is no question by itself, and stays with it. Where it
    was `said` before what they are about, a few words do.

    >>> double_question("Where did they meet, and who came to the forum?")
    ['Where did they meet?', 'Who came to the forum?']
    >>> double_question("Who signed it and when was it signed?")
    []
    >>> double_question("Who spoke for Peru, and who for Chile?")
    ['Who spoke for Peru?', 'Who spoke for Chile?']
    >>> double_question("Who asked Lee to come to Lima, and what did he say in Quito?")
    ['Who asked Lee to come to Lima?', 'What did Lee say in Quito?']
    >>> double_question("Which pact was signed in Lima, and which one in Quito?")
    ['Which pact was signed in Lima?', 'Which pact was signed in Quito?']
    >>> double_question("What grudge does Lima hold, and which one burdens ties with Quito?")
    ['What grudge does Lima hold?', 'Which grudge burdens ties with Quito?']
    >>> double_question("What old grudge burdens Lima's ties, and which one burdens Quito's ties?")
    ["What old grudge burdens Lima's ties?", "Which old grudge burdens Quito's ties?"]
    """
    first, *others = split_up(_AS_THEY.sub("", text.rstrip(" ?.!")))
    behind = _BEHIND.search(others[-1]) if others else None
    if behind:
        others[-1] = others[-1][: behind.start()]
    asked = [first, *((said and _stump(other)) or _whole(first, other) for other in others)]
    if (
        len(asked) < 2
        or (_stump(first) and not said)
        or any(len(part.split()) < 3 for part in asked)
    ):
        return []
    ending = behind.group() if behind else ""
    return [as_question(f"{part}{ending}") for part in asked]


def asks_twice(text: str) -> bool:
    """Whether a second question begins in `text`, be it one by itself or not.

    >>> asks_twice("Who signed it and when was it signed?"), asks_twice("Who signed it?")
    (True, False)
    """
    return len(split_up(text)) > 1


def _stump(part: str) -> str:
    """`part` where it is no sentence: "in what way with China"."""
    return part if _LED.match(part) and not any(map(is_verb, part.split())) else ""


def _whole(first: str, other: str) -> str:
    """A later question as one by itself; empty where it is none."""
    counted = _COUNTED.match(first)
    if counted:
        other = _COUNTED_TOO.sub(lambda _: f"how many {counted['what']} ", other)
    if one := _WHICH_ONE.match(other):
        asked = re.match(rf"(?:what|which) (?P<noun>[\w ]+?) {one['verb']}\b", first, re.IGNORECASE)
        noun = asked["noun"] if asked else clause_of(as_question(first)).noun
        other = f"which {noun} {one['verb']}{other[one.end() :]}" if noun else other
    filled = _filled(first, other)
    if filled == other and _stump(other):
        return ""  # "…, and by how much?"
    if filled == other and (slots := noun_slots(as_question(first))):
        filled = other = _THE_ONE.sub(lambda _: f"the {slots[0].split()[-1]}", other)
    if filled != other or not REFERS.search(other):
        return filled
    if REFERS.search(first) or not _NAMED_BEFORE.search(other):
        return ""
    # What it refers to stands in the question before it: its one person, or as in a conversation.
    person, *more = {m.text for m in mentions(first) if may_be_person(m)} or ("",)
    if person and not more and not REFERS.search(named := person.join(_PERSONAL.split(other))):
        return named
    read = senses(as_question(other), [Turn(as_question(first))])[:1]
    return read[0].text.rstrip("?") if read and not REFERS.search(read[0].text) else ""


def split_up(text: str) -> list[str]:
    """What is asked one after the other, each as it stands.

    >>> split_up("Who came, and when was it signed?")
    ['Who came', 'when was it signed']
    """
    if in_situ := _IN_SITU.fullmatch(text):
        return [in_situ["first"], in_situ["other"]]
    parts = _DOUBLE.split(text)
    if len(parts) == 1 and _ASKS_FIRST.match(text):
        parts = _LISTED.split(text)
    return [_FOR_ITS_PART.sub("", part).strip(" ?.!,;") for part in parts]


def _filled(first: str, other: str) -> str:
    """`other` with the words of `first` that it leaves out, as a follow-up would be read.

    Gapping: Huddleston and Pullum 2002, ch. 15, 4.2.

    >>> _filled("Where was the talk with Bo held", "where the one with Ann")
    'Where was the talk with Ann held'
    """
    gapped = GAPPED.fullmatch(other)
    if gapped is None:
        return other
    rest = _ONE.sub("", gapped["rest"])
    whole = re.search(rf"\b{re.escape(gapped['asks'])}\b", first, re.IGNORECASE)
    # "who leads LG" leaves nothing out.
    begins = rest[0].isupper() or folded(rest.split()[0]) in _OPENS
    fragment = fragment_of(f"And {rest}?") if begins else None
    if not whole or not fragment or not fragment.phrase:
        return other
    found = exchanged(fragment, f"{first[whole.start() :]}?")
    return f"{first[: whole.start()]}{found[0][0].rstrip('?')}" if found and found[0][1] else other


def as_question(words: str) -> str:
    """Words with a capital and a question mark: "Drums?"."""
    return upper_first(f"{words}?")
