"""What a question in Korean means after the one before it: the senses worth searching for."""

from __future__ import annotations

import re

from assistant.follow_ups.follow_up import (
    BESIDE_EXCHANGE_DOUBT,
    DOCUMENT_DOUBT,
    KOREAN_DOUBT,
    KOREAN_EXCHANGE_DOUBT,
    KOREAN_JOINED_DOUBT,
    SECOND_DOUBT,
    Sense,
)
from assistant.follow_ups.turn import Turn
from assistant.korean.exchange import Exchange

_KOREAN_LEAD = re.compile(
    r"^(?:그럼|그러면|그리고|그런데|또|그래서|반대로|반면)\s|^(?:그|그들|그녀|그것|거기)[^\w]"
)
_KOREAN_POINTING = re.compile(
    r"(?:^|\s)그\s|(?:^|\s)(?:그(?:는|의|가|를|에게|들|녀)|그것|이것|거기|그곳|그때|당시)|"
    r"(?:^|\s)(?:그|이)\s?(?:중|가운데)(?:에서?)?\s|"
    r"(?:^|\s)\S*[은는인린한된던]\s것(?:은|이|도)\s(?:언제|어디|누구|누가|무엇|뭐)|"
    r"(?:은|는)(?:요)?\s(?:어땠|어떤가|어떻습|어때)\S*\W*$|[은는]요\W*$"
)

# "기업은 몇 곳인가요?": it says itself what it asks for, and of what.
_STANDS_BY_ITSELF = re.compile(
    r"(?:그럼|그러면|그리고|그런데|또)?\s*(?!누가|뭐가|몇)\S*[가-힣](?:은|는|이|가)\s.*"
    r"(?:누구|누가|언제|어디|어느|왜|무엇|뭐|어떤|어떻|얼마|몇)"
)


def korean_senses(
    question: str, turn: Turn, exchange: Exchange | None
) -> tuple[list[Sense], float]:
    """Senses, and what speaks against the question as typed.

    Where nothing is exchanged, a follow-up is searched together with the question before it.
    """
    before = turn.question
    pointing = _KOREAN_POINTING.search(question)
    if not turn.known and not pointing and _STANDS_BY_ITSELF.match(question):
        return [], 0.0
    if exchange and exchange.asks_of_its_own(question):
        return [], 0.0
    if exchange and (other := exchange.of_another_document(question, before)):
        return [Sense(other, 0.0)], DOCUMENT_DOUBT
    named = exchange.of_another_name(question, before) if exchange else []
    found = [Sense(text, n * SECOND_DOUBT) for n, text in enumerate(named)]
    short = len(question.split()) <= 2
    if short or _KOREAN_LEAD.search(question) or pointing:
        doubt = BESIDE_EXCHANGE_DOUBT if found else 0.0
        topical = exchange.of_its_topic(question, before) if exchange else None
        if topical:
            found.append(Sense(topical, doubt))
            if short:  # what was asked before is not asked again
                return found, KOREAN_EXCHANGE_DOUBT
            doubt += KOREAN_JOINED_DOUBT
        found.append(Sense(f"{before.rstrip('?!. ')} – {question}", doubt))
    return found, KOREAN_EXCHANGE_DOUBT if named else KOREAN_DOUBT
