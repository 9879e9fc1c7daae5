"""How many or how much is asked, and the number told is of something else."""

from __future__ import annotations

import re

from assistant.asked.question import Question
from assistant.ranking.beside import of_another
from assistant.ranking.spans import NUMBER
from assistant.texts.statements import label_of_row
from assistant.texts.tables import is_row
from assistant.validation.told import Check, Told, any_of
from assistant.words.clauses import clause_of, is_verb
from assistant.words.grammar import ORDINALS, PREPOSITIONS
from assistant.words.mentions import kind_of_name, mentions
from assistant.words.name_shapes import NAME, TIME
from assistant.words.patterns import any_case
from assistant.words.same_things import countries, countries_behind, things
from index.lexical import analyze

_OF_COUNTRY = re.compile(r"\b[Hh]ow many (?P<country>[A-Z][\w.]+(?: [A-Z][\w.]+)?) [a-z]+")
_COSTS = any_of(
    r"costs?|price|priced|pay|paid|spend|spent|fees?|budget|salary|salaries|earns?|charged?"
)
_TELLS_COST = any_of(
    r"cost\w*|pric\w+|pa(?:y|id|ys|ying|yments?)|spen(?:d|t|ding)|fees?|salar\w+|expens\w+|"
    r"charge[sd]?|free"
)
_MONEY = re.compile(
    r"[$€£₩¥] ?\d|\b(?:USD|EUR|GBP|KRW|JPY|CNY) ?\d|"
    r"\d[\d.,]*(?: (?:million|billion|trillion))? (?:dollars?|euros?|pounds?|won|yen|yuan)\b"
)
_ORDINAL = any_case(
    rf"\b(?P<ordinal>{'|'.join(ORDINALS[1:])}) "
    r"(?!largest|biggest|highest|most|half|time\b|in\b|rank|person|paragraph|sentence|page|part)[a-z]"
)


def _counts_of_another_country(question: Question, told: Told) -> bool:
    """What is counted belongs to another country: "161 Korean companies" are no Chinese ones."""
    asked = _OF_COUNTRY.search(question.reads)
    theirs = countries(asked["country"]) if asked else set()
    if not theirs or told.at < 0:
        return False
    here = countries_behind(told.best, told.at) or countries(told.best)
    return bool(here) and not theirs & here


def _of_another_place(question: Question, told: Told) -> bool:
    """The share of one city is asked, and the number stands behind another one's name."""
    asked = clause_of(question.reads).subject
    if question.kind != "how_many" or told.at < 0 or kind_of_name(asked) != "place":
        return False
    if set(things(asked)) & set(things(told.best)):
        return False
    return any(mention.kind == "place" for mention in mentions(told.best[: told.at]))


_IN_PLACE = re.compile(rf"\b[Ii]n (?:the )?(?P<place>{NAME.pattern})")
_FRAMED = re.compile(rf"(?:^|[,;:] |\band )[Ii]n (?:the )?(?P<place>{NAME.pattern})")


def _in_another_place(question: Question, told: Told) -> bool:
    """What holds in one place is asked, and the words told stand behind "In Peru the fine is …"."""
    asked = [set(things(found["place"])) for found in _IN_PLACE.finditer(question.reads)]
    if not asked or told.at < 0 or question.english or question.kind in ("when", "where"):
        return False
    if any(place & set(things(told.best)) for place in asked):
        return False
    ahead = [f["place"] for f in _FRAMED.finditer(told.best) if f.start() <= told.at]
    return bool(ahead) and not TIME.match(ahead[-1])


def _no_cost(question: Question, told: Told) -> bool:
    """What something cost is asked, and the sentence tells of no money spent."""
    if question.kind != "how_many" or not _COSTS.search(question.reads):
        return False
    # "£18 million" is what a school costs where the sentence speaks of the school.
    subject = analyze(clause_of(question.reads).subject)[-1:]
    tells_sum = _MONEY.search(told.best) and not is_row(told.best)
    tells_sum = tells_sum and told.alike(subject, told.best)
    return not (_TELLS_COST.search(told.best) or tells_sum)


