"""What people read for measures, headings, faults and runs; programs keep the measures' names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus.files import parsed_toml
from eval.question import TestSet

FILE = Path(__file__).parent / "data" / "words.toml"


def plain_name(measure: str, language: str = "en") -> str:
    """A measure in plain words; `test_plain_names` sees to it that each has some.

    >>> plain_name("right_cited"), plain_name("right_cited", "ko")
    ('Right, and rightly cited', '정답이고 인용도 맞음')
    """
    english, korean = _words()["measures"][measure]
    return str(korean if language == "ko" else english)


def with_standard_name(measure: str, language: str = "en") -> str:
    """The plain words, and in brackets what papers and files call it.

    >>> with_standard_name("RR@10")
    'How near the top evidence stands (RR@10)'
    """
    return f"{plain_name(measure, language)} ({measure})"


def said(text: str, language: str = "en") -> str:
    """A heading of the report in this language; as it is where there is no other form.

    >>> said("Measures", "ko"), said("Measures")
    ('지표', 'Measures')
    """
    return str(_words()["korean"].get(text, text)) if language == "ko" else text


def fault_said(fault: str, language: str = "en") -> str | None:
    """A fault of a test set in this language; None where it is known in English alone.

    >>> fault_said('mine.jsonl:2: missing field "id"; add it', "ko")
    'mine.jsonl:2: 필드 "id"이(가) 없습니다. 추가하세요'
    """
    return _in_korean(fault, "faults") if language == "ko" else fault


def _in_korean(text: str, table: str) -> str | None:
    for english, korean in _words()[table].items():
        pattern = re.sub(r"\\{\d\\}", "(.+?)", re.escape(english))
        if found := re.fullmatch(pattern, text, re.DOTALL):
            # What a reader of JSON or CSV says of its own stands in a fault as one of its parts.
            parts = (_in_korean(part, "reasons") or part for part in found.groups())
            return str(korean.format(*parts))
    return None


def sayings(language: str = "en") -> dict[str, str]:
    """All that `said` knows in this language, for the report's script; nothing for English."""
    return dict(_words()["korean"]) if language == "ko" else {}


@cache
def _words() -> dict[str, Any]:
    return parsed_toml(FILE.read_text(encoding="utf-8"))


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
