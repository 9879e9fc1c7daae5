"""The index on the disk: whole or not at all, whatever happens to its files."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import ToyEncoder, document
from numpy.typing import NDArray

import index.store
from corpus.document import Document, Section, Span
from corpus.errors import IndexDamaged, IndexForeign, IndexMissing, StoreError
from corpus.split import Chunking
from index.build import search_in_memory
from index.search import Fusion, Hit, HybridSearcher, Retriever, SearchSettings
from index.store import IndexStore, Recipe

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
    chosen = SearchSettings(**settings)  # type: ignore[arg-type]
    return [searcher.search(question, 10, settings=chosen) for question in QUESTIONS]


def generations(store: IndexStore) -> list[str]:
    return sorted(path.name for path in (store.folder / "generations").iterdir())


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    [fault] = error.value.faults
    assert "\n" not in fault and f"`{MEND}`" in fault
    return fault


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
        assert (manifest["format_version"], manifest["analyzer_version"]) == (2, 1)
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
        assert opened.search("Nara", 5) == [] and len(opened.passages) == 0

    def test_no_pickle(self, store: IndexStore) -> None:
        assert sorted(path.name for path in generation(store).iterdir()) == sorted(FILES)
        assert (generation(store) / "vectors.faiss").read_bytes()[:4] == b"IxFI"
        assert (generation(store) / "sentences.npy").read_bytes()[:6] == b"\x93NUMPY"


def remove(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip_first(path: Path) -> None:
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])


def flip_last(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 0x80]))


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\x01")


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [remove, truncate, halve, empty, flip_first, flip_last, append]


class TestDamage:
    @pytest.mark.parametrize("damage", [*DAMAGES, make_folder], ids=lambda d: d.__name__)
    @pytest.mark.parametrize("name", FILES)
    def test_a_damaged_file_is_named_and_a_build_mends_it(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        name: str,
        damage: Callable[[Path], None],
    ) -> None:
        sound = answers(store.open(RECIPE, toy_encoder))
        path = generation(store) / name
        damage(path)
        for read in (store.manifest, lambda: store.open(RECIPE, toy_encoder)):
            with pytest.raises(IndexDamaged) as error:
                read()
            assert str(path) in one_line(error)
        assert store.exists()  # so that nobody takes it for a library that has no index yet
        store.build(RECIPE, three_documents, toy_encoder)
        assert answers(store.open(RECIPE, toy_encoder)) == sound

    @pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
    def test_a_damaged_current(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        damage: Callable[[Path], None],
    ) -> None:
        sound = answers(store.open(RECIPE, toy_encoder))
        damage(store.folder / "CURRENT")
        assert store.exists()
        with pytest.raises(IndexDamaged) as error:
            store.open(RECIPE, toy_encoder)
        assert str(store.folder / "CURRENT") in one_line(error)
        store.build(RECIPE, three_documents, toy_encoder)
        assert answers(store.open(RECIPE, toy_encoder)) == sound

    def test_every_single_byte_of_current(self, store: IndexStore, toy_encoder: ToyEncoder) -> None:
        path = store.folder / "CURRENT"
        raw = path.read_bytes()
        for position in range(len(raw)):
            changed = bytearray(raw)
            changed[position] ^= 0x01
            path.write_bytes(changed)
            with pytest.raises(IndexDamaged) as error:
                store.open(RECIPE, toy_encoder)
            one_line(error)
        path.write_bytes(raw)
        store.open(RECIPE, toy_encoder)

    @pytest.mark.parametrize(
        "content",
        [
            "[]", "null", "1", '"x"', "{}", '{"generation": "x"}', "\x00", "nonsense",
            '{"generation": null, "manifest_sha256": "x"}',
            '{"generation": "", "manifest_sha256": ""}',
            '{"generation": "..", "manifest_sha256": "x"}',
            '{"generation": "../..", "manifest_sha256": "x"}',
            '{"generation": "/etc", "manifest_sha256": "x"}',
            '{"generation": "\\u0000", "manifest_sha256": "x"}',
            '{"generation": "\\ud800", "manifest_sha256": "x"}',
            '{"generation": ["x"], "manifest_sha256": "x"}',
            '{"generation": "%s", "manifest_sha256": "x"}' % ("x" * 5000),
            '{"generation": "0123456789abcdef-01234567", "manifest_sha256": 7}',
            '{"generation": "0123456789abcdef-01234567", "manifest_sha256": "x"}',
        ],
    )  # fmt: skip
    def test_anything_in_current(
        self, store: IndexStore, toy_encoder: ToyEncoder, content: str
    ) -> None:
        (store.folder / "CURRENT").write_text(content, encoding="utf-8")
        with pytest.raises(IndexDamaged) as error:
            store.open(RECIPE, toy_encoder)
        assert str(store.folder) in one_line(error)

    @pytest.mark.parametrize("name", [*FILES, "CURRENT"])
    def test_a_file_of_another_index(
        self, store: IndexStore, toy_encoder: ToyEncoder, tmp_path: Path, name: str
    ) -> None:
        other, _ = other_store(tmp_path, toy_encoder)
        if name == "CURRENT":
            shutil.copy(other.folder / name, store.folder / name)
        else:
            shutil.copy(generation(other) / name, generation(store) / name)
        with pytest.raises(IndexDamaged) as error:
            store.open(RECIPE, toy_encoder)
        one_line(error)

    def test_a_generation_that_is_gone(self, store: IndexStore, toy_encoder: ToyEncoder) -> None:
        shutil.rmtree(store.folder / "generations")
        with pytest.raises(IndexDamaged, match=r"manifest\.json"):
            store.open(RECIPE, toy_encoder)

    def test_a_second_generation_beside_it_is_not_mistaken_for_it(
        self, store: IndexStore, toy_encoder: ToyEncoder
    ) -> None:
        sound = answers(store.open(RECIPE, toy_encoder))
        shutil.copytree(generation(store), store.folder / "generations" / "ffff")
        assert answers(store.open(RECIPE, toy_encoder)) == sound


class TestForeign:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"corpus_sha256": "f" * 64}, "corpus_sha256 c0ffeec0ffee…, but ffffffffffff…"),
            ({"encoder_id": "toy@2"}, "encoder_id toy@1, but toy@2"),
            ({"dim": 7}, "dim 6, but 7"),
            ({"chunking": Chunking(40)}, "chunking {'words': 120"),
            ({"chunking": Chunking(120, 0)}, "'overlap_sentences': 0"),
            ({"analyzer_version": 99}, "analyzer_version 1, but 99"),
            ({"format_version": 99}, "format_version 2, but 99"),
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
    def test_nothing_was_built(self, tmp_path: Path, toy_encoder: ToyEncoder, there: bool) -> None:
        store = store_in(tmp_path / "index")
        if there:
            (store.folder / "generations").mkdir(parents=True)
        assert not store.exists()
        for read in (store.manifest, lambda: store.open(RECIPE, toy_encoder)):
            with pytest.raises(IndexMissing) as error:
                read()
            assert str(store.folder) in one_line(error)


class Counting(ToyEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().encode(texts)


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

        owner = {"PassageTable": index.store.PassageTable, "np": np, "Path": Path}
        name, _, attribute = step.rpartition(".")
        with monkeypatch.context() as patched:
            patched.setattr(owner.get(name, index.store), attribute, fail)
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

        monkeypatch.setattr(index.store.PassageTable, "build", fail)
        with pytest.raises(StoreError) as error:
            store_in(tmp_path / "index").build(RECIPE, three_documents, toy_encoder)
        assert "disk is full" in one_line(error)

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

        monkeypatch.setattr(index.store, "LOCK_TIMEOUT_S", 0.05)
        with FileLock(store.folder / "build.lock"), pytest.raises(StoreError) as error:
            store.build(RECIPE, three_documents, toy_encoder)
        assert "another build" in one_line(error)


class TestTogether:
    def test_an_open_reader_outlives_its_generation(
        self, store: IndexStore, toy_encoder: ToyEncoder
    ) -> None:
        reader = store.open(RECIPE, toy_encoder)
        dropped = generation(store)
        store.build(RECIPE, [document("x", "Noodles.")], toy_encoder)
        assert not dropped.exists()
        # Nothing of it was asked before: every page still has to come from the dropped files.
        assert reader.search("Nara drum?", 1)[0].passage.doc_id == "drums"
        passages = list(reader.passages)
        assert len(reader.sentences("Nara", passages)) == 7

    def test_a_reader_whose_generation_is_dropped_while_it_opens(
        self,
        store: IndexStore,
        three_documents: list[Document],
        toy_encoder: ToyEncoder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        # The build ends at the worst moments: before each of the steps of opening.
        wanted = answers(store.open(RECIPE, toy_encoder))
        for owner, step in [
            (IndexStore, "_check"),
            (IndexStore, "_load"),
            (index.store.PassageTable, "open"),
            (index.store.DenseIndex, "load"),
            (np, "load"),
        ]:
            original = getattr(owner, step)
            built: list[bool] = []

            def build_first(
                *args: object,
                original: Callable[..., object] = original,
                built: list[bool] = built,
                **kwargs: object,
            ) -> object:
                if not built:
                    built.append(True)
                    store.build(RECIPE, three_documents, toy_encoder)
                return original(*args, **kwargs)

            with monkeypatch.context() as patched:
                patched.setattr(owner, step, build_first)
                opened = store.open(RECIPE, toy_encoder)
            assert built and answers(opened) == wanted

    def test_a_reader_between_the_two_renames_of_a_first_build(
        self, store: IndexStore, toy_encoder: ToyEncoder
    ) -> None:
        current = store.folder / "CURRENT"
        current.rename(store.folder / ".CURRENT")
        timer = threading.Timer(0.05, (store.folder / ".CURRENT").replace, [current])
        timer.start()
        store.open(RECIPE, toy_encoder)
        timer.join()

    def test_builds_and_readers_in_several_processes(
        self, tmp_path: Path, three_documents: list[Document], toy_encoder: ToyEncoder
    ) -> None:
        folder = tmp_path / "index"
        start = tmp_path / "start"
        builders = [
            process(BUILD, folder, start, json.dumps([[d.doc_id, d.text] for d in three_documents]))
            for _ in range(2)
        ]
        readers = [process(READ, folder, start, "[]") for _ in range(2)]
        start.touch()
        for running in builders + readers:
            out, err = running.communicate(timeout=120)
            assert (running.returncode, err) == (0, ""), err
            assert out == "done\n"
        store = store_in(folder)
        assert len(generations(store)) == 1
        assert any(answers(store.open(RECIPE, toy_encoder)))


SHARED = """
import json, sys, time
from pathlib import Path
from conftest import ToyEncoder, document
from corpus.errors import IndexMissing
from test_store import RECIPE, store_in
folder, start = map(Path, sys.argv[1:3])
documents = [document(*pair) for pair in json.loads(sys.argv[3])]
store = store_in(folder)
while not start.exists():
    time.sleep(0.01)
"""
BUILD = (
    SHARED
    + """
for _ in range(15):
    store.build(RECIPE, documents, ToyEncoder())
print("done")
"""
)
# Until it was opened and searched 30 times; before the first build there is nothing to open.
READ = (
    SHARED
    + """
opened = 0
while opened < 30:
    try:
        reader = store.open(RECIPE, ToyEncoder())
    except IndexMissing:
        time.sleep(0.01)
        continue
    assert reader.search("Nara drum?", 1)[0].passage.doc_id == "drums"
    opened += 1
print("done")
"""
)


def process(code: str, *arguments: object) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
    )
