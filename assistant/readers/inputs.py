"""Question and passage to token ids, and tokens back to characters; for training and reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_QUESTION_TOKENS = 40
SHAPES = (64, 96, 128, 160, 192, 256)
"""Window lengths in tokens: few fixed shapes, since each new one costs the processor a set-up."""

STRIDE_TOKENS = 48
"""How far the windows of a passage overlap that is too long for one."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Ids of a text, and for each the characters (start, end) it stands for."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What the model sees: `[CLS] question [SEP] context : passage [SEP]`, without padding.

    Attributes:
        ids: token ids.
        segment: position at which the second segment begins.
        first: position of the first token of the passage itself; context before it is no answer.
        offsets: characters in the passage of the tokens from `first` on.
    """

    ids: tuple[int, ...]
    segment: int
    first: int
    offsets: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        """Position after the last token of the passage."""
        return self.first + len(self.offsets)


class Tokenizer:
    """A WordPiece tokenizer of the `tokenizers` library, with a memory of recent texts."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls: int = tokenizer.token_to_id("[CLS]")
        self.sep: int = tokenizer.token_to_id("[SEP]")
        self.tokens = lru_cache(maxsize=20_000)(self._tokens)

    def _tokens(self, text: str) -> Tokens:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return Tokens(tuple(encoding.ids), tuple(encoding.offsets))

    def windows(
        self, question: str, passage: str, context: str = "", max_tokens: int = SHAPES[-1]
    ) -> Iterator[Window]:
        """The windows that together show all of `passage`; one where it fits.

        Args:
            question: cut after `MAX_QUESTION_TOKENS`.
            passage: what is read.
            context: title and headings, shown before the passage; cut to 24 tokens.
            max_tokens: length of a window, at most.
        """
        asked = self.tokens(question).ids[:MAX_QUESTION_TOKENS]
        before = self.tokens(f"{context}:").ids[-24:] if context else ()
        head = (self.cls, *asked, self.sep, *before)
        room = max_tokens - len(head) - 1
        read = self.tokens(passage)
        start = 0
        while True:
            piece = slice(start, start + room)
            ids = (*head, *read.ids[piece], self.sep)
            yield Window(ids, len(asked) + 2, len(head), read.offsets[piece])
            if start + room >= len(read.ids):
                return
            start += room - min(STRIDE_TOKENS, room // 2)


def shape_of(length: int, shapes: Sequence[int] = SHAPES) -> int:
    """The smallest shape that holds `length` tokens.

    >>> shape_of(97)
    128
    """
    return next(shape for shape in shapes if shape >= length)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Windows padded to one length, as a network takes them; each of shape (windows, tokens).

    Attributes:
        ids: token ids, 0 for padding.
        segments: 1 from the second segment on, int64.
        real: whether it is no padding.
        open: whether an answer may begin or end there; position 0 stands for "no answer here".
    """

    ids: NDArray[np.int64]
    segments: NDArray[np.int64]
    real: NDArray[np.bool_]
    open: NDArray[np.bool_]


def packed(windows: Sequence[Window], shape: int) -> Inputs:
    """The windows, each of at most `shape` tokens, padded to `shape`.

    >>> packed([Window((101, 7, 102, 8, 102), 3, 3, ((0, 3),))], 6).open.astype(int).tolist()
    [[1, 0, 0, 1, 0, 0]]
    """
    import numpy as np

    size = (len(windows), shape)
    ids, segments = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    real, may_answer = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for row, window in enumerate(windows):
        length = len(window.ids)
        ids[row, :length] = window.ids
        segments[row, window.segment : length] = 1
        real[row, :length] = True
        may_answer[row, 0] = True
        may_answer[row, window.first : window.end] = True
    return Inputs(ids, segments, real, may_answer)
