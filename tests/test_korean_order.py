"""The English words of a Korean question in English order."""

from __future__ import annotations

import pytest

from assistant.korean.gloss import gloss
from assistant.korean.glossary import Entry, Glossary

WORDS = {
    "포럼": "forum", "기업": "company", "정상회담": "summit", "증서": "certificate",
    "서명": "sign", "내용": "contents", "전임": "predecessor", "서기": "secretary",
    "열린": "held", "열렸": "held", "참석": "attended", "날짜": "date", "합의": "agreement",
    "모두": "total",
    "심화": "deepen", "분야": "sectors", "협력": "cooperation", "이유": "reason",
}  # fmt: skip
NAMES = {"중국": "China", "일본": "Japan", "베이징": "Beijing", "천지닝": "Chen Jining"}
GLOSSARY = Glossary(
    {form: Entry((english,), False) for form, english in WORDS.items()}
    | {form: Entry((english,), True) for form, english in NAMES.items()}
)


@pytest.mark.parametrize(
    ("question", "english"),
    [
        # The verb stands last in Korean; "에서" is "in".
        ("정상회담은 언제 베이징에서 열렸나요?", "When was summit held in Beijing?"),
        # "의": what follows is of what precedes.
        ("천지닝의 전임 서기는 누구인가요?", "Who is predecessor secretary of Chen Jining?"),
        # What describes a noun stands before it in Korean.
        ("포럼에 참석한 기업은 어디인가요?", "Which company attended at forum?"),
        ("정상회담에서 서명된 증서의 내용은?", "What is contents of certificate sign in summit?"),
        ("포럼이 열린 날짜는?", "When is forum held?"),
        # "합의하기로 한": a clause that is made to describe.
        (
            "중국과 협력을 심화하기로 한 분야는?",
            "What is sectors that agreed to deepen cooperation with China?",
        ),
        # Joined nouns, and a word between noun and verb that binds them.
        ("중국과 일본의 협력은?", "What is cooperation of China and Japan?"),
        ("일본에 대한 합의 내용은?", "What is agreement contents on Japan?"),
        # What is asked for stands behind the asking word.
        ("어느 기업이 포럼에 참석했나요?", "What company attended at forum?"),
        # Dates without a particle are no part of the noun after them.
        ("1월 5일 중국의 합의는?", "What is agreement of China on January 5?"),
        ("어디인가요?", "Where?"),
        # What is counted: it stands behind "how many", before it, or in it.
        ("포럼에는 몇 명이 참석했나요?", "How many people attended at forum?"),
        ("정상회담에서 몇 건의 합의에 서명했나요?", "How many agreement was sign in summit?"),
        (
            "중국과 일본은 합의를 모두 몇 건 서명했나요?",
            "How many agreement did China and Japan sign?",
        ),
        ("합의는 베이징에서 몇 건 서명됐나요?", "How many agreement was sign in Beijing?"),
        ("합의는 1월 5일에 몇 건 서명됐나요?", "How many agreement was sign on January 5?"),
        ("정상회담은 몇 월 며칠에 열렸나요?", "When was summit held?"),
        ("중국은 몇 번째 정상회담인가요?", "What is China summit?"),
        ("정상회담은 몇 시간 동안 열렸나요?", "How many hours was summit held?"),
        # "몇 년 만": years since it last was so.
        ("정상회담은 몇 년 만에 열렸나요?", "How many years since last was summit held?"),
        # Who comes is counted, where nothing is named that was.
        ("일본에서는 몇 명이 왔나요?", "How many people come in Japan?"),
        # "-기로 하다": to agree to.
        ("중국이 서명하기로 한 합의는 무엇인가요?", "What agreement does China agreed to sign?"),
        # What is asked of a noun is asked of the clause that describes it.
        ("포럼에 참석한 사람은 누구인가요?", "Who attended at forum?"),
        ("포럼이 열린 것은 언제인가요?", "When is forum held?"),
        ("기업이 합의에 서명한 이유는 무엇인가요?", "Why does company sign at agreement?"),
        ("중국 기업이 서명한 합의는 몇 건인가요?", "How many agreement does China company sign?"),
        # Whether something was done, and when: "뒤" after a clause.
        ("포럼은 베이징에서 열렸나요?", "Was forum held in Beijing?"),
        ("정상회담이 열린 뒤 포럼이 열렸나요?", "Was forum held after summit was held?"),
        # An asking word within what is asked of, as a subject, and before a saying.
        ("정상회담은 어느 기업의 포럼에서 열렸나요?", "In forum of what company was summit held?"),
        ("누가 합의에 서명했나요?", "Who sign at agreement?"),
        ("중국은 무엇이라고 했나요?", "What did China say?"),
        ("합의는 몇 년에 서명됐나요?", "In what year was agreement sign?"),
        ("정상회담은 몇 년 만인가요?", "How many years since last is summit?"),
    ],
)
def test_words_stand_as_in_english(question: str, english: str) -> None:
    assert gloss(question, GLOSSARY, lambda token: True).english == english


def test_verbs_are_known_by_their_past() -> None:
    assert GLOSSARY.verbs == {"열린", "열렸"}
    # "방문" ends like "열린", but nothing of the past goes with it.
    visits = {"방문": Entry(("visit",), False), "찾았": Entry(("visit",), False)}
    assert Glossary(visits | {"찾은": Entry(("visit",), False)}).verbs == {"찾았", "찾은"}
