"""English words of a Korean question, in English order.

Korean puts the verb last and what describes a noun before it; particles say what a noun does. To a
reader of English "certificate sign summit content" is four words that stand anywhere; "contents of
certificate sign in summit" it can hold against what a text says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.hangul_syllables import final_consonant
from assistant.korean_numbers import MONTHS

# What a particle makes of its noun: a part of the sentence, or a preposition.
_PARTICLES = {
    "of": "의 에서의 과의 와의 에의 로의 으로의 간의",
    "object": "을 를",
    "topic": "은 는 에서는 에선 에는 도 만 란 이란 라는 이라는",
    "subject": "이 가 께서",
    "from": "에게서 한테서 부터 으로부터 로부터",
    "in": "에서 에서도",
    "to": "에게 한테 께",
    "at": "에 에도 만에",
    "until": "까지",
    "than": "보다",
    "as": "로 으로 로서 으로서 로써 으로써 처럼",
    "and": "와 과 랑 이랑 하고 및",
    "with": "와는 과는 와도 과도",
}
_ROLES = {form: role for role, forms in _PARTICLES.items() for form in forms.split()}
# Stands between a noun and its particle.
_ADDED = re.compile(r"^(?:들|측|씨|님|적|적인|적으로|간|내|중|당|씩|등|상|용|쯤|정도|때)+")
_IS = re.compile(r"^(?:인|이|예요|입니|였|죠|라)")
# Words that bind the noun before them: to the next noun, or to the verb.
_TO_NOUN = {"on": "대한 관한 둘러싼", "for": "위한", "by": "통한 의한 따른"}
_TO_VERB = {
    "on": "대해 관해 관련 놓고 두고 둘러싸", "for": "위해", "by": "통해 의해", "because of": "때문",
    "during": "동안", "among": "사이 가운데",
}  # fmt: skip
_ASKED = re.compile(r"(?:어느|어떤|무슨|몇)$")
_MADE_DESCRIBING = re.compile(r"(?:한|했던|하던|된|되는|하는|있는|있던|없는)$")
_ALL_TOLD = "total"
_DATE = re.compile(rf"(?:{'|'.join(MONTHS)}|(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a Korean question.

    Attributes:
        english: what it is; empty for a word that only binds or asks.
        tail: what follows it within its word, or the whole of a word that only binds or asks; None
            where the next part stands in the same word.
        is_name: whether it names somebody or something.
        is_verb: whether it is a verb by itself, without an ending.
        describes: whether it is one that describes the next noun.
        counts: whether it asks how many there are: "how many years"; empty where the question
            names what is counted before it or after it.
    """

    english: str
    tail: str | None
    is_name: bool = False
    is_verb: bool = False
    describes: bool = False
    counts: bool = False


