"""A question in Korean, put so that what reads only English can work with it; others named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from assistant.asked.described import abbreviations
from assistant.asked.question import Question, terms_of
from assistant.asked.sources import documents_named
from assistant.korean.documents import Naming
from assistant.korean.exchange import Exchange
from assistant.korean.frames import (
    TELLS_APART,
    asked_about,
    asks_for_differences,
    said_of,
    says_each,
)
from assistant.korean.gloss import Gloss, gloss
from assistant.korean.glossary import FILE_NAME, Glossary, load_glossary
from assistant.korean.kinds import korean_kind
from assistant.korean.look_up import stems_of
from assistant.korean.wording import plainly
from assistant.ranking.judgement import judged_in_korean, what_went_in_korean
from assistant.words.language import is_other_latin
from corpus.document import Document
from index.lexical import LexicalIndex, analyze, is_hangul


class Interpreter:
    """Looks up Korean words; the glossary is read at the first Korean question.

    Args:
        lexical: knows which words the documents hold.
        library: folder that may hold a glossary of its own, which is read at once.

    Raises:
        LibraryError: that glossary cannot be used.
    """

    def __init__(self, lexical: LexicalIndex, library: Path | None = None) -> None:
        self._lexical = lexical
        self._library = library
        if library is not None and (library / FILE_NAME).is_file():
            self._glossary  # noqa: B018 - a faulty file is told of now, not at some later question

    @cached_property
    def _glossary(self) -> Glossary:
        return load_glossary(self._library)

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self._glossary, self._gloss)

    @cached_property
    def exchange(self) -> Exchange:
        """Puts what a scrap of a question names into the question before."""
        return Exchange(self._glossary)

    def _gloss(self, text: str) -> Gloss:
        return gloss(text, self._glossary, self._lexical.knows)

    def documents_named(self, question: Question, documents: Sequence[Document]) -> list[str]:
        """The ids of the documents that a question names by what they are, in either language."""
        if question.language == "ko":
            return self._naming.named(question.text, documents)
        return documents_named(question, documents)

    def understood(self, question: Question) -> Question:
        """A Korean question with its English words, its kind and its terms; others as they are.

        One in another language is marked as such.
        """
        if question.language == "en" and is_other_latin(question.text, self.holds):
            return replace(question, language="other")
        if question.language != "ko":
            return question
        if asks_for_differences(question.text):
            return replace(question, kind="differences")
        if says_each(question.text):
            return replace(self._glossed(question, asked_about(question.text)), kind="each")
        if told := said_of(question.text):
            return replace(self._glossed(question, told), kind="each")
        return self._glossed(question, question.text)

    def _glossed(self, question: Question, asked: str) -> Question:
        """The question as if no more than `asked` were asked."""
        asked = plainly(asked)
        found = self._gloss(asked)
        words = f"{found.words} {' '.join(found.unknown)}"
        korean = stems_of(asked)
        written = self._written(korean)
        if written:
            words = korean
        return replace(
            question,
            kind=korean_kind(asked),
            # An unknown word is a term that no text holds: it should have been found, and was not.
            terms=tuple(dict.fromkeys(analyze(words))),
            english=found.english,
            topic=words,
            unknown=found.unknown,
            typed=() if written else found.typed,
        )

    def of_documents(self, question: Question, documents: Sequence[Document]) -> Question:
        """A Korean question without the words that name `documents`: they say where to look.

        In its few English words they would count as something to find, which the text need not say.
        """
        if question.language != "ko":
            return question
        names = self._naming.kinds_of(documents)
        names.update(*(analyze(name) for d in documents for name in abbreviations(d)))
        told = asked_about(question.text)
        # "뉴스레터에서 누가 …?" asks for somebody, "뉴스레터는 … 뭐라고 하나요?" for what is said.
        if told != question.text and question.kind in ("other", "yes_no"):
            topic = self._glossed(question, told)
            question = replace(topic, kind="each") if set(topic.terms) - names else question
        terms = tuple(term for term in question.terms if term not in names)
        apart = len(documents) > 1 and TELLS_APART.search(question.text)
        if apart and not terms_of(" ".join(terms), "compare"):
            return replace(question, kind="differences")
        if not terms and question.kind == "overview":  # "뉴스레터 요약": of all of it
            return replace(question, terms=())
        if not terms or len(terms) == len(question.terms):
            return question

        def without(text: str) -> str:
            return " ".join(w for w in text.split() if not names.intersection(analyze(w)))

        english = without(question.english or "")
        return replace(question, terms=terms, english=english, topic=without(question.topic))

    def judged(self, question: Question) -> Question:
        """A Korean question how something is judged, as one after what it came to."""
        if question.language != "ko":
            return question
        if went := what_went_in_korean(question.text, question.topic):
            asked = f"W{went[1:]}?"
            kind = "other" if question.kind == "overview" else question.kind
            terms = terms_of(went, kind)
            return replace(question, kind=kind, topic=went, terms=terms, english=asked)
        judged = judged_in_korean(question.text, question.topic)
        if judged is None:
            return question
        terms = terms_of(judged, question.kind)
        legible = " ".join(word for word in judged.split() if not is_hangul(word))
        return replace(question, topic=judged, terms=terms, english=f"What was {legible}?")

    def holds(self, word: str) -> bool:
        """Whether the documents hold `word`; of words that say nothing it is not asked."""
        tokens = analyze(word)
        return bool(tokens) and all(map(self._lexical.knows, tokens))

    def _written(self, korean: str) -> bool:
        """Whether the documents hold half of these Korean words: then they are Korean too."""
        words = [w for word in korean.split() if is_hangul(word) and (w := analyze(word))]
        return bool(words) and 2 * sum(self._lexical.knows(w[0]) for w in words) >= len(words)
