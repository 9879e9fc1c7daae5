"""What a word that points back may stand for: names of earlier questions and answers, by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.asked.document_words import KINDS_OF_DOCUMENTS
from assistant.follow_ups.anaphora import Role
from assistant.follow_ups.slots import noun_slots, with_article, with_owner
from assistant.follow_ups.turn import Turn, all_told, is_several, told_by
from assistant.words.clauses import clause_of, folded
from assistant.words.grammar import BE, MEASURES, POSTS, PRONOUNS
from assistant.words.kinds import is_adjective, is_title, kind_of_noun
from assistant.words.known_names import KnownNames
from assistant.words.mentions import Mention, kind_of_name, may_be_person, mentions
from assistant.words.patterns import any_case

_BARE = re.compile(
    r"(?!(?:there|the|an?|this|that|any|some|both|all|more|most|many|much|few|other|no|nobody|"
    r"nothing|anything|something|everything|anyone|someone|everyone)\b)[a-z]\w+(?: [a-z]\w+)*$"
)
_DONE_WITH = re.compile(
    r"(?:\w+ [A-Z][\w’'-]* )?(?:\w+ed|taken|given|told|made)\b|on the (?:list|agenda)\b"
)
# What something is in is no doer, and nothing is done to it: "structures in the PMZ".
_INSIDE = any_case(r"\bin (?:the )?$")
_OF_NAME = re.compile(r"of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")


class _Before:
    """An earlier question and its answer, taken apart.

    Args:
        turn: both.
        known: what the documents show about names.
    """

    def __init__(self, turn: Turn, known: KnownNames) -> None:
        self.turn, self.known, self.question = turn, known, turn.question
        self.told = told_by(turn)
        self.clause = clause_of(turn.question)
        self.asks_who = self.clause.asks in {"who", "whom"}
        self.asks_for_noun = self.asks_who or self.clause.asks in {"what", "which"}
        self.asks_what_it_is = folded(self.clause.auxiliary) in BE  # "Who is Xi?"
        self.said = self.mentioned(turn.question)

    def mentioned(self, text: str) -> list[Mention]:
        """The names in the question or in the answer."""
        return [m for m in mentions(text, self.known) if not is_adjective(m.text)]

    def names(self, kind: str) -> list[str]:
        """The names of one kind in the question."""
        return [with_article(self.question, m) for m in self.said if m.kind == kind]

    def nouns(self, kind: str) -> list[str]:
        """The nouns of one kind in the question."""
        return [noun for noun in noun_slots(self.question) if kind_of_noun(noun) == kind]


def stand_ins(role: Role, turns: Sequence[Turn], known: KnownNames) -> list[str]:
    """What a word that points back may stand for, likeliest first.

    >>> turn = Turn("Which company does SWM work with?", "Lenovo")
    >>> stand_ins("thing", [turn], KnownNames())
    ['Lenovo', 'SWM']
    """
    before = (_Before(turn, known) for turn in reversed(turns))
    found = (name for earlier in before for name in _OF_ROLE[role](earlier))
    return list(dict.fromkeys(filter(None, found)))


def _person(before: _Before) -> list[str]:
    """After "Who met Lee?" it is who was told; after any other question who was named."""
    asks_who = before.asks_who
    about = asks_who and before.asks_what_it_is and not before.clause.rest
    named = [m.text for m in before.said if m.kind == "person" or (about and may_be_person(m))]
    named += [with_owner(before.question, noun) for noun in before.nouns("person")]
    told = before.mentioned(before.told)
    answer = [m.text for m in told if m.kind == "person" or (asks_who and may_be_person(m))]
    # "Who is Xi?" names whom it asks about; "Who is Peru's foreign minister?" names an office only.
    told_first = asks_who and (not about or all(map(is_title, named)))
    return [*answer, *named] if told_first else [*named, *answer]


def _place(before: _Before) -> list[str]:
    """After "Where did they meet?" it is what was told; else the place that was named last."""
    clause, named = before.clause, before.names("place")[::-1]
    if clause.asks == "where" or (clause.noun and kind_of_noun(clause.noun) == "place"):
        return [before.told, *named]
    return [*named, *(m.text for m in before.mentioned(before.told) if m.kind == "place")]


def _thing(before: _Before) -> list[str]:
    """After "What did he sign?" it is what was told; else what was named."""
    clause, told, named = before.clause, before.told, _things_named(before)
    if clause.asks == "what" and before.asks_what_it_is and not clause.noun:
        # "What is shuttle diplomacy?": the words that are asked about, whatever is told of them.
        bare = _BARE.match(clause.subject) and not clause.rest
        return named or before.names("place") or [clause.subject if bare else told]
    offices = [m.text for m in before.said if is_title(m.text)]
    if before.asks_who and (offices or kind_of_name(told) == "person"):
        return [*named, *offices]
    # "Who speaks at the fair?" may be told by a name that nothing shows to be a person's.
    if before.asks_who and len(told.split()) > 1 and any(map(may_be_person, mentions(told))):
        return [*named, told]
    if before.asks_for_noun:
        return [told, *named]
    if clause.asks == "whose" and kind_of_noun(clause.noun) == "thing":
        return [f"the {clause.noun}", *named, told]
    subject, leads = _bare_subject(before.question) or ("", False)
    return [subject, *named, told] if leads else [*named, subject, told]


def _things_named(before: _Before) -> list[str]:
    nouns = before.nouns("thing")
    # "The post" of whom or what is no less than the name of it.
    nouns = [with_owner(before.question, n) if n.split()[-1] in POSTS else n for n in nouns]
    # What the text says is asked about sooner than the text, and a thing than its price.
    nouns.sort(key=lambda noun: noun.split()[-1] in KINDS_OF_DOCUMENTS | MEASURES)
    return [*before.names("thing"), *nouns]


def _several(before: _Before) -> list[str]:
    """What "they" may be: of what was told what is several, then who was named together."""
    names, answer = _doers_named(before), _told_of(before, all_told(before.turn))
    several = [name for name in answer if is_several(name)]
    return [*several, *_together(before, names, answer), *answer, *(m.text for m in names)]


def _doers(before: _Before) -> list[str]:
    """Who does something is rather a person or company that was named than what was told."""
    names, answer = _doers_named(before), _told_of(before, before.told)
    return [*_together(before, names, answer), *(m.text for m in names), *answer]


def _doers_named(before: _Before) -> list[Mention]:
    named = (m for m in before.said if m.kind in ("person", "thing"))
    return [m for m in named if not _INSIDE.search(before.question[: m.start])]


def _told_of(before: _Before, told: str) -> list[str]:
    """What was told, where it is no place; of persons who are several, only their names."""
    if before.asks_who:
        who = mentions(before.turn.short_answer or "", before.known)
        persons = dict.fromkeys(m.text for m in who if m.kind == "person")
        names = [name for name in persons if not is_title(name)]
        if len(names) > 1:  # their titles would make it too long
            return [f"{', '.join(names[:-1])} and {names[-1]}"]
    return [told] if told and before.asks_for_noun and kind_of_name(told) != "place" else []


def _together(before: _Before, names: Sequence[Mention], answer: Sequence[str]) -> list[str]:
    """Those who are named as several: "Lee and Xi", "the diggers", "did Lee meet Xi".

    Args:
        before: the earlier question.
        names: persons and things in it.
        answer: what was told; who is named alone is meant with it.
    """
    question, noun = before.question, before.clause.noun
    pairs = [
        f"{a.text} and {b.text}"
        for a, b in pairwise(names)
        if question[a.end : b.start].strip() == "and"
    ]
    persons = [m.text for m in names if m.kind == "person"]
    met = [" and ".join(persons)] if len(persons) == 2 and not pairs else []
    if answer and answer[0][0].isupper() and len(names) == 1:
        pairs = [f"{names[0].text} and {answer[0]}"]
    nouns = [n for n in noun_slots(question) if is_several(n)]
    return [*pairs, *([f"the {noun}"] if is_several(noun) else []), *nouns, *met]


_OF_ROLE: dict[Role, Callable[[_Before], list[str]]] = {
    "person": _person,
    "place": _place,
    "thing": _thing,
    "several": _several,
    "doers": _doers,
    "event": lambda before: [],  # what was done has no name
}


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
