"""What a Korean question asks documents about, without the words that speak of the documents.

`assistant.frames` does it for English. "두 문서는 사드에 대해 뭐라고 하나요?" asks each document
about THAAD; the words around it stand in no text.
"""

from __future__ import annotations

import re
import unicodedata

_DOCUMENT = r"(?:문서|자료|글|기사|문건|보고서|브리프|출처|문헌|텍스트|원문)"
_PARTICLES = (
    r"(?:들)?(?:에서|에|별로|마다)?(?:는|은|도|의|이|가|를|을|선)?"
    r"(?:\s(?:모두|각각|다|서로))?(?=[\s,.?!:]|$)"
)
_EVERY = re.compile(
    rf"(?:(?<=\s)|^)(?:이\s?)?(?:두|양쪽|각각의|각각|각|모든)\s?(?:개의?\s?|편의?\s?)?"
    rf"{_DOCUMENT}{_PARTICLES}|(?:(?<=\s)|^){_DOCUMENT}(?:들|마다|별로)"
    r"(?:에서|에)?(?:는|은|도|의|이|가|를|을|선)?(?=[\s,.?!:]|$)"
)
_ABOUT = (
    r"(?:에\s?(?:대해|대하여|대한|관해|관하여|관한|관련해|관련하여)(?:서)?(?:는|은)?|을|를|은|는)"
)
_WHAT = (
    r"(?:(?:뭐|무엇이|뭐이)라고?|무엇을|뭘|무슨\s?(?:말|이야기|얘기|내용)을?|어떻게|"
    r"어떤\s?(?:말|이야기|내용|입장|평가|설명|시각)(?:을|를|으로)?)"
)
_TELL = (
    r"(?:하|합|했|말|설명|다루|다룹|다뤘|보나|보는|보고|봅|봤|평가|언급|서술|기술|전하|전합|전해|적|"
    r"쓰|씁|썼|묘사|소개|주장|판단|분석|보도|이야기|얘기|내리|내립|취하)"
)
_PLEASE = r"(?:\s(?:있|주|줘|알려|말해|설명해|정리해|보여|궁금)\S*)*\W*$"
_TELLS = re.compile(rf"{_ABOUT}?\s*(?:(?:서로|각각)\s*)?{_WHAT}\s*(?:각각\s*)?{_TELL}\S*{_PLEASE}")
_MENTIONS = re.compile(rf"{_ABOUT}\s*(?:각각\s*)?{_TELL}\S*{_PLEASE}")
_DIFFERENCES = re.compile(
    r"(?:사이의\s|간의?\s|의\s)?(?:(?:주요|큰|서로)\s)*"
    r"(?:(?:차이|다른|불일치|모순|엇갈|어긋)\S*(?:\s(?:점|부분|내용|곳)\S*)?|"
    r"(?:어떻게|어디가|어디에서|어디서|무엇이|뭐가|어떤\s점이)\s(?:서로\s)?(?:다르|다른|차이|엇갈|어긋)\S*)"
    r"(?:\s(?:무엇|뭐|어떤|있|나|무슨)\S*)*"
)

TELLS_APART = re.compile(r"다르|다른|차이|비교|일치|불일치|어긋|엇갈|모순|공통")
"""Words that set documents beside each other."""


def says_each(text: str) -> bool:
    """Whether `text` asks each of several documents.

    >>> says_each("두 문서는 사드에 대해 뭐라고 하나요?"), says_each("사드가 뭐예요?")
    (True, False)
    """
    return bool(_EVERY.search(unicodedata.normalize("NFKC", text)))


def asked_about(text: str) -> str:
    """What documents are asked about in `text`; all of it where it does not speak of them.

    >>> asked_about("두 문서는 사드에 대해 뭐라고 하나요?")
    '사드'
    >>> asked_about("수산물 문제를 각 문서는 어떻게 다루고 있나요?")
    '수산물 문제'
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    left = " ".join(_EVERY.sub(" ", plain).split())
    left = _MENTIONS.sub("", _TELLS.sub("", left))
    return text if left == plain else left.strip(" ,.?!:")


def asks_for_differences(text: str) -> bool:
    """Whether `text` asks for all that documents differ in.

    >>> asks_for_differences("두 문서의 차이점은 무엇인가요?")
    True
    >>> asks_for_differences("두 문서의 날짜는 어떻게 다른가요?")
    False
    """
    return says_each(text) and bool(_DIFFERENCES.fullmatch(asked_about(text)))
