"""Korean questions in few or casual words, as a full question would put them.

"리창 총리 발언 요지" asks what he said; nobody writes that in a sentence. What comes out is
looked up word by word and shown to nobody: its particles need not agree with the nouns before.
"""

from __future__ import annotations

import re
import unicodedata

_HANGUL = r"[가-힣A-Za-z)]"
_PLEASE = (
    r"(?:\s?(?:좀|다|알려|말해|설명해|정리해|보여|나열해)\S*(?:\s?(?:줘|주세요|줄래|주시\S*))?)?"
)
_END = rf"{_PLEASE}\W*$"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # "뭐라고 했어?"
    (
        re.compile(
            r"뭐라고?\s(?:말했|했|하셨|그랬|얘기했|이야기했|언급했)"
            r"(?:어요?|지요?|죠|니|나요?|는지요?|을까요?|습니까|음|대|다고)?(?=\W*$)"
        ),
        "뭐라고 말했나요",
    ),
    # "어떤 말을 했나요?"
    (
        re.compile(r"(?:어떤|무슨)\s(?:말|얘기|이야기|발언)(?:을|를)?\s?(?:말?했|하셨)"),
        "뭐라고 말했",
    ),
    # "팜스태프가 맺은 협약의 내용은"
    (
        re.compile(
            r"(?:이|가)\s(?:맺은|체결한|서명한)\s(?P<deal>협약|합의|계약|MOU|양해각서)(?:의)?\s내용"
            r"(?=은|이|을|\W|$)"
        ),
        r"의 \g<deal> 내용",
    ),
    # "리창 총리 발언 요지", "자오러지 위원장의 발언은?"
    (
        re.compile(
            rf"(?<={_HANGUL})의?\s(?:발언|말한?)(?:\s?(?:요지|내용|요약|핵심))?(?:은|는|이|을|를)?"
            rf"(?:\s(?:뭐|뭔|무엇|무슨)\S*)?{_END}"
        ),
        "은 뭐라고 말했나요?",
    ),
    # "소비재 분야 MOU": the field of what stands behind it
    (
        re.compile(
            r"(?<!협력)(?<!합의)(?<!산업)(?<!핵심)\s분야(?:의)?\s"
            r"(?!무엇|무슨|뭐|뭔|어떤|어디|몇|알려|모두|목록|전부|들)(?=[A-Za-z가-힣])"
        ),
        " ",
    ),
    # "잠수함 문제도": the matter is the submarine
    (
        re.compile(r"(?<!역사)(?<!과거사)\s문제(?=(?:도|가|는|를|은|에)?\s\S)"),
        "",
    ),
    # "MOU 목록"
    (
        re.compile(rf"(?<={_HANGUL})\s(?:목록|리스트)(?:을|를|은|는|이)?{_END}"),
        "은 모두 무엇인가요?",
    ),
    # "전반적인 내용 정리"
    (
        re.compile(
            r"(?P<of>(?:회담|순방|방문|포럼|뉴스레터|논평|문서|보고서|기사))의?\s"
            r"(?:전반적인|전체적인|전체|주요|핵심|주된|중요)\s?내용(?:을|를|은|이)?"
            rf"(?:\s?(?:정리|요약)\S*)?(?:\s(?:뭐|무엇)\S*)?{_END}"
        ),
        r"\g<of> 요약",
    ),
    # "X에 올린 글 내용은?"
    (
        re.compile(
            r"(?<=에)\s(?:올린|쓴|남긴|게시한)\s(?:글|게시글|게시물)(?:의)?(?:\s?내용)?(?:은|는|이)?"
            rf"(?:\s(?:뭐|뭔|무엇|무슨|어떤)\S*)?{_END}"
        ),
        " 뭐라고 썼나요?",
    ),
    # "… 얘기 나와?"
    (
        re.compile(
            r"\s(?:얘기|이야기|언급|내용)(?:이|가|도)?\s?"
            r"(?:나와|나오|나옵|나왔|있어|있나|있습)\S*\W*$"
        ),
        " 것이 있나요?",
    ),
    # "… 갈등은 무엇 때문인가요?"
    (
        re.compile(r"(?<=[가-힣A-Z])(?:은|는|이|가)\s(?:무엇|뭐|뭣)\s?때문\S*\W*$"),
        "의 원인은 무엇인가요?",
    ),
    # "자오러지는 뭐 하는 사람이야?"
    (re.compile(r"(?:뭐|뭘|무엇을)\s?하는\s?(?:사람|분|인물)\S*\W*$"), "누구인가요?"),
    # "어떤 반응을 보였나요?"
    (re.compile(r"(?:어떤|무슨)\s반응을\s보(?:였|인)"), "어떻게 반응했"),
    # "누가 왔어?"
    (re.compile(r"(?<=누가\s)(?:왔|온)(?=어|나|습|지|니|는|\s)"), "참석했"),
    # "SNS에 뭐라고 썼는지"
    (re.compile(r"(?:SNS|소셜\s?미디어|트위터|엑스)(?=에(?:서|는)?\s)"), "X"),
    (
        re.compile(r"뭐라고\s(?:썼|적었|올렸)\S*(?:\s(?:알려|궁금|말해|설명)\S*(?:\s주\S*)?)?\W*$"),
        "뭐라고 썼나요?",
    ),
    # "먼저 방문한 나라": not the city of this name
    (re.compile(r"(?<=[한간찾된진맺])\s나라(?=[는가를들의]?\s)"), " 국가"),
    # "협력 문서 건수를"
    (re.compile(r"\s건수[를은는가의]?(?=\s)"), " 몇 건"),
    # "비중은요?"
    (re.compile(r"(?<=[은는])요(?=\W*$)"), ""),
    # "입장 차이를 비교해 줘"
    (re.compile(r"(?<=[가-힣])\s?차이[를을]?\s(?=비교|대조)"), "을 "),
    # "각각 어떻게 적고 있나요? 두 글을 비교해 주세요": said twice
    (
        re.compile(
            r"(?<=[가-힣])[?.]\s[^?.]*(?:비교|대조)해\s?(?:줘|주세요|주십시오|줄래요?|달라)\S*\W*$"
        ),
        "?",
    ),
    # "성과를 못 낸 부분"
    (re.compile(r"(?:성과를\s)?못\s?(?:낸|거둔|이룬|얻은)(?=\s)"), "실패한"),
    # "사이가 안 좋았던"
    (re.compile(r"(?:(?:그동안|그간)\s)?안\s?좋았"), "나빴"),
    (re.compile(r"(?:(?:그동안|그간)\s)?안\s?좋은"), "나쁜"),
    # "권력서열 몇 위?"
    (
        re.compile(r"(?:서열|순위)(?:은|는|이|가|에서|상)?\s?몇\s?(?:위|번째)\S*"),
        "순위는 무엇인가요?",
    ),
)


def plainly(text: str) -> str:
    """A Korean question in full words; as it is where it has them.

    >>> plainly("리창 총리 발언 요지")
    '리창 총리은 뭐라고 말했나요?'
    >>> plainly("소비재 분야 MOU는 무엇인가요?"), plainly("협력 분야는 무엇인가요?")
    ('소비재 MOU는 무엇인가요?', '협력 분야는 무엇인가요?')
    """
    text = unicodedata.normalize("NFKC", text)
    for form, plain in _RULES:
        text = form.sub(plain, text)
    return " ".join(text.split())
