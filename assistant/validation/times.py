"""When, how long or where something was is asked; another time is told, or no such place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked.question import Question
from assistant.ranking.beside import year_of
from assistant.ranking.spans import NUMBER
from assistant.ranking.stays import asks_how_long_a_stay
from assistant.validation.told import POINTING, Check, Told, any_of, untold
from assistant.words.clauses import clause_of, folded, is_verb
from assistant.words.grammar import BE, BOUNDARIES, DETERMINERS, MONTH, PREPOSITIONS
from assistant.words.kinds import is_title
from assistant.words.mentions import mentions
from assistant.words.patterns import any_case
from assistant.words.same_things import things
from index.lexical import analyze

_TO_COME = any_of(
    r"will|would|shall|upcoming|next (?!to\b|after\b)\w+|(?:is|are|be) (?:[\w’'-]+ ){0,4}?"
    r"(?:going|expected|due|supposed|scheduled|planned|set) (?:to|for)|expected|planned|scheduled"
)
_TELLS_TO_COME = any_of(
    r"will|would|shall|(?-i:may)|expected|due|plan(?:s|ned|ning)?|upcoming|next|scheduled|set to|"
    r"to follow|agreed? to|intends?|going to|hopes? to|aims? to|takes? place|begins?|starts?|opens?"
)
# "When do the first cars arrive?", but not "When does she say that it was?"
_WHEN_DOES = any_case(r"\bwhen (?:does|do) (?!.*\b(?:say|date|put|place|think|claim)\b)")
_NEXT_ONE = any_of(
    r"(?:next|upcoming|follow-up) (?:\w+ )?"
    r"(?:summit|meeting|visit|round|forum|session|talks|edition|trip|election)s?"
)
_PAST_ASKED = any_of("did|was|were|had")
_NOT_PAST = any_of(
    rf"is|are|has|have|goes|enters|follows|means|by (?:19|20)\d\d|by the end|"
    rf"from (?:\d{{1,2}} )?(?:(?:{MONTH}) )?(?:\d{{1,2}}, )?(?:19|20)\d\d"
)


def _no_time_to_come(question: Question, told: Told) -> bool:
    """When or where something will be is asked, and the sentence tells what has been."""
    asked = question.reads
    if question.kind == "when" and _NEXT_ONE.search(asked):
        return not _TELLS_TO_COME.search(told.best)
    starts = question.english is None and _WHEN_DOES.search(asked)
    if question.kind not in ("when", "where") or not (starts or _TO_COME.search(asked)):
        return False
    # "Date: 5 May" and "it starts on 5 May" may tell it: only a sentence all in the past does not.
    past = any(map(is_verb, told.best.split())) and not _NOT_PAST.search(told.best)
    return past and not _PAST_ASKED.search(asked) and not _TELLS_TO_COME.search(told.best)


_HOW_LONG = any_case(
    r"^\W*(?:and |but |so )?(?:for )?how (?:long|many (?:years|months|weeks|days|hours)) "
    r"(?:did|do|does|will|is|was|were|has|have)\b"
)
_UNIT = r"(?:year|month|week|day|decade)s?"
_IN_BETWEEN = any_of(
    r"since|gap|hiatus|first|last(?= (?!for)\w)|previous(?:ly)?|again|before|apart|ago|passed|"
    r"elapsed|without|interval|pause|break|absence|wait(?:ed|ing)?|after|interrupt\w*|lapse\w*|"
    r"suspen\w*|no|not|been|there|until|return\w*|take"
)
_TELLS_IN_BETWEEN = any_of(
    rf"first\b[^.;]{{0,60}}\bin (?:\w+ )?\w+ {_UNIT}|"
    rf"\w+[- ]{_UNIT}(?:[- ]long)? (?:hiatus|gap|absence|pause|break|interval|interruption)"
)
# "13-14 January", "for three weeks"
_TELLS_LENGTH = re.compile(rf"\b\d{{1,2}}[–-]\d{{1,2}}\b|\bfor (?:\w+ )?\w+ {_UNIT}\b")


def _time_in_between(question: Question, told: Told) -> bool:
    """How long something lasts is asked, and the sentence tells how long there was none."""
    asks = _HOW_LONG.search(question.reads) and not _IN_BETWEEN.search(question.reads)
    return (
        bool(asks)
        and bool(_TELLS_IN_BETWEEN.search(told.best))
        and not any(map(_TELLS_LENGTH.search, told.sentences))
    )


def _other_stay(question: Question, told: Told) -> bool:
    """How long somebody stayed somewhere is asked, and the sentences do not name both."""
    if not asks_how_long_a_stay(question.reads) or POINTING.search(told.best):
        return False
    names = (m.text for m in mentions(question.reads) if not is_title(m.text))
    return not all(told.tells(name.split()[-1]) for name in names)


_no_start = untold(
    r"(?:take|takes|took|come|comes|came|go|goes|went) (?:in(?:to)? )?(?:office|effect|force)|"
    r"bec[ao]me",
    r"office|effect|force|sworn|inaugurat\w*|beg[aiu]ns?|became|becomes?|succe\w+|elect\w*|since|from",
    lambda question: question.kind == "when",
)


# Who or what was before is not told by what is now.
_not_earlier = untold(
    r"(?:previous|former|preceding)(?:ly)?|predecessors?|(?:job|post|office|position) before|"
    r"the last\b[\w ]{1,30} to (?:be|come|go|make|visit|meet|hold|win|receive)",
    r"previous(?:ly)?|former(?:ly)?|preced\w+|predecess\w+|last|prior|since|before|earlier|ago|"
    r"again|had|was|were|hiatus|historically|used to|past|then|replac\w+|succe\w+|until|after|left",
    lambda question: clause_of(question.reads).asks in ("who", "which", "what"),
)


_SINCE_ASKED = any_of(
    r"since|last|previous(?:ly)?|before|until|earlier|first|beg[aiu]n\w*|start\w*|long|past|ago|again"
)
_AFTER_SINCE = re.compile(
    r"\b(?:since|before|until|after) (?:[A-Z]\w+ )?(?:(?:19|20)\d\d|\d{1,2} [A-Z]\w+)"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2} (?=[A-Z])|\b[A-Z]\w+ \d{1,2}\b")


def _other_time(question: Question, told: Told) -> bool:
    """When something was is asked, and the only date is that of the time before: "since 2017"."""
    if question.kind != "when" or _SINCE_ASKED.search(question.reads):
        return False
    before = _AFTER_SINCE.search(told.best)
    return before is not None and not _DATED.search(_AFTER_SINCE.sub("", told.best))


_WORDS = re.compile(r"[\w’'-]+|[,;:(]")
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _other_year(question: Question, told: Told) -> bool:
    """What was in one year is asked, and the sentence tells what was in another one."""
    between = _SINCE_ASKED.search(question.reads)  # "before 2026", "since 2017"
    asked = set() if between else set(_A_YEAR.findall(question.reads))
    years = set(_A_YEAR.findall(told.best))
    # "2,900 in 2025, twice as many as in 2023" tells no number of 2023.
    its = year_of(told.best, told.at + len(told.words)) if told.at >= 0 else ""
    told_of = {year_of(told.best, value.end()) for value in NUMBER.finditer(told.best)}
    other = question.kind == "how_many" and bool(asked and its) and not asked & told_of
    return other or (bool(asked and years) and not asked & years)


def _year_untold(question: Question, told: Told) -> bool:
    """Who or how many in one year is asked, and that is told of only as the time before."""
    if question.kind not in ("who", "how_many") or _SINCE_ASKED.search(question.reads):
        return False
    asked = set(_A_YEAR.findall(question.reads))
    others = " ".join(told.sentences[1:])
    since = {year for found in _SINCE_YEAR.findall(others) for year in _A_YEAR.findall(found)}
    return bool(asked & since) and not asked & set(_A_YEAR.findall(told.best))


_SINCE_YEAR = re.compile(r"\b(?:[Ss]ince|[Bb]efore|[Uu]ntil) (?:[A-Z]\w+ )?(?:19|20)\d\d\b")
_no_succession = untold(
    r"predecess\w*|successors?|succeeds?|before (?:him|her|them)|"
    r"before (?:(?-i:[A-Z])[\w-]+ ?)+(?=\W*$)",
    r"predecess\w+|former(?:ly)?|previous(?:ly)?|preced\w+|succeed\w*|successors?|replac\w+|"
    r"before|earlier|last|until|took over|tak(?:es?|en|ing) over|place (?:[a-z]+ ){0,3}taken|"
    r"takes? (?:the|his|her|their) (?:place|post|office|seat)",
    lambda question: clause_of(question.reads).asks in ("who", "whom", "which"),
)


_VISITED = re.compile(
    r"\bdid (?P<who>(?:[\w’'-]+ ){1,4}?)(?:visit|travel to|go to|come to|fly to|tour) "
    r"(?:the )?(?P<where>[A-Z]\w*(?: [A-Z]\w*)*)"
)
_TELLS_VISIT = re.compile(
    r"\b(?:visit\w*|trips?|travel\w*|tour\w*|went|flew|came|embarked)\b(?P<to>[^.;]{0,60})"
)


def _visit_elsewhere(question: Question, told: Told) -> bool:
    """When somebody visited a place is asked, and the sentence tells of visits to others."""
    asked = _VISITED.search(question.reads) if question.kind in ("when", "where") else None
    if asked is None:
        return False
    where = set(things(asked["where"]))
    visits = [set(things(visit["to"])) for visit in _TELLS_VISIT.finditer(told.best)]
    return bool(visits) and not any(where & to for to in visits)


_no_venue = untold(
    r"venues?|where exactly|exactly where|(?:which|what) (?:hotel|building|hall|room|floor|venue)",
    r"halls?|hotels?|palace|cent(?:er|re)|buildings?|house|museum|temple|university|rooms?|floor|"
    r"gardens?|park|stadium|castle|offices?|embassy|library|theat(?:er|re)|court|school|church|"
    r"station|square|street|headquarters|club|arena|pavilion|tower|port|airport",
)
# The building does not tell in which room.
_not_inside = untold(
    r"(?:which|what) (?:room|floor|wing)",
    r"rooms?|floors?|wing|basement|lobby",
)

_LIGHT = frozenset(
    str.split("be been come do get give go happen have hold held make occur place take")
)
"""Verbs that tell no deed of their own: "take place"."""


def _date_of_another(question: Question, told: Told) -> bool:
    """When something was done to a thing is asked, and the date is of what was done beside it.

    "A reactor burst in the Lima Hall on 5 May" does not tell when that was built.
    """
    clause = clause_of(question.reads)
    rest = clause.rest.split()
    # "When was her visit?" has no other verb.
    passive = folded(clause.auxiliary) in BE
    verbs = [word for word in rest[:3] if is_verb(word)] if passive else rest[:1]
    if question.kind != "when" or not verbs or folded(verbs[0]) in _LIGHT:
        return False
    asked = set(analyze(clause.subject))
    # What gives the date may stand behind what is most alike.
    dated = next(filter(_DATED.search, told.sentences), told.best)
    words = _WORDS.findall(dated)
    deeds = " ".join(w for w in words if not asked.issuperset(analyze(w)))  # "Hall Building"
    if question.english or told.alike(analyze(verbs[0]), deeds):
        return False
    at = [n for n, word in enumerate(words) if asked.intersection(analyze(word))]
    return bool(at) and all(_is_beside(words[:n]) for n in at)


def _is_beside(before: Sequence[str]) -> bool:
    """Whether the words before one lead to it by a preposition: "… burst in the old"."""
    for word in map(folded, reversed(before)):
        if word in PREPOSITIONS or word == "of":
            return True
        if word in BOUNDARIES - DETERMINERS or is_verb(word) or not word:  # a comma
            return False
    return False


TIMES: tuple[Check, ...] = (
    _date_of_another,
    _no_time_to_come,
    _time_in_between,
    _other_stay,
    _no_start,
    _not_earlier,
    _other_time,
    _other_year,
    _year_untold,
    _no_succession,
    _visit_elsewhere,
    _no_venue,
    _not_inside,
)
