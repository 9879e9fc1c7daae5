"""The words of a Korean sentence that tell when, how many, how much or who.

A Korean number says with its counter what it counts: of "열여덟 명" and "1년" only the first can
answer "몇 명인가요?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked.question import Question
from corpus.document import Span
from index.lexical import analyze, mostly_hangul

_DIGITS = r"\d[\d,]*(?:\.\d+)?(?: ?[천만억조]+(?: \d[\d,]*[천만억조]+)*)?"
_IN_WORDS = (
    r"(?<![가-힣])(?:(?:열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)"
    r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)?|한|두|세|네|다섯|여섯|일곱|여덟|아홉)(?= )"
)
_NUMBER = rf"(?:{_DIGITS}|{_IN_WORDS})"
_MONEY = r"(?:원|달러|유로|엔|위안|파운드)"
_LASTING = r"(?:개월|시간|년|주|일|분|달|해)"
_SHARE = r"(?:%|퍼센트|프로)"
_PEOPLE = r"(?:명|사람|인(?![가-힣]))"
_THINGS = r"(?:[호개건권곳대편층쪽번회톤살채척점배]|㎡|미터|킬로미터)"
_ANY = rf"(?:{_MONEY}|{_LASTING}|{_SHARE}|{_PEOPLE}|{_THINGS})?"
_DATE = re.compile(
    r"\d{4}년(?: \d{1,2}월(?: \d{1,2}일)?)?(?!간| 동안)|\d{1,2}월(?: \d{1,2}일)?|"
    r"(?:(?:새벽|오전|오후|밤|저녁|아침|낮) )?\d{1,2}시(?!간)(?: \d{1,2}분)?"
)
_PERSON = re.compile(
    r"(?<![가-힣])[가-힣]{2,4}(?= (?:양|군|씨|시장|과장|팀장|국장|부장|소장|원장|관장|회장|사장|"
    r"대표|이사|교수|박사|대통령|총리|장관|차관|의원|위원장|감독|작가|기자)(?![가-힣]{3})| \()"
)

# What the words of a question ask a number of; the first that match.
_COUNTERS = (
    (r"얼마(?:나)? (?:동안|오래|걸)|기간|며칠|몇 ?(?:년|개월|주|일|시간|분|달|해)", _LASTING),
    (r"비율|비중|몇 ?(?:퍼센트|%|프로)", _SHARE),
    (r"인구|인원|몇 ?(?:명|사람)", _PEOPLE),
    (
        r"(?:돈|예산|비용|가격|값|요금|금액|총액|급여|연봉|세금|매출|공사비|임대료)\S* .*얼마|"
        r"얼마(?:를|나)? ?(?:썼|쓰|들었|드나|들까|내|벌|냈|지불|지원|받)",
        _MONEY,
    ),
)
_COUNTED = re.compile(r"몇 ?([가-힣])")


def korean_values(question: Question, text: str, within: Span) -> list[Span] | None:
    """Words of a Korean sentence of the kind asked for; None: the sentence is not Korean.

    >>> from assistant.asked.question import read_question
    >>> from dataclasses import replace
    >>> asked = replace(read_question("직원은 몇 명인가요?", 99), kind="how_many")
    >>> said = "직원은 열여덟 명인데, 그중 1년 계약이 많다."
    >>> [span.of(said) for span in korean_values(asked, said, Span(0, len(said)))]
    ['열여덟 명']
    """
    sentence = within.of(text)
    if not mostly_hangul(sentence):
        return None
    dates = list(_DATE.finditer(sentence))
    found = dates
    if question.kind == "who":
        found = list(_PERSON.finditer(sentence))
    elif question.kind == "how_many":
        counter = _counter(question.text)
        found = [
            number
            for number in re.finditer(rf"{_NUMBER} ?{counter}", sentence)
            if not any(date.start() <= number.start() < date.end() for date in dates)
        ]
    elif question.kind != "when":
        return []
    starts = ((within.start + m.start(), m[0].rstrip()) for m in found)
    return [Span(start, start + len(words)) for start, words in starts]


def beside_asked(
    question: Question, text: str, within: Span, values: Sequence[Span]
) -> Span | None:
    """Of several values that which stands by the word before "how many", else by one before it.

    A value follows its topic sooner than it comes before it.
    """
    asked = re.split(r"몇|얼마|언제|누구|누가", question.text)[0].split()
    for word in reversed(asked):
        tokens = set(analyze(word)) & set(question.terms)
        said = re.finditer(r"\w+", within.of(text))
        places = [within.start + m.start() for m in said if tokens & set(analyze(m[0]))]
        if places:
            ways = {v: [v.start - place for place in places] for v in values}
            return min(ways, key=lambda v: min(max(w, -2 * w) for w in ways[v]), default=None)
    return next(iter(values), None)


def _counter(asked: str) -> str:
    """The counter that a number has to have to tell what is asked."""
    for words, counter in _COUNTERS:
        if re.search(words, asked):
            return counter
    counted = _COUNTED.search(asked)
    return counted[1] if counted else _ANY
