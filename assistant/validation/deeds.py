"""What somebody did is asked, and the sentences tell another deed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked.question import Question
from assistant.validation.told import Check, Told, any_of, untold
from assistant.words.clauses import clause_of, folded, is_verb
from assistant.words.grammar import OWN_DEEDS
from assistant.words.mentions import mentions
from assistant.words.patterns import any_case
from assistant.words.same_things import things
from index.lexical import analyze

_REACTING = any_case(
    r"\b(?:did|does|do|has|have) (?P<who>[\w.’' -]+?) (?:react|respond|retaliate|reply|announce)"
)
_COMPOUND = re.compile(r"[\w.]+(?:-[\w.]+)+")
_REACTION = any_of(
    r"react(?:ed|s|ions?)?|respon(?:d|ded|ds|ses?)|retaliat\w+|countermeasures?|repl(?:y|ied)"
)
_TELLS_REACTION = any_of(
    r"react\w*|respon[ds]\w*|retaliat\w*|counter\w*|repl(?:y|ied)|answer\w*|refus\w*|reject\w*|"
    r"rebuff\w*|welcom\w*|critici\w*|condemn\w*|prais\w*|protest\w*|oppos\w*|denounc\w*|"
    r"applaud\w*|thank\w*|declin\w*|support\w*|accept\w*|emphasi\w*|stress\w*|"
    r"call\w* (?:for|on|it|them)|to (?:this|that) end|indicat\w*|said|stated"
)


def _no_reaction(question: Question, told: Told) -> bool:
    """How somebody reacted is asked, and no reaction is told, nor are they named."""
    if not _REACTION.search(question.reads) or any(map(_TELLS_REACTION.search, told.sentences)):
        return False
    reacting = _REACTING.search(question.reads)
    if reacting is None:
        return False
    # "The Peru-Chile fair" is no deed of Peru.
    said = things(_COMPOUND.sub(" ", told.best))
    return not set(things(reacting["who"])) <= set(said)


_WHOSE_REACTION = re.compile(
    r"^\W*(?:(?i:and|but|so) )?(?i:how|what)\b[^,?]*?"
    r"(?:\b(?:did|does|do|has|have) (?:the )?(?P<who>[^,?]+?) (?:react|respond|retaliate|reply)|"
    r"(?:reaction|response|respond) (?:of|by|from) (?:the )?(?P<of>[^,?]+?)(?: to\b| on\b|[?,]|$)|"
    r"\b(?P<own>[A-Z][\w. ]*?)(?:[’']s (?:reaction|response)| respond\b))"
)
_REACTED = re.compile(
    r"\b(?P<who>(?>[A-Z][\w.]*(?:[ -][A-Z][\w.]*)*))(?:[’']s?)? (?:government |has |also )?"
    r"(?:reacted|responded|retaliated|replied|responds|reaction|response)"
)


def _other_reaction(question: Question, told: Told) -> bool:
    """How somebody reacted is asked, and the sentence tells only how others did."""
    asked = _WHOSE_REACTION.search(question.reads)
    whose = set(things(asked["who"] or asked["of"] or asked["own"])) if asked else set()
    reacted = [set(things(found["who"])) for found in _REACTED.finditer(told.best)]
    return bool(whose and reacted) and not any(whose & who for who in reacted)


def _other_deed(question: Question, told: Told) -> bool:
    """A deed is asked about that a text tells by its own name, and the sentences do not tell it."""
    verb = clause_of(question.reads).rest.split()[:1]
    return bool(verb) and folded(verb[0]) in OWN_DEEDS and not told.tells(verb[0])


_no_exchange = untold(
    r"(?:offer|promise|give|gave|get|got|receive|pay|paid|want)\w*\b.*\bin (?:return|exchange)",
    r"in (?:return|exchange)|exchang\w+|offer\w*|concession\w*|reciproc\w*",
)
_no_gift = untold(
    "gifts?|(?:what|which) presents?|presents(?! (?:an?|the|its)\\b)|souvenirs?",
    r"gifts?|presents?|presented|souvenirs?|gave|given|donat\w+|received?",
)
_HAS_DEAL = any_of(r"(?:has|have) (?:an? |any |the |some )?(?:[\w-]+ ){0,2}deals?")
_TELLS_DEAL = any_of(
    r"deals?|agree\w*|mous?|memorand\w+|contracts?|accords?|pacts?|partner\w*|sign\w*|cooperat\w+|"
    r"suppl\w+|deliver\w*|orders?|licen[cs]\w*|joint|venture"
)


_OF_ROW = re.compile(r"[:;|]| [–-] ")


def _no_deal(question: Question, told: Told) -> bool:
    """Who has an agreement is asked, and the sentence tells of none; a row of a table may."""
    is_row = _OF_ROW.search(told.best) and not any(map(is_verb, told.best.split()))
    tells = _TELLS_DEAL.search(told.best) or is_row
    return bool(_HAS_DEAL.search(question.reads)) and not tells


_ASKS_REASON = any_case(
    r"^\W*(?:and |but |so )?(?:why|how come|"
    r"what (?:made|persuaded|convinced|led|prompted|caused))\b"
)
_IS_NOT = any_of(
    r"refus\w+|lack(?:ed|ing|s)?|fail(?:ed|ure)|f[ae]lls? short|hesitat\w+|hesitant|rebuff\w*|"
    r"not|no|never|against|reject\w*|resist\w*|without|unable|declin\w*|reluctan\w*|disagree\w*|"
    r"shut|barred|banned|restrict\w*|still|avoid\w*|oppos\w*|stop\w*|block\w*|limit\w*|missed|"
    r"h[eo]ld back|holding back|\w+n['’]t"
)
_WELCOMED = any_of("good|bad|better|worse|welcome|positive|negative|benefi\\w+|important|mixed")
_TELLS_IS_NOT = re.compile(
    r"(?P<who>[A-Z][\w-]*(?: (?:and )?[A-Z][\w-]*)*)(?:[’']s)? (?:[a-z]+ )?"
    r"(?:refusal|refused|refuses|lack of|failed to|failure to|fell short|rebuffs)\b"
    r"(?P<deed>(?: (?!(?:during|was|were|is|are|which|who|highlighted|and)\b)[\w’'-]+)*)"
)


def _was_not_done(question: Question, told: Told) -> bool:
    """Why something was done is asked, and the sentence tells that it was not."""
    asked = question.reads
    if not _ASKS_REASON.match(asked) or _IS_NOT.search(asked) or _WELCOMED.search(asked):
        return False
    return question.english is None and any(_not_done(asked, told))


def _only_not_done(question: Question, told: Told) -> bool:
    """Why something was not done is asked, and the words told only say that it was not."""
    asked = question.reads
    if not _ASKS_REASON.match(asked) or not _IS_NOT.search(asked) or _WELCOMED.search(asked):
        return False
    return any(found.start() <= told.at < found.end() for found in _not_done(asked, told))


def _not_done(asked: str, told: Told) -> Iterator[re.Match[str]]:
    """Where the best sentence tells that who is asked about did not do such a deed."""
    names = " ".join(m.text for m in mentions(asked))
    named, deeds = set(things(names)), set(analyze(asked)) - set(analyze(names))
    for found in _TELLS_IS_NOT.finditer(told.best):
        if named.intersection(things(found["who"])) and told.alike(deeds, found["deed"]):
            yield found


DEEDS: tuple[Check, ...] = (
    _no_reaction,
    _other_reaction,
    _other_deed,
    _no_exchange,
    _no_gift,
    _no_deal,
    _was_not_done,
    _only_not_done,
)
