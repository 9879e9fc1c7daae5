"""The index on the disk: whatever happens to its files, it is noticed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ToyEncoder
from store_toys import (
    FILES,
    RECIPE,
    answers,
    flip_last,
    generation,
    one_line,
    other_store,
    publish_manifest,
    refusals,
    store,
)

from corpus.document import Document
from corpus.errors import IndexDamaged, IndexForeign, StoreError
from index.generations import Generations
from index.store import IndexStore

__all__ = ["store"]


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
        assert all(str(path) in said for said in refusals(store, IndexDamaged))
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

    @pytest.mark.parametrize(
        "content",
        [
            *("[]", "null", "1", '"x"', "{}", "nonsense", "\x00", "[" * 100_000, "NaN"),
            *(
                '{"files": []}',
                '{"files": {}}',
                '{"files": {"\\u0000": "x"}}',
                '{"files": {"..": 7}}',
            ),
        ],
        ids=range(13),
    )
    def test_anything_for_a_manifest(self, store: IndexStore, content: str) -> None:
        publish_manifest(store, content)
        assert all(str(store.folder) in said for said in refusals(store, IndexDamaged))

    @pytest.mark.parametrize("value", [None, [], {}, "x", 3.5], ids=repr)
    @pytest.mark.parametrize(
        "key",
        [
            *("corpus_sha256", "encoder_id", "dim", "chunking", "splitter", "analyzer_version"),
            *("format_version", "passages", "sentences", "files"),
        ],
    )
    def test_a_manifest_with_a_value_of_another_type(
        self, store: IndexStore, key: str, value: object
    ) -> None:
        manifest = json.loads((generation(store) / "manifest.json").read_text(encoding="utf-8"))
        if type(value) is type(manifest[key]):
            value = 7
        publish_manifest(store, json.dumps(manifest | {key: value}))
        assert all(str(store.folder) in said for said in refusals(store, IndexDamaged))

    def test_a_manifest_of_another_version_is_foreign(self, store: IndexStore) -> None:
        publish_manifest(store, '{"format_version": 1, "files": {}}')
        told = refusals(store, IndexForeign)
        assert all("format_version 1, but 2 is asked" in said for said in told)

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


def test_a_folder_that_cannot_be_looked_into_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", closed)
    with pytest.raises(StoreError, match=r"cannot be read \(Permission denied\); make") as caught:
        Generations(tmp_path, "summits index build").exists()
    assert str(tmp_path) in str(caught.value) and "\n" not in str(caught.value)
