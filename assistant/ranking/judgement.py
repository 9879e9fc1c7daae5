"""Questions after a judgement, and sentences that give one: "a mixed outcome", "it fell short".

"How does the brief judge the visit?" shares only the visit with its answer, and every sentence
about the visit does. What tells the answer is that it appraises: it calls something good or bad,
large or small, sure or unsure (Martin and White 2005, The Language of Evaluation, ch. 2).
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.ranking.telling import share
from assistant.words.clauses import clause_of, is_verb
from assistant.words.patterns import any_case
from index.lexical import analyze

_VERDICT = (
    r"(?:judg(?:e[sd]?|e?ments?)|"
    r"rat(?:e|es|ed)(?= (?:(?-i:[A-Z])|(?:the|its|his|her|their|how)\b))|"
    r"assess(?:es|ed|ments?)?|apprais\w+|"
    r"evaluat(?:e|es|ed|ions?)|verdicts?|tone|upbeat|optimis\w+|pessimis\w+|s[ck]eptic\w*|"
    r"(?:more|less|as|how) (?:positive|negative|critical)|cautious|hopeful|(?:un)?favou?rabl[ey]|"
    r"complimentary|enthusiastic|prais\w+|criticis(?:e[sd]?|ms?)|criticiz(?:e[sd]?))"
)
_ACHIEVE = r"(?:achieve|deliver|secure|produce|bring about|obtain|accomplish)"
_UNDONE = r"(?:not|\w+n['’]?t) get done|left (?:undone|unresolved|unsettled|open|out)"
_ASKS = any_case(
    rf"\b(?:{_VERDICT}|pros and cons|strengths|weaknesses|(?:up|down)sides?|"
    r"(?:good|bad|weak|strong) (?:and [a-z ]+)?(?:sides?|points?)|"
    r"(?:go|goes|going|gone|went) (?:well|badly|wrong)|[cf](?:ome|ame|ell|all) (?:up )?short|"
    rf"disappoint\w*|shortcomings?|fail(?:ed|s)? to {_ACHIEVE}|"
    rf"not {_ACHIEVE}|{_UNDONE}|successful|a (?:success|failure)|"
    r"what (?:do|does|did) .{2,60} make of)\b|"
    r"평가|긍정적|부정적|낙관|비관|성공적|잘한 점|못한 점|아쉬운|"
    r"미흡|한계|성과를?\s?(?:내|거두)지\s?못"
)
# What is asked for; "Was it a success?" is answered by a failure as well.
_ASKS_FOR_GOOD = any_case(
    r"\b(?:pros|strengths|upsides?|(?:good|strong) (?:and|sides?|points?)|what (?:went|goes) well|"
    r"prais\w+)\b|잘한 점|긍정적인?\s?(?:성과|결과|측면|점)"
)
_ASKS_FOR_BAD = any_case(
    r"\b(?:cons|weaknesses|downsides?|(?:bad|weak) (?:sides?|points?)|shortcomings?|short|"
    r"wh(?:at|ere)\b.* (?:badly|wrong)|disappoint\w*|criticis\w*|criticiz\w*|"
    rf"fail(?:ed|s)? to {_ACHIEVE}|not {_ACHIEVE}|{_UNDONE}|didn['’]?t)\b|"
    r"못한 점|아쉬운|미흡|한계|지\s?못"
)
# "Who is more upbeat about the visit?", "final verdict on the visit"; not "the judge on the panel"
_FRAME = (
    r"(?:(?:what|who)(?:['’]s)?|which|how|is|are|was|were|do|does|did|has|have|the|an?|its|their|more|less|most|least|"
    r"as|than|much|in|and|or|any|there|authors?|writers?|final|closing|overall|general|one)"
)
_NAMED_AFTER = any_case(
    rf"^(?:(?:{_FRAME}|{_VERDICT}) )*(?!judges?\b){_VERDICT}(?: than)?(?: (?:is|are|was|were))?"
    r" (?:about|of|on|over|regarding|towards?) (?P<judged>.+)$"
)
# "How judge the visit?", where whoever judges is a document and was left out
_DIRECTLY = any_case(r"^how (?:judge|rate|assess|evaluate|appraise)s? (?P<judged>.+)$")
# "Was the visit a success?", "… judge that the visit went well"
_NAMED_BEFORE = any_case(
    r"^(?:(?:.*\b(?:that|think|consider|call|say|find)s?|was|were|is|has|did) )?"
    r"(?!(?:what|which|who|why|how|where|when|do|does|did|would|can|could)\b)"
    r"(?P<judged>(?:(?:the|an?|his|her|its|their|this|that)\b|(?-i:[A-Z])).*?)"
    r"(?: (?:was|were|is|be|been))? "
    r"(?:an? (?:\w+ )?(?:success|failure)|successful|disappointing|(?:go|went|gone) (?:well|badly))"
    r"$"
)
_ASKS_MORE = any_case(r"[:;?!]|, (?:and |but )?(?:what|which|how|where|who|why)\b")
_EVENT = any_case(
    r"\b(?:summit|meeting|visit|trip|tour|journey|talks|negotiation|conference|forum|event|campaign|"
    r"project|deal|agreement|programme|program|diplomacy)s?\b"
)
_OF_EVENTS = {"any": "the outcome of", "good": "what went well at", "bad": "what went wrong at"}
_ITS_OUTCOME = any_case(r"\b(?:outcome|result|success|failure)s?\b")
_GOOD = frozenset(
    analyze(
        "success successful succeed triumph breakthrough fruitful productive constructive "
        "promising encouraging hopeful optimistic good better best excellent strong remarkable "
        "impressive notable noteworthy exceptional outstanding significant meaningful important "
        "crucial valuable beneficial welcome wise prudent deft adept adroit skilful skillful "
        "bold careful balanced effective efficacy clear"
    )
)
_BAD = frozenset(
    analyze(
        "fail failure failed setback shortcoming disappointing disappointed pessimistic bad "
        "worse worst poor weak harmful clumsy ineffective unclear uncertain doubtful "
        "questionable premature lack lacked gap hesitation mixed modest limited partial merely"
    )
)
_NEITHER = frozenset(analyze("critical cautious ultimately overall"))
_GOOD_PHRASES = any_case(r"\bdid well\b")
_BAD_PHRASES = any_case(
    r"\b(?:f[ae]lls? short|falling short|came up short|did badly|remains to be seen|"
    r"too (?:early|soon)|at best)\b"
)
_PHRASES = any_case(r"\b(?:on (?:balance|the whole)|all in all|in sum|litmus test)\b")
_ASKS_HOW = re.compile(r"어떻게\s?(?:\S+\s)?평가|어떤\s?평가")
_ASSESSING = frozenset(analyze("assess assessment"))

Judgement = Literal["good", "bad", "any"]

_TELLS = {
    "good": (_NEITHER | _GOOD, _PHRASES, _GOOD_PHRASES),
    "bad": (_NEITHER | _BAD, _PHRASES, _BAD_PHRASES),
    "any": (_NEITHER | _GOOD | _BAD, _PHRASES, _GOOD_PHRASES, _BAD_PHRASES),
}


def judgement_asked(text: str) -> Judgement | None:
    """What kind of judgement `text` asks for, in English or Korean; None where for none.

    >>> judgement_asked("Which paper is more upbeat about the visit?")
    'any'
    >>> judgement_asked("What went wrong?"), judgement_asked("What went well?")
    ('bad', 'good')
    >>> judgement_asked("Who visited?")
    """
    if not _ASKS.search(text):
        return None
    good, bad = bool(_ASKS_FOR_GOOD.search(text)), bool(_ASKS_FOR_BAD.search(text))
    return "any" if good == bad else "good" if good else "bad"


def judged_in(topic: str) -> str:
    """What is judged, without the words that ask for it.

    >>> judged_in("Is more upbeat than about the visit"), judged_in("Was the visit a success?")
    ('the visit', 'the visit')
    >>> judged_in("verdict on how he handled the visit")
    'how he handled the visit'
    """
    plain = topic.strip(" ?,.")
    forms = (_NAMED_AFTER, _DIRECTLY, _NAMED_BEFORE)
    found = next(filter(None, (form.match(plain) for form in forms)), None)
    return found["judged"] if found and not _ASKS_MORE.search(plain) else topic


def what_came_of(topic: str, asked: Judgement) -> str | None:
    """What a text may say instead of the event that is judged: its outcome, or what went wrong.

    None where no event is judged, and where that is asked already.

    >>> what_came_of("the visit", "any"), what_came_of("the visit", "bad")
    ('the outcome of the visit', 'what went wrong at the visit')
    >>> what_came_of("seafood", "any")
    """
    judged = topic.strip(" ?,.")
    if clause_of(topic).asks or _ASKS_MORE.search(judged) or _ITS_OUTCOME.search(judged):
        return None
    if not _EVENT.search(judged) or any(map(is_verb, judged.split())):
        return None
    return f"{_OF_EVENTS[asked]} {re.sub('^The ', 'the ', judged)}"


def judged_in_korean(asked: str, words: str) -> str | None:
    """The same for a question in Korean; None where it does not ask how something is judged.

    Args:
        asked: the question.
        words: its English words.

    >>> judged_in_korean("회담을 어떻게 평가하나요?", "meeting assess")
    'meeting'
    """
    if not _ASKS_HOW.search(asked):
        return None
    judged = [w for w in words.split() if not _ASSESSING.intersection(analyze(w))]
    return " ".join(judged) or None


def what_went_in_korean(asked: str, words: str) -> str | None:
    """What went wrong or well at an event, where a question in Korean asks for that; else None.

    Args:
        asked: the question.
        words: its English words, the event first.

    >>> what_went_in_korean("회담에서 아쉬운 점은 무엇인가요?", "meeting")
    'what went wrong at meeting'
    """
    wanted, event = judgement_asked(asked), _EVENT.search(words)
    if wanted in (None, "any") or event is None:
        return None
    return f"{_OF_EVENTS[wanted]} {words[: event.end()]}"


def judging(text: str, asked: Judgement = "any") -> float:
    """How much a sentence judges in the way asked for, 0 … 1.

    >>> judging("The outcome was mixed, and it remains to be seen what follows.")
    1.0
    >>> judging("They met in Lima."), judging("It was a great failure.", "good")
    (0.0, 0.0)
    """
    return share(text, *_TELLS[asked])


_FOR_WHOM = re.compile(
    r"\b(?:outcome|result|success|failure|setback|win|loss|boon|blow|news|advantage|benefit) for "
    r"(?:the )?(?P<whom>[A-Z][\w-]*)"
)


def judged_for(sentence: str) -> str:
    """For whom a sentence calls something good or bad; empty where it does not say.

    >>> judged_for("Her refusal was a good outcome for Peru."), judged_for("It was a success.")
    ('Peru', '')
    """
    found = _FOR_WHOM.search(sentence)
    return found["whom"] if found else ""
