"""What the reader learns from, how much of each, and how fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

TrainingProgress = Callable[[str, int, int], None]
"""Told (step, done, total)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How it is learned.

    Attributes:
        steps: batches in all.
        decay_steps: at the end, over which the learning rate falls to 0.
        warmup_steps: at the start, over which it rises.
        learning_rate: between the two.
        weight_decay: of AdamW; the reader's on matrices only, the encoder's on all that learns.
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


@dataclass(frozen=True, slots=True)
class File:
    """How one file of questions is used.

    Attributes:
        name: without `.json`, or `.jsonl` where it is `about` others.
        held_out: articles never trained on.
        mined: whether negatives are searched for, beyond the question's own paragraph.
        every: each question comes up once in this many epochs.
        negatives: how often an answerable question brings a silent passage along, 0 … 1.
        titled: how often the passage is shown with its title, 0 … 1.
        altered: how often an answerable question comes a second time, with something in it
            exchanged so that its passage no longer answers, 0 … 1.
        about: the files that hold its paragraphs, where it holds questions alone.
        ours: its paragraphs ship with this code, and are not in the folder of training questions.
        whole: whether a question without an answer has none in its whole article: then other
            passages of it are shown as silent too.
        keyworded: how often a question is cut down to its key words, 0 … 1.
    """

    name: str
    held_out: int
    mined: bool
    every: int
    negatives: float
    titled: float
    altered: float = 0.0
    about: tuple[str, ...] = ()
    ours: bool = False
    whole: bool = False
    keyworded: float = 0.0


# Nearest to our use: invented briefs, and questions that a whole brief answers or leaves open.
_BRIEFS = File(
    "briefs",
    16,
    mined=True,
    every=1,
    negatives=0.8,
    titled=0.7,
    altered=0.2,
    ours=True,
    whole=True,
    keyworded=0.15,
)
FILES = (
    # Twice as often as the next: only here are questions that people made unanswerable.
    File("squad2_part", 3, mined=True, every=1, negatives=0.8, titled=0.5, altered=0.3),
    File("new_wiki", 5, mined=True, every=2, negatives=0.8, titled=0.5, altered=0.5),
    # Further from our use, so seldom; their titles are file numbers, their questions
    # ("what does the writer like?") fit many passages, so that a search finds false negatives.
    File("reddit", 0, mined=False, every=4, negatives=0.4, titled=0.0, altered=0.3),
    File("amazon", 0, mined=False, every=4, negatives=0.4, titled=0.0, altered=0.3),
    File(
        "written",
        3,
        mined=True,
        every=1,
        negatives=0.5,
        titled=0.5,
        keyworded=0.1,
        about=("squad2_part", "new_wiki"),
    ),
    _BRIEFS,
    replace(_BRIEFS, name="more_briefs"),
    replace(_BRIEFS, name="open", about=("briefs",), ours=False),
)

SCHEDULE = Schedule(
    steps=3000, decay_steps=1500, learning_rate=3e-4, warmup_steps=300, batch_tokens=32_768
)
"""About 650,000 windows of 96 … 192 tokens: minutes on a GPU, many hours on two cores."""

TEACHER = Schedule(
    steps=1300, decay_steps=900, learning_rate=4e-5, warmup_steps=150, seed=1, checkpoint_every=500
)
"""The teacher knows more to begin with, learns in smaller steps and is sooner done."""
