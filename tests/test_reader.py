from __future__ import annotations

import json
import math
import threading

import numpy as np
import pytest
from conftest import ToyEncoder, document
from reader_toys import config, write_base, write_pretrained

from assistant.readers.packaged import FOLDER, WEIGHTS, packaged_reader
from assistant.readers.protocol import (
    NO_READING,
    ScoredSpan,
    load_cross_encoder,
    load_reader,
    spans_of,
)
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.training.network import build_network
from assistant.training.plan import Schedule
from assistant.training.recipe import write_weights
from assistant.training.train import Trainer
from corpus.errors import ModelError
from index.bert import CompiledBert
from index.encode import file_sha256

TEXT = "It rained in the old town. The mill was built by Clara."
QUESTION = "Who built the mill?"


@pytest.fixture
def written(base, tmp_path):
    trainer = Trainer(build_network(base, seed=3), Schedule(steps=1, decay_steps=1))
    write_weights(trainer.masters, tmp_path, file_sha256(base / "model.safetensors"), {})
    return tmp_path


def test_the_best_span_is_start_plus_end_less_no_answer():
    logits = np.array([[0.0, 9.0], [4.0, 0.5], [0.0, 3.0], [1.0, 2.0]], dtype=np.float32)
    offsets = [(0, 2), (3, 4), (5, 9), (10, 12)]
    # A span may not end before it starts, so that 4 + 9 does not count; 0 + 9 does.
    assert spans_of(logits, 2.0, offsets)[:3] == [
        ScoredSpan(0, 2, 7.0),
        ScoredSpan(3, 9, 5.0),
        ScoredSpan(3, 12, 4.0),
    ]


def test_a_span_has_thirty_tokens_at_most():
    logits = np.zeros((40, 2), dtype=np.float32)
    logits[0, 0] = logits[30, 1] = 5.0
    logits[29, 1] = 1.0
    offsets = [(i, i + 1) for i in range(40)]
    assert spans_of(logits, 0.0, offsets)[:1] == [ScoredSpan(0, 30, 6.0)]


def test_every_passage_reads_the_same_whatever_stands_beside_it(base, written):
    reader = packaged_reader(written, base)
    other = "Anna was in the church. " * 9
    alone = reader.read(QUESTION, [TEXT])[0]
    assert reader.read(QUESTION, [other, TEXT, "rained"])[1] == alone
    assert reader.read(QUESTION, [TEXT, TEXT]) == [alone, alone]


def test_windows_are_read_beside_each_other(base, written, monkeypatch):
    reader = packaged_reader(written, base)
    hidden, beside = CompiledBert.hidden, reader._network.bert.beside_each_other
    texts = [TEXT] * beside
    expected = reader.read(QUESTION, texts)
    met = threading.Barrier(beside, timeout=20)  # breaks where fewer are on their way

    def together(*given):
        met.wait()
        return hidden(*given)

    monkeypatch.setattr(CompiledBert, "hidden", together)
    assert reader.read(QUESTION, texts) == expected


def test_spans_are_characters_of_the_passage_and_context_is_never_one(base, written):
    reader = packaged_reader(written, base)
    plain, titled = reader.read(QUESTION, [TEXT, TEXT], ["", "Title A"])
    words = {(0, 2), (3, 9), (49, 54)}  # It, rained, Clara
    starts = {start for start, _ in words}
    for got in (plain, titled):
        assert got.score == got.spans[0].score
        assert [s.score for s in got.spans] == sorted((s.score for s in got.spans), reverse=True)
        assert all(0 <= s.start < s.end <= len(TEXT) for s in got.spans)
        assert starts - {s.start for s in got.spans} != starts
    assert plain.score != titled.score


def test_a_passage_longer_than_a_window_is_read_to_its_end(base, written):
    reader = packaged_reader(written, base)
    long = "it rained . " * 150 + "clara"
    spans = reader._windows(QUESTION, [long], ())
    ends = [window.offsets[-1][1] for _, window in spans]
    assert len(spans) > 1
    assert ends[-1] == len(long)
    assert reader.read(QUESTION, [long])[0].spans


def test_nothing_is_read_from_nothing(base, written):
    reader = packaged_reader(written, base)
    assert reader.read(QUESTION, []) == []
    assert reader.read(QUESTION, [" "]) == [NO_READING]
    with pytest.raises(ValueError, match="zip"):
        reader.read(QUESTION, [TEXT], ["one", "too many"])


@pytest.mark.parametrize("name", ["reader.safetensors", "config.json"])
def test_a_missing_file_is_named(base, written, name):
    (written / name).unlink()
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        packaged_reader(written, base)


