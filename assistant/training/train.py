"""Training: a copy computes, float32 weights learn, checkpoints survive an interruption.

The copy is in bfloat16 on a GPU, and in float32 on a processor: there it is as fast.

Learning rate: rises over the first steps, stays, and falls to 0 over the last share of them
(warm-up, stable, decay; Hu et al. 2024, "MiniCPM"). Until it falls, a run does not depend on its
length, so that a checkpoint can be finished early or late.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.training.batches import Stream
from assistant.training.losses import Trainable, batch_loss
from assistant.training.plan import Schedule, TrainingProgress
from assistant.training.prepared import Prepared, ahead
from corpus.errors import ModelError

if TYPE_CHECKING:
    import torch

CHECKPOINT = "checkpoint.safetensors"

_LOSS_EVERY = 10
"""Steps between two looks at the loss: each waits until the GPU has done what it was given."""


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


def train(
    trainer: Trainer,
    stream: Stream,
    folder: Path,
    progress: TrainingProgress = lambda step, done, total: None,
    order: int = 0,
) -> list[float]:
    """Learn until the schedule ends, from the checkpoint in `folder` where there is one.

    `order`: each number gives another order of the batches.

    Returns:
        The loss of each step learned now.
    """
    import torch

    trainer.resume(folder)
    losses: list[torch.Tensor] = []
    schedule = trainer.schedule
    if trainer.step >= schedule.steps:
        return []
    recent = 0.0
    for batch in ahead(stream, schedule.batch_tokens, trainer.step, trainer.device, order):
        losses.append(trainer.learn(batch))
        if len(losses) % _LOSS_EVERY == 1:
            recent = float(torch.stack(losses[-50:]).mean())
        progress(f"training (loss {recent:.3f})", trainer.step, schedule.steps)
        if trainer.step % schedule.checkpoint_every == 0:
            trainer.save(folder)
        if trainer.step >= schedule.steps:
            break
    trainer.save(folder)
    return [float(loss) for loss in losses]