def _of_another_in_order(question: Question, told: Told) -> bool:
    """What the second expedition cost is asked, and the sentence speaks of none called so."""
    asked = _ORDINAL.search(question.reads)
    if asked is None or question.kind != "how_many":
        return False
    return not set(analyze(asked["ordinal"])) & set(analyze(told.best))


_SHARE = any_case(
    r"\b(?:how (?:much|many per ?cent)|what (?:share|part|percentage|proportion|per ?cent))"
    r" of (?:the |its |their |all )*(?P<whole>[\w’'-]+(?: (?!does|do|did|is|are|was|were|has|"
    rf"comes?|goes|{'|'.join(sorted(PREPOSITIONS))}\b)[\w’'-]+)*)"
)
_SHARE_TOLD = any_case(r"(?:%|\bper ?cent) of (?P<whole>[\w -]+)")


def _of_another_whole(question: Question, told: Told) -> bool:
    """The share of world trade is asked, and that of world GDP is told."""
    asked = _SHARE.search(question.reads)
    head = analyze(asked["whole"].split()[-1]) if asked else []
    # A word that the documents do not use may mean anything: "output" is GDP.
    known = bool(head) and head[0] in told.near.get(head[0], {})
    wholes = [found["whole"] for found in _SHARE_TOLD.finditer(told.best)]
    return known and bool(wholes) and not any(told.alike(head, whole) for whole in wholes)


_HOW_MANY = any_case(r"\bhow many\b(?! of\b)")
_GOES_ON = any_case(
    r"\W*(?:(?:it|they|these|those|both|of)\b|"
    rf"(?:{NUMBER.pattern}) (?:of (?:them|these|those)|was|were|is|are|ha[ds]|have)\b)"
)


def _counts_others(question: Question, told: Told) -> bool:
    """How many permits there are is asked, and the sentences count vessels and know no permits.

    One that goes on from another may leave out what it counts: "Twelve were granted."
    """
    counted = clause_of(question.reads).noun.split()[-1:]
    if not counted or not _HOW_MANY.search(question.reads) or question.english:
        return False
    head = analyze(counted[0])
    # A word that the documents do not use may mean anything: "papers" are agreements.
    known = bool(head) and head[0] in told.near.get(head[0], {})
    if not known or is_row(told.best) or label_of_row(told.best) or _GOES_ON.match(told.best):
        return False
    # "By 311 votes to 204" tells how many members voted.
    deeds = clause_of(question.reads).rest.split()
    return not any(map(told.tells, [counted[0], *filter(is_verb, deeds)]))


_SIDE = r"the (?P<whose>[A-Z][\w.]+(?: [A-Z]\w+)?) side\b"
_SIDE_ASKED = re.compile(rf"\b(?:on|from|for|by|of) {_SIDE}")
_SIDE_TOLD = re.compile(rf"\b[Oo]n {_SIDE}")


def _on_another_side(question: Question, told: Told) -> bool:
    """What was on the Chinese side is asked, and what was on the Korean side is told."""
    asked = _SIDE_ASKED.search(question.reads)
    whose = countries(asked["whose"]) if asked else set()
    sides = [countries(found["whose"]) for found in _SIDE_TOLD.finditer(told.best)]
    return bool(whose and sides) and not any(whose & side for side in sides)


def _of_another_part(question: Question, told: Told) -> bool:
    """A number or date is asked, and that told stands in another's part of the sentence.

    "Acme employs 40 people, and Bell has begun to build" does not tell how many Bell employs.
    """
    if question.kind not in ("how_many", "when") or told.at < 0 or label_of_row(told.best):
        return False  # the fields of a row are of one thing
    return of_another(question.reads, told.best, told.at)


COUNTS: tuple[Check, ...] = (
    _of_another_part,
    _counts_of_another_country,
    _of_another_place,
    _in_another_place,
    _no_cost,
    _of_another_in_order,
    _of_another_whole,
    _counts_others,
    _on_another_side,
)
