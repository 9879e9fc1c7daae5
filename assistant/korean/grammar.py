"""What particles, endings and binding words of Korean say about the words they stand with."""

from __future__ import annotations

import re
import unicodedata

_PARTICLES = {
    "of": "의 에서의 과의 와의 에의 로의 으로의 간의",
    "object": "을 를",
    "topic": "은 는 도 만 란 이란 라는 이라는",
    "subject": "이 가 께서",
    "from": "에게서 한테서 부터 으로부터 로부터",
    "in": "에서 에서도 에서는 에선 에서만",
    "to": "에게 한테 께 에게는",
    "at": "에 에도 에는 만에 에만",
    "until": "까지",
    "than": "보다",
    "as": "로 으로 로서 으로서 로써 으로써 처럼 로는 으로는",
    "and": "와 과 랑 이랑 하고 및",
    "with": "와는 과는 와도 과도",
}
ROLES = {form: role for role, forms in _PARTICLES.items() for form in forms.split()}
"""What a particle makes of its noun: a part of the sentence, or a preposition."""

ADDED = re.compile(r"^(?:들|측|씨|님|적|적인|적으로|간|내|중|당|씩|등|상|용|쯤|쪽|정도|때)+")
"""Stands between a noun and its particle."""

_IS = re.compile(r"^(?:인|이(?=[었에죠며고]|지|라|야)|예요|입니|였|죠|라|야)")

TO_NOUN = {"on": "대한 관한 둘러싼", "for": "위한", "by": "통한 의한", "under": "따른"}
"""Words that bind the noun before them to the next noun."""

TO_VERB = {
    "on": "대해 관해 관련 놓고 두고 둘러싸", "for": "위해", "through": "통해", "by": "의해",
    "according to": "따르면 따라", "because of": "때문", "during": "동안", "among": "사이 가운데",
}  # fmt: skip
"""The same to the verb."""

_WHICH = r"어느|어떤|무슨"
WHICH = re.compile(rf"(?:{_WHICH}|몇)$")
HOW_LONG = "얼마나오래"
"""Stands for all that asks how long something took, written as one word."""

ASKING = {
    "how long": re.compile(HOW_LONG),
    "who": re.compile(r"누구|누가|누군"),
    "what": re.compile(r"무엇|뭐|뭘|뭔"),
    "when": re.compile(r"언제|며칠"),
    "where": re.compile(r"어디"),
    "how much": re.compile(r"얼마"),
    "why": re.compile(r"왜"),
    "how": re.compile(r"어떻게|어때"),
}
THING = re.compile("걸|게|건|것|거|점")
"""What has just been said, as a noun: "열린 것은", "소통한 걸"."""

TELLS_WHEN = {"after": "뒤 후", "before": "전", "when": "때"}

_LIGHT = {
    "make": r"한$|했", "come": r"왔|온$|오는|오기|올$", "go": r"갔|간$|가는|가기", "receive": r"받",
    "hold": r"맡", "appear": r"나오|나온|나왔", "enter": r"들어",
}  # fmt: skip
"""Verbs that mostly only bind, and are the verb of a sentence that has no other."""

_LIGHT_DESCRIBING = re.compile(r"(?:온|간|은|는|한|기)$")
_AGREED = re.compile(r"하|한|했|함|할|돼|된|됐")
_PASSIVE = re.compile(r"되|된|될|됨|됩|돼|됐|당하|당한")
_ON_AND_ON = ("고", "며", "서", "면", "로", "게", "도록", "려", "기")
IS_DONE = ("있", "돼", "되", "됐")
"""After a word without a particle: "담겨 있다", "등록되어 있다"."""


def role_of(tail: str, default: str = "topic") -> str:
    """What `tail` makes of its noun."""
    if tail not in ROLES and _IS.match(tail):
        return "is"
    return ROLES.get(tail, default)


def is_ending(tail: str) -> bool:
    """Whether `tail` is that of a verb: no particle, and not "is"."""
    return bool(tail) and tail not in ROLES and not _IS.match(tail)


def is_passive(ending: str) -> bool:
    """Whether what is done is done to the subject: "서명된".

    >>> is_passive("된"), is_passive("한")
    (True, False)
    """
    return bool(_PASSIVE.match(ending))


def describes(ending: str) -> bool:
    """Whether a verb with this ending describes the next noun: "서명한", "하는", "오기 (전)".

    >>> describes("한"), describes("할"), describes("했던"), describes("했나요")
    (True, True, True, False)
    """
    by_form = ending.endswith(("는", "던")) or final_consonant(ending) in ("ㄴ", "ㄹ")
    return by_form or ending == "기"


def goes_on(ending: str) -> bool:
    """Whether another verb has to follow: "서명하고", "하려면"."""
    return ending.endswith(_ON_AND_ON)


def light_verb(word: str) -> tuple[str, bool] | None:
    """A verb that mostly only binds, and whether it describes the next noun."""
    for english, forms in _LIGHT.items():
        if re.match(forms, word):
            return english, bool(_LIGHT_DESCRIBING.search(word))
    return None


def asks_which(form: str) -> bool:
    """Whether a form begins with "which": "어느 나라" is one.

    >>> asks_which("어느나라"), asks_which("나라")
    (True, False)
    """
    return bool(re.match(_WHICH, form))


def follows_agreement(word: str) -> bool:
    """Whether `word` ends "-기로 하다", to agree to do something."""
    return bool(_AGREED.match(word))


def english_of(word: str, forms: dict[str, str]) -> str:
    """The English under which a form stands that `word` begins with; "" for another word."""
    return next((e for e, korean in forms.items() if word.startswith(tuple(korean.split()))), "")


_FINALS = {"\u11ab": "ㄴ", "\u11af": "ㄹ", "\u11bb": "ㅆ"}


def final_consonant(text: str) -> str:
    """The final consonant of the last syllable, of those that verbs end with; "" for others.

    >>> final_consonant("열린"), final_consonant("열렸"), final_consonant("회의")
    ('ㄴ', 'ㅆ', '')
    """
    decomposed = unicodedata.normalize("NFD", text[-1:])
    return _FINALS.get(decomposed[-1:], "")


_OF_PAST = {"\u1167": "\u1175", "\u116a": "\u1169", "\u116b": "\u116c", "\u116f": "\u116e"}
"""The vowel of a past and the one of the stem: ㅕ-ㅣ, ㅘ-ㅗ, ㅙ-ㅚ, ㅝ-ㅜ."""


def stems(past: str) -> list[str]:
    """What a verb in the past may be without its past; nothing for another word.

    >>> stems("열렸"), stems("끝났"), stems("다녔"), stems("되찾았"), stems("회의")
    (['열려', '열리'], ['끝나'], ['다녀', '다니'], ['되찾'], [])
    """
    letters = unicodedata.normalize("NFD", past)
    if not letters.endswith("\u11bb"):
        return []
    if past.endswith(("았", "었")):
        return [past[:-1]]
    plain = letters[:-1]
    other = _OF_PAST.get(plain[-1])
    found = [plain, plain[:-1] + other] if other else [plain]
    return [unicodedata.normalize("NFC", form) for form in found]
