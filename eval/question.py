"""Questions with what is right, the test set they form, and where documents are looked up."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.settings import Settings
from assistant.words.language import Language, language_of
from corpus.document import Document, Span
from corpus.errors import InputError

Split = Literal["dev", "test"]
Form = Literal["summits", "squad"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that holds the answer.

    Attributes:
        spans: every place at which the quote stands in its document.
        exact: the quote is a bare answer (as in SQuAD), so only its very place counts.
    """

    doc_id: str
    quote: str
    spans: tuple[Span, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """What one document says where documents disagree."""

    doc_id: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right.

    Attributes:
        history: the questions before it, oldest first.
        answers: any one of these is right; empty where the documents do not say.
        all_of: all of these are needed, for lists.
        premise: "false" where the question supposes something that the documents deny.
        positions: the sides of a disagreement.
        about: the document that it was asked about, where the file says so (SQuAD).
        where: file and line, for messages.
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    positions: tuple[GoldPosition, ...] = ()
    history: tuple[str, ...] = ()
    kind: str = "unspecified"
    split: Split = "test"
    premise: str | None = None
    about: str | None = None
    where: str = ""

    @property
    def has_answer(self) -> bool:
        """Whether the documents answer it. Positions alone are an answer too: both sides."""
        return bool(self.answers or self.all_of or self.positions)

    @property
    def false_premise(self) -> bool:
        """Whether it supposes something that the documents deny."""
        return self.premise == "false"

    @property
    def language(self) -> Language:
        """In which it is asked, as the assistant sees it.

        >>> Question("q", "CPTPP에는 몇 개국이 있나요?").language
        'ko'
        """
        return language_of(self.question)


@dataclass(frozen=True, slots=True)
class TestSet:
    """The questions of one file.

    Attributes:
        name: the file's name, without its folder.
        sha256: of the file's text in UTF-8.
        documents: where the file brings its own (SQuAD), else None.
    """

    __test__ = False  # not a test case, whatever pytest thinks of the name

    name: str
    form: Form
    sha256: str
    questions: tuple[Question, ...]
    documents: tuple[Document, ...] | None = None
    split: Literal["dev", "test", "all"] = "all"

    def answered_under(self, settings: Settings) -> Settings:
        """`settings`, with disagreement off where the test set is answered over its own documents.

        Those are paragraphs, and no documents by themselves: what they say of other things differs.
        """
        if self.documents is None:
            return settings
        return dataclasses.replace(settings, disagreement=False)

    def select(self, split: Literal["dev", "test", "all"]) -> TestSet:
        """The questions of one split.

        Raises:
            InputError: there are none.
        """
        if split == "all":
            return self
        kept = tuple(question for question in self.questions if question.split == split)
        if not kept:
            raise InputError(f"{self.name}: no question with split {split}; use --split all")
        return dataclasses.replace(self, questions=kept, split=split)

    def only(self, question_id: str, split: Literal["dev", "test", "all"] = "all") -> TestSet:
        """The one question with this id, of one split.

        Raises:
            InputError: there is none; names its split where it lies in another, else near ones.
        """
        kept = tuple(question for question in self.questions if question.id == question_id)
        if not kept:
            ids = [question.id for question in self.select(split).questions]
            near = difflib.get_close_matches(question_id, ids, n=3) or ids[:3]
            raise InputError(f'{self.name}: no question "{question_id}"; try {", ".join(near)}')
        if split not in ("all", own := kept[0].split):
            raise InputError(
                f'{self.name}: the question "{question_id}" is of the split {own}, not {split};'
                f" use --split {own}"
            )
        return dataclasses.replace(self, questions=kept)


class Documents(Protocol):
    """Where documents are looked up: a library, an assistant, `DocumentTable`."""

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """All ids, sorted."""

    def document(self, doc_id: str, /) -> Document:
        """The document of that id."""


class DocumentTable:
    """Documents held in memory, by id."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_id = {document.doc_id: document for document in documents}
        self.doc_ids = tuple(sorted(self._by_id))

    def document(self, doc_id: str) -> Document:
        """The document of that id; KeyError where there is none."""
        return self._by_id[doc_id]
