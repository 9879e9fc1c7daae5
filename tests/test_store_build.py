"""The index on the disk, built: whole or not at all."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import ToyEncoder, document
from numpy.typing import NDArray
from store_toys import (
    FILES,
    RECIPE,
    answers,
    flip_last,
    generation,
    generations,
    one_line,
    store,
    store_in,
)

import index.generations
from corpus.document import Document
from corpus.errors import StoreError
from corpus.split import Chunking
from index.build import search_in_memory
from index.passages import PassageTable
from index.store import IndexStore

__all__ = ["store"]


class Counting(ToyEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().encode(texts)


def test_a_model_that_cannot_be_read_is_not_taken_for_a_folder_that_cannot_be_written(
    tmp_path: Path, three_documents: list[Document]
) -> None:
    class Unreadable(ToyEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise OSError(errno.EIO, "the model cannot be read")

    store = store_in(tmp_path / "new")
    with pytest.raises(OSError, match="the model cannot be read"):
        store.build(RECIPE, three_documents, Unreadable())
    store.build(RECIPE, three_documents, ToyEncoder())  # the lock was given back
    assert store.exists()


class TestReuse:
    def test_unchanged_text_is_not_encoded_again(
        self, store: IndexStore, three_documents: list[Document]
    ) -> None:
        noodles = document("noodles", "They ate noodles in Beijing.\n\nBeijing was hot.")
        changed = [three_documents[0], noodles, three_documents[2]]
        encoder = Counting()
        recipe = replace(RECIPE, corpus_sha256="1" * 64)
        store.build(recipe, changed, encoder)
        assert encoder.asked == ["About noodles\nBeijing was hot.", "Beijing was hot.", "hot"]
        opened = store.open(recipe, encoder)
        assert answers(opened) == answers(search_in_memory(changed, ToyEncoder()))

    def test_other_chunks_keep_their_sentences(
        self, store: IndexStore, three_documents: list[Document]
    ) -> None:
        encoder = Counting()
        recipe = replace(RECIPE, chunking=Chunking(8, 0))
        store.build(recipe, three_documents, encoder)
        assert encoder.asked == [
            "About drums\nThey met in Nara. The drum was loud.",
            "About drums\nA second drum joined in Nara.",
        ]

    @pytest.mark.parametrize("name", FILES)
    def test_damaged_vectors_are_not_reused(
        self, store: IndexStore, three_documents: list[Document], name: str
    ) -> None:
        flip_last(generation(store) / name)
        encoder = Counting()
        store.build(RECIPE, three_documents, encoder)
        assert len(encoder.asked) == 4 + 7 + 14  # every passage, sentence and word

    def test_those_of_another_encoder_are_not_reused(
        self, store: IndexStore, three_documents: list[Document]
    ) -> None:
        encoder = Counting()
        encoder.encoder_id = "toy@2"
        store.build(replace(RECIPE, encoder_id="toy@2"), three_documents, encoder)
        assert len(encoder.asked) == 4 + 7 + 14


class Interrupted(ToyEncoder):
    """Encodes one batch, then raises."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise self.error


