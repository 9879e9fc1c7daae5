"""The records of test-set files, as pydantic checks them.

Imported where a file is read: pydantic takes a while to load.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from eval.squad import normalize_answer


def _whole(value: str) -> str:
    """JSON can spell half of a surrogate pair, which is no character and cannot be encoded."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("string_unicode", "no valid Unicode") from error
    return value


Text = Annotated[str, AfterValidator(_whole)]
Words = Annotated[str, StringConstraints(pattern=r"\S")]


def nearest(name: str, known: list[str]) -> str | None:
    """The known name that `name` nearly is.

    >>> nearest("evidences", ["evidence", "id"]), nearest("comment", ["evidence", "id"])
    ('evidence', None)
    """
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.85)), None)


class Record(BaseModel):
    """A record whose types are taken as written; fields that nobody asked for are let through."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _misspelt(cls, record: Any) -> Any:
        """Refuse a field that is nearly, but not quite, one that would change the score."""
        if isinstance(record, Mapping):
            absent = [
                name
                for name, field in cls.model_fields.items()
                if (field.alias or name) not in record
            ]
            for key in record:
                if key not in cls.model_fields and (near := nearest(str(key), absent)):
                    raise PydanticCustomError(
                        "misspelt", f'unknown field "{key}"; did you mean "{near}"?'
                    )
        return record


class EvidenceRecord(Record):
    """A quote that holds the answer."""

    doc_id: Words
    quote: Words


class PositionRecord(Record):
    """What one document says where documents disagree."""

    doc_id: Words
    value: Words


def _as_premise(value: object) -> object:
    """JSON's `false` and `true` mean the same as the words."""
    return {False: "false", True: "true"}.get(value, value) if isinstance(value, bool) else value


def _gold(value: str) -> str:
    if not normalize_answer(value):
        raise PydanticCustomError(
            "empty_gold",
            "has no words but articles and signs, which do not count; "
            "write what the answer must hold",
        )
    return value


Gold = Annotated[Text, BeforeValidator(lambda v: _gold(v) if isinstance(v, str) else v)]


class QuestionRecord(Record):
    """One line of a test set of our own form."""

    id: Words
    question: Words
    history: tuple[Words, ...] = Field(default=(), strict=False)
    kind: Words = "unspecified"
    split: Literal["dev", "test"] = "test"
    answers: tuple[Gold, ...] | None = Field(default=None, strict=False)
    all_of: tuple[Gold, ...] = Field(default=(), strict=False)
    evidence: tuple[EvidenceRecord, ...] = Field(default=(), strict=False)
    premise: Annotated[Literal["false", "true"] | None, BeforeValidator(_as_premise)] = None
    positions: tuple[PositionRecord, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _says_what_is_right(self) -> Self:
        """Leaving out `answers` must not turn a question into one without an answer."""
        if self.answers is None and not (self.all_of or self.positions or self.premise == "false"):
            raise PydanticCustomError(
                "no_gold", 'missing field "answers"; add it ([] where the documents do not say)'
            )
        return self


class SquadAnswer(Record):
    """A gold answer and the character of its paragraph at which it starts."""

    text: Text
    answer_start: Annotated[int, Field(ge=0)]


class SquadQuestion(Record):
    """A question; without answers where the paragraph does not say."""

    id: Words
    question: Words
    answers: list[SquadAnswer]


class SquadParagraph(Record):
    """A paragraph and the questions about it."""

    context: Text
    qas: list[SquadQuestion]


class SquadArticle(Record):
    """An article: paragraphs in order."""

    title: Text = ""
    paragraphs: list[SquadParagraph]


class SquadFile(Record):
    """A whole file of SQuAD 1.1 or 2.0."""

    data: list[SquadArticle]


class BeirDocument(Record):
    """A line of `corpus.jsonl`."""

    id: Words = Field(alias="_id")
    title: Text = ""
    text: Text


class BeirQuery(Record):
    """A line of `queries.jsonl`."""

    id: Words = Field(alias="_id")
    text: Words
