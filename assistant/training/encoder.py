"""Teaches the packaged encoder to find what answers: `summits train encoder --data DIR`.

all-MiniLM-L6-v2 learned which texts are alike. A question in other words than its answer is not
much like it, so the encoder learns on: of all sentences, and all passages, of one article, the ones
that answer shall be the nearest to the question (`losses.info_nce`; Henderson et al. 2017,
"Efficient Natural Language Response Suggestion for Smart Reply", section 4.4, with every text of
the article in the place of the batch). Only the layers learn; the embeddings stay as the package
has them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.training.contrastive import ContrastiveBatch, Group, batches, groups_of
from assistant.training.losses import TEMPERATURE, info_nce
from assistant.training.plan import FILES, File, Schedule, TrainingProgress
from assistant.training.questions import QuestionSet
from assistant.training.recipe import read_files
from assistant.training.windows import CHUNKING
from index.encode import TUNED, file_sha256, packaged_folder
from index.shipped import write_shipped
from index.tuned import FORMAT_VERSION, WEIGHTS

if TYPE_CHECKING:
    import torch

DROPOUT = 0.05
LONGEST = 256
"""Tokens of a text, as sentence-transformers cuts it for this encoder."""

SCHEDULE = Schedule(steps=600, decay_steps=550, warmup_steps=50, learning_rate=1e-4)
"""Half an hour on two cores."""

USED = tuple(f for f in FILES if f.name in ("squad2_part", "new_wiki", "written", "briefs"))
"""What questions about comments and reviews ask ("what does the writer like?") fits many texts; the
later files were written after the encoder that ships was trained."""


def train_encoder(
    data: Path,
    out: Path,
    progress: TrainingProgress = lambda step, done, total: None,
    files: Sequence[File] = USED,
    schedule: Schedule = SCHEDULE,
    base: Path | None = None,
) -> Path:
    """Train the encoder on the files in `data` and write it to `out`.

    `base` is the encoder to start from; None: the packaged one.

    Returns:
        The file with the weights.

    Raises:
        InputError: the data cannot be used.
    """
    import torch

    base = base or packaged_folder()
    sets = read_files(data, files)
    learned = {f.name: sets[f.name].split(f.held_out)[0] for f in files}
    briefs, others = _groups(learned, files, schedule.seed)
    torch.manual_seed(schedule.seed)
    encoder = TrainableEncoder(base)
    optimizer = torch.optim.AdamW(
        encoder.parameters().values(), lr=schedule.learning_rate, weight_decay=schedule.weight_decay
    )
    losses: list[float] = []
    for step, batch in enumerate(
        islice(batches(briefs, others, schedule.seed), schedule.steps), start=1
    ):
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate(step - 1)
        loss = contrastive_loss(encoder, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(encoder.parameters().values(), schedule.clip)
        optimizer.step()
        losses = [*losses[-49:], float(loss.detach())]
        progress(f"training (loss {sum(losses) / len(losses):.3f})", step, schedule.steps)
    return write_encoder(
        encoder,
        out,
        {
            "base_sha256": file_sha256(base / "model.safetensors"),
            "trained": {
                "data": {name: questions.sha256 for name, questions in sets.items()},
                "held_out": {f.name: sets[f.name].split(f.held_out)[1].articles() for f in files},
                "chunking": asdict(CHUNKING),
                "temperature": TEMPERATURE,
                "dropout": DROPOUT,
                "schedule": asdict(schedule),
            },
        },
    )


def write_encoder(encoder: TrainableEncoder, out: Path, told: Mapping[str, Any]) -> Path:
    """Write what ships: the layers in half precision, and a config with their hash and origin."""
    import torch

    layers = {
        name.removeprefix("encoder."): tensor.detach().to(torch.float16).contiguous()
        for name, tensor in encoder.parameters().items()
    }
    name_and_format = {"name": TUNED, "format": FORMAT_VERSION}
    return write_shipped(layers, out, WEIGHTS, name_and_format | dict(told))


class TrainableEncoder:
    """The packaged encoder while it learns."""

    def __init__(self, base: Path) -> None:
        import torch
        from tokenizers import Tokenizer
        from transformers import AutoModel

        self._model: Any = AutoModel.from_pretrained(str(base), attn_implementation="sdpa")
        self._model.train()
        for module in self._model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = DROPOUT
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()

    def parameters(self) -> dict[str, torch.Tensor]:
        """What is trained, by name."""
        return dict(self._model.encoder.named_parameters(prefix="encoder"))

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit-length rows, shape (texts, dim): the mean over the tokens, as the package has it."""
        import torch

        found: dict[int, torch.Tensor] = {}
        # Texts of alike length together: most of the time would go into padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for _, rows in groupby(order, key=lambda i: int(math.log(max(60, len(texts[i])), 1.25))):
            alike = list(rows)
            encoded = self._tokenizer.encode_batch([texts[i] for i in alike])
            ids = torch.tensor([e.ids for e in encoded])
            real = torch.tensor([e.attention_mask for e in encoded])
            hidden = self._model(input_ids=ids, attention_mask=real).last_hidden_state
            share = (real / real.sum(dim=1, keepdim=True))[..., None]
            unit = torch.nn.functional.normalize((hidden * share).sum(dim=1), dim=-1)
            found |= dict(zip(alike, unit, strict=True))
        return torch.stack([found[i] for i in range(len(texts))])


def contrastive_loss(encoder: TrainableEncoder, batch: ContrastiveBatch) -> torch.Tensor:
    """The mean of the loss over sentences and that over passages."""
    vectors = encoder.vectors([*batch.asked, *batch.passages, *batch.sentences])
    asked = vectors[: len(batch.asked)]
    passages = vectors[len(batch.asked) :][: len(batch.passages)]
    sentences = vectors[len(batch.asked) + len(batch.passages) :]
    return (
        info_nce(asked @ passages.T, [(q.passages, q.doubtful[0]) for q in batch.questions])
        + info_nce(asked @ sentences.T, [(q.sentences, q.doubtful[1]) for q in batch.questions])
    ) / 2


def _groups(
    learned: Mapping[str, QuestionSet], files: Sequence[File], seed: int
) -> tuple[list[Group], list[Group]]:
    """(briefs, other articles); what we wrote about an article stands with its own questions."""
    draw = random.Random(seed)  # noqa: S311 - an order to learn in, no secret
    written = [q for file in files if file.about for q in learned[file.name].questions]
    briefs: list[Group] = []
    others: list[Group] = []
    for file in files:
        if not file.about:
            part = learned[file.name]
            found = groups_of(part.documents, [*part.questions, *written], draw)
            (briefs if file.whole else others).extend(found)
    return briefs, others
