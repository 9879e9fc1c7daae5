"""Names as the documents write them: aliases, spelling, and what must stay as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import ToyEncoder

from assistant.asked.question_names import unknown_names
from assistant.words.names import in_their_words, read_aliases
from corpus.errors import LibraryError
from index.near import Vocabulary, words_by_token

TEXT = "Prime Minister Takaichi met Lee Jae-myung. South Korea and Lenovo signed. We visited China."
GROUPS = (("ROK", "South Korea"), ("China", "PRC"), ("Britain", "UK"))


@pytest.fixture
def vocabulary() -> Vocabulary:
    words = words_by_token([TEXT])
    return Vocabulary(words, np.eye(len(words), dtype=np.float32), ToyEncoder())


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("Did the ROK sign?", "Did the South Korea sign?"),  # the group's first is not held
        ("Did the PRC sign?", "Did the China sign?"),
        ("Did the prc sign?", "Did the prc sign?"),  # an abbreviation has its capitals
        ("Did the UK sign?", "Did the UK sign?"),  # the documents hold no name of the group
        ("Did South Korea sign?", "Did South Korea sign?"),
        ("When did Takachi come?", "When did Takaichi come?"),  # 2 * 7 / (7 + 8) = 0.93
        ("what does lenvo do?", "what does Lenovo do?"),
        ("What does lenvo do?", "What does lenvo do?"),  # who writes capitals means no name
        ("What is the levee for?", "What is the levee for?"),
        ("Did they visit?", "Did they visit?"),  # stems alike
        ("Where is Lima?", "Where is Lima?"),  # too short
        ("The signer of PROKs?", "The signer of PROKs?"),  # within a word
        ("Who is number three in China?", "Who is third in China?"),
        ("Who is number three?", "Who is number three?"),
    ],
)
def test_question_in_their_words(vocabulary: Vocabulary, asked: str, read: str) -> None:
    assert in_their_words(asked, vocabulary, GROUPS) == read


def test_a_capital_is_its_country_but_no_place_in_it() -> None:
    knows = {"lee", "franc"}.__contains__
    assert unknown_names("Did Lee ask Paris and Modi?", knows) == ["modi"]
    assert unknown_names("Did they meet in Paris?", knows) == ["pari"]


def test_words_of_theirs_are_no_names(vocabulary: Vocabulary) -> None:
    # "visited" is in the documents, in lower case: "visitid" is not taken for it.
    assert in_their_words("Who visitid?", vocabulary, GROUPS) == "Who visitid?"


def test_an_alias_is_text_and_never_a_pattern(vocabulary: Vocabulary) -> None:
    groups = (("China", r"C.*\1"),)
    assert in_their_words(r"What is C.*\1?", vocabulary, groups) == "What is China?"
    assert in_their_words("What is Cxxx?", vocabulary, groups) == "What is Cxxx?"


def test_a_library_adds_its_own_first(tmp_path: Path) -> None:
    (tmp_path / "aliases.toml").write_text('groups = [["Seoul", "the capital"]]', encoding="utf-8")
    assert read_aliases(tmp_path)[0] == ("Seoul", "the capital")
    assert read_aliases(tmp_path)[1:] == read_aliases(None)
    assert ("South Korea", "Republic of Korea", "ROK") in read_aliases(None)


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aliases.toml").write_text("groups = []", encoding="utf-8")

    def closed(self: Path, *how: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)  # what each way to read a file goes through
    with pytest.raises(LibraryError, match=r"aliases\.toml .*Permission denied"):
        read_aliases(tmp_path)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    text = '\ufeffgroups = [["Seoul", "the capital"]]'
    (tmp_path / "aliases.toml").write_text(text, encoding="utf-8")
    assert read_aliases(tmp_path)[0] == ("Seoul", "the capital")


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("groups = [", "no valid TOML"),
        ("groups = " + "[" * 100_000, "no valid TOML"),
        ("groups = " + "9" * 5000, "no valid TOML"),
        ("[a]\nb = 1", "must hold `groups`"),
        ('groups = [["a", "b"], ["one"]]', "group 2 must be a list of two or more names"),
        ('groups = ["ab"]', "group 1 must be"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, toml: str, fault: str) -> None:
    (tmp_path / "aliases.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(LibraryError, match=fault):
        read_aliases(tmp_path)
