"""The last run of each visitor of the Evaluate tab: a reload must not lose minutes of work.

They are held in memory as long as the chat goes on; what is to last is saved as a file.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.qa import Evaluation

MOST_VISITORS = 20
"""A run holds all answers, some megabytes of a large set: whoever ran first is forgotten first."""


@dataclass(frozen=True, slots=True)
class EndedRun:
    """A run that has ended, and the one that it is compared with."""

    now: Evaluation
    before: Evaluation | None = None


class LastRuns:
    """By the name under which a visitor's things are kept (`Visitor.owner`)."""

    def __init__(self) -> None:
        self._by_owner: OrderedDict[str, EndedRun] = OrderedDict()

    def keep(self, owner: str, run: EndedRun) -> None:
        """Keep it in place of the visitor's run before."""
        self._by_owner[owner] = run
        self._by_owner.move_to_end(owner)
        while len(self._by_owner) > MOST_VISITORS:
            self._by_owner.popitem(last=False)

    def of(self, owner: str) -> EndedRun | None:
        """The visitor's last run; None where there is none, or none any more."""
        return self._by_owner.get(owner)
