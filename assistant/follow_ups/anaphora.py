"""Words that point back: which of them a question leaves open, and what stands for them.

"What did Lee call his trip?" leaves nothing open; "What did he call it?" leaves two words open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.words.clauses import clause_of, folded, is_verb, noun_phrase, upper_first
from assistant.words.grammar import (
    AUXILIARIES,
    BE,
    CLAUSE_STARTS,
    DETERMINERS,
    DO,
    FIGURES,
    HE,
    HEADS,
    KINDS,
    NO_DEEDS,
    NOW,
    PREPOSITIONS,
    PRONOUNS,
    SHE,
)
from assistant.words.kinds import kind_of_noun
from assistant.words.known_names import NOTHING_KNOWN, KnownNames
from assistant.words.mentions import Mention, mentions
from assistant.words.patterns import any_case

Role = Literal["person", "thing", "several", "doers", "place", "event"]

_ROLES: dict[str, Role] = {
    **dict.fromkeys(HE | SHE, "person"),
    **dict.fromkeys(("it", "its"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "several"),
    "there": "place",
    **dict.fromkeys(("this", "that", "these", "those"), "event"),
}
_ALWAYS_POSSESSIVE = frozenset({"its", "their"})
_NO_NOUN = AUXILIARIES | PREPOSITIONS | PRONOUNS | {"be", "been"}
"""Behind "these", such a word is no noun that belongs to it."""

_POINTED_AT = FIGURES | {"one", "time", "place", "year", "day"}
"""Behind a verb and "that", such a noun is pointed at; another may begin a clause."""

_OBJECTS = frozenset({"it", "him", "her", "them"})
_COMPARED_WITH = frozenset(("with", "to", "from", "than", "against", "versus"))
"""Before "that of": its noun stands in the question itself."""

# "Is it true that …", "How long had it been since …": this "it" stands for nothing earlier.
_EXPLETIVE = any_case(
    r"\b(?:it (?:is|was|were|has been|had been|be|been|remains?|seems?|appears?|takes?|took)"
    r"|(?:is|was|has|had|does|did|will|would|can|could|might|may) it(?: be| been| take| mean)?)"
    r"(?: (?!of\b|in\b|on\b|meant\b|made\b|\w+ed\b)[\w’'-]+){0,2}"
    r" (?:that|to|since|whether|if|when|for \w+ to)\b"
)
_EXISTENTIAL = any_case(
    r"\bthere(?:'s|’s)?(?= (?:is|are|was|were|be|been|has|have|had|will|would|may|might)\b)"
    r"|\b(?:is|are|was|were|be|been) there\b(?! (?:too|also|then|now)\b)(?=\s+\w)"
    r"|\bhow many(?: \w+)? (?:is|are|was|were) there\b(?=\W*$)"
)
_WORD = re.compile(r"[\w’'.-]*\w")


@dataclass(frozen=True, slots=True)
class OpenWord:
    """A word of a question that stands for something said before.

    Attributes:
        start, end: its characters; with the noun where one belongs to it ("that place").
        possessive: what stands for it takes "’s".
    """

    start: int
    end: int
    text: str
    role: Role
    possessive: bool


def open_words(question: str, known: KnownNames = NOTHING_KNOWN) -> list[OpenWord]:
    """The words of `question` that nothing inside it stands for.

    >>> [word.text for word in open_words("What did he call his trip there?")]
    ['he', 'his', 'there']
    >>> open_words("Is it true that Lee likes his drum?")
    []
    """
    words = list(_WORD.finditer(question))
    clause = clause_of(question)
    if clause.noun and not clause.rest and clause.subject.casefold() in ("it", "that", "this"):
        return []  # "What song was it?": it is the song
    empty = [m.span() for m in (*_EXPLETIVE.finditer(question), *_EXISTENTIAL.finditer(question))]
    before = _antecedents(question, known)
    found: list[OpenWord] = []
    for n, match in enumerate(words):
        word = _pointing_word(words, n, question, known)
        if word is None:
            continue
        if word.text.casefold() in ("it", "there") and any(a <= word.start < b for a, b in empty):
            continue
        personal = word.end == match.end() and word.role in ("person", "thing", "several")
        if personal and _inside(question, word, before, bool(found)):
            continue
        doer = word.role == "several" and _is_doer(question, word.text)
        found.append(replace(word, role="doers") if doer else word)
    return found


def _pointing_word(
    words: Sequence[re.Match[str]], n: int, question: str, known: KnownNames
) -> OpenWord | None:
    """The pronoun or "that place" at the `n`th word, whatever it stands for."""
    match = words[n]
    word = folded(match.group())
    role = _ROLES.get(re.sub(r"[’'](s|ll|d|re|ve)$", "", word))
    if role is None:
        return None
    start, end = match.start(), match.start() + len(re.split(r"[’']", match.group())[0])
    if role == "event":
        size = _pointing(words, n, question)
        noun = " ".join(w.group() for w in words[n : n + size])
        if not size or mentions(noun, known) or (size > 1 and noun.split()[1] in KINDS):
            return None
        if word == "this" and noun.split()[1:] and noun.split()[1].casefold() in NOW:
            return None
        end = words[n + size - 1].end()
        if size > 1:
            kind = kind_of_noun(noun)
            role = kind if kind in ("person", "place") else "thing"
    possessive = _is_possessive(word, [w.group() for w in words[n + 1 :]])
    return OpenWord(start, end, question[start:end], role, possessive)


def replaced(question: str, standing: Iterable[tuple[OpenWord, str]]) -> str:
    """`question` with words put in the place of open ones.

    >>> (word,) = open_words("What is his rank?")
    >>> replaced("What is his rank?", [(word, "Zhao Leji")])
    'What is Zhao Leji’s rank?'
    """
    for word, name in sorted(standing, key=lambda pair: -pair[0].start):
        if word.possessive:
            name += "’" if name.endswith("s") else "’s"
        question = question[: word.start] + name + question[word.end :]
    return upper_first(question)


def _is_doer(question: str, word: str) -> bool:
    """Whether `word` is the subject of a verb in the active voice."""
    clause = clause_of(question)
    if clause.subject.casefold() != word.casefold() or not clause.rest:
        return False
    verb = folded(clause.rest.split()[0])
    if folded(clause.auxiliary) in BE:
        return verb.endswith("ing")
    return verb not in NO_DEEDS and not is_verb(clause.rest.split()[0])


def _is_possessive(word: str, following: Sequence[str]) -> bool:
    if word in _ALWAYS_POSSESSIVE:
        return True
    if word not in {"his", "her"} or not following:
        return False
    behind = folded(following[0])
    return behind not in PREPOSITIONS | AUXILIARIES | PRONOUNS | {"and", "or", "when"}


def _pointing(words: Sequence[re.Match[str]], n: int, question: str) -> int:
    """How many words belong to the "this" or "that" at `n`; 0 where it points nowhere."""
    word = folded(words[n].group())
    before = folded(words[n - 1].group()) if n else ""
    behind = folded(words[n + 1].group()) if n + 1 < len(words) else ""
    last = not behind or question[words[n].end() : words[n].end() + 1] in (",", "?", ".")
    if is_verb(behind) and n and before not in AUXILIARIES | PREPOSITIONS:
        return 0  # "the delegation that accompanied Lee"
    if word in ("that", "those") and behind == "of" and before in _COMPARED_WITH:
        return 0  # "the size of the fair with that of the talks"
    if not last and behind not in _NO_NOUN and not is_verb(behind):
        following = [w.group() for w in words[n:]]
        # "say that exports fell": no pointing word; "in that city": one.
        if word == "that" and before not in PREPOSITIONS | BE | {"", "does", "did"}:
            return 2 if behind in _POINTED_AT else 0
        size = noun_phrase(following)
        asking = folded(words[0].group()) if n > 1 else ""
        if before in BE and size == len(following) == 2 and asking in {"", "why", "how"}:
            return 1  # what it is: "Why is that noteworthy?"
        behind_it = folded(following[size]) if size < len(following) else ""
        if before in DO and (not behind_it or behind_it in DETERMINERS):
            size -= 1  # the verb: "Who did this help?", "How do those rules shape the fair?"
        heads = (i + 1 for i in range(1, size) if _is_head(following[i]))
        size = next(heads, size)
        return next((i for i in range(2, size) if is_verb(following[i])), size)
    if word == "that" and behind in PRONOUNS - {"there"} and before not in AUXILIARIES:
        return 0
    return 1


def _is_head(word: str) -> bool:
    low = folded(word)
    return bool({low, low.removesuffix("s")} & HEADS)


def _antecedents(question: str, known: KnownNames) -> list[tuple[int, str]]:
    """(end, kind) of what a pronoun inside the question may stand for."""
    clause = clause_of(question)
    # What is asked for is no antecedent: "What share of world GDP does it represent?"
    asked = question.find(clause.auxiliary) if clause.wh and clause.auxiliary else 0
    found = [(m.end, _who_or_what(m)) for m in mentions(question, known) if m.start >= asked]
    for pattern in (r"\b(?:the|an?|two|both)\s+[\w’'-]+", r"[’']s\s+[\w-]+"):
        phrases = re.finditer(pattern, question, re.IGNORECASE)
        found += [(match.end(), "any") for match in phrases if match.start() >= asked]
    if clause.wh and not clause.auxiliary and clause.asks in ("who", "which", "what"):
        found.append((0, "asked"))
    return found


def _who_or_what(mention: Mention) -> str:
    """`any` where a name of unknown kind may be a person's."""
    if mention.kind != "thing" or mention.text.isupper():
        return mention.kind
    return "any" if len(mention.text.split()) <= 3 else "thing"


def _inside(
    question: str, word: OpenWord, before: Sequence[tuple[int, str]], others_open: bool
) -> bool:
    """Whether something before `word` in the question itself is what it stands for."""
    fitting = {"person": {"person", "any"}, "thing": {"thing", "place", "any"}}.get(
        word.role, {"person", "thing", "place", "any"}
    )
    for end, kind in before:
        if end > word.start:
            continue
        if kind == "asked":
            if word.possessive and not others_open:
                return True
            continue
        between = question[end : word.start]
        joined = {folded(w) for w in between.split()}
        if word.text.casefold() in _OBJECTS:
            # In "… before it", "before" begins no clause.
            joined -= {folded(w) for w in between.split()[-1:]} & PREPOSITIONS
        apart = bool(joined & CLAUSE_STARTS) or any(c in between for c in ",;.:")
        if kind in fitting and (word.possessive or apart):
            return True
    return False
