from __future__ import annotations

import re
import string
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from conftest import ToyEncoder, document

from assistant.app.labels import LANGUAGES, labels_in, preferred_language
from assistant.asked.kind import Kind
from assistant.confidence.calibrated import Strictness
from assistant.export.words import ExportWords
from assistant.ranking.rank import WEIGHTS
from assistant.respond import Assistant
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
APP = ROOT / "assistant" / "app"

CHANNELS = {"bm25", "dense", "near", "reader", "reranker"}
FIGURES = {*WEIGHTS, "coverage", "passage_coverage", "misplaced", *CHANNELS}
"""What "How this answer came about" may show a column of."""
MEANINGS = {f"means_{name}" for name in {*FIGURES, "passage_reader"}}


def filled_in(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_label_is_there_in_every_language_with_the_same_values() -> None:
    english = labels_in("en").texts
    for language in LANGUAGES:
        texts = labels_in(language).texts
        assert texts.keys() == english.keys()
        for name, text in texts.items():
            assert text.strip(), name
            assert filled_in(text) == filled_in(english[name]), name


def test_what_code_scripts_and_templates_say_is_a_label() -> None:
    known = labels_in("en").texts
    used = set()
    for path in APP.glob("*.py"):
        used |= set(re.findall(r'(?:\bwords|ENGLISH)\(\s*"(\w+)"', path.read_text()))
    for path in (APP / "templates").glob("*.html"):
        used |= set(re.findall(r"""\bwords\(["'](\w+)["']""", path.read_text()))
    for path in (APP / "static").glob("*.js"):
        used |= set(re.findall(r'\bsay\("(\w+)"', path.read_text()))
        used |= set(re.findall(r"\bwords\.(\w+)", path.read_text())) - {"language"}
    assert len(used) > 60
    assert used <= known.keys()


def test_every_label_is_said_somewhere() -> None:
    files = [*APP.glob("*.py"), *APP.glob("templates/*.html"), *APP.glob("static/*.js")]
    written = "\n".join(path.read_text() for path in files)
    named = set(re.findall(r"""["'](\w+)["']|\bwords\.(\w+)""", written))
    said = {name for pair in named for name in pair}
    # Whose names are put together, or are the names of something else.
    said |= {f"figure_{name}" for name in FIGURES} | MEANINGS
    said |= {f"asks_{kind}" for kind in get_args(Kind)}
    said |= {field.name for field in fields(ExportWords)} | set(get_args(Strictness))
    starts = ("one_", "many_", "status_", "test_set_")
    assert all(f'words(f"{start}{{' in written for start in starts)
    unsaid = {name for name in labels_in("en").texts if name not in said}
    assert {name for name in unsaid if not name.startswith(starts)} == set()


def test_every_figure_of_how_an_answer_came_about_has_a_label() -> None:
    for language in LANGUAGES:
        texts = labels_in(language).texts
        assert {name for name in FIGURES if f"figure_{name}" not in texts} == set()
        assert texts.keys() >= MEANINGS
        assert {kind for kind in get_args(Kind) if f"asks_{kind}" not in texts} == set()


def test_the_figures_are_those_that_sentences_have() -> None:
    settings = Settings(reader="none", confidence_threshold=0.0)
    documents = [document("drums", "They met in Nara.")]
    assistant = Assistant.in_memory(documents, settings, ToyEncoder())
    (candidate,) = assistant.explain("Who met in Nara?").candidates
    assert candidate.features.keys() <= FIGURES


def test_the_channels_are_those_that_search_and_reading_name() -> None:
    named: set[str] = set()
    for path in (ROOT / "index" / "search.py", ROOT / "assistant" / "readers" / "reading.py"):
        named |= set(re.findall(r'channels\b[^\n]*?"(\w+)"', path.read_text()))
    assert named == CHANNELS


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("en-US,en;q=0.9,ko;q=0.8", "en"),
        ("en;q=0.1,ko;q=0.2", "ko"),
        ("de,fr", "en"),
        ("*", "en"),
        ("ko;q=much,en", "en"),
        ("de, ko;q=0", "en"),
        ("en;q=0, ko", "ko"),
        ("ko; q=0.9, en; q=0.1", "ko"),
    ],
)
def test_the_browsers_language_is_taken_where_the_page_speaks_it(
    accept: str, language: str
) -> None:
    assert preferred_language(accept) == language
