"""Every module stands in the reading order of its package, and in the contract of the layers."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(
    ".".join(init.parent.relative_to(ROOT).parts)
    for top in ("corpus", "index", "assistant", "eval")
    for init in (ROOT / top).rglob("__init__.py")
)


def modules_of(package: str) -> set[str]:
    return {p.stem for p in ROOT.joinpath(*package.split(".")).glob("*.py")} - {"__init__"}


def packages_in(package: str) -> set[str]:
    return {p.rpartition(".")[2] for p in PACKAGES if p.rpartition(".")[0] == package}


def pyproject() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_names_each_of_its_modules(package: str) -> None:
    told = importlib.import_module(package).__doc__ or ""
    assert modules_of(package) - set(re.findall(r"\w+", told)) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_names_each_package_in_it(package: str) -> None:
    told = importlib.import_module(package).__doc__ or ""
    assert packages_in(package) - set(re.findall(r"\w+", told)) == set()


def test_each_module_of_the_assistant_has_a_layer() -> None:
    (contract,) = pyproject()["importlinter"]["contracts"]
    layered = set(re.findall(r"[\w.]+", " ".join(contract["layers"])))
    inside = modules_of("assistant") | packages_in("assistant")
    assert {f"assistant.{name}" for name in inside} <= layered


def test_every_package_is_installed() -> None:
    # An editable installation finds also those that a built one would lack.
    assert sorted(pyproject()["setuptools"]["packages"]) == PACKAGES
