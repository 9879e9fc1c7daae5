"""What a word that points back may stand for: names of earlier questions and answers, by kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.asked.frames import KINDS_OF_DOCUMENTS
from assistant.follow_ups.anaphora import Role
from assistant.follow_ups.slots import noun_slots
from assistant.readers.reading import Place
from assistant.words.clauses import clause_of, folded, is_verb, noun_phrase
from assistant.words.grammar import (
    BE,
    DETERMINERS,
    HEADS,
    NO_NOUNS,
    NUMBERS,
    POSTS,
    PREPOSITIONS,
    PRONOUNS,
)
from assistant.words.kinds import is_adjective, is_title, kind_of_noun, kind_words
from assistant.words.known_names import KnownNames
from assistant.words.mentions import Mention, kind_of_name, may_be_person, mentions

LONGEST_STAND_IN = 8
"""Words; a longer short answer does not take a pronoun's place."""

_PLURAL = re.compile(
    r"(?:(?-i:(?<![isu]))(?<!\bnew)(?<!\bserie)(?<!headquarter)s|people|children|men|media|memoranda)$"
    r"|\band\b|;|^(?:two|three|four|five|six|\d+)\b",
    re.I,
)
_PAIR = re.compile(r"[A-Z][\w.]*[-–][A-Z][\w.]*")
_NOUN_BEHIND = re.compile(rf"(?i:(?: [a-z]+){{0,2}}? (?:{'|'.join(sorted(HEADS))})s?\b)")
_BARE = re.compile(
    r"(?!(?:there|the|an?|this|that|any|some|both|all|more|most|many|much|few|other|no|nobody|"
    r"nothing|anything|something|everything|anyone|someone|everyone)\b)[a-z]\w+(?: [a-z]\w+)*$"
)
_DONE_WITH = re.compile(
    r"(?:\w+ [A-Z][\w’'-]* )?(?:\w+ed|taken|given|told|made)\b|on the (?:list|agenda)\b"
)
# What something is in is no doer, and nothing is done to it: "structures in the PMZ".
_INSIDE = re.compile(r"\bin (?:the )?$", re.I)
_OF_NAME = re.compile(r"of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and what came of it.

    Attributes:
        question: as it was understood.
        short_answer: as told; None where there was none.
        texts: sentences cited and passages found, from which names are known.
        said: where the words told as short answer stand, for "Who else?".
    """

    question: str
    short_answer: str | None = None
    texts: tuple[str, ...] = ()
    said: tuple[Place, ...] = ()


def is_several(noun: str) -> bool:
    """Whether a noun phrase speaks of more than one.

    >>> [is_several(n) for n in ("the diggers", "the MOUs", "the analysis", "the news")]
    [True, True, False, False]
    """
    return bool(_PLURAL.search(noun))


def stand_ins(role: Role, turns: Sequence[Turn], known: KnownNames) -> list[str]:
    """What a word that points back may stand for, likeliest first.

    >>> turn = Turn("Which company does SWM work with?", "Lenovo")
    >>> stand_ins("thing", [turn], KnownNames())
    ['Lenovo', 'SWM']
    """
    found: list[str] = []
    for turn in reversed(turns):
        found += _stand_ins_of(role, turn, known)
    return list(dict.fromkeys(name for name in found if name))


def _stand_ins_of(role: Role, turn: Turn, known: KnownNames) -> list[str]:
    clause = clause_of(turn.question)
    said = [m for m in mentions(turn.question, known) if not is_adjective(m.text)]
    told = told_by(turn) if role != "several" else _all_told(turn)
    answered = [m for m in mentions(told, known) if not is_adjective(m.text)]
    asks_who = clause.asks in {"who", "whom"}
    if role == "person":
        about = asks_who and folded(clause.auxiliary) in BE and not clause.rest
        persons = [m.text for m in said if m.kind == "person" or (about and may_be_person(m))]
        nouns = (n for n in noun_slots(turn.question) if kind_of_noun(n) == "person")
        persons += [_with_owner(turn.question, noun) for noun in nouns]
        # "Who is Peru's foreign minister?": who was told is meant, not the office.
        about = about and not all(is_title(name) for name in persons)
        answer = [m.text for m in answered if m.kind == "person" or (asks_who and may_be_person(m))]
        return [*answer, *persons] if asks_who and not about else [*persons, *answer]
    if role == "place":
        places = [_with_article(turn.question, m) for m in said if m.kind == "place"][::-1]
        if clause.asks == "where" or (clause.noun and kind_of_noun(clause.noun) == "place"):
            return [told, *places]
        return [*places, *(m.text for m in answered if m.kind == "place")]
    if role in ("several", "doers"):
        return _several(turn, said, told, role == "doers", known)
    return _things(turn, said, told) if role == "thing" else []


def _things(turn: Turn, said: Sequence[Mention], told: str) -> list[str]:
    clause = clause_of(turn.question)
    things = [_with_article(turn.question, m) for m in said if m.kind == "thing"]
    nouns = [n for n in noun_slots(turn.question) if kind_of_noun(n) == "thing"]
    # "The post" of whom or what is no less than the name of it.
    nouns = [_with_owner(turn.question, n) if n.split()[-1] in POSTS else n for n in nouns]
    # What the text says is asked about sooner than the text.
    things += sorted(nouns, key=lambda noun: noun.split()[-1] in KINDS_OF_DOCUMENTS)
    offices = [m.text for m in said if is_title(m.text)]
    places = [_with_article(turn.question, m) for m in said if m.kind == "place"]
    if clause.asks == "what" and folded(clause.auxiliary) in BE and not clause.noun:
        # "What is shuttle diplomacy?": the words that are asked about, whatever is told of them.
        named = _BARE.match(clause.subject) and not clause.rest
        return things or places or [clause.subject if named else told]
    if clause.asks in {"who", "whom"} and (offices or kind_of_name(told) == "person"):
        return [*things, *offices]
    asked = clause.asks in {"what", "which", "who", "whom"}
    if clause.asks == "whose" and kind_of_noun(clause.noun) == "thing":
        things.insert(0, f"the {clause.noun}")
    if not asked and (bare := _bare_subject(turn.question)):
        phrase, leads = bare
        things.insert(0 if leads else len(things), phrase)
    return [told, *things] if asked and told else [*things, told]


def _bare_subject(question: str) -> tuple[str, bool] | None:
    """The subject of "Was fishing off the coast discussed?", and whether it is sooner meant.

    It is where something was done with it; None where the subject is a name, people or several.

    >>> _bare_subject("Was disarmament of the North on the list?")
    ('disarmament of the North', True)
    >>> _bare_subject("Is progress on the FTA likely?")
    ('progress', False)
    """
    clause = clause_of(question)
    subject, rest = clause.subject, clause.rest
    if clause.wh or folded(clause.auxiliary) not in {"was", "is"} or subject in PRONOUNS:
        return None
    if not _BARE.match(subject) or is_several(subject) or kind_of_noun(subject) != "thing":
        return None
    of = _OF_NAME.match(rest)
    return f"{subject} {of.group()}" if of else subject, bool(of or _DONE_WITH.match(rest))


def _all_who(turn: Turn, known: KnownNames) -> list[str]:
    """Those who were told, by name, where they are several: their titles would make it too long."""
    who = [m.text for m in mentions(turn.short_answer or "", known) if m.kind == "person"]
    names = [name for name in dict.fromkeys(who) if not is_title(name)]
    return [f"{', '.join(names[:-1])} and {names[-1]}"] if len(names) > 1 else []


def _several(
    turn: Turn, said: Sequence[Mention], told: str, doers: bool, known: KnownNames
) -> list[str]:
    """What "they" may be; who does something is rather a person or company than what was told."""
    clause = clause_of(turn.question)
    names = [
        m
        for m in said
        if m.kind in ("person", "thing") and not _INSIDE.search(turn.question[: m.start])
    ]
    pairs = [
        f"{a.text} and {b.text}"
        for a, b in pairwise(names)
        if turn.question[a.end : b.start].strip() == "and"
    ]
    persons = [m.text for m in names if m.kind == "person"]
    met = [" and ".join(persons)] if len(persons) == 2 and not pairs else []  # "did Lee meet Xi"
    asked = clause.asks in {"what", "which", "who", "whom"} and bool(told)
    answer = [told] if asked and kind_of_name(told) != "place" else []
    if clause.asks in {"who", "whom"}:
        answer = _all_who(turn, known) or answer
    if answer and answer[0][0].isupper() and len(names) == 1 and not pairs:
        pairs.append(f"{names[0].text} and {answer[0]}")
    nouns = [f"the {clause.noun}"] if is_several(clause.noun) else []
    nouns += [noun for noun in noun_slots(turn.question) if is_several(noun)]
    if doers:
        return [*pairs, *nouns, *met, *(m.text for m in names), *answer]
    several = [name for name in answer if is_several(name)]
    return [*several, *pairs, *nouns, *met, *answer, *(m.text for m in names)]


def _with_article(question: str, mention: Mention) -> str:
    """The name, with "the" where the question says so; of a pair with what is between the two.

    >>> _with_article("Who came to the Peru-Chile talks?", Mention("Peru-Chile", "thing", 16))
    'the Peru-Chile talks'
    """
    before = question[: mention.start].casefold()
    name = mention.text
    if _PAIR.fullmatch(name) and (noun := _NOUN_BEHIND.match(question, mention.end)):
        name += noun.group()
    return f"the {name}" if before.endswith("the ") else name


def _with_owner(question: str, noun: str) -> str:
    """The noun with what it belongs to, where that is a name: "the head of Acme"."""
    behind = question[question.find(noun) + len(noun) :].rstrip("?!. ").split()
    if behind[:1] != ["of"] or len(behind) == 1:
        return noun
    of = behind[1 : 1 + max(noun_phrase(behind[1:]), 1)]
    named = any(word[:1].isupper() for word in of)
    return f"{noun} of {' '.join(of)}" if named else noun


def _all_told(turn: Turn) -> str:
    """All that the short answer lists, joined by "and"; else what `told_by` gives."""
    each = (turn.short_answer or "").split("; ")
    told = [told_by(replace(turn, short_answer=one)) for one in each]
    if not all(told) or len(told) == 1:
        return told_by(turn)
    return f"{', '.join(told[:-1])} and {told[-1]}"


def told_by(turn: Turn) -> str:
    """The short answer where it can stand in a sentence as a noun, else nothing."""
    told = re.sub(r"\s*\([^)]*\)?", "", (turn.short_answer or "").split("; ")[0]).strip(" ,.“”")
    words = [folded(word) for word in told.split()]
    if words and all(word.isdigit() or word in NUMBERS for word in words):
        return ""
    noun = words and not any(is_verb(word) or word in PRONOUNS - DETERMINERS for word in words)
    if not noun or len(words) > LONGEST_STAND_IN or words[0] in NO_NOUNS or is_adjective(told):
        return ""
    # "Remove one of the pieces", "test the water": something done.
    opens_noun = DETERMINERS | NUMBERS
    if len(words) > 1 and words[1] in opens_noun and words[0] not in opens_noun | PREPOSITIONS:
        return ""
    # "President Xi, President": cut in the middle of an enumeration.
    return "" if words[-1] in kind_words().titles and len(words) > 1 else told
