"""A Korean question for those who read English: its words looked up, its kind of answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.asked.question import Kind
from assistant.korean.glossary import PEOPLE, Glossary
from assistant.korean.grammar import HOW_LONG, asks_which
from assistant.korean.numbers import number_at
from assistant.korean.order import EnglishOrder, Part
from assistant.korean.ranks import rank_asked
from assistant.korean.syllables import final_consonant
from index.lexical import is_hangul

# What may stand after a noun: particles, plurals and the like, one after the other.
_TAIL = re.compile(
    r"(?:들|은|는|이|가|을|를|에|에서|에게|에게서|한테|께|께서|와|과|랑|이랑|하고|의|도|만|만에|로|"
    r"으로|로서|로써|으로서|으로써|부터|까지|보다|처럼|마다|나|이나|란|이란|라|이라|라는|이라는|라고|"
    r"이라고|측|씨|님|적|적인|적으로|간|내|중|당|씩|등|상|용|쯤|정도|요|이요|이에요|예요|죠|이죠|"
    r"입니까|인가요|인가|인지|이었나요|였나요|이었습니까|였습니까|이었죠|였죠|이며|이고|때|현|시|국|어치|야|이야|지|이지|예요)*"
)
# After a noun that becomes a verb: "합의-했나요", "서명-된".
_VERB = re.compile(
    r"(?:하|한|할|함|합|해|했|되|된|될|됨|됩|돼|됐|시키|시킨|시켰|당하|당한|받|짓|였|이었)"
)
# A word that ends like a verb is no name, however unknown it is.
_VERB_END = re.compile(
    r"(?:게요|나요|까요|니까|습니다|는지|ㄴ지|었던|았던|했던|던|다|죠|지요|어요|아요|해요|세요|하는|하던|"
    r"되는|했는데|인데|는데|려고|면서|도록|으며|거나|했나|었나|았나|었|았|게|고|서|면)$"
)
# Words that ask or bind and name nothing; a word that begins with one is passed over.
_BINDING = re.compile(
    r"무엇|무슨|어떤|어떻|어떠|어때|어느|누구|누가|누군|언제|어디|어딘|얼마|며칠|대해|대하|대한|관해|관하|관한|관련|통해|"
    r"통하|통한|위해|위하|위한|따라|따르|따른|의하|의한|의해|알려|알고|알수|알까|알려|주세요|주십시오|주시|주실|설명|"
    r"가르쳐|궁금|그리고|또는|또한|그런데|그래서|그러면|그럼|특히|각각|여러|모든|다른|때문|하나|사이|가운데|중에|간의|"
    r"동안|만에|하는|하고|하기|했던|되는|되었|된다|인가|입니|아닌|아니|가장|제일|매우|아주|너무|서로|스스로|직접|실제|바로|"
    r"이번|지난|당시|나타|가지|놓고|두고|둘러싼|둘러싸|보면|보이|보입|주는|내린|내놓|나눈|나눴|나누|받은|받았|받는|맡은|"
    r"맡고|맡았|가진|갖는|갖고|오간|거둔|거뒀|이뤄|이루|이룬|일어|벌어|생긴|생겼|들어|들고|들은|나오|나온|가는|가기|가서|"
    r"오는|오기|라고|이라고|라는|이라는|말고|만큼|있는|있나|있었|있습|있을|있어|있다|없는|없나|없었|없어|없습|대신|비롯|"
    r"어째|얼마나|말해|말씀|이것|그것|저것|이런|그런|저런|이렇|그렇|여기|거기|저기|그들|우리|저희|당신|네요|안녕|고마|"
    r"수고|반갑|죄송|부탁|제발|혹시|과연|정말|진짜|다시|아직|이미|먼저|나중|처럼|보다|일이|일을|일은|점은|점이|점을|해주|"
    r"해줘|사람|찾아|보여|읽어|말할|답해"
)
# The same for words of one syllable, which stand for themselves or before a particle only.
_BINDING_SYLLABLES = frozenset(
    "뭐뭘뭔왜몇것거게수때등및그이저좀각다데할한해된되될인안못더덜잘첫두세네양번개명건볼본봤준줬간갔온왔뿐줘점일말쪽편"
)
_DOTS = "[·ㆍ・‧∙]"
_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9.&'’-]*[A-Za-z0-9])?")

_AUTHORS = r"(?:저자|필자|글쓴이|작성자|집필자)(?:들|분들?)?"
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "documents",
        r"(어떤|무슨|어느|몇)\s?(개의\s?)?(문서|자료|글|파일|출처)\S*\s?.{0,12}(있|갖고|가지고|보유|검색|읽)|"
        r"(문서|자료|파일)\s?(목록|리스트)",
    ),
    (
        "authors",
        # "필자들은 … 어떻게 평가하나요?" asks what they say, and not who they are.
        rf"(누가|누구).{{0,8}}(썼|쓴|작성|집필)|(누가|누구)\S*\s.{{0,10}}{_AUTHORS}|"
        rf"{_AUTHORS}(의?\s?(이름|성함|명단|소속|직책|직함|약력))?(은|는|이|가|을|를|도)?\s?"
        r"((모두|각각|전부)\s?)?(누구|누군|어디|뭐|뭔|무엇|몇\s?(명|분|사람)|알려|말해|궁금)|"
        rf"^(\S+\s){{0,2}}{_AUTHORS}(은|는)?\W*$|"
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
    ("how_many", r"몇|얼마|며칠|비율|비중|퍼센트|몇\s?프로|규모는|인원|총액|금액"),
    ("why", r"왜|이유|까닭|어째서|무엇\s?때문|원인"),
    ("who", r"누구|누가|누군|어떤\s?사람|어느\s?분"),
    ("where", r"어디|(어느|어떤|무슨)\s?(도시|나라|국가|곳|장소|건물|해역|바다|지역|호텔)|장소"),
    (
        "compare",
        r"비교(?!\s?대상)|공통점|차이점|다른 점|대조|"
        # "중국 방문과 일본 방문의 목적은 어떻게 다른가요?"; documents are told apart elsewhere.
        r"^(?!.*(?:뉴스레터|논평|문서|보고서|기사)).*"
        r"(?:와|과|이랑|랑|하고)\s[^?]*어떻게\s?(?:서로\s?)?(?:다[른르릅]|달[라랐])",
    ),
    (
        "overview",
        r"요약|개요|정리해|간추|전반|성과|(?:회담|방문|순방|포럼)(?:의|에서)?\s?(?:결과|(?:무슨|어떤)\s?일)",
    ),
)
_YES_NO = re.compile(
    r"(나요|습니까|ㅂ니까|합니까|입니까|됩니까|까요|인가요?|는가요?|은가|던가|가요|니|나|는지|죠|지요)\W*$"
)
_ASKS = re.compile(r"무엇|무슨|뭐|뭘|뭔|어떤|어떻|어느|누구|누가|언제|어디|왜|얼마|몇|며칠")
_ASKING_IN_ENGLISH: dict[Kind, str] = {
    "who": "Who", "when": "When", "where": "Where", "how_many": "How many", "why": "Why",
    "yes_no": "Did", "authors": "Who wrote",
}  # fmt: skip
# "For how many days?", "how long did he stay?": one asking word, as in English.
_HOW_LONG = re.compile(
    r"(?:며칠|얼마)\s?(?:동안|간)(?:이나)?|"
    r"얼마나\s?(?:오래|길게)?(?=\s?(?:머물|머무|체류|있었|지냈|지속|걸렸|이어졌))"
)
# Of people, "how much" asks how many they are.
_PEOPLE = re.compile(r"참[석가]자|참여자|인원|임원|사람|기업인|경영인|총수|대표")
_AS_MANY = re.compile(r"얼마나(?=\s?(?:됐|되|왔|오|참[석가]|있))")
_MUCH = re.compile(r"얼마(?!나)|금액|액수|비용|가격|예산|총액|달러")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A Korean question in English words.

    Attributes:
        english: those of the question that could be looked up, after the English asking word.
        words: the same without the asking word.
        names: the English of names and numbers among them.
        unknown: Korean words that look like nouns and are not in the glossary.
    """

    english: str
    words: str
    names: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What was found at one place: English, or an unknown word as it stands.

    `noun` and `act` are what it is in English as a noun and as a verb.
    """

    text: str
    end: int
    what: str = "word"  # or: name, asked, unknown, binding
    tail: str | None = None
    form: str = ""
    noun: str = ""
    act: str = ""


def korean_kind(text: str) -> Kind:
    """The kind of answer that a Korean question asks for.

    >>> korean_kind("정상회담은 어디에서 열렸나요?"), korean_kind("몇 월 며칠에 만났습니까?")
    ('where', 'when')
    >>> korean_kind("두 정상은 만났나요?"), korean_kind("두 정상은 무엇을 먹었나요?")
    ('yes_no', 'other')
    """
    text = unicodedata.normalize("NFKC", text)
    for kind, pattern in _KINDS:
        if re.search(pattern, text):
            return kind
    return "yes_no" if _YES_NO.search(text) and not _ASKS.search(text) else "other"


def gloss(text: str, glossary: Glossary, knows: Callable[[str], bool]) -> Gloss:
    """Look up the words of a Korean question, longest forms first.

    Args:
        text: the question as asked; words in Latin letters stay as they are.
        glossary: what Korean forms are in English.
        knows: whether the documents hold a token; decides between English forms.

    >>> from assistant.korean.glossary import Entry
    >>> words = Glossary({"정상회담": Entry(("summit",), False), "나라": Entry(("Nara",), True)})
    >>> found = gloss("나라 정상 회담은 1월 13일 언제 열렸나요?", words, lambda token: True)
    >>> found.english, found.names
    ('When was Nara summit January 13?', ('Nara', 'January 13'))
    """
    text = _HOW_LONG.sub(HOW_LONG, unicodedata.normalize("NFKC", text))
    if _PEOPLE.search(text):
        text = _AS_MANY.sub("몇 명", text)
    pieces = list(_pieces(text, glossary, knows))
    found = dict.fromkeys(p.text for p in pieces if p.what != "unknown" and p.text)
    return Gloss(
        _asked_in_english(text, pieces, glossary),
        " ".join(found),
        tuple(dict.fromkeys(p.text for p in pieces if p.what == "name" and p.text)),
        tuple(dict.fromkeys(p.text for p in pieces if p.what == "unknown")),
    )


def _asking_in_english(text: str) -> str:
    """The English words that ask what a Korean question asks."""
    kind = korean_kind(text)
    if kind == "how_many" and "몇" not in text and _MUCH.search(text):
        return "How much"
    return _ASKING_IN_ENGLISH.get(kind, "What")


def _asked_in_english(text: str, pieces: Sequence[_Piece], glossary: Glossary) -> str:
    tables = {form: glossary.entries[form].table for p in pieces if (form := p.form)}
    persons = [p.text for p in pieces if tables.get(p.form) == PEOPLE]
    others = [p.text for p in pieces if p.what in ("word", "unknown") and p.text]
    if rank := rank_asked(text, persons, others):
        return rank
    order = EnglishOrder()
    for before, piece in zip(["", *(piece.text for piece in pieces)], pieces, strict=False):
        said_again = piece.what == "name" and piece.text == before  # "거성(Geoseong)"
        if piece.what == "unknown" or said_again:
            continue
        is_verb = piece.form in glossary.verbs
        order.take(
            Part(
                piece.noun or piece.text,
                piece.tail,
                is_name=piece.what == "name",
                is_verb=is_verb,
                describes=is_verb and not piece.tail and final_consonant(piece.form) != "ㅆ",
                counts=piece.what == "asked",
                asks=asks_which(piece.form),
                act=piece.act,
            )
        )
    return order.finished(_asking_in_english(text), _is_past(text)) + "?"


def _is_past(text: str) -> bool:
    """Whether the last verb of a question is in the past.

    >>> _is_past("어디에서 열렸나요?"), _is_past("무엇이 있나요?")
    (True, False)
    """
    last = text.split()[-1] if text.split() else ""
    return any(final_consonant(letter) == "ㅆ" for letter in last if letter not in "있겠")


def content_words(text: str) -> str:
    """`text` without the words that only ask or bind.

    >>> content_words("정상회담은 어디에서 열렸나요?")
    '정상회담은 열렸나요?'
    """
    return " ".join(word for word in text.split() if not _binds(word.strip(".,?!")))


def _pieces(text: str, glossary: Glossary, knows: Callable[[str], bool]) -> Iterator[_Piece]:
    """What stands in `text`, from left to right; passed over: particles, endings, asking words."""
    text = re.sub(rf"(?<=[A-Za-z]){_DOTS}(?=[A-Za-z])", " ", text)
    plain = re.sub(_DOTS, "", unicodedata.normalize("NFKC", text))
    words = re.findall(r"[\w.,%&'’~–-]+", plain)
    line = "".join(words)
    ends, starts, at = [], [], 0
    for word in words:
        starts += [at] * len(word)
        at += len(word)
        ends += [at] * len(word)
    position, unknown_from = 0, None
    while position < len(line):
        begins, ends_at = starts[position] == position, ends[position]
        found = _found(line, position, ends, starts, glossary, knows)
        if found is None and begins and _binds(line[position:ends_at]):
            yield _Piece("", ends_at, "binding", tail=line[position:ends_at])
            position = ends_at
            continue
        if found is None:
            unknown_from = position if unknown_from is None else unknown_from
            position += 1
        else:
            position = found.end
        if unknown_from is not None and (found is not None or position == ends_at):
            # Before a known word an unknown one is its first half, and rarely a word of its own.
            stem = _stem_of(line[unknown_from:ends_at]) if found is None else ""
            if stem:
                yield _Piece(stem, position, "unknown")
            elif found is None:
                yield _Piece("", position, "binding", tail=line[unknown_from:ends_at])
            unknown_from = None
        if found is not None:
            ends_at = ends[position - 1]
            rest = line[position:ends_at]
            whole = not rest or _TAIL.fullmatch(rest) or _VERB.match(rest)
            look = (
                _found(line, i, ends, starts, glossary, knows) for i in range(position, ends_at)
            )
            yield replace(found, tail=rest if whole or not any(look) else None)
            if whole:
                position = ends_at


def _found(
    line: str,
    position: int,
    ends: list[int],
    starts: list[int],
    glossary: Glossary,
    knows: Callable[[str], bool],
) -> _Piece | None:
    """The longest thing that can be looked up at `position`, if any."""
    begins = starts[position] == position
    number = number_at(line, position, knows, begins=begins)
    if number:
        what = "asked" if number.is_asked else "name" if number.is_exact else "word"
        return _Piece(number.english, number.end, what)
    for length in range(min(glossary.longest, len(line) - position), 0, -1):
        entry = glossary.entries.get(line[position : position + length])
        end = position + length
        if entry and _stands(line, position, end, begins, ends, starts):
            what = "name" if entry.is_name else "word"
            form = line[position:end]
            return _Piece(
                entry.best(knows),
                end,
                what,
                form=form,
                noun=entry.noun(knows),
                act=entry.act(knows),
            )
    latin = _LATIN.match(line, position, ends[position])
    if latin:
        return _Piece(latin.group(), latin.end(), "name" if latin.group()[0].isupper() else "word")
    return None


def _binds(word: str) -> bool:
    """Whether `word` asks or binds and names nothing."""
    return bool(_BINDING.match(word)) or (
        bool(word) and word[0] in _BINDING_SYLLABLES and bool(_TAIL.fullmatch(word, 1))
    )


def _stands(
    line: str, start: int, end: int, begins: bool, ends: list[int], starts: list[int]
) -> bool:
    """Whether a form at this place is a word of its own, and not two syllables of others."""
    rest = line[end : ends[end - 1]]
    if end > ends[start]:  # over a blank: only whole words, or what a particle may follow
        return begins and bool(not rest or _TAIL.fullmatch(rest) or _VERB.match(rest))
    if end - start == 1:
        return begins and bool(_TAIL.fullmatch(rest))
    return begins or end - start >= 2


def _stem_of(word: str) -> str:
    """An unknown word without its particles; nothing where it ends like a verb or says nothing."""
    word = word.strip(".,'’%&~–-")
    if not is_hangul(word) or _VERB_END.search(word):
        return ""
    for length in range(2, len(word)):
        if _TAIL.fullmatch(word, length):
            return word[:length]
    return word if len(word) > 1 else ""
