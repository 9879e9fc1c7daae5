"""What is asked of the documents themselves: which they are, what they say, how they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.asked.kind import OF_DOCUMENTS
from assistant.asked.question import Question
from assistant.differences.disagree import Disagreement
from assistant.shelf import Shelf, Where
from assistant.summaries.about import about_documents, about_fact
from assistant.summaries.summary import about_whole, asks_for_a_part
from assistant.wording import phrases
from assistant.wording.compose import all_differing
from index.query import ScoredSentence

MAX_DIFFERENCES = 1 + len(phrases.FURTHER_DIFFERENCES)
"""Of all that the documents differ in, so many are shown; `summits docs compare` lists the rest."""


@dataclass(frozen=True, slots=True)
class OfLibrary:
    """Answers it without a search.

    Attributes:
        shelf: the documents.
        central: the sentences of one, with their cosines to the mean of all.
        differences: all between the documents, worked out when they are first asked for; None where
            they are not to be told.
    """

    shelf: Shelf
    central: Callable[[str], Sequence[ScoredSentence]]
    differences: Callable[[], Sequence[Disagreement]] | None

    def answer(self, read: Question, where: Where) -> Answer | None:
        """The answer; None where something in the documents is asked."""
        shelf = self.shelf
        if read.kind == "differences":
            return self._all_differing(read, where)
        if read.kind in OF_DOCUMENTS:
            chosen = shelf.doc_ids if where is None else [d for d in shelf.doc_ids if d in where]
            about = about_documents if read.kind == "documents" else about_fact
            return about(read, map(shelf.document_of, chosen))
        # Where there is one document only, "How does it end?" asks for its end.
        named = where is not None or len(shelf.doc_ids) == 1
        of_all = named or read.kind in ("each", "overview") or asks_for_a_part(read.text)
        if not of_all or not (few := shelf.few(where)):
            return None
        return about_whole(read, few, self.central, named=named)

    def _all_differing(self, read: Question, where: Where) -> Answer | None:
        """What documents differ in; a library that is large is compared by command only."""
        if self.differences is None or not self.shelf.is_small:
            return None
        held = self.shelf.chosen(where)
        among = [
            one for one in self.differences() if all(side.doc_id in held for side in one.sides)
        ]
        return all_differing(read, among[:MAX_DIFFERENCES], self.shelf.document_of)
