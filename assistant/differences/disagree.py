"""Where documents state different values for one thing: for a question, or in a whole library.

Two values speak of one thing where nothing tells them apart (`stated`) and either their
clauses are alike, or, for counts, both documents treat one subject and both counts are on the same
side of it. Each must be the other's nearest, and none may agree with anything nearer: precision
goes before recall, a false alarm costs trust in every true one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice
from typing import TYPE_CHECKING

from assistant.differences.stated import Stated, comparable, same_side, stated
from corpus.document import Document
from index.dense import DenseIndex
from index.passages import SentenceRow
from index.search import HybridSearcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 0.72
"""Cosine of two clauses from which on they say the same of their values."""

ALIKE_BETWEEN = 0.62
"""The same for the time between two events: a narrower relation."""

SAME_SUBJECT = 0.7
"""Cosine of two documents, each the mean of its sentences, that treat one subject."""

NOT_UNLIKE = 0.15
"""Below it, two counts of the same noun are never compared."""

PREPARED = 1000
"""Sentences of a library whose clauses are encoded beforehand, at most."""

SMALL_BLOCK = 64
NEIGHBOURS = 16
"""Nearest sentences of other documents with which a value is compared in a whole library."""


Likeness = dict[tuple[int, int], float]
"""Positions of two values -> how alike their clauses are; each pair stands in both orders."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values of one thing that cannot all be true, one for each document."""

    sides: tuple[Stated, ...]
    likeness: float


class Comparer:
    """Compares values for one question or one listing; keeps the vectors it has made."""

    def __init__(self, searcher: HybridSearcher) -> None:
        self._searcher = searcher
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._subject = lru_cache(maxsize=4096)(searcher.document_vector)

    def near(
        self, values: Sequence[Stated], pairs: Iterable[tuple[int, int]] | None = None
    ) -> Likeness:
        """Which values of different documents speak of one thing, and how alike their clauses are.

        Args:
            values: of all documents.
            pairs: which of them are compared; None is every two.
        """
        chosen = [
            (i, j)
            for i, j in (combinations(range(len(values)), 2) if pairs is None else pairs)
            if values[i].doc_id != values[j].doc_id and comparable(values[i], values[j])
        ]
        self._encode(values[i].clause for pair in chosen for i in pair)
        near: Likeness = {}
        for i, j in chosen:
            likeness = self._likeness(values[i], values[j])
            if likeness is not None:
                near[i, j] = near[j, i] = likeness
        return near

    def _likeness(self, a: Stated, b: Stated) -> float | None:
        """How alike the clauses of two comparable values are; None where they are not enough."""
        cosine = float(self._vectors[a.clause] @ self._vectors[b.clause])
        between = a.value.kind == "duration" and a.thing.endswith("between")
        if cosine >= (ALIKE_BETWEEN if between else ALIKE):
            return cosine
        one_subject = (
            a.value.kind == "count"
            and cosine >= NOT_UNLIKE
            and same_side(a, b)
            and float(self._subject(a.doc_id) @ self._subject(b.doc_id)) >= SAME_SUBJECT
        )
        return cosine if one_subject else None

    def _encode(self, clauses: Iterable[str]) -> None:
        new = [clause for clause in dict.fromkeys(clauses) if clause not in self._vectors]
        self._vectors.update(zip(new, self._searcher.encoded(new), strict=True))


