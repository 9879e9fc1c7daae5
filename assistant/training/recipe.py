"""From a folder of training questions to a finished reader: `summits train reader --data DIR`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.readers.inputs import Tokenizer
from assistant.readers.packaged import FORMAT_VERSION, WEIGHTS
from assistant.training.alter import names_by_article
from assistant.training.batches import MISTYPED, OTHER_PASSAGE, SHAPES, Source, Stream
from assistant.training.network import build_network, in_eight_bits
from assistant.training.plan import FILES, SCHEDULE, TEACHER, File, Schedule, TrainingProgress
from assistant.training.questions import QuestionSet, read_questions, read_written
from assistant.training.teacher import build_teacher, teacher_sha256
from assistant.training.train import Trainer, train
from assistant.training.windows import CHUNKING, asked, cut, mine_negatives
from corpus.document import Passage
from corpus.errors import InputError
from corpus.files import parsed_json, write_whole
from index.encode import file_sha256, packaged_folder
from index.shipped import write_shipped

if TYPE_CHECKING:
    import torch

NEGATIVES = "negatives.json"
OURS = Path(__file__).parent / "data"
_LENGTH = ("steps", "decay_steps", "checkpoint_every")
"""Fields of the schedule that may change between two sittings of one training run."""

DROPOUT = 0.05
TEACHER_DROPOUT = 0.1


def train_reader(
    data: Path,
    out: Path,
    progress: TrainingProgress = lambda step, done, total: None,
    files: Sequence[File] = FILES,
    schedule: Schedule = SCHEDULE,
    base: Path | None = None,
    teacher: Path | None = None,
    teacher_schedule: Schedule = TEACHER,
    device: str = "cpu",
    order: int = 0,
) -> Path:
    """Train the reader on the files in `data` and write it to `out`; resumes where it was stopped.

    Args:
        data: folder with the files.
        out: made where it is missing; `config.json` and `reader.safetensors` are what ships.
        progress: told (step, done, total).
        files: what to read and how much of it.
        schedule: how to learn; a checkpoint may be finished with more or fewer steps.
        base: the encoder to start from; None is the packaged one.
        teacher: a larger encoder, which learns first and teaches then; None: no teacher.
        teacher_schedule: how it learns.
        device: of PyTorch, where it is computed.
        order: another number shows the same questions in another order: see `average`.

    Returns:
        The file with the weights.

    Raises:
        InputError: the data cannot be used.
        ModelError: a checkpoint in `out` is of other data, or the teacher cannot be used.
    """
    from tokenizers import Tokenizer as WordPiece

    # The teacher first: mining takes minutes, and a wrong name would be told after it.
    taught_by = None if teacher is None else teacher_sha256(teacher)
    base = base or packaged_folder()
    sets = read_files(data, files)
    out.mkdir(parents=True, exist_ok=True)
    wordpiece = WordPiece.from_file(str(base / "tokenizer.json"))
    stream = stream_of(sets, files, Tokenizer(wordpiece), out, schedule.seed, progress)
    made_from: dict[str, Any] = {
        "base_sha256": file_sha256(base / "model.safetensors"),
        "data": {name: questions.sha256 for name, questions in sets.items()},
        "files": [asdict(file) for file in files],
        "held_out": {f.name: sets[f.name].split(f.held_out)[1].articles() for f in files},
        "chunking": asdict(CHUNKING),
        "mistyped": MISTYPED,
        "other_passage": OTHER_PASSAGE,
        "shapes": SHAPES,
        "dropout": DROPOUT,
        "order": order,
        "schedule": {k: v for k, v in asdict(schedule).items() if k not in _LENGTH},
    }
    pupil = build_network(base, DROPOUT, schedule.seed)
    taught = None
    if teacher is not None:
        made_from["teacher_sha256"] = taught_by
        made_from["teacher"] = asdict(teacher_schedule)
        network = build_teacher(
            teacher, wordpiece.get_vocab(), TEACHER_DROPOUT, teacher_schedule.seed
        )
        trainer = Trainer(network, teacher_schedule, _digest(made_from), device=device)
        (out / "teacher").mkdir(exist_ok=True)
        train(trainer, stream, out / "teacher", progress, order)
        taught = trainer.network
        taught.encoder.eval()
    trainer = Trainer(pupil, schedule, _digest(made_from), taught, device)
    train(trainer, stream, out, progress, order)
    made_from["schedule"] = asdict(schedule)
    return write_weights(trainer.masters, out, made_from["base_sha256"], made_from)


def _digest(made_from: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


def write_weights(
    parameters: Mapping[str, torch.Tensor],
    out: Path,
    base_sha256: str,
    made_from: Mapping[str, Any],
) -> Path:
    """Write what ships of `Network.parameters`: in eight bits, with a config of hash and origin."""
    told = {
        "name": "minilm-reader",
        "format": FORMAT_VERSION,
        "base_sha256": base_sha256,
        "trained": made_from,
    }
    return write_shipped(in_eight_bits(parameters), out, WEIGHTS, told)


def read_files(folder: Path, files: Sequence[File] = FILES) -> dict[str, QuestionSet]:
    """The question sets by name.

    Raises:
        InputError: one line for each file that is missing or faulty.
    """
    sets: dict[str, QuestionSet] = {}
    faults: list[str] = []
    for file in files:
        try:
            if not file.about:
                place = OURS if file.ours else folder
                sets[file.name] = read_questions(place / f"{file.name}.json")
            elif sets.keys() >= set(file.about):
                about = [sets[name] for name in file.about]
                sets[file.name] = read_written(OURS / f"{file.name}.jsonl", about)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(*faults)
    return sets


def stream_of(
    sets: Mapping[str, QuestionSet],
    files: Sequence[File],
    tokenizer: Tokenizer,
    out: Path,
    seed: int,
    progress: TrainingProgress = lambda step, done, total: None,
) -> Stream:
    """The stream of batches over the articles that are not held out.

    The negatives found are kept in `out`, with a hash of what was searched, and for what.
    """
    sources = []
    searched: dict[str, tuple[Passage, ...]] = {}
    hunting = []
    for file in files:
        learned, _ = sets[file.name].split(file.held_out)
        passages = cut(learned)
        sources.append(Source(asked(learned.questions, passages), file, names_by_article(learned)))
        if file.mined:
            searched |= passages
            hunting += [q for q in learned.questions if q.answers or file.whole]
    by_id = {p.passage_id: p for group in searched.values() for p in group}
    # The files alone do not say it: a change of the splitter makes other passages of them.
    cuts = json.dumps([(p.passage_id, p.text) for p in by_id.values()])
    wanted = json.dumps([(q.question_id, q.question) for q in hunting])
    record = {
        "passages": hashlib.sha256(cuts.encode()).hexdigest(),
        "questions": hashlib.sha256(wanted.encode()).hexdigest(),
    }
    kept = _kept_negatives(out / NEGATIVES)
    if {name: kept.get(name) for name in record} != record:
        mined = mine_negatives(hunting, searched, progress)
        found = {i: [p.passage_id for p in group] for i, group in mined.items()}
        kept = record | {"found": found}
        write_whole(out / NEGATIVES, json.dumps(kept))
    negatives = {i: [by_id[p] for p in group] for i, group in kept["found"].items()}
    return Stream(sources, negatives, tokenizer, seed)


def _kept_negatives(path: Path) -> dict[str, Any]:
    """What an earlier run found; a file that cannot be read counts as none and is made again."""
    try:
        kept = parsed_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
