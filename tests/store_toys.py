"""What the tests of the index on the disk share: a sound index, and how it is looked at."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import HALVES, ToyEncoder, document

from corpus.document import Document
from corpus.errors import StoreError
from corpus.split import Chunking
from index.encode import file_sha256
from index.query import Hit
from index.recipe import Recipe
from index.search import HybridSearcher
from index.store import IndexStore

MEND = "summits index build --library 'my folder'"
FILES = [
    "passages.sqlite",
    "tokens.json",
    "words.json",
    "vectors.faiss",
    "sentences.npy",
    "words.npy",
    "manifest.json",
]
QUESTIONS = ["Nara drum?", "seafood", "noodles in Beijing", "tokyo", ""]
RECIPE = Recipe("c0ffee" * 10, ToyEncoder.encoder_id, ToyEncoder.dim, Chunking())


def store_in(folder: Path) -> IndexStore:
    return IndexStore(folder, MEND)


def answers(searcher: HybridSearcher, **settings: object) -> list[list[Hit]]:
    chosen = replace(HALVES, **settings)  # type: ignore[arg-type]
    return [searcher.search(question, 10, None, chosen) for question in QUESTIONS]


def generations(store: IndexStore) -> list[str]:
    return sorted(path.name for path in (store.folder / "generations").iterdir())


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    [fault] = error.value.faults
    assert "\n" not in fault and f"`{MEND}`" in fault
    return fault


def refusals(store: IndexStore, why: type[StoreError]) -> list[str]:
    """What is said to whoever reads the index in either way, each refused with one line."""
    told = []
    for read in (store.manifest, lambda: store.open(RECIPE, ToyEncoder())):
        with pytest.raises(why) as error:
            read()
        told.append(one_line(error))
    return told


@pytest.fixture
def store(tmp_path: Path, three_documents: list[Document], toy_encoder: ToyEncoder) -> IndexStore:
    """A store with a sound index of the three documents, in a folder with an awkward name."""
    store = store_in(tmp_path / "an index #1 é%20?")
    store.build(RECIPE, three_documents, toy_encoder)
    return store


def other_store(tmp_path: Path, encoder: ToyEncoder) -> tuple[IndexStore, Recipe]:
    """Another index, of other documents."""
    recipe = replace(RECIPE, corpus_sha256="0" * 64)
    store = store_in(tmp_path / "other")
    store.build(recipe, [document("x", "Noodles. Trade.")], encoder)
    return store, recipe


def generation(store: IndexStore) -> Path:
    [name] = generations(store)
    return store.folder / "generations" / name


def publish_manifest(store: IndexStore, content: str) -> None:
    """Give the published generation another manifest, and let `CURRENT` vouch for it."""
    path = generation(store) / "manifest.json"
    path.write_text(content, encoding="utf-8")
    record = {"generation": path.parent.name, "manifest_sha256": file_sha256(path)}
    (store.folder / "CURRENT").write_text(json.dumps(record), encoding="utf-8")


def flip_last(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 0x80]))
