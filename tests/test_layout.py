"""Every module stands in the reading order of its package, and in the contract of the layers."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "corpus",
    "corpus.read",
    "index",
    "assistant",
    "assistant.differences",
    "assistant.export",
    "assistant.korean",
    "assistant.readers",
    "assistant.training",
    "assistant.app",
    "eval",
)


def modules_of(package: str) -> set[str]:
    return {p.stem for p in ROOT.joinpath(*package.split(".")).glob("*.py")} - {"__init__"}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_names_each_of_its_modules(package: str) -> None:
    told = importlib.import_module(package).__doc__ or ""
    assert modules_of(package) - set(re.findall(r"\w+", told)) == set()


def test_each_module_of_the_assistant_has_a_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layered = set(re.findall(r"[\w.]+", " ".join(contract["layers"])))
    assert {f"assistant.{module}" for module in modules_of("assistant")} <= layered
