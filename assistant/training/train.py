"""Training: a copy computes, float32 weights learn, checkpoints survive an interruption.

The copy is in bfloat16 on a GPU, and in float32 on a processor: there it is as fast.

Learning rate: rises over the first steps, stays, and falls to 0 over the last share of them
(warm-up, stable, decay; Hu et al. 2024, "MiniCPM"). Until it falls, a run does not depend on its
length, so that a checkpoint can be finished early or late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.reader_input import Inputs, packed
from assistant.reader_network import placed
from assistant.training.batches import Batch, Stream
from corpus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

CHECKPOINT = "checkpoint.safetensors"
SOFTNESS = 2.0
"""The temperature at which the teacher's opinion is learned."""

MAKERS = 6
"""Processes that make batches while a GPU computes."""

_LOSS_EVERY = 10
"""Steps between two looks at the loss: each waits until the GPU has done what it was given."""

Progress = Callable[[str, int, int], None]
"""Told (step, done, total)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch as arrays: windows, positions to point at, shape (windows,), and rows of rivals."""

    inputs: Inputs
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    rivals: tuple[tuple[int, ...], ...]


def prepared(batch: Batch) -> Prepared:
    """The batch, padded."""
    import numpy as np

    return Prepared(
        packed([e.window for e in batch.examples], batch.shape),
        np.array([e.start for e in batch.examples], dtype=np.int64),
        np.array([e.end for e in batch.examples], dtype=np.int64),
        batch.rivals,
    )


@dataclass(frozen=True, slots=True)
class Schedule:
    """How it is learned.

    Attributes:
        steps: batches in all.
        decay_steps: at the end, over which the learning rate falls to 0.
        warmup_steps: at the start, over which it rises.
        learning_rate: between the two.
        weight_decay: of AdamW, on matrices only.
        pair_weight: of the loss that puts the answering window above the silent ones.
        teacher_weight: of the teacher's opinion beside the right answer, 0 … 1.
        clip: the gradient's norm, at most.
        seed: of the head, of dropout.
        checkpoint_every: steps.
        batch_tokens: windows times shape of a batch, at most.
    """

    steps: int
    decay_steps: int
    warmup_steps: int = 100
    learning_rate: float = 1.5e-4
    weight_decay: float = 0.01
    pair_weight: float = 0.25
    teacher_weight: float = 0.5
    clip: float = 1.0
    seed: int = 0
    checkpoint_every: int = 100
    batch_tokens: int = 16_384

    def rate(self, step: int) -> float:
        """The learning rate of `step`, from 0.

        >>> schedule = Schedule(steps=10, decay_steps=4, warmup_steps=2, learning_rate=1.0)
        >>> [schedule.rate(step) for step in (0, 1, 5, 6, 8, 9)]
        [0.5, 1.0, 1.0, 1.0, 0.5, 0.25]
        """
        rise = (step + 1) / max(1, self.warmup_steps)
        fall = (self.steps - step) / max(1, self.decay_steps)
        return self.learning_rate * min(1.0, rise, fall)


class Trainable(Protocol):
    """A network with a head that points: `reader_network.Network`, or a teacher."""

    @property
    def encoder(self) -> Any:
        """What turns tokens into vectors."""
        ...

    @property
    def head(self) -> Any:
        """What turns vectors into logits."""
        ...

    def logits(self, inputs: Inputs) -> torch.Tensor:
        """Start and end logits, shape (windows, tokens, 2)."""
        ...

    def parameters(self) -> dict[str, torch.Tensor]:
        """What is trained, by name."""
        ...

    def load(self, tensors: Mapping[str, torch.Tensor]) -> None:
        """Overwrite the parameters."""
        ...


