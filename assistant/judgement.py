"""Questions after a judgement, and sentences that give one: "a mixed outcome", "it fell short".

"How does the brief judge the visit?" shares only the visit with its answer, and every sentence
about the visit does. What tells the answer is that it appraises: it calls something good or bad,
large or small, sure or unsure (Martin and White 2005, The Language of Evaluation, ch. 2).
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.clauses import clause_of, is_verb
from index.lexical import analyze

_VERDICT = (
    r"(?:judg(?:e[sd]?|e?ments?)|"
    r"rat(?:e|es|ed)(?= (?:(?-i:[A-Z])|(?:the|its|his|her|their|how)\b))|"
    r"assess(?:es|ed|ments?)?|apprais\w+|"
    r"evaluat(?:e|es|ed|ions?)|verdicts?|tone|upbeat|optimis\w+|pessimis\w+|s[ck]eptic\w*|"
    r"(?:more|less|as|how) (?:positive|negative|critical)|cautious|hopeful|(?:un)?favou?rabl[ey]|"
    r"complimentary|enthusiastic|prais\w+|criticis(?:e[sd]?|ms?)|criticiz(?:e[sd]?))"
)
_ASKS = re.compile(
    rf"\b(?:{_VERDICT}|pros and cons|strengths|weaknesses|(?:up|down)sides?|"
    r"(?:good|bad|weak|strong) (?:and [a-z ]+)?(?:sides?|points?)|"
    r"(?:go|goes|going|gone|went) (?:well|badly|wrong)|[cf](?:ome|ame|ell|all) (?:up )?short|"
    r"disappoint\w*|successful|a (?:success|failure))\b|"
    r"평가|긍정적|부정적|낙관|비관|성공적|잘한 점|못한 점|아쉬운",
    re.IGNORECASE,
)
# "Who is more upbeat about the visit?", "final verdict on the visit"; not "the judge on the panel"
_FRAME = (
    r"(?:what|which|who|how|is|are|was|were|do|does|did|has|have|the|an?|its|their|more|less|most|least|"
    r"as|than|much|in|and|or|any|there|authors?|writers?|final|closing|overall|general|one)"
)
_NAMED_AFTER = re.compile(
    rf"^(?:(?:{_FRAME}|{_VERDICT}) )*(?!judges?\b){_VERDICT}(?: than)?(?: (?:is|are|was|were))?"
    r" (?:about|of|on|over|regarding|towards?) (?P<judged>.+)$",
    re.IGNORECASE,
)
# "Was the visit a success?", "… judge that the visit went well"
_NAMED_BEFORE = re.compile(
    r"^(?:(?:.*\bthat|was|were|is|has|did) )?(?P<judged>.+?)(?: (?:was|were|is|be|been))? "
    r"(?:an? (?:\w+ )?(?:success|failure)|successful|disappointing|(?:go|went|gone) (?:well|badly))"
    r"$",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(r"[:;?!]|, (?:and |but )?(?:what|which|how|where|who|why)\b", re.IGNORECASE)
_A_NAME = re.compile(r"(?<= )[A-Z]")
_EVENT = re.compile(
    r"\b(?:summit|meeting|visit|trip|tour|journey|talks|negotiation|conference|forum|event|campaign|"
    r"project|deal|agreement|programme|program|diplomacy)s?\b",
    re.IGNORECASE,
)
_ITS_OUTCOME = re.compile(r"\b(?:outcome|result|success|failure)s?\b", re.IGNORECASE)
_WORDS = frozenset(
    analyze(
        "mixed partial modest limited success successful succeed fail failure failed triumph "
        "setback breakthrough shortcoming disappointing disappointed fruitful productive "
        "constructive promising encouraging hopeful optimistic pessimistic good bad better "
        "worse best worst excellent poor weak strong remarkable impressive notable noteworthy "
        "exceptional outstanding significant meaningful important crucial critical valuable "
        "beneficial harmful welcome wise prudent deft adept adroit skilful skillful clumsy bold "
        "cautious careful balanced effective ineffective efficacy clear unclear uncertain "
        "doubtful questionable premature ultimately overall lack lacked gap hesitation merely"
    )
)
_PHRASES = re.compile(
    r"\b(?:f[ae]lls? short|falling short|came up short|did (?:well|badly)|remains to be seen|"
    r"too (?:early|soon)|on (?:balance|the whole)|all in all|in sum|litmus test|at best)\b",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(r"어떻게\s?(?:\S+\s)?평가|어떤\s?평가")
_ASSESSING = frozenset(analyze("assess assessment"))
_ENOUGH = 2
"""So many words of appraisal make a sentence as much of a judgement as it can be."""


def asks_for_judgement(text: str) -> bool:
    """Whether `text` asks how something is judged, in English or Korean.

    >>> asks_for_judgement("Which paper is more upbeat about the visit?")
    True
    >>> asks_for_judgement("Who visited?")
    False
    """
    return bool(_ASKS.search(text))


def judged_in(topic: str) -> str:
    """What is judged, as a text would speak of it: of an event, its outcome.

    >>> judged_in("Is more upbeat than about the visit"), judged_in("Was the visit a success?")
    ('the outcome of the visit', 'the outcome of the visit')
    >>> judged_in("verdict on how he handled the visit")
    'how he handled the visit'
    """
    plain = topic.strip(" ?,.")
    found = _NAMED_AFTER.match(plain) or _NAMED_BEFORE.match(plain)
    if found and _A_NAME.search(plain, 1, found.start("judged")):
        found = None  # somebody in the text is who judges
    if _ASKS_MORE.search(plain) or (not found and clause_of(topic).asks):
        return topic
    judged = found["judged"] if found else plain
    event = _EVENT.search(judged) and not _ITS_OUTCOME.search(judged)
    return f"the outcome of {judged}" if event and not any(map(is_verb, judged.split())) else judged


def judged_in_korean(asked: str, words: str) -> str | None:
    """The same for a question in Korean; None where it does not ask how something is judged.

    Args:
        asked: the question.
        words: its English words.

    >>> judged_in_korean("회담을 어떻게 평가하나요?", "meeting assess")
    'the outcome of meeting'
    """
    if not _ASKS_HOW.search(asked):
        return None
    judged = [w for w in words.split() if not _ASSESSING.intersection(analyze(w))]
    return judged_in(" ".join(judged)) if judged else None


@lru_cache(maxsize=4096)
def judging(text: str) -> float:
    """How much a sentence judges, 0 … 1.

    >>> judging("The outcome was mixed, and it remains to be seen what follows.")
    1.0
    >>> judging("They met in Lima.")
    0.0
    """
    words = len(_WORDS.intersection(analyze(text)))
    return min(words + len(_PHRASES.findall(text)), _ENOUGH) / _ENOUGH
