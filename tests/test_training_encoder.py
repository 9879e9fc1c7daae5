"""Teaching the encoder: which texts answer, what a batch costs, and what is written at the end."""

from __future__ import annotations

import json
import random
from itertools import islice
from math import exp, log
from pathlib import Path

import pytest
import torch
from reader_toys import THINGS, TOY, wordpiece_of, write_base, write_pretrained, write_questions

from assistant.training import contrastive
from assistant.training.contrastive import Group, LabelledQuestion, batches, groups_of
from assistant.training.encoder import TrainableEncoder, train_encoder
from assistant.training.losses import info_nce
from assistant.training.plan import Schedule
from assistant.training.questions import TrainingQuestion
from corpus.document import Document, Span
from corpus.errors import ModelError
from index.tuned import load_layers

RAIN = "It rained. Anna built the mill."
SUN = "The sun shone. Anna left in 1990."


def question(text: str, doc_id: str, answer: str, paragraph: str) -> TrainingQuestion:
    start = paragraph.index(answer)
    return TrainingQuestion(text, doc_id, text, (answer,), Span(start, start + len(answer)))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toys have few questions."""
    monkeypatch.setattr(contrastive, "FEWEST", 1)


@pytest.mark.usefixtures("few")
def test_each_question_aims_at_the_texts_that_hold_its_answer() -> None:
    documents = [
        Document("toy/0-0", "Town", "Town", RAIN),
        Document("toy/0-1", "Town", "Town", SUN),
    ]
    asked = [
        question("Who set up the mill?", "toy/0-0", "Anna", RAIN),
        question("When did she go?", "toy/0-1", "1990", SUN),
        TrainingQuestion("open", "toy/0-1", "Why?", (), None),
    ]
    [group] = groups_of(documents, asked, random.Random(0))  # noqa: S311
    rain = [text for text, _ in group.passages].index(RAIN)
    mill, sun = (group.sentences.index(s) for s in ("Anna built the mill.", "Anna left in 1990."))
    assert group.passages[rain] == (RAIN, f"Town\n{RAIN}")
    assert set(group.questions) == {
        # "mill" is in question and sentence; "Anna" stands in the other paragraph too.
        LabelledQuestion("Who set up the mill?", 1 / 2, (rain,), (mill,), ((1 - rain,), (sun,))),
        LabelledQuestion("When did she go?", 1, (1 - rain,), (sun,), ((), ())),
    }


def test_few_shared_words_are_drawn_first() -> None:
    questions = tuple(
        LabelledQuestion(str(number), weight, (0,), (0,), ((), ()))
        for number, weight in enumerate([1e-9] * contrastive.QUESTIONS + [1.0])
    )
    group = Group((("text", "head\ntext"),), ("text",), questions)
    [batch] = islice(batches([group], [], 0), 1)
    assert len(batch.questions) == contrastive.QUESTIONS
    assert questions[-1] in batch.questions


def test_a_batch_costs_what_the_formula_says() -> None:
    cosines = torch.tensor([[0.10, 0.05, 0.0], [0.10, 0.05, 0.0]])
    # Divided by 0.05: 2, 1, 0. First the middle one is right; then the best one is left out.
    first = log(exp(2) + exp(1) + 1) - 1
    second = log(exp(1) + 1) - 1
    costs = info_nce(cosines, [((1,), ()), ((1,), (0,))])
    assert float(costs) == pytest.approx((first + second) / 2, abs=1e-5)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy encoder; its tokenizer frames a text as that of the packaged one does."""
    from tokenizers import processors

    folder = write_base(tmp_path_factory.mktemp("base"))
    tokenizer = wordpiece_of(folder)
    ends = [(name, tokenizer.token_to_id(name)) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, ends)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toys, each thing asked for in another word: the gate is called a bridge, and so on."""
    folder = write_questions(tmp_path_factory.mktemp("data"))
    held = json.loads((folder / "toy.json").read_text(encoding="utf-8"))
    for article in held["data"]:
        for asked in (p["qas"][0] for p in article["paragraphs"]):
            thing = asked["question"].removeprefix("Who built the ").removesuffix("?")
            other = THINGS[(THINGS.index(thing) + 1) % len(THINGS)]
            asked["question"] = asked["question"].replace(thing, other)
    (folder / "toy.json").write_text(json.dumps(held), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(base: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    schedule = Schedule(steps=160, decay_steps=80, warmup_steps=5, learning_rate=2e-3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contrastive, "FEWEST", 1)
        train_encoder(data, out, files=[TOY], schedule=schedule, base=base)
    return out


def model_of(base: Path, folder: Path):
    """The toy encoder as sentence-transformers loads it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    write_pretrained(folder, BertModel.from_pretrained(base))
    return SentenceTransformer(modules=[Transformer(str(folder)), Pooling(32)], device="cpu")


def found(model, data: Path) -> int:
    """For how many questions the nearest passage of their article is their own."""
    count = 0
    for article in json.loads((data / "toy.json").read_text(encoding="utf-8"))["data"]:
        if article["title"] == "Title_b1":  # held out
            continue
        texts = [p["context"] for p in article["paragraphs"]]
        asked = [p["qas"][0]["question"] for p in article["paragraphs"]]
        vectors = model.encode([*asked, *texts], normalize_embeddings=True)
        best = (vectors[: len(asked)] @ vectors[len(asked) :].T).argmax(axis=1)
        count += int((best == range(len(asked))).sum())
    return count


def test_what_was_learned_finds_more_and_is_loaded_as_it_was_written(
    base: Path, data: Path, trained: Path, tmp_path: Path
) -> None:
    model = model_of(base, tmp_path / "model")
    before = found(model, data)
    encoder_id = load_layers(model, trained, base)
    config = json.loads((trained / "config.json").read_text(encoding="utf-8"))
    assert encoder_id == f"tuned@{config['sha256'][:16]}"
    assert config["trained"]["held_out"] == {"toy": ["Title b1"]}
    assert config["trained"]["schedule"]["steps"] == 160
    assert found(model, data) >= 9 > 3 >= before  # of 12; 3 are what chance gives
    encoder = TrainableEncoder(base)
    assert set(model[0].auto_model.encoder.state_dict()) == {
        name.removeprefix("encoder.") for name in encoder.parameters()
    }


def test_layers_of_another_encoder_are_refused(base: Path, trained: Path, tmp_path: Path) -> None:
    other = write_base(tmp_path / "other")
    weights = bytearray((other / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (other / "model.safetensors").write_bytes(weights)
    with pytest.raises(ModelError, match="expected"):
        load_layers(model_of(base, tmp_path / "model"), trained, other)


def test_damaged_layers_are_refused(base: Path, trained: Path, tmp_path: Path) -> None:
    for file in trained.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "encoder.safetensors").open("ab") as file:
        file.write(b"!")
    model = model_of(base, tmp_path / "model")
    with pytest.raises(ModelError, match="summits train encoder"):
        load_layers(model, tmp_path, base)
    (tmp_path / "encoder.safetensors").unlink()
    with pytest.raises(ModelError, match="missing"):
        load_layers(model, tmp_path, base)
