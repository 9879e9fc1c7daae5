"""A question about several things taken apart, so that each can be looked for by itself.

A comparison names two sides, a double question asks twice. One search for all of it finds what is
most like the whole: often one side only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.question import GATHERING, Question, kind_of, read_question, terms_of
from assistant.asked.sources import asked_of, documents_in
from assistant.follow_ups.ellipsis import exchanged, fragment_of, noun_slots
from assistant.follow_ups.history import readings
from assistant.follow_ups.stand_ins import Turn
from assistant.korean.frames import asked_about as asked_in_korean
from assistant.korean.gloss import korean_kind
from assistant.ranking.judgement import judgement_asked
from assistant.several.distributive import of_each_name
from assistant.several.korean_sides import korean_sides
from assistant.several.sides import one_did_one_did_not, sides
from assistant.words.clauses import folded, is_verb
from assistant.words.grammar import DETERMINERS, PREPOSITIONS
from assistant.words.mentions import may_be_person, mentions
from corpus.document import Document
from index.lexical import analyze

_ASKING = r"(?:what|who|whom|whose|when|where|why|how|which|did|does|do|was|were|is|are|has|have)"
_PREPOSITION = r"(?:in|at|to|from|for|on|with|by|of|about)"
_DOUBLE = re.compile(
    rf"(?:,? and|, as opposed to|[;?]) (?=(?:{_PREPOSITION} )?{_ASKING}\b)", re.IGNORECASE
)
_FOR_ITS_PART = re.compile(r",? for (?:its|his|her|their) part\b", re.IGNORECASE)
# "How does the letter end, how does the report end?" joins two questions by a comma alone.
_LISTED = re.compile(
    r", (?=(?:what|where|when|why|how) (?:do|does|did|is|are|was|were)\b)",
    re.IGNORECASE,
)
_ASKS_FIRST = re.compile(
    rf"\W*(?:{_PREPOSITION} )?{_ASKING}(?: \w+)? (?:do|does|did|is|are|was|were)\b", re.IGNORECASE
)
_REFERS = re.compile(
    r"\b(?:it|its|he|she|his|her|him|they|them|their|this|that|these|those|there|so|one|ones|"
    r"both|same|other)\b",
    re.IGNORECASE,
)

_COUNTING = re.compile(
    r"\bthe (?:same |different )?numbers? of\b|\bcount (?:the|its|their)\b", re.IGNORECASE
)

# "…, and where the one with Ann?" leaves out what stands behind the same asking words before it.
_GAPPED = re.compile(
    rf"(?P<asks>(?:{_PREPOSITION} )?{_ASKING}(?: kind| sort)?) (?P<rest>.+)", re.IGNORECASE
)
_THE_ONE = re.compile(
    r"\b(?:(?:the|that) ones?|it|that)(?= (?:in|at|on|with|from|of|to)\b)", re.IGNORECASE
)
_ONE = re.compile(r"^ones? ", re.IGNORECASE)
# "Music was played at both feasts. What in Lima, and what in Quito?" says first what it is about.
_SAID_FIRST = re.compile(
    rf"^(?P<topic>[^?:]{{10,120}})\. (?=(?:{_PREPOSITION} )?{_ASKING}\b)", re.IGNORECASE
)
# "How many pacts did states sign, and how many did firms?"
_COUNTED = re.compile(r"how many (?P<what>[a-z]+)\b", re.IGNORECASE)
_COUNTED_TOO = re.compile(r"^how many (?=(?:since|did|do|were|was|had|have)\b)", re.IGNORECASE)
_LED = re.compile(rf"{_PREPOSITION} {_ASKING}\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(
    r"^(?!.*\b(?:this|that|these|those|there|so|ones?|both|same|other|they|them|their)\b)"
    r".*\b(?:he|she|him|her|his|it|its)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_OPENS = PREPOSITIONS | DETERMINERS

# "Music: what did they play in Lima and what in Quito?" tells ahead what both questions are about.
_AHEAD = re.compile(
    rf"^(?:(?:please )?(?:compare(?: and contrast)?|contrast)\b ?)?(?P<topic>[^,:;?.!]{{0,80}}): "
    rf"(?={_ASKING}\b)",
    re.IGNORECASE,
)
# "…, in the union's words" is said of the whole.
_BEHIND = re.compile(
    r", (?:in [^,]{2,40}? (?:words|view|eyes|telling|reading|account)|according to [^,]+)$",
    re.IGNORECASE,
)
# "Compare the verdicts" asks each for its verdict.
_COMPARING = re.compile(r"^(?:compare|contrast)(?: (?:the|on|about))* ", re.IGNORECASE)
_SPEAKS = re.compile(rf"\b(?:tell|question|know|ask|{_ASKING})s?\b", re.IGNORECASE)
_AS_THEY = re.compile(
    r",? (?:when|as|while|after|before) (?:he|she|it|they) [^,?]+$", re.IGNORECASE
)

_JOINING = frozenset(
    analyze("between both each one other whose respectively opposed rather unlike better worse")
)
"""Words that join the parts of a question and stand in none of them."""

_WHICH = re.compile(r"(?:which|what|whose) (?!do\b|does\b|did\b|is\b)\w+", re.IGNORECASE)

# "Which was larger?" is told by a number, "which came first?" by a date.
_BY_DATE = re.compile(r"\b(?:earlier|later|first|sooner)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(
    r"\b(?:larger|bigger|more|fewer|smaller|longer|shorter|higher|lower|greater|less)\b",
    re.IGNORECASE,
)


def parts_of(question: Question) -> list[Question]:
    """The questions that one is made of; empty where it is one. Of Korean ones only comparisons."""
    if question.language == "ko" and question.kind == "compare":
        return [_part(side) for side in korean_sides(question.reads)]
    if question.language != "en" or question.kind in GATHERING - {"compare"}:
        return []
    text = question.topic
    if found := one_did_one_did_not(text):
        return [_part(part) for part in found]
    ahead = _AHEAD.match(text)
    if ahead and (found := _taken_apart(text[ahead.end() :])):
        return [_about(_topic(ahead), _part(part)) for part in found]
    said = _SAID_FIRST.match(text)
    if said and (found := double_question(text[said.end() :], said=True)):
        return [_about(said["topic"], _part(part)) for part in found]
    return [_part(part) for part in _taken_apart(text)]


def _taken_apart(text: str) -> list[str]:
    return double_question(text) or sides(text) or of_each_name(text)


def _topic(ahead: re.Match[str]) -> str:
    """What a question says ahead that it is about; empty where that is no topic ("Tell me: …")."""
    topic = ahead["topic"]
    speaks = _SPEAKS.search(topic) or _REFERS.search(topic) or not analyze(topic)
    return "" if speaks else f"{topic[:1].upper()}{topic[1:]}"


def _about(topic: str, part: Question) -> Question:
    """The part with its topic ahead, which says nothing of the kind of answer."""
    if not topic:
        return part
    asked = part.topic
    if _GAPPED.match(asked):
        asked = f"{asked[:1].lower()}{asked[1:]}"
    return replace(_part(f"{topic}: {asked}"), kind=part.kind)


def hold_all(question: Question, parts: Sequence[Question]) -> bool:
    """Whether the parts ask all that the question asks: then their answers answer it.

    Asked of each document, it is the same question for every one.
    """
    held = _JOINING | {term for part in parts for term in part.terms}
    return bool(parts) and (question.kind == "each" or set(question.terms) <= held)


def one_of_each(question: Question) -> Question:
    """The question that is asked of each document by itself."""
    if question.language == "ko":
        return _of_each_in_korean(question)
    topic = _as_question(_COMPARING.sub("", question.topic.rstrip(" ?")))
    kind = kind_of(topic)
    if kind in ("compare", "each", "other"):
        kind = "how_many" if _COUNTING.search(topic) else "other"
    return replace(question, kind=kind, topic=topic, terms=terms_of(topic, kind))


def _of_each_in_korean(question: Question) -> Question:
    """The same of a Korean one: a mere topic is as good in English words as in a question."""
    asked = asked_in_korean(question.text)
    kind = korean_kind(asked)
    judged = judgement_asked(question.text) is not None
    if kind == "other" and not question.unknown:
        part = _part(_as_question(question.topic.strip()))
        # That a judgement is asked for is said by the words around the topic.
        return replace(part, text=question.text, english=part.text) if judged else part
    return replace(question, text=asked, kind=kind)


def _part(text: str) -> Question:
    read = read_question(text, len(text))
    if read.kind not in ("compare", "other", "yes_no"):
        return read  # "Who came first?" asks for somebody
    if _BY_DATE.search(text):
        return replace(read, kind="when")
    return replace(read, kind="how_many" if _BY_NUMBER.search(text) else "other")


def asked_apart(text: str, documents: Sequence[Document]) -> list[tuple[Question, str]]:
    """What a double question asks of one document and of another, with their ids.

    Empty where it does not name another one in each of its parts.

    >>> letter = Document("n", "a newsletter", None, "")
    >>> piece = Document("c", "a commentary", None, "", metadata={"publisher": "KEI"})
    >>> text = "What is the newsletter's caveat, and which adjective does KEI use?"
    >>> [(part.topic, doc_id) for part, doc_id in asked_apart(text, [letter, piece])]
    [('What is caveat?', 'n'), ('Which adjective use?', 'c')]
    """
    ahead = _AHEAD.match(text)
    if ahead and documents_in(ahead["topic"], documents):
        ahead = None
    asked = _split(text[ahead.end() :] if ahead else text)
    named = [documents_in(part, documents) for part in asked]
    if len({tuple(ids) for ids in named}) < 2 or any(len(ids) != 1 for ids in named):
        return []
    left = [asked_of(part, documents) for part in asked]
    if not analyze(left[0]):
        return []
    # "… and is it in KEI's view?" says too little by itself.
    others = zip(left[1:], asked[1:], strict=True)
    if any(_REFERS.search(part) or not _says_enough(part, typed) for part, typed in others):
        return []
    topic = _topic(ahead) if ahead else ""
    return [
        (_about(topic, _part(_as_question(part))), doc_id)
        for part, (doc_id,) in zip(left, named, strict=True)
    ]


def _says_enough(part: str, typed: str) -> bool:
    """Whether what a part asks its document is a question, or a topic: "… say about drums".

    Args:
        part: what it asks.
        typed: the same with the words that name the document.
    """
    tokens = analyze(part)
    topic = re.search(rf" (?:about|on|of|regarding) {re.escape(part)}$", typed)
    return len(tokens) > 1 or (bool(tokens) and bool(_WHICH.match(part) or topic))


def double_question(text: str, *, said: bool = False) -> list[str]:
    """The questions that `text` asks one after the other; empty where it is one.

    One that refers to what stands before it is no question by itself, and stays with it.

    Args:
        text: see above.
        said: whether it was said before what they are about, so that a few words do.

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
    """
    first, *others = _split(_AS_THEY.sub("", text.rstrip(" ?.!")))
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
    return [_as_question(f"{part}{ending}") for part in asked]


def asks_twice(text: str) -> bool:
    """Whether a second question begins in `text`, be it one by itself or not.

    >>> asks_twice("Who signed it and when was it signed?"), asks_twice("Who signed it?")
    (True, False)
    """
    return len(_split(text)) > 1


def _stump(part: str) -> str:
    """`part` where it is no sentence: "in what way with China"."""
    return part if _LED.match(part) and not any(map(is_verb, part.split())) else ""


def _whole(first: str, other: str) -> str:
    """A later question as one by itself; empty where it is none."""
    counted = _COUNTED.match(first)
    if counted:
        other = _COUNTED_TOO.sub(f"how many {counted['what']} ", other)
    filled = _filled(first, other)
    if filled == other and _stump(other):
        return ""  # "…, and by how much?"
    if filled == other and (slots := noun_slots(_as_question(first))):
        filled = other = _THE_ONE.sub(f"the {slots[0].split()[-1]}", other)
    if filled != other or not _REFERS.search(other):
        return filled
    if _REFERS.search(first) or not _NAMED_BEFORE.search(other):
        return ""
    # What it refers to stands in the question before it: its one person, or as in a conversation.
    person, *more = {m.text for m in mentions(first) if may_be_person(m)} or ("",)
    if person and not more and not _REFERS.search(named := _PERSONAL.sub(person, other)):
        return named
    read = readings(_as_question(other), [Turn(_as_question(first))])[:1]
    return read[0].text.rstrip("?") if read and not _REFERS.search(read[0].text) else ""


def _split(text: str) -> list[str]:
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
    gapped = _GAPPED.fullmatch(other)
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


def _as_question(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}?"
