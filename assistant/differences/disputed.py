"""Whether the documents differ, or agree, on the value that a question asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.asked.kind import Kind
from assistant.asked.question import Question
from assistant.differences.asked import Asked, read_asked
from assistant.differences.disagree import Comparer, Disagreement, Likeness, disagreements
from assistant.differences.meant import is_meant
from assistant.differences.stated import Stated, comparable, stated, stated_in
from assistant.ranking.rank import Candidate
from assistant.readers.reading import Readings
from assistant.words.patterns import any_case
from assistant.words.same_things import things, words_for
from corpus.document import Document, Span
from index.query import Hit, SearchSettings
from index.search import HybridSearcher

ANCHOR_SHARE = 0.6
"""A sentence whose score is below this share of the best one's is not what answers."""

ANCHORS = 3
"""Values taken for the answer, at most, until one is found that documents differ on."""

COUNTERPARTS = 20
"""Passages of other documents that are looked through for the same thing."""

MOST_DOCUMENTS_NAMED = 200
"""In a bigger library, other documents are searched together with the answering one."""

MOST_VALUES = 200
"""So many values, the best, are compared two by two for one question: a passage may list dates."""

_ANOTHER = any_case(r"\b(?:another|additional|further|extra)(?: \w+)? $")


@dataclass(frozen=True, slots=True)
class Compared:
    """What other documents say of the value that answers.

    Attributes:
        differing: the value and those that differ from it, one for each document; may be empty.
        agreeing: values of other documents that agree with it.
    """

    differing: tuple[Stated, ...] = ()
    agreeing: tuple[Stated, ...] = ()


def compared(
    question: Question,
    candidates: Sequence[Candidate],
    hits: Sequence[Hit],
    readings: Readings,
    searcher: HybridSearcher,
    document_of: Callable[[str], Document],
    doc_ids: Collection[str],
    search: SearchSettings,
) -> Compared:
    """Compare the value that answers `question` with what the other documents of `doc_ids` say.

    Nothing is compared where the question asks for no value, or names one of the documents.
    """
    if len(doc_ids) < 2 or not candidates:
        return Compared()
    # Many passages are looked through anyway: no need to look up the words near in meaning.
    search = replace(search, near_weight=0.0)
    asked = read_asked(question)
    comparer = Comparer(searcher)
    anchors = _anchors(question.kind, asked, candidates, readings)
    if not anchors and asked.counted:
        anchors = _counted(asked, searcher, document_of, doc_ids, search)
    for anchor in anchors[:ANCHORS]:
        kinds = asked.kinds or frozenset({anchor.value.kind})
        wanted = replace(asked, kinds=kinds)
        pool = _pool(anchor, hits, searcher, document_of, doc_ids, search)
        values = [v for v in pool if v == anchor or wanted.fits(v)]
        near = comparer.near(values)
        found = _about(anchor, disagreements(values, near))
        if found and is_meant(question, asked, found, document_of):
            return Compared(differing=tuple(found))
        agreeing = _agreeing(anchor, values, near)
        if agreeing:
            return Compared(agreeing=agreeing)
    return Compared()


def _counted(
    asked: Asked,
    searcher: HybridSearcher,
    document_of: Callable[[str], Document],
    doc_ids: Collection[str],
    search: SearchSettings,
) -> list[Stated]:
    """Values of the thing that the question counts, found by all its names, most similar first."""
    names = [name for thing in sorted(asked.counted) for name in words_for(thing)]
    where = doc_ids if len(doc_ids) <= MOST_DOCUMENTS_NAMED else None
    hits = searcher.search(" ".join([asked.text, *names]), COUNTERPARTS, where, search)
    scored = searcher.sentences(asked.text, [hit.passage for hit in hits])
    scored.sort(key=lambda s: (-s.cosine, s.doc_id, s.span))
    values = stated(((s.doc_id, s.span) for s in scored), document_of)
    return [v for v in values if v.doc_id in doc_ids and asked.fits(v)]