class TestBuild:
    def test_a_new_build_takes_the_place_of_the_old(
        self, store: IndexStore, toy_encoder: ToyEncoder
    ) -> None:
        before = generation(store).name
        recipe = replace(RECIPE, corpus_sha256="1" * 64)
        store.build(recipe, [document("x", "Noodles.")], toy_encoder)
        assert generation(store).name != before
        assert [p.text for p in store.open(recipe, toy_encoder).passages] == ["Noodles."]
        names = sorted(path.name for path in store.folder.iterdir() if path.name != "build.lock")
        assert names == ["CURRENT", "generations"]

    def test_only_if_missing(self, store: IndexStore, toy_encoder: ToyEncoder) -> None:
        before = generation(store).name
        never = Interrupted(RuntimeError("must not be asked"))
        store.build(RECIPE, [document("x", "Noodles.")], never, only_if_missing=True)
        assert generation(store).name == before

    @pytest.mark.parametrize("error", [RuntimeError("boom"), KeyboardInterrupt(), MemoryError()])
    def test_an_encoder_that_fails_leaves_the_old_one(
        self, store: IndexStore, toy_encoder: ToyEncoder, error: BaseException
    ) -> None:
        sound = answers(store.open(RECIPE, toy_encoder))
        before = generations(store)
        with pytest.raises(type(error)):
            store.build(RECIPE, [document("x", "Noodles.")], Interrupted(error))
        assert generations(store) == before
        assert answers(store.open(RECIPE, toy_encoder)) == sound

    def test_the_first_build_that_fails_leaves_nothing_published(
        self, tmp_path: Path, three_documents: list[Document], toy_encoder: ToyEncoder
    ) -> None:
        store = store_in(tmp_path / "index")
        with pytest.raises(KeyboardInterrupt):
            store.build(RECIPE, three_documents, Interrupted(KeyboardInterrupt()))
        assert not store.exists() and generations(store) == []
        store.build(RECIPE, three_documents, toy_encoder, only_if_missing=True)
        assert any(answers(store.open(RECIPE, toy_encoder)))

    @pytest.mark.parametrize(
        "step", ["PassageTable.build", "np.save", "file_sha256", "Path.rename"]
    )
    @pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "disk full")])
    def test_stopped_at_any_step_of_writing(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        monkeypatch: pytest.MonkeyPatch,
        step: str,
        error: BaseException,
    ) -> None:
        sound = answers(store.open(RECIPE, toy_encoder))
        before = generations(store)

        def fail(*args: object, **kwargs: object) -> None:
            raise error

        owner = {"PassageTable": PassageTable, "np": np, "Path": Path}
        name, _, attribute = step.rpartition(".")
        with monkeypatch.context() as patched:
            patched.setattr(owner.get(name, index.generations), attribute, fail)
            with pytest.raises((KeyboardInterrupt, StoreError)) as raised:
                store.build(RECIPE, three_documents[:1], toy_encoder)
        if isinstance(raised.value, StoreError):
            assert "disk full" in one_line(raised)
        assert generations(store) == before
        assert answers(store.open(RECIPE, toy_encoder)) == sound

    def test_a_full_disk_as_sqlite_tells_it(
        self,
        tmp_path: Path,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def fail(*args: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(PassageTable, "build", fail)
        with pytest.raises(StoreError) as error:
            store_in(tmp_path / "index").build(RECIPE, three_documents, toy_encoder)
        assert "disk is full); make room there, then run " in one_line(error)

    def test_litter_of_a_killed_build_is_ignored_and_swept_up(
        self, tmp_path: Path, three_documents: list[Document], toy_encoder: ToyEncoder
    ) -> None:
        store = store_in(tmp_path / "index")
        work = store.folder / "generations" / ".0123456789abcdef-01234567"
        work.mkdir(parents=True)
        (work / "tokens.json").write_text("[")
        (store.folder / ".CURRENT").write_text("{")
        (store.folder / "build.lock").write_text("")
        assert not store.exists()
        store.build(RECIPE, three_documents, toy_encoder, only_if_missing=True)
        assert any(answers(store.open(RECIPE, toy_encoder)))
        assert generations(store) == [generation(store).name] and not work.exists()
        assert not (store.folder / ".CURRENT").exists()

    @pytest.mark.parametrize("blocked", ["", "generations", "build.lock", "CURRENT"])
    def test_a_folder_that_cannot_be_written_to(
        self,
        tmp_path: Path,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        blocked: str,
    ) -> None:
        # Permissions do not stop root: something of the wrong kind stands in the way instead.
        store = store_in(tmp_path / "index")
        path = store.folder / blocked if blocked else store.folder
        path.parent.mkdir(parents=True, exist_ok=True)
        if blocked in ("", "generations"):
            path.write_text("a file")
        else:
            (path / "full").mkdir(parents=True)
        with pytest.raises(StoreError) as error:
            store.build(RECIPE, three_documents, toy_encoder)
        assert str(store.folder) in one_line(error)

    def test_a_build_that_waits_too_long_says_so(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from filelock import FileLock

        monkeypatch.setattr(index.generations, "LOCK_TIMEOUT_S", 0.05)
        with FileLock(store.folder / "build.lock"), pytest.raises(StoreError) as error:
            store.build(RECIPE, three_documents, toy_encoder)
        assert "another build" in one_line(error)
