"""Our own reader: weights that lie in the repository, over the packaged encoder's embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.readers.inputs import SHAPES, Tokenizer, Window, packed, shape_of
from assistant.readers.protocol import Reading, ScoredSpan, reading_of, spans_of
from corpus.errors import ModelError
from index.encode import packaged_folder
from index.shipped import checked_config

if TYPE_CHECKING:
    from assistant.readers.network import ReadingNetwork

FOLDER = Path(__file__).parent.parent / "models" / "reader"
WEIGHTS = "reader.safetensors"
FORMAT_VERSION = 2


class PackagedReader:
    """Our own reader: the packaged encoder's embeddings under layers trained to read.

    Args:
        network: with its weights loaded.
        tokenizer: of the same vocabulary.
        reader_id: name and hash of the weights.
    """

    def __init__(self, network: ReadingNetwork, tokenizer: Tokenizer, reader_id: str) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self.reader_id = reader_id
        # One window to a core: too small to be worth sharing.
        self._cores = ThreadPoolExecutor(network.bert.beside_each_other, "reader")

    def read(
        self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()
    ) -> list[Reading]:
        """See `Reader.read`."""
        windows = self._windows(question, passages, contexts)
        # The longest first, so that no core waits for a long one at the end.
        windows.sort(key=lambda numbered: -len(numbered[1].ids))
        found: list[list[ScoredSpan]] = [[] for _ in passages]
        for (number, _), spans in zip(
            windows, self._cores.map(self._spans, [w for _, w in windows]), strict=True
        ):
            found[number] += spans
        return [reading_of(spans) for spans in found]

    def _spans(self, window: Window) -> list[ScoredSpan]:
        (row,) = self._network.logits(packed([window], shape_of(len(window.ids))))
        inside = row[window.first : window.end]
        return spans_of(inside, float(row[0].sum()), window.offsets)

    def _windows(
        self, question: str, passages: Sequence[str], contexts: Sequence[str]
    ) -> list[tuple[int, Window]]:
        contexts = contexts or [""] * len(passages)
        return [
            (number, window)
            for number, (passage, context) in enumerate(zip(passages, contexts, strict=True))
            for window in self._tokenizer.windows(question, passage, context, SHAPES[-1])
        ]


def packaged_reader(folder: Path, base: Path | None = None) -> PackagedReader:
    """Load a reader that `train_reader` wrote, after its hashes were checked.

    Args:
        folder: with `config.json` and `reader.safetensors`.
        base: the encoder it was trained from; None is the packaged one.

    Raises:
        ModelError: a file is missing, its sha256 is not the one that `config.json` names, or the
            weights are those of another network.
    """
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer as WordPiece

    from assistant.readers.network import reading_network

    base = base or packaged_folder()
    config = checked_config(folder, "reader", WEIGHTS, FORMAT_VERSION, base)
    try:
        network = reading_network(base, load_file(folder / WEIGHTS))
    except ValueError as error:
        raise ModelError(
            f"reader weights at {folder / WEIGHTS} are not those of {base.name} ({error}); "
            "restore the file"
        ) from error
    tokenizer = Tokenizer(WordPiece.from_file(str(base / "tokenizer.json")))
    return PackagedReader(network, tokenizer, f"{config['name']}@{str(config['sha256'])[:16]}")
