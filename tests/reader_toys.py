"""A BERT of two tiny layers, its vocabulary, and questions that it can learn in seconds."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.training.plan import File, Schedule

NAMES = ("anna", "boris", "clara", "dmitri", "elena", "felix", "greta", "hugo")
THINGS = ("gate", "bridge", "tower", "canal", "mill", "wall", "harbour", "church")
_SMALL = ("who", "built", "the", "was", "by", "in", "old", "town", "it", "rained", "title")
_WORDS = (*NAMES, *THINGS, *_SMALL, ":", "?", ".", "a", "b")
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
HIDDEN = 32


TOY = File("toy", held_out=1, mined=True, every=1, negatives=0.5, titled=0.5)
SHORT = Schedule(steps=8, decay_steps=4, warmup_steps=2, checkpoint_every=3, batch_tokens=2_048)
"""A recipe of one file, and a run of a few steps."""


def wordpiece_of(base: Path):
    """The tokenizer of `write_base`, as its library has it."""
    from tokenizers import Tokenizer as WordPiece

    return WordPiece.from_file(str(base / "tokenizer.json"))


def write_tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = {word: number for number, word in enumerate((*_SPECIAL, *_WORDS))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))


def config():
    from transformers import BertConfig

    return BertConfig(
        vocab_size=len(_SPECIAL) + len(_WORDS),
        hidden_size=HIDDEN,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=300,
        num_labels=1,
    )


def write_base(folder: Path) -> Path:
    """A folder as the packaged encoder's: weights drawn from a seed, and a tokenizer."""
    import torch
    from transformers import BertModel

    torch.manual_seed(0)
    BertModel(config()).save_pretrained(folder)
    write_tokenizer(folder)
    return folder


def write_pretrained(folder: Path, model) -> Path:
    """A folder that the `Auto…` classes of transformers load."""
    from transformers import BertTokenizerFast

    model.save_pretrained(folder)
    write_tokenizer(folder)
    BertTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), model_max_length=64
    ).save_pretrained(folder)
    return folder


def paragraph(name: str, thing: str) -> str:
    return f"It rained in the old town. The {thing} was built by {name}."


def write_questions(folder: Path) -> Path:
    """`toy.json`: four articles, each of four paragraphs with one question."""
    articles = []
    for a in range(4):
        paragraphs = []
        for p in range(4):
            name, thing = NAMES[(a + 2 * p) % 8], THINGS[(3 * a + p) % 8]
            text = paragraph(name, thing)
            answer = {"text": name, "answer_start": text.index(name)}
            question = {
                "id": f"{a}-{p}",
                "question": f"Who built the {thing}?",
                "answers": [answer],
            }
            paragraphs.append({"context": text, "qas": [question]})
        articles.append({"title": f"Title_{'ab'[a % 2]}{a}", "paragraphs": paragraphs})
    (folder / "toy.json").write_text(json.dumps({"data": articles}), encoding="utf-8")
    return folder
