"""One contract over all retrievers and fusions: scores and order, worked by hand.

The toy encoder counts six words, so that cosines can be read off the texts:

    row  passage                    words counted         length
    0    They met in Nara.          nara                  1
    1    The drum was in Nara.      nara, drum            sqrt 2
    2    A drum and a drum.         drum x 2              2
    3    Seafood.                   seafood               1
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from math import log, sqrt

import numpy as np
import pytest
from conftest import HALVES, ToyEncoder, document
from numpy.typing import NDArray

from corpus.document import Document
from corpus.split import Chunking
from index.build import build_parts, search_in_memory, searched_text
from index.query import Fusion, Retriever, SearchSettings
from index.search import HybridSearcher

TEXTS = {
    "a": "They met in Nara.\n\nThe drum was in Nara.",
    "b": "A drum and a drum.",
    "c": "Seafood.",
}


def unlabelled(doc_id: str, text: str) -> Document:
    """Without a label, so that the context adds no word to what is searched."""
    return Document(doc_id=doc_id, label="", title=None, text=text)


@pytest.fixture
def searcher(toy_encoder: ToyEncoder) -> HybridSearcher:
    return search_in_memory([unlabelled(*item) for item in TEXTS.items()], toy_encoder)


# BM25 for "Nara drum?": the tokens are [met, nara], [drum, nara], [drum, drum], [seafood].
MEAN, N = 7 / 4, 4
IDF = log(1 + (N - 2 + 0.5) / (2 + 0.5))  # of both words: in two of four passages


def bm25(tf: int, length: int) -> float:
    return IDF * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / MEAN))


LEXICAL = {0: bm25(1, 2), 1: 2 * bm25(1, 2), 2: bm25(2, 2)}
DENSE = {0: 1 / sqrt(2), 1: 1.0, 2: 1 / sqrt(2), 3: 0.0}  # question: (nara, drum) / sqrt 2
BOUND = 2 * IDF * 2.2
BEST, WORST = LEXICAL[1], LEXICAL[0]

# Each passage is one sentence here, so that the cosine of its best sentence is its own.
TWO = {r: 0.5 * DENSE[r] + 0.5 * LEXICAL.get(r, 0) / BOUND for r in DENSE}
# "met" counts none of the six words: its cosine with each is 1 / sqrt 6, and 0.3 says nothing.
MET = (1 / sqrt(6) - 0.3) / 0.7
NEAR = {0: (1 + MET) / 2, 1: 1.0, 2: 0.5, 3: 0.0}  # "nara" and "drum" weigh the same
CONVEX = {r: 0.75 * TWO[r] + 0.25 * NEAR[r] for r in TWO}
MIN_MAX = {
    0: 0.5 / sqrt(2),
    1: 1.0,
    2: 0.5 / sqrt(2) + 0.5 * (LEXICAL[2] - WORST) / (BEST - WORST),
    3: 0.0,
}
# BM25: 1, 2, 0; dense: 1, 0, 2 (0 and 2 tie: by row), 3.
RRF = {1: 2 / 61, 2: 1 / 62 + 1 / 63, 0: 1 / 63 + 1 / 62, 3: 1 / 64}


@pytest.mark.parametrize(
    ("retriever", "fusion", "scores", "order"),
    [
        ("bm25", "convex", LEXICAL, [1, 2, 0]),
        ("dense", "convex", DENSE, [1, 0, 2, 3]),
        ("hybrid", "convex", CONVEX, [1, 2, 0, 3]),
        ("hybrid", "min_max", MIN_MAX, [1, 2, 0, 3]),
        ("hybrid", "rrf", RRF, [1, 0, 2, 3]),
    ],
)
class TestContract:
    def test_scores_and_order(
        self,
        searcher: HybridSearcher,
        retriever: Retriever,
        fusion: Fusion,
        scores: dict[int, float],
        order: list[int],
    ) -> None:
        hits = searcher.search(
            "Nara drum?", 10, None, replace(HALVES, retriever=retriever, fusion=fusion)
        )
        passages = list(searcher.passages)
        assert [hit.passage for hit in hits] == [passages[row] for row in order]
        # Nearness is kept with four digits.
        assert [hit.score for hit in hits] == pytest.approx([scores[r] for r in order], abs=1e-4)
        assert [hit.rank for hit in hits] == list(range(1, len(order) + 1))
        for hit, row in zip(hits, order, strict=True):
            raw = {}
            if retriever != "dense" and row in LEXICAL:
                raw["bm25"] = LEXICAL[row]
            if retriever != "bm25":
                raw["dense"] = DENSE[row]
            if (retriever, fusion) == ("hybrid", "convex"):
                raw["near"] = NEAR[row]
            assert hit.channels == pytest.approx(raw, abs=1e-4)

    def test_fewer_asked_are_the_first_of_more(
        self,
        searcher: HybridSearcher,
        retriever: Retriever,
        fusion: Fusion,
        scores: dict[int, float],
        order: list[int],
    ) -> None:
        settings = replace(HALVES, retriever=retriever, fusion=fusion)
        all_hits = searcher.search("Nara drum?", 1000, None, settings)
        for k in range(len(order) + 2):
            assert searcher.search("Nara drum?", k, None, settings) == all_hits[:k]

    @pytest.mark.parametrize(
        ("where", "allowed"),
        [({"a"}, {0, 1}), (["b", "c"], {2, 3}), (("a", "a", "x"), {0, 1}), ([], set()),
         (["x"], set()), (["A"], set())],
    )  # fmt: skip
    def test_filter_comes_before_the_cut(
        self,
        searcher: HybridSearcher,
        monkeypatch: pytest.MonkeyPatch,
        retriever: Retriever,
        fusion: Fusion,
        scores: dict[int, float],
        order: list[int],
        where: Collection[str],
        allowed: set[int],
    ) -> None:
        # Depth 1: a filter applied after it would leave nothing of "b" and "c".
        monkeypatch.setattr("index.search.DEPTH", 1)
        settings = replace(HALVES, retriever=retriever, fusion=fusion)
        hits = searcher.search("Nara drum?", 4, where, settings)
        passages = list(searcher.passages)
        found = {passages.index(hit.passage) for hit in hits}
        assert found == allowed & set(order) and len(hits) == len(found)

    def test_no_documents(
        self,
        toy_encoder: ToyEncoder,
        retriever: Retriever,
        fusion: Fusion,
        scores: dict[int, float],
        order: list[int],
    ) -> None:
        for documents in ([], [unlabelled("a", " \n ")]):
            empty = search_in_memory(documents, toy_encoder)
            settings = replace(HALVES, retriever=retriever, fusion=fusion)
            assert empty.search("Nara drum?", 5, None, settings) == []
            assert empty.search("Nara drum?", 5, ["a"], settings) == []
            assert empty.sentences("Nara drum?", []) == []

    def test_duplicates_tie_and_come_by_row(
        self,
        toy_encoder: ToyEncoder,
        retriever: Retriever,
        fusion: Fusion,
        scores: dict[int, float],
        order: list[int],
    ) -> None:
        # Ids whose order as text is not that of their rows; more of them than the depth.
        copies = search_in_memory([unlabelled("d", "\n\n".join(["Nara drum."] * 130))], toy_encoder)
        hits = copies.search(
            "Nara drum?", 100, None, replace(HALVES, retriever=retriever, fusion=fusion)
        )
        assert [hit.passage.passage_id for hit in hits] == [f"d:{n}" for n in range(100)]
        # Reciprocal ranks differ even so: 2 / 61, 2 / 62 …
        assert len({hit.score for hit in hits}) == (100 if fusion == "rrf" else 1)

    @pytest.mark.parametrize(
        "query",
        ["tokyo", "", " ", "?!", "😀", "정상회담", "the of", "\x00", "<b>nara</b>", "x" * 5000],
    )
    def test_any_question_is_answered_calmly(
        self,
        searcher: HybridSearcher,
        retriever: Retriever,
        fusion: Fusion,
        scores: dict[int, float],
        order: list[int],
        query: str,
    ) -> None:
        hits = searcher.search(query, 10, None, replace(HALVES, retriever=retriever, fusion=fusion))
        known = "nara" in query
        assert len(hits) == (2 if known else 0) if retriever == "bm25" else len(hits) == 4
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert all(a.score >= b.score for a, b in pairwise(hits))
        by_words = {hit.passage.text for hit in hits if "bm25" in hit.channels}
        in_nara = {"They met in Nara.", "The drum was in Nara."}
        assert by_words == (in_nara if known and retriever != "dense" else set())


def test_one_passage(toy_encoder: ToyEncoder) -> None:
    one = search_in_memory([unlabelled("c", TEXTS["c"])], toy_encoder)
    [hit] = one.search("seafood", 5, None, HALVES)
    idf = log(1 + 0.5 / 1.5)  # tf = 1 and the mean length: 2.2 / 2.2
    assert hit.channels == pytest.approx({"bm25": idf, "dense": 1.0, "near": 1.0})
    assert hit.score == pytest.approx(0.75 * (0.5 + 0.5 / 2.2) + 0.25, abs=1e-6)


@pytest.mark.parametrize(("weight", "order"), [(1.0, [1, 0, 2, 3]), (0.0, [1, 2, 0, 3])])
@pytest.mark.parametrize("fusion", ["convex", "min_max"])
def test_a_weight_of_0_or_1_is_one_channel(
    searcher: HybridSearcher, fusion: Fusion, weight: float, order: list[int]
) -> None:
    settings = SearchSettings("hybrid", fusion, weight, near_weight=0.0)
    hits = searcher.search("Nara drum?", 10, None, settings)
    passages = list(searcher.passages)
    assert [passages.index(hit.passage) for hit in hits] == order


def test_convex_takes_the_mean_of_passage_and_best_sentence(toy_encoder: ToyEncoder) -> None:
    searcher = search_in_memory([unlabelled("d", "A drum. They met in Nara.")], toy_encoder)
    settings = SearchSettings("hybrid", "convex", dense_weight=1.0, near_weight=0.0)
    [hit] = searcher.search("nara", 1, None, settings)
    assert hit.channels["dense"] == pytest.approx(1 / sqrt(2))
    assert hit.score == pytest.approx((1 / sqrt(2) + 1) / 2, abs=1e-6)


def test_context_is_searched_and_not_quoted(toy_encoder: ToyEncoder) -> None:
    searcher = search_in_memory([document("nara", "They met.")], toy_encoder)  # "About nara"
    [hit] = searcher.search("nara", 5, None, replace(HALVES, retriever="bm25"))
    assert hit.passage.text == "They met."
    assert searched_text(hit.passage) == "About nara\nThey met."


def test_sentences_once_each_in_order_with_their_cosines(toy_encoder: ToyEncoder) -> None:
    text = "They met in Nara. A drum in Nara. Then seafood."
    made = unlabelled("d", text)
    searcher = search_in_memory([made], toy_encoder, Chunking(words=8, overlap_sentences=1))
    passages = list(searcher.passages)
    assert len(passages) == 2  # both hold the second sentence
    found = searcher.sentences("nara", reversed(passages))
    assert [s.span.of(text) for s in found] == [
        "They met in Nara.", "A drum in Nara.", "Then seafood."
    ]  # fmt: skip
    assert [s.cosine for s in found] == pytest.approx([1, 1 / sqrt(2), 0], abs=1e-6)
    assert {s.doc_id for s in found} == {"d"}
    assert searcher.sentences("nara", []) == []


def test_sentence_rows_point_at_their_own_sentences(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    parts = build_parts(three_documents, toy_encoder, Chunking(words=6, overlap_sentences=1))
    texts = {made.doc_id: made.text for made in three_documents}
    for passage, rows in parts.passages:
        own = [parts.sentences[row] for row in rows]
        assert own and {doc_id for doc_id, _ in own} == {passage.doc_id}
        assert (own[0][1].start, own[-1][1].end) == (passage.span.start, passage.span.end)
    for (doc_id, span), vector in zip(parts.sentences, parts.sentence_vectors, strict=True):
        assert np.array_equal(vector, toy_encoder.encode([span.of(texts[doc_id])])[0])


def test_progress_counts_every_text(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    told: list[tuple[int, int]] = []
    parts = build_parts(
        three_documents, toy_encoder, Chunking(), lambda done, total: told.append((done, total))
    )
    total = len(parts.passages) + len(parts.sentences) + len(parts.words)
    texts = len(parts.passages) + len(parts.sentences)
    assert told == [(texts, total), (total, total)]  # then the words


def test_a_question_is_encoded_once() -> None:
    class Counting(ToyEncoder):
        calls = 0

        def encode(self, texts: list[str]) -> NDArray[np.float32]:  # type: ignore[override]
            self.calls += 1
            return super().encode(texts)

    encoder = Counting()
    searcher = search_in_memory([unlabelled("c", TEXTS["c"])], encoder)
    encoder.calls = 0  # every word of the question is a word of the index
    [hit] = searcher.search("seafood", 1, None, HALVES)
    searcher.sentences("seafood", [hit.passage])
    assert encoder.calls == 1


def test_vectors_that_another_thread_forgets_meanwhile_are_still_there(
    searcher: HybridSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    (known,) = searcher.encoded(["nara"])
    plain = searcher.encoder.encode

    def meanwhile(texts: list[str]) -> NDArray[np.float32]:
        searcher._kept = {}
        return plain(texts)

    monkeypatch.setattr(searcher.encoder, "encode", meanwhile)
    again, other = searcher.encoded(["nara", "drum"])
    assert again.tolist() == known.tolist()
    assert other.tolist() == plain(["drum"])[0].tolist()


def test_so_many_vectors_are_kept_at_most(
    searcher: HybridSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.MAX_KEPT", 3)
    searcher.encoded(["nara", "drum"])
    searcher.encoded(["drum", "trade"])
    assert list(searcher._kept) == ["nara", "drum", "trade"]
    searcher.encoded(["noodles"])  # one too many: what was kept goes
    assert list(searcher._kept) == ["noodles"]
    vectors = searcher.encoded(["nara", "drum", "trade", "seafood"])
    assert np.array_equal(vectors, searcher.encoder.encode(["nara", "drum", "trade", "seafood"]))
    assert list(searcher._kept) == ["nara", "drum", "trade"]


def test_what_two_threads_encode_at_a_time_is_kept_of_both(
    searcher: HybridSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = searcher.encoder.encode

    def meanwhile(texts: list[str]) -> NDArray[np.float32]:
        if texts == ["nara"]:
            searcher.encoded(["drum"])
        return plain(texts)

    monkeypatch.setattr(searcher.encoder, "encode", meanwhile)
    searcher.encoded(["nara"])
    assert set(searcher._kept) == {"nara", "drum"}
