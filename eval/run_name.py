"""What a run is called: what was asked, and how strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.plain_names import said
from eval.question import TestSet


def run_name(testset: TestSet, settings: Mapping[str, Any], language: str = "en") -> str:
    """The split that was chosen, or else the file, and what says how readily it refuses.

    >>> testset = TestSet("mine.jsonl", "summits", "", (), split="dev")
    >>> [run_name(testset, {"strictness": "strict"}, to) for to in ("en", "ko")]
    ['Dev split · strict', '개발용 질문 · 엄격하게']
    >>> run_name(TestSet("mine.jsonl", "summits", "", ()), {"confidence_threshold": 0.4})
    'mine.jsonl · threshold 0.4'
    """
    split = f"{testset.split.capitalize()} split"
    asked = testset.name if testset.split == "all" else said(split, language)
    return " · ".join(part for part in (asked, _strictness(settings, language)) if part)


def _strictness(settings: Mapping[str, Any], language: str) -> str:
    """A threshold of its own is used in place of the setting's."""
    threshold = settings.get("confidence_threshold")
    if threshold is not None:
        return f"{said('threshold', language)} {threshold:g}"
    return said(settings.get("strictness") or "", language)
