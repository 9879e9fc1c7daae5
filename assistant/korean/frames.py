"""What a Korean question asks documents about, without the words that speak of the documents.

`assistant.asked.frames` does so for English. "두 문서는 사드에 대해 뭐라고 하나요?" asks each
document about THAAD; the words around it stand in no text.
"""

from __future__ import annotations

import re
import unicodedata

_DOCUMENT = r"(?:문서|자료|글|기사|문건|보고서|브리프|출처|문헌|텍스트|원문)"
_EVERY = re.compile(
    r"(?:(?<=\s)|^)(?:(?:이\s?)?(?:두|양쪽|각각의|각각|각|모든)\s?(?:개의?\s?|편의?\s?)?"
    rf"{_DOCUMENT}들?|{_DOCUMENT}(?:들|마다|별로)|어느\s?{_DOCUMENT}(?=\S*\s(?:.*\s)?(?:더|가장|덜)\s))"
    r"(?:에서|에|마다|별로|\s간에?|\s사이에?)?(?:는|은|도|의|이|가|를|을|선)?"
    r"(?:\s(?:모두|각각|다|서로))?(?=[\s,.?!:]|$)"
)
# Where something is said, and not who says it: somebody else is the subject.
_WITHIN = re.compile(
    rf"(?:{_DOCUMENT}|뉴스레터|소식지|논평|분석|[A-Z])(?:들)?(?:에서|에\s?(?:따르|의하|의해))"
)
_PASSIVE = re.compile(r"(?:언급|설명|서술|기술|평가|묘사|소개|보도)되|다뤄지|다루어지")

_ABOUT = (
    r"(?:에\s?(?:대해|대하여|대한|관해|관하여|관한|관련해|관련하여)(?:서)?(?:는|은)?|을|를|은|는)"
)
_SAYING = (
    r"(?:말하|말합|말했|말씀|설명|다루|다룹|다뤘|다뤄|보나|보는|보고|봅니|봤|평가|언급|서술|기술|전하|전합|"
    r"전했|묘사|소개|주장|판단|분석|보도|이야기|얘기|적고|적는|적나|적었|쓰고|썼)"
)
_SAYS = (
    # "What does it say" may be said with a mere "do": 뭐라고 하나요.
    r"(?:(?:뭐라고?|무엇이라고?|(?:무슨|어떤)\s?(?:말|이야기|얘기)을?)\s*(?:각각\s*)?"
    rf"(?:{_SAYING}|하|합니|했|적|쓰)|"
    rf"(?:무엇을|뭘|어떻게|어떤\s?내용을?)\s*(?:각각\s*)?{_SAYING}|"
    r"어떤\s?(?:입장|평가|설명|시각)(?:을|를)?\s*(?:각각\s*)?(?:내리|내립|취하|하|합니|했|보이))"
)
_PLEASE = r"(?:\s(?:있|주|줘|알려|말해|설명해|정리해|보여|궁금)\S*)*\W*$"
_TELLS = re.compile(rf"{_ABOUT}?\s*(?:(?:서로|각각)\s*)?{_SAYS}\S*{_PLEASE}")
_MENTIONS = re.compile(
    rf"{_ABOUT}\s*(?:각각\s*)?(?:언급|다루|다룹|다뤘|말하|설명|소개)\S*{_PLEASE}"
)

# Of what nobody is named who says it: "사드에 대해 뭐라고 하나요?"
_SAID_OF = re.compile(
    r"(?P<topic>.{1,40}?)(?:(?<!역사)(?<!과거사)\s문제)?(?:"
    r"에\s?(?:대해|대하여|관해|관련해)서?는?\s(?:뭐라고|무엇이라고|어떻게)\s"
    r"(?:하|합|말하|말합|쓰여|적혀|나와|언급하|설명하|서술하|다루)(?!\S*[았었했])\S*(?:\s있\S*)?|"
    r"(?:은|는|이|가)\s어떻게\s(?:언급|서술|묘사|소개)(?:되|돼|됩)\S*(?:\s있\S*)?|"
    r"에\s?(?:대한|관한)\s(?:언급|내용|이야기|얘기|서술)(?:이|은|도)?\s(?:있|나오|나와)\S*)\W*"
)
_SUBJECT = re.compile(r"\S[은는이가]\s")

_DIFFERENCES = re.compile(
    r"(?:사이의\s|간의?\s|의\s|(?:주요한?|가장|큰|서로)\s)*"
    r"(?:(?:차이점?|불일치|모순|다른\s(?:점|부분|내용|곳)|(?:엇갈리|어긋나)는\s(?:점|부분|내용|곳)|"
    r"일치하지\s않는\s(?:점|부분|내용|곳))(?:은|는|이|가|을|를)?|"
    r"(?:(?:어떻게|어디가|어디에서|어디서|무엇이|뭐가|어떤\s점이|어떤\s점에서)\s)?(?:서로\s)?"
    r"(?:다르|다른|다릅|달라|엇갈|어긋)\S*|(?:비교|대조)\S*)"
    rf"(?:\s(?:무엇|뭐|어떤|어디|있|나요|무슨)\S*)*{_PLEASE}"
)

TELLS_APART = re.compile(r"다르|다른|다릅|달라|차이|비교|대조|불일치|어긋|엇갈|모순|일치하")
"""Words that set documents beside each other."""


def says_each(text: str) -> bool:
    """Whether `text` asks each of several documents.

    >>> says_each("두 문서는 사드에 대해 뭐라고 하나요?"), says_each("사드가 뭐예요?")
    (True, False)
    >>> says_each("어느 문서가 더 긍정적인가요?"), says_each("어느 문서에 사드가 나오나요?")
    (True, False)
    """
    return bool(_EVERY.search(unicodedata.normalize("NFKC", text)))


def asked_about(text: str) -> str:
    """What documents are asked about in `text`, without the words for them and for their saying it.

    As it is where it has none of these. Words for saying stay where somebody else says it in them.

    >>> asked_about("두 문서는 사드에 대해 뭐라고 하나요?")
    '사드'
    >>> asked_about("수산물 문제를 각 문서는 어떻게 다루고 있나요?")
    '수산물 문제'
    >>> asked_about("두 문서에서 두 정상은 무엇을 말했나요?")
    '두 정상은 무엇을 말했나요'
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    left = " ".join(_EVERY.sub(" ", plain).split())
    if not _WITHIN.search(plain) or _PASSIVE.search(plain):
        left = _MENTIONS.sub("", _TELLS.sub("", left))
    told = left.strip(" ,.?!:")
    return told if told and left != plain else text


def said_of(text: str) -> str:
    """What all that is said of is asked for; empty where nothing is, or for what somebody says.

    >>> said_of("대만에 대해 뭐라고 하나요?"), said_of("시진핑은 대만에 대해 뭐라고 하나요?")
    ('대만', '')
    >>> said_of("대만 문제는 어떻게 언급되나요?"), said_of("사드에 대한 언급이 있나요?")
    ('대만', '사드')
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    match = None if _WITHIN.search(plain) else _SAID_OF.fullmatch(plain)
    return match["topic"] if match and not _SUBJECT.search(match["topic"]) else ""


def asks_for_differences(text: str) -> bool:
    """Whether `text` asks for all that documents differ in.

    >>> asks_for_differences("두 문서의 차이점은 무엇인가요?")
    True
    >>> asks_for_differences("두 문서의 날짜는 어떻게 다른가요?")
    False
    """
    return says_each(text) and bool(_DIFFERENCES.fullmatch(asked_about(text)))
