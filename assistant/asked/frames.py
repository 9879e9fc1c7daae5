"""What a question asks documents about, without the words that speak of the documents themselves.

"What does each text say about trade?" asks for trade: no text holds the words around it, and left
in, they find sentences about texts, authors and views.
"""

from __future__ import annotations

import re

from assistant.asked.document_words import HERE, NOUNS, VIEW
from assistant.words.patterns import any_case
from index.lexical import analyze

# Verbs that documents are the subject of. "Count", "give" and "name" are not among them: "How
# many pacts does each give?" asks for what is given.
_TOLD = (
    r"(?:say|said|tell|told|wr(?:ite|ote|itten)|report|state|claim|mention|note|describe|discuss|cover|"
    r"address|see|saw|seen|judge|put|word|th(?:ink|ought)|believe|view|treat|present|portray|argue|"
    r"conclude|depict|characteri[sz]e|assess|quote|speak|spoke|talk|touch|have|has|make|bring|explain|"
    r"praise|criticis|criticiz|rate|stress|emphasi[sz]|highlight|"
    r"differ|disagree|diverge|agree|compare|contradict)(?:e?s|e?d|ing|e)?"
)
_SAME_VIEW = (
    r"(?:the same|an? (?:different|similar)|different|similar) "
    r"(?:view|opinion|take|position|verdict|line)s?"
)
_TELL = (
    rf"(?:ha(?:ve|s|d) to )?(?:{_TOLD}(?: (?:up|out|to say|each other|of it|{_SAME_VIEW}|"
    rf"the same(?: things?)?(?: as {HERE})?))?|"
    r"gives? the same (?:figure|amount|value)s? for(?= ))"
)
_ABOUT = (
    r"(?: (?:it|this|that|them|these))?"
    r"(?: (?:about|on|of|over|regarding|concerning|as to|with|that|in))?(?= |$)"
)
_EACH = r"(?: (?:each|both|all|one|of them|any|ever))*"
_LEAD = (
    r"(?:(?:please|and|but|so) )*(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:(?:tell me|say|explain|show me|compare|contrast) )?"
)
_AUXILIARY = r"(?:do|does|did|is|are|can|has|have|would)"
# "What do the texts say about …"
_SPEAKS = any_case(
    rf"^{_LEAD}(?:(?:what|how|where|(?:in|on) what(?: \w+)?) )?(?:{_AUXILIARY} )?"
    rf"{HERE}{_EACH} {_TELL}{_ABOUT}"
)
# "Is the newsletter's verdict on …"
_ITS_VIEW = any_case(
    rf"^{_LEAD}(?:(?:what|how) )?(?:{_AUXILIARY} )?{HERE} (?:\w+ )??{VIEW}"
    r" (?:on|of|about|regarding)(?= )"
)
_DIFFERENCES = any_case(
    r"^(?:what (?:is|are) |(?:is|are) there )?(?:the |an? |any )?(?:(?:main|key) )?"
    r"differences? between "
    rf"{HERE} (?:on|about|over|in|regarding)\b"
)
# "… more positive than KEI's", "… the same way KEI does"
_MORE_THAN = any_case(
    r"(?: (?:(?:more|less) \w+|\w+er|as \w+|(?:in )?the same(?: way)?|alike|similarly|differently|"
    rf"different))?(?: (?:than|as|from|to|with))? {HERE}(?: {_AUXILIARY})?$|"
    rf" (?:compared?|differ|different|differently)(?: (?:with|to|from)(?: {HERE})?)?$"
)
# "Which text is more upbeat about …"
MORE_ABOUT = any_case(
    rf"^which (?:one )?(?:of (?:(?:the|these) \w+ )?)?(?:{NOUNS}|{HERE}) "
    r"(?:is|sounds|seems|looks) (?:the )?"
    r"(?:(?:more|most|less|least) \w+|\w+er) (?:one )?"
    r"(?:about|on|of|over|regarding|towards?|in (?:its|their) \w+ (?:of|on))(?= )|"
    rf"^which (?:one )?(?:of (?:(?:the|these) \w+ )?)?(?:{NOUNS}|{HERE}) "
    r"(?:mention|discuss|cover|address|describe|(?:talk|speak)s? (?:about|of)|bring up)(?:e?s)?"
    r"(?= )"
)
_AND_HOW = any_case(r",? and (?:how|where|what)$")
_SAME = any_case(r" (?:in )?the same(?: way)?$")
# "… is mentioned in both pieces", "…, according to KEI", "… as KEI presents it"
_TOLD_IN = any_case(
    r",?(?: (?:is|are|was|were|gets?(?: a)?))?(?: (?:come|comes|came|show|shows|showed) up)?"
    rf"(?: {_TOLD})?(?: as)? (?:in(?: the \w+ of)?|by|from|of|per|for|according to|between) "
    rf"{HERE}(?:(?:,| and| or)*(?: (?:in|by|from|of))? {HERE})*$|"
    rf",? as {HERE} {_TELL}(?: it| them)?$"
)
_COMES_UP = any_case(
    rf"^(?:(?:where|how(?: often)?) {_AUXILIARY}|is|are|was|were) (?P<topic>.+?)"
    r"(?: (?:come up|show up|appear|figure|feature|occur))?$"
)
# "Where did they meet, according to KEI?" asks for no place in a document.
_BY_WHOM = any_case(rf",? (?:according to|per) {HERE}$")
# "I need a line from each source on …"
_WANTED = any_case(
    rf"^(?:I(?:['’]d| would)? (?:need|want|like)|give me|show me|find me|get me|quote)\b.{{0,40}}?"
    rf"{HERE} (?:on|about|of|regarding)(?= )"
)
# Names of documents that stand anywhere else.
_LEFT = any_case(
    rf"(?:\b(?:do|does|did|in|from|by|for|of|with|between|per|according to)\b ?)*{HERE}"
    rf"(?:,? (?:and|or|with|than|vs\.?|versus) {HERE})*,?"
)
# "In both texts, what is said about …"
_SAID_IN = any_case(
    rf"^(?:(?:in|from) {HERE},? )?(?:what|how) (?:is|are|was|were) (?:it )?{_TELL}{_ABOUT}"
)
_TOGETHER = any_case(
    rf"{HERE}(?:(?:, {HERE})*,? (?:and|or|but|&)(?: (?:according to|in|by|from|per))? {HERE},?|"
    # "How many, according to the letter, and what does the memo say of it?" asks twice.
    rf"(?<!according to {HERE}),? (?:and|or|but) (?:what|how|where) (?:do|does|did) {HERE},?)+"
)
_END = re.compile(r"[\s?!,;:]+$|(?<![A-Z])\.$")
_CLAUSES = re.compile(
    r"(?<=[?!;:]) |(?<=[a-z\d\0]\.) |,? [–—-] |, (?=(?:and |but )?(?:what|how|where|do|does)\b)|"
    rf" (?:and|but) (?=(?:(?:what|how|where) )?{_AUXILIARY} {HERE})"
)
# Words of a clause that asks for nothing: "what does each of them say", "where does it come up".
_FRAME = any_case(
    rf"(?:{HERE}|what|how|where|which|do|does|did|is|are|it|them|they|this|that|each|both|one|of|in|"
    rf"and|or|the|to|as|by|on|about|up|come|show|appear|figure|could|can|would|you|me|please|find|"
    rf"(?:what|how|where)['’]s|context|too|also|{_TOLD})"
)
_OF_EACH = any_case(rf"{HERE}|\b(?:each|both|they|which)\b")


