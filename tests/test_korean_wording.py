"""Korean questions in few or casual words are put in full ones."""

from __future__ import annotations

import pytest

from assistant.korean.english_clause import Phrase, Verb, question
from assistant.korean.wording import plainly


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("그는 뭐라고 했어?", "그는 뭐라고 말했나요?"),
        ("리창 총리의 발언은?", "리창 총리은 뭐라고 말했나요?"),
        ("리창 총리 발언 요지 알려줘", "리창 총리은 뭐라고 말했나요?"),
        ("공급망 분야 MOU 목록", "공급망 MOU은 모두 무엇인가요?"),
        ("잠수함 문제도 논의됐나요?", "잠수함도 논의됐나요?"),
        ("나라 정상회담 전반적인 내용 정리", "나라 정상회담 요약"),
        ("셀카 찍은 얘기 나와?", "셀카 찍은 것이 있나요?"),
        ("갈등은 무엇 때문인가요?", "갈등의 원인은 무엇인가요?"),
        ("관계가 안 좋았던 이유", "관계가 나빴던 이유"),
        ("권력서열 몇 위?", "권력순위는 무엇인가요?"),
        ("그가 X에 올린 글 내용은?", "그가 X에 뭐라고 썼나요?"),
        ("그가 SNS에 뭐라고 썼는지 알려주세요", "그가 X에 뭐라고 썼나요?"),
        ("자오러지는 뭐 하는 사람이야?", "자오러지는 누구인가요?"),
        ("북한은 어떤 반응을 보였나요?", "북한은 어떻게 반응했나요?"),
        ("포럼에는 누가 왔어?", "포럼에는 누가 참석했어?"),
        ("먼저 방문한 나라는 어디인가요?", "먼저 방문한 국가는 어디인가요?"),
        ("GDP에서 차지하는 비중은요?", "GDP에서 차지하는 비중은?"),
        ("중국과 일본의 입장 차이를 비교해 줘", "중국과 일본의 입장을 비교해 줘"),
        ("각각 몇 건인가요? 두 글을 비교해 주세요", "각각 몇 건인가요?"),
        ("성과를 못 낸 부분은?", "실패한 부분은?"),
        ("나라가 총리 고향 맞아?", "나라가 총리 고향인가요?"),
        ("나라가 총리 고향이 맞나요?", "나라가 총리 고향인가요?"),
        ("상하이에 간 거 맞아?", "상하이에 간 거 맞나요?"),
        ("균형을 잡으려는 이유가 뭐래?", "균형을 잡으려는 이유는 무엇인가요?"),
        ("중국과 합의 못 본 게 있나요?", "중국과 합의하지 못한 것 있나요?"),
        ("회담하고 이번 포럼, 규모 차이가 어느 정도야?", "회담와 포럼의 규모를 비교해 주세요"),
        # As they are: nothing is left out of these.
        ("나라는 어디에 있나요?", "나라는 어디에 있나요?"),
        ("협력 분야는 무엇인가요?", "협력 분야는 무엇인가요?"),
        ("협력의 핵심 내용은 무엇입니까?", "협력의 핵심 내용은 무엇입니까?"),
        ("역사 문제도 논의됐나요?", "역사 문제도 논의됐나요?"),
        ("누가 참석했나요?", "누가 참석했나요?"),
        ("기분이 안 좋나요?", "기분이 안 좋나요?"),
    ],
)
def test_in_full_words(asked: str, plain: str) -> None:
    assert plainly(asked) == plain


def test_who_does_something_to_the_topic() -> None:
    forum, who = Phrase("topic", "forum"), Phrase("subject", "", asked="who")
    assert question("who", [forum, who], Verb("host"), past=True) == "who host forum"
