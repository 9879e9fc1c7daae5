"""Measures and headings have plain words in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from assistant.confidence.calibrated import Strictness
from eval.measures import COLD_START, MEASURES, OF_COLD_START
from eval.plain_names import FILE, plain_name, said, sayings
from eval.remarks import NO_EVIDENCE, SOME_EVIDENCE, TOO_HIGH
from eval.report import TEMPLATES
from eval.report_files import POINT_COLUMNS
from eval.verdict import WORDS

HANGUL = re.compile("[가-힣]")


def test_every_measure_has_a_plain_name_in_both_languages() -> None:
    for name in (*(measure.name for measure in MEASURES), COLD_START):
        english, korean = plain_name(name), plain_name(name, "ko")
        assert "_" not in english and not HANGUL.search(english), name
        assert HANGUL.search(korean), name


def test_every_heading_of_the_report_has_a_korean_form() -> None:
    page = (TEMPLATES / "report.html").read_text(encoding="utf-8")
    headings = set(re.findall(r'say\("([^"]+)"\)', page))
    headings |= {measure.group for measure in MEASURES} | {"By kind", "By language"}
    assert len(headings) > 40
    assert without_korean(headings) == []


def test_all_else_that_the_report_says_has_a_korean_form() -> None:
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    told = set(re.findall(r'say\("([^"]+)"', script))
    assert {"Any of: {answers}", "covers the evidence", "confidence"} <= told
    told |= {measure.about for measure in MEASURES} | {OF_COLD_START}
    told |= {*WORDS, *POINT_COLUMNS, *get_args(Strictness), "Dev split", "Test split"}
    told |= {f"{retriever} retrieval" for retriever in ("bm25", "dense", "hybrid")}
    told |= {NO_EVIDENCE, SOME_EVIDENCE, TOO_HIGH}
    assert without_korean(told) == []


def test_what_is_filled_in_stands_in_both_languages() -> None:
    for english, korean in sayings("ko").items():
        names = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (english, korean)]
        assert names[0] == names[1], english


def without_korean(texts: set[str]) -> list[str]:
    return sorted(text for text in texts if not HANGUL.search(said(text, "ko")))


def test_it_is_packaged() -> None:
    assert FILE.parent == Path(__file__).parent.parent / "eval" / "data"