class EnglishOrder:
    """Parts go in as Korean has them; the words come out as English has them.

    >>> order = EnglishOrder()
    >>> for part in (Part("summit", "에서"), Part("sign", "된"), Part("certificate", "의"),
    ...     Part("contents", "은")):
    ...     order.take(part)
    >>> order.finished()
    ([], '', 'contents of certificate sign in summit')
    """

    def __init__(self) -> None:
        self._noun: list[Part] = []
        self._describing: list[str] = []
        self._joined: tuple[str, bool] | None = None
        self._waiting: list[tuple[str, str]] = []
        self._asked: list[str] = []
        self._asks = False
        self._counted = False
        self._clauses: list[str] = []
        self._verb = ""

    def take(self, part: Part) -> None:
        """The next part."""
        counted, self._counted = self._counted, part.counts
        if part.counts:
            self._count(part)
        elif counted and not part.english:
            pass  # "몇 시간 동안": it belongs to the count
        elif not part.english:
            self._bind(part.tail or "")
        elif _acts(part):
            self._act(part)
        else:
            self._name(part)

    def finished(self) -> tuple[list[str], str, str]:
        """What was asked for ("which company"), the verb, and all else with the verb in it."""
        self._close("subject")
        self._leave_joined()
        if self._clauses and not self._verb:
            self._verb = self._clauses.pop()
        elif self._describing and not self._waiting:
            self._verb = self._describing.pop()
        said = [_clause(self._waiting, self._verb), *self._clauses, *reversed(self._describing)]
        return self._asked, self._verb, " ".join(filter(None, said))

    def _bind(self, word: str) -> None:
        self._close("subject")
        for prepositions, describing in ((_TO_NOUN, True), (_TO_VERB, False)):
            for preposition, forms in prepositions.items():
                if self._waiting and word.startswith(tuple(forms.split())):
                    _, text = self._waiting.pop()
                    if describing:
                        self._describing.append(f"{preposition} {text}")
                    else:
                        self._waiting.append((preposition, text))
                    return
        if _ASKED.search(word):
            self._asks = True
        elif self._clauses and _MADE_DESCRIBING.search(word):
            # "합의하기로 한 것": what stood by itself describes the next noun.
            self._describing.append(self._clauses.pop())

    def _count(self, part: Part) -> None:
        """What is counted was asked for: "몇 년", "몇 건의 협정", "협정을 (모두) 몇 건"."""
        if [noun.english for noun in self._noun] == [_ALL_TOLD]:
            self._noun = []
        self._close("subject")
        if part.english:
            self._asked.append(part.english)
        elif part.tail and _ROLES.get(_ADDED.sub("", part.tail)) == "of":
            self._asks = True
        else:
            # The last of what is done, else of who does it; never where or when.
            for roles in (("object",), ("topic", "subject")):
                mine = [n for n, (role, _) in enumerate(self._waiting) if role in roles]
                if mine:
                    self._asked.append(self._waiting.pop(mine[-1])[1])
                    break

    def _name(self, part: Part) -> None:
        if self._noun and _DATE.match(self._noun[0].english) and not _DATE.match(part.english):
            self._close("on")
        self._noun.append(part)
        tail = None if part.tail is None else _ADDED.sub("", part.tail)
        if tail:
            self._close(_ROLES.get(tail, "topic"))

    def _close(self, role: str) -> None:
        """The noun is complete; what describes it is put after it."""
        if not self._noun:
            return
        noun, is_name = " ".join(part.english for part in self._noun), self._noun[0].is_name
        if self._joined and self._joined[1] != is_name:
            self._leave_joined()  # "중국과 협력": no two of a kind
        text = " ".join([noun, *reversed(self._describing)])
        self._noun, self._describing = [], []
        if self._joined:
            text, self._joined = f"{self._joined[0]} and {text}", None
        if role == "and":
            self._joined = text, is_name
        elif role == "of":
            self._describing.append(f"of {text}")
        elif self._asks:
            self._asked.append(text)
            self._asks = False
        else:
            self._waiting.append(("on" if role == "at" and _DATE.match(text) else role, text))

    def _leave_joined(self) -> None:
        """What waited for a second noun stands with the verb."""
        if self._joined:
            self._waiting.append(("with", self._joined[0]))
            self._joined = None

    def _act(self, verb: Part) -> None:
        self._close("object")
        self._leave_joined()
        if self._verb:
            self._clauses.append(self._verb)
            self._verb = ""
        ending = verb.tail or ""
        if (
            verb.describes
            or ending.endswith(("는", "던"))
            or final_consonant(ending) in ("ㄴ", "ㄹ")
        ):
            mine = [arg for arg in self._waiting if arg[0] != "topic"]
            self._waiting = [arg for arg in self._waiting if arg[0] == "topic"]
            self._describing.append(_clause(mine, verb.english))
        elif ending.endswith(("고", "며", "서", "면", "로", "게", "도록", "려", "기")):
            mine = [arg for arg in self._waiting if arg[0] not in ("topic", "subject")]
            self._waiting = [arg for arg in self._waiting if arg[0] in ("topic", "subject")]
            self._clauses.append(_clause(mine, verb.english))
        else:
            self._verb = verb.english


def _acts(part: Part) -> bool:
    """Whether a part is a verb: by itself, or by an ending that no noun has."""
    tail = _ADDED.sub("", part.tail or "")
    return part.is_verb or bool(tail and tail not in _ROLES and not _IS.match(tail))


def _clause(args: Sequence[tuple[str, str]], verb: str) -> str:
    first = [text for role, text in args if role in ("topic", "subject")]
    objects = [text for role, text in args if role == "object"]
    others = [f"{role} {text}" for role, text in args if role not in ("topic", "subject", "object")]
    return " ".join(filter(None, [*first, verb, *objects, *others]))
