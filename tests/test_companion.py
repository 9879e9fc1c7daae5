"""The passages as a second encoder sees them: built when needed, kept beside the index, checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import HALVES, ToyEncoder
from filelock import FileLock
from numpy.typing import NDArray

from corpus.document import Document
from corpus.errors import IndexDamaged, IndexForeign
from corpus.split import Chunking
from index.alike import Vectors
from index.build import search_in_memory
from index.companion import Companion, built_in_memory
from index.query import Query
from index.recipe import Recipe
from index.search import HybridSearcher
from index.store import IndexStore

RECIPE = Recipe("c0ffee" * 10, ToyEncoder.encoder_id, ToyEncoder.dim, Chunking())
MEND = "summits index build"


class KoreanToy:
    """Counts the same six things in either language."""

    encoder_id = "korean-toy@1"
    dim = 6
    words = (
        ("nara", "나라"), ("beijing", "베이징"), ("drum", "북"),
        ("trade", "무역"), ("seafood", "해산물"), ("noodles", "국수"),
    )  # fmt: skip

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        counts = [[sum(map(t.casefold().count, both)) for both in self.words] for t in texts]
        vectors = np.array(counts, dtype=np.float32).reshape(len(texts), self.dim)
        vectors[~vectors.any(axis=1)] = 1.0
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)


@pytest.fixture
def built(
    tmp_path: Path, three_documents: list[Document], toy_encoder: ToyEncoder
) -> tuple[IndexStore, HybridSearcher]:
    store = IndexStore(tmp_path / "index", MEND)
    store.build(RECIPE, three_documents, toy_encoder)
    return store, store.open(RECIPE, toy_encoder)


def test_a_foreign_question_is_found_by_the_companion(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    searcher = search_in_memory(three_documents, toy_encoder)
    searcher.cosines.companion = Companion(lambda: built_in_memory(searcher.passages, KoreanToy()))
    asked = Query("what", foreign="베이징 국수")
    hits = searcher.search(asked, 3, None, replace(HALVES, retriever="dense"))
    assert [hit.passage.doc_id for hit in hits[:2]] == ["noodles", "noodles"]
    # Half of "what" (all words alike: 2 / sqrt(12)), half of the same two words (1).
    assert hits[0].score == pytest.approx((2 / 12**0.5 + 1) / 2, abs=1e-5)
    cosines = {s.span.start: s.cosine for s in searcher.sentences(asked, [h.passage for h in hits])}
    assert cosines[0] == pytest.approx((2 / 12**0.5 + 1) / 2, abs=1e-5)  # "They ate noodles …"


def test_same_vectors_on_disk_as_in_memory(built: tuple[IndexStore, HybridSearcher]) -> None:
    store, searcher = built
    encoder = KoreanToy()
    memory = built_in_memory(searcher.passages, encoder)
    assert not store.has_companion()
    for _ in range(2):  # built, then read
        kept = store.companion(RECIPE, searcher.passages, encoder)
        assert np.array_equal(kept.sentences, memory.sentences)
        rows = range(len(memory.dense))
        assert all(np.array_equal(kept.dense.vector(r), memory.dense.vector(r)) for r in rows)
    texts = len(searcher.passages) + searcher.passages.sentence_count()
    assert memory.sentences.shape == (searcher.passages.sentence_count(), 6)
    assert encoder.texts == 2 * texts  # once in memory, once for the disk


@pytest.mark.parametrize("file", ["CURRENT", "manifest.json", "vectors.faiss", "sentences.npy"])
def test_a_damaged_one_is_never_used_and_a_build_mends_it(
    built: tuple[IndexStore, HybridSearcher],
    three_documents: list[Document],
    toy_encoder: ToyEncoder,
    file: str,
) -> None:
    store, searcher = built
    store.companion(RECIPE, searcher.passages, KoreanToy())
    [path] = (store.folder / "companion").rglob(file)
    path.write_bytes(path.read_bytes()[:-1])
    for _ in range(2):  # and it stays as it is
        with pytest.raises(IndexDamaged, match=MEND):
            store.companion(RECIPE, searcher.passages, KoreanToy())
    store.build(RECIPE, three_documents, toy_encoder)
    assert not store.has_companion()
    assert len(store.companion(RECIPE, searcher.passages, KoreanToy()).dense) == 4


def test_one_of_another_encoder_is_refused(
    built: tuple[IndexStore, HybridSearcher],
) -> None:
    store, searcher = built
    store.companion(RECIPE, searcher.passages, KoreanToy())
    other = KoreanToy()
    other.encoder_id = "other@1"
    with pytest.raises(IndexForeign, match=r"encoder_id korean-toy@1, but other@1"):
        store.companion(RECIPE, searcher.passages, other)


def test_an_index_that_was_replaced_while_in_use_leaves_no_companion(
    built: tuple[IndexStore, HybridSearcher],
    three_documents: list[Document],
    toy_encoder: ToyEncoder,
) -> None:
    store, searcher = built
    newer = replace(RECIPE, corpus_sha256="0" * 64)
    store.build(newer, three_documents[:2], toy_encoder)
    own = store.companion(RECIPE, searcher.passages, KoreanToy())
    assert len(own.dense) == len(searcher.passages)
    assert not store.has_companion()
    passages = store.open(newer, toy_encoder).passages
    assert len(store.companion(newer, passages, KoreanToy()).dense) == len(passages)
    store.verify_companion(newer)
    with pytest.raises(IndexForeign, match="index_id"):
        store.verify_companion(RECIPE)
    [path] = (store.folder / "companion").rglob("sentences.npy")
    path.write_bytes(b"")
    with pytest.raises(IndexDamaged, match=MEND):
        store.verify_companion(newer)


def test_where_nothing_can_be_written_it_is_in_memory_only(
    built: tuple[IndexStore, HybridSearcher],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(lock: FileLock) -> None:
        raise PermissionError(13, "Permission denied")

    store, searcher = built
    monkeypatch.setattr(FileLock, "acquire", refuse)
    own = store.companion(RECIPE, searcher.passages, KoreanToy())
    assert np.array_equal(own.sentences, built_in_memory(searcher.passages, KoreanToy()).sentences)
    assert not store.has_companion()
    [told] = caplog.messages
    assert "cannot be written" in told and "(Permission denied)" in told


def test_the_manifest_names_index_and_encoder(built: tuple[IndexStore, HybridSearcher]) -> None:
    store, searcher = built
    store.companion(RECIPE, searcher.passages, KoreanToy())
    [path] = (store.folder / "companion").rglob("manifest.json")
    manifest = json.loads(path.read_text())
    assert manifest["index_id"] == RECIPE.index_id
    assert (manifest["encoder_id"], manifest["dim"]) == ("korean-toy@1", 6)
    assert sorted(manifest["files"]) == ["sentences.npy", "vectors.faiss"]


def test_several_threads_make_it_once(
    three_documents: list[Document], toy_encoder: ToyEncoder
) -> None:
    searcher = search_in_memory(three_documents, toy_encoder)
    made: list[Vectors] = []

    def make() -> Vectors:
        made.append(built_in_memory(searcher.passages, KoreanToy()))
        return made[-1]

    companion = Companion(make)
    seen: list[Vectors] = []
    threads = [threading.Thread(target=lambda: seen.append(companion.vectors)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1 and all(vectors is made[0] for vectors in seen)


def test_a_failure_is_not_remembered() -> None:
    outcomes = iter([IndexDamaged("torn"), None])

    def make() -> Vectors:
        if error := next(outcomes):
            raise error
        return Vectors(KoreanToy(), None, np.zeros((0, 6), np.float32))  # type: ignore[arg-type]

    companion = Companion(make)
    with pytest.raises(IndexDamaged):
        companion.vectors  # noqa: B018
    assert companion.vectors.encoder.encoder_id == "korean-toy@1"
