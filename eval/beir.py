"""Retrieval on a folder in BEIR's form: documents ranked by their best passage.

BEIR (Thakur and others, 2021): `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`,
`text`) and `qrels/test.tsv` (query-id, corpus-id, score, with a header).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus.document import Document
from corpus.errors import InputError
from corpus.files import read_text
from eval.figures import Figure, figure
from eval.measures import retrieval_measures
from eval.question import Question
from eval.retrieval import Ranking, measure, trec_run
from eval.verdict import Verdict
from index.build import Progress
from index.query import Hit

if TYPE_CHECKING:
    from eval.records import BeirDocument, BeirQuery

BeirRecord = TypeVar("BeirRecord", "BeirDocument", "BeirQuery")

DOCUMENTS = 100
"""Documents ranked for each query."""

_SCORE = re.compile(r"-?[0-9]{1,9}")

Search = Callable[[str, int], Sequence[Hit]]
"""Question and k -> up to k passages in their final order."""


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A collection with judgements.

    Attributes:
        documents: title as label and title, `text` as the text (the title where it is empty).
        queries: query id -> text; the judged ones, in the order of the file.
        qrels: query id -> document id -> grade.
        notes: what a reader of the figures should know.
    """

    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...] = ()


def read_beir(folder: Path) -> BeirSet:
    """Read a BEIR folder.

    Raises:
        InputError: one line for each fault of its three files.
    """
    from eval.records import BeirDocument, BeirQuery

    parts = [folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / "test.tsv"]
    texts: list[str] = []
    faults: list[str] = []
    for part in parts:
        try:
            texts.append(read_text(part))
        except InputError as error:
            missing = isinstance(error.__cause__, (FileNotFoundError, NotADirectoryError))
            faults += [f"{part}: missing; a BEIR folder holds it"] if missing else error.faults
    if faults:
        raise InputError(*faults)
    documents = _by_id(parts[0], texts[0], BeirDocument, "document", faults)
    queries = _by_id(parts[1], texts[1], BeirQuery, "query", faults)
    qrels = _qrels(parts[2], texts[2], queries, faults)
    if faults:
        raise InputError(*faults)
    judged = {query: record.text for query, record in queries.items() if query in qrels}
    absent = {doc for grades in qrels.values() for doc in grades} - documents.keys()
    notes = (
        (
            "a judged document is not in corpus.jsonl and cannot be found"
            if len(absent) == 1
            else f"{len(absent)} judged documents are not in corpus.jsonl and cannot be found",
        )
        if absent
        else ()
    )
    return BeirSet(tuple(map(_document, documents.values())), judged, qrels, notes)


def _by_id(
    path: Path, text: str, record_type: type[BeirRecord], what: str, faults: list[str]
) -> dict[str, BeirRecord]:
    """The records of one file, in its order."""
    from eval.faults import read_lines

    found: dict[str, BeirRecord] = {}
    for line, record in read_lines(path, text, record_type, faults):
        if record.id in found:
            faults.append(f'{path}:{line}: _id "{record.id}" is there already; give it its own')
        found[record.id] = record
    if not text.strip():
        faults.append(f"{path}: empty; write at least one {what}")
    return found


def _document(record: BeirDocument) -> Document:
    title = record.title.strip()
    return Document(record.id, title, title or None, record.text if record.text.strip() else title)


def _qrels(
    path: Path, text: str, queries: Collection[str], faults: list[str]
) -> dict[str, dict[str, int]]:
    """Grades of `test.tsv`; the first line is its header."""
    qrels: dict[str, dict[str, int]] = {}
    before = len(faults)
    for line, written in enumerate(text.split("\n"), start=1):
        where, row = f"{path}:{line}", written.split("\t")
        if not written.strip() or (line == 1 and row[-1].strip() == "score"):
            continue
        if len(row) != 3 or not _SCORE.fullmatch(row[2].strip()):
            faults.append(
                f"{where}: not query-id, corpus-id and a whole score, apart by tabs; correct it"
            )
            continue
        query, doc, grade = row[0].strip(), row[1].strip(), int(row[2])
        if query not in queries:
            faults.append(f'{where}: query "{query}" is not in queries.jsonl; add or remove it')
        if doc in qrels.setdefault(query, {}):
            faults.append(f'{where}: "{query}" and "{doc}" are judged already; remove one')
        qrels[query][doc] = grade
    if not qrels and len(faults) == before:
        faults.append(f"{path}: no judgement; write at least one")
    return qrels


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """What came of it.

    Attributes:
        rankings: query id -> documents with the score of their best passage, the best first.
        figures: the five retrieval measures over all judged queries.
        failures: query id -> what went wrong; such a query counts as 0.
    """

    rankings: Mapping[str, Ranking]
    figures: tuple[Figure, ...]
    failures: Mapping[str, str] = field(default_factory=dict)

    def run_lines(self, tag: str) -> str:
        """The run in TREC's form: `qid Q0 docid rank score tag`."""
        return "".join(trec_run(self.rankings, tag))


def run_retrieval(
    search: Search, beir: BeirSet, progress: Progress = lambda done, total: None
) -> RetrievalScores:
    """Search for every judged query and measure the ranking of documents."""
    rankings: dict[str, Ranking] = {}
    failures: dict[str, str] = {}
    for done, (query, text) in enumerate(beir.queries.items(), start=1):
        try:
            rankings[query] = rank_documents(search, text)
        except Exception as error:  # whatever it is, the other queries still count
            failures[query] = f"{type(error).__name__}: {error}"
        progress(done, len(beir.queries))
    values = measure(beir.qrels, rankings)
    verdicts = [
        Verdict(Question(query, text), None, retrieval=values[query])
        for query, text in beir.queries.items()
    ]
    figures = tuple(figure(m, verdicts) for m in retrieval_measures())
    return RetrievalScores(rankings, figures, failures)


def rank_documents(search: Search, question: str, documents: int = DOCUMENTS) -> Ranking:
    """Documents by their best passage: at the place and with the score of their first one.

    Asks for more passages until there are enough documents, or no more passages.
    """
    k = documents
    while True:
        hits = search(question, k)
        best: dict[str, float] = {}
        for hit in hits:
            best.setdefault(hit.passage.doc_id, hit.score)
        if len(best) >= documents or len(hits) < k:
            return list(best.items())[:documents]
        k *= 2
