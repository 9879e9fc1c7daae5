"""The runs of the Evaluate tab, by visitor: the one under way, and the last that ended.

A reload must not lose minutes of work: a run goes on without its page, and its report is held in
memory as long as the chat goes on; what is to last is saved as a file.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.app.testset_run import Progress

if TYPE_CHECKING:
    from eval.qa import Evaluation

MOST_VISITORS = 20
"""A run holds all answers, some megabytes of a large set: whoever ran first is forgotten first."""


@dataclass(frozen=True, slots=True)
class EndedRun:
    """A run that has ended, and the one that it is compared with."""

    now: Evaluation
    before: Evaluation | None = None


@dataclass(frozen=True, slots=True)
class BegunRun:
    """A run on its way, or what became of it; `last`: the report that there was before."""

    progress: Progress
    work: asyncio.Task[EndedRun]
    last: EndedRun | None = None

    @property
    def under_way(self) -> bool:
        """Whether it is wanted still, and not there yet."""
        return not (self.progress.stopped or self.work.done())

    @property
    def ended(self) -> EndedRun | None:
        """Its own report, or that of before."""
        done = self.work.done() and not self.work.cancelled() and self.work.exception() is None
        return self.work.result() if done else self.last


class LastRuns:
    """By the name under which a visitor's things are kept (`Visitor.owner`)."""

    def __init__(self) -> None:
        self._by_owner: OrderedDict[str, BegunRun] = OrderedDict()

    def keep(self, owner: str, run: BegunRun) -> None:
        """Keep it in place of the visitor's run before."""
        self._by_owner[owner] = run
        self._by_owner.move_to_end(owner)
        while len(self._by_owner) > MOST_VISITORS:
            self._by_owner.popitem(last=False)[1].progress.stopped = True

    def of(self, owner: str) -> BegunRun | None:
        """The visitor's last run; None where there is none, or none any more."""
        return self._by_owner.get(owner)

    def stop(self) -> None:
        """End all that are under way, because the chat ends."""
        for run in self._by_owner.values():
            run.progress.stopped = True
