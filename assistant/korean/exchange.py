"""The question before with something else in its place: "그럼 일본은요?", "KEI는요?".

`exchange` and `other_document` of `assistant.follow_ups` do it for English. What takes the place
of what is told by the glossary: a country that of a country, a person that of a person; a document
that of the document which was asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.asked.document_words import KINDS_OF_DOCUMENTS
from assistant.korean.glossary import PEOPLE, Glossary

_LEAD = re.compile(r"^(?:(?:그럼|그러면|그리고|그런데|그렇다면|반대로|반면|또)\s)+")
_TAIL = (
    r"(?:에\s?따르면|에서는|에서|에게는|에게|에는|에|와는|과는|이랑은|와|과|"
    r"으로는|로는|은|는|이|가|도|의)?"
)
_SIDE = r"(?:\s?(?:측|쪽))?"
_END = r"(?:요|은요|어때요|어떤가요|어떻습니까)?[\s?!.]*$"
_LETTERS = r"[A-Z]{2,}"
_KINDS = (PEOPLE, "names.places", "names.pairs")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z0-9&.-]+")
_ASKED_OF = r"(?=은|는|이|가|에서|에\s?(?:따르|의하|의해))"
_PAIRS = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}
"""Particles after a consonant, and what stands for them after a vowel."""

_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|과|와|으로|로)(?!\w)|(?:과|와)(?=의|는)")
_IN_PAIRS = {"중국": "중", "일본": "일", "미국": "미"}
"""How a country is called beside Korea: 한중, 한일."""

# What somebody else is called goes with them: "리창 총리는".
_TITLE = re.compile(
    r"\s\S{0,6}(?:총리|주석|대통령|서기|장관|위원장|의장|회장|실장)(?=은|는|이|가|을|를|의|과|와|에|\s|\W|$)"
)
_PAIR = re.compile(rf"한(?P<other>{'|'.join(_IN_PAIRS.values())})(?=\s|\W|정상|관계|회담)")


_ASKS_WITH = re.compile(
    r"(?:누구|누가|누군|언제|어디|어느|왜|무엇|무슨|뭐|뭘|뭔|어떤|어떻|어때|얼마|몇|며칠|명|개|번)"
)
_PREDICATE = re.compile(
    r"(?:나요|습니까|니까|까요|가요|은가|는가|인가|어요|아요|했어|했나|나|니|지|죠)$"
)
_POINTS = re.compile(
    r"^(?:그는|그가|그의|그들은|그녀는|그것은|그건|거기|거기서는?|그곳|그곳에서는?)\s"
)


# "리창은 누구인가요?", "CPTPP가 뭐예요?": who or what a name is.
_ASKS_WHO = re.compile(
    r"(?:은|는|이|가|란|이란)?\s(?:누구|무엇|뭐|뭔)(?:인가요?|인지|이에요|예요|에요|입니까|이죠|죠|야|지|데요?)?\W*$"
)
# "리창의 나이는?". "일본의 경우는?" is the name alone; "일본의 입장은?" leaves out on what.
_ASKS_OF_IT = re.compile(r"의\s(?!경우|입장|반응|의견|견해|생각|평가|대응)\S+$")
_AMONG = re.compile(r"^(?:그|이)\s?(?:중|가운데)(?:에서?|엔)?\s")
_ALL = re.compile(r"(?:전체|총|모두|전부)")
_TOPIC = re.compile(r"(?:에서는|에는|에서|에|은|는|이|가)$")
# "철거하기로 했나요?" asks of what was asked about whether it is so.
_ASKS_WHETHER = re.compile(
    r"(?:\S*[하되]기로\s)?\S*(?:했|됐|되었|한|하)(?:나요|습니까|니까|어요?|나|니|가요)\W*"
)


class Exchange:
    """Puts what a scrap of a Korean question names into the question before.

    Args:
        glossary: knows names and words for kinds of documents.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        kinds = [f for f, e in glossary.entries.items() if KINDS_OF_DOCUMENTS & set(e.english)]
        words = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
        self._document = rf"(?:{_LETTERS}\s?)?(?:{words})"
        self._asked = re.compile(rf"(?:{self._document}|{_LETTERS}){_ASKED_OF}")

    def of_another_document(self, scrap: str, before: str) -> str | None:
        """The question `before`, asked of the document that `scrap` names; None without one.

        Letters alone name one only in the place of another: they may be anything.
        """
        named = re.match(
            rf"(?P<it>{self._document}|{_LETTERS}){_TAIL}{_END}", _LEAD.sub("", scrap.strip())
        )
        if named is None:
            return None
        asked = self._asked.search(before)
        if asked:
            return _put(named["it"], before, asked.start(), asked.end())
        if re.fullmatch(_LETTERS, named["it"]):
            return None
        return f"{named['it']}에 따르면 {before}"

    def of_another_name(self, scrap: str, before: str) -> list[str]:
        """The question `before` with what `scrap` names for each name like it, the last first."""
        plain = _LEAD.sub("", unicodedata.normalize("NFC", scrap.strip()))
        form = self._only_name(plain)
        if form is None:
            return []
        kind = self._kind(form)
        title = _TITLE.match(plain, len(form)) if kind == PEOPLE else None
        said = f"{form}{title.group()}" if title else form
        found = [
            _put(said, before, start, end)
            for start, end, other in self._names_in(before)
            if other != form and self._kind(other) == kind
        ]
        pair = _PAIR.search(before)
        if not found and pair and form in _IN_PAIRS:
            found = [f"{before[: pair.start()]}한{_IN_PAIRS[form]}{before[pair.end() :]}"]
        return found[::-1]

    def asks_of_its_own(self, scrap: str) -> bool:
        """Whether a question asks who or what a name is that it says itself, or what of it."""
        named = next(self._names_in(scrap), None)
        if named is None or named[0]:
            return False
        return bool(_ASKS_WHO.match(scrap, named[1]) or _ASKS_OF_IT.match(scrap, named[1]))

    def of_its_topic(self, scrap: str, before: str) -> str | None:
        """What `before` is about, asked as `scrap` asks; None where nothing of it is left.

        >>> Exchange(Glossary({})).of_its_topic("그는 뭐라고 했나요?", "리창 총리는 누구인가요?")
        '리창 총리는 뭐라고 했나요?'
        """
        words = [w for w in before.rstrip(" ?!.").split() if not _ASKS_WITH.match(w)]
        if words and _PREDICATE.search(words[-1]):
            words.pop()
        asked = _POINTS.sub("", _LEAD.sub("", scrap.strip()))
        if (among := _AMONG.match(asked)) and words:  # of all of them some
            words = [word for word in words if not _ALL.fullmatch(word)]
            words[-1:] = [_TOPIC.sub("", word) + " 중" for word in words[-1:]]
            asked = asked[among.end() :]
        # "그럼 중국은?" asks nothing of its own.
        asks = any(map(_ASKS_WITH.match, asked.split())) or _ASKS_WHETHER.fullmatch(asked)
        return " ".join([*words, asked]) if words and asks else None

    def _only_name(self, text: str) -> str | None:
        """The name that is all a scrap says, but for particles."""
        for length in range(min(len(text), self._glossary.longest), 1, -1):
            form = text[:length]
            rest = _TITLE.sub("", text[length:], count=1)
            if self._is_name(form) and re.fullmatch(f"{_SIDE}{_TAIL}{_END}", rest):
                return form
        return None

    def _names_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where names stand in a question, each as a word of its own: start, end, form."""
        for word in re.finditer(r"\S+", text):
            lengths = range(min(len(word.group()), self._glossary.longest), 1, -1)
            forms = (word.group()[:length] for length in lengths)
            form = next(filter(self._is_name, forms), None)
            if form is not None:
                end = word.start() + len(form)
                title = _TITLE.match(text, end) if self._kind(form) == _KINDS[0] else None
                yield word.start(), title.end() if title else end, form

    def _is_name(self, form: str) -> bool:
        entry = self._glossary.entries.get(form)
        return entry.is_name if entry is not None else bool(_LATIN_NAME.fullmatch(form))

    def _kind(self, form: str) -> str:
        """The table of the glossary; of companies, agreements and unknown letters all the same."""
        entry = self._glossary.entries.get(form)
        table = "" if entry is None else entry.table
        return table if table in _KINDS else "thing"


def _put(other: str, text: str, start: int, end: int) -> str:
    """`text` with `other` from `start` to `end`, and the particle after it made to go with it."""
    particle = _PARTICLE.match(text, end)
    told = particle.group() if particle else ""
    closed = _ends_in_consonant(other)
    for after_consonant, after_vowel in _PAIRS.items():
        if told in (after_consonant, after_vowel):
            told = after_consonant if closed else after_vowel
            break
    rest = text[particle.end() if particle else end :]
    return f"{text[:start]}{other}{told}{rest}"


def _ends_in_consonant(text: str) -> bool:
    """Whether the last syllable is closed; of letters none is.

    >>> _ends_in_consonant("논평"), _ends_in_consonant("뉴스레터"), _ends_in_consonant("KEI")
    (True, False, False)
    """
    last = text[-1:]
    return "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 > 0
