"""Somebody is asked for, or the members of something; others are told of, or nobody."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.ranking.office import (
    names_holder_elsewhere,
    names_other_holder,
    office_asked,
    roles_alike,
)
from assistant.ranking.standing import ranks_somebody, tells_rank, whose_rank
from assistant.validation.told import POINTING, Check, Told, any_of, untold
from assistant.words.clauses import clause_of, folded, is_verb, without_brackets
from assistant.words.grammar import BE, BOUNDARIES, ORDINALS, SPEAKING, VAGUE_ROLES
from assistant.words.kinds import is_title, kind_words
from assistant.words.mentions import may_be_person, mentions
from assistant.words.patterns import any_case
from assistant.words.same_things import countries, things
from index.lexical import analyze

_HE_OR_SHE = any_of("he|she|his|her")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_BODIES = any_of(
    "house|administration|government|ministry|opposition|press|media|ambassador|parliament|public|"
    "consumers|voters|analysts|experts|critics|residents|families|unions|lawmakers|newspapers"
)


def _other_speaker(question: Question, told: Told) -> bool:
    """What somebody says is asked, and neither they nor a pronoun for them are named."""
    clause = clause_of(question.reads)
    verb = clause.rest.split()[:1]
    if clause.asks in ("where", "when", "why") or not verb or folded(verb[0]) not in SPEAKING:
        return False
    named = [m for m in mentions(clause.subject) if may_be_person(m) and not is_title(m.text)]
    bodies = [] if named else _BODIES.findall(clause.subject)
    speaker = [m.text for m in named] or bodies
    # "Lee wrote on X" tells nothing that Takaichi wrote.
    said_by = _QUOTED.sub("", told.best)
    theirs = countries(clause.subject)
    if theirs and not any(m.kind == "person" for m in named):
        return not theirs & countries(said_by) and not POINTING.search(said_by)
    if not speaker:
        return False
    pointing = _HE_OR_SHE if named and named[-1].kind == "person" else POINTING
    last_word = analyze(speaker[-1])[-1:]
    return not set(last_word) & set(analyze(said_by)) and not pointing.search(said_by)


_SAYING = any_of("say|said|tell|told|comment|think|stated?")
_ABOUT = re.compile(r" (?:about|on|regarding|concerning) (?!that\b|this\b|it\b)(?P<topic>[^?(]+)")
_HEAD = re.compile(
    r"(?:(?:the|its|his|her|their) )?(?P<head>.*?)(?: (?:of|in|for|with|at|to|and)\b|$)"
)


def _other_topic(question: Question, told: Told) -> bool:
    """What somebody says about something is asked, and the sentences tell nothing of it."""
    clause = clause_of(question.reads)
    asked = _ABOUT.search(question.reads)
    says = clause.asks == "what" and _SAYING.match(clause.rest) and mentions(clause.subject)
    if not says or asked is None or question.english:
        return False
    topic = _HEAD.match(asked["topic"].strip())
    head = topic["head"].split() if topic else []
    if head and all(word[:1].isupper() for word in head):  # South Korea is not North Korea
        return not set(things(" ".join(head))) <= set(things(" ".join(told.sentences)))
    head = head[-1:]
    return bool(head and analyze(head[0])) and not told.tells(head[0])


# "Peru’s own import restrictions", "Peru decided to restrict imports"
_DOES = re.compile(
    r"\b(?P<who>(?>[A-Z][\w.]*(?:[ -][A-Z][\w.]*)*)(?:-[a-z][\w.]*)*)(?:[’']s?)? "
    r"(?P<deeds>(?:(?!and\b)[a-z]+\b ?){1,4})"
)


def _other_doer(question: Question, told: Told) -> bool:
    """Why somebody did something is asked, and the sentences tell only that others did it."""
    clause = clause_of(question.reads)
    verb = clause.rest.split()[:1]
    # "Why was slate chosen?" names nobody who chose it.
    if clause.wh.casefold() != "why" or not verb or verb[0].endswith("ly"):
        return False
    if folded(clause.auxiliary) in BE:
        return False
    if not mentions(clause.subject):
        return False
    deed, asked = set(things(verb[0])), set(things(clause.subject))
    doers = [
        set(things(found["who"]))
        for said in told.sentences
        for found in _DOES.finditer(said)
        if deed & set(things(found["deeds"])) and mentions(found["who"])
    ]
    return bool(doers) and not any(asked & doer for doer in doers)


def _other_role(question: Question, told: Told) -> bool:
    """Who holds an office is asked, and the sentences name another one."""
    office = office_asked(question.reads)
    if office is None:
        return False
    # The mayor in one sentence and the deputy director in another are no deputy mayor; nor is
    # the president of a guild that of the bank which the other sentence names.
    told_of = any(
        all(told.alike([token], said) for token in analyze(role))
        for role in roles_alike(office.role)
        for said in told.sentences
        if said is told.best or not names_other_holder(office, said)
    )
    elsewhere = names_holder_elsewhere(office, told.best, told.sentences)
    return not told_of or elsewhere or names_other_holder(office, told.best)


_EQUAL = re.compile(
    r"\b(?:equivalent|similar|comparable|akin|analogous|counterpart|equal)\b[^.;]{0,12}? "
    r"(?:to|of|in) (?:that of |the |an? )*(?P<role>[^,.;]+)"
)


def _role_compared(question: Question, told: Told) -> bool:
    """Who holds an office is asked, and the sentence only likens another one to it."""
    office = office_asked(question.reads)
    likened = _EQUAL.search(told.best) if office else None
    if office is None or likened is None:
        return False
    return any(role in likened["role"].casefold() for role in roles_alike(office.role))


_RANK = any_of(f"(?:{'|'.join(ORDINALS[1:])})")


def _other_rank(question: Question, told: Told) -> bool:
    """Who is fourth is asked, and the sentences tell who is second."""
    asked = {rank.casefold() for rank in _RANK.findall(question.reads)}
    ranks = {rank.casefold() for said in told.sentences for rank in _RANK.findall(said)}
    return bool(asked and ranks) and not asked & ranks


def _rank_of_another(question: Question, told: Told) -> bool:
    """Which rank somebody has is asked, and the sentence tells that of somebody else."""
    who = whose_rank(question.reads)
    if not who or not ranks_somebody(told.best):
        return False
    return not any(tells_rank(who, said) for said in told.sentences)


_PERSONS = (kind_words().titles | {"executive", "official"}) - VAGUE_ROLES


def _singular(noun: str) -> str:
    return folded(noun).replace("men", "man").removesuffix("s")


def _nobody_named(question: Question, told: Told) -> bool:
    """Which president or which executives is asked, and the sentence names nobody."""
    clause = clause_of(question.reads)
    noun = clause.noun.split()[-1:]
    if clause.asks != "which" or not noun or _singular(noun[0]) not in _PERSONS:
        return False
    asked = set(analyze(question.reads))
    return not any(
        may_be_person(m) and not is_title(m.text) and not asked.issuperset(analyze(m.text))
        for m in mentions(told.best)
    )


_APPOINTING = r"(?:appoint|nam|nominat|elect|cho[so]|select|designat)"
_ASKS_APPOINTER = any_of(rf"{_APPOINTING}\w*")
_APPOINTED_BY = any_case(rf"\b{_APPOINTING}e?(?:d|en) by (?:the )?$")


def _only_appointer(question: Question, told: Told) -> bool:
    """Who is something is asked, and the sentence tells who appoints them."""
    if question.kind != "who" or _ASKS_APPOINTER.search(question.reads) or told.at < 0:
        return False
    ahead = told.best[: told.at]
    return bool(_APPOINTED_BY.search(ahead))


_MODIFIED = re.compile(r"(?:[Tt]he|[Aa]n?|\bof|\bby|^|,) (?P<kind>[a-z]+) (?P<head>[a-z]+)$")


def _others_of_the_kind(question: Question, told: Told) -> bool:
    """What the finance ministers did is asked, and the sentence tells of defence ministers."""
    asked = _MODIFIED.search(clause_of(question.reads).subject)
    if asked is None or _singular(asked["head"]) not in _PERSONS or told.tells(asked["kind"]):
        return False
    others = re.findall(rf"([\w’'-]+) {asked['head']}\b", told.best)
    return bool(others) and not any(folded(o) in BOUNDARIES or is_verb(o) for o in others)


_MINISTERS = any_of(r"(?:which|what|who)\b[^?]*(?<!prime )(?<!prime-)\bminist(?:ers?|erial)")
_PRIME = any_case(r"\bprime[- ]minister\w*")
_TELLS_MINISTER = any_of(r"minist(?:ers?|er[’']s|ry|ries|erial)|secretar(?:y|ies)")


def _only_prime_minister(question: Question, told: Told) -> bool:
    """Which ministers is asked, and the sentence knows a prime minister only."""
    if not _MINISTERS.search(_PRIME.sub("", question.reads)) or not _PRIME.search(told.best):
        return False
    return not _TELLS_MINISTER.search(_PRIME.sub("", told.best))


_WHO = r"(?:who|which \w+) (?:was (?:the )?)?(?:co-?)?"
# "Which company heads attended the forum?"
_NO_HEADS = r"(?! (?:of|\w+ed|came|met|took|went|are|were|do|did|have|had)\b)"
# A meeting is also hosted by whom the guest met: only events that draw many are asked about here.
_no_host = untold(
    rf"{_WHO}(?:organi[sz](?:ed|er|ers|es)|sponsor(?:ed|s)?|chaired|moderated|convened)|"
    rf"{_WHO}(?:host(?:ed|s)?|le(?:d|ads)|head(?:ed|s{_NO_HEADS})?|ran)\b[^?]*\b"
    r"(?:forum|conference|roundtable|event|delegation|fair|exhibition|workshop|seminar|gathering|"
    r"dinner|banquet|reception|ceremony|panel|session|concert|performance|show|festival|team|"
    r"campaign|investigation|survey|expedition|repairs|side)",
    r"(?:co-?)?host\w*|organi[sz](?:ed|ers?|es|ing)|sponsor\w*|le(?:d|ads?|ader|ading)|headed|chair(?:ed|s)?|"
    r"moderat\w*|conven\w*|presid(?:ed|es|ing)|run|ran|arranged|initiated|held by|invitation",
)

_ASKS_LEADER = any_case(
    rf"^\W*(?:and |but |so )?{_WHO}(?:leads|heads{_NO_HEADS}|runs|directs|chairs|manages)\b"
)
_TELLS_LEADER = any_of(
    r"le(?:d|ads?|ading|adership)|head(?:ed|ing)?|runs?|ran|running|direct\w*|manag\w+|chair\w*|"
    r"in charge|responsible|oversee\w*|oversaw|command\w*|under|by|took over|found(?:ed|er)|owns?"
)


def _nobody_leads(question: Question, told: Told) -> bool:
    """Who leads something today is asked, and the sentence has no word for it and no office.

    An office may be all that tells it: "Acme Chairman Bo Dahl". Who once led something may go by
    any deed.
    """
    if not _ASKS_LEADER.match(without_brackets(question.reads)):
        return False
    offices = kind_words().titles.intersection(re.findall(r"\w+", told.best.casefold()))
    return not offices and not _TELLS_LEADER.search(told.best)


_ASKS_MEMBERS = any_case(
    r"\b(?:which|what|who|list|name)\b(?!.*\bnot\b).*\b(?:"
    r"members\b(?! of (?:his|her|the delegation))|"
    r"member (?:countries|states|economies|nations|firms|companies)\b|"
    r"(?:countries|states|economies|nations|firms|companies) "
    r"(?:belong to|are (?:in|part of)|make up|form)\b)"
)
_OF_COUNTRIES = any_of("countries|states|economies|nations")
# "It leaves out Peru", "Chile's bid to join": these are no members.
_NO_MEMBERS = re.compile(
    r"\b(?:exclud\w+|without|except\w*|other than|leav\w+ out)\b[^;.]*|"
    r"\b[\w.]+-(?:absent|free|less)\b|"
    r"\b[\w.’']+(?: \w+)?[’']s (?:accession|entry|application|bid)\b"
)


def _no_two_members(question: Question, told: Told) -> bool:
    """Not two are named besides those that do not belong to it."""
    if not _ASKS_MEMBERS.search(question.reads):
        return False
    said = _NO_MEMBERS.sub(" ", " ".join(told.sentences))
    if _OF_COUNTRIES.search(question.reads):
        return len(countries(said)) < 2
    asked = question.reads.casefold()
    return len({m.text for m in mentions(said) if m.text.casefold() not in asked}) < 2


PEOPLE: tuple[Check, ...] = (
    _other_speaker,
    _other_topic,
    _other_doer,
    _other_role,
    _others_of_the_kind,
    _only_appointer,
    _role_compared,
    _other_rank,
    _rank_of_another,
    _nobody_named,
    _only_prime_minister,
    _no_host,
    _nobody_leads,
    _no_two_members,
)
