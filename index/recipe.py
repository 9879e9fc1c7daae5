"""What an index is made from, and what its manifest must say to be used as one of that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.split import SPLITTER, Chunking
from index.hangul import BIGRAMS, korean_analyzer
from index.lexical import ANALYZER_VERSION

FORMAT_VERSION = 2

KOREAN = "korean_analyzer"
"""In a manifest: what cut the Korean words, None where there are none."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an index is made from; two indexes of one recipe hold the same passages and vectors."""

    corpus_sha256: str
    encoder_id: str
    dim: int
    chunking: Chunking
    splitter: str = SPLITTER
    analyzer_version: int = ANALYZER_VERSION
    format_version: int = FORMAT_VERSION

    @property
    def index_id(self) -> str:
        """A short name for the content: the first 16 digits of the recipe's sha256."""
        return short_id(asdict(self))


def required(recipe: Recipe, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What the manifest of an index must say to be searched as one of `recipe`.

    The Korean analyzer is asked for only where it cut something: an index without Hangul is the
    same with any. It is no part of the recipe, as no passage and no vector depends on it.
    """
    wanted = asdict(recipe)
    return wanted if manifest[KOREAN] is None else wanted | {KOREAN: korean_analyzer()}


def of_index(recipe: Recipe) -> dict[str, Any]:
    """What the manifest of a companion says of its index."""
    return {"index_id": recipe.index_id, "format_version": FORMAT_VERSION}


def completed(manifest: dict[str, Any]) -> dict[str, Any]:
    """An index that names no Korean analyzer was made when there were only bigrams."""
    return {KOREAN: BIGRAMS} | manifest


def is_whole(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest of this format says all that one says, each in its type.

    >>> is_whole(_EXAMPLE), is_whole(_EXAMPLE | {"dim": "384"}), is_whole({})
    (True, False, False)
    """
    korean = manifest.get(KOREAN)
    return _is_like(manifest, _EXAMPLE) and (korean is None or isinstance(korean, str))


def _is_like(value: object, example: object) -> bool:
    if isinstance(example, dict):
        fields = value if isinstance(value, dict) else {}
        return all(_is_like(fields.get(key), of_type) for key, of_type in example.items())
    return type(value) is type(example)


_EXAMPLE: dict[str, Any] = asdict(Recipe("", "", 0, Chunking())) | {"passages": 0, "sentences": 0}


def short_id(recipe: Mapping[str, Any]) -> str:
    """The first 16 digits of the sha256 of a recipe, or of what else a generation is made from."""
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()[:16]
