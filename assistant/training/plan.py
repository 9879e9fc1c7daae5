"""What the reader learns from, how much of each, and how fast."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.training.train import Schedule


@dataclass(frozen=True, slots=True)
class File:
    """How one file of questions is used; see `Source` for what is not told here.

    Attributes:
        name: without `.json`, or `.jsonl` where it is `about` others.
        held_out: articles never trained on.
        mined: whether negatives are searched for, beyond the question's own paragraph.
        about: the files that hold its paragraphs, where it holds questions alone (`written`).
        ours: its paragraphs ship with this code, and are not in the folder of training questions.
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
BRIEFS = File(
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
    BRIEFS,
)

BATCH_TOKENS = 16_384
SCHEDULE = Schedule(steps=6000, decay_steps=3000, learning_rate=3e-4, warmup_steps=300)
"""About 650,000 windows of 96 … 192 tokens: some ten minutes on a GPU, many hours on two cores."""

# From a trained reader on: what it has seen less often, and more about the same briefs, two thirds
# of it open: questions of the kinds that it still answered.
_EVERY = {"squad2_part": 2, "new_wiki": 4, "written": 2, "briefs": 2}
FURTHER_FILES = (
    *(replace(file, every=_EVERY[file.name]) for file in FILES if file.name in _EVERY),
    replace(BRIEFS, name="open", about=("briefs",), ours=False),
)
FURTHER = Schedule(steps=2200, decay_steps=2100, learning_rate=1e-4, warmup_steps=60)
"""From a trained reader on, in smaller batches: about an hour on two cores."""

FURTHER_BATCH_TOKENS = 4096

TEACHER = Schedule(
    steps=1500, decay_steps=1100, learning_rate=4e-5, warmup_steps=150, seed=1, checkpoint_every=500
)
"""The teacher knows more to begin with, learns in smaller steps and is sooner done."""
