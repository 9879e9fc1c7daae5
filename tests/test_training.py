from __future__ import annotations

import dataclasses
import json
import math
from itertools import islice
from pathlib import Path

import pytest
from reader_toys import (
    NAMES,
    SHORT,
    TOY,
    paragraph,
    wordpiece_of,
)

from assistant.readers.inputs import Tokenizer, Window
from assistant.readers.packaged import packaged_reader
from assistant.settings import Settings
from assistant.training.batches import (
    SHAPES,
    Batch,
    Example,
    Source,
    Stream,
    token_positions,
)
from assistant.training.losses import batch_loss
from assistant.training.plan import File, Schedule
from assistant.training.prepared import prepared
from assistant.training.questions import TrainingQuestion, read_questions
from assistant.training.recipe import NEGATIVES, read_files, stream_of, train_reader
from assistant.training.windows import CHUNKING, Asked, asked, cut, mine_negatives
from corpus.document import Passage, Span
from corpus.errors import ModelError

TOKENS = 10 * SHAPES[0]


def toy_tokenizer(base):
    return Tokenizer(wordpiece_of(base))


def test_the_loss_falls_and_the_reader_learns_to_point(base, data, tmp_path):
    losses = []
    schedule = Schedule(
        steps=90, decay_steps=30, warmup_steps=10, learning_rate=3e-3, batch_tokens=2_048
    )

    def heard(step, done, total):
        if step.startswith("training"):
            losses.append(float(step.split("loss ")[1].rstrip(")")))

    train_reader(data, tmp_path, heard, (TOY,), schedule, base)
    assert losses[-1] < losses[0] / 2
    reader = packaged_reader(tmp_path, base)
    right = 0
    for name in NAMES:
        text = paragraph(name, "mill")
        span = reader.read("Who built the mill?", [text])[0].spans[0]
        right += text[span.start : span.end] == name
    assert right >= 7


def test_a_run_that_was_interrupted_ends_with_the_same_weights(base, data, tmp_path):
    whole = train_reader(data, tmp_path / "whole", files=(TOY,), schedule=SHORT, base=base)

    def interrupt(step, done, total):
        if step.startswith("training") and done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_reader(data, tmp_path / "cut", interrupt, (TOY,), SHORT, base)
    steps = []
    again = train_reader(
        data, tmp_path / "cut", lambda s, done, total: steps.append(done), (TOY,), SHORT, base
    )
    assert steps == [4, 5, 6, 7, 8]  # from the checkpoint of step 3
    assert again.read_bytes() == whole.read_bytes()


def test_a_checkpoint_of_other_data_is_refused(base, data, tmp_path):
    train_reader(data, tmp_path, files=(TOY,), schedule=SHORT, base=base)
    other = dataclasses.replace(SHORT, seed=1)
    with pytest.raises(ModelError, match="other data or with another seed"):
        train_reader(data, tmp_path, files=(TOY,), schedule=other, base=base)


def test_a_finished_run_may_be_given_another_length(base, data, tmp_path):
    train_reader(data, tmp_path, files=(TOY,), schedule=SHORT, base=base)
    longer = dataclasses.replace(SHORT, steps=10, decay_steps=2, checkpoint_every=5)
    heard = []
    train_reader(data, tmp_path, lambda s, done, total: heard.append(done), (TOY,), longer, base)
    assert heard == [9, 10]


def test_the_config_says_what_the_reader_was_made_from(base, data, tmp_path):
    train_reader(data, tmp_path, files=(TOY,), schedule=SHORT, base=base)
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    questions = read_questions(data / "toy.json")
    assert config["trained"]["data"] == {"toy": questions.sha256}
    assert config["trained"]["held_out"] == {"toy": list(questions.split(1)[1].articles())}
    assert config["trained"]["schedule"]["steps"] == 8