def test_changed_weights_are_refused(base, written):
    path = written / "reader.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"reader\.safetensors have sha256 .* expected"):
        packaged_reader(written, base)


def test_another_base_is_refused(base, written, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    write_base(other)
    content = bytearray((other / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (other / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.safetensors have sha256"):
        packaged_reader(written, other)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', '{"format": 9, "name": "x"}'])
def test_a_config_of_another_form_is_refused(base, written, text):
    (written / "config.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"config\.json"):
        packaged_reader(written, base)


def test_any_extractive_model_can_be_named(tmp_path):
    import torch
    from transformers import BertForQuestionAnswering

    settings = config()
    settings.num_labels = 2
    model = BertForQuestionAnswering(settings)
    with torch.no_grad():
        model.qa_outputs.weight.zero_()
        model.qa_outputs.bias.copy_(torch.tensor([1.0, 2.0]))
    reader = load_reader(str(write_pretrained(tmp_path, model)))
    # Every token has start 1 and end 2, so that each span scores 1 + 2 - (1 + 2) = 0.
    got = reader.read(QUESTION, [TEXT, "Clara"])
    assert got[0].spans[0] == ScoredSpan(0, 2, 0.0)
    assert got[1].spans == (ScoredSpan(0, 5, 0.0),)
    long = reader.read(QUESTION, ["it rained . " * 60 + "clara"])[0]
    assert long.score == 0.0
    # A question that would fill the whole window of 64 tokens is cut: the passage is read.
    assert reader.read("who built it " * 100, [TEXT])[0].spans[0] == ScoredSpan(0, 2, 0.0)


def test_a_cross_encoder_can_be_named(tmp_path):
    import torch
    from transformers import BertForSequenceClassification

    model = BertForSequenceClassification(config())
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.7]))
    reranker = load_cross_encoder(str(write_pretrained(tmp_path, model)))
    # With one label, sentence_transformers gives the logistic function of it.
    expected = 1 / (1 + math.exp(-0.7))
    assert reranker.score(QUESTION, [TEXT, "Clara"]) == pytest.approx([expected] * 2)
    assert reranker.score(QUESTION, []) == []


def test_a_cross_encoder_that_the_settings_name_orders_the_passages(tmp_path):
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(1)
    model = write_pretrained(tmp_path, BertForSequenceClassification(config()))
    texts = ["The drum was old.", "It rained in the old town.", "The mill was built by Clara."]
    documents = [document(f"d{number}", text) for number, text in enumerate(texts)]
    settings = Settings(reader="none", reranker=str(model))
    assistant = Assistant.in_memory(documents, settings, ToyEncoder())
    hits = assistant.search(QUESTION, 3)
    told = dict(zip(texts, load_cross_encoder(str(model)).score(QUESTION, texts), strict=True))
    assert len(set(told.values())) == 3
    assert [hit.passage.text for hit in hits] == sorted(texts, key=told.__getitem__, reverse=True)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    plain = assistant.varied(Settings(reader="none"))
    unordered = plain.search(QUESTION, 3)
    assert len(unordered) == 3 and all("reranker" not in hit.channels for hit in unordered)


@pytest.mark.parametrize("load", [load_reader, load_cross_encoder])
def test_a_model_that_is_not_there_is_named(tmp_path, load):
    with pytest.raises(ModelError, match="nowhere"):
        load(str(tmp_path / "nowhere"))


def test_the_shipped_reader_reads():
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    reader = load_reader()
    passages = [
        "The old mill at the river was built by Clara Schmidt in 1871, after the flood.",
        "The old mill at the river was painted white and is open to visitors in summer.",
    ]
    who = reader.read("Who built the mill?", passages)
    assert passages[0][who[0].spans[0].start : who[0].spans[0].end] == "Clara Schmidt"
    assert who[0].score > 0 > who[1].score
    when = reader.read("When was the mill built?", passages)[0].spans[0]
    assert passages[0][when.start : when.end] == "1871"
    assert reader.reader_id == f"minilm-reader@{config['sha256'][:16]}"
    assert (FOLDER / WEIGHTS).stat().st_size < 25 * 2**20


def test_the_shipped_reader_reads_the_same_in_any_company():
    reader = load_reader()
    about = ("mill", "bridge", "harbour", "church", "tower")
    passages = [f"The {t} was built by Clara Schmidt in 187{n}." for n, t in enumerate(about)]
    together = reader.read("Who built the bridge?", passages, ["A town"] * 5)
    for passage, reading_of_it in zip(passages, together, strict=True):
        assert reader.read("Who built the bridge?", [passage], ["A town"]) == [reading_of_it]
