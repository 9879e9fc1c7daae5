"""Documents that a Korean question names by what they are: "KEI 논평에 따르면", "뉴스레터에서는".

`sources.documents_named` does it for English, where "the" says that a certain one is meant. Korean
has no article, and "논평" may be what a ministry said. It is a document of ours where it opens the
clause, after words of its own label or a pointing word, or where it is spoken of as a source. Most
Korean words for kinds of documents stand in the glossary; `frames`, `kinds` and `wording` have
their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from assistant.asked.described import abbreviations, authors_of, described, kind_and_label
from assistant.asked.document_words import KINDS_OF_DOCUMENTS
from assistant.korean.frames import asked_about
from assistant.korean.gloss import Gloss
from assistant.korean.glossary import Glossary
from assistant.korean.look_up import content_words
from assistant.words.language import LATIN
from corpus.document import Document
from index.lexical import analyze, is_hangul

_CLAUSE_ENDS = re.compile(r"[,.?!;:–—]+")
_QUOTES = re.compile(r"[\"'“”‘’「」『』《》〈〉()]")
_PARTICLE = r"(?:에서|에)?(?:는|은|도|만)?|에선|이|가|을|를|의|와|과|이랑|랑|하고|이나|나|보다"
_SOURCE = re.compile(r"(?:에서는|에선|에는) .*|에 (?:따르|따라|의하|의해).*")
_POINTING = frozenset(("이", "그", "본", "위", "해당"))
# What ends so does not describe the next word: "중국을", but "중국의" and "중국에 대한" do.
_APART = re.compile(r"(?:에서|에게|에)(?:는|도)?|은|는|이|가|을|를|와|과|로|으로|까지|부터")
_SURELY_APART = re.compile(r".+(?:에서는?|에게|를|까지|부터)|(?:대해|관해|관련해)(?:서|서는)?")
# "뉴스레터 결론": the document's own, where it opens the clause.
_ITS_PART = re.compile(
    r" (?:결론|서론|서두|도입|제목|저자|필자|발행|작성일|분량|쪽수|페이지|요약|내용|핵심|요지)"
)
_AUTHOR = "author"
_LATIN = re.compile(rf"[{LATIN}][{LATIN}0-9.&-]*")


class Naming:
    """Finds the documents that Korean questions name.

    Args:
        glossary: holds the Korean words for kinds of documents.
        look_up: a Korean text in English words, see `korean.gloss`.
    """

    def __init__(self, glossary: Glossary, look_up: Callable[[str], Gloss]) -> None:
        self._entries = glossary.entries
        self._look_up = look_up
        self._kinds = {
            form: set(analyze(" ".join(kinds)))
            for form, entry in glossary.entries.items()
            if (kinds := KINDS_OF_DOCUMENTS.intersection(entry.english))
        }
        # "KEI 필자들은 …": the author says what the text says.
        self._authors = {
            form for form, entry in glossary.entries.items() if _AUTHOR in entry.english
        }
        forms = "|".join(sorted({*self._kinds, *self._authors}, key=len, reverse=True))
        self._word = re.compile(rf"(?P<glued>.*?)(?P<form>{forms})들?(?P<particle>{_PARTICLE})")

    def named(self, text: str, documents: Sequence[Document]) -> list[str]:
        """The ids of the documents that `text` names, and once it names one, of those it mentions.

        "논평과 뉴스레터는 어떻게 다른가요?" asks about both, and opens with one of them.
        """
        found = {
            document.doc_id: [*self._mentions(text, document), *_speaks(text, document)]
            for document in documents
        }
        if not any(map(any, found.values())):
            return []
        return [doc_id for doc_id, meant in found.items() if meant]

    def kinds_of(self, documents: Sequence[Document]) -> set[str]:
        """The terms for the kinds of `documents` and for those who wrote them."""
        known = set().union(*self._kinds.values())
        found = {t for document in documents for t in self._terms(kind_and_label(document)) & known}
        return found.union(analyze(_AUTHOR) if any(map(authors_of, documents)) else ())

    def _mentions(self, text: str, document: Document) -> Iterator[bool]:
        """For each word for its kind, whether surely this document is meant."""
        kinds, own = self._terms(kind_and_label(document)), self._terms(described(document))
        plain = _QUOTES.sub("", unicodedata.normalize("NFKC", text))
        for clause in _CLAUSE_ENDS.split(plain):
            words = clause.split()
            for at, word in enumerate(words):
                match = self._word.fullmatch(word)
                if match and self._speaks_of(match["form"], kinds, document):
                    before = [*words[:at], *filter(None, [match["glued"]])]
                    after = " ".join([match["particle"], *words[at + 1 :]])
                    yield self._is_meant(before, bool(match["glued"]), after, own)

    def _speaks_of(self, form: str, kinds: set[str], document: Document) -> bool:
        """Whether a word is one for the kind of `document`, or for those who wrote it."""
        by_kind = bool(self._kinds.get(form, set()) & kinds)
        return by_kind or (form in self._authors and bool(authors_of(document)))

    def _is_meant(self, before: list[str], glued: bool, after: str, own: set[str]) -> bool:
        """Whether a word for a kind means one document.

        Args:
            before: the words before it in its clause.
            glued: whether the last of them is written in one with it.
            after: its particle, then the words that follow.
            own: what the document may be called by.
        """
        if any(self._is_own(" ".join(before[i:]), own) for i in range(len(before))):
            return True
        if before and not glued and before[-1] in _POINTING:
            return True
        if not before and not glued and _ITS_PART.match(after):
            return True
        if glued or after.startswith(" ") or not after:  # a compound: "공동성명", "보고서 제출"
            return False
        return not before or bool(_SOURCE.match(after) and self._stands_apart(before[-1]))

    def _is_own(self, phrase: str, own: set[str]) -> bool:
        """Whether `phrase` says nothing else than what the document may be called by."""
        terms = self._terms(phrase)
        return bool(terms) and terms <= own and content_words(phrase) == phrase

    def _stands_apart(self, word: str) -> bool:
        """Whether `word` is a noun that does not describe what comes next."""
        if _SURELY_APART.fullmatch(word):
            return True
        latin = _LATIN.match(word)
        # One syllable before a particle may be a verb that describes: "맺은".
        ends = [n for n in range(2, len(word)) if word[:n] in self._entries]
        return any(_APART.fullmatch(word, n) for n in [*ends, *([latin.end()] if latin else [])])

    def _terms(self, text: str) -> set[str]:
        """The terms of `text`, of a Korean one those of its English words and unknown nouns."""
        if not is_hangul(text):
            return set(analyze(text))
        found = self._look_up(text)
        return set(analyze(f"{found.words} {' '.join(found.unknown)}"))


def _speaks(text: str, document: Document) -> list[bool]:
    """Whether `text` asks what the publisher says, by an abbreviation: "KEI는 … 보나요?"."""
    names = "|".join(map(re.escape, abbreviations(document)))
    who = re.search(rf"(?:^|\s)(?:{names})(?:은|는|이|가|에서는|에\s?따르면)(?=\s)", text)
    return [True] if names and who and asked_about(text) != text else []
