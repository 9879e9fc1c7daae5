"""Measures and headings have plain words in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from assistant.confidence.calibrated import Strictness
from corpus.files import parsed_json
from eval.faults import not_json
from eval.measures import COLD_START, MEASURES, OF_COLD_START
from eval.plain_names import FILE, fault_said, plain_name, said, sayings
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


def test_why_a_line_is_no_json_or_csv_is_korean_too() -> None:
    broken = ('{"a', '{"a\n":1}', '{"a":"\\x"}', '{"a":"\\u12"}', "{a:1}", '{"a" 1}', "[1 2]")
    for line in (*broken, "x", "1 2", "[" * 100_000, "NaN"):
        with pytest.raises(ValueError) as caught:
            parsed_json(line)
        told = fault_said(f"t:1: {not_json(caught.value)}; write one JSON object on one line", "ko")
        assert told and not re.search("[A-Za-z]{3}", re.sub("JSON|NaN", "", told)), told
    for told in ("unexpected end of data", "',' expected after '\"'"):
        fault = fault_said(f"t:2: not CSV ({told}); check the quotation marks", "ko")
        assert fault and not re.search("[A-Za-z]{3}", fault.replace("CSV", "")), fault


def test_the_place_is_said_once() -> None:
    with pytest.raises(ValueError) as caught:
        parsed_json('{"a')
    assert not_json(caught.value) == "not JSON (Unterminated string starting at column 2)"