class Trainer:
    """Float32 weights, their AdamW moments, and the network that computes.

    Args:
        network: in float32; on a GPU it is turned into bfloat16 here, its head aside.
        schedule: how to learn.
        recipe: names data and order; a checkpoint of another one is refused.
        teacher: whose opinion is learned besides; None for the right answers alone.
        device: of PyTorch, where it is computed.
    """

    def __init__(
        self,
        network: Trainable,
        schedule: Schedule,
        recipe: str = "",
        teacher: Trainable | None = None,
        device: str = "cpu",
    ) -> None:
        import torch

        network.encoder.to(device)
        network.head.to(device)
        self.network = network
        self.teacher = teacher
        self.device = device
        self.schedule = schedule
        self.recipe = recipe
        self.step = 0
        self.masters = {
            name: parameter.detach().clone().requires_grad_()
            for name, parameter in network.parameters().items()
        }
        weights = list(self.masters.values())
        groups: list[dict[str, Any]] = [
            {"params": [p for p in weights if p.ndim > 1]},
            {"params": [p for p in weights if p.ndim == 1], "weight_decay": 0.0},
        ]
        self._optimizer = torch.optim.AdamW(
            groups,
            lr=schedule.learning_rate,
            betas=(0.9, 0.98),
            weight_decay=schedule.weight_decay,
        )
        network.encoder.to(torch.float32 if device == "cpu" else torch.bfloat16).train()

    def learn(self, batch: Prepared) -> torch.Tensor:
        """One step; the loss before it, of shape (), which a GPU may still be computing."""
        import torch

        # A seed for each step: a run that resumes drops the same units.
        torch.manual_seed(self.schedule.seed * 1_000_003 + self.step)
        for group in self._optimizer.param_groups:
            group["lr"] = self.schedule.rate(self.step)
        loss = batch_loss(self.network, batch, self.schedule, self.teacher)
        loss.backward()  # type: ignore[no-untyped-call]
        working = self.network.parameters()
        for name, master in self.masters.items():
            gradient = working[name].grad
            master.grad = None if gradient is None else gradient.to(master.dtype)
            working[name].grad = None
        torch.nn.utils.clip_grad_norm_(list(self.masters.values()), self.schedule.clip)
        self._optimizer.step()
        self.network.load(self.masters)
        self.step += 1
        return loss.detach()

    def save(self, folder: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        from safetensors.torch import save_file

        tensors = {f"weight/{n}": p.detach() for n, p in self.masters.items()}
        for name, master in self.masters.items():
            for key in ("exp_avg", "exp_avg_sq"):
                tensors[f"{key}/{name}"] = self._optimizer.state[master][key]
        beside = folder / f".{CHECKPOINT}"
        # The step stands in the same file as the tensors: the two cannot fall apart.
        save_file(tensors, beside, {"step": str(self.step), "recipe": self.recipe})
        beside.replace(folder / CHECKPOINT)

    def resume(self, folder: Path) -> bool:
        """Take up the checkpoint in `folder`, if there is one; whether there was.

        Raises:
            ModelError: it is of another recipe.
        """
        import torch
        from safetensors import safe_open

        path = folder / CHECKPOINT
        if not path.is_file():
            return False
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata()
            if metadata["recipe"] != self.recipe:
                raise ModelError(
                    f"{path} was learned from other data or with another seed; "
                    "remove it, or train into another folder"
                )
            self.step = int(metadata["step"])
            with torch.no_grad():
                for name, master in self.masters.items():
                    master.copy_(file.get_tensor(f"weight/{name}"))
                    self._optimizer.state[master] = {
                        "step": torch.tensor(float(self.step)),
                        "exp_avg": file.get_tensor(f"exp_avg/{name}").to(master.device),
                        "exp_avg_sq": file.get_tensor(f"exp_avg_sq/{name}").to(master.device),
                    }
        self.network.load(self.masters)
        return True


def batch_loss(
    network: Trainable, batch: Prepared, schedule: Schedule, teacher: Trainable | None = None
) -> torch.Tensor:
    """Cross-entropy of start and end, and of the answering window among its rivals.

    The score of a window is `logsumexp(spans) - "no answer"`, halved over start and end; a group
    of rivals costs `-log softmax(scores)` of the answering one (Cao et al. 2007, "ListNet"). With a
    teacher, half of the first is given to its opinion: `T^2 KL(teacher || network)` at temperature
    `SOFTNESS` (Hinton et al. 2015, section 2).
    """
    import numpy as np
    import torch
    from torch.nn import functional

    logits = network.logits(batch.inputs)
    device = logits.device
    loss = (
        functional.cross_entropy(logits[..., 0], placed(batch.starts, device))
        + functional.cross_entropy(logits[..., 1], placed(batch.ends, device))
    ) / 2
    if teacher is not None:
        with torch.inference_mode():
            opinion = teacher.logits(batch.inputs)
        loss = (1 - schedule.teacher_weight) * loss
        loss = loss + schedule.teacher_weight * soft_loss(logits, opinion)
    if batch.rivals and schedule.pair_weight:
        scores = (torch.logsumexp(logits[:, 1:], dim=1) - logits[:, 0]).mean(dim=-1)
        # Groups are short: padded to one length, one softmax does for all of them.
        longest = max(map(len, batch.rivals))
        padded = [[*group, *[-1] * (longest - len(group))] for group in batch.rivals]
        rows = placed(np.array(padded), device)
        rivals = scores[rows.clamp_min(0)].masked_fill(rows < 0, float("-inf"))
        loss = loss - schedule.pair_weight * functional.log_softmax(rivals, dim=1)[:, 0].mean()
    return loss


def soft_loss(logits: torch.Tensor, opinion: torch.Tensor) -> torch.Tensor:
    """`T^2 KL(opinion || logits)`, the mean over windows, start and end.

    Args:
        logits: shape (windows, tokens, 2); minus infinity where no answer may be.
        opinion: the teacher's, of the same shape.
    """
    import torch

    # A finite floor: 0 * (inf - inf) would be no number.
    ours = torch.log_softmax(logits.clamp_min(-1e4) / SOFTNESS, dim=1)
    theirs = torch.log_softmax(opinion.clone().clamp_min(-1e4) / SOFTNESS, dim=1)
    each = (theirs.exp() * (theirs - ours)).sum(dim=1)
    return SOFTNESS**2 * each.mean()


def train(
    trainer: Trainer,
    stream: Stream,
    folder: Path,
    progress: Progress = lambda step, done, total: None,
    order: int = 0,
) -> list[float]:
    """Learn until the schedule ends, from the checkpoint in `folder` where there is one.

    Args:
        trainer: with what is learned.
        stream: of batches.
        folder: of checkpoints.
        progress: told (step, done, total).
        order: of the batches; each number gives another one.

    Returns:
        The loss of each step learned now.
    """
    import torch

    trainer.resume(folder)
    losses: list[torch.Tensor] = []
    if trainer.step >= trainer.schedule.steps:
        return []
    recent = 0.0
    ahead = _ahead(stream, trainer.schedule.batch_tokens, trainer.step, trainer.device, order)
    for batch in ahead:
        losses.append(trainer.learn(batch))
        if len(losses) % _LOSS_EVERY == 1:
            recent = float(torch.stack(losses[-50:]).mean())
        progress(f"training (loss {recent:.3f})", trainer.step, trainer.schedule.steps)
        if trainer.step % trainer.schedule.checkpoint_every == 0:
            trainer.save(folder)
        if trainer.step >= trainer.schedule.steps:
            break
    trainer.save(folder)
    return [float(loss) for loss in losses]


def _ahead(
    stream: Stream, batch_tokens: int, seen: int, device: str, order: int
) -> Iterable[Prepared]:
    """The batches after the first `seen`; on a GPU, which is faster, other processes make them.

    They take turns, each with a part of the stream of its own.
    """
    from torch.utils.data import DataLoader, IterableDataset, get_worker_info

    makers = 0 if device == "cpu" else MAKERS

    class Batches(IterableDataset[Prepared]):
        def __iter__(self) -> Iterator[Prepared]:
            told = get_worker_info()
            part = told.id if told else 0
            first = seen if not told else len(range(part, seen, makers))
            batches = stream.batches(batch_tokens, order * max(makers, 1) + part)
            return map(prepared, islice(batches, first, None))

    # Whose turn it was is not known after an interruption; nothing depends on it.
    return DataLoader(
        Batches(), batch_size=None, num_workers=makers, prefetch_factor=32 if makers else None
    )
