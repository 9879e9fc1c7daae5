"""The chat answers from what is published, not from what was published when it was started."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from adding_toys import write
from click.testing import CliRunner

from assistant.app.cli import main
from assistant.app.loader import AssistantLoader
from assistant.place import index_store
from assistant.respond import Assistant
from corpus.errors import IndexDamaged, NoDocuments


def now(loader: AssistantLoader) -> Any:
    return asyncio.run(loader.wait())


def test_the_assistant_is_opened_again_where_another_index_is_published(
    caplog: pytest.LogCaptureFixture,
) -> None:
    published, opened = ["one"], list[str]()

    def open_assistant() -> Any:
        opened.append(published[0])
        if published[0] == "broken":
            raise IndexDamaged("the index is damaged; build it")
        return cast("Any", SimpleNamespace(index_id=published[0]))

    loader = AssistantLoader(open_assistant, lambda: published[0])
    loader.start()
    assert (now(loader).index_id, now(loader).index_id, opened) == ("one", "one", ["one"])
    published[0] = "two"
    assert (now(loader).index_id, now(loader).index_id, opened) == ("two", "two", ["one", "two"])
    published[0] = "broken"
    assert (now(loader).index_id, now(loader).index_id) == ("two", "two")
    assert opened == ["one", "two", "broken"]  # once is enough
    assert "goes on with the documents as they were: the index is damaged" in caplog.text
    published[0] = "three"
    assert now(loader).index_id == "three"


def test_documents_that_are_added_and_removed_while_it_runs_are_heeded(tmp_path: Path) -> None:
    library = tmp_path / "library"

    def docs(*arguments: object) -> None:
        done = CliRunner().invoke(main, ["docs", *map(str, arguments), "--library", str(library)])
        assert done.exit_code == 0, done.output

    docs("add", write(tmp_path, "pears.txt", "A pear costs four euros."))
    loader = AssistantLoader(lambda: Assistant.open(library), index_store(library).published_id)
    loader.start()
    assert now(loader).doc_ids == ("pears",)
    docs("add", write(tmp_path, "bridge.txt", "The bridge was opened in May."))
    assert now(loader).doc_ids == ("bridge", "pears")
    docs("remove", "pears", "--no-index")  # drops the index: nothing may hold that text
    assert now(loader).doc_ids == ("bridge",)
    docs("remove", "bridge")
    for _ in range(2):
        with pytest.raises(NoDocuments, match="holds no documents"):  # nor the old ones
            now(loader)
    docs("add", tmp_path / "pears.txt")
    assert now(loader).doc_ids == ("pears",)
