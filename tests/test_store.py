"""The index on the disk, opened: the same hits, or a reason why not."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import HALVES, ToyEncoder, document
from store_toys import (
    FILES,
    RECIPE,
    answers,
    generation,
    generations,
    one_line,
    other_store,
    refusals,
    store,
    store_in,
)

from corpus.document import Document, Section, Span
from corpus.errors import IndexForeign, IndexMissing
from corpus.split import Chunking
from index.build import search_in_memory
from index.query import Fusion, Retriever
from index.store import IndexStore

__all__ = ["store"]


class TestRoundTrip:
    @pytest.mark.parametrize("retriever", ["bm25", "dense", "hybrid"])
    @pytest.mark.parametrize("fusion", ["convex", "min_max", "rrf"])
    def test_same_hits_as_in_memory(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        retriever: Retriever,
        fusion: Fusion,
    ) -> None:
        opened = store.open(RECIPE, toy_encoder)
        memory = search_in_memory(three_documents, toy_encoder)
        wanted = answers(memory, retriever=retriever, fusion=fusion)
        assert answers(opened, retriever=retriever, fusion=fusion) == wanted
        assert any(wanted)
        passages = list(memory.passages)
        assert list(opened.passages) == passages
        assert opened.sentences("Nara", passages) == memory.sentences("Nara", passages)

    def test_the_manifest_says_what_it_was_made_from(self, store: IndexStore) -> None:
        manifest = store.manifest()
        assert manifest["corpus_sha256"] == RECIPE.corpus_sha256
        assert (manifest["encoder_id"], manifest["dim"]) == ("toy@1", 6)
        assert manifest["chunking"] == {"words": 120, "overlap_sentences": 1}
        assert (manifest["format_version"], manifest["analyzer_version"]) == (2, 2)
        # Nara and its drums; noodles; cold; trade below its heading.
        assert (manifest["passages"], manifest["sentences"]) == (4, 7)
        assert sorted(manifest["files"]) == sorted(FILES[:-1])
        for name, sha256 in manifest["files"].items():
            raw = (generation(store) / name).read_bytes()
            assert hashlib.sha256(raw).hexdigest() == sha256

    @pytest.mark.parametrize("text", ["", "Only a heading"])
    def test_documents_without_a_sentence(
        self, tmp_path: Path, toy_encoder: ToyEncoder, text: str
    ) -> None:
        store = store_in(tmp_path)
        sections = (Section(text, 1, Span(0, len(text))),) if text else ()
        store.build(RECIPE, [document("d", text, sections=sections)], toy_encoder)
        opened = store.open(RECIPE, toy_encoder)
        assert opened.search("Nara", 5, None, HALVES) == [] and len(opened.passages) == 0

    def test_no_pickle(self, store: IndexStore) -> None:
        assert sorted(path.name for path in generation(store).iterdir()) == sorted(FILES)
        assert (generation(store) / "vectors.faiss").read_bytes()[:4] == b"IxFI"
        assert (generation(store) / "sentences.npy").read_bytes()[:6] == b"\x93NUMPY"


class TestForeign:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"corpus_sha256": "f" * 64}, "corpus_sha256 c0ffeec0ffee…, but ffffffffffff…"),
            ({"encoder_id": "toy@2"}, "encoder_id toy@1, but toy@2"),
            ({"dim": 7}, "dim 6, but 7"),
            ({"chunking": Chunking(40)}, "chunking {'words': 120"),
            ({"chunking": Chunking(120, 0)}, "'overlap_sentences': 0"),
            ({"analyzer_version": 99}, "analyzer_version 2, but 99"),
        ],
    )
    def test_what_differs_is_named(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        change: dict[str, object],
        said: str,
    ) -> None:
        asked = replace(RECIPE, **change)  # type: ignore[arg-type]
        assert asked.index_id != RECIPE.index_id
        before = generations(store)
        with pytest.raises(IndexForeign) as error:
            store.open(asked, toy_encoder)
        assert said in one_line(error) and str(store.folder) in one_line(error)
        assert generations(store) == before  # never silently replaced
        store.build(asked, three_documents, toy_encoder)
        store.open(asked, toy_encoder)

    def test_the_whole_folder_of_another_index(
        self, store: IndexStore, toy_encoder: ToyEncoder, tmp_path: Path
    ) -> None:
        other, recipe = other_store(tmp_path, toy_encoder)
        shutil.rmtree(store.folder)
        shutil.copytree(other.folder, store.folder)
        with pytest.raises(IndexForeign) as error:
            store.open(RECIPE, toy_encoder)
        assert "corpus_sha256" in one_line(error)
        store.open(recipe, toy_encoder)


class TestMissing:
    @pytest.mark.parametrize("there", [False, True])
    def test_nothing_was_built(self, tmp_path: Path, there: bool) -> None:
        store = store_in(tmp_path / "index")
        if there:
            (store.folder / "generations").mkdir(parents=True)
        assert not store.exists()
        assert all(str(store.folder) in said for said in refusals(store, IndexMissing))
