"""The index on the disk, with several who read and build at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import HALVES, ToyEncoder, document
from store_toys import (
    RECIPE,
    answers,
    generation,
    generations,
    store,
    store_in,
)

from corpus.document import Document
from index.dense import DenseIndex
from index.generations import Generations
from index.passages import PassageTable
from index.store import IndexStore

__all__ = ["store"]


class TestTogether:
    def test_an_open_reader_outlives_its_generation(
        self, store: IndexStore, toy_encoder: ToyEncoder
    ) -> None:
        reader = store.open(RECIPE, toy_encoder)
        dropped = generation(store)
        store.build(RECIPE, [document("x", "Noodles.")], toy_encoder)
        assert not dropped.exists()
        # Nothing of it was asked before: every page still has to come from the dropped files.
        assert reader.search("Nara drum?", 1, None, HALVES)[0].passage.doc_id == "drums"
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
            (Generations, "_check"),
            (IndexStore, "_load"),
            (PassageTable, "open"),
            (DenseIndex, "load"),
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
        wanted = answers(store.open(RECIPE, toy_encoder))
        current = store.folder / "CURRENT"
        current.rename(store.folder / ".CURRENT")
        timer = threading.Timer(0.05, (store.folder / ".CURRENT").replace, [current])
        timer.start()
        assert answers(store.open(RECIPE, toy_encoder)) == wanted and any(wanted)
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
from conftest import HALVES, ToyEncoder, document
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
    assert reader.search("Nara drum?", 1, None, HALVES)[0].passage.doc_id == "drums"
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
