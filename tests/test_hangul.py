"""Korean words cut by kiwipiepy: a stand-in with its signature, and the real one where it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from conftest import HALVES, ToyEncoder, document
from store_toys import RECIPE, one_line, store_in

from corpus.errors import IndexForeign, ModelError
from index import hangul
from index.hangul import korean_analyzer
from index.lexical import LexicalIndex, analyze

GIVEN = "kiwipiepy 9.8, model 9.8"


class Token(NamedTuple):
    """What kiwipiepy says of a morpheme, as far as we read it."""

    form: str
    tag: str
    start: int
    len: int


MORPHEMES = [
    ("정상", "NNG"), ("회담", "NNG"), ("뉴스레터", "NNP"), ("에서", "JKB"), ("이", "JKS"),
    ("는", "JX"), ("열리", "VV"), ("곱", "VA-I"), ("었", "EP"), ("다", "EF"), ("곳", "NNB"),
    ("어디", "NP"), ("GDP", "SL"), ("#", "W_HASHTAG"),
]  # fmt: skip


class StandIn:
    """Kiwi with fourteen morphemes; everything else is one that it does not know."""

    loaded = 0

    def __init__(self, num_workers: int | None = None, model_path: str | None = None) -> None:
        StandIn.loaded += 1

    def tokenize(self, text: str, match_options: int = 63, split_complex: bool = False) -> object:
        found, at = [], 0
        while at < len(text):
            form, tag = next(((f, t) for f, t in MORPHEMES if text.startswith(f, at)), ("", ""))
            if form:
                found.append(Token(form, tag, at, len(form)))
            at += max(len(form), 1)
        return found


def forget() -> None:
    for kept in (hangul.korean_analyzer, hangul._kiwi, hangul._morphemes):
        kept.cache_clear()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    module = ModuleType("kiwipiepy")
    module.Kiwi = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kiwipiepy", module)
    monkeypatch.setattr(hangul, "version", lambda package: "9.8")
    monkeypatch.setattr(StandIn, "loaded", 0)
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.fixture(scope="class")
def real() -> Iterator[None]:
    """The real one, loaded once for a class: it takes seconds."""
    pytest.importorskip("kiwipiepy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hangul, "version", version)
        forget()
        yield
    forget()


def test_without_it_there_are_bigrams() -> None:
    assert korean_analyzer() == "bigrams"
    assert analyze("정상회담에서") == ["정상", "상회", "회담", "담에", "에서"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("정상회담에서", ["정상", "회담"]),  # no particle, and a compound in its parts
        ("정상 회담이 열리었다", ["정상", "회담", "열리"]),  # the stem of a verb
        ("곱었다", ["곱"]),  # of an irregular one
        ("어디에서", []),  # asks and binds
        ("GDP는 summits", ["gdp", "summit"]),  # Latin words as ever
        ("2026곳", ["2026"]),
        ("#정상회담", ["정상", "회담"]),
        ("\u110c\u1165\u11bc\u1109\u1161\u11bc", ["정상"]),  # composed before places are counted
    ],
)
def test_tokens_of_the_stand_in(stand_in: None, text: str, tokens: list[str]) -> None:
    assert korean_analyzer() == GIVEN
    assert analyze(text) == tokens


def test_it_is_loaded_for_hangul_alone_and_once(stand_in: None) -> None:
    assert analyze("Lee’s summit in Nara, 奈良") == ["lee", "summit", "nara", "奈良"]
    assert StandIn.loaded == 0
    analyze("정상")
    analyze("회담")
    assert StandIn.loaded == 1


def test_one_that_cannot_be_loaded_is_told_of(
    stand_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(num_workers: int) -> None:
        raise OSError("no model file")

    monkeypatch.setattr(sys.modules["kiwipiepy"], "Kiwi", broken)
    with pytest.raises(ModelError, match=r"no model file.*summit-assistant\[korean\].*uninstall"):
        analyze("정상회담")


KOREAN = [document("k", "정상회담이 나라에서 열렸다. The summit was in Nara.")]
ENGLISH = [document("e", "The summit was in Nara.")]


class TestIndex:
    def test_one_of_bigrams_is_not_searched_with_another_analyzer(
        self, tmp_path: Path, toy_encoder: ToyEncoder, request: pytest.FixtureRequest
    ) -> None:
        store = store_in(tmp_path)
        store.build(RECIPE, KOREAN, toy_encoder)
        assert store.manifest()["korean_analyzer"] == "bigrams"
        request.getfixturevalue("stand_in")
        with pytest.raises(IndexForeign) as error:
            store.open(RECIPE, toy_encoder)
        assert f"korean_analyzer bigrams, but {GIVEN} is asked for" in one_line(error)
        store.build(RECIPE, KOREAN, toy_encoder)
        assert store.manifest()["korean_analyzer"] == GIVEN
        [hit] = store.open(RECIPE, toy_encoder).search("정상회담은?", 5, None, HALVES)
        assert hit.channels["bm25"] > 0

    def test_one_without_hangul_serves_with_any(
        self, tmp_path: Path, toy_encoder: ToyEncoder, request: pytest.FixtureRequest
    ) -> None:
        store = store_in(tmp_path)
        store.build(RECIPE, ENGLISH, toy_encoder)
        assert store.manifest()["korean_analyzer"] is None
        request.getfixturevalue("stand_in")
        assert len(store.open(RECIPE, toy_encoder).passages) == 1
        assert StandIn.loaded == 0


@pytest.mark.usefixtures("real")
class TestReal:
    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("정상회담에서", ["정상", "회담"]),
            ("한국은 CPTPP에 가입한다고 말했다.", ["한국", "cptpp", "가입", "말"]),
            ("GDP는 커졌다", ["gdp", "커지"]),
            ("2026년 1월 한국.일본", ["2026", "1", "한국", "일본"]),
            ("아름다웠다", ["아름답"]),
            ("#한국 K팝", ["한국", "팝", "k"]),
        ],
    )
    def test_tokens(self, text: str, tokens: list[str]) -> None:
        assert korean_analyzer().startswith("kiwipiepy 0.")
        assert analyze(text) == tokens

    def test_a_word_is_found_with_another_ending(self) -> None:
        index = LexicalIndex([analyze(t) for t in ("집이 무척 컸다.", "그는 집중하였다.")])
        assert [row for row, _ in index.search(analyze("큰 집은?"), k=5)] == [0]