def _anchors(
    kind: Kind, asked: Asked, candidates: Sequence[Candidate], readings: Readings
) -> list[Stated]:
    """Values that can be the answer, of the best sentences, those that the reader chose first."""
    floor = ANCHOR_SHARE * candidates[0].score
    found = []
    for candidate in candidates:
        if candidate.score < floor:
            break
        values = list(stated_in(candidate.doc_id, candidate.span, candidate.text))
        read = readings.best_in(candidate.doc_id, candidate.span)
        chosen = [v for v in values if read and _is_value(read.span, v)]
        if asked.kinds:
            fitting = [v for v in values if asked.fits(v)]
            found += sorted(fitting, key=lambda v: v not in chosen)
        elif candidate is candidates[0] and kind == "other":
            # No word of the question says so, but a value is what answers it. A count is not
            # taken: "which memoranda" is answered by words that begin with how many there are.
            found += [v for v in chosen if v.value.kind != "count"]
    return sorted(found, key=lambda v: _counted_besides(v, asked, found))


def _counted_besides(value: Stated, asked: Asked, others: Sequence[Stated]) -> bool:
    """Whether these are counted beside others, "another nine", which a question rather means.

    Not where it speaks of what only their sentence speaks of: of the companies that signed them.
    """
    if not _ANOTHER.search(value.text[: value.value.number.start]):
        return False
    told = {thing for other in others if other.text != value.text for thing in things(other.text)}
    return not set(things(asked.text)) & set(things(value.text)) - told


def _is_value(read: Span, value: Stated) -> bool:
    """Whether the reader's words are this value and nothing more."""
    number = value.sentence.part(value.value.number.start, value.value.number.end)
    return read.covers(number) and (value.place.covers(read) or read == value.place)


def _pool(
    anchor: Stated,
    hits: Sequence[Hit],
    searcher: HybridSearcher,
    document_of: Callable[[str], Document],
    doc_ids: Collection[str],
    search: SearchSettings,
) -> list[Stated]:
    """The anchor first, then comparable values in the passages that may speak of it, best first.

    The question's own hits, and a search of the other documents with the anchor's clause and all
    names of its thing: what says the same in other words may not look like the question at all.
    """
    others = [doc_id for doc_id in doc_ids if doc_id != anchor.doc_id]
    where = others if len(others) <= MOST_DOCUMENTS_NAMED else None
    query = " ".join([anchor.clause, *words_for(anchor.thing)])
    more = searcher.search(query, COUNTERPARTS, where, search)
    # Said more fully elsewhere.
    more += searcher.search(query, COUNTERPARTS // 2, [anchor.doc_id], search)
    passages = {hit.passage.passage_id: hit.passage for hit in [*hits, *more]}
    sentences = searcher.sentences(query, list(passages.values()))
    values = stated(((s.doc_id, s.span) for s in sentences), document_of)
    same = [v for v in values if v.thing == anchor.thing and v != anchor]
    return [anchor, *(v for v in same if v.doc_id in doc_ids)][:MOST_VALUES]


def _about(anchor: Stated, found: Iterable[Disagreement]) -> list[Stated]:
    """The sides of those disagreements that are about the anchor: its own first, one a document."""
    sides: dict[str, Stated] = {}
    for disagreement in found:
        mine = [s for s in disagreement.sides if s.doc_id == anchor.doc_id]
        if mine and mine[0].value.agrees(anchor.value) and _same(mine[0], anchor):
            for side in (*mine, *disagreement.sides):
                sides.setdefault(side.doc_id, side)
    return list(sides.values())


def _same(a: Stated, b: Stated) -> bool:
    return a == b or comparable(a, b)


def _agreeing(anchor: Stated, values: Sequence[Stated], near: Likeness) -> tuple[Stated, ...]:
    """The most alike value of each other document that agrees with the anchor."""
    found: dict[str, Stated] = {}
    for i, j in sorted(near, key=lambda pair: (-near[pair], pair)):
        if values[i] == anchor and values[j].value.agrees(anchor.value):
            found.setdefault(values[j].doc_id, values[j])
    return tuple(found.values())
