from __future__ import annotations

import dataclasses
import json
from itertools import islice

import pytest
from reader_toys import NAMES, paragraph, write_base, write_questions

from assistant.reader_input import Tokenizer, Window
from assistant.reader_packaged import packaged_reader
from assistant.training.batches import token_positions
from assistant.training.negatives import mine_negatives
from assistant.training.questions import TrainingQuestion, most_voted, read_questions
from assistant.training.recipe import File, read_files, stream_of, train_reader
from assistant.training.train import Schedule
from assistant.training.windows import asked, cut
from corpus.document import Passage, Span
from corpus.errors import InputError, ModelError

TOY = File("toy", held_out=1, mined=True, every=1, negatives=0.5, titled=0.5)
SHORT = Schedule(steps=8, decay_steps=4, warmup_steps=2, checkpoint_every=3)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return write_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_questions(tmp_path_factory.mktemp("data"))


def toy_tokenizer(base):
    from tokenizers import Tokenizer as WordPiece

    return Tokenizer(WordPiece.from_file(str(base / "tokenizer.json")))


def test_the_loss_falls_and_the_reader_learns_to_point(base, data, tmp_path):
    losses = []
    schedule = Schedule(steps=90, decay_steps=30, warmup_steps=10, learning_rate=3e-3)

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


def test_the_config_says_what_the_reader_was_made_from(base, data, tmp_path):
    train_reader(data, tmp_path, files=(TOY,), schedule=SHORT, base=base)
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    questions = read_questions(data / "toy.json")
    assert config["trained"]["data"] == {"toy": questions.sha256}
    assert config["trained"]["held_out"] == {"toy": list(questions.split(1)[1].articles())}
    assert config["trained"]["schedule"]["steps"] == 8


def test_held_out_articles_are_never_shown(base, data, tmp_path):
    sets = read_files(data, (TOY,))
    learned, held_out = sets["toy"].split(1)
    stream = stream_of(sets, (TOY,), toy_tokenizer(base), tmp_path, seed=0)
    shown = {
        example.window.ids
        for batch in islice(stream.batches(), 10)
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


def test_questions_are_read_with_the_answer_most_gave(tmp_path):
    context = "The pact has 12 members."
    answers = [
        {"text": "12 members", "answer_start": 13},
        {"text": "12", "answer_start": 13},
        {"text": "12", "answer_start": 13},
    ]
    none = {"id": "n", "question": "Who left?", "answers": [], "is_impossible": True}
    qas = [{"id": "m", "question": "How many?", "answers": answers}, none]
    article = {"title": "A_pact", "paragraphs": [{"context": context, "qas": qas}]}
    (tmp_path / "p.json").write_text(json.dumps({"data": [article]}), encoding="utf-8")
    questions = read_questions(tmp_path / "p.json")
    assert questions.questions == (
        TrainingQuestion("m", "p/0-0", "How many?", ("12 members", "12"), Span(13, 15)),
        TrainingQuestion("n", "p/0-0", "Who left?", (), None),
    )
    assert questions.articles() == ("A pact",)


def test_of_answers_given_once_the_one_in_the_middle_wins():
    assert most_voted([Span(0, 20), Span(5, 20), Span(12, 20)]) == Span(5, 20)


@pytest.mark.parametrize("text", ["{", '{"data": [{"title": "x"}]}', '{"data": [7]}'])
def test_a_file_in_another_form_is_named(tmp_path, text):
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"p\.json is not in SQuAD's form"):
        read_questions(tmp_path / "p.json")


def test_every_missing_file_is_named(tmp_path):
    files = (TOY, dataclasses.replace(TOY, name="more"))
    with pytest.raises(InputError) as raised:
        read_files(tmp_path, files)
    assert len(raised.value.faults) == 2


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
