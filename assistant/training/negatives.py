"""Hard negatives: passages that the word search finds and that do not hold the answer.

The dense half of the search is left out: encoding every passage and question on two cores takes
as long as learning from a tenth of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.training.plan import TrainingProgress
from assistant.training.questions import TrainingQuestion, article_of
from assistant.training.windows import holds_answer
from corpus.document import Passage
from index.build import searched_text
from index.lexical import LexicalIndex, analyze

DEPTH = 40
SAME_ARTICLE = 6
ELSEWHERE = 2


def mine_negatives(
    questions: Sequence[TrainingQuestion],
    passages: Mapping[str, tuple[Passage, ...]],
    progress: TrainingProgress = lambda step, done, total: None,
) -> dict[str, tuple[Passage, ...]]:
    """For each question id, passages that look right and are not, best first.

    Those of the same article come first, up to `SAME_ARTICLE`, then up to `ELSEWHERE` others. The
    question's own paragraph is left out: `windows.asked` gives its passages already.

    Args:
        questions: all with a paragraph in `passages`.
        passages: by `doc_id`; the collection that is searched.
        progress: told how far it is.
    """
    rows = [passage for group in passages.values() for passage in group]
    lexical = LexicalIndex([analyze(searched_text(passage)) for passage in rows])
    mined = {}
    for number, question in enumerate(questions):
        found = lexical.search(analyze(question.question), DEPTH)
        mined[question.question_id] = _chosen(question, [rows[row] for row, _ in found])
        if number % 500 == 0:
            progress("negatives", number, len(questions))
    return mined


def _chosen(question: TrainingQuestion, ranked: Sequence[Passage]) -> tuple[Passage, ...]:
    article = article_of(question.doc_id)
    wrong = [
        passage
        for passage in ranked
        if passage.doc_id != question.doc_id and not holds_answer(passage.text, question.answers)
    ]
    same = [p for p in wrong if article_of(p.doc_id) == article]
    other = [p for p in wrong if article_of(p.doc_id) != article]
    return (*same[:SAME_ARTICLE], *other[:ELSEWHERE])
