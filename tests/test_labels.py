from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from assistant.app.labels import LANGUAGES, labels_in, preferred_language

APP = Path(__file__).parent.parent / "assistant" / "app"


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
    ],
)
def test_the_browsers_language_is_taken_where_the_page_speaks_it(
    accept: str, language: str
) -> None:
    assert preferred_language(accept) == language
