"""Readers that a setting names and that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.readers.named import named_cross_encoder, named_reader
from corpus.errors import ModelError, SettingError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders of models that are there; what lies in them is made up by each test."""
    for name in ("broken", "slow"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)


def loads(monkeypatch: pytest.MonkeyPatch, name: str, made: Any) -> None:
    def from_pretrained(_: str) -> Any:
        if isinstance(made, Exception):
            raise made
        return made

    # By its path: another test may have had the library imported anew.
    monkeypatch.setattr(f"transformers.{name}", SimpleNamespace(from_pretrained=from_pretrained))


def test_a_tokenizer_without_places_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    loads(monkeypatch, "AutoTokenizer", SimpleNamespace(is_fast=False))
    loads(monkeypatch, "AutoModelForQuestionAnswering", object())
    with pytest.raises(SettingError, match=r"reader 'slow' .* tokenizer\.json"):
        named_reader("slow")


@pytest.mark.parametrize("error", [RuntimeError("bad weights\nmore"), KeyError("config")])
def test_whatever_a_broken_reader_raises_is_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    loads(monkeypatch, "AutoTokenizer", error)
    with pytest.raises(ModelError, match="reader 'broken' cannot be loaded") as caught:
        named_reader("broken")
    assert "\n" not in str(caught.value)


def test_whatever_a_broken_reranker_raises_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import sentence_transformers

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("bad weights")

    monkeypatch.setattr(sentence_transformers, "CrossEncoder", broken)
    with pytest.raises(ModelError, match=r"reranker 'broken' cannot be loaded \(bad weights\)"):
        named_cross_encoder("broken")


@pytest.mark.parametrize("load", [named_reader, named_cross_encoder])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/nonexistent", "there is no such folder"),
        ("nope/none", "there is no such folder, and the hub cannot be reached"),
    ],
)
def test_one_that_is_not_there_is_one_line(
    load: Callable[[str], object], name: str, why: str
) -> None:
    with pytest.raises(ModelError) as caught:
        load(name)
    (fault,) = caught.value.faults
    assert f"{name!r} cannot be loaded ({why}); give a folder" in fault and "\n" not in fault