def disagreements(values: Sequence[Stated], near: Likeness) -> list[Disagreement]:
    """Two documents each, most alike first.

    Mutually nearest values that differ, where neither agrees with one of the other document.

    >>> from assistant.differences.stated import stated_in
    >>> from corpus.document import Span
    >>> values = [
    ...     stated_in(doc_id, Span(0, 18), f"It took {number} weeks.")[0]
    ...     for doc_id, number in (("a", "six"), ("b", "ten"), ("c", "six"))
    ... ]
    >>> alike = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.8}
    >>> found = disagreements(values, alike | {(j, i): cosine for (i, j), cosine in alike.items()})
    >>> [[(side.doc_id, side.written) for side in one.sides] for one in found]
    [[('a', 'six weeks'), ('b', 'ten weeks')], [('b', 'ten weeks'), ('c', 'six weeks')]]
    """
    most_alike = sorted(near, key=lambda pair: (-near[pair], pair))
    # A value and another document -> what that one says of the same thing, most alike first.
    said: dict[tuple[int, str], list[Stated]] = defaultdict(list)
    for i, j in most_alike:
        said[i, values[j].doc_id].append(values[j])
    found: dict[tuple[object, ...], Disagreement] = {}
    for i, j in most_alike:
        a, b = values[i], values[j]
        theirs, ours = said[i, b.doc_id], said[j, a.doc_id]
        if i > j or _agreeing(a, theirs) or _agreeing(b, ours):
            continue
        if _agreeing(b, theirs[:1]) and _agreeing(a, ours[:1]):  # mutually nearest
            sides = (_fullest(_agreeing(a, ours)), _fullest(_agreeing(b, theirs)))
            name = tuple((side.doc_id, side.place) for side in sides)
            found.setdefault(name, Disagreement(sides, near[i, j]))
    return list(found.values())


def _agreeing(value: Stated, others: Iterable[Stated]) -> list[Stated]:
    """Those of the others that agree with a value."""
    return [other for other in others if other.value.agrees(value.value)]


def _fullest(same: Iterable[Stated]) -> Stated:
    """Of the places where a document says the same, the first whole sentence before any line."""
    return min(same, key=lambda one: not one.text.endswith("."))


def in_library(
    searcher: HybridSearcher, document_of: Callable[[str], Document]
) -> list[Disagreement]:
    """All disagreements between documents, most alike first.

    Values are put into blocks of one kind and one thing; inside a block each is compared with its
    nearest neighbours by the sentence vectors of the index, so that few clauses are encoded. To
    find the neighbours takes a product of vectors for every two values of a block.
    """
    comparer = Comparer(searcher)
    found = []
    for block in _blocks(searcher.passages.each_sentence(), document_of):
        values = [value for _, value in block]
        found += disagreements(values, comparer.near(values, _neighbours(searcher, block)))
    return sorted(found, key=lambda d: (-d.likeness, d.sides[0].doc_id, d.sides[0].place))


def prepare(searcher: HybridSearcher, document_of: Callable[[str], Document]) -> None:
    """Encode the clauses that may come to be compared, so that no question has to wait for it.

    Only in a small library: in a large one few of them are ever asked for.
    """
    sentences = list(islice(searcher.passages.each_sentence(), PREPARED + 1))
    if len(sentences) > PREPARED:
        return
    clauses = [
        value.clause
        for block in _blocks(sentences, document_of)
        if len({value.doc_id for _, value in block}) > 1
        for _, value in block
    ]
    searcher.encoded(clauses)


def _blocks(
    sentences: Iterable[SentenceRow], document_of: Callable[[str], Document]
) -> Iterable[list[tuple[int, Stated]]]:
    """(row, value) of what may be compared: values of one kind and one thing."""
    blocks: dict[tuple[str, str], list[tuple[int, Stated]]] = defaultdict(list)
    for sentence in sentences:
        for value in stated([(sentence.doc_id, sentence.span)], document_of):
            blocks[value.value.kind, value.thing].append((sentence.row, value))
    return blocks.values()


def _neighbours(
    searcher: HybridSearcher, block: Sequence[tuple[int, Stated]]
) -> set[tuple[int, int]] | None:
    """Which values of a block to compare; None is every two, where that is little work."""
    if len(block) <= SMALL_BLOCK:
        return None
    vectors = searcher.sentence_vectors([row for row, _ in block])
    index = DenseIndex.build(vectors)
    pairs = set()
    for i, (_, value) in enumerate(block):
        near = [j for j, _ in index.search(vectors[i], 2 * NEIGHBOURS)]
        others = [j for j in near if block[j][1].doc_id != value.doc_id][:NEIGHBOURS]
        pairs |= {(min(i, j), max(i, j)) for j in others}
    return pairs
