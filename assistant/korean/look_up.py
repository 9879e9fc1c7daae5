"""What stands in a Korean text, looked up from left to right, longest forms first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.korean.glossary import Glossary
from assistant.korean.numbers import number_at
from assistant.words.language import LATIN
from index.lexical import is_hangul

# What may stand after a noun: particles, plurals and the like, one after the other.
_TAIL = re.compile(
    r"(?:들|은|는|이|가|을|를|에|에서|에게|에게서|한테|께|께서|와|과|랑|이랑|하고|의|도|만|만에|로|"
    r"으로|로서|로써|으로서|으로써|부터|까지|보다|처럼|마다|나|이나|란|이란|라|이라|라는|이라는|라고|"
    r"이라고|측|씨|님|적|적인|적으로|간|내|중|당|씩|등|상|용|쯤|정도|요|이요|이에요|예요|죠|이죠|"
    r"입니까|인가요|인가|인지|이었나요|였나요|이었습니까|였습니까|이었죠|였죠|이며|이고|때|현|시|국|어치|야|이야|지|이지)*"
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
_PARTICLE = re.compile(
    r"(?<=..)(?:은|는|이|가|을|를|의|도|에|에서|에게|에는|에서는|께서|으로|로|와|과|까지|부터|마다|보다|이나)$"
)
_ASKS_AT_END = re.compile(r"(?:인가|나|까|은가|는가)요?$|(?:습|입)?니까$|(?:지|죠|어|아|해)요$")
# Words that ask or bind and name nothing; a word that begins with one is passed over.
_BINDING = re.compile(
    r"무엇|무슨|어떤|어떻|어떠|어때|어느|누구|누가|누군|언제|어디|어딘|얼마|며칠|대해|대하|대한|관해|관하|관한|관련|통해|"
    r"통하|통한|위해|위하|위한|따라|따르|따른|의하|의한|의해|알려|알고|알수|알까|주세요|주십시오|주시|주실|설명|"
    r"가르쳐|궁금|그리고|또는|또한|그래서|그러면|그럼|특히|각각|여러|모든|다른|때문|하나|사이|가운데|중에|간의|"
    r"동안|만에|하는|하고|하기|했던|되는|되었|된다|인가|입니|아닌|아니|가장|제일|매우|아주|너무|서로|스스로|직접|실제|바로|"
    r"이번|지난|당시|나타|가지|놓고|두고|둘러싼|둘러싸|보면|보이|보입|주는|내린|내놓|나눈|나눴|나누|받은|받았|받는|맡은|"
    r"맡고|맡았|가진|갖는|갖고|오간|거둔|거뒀|이뤄|이루|이룬|일어|벌어|생긴|생겼|들어|들고|들은|나오|나온|가는|가기|가서|"
    r"오는|오기|라고|이라고|라는|이라는|말고|만큼|있는|있나|있었|있습|있을|있어|있다|없는|없나|없었|없어|없습|대신|비롯|"
    r"어째|말해|말씀|이것|그것|저것|이런|그런|저런|이렇|그렇|여기|거기|저기|그들|우리|저희|당신|네요|안녕|고마|"
    r"수고|반갑|죄송|부탁|제발|혹시|과연|정말|진짜|다시|아직|이미|먼저|나중|처럼|보다|일이|일을|일은|점은|점이|점을|해주|"
    r"해줘|사람|찾아|보여|읽어|말할|답해|전반|정리|장면|모습|부분|뭐뭐|뭐였|뭐예|뭐야|간단히|간략히|짧게|요약"
)
# The same for words of one syllable, which stand for themselves or before a particle only.
_BINDING_SYLLABLES = frozenset(
    "뭐뭘뭔왜몇것거게수때등및그이저좀각다데할한해된되될인안못더덜잘첫두세네양번개명건볼본봤준줬간갔온왔뿐줘점일말쪽편"
)
_DOTS = "[·ㆍ・‧∙]"
_LATIN = re.compile(rf"[{LATIN}](?:[{LATIN}0-9.&'’-]*[{LATIN}0-9])?")


@dataclass(frozen=True, slots=True)
class Piece:
    """What was found at one place: English, or an unknown word as it stands.

    `noun` and `act` are what it is in English as a noun and as a verb, `typed` what stands there.
    """

    text: str
    end: int
    what: str = "word"  # or: name, asked, unknown, binding
    tail: str | None = None
    form: str = ""
    noun: str = ""
    act: str = ""
    typed: str = ""


def content_words(text: str) -> str:
    """`text` without the words that only ask or bind.

    >>> content_words("정상회담은 어디에서 열렸나요?")
    '정상회담은 열렸나요?'
    """
    return " ".join(word for word in text.split() if not _binds(word.strip(".,?!")))


def stems_of(text: str) -> str:
    """The content words of `text` without their particles, and verbs without what asks.

    >>> stems_of("해온시의 빈집은 모두 몇 호인가요?"), stems_of("책을 빌릴 수 있나요?")
    ('해온시 빈집', '책을 빌릴')
    """
    words = (_ASKS_AT_END.sub("", w.strip(".,?!")) for w in content_words(text).split())
    return " ".join(_PARTICLE.sub("", w) for w in words if len(w) > 1 and w not in ("모두", "전부"))


def pieces_of(text: str, glossary: Glossary, knows: Callable[[str], bool]) -> Iterator[Piece]:
    """What stands in `text`, from left to right; passed over: particles, endings, asking words.

    Args:
        text: in Korean; words in Latin letters stay as they are.
        glossary: what Korean forms are in English.
        knows: whether the documents hold a token; decides between English forms.
    """
    line = _Line(text, glossary, knows)
    position, unknown_from = 0, None
    while position < len(line.letters):
        if found := line.found(position):
            # Before a known word an unknown one is its first half, and rarely a word of its own.
            unknown_from = None
            typed, position = line.typed(position, found.end), found.end
            end = line.ends[position - 1]
            rest = line.letters[position:end]
            whole = _follows_word(rest)
            alone = whole or not any(line.found(later) for later in range(position, end))
            yield replace(found, tail=rest if alone else None, typed=typed)
            position = end if whole else position
            continue
        end = line.ends[position]
        if line.begins(position) and _binds(word := line.letters[position:end]):
            yield Piece("", end, "binding", tail=word)
            position = end
            continue
        unknown_from = position if unknown_from is None else unknown_from
        position += 1
        if position == end:
            word, unknown_from = line.letters[unknown_from:end], None
            stem = _stem_of(word)
            yield (
                Piece(stem, end, "unknown", typed=stem)
                if stem
                else Piece("", end, "binding", tail=word)
            )


class _Line:
    """The words of a text without the blanks between them, which Korean sets as it likes.

    Attributes:
        letters: those of all words.
        starts, ends: where the word of each letter starts, and where it ends.
    """

    def __init__(self, text: str, glossary: Glossary, knows: Callable[[str], bool]) -> None:
        self._glossary = glossary
        self._knows = knows
        text = re.sub(rf"(?<=[A-Za-z]){_DOTS}(?=[A-Za-z])", " ", text)
        plain = re.sub(_DOTS, "", unicodedata.normalize("NFKC", text))
        words = re.findall(r"[\w.,%&'’~–-]+", plain)
        self.letters = "".join(words)
        self.starts: list[int] = []
        self.ends: list[int] = []
        for word in words:
            start = len(self.starts)
            self.starts += [start] * len(word)
            self.ends += [start + len(word)] * len(word)

    def begins(self, position: int) -> bool:
        """Whether a word begins at `position`."""
        return self.starts[position] == position

    def typed(self, start: int, end: int) -> str:
        """What stands at these letters, with its blanks."""
        return "".join(
            f" {letter}" if i > start and self.begins(i) else letter
            for i, letter in enumerate(self.letters[start:end], start)
        )

    def found(self, position: int) -> Piece | None:
        """The longest thing that can be looked up at `position`, if any."""
        number = number_at(self.letters, position, self._knows, begins=self.begins(position))
        if number:
            what = "asked" if number.is_asked else "name" if number.is_exact else "word"
            return Piece(number.english, number.end, what)
        for length in range(min(self._glossary.longest, len(self.letters) - position), 0, -1):
            end = position + length
            form = self.letters[position:end]
            entry = self._glossary.entries.get(form)
            if entry and self._stands(position, end):
                return Piece(
                    entry.best(self._knows),
                    end,
                    "name" if entry.is_name else "word",
                    form=form,
                    noun=entry.noun(self._knows),
                    act=entry.act(self._knows),
                )
        latin = _LATIN.match(self.letters, position, self.ends[position])
        if latin:
            what = "name" if latin.group()[0].isupper() else "word"
            return Piece(latin.group(), latin.end(), what)
        return None

    def _stands(self, start: int, end: int) -> bool:
        """Whether a form at this place is a word of its own, and not two syllables of others."""
        begins, rest = self.begins(start), self.letters[end : self.ends[end - 1]]
        if end > self.ends[start]:  # over a blank: only whole words, or what a particle may follow
            # "참석자 중 한국 측" is not "중한".
            return begins and _follows_word(rest) and not (rest and end - start == 2)
        if end - start == 1:
            return begins and bool(_TAIL.fullmatch(rest))
        return begins or end - start >= 2


def _follows_word(rest: str) -> bool:
    """Whether what follows within a word leaves it whole: nothing, particles, what makes a verb."""
    return bool(not rest or _TAIL.fullmatch(rest) or _VERB.match(rest))


def _binds(word: str) -> bool:
    """Whether `word` asks or binds and names nothing."""
    return bool(_BINDING.match(word)) or (
        bool(word) and word[0] in _BINDING_SYLLABLES and bool(_TAIL.fullmatch(word, 1))
    )


def _stem_of(word: str) -> str:
    """An unknown word without its particles; nothing where it ends like a verb or says nothing."""
    word = word.strip(".,'’%&~–-")
    if not is_hangul(word) or _VERB_END.search(word):
        return ""
    for length in range(2, len(word)):
        if _TAIL.fullmatch(word, length):
            return word[:length]
    return word if len(word) > 1 else ""
