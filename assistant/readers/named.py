"""Readers and rerankers that a setting names: a model folder, or a model of the hub."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.readers.inputs import MAX_QUESTION_TOKENS
from assistant.readers.protocol import Reading, ScoredSpan, reading_of, spans_of
from corpus.errors import ModelError, SettingError, first_line
from index.encode import PACKAGED, require_there


class TransformersReader:
    """An extractive question-answering model of `transformers`; "no answer" is at `[CLS]`."""

    def __init__(self, model: Any, tokenizer: Any, reader_id: str) -> None:
        self._model = model.eval()
        self._tokenizer = tokenizer
        self.reader_id = reader_id
        longest = min(tokenizer.model_max_length, model.config.max_position_embeddings, 512)
        self._max_tokens = int(longest)

    def read(
        self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()
    ) -> list[Reading]:
        """See `Reader.read`; contexts are not shown, such models were trained without them."""
        return [self._read(question, passage) for passage in passages]

    def _read(self, question: str, passage: str) -> Reading:
        import torch

        encoded = self._tokenizer(
            self._cut(question),
            passage,
            truncation="only_second",
            max_length=self._max_tokens,
            stride=min(64, self._max_tokens // 4),
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        spans: list[ScoredSpan] = []
        for piece in range(len(encoded["input_ids"])):
            encoding = encoded.encodings[piece]
            rows = [i for i, sequence in enumerate(encoding.sequence_ids) if sequence == 1]
            names = self._tokenizer.model_input_names
            inputs = {name: torch.tensor([encoded[name][piece]]) for name in names}
            with torch.inference_mode():
                output = self._model(**inputs)
            logits = torch.stack([output.start_logits[0], output.end_logits[0]], dim=-1).float()
            null = float(logits[encoding.ids.index(self._tokenizer.cls_token_id)].sum())
            offsets = [encoding.offsets[i] for i in rows]
            spans += spans_of(logits[rows].numpy(), null, offsets)
        return reading_of(spans)

    def _cut(self, question: str) -> str:
        """As much of a question as leaves room for the passage."""
        most = min(MAX_QUESTION_TOKENS, self._max_tokens // 2)
        encoded = self._tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
        offsets = encoded["offset_mapping"]
        return question if len(offsets) <= most else question[: offsets[most - 1][1]]


class CrossEncoderReranker:
    """A cross-encoder of `sentence_transformers`."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """See `Reranker.score`."""
        if not passages:
            return []
        pairs = [(question, passage) for passage in passages]
        return [float(s) for s in self._model.predict(pairs, show_progress_bar=False)]


def named_reader(name: str) -> TransformersReader:
    """Load an extractive question-answering model of `transformers`.

    Raises:
        ModelError: the model is not there, or is broken.
        SettingError: its tokenizer does not say where in the text its tokens stand.
    """
    try:
        require_there(name)
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForQuestionAnswering.from_pretrained(name)
    except Exception as error:  # a broken model makes the libraries raise anything
        raise ModelError(
            f"reader {name!r} cannot be loaded ({first_line(error)}); give a folder with an "
            f"extractive question-answering model, a hub id, or `{PACKAGED}` (setting `reader`)"
        ) from error
    if not tokenizer.is_fast:
        raise SettingError(
            f"reader {name!r} has a tokenizer that does not say where in the text tokens stand; "
            "name a model with a fast one (a file tokenizer.json) in the setting `reader`"
        )
    return TransformersReader(model, tokenizer, Path(name).name)


def named_cross_encoder(name: str) -> CrossEncoderReranker:
    """Load a cross-encoder of `sentence_transformers`.

    Raises:
        ModelError: the model is not there, or is broken.
    """
    try:
        require_there(name)
        from sentence_transformers import CrossEncoder

        return CrossEncoderReranker(CrossEncoder(name, device="cpu"))
    except Exception as error:  # a broken model makes the libraries raise anything
        raise ModelError(
            f"reranker {name!r} cannot be loaded ({first_line(error)}); give a folder with a "
            "cross-encoder or a hub id (setting `reranker`)"
        ) from error