def test_held_out_articles_are_never_shown(base, data, tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.training.batches.MISTYPED", 0.0)
    sets = read_files(data, (TOY,))
    learned, held_out = sets["toy"].split(1)
    stream = stream_of(sets, (TOY,), toy_tokenizer(base), tmp_path, seed=0)
    shown = {
        example.window.ids
        for batch in islice(stream.batches(TOKENS), 10)
        for example in batch.examples
        if example.start
    }
    tokenizer = toy_tokenizer(base)

    def windows_of(part):
        texts = {d.doc_id: d.text for d in part.documents}
        return {
            window.ids
            for q in part.questions
            for context in ("", *part.articles())
            for window in tokenizer.windows(q.question, texts[q.doc_id], context)
        }

    assert len(held_out.documents) == 4
    assert shown <= windows_of(learned)
    assert not shown & (windows_of(held_out) - windows_of(learned))


@pytest.mark.parametrize("damaged", ['{"passages": "', "[]", "\udce9"])
def test_negatives_that_cannot_be_read_are_mined_again(base, data, tmp_path, damaged):
    sets = read_files(data, (TOY,))
    stream_of(sets, (TOY,), toy_tokenizer(base), tmp_path, seed=0)
    whole = (tmp_path / NEGATIVES).read_bytes()
    (tmp_path / NEGATIVES).write_bytes(damaged.encode("utf-8", "surrogateescape"))
    stream_of(sets, (TOY,), toy_tokenizer(base), tmp_path, seed=0)
    assert (tmp_path / NEGATIVES).read_bytes() == whole
    assert len(json.loads(whole)["found"]) == len(sets["toy"].split(1)[0].questions)


def test_negatives_are_there_whole_or_not_at_all(base, data, tmp_path, monkeypatch):
    def killed(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        stream_of(read_files(data, (TOY,)), (TOY,), toy_tokenizer(base), tmp_path, seed=0)
    assert list(tmp_path.iterdir()) == []


def test_a_question_knows_which_passages_answer_it(tmp_path, data):
    questions = read_questions(data / "toy.json")
    found = asked(questions.questions, cut(questions))
    assert len(found) == 16
    passage, target = found[0].answering[0]
    assert target.of(passage.text) in found[0].question.answers


def test_negatives_come_from_the_same_article_first_and_never_hold_the_answer():
    def passage(doc_id, text):
        return Passage(f"{doc_id}:0", doc_id, Span(0, len(text)), text)

    passages = {
        "t/0-0": (passage("t/0-0", "Anna built the gate."),),
        "t/0-1": (passage("t/0-1", "The gate was closed."),),
        "t/0-2": (passage("t/0-2", "Anna painted the gate."),),
        "t/1-0": (passage("t/1-0", "A gate was built and rebuilt."),),
        "t/1-1": (passage("t/1-1", "It rained."),),
    }
    question = TrainingQuestion("q", "t/0-0", "Who built the gate?", ("Anna",), Span(0, 4))
    mined = mine_negatives([question], passages)
    assert [p.doc_id for p in mined["q"]] == ["t/0-1", "t/1-0"]


def test_token_positions_cover_the_answer():
    window = Window((0,) * 8, 3, 3, ((0, 3), (4, 9), (10, 14)))
    assert token_positions(window, Span(4, 14)) == (4, 5)
    assert token_positions(window, Span(5, 6)) == (4, 4)
    assert token_positions(window, Span(10, 20)) is None


def test_passages_are_cut_as_the_index_cuts_them():
    assert Settings().chunking == CHUNKING


def window_words(base, window):
    """The passage of a window, its words apart by spaces and the stop glued on."""
    ids = window.ids[window.first : window.end]
    return " ".join(wordpiece_of(base).id_to_token(i) for i in ids).replace(" .", ".")


def toy_stream(base, source):
    return Stream((source,), {}, toy_tokenizer(base), seed=0)


def toy_file(**more):
    return File("toy", 0, mined=False, every=1, negatives=1.0, titled=0.0, **more)


def one_question(altered_share):
    text = "The old gate was built by Anna."
    passage = Passage("toy/0-0:0", "toy/0-0", Span(0, len(text)), text)
    silent = Passage("toy/0-0:1", "toy/0-0", Span(40, 50), "It rained.")
    question = TrainingQuestion("q", "toy/0-0", "By who was Anna?", ("built",), Span(17, 22))
    shown = Asked(question, ((passage, Span(17, 22)),), (silent,))
    names = {"toy/0": {"name": ("Boris",)}}
    return Source((shown,), toy_file(altered=altered_share), names)


def test_an_altered_question_stands_beside_the_right_one_and_points_nowhere(base):
    batch = next(toy_stream(base, one_question(1.0)).batches(TOKENS))
    right, silent, other = batch.examples[:3]
    assert batch.rivals[:2] == ((0, 1, 2), (3, 4, 5))
    assert right.start == right.end > 0
    assert (silent.start, silent.end) == (other.start, other.end) == (0, 0)
    anna, boris = (toy_tokenizer(base).tokens(name).ids[0] for name in ("anna", "boris"))
    assert anna in right.window.ids[: right.window.segment]
    assert boris in other.window.ids[: other.window.segment]
    assert other.window.ids[other.window.segment :] == right.window.ids[right.window.segment :]


def test_without_a_share_no_question_is_altered(base):
    batch = next(toy_stream(base, one_question(0.0)).batches(TOKENS))
    assert {len(rows) for rows in batch.rivals} == {2}


class FixedNetwork:
    """Logits as given, for windows of a question of one token and a passage of one token."""

    def __init__(self, logits):
        import torch

        self._logits = torch.tensor(logits)

    def logits(self, inputs):
        return self._logits


def test_the_loss_is_that_of_start_and_end_and_of_the_right_window_among_its_rivals():
    window = Window((0, 1, 2, 3), 2, 2, ((0, 1),))
    examples = (Example(window, 1, 1), Example(window, 0, 0), Example(window, 0, 0))
    # Two positions, "no answer" and one token: scores 2, 1 and 0.
    network = FixedNetwork([[[0.0, 0.0], [s, s]] for s in (2.0, 1.0, 0.0)])
    pointing = (math.log(1 + math.exp(-2)) + math.log(1 + math.exp(1)) + math.log(2)) / 3
    ranking = -math.log(math.exp(2) / (math.exp(2) + math.exp(1) + math.exp(0)))
    batch = prepared(Batch(4, examples, ((0, 1, 2),)))

    def loss(**weights):
        schedule = dataclasses.replace(SHORT, **weights)
        return float(batch_loss(network, batch, schedule))

    assert loss(pair_weight=0.25) == pytest.approx(pointing + 0.25 * ranking)
    assert loss(pair_weight=0.0) == pytest.approx(pointing)


def test_groups_of_rivals_may_be_of_different_sizes():
    window = Window((0, 1, 2, 3), 2, 2, ((0, 1),))
    examples = (Example(window, 0, 0),) * 5
    scores = (2.0, 1.0, 3.0, 0.0, 1.0)
    network = FixedNetwork([[[0.0, 0.0], [s, s]] for s in scores])
    batch = prepared(Batch(4, examples, ((0, 1), (2, 3, 4))))
    pair = -math.log(math.exp(2) / (math.exp(2) + math.exp(1)))
    three = -math.log(math.exp(3) / (math.exp(3) + math.exp(0) + math.exp(1)))
    both = dataclasses.replace(SHORT, pair_weight=1.0)
    alone = dataclasses.replace(SHORT, pair_weight=0.0)
    ranking = float(batch_loss(network, batch, both)) - float(batch_loss(network, batch, alone))
    assert ranking == pytest.approx((pair + three) / 2, abs=1e-5)


def test_a_question_that_its_article_leaves_open_is_shown_with_other_passages_too(base):
    def passage(number, text):
        return Passage(f"toy/0-{number}:0", f"toy/0-{number}", Span(0, len(text)), text)

    own, other = passage(0, "The gate was old."), passage(1, "It rained in town.")
    shown = Asked(TrainingQuestion("q", "toy/0-0", "Who built?", (), None), (), (own,))

    def passages_shown(whole):
        source = Source((shown,), toy_file(whole=whole))
        stream = Stream((source,), {"q": (other,)}, toy_tokenizer(base), seed=0)
        groups = [group for epoch in range(40) for group in stream._epoch(epoch)]
        return {window_words(base, group[0].window) for group in groups}

    assert passages_shown(whole=False) == {own.text.lower()}
    assert passages_shown(whole=True) == {own.text.lower(), other.text.lower()}
