"""A reader that learns from a larger network, and readers that are averaged."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from reader_toys import SHORT, TOY, wordpiece_of, write_base

from assistant.readers.packaged import packaged_reader
from assistant.training.average import average_readers, in_floating_point
from assistant.training.losses import soft_loss
from assistant.training.recipe import NEGATIVES, train_reader
from assistant.training.teacher import build_teacher
from corpus.errors import InputError, ModelError
from index.encode import file_sha256


def test_the_teachers_opinion_is_learned_at_a_higher_temperature():
    import torch

    infinite = float("inf")
    # One window of three positions, the last of them closed; start and end alike.
    ours = torch.tensor([[[0.0, 0.0], [2.0, 2.0], [-infinite, -infinite]]])
    theirs = torch.tensor([[[2.0, 2.0], [0.0, 0.0], [-infinite, -infinite]]])
    sure = 1 / (1 + math.exp(-1))  # a difference of 2, halved by the temperature
    difference = sure * math.log(sure / (1 - sure)) + (1 - sure) * math.log((1 - sure) / sure)
    assert float(soft_loss(ours, theirs)) == pytest.approx(4 * difference)
    assert float(soft_loss(ours, ours)) == 0.0


def test_a_reader_with_a_teacher_learns_and_names_it(base, data, tmp_path):
    # The teacher of this test is another encoder of the same vocabulary.
    (tmp_path / "larger").mkdir()
    larger = write_base(tmp_path / "larger")
    out = tmp_path / "out"
    train_reader(
        data, out, files=(TOY,), schedule=SHORT, base=base, teacher=larger, teacher_schedule=SHORT
    )
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    assert config["trained"]["teacher_sha256"] == file_sha256(larger / "model.safetensors")
    assert config["trained"]["teacher"]["steps"] == 8
    alone = train_reader(data, tmp_path / "alone", files=(TOY,), schedule=SHORT, base=base)
    assert alone.read_bytes() != (out / "reader.safetensors").read_bytes()


def test_a_teacher_sees_the_same_tokens_under_its_own_numbers(base, tmp_path):
    vocabulary = wordpiece_of(base).get_vocab()
    teacher = build_teacher(base, vocabulary, 0.0, 0)
    assert teacher.ids.tolist() == list(range(len(vocabulary)))
    turned = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    turned["model"]["vocab"] = {
        {"[CLS]": "<s>", "[SEP]": "</s>"}.get(word, word): len(vocabulary) - 1 - number
        for word, number in vocabulary.items()
    }
    other = write_base(tmp_path)
    (other / "tokenizer.json").write_text(json.dumps(turned), encoding="utf-8")
    ids = build_teacher(other, vocabulary, 0.0, 0).ids.tolist()
    assert ids == list(reversed(range(len(vocabulary))))


def test_a_folder_without_a_teacher_is_named(base, tmp_path):
    with pytest.raises(ModelError, match="check --teacher"):
        build_teacher(tmp_path / "nowhere", {}, 0.0, 0)


def test_a_missing_teacher_is_named_before_anything_is_mined(base, data, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(ModelError, match=r"nowhere cannot be loaded \(.*\); check --teacher"):
        train_reader(
            data, out, files=(TOY,), schedule=SHORT, base=base, teacher=tmp_path / "nowhere"
        )
    assert not (out / NEGATIVES).exists()


def test_the_mean_of_two_readers_is_the_mean_of_their_weights(base, data, tmp_path):
    from safetensors.numpy import load_file

    runs = [tmp_path / "a", tmp_path / "b"]
    for order, out in enumerate(runs):
        train_reader(data, out, files=(TOY,), schedule=SHORT, base=base, order=order)
    weights = average_readers(runs, tmp_path / "mean")
    one, other, mean = (
        in_floating_point(load_file(path))
        for path in (*(out / "reader.safetensors" for out in runs), weights)
    )
    name = "encoder.layer.0.output.dense.weight"
    assert (one[name] != other[name]).any()
    step = np.abs(one[name] + other[name]).max() / 2 / 63
    assert np.abs((one[name] + other[name]) / 2 - mean[name]).max() <= step / 2 + 1e-6
    assert (mean["span.bias"] == (one["span.bias"] + other["span.bias"]) / 2).all()
    config = json.loads((tmp_path / "mean" / "config.json").read_text(encoding="utf-8"))
    assert [trained["order"] for trained in config["trained"]["average_of"]] == [0, 1]
    assert packaged_reader(tmp_path / "mean", base).read("Who built the mill?", ["It rained."])


def test_what_cannot_be_averaged_is_named(base, data, tmp_path):
    with pytest.raises(InputError, match="two folders at least"):
        average_readers([tmp_path], tmp_path)
    with pytest.raises(ModelError, match="holds no trained reader"):
        average_readers([tmp_path, tmp_path], tmp_path)