# "What does it conclude about …" asks for its conclusions.
_ONLY_SAYS = any_case(
    r"\b(?:say|said|tell|told|write|wrote|report|state|mention|note|discuss|cover|address|have)"
)


# "… in their accounts of trade", "… in how they treat trade"
_ACCOUNT_OF = any_case(
    r"^(?:in )?(?:(?:their|its|the) (?:accounts?|treatments?|coverage|descriptions?|discussions?|"
    r"presentations?|portrayals?|reports?) (?:of|on)|"
    r"how (?:they|it|each|each of them) (?:treat|cover|describe|present|handle|discuss|portray|"
    r"report(?: on)?|deal with|write about)s?) "
)


def begins_with_frame(text: str) -> bool:
    """Whether `text` begins by asking what the documents say of something, and no more than that.

    >>> begins_with_frame(f"What does {HERE} say about trade?")
    True
    >>> begins_with_frame(f"Why does {HERE} bring up trade?")
    False
    >>> begins_with_frame(f"What does {HERE} conclude about trade?")
    False
    """
    says = _SPEAKS.match(text)
    return bool((says and _ONLY_SAYS.search(says.group())) or _ITS_VIEW.match(text))


def asked_about(text: str) -> str:
    """What is asked of the documents that stand as `HERE` in `text`; empty where it is nothing.

    >>> asked_about(f"How do {HERE} differ on the number of pacts?")
    'the number of pacts'
    >>> asked_about(f"THAAD is mentioned in {HERE}. What does each of them say?")
    'THAAD'
    >>> asked_about(f"Where does AI come up in {HERE}?")
    'AI'
    >>> asked_about(f"How do {HERE} differ in their accounts of THAAD?")
    'THAAD'
    >>> asked_about(f"Where did they meet according to {HERE}?")
    'Where did they meet'
    """
    kept: list[str] = []
    for clause in _CLAUSES.split(_TOGETHER.sub(HERE, text)):
        plain = _END.sub("", clause.strip())
        told = _told(plain) if HERE in plain or not kept else plain
        if _says(told) or not _OF_EACH.search(plain):
            kept.append(told)
    return ", ".join(kept)


def _says(clause: str) -> bool:
    """Whether a clause holds more than words about documents."""
    return any(analyze(word) and not _FRAME.fullmatch(word) for word in clause.split())


def _told(clause: str) -> str:
    inside = _TOLD_IN.sub("", clause)
    if inside != clause and not _BY_WHOM.search(clause) and (comes := _COMES_UP.match(inside)):
        inside = comes["topic"]
    inside = _SPEAKS.sub("", inside)
    than = (_MORE_THAN,) if HERE in inside else ()  # "Do they say that Peru and Chile differ?"
    views = (_SAID_IN, _ITS_VIEW, _DIFFERENCES, _SAME, _AND_HOW)
    for pattern in (MORE_ABOUT, _WANTED, *than, *views):
        inside = pattern.sub("", inside)
    return _ACCOUNT_OF.sub("", " ".join(_LEFT.sub(" ", inside).split()))
