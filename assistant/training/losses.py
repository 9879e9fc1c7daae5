"""The losses of the reader, that of the encoder, and what the reader's ask of a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.training.network import Network, placed
from assistant.training.plan import Schedule
from assistant.training.prepared import Prepared
from assistant.training.teacher import Teacher

if TYPE_CHECKING:
    import torch

SOFTNESS = 2.0
"""The temperature at which the teacher's opinion is learned."""

TEMPERATURE = 0.05
"""Cosines of the encoder are divided by this."""


Trainable = Network | Teacher


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


def info_nce(
    cosines: torch.Tensor, rows: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
) -> torch.Tensor:
    """The answering texts shall be the nearest to the question; the mean over the questions.

        -log(sum over answering t of exp(cos(q, t) / T) / sum over all t of exp(cos(q, t) / T))

    InfoNCE (van den Oord, Li, Vinyals 2018) where more than one text may answer.

    Args:
        cosines: of questions and texts, shape (questions, texts).
        rows: of each question, the texts that answer and those that are left out of account.
    """
    import torch

    answering = torch.full_like(cosines, float("-inf"))
    counted = torch.zeros_like(cosines)
    for number, (right, doubtful) in enumerate(rows):
        answering[number, list(right)] = 0.0
        counted[number, list(doubtful)] = float("-inf")
    scaled = cosines / TEMPERATURE + counted
    return (scaled.logsumexp(dim=1) - (scaled + answering).logsumexp(dim=1)).mean()
