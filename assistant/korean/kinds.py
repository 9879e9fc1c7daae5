"""What a Korean question asks for, by the forms of its words: a person, a date, yes or no."""

from __future__ import annotations

import re
import unicodedata

from assistant.asked.kind import Kind
from assistant.korean.grammar import final_consonant

_AUTHORS = r"(?:저자|필자|글쓴이|작성자|집필자)(?:들|분들?)?"
_DOCUMENT = (
    r"(?:^|\s)(?:논평|뉴스레터|소식지|글|문서|기사|칼럼|보고서|자료|브리프)들?(?:은|는|이|가|의)?"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "documents",
        r"(어떤|무슨|어느|몇)\s?(개의\s?)?(문서|자료|글|파일|출처)\S*\s?.{0,12}(있|갖고|가지고|보유|검색|읽)|"
        r"(문서|자료|파일)\s?(목록|리스트)|"
        r"^\W*((지금|현재|여기)\S*\s)?(문서|자료|파일)(들)?(는|은|가|이)?\s?((총|모두|전부)\s)?"
        r"몇\s?(개|건|편|종)\S*(\s있\S*)?\W*$",
    ),
    (
        "pages",
        rf"{_DOCUMENT}\s?((총|전부|모두)\s)?(몇\s?(쪽|페이지|장)(인가|이나|입|이에|이야|으로|까지)|"
        r"(쪽|페이지)\s?수|분량|길이)",
    ),
    (
        "dated",
        rf"{_DOCUMENT}\s?언제\s?(작성|발행|발간|출간|게재|공개|나온|나왔|쓰|쓴|썼)|"
        rf"{_DOCUMENT}\s?(발행|작성|발간|게재|출간)(일|\s?날짜)",
    ),
    (
        "publisher",
        rf"{_DOCUMENT}\s?(발행처|발행\s?기관|발행인|출판사|발간\s?기관)|"
        rf"{_DOCUMENT}\s?(누가|어디서|어디에서|(어느|어떤)\s?기관\S*)\s?(발행|발간|펴냈|펴낸|출간)",
    ),
    ("title", rf"{_DOCUMENT}\s?제목"),
    (
        "authors",
        # "필자들은 … 어떻게 평가하나요?" asks what they say, and not who they are.
        rf"(누가|누구).{{0,8}}(썼|쓴|작성|집필)|(누가|누구)\S*\s.{{0,10}}{_AUTHORS}|"
        rf"{_AUTHORS}(의?\s?(이름|성함|명단|소속|직책|직함|약력))?(은|는|이|가|을|를|도)?\s?"
        r"((모두|각각|전부)\s?)?(누구|누군|어디|뭐|뭔|무엇|몇\s?(명|분|사람)|알려|말해|궁금)|"
        rf"^(\S+\s){{0,2}}{_AUTHORS}(의?\s?(소속(\s?기관)?|직책|직함|약력|이름))?(은|는)?\W*$|"
        r"(논평|뉴스레터|글|문서|기사|칼럼|보고서)(을|를)?\s?(쓴|작성한|집필한)\s?(사람|이|분|필자)",
    ),
    (
        "when",
        r"언제|며칠(?!\s?(동안|간))|날짜|몇\s?(월|일(?!본)|시(?!간))|어느\s?해(?!역|안|협|상|외)|몇\s?년(도|에|이)",
    ),
    (
        "other",
        r"몇\s?(위|번째)|(기업|회사|업체|기관|대학|부처|그룹|파트너|연구소)(은|는|이|가|과|와)?\s?어디",
    ),
    ("how_many", r"몇|얼마|며칠|건수|횟수|개수|비율|비중|퍼센트|몇\s?프로|규모는|인원|총액|금액"),
    ("why", r"왜|이유|까닭|어째서|무엇\s?때문|원인"),
    ("who", r"누구|누가|누군|어떤\s?사람|어느\s?분"),
    (
        "where",
        r"어디|고향(?:은|이)?\W*$|(어느|어떤|무슨)\s?(도시|나라|국가|곳|장소|건물|해역|바다|지역|호텔)|장소",
    ),
    (
        "compare",
        r"비교(?!\s?대상)|공통점|차이점|다른 점|대조|"
        # "중국 방문과 일본 방문의 목적은 어떻게 다른가요?"; documents are told apart elsewhere.
        r"^(?!.*(?:뉴스레터|논평|문서|보고서|기사)).*"
        r"(?:와|과|이랑|랑|하고)\s[^?]*어떻게\s?(?:서로\s?)?(?:다[른르릅]|달[라랐])",
    ),
    (
        "overview",
        r"^\W*(?:가장\s)?(?:핵심|주요|중요한)\s?(?:내용|사항|포인트|메시지|요점|시사점)|"
        r"요약|개요|정리해|간추|전반|성과|(?:회담|방문|순방|포럼)(?:의|에서)?\s?(?:결과|(?:무슨|어떤)\s?일)",
    ),
)
_YES_NO = re.compile(
    r"(나요|습니까|ㅂ니까|합니까|입니까|됩니까|까요|인가요?|는가요?|은가|던가|가요|니|나|는지|죠|지요)\W*$"
)
_TOLD = re.compile(r"어요?\W*$")  # "만났어?"
_ASKS = re.compile(
    r"무엇|무슨|뭐|뭘|뭔|어떤|어떻|어때|어땠|어느|누구|누가|언제|어디|왜|얼마|몇|며칠"
)


def korean_kind(text: str) -> Kind:
    """The kind of answer that a Korean question asks for.

    >>> korean_kind("정상회담은 어디에서 열렸나요?"), korean_kind("몇 월 며칠에 만났습니까?")
    ('where', 'when')
    >>> korean_kind("두 정상은 만났나요?"), korean_kind("두 정상은 무엇을 먹었나요?")
    ('yes_no', 'other')
    >>> korean_kind("두 정상은 만났어?")
    'yes_no'
    """
    text = unicodedata.normalize("NFKC", text)
    for kind, pattern in _KINDS:
        if re.search(pattern, text):
            return kind
    whether = _YES_NO.search(text) or (_TOLD.search(text) and is_past(text))
    return "yes_no" if whether and not _ASKS.search(text) else "other"


def is_past(text: str) -> bool:
    """Whether the last verb of a question is in the past.

    >>> is_past("어디에서 열렸나요?"), is_past("무엇이 있나요?")
    (True, False)
    """
    last = text.split()[-1] if text.split() else ""
    return any(final_consonant(letter) == "ㅆ" for letter in last if letter not in "있겠")
