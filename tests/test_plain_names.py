"""Measures and headings have plain words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from eval.measures import COLD_START, MEASURES
from eval.plain_names import FILE, plain_name, said
from eval.report import TEMPLATES

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
    assert len(headings) > 30
    assert [text for text in headings if not HANGUL.search(said(text, "ko"))] == []


def test_it_is_packaged() -> None:
    assert FILE.parent == Path(__file__).parent.parent / "eval" / "data"
